package confirm

import (
	"strings"
	"testing"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func question(yes bool) pane.Ask {
	return pane.Ask{
		To: pane.Conversation, Title: "Close northwind/storefront#12?", Verb: "close issue", Yes: yes, Tag: 7,
		Lines: []string{"As ada at github.invalid, it is closed as not planned.", "", "It can be reopened."},
	}
}

func asked(t *testing.T, q pane.Ask) *Pane {
	t.Helper()
	p := New(panetest.Theme())
	p.Resize(44, 8)
	panetest.Send(p, q)
	panetest.Send(p, pane.Raised{})
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing asked", New(panetest.Theme()))
	for _, s := range panetest.Hostile() {
		p := asked(t, pane.Ask{Title: s, Verb: s, Lines: append(panetest.Hostile(), s), Yes: true})
		panetest.Fill(t, s, p)
		panetest.Send(p, keymap.Last)
		panetest.Fill(t, s, p)
	}
}

func TestWhatIsAsked(t *testing.T) {
	p := asked(t, question(false))
	want := ` As ada at github.invalid, it is closed as
 not planned.

 It can be reopened.



 [ no ]  [ close issue ]`
	if got := panetest.Text(p.View(true)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := p.Status().Title; got != "Close northwind/storefront#12?" || p.Scope() != keymap.ConfirmBox {
		t.Errorf("got title %q and scope %q", got, p.Scope())
	}
}

func TestTheAnswers(t *testing.T) {
	for _, tc := range []struct {
		name string
		yes  bool // chosen at first
		keys []keymap.Action
		want bool
	}{
		{"y", false, []keymap.Action{keymap.Yes}, true},
		{"n", true, []keymap.Action{keymap.Cancel}, false},
		{"esc", true, []keymap.Action{keymap.Back}, false},
		{"enter on no", false, []keymap.Action{keymap.Accept}, false},
		{"enter on yes", true, []keymap.Action{keymap.Accept}, true},
		{"tab, enter", false, []keymap.Action{keymap.NextField, keymap.Accept}, true},
		{"tab, tab, enter", false, []keymap.Action{keymap.NextField, keymap.NextField, keymap.Accept}, false},
		{"right, enter", false, []keymap.Action{keymap.Right, keymap.Accept}, true},
		{"scrolling chooses nothing", false, []keymap.Action{keymap.Down, keymap.Up, keymap.PageDown, keymap.First, keymap.Last, keymap.Accept}, false},
	} {
		p := asked(t, question(tc.yes))
		var got pane.Intent
		for _, k := range tc.keys {
			got = panetest.Send(p, k)
		}
		if want := (pane.Answer{To: pane.Conversation, Msg: pane.Confirmed{Tag: 7, Yes: tc.want}}); got != want {
			t.Errorf("%s: got %+v, want %+v", tc.name, got, want)
		}
	}
}

func TestMoreThanOneWay(t *testing.T) {
	q := question(false)
	q.Verb, q.Also = "as completed", []string{"as not planned"}
	for _, tc := range []struct {
		name string
		keys []keymap.Action
		want pane.Confirmed
	}{
		{"y", []keymap.Action{keymap.Yes}, pane.Confirmed{Tag: 7, Yes: true}},
		{"the other way", []keymap.Action{keymap.NextField, keymap.NextField, keymap.Accept}, pane.Confirmed{Tag: 7, Yes: true, Choice: 1}},
		{"round", []keymap.Action{keymap.NextField, keymap.NextField, keymap.NextField, keymap.Accept}, pane.Confirmed{Tag: 7}},
		{"back", []keymap.Action{keymap.PreviousField, keymap.Accept}, pane.Confirmed{Tag: 7, Yes: true, Choice: 1}},
	} {
		p := asked(t, q)
		var got pane.Intent
		for _, k := range tc.keys {
			got = panetest.Send(p, k)
		}
		if want := (pane.Answer{To: pane.Conversation, Msg: tc.want}); got != want {
			t.Errorf("%s: got %+v, want %+v", tc.name, got, want)
		}
	}
	p := asked(t, q)
	panetest.Fill(t, "three buttons", p)
	p.Resize(50, 8)
	row := strings.Split(panetest.Text(p.View(true)), "\n")[7]
	if row != " [ no ]  [ as completed ]  [ as not planned ]" {
		t.Errorf("got %q", row)
	}
	if got := panetest.Send(p, pane.Click{X: strings.Index(row, "not planned"), Y: 7}); got != (pane.Answer{To: pane.Conversation, Msg: pane.Confirmed{Tag: 7, Yes: true, Choice: 1}}) {
		t.Errorf("a click on the third button: got %+v", got)
	}
}

func TestTheNextQuestionBeginsAnew(t *testing.T) {
	p := asked(t, question(false))
	panetest.Send(p, keymap.NextField)
	panetest.Send(p, question(false))
	if got := panetest.Send(p, keymap.Accept); got.(pane.Answer).Msg.Yes {
		t.Error("the answer chosen for one question is that of the next")
	}
}

func TestClicks(t *testing.T) {
	p := asked(t, question(false))
	row := strings.Split(panetest.Text(p.View(true)), "\n")[7]
	for _, tc := range []struct {
		label string
		yes   bool
	}{{"no", false}, {"close", true}} {
		got := panetest.Send(p, pane.Click{X: strings.Index(row, tc.label), Y: 7})
		if got != (pane.Answer{To: pane.Conversation, Msg: pane.Confirmed{Tag: 7, Yes: tc.yes}}) {
			t.Errorf("a click on %q: got %+v", tc.label, got)
		}
	}
	for _, c := range []pane.Click{{X: 0, Y: 7}, {X: 8, Y: 7}, {X: 3, Y: 0}, {X: 40, Y: 7}} {
		if got := panetest.Send(p, c); got != nil {
			t.Errorf("a click beside the buttons at %d,%d: got %+v", c.X, c.Y, got)
		}
	}
}

func TestLongQuestionsScroll(t *testing.T) {
	q := question(false)
	q.Lines = []string{strings.Repeat("line\n", 20) + "the end"}
	p := asked(t, q)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "more below") || strings.Contains(got, "the end") {
		t.Errorf("got\n%s", got)
	}
	panetest.Send(p, pane.Wheel{Delta: 100})
	if got := panetest.Text(p.View(true)); strings.Contains(got, "more below") || !strings.Contains(got, "the end") {
		t.Errorf("at the end: got\n%s", got)
	}
}

package issues

import (
	"reflect"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// linkable is a pane that shows some rows: #12, pull request #14, #9, #3.
func linkable(t *testing.T, h *hub) *Pane {
	h.hits = some()
	p := New(options(t, h))
	p.Resize(90, 12)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	panetest.Send(p, pane.Shown{})
	return p
}

func TestWhatIsLinked(t *testing.T) {
	one := func(hits ...github.Hit) (all []github.Issue) {
		for _, h := range hits {
			all = append(all, h.Issue)
		}
		return all
	}
	rows := some()
	mark, down := keymap.Mark, keymap.Down
	for _, tc := range []struct {
		name string
		keys []keymap.Action
		want pane.Intent
	}{
		{"the row", nil, pane.LinkUp{Place: work, Issues: one(rows[0])}},
		{"a pull request's row", []keymap.Action{down}, pane.LinkUp{Place: work, Pulls: one(rows[1])}},
		{"marked issues", []keymap.Action{mark, down, mark}, pane.LinkUp{Place: work, Issues: one(rows[0], rows[2])}},
		{"marked issues and a pull request", []keymap.Action{mark, mark, mark, down}, pane.LinkUp{Place: work, Issues: one(rows[0], rows[2]), Pulls: one(rows[1])}},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := linkable(t, &hub{})
			for _, a := range tc.keys {
				panetest.Send(p, a)
			}
			if got := panetest.Send(p, keymap.Link); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("%s: got %+v, want %+v", tc.name, got, tc.want)
			}
		})
	}
}

func TestWhatCannotBeLinkedTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{}
		p := linkable(t, h)
		other := pull(20, "Another")
		for _, hit := range []github.Hit{some()[0], some()[1], other} {
			p.marks[keyOf(&hit)] = hit
			p.marked = append(p.marked, keyOf(&hit))
		}
		if got := panetest.Send(p, keymap.Link); got != (pane.Say{Text: "2 pull requests are marked beside issues: leave one of them, which the issues are linked to"}) {
			t.Errorf("got %+v", got)
		}
		// The same issue by two accounts is one; the pull request says as whom it is
		// written.
		twin, theirs := some()[0], some()[1]
		twin.At.Account, theirs.At.Account = "team", "team"
		h.list = []github.Account{{Name: "work", Host: "github.com"}, {Name: "team", Host: "github.com"}}
		p.marks, p.marked = map[key]github.Hit{}, nil
		for _, hit := range []github.Hit{some()[0], twin, theirs} {
			p.marks[keyOf(&hit)] = hit
			p.marked = append(p.marked, keyOf(&hit))
		}
		want := pane.LinkUp{Place: theirs.At, Issues: []github.Issue{some()[0].Issue}, Pulls: []github.Issue{theirs.Issue}}
		if got := panetest.Send(p, keymap.Link); !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		h.list = []github.Account{{Name: "work", Host: "github.com"}, {Name: "home", Host: "ghe.example"}}
		far := hit(5, "Elsewhere")
		far.At.Account = "home"
		p.marks, p.marked = map[key]github.Hit{keyOf(&far): far}, []key{keyOf(&far)}
		panetest.Send(p, keymap.First)
		panetest.Send(p, keymap.Mark)
		if got := panetest.Send(p, keymap.Link); got != (pane.Say{Text: "the marked rows are at different hosts: GitHub links within one only"}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestWhatIsUnlinked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(options(t, &hub{}))
		if got := panetest.Send(p, keymap.Unlink); got != (pane.Unlink{}) {
			t.Errorf("nothing: got %+v", got)
		}
		p = linkable(t, &hub{})
		if got := panetest.Send(p, keymap.Unlink); got != (pane.Unlink{Place: work, Issue: some()[0].IssueRef}) {
			t.Errorf("an issue: got %+v", got)
		}
		panetest.Send(p, keymap.Down)
		if got := panetest.Send(p, keymap.Unlink); got != (pane.Unlink{Place: work, Pull: some()[1].IssueRef}) {
			t.Errorf("a pull request: got %+v", got)
		}
	})
}

func TestBackTakesTheMarksAwayFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := seat(t, &hub{hits: some()})
		d.do(keymap.Mark, keymap.Mark)
		if len(d.marked) != 2 {
			t.Fatalf("got %d marked, want 2", len(d.marked))
		}
		if got := d.do(keymap.Back); got != nil || len(d.marked) != 0 || len(d.marks) != 0 {
			t.Errorf("back: got %#v with %d marked, want the marks gone and nothing left", got, len(d.marked))
		}
		if got := d.do(keymap.Back); got != (pane.Leave{}) {
			t.Errorf("back again: got %#v, want the pane left", got)
		}
	})
}

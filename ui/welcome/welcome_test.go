package welcome

import (
	"strings"
	"testing"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func opened(w, h int) *Pane {
	p := New(panetest.Theme(), keymap.Default())
	p.Resize(w, h)
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	p := opened(80, 24)
	panetest.Fill(t, "welcome", p)
	p.Resize(20, 3)
	for range 50 {
		panetest.Send(p, keymap.Down)
		panetest.Fill(t, "moved", p)
		p.Resize(20, 3)
	}
}

func TestItSaysWhatToDo(t *testing.T) {
	got := panetest.Text(opened(82, 24).View(true))
	for _, want := range []string{"No account was found", " Press d to look around in the demo", "gh auth login", "GH_TOKEN", "HUBTRAIL_APP_ID", "config.yml", "git clone", " ? help   q quit"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %q in it", got, want)
		}
	}
	m := keymap.Default()
	m.Override([]keymap.Change{{Scope: "welcome", Action: "demo", Keys: []string{"x"}}})
	p := New(panetest.Theme(), m)
	p.Resize(80, 24)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, " Press x to look around") {
		t.Errorf("got\n%s\nwant the user's key", got)
	}
}

func TestEverythingCanBeReadOnASmallScreen(t *testing.T) {
	for _, down := range []keymap.Action{keymap.Down, keymap.HalfPageDown, keymap.PageDown, keymap.Last} {
		p := opened(40, 6)
		var read strings.Builder
		for range 60 {
			read.WriteString(panetest.Text(p.View(true)))
			panetest.Send(p, down)
		}
		if got := panetest.Text(p.View(true)); !strings.Contains(got, "q quit") {
			t.Errorf("%s: got\n%s\nwant the last line at the end", down, got)
		}
		if down != keymap.Last && !strings.Contains(read.String(), "GH_TOKEN") {
			t.Errorf("%s leaves out lines", down)
		}
		panetest.Send(p, keymap.Up)
		panetest.Send(p, keymap.PageUp)
		panetest.Send(p, keymap.First)
		if got := panetest.Text(p.View(true)); !strings.Contains(got, "No account was found") {
			t.Errorf("back at the top: got\n%s", got)
		}
	}
	p := opened(40, 6)
	panetest.Send(p, pane.Wheel{Delta: 3})
	if got := panetest.Text(p.View(true)); strings.Contains(got, "No account was found") {
		t.Errorf("the wheel: got\n%s\nwant it scrolled", got)
	}
	// A larger window shows no emptiness at the end.
	panetest.Send(p, keymap.Last)
	p.Resize(82, 24)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "No account was found") {
		t.Errorf("enlarged: got\n%s\nwant all of it", got)
	}
}

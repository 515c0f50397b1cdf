package help

import (
	"strings"
	"testing"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func opened(keys *keymap.Map, from keymap.Scope) *Pane {
	p := New(panetest.Theme(), keys)
	p.Update(pane.Raised{Scope: from})
	p.Resize(80, 300)
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "not opened", New(panetest.Theme(), keymap.Default()))
	p := opened(keymap.Default(), keymap.Commits)
	for _, a := range []keymap.Action{keymap.Down, keymap.PageDown, keymap.Last, keymap.Right} {
		panetest.Fill(t, string(a), p)
		panetest.Send(p, a)
	}
	odd := keymap.Default()
	for _, s := range panetest.Hostile() {
		odd.Override([]keymap.Change{{Scope: "commits", Action: "open", Keys: strings.Split(s, "")}})
	}
	panetest.Fill(t, "odd keys", opened(odd, keymap.Commits))
}

func TestEveryBindingIsThere(t *testing.T) {
	m := keymap.Default()
	got := panetest.Text(opened(m, keymap.Commits).View(true))
	for _, s := range keymap.Scopes() {
		if s.Scope == keymap.HelpPage {
			continue // the page itself is where one is
		}
		for _, h := range m.Help(s.Scope) {
			if !strings.Contains(got, h.Keys) || !strings.Contains(got, keymap.DescribeIn(s.Scope, h.Action)) || !strings.Contains(got, s.Title) {
				t.Errorf("%s of %s with keys %q is missing in\n%s", h.Action, s.Title, h.Keys, got)
			}
		}
	}
}

func TestTheScopeOneCameFromIsFirst(t *testing.T) {
	got := panetest.Text(opened(keymap.Default(), keymap.Commits).View(true))
	if !strings.HasPrefix(got, " Commits\n  enter                open the changes of the commit\n") {
		t.Errorf("got\n%s\nwant the commits' bindings first", got)
	}
	if n := strings.Count(got, "\n Commits\n"); n != 0 {
		t.Errorf("the commits' bindings are there %d times more", n)
	}
	// A scope without bindings of its own.
	if got := panetest.Text(opened(keymap.Default(), keymap.RefPicker).View(true)); !strings.HasPrefix(got, " Everywhere\n") {
		t.Errorf("got\n%s\nwant what holds everywhere first", got)
	}
}

func TestTheUsersKeysAreShown(t *testing.T) {
	m := keymap.Default()
	m.Override([]keymap.Change{{Scope: "commits", Action: "open", Keys: []string{"ctrl+o"}}})
	if got := panetest.Text(opened(m, keymap.Commits).View(true)); !strings.HasPrefix(got, " Commits\n  ^o ") {
		t.Errorf("got\n%s\nwant ^o", got)
	}
}

func TestClosingAndScrolling(t *testing.T) {
	p := opened(keymap.Default(), keymap.Commits)
	p.Resize(80, 10)
	for _, a := range []keymap.Action{keymap.Back, keymap.Cancel} {
		if got := panetest.Send(p, a); got != (pane.Close{}) {
			t.Errorf("%s: got %#v, want it closed", a, got)
		}
	}
	panetest.Send(p, keymap.PageDown)
	panetest.Send(p, pane.Wheel{Delta: 2})
	if p.lines.Top() != 11 {
		t.Errorf("got line %d on top, want 11", p.lines.Top())
	}
	panetest.Send(p, pane.Raised{Scope: keymap.Patch})
	if p.lines.Top() != 0 {
		t.Errorf("opened again: got line %d on top, want the first", p.lines.Top())
	}
	panetest.Send(p, pane.Rethemed{})
	panetest.Fill(t, "in other colours", p)
}

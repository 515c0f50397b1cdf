package palette

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func opened(from keymap.Scope) *Pane {
	p := New(panetest.Theme(), keymap.Default())
	p.Resize(60, 60)
	p.Update(pane.Raised{Scope: from})
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "not opened", New(panetest.Theme(), keymap.Default()))
	for _, s := range keymap.Scopes() {
		panetest.Fill(t, string(s.Scope), opened(s.Scope))
	}
	for _, s := range panetest.Hostile() {
		p := opened(keymap.Commits)
		panetest.Type(p, "o")
		panetest.Fill(t, "filtered", p)
		panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
		panetest.Fill(t, s, p)
	}
}

// listed is whether an action is among the rows.
func listed(p *Pane, a keymap.Action) bool {
	for _, i := range p.rows {
		if p.actions[i].Action == a {
			return true
		}
	}
	return false
}

func TestEveryActionOfThePaneIsListed(t *testing.T) {
	m := keymap.Default()
	for _, s := range keymap.Scopes() {
		p := opened(s.Scope)
		for i, d := range p.actions[:len(m.Help(s.Scope))-min(1, len(m.Help(s.Scope)))] {
			if !p.own(d.Action) {
				t.Errorf("%s: %s at row %d is before the pane's own actions", s.Scope, d.Action, i)
			}
		}
		for _, d := range keymap.Actions() {
			means := m.Keys(d.Action, s.Scope) != nil || everywhere(d.Action)
			if want := means && d.Action != keymap.Palette; listed(p, d.Action) != want {
				t.Errorf("%s: %s is listed: %v, want %v", s.Scope, d.Action, !want, want)
			}
		}
	}
	if !listed(opened(keymap.Detail), keymap.StartDemo) || !listed(opened(keymap.Commits), keymap.ReloadAll) {
		t.Error("what can be done everywhere is missing")
	}
}

func TestFoundByItsHelpText(t *testing.T) {
	for _, d := range keymap.Actions() {
		p := opened(keymap.Commits)
		if !listed(p, d.Action) {
			continue
		}
		panetest.Type(p, keymap.DescribeIn(keymap.Commits, d.Action))
		if got := panetest.Send(p, keymap.Accept); got != (pane.Perform{Action: d.Action}) {
			t.Errorf("%q: got %#v, want %s", d.Help, got, d.Action)
		}
	}
}

func TestARow(t *testing.T) {
	p := opened(keymap.Commits)
	rows := strings.Split(panetest.Text(p.View(true)), "\n")
	if rows[0] != "> what do you want to do?" || rows[1] != " open the changes of the commit"+strings.Repeat(" ", 49-len(" the changes of the commit"))+"enter" {
		t.Errorf("got %q, want the text field, then the pane's first action with its key", rows[:2])
	}
	panetest.Type(p, "zoom")
	if got := p.View(true)[1]; !strings.Contains(got, panetest.Theme().Match.Open) || !strings.Contains(got, "zoom") {
		t.Errorf("got %q, want what matched marked", got)
	}
	if got := p.Status().Count; got != "1" {
		t.Errorf("got count %q, want 1", got)
	}
}

func TestChoosing(t *testing.T) {
	p := opened(keymap.Commits)
	panetest.Send(p, keymap.Down)
	second := p.actions[1].Action
	if got := panetest.Send(p, keymap.Accept); got != (pane.Perform{Action: second}) {
		t.Errorf("accept: got %#v, want %s", got, second)
	}
	if got := panetest.Send(p, pane.Click{Y: 2}); got != (pane.Perform{Action: second}) {
		t.Errorf("a click: got %#v, want %s", got, second)
	}
	if got := panetest.Send(p, pane.Click{Y: 0}); got != nil {
		t.Errorf("a click on the text: got %#v, want nothing", got)
	}
	panetest.Type(p, "nothing like it")
	if got := panetest.Send(p, keymap.Accept); got != (pane.Say{Text: "no action matches"}) {
		t.Errorf("accept with no row: got %#v, want it said", got)
	}
	if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) {
		t.Errorf("cancel: got %#v, want it closed", got)
	}
	panetest.Send(p, pane.Raised{Scope: keymap.Patch})
	if p.input.Value() != "" || p.list.Cursor() != 0 || !listed(p, keymap.NextFile) || listed(p, keymap.Refs) {
		t.Errorf("opened elsewhere: got text %q, cursor %d, want a fresh list of the patch's actions", p.input.Value(), p.list.Cursor())
	}
	panetest.Send(p, pane.Wheel{Delta: 3})
	panetest.Send(p, pane.Rethemed{})
	panetest.Fill(t, "in other colours", p)
}

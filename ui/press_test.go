package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

func runes(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func TestSplit(t *testing.T) {
	alt := func(k tea.KeyMsg) tea.KeyMsg { k.Alt = true; return k }
	tests := []struct {
		name string
		msg  tea.KeyMsg
		want []string
	}{
		{"one rune", runes("j"), []string{"j"}},
		{"runes read together", runes("jjk"), []string{"j", "j", "k"}},
		{"wide runes", runes("日é👍"), []string{"日", "é", "👍"}},
		{"a named key", tea.KeyMsg{Type: tea.KeyEnter}, []string{"enter"}},
		{"a space", tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, []string{" "}},
		{"escape and a rune in one read", alt(runes("j")), []string{"esc", "j"}},
		{"escape and runes in one read", alt(runes("jk")), []string{"esc", "j", "k"}},
		{"escape and enter in one read", alt(tea.KeyMsg{Type: tea.KeyEnter}), []string{"esc", "enter"}},
		{"escape twice in one read", alt(tea.KeyMsg{Type: tea.KeyEsc}), []string{"esc", "esc"}},
	}
	for _, tt := range tests {
		var got []string
		for _, k := range split(tt.msg) {
			got = append(got, k.String())
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What Enter opens gets the key that came in the same read.
func TestKeysOfOneReadGoWhereEachOneLeads(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	m.focus = pane.Repositories
	for _, k := range []tea.Msg{runes("jj"), tea.KeyMsg{Type: tea.KeyEnter}, runes("j")} {
		m.Update(k) // nothing of what these start has been answered yet
	}
	if got := m.subject.Repo.Name; m.focus != pane.Commits || got != "service-2" {
		t.Errorf("got focus on %s, repository %q, want the commits of the third", m.focus, got)
	}
	if m.subject.Commit != "" {
		t.Errorf("got commit %q, want none of another repository", m.subject.Commit)
	}
}

func TestFocus(t *testing.T) {
	m, out := begin(t, plainWorld(5), 120, 40)
	if m.focus != pane.Repositories || m.subject.Place.Installation != 7 {
		t.Fatalf("at the start: got focus on %s, place %+v, want what the first account has", m.focus, m.subject.Place)
	}
	keys(m, "3")
	if m.focus != pane.Repositories || !strings.Contains(out.text(), "nothing is chosen there yet") {
		t.Errorf("3 with no repository: got focus on %s and\n%s\nwant it said", m.focus, out.text())
	}
	keys(m, "tab")
	if m.focus != pane.Installations {
		t.Errorf("tab: got focus on %s, want the panes that have nothing left out", m.focus)
	}
	look(m)
	for i, step := range []struct {
		key  string
		want pane.ID
	}{
		{"1", pane.Installations}, {"2", pane.Repositories}, {"3", pane.Commits}, {"4", pane.Patch},
		{"tab", pane.Installations}, {"tab", pane.Repositories}, {"esc", pane.Installations}, {"esc", pane.Installations},
		{"4", pane.Patch}, {"q", pane.Commits}, {"q", pane.Repositories},
	} {
		if keys(m, step.key); m.focus != step.want {
			t.Errorf("step %d, %s: got focus on %s, want %s", i, step.key, m.focus, step.want)
		}
	}
	send(m, tea.KeyMsg{Type: tea.KeyShiftTab})
	if m.focus != pane.Installations {
		t.Errorf("shift+tab: got focus on %s, want accounts", m.focus)
	}
}

func TestBackGoesOneStepAtATime(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	keys(m, "4z?")
	if m.focused() != pane.Help || !m.zoomed {
		t.Fatalf("got %s, zoomed %v, want help over a zoomed pane", m.focused(), m.zoomed)
	}
	for i, want := range []string{"patch true", "patch false", "commits false", "repositories false", "installations false"} {
		keys(m, "q")
		if got := fmt.Sprint(m.focused(), m.zoomed); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") || m.quit {
			t.Errorf("q %d: got %s, quit %v, want %s", i, got, m.quit, want)
		}
	}
	if keys(m, "q"); !m.quit {
		t.Error("q on the first pane does not quit")
	}
}

func TestQuit(t *testing.T) {
	for _, before := range []string{"", "?", ":", "2/", "b"} {
		m, _ := begin(t, plainWorld(5), 120, 40)
		look(m)
		keys(m, before)
		_, cmd := m.Update(tea.KeyMsg{Type: tea.KeyCtrlC})
		if !m.quit || cmd == nil {
			t.Errorf("ctrl+c after %q: got quit %v, want it from everywhere", before, m.quit)
		}
	}
}

func TestTextGoesToThePaneThatTakesIt(t *testing.T) {
	m, out := begin(t, plainWorld(20), 120, 40)
	look(m)
	keys(m, "2/17q?")
	if m.quit || len(m.above) > 0 || !strings.Contains(out.text(), "/17q?") {
		t.Errorf("got\n%s\nwant the letters in the filter", out.text())
	}
	keys(m, "esc", "/")
	send(m, Pasted{"service-1\x1b[2J7\n"})
	if !strings.Contains(out.text(), "1 of 20") {
		t.Errorf("pasted: got\n%s\nwant it in the filter, cleaned", out.text())
	}
	keys(m, "esc")
	for _, paste := range []tea.Msg{Pasted{"jjq"}, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjq"), Paste: true}} {
		send(m, paste)
		if m.quit || !strings.Contains(out.text(), "pasted text has nowhere to go here") {
			t.Errorf("pasted where no text is taken: got\n%s\nwant it said", out.text())
		}
	}
}

func TestWhatWasSaidGoesWithTheNextKey(t *testing.T) {
	m, out := begin(t, plainWorld(5), 120, 40, func(o *Options) { o.Note = "the note" })
	if !strings.Contains(out.text(), "the note") {
		t.Errorf("got\n%s\nwant the note", out.text())
	}
	if keys(m, "j"); strings.Contains(out.text(), "the note") {
		t.Error("the note stays after a key")
	}
}

func TestReloadAll(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	m.failed[pane.Commits] = &paneFailure{errors.New("broken")}
	m.Update(runes("R"))
	if len(m.failed) > 0 {
		t.Error("a failed pane is not tried again")
	}
	for _, id := range m.way() {
		if m.status(id).Busy.IsZero() {
			t.Errorf("%s does not load", id)
		}
	}
	keys(m, "1")
	m.failed[pane.Commits] = &paneFailure{errors.New("broken")}
	if keys(m, "r"); m.failed[pane.Commits] == nil {
		t.Error("r in one pane clears the failure of another")
	}
}

func TestTheMouse(t *testing.T) {
	m, _ := begin(t, plainWorld(50), 120, 40)
	look(m)
	at := func(id pane.ID) Rect {
		for _, p := range m.plan {
			if p.ID == id {
				return p.inner()
			}
		}
		t.Fatalf("%s is not in sight", id)
		return Rect{}
	}
	click := func(r Rect, dy int) {
		send(m, tea.MouseMsg{X: r.X + 3, Y: r.Y + dy, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
	}
	r := at(pane.Repositories)
	if click(r, 2); m.focus != pane.Repositories || m.subject.Repo.Name != "api" {
		t.Errorf("a click: got focus on %s, repository %s, want the focus alone", m.focus, m.subject.Repo)
	}
	if click(r, 2); m.subject.Repo.Name != "service-2" || m.focus != pane.Commits {
		t.Errorf("a click in the focused pane: got repository %s, want the third opened", m.subject.Repo)
	}
	before := strings.Join(m.Frame(), "\n")
	send(m, tea.MouseMsg{X: r.X, Y: r.Y, Button: tea.MouseButtonWheelDown, Action: tea.MouseActionPress})
	if after := strings.Join(m.Frame(), "\n"); after == before || m.focus != pane.Commits {
		t.Errorf("the wheel: got focus on %s, want another pane scrolled and the focus kept", m.focus)
	}
	keys(m, "?")
	list := strings.Join(m.panes[pane.Repositories].View(true), "\n")
	if click(Rect{X: 0, Y: r.Y}, 0); m.focused() != pane.Help || m.focus != pane.Commits || strings.Join(m.panes[pane.Repositories].View(true), "\n") != list {
		t.Errorf("a click beside help: got %s and the list beneath moved, want nothing", m.focused())
	}
	send(m, tea.MouseMsg{X: 500, Y: 500, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
}

func TestThePaletteActsInThePaneBeneath(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	keys(m, ":zoom", "enter")
	if !m.zoomed || len(m.above) != 0 {
		t.Errorf("got zoomed %v, above %v, want the action done and the palette gone", m.zoomed, m.above)
	}
	keys(m, ":help", "enter")
	if m.focused() != pane.Help {
		t.Errorf("got %s, want help", m.focused())
	}
}

// Every action that a scope's keys lead to changes something, or says why not;
// above all none of them breaks a pane.
func TestNoKeyBreaksAPane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, start := range []string{"1", "2", "3", "4", "?", ":", "2/", "b", "1i"} {
			for _, d := range keymap.Actions() {
				if d.Action == keymap.Suspend {
					continue
				}
				for name, w := range map[string]*world{"full": plainWorld(5), "empty": {}, "odd": oddWorld()} {
					m, _ := begin(t, w, 120, 40)
					look(m)
					keys(m, start)
					settle(m, m.act(d.Action))
					settle(m, m.arrange())
					m.View()
					if len(m.failed) > 0 {
						t.Errorf("%s after %q in the %s world: %v", d.Action, start, name, m.failed)
					}
				}
			}
		}
	})
}

func TestChoosingTheSameRepositoryLoadsNothing(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	before := m.subject
	if cmd := m.carryOut(pane.ChooseRepository{Repo: github.RepoRef{Owner: "acme", Name: "api"}}); cmd != nil || m.subject != before {
		t.Errorf("got command %v, subject %+v, want it kept with its ref and commit", cmd != nil, m.subject)
	}
}

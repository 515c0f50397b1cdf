package ui

import (
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
)

// TestKeptRowsAreWhatWouldBeDrawn presses keys at random and draws each frame with
// what is kept and without.
func TestKeptRowsAreWhatWouldBeDrawn(t *testing.T) {
	keys := []tea.KeyMsg{{Type: tea.KeyEnter}, {Type: tea.KeyEsc}, {Type: tea.KeyTab}, {Type: tea.KeyShiftTab}, {Type: tea.KeyDown}, {Type: tea.KeyPgDown}, {Type: tea.KeyBackspace}}
	for r := '!'; r <= '~'; r++ {
		if r != 'q' {
			keys = append(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	kept := 0
	for seed := range uint64(6) {
		// In fake time no spinner begins between the two frames.
		synctest.Test(t, func(t *testing.T) { kept += pressAtRandom(t, keys, seed) })
	}
	if kept == 0 {
		t.Error("got nothing kept from frame to frame, want panes that were told nothing")
	}
}

// pressAtRandom presses 150 keys and gives how many panes were kept from frame to frame.
func pressAtRandom(t *testing.T, keys []tea.KeyMsg, seed uint64) (kept int) {
	r := rand.New(rand.NewPCG(seed, 3))
	m, _ := begin(t, plainWorld(60), 160, 48, func(o *Options) { o.Terminal = nowhere{} })
	look(m)
	for n := range 150 {
		k := keys[r.IntN(len(keys))]
		_, cmd := m.Update(k)
		if n%7 == 0 {
			settle(m, cmd)
		}
		before := len(m.frame.kept)
		got := slices.Clone(m.Frame())
		kept += min(before, len(m.frame.kept))
		m.frame.kept = nil
		for y, want := range m.Frame() {
			if got[y] != want {
				t.Fatalf("seed %d: after key %d, %s, row %d: got\n%q\nwant\n%q", seed, n, k, y, got[y], want)
			}
		}
		if n%40 == 39 {
			m.Update(tea.WindowSizeMsg{Width: 60 + r.IntN(140), Height: 10 + r.IntN(50)})
		}
	}
	return kept
}

// TestWhatIsToldIsDrawnAnew holds that neither a message nor another focus shows
// kept rows.
func TestWhatIsToldIsDrawnAnew(t *testing.T) {
	m := large(t, 100, pane.Patch)
	was := m.frame.kept[pane.Commits]
	key(m, 'j')
	if d := m.frame.kept[pane.Commits]; d.at != was.at {
		t.Error("a key elsewhere: got the commits drawn anew, want them kept")
	}
	for name, msg := range map[string]tea.Msg{"mail": pane.Mail{To: pane.Patch}, "tick": tick{}, "size": tea.WindowSizeMsg{Width: 199, Height: 60}, "focus": tea.FocusMsg{}} {
		was = m.frame.kept[pane.Commits]
		m.Update(msg)
		m.View()
		if d := m.frame.kept[pane.Commits]; d.at == was.at {
			t.Errorf("%s: got the commits kept, want them drawn anew", name)
		}
	}
}

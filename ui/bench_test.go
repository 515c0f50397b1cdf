package ui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

// nowhere is a terminal that discards frames.
type nowhere struct{}

func (nowhere) Paint([]string)   {}
func (nowhere) Clipboard(string) {}

// large is a model of 200x60 over n repositories, with the focus on a pane.
func large(t testing.TB, n int, focus pane.ID) *Model {
	m, _ := begin(t, plainWorld(n), 200, 60, func(o *Options) { o.Terminal = nowhere{} })
	look(m)
	m.focus = focus
	m.arrange()
	m.View()
	return m
}

func key(m *Model, r rune) {
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	m.View()
}

func TestAKeyCostsTheSameWhateverTheLength(t *testing.T) {
	for _, focus := range (&Model{}).way() {
		allocations := func(n int) float64 {
			m := large(t, n, focus)
			return testing.AllocsPerRun(30, func() { key(m, 'j'); key(m, 'k') }) / 2
		}
		few, many := allocations(100), allocations(100_000)
		// Three panes of 58 rows are in sight beside one another, on 60 rows; the
		// edges of the frames and the bars make some more.
		if many > 1.2*few || many > 4*3*58+60+60 {
			t.Errorf("in %s: got %v allocations with 100 repositories, %v with 100,000, want no more, and at most four a row of a pane and one of the screen", focus, few, many)
		}
	}
}

func BenchmarkKey(b *testing.B) {
	for _, focus := range []pane.ID{pane.Repositories, pane.Commits, pane.Patch} {
		for _, n := range []int{100, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", focus, n), func(b *testing.B) {
				m := large(b, n, focus)
				b.ReportAllocs()
				for b.Loop() {
					key(m, 'j')
				}
			})
		}
	}
}

func BenchmarkKeyUnderThePalette(b *testing.B) {
	m := large(b, 100, pane.Repositories)
	m.act(keymap.Palette)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.Update(tea.KeyMsg{Type: [...]tea.KeyType{tea.KeyDown, tea.KeyUp}[i%2]})
		m.View()
	}
}

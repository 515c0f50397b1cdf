package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
)

const (
	spinAfter = 150 * time.Millisecond // a request faster than this shows no spinner
	spinEvery = 100 * time.Millisecond
)

// tick moves the spinner.
type tick struct{}

// spinner is the one spinner of the program. It ticks only while a pane on
// screen waits for an answer: an idle program is woken by nothing.
type spinner struct {
	ticking bool
	step    int
}

// follow begins the ticking if something on screen is busy.
func (s *spinner) follow(m *Model) tea.Cmd {
	if s.ticking || !s.anyBusy(m) {
		return nil
	}
	s.ticking = true
	return tea.Tick(spinAfter, func(time.Time) tea.Msg { return tick{} })
}

// tick takes one step, and the next tick if it is still needed.
func (s *spinner) tick(m *Model) tea.Cmd {
	if !s.anyBusy(m) {
		s.ticking = false
		return nil
	}
	s.step++
	if !m.o.Animation {
		// One repaint shows the mark; nothing moves after it.
		return tea.Tick(time.Second, func(time.Time) tea.Msg { return tick{} })
	}
	return tea.Tick(spinEvery, func(time.Time) tea.Msg { return tick{} })
}

func (s *spinner) anyBusy(m *Model) bool {
	for _, id := range m.visible {
		if !m.status(id).Busy.IsZero() {
			return true
		}
	}
	return false
}

// glyph is the mark beside the title of a pane, "" unless it has been busy for
// a while.
func (s *spinner) glyph(m *Model, st pane.Status) string {
	if st.Busy.IsZero() || time.Since(st.Busy) < spinAfter {
		return ""
	}
	frames := m.o.Theme.Glyphs.Spinner
	if !m.o.Animation {
		return frames[0]
	}
	return frames[s.step%len(frames)]
}

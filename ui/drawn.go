package ui

import (
	"time"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// drawn is a pane's rows with what its frame puts around them: a row above and one
// beneath, and the same at both sides of each.
type drawn struct {
	top, side, bottom string
	rows              []string

	at      time.Time
	placed  Placed
	focused bool
}

// keptFor is how long rows are shown again: they hold ages, in minutes at least.
const keptFor = time.Second

// drawn is a pane as it was drawn last, if it has to look the same: since then it
// was told nothing, and all that happened were keys and the mouse, which change nothing that two
// panes show but through the root. Else it draws the pane.
func (m *Model) drawn(p Placed) drawn {
	f := &m.frame
	d, ok := f.kept[p.ID]
	if ok && !f.stale && d.placed == p && d.focused == (p.ID == m.focused()) && time.Since(d.at) < keptFor {
		return d
	}
	d = m.draw(p)
	if f.kept == nil {
		f.kept = map[pane.ID]drawn{}
	}
	f.kept[p.ID] = d
	return d
}

// draw draws a pane, with its frame and its error.
func (m *Model) draw(p Placed) drawn {
	d := drawn{at: time.Now(), placed: p, focused: p.ID == m.focused()}
	d.rows = m.paneView(p, d.focused)
	if problem := m.problem(p.ID); problem != nil {
		r := p.inner()
		n := m.errorRows(p.ID, r)
		d.rows = d.rows[:min(len(d.rows), max(r.H-n, 0))] // it may have failed only now
		for _, line := range errorLines(problem, r.W)[:n] {
			d.rows = append(d.rows, m.o.Theme.Bad.Render(text.Fit(line, r.W)))
		}
	}
	if !p.Frame {
		return d
	}
	border := m.o.Theme.Border
	if d.focused {
		border = m.o.Theme.BorderFocused
	}
	st := m.status(p.ID)
	d.top = m.topEdge(st, p.Rect.W, d.focused, border)
	d.side = border.Render(m.o.Theme.Glyphs.Border.Left)
	d.bottom = m.bottomEdge(st, p.Rect.W, border)
	return d
}

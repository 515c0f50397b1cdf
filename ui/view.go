package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// frame is what was composed last. Its rows are reused from frame to frame.
type frame struct {
	dirty  bool
	rows   []string
	pieces [][]byte // of each row, while it is put together
	beside []beside // of each row, what a pane above the layout leaves of it
	row    text.Row
}

// beside is what is seen of a row left and right of a pane that lies over it
// from x1 to x2. It is kept since it seldom changes and takes long to cut out.
type beside struct {
	row         string
	x1, x2      int
	left, right string
}

// View paints, if anything could have changed, and returns nothing for Bubble
// Tea to paint.
func (m *Model) View() string {
	if m.frame.dirty && m.width > 0 && m.height > 0 && !m.quit {
		m.frame.dirty = false
		m.o.Terminal.Paint(m.Frame())
	}
	return ""
}

// Frame composes the screen: one string a row, each exactly as wide as the
// screen. It is valid until the next call.
func (m *Model) Frame() []string {
	f := &m.frame
	if cap(f.pieces) < m.height {
		f.pieces, f.rows, f.beside = make([][]byte, m.height), make([]string, m.height), make([]beside, m.height)
	}
	f.pieces, f.rows, f.beside = f.pieces[:m.height], f.rows[:m.height], f.beside[:m.height]
	for y := range f.pieces {
		f.pieces[y] = f.pieces[y][:0]
	}
	for i, p := range m.plan {
		if i < len(m.plan)-len(m.above) {
			m.drawPane(p)
		}
	}
	for y := range f.rows {
		f.rows[y] = string(f.pieces[y])
	}
	for _, p := range m.plan[len(m.plan)-len(m.above):] {
		m.drawAbove(p)
	}
	m.drawBars()
	if m.o.Theme.Plain {
		for y := range f.rows {
			f.rows[y] = strings.Map(plain, f.rows[y])
		}
	}
	return f.rows
}

// plain is the ASCII for the few marks that panes and texts use whatever the
// locale is, each of one cell. What GitHub's texts hold beyond ASCII stays: no
// two terminals fail at it alike.
func plain(r rune) rune {
	switch r {
	case '…':
		return '~'
	case '·', '—', '–':
		return '-'
	case '›', '→':
		return '>'
	case '↑':
		return '^'
	case '↓':
		return 'v'
	case '←':
		return '<'
	case '⇧':
		return '+'
	case '\uFFFD': // text.Mark
		return '?'
	}
	return r
}

// drawPane appends a pane's rows to the screen's. The plan goes column by
// column, so each piece belongs to the right of what is there.
func (m *Model) drawPane(p Placed) {
	y := p.Rect.Y
	m.paneRows(p, func(left, row, right string) {
		piece := append(m.frame.pieces[y], left...)
		piece = append(piece, row...)
		m.frame.pieces[y] = append(piece, right...)
		y++
	})
}

// drawAbove lays a pane over the rows that are composed already.
func (m *Model) drawAbove(p Placed) {
	y, x2 := p.Rect.Y, p.Rect.X+p.Rect.W
	m.paneRows(p, func(left, row, right string) {
		b := &m.frame.beside[y]
		switch under := m.frame.rows[y]; {
		case p.Rect.W == m.width:
			*b = beside{}
		case b.row != under || b.x1 != p.Rect.X || b.x2 != x2:
			*b = beside{under, p.Rect.X, x2, leftOf(under, p.Rect.X), rightOf(under, x2, m.width-x2)}
		}
		m.frame.rows[y] = b.left + left + row + right + b.right
		y++
	})
}

// leftOf is the first width cells of a row, with no style left on. Half a wide
// character becomes a space.
func leftOf(row string, width int) string {
	left := ansi.Truncate(row, width, "")
	return left + text.Spaces(width-ansi.StringWidth(left)) + "\x1b[m"
}

// rightOf is the last width cells of a row, from x on.
func rightOf(row string, x, width int) string {
	right := ansi.TruncateLeft(row, x, "")
	if ansi.StringWidth(right) > width {
		right = " " + ansi.TruncateLeft(row, x+1, "")
	}
	return right
}

// paneRows yields a pane's rows with its frame and error, top to bottom, each in
// three parts: the frame's left side, the row, the frame's right side.
func (m *Model) paneRows(p Placed, yield func(left, row, right string)) {
	focused := p.ID == m.focused()
	rows := m.paneView(p, focused)
	problem := m.problem(p.ID)
	if problem != nil {
		r := p.inner()
		n := m.errorRows(p.ID, r)
		rows = rows[:min(len(rows), max(r.H-n, 0))] // it may have failed only now
		for _, line := range errorLines(problem, r.W)[:n] {
			rows = append(rows, m.o.Theme.Bad.Render(text.Fit(line, r.W)))
		}
	}
	if !p.Frame {
		for _, row := range rows {
			yield("", row, "")
		}
		return
	}
	border := m.o.Theme.Border
	if focused {
		border = m.o.Theme.BorderFocused
	}
	box := m.o.Theme.Glyphs.Border
	st := m.status(p.ID)
	yield("", m.topEdge(st, p.Rect.W, focused, border), "")
	side := border.Render(box.Left)
	for _, row := range rows {
		yield(side, row, side)
	}
	yield("", m.bottomEdge(st, p.Rect.W, border), "")
}

// paneView is what the pane draws, or blank rows if it fails.
func (m *Model) paneView(p Placed, focused bool) (rows []string) {
	r := p.inner()
	want := max(r.H-m.errorRows(p.ID, r), 0)
	defer func() {
		if reason := recover(); reason != nil {
			m.fail(p.ID, reason)
			rows = nil
		}
		for len(rows) < want {
			rows = append(rows, text.Spaces(r.W))
		}
		rows = rows[:want:want]
	}()
	return m.panes[p.ID].View(focused)
}

func (m *Model) status(id pane.ID) (st pane.Status) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(id, r)
			st = pane.Status{Title: string(id)}
		}
	}()
	return m.panes[id].Status()
}

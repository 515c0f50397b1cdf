package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/keymap"
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
	kept   map[pane.ID]drawn
	stale  bool // something other than keys and the mouse happened since
	help   map[keymap.Scope]line
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
	f.stale = false
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
	d := m.drawn(p)
	y := p.Rect.Y
	put := func(parts ...string) {
		for _, s := range parts {
			m.frame.pieces[y] = append(m.frame.pieces[y], s...)
		}
		y++
	}
	if p.Frame {
		put(d.top)
	}
	for _, row := range d.rows {
		put(d.side, row, d.side)
	}
	if p.Frame {
		put(d.bottom)
	}
}

// drawAbove lays a pane over the rows that are composed already.
func (m *Model) drawAbove(p Placed) {
	d := m.draw(p)
	y, x2 := p.Rect.Y, p.Rect.X+p.Rect.W
	lay := func(row string) {
		b := &m.frame.beside[y]
		switch under := m.frame.rows[y]; {
		case p.Rect.W == m.width:
			*b = beside{}
		case b.row != under || b.x1 != p.Rect.X || b.x2 != x2:
			*b = beside{under, p.Rect.X, x2, leftOf(under, p.Rect.X), rightOf(under, x2, m.width-x2)}
		}
		m.frame.rows[y] = b.left + row + b.right
		y++
	}
	if p.Frame {
		lay(d.top)
	}
	for _, row := range d.rows {
		lay(d.side + row + d.side)
	}
	if p.Frame {
		lay(d.bottom)
	}
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

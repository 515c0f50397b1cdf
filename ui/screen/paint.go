package screen

import (
	"fmt"
	"hash/maphash"
	"strconv"
)

// gap is the most unchanged cells that are written again rather than skipped:
// to skip takes four bytes.
const gap = 4

// tableLimit is how many pens or clusters are numbered before the numbers
// start anew.
const tableLimit = 1 << 12

// Paint shows rows from the top with a hidden cursor. See [Screen.PaintCursor].
func (s *Screen) Paint(rows []string) { s.PaintCursor(rows, Cursor{}) }

// PaintCursor shows rows from the top, and the cursor. A row is text in cells
// with SGR sequences; it starts in the default pen and may be shorter than the
// screen. What is too wide or too tall is cut, and counted as a fault. Only
// what differs from the last frame is written, in one write, nothing if
// nothing differs. Between Leave and Enter it does nothing. It keeps the
// strings, not the slice.
func (s *Screen) PaintCursor(rows []string, c Cursor) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.entered || s.dead != nil || s.width == 0 || s.height == 0 {
		return
	}
	if len(rows) > s.height {
		s.fault("frame is too tall", fmt.Sprintf("%d rows of %d", len(rows), s.height))
		rows = rows[:s.height]
	}
	if len(s.pens.pens) > tableLimit || len(s.clusters.texts) > tableLimit {
		s.pens.reset()
		s.clusters.reset()
		s.known = false
	}
	c.Shown = c.Shown && c.Col >= 0 && c.Col < s.width && c.Row >= 0 && c.Row < s.height

	b := append(s.frame[:0], syncBegin...)
	if s.cursor.Shown {
		b = append(b, "\x1b[?25l"...)
	}
	begun := len(b)
	s.pen = 0
	b = s.paintRows(b, rows)
	if s.pen != 0 {
		b = append(b, "\x1b[m"...)
	}
	s.frame = b
	if len(b) == begun && s.known && c == s.cursor {
		return
	}
	if c.Shown {
		b = appendMove(b, c.Row, c.Col)
		b = append(b, "\x1b[?25h"...)
	}
	b = append(b, syncEnd...)
	s.frame, s.cursor, s.known = b, c, true
	s.write(b)
}

// paintRows appends what makes the terminal show rows, and makes the grid so.
func (s *Screen) paintRows(b []byte, rows []string) []byte {
	first, end := s.height, 0
	for y := range s.grid {
		row := rowAt(rows, y)
		if s.known && row == s.grid[y].row {
			s.hashes[y] = s.grid[y].hash
			continue
		}
		s.hashes[y] = maphash.String(s.seed, row)
		first, end = min(first, y), y+1
	}
	if s.known {
		b = s.scroll(b, rows, first, end)
	}
	for y := first; y < end; y++ {
		l, row := &s.grid[y], rowAt(rows, y)
		if s.known && row == l.row {
			continue
		}
		s.parse(row)
		b = s.appendRow(b, y, l.cells)
		l.row, l.hash = row, s.hashes[y]
		l.cells, s.next = s.next, l.cells
	}
	return b
}

func rowAt(rows []string, y int) string {
	if y < len(rows) {
		return rows[y]
	}
	return ""
}

// appendRow appends what turns the cells old of row y into next. If the grid
// is not known, it writes all of them.
func (s *Screen) appendRow(b []byte, y int, old []cell) []byte {
	next := s.next
	w := len(next)
	end := w // of what is not blank
	for end > 0 && next[end-1] == space {
		end--
	}
	erase := !s.known && end < w
	for x := end; x < w && !erase; x++ {
		erase = old[x] != space
	}
	at := -1 // the terminal's cursor, if it is on this row
	must := -1
	for x := 0; x < end; {
		if s.known && old[x] == next[x] && x != must {
			x++
			continue
		}
		switch {
		case at < 0:
			b = appendMove(b, y, x)
		case x-at > gap:
			b = appendCSI(b, x-at, 'C')
		default:
			for ; at < x; at++ {
				b = s.appendCell(b, y, at, next[at])
			}
		}
		n := max(int(next[x].width), 1)
		b = s.appendCell(b, y, x, next[x])
		if s.known && old[x].unsure || next[x].unsure {
			must = x + n
		}
		x += n
		at = x
	}
	if must == end && end < w {
		erase = true
	}
	if erase {
		b = s.appendPen(b, 0)
		if at != end {
			b = appendMove(b, y, end)
		}
		b = append(b, "\x1b[K"...)
	}
	return b
}

// appendCell appends what draws one character at the cursor.
func (s *Screen) appendCell(b []byte, y, x int, c cell) []byte {
	if c.width == 0 {
		return b // drawn with its first half
	}
	b = s.appendPen(b, c.pen)
	if !c.unsure {
		return s.clusters.appendChar(b, c.char)
	}
	// Whatever width the terminal gives it: no old character stays in its
	// cells, and the next one stands where it should.
	b = appendCSI(b, int(c.width), 'X')
	b = s.clusters.appendChar(b, c.char)
	return appendMove(b, y, x+int(c.width))
}

func (s *Screen) appendPen(b []byte, number uint16) []byte {
	if number == s.pen {
		return b
	}
	b = appendPen(b, s.pens.pens[s.pen], s.pens.pens[number])
	s.pen = number
	return b
}

// appendMove appends the move of the cursor to a row and column from 0.
func appendMove(b []byte, y, x int) []byte {
	b = append(b, "\x1b["...)
	if y > 0 || x > 0 {
		b = strconv.AppendInt(b, int64(y+1), 10)
	}
	if x > 0 {
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(x+1), 10)
	}
	return append(b, 'H')
}

// appendCSI appends a control sequence with one number, left out if it is 1.
func appendCSI(b []byte, n int, final byte) []byte {
	b = append(b, "\x1b["...)
	if n != 1 {
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, final)
}

// blank says that the terminal shows nothing, as after it was cleared.
func (s *Screen) blank() {
	for y := range s.grid {
		s.grid[y].clear()
	}
	s.known = true
}

func (l *line) clear() {
	l.row, l.hash = "", 0
	for x := range l.cells {
		l.cells[x] = space
	}
}

func (s *Screen) fault(what, where string) {
	s.faults++
	if s.faults <= 100 {
		s.lastFault = fmt.Sprintf("%s: %.200q (screen %dx%d)", what, where, s.width, s.height)
	}
}

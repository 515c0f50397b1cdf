package area

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/ui/text"
)

const tabStop = 4

// step returns the bytes of the first character of s and the cells it takes in
// column col.
func step(s string, col int) (size, cells int) {
	switch c := s[0]; {
	case c == '\t':
		return 1, tabStop - col%tabStop
	case c < 0x80 && (len(s) == 1 || s[1] < 0x80):
		return 1, 1
	}
	cluster, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if r, n := utf8.DecodeRuneInString(s); n == len(cluster) && unicode.IsLetter(r) {
		return n, width // drawn as it is
	}
	return len(cluster), text.Width(text.Clean(cluster))
}

// rows are where the rows of a line begin: after the last space that fits, or
// inside a word that is longer than a row. Nothing is left out between them.
func (a *Area) rows(line int) []int {
	if a.wraps[line] == nil {
		a.wraps[line] = wrap(a.lines[line], a.width)
	}
	return a.wraps[line]
}

func wrap(s string, width int) []int {
	starts := []int{0}
	start, space, col := 0, 0, 0 // of the row; behind its last space; its cells so far
	for i := 0; i < len(s); {
		size, cells := step(s[i:], col)
		if col+cells > width && i > start {
			next := i
			switch {
			case s[i] == ' ':
				// Spaces at the end hang over the edge, unseen.
				i += size
				space = i
				continue
			case space > start:
				next = space
			}
			starts = append(starts, next)
			start, space, col = next, next, 0
			i = next
			continue
		}
		col += cells
		i += size
		if s[i-1] == ' ' || s[i-1] == '\t' {
			space = i
		}
	}
	return starts
}

// rowOf is which of its line's rows holds a byte, and the bytes of that row.
func (a *Area) rowOf(line, col int) (row, from, to int) {
	starts := a.rows(line)
	row = len(starts) - 1
	for row > 0 && starts[row] > col {
		row--
	}
	return row, starts[row], a.end(line, row)
}

// end is where a row of a line ends.
func (a *Area) end(line, row int) int {
	if starts := a.rows(line); row+1 < len(starts) {
		return starts[row+1]
	}
	return len(a.lines[line])
}

// cellOf is the cell of a row, which begins at from, that a byte is drawn in.
func (a *Area) cellOf(line, from, col int) int {
	s, cell := a.lines[line], 0
	for i := from; i < col && i < len(s); {
		size, cells := step(s[i:], cell)
		cell += cells
		i += size
	}
	return cell
}

// at is the byte of a row whose character is drawn in a cell, or its last.
func (a *Area) at(line, row, cell int) int {
	s, from, to := a.lines[line], a.rows(line)[row], a.end(line, row)
	last := row == len(a.rows(line))-1
	for i, x := from, 0; i < to; {
		size, cells := step(s[i:], x)
		if x+cells > cell || !last && i+size >= to {
			return i
		}
		x += cells
		i += size
	}
	return to
}

// reveal moves the view so that the cursor is in it.
func (a *Area) reveal() {
	a.top = min(a.top, len(a.lines)-1)
	a.sub = min(a.sub, len(a.rows(a.top))-1)
	sub, _, _ := a.rowOf(a.row, a.col)
	if a.row < a.top || a.row == a.top && sub < a.sub {
		a.top, a.sub = a.row, sub
		return
	}
	// Go up from the cursor as many rows as are in view; if that passes the
	// first row in view, the cursor is there already.
	line, row := a.row, sub
	for n := a.height - 1; n > 0; n-- {
		if line == a.top && row == a.sub {
			return
		}
		if row--; row < 0 {
			if line--; line < 0 {
				return
			}
			row = len(a.rows(line)) - 1
		}
	}
	if line > a.top || line == a.top && row > a.sub {
		a.top, a.sub = line, row
	}
}

package area

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// travel moves the cursor by a key.
func (a *Area) travel(key tea.KeyType) {
	switch key {
	case tea.KeyLeft:
		a.move(a.before())
	case tea.KeyRight:
		a.move(a.after())
	case tea.KeyCtrlLeft:
		a.move(a.wordBefore())
	case tea.KeyCtrlRight:
		a.move(a.wordAfter())
	case tea.KeyUp:
		a.climb(-1)
	case tea.KeyDown:
		a.climb(1)
	case tea.KeyPgUp:
		a.climb(-max(a.height-1, 1))
	case tea.KeyPgDown:
		a.climb(max(a.height-1, 1))
	case tea.KeyHome, tea.KeyCtrlA:
		_, from, _ := a.rowOf(a.row, a.col)
		a.move(a.row, from)
	case tea.KeyEnd:
		row, _, _ := a.rowOf(a.row, a.col)
		a.move(a.row, a.at(a.row, row, int(^uint(0)>>1)))
	case tea.KeyCtrlHome:
		a.move(0, 0)
	case tea.KeyCtrlEnd:
		a.ToEnd()
	}
}

// climb moves the cursor by rows, down if positive, and keeps to its cell.
func (a *Area) climb(rows int) {
	row, from, _ := a.rowOf(a.row, a.col)
	goal := a.goal
	if goal < 0 {
		goal = a.cellOf(a.row, from, a.col)
	}
	line := a.row
	for ; rows < 0; rows++ {
		if row > 0 {
			row--
		} else if line > 0 {
			line--
			row = len(a.rows(line)) - 1
		}
	}
	for ; rows > 0; rows-- {
		if row+1 < len(a.rows(line)) {
			row++
		} else if line+1 < len(a.lines) {
			line, row = line+1, 0
		}
	}
	a.row, a.col, a.goal = line, a.at(line, row, goal), goal
}

// Scroll moves the cursor by rows, as a mouse wheel does.
func (a *Area) Scroll(rows int) {
	a.climb(rows)
	a.reveal()
}

// Click puts the cursor on a cell of the view.
func (a *Area) Click(x, y int) {
	line, row := a.top, a.sub
	for ; y > 0; y-- {
		if row++; row >= len(a.rows(line)) {
			if line+1 >= len(a.lines) {
				a.ToEnd()
				return
			}
			line, row = line+1, 0
		}
	}
	a.move(line, a.at(line, row, max(x, 0)))
}

// before is the position one character before the cursor.
func (a *Area) before() (row, col int) {
	switch {
	case a.col > 0:
		return a.row, lastStart(a.lines[a.row][:a.col])
	case a.row > 0:
		return a.row - 1, len(a.lines[a.row-1])
	}
	return 0, 0
}

// lastStart is where the last character of s begins. Characters are made of
// runes that only reading from some way before tells apart.
func lastStart(s string) int {
	const far = 256
	from := max(len(s)-far, 0)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	last := from
	for i := from; i < len(s); {
		last = i
		size, _ := step(s[i:], 0)
		i += size
	}
	return last
}

// after is the position one character after the cursor.
func (a *Area) after() (row, col int) {
	line := a.lines[a.row]
	switch {
	case a.col < len(line):
		size, _ := step(line[a.col:], 0)
		return a.row, a.col + size
	case a.row+1 < len(a.lines):
		return a.row + 1, 0
	}
	return a.row, a.col
}

// wordBefore is the beginning of the word before the cursor.
func (a *Area) wordBefore() (row, col int) {
	head := strings.TrimRightFunc(a.lines[a.row][:a.col], unicode.IsSpace)
	if head == "" {
		if a.col > 0 {
			return a.row, 0
		}
		return a.before()
	}
	i := strings.LastIndexFunc(head, unicode.IsSpace)
	if i < 0 {
		return a.row, 0
	}
	_, size := utf8.DecodeRuneInString(head[i:])
	return a.row, i + size
}

// wordAfter is the end of the word after the cursor.
func (a *Area) wordAfter() (row, col int) {
	tail := a.lines[a.row][a.col:]
	rest := strings.TrimLeftFunc(tail, unicode.IsSpace)
	if rest == "" {
		if a.col < len(a.lines[a.row]) {
			return a.row, len(a.lines[a.row])
		}
		return a.after()
	}
	n := strings.IndexFunc(rest, unicode.IsSpace)
	if n < 0 {
		n = len(rest)
	}
	return a.row, a.col + len(tail) - len(rest) + n
}

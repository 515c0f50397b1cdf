// Package area is a text field of many lines. It draws exactly the rows it is
// given, with a cursor that does not blink.
//
// It exists because bubbles/textarea wraps and draws the whole text for every
// key. Measured with 65,536 characters, GitHub's limit: 4 ms a key and 17 ms a
// view; with one megabyte pasted as one line 1.2 s a key; and it drops the lines
// after the ten thousandth without a word. Here a key wraps the line it changed,
// and a view only the lines in sight.
package area

import (
	"strings"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// An Area is a text field. It is changed in place.
type Area struct {
	theme       *theme.Theme
	placeholder string

	lines []string // at least one
	wraps [][]int  // of each line: where its rows begin; nil if not reckoned yet
	row   int      // the cursor's line
	col   int      // and its byte in it, at the beginning of a character
	goal  int      // the cell that moving up and down keeps to, -1 for the cursor's

	width, height int
	top, sub      int // the first row in view: its line, and which of the line's rows
}

// New returns an empty field; the placeholder is shown while it is empty. The
// theme is read at each drawing, so it may change.
func New(t *theme.Theme, placeholder string) *Area {
	return &Area{theme: t, placeholder: placeholder, lines: []string{""}, wraps: make([][]int, 1), goal: -1, width: 1, height: 1}
}

// Value returns the text, its lines ended by "\n". It has to be cleaned like any
// other before it is drawn.
func (a *Area) Value() string { return strings.Join(a.lines, "\n") }

// Empty reports whether there is no text.
func (a *Area) Empty() bool { return len(a.lines) == 1 && a.lines[0] == "" }

// Bytes is the length of the text.
func (a *Area) Bytes() int {
	n := len(a.lines) - 1
	for _, line := range a.lines {
		n += len(line)
	}
	return n
}

// Height is how many rows are drawn.
func (a *Area) Height() int { return a.height }

// SetValue replaces the text and puts the cursor at its beginning.
func (a *Area) SetValue(s string) {
	a.lines = split(s)
	a.wraps = make([][]int, len(a.lines))
	a.row, a.col, a.goal, a.top, a.sub = 0, 0, -1, 0, 0
}

// ToEnd puts the cursor at the end of the text.
func (a *Area) ToEnd() {
	a.move(len(a.lines)-1, len(a.lines[len(a.lines)-1]))
	a.reveal()
}

// Resize sets the space that is drawn.
func (a *Area) Resize(width, height int) {
	if width = max(width, 1); width != a.width {
		a.width = width
		clear(a.wraps)
		a.sub = 0
	}
	a.height = max(height, 0)
	a.reveal()
}

// Update handles a key or a paste and reports whether the text changed.
func (a *Area) Update(msg tea.KeyMsg) (changed bool) {
	defer a.reveal()
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		s := string(msg.Runes)
		if s == "" && msg.Type == tea.KeySpace {
			s = " "
		}
		return a.insert(s)
	case tea.KeyEnter:
		return a.insert("\n")
	case tea.KeyTab:
		return a.insert("\t")
	case tea.KeyBackspace:
		row, col := a.before()
		return a.remove(row, col, a.row, a.col)
	case tea.KeyDelete, tea.KeyCtrlD:
		row, col := a.after()
		return a.remove(a.row, a.col, row, col)
	case tea.KeyCtrlW:
		row, col := a.wordBefore()
		return a.remove(row, col, a.row, a.col)
	case tea.KeyCtrlU:
		return a.remove(a.row, 0, a.row, a.col)
	case tea.KeyCtrlK:
		if a.col == len(a.lines[a.row]) {
			row, col := a.after()
			return a.remove(a.row, a.col, row, col)
		}
		return a.remove(a.row, a.col, a.row, len(a.lines[a.row]))
	default:
		a.travel(msg.Type)
		return false
	}
}

// Insert puts text where the cursor is, and the cursor behind it.
func (a *Area) Insert(s string) {
	a.insert(s)
	a.reveal()
}

func (a *Area) insert(s string) bool {
	if s == "" {
		return false
	}
	parts := split(s)
	line := a.lines[a.row]
	head, tail := line[:a.col], line[a.col:]
	last := len(parts) - 1
	col := len(parts[last])
	if last == 0 {
		col += len(head)
	}
	parts[0] = head + parts[0]
	parts[last] += tail
	a.replace(a.row, a.row+1, parts)
	a.move(a.row+last, col)
	return true
}

// remove takes out the text between two positions.
func (a *Area) remove(row, col, endRow, endCol int) bool {
	if row == endRow && col == endCol {
		return false
	}
	joined := a.lines[row][:col] + a.lines[endRow][endCol:]
	a.replace(row, endRow+1, []string{joined})
	a.move(row, col)
	return true
}

// replace puts lines in the place of others.
func (a *Area) replace(from, to int, with []string) {
	if len(with) == to-from {
		copy(a.lines[from:to], with)
		clear(a.wraps[from:to])
		return
	}
	a.lines = append(a.lines[:from:from], append(with, a.lines[to:]...)...)
	a.wraps = append(a.wraps[:from:from], append(make([][]int, len(with)), a.wraps[to:]...)...)
}

// move puts the cursor at a position.
func (a *Area) move(row, col int) { a.row, a.col, a.goal = row, col, -1 }

// split makes lines of a text. Bytes that are no UTF-8 and control characters
// could not be sent or seen; what is merely hard to see stays, since it is the
// person's text.
func split(s string) []string {
	s = strings.ToValidUTF8(s, text.Mark)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.ContainsFunc(line, unprintable) {
			lines[i] = withoutControls(line)
		}
	}
	return lines
}

func unprintable(r rune) bool { return r != '\t' && unicode.IsControl(r) }

// withoutControls removes escape sequences whole, as far as text.Clean knows
// them, and leaves tabs.
func withoutControls(line string) string {
	parts := strings.Split(line, "\t")
	for i, part := range parts {
		if strings.ContainsFunc(part, unprintable) {
			parts[i] = text.Clean(part)
		}
	}
	return strings.Join(parts, "\t")
}

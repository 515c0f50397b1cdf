package linker

import (
	"hubtrail/keymap"
	"hubtrail/ui/text"
)

// scroll is lines wrapped for a width, and a window on them.
type scroll struct {
	lines  []line // not wrapped yet
	rows   []row
	width  int
	offset int
}

// line is a text in one style, with what stands before it: a sign of a
// difference, which is repeated as spaces where the text is wrapped.
type line struct {
	sign  string
	text  string // cleaned
	style text.Style
	key   int // what it belongs to
}

type row struct {
	text  string
	style text.Style
	key   int
}

// set replaces the lines. The window stays as far as it can.
func (s *scroll) set(lines []line) { s.lines, s.rows = lines, nil }

// wrap makes the rows for a width.
func (s *scroll) wrap(width, height int) {
	if s.width != width || s.rows == nil {
		s.width, s.rows = width, s.rows[:0]
		for _, l := range s.lines {
			sign := l.sign
			for _, part := range text.Wrap(l.text, max(width-text.Width(sign), 1)) {
				s.rows = append(s.rows, row{sign + part, l.style, l.key})
				sign = text.Spaces(text.Width(sign))
			}
		}
	}
	s.move(0, height)
}

func (s *scroll) move(by, height int) {
	s.offset = max(min(s.offset+by, len(s.rows)-height), 0)
}

// below is how many rows are left beneath the window.
func (s *scroll) below(height int) int { return len(s.rows) - s.offset - height }

// act carries out an action that moves the window and reports whether it was
// one.
func (s *scroll) act(a keymap.Action, height int) bool {
	page := max(height-1, 1)
	switch a {
	case keymap.Down:
		s.move(1, height)
	case keymap.Up:
		s.move(-1, height)
	case keymap.PageDown, keymap.HalfPageDown:
		s.move(page, height)
	case keymap.PageUp, keymap.HalfPageUp:
		s.move(-page, height)
	case keymap.First:
		s.offset = 0
	case keymap.Last:
		s.move(len(s.rows), height)
	default:
		return false
	}
	return true
}

// view draws the rows in the window, no more than there are.
func (s *scroll) view(width, height int) (out []string) {
	for i := s.offset; i < len(s.rows) && len(out) < height; i++ {
		out = append(out, s.rows[i].style.Render(text.Fit(" "+s.rows[i].text, width)))
	}
	return out
}

// Package preview shows what is about to be written, or what became of it: a text
// with a window on it, and beneath it the two answers. Its owner says what the
// text is and what an answer does.
package preview

import (
	"hubtrail/keymap"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// A Line is a text in one style, cleaned, with what stands before it: a sign of a
// difference, which is repeated as spaces where the text is wrapped.
type Line struct {
	Sign  string
	Text  string
	Style text.Style
}

// A Text is lines wrapped for a width, and a window on them.
type Text struct {
	lines  []Line // not wrapped yet
	rows   []text.Span
	width  int
	offset int
}

// Set replaces the lines. The window stays as far as it can.
func (t *Text) Set(lines []Line) { t.lines, t.rows = lines, nil }

// Wrap makes the rows for a width, and a window of a height. It runs after
// everything that could change them.
func (t *Text) Wrap(width, height int) {
	if t.width != width || t.rows == nil {
		t.width, t.rows = width, t.rows[:0]
		for _, l := range t.lines {
			sign := l.Sign
			for _, part := range text.Wrap(l.Text, max(width-text.Width(sign), 1)) {
				t.rows = append(t.rows, text.Span{Text: sign + part, Style: l.Style})
				sign = text.Spaces(text.Width(sign))
			}
		}
	}
	t.Move(0, height)
}

// Move moves the window by some rows, as far as there are any.
func (t *Text) Move(by, height int) {
	t.offset = max(min(t.offset+by, len(t.rows)-height), 0)
}

// Act carries out an action that moves the window and reports whether it was one.
func (t *Text) Act(a keymap.Action, height int) bool {
	page := max(height-1, 1)
	switch a {
	case keymap.Down:
		t.Move(1, height)
	case keymap.Up:
		t.Move(-1, height)
	case keymap.PageDown, keymap.HalfPageDown:
		t.Move(page, height)
	case keymap.PageUp, keymap.HalfPageUp:
		t.Move(-page, height)
	case keymap.First:
		t.offset = 0
	case keymap.Last:
		t.Move(len(t.rows), height)
	default:
		return false
	}
	return true
}

// View draws the rows in the window, no more than there are.
func (t *Text) View(width, height int) (rows []string) {
	for i := t.offset; i < len(t.rows) && len(rows) < height; i++ {
		rows = append(rows, t.rows[i].Style.Render(text.Fit(" "+t.rows[i].Text, width)))
	}
	return rows
}

// Room is how many rows of a text are in view above the answers, of a height: a
// row between them says whether more follow.
func Room(height int) int { return max(height-2, 0) }

// ViewAbove draws the window of [Room] above the row of the answers, in exactly
// the height.
func (t *Text) ViewAbove(th *theme.Theme, width, height int, answers string) []string {
	if height <= 0 {
		return nil
	}
	room := Room(height)
	rows := t.View(width, room)
	for len(rows) < height-1 {
		more := ""
		if n := len(t.rows) - t.offset - room; n > 0 && len(rows) == height-2 {
			more = " " + text.Ellipsis + " " + text.Count(n) + " more rows: press j"
			if n == 1 {
				more = " " + text.Ellipsis + " 1 more row: press j"
			}
		}
		rows = append(rows, th.Dim.Render(text.Fit(more, width)))
	}
	return append(rows, answers)
}

// Package lines is a window on many lines of text that draws only those in
// view: what a key costs does not depend on the length. It knows line numbers
// and cells, not text; whoever uses it draws a line when asked.
//
// It exists because bubbles/viewport keeps the whole rendered text: setting
// 50,000 lines takes it 16 ms, styling them much more.
package lines

import (
	"math"

	"hubtrail/ui/text"
	"hubtrail/ui/widget/list"
)

// Lines is the window: where it is and how large. The zero value is a window
// of no size on no lines. It is changed in place, and never shows emptiness
// below the last line that a line could fill.
type Lines struct {
	// Bar is the scrollbar, drawn when the lines do not fit. The zero value
	// is none.
	Bar list.Bar

	len, wide     int // the text: lines, and cells of the widest
	width, height int // the window
	top, left     int
}

// Resize sets the size of the window in cells, the scrollbar included.
func (l *Lines) Resize(width, height int) {
	l.width, l.height = max(width, 0), max(height, 0)
	l.settle()
}

// SetLen sets how many lines there are.
func (l *Lines) SetLen(n int) {
	l.len = max(n, 0)
	l.settle()
}

// SetWide sets how many cells the widest line takes: the window moves sideways
// to its end and no further. Without it the window does not move sideways.
func (l *Lines) SetWide(cells int) {
	l.wide = max(cells, 0)
	l.settle()
}

// Len returns how many lines there are.
func (l *Lines) Len() int { return l.len }

// Top returns the number of the first line in view, counted from 0.
func (l *Lines) Top() int { return l.top }

// Left returns how many cells are scrolled out of view at the left.
func (l *Lines) Left() int { return l.left }

// Window returns the numbers of the lines in view, first and one past the
// last.
func (l *Lines) Window() (first, end int) {
	return l.top, l.top + min(l.height, l.len-l.top)
}

// Width returns how many cells a line has, beside the scrollbar if there is
// one.
func (l *Lines) Width() int {
	if l.hasBar() {
		return l.width - 1
	}
	return l.width
}

// Scroll moves the window by lines, down if positive.
func (l *Lines) Scroll(lines int) { l.GoTo(add(l.top, lines)) }

// Sideways moves the window by cells, to the right if positive.
func (l *Lines) Sideways(cells int) {
	l.left = add(l.left, cells)
	l.settle()
}

// Page moves the window by pages, down if positive. One line of the page
// before stays in view.
func (l *Lines) Page(pages int) { l.Scroll(pages * max(l.height-1, 1)) }

// HalfPage moves the window by half pages, down if positive.
func (l *Lines) HalfPage(halves int) { l.Scroll(halves * max(l.height/2, 1)) }

// Home shows the first line from its start.
func (l *Lines) Home() {
	l.left = 0
	l.GoTo(0)
}

// End shows the last line.
func (l *Lines) End() { l.GoTo(l.len) }

// GoTo shows a line at the top of the window, or as far up as the end allows.
func (l *Lines) GoTo(line int) {
	l.top = line
	l.settle()
}

// Reveal moves the window only as far as needed to have a line in view, and
// into its middle if it was not.
func (l *Lines) Reveal(line int) {
	if line < l.top || line >= l.top+l.height {
		l.GoTo(line - l.height/2)
	}
}

// View draws the window: exactly as many rows of exactly as many cells as
// [Lines.Resize] gave it. It asks draw for the lines in view only, each in
// exactly width cells with the first left cells of its text left out, as
// [text.Row.ResetAt] does. It changes nothing.
func (l *Lines) View(draw func(line, width, left int) string) []string {
	if l.height == 0 {
		return nil
	}
	bar := l.Bar.Column(l.len, l.height, l.top)
	if !l.hasBar() {
		bar = nil
	}
	width := l.Width()
	rows := make([]string, l.height)
	for y := range rows {
		if line := l.top + y; line < l.len {
			rows[y] = draw(line, width, l.left)
		} else {
			rows[y] = text.Spaces(width)
		}
		if bar != nil {
			rows[y] += bar[y]
		}
	}
	return rows
}

func (l *Lines) hasBar() bool {
	return l.Bar.Thumb != "" && l.len > l.height && l.width > 1
}

func (l *Lines) settle() {
	l.top = max(min(l.top, l.len-l.height), 0)
	l.left = max(min(l.left, l.wide-l.Width()), 0)
}

// add adds without overflow.
func add(a, b int) int {
	switch {
	case b > 0 && a > math.MaxInt-b:
		return math.MaxInt
	case b < 0 && a < math.MinInt-b:
		return math.MinInt
	}
	return a + b
}

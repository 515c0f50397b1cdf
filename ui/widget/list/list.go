// Package list is a list of rows with a cursor that draws only the rows in
// view: what a key costs does not depend on the length. It knows indexes, not
// items; whoever uses it keeps the items and draws a row when asked.
//
// It exists because bubbles/list prepares every item: 10,000 of them take it
// 0.35 s and more to appear.
package list

import (
	"math"

	"hubtrail/ui/text"
)

// margin is how many rows stay in view beyond the cursor, if there are any.
const margin = 2

// A List is a cursor and a window on a number of items. The zero value is an
// empty list of no height. It is changed in place and keeps three promises:
// the cursor is on an item if there is one, the cursor is in the window, and
// the window shows no emptiness that an item could fill.
type List struct {
	// Bar is the scrollbar, drawn when the items do not fit. The zero value
	// is none.
	Bar Bar

	len, height    int
	cursor, offset int
}

// SetLen sets how many items there are. The cursor stays on its index, or goes
// to the last item if that is before it.
func (l *List) SetLen(n int) {
	l.len = max(n, 0)
	l.settle()
}

// SetHeight sets how many rows are in view.
func (l *List) SetHeight(rows int) {
	l.height = max(rows, 0)
	l.settle()
}

// Follow sets how many items there are and moves the cursor to an index,
// which keeps its row on the screen as far as possible: with the new index of
// the item that the cursor was on, items inserted or removed elsewhere do not
// move what a person looks at. A negative index, for an item that is gone, is
// [List.SetLen].
func (l *List) Follow(n, index int) {
	if index < 0 {
		l.SetLen(n)
		return
	}
	row := l.cursor - l.offset
	l.len = max(n, 0)
	l.cursor = min(index, l.len-1)
	l.offset = l.cursor - row
	l.settle()
}

// Len returns how many items there are.
func (l *List) Len() int { return l.len }

// Height returns how many rows are in view.
func (l *List) Height() int { return l.height }

// Cursor returns the index of the item under the cursor, -1 if there is none.
func (l *List) Cursor() int {
	if l.len == 0 {
		return -1
	}
	return l.cursor
}

// Window returns the indexes of the items in view, first and one past the
// last: those worth loading.
func (l *List) Window() (first, end int) {
	return l.offset, l.offset + min(l.height, l.len-l.offset)
}

// Select puts the cursor on an index, or the nearest there is.
func (l *List) Select(index int) {
	l.cursor = index
	l.settle()
}

// Move moves the cursor by items, down if positive.
func (l *List) Move(items int) { l.Select(add(l.cursor, items)) }

// Page moves the cursor and the window by pages, down if positive. One row of
// the page before stays in view.
func (l *List) Page(pages int) { l.jump(pages * max(l.height-1, 1)) }

// HalfPage moves the cursor and the window by half pages, down if positive.
func (l *List) HalfPage(halves int) { l.jump(halves * max(l.height/2, 1)) }

func (l *List) jump(items int) {
	l.offset = l.clamp(add(l.offset, items), l.height)
	l.Move(items)
}

// Home puts the cursor on the first item.
func (l *List) Home() { l.Select(0) }

// End puts the cursor on the last item.
func (l *List) End() { l.Select(l.len - 1) }

// Scroll moves the window by rows, down if positive, as a mouse wheel does;
// the cursor stays on its item until it would leave the window.
func (l *List) Scroll(rows int) {
	l.offset = l.clamp(add(l.offset, rows), l.height)
	m := l.margin(l.height)
	low, high := l.offset+m, l.offset+l.height-1-m
	if l.offset == 0 {
		low = 0
	}
	if l.offset == l.clamp(math.MaxInt, l.height) {
		high = l.len - 1
	}
	l.cursor = max(min(l.cursor, high), low)
	l.settle()
}

// Click puts the cursor on the item in a row of the window, counted from 0,
// and reports whether there is one. The window does not move, so that the
// second click of two hits the same item.
func (l *List) Click(row int) bool {
	if row < 0 || row >= l.height || row >= l.len-l.offset {
		return false
	}
	l.cursor = l.offset + row
	return true
}

// View draws exactly height rows of exactly width cells. It asks row for
// those in view only, each in exactly the given width, which is one cell less
// than the view's beside a scrollbar. It changes nothing; a height other than
// that of [List.SetHeight] shows the window that this height would have.
func (l *List) View(width, height int, row func(index, width int, selected bool) string) []string {
	if height <= 0 {
		return nil
	}
	offset := l.offset
	if height != l.height {
		offset = l.reveal(l.offset, height)
	}
	var bar thumb
	inner := max(width, 0)
	if l.Bar.Thumb != "" && l.len > height && width > 1 {
		bar = thumbOf(l.len, height, offset)
		inner--
	}
	rows := make([]string, height)
	for y := range rows {
		i := offset + y
		if i < l.len {
			rows[y] = row(i, inner, i == l.cursor)
		} else {
			rows[y] = text.Spaces(inner)
		}
		if bar.size > 0 {
			rows[y] += l.Bar.at(bar, y)
		}
	}
	return rows
}

// settle restores the promises of the type.
func (l *List) settle() {
	l.cursor = max(min(l.cursor, l.len-1), 0)
	l.offset = l.reveal(l.offset, l.height)
}

// reveal returns the offset nearest to the given one at which the cursor is
// in view with its margin.
func (l *List) reveal(offset, height int) int {
	height = max(height, 1)
	m := l.margin(height)
	offset = min(offset, l.cursor-m)
	offset = max(offset, l.cursor-height+1+m)
	return l.clamp(offset, height)
}

func (l *List) margin(height int) int { return max(min(margin, (height-1)/2), 0) }

func (l *List) clamp(offset, height int) int {
	return max(min(offset, l.len-height), 0)
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

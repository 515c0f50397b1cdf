package text

import "unicode/utf8"

// A Style is what to write before and after text to draw it in a style:
// escape sequences or nothing. Close undoes exactly what Open sets, so that
// the style of the row beneath stays.
type Style struct{ Open, Close string }

// Render returns s drawn in the style. Empty text stays empty.
func (s Style) Render(text string) string {
	if text == "" || s.Open == "" {
		return text
	}
	return s.Open + text + s.Close
}

// A Span is a piece of text in one style.
type Span struct {
	Text  string
	Style Style
}

// Spans draws spans one after another in exactly width cells: what is too
// long is cut with an ellipsis, what is missing is spaces.
func Spans(width int, spans ...Span) string {
	var r Row
	r.Reset(width, Style{})
	for _, s := range spans {
		r.Add(s.Style, s.Text)
	}
	return r.String()
}

// A Row builds one row of an exact width from styled text. Its buffer is kept
// between rows, so a row costs one allocation, its string. The zero value is
// a row of no width; begin with [Row.Reset].
type Row struct {
	buf   []byte
	base  Style
	width int
	used  int // cells written
	skip  int // cells of text still to leave out
	// sideways rows began with cells to leave out, and are cut without a mark.
	sideways bool
	whole    int // the width, while a window is open
}

// Reset begins a row of width cells on a base style, usually a background.
func (r *Row) Reset(width int, base Style) { r.ResetAt(width, 0, base) }

// ResetAt begins a row that shows the cells from skip on, for text scrolled
// sideways. What it cuts at the right gets no ellipsis.
func (r *Row) ResetAt(width, skip int, base Style) {
	r.buf = append(r.buf[:0], base.Open...)
	r.base, r.width, r.used = base, max(width, 0), 0
	r.skip, r.sideways = max(skip, 0), skip > 0
}

// Window begins a column of at most cells cells that shows text from its cell skip
// on, as a line scrolled sideways. It is closed with [Row.EndWindow].
func (r *Row) Window(skip, cells int) {
	r.whole = r.width
	r.width = min(r.width, r.used+max(cells, 0))
	r.skip, r.sideways = max(skip, 0), true
}

// EndWindow ends the column where its text ends.
func (r *Row) EndWindow() { r.width, r.skip, r.sideways = r.whole, 0, false }

// Drawn appends what another Row has drawn, which takes exactly cells cells.
func (r *Row) Drawn(s string, cells int) {
	if cells <= r.room() {
		r.buf = append(r.buf, s...)
		r.used += cells
	}
}

// Rest returns how many cells of text still have room, those to be left out
// at the start included.
func (r *Row) Rest() int { return r.room() + r.skip }

func (r *Row) room() int { return r.width - r.used }

// Add appends s, as much as there is room for. If it does not fit, an
// ellipsis takes the row's last cell, unless the row is scrolled sideways or
// already full.
func (r *Row) Add(style Style, s string) {
	if r.sideways {
		r.Put(style, s)
		return
	}
	body, more, used := fit(s, r.room())
	if used == 0 {
		return
	}
	r.open(style)
	r.buf = append(r.buf, body...)
	if more {
		r.buf = append(r.buf, Ellipsis...)
	}
	r.close(style)
	r.used += used
}

// Put appends s like [Row.Add] but cuts it without an ellipsis, as suits the
// pieces of a source line.
func (r *Row) Put(style Style, s string) {
	if r.skip > 0 {
		s = r.leaveOut(s)
	}
	n, used := cut(s, r.room())
	if used > 0 {
		r.open(style)
		r.buf = append(r.buf, s[:n]...)
		r.close(style)
		r.used += used
	}
	if n < len(s) {
		// A wide character did not fit: what follows must not take its cell.
		r.pad(r.room())
	}
}

// leaveOut returns what is left of s once the cells to skip are taken off. A
// wide character of which one cell is skipped becomes a space.
func (r *Row) leaveOut(s string) string {
	n, gap := skip(s, r.skip)
	r.skip -= Width(s[:n]) - gap
	r.pad(gap)
	return s[n:]
}

// Fit appends s as a column of exactly width cells, fewer if the row ends:
// padded, or cut with an ellipsis at its end.
func (r *Row) Fit(style Style, s string, width int) {
	r.column(style, s, width, AppendFit)
}

// FitLeft is [Row.Fit] that keeps the end of s.
func (r *Row) FitLeft(style Style, s string, width int) {
	r.column(style, s, width, appendFitLeft)
}

// FitRight is [Row.Fit] with the padding before s, as suits a number.
func (r *Row) FitRight(style Style, s string, width int) {
	width = min(width, r.Rest())
	used := min(Width(s), width)
	r.Space(width - used)
	r.column(style, s, used, AppendFit)
}

func (r *Row) column(style Style, s string, width int, fit func(b []byte, s string, width int) []byte) {
	width = min(width, r.Rest())
	switch {
	case width <= 0:
	case r.skip > 0:
		r.Put(style, string(fit(nil, s, width)))
	default:
		r.open(style)
		r.buf = fit(r.buf, s, width)
		r.close(style)
		r.used += width
	}
}

// Mark is [Row.Fit] with the characters of s whose rune index is in at drawn
// in the style hit. The indexes are ascending; those beyond the cut are
// ignored.
func (r *Row) Mark(style, hit Style, s string, width int, at []int) {
	width = min(width, r.Rest())
	body, more, used := fit(s, width)
	index := 0 // of the rune at the start of body
	for body != "" {
		n, runes, marked := run(body, index, at)
		if marked {
			r.Put(hit, body[:n])
		} else {
			r.Put(style, body[:n])
		}
		body, index = body[n:], index+runes
	}
	if more {
		r.Put(style, Ellipsis)
	}
	r.Space(width - used)
}

// run returns how many bytes and runes at the start of s are all marked or
// all not, by whole characters; index is that of the first rune.
func run(s string, index int, at []int) (n, runes int, marked bool) {
	for n < len(s) {
		size, _ := skip(s[n:], 1)
		count := utf8.RuneCountInString(s[n : n+size])
		is := hasBetween(at, index+runes, index+runes+count)
		if n > 0 && is != marked {
			break
		}
		n, runes, marked = n+size, runes+count, is
	}
	return n, runes, marked
}

// hasBetween reports whether an index in [low, high) is in the ascending at.
func hasBetween(at []int, low, high int) bool {
	for _, i := range at {
		if i >= low {
			return i < high
		}
	}
	return false
}

// Space appends n spaces in the base style, fewer if the row ends.
func (r *Row) Space(n int) {
	skipped := min(max(n, 0), r.skip)
	r.skip -= skipped
	r.pad(n - skipped)
}

func (r *Row) pad(n int) {
	n = max(min(n, r.room()), 0)
	r.buf = appendSpaces(r.buf, n)
	r.used += n
}

// Fill appends a glyph of one cell n times, fewer if the row ends: it is not
// measured.
func (r *Row) Fill(style Style, glyph string, n int) {
	n = min(n, r.room())
	if n <= 0 {
		return
	}
	r.open(style)
	for range n {
		r.buf = append(r.buf, glyph...)
	}
	r.close(style)
	r.used += n
}

// String ends the row with spaces and returns it: exactly the width it was
// begun with. The row may be begun again after it.
func (r *Row) String() string {
	r.pad(r.room())
	r.buf = append(r.buf, r.base.Close...)
	return string(r.buf)
}

func (r *Row) open(style Style) { r.buf = append(r.buf, style.Open...) }

// close ends a style and opens the base again, since both may set the same
// attribute.
func (r *Row) close(style Style) {
	if style.Open == "" {
		return
	}
	r.buf = append(r.buf, style.Close...)
	r.buf = append(r.buf, r.base.Open...)
}

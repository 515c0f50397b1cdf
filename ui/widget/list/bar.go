package list

import (
	"math"

	"hubtrail/ui/theme"
)

// A Bar is a scrollbar of one column: what to write for a cell of its thumb
// and of its track, styles included.
type Bar struct{ Thumb, Track string }

// NewBar returns the scrollbar of a theme.
func NewBar(t *theme.Theme) Bar {
	return Bar{Thumb: t.Dim.Render(t.Glyphs.Thumb), Track: t.Border.Render(t.Glyphs.Track)}
}

// Column draws the scrollbar for a window of height rows from offset on, of n
// rows in all: height cells, or nil if everything is in view or b is none.
func (b Bar) Column(n, height, offset int) []string {
	if b.Thumb == "" || n <= height || height <= 0 {
		return nil
	}
	t := thumbOf(n, height, offset)
	cells := make([]string, height)
	for y := range cells {
		cells[y] = b.at(t, y)
	}
	return cells
}

func (b Bar) at(t thumb, y int) string {
	if y >= t.start && y < t.start+t.size {
		return b.Thumb
	}
	return b.Track
}

type thumb struct{ start, size int }

// thumbOf returns where the thumb is for n > height rows. It touches an end of
// the bar only when the window is at that end, so that it can be relied on.
func thumbOf(n, height, offset int) thumb {
	// Floats, since the products of huge lengths overflow.
	size := max(int(float64(height)*float64(height)/float64(n)), 1)
	last := height - size
	start := int(math.Round(float64(last) * float64(offset) / float64(n-height)))
	switch {
	case offset <= 0:
		start = 0
	case offset >= n-height:
		start = last
	case last > 1:
		start = max(min(start, last-1), 1)
	}
	return thumb{start: start, size: size}
}

package lines

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/keymap"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/list"
)

func newLines(n, width, height int) *Lines {
	l := &Lines{}
	l.Resize(width, height)
	l.SetLen(n)
	return l
}

func drawLine(i, width, left int) string {
	var r text.Row
	r.ResetAt(width, left, text.Style{})
	r.Put(text.Style{}, fmt.Sprintf("%d日本語", i))
	return r.String()
}

func TestMoving(t *testing.T) {
	for _, tt := range []struct {
		name      string
		n         int
		do        func(l *Lines)
		top, left int
	}{
		{"down", 100, func(l *Lines) { l.Scroll(1) }, 1, 0},
		{"up at the top", 100, func(l *Lines) { l.Scroll(-1) }, 0, 0},
		{"page", 100, func(l *Lines) { l.Page(1) }, 9, 0},
		{"page back", 100, func(l *Lines) { l.Page(3); l.Page(-1) }, 18, 0},
		{"half page", 100, func(l *Lines) { l.HalfPage(1) }, 5, 0},
		{"end", 100, func(l *Lines) { l.End() }, 90, 0},
		{"past the end", 100, func(l *Lines) { l.End(); l.Page(1) }, 90, 0},
		{"far past the end", 100, func(l *Lines) { l.Scroll(1); l.Scroll(math.MaxInt) }, 90, 0},
		{"far before the start", 100, func(l *Lines) { l.Scroll(5); l.Scroll(math.MinInt) }, 0, 0},
		{"short text", 5, func(l *Lines) { l.Page(1); l.End() }, 0, 0},
		{"no text", 0, func(l *Lines) { l.Page(1); l.End(); l.Reveal(3) }, 0, 0},
		{"shrunk", 100, func(l *Lines) { l.End(); l.SetLen(20) }, 10, 0},
		{"higher window", 100, func(l *Lines) { l.End(); l.Resize(20, 40) }, 60, 0},
		{"reveal in view", 100, func(l *Lines) { l.Reveal(9) }, 0, 0},
		{"reveal", 100, func(l *Lines) { l.Reveal(50) }, 45, 0},
		{"reveal above", 100, func(l *Lines) { l.End(); l.Reveal(3) }, 0, 0},
		{"go to", 100, func(l *Lines) { l.GoTo(42) }, 42, 0},
		{"sideways without a width", 100, func(l *Lines) { l.Sideways(8) }, 0, 0},
		{"sideways", 100, func(l *Lines) { l.SetWide(100); l.Sideways(8) }, 0, 8},
		{"sideways to the end", 100, func(l *Lines) { l.SetWide(50); l.Sideways(math.MaxInt) }, 0, 30},
		{"sideways back", 100, func(l *Lines) { l.SetWide(50); l.Sideways(8); l.Sideways(-9) }, 0, 0},
		{"home", 100, func(l *Lines) { l.SetWide(50); l.End(); l.Sideways(8); l.Home() }, 0, 0},
		{"wider window", 100, func(l *Lines) { l.SetWide(50); l.Sideways(30); l.Resize(60, 10) }, 0, 0},
		{"actions", 100, func(l *Lines) {
			l.SetWide(99)
			for _, a := range []keymap.Action{keymap.Last, keymap.First, keymap.Down, keymap.Down, keymap.Up, keymap.PageDown, keymap.PageDown,
				keymap.PageUp, keymap.HalfPageDown, keymap.HalfPageDown, keymap.HalfPageUp, keymap.Right, keymap.Right, keymap.Left} {
				if !l.Act(a) {
					panic(a)
				}
			}
		}, 15, 8},
		{"another action", 100, func(l *Lines) {
			if l.Act(keymap.Open) {
				l.End()
			}
		}, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := newLines(tt.n, 20, 10)
			tt.do(l)
			if l.Top() != tt.top || l.Left() != tt.left {
				t.Errorf("got top %d left %d, want %d and %d", l.Top(), l.Left(), tt.top, tt.left)
			}
		})
	}
}

func TestView(t *testing.T) {
	l := newLines(5, 4, 2)
	l.Scroll(1)
	if got, want := strings.Join(l.View(drawLine), "|"), "1日 |2日 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	l.SetWide(7)
	l.Sideways(2)
	if got, want := strings.Join(l.View(drawLine), "|"), " 本 | 本 "; got != want {
		t.Errorf("sideways: got %q, want %q", got, want)
	}
	l.SetLen(1)
	if got, want := strings.Join(l.View(drawLine), "|"), " 本 |    "; got != want {
		t.Errorf("past the end: got %q, want %q", got, want)
	}
	l.SetLen(9)
	l.Home()
	l.Bar = list.Bar{Thumb: "#", Track: "."}
	if got, want := strings.Join(l.View(drawLine), "|"), "0日#|1日."; got != want {
		t.Errorf("scrollbar: got %q, want %q", got, want)
	}
	if got := l.Width(); got != 3 {
		t.Errorf("width beside the scrollbar: got %d, want 3", got)
	}
}

func TestViewFillsItsSpace(t *testing.T) {
	for _, n := range []int{0, 1, 3, 1000, math.MaxInt} {
		for _, width := range []int{0, 1, 2, 3, 80} {
			for _, height := range []int{0, 1, 2, 24} {
				for _, left := range []int{0, 1, 4} {
					l := newLines(n, width, height)
					l.Bar = list.Bar{Thumb: "#", Track: "."}
					l.SetWide(200)
					l.End()
					l.Sideways(left)
					rows := l.View(drawLine)
					if len(rows) != height {
						t.Fatalf("%d lines in %dx%d: got %d rows", n, width, height, len(rows))
					}
					for _, r := range rows {
						if got := ansi.StringWidth(r); got != width {
							t.Fatalf("%d lines in %dx%d: got row %q of %d cells", n, width, height, r, got)
						}
					}
				}
			}
		}
	}
}

func TestOnlyLinesInViewAreDrawn(t *testing.T) {
	for _, n := range []int{100, 100_000} {
		l := newLines(n, 80, 40)
		l.GoTo(30)
		first, end := l.Window()
		drawn := first
		l.View(func(line, _, _ int) string {
			if line != drawn {
				t.Errorf("%d lines: got line %d drawn, want %d", n, line, drawn)
			}
			drawn++
			return ""
		})
		if drawn != end || end-first != 40 {
			t.Errorf("%d lines: got lines %d to %d drawn, want to %d, 40 in all", n, first, drawn, end)
		}
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := newLines(n, 120, 40)
			var r text.Row
			down := 1
			b.ReportAllocs()
			for b.Loop() {
				l.Scroll(down)
				if _, end := l.Window(); end == n || l.Top() == 0 {
					down = -down
				}
				l.View(func(_, width, left int) string {
					r.ResetAt(width, left, text.Style{})
					r.Put(text.Style{}, "	if err := run(ctx); err != nil {")
					return r.String()
				})
			}
		})
	}
}

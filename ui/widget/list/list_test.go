package list

import (
	"fmt"
	"io"
	"math"
	"math/rand"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func newList(n, height int) *List {
	l := &List{}
	l.SetHeight(height)
	l.SetLen(n)
	return l
}

func drawRow(i, width int, selected bool) string {
	mark := " "
	if selected {
		mark = ">"
	}
	return text.Fit(fmt.Sprintf("%s%d", mark, i), width)
}

func view(l *List, width, height int) string {
	return strings.Join(l.View(width, height, drawRow), "|")
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct {
		name           string
		n, height      int
		do             func(l *List)
		cursor, offset int
	}{
		{"down", 100, 10, func(l *List) { l.Move(1) }, 1, 0},
		{"up at the top", 100, 10, func(l *List) { l.Move(-1) }, 0, 0},
		{"down to the margin", 100, 10, func(l *List) { l.Move(7) }, 7, 0},
		{"down past the margin", 100, 10, func(l *List) { l.Move(8) }, 8, 1},
		{"end", 100, 10, func(l *List) { l.End() }, 99, 90},
		{"home", 100, 10, func(l *List) { l.End(); l.Home() }, 0, 0},
		{"up past the margin", 100, 10, func(l *List) { l.End(); l.Move(-8) }, 91, 89},
		{"page", 100, 10, func(l *List) { l.Move(3); l.Page(1) }, 12, 9},
		{"page keeps the row", 100, 10, func(l *List) { l.Select(50); l.Page(1); l.Page(-1) }, 50, 43},
		{"page at the end", 100, 10, func(l *List) { l.Select(95); l.Page(1) }, 99, 90},
		{"page of a short list", 5, 10, func(l *List) { l.Page(1) }, 4, 0},
		{"pages up", 100, 10, func(l *List) { l.End(); l.Page(-20) }, 0, 0},
		{"half page", 100, 10, func(l *List) { l.HalfPage(1) }, 5, 5 - 2},
		{"half page of one row", 100, 1, func(l *List) { l.HalfPage(1) }, 1, 1},
		{"select beyond", 100, 10, func(l *List) { l.Select(1000) }, 99, 90},
		{"select before", 100, 10, func(l *List) { l.Select(-5) }, 0, 0},
		{"no height", 100, 0, func(l *List) { l.Move(5); l.Page(1); l.HalfPage(1) }, 7, 7},
		{"one row", 100, 1, func(l *List) { l.Move(5) }, 5, 5},
		{"two rows", 100, 2, func(l *List) { l.Move(5) }, 5, 4},
		{"wheel leaves the cursor", 100, 10, func(l *List) { l.Select(50); l.Scroll(1) }, 50, 44},
		{"wheel takes the cursor along", 100, 10, func(l *List) { l.Scroll(30) }, 32, 30},
		{"wheel to the end", 100, 10, func(l *List) { l.Scroll(1000) }, 92, 90},
		{"wheel back to the top", 100, 10, func(l *List) { l.End(); l.Scroll(-1000) }, 7, 0},
		{"wheel of a short list", 3, 10, func(l *List) { l.Move(2); l.Scroll(5) }, 2, 0},
		{"move by the largest number", math.MaxInt, 10, func(l *List) { l.Move(5); l.Move(math.MaxInt) }, math.MaxInt - 1, math.MaxInt - 10},
		{"and back", math.MaxInt, 10, func(l *List) { l.End(); l.Move(math.MinInt) }, 0, 0},
		{"shrunk under the cursor", 100, 10, func(l *List) { l.End(); l.SetLen(20) }, 19, 10},
		{"shrunk to less than the window", 100, 10, func(l *List) { l.End(); l.SetLen(3) }, 2, 0},
		{"grown", 3, 10, func(l *List) { l.End(); l.SetLen(100) }, 2, 0},
		{"lower window", 100, 10, func(l *List) { l.Select(7); l.SetHeight(4) }, 7, 5},
		{"higher window", 100, 10, func(l *List) { l.End(); l.SetHeight(40) }, 99, 60},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := newList(tt.n, tt.height)
			tt.do(l)
			first, _ := l.Window()
			if got := l.Cursor(); got != tt.cursor || first != tt.offset {
				t.Errorf("got cursor %d offset %d, want %d and %d", got, first, tt.cursor, tt.offset)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	l := newList(0, 5)
	l.Move(1)
	l.Page(-1)
	l.End()
	l.Scroll(3)
	if got := l.Cursor(); got != -1 {
		t.Errorf("cursor of an empty list: got %d, want -1", got)
	}
	if l.Click(0) {
		t.Error("click on an empty list: got true, want false")
	}
	if first, end := l.Window(); first != 0 || end != 0 {
		t.Errorf("window of an empty list: got %d to %d, want none", first, end)
	}
	l.SetLen(-4)
	if got := l.Len(); got != 0 {
		t.Errorf("length after SetLen(-4): got %d, want 0", got)
	}
	if got, want := view(l, 2, 2), "  |  "; got != want {
		t.Errorf("view: got %q, want %q", got, want)
	}
}

func TestClick(t *testing.T) {
	l := newList(8, 5)
	l.End()
	for _, tt := range []struct {
		row, cursor int
		hit         bool
	}{{0, 3, true}, {4, 7, true}, {5, 7, false}, {-1, 7, false}} {
		if got := l.Click(tt.row); got != tt.hit || l.Cursor() != tt.cursor {
			t.Errorf("Click(%d): got %t and cursor %d, want %t and %d", tt.row, got, l.Cursor(), tt.hit, tt.cursor)
		}
		if first, _ := l.Window(); first != 3 {
			t.Errorf("Click(%d): got window from %d, want it unmoved at 3", tt.row, first)
		}
	}
	short := newList(2, 5)
	if short.Click(3) {
		t.Error("click below the last item: got true, want false")
	}
}

func TestFollow(t *testing.T) {
	for _, tt := range []struct {
		name           string
		n, index       int
		cursor, offset int
	}{
		{"inserted before", 103, 53, 53, 46},
		{"inserted after", 103, 50, 50, 43},
		{"removed before", 60, 10, 10, 3},
		{"all before removed", 50, 0, 0, 0},
		{"gone", 99, -1, 50, 43},
		{"gone with the rest", 7, -1, 6, 0},
		{"nothing left", 0, 0, -1, 0},
		{"index beyond", 20, 30, 19, 10},
	} {
		l := newList(100, 10)
		l.Select(50)
		l.Follow(tt.n, tt.index)
		first, _ := l.Window()
		if got := l.Cursor(); got != tt.cursor || first != tt.offset {
			t.Errorf("%s: got cursor %d offset %d, want %d and %d", tt.name, got, first, tt.cursor, tt.offset)
		}
	}
}

func TestView(t *testing.T) {
	l := newList(5, 3)
	l.Move(1)
	if got, want := view(l, 3, 3), " 0 |>1 | 2 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := view(l, 3, 1), ">1 "; got != want {
		t.Errorf("one row: got %q, want %q", got, want)
	}
	if got, want := view(l, 3, 6), " 0 |>1 | 2 | 3 | 4 |   "; got != want {
		t.Errorf("more rows: got %q, want %q", got, want)
	}
	if got := l.Cursor(); got != 1 {
		t.Errorf("cursor after drawing: got %d, want 1", got)
	}
	if got := l.View(3, 0, drawRow); len(got) != 0 {
		t.Errorf("no rows: got %q", got)
	}
	l.Bar = Bar{Thumb: "#", Track: "."}
	if got, want := view(l, 4, 3), " 0 #|>1 .| 2 ."; got != want {
		t.Errorf("scrollbar: got %q, want %q", got, want)
	}
	if got, want := view(l, 4, 5), " 0  |>1  | 2  | 3  | 4  "; got != want {
		t.Errorf("no need of a scrollbar: got %q, want %q", got, want)
	}
}

func TestViewFillsItsSpace(t *testing.T) {
	th := theme.New(lipgloss.NewRenderer(io.Discard), true)
	for _, n := range []int{0, 1, 2, 40, 100_000, math.MaxInt} {
		for _, height := range []int{0, 1, 2, 3, 24, 60} {
			for _, width := range []int{0, 1, 2, 80} {
				l := newList(n, height)
				l.Bar = NewBar(th)
				for _, do := range []func(){l.Home, l.End, func() { l.Select(n / 2) }} {
					do()
					rows := l.View(width, height, drawRow)
					if len(rows) != height {
						t.Fatalf("%d items in %dx%d: got %d rows", n, width, height, len(rows))
					}
					for _, r := range rows {
						if got := ansi.StringWidth(r); got != width {
							t.Fatalf("%d items in %dx%d: got row %q of %d cells", n, width, height, r, got)
						}
					}
				}
			}
		}
	}
}

func TestPromisesHold(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	l := &List{}
	for step := range 20_000 {
		n := rnd.Intn(41) - 10
		switch rnd.Intn(9) {
		case 0:
			l.SetLen(n * 2)
		case 1:
			l.SetHeight(n)
		case 2:
			l.Move(n)
		case 3:
			l.Page(n)
		case 4:
			l.HalfPage(n)
		case 5:
			l.Scroll(n)
		case 6:
			l.Follow(n*3, n)
		case 7:
			l.Click(n)
		case 8:
			l.Select(n)
		}
		first, end := l.Window()
		if l.Len() == 0 {
			if l.Cursor() != -1 || first != 0 || end != 0 {
				t.Fatalf("step %d: got cursor %d, window %d to %d of an empty list", step, l.Cursor(), first, end)
			}
			continue
		}
		if l.Height() > 0 && (l.Cursor() < first || l.Cursor() >= end) {
			t.Fatalf("step %d: got cursor %d outside of %d to %d", step, l.Cursor(), first, end)
		}
		if want := min(l.Height(), l.Len()); end-first != want {
			t.Fatalf("step %d: got window %d to %d, want %d rows", step, first, end, want)
		}
	}
}

func TestBar(t *testing.T) {
	b := Bar{Thumb: "#", Track: "."}
	for _, tt := range []struct {
		n, height, offset int
		want              string
	}{
		{10, 10, 0, ""},
		{20, 10, 0, "#####....."},
		{20, 10, 1, ".#####...."},
		{20, 10, 9, "....#####."},
		{20, 10, 10, ".....#####"},
		{1000, 5, 1, ".#..."},
		{1000, 5, 994, "...#."},
		{1000, 5, 995, "....#"},
		{2, 1, 1, "#"},
		{math.MaxInt, 3, math.MaxInt / 2, ".#."},
	} {
		if got := strings.Join(b.Column(tt.n, tt.height, tt.offset), ""); got != tt.want {
			t.Errorf("%d rows in %d at %d: got %q, want %q", tt.n, tt.height, tt.offset, got, tt.want)
		}
	}
	if got := (Bar{}).Column(20, 10, 0); got != nil {
		t.Errorf("no bar: got %q", got)
	}
}

func TestOnlyRowsInViewAreDrawn(t *testing.T) {
	for _, n := range []int{100, 100_000} {
		l := newList(n, 40)
		l.Select(n / 2)
		drawn := 0
		l.View(80, 40, func(_, _ int, _ bool) string { drawn++; return "" })
		if drawn != 40 {
			t.Errorf("%d items: got %d rows drawn, want 40", n, drawn)
		}
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l := newList(n, 40)
			var r text.Row
			b.ReportAllocs()
			for b.Loop() {
				l.Move(1)
				if l.Cursor() == n-1 {
					l.Home()
				}
				l.View(120, 40, func(i, width int, selected bool) string {
					r.Reset(width, text.Style{})
					r.Fit(text.Style{}, "owner/repository", 40)
					r.Fit(text.Style{}, "what it is about", r.Rest())
					return r.String()
				})
			}
		})
	}
}

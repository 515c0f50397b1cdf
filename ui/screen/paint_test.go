package screen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/ui/text"
)

// fragments are what random rows are made of.
var fragments = []string{
	"a", "b", "word ", "  ", "          ", "│", "─", "é", "e\u0301", "漢", "字", "ー", "한",
	"😀", "👨‍👩‍👧", "🇩🇪", "❤️", "1️⃣", "\u0301", "נ", "ক্ষ", "…", "●",
	"\x1b[1m", "\x1b[m", "\x1b[0m", "\x1b[31m", "\x1b[39m", "\x1b[48;5;17m", "\x1b[49m",
	"\x1b[38;2;1;2;3m", "\x1b[7m", "\x1b[27m", "\x1b[4m", "\x1b[24m", "\x1b[22m",
	"\x1b[1;33;44m", "\x1b[0;92m",
	"\t", "\x1b[2J", "\x1b]0;x\a", "\xff", "\u202e", "\x1b",
}

func randomRow(r *rand.Rand, width int) string {
	var b strings.Builder
	for range r.IntN(width/2 + 2) {
		b.WriteString(fragments[r.IntN(len(fragments))])
	}
	return b.String()
}

// change returns what the next frame could be.
func change(r *rand.Rand, rows []string, width, height int) []string {
	rows = slices.Clone(rows)
	switch r.IntN(8) {
	case 0:
		rows = rows[:0]
		for range r.IntN(height + 2) {
			rows = append(rows, randomRow(r, width))
		}
	case 1, 2:
		if len(rows) > 0 {
			rows[r.IntN(len(rows))] = randomRow(r, width)
		}
	case 3: // one piece within a row
		if len(rows) > 0 {
			y := r.IntN(len(rows))
			if at := strings.Index(rows[y], "word"); at >= 0 {
				rows[y] = rows[y][:at] + "W漢d" + rows[y][at+4:]
			} else {
				rows[y] += "word"
			}
		}
	case 4, 5: // scroll up a part
		if len(rows) > 2 {
			from := r.IntN(len(rows) - 1)
			rows = append(slices.Delete(rows, from, from+1), randomRow(r, width))
		}
	case 6: // scroll down a part
		if len(rows) > 2 {
			rows = slices.Insert(rows[:len(rows)-1], r.IntN(len(rows)-1), randomRow(r, width))
		}
	case 7:
		rows = rows[:r.IntN(len(rows)+1)]
	}
	return rows
}

// whole is what a terminal shows that paints rows for the first time.
func whole(t testing.TB, rows []string, w, h int) []string {
	t.Helper()
	s, d := entered(t, w, h)
	s.Paint(rows)
	return d.shown()
}

func sameAsWhole(t testing.TB, d *display, rows []string) {
	t.Helper()
	got, want := d.shown(), whole(t, rows, d.w, d.h)
	for y := range want {
		if got[y] != want[y] {
			written, _ := d.taken()
			t.Fatalf("row %d of %dx%d, frame %q, written %q:\ngot  %s\nwant %s", y, d.w, d.h, rows, written, got[y], want[y])
		}
	}
}

func paintRandomly(t testing.TB, seed uint64, frames int) {
	r := rand.New(rand.NewPCG(seed, 1))
	w, h := 1+r.IntN(40), 1+r.IntN(12)
	s, d := entered(t, w, h)
	var rows []string
	for range frames {
		switch r.IntN(20) {
		case 0:
			w, h = 1+r.IntN(40), 1+r.IntN(12)
			d.resize(w, h)
			s.Resized()
		case 1:
			if err := s.Leave(); err != nil {
				t.Fatal(err)
			}
			s.Paint(change(r, rows, w, h))
			if err := s.Enter(); err != nil {
				t.Fatal(err)
			}
		}
		d.taken()
		rows = change(r, rows, w, h)
		s.Paint(rows)
		sameAsWhole(t, d, rows)
	}
}

func TestFramesEqualWholePaints(t *testing.T) {
	for seed := range uint64(60) {
		paintRandomly(t, seed, 30)
	}
}

func FuzzFrames(f *testing.F) {
	f.Add("a\nb\nc", "b\nc\nd")
	f.Add("\x1b[31mab\x1b[m漢", "\x1b[31ma漢\x1b[m")
	f.Add("a漢", "漢\xe10")
	f.Add("😀x\ne\u0301y", "x\x1b[4:3my\n\x1b[")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, b := strings.Split(first, "\n"), strings.Split(second, "\n")
		s, d := entered(t, 12, 5)
		for _, rows := range [][]string{a, b, a} {
			s.Paint(rows)
			sameAsWhole(t, d, rows)
			s.Paint(rows)
		}
	})
}

func list(from, w, h int, selected int) []string {
	rows := make([]string, h)
	for y := range rows {
		n := from + y
		text := fmt.Sprintf(" %5d owner%d/repository-%d  %s", n, n%12, n, strings.Repeat("lorem ", n%17))
		text = fmt.Sprintf("%-*.*s", w, w, text)
		switch {
		case y == h-1:
			rows[y] = fmt.Sprintf("\x1b[90m%-*s\x1b[39m", w, "j down  k up  ? help")
		case n == selected:
			rows[y] = "\x1b[7m" + text + "\x1b[27m"
		default:
			rows[y] = "\x1b[33m" + text[:7] + "\x1b[39m" + text[7:]
		}
	}
	return rows
}

func TestBytesWritten(t *testing.T) {
	const w, h = 160, 48
	same := list(0, w, h, 3)
	for _, tt := range []struct {
		name          string
		before, after []string
		limit         int
	}{
		{"same frame", same, slices.Clone(same), 0},
		{"selection", list(0, w, h, 3), list(0, w, h, 4), 800},
		{"scroll up", list(10, w, h, 56), list(11, w, h, 57), 700},
		{"scroll up, no selection", list(10, w, h, -1), list(11, w, h, -1), 300},
		{"scroll down", list(11, w, h, -1), list(10, w, h, -1), 300},
		{"no scroll over a row in place", []string{"x", same[16], "y"}, []string{same[16], same[16], "z"}, 170},
		{"scroll by five", list(10, w, h, -1), list(15, w, h, -1), 5 * 150},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, d := entered(t, w, h)
			s.Paint(tt.before)
			d.taken()
			s.Paint(tt.after)
			written, writes := d.taken()
			if len(written) > tt.limit || writes > 1 {
				t.Errorf("got %d bytes in %d writes, want at most %d in one: %q", len(written), writes, tt.limit, written)
			}
			if tt.limit > 0 && len(written) == 0 {
				t.Error("got nothing written, want the change")
			}
			sameAsWhole(t, d, tt.after)
			if s.Faults() != 0 {
				t.Errorf("got fault %q, want none", s.LastFault())
			}
		})
	}
}

// TestCertainWidths holds the widths taken for granted to the tables that the
// composers of rows measure with.
func TestCertainWidths(t *testing.T) {
	count := 0
	for r := rune(0x80); r <= 0x10ffff; r++ {
		width := text.Certain(r)
		if width == 0 {
			continue
		}
		count++
		if got := ansi.StringWidth(string(r)); got != width {
			t.Errorf("%U: got width %d, want %d", r, width, got)
		}
		if pair := string(r) + "│"; ansi.StringWidth(pair) != width+1 {
			t.Errorf("%q: got width %d for the two, want %d", pair, ansi.StringWidth(pair), width+1)
		}
	}
	if count == 0 {
		t.Error("got no certain rune, want many")
	}
}

// TestUnsureWidths paints what terminals draw in different widths: its cells
// are erased before, and the cursor is set after it.
func TestUnsureWidths(t *testing.T) {
	for _, tt := range []struct{ row, want string }{
		{"a❤️b", "\x1b[Ha\x1b[2X❤️\x1b[1;4Hb"},
		{"a😀b", "\x1b[Ha\x1b[2X😀\x1b[1;4Hb"},
		{"ae\u0301b", "\x1b[Ha\x1b[Xe\u0301\x1b[1;3Hb"},
		{"a漢b│c…", "\x1b[Ha漢b│c…"},
	} {
		s, d := entered(t, 20, 2)
		s.Paint([]string{tt.row})
		if got, _ := d.taken(); got != syncBegin+tt.want+syncEnd {
			t.Errorf("%q: got %q, want %q", tt.row, got, syncBegin+tt.want+syncEnd)
		}
		// What is beside it may have been drawn over: it is written again.
		s.Paint([]string{"ax" + tt.row[len(tt.row)-1:]})
		sameAsWhole(t, d, []string{"ax" + tt.row[len(tt.row)-1:]})
	}
}

// TestRowsAreAsWideAsMeasured holds the painter to the width that the
// composers of rows measure with: a row that fits is not cut.
func TestRowsAreAsWideAsMeasured(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		row := randomRow(r, 20)
		if strings.ContainsAny(row, "\t\x1b\u202e") || !utf8.ValidString(row) || row == "" || strings.HasPrefix(row, "\u0301") {
			continue
		}
		width := text.Width(row)
		for _, w := range []int{width, width - 1} {
			if w < 1 {
				continue
			}
			s := painting(t, w, 1)
			s.Paint([]string{row})
			if got, want := s.Faults() > 0, w < width; got != want {
				t.Errorf("%q of width %d on %d cells: got cut %v, want %v", row, width, w, got, want)
			}
		}
	}
}

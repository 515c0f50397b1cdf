package markdown

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func newTheme(p termenv.Profile) *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, true)
}

// drawn returns the rows of a text without styles or the spaces at their ends.
func drawn(d *Doc, width int) []string {
	t := newTheme(termenv.Ascii)
	var rows []string
	var r text.Row
	for i := range d.Len() {
		r.Reset(width, text.Style{})
		d.Draw(&r, t, i, -1)
		rows = append(rows, strings.TrimRight(ansi.Strip(r.String()), " "))
	}
	return rows
}

// check reports what must not be in any text: rows that are too wide, text that
// a terminal would obey, rows and links that are out of order.
func check(t *testing.T, d *Doc, o Options) {
	t.Helper()
	look := newTheme(termenv.TrueColor)
	var r text.Row
	for i := range d.Len() {
		// Room for more than the width shows what the row itself would take.
		r.Reset(o.Width+10, text.Style{})
		d.Draw(&r, look, i, 0)
		if got := o.Width + 10 - r.Rest(); got > o.Width {
			t.Fatalf("row %d: got %d cells, want at most %d: %q", i, got, o.Width, r.String())
		}
	}
	at := 0
	for _, c := range d.text {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == utf8.RuneError && !strings.HasPrefix(d.text[at:], text.Mark) {
			t.Fatalf("got %q in the text, want it clean", c)
		}
		at += utf8.RuneLen(c)
	}
	row := 0
	for i, l := range d.Links() {
		if l.Row < row || l.Row >= d.Len() {
			t.Fatalf("link %d: got row %d after %d of %d", i, l.Row, row, d.Len())
		}
		row = l.Row
	}
	if most := o.Most; d.Len() > most && most > 0 || d.Len() > 5000 && most == 0 {
		t.Fatalf("got %d rows, want at most %d", d.Len(), most)
	}
	if got := d.Bytes(); got < len(d.text) {
		t.Fatalf("got %d bytes, want the %d of the text among them", got, len(d.text))
	}
}

func TestEveryTextFitsEveryWidth(t *testing.T) {
	for name, source := range sources(t) {
		source = source[:min(len(source), 3000)]
		for _, width := range []int{0, 1, 2, 3, 20, 80} {
			o := Options{Width: width, Plain: width == 20, Hosts: []string{"github.com"}}
			t.Run(fmt.Sprintf("%s %d", name, width), func(t *testing.T) { check(t, Render(source, o), o) })
		}
	}
}

// TestNothingIsLost compares the letters of a text drawn wide and narrow:
// wrapping may take spaces and nothing else.
func TestNothingIsLost(t *testing.T) {
	letters := func(source string, width int) string {
		d := Render(source, Options{Width: width, Most: 1 << 20})
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return c
			}
			return -1
		}, d.text)
	}
	for name, source := range sources(t) {
		if strings.Contains(source, "-|") || strings.Contains(source, "|-") {
			continue // columns are drawn side by side
		}
		source = source[:min(len(source), 3000)]
		for _, width := range []int{2, 7, 30} {
			if got, want := letters(source, width), letters(source, 500); got != want {
				t.Errorf("%s, width %d: got %d bytes of letters, want the %d of a wide text", name, width, len(got), len(want))
			}
		}
	}
}

func TestRowsBeyondTheMostAreCounted(t *testing.T) {
	source := strings.Repeat("a https://example.org/\n", 30)
	for _, tt := range []struct {
		most, rows int
		last       string
		links      int
	}{
		{30, 30, "a https://example.org/", 30},
		{29, 29, "… 2 more rows are not shown", 28},
		{2, 2, "… 29 more rows are not shown", 1},
		{1, 1, "… 30 more rows are not shown", 0},
	} {
		d := Render(source, Options{Width: 60, Most: tt.most})
		rows := drawn(d, 60)
		if len(rows) != tt.rows || rows[len(rows)-1] != tt.last || len(d.Links()) != tt.links || d.Cut() != (tt.most < 30) {
			t.Errorf("most %d: got %d rows to %q, %d links, cut %t; want %d to %q, %d links", tt.most, len(rows), rows[len(rows)-1], len(d.Links()), d.Cut(), tt.rows, tt.last, tt.links)
		}
	}
	if d := Render(strings.Repeat("a\n", 6000), Options{Width: 60}); d.Len() != 5000 || !d.Cut() {
		t.Errorf("without a number: got %d rows, cut %t, want 5,000", d.Len(), d.Cut())
	}
}

func TestWhatIsTooLongIsSaid(t *testing.T) {
	d := Render(strings.Repeat("漢", 100_000), Options{Width: 80})
	rows := drawn(d, 80)
	if got, want := rows[len(rows)-1], "… the rest of this text is too long to be shown"; got != want || !d.Cut() {
		t.Errorf("got last row %q, cut %t, want %q", got, d.Cut(), want)
	}
}

func TestTextFromOutsideIsClean(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"a\x1b[2Jb", "ab"},
		{"a\x1b]0;title\x07b", "ab"},
		{"\x1b]8;;http://*x*\x07link", "link"},
		{"`\x1b[2J`", "``"},
		{"```\n\x1b[2Ja\tb\u202ec\n```", "  a   b�c"},
		{"&#27;[2Ja &#x202e; b", "a � b"},
		{"[\x1b[2Ja](x)", "a (x)"},
		{"[a](\x1b[2Jb)", "a (b)"},
		{"![\x1b[2Ja\u202e]()", "[image: a�]"},
		{"a\u200bb \u2066c", "a�b �c"},
		{"\xff\xfe", "��"},
		{"<p>\x1b[2Ja &#27;[2J\x07", "a"},
		{"<img alt='\x1b[2Ja'>", "[image: a]"},
		{"<pre>\x1b[2Ja &#8238;</pre>", "  a �"},
		{"a | b\x1b[2J\n-|-\n\x1b[2Jc | d\u202e", "a │ b\n──┼───\nc │ d�"},
		{"# \x1b[2Ja", "# a"},
		{"a\r\nb\rc", "a\nb\nc"},
		{"a\x00b", "ab"},
	} {
		if got := strings.Join(drawn(Render(tt.source, Options{Width: 60}), 60), "\n"); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.source, got, tt.want)
		}
	}
}

// TestChosenLinkIsMarked draws a link that wraps: each of its rows is marked,
// and nothing else, in every kind of terminal.
func TestChosenLinkIsMarked(t *testing.T) {
	d := Render("see [first](#a) and [a link of **several** words](#b) there", Options{Width: 16})
	for _, p := range []termenv.Profile{termenv.Ascii, termenv.ANSI, termenv.TrueColor} {
		look := newTheme(p)
		for chosen, want := range map[int]string{-1: "", 0: "first", 1: "a link of several words", 2: ""} {
			var marked []string
			for i := range d.Len() {
				var r text.Row
				r.Reset(16, text.Style{})
				d.Draw(&r, look, i, chosen)
				for _, s := range strings.Split(r.String(), look.Cursor.Open)[1:] {
					s, _, _ = strings.Cut(s, look.Cursor.Close)
					marked = append(marked, strings.Fields(ansi.Strip(s))...)
				}
			}
			if got := strings.Join(marked, " "); got != want {
				t.Errorf("%s, link %d: got %q marked, want %q", p.Name(), chosen, got, want)
			}
		}
	}
}

func TestDrawOutsideTheRows(t *testing.T) {
	d := Render("a", Options{Width: 10})
	for _, i := range []int{-1, 1, 100} {
		var r text.Row
		r.Reset(3, text.Style{})
		if d.Draw(&r, newTheme(termenv.Ascii), i, -1); r.String() != "   " {
			t.Errorf("row %d: got %q, want nothing", i, r.String())
		}
	}
	if got := Render("", Options{Width: 10}); got.Len() != 0 || got.Links() != nil || got.Cut() {
		t.Errorf("nothing: got %d rows", got.Len())
	}
}

// TestRenderTogether lays out at the same time what needs every table that is
// made when first used; the race detector looks on.
func TestRenderTogether(t *testing.T) {
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for range 50 {
				if got := drawn(Render("*a* :tada: &eacute;", Options{Width: 20}), 20)[0]; got != "a 🎉 é" {
					t.Errorf("got %q", got)
				}
			}
		})
	}
}

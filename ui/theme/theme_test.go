package theme

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

func newRenderer(p termenv.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return r
}

// styles returns every style of a theme by name.
func styles(t *Theme) map[string]Style {
	all := map[string]Style{}
	for _, part := range []any{*t, t.Syntax} {
		v := reflect.ValueOf(part)
		for i := range v.NumField() {
			if s, ok := v.Field(i).Interface().(Style); ok {
				all[fmt.Sprintf("%T.%s", part, v.Type().Field(i).Name)] = s
			}
		}
	}
	return all
}

func eachTheme(t *testing.T, check func(t *testing.T, p termenv.Profile, theme *Theme)) {
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
		for _, dark := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s dark=%t", p.Name(), dark), func(t *testing.T) {
				check(t, p, New(newRenderer(p), dark))
			})
		}
	}
}

func TestStylesCloseWhatTheyOpen(t *testing.T) {
	undo := map[int]int{1: 22, 2: 22, 4: 24, 7: 27, 3: 39, 9: 39, 10: 49}
	eachTheme(t, func(t *testing.T, p termenv.Profile, theme *Theme) {
		if got, want := theme.Dark, strings.Contains(t.Name(), "true"); got != want {
			t.Errorf("Dark: got %t, want %t", got, want)
		}
		for name, s := range styles(theme) {
			var want []int
			for _, c := range codes(s.Open) {
				if c >= 30 {
					c = map[bool]int{true: 3, false: 10}[c < 40 || c >= 90 && c < 100]
				}
				want = append(want, undo[c])
			}
			for _, c := range codes(s.Close) {
				if c == 0 {
					t.Errorf("%s: got a full reset in %q", name, s.Close)
				}
			}
			if got := fmt.Sprint(codes(s.Close)); got != fmt.Sprint(dedup(want)) {
				t.Errorf("%s opens %q: got close %v, want %v", name, s.Open, got, dedup(want))
			}
			if got := ansi.Strip(s.Render("x")); got != "x" {
				t.Errorf("%s: got %q around x, want escapes only", name, got)
			}
		}
	})
}

func TestColoursFollowTheProfile(t *testing.T) {
	for _, tt := range []struct {
		p    termenv.Profile
		bad  string // what must not occur
		good string // what occurs somewhere
	}{
		{termenv.TrueColor, `[34]8;5;`, `38;2;`},
		{termenv.ANSI256, `[34]8;2;`, `38;5;`},
		{termenv.ANSI, `[34]8;|\[3[07]|\[9|\[4[0-7]|\[10`, `\[3[1-6]m`},
		{termenv.Ascii, `\[[349][0-9]|\[10`, `\[1m`},
	} {
		for _, dark := range []bool{true, false} {
			all := ""
			for _, s := range styles(New(newRenderer(tt.p), dark)) {
				all += s.Open
			}
			if got := regexp.MustCompile(tt.bad).FindString(all); got != "" {
				t.Errorf("%s: got %q, want none of it", tt.p.Name(), got)
			}
			if !regexp.MustCompile(tt.good).MatchString(all) {
				t.Errorf("%s: got %q, want some of %q", tt.p.Name(), all, tt.good)
			}
		}
	}
}

func TestSelectionShowsWithoutColours(t *testing.T) {
	for _, p := range []termenv.Profile{termenv.ANSI, termenv.Ascii} {
		theme := New(newRenderer(p), true)
		if got, want := theme.Selected, (Style{Open: "\x1b[7m", Close: "\x1b[27m"}); got != want {
			t.Errorf("%s: got selection %q, want %q", p.Name(), got, want)
		}
		if theme.SelectedBlurred.Open == "" || theme.SelectedBlurred == theme.Selected {
			t.Errorf("%s: got blurred selection %q, want it seen and different", p.Name(), theme.SelectedBlurred)
		}
	}
}

func TestRunningTextIsToldApartWithoutColours(t *testing.T) {
	eachTheme(t, func(t *testing.T, p termenv.Profile, theme *Theme) {
		for name, s := range map[string]Style{"Link": theme.Link, "Emphasis": theme.Emphasis} {
			if !slices.Contains(codes(s.Open), 4) {
				t.Errorf("%s opens %q, want it underlined", name, s.Open)
			}
		}
		if theme.Link == theme.Emphasis || theme.Link == theme.Strong {
			t.Errorf("got %q for a link as for emphasis, want them told apart", theme.Link.Open)
		}
	})
}

func TestContrast(t *testing.T) {
	const enough, enoughForLines = 4.5, 2.9
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256} {
		for _, dark := range []bool{true, false} {
			theme := New(newRenderer(p), dark)
			ground := [3]float64{255, 255, 255}
			if dark {
				ground = [3]float64{0x1e, 0x1e, 0x1e}
			}
			_, selected, _ := colours(theme.Selected.Open)
			_, blurred, _ := colours(theme.SelectedBlurred.Open)
			checked := 0
			for name, s := range styles(theme) {
				fg, bg, has := colours(s.Open)
				if !has {
					continue
				}
				grounds := [][3]float64{ground, selected, blurred}
				least := enough
				switch {
				case strings.HasSuffix(name, "Theme.Border"):
					grounds, least = grounds[:1], enoughForLines
				case strings.HasSuffix(name, "Word"):
					grounds = [][3]float64{bg}
				}
				for _, g := range grounds {
					checked++
					if got := contrast(fg, g); got < least {
						t.Errorf("%s, dark %t, %s on %v: got contrast %.2f, want at least %.1f", p.Name(), dark, name, g, got, least)
					}
				}
			}
			if checked < 60 {
				t.Errorf("%s: got %d contrasts checked, want them all", p.Name(), checked)
			}
		}
	}
}

// codes returns the parameters of the SGR sequences in s, those of a colour
// left out.
func codes(s string) []int {
	var all []int
	for _, m := range regexp.MustCompile(`\x1b\[([0-9;]*)m`).FindAllStringSubmatch(s, -1) {
		plain := regexp.MustCompile(`([34]8);(5;\d+|2;\d+;\d+;\d+)`).ReplaceAllString(m[1], "$1")
		for f := range strings.SplitSeq(plain, ";") {
			n, _ := strconv.Atoi(f)
			all = append(all, n)
		}
	}
	return all
}

func dedup(in []int) []int {
	var out []int
	for i, n := range in {
		if i == 0 || n != in[i-1] {
			out = append(out, n)
		}
	}
	return out
}

// colours returns foreground and background of an opening sequence, and
// whether it has a foreground.
func colours(open string) (fg, bg [3]float64, has bool) {
	for _, m := range regexp.MustCompile(`([34])8;(2;(\d+);(\d+);(\d+)|5;(\d+))`).FindAllStringSubmatch(open, -1) {
		var c [3]float64
		if m[6] != "" {
			n, _ := strconv.Atoi(m[6])
			c = indexed(n)
		} else {
			for i := range c {
				c[i], _ = strconv.ParseFloat(m[3+i], 64)
			}
		}
		if m[1] == "3" {
			fg, has = c, true
		} else {
			bg = c
		}
	}
	return fg, bg, has
}

// indexed returns the colour that xterm gives an index from 16 on.
func indexed(n int) [3]float64 {
	if n >= 232 {
		v := float64(8 + 10*(n-232))
		return [3]float64{v, v, v}
	}
	level := [6]float64{0, 95, 135, 175, 215, 255}
	n -= 16
	return [3]float64{level[n/36], level[n/6%6], level[n%6]}
}

// contrast is WCAG 2.1's contrast ratio.
func contrast(a, b [3]float64) float64 {
	luminance := func(c [3]float64) float64 {
		for i, v := range c {
			v /= 255
			if v <= 0.03928 {
				c[i] = v / 12.92
			} else {
				c[i] = math.Pow((v+0.055)/1.055, 2.4)
			}
		}
		return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestGlyphsTakeOneCell(t *testing.T) {
	theme := New(newRenderer(termenv.Ascii), true)
	for name, g := range map[string]Glyphs{"unicode": theme.Glyphs, "ascii": theme.ASCII().Glyphs} {
		var marks []string
		for _, part := range []any{g, g.Border} {
			v := reflect.ValueOf(part)
			for i := range v.NumField() {
				if s, ok := v.Field(i).Interface().(string); ok {
					marks = append(marks, s)
				}
			}
		}
		marks = append(marks, g.Spinner...)
		if len(marks) < 20 {
			t.Errorf("%s: got %d marks, want all", name, len(marks))
		}
		for _, m := range marks {
			if got := ansi.StringWidth(m); got != 1 {
				t.Errorf("%s glyph %q: got %d cells, want 1", name, m, got)
			}
			if name == "ascii" && m[0] >= 0x80 {
				t.Errorf("ascii glyph: got %q", m)
			}
		}
	}
	if got := theme.Glyphs.Dot; got != "●" {
		t.Errorf("theme after ASCII: got dot %q, want it unchanged", got)
	}
}

package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

const family = "👨‍👩‍👧"

func TestWidth(t *testing.T) {
	for _, tt := range []struct {
		s    string
		want int
	}{
		{"", 0}, {"abc", 3}, {"日本", 4}, {"e\u0301", 1}, {family, 2}, {"🇩🇪", 2}, {"👍🏽", 2}, {"…", 1}, {"ｱ", 1}, {"─", 1},
	} {
		if got := Width(tt.s); got != tt.want {
			t.Errorf("Width(%q): got %d, want %d", tt.s, got, tt.want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		s                string
		width            int
		fit, left, midst string
	}{
		{"abc", 3, "abc", "abc", "abc"},
		{"abc", 5, "abc  ", "abc  ", "abc"},
		{"abcdef", 4, "abc…", "…def", "ab…f"},
		{"abcdef", 1, "…", "…", "…"},
		{"abcdef", 0, "", "", ""},
		{"abcdef", -3, "", "", ""},
		{"", 2, "  ", "  ", ""},
		{"日本語", 6, "日本語", "日本語", "日本語"},
		{"日本語", 5, "日本…", "…本語", "日…語"},
		{"日本語", 4, "日… ", "… 語", "日…"},
		{"日本語", 2, "… ", "… ", "…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…", "…e\u0301", "e\u0301…"},
		{family + family, 3, family + "…", "…" + family, "…" + family},
		{"src/main/java/App.java", 12, "src/main/ja…", "…va/App.java", "src/ma….java"},
	} {
		if got := Fit(tt.s, tt.width); got != tt.fit {
			t.Errorf("Fit(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.fit)
		}
		if got := FitLeft(tt.s, tt.width); got != tt.left {
			t.Errorf("FitLeft(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.left)
		}
		if got := Middle(tt.s, tt.width); got != tt.midst {
			t.Errorf("Middle(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.midst)
		}
	}
}

func TestCutAndPad(t *testing.T) {
	for _, tt := range []struct {
		s        string
		width    int
		cut, pad string
	}{
		{"abc", 2, "ab", "abc"},
		{"abc", 4, "abc", "abc "},
		{"日本", 3, "日", "日本"},
		{"e\u0301x", 1, "e\u0301", "e\u0301x"},
		{"abc", -1, "", "abc"},
	} {
		if got := Cut(tt.s, tt.width); got != tt.cut {
			t.Errorf("Cut(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.cut)
		}
		if got := Pad(tt.s, tt.width); got != tt.pad {
			t.Errorf("Pad(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.pad)
		}
	}
	if got, want := Spaces(300), strings.Repeat(" ", 300); got != want {
		t.Errorf("Spaces(300): got %d bytes, want %d", len(got), len(want))
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		s     string
		width int
		want  []string
	}{
		{"", 5, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"one   two", 4, []string{"one", "two"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"a abcdefgh", 4, []string{"a", "abcd", "efgh"}},
		{"  code line", 6, []string{"  code", "line"}},
		{"a\n\nb", 3, []string{"a", "", "b"}},
		{"日本語", 4, []string{"日本", "語"}},
		{"日本語", 1, []string{"日", "本", "語"}},
		{"ab日本語", 5, []string{"ab日", "本語"}},
		{"日本。語", 4, []string{"日", "本。", "語"}},
		{"see " + family + family, 6, []string{"see " + family, family}},
		{"ab ", 2, []string{"ab"}},
		{"x", -1, []string{"x"}},
	} {
		if got := Wrap(tt.s, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("Wrap(%q, %d): got %q, want %q", tt.s, tt.width, got, tt.want)
		}
	}
}

func FuzzFit(f *testing.F) {
	f.Add("日本語 👨‍👩‍👧 e\u0301", "plain", 5, 1)
	f.Add("🇩🇪🇫🇷", "日", 3, 2)
	f.Fuzz(func(t *testing.T, s, other string, width, from int) {
		s, other = Clean(s), Clean(other)
		width, from = width&127, from&15
		if got := ansi.StringWidth(Fit(s, width)); got != width {
			t.Errorf("Fit(%q, %d): got %d cells", s, width, got)
		}
		if got := ansi.StringWidth(FitLeft(s, width)); got != width {
			t.Errorf("FitLeft(%q, %d): got %d cells", s, width, got)
		}
		if got := ansi.StringWidth(Middle(s, width)); got > width {
			t.Errorf("Middle(%q, %d): got %d cells", s, width, got)
		}
		for _, line := range Wrap(s, max(width, 2)) {
			if got := ansi.StringWidth(line); got > max(width, 2) {
				t.Errorf("Wrap(%q, %d): got line %q of %d cells", s, width, line, got)
			}
		}
		bold := Style{"\x1b[1m", "\x1b[22m"}
		var r Row
		r.ResetAt(width, from, bold)
		r.Add(bold, s)
		r.Put(bold, other)
		if got := ansi.StringWidth(r.String()); got != width {
			t.Errorf("row of %q and %q at %d: got %d cells, want %d", s, other, from, got, width)
		}
		r.ResetAt(width, from/2, Style{})
		r.Space(1)
		r.Mark(bold, bold, s, width/2, []int{from, from + 2})
		r.FitRight(bold, other, 4)
		r.FitLeft(bold, other, 3)
		if got := ansi.StringWidth(r.String()); got != width {
			t.Errorf("row of columns %q and %q: got %d cells, want %d", s, other, got, width)
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	for _, bb := range []struct{ name, s string }{
		{"ascii", strings.Repeat("abcdefghij", 15)},
		{"mixed", strings.Repeat("abcde日本é👩", 10)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Width(bb.s)
			}
		})
	}
}

func BenchmarkRow(b *testing.B) {
	var r Row
	dim, name := Style{"\x1b[2m", "\x1b[22m"}, Style{"\x1b[34m", "\x1b[39m"}
	b.ReportAllocs()
	for b.Loop() {
		r.Reset(120, Style{"\x1b[48;5;236m", "\x1b[49m"})
		r.Mark(Style{}, name, "someone/some-repository", 40, []int{1, 2, 8})
		r.Space(1)
		r.FitRight(dim, "1,234", 7)
		r.Space(1)
		r.Fit(dim, "what the repository is about, in a sentence that is too long for the row", r.Rest())
		_ = r.String()
	}
}

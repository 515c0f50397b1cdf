package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "fix: read ~/.netrc (#12)", "fix: read ~/.netrc (#12)"},
		{"letters beyond ASCII", "Größe 日本語 ñandú", "Größe 日本語 ñandú"},
		{"clear screen", "a\x1b[2Jb", "ab"},
		{"colour", "\x1b[31;1mred\x1b[0m", "red"},
		{"private parameters", "\x1b[?1049hx", "x"},
		{"title by bell", "\x1b]0;evil\x07x", "x"},
		{"title by terminator", "\x1b]0;evil\x1b\\x", "x"},
		{"hyperlink", "\x1b]8;;https://evil.example\x1b\\text\x1b]8;;\x1b\\", "text"},
		{"clipboard without end", "a\x1b]52;c;ZXZpbA==", "a"},
		{"string ends at the line", "\x1bPq#0\nb", " b"},
		{"device string", "\x1bP$q\"p\x1b\\x", "x"},
		{"character set", "\x1b(0lqk", "lqk"},
		{"full reset", "\x1bcx", "x"},
		{"escape at the end", "x\x1b", "x"},
		{"broken sequence", "\x1b[31\x1b[0mx", "x"},
		{"C1 sequence", "a\u009b31mb", "ab"},
		{"C1 string", "a\u009d0;t\u009cb", "ab"},
		{"C1 alone", "a\u0084b", "ab"},
		{"raw C1 byte", "a\x9b31mb", "a�31mb"},
		{"bell, null, delete", "a\x07\x00\x7fb", "ab"},
		{"line breaks", "a\nb\r\nc\rd\r\n", "a b c d "},
		{"tab", "a\tb", "a b"},
		{"unicode breaks", "a\u2028b\u0085c", "a b c"},
		{"override", "x\u202egpj.exe", "x�gpj.exe"},
		{"isolate", "\u2066a\u2069", "�a�"},
		{"zero width space", "pass\u200bword", "pass�word"},
		{"soft hyphen, byte order mark", "\ufeffa\u00adb", "�a�b"},
		{"endless family", strings.Repeat("👩\u200d", 10) + "👧", strings.Repeat("👩\u200d", maxMarks) + "👩�👩\u200d👧"},
		{"joiner in latin", "a\u200db", "a�b"},
		{"family", "👨\u200d👩\u200d👧!", "👨\u200d👩\u200d👧!"},
		{"heart on fire", "❤\ufe0f\u200d🔥", "❤\u200d🔥"},
		{"variation selector", "❤\ufe0f", "❤"},
		{"keycap", "1\ufe0f\u20e3", "1\u20e3"},
		{"persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"flag of England", "🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"},
		{"hidden tags", "a\U000e0068\U000e0069", "a��"},
		{"hangul filler", "a\u3164b", "a�b"},
		{"combining", "e\u0301", "e\u0301"},
		{"combining first", "\u0301x", "◌\u0301x"},
		{"too many marks", "a" + strings.Repeat("\u0300", 40), "a" + strings.Repeat("\u0300", maxMarks)},
		{"no UTF-8", "a\xff\xc3(", "a��("},
		{"surrogate", "\xed\xa0\x80", "���"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in); got != tt.want {
				t.Errorf("Clean(%q): got %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCleanLine(t *testing.T) {
	for _, tt := range []struct {
		in   string
		tab  int
		want string
	}{
		{"\tx", 4, "    x"},
		{"ab\tx", 4, "ab  x"},
		{"abcd\tx", 4, "abcd    x"},
		{"日\tx", 4, "日  x"},
		{"a\t\x1b[1mb\tc", 4, "a   b   c"},
		{"é\tx\ty", 8, "é       x       y"},
		{"\t", 0, " "},
		{"x\r", 4, "x"},
	} {
		if got := CleanLine(tt.in, tt.tab); got != tt.want {
			t.Errorf("CleanLine(%q, %d): got %q, want %q", tt.in, tt.tab, got, tt.want)
		}
	}
}

func TestCleanReturnsPrintableTextAsItIs(t *testing.T) {
	for _, s := range []string{"plain text of a title", "Größe, 日本語, 👩‍👧"} {
		if got := testing.AllocsPerRun(100, func() { Clean(s) }); got != 0 {
			t.Errorf("Clean(%q): got %v allocations, want 0", s, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\x1b[31mb", "\u009d0;x\x07y", "👩‍👧\ufe0f", "\tx\u202e", "\xff\xfe", "e\u0301\u200d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{Clean(s), CleanLine(s, 4)} {
			if !utf8.ValidString(got) {
				t.Errorf("Clean(%q): got %q, which is no UTF-8", s, got)
			}
			for _, r := range got {
				if unicode.IsControl(r) {
					t.Errorf("Clean(%q): got control character %U, want none", s, r)
				}
			}
			if again := Clean(got); again != got {
				t.Errorf("Clean(%q): got %q, want it unchanged", got, again)
			}
			if got, want := Width(got), ansi.StringWidth(got); got != want {
				t.Errorf("Width after Clean(%q): got %d, want %d as the painter counts", s, got, want)
			}
		}
	})
}

func BenchmarkClean(b *testing.B) {
	for _, bb := range []struct{ name, s string }{
		{"ascii", strings.Repeat("a title of a usual length ", 4)},
		{"german", strings.Repeat("ein Titel üblicher Länge ", 4)},
		{"coloured", strings.Repeat("a \x1b[31mtitle\x1b[0m of a line", 4)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(bb.s)
			}
		})
	}
}

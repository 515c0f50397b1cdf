package input

import (
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/bubbles/cursor"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/ui/theme"
)

func newInput() *Input {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	return New(theme.New(r, true), "> ", "name")
}

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

func pressed(k tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: k} }

func TestEditing(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []tea.KeyMsg
		want string
	}{
		{"typing", []tea.KeyMsg{typed("a"), typed("b"), {Type: tea.KeySpace, Runes: []rune{' '}}}, "ab "},
		{"erasing", []tea.KeyMsg{typed("abc"), pressed(tea.KeyBackspace)}, "ab"},
		{"in the middle", []tea.KeyMsg{typed("ac"), pressed(tea.KeyLeft), typed("b")}, "abc"},
		{"start and delete", []tea.KeyMsg{typed("abc"), pressed(tea.KeyHome), pressed(tea.KeyDelete)}, "bc"},
		{"word", []tea.KeyMsg{typed("one two"), pressed(tea.KeyCtrlW)}, "one "},
		{"line", []tea.KeyMsg{typed("one two"), pressed(tea.KeyCtrlU)}, ""},
		{"paste of lines", []tea.KeyMsg{pasted("a\nb\r\nc\td")}, "a b c d"},
		{"paste of escapes", []tea.KeyMsg{pasted("a\x1b[31mb\x07\x1b]0;x\x07c")}, "abc"},
		{"paste of joined emoji", []tea.KeyMsg{pasted("❤\ufe0f👩\u200d👧")}, "❤\ufe0f👩\u200d👧"},
		{"clipboard is not read", []tea.KeyMsg{typed("a"), pressed(tea.KeyCtrlV)}, "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := newInput()
			for _, k := range tt.keys {
				i.Update(k)
			}
			if got := i.Value(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLimit(t *testing.T) {
	i := newInput()
	i.Update(pasted(strings.Repeat("é", 1_000_000)))
	if got := len([]rune(i.Value())); got != Limit {
		t.Errorf("after a long paste: got %d characters, want %d", got, Limit)
	}
	i.Update(typed("x"))
	if got := len([]rune(i.Value())); got != Limit {
		t.Errorf("after a key more: got %d characters, want %d", got, Limit)
	}
	i.SetValue(strings.Repeat("\n", 10_000))
	if got, want := i.Value(), strings.Repeat(" ", Limit); got != want {
		t.Errorf("long value: got %d characters, want %d spaces", len(got), len(want))
	}
}

func TestSetValuePutsTheCursorAtTheEnd(t *testing.T) {
	i := newInput()
	i.SetValue("abc")
	i.Update(pressed(tea.KeyHome))
	i.SetValue("xyz")
	i.Update(typed("!"))
	if got, want := i.Value(), "xyz!"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestView(t *testing.T) {
	// Signs for the escapes: <bold>, {faint}, [reversed].
	signs := strings.NewReplacer("\x1b[1m", "<", "\x1b[2m", "{", "\x1b[22m", ">", "\x1b[7m", "[", "\x1b[27m", "]")
	left := pressed(tea.KeyLeft)
	for _, tt := range []struct {
		name    string
		keys    []tea.KeyMsg
		width   int
		focused bool
		want    string
	}{
		{"empty", nil, 8, false, "{name>  "},
		{"empty with cursor", nil, 8, true, "[n]{ame>  "},
		{"cursor at the end", []tea.KeyMsg{typed("ab")}, 8, true, "ab[ ]   "},
		{"cursor inside", []tea.KeyMsg{typed("ab"), left}, 8, true, "a[b]    "},
		{"no focus", []tea.KeyMsg{typed("ab")}, 8, false, "ab    "},
		{"exact", []tea.KeyMsg{typed("abcde")}, 8, true, "abcde[ ]"},
		{"long", []tea.KeyMsg{typed("abcdefgh")}, 8, true, "defgh[ ]"},
		{"long, from the start", []tea.KeyMsg{typed("abcdefgh"), pressed(tea.KeyHome)}, 8, true, "[a]bcdef"},
		{"wide", []tea.KeyMsg{typed("日本語"), left}, 8, true, "日本[語]"},
		{"wide, cut", []tea.KeyMsg{typed("日本語")}, 8, true, " 本語[ ]"},
		{"one cell", []tea.KeyMsg{typed("ab")}, 1, true, "[ ]"},
		{"one cell for a wide one", []tea.KeyMsg{typed("日"), left}, 1, true, " "},
		{"no cell", []tea.KeyMsg{typed("ab")}, 0, true, ""},
		{"hidden characters", []tea.KeyMsg{typed("a\u202eb")}, 8, false, "a�b   "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := newInput()
			for _, k := range tt.keys {
				i.Update(k)
			}
			got := i.View(tt.width, tt.focused)
			if shown := strings.TrimPrefix(signs.Replace(got), "<> >"); shown != tt.want {
				t.Errorf("got %q, want %q", shown, tt.want)
			}
			if w := ansi.StringWidth(got); w != tt.width {
				t.Errorf("got %d cells, want %d", w, tt.width)
			}
		})
	}
}

func TestCursorInBytes(t *testing.T) {
	i := newInput()
	i.SetValue("aé日b")
	for _, tt := range []struct{ set, want int }{{0, 0}, {1, 1}, {3, 3}, {6, 6}, {7, 7}, {99, 7}, {-1, 0}} {
		i.SetCursor(tt.set)
		if got := i.Cursor(); got != tt.want {
			t.Errorf("set to %d: got cursor %d, want %d", tt.set, got, tt.want)
		}
	}
}

func TestMark(t *testing.T) {
	for _, tt := range []struct {
		name       string
		value      string
		start, end int
		cursor     int
		focused    bool
		want       string
	}{
		{"a part", "one two three", 4, 7, 0, false, "one _two/ three  "},
		{"after the cursor", "one two three", 4, 7, 0, true, "[o]ne _two/ three  "},
		{"with the cursor inside", "one two three", 4, 7, 5, true, "one _t/[w]_o/ three  "},
		{"before the cursor", "one two three", 4, 7, 9, true, "one _two/ t[h]ree  "},
		{"to the end", "one two", 4, 7, 7, true, "one _two/[ ]       "},
		{"beyond the end", "one", 1, 99, 3, true, "o_ne/[ ]           "},
		{"nothing", "one", 2, 2, 0, false, "one            "},
		{"wide characters", "日本語", 3, 6, 0, false, "日_本/語         "},
		{"no text", "", 0, 3, 0, false, "{name>           "},
	} {
		i := newInput()
		i.SetValue(tt.value)
		i.SetCursor(tt.cursor)
		i.Mark(tt.start, tt.end)
		signs := strings.NewReplacer("\x1b[4m", "_", "\x1b[24m", "/", "\x1b[2m", "{", "\x1b[22m", ">", "\x1b[7m", "[", "\x1b[27m", "]", "\x1b[1m", "<")
		got := strings.TrimPrefix(signs.Replace(i.View(17, tt.focused)), "<> >")
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	i := newInput()
	i.SetPrompt("as ", "a name")
	if got := ansi.Strip(i.View(12, false)); got != "as a name   " {
		t.Errorf("another prompt: got %q", got)
	}
}

func TestCursorDoesNotBlink(t *testing.T) {
	i := newInput()
	if got := i.field.Cursor.Mode(); got != cursor.CursorStatic {
		t.Errorf("cursor: got %v, want %v", got, cursor.CursorStatic)
	}
	if _, cmd := i.field.Update(typed("a")); cmd != nil {
		t.Error("a key: got a command, want none")
	}
}

func FuzzInput(f *testing.F) {
	f.Add("a\x1b[31m\n日本", 5, 1)
	f.Add("👩\u200d👧\u0301", 3, 2)
	f.Add("\ud7d1", -11, 2) // two of them share a cell
	f.Add("\ud7d1", 33, -45)
	f.Fuzz(func(t *testing.T, s string, width, left int) {
		i := newInput()
		i.Update(pasted(s))
		for range left & 7 {
			i.Update(pressed(tea.KeyLeft))
		}
		i.Update(pasted(s))
		i.Mark(left&15, width&31)
		if got := strings.IndexFunc(i.Value(), unicode.IsControl); got >= 0 {
			t.Errorf("value of %q: got a control character at %d", s, got)
		}
		width &= 63
		for _, focused := range []bool{true, false} {
			if got := ansi.StringWidth(i.View(width, focused)); got != width {
				t.Errorf("%q in %d: got %d cells", s, width, got)
			}
		}
	})
}

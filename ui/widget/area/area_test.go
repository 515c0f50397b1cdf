package area

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane/panetest"
)

func newArea(value string, width, height int) *Area {
	a := New(panetest.Theme(), "write")
	a.Resize(width, height)
	a.SetValue(value)
	a.ToEnd()
	return a
}

func press(a *Area, keys ...tea.KeyType) (changed bool) {
	for _, k := range keys {
		changed = a.Update(tea.KeyMsg{Type: k}) || changed
	}
	return changed
}

func typed(a *Area, s string) { a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)}) }

func TestEditing(t *testing.T) {
	for _, tc := range []struct {
		name, start string
		keys        []tea.KeyType
		want        string // with | at the cursor
	}{
		{"enter", "ab", []tea.KeyType{tea.KeyLeft, tea.KeyEnter}, "a\n|b"},
		{"backspace joins", "a\nb", []tea.KeyType{tea.KeyLeft, tea.KeyBackspace}, "a|b"},
		{"backspace at the beginning", "a", []tea.KeyType{tea.KeyLeft, tea.KeyBackspace}, "|a"},
		{"delete joins", "a\nb", []tea.KeyType{tea.KeyUp, tea.KeyDelete}, "a|b"},
		{"delete at the end", "a", []tea.KeyType{tea.KeyDelete}, "a|"},
		{"a family is one character", "a👩‍👩‍👧‍👦", []tea.KeyType{tea.KeyBackspace}, "a|"},
		{"a flag is one character", "🇳🇱🇧🇪", []tea.KeyType{tea.KeyLeft}, "🇳🇱|🇧🇪"},
		{"an accent stays with its letter", "e\u0301x", []tea.KeyType{tea.KeyLeft, tea.KeyBackspace}, "|x"},
		{"word back", "one two ", []tea.KeyType{tea.KeyCtrlW}, "one |"},
		{"word back over a line", "one\n", []tea.KeyType{tea.KeyCtrlW}, "one|"},
		{"to the line's beginning", "one\ntwo", []tea.KeyType{tea.KeyCtrlU}, "one\n|"},
		{"to the line's end", "one\ntwo", []tea.KeyType{tea.KeyCtrlHome, tea.KeyRight, tea.KeyCtrlK}, "o|\ntwo"},
		{"the line's end", "one\ntwo", []tea.KeyType{tea.KeyCtrlHome, tea.KeyEnd, tea.KeyCtrlK}, "one|two"},
		{"words", "one  two", []tea.KeyType{tea.KeyCtrlLeft, tea.KeyCtrlLeft, tea.KeyCtrlRight}, "one|  two"},
		{"words over lines", "one\ntwo", []tea.KeyType{tea.KeyCtrlLeft, tea.KeyCtrlLeft, tea.KeyCtrlLeft}, "|one\ntwo"},
		{"home and end", "one\ntwo", []tea.KeyType{tea.KeyHome, tea.KeyUp, tea.KeyEnd}, "one|\ntwo"},
		{"up keeps the cell", "long line\nx\nlong line", []tea.KeyType{tea.KeyUp, tea.KeyUp}, "long line|\nx\nlong line"},
		{"up and down by cells", "日本\nabcd", []tea.KeyType{tea.KeyLeft, tea.KeyLeft, tea.KeyUp}, "日|本\nabcd"},
		{"up at the top", "ab", []tea.KeyType{tea.KeyUp}, "ab|"},
		{"down into a wrapped line", "ab\n" + strings.Repeat("x", 25), []tea.KeyType{tea.KeyCtrlHome, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyDown}, "ab\n" + strings.Repeat("x", 20) + "|" + strings.Repeat("x", 5)},
		{"tab", "a", []tea.KeyType{tea.KeyTab}, "a\t|"},
	} {
		a := newArea(tc.start, 10, 4)
		press(a, tc.keys...)
		before := strings.Join(append(append([]string{}, a.lines[:a.row]...), a.lines[a.row][:a.col]), "\n")
		if got := before + "|" + a.Value()[len(before):]; got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestChangesAreReported(t *testing.T) {
	a := newArea("", 10, 4)
	if press(a, tea.KeyBackspace, tea.KeyDelete, tea.KeyCtrlW, tea.KeyCtrlU, tea.KeyCtrlK, tea.KeyLeft, tea.KeyDown, tea.KeyHome) {
		t.Error("keys without an effect are reported as changes")
	}
	if !press(a, tea.KeySpace) || !press(a, tea.KeyEnter) || !press(a, tea.KeyBackspace) {
		t.Error("a change is not reported")
	}
}

func TestPasting(t *testing.T) {
	a := newArea("<>", 40, 4)
	press(a, tea.KeyLeft)
	typed(a, "a\r\nb\rc\x1b[31m\x00d\te\u202ef\xff")
	typed(a, "!")
	// What is merely hard to see is the person's own.
	if got, want := a.Value(), "<a\nb\ncd\te\u202ef\ufffd!>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if a.Bytes() != len(a.Value()) {
		t.Errorf("got %d bytes, want %d", a.Bytes(), len(a.Value()))
	}
}

func TestWrapping(t *testing.T) {
	for _, tc := range []struct {
		s     string
		width int
		want  string // rows, divided by |
	}{
		{"", 5, ""},
		{"one two three", 8, "one two |three"},
		{"one two three", 7, "one two |three"},
		{"one     two", 5, "one     |two"},
		{"abcdefgh", 3, "abc|def|gh"},
		{"a abcdefgh", 4, "a |abcd|efgh"},
		{"日本語", 4, "日本|語"},
		{"日本語", 1, "日|本|語"},
		{"a\tb", 4, "a\t|b"},
	} {
		var got []string
		starts := wrap(tc.s, tc.width)
		for i, from := range starts {
			to := len(tc.s)
			if i+1 < len(starts) {
				to = starts[i+1]
			}
			got = append(got, tc.s[from:to])
		}
		if strings.Join(got, "|") != tc.want {
			t.Errorf("%q at %d: got %q, want %q", tc.s, tc.width, got, tc.want)
		}
	}
}

func TestTheViewFollowsTheCursor(t *testing.T) {
	a := newArea("1\n2\n3\n4\n5", 10, 3)
	view := func() string { return panetest.Text(a.View(true)) }
	if got := view(); got != "3\n4\n5" {
		t.Errorf("at the end: got %q", got)
	}
	if press(a, tea.KeyUp, tea.KeyUp); view() != "3\n4\n5" {
		t.Errorf("within: got %q", view())
	}
	if press(a, tea.KeyUp); view() != "2\n3\n4" {
		t.Errorf("above: got %q", view())
	}
	if press(a, tea.KeyPgUp); view() != "1\n2\n3" {
		t.Errorf("a page up: got %q", view())
	}
	a.Click(5, 1)
	if a.row != 1 || a.col != 1 {
		t.Errorf("a click: got line %d, byte %d, want the end of the second", a.row, a.col)
	}
	a.Click(0, 99)
	if a.row != 4 {
		t.Errorf("a click below: got line %d, want the last", a.row)
	}
	a.SetValue(strings.Repeat("x", 100))
	a.ToEnd()
	if got := view(); got != strings.Repeat("x", 10)+"\n"+strings.Repeat("x", 10)+"\n"+strings.Repeat("x", 9) {
		t.Errorf("a wrapped line: got %q", got)
	}
	a.Resize(50, 3)
	if got := view(); !strings.HasPrefix(got, strings.Repeat("x", 50)+"\n") {
		t.Errorf("wider: got %q", got)
	}
	empty := newArea("", 10, 2)
	if got := panetest.Text(empty.View(true)); got != "write\n" {
		t.Errorf("empty: got %q, want the placeholder", got)
	}
}

func TestTheViewFillsItsSpace(t *testing.T) {
	all := strings.Join(panetest.Hostile(), "\n")
	for _, s := range append(panetest.Hostile(), all, "a\tb\t長") {
		for _, size := range panetest.Sizes() {
			w, h := max(size[0], 1), size[1]
			a := newArea(s, w, h)
			for range 30 {
				for _, focused := range []bool{true, false} {
					if problem := panetest.Problem(a.View(focused), w, h); problem != "" && w > 1 {
						t.Fatalf("%.30q at %dx%d: %s", s, w, h, problem)
					}
				}
				press(a, tea.KeyLeft)
				typed(a, "長")
				press(a, tea.KeyUp)
			}
		}
	}
}

// Whatever keys are pressed, the text stays text and the cursor in it.
func FuzzKeys(f *testing.F) {
	f.Add("a 👩‍👩‍👧‍👦\n\tb", []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
	keys := []tea.KeyType{
		tea.KeyEnter, tea.KeyBackspace, tea.KeyDelete, tea.KeyCtrlW, tea.KeyCtrlU, tea.KeyCtrlK, tea.KeyLeft, tea.KeyRight, tea.KeyUp,
		tea.KeyDown, tea.KeyCtrlLeft, tea.KeyCtrlRight, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown, tea.KeyTab, tea.KeySpace,
	}
	f.Fuzz(func(t *testing.T, s string, presses []byte) {
		a := newArea(s, 7, 3)
		for _, b := range presses {
			if int(b) < len(keys) {
				press(a, keys[b])
			} else if b < 100 {
				typed(a, s)
			} else {
				a.Click(int(b)%9, int(b)%5)
			}
			if a.row < 0 || a.row >= len(a.lines) || a.col < 0 || a.col > len(a.lines[a.row]) || len(a.wraps) != len(a.lines) {
				t.Fatalf("the cursor is at %d, %d", a.row, a.col)
			}
			if !utf8.ValidString(a.Value()) {
				t.Fatalf("%q is no text", a.Value())
			}
			if a.Bytes() > 1<<16 {
				return
			}
		}
		if problem := panetest.Problem(a.View(true), 7, 3); problem != "" {
			t.Fatal(problem)
		}
	})
}

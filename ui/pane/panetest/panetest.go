// Package panetest checks what every pane owes to the root, as
// [testing/iotest] does for readers: that it fills its space exactly, whatever
// it shows, and carries out its commands as the program would. Only tests
// import it.
package panetest

import (
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
)

// Theme is the dark theme in true colour.
func Theme() *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.TrueColor)
	return theme.New(r, true)
}

// Hostile is text from outside that is hard to draw: wide, joined, turning the
// direction, controlling the terminal, invalid, over-long, empty.
func Hostile() []string {
	return []string{
		"plain",
		"",
		"日本語の名前はとても長いことがあります",
		"👩‍👩‍👧‍👦 family 🇳🇱🇧🇪 ✌🏽 ❤️ ☎",
		"שלום \u202eevil\u202c \u2067عالم\u2069 ﷺ",
		"\x1b[2J\x1b]0;title\x07\x1b]52;c;eA==\x1b\\gone\r\n\ttab\x00\x7f\u009b31m\u0085",
		"bad \xff\xfe\xc3( \xe2\x82",
		"z" + strings.Repeat("\u0301", 40) + "\u200b\u200d\ufeff\u2060",
		"\u0301leading mark \u1100\u1161\u11a8 กำ ＷＩＤＥ",
		strings.Repeat("over-long and ", 50) + "end",
		strings.Repeat("長", 300),
	}
}

// Sizes are those a pane is asked to fill: width, height.
func Sizes() [][2]int {
	return [][2]int{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 4}, {3, 2}, {7, 5}, {20, 3}, {34, 10}, {80, 24}, {200, 60}}
}

// Fill fails the test unless the pane fills its space exactly at every size,
// with the focus and without, and leaves it as it was given.
func Fill(t testing.TB, what string, p pane.Pane) {
	t.Helper()
	for _, size := range Sizes() {
		w, h := size[0], size[1]
		p.Resize(w, h)
		for _, focused := range []bool{true, false} {
			rows := p.View(focused)
			if problem := Problem(rows, w, h); problem != "" {
				t.Fatalf("%.30q: %dx%d focused=%v: %s", what, w, h, focused, problem)
			}
		}
		if title := p.Status().Title; unsafe(title) != "" || title == "" {
			t.Fatalf("%.30q: title %q is empty or holds %s, want it cleaned", what, title, unsafe(title))
		}
	}
	p.Resize(80, 24)
}

// Problem says what is wrong with rows that should be exactly height rows of
// exactly width cells, each with nothing but text and complete colours; "" if
// nothing is.
func Problem(rows []string, width, height int) string {
	if len(rows) != height {
		return text("%d rows, want %d", len(rows), height)
	}
	for y, row := range rows {
		if got := ansi.StringWidth(row); got != width {
			return text("row %d is %d cells wide, want %d: %.300q", y, got, width, row)
		}
		plain, open := withoutColours(row)
		if open != "" {
			return text("row %d leaves %s on: %.300q", y, open, row)
		}
		if bad := unsafe(plain); bad != "" {
			return text("row %d holds %s: %.300q", y, bad, row)
		}
	}
	return ""
}

// Text is rows as a person reads them: without colours and trailing spaces.
func Text(rows []string) string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	return strings.Join(out, "\n")
}

// Run carries out a command and everything that follows from it, in order, and
// returns the intents that the pane answered with.
func Run(p pane.Pane, cmd tea.Cmd) (intents []pane.Intent) {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			intents = append(intents, Run(p, c)...)
		}
	case pane.Mail:
		intent, more := p.Update(msg.Msg)
		if intent != nil {
			intents = append(intents, intent)
		}
		intents = append(intents, Run(p, msg.Next)...)
		intents = append(intents, Run(p, more)...)
	}
	return intents
}

// Send gives a pane a message and carries out the command it answers with.
func Send(p pane.Pane, msg tea.Msg) pane.Intent {
	intent, cmd := p.Update(msg)
	Run(p, cmd)
	return intent
}

// Type gives a pane text, key by key, as the root does.
func Type(p pane.Pane, s string) {
	for _, r := range s {
		Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
}

// unsafe names the first thing in s that must not reach a terminal, "" if
// there is none.
func unsafe(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	for _, r := range s {
		if unicode.IsControl(r) {
			return text("the control character %U", r)
		}
		if unicode.Is(unicode.Bidi_Control, r) {
			return text("the bidirectional control %U", r)
		}
	}
	return ""
}

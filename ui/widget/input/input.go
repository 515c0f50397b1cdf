// Package input is a text field of one line. The editing is that of
// bubbles/textinput; the drawing is its own, in exactly one row, with a cursor
// that does not blink, so that an idle program stays idle.
package input

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Limit is the longest value in characters. What does not fit is dropped.
const Limit = 4096

// An Input is a text field. It is changed in place.
type Input struct {
	theme               *theme.Theme
	prompt, placeholder string
	field               textinput.Model
}

// New returns an empty field. The prompt stands before the text, the
// placeholder in its place while there is none. The theme is read at each
// drawing, so it may change.
func New(t *theme.Theme, prompt, placeholder string) *Input {
	f := textinput.New()
	f.CharLimit = Limit
	f.Cursor.SetMode(cursor.CursorStatic)
	f.Focus()
	return &Input{theme: t, prompt: prompt, placeholder: placeholder, field: f}
}

// Value returns the text: one line without control characters. It is what a
// person typed, and has to be cleaned like any other text before it is drawn.
func (i *Input) Value() string { return i.field.Value() }

// SetValue replaces the text and puts the cursor at its end.
func (i *Input) SetValue(s string) {
	i.field.SetValue(string(sanitize([]rune(s))))
	i.field.CursorEnd()
}

// Update handles a key or a paste. It starts nothing in the background.
func (i *Input) Update(msg tea.KeyMsg) {
	if len(msg.Runes) > 0 {
		msg.Runes = sanitize(msg.Runes)
	}
	// The command could only read the clipboard, which starts other programs:
	// pasting is the terminal's work.
	i.field, _ = i.field.Update(msg)
}

// View draws the field in exactly width cells, with its cursor if focused. A
// text that is too long is shown around the cursor.
func (i *Input) View(width int, focused bool) string {
	prompt := text.Clean(i.prompt)
	if width-text.Width(prompt) < 2 {
		// A very narrow field is better without its prompt.
		prompt = ""
	}
	width -= text.Width(prompt)
	before, at, after := i.parts()
	style := text.Style{}
	if i.Value() == "" {
		style = i.theme.Dim
	}
	var r text.Row
	r.ResetAt(width, text.Width(before)+text.Width(at)-width, text.Style{})
	if focused {
		r.Put(style, before)
		r.Put(i.theme.Cursor, at)
		r.Put(style, after)
	} else {
		r.Put(style, before+at+after)
	}
	return i.theme.Accent.Render(prompt) + r.String()
}

// parts returns the text before the cursor, the character under it and the
// text after it, ready to draw.
func (i *Input) parts() (before, at, after string) {
	value, n := []rune(i.Value()), i.field.Position()
	if len(value) == 0 {
		value, n = []rune(i.placeholder), 0
	}
	before = text.Clean(string(value[:n]))
	rest := text.Clean(string(value[n:]))
	at = text.Cut(rest, 1)
	if at == "" {
		at = text.Cut(rest, 2)
	}
	after = rest[len(at):]
	if at == "" {
		at = " "
	}
	return before, at, after
}

// sanitize makes one line of what was pasted. Only text with control
// characters changes: marks for what cannot be seen are for drawing, not for a
// text that may be sent somewhere.
func sanitize(runes []rune) []rune {
	// A paste may be far longer than the field. Escape sequences in what is
	// kept are still removed whole.
	runes = runes[:min(len(runes), 4*Limit)]
	for _, r := range runes {
		if unicode.IsControl(r) {
			return []rune(text.Clean(string(runes)))
		}
	}
	return []rune(strings.ToValidUTF8(string(runes), text.Mark))
}

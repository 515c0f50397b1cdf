// Package input is a text field of one line. The editing is that of
// bubbles/textinput; the drawing is its own, in exactly one row, with a cursor
// that does not blink, so that an idle program stays idle.
package input

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	wrong               [2]int // what is marked, in characters
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

// SetPrompt changes what stands before the text, and in its place while there
// is none.
func (i *Input) SetPrompt(prompt, placeholder string) { i.prompt, i.placeholder = prompt, placeholder }

// Cursor is the place of the cursor, in bytes of the value.
func (i *Input) Cursor() int {
	return len(string([]rune(i.Value())[:i.field.Position()]))
}

// SetCursor puts the cursor at a place in bytes of the value, or the nearest
// there is.
func (i *Input) SetCursor(at int) { i.field.SetCursor(i.runes(at)) }

// Mark draws a part of the value, in bytes, as wrong until it is called again;
// an empty part is none.
func (i *Input) Mark(start, end int) { i.wrong = [2]int{i.runes(start), i.runes(end)} }

// runes is how many characters of the value begin before a place in bytes.
func (i *Input) runes(at int) int {
	v := i.Value()
	return utf8.RuneCountInString(v[:max(min(at, len(v)), 0)])
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
	base := text.Style{}
	if i.Value() == "" {
		base = i.theme.Dim
	}
	value, n, wrong := []rune(i.Value()), i.field.Position(), i.wrong
	if len(value) == 0 {
		value, n, wrong = []rune(i.placeholder), 0, [2]int{}
	}
	before := i.spans(base, value[:n], wrong, 0)
	after := i.spans(base, value[n:], wrong, n)
	under := text.Span{Text: " "}
	if len(after) > 0 {
		under, after = split(after)
	}
	var r text.Row
	r.ResetAt(width, cells(before)+text.Width(under.Text)-width, text.Style{})
	all := i.spans(base, value, wrong, 0)
	if focused {
		under.Style = i.theme.Cursor
		all = slices.Concat(before, []text.Span{under}, after)
	}
	// Without the cursor nothing stands between the characters, so that they are
	// not to be measured apart either: two of them may share a cell.
	for _, s := range all {
		r.Put(s.Style, s.Text)
	}
	return i.theme.Accent.Render(prompt) + r.String()
}

// split takes the first character off.
func split(spans []text.Span) (under text.Span, rest []text.Span) {
	under = spans[0]
	if under.Text = text.Cut(under.Text, 1); under.Text == "" {
		under.Text = text.Cut(spans[0].Text, 2)
	}
	spans[0].Text = spans[0].Text[len(under.Text):]
	if under.Text == "" {
		under.Text = " "
	}
	return under, spans
}

// spans is a piece of the value that begins at a character, ready to draw, cut
// where what is wrong begins and ends. None of them is empty.
func (i *Input) spans(base text.Style, piece []rune, wrong [2]int, at int) (out []text.Span) {
	from := 0
	for _, end := range [...]int{wrong[0] - at, wrong[1] - at, len(piece)} {
		end = max(min(end, len(piece)), from)
		style := base
		if at+from >= wrong[0] && at+from < wrong[1] {
			style = i.theme.Wrong
		}
		switch s := text.Clean(string(piece[from:end])); {
		case s == "":
		case len(out) > 0 && out[len(out)-1].Style == style: // measured as one: two characters may share a cell
			out[len(out)-1].Text += s
		default:
			out = append(out, text.Span{Text: s, Style: style})
		}
		from = end
	}
	return out
}

func cells(spans []text.Span) (n int) {
	for _, s := range spans {
		n += text.Width(s.Text)
	}
	return n
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

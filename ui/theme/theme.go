// Package theme decides how things look: it makes every style of the program
// once, with lipgloss on an explicit renderer, and resolves it to a pair of
// escape strings that rows are built from without further cost. It knows
// nothing of what is drawn, and asks the terminal nothing.
package theme

import (
	"github.com/charmbracelet/lipgloss"

	"hubtrail/ui/text"
)

// A Style is a pair of escape strings. Close undoes exactly what Open sets and
// is never a full reset, so a row's background stays beneath styled text.
type Style = text.Style

// A Theme is every style of the program, ready to write. It does not change
// after [New]; copies may share it.
type Theme struct {
	// Text is the terminal's own colour; Strong is for what a row is about.
	Text, Strong, Dim, Accent Style
	// Emphasis and Link are for running text.
	Emphasis, Link Style
	// States of things: merged, waiting, failed, draft.
	Good, Warn, Bad, Info Style
	// Match marks what a search found inside text.
	Match Style
	// Wrong is the place of a mistake in what a person typed.
	Wrong Style
	// The frame of a pane.
	Title, TitleFocused, Border, BorderFocused Style
	// Lines of a diff, and the words that changed inside a line.
	Add, Del, AddWord, DelWord, Hunk, Meta Style
	// AddLine and DelLine are the backgrounds of such lines if Tinted: only in true
	// colour is there one that is quiet enough.
	AddLine, DelLine Style
	// Key is a key's name in help, Badge a label beside a title.
	Key, Badge Style
	// Selected is the row under the cursor in the pane that has the focus,
	// SelectedBlurred in another: backgrounds, or attributes without colours.
	Selected, SelectedBlurred Style
	// Cursor is the cell of the text cursor.
	Cursor Style
	// Syntax is the styles of source code.
	Syntax Syntax
	// Glyphs are the marks and lines to draw with.
	Glyphs Glyphs
	// Plain reports that the locale is not UTF-8: what is drawn is ASCII.
	Plain bool
	// Tinted reports that AddLine and DelLine can be seen.
	Tinted bool
	// Dark reports which background the colours are chosen for.
	Dark bool
}

// New makes the theme for the renderer's colour profile and a dark or a light
// background. Glyphs are those of a UTF-8 terminal; see [Theme.ASCII].
//
// In true colour and 256 colours, text has a contrast of at least 4.5:1
// (WCAG 2.1, AA) on the background and on selected rows. With 16 colours only
// the six that terminals keep readable on both backgrounds are used, and
// without colours bold, faint, underlined and reversed text.
func New(r *lipgloss.Renderer, dark bool) *Theme {
	p := lightPalette
	if dark {
		p = darkPalette
	}
	return newTheme(resolver{r}, p(), dark)
}

func newTheme(m resolver, p palette, dark bool) *Theme {
	t := &Theme{
		Strong: m.style(nil, nil, bold, bold),
		Dim:    m.style(&p.dim, nil, 0, faint),
		Accent: m.style(&p.accent, nil, 0, bold),

		Emphasis: m.style(nil, nil, underline, underline),
		Link:     m.style(&p.accent, nil, underline, bold|underline),

		Good: m.style(&p.green, nil, 0, 0),
		Warn: m.style(&p.yellow, nil, 0, bold),
		Bad:  m.style(&p.red, nil, 0, bold),
		Info: m.style(&p.blue, nil, 0, 0),

		Match: m.style(&p.match, nil, bold, bold|underline),
		Wrong: m.style(&p.red, nil, underline, underline),

		Title:         m.style(&p.dim, nil, 0, 0),
		TitleFocused:  m.style(&p.accent, nil, bold, bold),
		Border:        m.style(&p.border, nil, 0, faint),
		BorderFocused: m.style(&p.accent, nil, 0, bold),

		Add:     m.style(&p.green, nil, 0, 0),
		Del:     m.style(&p.red, nil, 0, 0),
		AddWord: m.style(&p.green, &p.added, bold, bold|underline),
		DelWord: m.style(&p.red, &p.deleted, bold, bold|underline),
		Hunk:    m.style(&p.cyan, nil, 0, faint),
		Meta:    m.style(&p.dim, nil, bold, bold),
		AddLine: m.style(nil, &p.addedLine, 0, 0),
		DelLine: m.style(nil, &p.deletedLine, 0, 0),

		Key:   m.style(&p.accent, nil, bold, bold),
		Badge: m.style(&p.magenta, nil, 0, bold),

		Selected:        m.style(nil, &p.selected, 0, reverse),
		SelectedBlurred: m.style(nil, &p.blurred, 0, bold),
		Cursor:          m.style(nil, nil, reverse, reverse),

		Syntax: Syntax{
			Comment: m.style(&p.dim, nil, 0, faint),
			String:  m.style(&p.text, nil, 0, 0),
			Number:  m.style(&p.cyan, nil, 0, 0),
			Keyword: m.style(&p.red, nil, 0, bold),
			Call:    m.style(&p.magenta, nil, 0, 0),
			Type:    m.style(&p.orange, nil, 0, 0),
			Key:     m.style(&p.blue, nil, 0, 0),
			Heading: m.style(&p.accent, nil, bold, bold),
		},
		Glyphs: unicodeGlyphs(),
		Dark:   dark,
	}
	t.Tinted = t.AddLine.Open != ""
	return t
}

// Row is the background of a row, in a pane with or without the focus.
func (t *Theme) Row(selected, focused bool) Style {
	switch {
	case selected && focused:
		return t.Selected
	case selected:
		return t.SelectedBlurred
	}
	return Style{}
}

// ASCII returns the theme with marks and lines of ASCII only, for a locale
// that is not UTF-8.
func (t *Theme) ASCII() *Theme {
	c := *t
	c.Glyphs, c.Plain = asciiGlyphs(), true
	return &c
}

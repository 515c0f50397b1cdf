// Package facts draws what there is to tell about a thing: labelled texts, each
// in as many rows as it takes.
package facts

import (
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Fact is one thing told. Its text is cleaned already; without a label it takes
// the whole width.
type Fact struct {
	Label string
	Text  string
	Ink   Ink
}

// Of is a fact.
func Of(label, text string, ink Ink) Fact { return Fact{label, text, ink} }

// Ink is a style by what it is for.
type Ink int

// The inks.
const (
	Plain Ink = iota
	Strong
	Dim
	Good
	Warn
	Bad
	Info
)

func (i Ink) style(t *theme.Theme) text.Style {
	return [...]text.Style{{}, t.Strong, t.Dim, t.Good, t.Warn, t.Bad, t.Info}[i]
}

// narrowest is the fewest cells a text is wrapped to.
const narrowest = 8

// Draw gives exactly height rows of exactly width cells: what does not fit is
// left out, and the last row then says so.
func Draw(t *theme.Theme, width, height int, list []Fact) []string {
	rows := make([]string, 0, max(height, 0))
	indent := 0
	for _, f := range list {
		indent = max(indent, text.Width(f.Label)+2)
	}
	var r text.Row
	for _, f := range list {
		room := width - 2
		if f.Label != "" {
			room = width - indent - 2
		}
		for i, line := range text.Wrap(f.Text, max(room, narrowest)) {
			if len(rows) == height {
				if height > 0 {
					rows[height-1] = t.Dim.Render(text.Fit(" "+text.Ellipsis, width))
				}
				return rows
			}
			r.Reset(width, text.Style{})
			r.Space(1)
			switch {
			case f.Label == "":
			case i == 0:
				r.Fit(t.Dim, f.Label, indent)
			default:
				r.Space(indent)
			}
			r.Add(f.Ink.style(t), line)
			rows = append(rows, r.String())
		}
	}
	for len(rows) < height {
		rows = append(rows, text.Spaces(width))
	}
	return rows
}

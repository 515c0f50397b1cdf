package diffs

import "hubtrail/ui/text"

// mostBroken is the longest line that is broken into rows, in bytes: what is longer is
// no message, and scrolls.
const mostBroken = 4000

// headRows is the head of a change for a width.
type headRows struct {
	of    *change
	width int
	lines []line
}

// head is the rows above the files: a line that is wider than the pane goes on in the
// next row, and a commit is always one.
func (p *Pane) head() []line {
	width := p.width - p.side() - 2 // a blank, and the scrollbar
	if h := &p.heads; h.of == p.change && h.width == width {
		return h.lines
	}
	rows := make([]line, 0, len(p.change.head))
	for _, l := range p.change.head {
		if width < 1 || l.sha != "" || len(l.text) > mostBroken {
			rows = append(rows, l)
			continue
		}
		for _, s := range text.Wrap(text.CleanLine(l.text, tabStop), width) {
			rows = append(rows, line{text: s, ink: l.ink})
		}
	}
	p.heads = headRows{p.change, width, rows}
	return rows
}

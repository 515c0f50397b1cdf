package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"hubtrail/ui/text"
)

// narrowest is how few cells a column may be shrunk to. Below that a table is
// read as lines of name and value.
const narrowest = 8

// A grid is a table laid out cell by cell.
type grid struct {
	rows    [][][]line // the first has the names
	columns []align
	widths  []int
}

// table lays a table out: as columns, shrunk to the room there is, or as lines
// of name and value where they would be too narrow to read.
func (b *blocks) table(n *table) {
	g := grid{columns: n.columns}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		l := plain
		if row.PreviousSibling() == nil {
			l = strong
		}
		g.rows = append(g.rows, b.cells(row, l))
	}
	g.measure()
	if !g.shrink(b.room() - 3*(len(g.columns)-1)) {
		b.records(g)
		return
	}
	for i, row := range g.rows {
		b.gridRow(g, row)
		if i == 0 {
			b.rule(g)
		}
	}
}

func (b *blocks) cells(row ast.Node, l look) [][]line {
	var cells [][]line
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, b.inline(c, l))
	}
	return cells
}

// measure finds how wide each column would be.
func (g *grid) measure() {
	g.widths = make([]int, len(g.columns))
	for _, row := range g.rows {
		for i, cell := range row {
			for _, l := range cell {
				g.widths[i] = max(g.widths[i], text.Width(l.text))
			}
		}
	}
	for i := range g.widths {
		g.widths[i] = max(g.widths[i], 1)
	}
}

// shrink makes the columns fit: those that are narrower than an equal share
// keep their width, the others share what is left. It reports whether there is
// room enough to read them.
func (g *grid) shrink(room int) bool {
	share := share(g.widths, room)
	if share < narrowest && share < widest(g.widths) {
		return false
	}
	for i := range g.widths {
		g.widths[i] = min(g.widths[i], share)
	}
	return true
}

// share is the width that no column may exceed for all to fit.
func share(widths []int, room int) int {
	low, high := 0, widest(widths)
	for low < high {
		mid := (low + high + 1) / 2
		sum := 0
		for _, w := range widths {
			sum += min(w, mid)
		}
		if sum <= room {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

func widest(widths []int) int {
	n := 0
	for _, w := range widths {
		n = max(n, w)
	}
	return n
}

// gridRow draws the cells of a row side by side, each wrapped to its column.
func (b *blocks) gridRow(g grid, row [][]line) {
	parts := make([][]wrapped, len(row))
	height := 1
	for i, cell := range row {
		for _, l := range cell {
			for _, at := range l.wrap(g.widths[i]) {
				parts[i] = append(parts[i], wrapped{l, at})
			}
		}
		height = max(height, len(parts[i]))
	}
	for y := range height {
		b.begin()
		for i, width := range g.widths {
			if i > 0 {
				b.put(b.glyph(" │ ", " | "), frame, 0)
			}
			var cell wrapped
			if i < len(parts) && y < len(parts[i]) {
				cell = parts[i][y]
			}
			b.gridCell(cell, width, g.columns[i], i == len(g.widths)-1)
		}
		b.end()
	}
}

// A wrapped is a part of a line.
type wrapped struct {
	line
	at part
}

func (b *blocks) gridCell(c wrapped, width int, side align, last bool) {
	space := width - text.Width(c.text[c.at.start:c.at.end])
	before := 0
	switch side {
	case right:
		before = space
	case centre:
		before = space / 2
	}
	b.put(text.Spaces(before), plain, 0)
	b.part(c.line, c.at)
	if !last {
		b.put(text.Spaces(space-before), plain, 0)
	}
}

// rule draws the line below the names.
func (b *blocks) rule(g grid) {
	b.begin()
	for i, width := range g.widths {
		if i > 0 {
			b.put(b.glyph("─┼─", "-+-"), frame, 0)
		}
		b.put(strings.Repeat(b.glyph("─", "-"), width), frame, 0)
	}
	b.end()
}

// records draws a table as lines of name and value.
func (b *blocks) records(g grid) {
	if len(g.rows) == 1 {
		for _, name := range g.rows[0] {
			b.paragraph(name)
		}
		return
	}
	for i, row := range g.rows[1:] {
		if i > 0 {
			b.gap = true
		}
		for j, cell := range row {
			if len(cell) == 0 {
				continue
			}
			pop := b.push("", "  ", plain)
			b.paragraph(joined(g.rows[0][j], cell))
			pop()
		}
	}
}

// joined returns a cell with its column's name before it.
func joined(name, cell []line) []line {
	var first line
	for i, l := range name {
		if i > 0 {
			first = first.followed(line{" ", []run{{end: 1}}})
		}
		first = first.followed(l)
	}
	if first.text != "" {
		first = first.followed(line{": ", []run{{end: 2, look: strong}}})
	}
	return append([]line{first.followed(cell[0])}, cell[1:]...)
}

// followed returns the line with another at its end.
func (l line) followed(o line) line {
	for _, r := range o.runs {
		r.end += len(l.text)
		l.runs = append(l.runs, r)
	}
	l.text += o.text
	return l
}

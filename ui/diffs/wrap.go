package diffs

import (
	"bytes"
	"strings"

	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// mostWrapped bounds the rows of one line.
const mostWrapped = 200

// fits reports whether no line of the file takes more than one row of some cells:
// true for nearly all files, and told without looking at most of their letters. A
// byte takes a cell at most, but for a tab.
func (f *file) fits(cells int) bool {
	x := f.patch()
	for i := range f.lines {
		n := x.Start(i+1) - x.Start(i)
		if n*tabStop <= cells || n+bytes.Count(x.Raw(i), []byte("\t"))*(tabStop-1) <= cells {
			continue
		}
		if f.rowsFor(i, cells) > 1 {
			return false
		}
	}
	return true
}

// rowsFor is how many rows of some cells a line takes. Only code is wrapped.
func (f *file) rowsFor(line, cells int) int {
	switch f.patch().Kind(line) {
	case diff.Context, diff.Added, diff.Removed:
		return max(min((cellsOf(f.code(line))+cells-1)/cells, mostWrapped), 1)
	}
	return 1
}

// cellsOf is the cells of a line of code once it is clean.
func cellsOf(code string) int {
	code = strings.TrimSuffix(code, "\r")
	cells := 0
	for i := range len(code) {
		switch c := code[i]; {
		case c == '\t':
			cells += tabStop - cells%tabStop
		case c >= ' ' && c <= '~':
			cells++
		default:
			return text.Width(text.CleanLine(code, tabStop))
		}
	}
	return cells
}

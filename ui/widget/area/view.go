package area

import (
	"strings"

	"hubtrail/ui/text"
)

// View draws the rows in view, each in exactly the width, with the cursor if
// focused.
func (a *Area) View(focused bool) []string {
	rows := make([]string, 0, a.height)
	var r text.Row
	if a.Empty() && a.height > 0 {
		return a.empty(rows, focused)
	}
	cursor, _, _ := a.rowOf(a.row, a.col)
	for line, row := a.top, a.sub; len(rows) < a.height; {
		if line >= len(a.lines) {
			rows = append(rows, text.Spaces(a.width))
			continue
		}
		from, to := a.rows(line)[row], a.end(line, row)
		r.Reset(a.width, text.Style{})
		if focused && line == a.row && row == cursor {
			a.drawCursor(&r, a.lines[line], from, to)
		} else {
			r.Put(text.Style{}, shown(a.lines[line][from:to]))
		}
		rows = append(rows, r.String())
		if row++; row >= len(a.rows(line)) {
			line, row = line+1, 0
		}
	}
	return rows
}

// shown is a part of a line, ready to draw.
func shown(s string) string { return text.CleanLine(s, tabStop) }

// drawCursor draws the row with the cursor in it.
func (a *Area) drawCursor(r *text.Row, line string, from, to int) {
	before := shown(line[from:a.col])
	size := 0
	if a.col < to {
		size, _ = step(line[a.col:], 0)
	}
	at := text.Clean(line[a.col : a.col+size])
	if text.Width(at) == 0 {
		at = " "
	}
	if text.Width(before)+text.Width(at) > a.width {
		// Behind a full row there is no cell left: the last one is shown instead.
		before = text.Cut(before, max(a.width-text.Width(at), 0))
	}
	r.Put(text.Style{}, before)
	if line[a.col:a.col+size] == "\t" {
		cells := tabStop - text.Width(before)%tabStop
		r.Put(a.theme.Cursor, " ")
		r.Space(cells - 1)
	} else {
		r.Put(a.theme.Cursor, at)
	}
	// The rest is cleaned from the row's beginning on, so that tabs keep their
	// stops.
	whole := shown(line[from:to])
	if rest, ok := strings.CutPrefix(whole, shown(line[from:a.col+size])); ok {
		r.Put(text.Style{}, rest)
	} else {
		r.Put(text.Style{}, shown(line[a.col+size:to]))
	}
}

func (a *Area) empty(rows []string, focused bool) []string {
	var r text.Row
	r.Reset(a.width, text.Style{})
	hint := text.Clean(a.placeholder)
	if focused {
		at := text.Cut(hint, 1)
		hint = hint[len(at):]
		if at == "" {
			at = " "
		}
		r.Put(a.theme.Cursor, at)
	}
	r.Add(a.theme.Dim, hint)
	rows = append(rows, r.String())
	for len(rows) < a.height {
		rows = append(rows, text.Spaces(a.width))
	}
	return rows
}

package diffs

import (
	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// nextFile puts the head of another file on top.
func (p *Pane) nextFile(by int) {
	if p.change == nil || len(p.order) == 0 {
		return
	}
	section, offset := p.flow.at(max(p.list.Cursor(), 0))
	n := section - fileSections
	switch {
	case n < 0 && by > 0:
		n = 0
	case n < 0:
		return
	case by < 0 && offset > 0: // first to the head of this one
	default:
		n += by
	}
	switch {
	case n < 0:
		p.list.Home()
	case n < len(p.order):
		p.toTop(p.flow.starts[fileSections+n])
	}
}

// nextHunk puts the cursor on the next hunk or the one before, in whichever file.
func (p *Pane) nextHunk(by int) bool {
	if p.change == nil {
		return false
	}
	section, _ := p.flow.at(max(p.list.Cursor(), 0))
	_, it, _ := p.here()
	n, line := section-fileSections, -1
	if n < 0 {
		n = 0
		if by < 0 {
			return false
		}
	} else if it.kind == codeItem {
		line = p.body(p.order[n]).lineAt(it.at)
	} else if it.kind == endItem {
		line = p.change.files[p.order[n]].lines
	}
	for ; n >= 0 && n < len(p.order); n += by {
		i := p.order[n]
		if !p.folded[i] {
			if at := hunkBeside(p.change.files[i].patch(), line, by); at >= 0 {
				p.list.Select(p.rowOf(n, at))
				return true
			}
		}
		line = -1
		if by < 0 && n > 0 {
			line = p.change.files[p.order[n-1]].lines
		}
	}
	return false
}

// hunkBeside is the line of the nearest head of a hunk behind a line, or before
// it; -1 if there is none.
func hunkBeside(x *diff.Patch, line, by int) int {
	best := -1
	for f := range x.Files {
		for _, h := range x.Files[f].Hunks {
			if by > 0 && h.First > line {
				return h.First
			}
			if by < 0 && h.First < line {
				best = h.First
			}
		}
	}
	return best
}

// find puts the cursor on the next row with what is searched for, from a row on
// and around the end; false if there is none.
func (p *Pane) find(from, by int) bool {
	if p.query == "" || p.change == nil || len(p.order) == 0 || !p.bring() {
		return false
	}
	section, _ := p.flow.at(max(min(from, p.flow.total()-1), 0))
	n := max(section-fileSections, 0)
	start := p.lineOfRow(n, from)
	for range len(p.order) + 1 {
		if at := p.findIn(p.order[n], start, by); at >= 0 {
			if i := p.order[n]; p.folded[i] {
				p.folded[i] = false
				p.layOut()
			}
			p.list.Select(p.rowOf(n, at))
			p.uncover(p.order[n], at)
			return true
		}
		n = (n + by + len(p.order)) % len(p.order)
		start = -1
		if by < 0 {
			start = p.change.files[p.order[n]].lines
		}
	}
	return false
}

// uncover scrolls a line sideways until what is searched for can be seen.
func (p *Pane) uncover(i, line int) {
	f := p.change.files[i]
	code := f.code(line)
	at := needleOf(p.query).index(code)
	if p.wrap || at < 0 {
		return
	}
	from := text.Width(text.CleanLine(code[:at], tabStop))
	if room := p.room(f); from < p.left || from+text.Width(p.query) > p.left+room {
		p.left = max(from-room/2, 0)
	}
}

// lineOfRow is the line of the n-th file's patch at a row, -1 before them.
func (p *Pane) lineOfRow(n, row int) int {
	offset := row - p.flow.starts[fileSections+n]
	if offset <= 0 || p.folded[p.order[n]] {
		return -1
	}
	if it := p.itemAt(p.order[n], min(offset, p.tall(p.order[n])-1)); it.kind == codeItem {
		return p.body(p.order[n]).lineAt(it.at)
	} else if it.kind == endItem {
		return p.change.files[p.order[n]].lines
	}
	return -1
}

// findIn is the line of a file with what is searched for, behind a line or before
// it; -1 if there is none.
func (p *Pane) findIn(i, line, by int) int {
	f, n := p.change.files[i], needleOf(p.query)
	if by > 0 {
		if line+1 >= f.lines {
			return -1
		}
		from := 0
		if line >= 0 {
			from = f.patch().Start(line + 1)
		}
		if at := n.index(f.Patch[from:]); at >= 0 {
			return f.patch().LineAt(from + at)
		}
		return -1
	}
	to := len(f.Patch)
	if line < f.lines {
		if line < 0 {
			return -1
		}
		to = f.patch().Start(line)
	}
	if at := n.lastIndex(f.Patch[:to]); at >= 0 {
		return f.patch().LineAt(at)
	}
	return -1
}

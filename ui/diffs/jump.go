package diffs

import (
	"strings"

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
		line = p.change.files[p.order[n]].patch.Lines()
	}
	for ; n >= 0 && n < len(p.order); n += by {
		i := p.order[n]
		if !p.folded[i] {
			if at := hunkBeside(p.change.files[i].patch, line, by); at >= 0 {
				p.list.Select(p.rowOf(n, at))
				return true
			}
		}
		line = -1
		if by < 0 && n > 0 {
			line = p.change.files[p.order[n-1]].patch.Lines()
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
	if p.query == "" || p.change == nil || len(p.order) == 0 {
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
			start = p.change.files[p.order[n]].patch.Lines()
		}
	}
	return false
}

// uncover scrolls a line sideways until what is searched for can be seen.
func (p *Pane) uncover(i, line int) {
	f := p.change.files[i]
	code, query := f.code(line), p.query
	if query == strings.ToLower(query) {
		code, query = lowered(code), lowered(query)
	}
	at := strings.Index(code, query)
	if p.wrap || at < 0 {
		return
	}
	from := text.Width(text.CleanLine(f.code(line)[:at], tabStop))
	if room := p.room(f); from < p.left || from+text.Width(query) > p.left+room {
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
		return p.change.files[p.order[n]].patch.Lines()
	}
	return -1
}

// findIn is the line of a file with what is searched for, behind a line or before
// it; -1 if there is none.
func (p *Pane) findIn(i, line, by int) int {
	x := p.change.files[i].patch
	hay, needle := p.searched(i), p.query
	if needle == strings.ToLower(needle) {
		needle = lowered(needle)
	}
	if by > 0 {
		from := 0
		if line+1 < x.Lines() {
			from = x.Start(line + 1)
		} else {
			return -1
		}
		if at := strings.Index(hay[from:], needle); at >= 0 {
			return x.LineAt(from + at)
		}
		return -1
	}
	to := len(hay)
	if line < x.Lines() {
		if line < 0 {
			return -1
		}
		to = x.Start(line)
	}
	if at := strings.LastIndex(hay[:to], needle); at >= 0 {
		return x.LineAt(at)
	}
	return -1
}

// searched is the text that is searched in: without a capital letter in what is
// searched for, the case of letters does not count.
func (p *Pane) searched(i int) string {
	f := p.change.files[i]
	if p.query != strings.ToLower(p.query) {
		return f.Patch
	}
	s, ok := p.lower[i]
	if !ok {
		s = lowered(f.Patch)
		p.lower[i] = s
	}
	return s
}

// lowered is a text with small letters for A to Z, and the same bytes else, so
// that places in it are places in the text.
func lowered(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for j := i; j < len(b); j++ {
				if 'A' <= b[j] && b[j] <= 'Z' {
					b[j] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

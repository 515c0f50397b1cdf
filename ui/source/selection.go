package source

import (
	"strconv"
	"strings"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// selection is lines that are marked: those that an address asked for, or those from
// where the person began to where the cursor is.
type selection struct {
	first, last int // from 1; 0 is none
	growing     bool
	from        int // where it began to grow, from 1
}

// follow extends a growing selection to the line of the cursor, from 1.
func (s *selection) follow(line int) {
	if s.growing && line > 0 {
		s.first, s.last = min(s.from, line), max(s.from, line)
	}
}

// has reports whether a line, from 1, is marked.
func (s *selection) has(line int) bool { return s.first <= line && line <= s.last }

// any reports whether lines are marked.
func (s *selection) any() bool { return s.first > 0 }

// asked marks the lines that an address asked for; a single one is where the cursor
// is, which is mark enough.
func (s *selection) asked(first, last int) {
	*s = selection{}
	if last > first {
		s.first, s.last = first, last
	}
}

// selectLines begins to select at the cursor, or ends that.
func (p *Pane) selectLines() pane.Intent {
	at := p.list.Cursor() + 1
	switch {
	case p.selection.growing:
		p.selection = selection{}
	case at == 0:
		return pane.Say{Text: "there are no lines here"}
	default:
		p.selection = selection{first: at, last: at, from: at, growing: true}
	}
	return nil
}

// linesHere are what is handed on, from 1: the marked ones while the cursor is among
// them, else the cursor's; 0 where there are none.
func (p *Pane) linesHere() (first, last int) {
	at := p.list.Cursor() + 1
	if s := &p.selection; s.any() && s.has(at) {
		return s.first, min(s.last, p.list.Len())
	}
	return at, at
}

// copyLines gives the text of the lines as it is in the file.
func (p *Pane) copyLines() pane.Intent {
	first, last := p.linesHere()
	if first == 0 {
		return pane.Say{Text: "there are no lines here"}
	}
	pg := p.slot.Value()
	what := "line " + strconv.Itoa(first)
	if last > first {
		what = text.Count(last-first+1) + " lines"
	}
	words := pg.text[pg.starts[first-1]:pg.starts[last]]
	return pane.Copy{Text: strings.TrimSuffix(strings.TrimSuffix(words, "\n"), "\r"), What: what}
}

// lineName is how lines are written behind a path: "10", "10-20".
func lineName(first, last int) string {
	if last > first {
		return strconv.Itoa(first) + "-" + strconv.Itoa(last)
	}
	return strconv.Itoa(first)
}

package conversation

import (
	"errors"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// View draws the rows in sight.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := make([]string, 0, p.height)
	var r text.Row
	if p.tabRows() > 0 {
		rows = append(rows, p.drawTabs(&r))
	}
	body := p.height - p.chrome()
	if body > 0 {
		rows = append(rows, p.drawSheet(&r, focused, body)...)
	}
	for _, l := range p.noteLines() {
		if len(rows) < p.height {
			rows = append(rows, l)
		}
	}
	return rows
}

// chrome is the rows above and below the sheet.
func (p *Pane) chrome() int { return p.tabRows() + len(p.noteLines()) }

func (p *Pane) drawSheet(r *text.Row, focused bool, height int) []string {
	s := p.sheet()
	if s.total == 0 {
		rows := make([]string, height)
		for y := range rows {
			rows[y] = text.Spaces(p.width)
		}
		if say := p.empty(); say != "" {
			rows[0] = p.o.Theme.Dim.Render(text.Fit(" "+say, p.width))
		}
		return rows
	}
	current := s.current()
	if s.rows {
		return s.list.View(p.width, height, func(i, width int, selected bool) string {
			base := p.o.Theme.Row(selected, focused)
			at := s.pieceAt(i)
			if s.pieces[at].patch != nil {
				r.ResetAt(width, p.left, base)
			} else {
				r.Reset(width, base)
				r.Space(1)
			}
			p.drawRow(r, s, at, i)
			return r.String()
		})
	}
	return s.lines.View(func(i, width, _ int) string {
		at := s.pieceAt(i)
		r.Reset(width, text.Style{})
		if s.pieces[at].part == current {
			style := p.o.Theme.Border
			if focused {
				style = p.o.Theme.Accent
			}
			r.Put(style, p.o.Theme.Glyphs.Thumb)
		} else {
			r.Space(1)
		}
		r.Space(1)
		p.drawRow(r, s, at, i)
		return r.String()
	})
}

// drawRow is row i, of the piece at.
func (p *Pane) drawRow(r *text.Row, s *sheet, at, i int) {
	x := &s.pieces[at]
	row := i - x.start
	chosen := -1
	if p.chosen.key != "" && p.chosen.at == at {
		chosen = p.chosen.link
	}
	switch {
	case x.patch != nil:
		l := x.patch[row]
		r.Put(p.style(inkOf(l)), text.CleanLine(l, tabStop))
	case x.text != nil:
		r.Space(x.indent)
		p.drawText(r, x.text, row, chosen)
	default:
		n := 0 // links before the row
		if chosen >= 0 {
			for _, l := range x.lines[:row] {
				n += l.links()
			}
		}
		for _, part := range x.lines[row] {
			style := p.style(part.ink)
			if part.link != nil {
				if chosen == n {
					style = p.o.Theme.Cursor
				}
				n++
			}
			r.Add(style, part.text)
		}
	}
}

func (l line) links() (n int) {
	for i := range l {
		if l[i].link != nil {
			n++
		}
	}
	return n
}

func (p *Pane) drawText(r *text.Row, t *passage, row, chosen int) {
	switch d := t.doc; {
	case d == nil && row == 0:
		r.Add(p.o.Theme.Dim, text.Ellipsis)
	case d != nil:
		d.Draw(r, p.o.Theme, row, chosen)
	}
}

// empty says why there is nothing.
func (p *Pane) empty() string {
	busy := "loading" + text.Ellipsis
	switch {
	case p.at.Ref.Number == 0:
		return "Press enter on an issue or pull request to read it."
	case p.tab == talkTab && errors.Is(p.head.Err(), github.ErrGone):
		return "GitHub has this no more: it was deleted."
	case p.tab == commitsTab && p.commits.Complete():
		return "There are no commits."
	case p.tab == checksTab && p.checks.Complete():
		return "There are no checks of the newest commit."
	case p.tab == checksTab && p.pull() && p.checks.Busy().IsZero() && p.head.Busy().IsZero():
		return "The checks are not known: press r to ask for them."
	case p.tab == filesTab && p.files.Complete():
		return "No file is changed."
	case p.tab == talkTab && p.head.Err() != nil, p.tab == commitsTab && p.commits.Err() != nil, p.tab == filesTab && p.files.Err() != nil, p.tab == ownersTab && p.approvals.Err() != nil:
		return "Press r to try again."
	}
	return busy
}

// style is an ink in the theme of the moment.
func (p *Pane) style(i ink) text.Style {
	th := p.o.Theme
	switch i {
	case strong:
		return th.Strong
	case dim:
		return th.Dim
	case good:
		return th.Good
	case warn:
		return th.Warn
	case bad:
		return th.Bad
	case info:
		return th.Info
	case badge:
		return th.Badge
	case added:
		return th.Add
	case deleted:
		return th.Del
	case hunk:
		return th.Hunk
	case meta:
		return th.Meta
	}
	return text.Style{}
}

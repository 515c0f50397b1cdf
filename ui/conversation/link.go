package conversation

import (
	"hubtrail/ui/markdown"
)

// choice is the link that is chosen: of a part, by key, the piece and the link
// within that. The zero value is none.
type choice struct {
	key   string
	piece int // of the part
	link  int
	at    int // the piece, of the sheet
}

// linksOf is what can be followed in a piece; ok is false while nobody knows.
func (p *Pane) linksOf(at int) (links []markdown.Link, rows []int, ok bool) {
	x := &p.sheet().pieces[at]
	if x.text != nil {
		if x.text.doc == nil {
			return nil, nil, false
		}
		return x.text.doc.Links(), nil, true
	}
	for row, l := range x.lines {
		for i := range l {
			if l[i].link != nil {
				links, rows = append(links, *l[i].link), append(rows, row)
			}
		}
	}
	return links, rows, true
}

// rowOf is the row of a link in the sheet.
func (p *Pane) rowOf(at, link int) int {
	links, rows, _ := p.linksOf(at)
	start := p.sheet().pieces[at].start
	if rows != nil {
		return start + rows[link]
	}
	return start + links[link].Row
}

// nextLink chooses the next link, or the one before: after the one chosen, else
// the first in the window.
func (p *Pane) nextLink(by int) (found bool) {
	s := p.sheet()
	if len(s.pieces) == 0 {
		return false
	}
	first, end := s.window()
	at, link := 0, 0
	switch {
	case p.chosen.key != "":
		at, link = p.chosen.at, p.chosen.link+by
	case by > 0:
		at, link = max(s.pieceAt(first), 0), 0
		links, _, _ := p.linksOf(at)
		for link < len(links) && p.rowOf(at, link) < first {
			link++
		}
	default:
		at = max(s.pieceAt(max(min(end, s.total)-1, 0)), 0)
		links, _, _ := p.linksOf(at)
		link = len(links) - 1
		for link >= 0 && p.rowOf(at, link) >= end {
			link--
		}
	}
	return p.seek(at, link, by)
}

// seek goes from a link on to the first one there is. Where a text is not laid
// out yet, it goes there and goes on once it is.
func (p *Pane) seek(at, link, by int) bool {
	s := p.sheet()
	for at >= 0 && at < len(s.pieces) {
		links, _, ok := p.linksOf(at)
		if !ok {
			x := &s.pieces[at]
			p.seeking = by
			p.chosen = p.choice(at, -1)
			if by < 0 {
				p.chosen.link = 1 << 30
			}
			s.reveal(x.start)
			return true
		}
		if link >= len(links) && by < 0 {
			link = len(links) - 1
		}
		if link >= 0 && link < len(links) {
			p.chosen = p.choice(at, link)
			s.reveal(p.rowOf(at, link))
			return true
		}
		at += by
		link = 0
		if by < 0 {
			link = 1 << 30
		}
	}
	return false
}

func (p *Pane) choice(at, link int) choice {
	s := p.sheet()
	x := &s.pieces[at]
	return choice{s.parts[x.part].key, at - s.parts[x.part].first, link, at}
}

// resume goes on looking for a link after texts were laid out.
func (p *Pane) resume() {
	if p.seeking == 0 || p.chosen.key == "" {
		p.seeking = 0
		return
	}
	if _, _, ok := p.linksOf(p.chosen.at); !ok {
		return
	}
	by := p.seeking
	p.seeking = 0
	if !p.seek(p.chosen.at, p.chosen.link+by, by) {
		p.chosen = choice{}
	}
}

// rechoose finds the link chosen again after the rows were made anew.
func (p *Pane) rechoose() {
	if p.chosen.key == "" {
		return
	}
	s := p.sheet()
	for i := range s.parts {
		if at := s.parts[i].first + p.chosen.piece; s.parts[i].key == p.chosen.key && at < s.parts[i].end {
			p.chosen.at = at
			if links, _, ok := p.linksOf(at); p.seeking != 0 || ok && p.chosen.link < len(links) {
				return
			}
		}
	}
	p.chosen, p.seeking = choice{}, 0
}

// link is the link chosen.
func (p *Pane) link() (markdown.Link, bool) {
	if p.chosen.key == "" || p.chosen.at >= len(p.sheet().pieces) {
		return markdown.Link{}, false
	}
	links, _, _ := p.linksOf(p.chosen.at)
	if p.chosen.link < 0 || p.chosen.link >= len(links) {
		return markdown.Link{}, false
	}
	return links[p.chosen.link], true
}

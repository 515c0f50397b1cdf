package conversation

import (
	"sort"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/markdown"
	"hubtrail/ui/widget/lines"
	"hubtrail/ui/widget/list"
)

// ink is a style of the theme, by its part: rows outlive a change of colours.
type ink uint8

const (
	plain ink = iota
	strong
	dim
	good
	warn
	bad
	info
	badge
	added
	deleted
	hunk
	meta
)

// span is a piece of a row, cleaned, and what it leads to, if anything.
type span struct {
	ink  ink
	text string
	link *markdown.Link
}

// line is one row.
type line []span

// piece is rows of one making: lines, a text, or a patch.
type piece struct {
	start, rows int // of the sheet
	part        int
	lines       []line
	text        *passage
	indent      int
	patch       []string // lines of a patch, not cleaned yet
}

// part is what one moves to and acts on: a comment, a run of small events, a
// file. Its pieces follow one another.
type part struct {
	key        string // the same after a reload
	first, end int    // pieces
	event      *github.Event
	url        string // on the web
	name, what string // what copying copies, and what it is called
	sha        string // of a commit
	fold       bool   // it can be unfolded
	thread     *github.ReviewThread
	paths      []string // that it is about, or stands among
	at         int      // which of these
}

// sheet is the rows of one tab and the window on them.
type sheet struct {
	pieces []piece
	parts  []part
	total  int
	lines  lines.Lines // of a text that is scrolled
	list   list.List   // of rows with a cursor
	rows   bool        // list is used
	at     int         // the current part of a text
	ended  bool        // the person went to the end: stay there
}

func (s *sheet) resize(width, height int) {
	s.lines.Resize(width, height)
	s.list.SetHeight(height)
}

// window is the rows in view, first and one past the last.
func (s *sheet) window() (first, end int) {
	if s.rows {
		return s.list.Window()
	}
	return s.lines.Window()
}

// pieceAt is the index of the piece that a row belongs to.
func (s *sheet) pieceAt(row int) int {
	return sort.Search(len(s.pieces), func(i int) bool { return s.pieces[i].start > row }) - 1
}

// startOf is the row that a part begins with.
func (s *sheet) startOf(part int) int {
	if first := s.parts[part].first; first < len(s.pieces) {
		return s.pieces[first].start
	}
	return s.total
}

// endOf is the row after a part's last one.
func (s *sheet) endOf(part int) int {
	if end := s.parts[part].end; end < len(s.pieces) {
		return s.pieces[end].start
	}
	return s.total
}

// current is the part that is acted on, -1 if there is none.
func (s *sheet) current() int {
	if len(s.parts) == 0 || len(s.pieces) == 0 {
		return -1
	}
	if s.rows {
		return s.pieces[s.pieceAt(max(s.list.Cursor(), 0))].part
	}
	return min(s.at, len(s.parts)-1)
}

// anchor is a place that stays the same when rows come or go around it.
type anchor struct {
	key   string
	under int // rows below the part's start
}

func (s *sheet) anchorAt(row int) anchor {
	if row <= 0 || len(s.pieces) == 0 {
		return anchor{}
	}
	p := s.pieces[s.pieceAt(min(row, s.total-1))].part
	return anchor{s.parts[p].key, row - s.startOf(p)}
}

// find is the row of an anchor, -1 if its part is gone.
func (s *sheet) find(a anchor) int {
	for i := range s.parts {
		if s.parts[i].key == a.key {
			start, end := s.startOf(i), s.endOf(i)
			return min(start+a.under, max(end-1, start))
		}
	}
	return -1
}

// set replaces the rows. What was in view stays in view, what was current
// stays current.
func (s *sheet) set(pieces []piece, parts []part) {
	top, _ := s.window()
	cursor := top
	if s.rows {
		cursor = s.list.Cursor()
	}
	a, was := s.anchorAt(cursor), ""
	if at := s.current(); at >= 0 {
		was = s.parts[at].key
	}
	same := len(parts) == len(s.parts)
	s.pieces, s.parts = pieces, parts
	s.measure()
	s.at = 0
	for i := range parts {
		if was != "" && parts[i].key == was {
			s.at = i
		}
	}
	s.ended = s.ended && same
	s.settle(a)
}

// measure sums the heights up.
func (s *sheet) measure() {
	s.total = 0
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.text != nil {
			p.rows = p.text.rows
		}
		p.start = s.total
		s.total += p.rows
	}
}

// reflow takes over heights that changed.
func (s *sheet) reflow() {
	top, _ := s.window()
	if s.rows {
		top = s.list.Cursor()
	}
	a := s.anchorAt(top)
	s.measure()
	s.settle(a)
}

func (s *sheet) settle(a anchor) {
	row := -1
	if a.key != "" {
		row = s.find(a)
	}
	if s.rows {
		s.list.Follow(s.total, row)
		return
	}
	s.lines.SetLen(s.total)
	switch {
	case s.ended:
		s.lines.End()
	case row >= 0:
		s.lines.GoTo(row)
	}
	s.follow()
}

// follow keeps the current part in view: the person scrolled away from it.
func (s *sheet) follow() {
	if s.rows || len(s.parts) == 0 || len(s.pieces) == 0 {
		return
	}
	first, end := s.lines.Window()
	s.at = max(min(s.at, len(s.parts)-1), 0)
	if s.startOf(s.at) < end && s.endOf(s.at) > first {
		return
	}
	if first < s.total {
		s.at = s.pieces[s.pieceAt(first)].part
	}
}

// act carries out an action that moves the window and reports whether it was
// one.
func (s *sheet) act(a keymap.Action) bool {
	if s.rows {
		return s.list.Act(a)
	}
	if !s.lines.Act(a) {
		return false
	}
	s.ended = a == keymap.Last
	s.follow()
	if a == keymap.First {
		s.at = 0
	}
	if s.ended && len(s.parts) > 0 {
		s.at = len(s.parts) - 1
	}
	return true
}

// scroll moves the window as a mouse wheel does.
func (s *sheet) scroll(rows int) {
	s.ended = false
	if s.rows {
		s.list.Scroll(rows)
		return
	}
	s.lines.Scroll(rows)
	s.follow()
}

// step makes the next or the previous part the current one.
func (s *sheet) step(by int) {
	to := s.current() + by
	if to < 0 || to >= len(s.parts) {
		return
	}
	s.ended = false
	if s.rows {
		s.list.Select(s.startOf(to))
		return
	}
	s.at = to
	s.lines.GoTo(s.startOf(to))
}

// reveal has a row in view.
func (s *sheet) reveal(row int) {
	s.ended = false
	if s.rows {
		s.list.Select(row)
		return
	}
	s.lines.Reveal(row)
	if at := s.pieceAt(row); at >= 0 {
		s.at = s.pieces[at].part
	}
}

// home forgets where one was.
func (s *sheet) home() {
	s.at, s.ended = 0, false
	s.lines.Home()
	s.list.Home()
}

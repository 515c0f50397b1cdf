package owners

import (
	"errors"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// The space of the parts: what the cursor is on is told beside the list from
// wide cells on, else below it.
const (
	wide      = 112
	sideWidth = 46
	tall      = 12
	mostFacts = 8
)

// frame is how the pane's space is shared out.
type frame struct {
	tabs, bar   int // rows of them
	list, width int // of the list
	facts       int // rows of what is told below the list, with its line above
	side        int // cells of what is told beside it, with its line
}

func (p *Pane) frame() frame {
	f := frame{width: p.width}
	rows := p.height
	if rows >= 3 {
		f.tabs = 1
		rows--
	}
	if p.hasBar() && rows >= 2 {
		f.bar = 1
		rows--
	}
	switch {
	case p.try != nil:
	case p.width >= wide && rows >= 4:
		f.side = sideWidth + (p.width-wide)/3
		f.width = p.width - f.side
	case rows >= tall:
		f.facts = min(mostFacts, rows/3) + 1
		rows -= f.facts
	}
	f.list = max(rows, 0)
	return f
}

// hasBar reports whether there is a row for what is typed, narrowed or changed.
func (p *Pane) hasBar() bool {
	return p.try != nil || p.typing || p.input.Value() != "" || !p.filter.none() || p.draft != nil
}

// Status says of which repository and ref, and how much of it is owned.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Owners", At: p.slot.At(), Busy: p.slot.Busy(), Err: p.slot.Err()}
	if errors.Is(st.Err, github.ErrEmptyRepository) {
		st.Err = nil // the pane says that there are no files
	}
	if p.subject.Repo.Name == "" {
		return st
	}
	st.Title += " · " + text.Clean(p.subject.Repo.String())
	if head := p.subject.Head(); head != "" {
		st.Title += " · " + text.Clean(github.ShortRef(head))
	}
	if p.book == nil {
		return st
	}
	c := p.book.census
	switch {
	case p.try != nil:
		st.Count = text.Count(len(p.try.handover))
	case p.finding():
		st.Count = text.Count(len(p.hits)) + " of " + text.Count(c.Files)
	case p.tab == filesTab && !p.filter.none():
		st.Count = text.Count(len(p.files.set)) + " of " + text.Count(c.Files)
	case c.Files > 0:
		st.Count = share(c.Owned, c.Files) + " owned of " + text.Count(c.Files)
	}
	return st
}

// share is a part in percent, never rounded to nothing or to all.
func share(part, of int) string {
	switch {
	case of == 0:
		return ""
	case part > 0 && part*200 < of:
		return "<1%"
	case part < of && part*200 > of*199:
		return "99%"
	}
	return text.Count((part*200+of)/(2*of)) + "%"
}

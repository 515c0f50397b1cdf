package diffs

import (
	"errors"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

const tabStop = 4

// Status names the change and the file under the cursor. A commit never grows
// old.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Commit", Busy: p.slot.Busy(), Err: p.slot.Err()}
	if st.Busy.IsZero() {
		st.Busy = p.origin.Busy()
	}
	if st.Err == nil {
		st.Err = p.mark.Err()
	}
	switch {
	case p.subject.Commit != "":
		st.Title += " " + text.Clean(p.subject.Commit[:min(7, len(p.subject.Commit))])
	case p.subject.Diff.Pull != 0:
		st.Title = "Changes of #" + text.Count(p.subject.Diff.Pull)
	case !p.none():
		st.Title = "Compare " + text.Clean(p.subject.Diff.Compare.String())
		if !p.subject.Diff.Compare.Fixed() {
			st.At = p.slot.At()
		}
	}
	if p.change == nil || len(p.change.files) == 0 {
		return st
	}
	n := len(p.order)
	file, _, _ := p.here()
	if file >= 0 {
		st.Title += " · " + text.Clean(p.change.files[file].Path)
		section, _ := p.flow.at(p.list.Cursor())
		st.Count = text.Count(section-fileSections+1) + " of " + count(n, "file")
	} else {
		st.Count = count(n, "file")
	}
	if seen := p.seenCount(); seen > 0 {
		st.Count += ", " + text.Count(seen) + " seen"
	}
	return st
}

// View draws what is typed and the rows in sight.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := make([]string, 0, p.height)
	if p.bars() > 0 {
		rows = append(rows, p.drawBar(focused))
	}
	if p.change == nil || p.flow.total() == 0 {
		for _, l := range text.Wrap(p.empty(), max(p.width-2, 1)) {
			if len(rows) < p.height {
				rows = append(rows, p.o.Theme.Dim.Render(text.Fit(" "+l, p.width)))
			}
		}
		for len(rows) < p.height {
			rows = append(rows, text.Spaces(p.width))
		}
		return rows
	}
	b := &brush{p: p, th: p.o.Theme, file: -1}
	side := p.side()
	body := p.list.View(p.width-side, p.height-len(rows), func(i, width int, selected bool) string {
		return b.row(i, width, selected, focused)
	})
	if side > 0 {
		beside := b.beside(side-1, len(body))
		for y := range body {
			body[y] = beside[y] + p.o.Theme.Border.Render(p.o.Theme.Glyphs.Track) + body[y]
		}
	}
	return append(rows, body...)
}

// The files are listed beside their patches from wide cells on, in a part of
// them.
const (
	wide     = 130
	sidePart = 4
)

// side is the cells of the list beside the patches, with its line; 0 if the files
// are listed above them.
func (p *Pane) side() int {
	if p.width < wide || p.change == nil || len(p.change.files) < 2 {
		return 0
	}
	return min(p.width/sidePart, 48)
}

func (p *Pane) empty() string {
	switch {
	case p.none():
		return "Press enter on a commit to see its files."
	case errors.Is(p.slot.Err(), github.ErrNotFound) && p.subject.Commit == "" && p.subject.Diff.Pull == 0:
		return "One of the two is not there: was it pushed? c compares others."
	case errors.Is(p.slot.Err(), github.ErrNotFound):
		return "There is no such commit here: was it pushed?"
	case p.slot.Err() != nil:
		return "Press r to try again."
	}
	return "loading" + text.Ellipsis
}

// drawBar is the row of what is typed, searched for or narrowed to.
func (p *Pane) drawBar(focused bool) string {
	if p.typing != notTyping {
		return p.input.View(p.width, focused)
	}
	var r text.Row
	r.Reset(p.width, text.Style{})
	if p.query != "" {
		r.Add(p.o.Theme.Accent, " /"+text.Clean(p.query))
		r.Add(p.o.Theme.Dim, "  n next, N previous")
	}
	if p.finder != "" {
		r.Add(p.o.Theme.Accent, " files "+text.Clean(p.finder))
		r.Add(p.o.Theme.Dim, "  "+text.Count(len(p.order))+" of "+text.Count(len(p.change.files)))
	}
	r.Add(p.o.Theme.Dim, "  esc ends it")
	return r.String()
}

// room is how many cells a file's code has in a column.
func (p *Pane) room(f *file) int {
	width := p.width - p.side() - 1 // the scrollbar
	if p.split {
		return max((width-1)/2-f.digits()-2, 4)
	}
	return max(width-2*f.digits()-3, 4)
}

package source

import (
	"strconv"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// Cells of what is told of each range, with a space behind.
const (
	heatCells   = 2
	shaCells    = 8
	authorCells = 14
	ageCells    = 5
	pullCells   = 7
)

// blameWidth is how many of them a pane has room for: half of it is the code's.
func blameWidth(width int) int {
	all := heatCells
	for _, cells := range [...]int{authorCells, ageCells, shaCells, pullCells} {
		if (all+cells)*2 > width {
			break
		}
		all += cells
	}
	return min(all, max(width-1, 0))
}

// drawBlame is who wrote a line: once a range, and on the first row in sight.
func (p *Pane) drawBlame(r *text.Row, width, line int, top bool, now time.Time) {
	th := p.o.Theme
	b := p.blamed(line)
	if b == nil {
		r.Space(width)
		return
	}
	r.Put(p.heat(b.Age), th.Glyphs.Thumb)
	r.Space(1)
	left := width - heatCells
	if line+1 != b.First && !top {
		r.Space(left)
		return
	}
	room := func(cells int) bool {
		if left < cells {
			return false
		}
		left -= cells
		return true
	}
	if room(authorCells) {
		r.Fit(text.Style{}, text.Clean(b.Commit.Author.Label()), authorCells-1)
		r.Space(1)
	}
	if room(ageCells) {
		r.FitRight(p.heat(b.Age), text.Ago(now.Sub(b.Commit.At)), ageCells-1)
		r.Space(1)
	}
	if room(shaCells) {
		r.Fit(th.Dim, github.ShortRef(b.Commit.SHA), shaCells-1)
		r.Space(1)
	}
	if room(pullCells) {
		pull := ""
		if b.Commit.Pull > 0 {
			pull = "#" + strconv.Itoa(b.Commit.Pull)
		}
		r.Fit(th.Info, pull, pullCells-1)
		r.Space(1)
	}
	r.Space(left)
}

// heat is the colour of an age from 1 to 10, from hot to cold.
func (p *Pane) heat(age int) text.Style {
	th := p.o.Theme
	switch {
	case age <= 2:
		return th.Bad
	case age <= 4:
		return th.Warn
	case age <= 6:
		return th.Good
	case age <= 8:
		return th.Info
	}
	return th.Dim
}

// drawFoot tells of the commit that wrote the line under the cursor.
func (p *Pane) drawFoot(r *text.Row) string {
	th := p.o.Theme
	r.Reset(p.width, text.Style{})
	r.Space(1)
	b := p.blamed(p.list.Cursor())
	switch {
	case b != nil:
	case !p.blame.Busy().IsZero():
		r.Add(th.Dim, "asking who wrote the lines"+text.Ellipsis)
		return r.String()
	default:
		return r.String()
	}
	c := &b.Commit
	r.Add(th.Accent, github.ShortRef(c.SHA)+" ")
	if b.Ignored {
		r.Add(th.Warn, "in "+github.IgnoreRevsFile+": B goes behind it  ")
	}
	ago := text.AgoLong(p.o.Client.Now(p.subject.Place.Account).Sub(c.At))
	who := "  " + text.Clean(c.Author.Label()) + ", " + ago
	r.Fit(th.Strong, text.Clean(c.Subject), min(text.Width(text.Clean(c.Subject)), max(r.Rest()-text.Width(who), 8)))
	r.Add(th.Dim, who)
	return r.String()
}

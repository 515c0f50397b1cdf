package issues

import (
	"strconv"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/state"
)

// columns is how wide each part of a row is; 0 is not there.
type columns struct {
	number, account, repo, author, comments, pull, age int
}

// columnsFor shares out a width: number and title always, then the age, then
// what there is room for.
func (p *Pane) columnsFor(width int) (c columns) {
	c.number = 2 + p.book.digits
	if width >= 40 {
		c.age = 5
	}
	if p.everywhere && width >= 56 {
		c.account = min(width/9, 14)
	}
	if p.wide && width >= 50 {
		c.repo = min(max(width/5, 12), 28)
	}
	if width >= 60 {
		c.pull = 6
	}
	if width >= 68 {
		c.comments = 5
	}
	if width >= 76 {
		c.author = min(max(width/8, 10), 17)
	}
	return c
}

// rows draws the rows in sight, or says why there is none.
func (p *Pane) rows(height int, focused bool) []string {
	if p.book.len() == 0 {
		rows := make([]string, 0, height)
		for _, line := range text.Wrap(p.empty(), max(p.width-2, 1)) {
			if len(rows) < height {
				rows = append(rows, p.theme.Dim.Render(text.Fit(" "+line, p.width)))
			}
		}
		for len(rows) < height {
			rows = append(rows, text.Spaces(p.width))
		}
		return rows
	}
	d := drawing{p: p}
	return p.list.View(p.width, height, func(i, width int, selected bool) string {
		base := p.theme.Row(selected, focused)
		if width != d.width {
			d.width, d.columns = width, p.columnsFor(width)
		}
		d.row.Reset(width, base)
		d.draw(i)
		return d.row.String()
	})
}

// drawing is what rows of one view have in common.
type drawing struct {
	p       *Pane
	row     text.Row
	width   int
	columns columns
	account string // that now is of
	now     time.Time
}

// draw is one row: marks, state, number, title with labels and links, and the
// columns there is room for.
func (d *drawing) draw(i int) {
	p, r, c := d.p, &d.row, d.columns
	th, h, l := p.theme, &p.book.result.Hits[i], &p.book.lines[i]
	if d.now.IsZero() || d.account != h.At.Account {
		d.account, d.now = h.At.Account, p.client.Now(h.At.Account)
	}
	k := keyOf(h)
	_, marked := p.marks[k]
	open := p.subject.Issue.Place == h.At && p.subject.Issue.Ref == h.IssueRef
	switch {
	case marked:
		r.Add(th.Accent, th.Glyphs.Marked)
	case open:
		r.Add(th.Accent, th.Glyphs.Pointer)
	default:
		r.Space(1)
	}
	glyph, style := state.Of(th, &h.Issue)
	r.Add(style, glyph)
	if c.account > 0 {
		r.Space(1)
		r.Fit(th.Badge, text.Clean(h.At.Account), c.account-1)
	}
	if c.repo > 0 {
		r.Space(1)
		r.FitLeft(th.Info, l.repo, c.repo-1)
	}
	r.FitRight(th.Dim, l.number, c.number)
	r.Space(1)
	sum, known := p.sums[k]
	title := text.Style{}
	if !h.State.Open() {
		title = th.Dim
	}
	if open {
		title = th.Accent
	}
	d.title(title, text.Clean(h.Title), r.Rest()-c.author-c.comments-c.pull-c.age, l, &sum)
	if c.author > 0 {
		r.Space(1)
		r.Fit(th.Dim, author(h), c.author-1)
	}
	if c.comments > 0 {
		n := ""
		if h.Comments > 0 {
			n = strconv.Itoa(h.Comments)
		}
		r.FitRight(th.Dim, n, c.comments)
	}
	if c.pull > 0 {
		d.pull(sum, known)
	}
	if c.age > 0 {
		at := h.UpdatedAt
		if p.tabs[p.tab].Order == github.ByCreated {
			at = h.CreatedAt
		}
		age := ""
		if !at.IsZero() {
			age = text.Ago(d.now.Sub(at))
		}
		r.FitRight(th.Dim, age, c.age)
	}
}

func author(h *github.Hit) string {
	if h.Author == "" {
		return "ghost"
	}
	return text.Clean(h.Author)
}

// title is the title, then links and labels in what it leaves; of a wide row
// they have a share in any case, as much of it as they can use.
func (d *drawing) title(style text.Style, name string, width int, l *line, sum *summary) {
	r := &d.row
	end := r.Rest() - width // what must stay for the columns after
	used := text.Width(name)
	left := max(width-used, 0)
	if width >= 40 {
		left = max(left, width/3)
	}
	taken := 0
	d.extra(l, sum, func(_ text.Style, lead, s string) {
		if w := 1 + text.Width(lead) + text.Width(s); w <= left-taken {
			taken += w
		}
	})
	r.Fit(style, name, min(max(width-taken, 1), used))
	d.extra(l, sum, func(style text.Style, lead, s string) {
		if 1+text.Width(lead)+text.Width(s) <= r.Rest()-end {
			r.Space(1)
			r.Add(style, lead)
			r.Add(style, s)
		}
	})
	r.Space(r.Rest() - end)
}

// extra yields what follows the title: links, then labels.
func (d *drawing) extra(l *line, sum *summary, yield func(style text.Style, lead, s string)) {
	th := d.p.theme
	closes := l.closes
	if sum.closes != "" {
		closes = sum.closes
	}
	if closes != "" {
		yield(th.Info, th.Glyphs.Arrow, closes)
	}
	if l.by != "" {
		yield(th.Info, "", l.by)
	}
	for _, label := range l.labels {
		yield(th.Badge, "", label)
	}
}

// pull is what reviews and checks come to.
func (d *drawing) pull(sum summary, known bool) {
	if !known {
		d.row.Space(6)
		return
	}
	d.outcome("r", sum.Review == github.ReviewApproved, sum.Review == github.ReviewChanges, sum.Review == github.ReviewRequired)
	d.outcome("c", sum.Checks == github.CheckPassed, sum.Checks == github.CheckFailed, sum.Checks == github.CheckPending)
}

// outcome is a letter with its mark, or as much space where there is none.
func (d *drawing) outcome(letter string, good, bad, pending bool) {
	r, g, th := &d.row, &d.p.theme.Glyphs, d.p.theme
	var style text.Style
	var mark string
	switch {
	case good:
		style, mark = th.Good, g.Check
	case bad:
		style, mark = th.Bad, g.Cross
	case pending:
		style, mark = th.Warn, g.Circle
	default:
		r.Space(3)
		return
	}
	r.Space(1)
	r.Add(style, letter)
	r.Add(style, mark)
}

package commits

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/text"
)

// View draws the filter and the rows in sight.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := make([]string, 0, p.height)
	if p.bars() > 0 {
		rows = append(rows, p.drawBar(focused))
	}
	if p.bars() > 1 {
		rows = append(rows, p.theme.Warn.Render(text.Fit(" "+p.theme.Glyphs.Cross+" "+p.wrong.says, p.width)))
	}
	g := p.page()
	if g.length() == 0 {
		rows = append(rows, p.theme.Dim.Render(text.Fit(" "+p.empty(), p.width)))
		for len(rows) < p.height {
			rows = append(rows, text.Spaces(p.width))
		}
		return rows
	}
	var r text.Row
	now := p.lister.Now(p.subject.Place.Account)
	return append(rows, p.list.View(p.width, p.height-len(rows), func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.draw(&r, g.at(i), now)
		return r.String()
	})...)
}

// empty says why there is no commit.
func (p *Pane) empty() string {
	l := p.listed()
	switch {
	case p.subject.Repo.Name == "":
		return "Press enter on a repository to see its commits."
	case errors.Is(l.Err(), github.ErrEmptyRepository):
		return "There are no commits yet."
	case l.Err() != nil:
		return ""
	case !l.Complete() && len(p.items()) == 0:
		return "loading" + text.Ellipsis
	case p.input.Value() != "":
		return "No commit matches: esc clears the filter."
	}
	return "There are no commits yet."
}

// drawBar is the row of the filter.
func (p *Pane) drawBar(focused bool) string {
	note, style := p.note()
	if p.typing {
		width := min(text.Width(note)+2, 2*p.width/3)
		return p.input.View(p.width-width, focused) + style.Render(text.Fit("  "+note, width))
	}
	var r text.Row
	r.Reset(p.width, text.Style{})
	r.Add(p.theme.Accent, " /"+text.Clean(p.input.Value()))
	if note != "" {
		r.Add(style, "  "+note)
	}
	r.Add(p.theme.Dim, "  esc clears it")
	return r.String()
}

// note is what is told beside the filter: what may be typed, or what it leaves.
func (p *Pane) note() (string, text.Style) {
	n, l := len(p.items()), p.listed()
	switch {
	case p.wrong.says != "" && p.bars() > 1:
		return "", p.theme.Dim
	case p.wrong.says != "":
		return p.wrong.says, p.theme.Warn
	case p.typing && p.filter.hint != "":
		return p.filter.hint, p.theme.Dim
	case p.asking() && !l.Busy().IsZero():
		return "asking GitHub" + text.Ellipsis, p.theme.Dim
	case p.filter.words != "":
		return text.Count(len(p.rows)) + " of the " + text.Count(n) + " listed", p.theme.Dim
	case p.asking() && l.Complete() && n == 1:
		return "1 commit", p.theme.Dim
	case p.asking() && l.Complete():
		return text.Count(n) + " commits", p.theme.Dim
	}
	return "", p.theme.Dim
}

// draw is one commit: SHA, checks, subject, number of the pull request, author,
// age.
func (p *Pane) draw(r *text.Row, c *github.Commit, now time.Time) {
	th := p.theme
	if c.SHA == p.subject.Commit {
		r.Add(th.Accent, th.Glyphs.Pointer)
	} else {
		r.Space(1)
	}
	author, number := 0, 0
	if r.Rest() >= 50 {
		author = min(r.Rest()/5, 18)
		if p.wide > 0 {
			number = p.wide + 2
		}
	}
	if r.Rest() >= 40 {
		r.Fit(th.Info, text.Clean(c.SHA[:min(len(c.SHA), 7)]), 7)
		r.Space(1)
		p.drawChecks(r, c.SHA)
		r.Space(1)
	}
	p.drawSubject(r, c, number > 0, max(r.Rest()-number-author-5, 1))
	if number > 0 {
		pull := ""
		if n := github.PullInSubject(c.Subject); n > 0 {
			pull = "#" + strconv.Itoa(n)
		}
		r.FitRight(th.Info, pull, number)
	}
	if author > 0 {
		r.Space(1)
		r.Fit(th.Dim, text.Clean(c.Author.Label()), author-1)
	}
	r.FitRight(th.Dim, text.Ago(now.Sub(c.Author.At)), 5)
}

// drawChecks is how the checks came out, one cell; none is nothing.
func (p *Pane) drawChecks(r *text.Row, sha string) {
	th := p.theme
	switch p.checks.of[sha].state {
	case github.CheckPassed:
		r.Add(th.Good, th.Glyphs.Check)
	case github.CheckFailed:
		r.Add(th.Bad, th.Glyphs.Cross)
	case github.CheckPending:
		r.Add(th.Warn, th.Glyphs.Circle)
	default:
		r.Space(1)
	}
}

// drawSubject is the subject in exactly width cells, with what the path was called
// before.
func (p *Pane) drawSubject(r *text.Row, c *github.Commit, numbered bool, width int) {
	subject := c.Subject
	if numbered {
		subject = withoutNumber(subject)
	}
	subject = text.Clean(subject)
	was, side := "", 0
	if c.RenamedFrom != "" && width >= 20 {
		was = "was " + text.Clean(c.RenamedFrom)
		side = min(text.Width(was)+1, max(width/2, width-text.Width(subject)-1))
	}
	if p.filter.words != "" {
		r.Mark(text.Style{}, p.theme.Match, subject, width-side, fuzzy.Positions(p.filter.needle(), subject))
	} else {
		r.Fit(text.Style{}, subject, width-side)
	}
	if was != "" {
		r.Space(1)
		r.Fit(p.theme.Warn, was, side-1)
	}
}

// withoutNumber is a subject without the number of its pull request at the end,
// which a column of its own shows.
func withoutNumber(subject string) string {
	if strings.HasPrefix(subject, "Merge pull request #") || github.PullInSubject(subject) == 0 {
		return subject
	}
	return strings.TrimRight(subject[:strings.LastIndex(subject, "(#")], " ")
}

// digits is how many a number has; 0 of none.
func digits(n int) (count int) {
	for ; n > 0; n /= 10 {
		count++
	}
	return count
}

package commits

import (
	"errors"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// View draws the rows in sight.
func (p *Pane) View(focused bool) []string {
	items := p.slot.Value().Items
	if len(items) == 0 {
		return p.empty()
	}
	var r text.Row
	now := p.lister.Now(p.subject.Place.Account)
	return p.list.View(p.width, p.height, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.draw(&r, &items[i], now)
		return r.String()
	})
}

// empty says why there is no commit.
func (p *Pane) empty() []string {
	say := ""
	switch {
	case p.subject.Repo.Name == "":
		say = "Press enter on a repository to see its commits."
	case errors.Is(p.slot.Err(), github.ErrEmptyRepository), p.slot.Complete():
		say = "There are no commits yet."
	case p.slot.Err() == nil:
		say = "loading" + text.Ellipsis
	}
	rows := make([]string, p.height)
	for i := range rows {
		line := ""
		if i == 0 {
			line = " " + say
		}
		rows[i] = p.theme.Dim.Render(text.Fit(line, p.width))
	}
	return rows
}

// draw is one commit: SHA, subject, author, age.
func (p *Pane) draw(r *text.Row, c *github.Commit, now time.Time) {
	th := p.theme
	if c.SHA == p.subject.Commit {
		r.Add(th.Accent, th.Glyphs.Pointer)
	} else {
		r.Space(1)
	}
	author := 0
	if r.Rest() >= 50 {
		author = min(r.Rest()/5, 18)
	}
	if r.Rest() >= 40 {
		r.Fit(th.Info, text.Clean(c.SHA[:min(len(c.SHA), 7)]), 7)
		r.Space(1)
	}
	r.Fit(text.Style{}, text.Clean(c.Subject), max(r.Rest()-author-5, 1))
	if author > 0 {
		r.Space(1)
		r.Fit(th.Dim, text.Clean(c.Author.Label()), author-1)
	}
	r.FitRight(th.Dim, text.Ago(now.Sub(c.Author.At)), 5)
}

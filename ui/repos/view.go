package repos

import (
	"strconv"
	"time"

	"hubtrail/github"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/text"
)

// above is how many rows stand before the list.
func (p *Pane) above() int {
	if p.typing || p.filter() != "" || p.remote.on {
		return 1
	}
	return 0
}

// noteRows is the note, or what was sent to GitHub, wrapped: at most half of the
// pane.
func (p *Pane) noteRows() []string {
	note := p.note
	if note == "" && p.remote.on {
		note = p.remoteNote()
	}
	if note == "" {
		return nil
	}
	rows := text.Wrap(note, max(p.width-2, 1))
	if most := max(p.height/2, 0); len(rows) > most {
		rows = rows[:most]
		if most > 0 {
			rows[most-1] += text.Ellipsis
		}
	}
	return rows
}

// View draws the filter, the rows in sight and the note.
func (p *Pane) View(focused bool) []string {
	var r text.Row
	rows := make([]string, 0, p.height)
	if p.above() > 0 && p.height > 0 {
		rows = append(rows, p.input.View(p.width, focused && p.typing))
	}
	if len(p.rows) == 0 {
		room := p.height - len(p.noteRows())
		for _, line := range p.empty() {
			if len(rows) < room {
				rows = append(rows, p.theme.Dim.Render(text.Fit(" "+line, p.width)))
			}
		}
	} else {
		now, filter := p.lister.Now(p.place.Account), p.filter()
		rows = append(rows, p.list.View(p.width, p.listHeight(), func(i, width int, selected bool) string {
			r.Reset(width, p.theme.Row(selected, focused))
			p.draw(&r, p.rows[i], filter, now)
			return r.String()
		})...)
	}
	if note := p.noteRows(); len(note) > 0 {
		style := p.theme.Warn
		if p.note == "" && p.found.Err() == nil {
			style = p.theme.Dim
		}
		for len(rows) < p.height-len(note) {
			rows = append(rows, text.Spaces(p.width))
		}
		for _, line := range note {
			rows = append(rows, style.Render(text.Fit(" "+line, p.width)))
		}
	}
	for len(rows) < p.height {
		rows = append(rows, text.Spaces(p.width))
	}
	return rows[:p.height]
}

// empty says why there is no row, and what to do.
func (p *Pane) empty() []string {
	wrap := func(s string) []string { return text.Wrap(s, max(p.width-2, 1)) }
	switch {
	case p.place.Account == "":
		return wrap("Choose an account or installation first: press 1.")
	case p.remote.on:
		return wrap(p.remoteEmpty())
	case p.filter() != "":
		return wrap("No repository matches. Press esc to clear the filter.")
	case p.book != nil && p.book.archived > 0:
		return wrap("Every repository here is archived. Press a to show them.")
	case p.slot.Complete():
		return wrap("This account reaches no repository here.")
	case p.slot.Err() != nil:
		return nil
	default:
		return wrap("loading" + text.Ellipsis)
	}
}

// remoteEmpty says why no hit of GitHub's is shown.
func (p *Pane) remoteEmpty() string {
	switch {
	case !p.found.Busy().IsZero():
		return "asking GitHub" + text.Ellipsis
	case p.found.Err() != nil:
		return ""
	case p.found.Has() && !p.remote.forks:
		return "GitHub finds no repository. Press f to look among forks too."
	case p.found.Has():
		return "GitHub finds no repository."
	default:
		return "GitHub's search syntax: words, language:go, topic:cli, stars:>10, in:readme. Enter sends it."
	}
}

// draw is one row: marks, name, and as much more as there is room for.
func (p *Pane) draw(r *text.Row, i int32, filter string, now time.Time) {
	th, repo := p.theme, &p.book.repos[i]
	width := r.Rest()
	switch {
	case p.book.pinned[repo.RepoRef]:
		r.Add(th.Warn, th.Glyphs.Star+" ")
	case repo.RepoRef == p.open:
		r.Add(th.Accent, th.Glyphs.Pointer+" ")
	default:
		r.Space(2)
	}
	age := ""
	if !repo.PushedAt.IsZero() {
		age = text.Ago(now.Sub(repo.PushedAt))
	}
	stars, language, branch, marks := 0, 0, 0, 10
	if width >= 56 {
		language = 12
	}
	if width >= 76 {
		stars, branch = 7, 12
	}
	if width < 40 {
		marks = 4
	}
	if p.order == byStars && stars == 0 {
		// What the rows are sorted by is shown, if at the cost of their age.
		stars, age = 7, ""
	}
	name := text.Clean(p.book.labels[i])
	style := text.Style{}
	switch {
	case repo.RepoRef == p.open:
		style = th.Accent
	case repo.Archived:
		style = th.Dim
	}
	var at []int
	if filter != "" {
		at = fuzzy.Positions(filter, name)
	}
	r.Mark(style, th.Match, name, max(r.Rest()-marks-language-stars-branch-5, 8), at)
	r.Space(1)
	if p.remote.on && p.remote.outside[repo.RepoRef] {
		r.Fit(th.Warn, outsideMark(marks), marks-1)
	} else {
		r.Fit(th.Dim, marksOf(repo, marks), marks-1)
	}
	if language > 0 {
		r.Space(1)
		r.Fit(th.Info, text.Clean(repo.Language), language-1)
	}
	if branch > 0 {
		r.Space(1)
		r.Fit(th.Dim, text.Clean(repo.DefaultBranch), branch-1)
	}
	if stars > 0 {
		s := ""
		if repo.Stars > 0 {
			var digits [24]byte
			s = string(strconv.AppendInt(append(digits[:0], th.Glyphs.Star...), int64(repo.Stars), 10))
		}
		r.FitRight(th.Dim, s, stars)
	}
	if p.order != byStars || width >= 76 {
		r.FitRight(th.Dim, age, 5)
	}
}

// outsideMark says that GitHub found a repository which the installation or
// token does not list.
func outsideMark(width int) string {
	if width > len("outside") {
		return "outside"
	}
	return "out"
}

// marksOf says what kind of repository it is: in words where there is room for
// them, else by their first letters.
func marksOf(repo *github.Repository, width int) string {
	words := [...]struct {
		on         bool
		word, mark string
	}{
		{repo.Archived, "archived", "A"}, {repo.Fork, "fork", "F"}, {repo.Private, "private", "P"},
	}
	marks, only, n := "", "", 0
	for _, w := range words {
		if w.on {
			marks, only, n = marks+w.mark, w.word, n+1
		}
	}
	if n == 1 && width > len(only) {
		return only
	}
	return marks
}

package release

import (
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/state"
)

// line is one above the rows.
type line struct {
	text string
	warn bool
}

// tell works out what stands above the rows, and how much is left for them.
func (p *Pane) tell() {
	p.head = p.head[:0]
	put := func(warn bool, s string) {
		for _, l := range text.Wrap(s, max(p.width-2, 1)) {
			p.head = append(p.head, line{l, warn})
		}
	}
	if p.release.Has() {
		r := p.release.Value()
		all := []string{count(len(r.Pulls), "pull request"), count(len(r.Commits), "commit"), count(len(r.Issues), "issue") + " closed"}
		var missing []string
		if p.release.Complete() { // while it grows, something always is
			all, missing = append(all, count(r.Requests, "request")), r.Missing()
		}
		put(false, strings.Join(all, ", "))
		if len(missing) > 0 {
			put(true, "Not complete: "+strings.Join(missing, ", "))
		}
	}
	p.list.SetHeight(p.height - p.headHeight())
}

// headHeight is the rows above the list, with the rule between them: at most a
// third of the height.
func (p *Pane) headHeight() int {
	if len(p.head) == 0 {
		return 0
	}
	return max(min(len(p.head)+1, p.height/3), 0)
}

// View draws the counts and below them the rows.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := make([]string, 0, p.height)
	for i := range p.headHeight() {
		if i == len(p.head) {
			rows = append(rows, p.theme.Border.Render(strings.Repeat(p.theme.Glyphs.Border.Top, p.width)))
			break
		}
		style := p.theme.Dim
		if p.head[i].warn {
			style = p.theme.Warn
		}
		rows = append(rows, style.Render(text.Fit(" "+p.head[i].text, p.width)))
	}
	if len(p.rows) == 0 {
		for _, l := range text.Wrap(p.empty(), max(p.width-2, 1)) {
			if len(rows) < p.height {
				rows = append(rows, p.theme.Dim.Render(text.Fit(" "+l, p.width)))
			}
		}
		for len(rows) < p.height {
			rows = append(rows, text.Spaces(p.width))
		}
		return rows
	}
	var r text.Row
	return append(rows, p.list.View(p.width, p.height-len(rows), func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.draw(&r, &p.rows[i])
		return r.String()
	})...)
}

// empty says why there is no row.
func (p *Pane) empty() string {
	switch {
	case p.release.Err() != nil:
		return "Press r to try again."
	case p.release.Complete():
		return text.Clean(nameOf(p.asked.To) + " has no commit that " + nameOf(p.asked.From) + " has not: perhaps the two are to be swapped.")
	}
	return "loading" + text.Ellipsis
}

func (p *Pane) draw(r *text.Row, w *row) {
	r.Space(1)
	switch {
	case w.issue != nil:
		p.drawIssue(r, w)
	case w.commit != nil:
		p.rest(r, text.Style{}, github.ShortRef(w.commit.SHA), w.commit.Subject, "No message", w.commit.Author.Label(), "")
	default:
		r.Put(p.theme.Strong, w.heading)
		r.Space(r.Rest())
	}
}

func (p *Pane) drawIssue(r *text.Row, w *row) {
	if w.below {
		r.Space(2)
	}
	glyph, style := state.Of(p.theme, w.issue)
	known := w.issue.Title != "" && !w.unsure
	if !known {
		glyph, style = p.theme.Glyphs.Bullet, p.theme.Dim
	}
	r.Put(style, glyph)
	r.Space(1)
	who, none, title := w.issue.Author, "not looked up", p.theme.Text
	switch {
	case w.below:
		who, title = "", p.theme.Dim
	case w.unsure:
		who = "by a subject alone"
	case !w.issue.Pull:
		who = ""
	case who == "":
		who = "ghost"
	}
	p.rest(r, title, p.number(w.issue), w.issue.Title, none, who, w.note)
}

// rest draws what names a thing, its title, and who made it and a note where there
// is room.
func (p *Pane) rest(r *text.Row, style text.Style, name, title, none, who, note string) {
	r.Put(p.theme.Info, name)
	r.Space(1)
	author, beside := 0, 0
	if p.width >= 50 {
		author = 19
	}
	if p.width >= 70 {
		beside = 12
	}
	if title = text.Clean(title); title == "" {
		title, style = none, p.theme.Dim
	}
	r.Fit(style, title, max(r.Rest()-author-beside, 1))
	if author > 0 {
		r.Space(1)
		r.Fit(p.theme.Dim, text.Clean(who), author-1)
	}
	if beside > 0 {
		r.FitRight(p.theme.Dim, note, beside)
	}
}

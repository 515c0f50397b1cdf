package patch

import (
	"strconv"

	"hubtrail/github"
	"hubtrail/ui/text"
)

const tabStop = 4

// View draws the lines in sight.
func (p *Pane) View(bool) []string {
	pg := p.slot.Value()
	if pg == nil {
		return p.empty()
	}
	var r text.Row
	return p.lines.View(func(i, width, left int) string {
		p.draw(&r, pg, pg.lines[i], width, left)
		return r.String()
	})
}

func (p *Pane) empty() []string {
	say := ""
	switch {
	case p.subject.Commit == "":
		say = "Press enter on a commit to see its files."
	case p.slot.Err() == nil:
		say = "loading" + text.Ellipsis
	}
	rows := p.lines.View(nil)
	if len(rows) > 0 && say != "" {
		rows[0] = p.theme.Dim.Render(text.Fit(" "+say, text.Width(rows[0])))
	}
	return rows
}

func (p *Pane) draw(r *text.Row, pg *page, l line, width, left int) {
	th := p.theme
	switch l.kind {
	case same, added, deleted, hunk:
		r.ResetAt(width, left, text.Style{})
	case subject, body, remark:
		r.ResetAt(width, left, text.Style{})
		r.Space(1)
	default:
		r.Reset(width, text.Style{})
		r.Space(1)
	}
	s := text.CleanLine(l.text, tabStop)
	switch l.kind {
	case subject:
		r.Add(th.Strong, s)
	case label:
		r.Add(th.Dim, s)
	case body:
		r.Add(text.Style{}, s)
	case summary:
		r.Add(th.Strong, s)
	case entry:
		p.drawEntry(r, &pg.commit.Files[l.file])
	case fileHead:
		p.drawHead(r, &pg.commit.Files[l.file])
	case hunk:
		r.Put(th.Hunk, s)
	case added:
		r.Put(th.Add, s)
	case deleted:
		r.Put(th.Del, s)
	case same:
		r.Put(text.Style{}, s)
	case remark:
		r.Add(th.Warn, s)
	}
}

// drawEntry is a file in the list: status, path, how much changed.
func (p *Pane) drawEntry(r *text.Row, f *github.File) {
	th := p.theme
	mark, style := "?", th.Warn
	switch f.Status {
	case "added":
		mark, style = "A", th.Good
	case "removed":
		mark, style = "D", th.Bad
	case "renamed":
		mark, style = "R", th.Info
	case "copied":
		mark, style = "C", th.Info
	case "modified":
		mark = "M"
	case "changed": // its mode or type
		mark = "T"
	}
	r.Add(style, " "+mark+" ")
	r.FitLeft(text.Style{}, path(f), max(r.Rest()-15, 8))
	r.FitRight(th.Good, "+"+strconv.Itoa(f.Additions), 7)
	r.FitRight(th.Bad, "-"+strconv.Itoa(f.Deletions), 7)
}

func (p *Pane) drawHead(r *text.Row, f *github.File) {
	th := p.theme
	r.Add(th.Meta, th.Glyphs.Open+" "+path(f))
	r.Add(th.Good, "  +"+strconv.Itoa(f.Additions))
	r.Add(th.Bad, " -"+strconv.Itoa(f.Deletions))
	r.Add(th.Dim, "  "+text.Clean(f.Status))
}

func path(f *github.File) string {
	if f.PreviousPath != "" && f.PreviousPath != f.Path {
		return text.Clean(f.PreviousPath + " > " + f.Path)
	}
	return text.Clean(f.Path)
}

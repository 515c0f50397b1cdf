package linker

import (
	"hubtrail/github"
	"hubtrail/ui/text"
)

// endsView draws the links.
func (p *Pane) endsView(focused bool) []string {
	e := &p.ends
	links := e.slot.Value()
	say, style := p.note, p.theme.Warn
	if say == "" {
		say, style = "Which link is to be taken away?", p.theme.Dim
	}
	switch {
	case e.slot.Has() && len(links) == 0:
		say = text.Clean(e.at.Ref.String()) + " has no links."
	case !e.slot.Has() && e.slot.Err() == nil:
		say = "loading" + text.Ellipsis
	case !e.slot.Has():
		say = "The links could not be read. Press r to try again."
	}
	rows := []string{style.Render(text.Fit(" "+say, p.width))}
	var r text.Row
	return append(rows, e.list.View(p.width, max(p.height-1, 0), func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.drawLink(&r, &links[i])
		return r.String()
	})...)
}

// drawLink is a row: how, with what, and whether GitHub counts it.
func (p *Pane) drawLink(r *text.Row, l *github.Link) {
	th := p.theme
	r.Space(1)
	r.Fit(th.Dim, kindName(l), 12)
	glyph, style := p.glyph(&l.Other)
	r.Add(style, glyph)
	r.Space(1)
	far := l.Issue
	if !p.ends.pull {
		far = l.Pull
	}
	name := names([]github.IssueRef{far}, p.ends.at.Ref.Repo)
	width := r.Rest()
	r.FitLeft(th.Info, name, min(text.Width(name), max(width/3, 6)))
	r.Space(1)
	say, ink := counted(l, th.Good, th.Warn, th.Dim)
	r.Fit(text.Style{}, text.Clean(l.Other.Title), r.Rest()-min(text.Width(say), width*4/10)-1)
	r.Space(1)
	r.Add(ink, say)
}

// kindName is how a link is made, in a word or two.
func kindName(l *github.Link) string {
	switch l.Kind {
	case github.LinkManual:
		return "by hand"
	case github.LinkCommit:
		return "commit"
	case github.LinkMention:
		return "mention"
	case github.LinkRefers:
		return "refers"
	}
	return "closes"
}

// counted says whether GitHub counts a link.
func counted(l *github.Link, good, warn, dim text.Style) (string, text.Style) {
	switch {
	case l.Recognised == github.Recognised:
		return "GitHub links them", good
	case l.Why != "":
		return text.Clean(l.Why), warn
	case l.Kind == github.LinkRefers || l.Kind == github.LinkMention:
		return "", dim
	}
	return "by the text only", warn
}

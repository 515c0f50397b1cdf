package linker

import (
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// pickHead is how many rows stand above the candidates.
func (p *Pane) pickHead() int {
	if p.pick.headline(p.note) != "" {
		return 2
	}
	return 1
}

func (k *picker) headline(note string) string {
	switch n := len(k.marks); {
	case note != "":
		return note
	case n > 0:
		return text.Count(n) + " marked: enter takes them"
	}
	return ""
}

// pickView draws the text and the candidates in sight.
func (p *Pane) pickView(focused bool) []string {
	k := &p.pick
	rows := []string{k.input.View(p.width, focused)}
	if say := k.headline(p.note); say != "" {
		rows = append(rows, p.theme.Accent.Render(text.Fit(" "+say, p.width)))
	}
	if k.list.Len() == 0 {
		say := "loading" + text.Ellipsis
		if k.slot.Complete() {
			say = "Nothing that is stored matches. A number, owner/name#12 or a URL is taken as it is."
		} else if k.slot.Err() != nil {
			say = ""
		}
		return append(rows, p.say(say, p.theme.Dim)...)
	}
	cands := k.slot.Value().rows
	var r text.Row
	return append(rows, k.list.View(p.width, max(p.height-len(rows), 0), func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		if i >= len(cands) {
			r.Add(p.theme.Info, "  + a new branch for "+text.Clean(p.wish.issues[0].IssueRef.String()))
			return r.String()
		}
		p.drawCandidate(&r, &cands[i])
		return r.String()
	})...)
}

// drawCandidate is a row: mark, state, name, title, and why it is offered.
func (p *Pane) drawCandidate(r *text.Row, c *github.LinkCandidate) {
	th := p.theme
	if p.pick.marked(c.IssueRef) >= 0 {
		r.Add(th.Accent, th.Glyphs.Marked)
	} else {
		r.Space(1)
	}
	glyph, style := p.glyph(&c.Issue)
	r.Add(style, glyph)
	r.Space(1)
	width := r.Rest()
	name := p.short(c.IssueRef)
	r.FitLeft(th.Info, name, min(text.Width(name), max(width/3, 6)))
	r.Space(1)
	why := text.Clean(strings.Join(c.Why, ", "))
	room := r.Rest()
	if width >= 40 && why != "" {
		room -= min(text.Width(why), max(width*4/10, r.Rest()-text.Width(text.Clean(c.Title)))) + 1
	}
	title := text.Clean(c.Title)
	if title == "" {
		title = "not looked at yet"
	}
	r.Fit(text.Style{}, title, room)
	r.Space(1)
	r.Add(th.Dim, why)
}

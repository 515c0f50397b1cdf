package linker

import (
	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/preview"
)

// outcomeLines is what became of each write, and what to do.
func (p *Pane) outcomeLines() []preview.Line {
	th := p.theme
	var lines []preview.Line
	b := p.batch
	if p.note != "" {
		lines = append(lines, preview.Line{Text: p.note, Style: th.Warn}, preview.Line{})
	}
	for n, i := range b.items {
		if n > 0 {
			lines = append(lines, preview.Line{})
		}
		lines = append(lines, p.itemLines(i)...)
	}
	hint, out := "Press ", "enter to close."
	if b.again() || b.unclear() {
		out = "esc to close."
	}
	if len(b.undoable()) > 0 {
		hint += "u to undo what was done, "
	}
	hint += out
	return append(lines, preview.Line{}, preview.Line{Text: hint, Style: th.Dim})
}

// itemLines is what became of one write.
func (p *Pane) itemLines(i *item) []preview.Line {
	th := p.theme
	g := &th.Glyphs
	name := itemName(i)
	if i.branch == "" {
		name = text.Clean(i.plan.Pull.String())
		if i.plan.PR.Title != "" {
			name += " " + text.Clean(i.plan.PR.Title)
		}
	}
	head := func(glyph, say string, style text.Style) []preview.Line {
		return []preview.Line{{Sign: glyph + " ", Text: name + say, Style: style}}
	}
	switch i.fate {
	case written:
		if i.branch != "" {
			return head(g.Check, " was made; GitHub shows it with the issue.", th.Good)
		}
		say := ""
		if i.job.ID == "" {
			say = ": there was nothing to write"
		} else if i.look && i.job.Status == github.LinkUndone {
			say = ": GitHub does not have it"
		}
		lines := head(g.Check, say, th.Good)
		for n := range i.job.Links {
			lines = append(lines, p.linkLines(&i.job.Links[n], i.plan.Unlink)...)
		}
		if i.job.Problem != "" {
			lines = append(lines, preview.Line{Sign: "  ! ", Text: text.Clean(i.job.Problem), Style: th.Warn})
		}
		return lines
	case stopped:
		return append(head(g.Circle, ": not written: you stopped before it.", th.Warn), preview.Line{Text: "Press enter to go on with it.", Style: th.Dim})
	case unsent:
		lines := head(g.Circle, ": GitHub has nothing of it.", th.Warn)
		switch {
		case i.err != nil:
			lines = append(lines, p.failure("The reason", i.err)...)
		case i.job.Problem != "":
			lines = append(lines, preview.Line{Text: text.Clean(i.job.Problem), Style: th.Dim})
		}
		return append(lines, preview.Line{Text: "Press enter to see what would be written now.", Style: th.Dim})
	case edited:
		return append(head(g.Circle, ": not written: somebody edited it meanwhile.", th.Warn), preview.Line{Text: "Press enter to see the change to the text as it is now.", Style: th.Dim})
	case refused:
		return append(append(head(g.Cross, ": not written.", th.Bad), p.failure("GitHub refused the change", i.plan.Blocked)...), preview.Line{Text: "Press enter for a comment instead.", Style: th.Dim})
	case unclear:
		lines := head("?", ": it is not known whether this was written.", th.Warn)
		if i.err != nil {
			lines = append(lines, preview.Line{Text: reason(i.err), Style: th.Dim})
		} else if i.job.Problem != "" {
			lines = append(lines, preview.Line{Text: text.Clean(i.job.Problem), Style: th.Dim})
		}
		say := "Press enter to look at GitHub: nothing is sent again."
		if !i.doubtful() {
			say = "Press o to look at the issue on the web."
		}
		return append(lines, preview.Line{Text: say, Style: th.Dim})
	}
	say := ": not written."
	if i.branch != "" {
		say = " was not made."
	}
	lines := head(g.Cross, say, th.Bad)
	switch {
	case i.err != nil:
		lines = append(lines, p.failure("The reason", i.err)...)
	case i.job.Problem != "":
		lines = append(lines, preview.Line{Text: text.Clean(i.job.Problem), Style: th.Bad})
	}
	return lines
}

// linkLines is one link as GitHub has it now, and why it does not count.
func (p *Pane) linkLines(l *github.Link, unlink bool) []preview.Line {
	th := p.theme
	g := &th.Glyphs
	name := text.Clean(l.Issue.String())
	sign, say, style, why := g.Check, "", th.Good, l.Why
	switch {
	case unlink && l.Recognised == github.Recognised:
		sign, say, style = "!", name+": taken out of the text, but GitHub still links them", th.Warn
	case unlink:
		say, why = name+": the link is gone", ""
	case l.Where == github.LinkInComment:
		say, why = "refers to "+name+", in a comment", ""
	case l.Kind == github.LinkRefers:
		say, why = "refers to "+name, ""
	case l.Recognised == github.Recognised:
		say = "closes " + name + ": GitHub links them"
	case l.Recognised == github.NotRecognised:
		sign, say, style = "!", "closes "+name+" is written, but GitHub does not count it", th.Warn
	default:
		sign, say, style = "?", "closes "+name+" is written; whether GitHub counts it is not known", th.Warn
	}
	if !l.Changed && !unlink {
		say += " (it was there already)"
	}
	lines := []preview.Line{{Sign: "  " + sign + " ", Text: say, Style: style}}
	if why != "" {
		lines = append(lines, preview.Line{Sign: "    ", Text: text.Clean(why), Style: th.Dim})
	}
	return lines
}

package linker

import (
	"errors"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/preview"
)

// tabStop is the width of a tab in a body.
const tabStop = 4

// reviewLines is exactly what will be written, where, and as whom.
func (p *Pane) reviewLines() []preview.Line {
	th := p.theme
	var lines []preview.Line
	if p.review.note != "" {
		lines = append(lines, preview.Line{Text: text.Clean(p.review.note), Style: th.Warn}, preview.Line{})
	}
	switch {
	case p.review.branch != "":
		return append(lines, p.branchLines()...)
	case p.plans.Err() != nil:
		return append(append(lines, p.failure("It is not known what this comes to", p.plans.Err())...), preview.Line{}, preview.Line{Text: "Press r to try again.", Style: th.Dim})
	case !p.review.ready:
		return append(lines, preview.Line{Text: "reading what there is now" + text.Ellipsis, Style: th.Dim})
	}
	o := p.plans.Value()
	if len(o.all) > 0 {
		lines = append(lines, p.senderLines(o.all[0].plan.Place)...)
	}
	for i := range o.all {
		lines = append(append(lines, preview.Line{}), p.planLines(&o.all[i])...)
	}
	return lines
}

// senderLines is as whom something is written, and whether it leaves the machine.
func (p *Pane) senderLines(at github.Place) []preview.Line {
	lines := []preview.Line{{Text: "As " + p.who(at), Style: p.theme.Strong}}
	switch a := p.account(at.Account); {
	case a.Demo:
		lines = append(lines, preview.Line{Text: "This is the demo: nothing leaves this machine.", Style: p.theme.Warn})
	case a.Local:
		lines = append(lines, preview.Line{Text: "This is a local clone: nothing leaves this machine.", Style: p.theme.Warn})
	}
	return lines
}

// planLines is what is done to one pull request.
func (p *Pane) planLines(x *planned) []preview.Line {
	th, plan := p.theme, &x.plan
	head := text.Clean(plan.Pull.String())
	if plan.PR.Title != "" {
		head += " " + text.Clean(plan.PR.Title)
		facts := []string{plan.PR.State.String()}
		if plan.PR.Base.Ref != "" {
			facts = append(facts, "into "+text.Clean(plan.PR.Base.Ref))
		}
		head += " (" + strings.Join(facts, ", ") + ")"
	}
	lines := []preview.Line{{Text: head, Style: th.Strong}}
	if x.err != nil {
		return append(lines, p.failure("Nothing can be written", x.err)...)
	}
	switch {
	case x.blocked != nil:
		lines = append(lines, p.failure("The text of the pull request cannot be changed", x.blocked)...)
	case plan.Blocked != nil:
		lines = append(lines, p.failure("This cannot be written", plan.Blocked)...)
	}
	for _, w := range plan.Warnings {
		lines = append(lines, preview.Line{Text: text.Clean(w), Style: th.Warn})
	}
	for i := range plan.Links {
		if l := &plan.Links[i]; !l.Changed && !plan.Unlink && !plan.Idle() {
			lines = append(lines, preview.Line{Text: text.Clean(l.Issue.String()) + " is there already.", Style: th.Dim})
		}
	}
	switch {
	case plan.Blocked == nil && plan.Comment && plan.Unlink && plan.Text != "":
		lines = append(lines, preview.Line{Text: "This comment is deleted:", Style: th.Dim})
		lines = append(lines, bodyLines("- ", plan.Text, th.Del)...)
	case plan.Blocked != nil:
	case plan.Comment && plan.Text != "":
		lines = append(lines, preview.Line{Text: "This comment is written instead. It refers to the issues; it closes none of them:", Style: th.Dim})
		lines = append(lines, bodyLines("+ ", plan.Text, th.Add)...)
	case x.writes():
		lines = append(lines, preview.Line{Text: "Its text changes here, and nowhere else:", Style: th.Dim})
		lines = append(lines, p.diffLines(x.diff)...)
	case len(plan.Warnings) > 0: // they say why there is nothing
	case plan.Unlink:
		lines = append(lines, preview.Line{Text: "The text of the pull request does not say this, so there is nothing to take out of it. A link made by hand is taken away on the web: press o.", Style: th.Dim})
	default:
		lines = append(lines, preview.Line{Text: "There is nothing to write.", Style: th.Dim})
	}
	return lines
}

func bodyLines(sign, body string, style text.Style) (lines []preview.Line) {
	for l := range strings.SplitSeq(body, "\n") {
		lines = append(lines, preview.Line{Sign: sign, Text: text.CleanLine(strings.TrimSuffix(l, "\r"), tabStop), Style: style})
	}
	return lines
}

// diffLines draws a difference with signs, so that it is told without colours.
func (p *Pane) diffLines(diff []edit) []preview.Line {
	th := p.theme
	var lines []preview.Line
	for _, e := range diff {
		l := preview.Line{Sign: string(e.sign) + " ", Text: text.CleanLine(e.line, tabStop)}
		switch e.sign {
		case '+':
			l.Style = th.Add
		case '-':
			l.Style = th.Del
		case '@':
			l.Sign, l.Text, l.Style = "", text.Ellipsis+" "+count(e.skip, "line as it is", "lines as they are"), th.Hunk
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		lines = append(lines, preview.Line{Text: "only the ends of lines", Style: th.Hunk})
	}
	return lines
}

// branchLines is the branch that will be made.
func (p *Pane) branchLines() []preview.Line {
	issue := &p.wish.issues[0]
	return append(p.senderLines(p.wish.place), preview.Line{},
		preview.Line{Text: text.Clean(issue.IssueRef.String()) + " " + text.Clean(issue.Title), Style: p.theme.Strong},
		preview.Line{Text: "A new branch in " + text.Clean(issue.Repo.String()) + ", at the tip of its default branch, shown with the issue:", Style: p.theme.Dim},
		preview.Line{Sign: "+ ", Text: text.Clean(p.review.branch), Style: p.theme.Add},
		preview.Line{Text: "It is not taken away from here again.", Style: p.theme.Warn})
}

// failure is an error with what to do next; nothing without one.
func (p *Pane) failure(what string, err error) []preview.Line {
	if err == nil {
		return nil
	}
	lines := []preview.Line{{Text: what + ": " + reason(err), Style: p.theme.Bad}}
	if r := remedy(err); r != "" {
		lines = append(lines, preview.Line{Text: r, Style: p.theme.Dim})
	}
	return lines
}

func reason(err error) string { return text.Clean(err.Error()) }

// remedy is what an error advises, "" if it does not.
func remedy(err error) string {
	var r interface{ Remedy() string }
	if errors.As(err, &r) {
		return text.Clean(r.Remedy())
	}
	return ""
}

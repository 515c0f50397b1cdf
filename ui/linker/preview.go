package linker

import (
	"errors"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// tabStop is the width of a tab in a body.
const tabStop = 4

// reviewLines is exactly what will be written, where, and as whom.
func (p *Pane) reviewLines() []line {
	th := p.theme
	var lines []line
	if p.review.note != "" {
		lines = append(lines, line{text: text.Clean(p.review.note), style: th.Warn}, line{})
	}
	switch {
	case p.review.branch != "":
		return append(lines, p.branchLines()...)
	case p.plans.Err() != nil:
		return append(append(lines, p.failure("It is not known what this comes to", p.plans.Err())...), line{}, line{text: "Press r to try again.", style: th.Dim})
	case !p.review.ready:
		return append(lines, line{text: "reading what there is now" + text.Ellipsis, style: th.Dim})
	}
	o := p.plans.Value()
	if len(o.all) > 0 {
		lines = append(lines, p.senderLines(o.all[0].plan.Place)...)
	}
	for i := range o.all {
		lines = append(append(lines, line{}), p.planLines(&o.all[i])...)
	}
	return lines
}

// senderLines is as whom something is written, and whether it leaves the machine.
func (p *Pane) senderLines(at github.Place) []line {
	lines := []line{{text: "As " + p.who(at), style: p.theme.Strong}}
	switch a := p.account(at.Account); {
	case a.Demo:
		lines = append(lines, line{text: "This is the demo: nothing leaves this machine.", style: p.theme.Warn})
	case a.Local:
		lines = append(lines, line{text: "This is a local clone: nothing leaves this machine.", style: p.theme.Warn})
	}
	return lines
}

// planLines is what is done to one pull request.
func (p *Pane) planLines(x *planned) []line {
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
	lines := []line{{text: head, style: th.Strong}}
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
		lines = append(lines, line{text: text.Clean(w), style: th.Warn})
	}
	for i := range plan.Links {
		if l := &plan.Links[i]; !l.Changed && !plan.Unlink && !plan.Idle() {
			lines = append(lines, line{text: text.Clean(l.Issue.String()) + " is there already.", style: th.Dim})
		}
	}
	switch {
	case plan.Blocked == nil && plan.Comment && plan.Unlink && plan.Text != "":
		lines = append(lines, line{text: "This comment is deleted:", style: th.Dim})
		lines = append(lines, bodyLines("- ", plan.Text, th.Del)...)
	case plan.Blocked != nil:
	case plan.Comment && plan.Text != "":
		lines = append(lines, line{text: "This comment is written instead. It refers to the issues; it closes none of them:", style: th.Dim})
		lines = append(lines, bodyLines("+ ", plan.Text, th.Add)...)
	case x.writes():
		lines = append(lines, line{text: "Its text changes here, and nowhere else:", style: th.Dim})
		lines = append(lines, p.diffLines(x.diff)...)
	case len(plan.Warnings) > 0: // they say why there is nothing
	case plan.Unlink:
		lines = append(lines, line{text: "The text of the pull request does not say this, so there is nothing to take out of it. A link made by hand is taken away on the web: press o.", style: th.Dim})
	default:
		lines = append(lines, line{text: "There is nothing to write.", style: th.Dim})
	}
	return lines
}

func bodyLines(sign, body string, style text.Style) (lines []line) {
	for l := range strings.SplitSeq(body, "\n") {
		lines = append(lines, line{sign: sign, text: text.CleanLine(strings.TrimSuffix(l, "\r"), tabStop), style: style})
	}
	return lines
}

// diffLines draws a difference with signs, so that it is told without colours.
func (p *Pane) diffLines(diff []edit) []line {
	th := p.theme
	var lines []line
	for _, e := range diff {
		l := line{sign: string(e.sign) + " ", text: text.CleanLine(e.line, tabStop)}
		switch e.sign {
		case '+':
			l.style = th.Add
		case '-':
			l.style = th.Del
		case '@':
			l.sign, l.text, l.style = "", text.Ellipsis+" "+count(e.skip, "line as it is", "lines as they are"), th.Hunk
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		lines = append(lines, line{text: "only the ends of lines", style: th.Hunk})
	}
	return lines
}

// branchLines is the branch that will be made.
func (p *Pane) branchLines() []line {
	issue := &p.wish.issues[0]
	return append(p.senderLines(p.wish.place), line{},
		line{text: text.Clean(issue.IssueRef.String()) + " " + text.Clean(issue.Title), style: p.theme.Strong},
		line{text: "A new branch in " + text.Clean(issue.Repo.String()) + ", at the tip of its default branch, shown with the issue:", style: p.theme.Dim},
		line{sign: "+ ", text: text.Clean(p.review.branch), style: p.theme.Add},
		line{text: "It is not taken away from here again.", style: p.theme.Warn})
}

// failure is an error with what to do next; nothing without one.
func (p *Pane) failure(what string, err error) []line {
	if err == nil {
		return nil
	}
	lines := []line{{text: what + ": " + reason(err), style: p.theme.Bad}}
	if r := remedy(err); r != "" {
		lines = append(lines, line{text: r, style: p.theme.Dim})
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

package diffs

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/origin"
)

// pull goes to the pull request whose changes these are, or that the commit came
// by.
func (p *Pane) pull() (pane.Intent, tea.Cmd) {
	s := p.subject
	switch {
	case s.Commit != "" && p.change != nil:
		c := origin.Commit{Place: s.Place, Repo: s.Repo, SHA: p.change.new, Subject: p.change.commit.Subject}
		if to := c.Known(p.o.Client); to != nil {
			return to, nil
		}
		return c.Looking(), p.origin.Start(0, c.Fetch(p.o.Client))
	case s.Commit == "" && s.Diff.Pull != 0:
		return pane.ChooseIssue{At: pane.IssueAt{Place: s.Place, Ref: github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull}}}, nil
	}
	return pane.Say{Text: "no commit is shown here: enter opens one of the list"}, nil
}

// takeOrigin goes to the pull request that was looked for.
func (p *Pane) takeOrigin(r load.Result[origin.Found]) pane.Intent {
	switch {
	case !p.origin.Take(r):
	case p.origin.Err() != nil:
		return origin.Failed(p.origin.Err())
	case p.origin.Complete():
		return p.origin.Value().Choose()
	}
	return nil
}

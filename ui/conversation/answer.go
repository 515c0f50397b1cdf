package conversation

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// answer takes over what a request brought.
func (p *Pane) answer(msg any) (pane.Intent, tea.Cmd) {
	taken := false
	switch msg := msg.(type) {
	case load.Result[[]laid]:
		p.takeLayout(msg)
		return nil, nil
	case load.Result[outcome]:
		if p.write.Take(msg) {
			return p.written()
		}
	case load.Result[*head]:
		if taken = p.head.Take(msg); taken {
			p.build()
			return nil, p.pay()
		}
	case load.Result[github.Listing[github.Event]]:
		if taken = p.events.Take(msg); taken && p.events.Busy().IsZero() {
			p.build()
			return nil, p.pay()
		}
	case load.Result[github.Listing[github.ReviewThread]]:
		taken = p.threads.Take(msg)
	case load.Result[[]github.Link]:
		taken = p.linked.Take(msg)
	case load.Result[github.Checks]:
		taken = p.checks.Take(msg)
	case load.Result[github.Listing[github.Commit]]:
		taken = p.commits.Take(msg)
	case load.Result[*fileSet]:
		taken = p.files.Take(msg)
	case load.Result[*github.Approvals]:
		taken = p.approvals.Take(msg)
	}
	if taken {
		p.build()
	}
	return nil, nil
}

// issue is what is known of the issue or pull request, the zero value if
// nothing is.
func (p *Pane) issue() github.Issue {
	if h := p.head.Value(); h != nil {
		return h.pr.Issue
	}
	return github.Issue{}
}

// pull reports whether it is known to be a pull request.
func (p *Pane) pull() bool {
	h := p.head.Value()
	return h != nil && h.pull
}

// ref is what requests that write go to: where the issue is now.
func (p *Pane) ref() github.IssueRef {
	if i := p.issue(); i.Number != 0 {
		return i.IssueRef
	}
	return p.at.Ref
}

// moved reports whether GitHub answered for another place than was asked for.
func (p *Pane) moved() bool {
	r := p.ref()
	return r.Number != p.at.Ref.Number || !strings.EqualFold(r.Repo.String(), p.at.Ref.Repo.String())
}

package linker

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
)

// proposal is what several requests come to, one for each pull request.
type proposal struct {
	all     []planned
	reverse bool // of jobs that were just done, to be undone at once
}

// unlink reports whether links are taken away.
func (o *proposal) unlink() bool { return len(o.all) > 0 && o.all[0].plan.Unlink }

// plan finds out what requests come to. Where a body cannot be written it is a
// comment.
func (p *Pane) plan(requests []github.LinkRequest) tea.Cmd {
	p.review = review{}
	p.plans.Reset()
	accounts := p.accounts
	return p.plans.Start(0, func(ctx context.Context, emit func(proposal, time.Time)) error {
		var o proposal
		for _, r := range requests {
			x := planned{}
			if x.plan, x.err = accounts.PlanLink(ctx, r); x.err != nil {
				x.plan.LinkRequest = r
			}
			o.all = append(o.all, compared(instead(ctx, accounts, x)))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		emit(o, time.Time{})
		return nil
	})
}

// instead plans a comment where the body cannot be written and a comment can.
func instead(ctx context.Context, accounts Accounts, x planned) planned {
	r := x.plan.LinkRequest
	if x.err != nil || x.plan.Blocked == nil || r.Comment || r.Unlink {
		return x
	}
	r.Comment = true
	comment, err := accounts.PlanLink(ctx, r)
	if err != nil || comment.Blocked != nil || comment.Idle() {
		return x
	}
	comment.Job = x.plan.Job
	return planned{plan: comment, blocked: x.plan.Blocked}
}

func compared(x planned) planned {
	if x.err == nil && x.plan.Before != x.plan.After {
		x.diff = difference(x.plan.Before, x.plan.After)
	}
	return x
}

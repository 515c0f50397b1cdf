package linker

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// toList shows the links made here, read anew.
func (p *Pane) toList() tea.Cmd {
	p.restart()
	p.wish = wish{}
	p.start(listing)
	return p.readKept()
}

func (p *Pane) readKept() tea.Cmd {
	jobs := p.jobs
	return p.kept.Start(0, func(_ context.Context, emit func([]github.LinkJob, time.Time)) error {
		emit(jobs.List(), time.Now())
		return nil
	})
}

func (p *Pane) listed(r load.Result[[]github.LinkJob]) tea.Cmd {
	if p.kept.Take(r) {
		was := p.list.Cursor()
		p.list.SetLen(len(p.kept.Value()))
		p.list.Select(was)
	}
	return nil
}

// fromList reports whether the steps began in the list.
func (p *Pane) fromList() bool {
	return len(p.way) > 0 && p.way[0] == listing || p.batch != nil && p.batch.listed
}

// manage carries out an action in the list.
func (p *Pane) manage(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Back, keymap.Cancel, keymap.Left:
		return p.back()
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.readKept()
	}
	jobs, at := p.kept.Value(), p.list.Cursor()
	if at < 0 || at >= len(jobs) {
		return nil, nil
	}
	j := jobs[at]
	switch a {
	case keymap.Open, keymap.Accept, keymap.Right:
		return nil, p.openJob(j)
	case keymap.Unlink:
		if j.Status != github.LinkDone {
			return pane.Say{Text: "only what was done can be undone"}, nil
		}
		p.enter(reviewing)
		return nil, p.reverse([]string{j.ID}, false)
	case keymap.Discard:
		return pane.Ask{
			To: pane.Linker, Title: "Forget this?", Verb: "forget it", Tag: forget{j.ID},
			Lines: []string{jobName(j.Request), "", "It is taken off this list. Nothing changes at GitHub, and it cannot be undone from here any more."},
		}, nil
	}
	return p.handed(a, j.Request.Place, j.Request.Pull, true), nil
}

// forget is the tag of the question before a job is taken off the list.
type forget struct{ id string }

// confirmed takes the answer to it.
func (p *Pane) confirmed(c pane.Confirmed) tea.Cmd {
	tag, ok := c.Tag.(forget)
	if !ok || !c.Yes {
		return nil
	}
	jobs := p.jobs
	return p.kept.Start(0, func(ctx context.Context, emit func([]github.LinkJob, time.Time)) error {
		err := jobs.Forget(context.WithoutCancel(ctx), tag.id)
		emit(jobs.List(), time.Now())
		return err
	})
}

// openJob goes on with a job, finds out what became of it, or shows that.
func (p *Pane) openJob(j github.LinkJob) tea.Cmd {
	for _, b := range p.queue {
		for _, i := range b.items {
			if i.job.ID == j.ID {
				p.batch = b
				p.start(working)
				return nil
			}
		}
	}
	p.wish = wish{place: j.Request.Place}
	i := &item{fate: written, job: j}
	i.plan = github.LinkPlan{LinkRequest: j.Request, Before: j.Before, After: j.After}
	b := &batch{wish: p.wish, items: []*item{i}, listed: true}
	switch j.Status {
	case github.LinkWriting, github.LinkUnclear:
		i.fate, i.look = waiting, true
		return p.enqueue(b)
	case github.LinkPlanned:
		i.fate, i.plan.Job, i.plan.Undoes, i.plan.Text, i.plan.CommentID = unsent, j.ID, j.Undoes, j.Text, j.CommentID
		p.batch = b
		cmd := p.lookAgain(b)
		p.review.note = "This was noted and is not at GitHub."
		return cmd
	case github.LinkRefused:
		i.fate = failed
	}
	p.show(b)
	return nil
}

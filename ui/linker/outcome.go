package linker

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/preview"
)

// show tells what became of a batch.
func (p *Pane) show(b *batch) {
	p.batch = b
	p.start(showing)
	p.out = preview.Text{}
	p.redraw()
}

// conclude carries out an action while that is shown.
func (p *Pane) conclude(a keymap.Action) (pane.Intent, tea.Cmd) {
	b := p.batch
	if p.out.Act(a, p.height) {
		return nil, nil
	}
	switch a {
	case keymap.Open, keymap.Accept:
		if cmd := p.lookFor(b); cmd != nil {
			return nil, cmd
		}
		if b.again() {
			return nil, p.lookAgain(b)
		}
		return p.put()
	case keymap.Unlink:
		return nil, p.undo(b)
	case keymap.Back, keymap.Cancel, keymap.Left:
		return p.put()
	}
	if len(b.items) > 0 && b.items[0].plan.Pull.Number != 0 {
		return p.handed(a, b.items[0].plan.Place, b.items[0].plan.Pull, true), nil
	}
	return p.hand(a), nil
}

// put puts the outcome away.
func (p *Pane) put() (pane.Intent, tea.Cmd) {
	if p.batch.listed {
		return nil, p.toList()
	}
	return p.leave(), nil
}

// lookFor has what is unclear looked for; nil if nothing is.
func (p *Pane) lookFor(b *batch) tea.Cmd {
	if !b.unclear() {
		return nil
	}
	for _, i := range b.items {
		if i.doubtful() {
			i.fate, i.look = waiting, true
		}
	}
	return p.enqueue(b)
}

// unclear reports whether the end of something is not known.
func (b *batch) unclear() bool {
	return slices.ContainsFunc(b.items, (*item).doubtful)
}

// doubtful reports whether it can be found out what became of an item.
func (i *item) doubtful() bool { return i.fate == unclear && i.job.ID != "" }

// undoable are the jobs of a batch that were done.
func (b *batch) undoable() (ids []string) {
	for _, i := range b.items {
		if i.fate == written && i.job.ID != "" && i.job.Status == github.LinkDone {
			ids = append(ids, i.job.ID)
		}
	}
	return ids
}

// undo takes back what a batch did: at once where that gives back the very text
// that was there, after a review otherwise.
func (p *Pane) undo(b *batch) tea.Cmd {
	ids := b.undoable()
	if len(ids) == 0 {
		p.note = "There is nothing here to undo."
		p.redraw()
		return nil
	}
	p.enter(reviewing)
	return p.reverse(ids, true)
}

// reverse finds out how jobs are undone.
func (p *Pane) reverse(ids []string, atOnce bool) tea.Cmd {
	p.review = review{}
	p.plans.Reset()
	jobs := p.jobs
	return p.plans.Start(0, func(ctx context.Context, emit func(proposal, time.Time)) error {
		o := proposal{reverse: atOnce}
		for _, id := range ids {
			x := planned{}
			x.plan, x.err = jobs.Undo(ctx, id)
			o.all = append(o.all, compared(x))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		emit(o, time.Time{})
		return nil
	})
}

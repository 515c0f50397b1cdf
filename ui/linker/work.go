package linker

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// betweenWrites is what GitHub asks to leave between two writes.
const betweenWrites = time.Second

// left is how many writes are not at their end.
func (p *Pane) left() (n int) {
	for _, b := range p.queue {
		n += b.left()
	}
	return n
}

// write begins with what the review shows.
func (p *Pane) write() tea.Cmd {
	if !p.writable() {
		return nil
	}
	b := p.review.batch
	if b == nil {
		b = &batch{wish: p.wish, listed: p.fromList()}
	}
	if name := p.review.branch; name != "" {
		b.items = append(b.items, &item{branch: name})
	}
	for _, x := range p.plans.Value().all {
		p.adopt(b, x)
	}
	return p.enqueue(b)
}

// adopt makes a plan a write of the batch: in place of the one it is a second
// look at.
func (p *Pane) adopt(b *batch, x planned) {
	if p.review.branch != "" {
		return
	}
	fresh := &item{planned: x}
	if !x.writes() {
		fresh.fate, fresh.err = written, x.err
		fresh.job.Links = x.plan.Links
		if x.err != nil || x.plan.Blocked != nil {
			fresh.fate, fresh.err = failed, errors.Join(x.err, x.plan.Blocked)
		}
	}
	for n, i := range b.items {
		if i.again() && i.plan.Pull == x.plan.Pull {
			b.items[n] = fresh
			return
		}
	}
	b.items = append(b.items, fresh)
}

// enqueue has a batch written, after those before it, and shows it.
func (p *Pane) enqueue(b *batch) tea.Cmd {
	b.stopped = false
	p.queue = append(p.queue, b)
	p.batch = b
	p.start(working)
	return p.next()
}

// next begins with the next write, if none is under way.
func (p *Pane) next() tea.Cmd {
	if !p.run.Busy().IsZero() {
		return nil
	}
	for len(p.queue) > 0 {
		b := p.queue[0]
		for _, i := range b.items {
			if i.fate == waiting && b.stopped {
				i.fate = stopped
			}
			if i.fate == waiting {
				i.fate = writing
				return p.carry(b, i)
			}
		}
		p.queue = p.queue[1:]
	}
	return nil
}

// withdraw takes a batch out of the queue that nothing was written of.
func (p *Pane) withdraw(b *batch) {
	for _, i := range b.items {
		if i.fate == waiting {
			i.fate = stopped
		}
	}
	p.queue = slices.DeleteFunc(p.queue, func(o *batch) bool { return o == b })
	p.show(b)
}

// ran is how far a write has come.
type ran struct {
	job  github.LinkJob
	note string
	err  error
}

// carry does the work of an item. Only the program's own end breaks it off.
func (p *Pane) carry(b *batch, i *item) tea.Cmd {
	jobs, accounts, plan, look, id, name := p.jobs, p.accounts, i.plan, i.look, i.job.ID, i.branch
	place, refs := b.wish.place, refsOf(b.wish.issues)
	pause := time.Duration(0)
	if !look {
		pause = betweenWrites - time.Since(p.wroteAt)
	}
	return p.run.Start(pause, func(ctx context.Context, emit func(ran, time.Time)) error {
		var o ran
		switch {
		case name != "":
			o.note, o.err = accounts.CreateBranch(ctx, place, refs[0], name)
		case look:
			o.job, o.err = jobs.Resume(ctx, id)
		default:
			if o.job, o.err = jobs.Start(ctx, plan); o.err == nil {
				emit(o, time.Time{})
				o.job, o.err = jobs.Run(ctx, o.job.ID, func(pr github.LinkProgress) {
					emit(ran{job: pr.Job, note: pr.Note}, time.Time{})
				})
			}
		}
		emit(o, time.Time{})
		return nil
	})
}

// ran takes how far a write has come, and goes on with the next.
func (p *Pane) ran(r load.Result[ran]) (pane.Intent, tea.Cmd) {
	if !p.run.Take(r) || len(p.queue) == 0 {
		return nil, nil
	}
	b := p.queue[0]
	i := b.current()
	if i == nil {
		return nil, nil
	}
	o := p.run.Value()
	if o.job.ID != "" {
		i.job = o.job
	}
	i.note = o.note
	if !p.run.Busy().IsZero() { // the end of it follows
		return nil, nil
	}
	p.wroteAt = time.Now()
	err := p.run.Err()
	if err == nil {
		err = o.err
	}
	i.end(err)
	var intent pane.Intent
	if p.told(i) {
		intent = p.wrote(b, i)
	}
	cmd := p.next()
	if b.left() == 0 {
		more, then := p.ended(b)
		if intent == nil {
			intent = more
		}
		cmd = tea.Batch(cmd, then)
	}
	return intent, cmd
}

// watch carries out an action while links are written.
func (p *Pane) watch(a keymap.Action) pane.Intent {
	b := p.batch
	if a != keymap.Back && a != keymap.Cancel {
		return p.hand(a)
	}
	waits := false
	for _, i := range b.items {
		waits = waits || i.fate == waiting
	}
	switch {
	case waits && b.current() == nil: // others are written before it
		p.withdraw(b)
		return nil
	case waits && !b.stopped:
		b.stopped = true
		return nil
	}
	return p.leave()
}

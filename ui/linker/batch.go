package linker

import (
	"errors"

	"hubtrail/github"
)

// fate is what became of one write.
type fate int

const (
	waiting fate = iota
	writing
	written
	stopped // before it was begun
	unsent  // it was begun, and GitHub has nothing of it
	edited  // by somebody else meanwhile: nothing was written
	refused // the body may not be written, a comment may
	failed
	unclear
)

// item is one write: a pull request's links, a job to be looked for, or a branch.
type item struct {
	planned
	look   bool   // a job whose end is not known: it is looked for, and nothing is written
	branch string // to be made for the issue; "" if it is none

	fate fate
	note string // what is being done
	job  github.LinkJob
	err  error
}

// again reports whether it can be planned anew.
func (i *item) again() bool {
	return i.fate == edited || i.fate == refused || i.fate == stopped || i.fate == unsent
}

// batch is the writes of one confirmation, one after another.
type batch struct {
	wish    wish
	items   []*item
	stopped bool // after the one that is being written
	listed  bool // it came from the list of links
}

// current is the item that is being written.
func (b *batch) current() *item {
	for _, i := range b.items {
		if i.fate == writing {
			return i
		}
	}
	return nil
}

// end says what became of an item.
func (i *item) end(err error) {
	var changed *github.BodyChanged
	var refusal *github.LinkRefusal
	i.err = err
	switch {
	case errors.As(err, &changed):
		i.fate = edited
		plan := changed.Plan
		i.planned = compared(planned{plan: plan})
	case errors.As(err, &refusal):
		i.fate, i.err = failed, refusal.Plan.Blocked
		if refusal.Comment {
			i.fate, i.planned = refused, planned{plan: refusal.Plan}
		}
	case errors.Is(err, github.ErrUnclear), i.job.Status == github.LinkUnclear, i.job.Status == github.LinkWriting:
		i.fate = unclear
	case i.job.Status == github.LinkPlanned:
		i.fate, i.plan.Job = unsent, i.job.ID
	case err != nil, i.job.Status == github.LinkRefused:
		i.fate = failed
	default:
		i.fate = written
	}
}

// left is how many are not at their end.
func (b *batch) left() (n int) {
	for _, i := range b.items {
		if i.fate == waiting || i.fate == writing {
			n++
		}
	}
	return n
}

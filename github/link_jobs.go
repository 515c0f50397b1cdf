package github

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"hubtrail/github/store"
)

// ErrLinkGone is wrapped for a job that is not on the list any more.
var ErrLinkGone = errors.New("the link is not on the list any more")

// LinkJobs are the links on their way to GitHub, and those that were made.
// Several running copies of the program share them: each change is made to what
// is on disk at that moment. Where there is no disk they live as long as the
// program. It is safe for concurrent use.
type LinkJobs struct {
	disk     StateStore
	memory   StateStore
	accounts *Accounts
	now      func() time.Time
	comments *Drafts // comments on their way, apart from the person's own texts
	writer   string  // this process, as jobs name it

	mu      sync.Mutex
	running map[string]bool // by this very LinkJobs
}

// NewLinkJobs returns the jobs kept in the store. With a nil store they last as
// long as the program.
func NewLinkJobs(store StateStore, accounts *Accounts) *LinkJobs {
	j := &LinkJobs{
		disk: store, memory: &memoryState{}, accounts: accounts, now: time.Now, writer: thisProcess(),
		running: map[string]bool{},
	}
	if store == nil {
		j.disk = &memoryState{}
	}
	j.comments = NewDrafts(renamedState{j.disk, commentsState}, accounts)
	return j
}

// List is every job, the newest first. It reads the disk.
func (j *LinkJobs) List() []LinkJob {
	list := append(j.read(j.memory), j.read(j.disk)...)
	slices.SortStableFunc(list, func(a, b LinkJob) int { return b.At.Compare(a.At) })
	return list
}

// Find is one job as it is kept. It reads the disk.
func (j *LinkJobs) Find(id string) (LinkJob, bool) {
	_, job, err := j.locate(id)
	return job, err == nil
}

// locate finds a job and the store that keeps it.
func (j *LinkJobs) locate(id string) (StateStore, LinkJob, error) {
	for _, in := range []StateStore{j.memory, j.disk} {
		for _, job := range j.read(in) {
			if job.ID == id {
				return in, job, nil
			}
		}
	}
	return nil, LinkJob{}, ErrLinkGone
}

// Pending is how many jobs were begun by a program that has ended, or have no
// clear end: Resume looks for them. It reads the disk.
func (j *LinkJobs) Pending() int {
	n := 0
	for _, job := range j.List() {
		if j.Waits(job) {
			n++
		}
	}
	return n
}

// Waits reports whether a job of the list is one of those that Pending counts.
func (j *LinkJobs) Waits(job LinkJob) bool {
	switch job.Status {
	case LinkPlanned, LinkWriting:
		return !j.live(job)
	case LinkUnclear:
		return true
	}
	return false
}

// Start notes a plan on disk, from where Run takes it. Nothing is sent. A plan
// that replaces a job takes its ID.
func (j *LinkJobs) Start(ctx context.Context, p LinkPlan) (LinkJob, error) {
	c, err := j.accounts.Client(p.Place.Account)
	if err != nil {
		return LinkJob{}, err
	}
	op := linkOp(p.LinkRequest)
	switch {
	case p.Blocked != nil:
		return LinkJob{}, &LinkRefusal{Plan: p, Comment: commentMayDo(p, p.Blocked), err: p.Blocked}
	case p.Idle():
		return LinkJob{}, c.invalid(op, "there is nothing to write", "What was asked for is so already, or cannot be done.")
	}
	job := LinkJob{
		ID: p.Job, Request: p.LinkRequest, Host: c.account.Host, Before: p.Before, After: p.After, Status: LinkPlanned, At: j.now().UTC(),
		Undoes: p.Undoes, Text: p.Text, CommentID: p.CommentID, BeforeSum: bodySum(p.Before), AfterSum: bodySum(p.After), Writer: j.writer,
		Base: p.PR.Base.Ref, Closed: !p.PR.State.Open(),
	}
	job.Request.Elsewhere = nil // the plan has told of it
	for _, l := range p.Links {
		job.Links = append(job.Links, l.kept())
	}
	if job.ID == "" {
		var id [8]byte
		_, _ = rand.Read(id[:]) // never fails
		job.ID = hex.EncodeToString(id[:])
	}
	if err := j.begin(ctx, job); err != nil {
		return LinkJob{}, fmt.Errorf("%s: nothing was sent, because it could not be noted first: %w", op, err)
	}
	return job, nil
}

// begin puts a planned job on the list, on disk or, where there is none, in
// memory.
func (j *LinkJobs) begin(ctx context.Context, job LinkJob) error {
	put := func(f *linkFile) error {
		if old := f.find(job.ID); old != nil {
			if old.Status != LinkPlanned && old.Status != LinkRefused {
				return fmt.Errorf("another hubtrail has just carried it out")
			}
			*old = job
			return nil
		}
		f.Jobs = append(f.Jobs, job)
		return nil
	}
	err := j.update(ctx, j.disk, put)
	if errors.Is(err, store.ErrNoFolder) {
		return j.update(ctx, j.memory, put)
	}
	return err
}

// Forget takes a job off the list. One that is being written now is kept, and
// the error says so. What was written stays so.
func (j *LinkJobs) Forget(ctx context.Context, id string) error {
	for _, from := range []StateStore{j.memory, j.disk} {
		err := j.update(ctx, from, func(f *linkFile) error {
			if old := f.find(id); old != nil && old.Status == LinkWriting && j.live(*old) {
				return j.beingWritten(*old)
			}
			f.Jobs = slices.DeleteFunc(f.Jobs, func(o LinkJob) bool { return o.ID == id })
			return nil
		})
		if err != nil && !errors.Is(err, store.ErrNoFolder) {
			return fmt.Errorf("forget a link: %w", err)
		}
	}
	return nil
}

func (j *LinkJobs) beingWritten(job LinkJob) error {
	return fmt.Errorf("%w since %s, perhaps by another hubtrail: wait for it, or try again after %s",
		ErrBeingSent, job.WritingAt.Local().Format("15:04:05"), job.WritingAt.Add(alive).Local().Format("15:04:05"))
}

// kept is a link as it is stored: with what a list shows of its far end.
func (l Link) kept() Link {
	o := l.Other
	l.Other = Issue{IssueRef: o.IssueRef, Pull: o.Pull, State: o.State, Title: o.Title, Author: o.Author, URL: o.URL}
	return l
}

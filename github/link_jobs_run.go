package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// betweenWrites is what GitHub asks to leave between two writes. A batch sits it
// out before it reads, so that nothing lies between reading and writing.
const betweenWrites = time.Second

// Run carries a job out, once. The error is a *BodyChanged if somebody else
// edited the body meanwhile, a *LinkRefusal if it may not be written. It wraps
// ErrNotSent if an answer was lost and the body was then found as it was: it may
// be run again. It wraps ErrUnclear if it could not be looked for. emit, which
// may be nil, hears what is being done.
//
// When the context ends before the write begins, nothing is written; a write
// that has begun is finished.
func (j *LinkJobs) Run(ctx context.Context, id string, emit func(LinkProgress)) (LinkJob, error) {
	return j.run(ctx, id, func(job LinkJob, note string) {
		if emit != nil {
			done := 0
			if job.finished() {
				done = 1
			}
			emit(LinkProgress{Job: job, Done: done, Total: 1, Note: note})
		}
	})
}

// RunAll carries out jobs one after the other. One that fails does not stop the
// others: the error names each. When the context ends, the job at hand is
// finished, and the rest stays planned. The jobs are returned in the order
// given, as they are kept now.
func (j *LinkJobs) RunAll(ctx context.Context, ids []string, emit func(LinkProgress)) ([]LinkJob, error) {
	var jobs []LinkJob
	var failed []error
	for n, id := range ids {
		if n > 0 {
			wait(ctx, betweenWrites)
		}
		if ctx.Err() != nil {
			if job, ok := j.Find(id); ok {
				jobs = append(jobs, job)
			}
			continue
		}
		job, err := j.run(ctx, id, func(job LinkJob, note string) {
			if emit != nil {
				emit(LinkProgress{Job: job, Done: n, Total: len(ids), Note: note})
			}
		})
		if err != nil {
			failed = append(failed, err)
		}
		jobs = append(jobs, job)
		if emit != nil {
			emit(LinkProgress{Job: job, Done: n + 1, Total: len(ids)})
		}
	}
	if ctx.Err() != nil {
		failed = append(failed, context.Cause(ctx))
	}
	return jobs, errors.Join(failed...)
}

// linkRun is one attempt to carry a job out, or to find out about it.
type linkRun struct {
	jobs   *LinkJobs
	home   StateStore // where the job is kept
	job    LinkJob
	client *Client
	emit   func(LinkJob, string)
	sent   bool // a request that writes has left, now or in an earlier attempt
}

// open finds a job and takes it for this process.
func (j *LinkJobs) open(id string, emit func(LinkJob, string)) (*linkRun, func(), error) {
	home, job, err := j.locate(id)
	if err != nil {
		return nil, nil, err
	}
	c, err := j.accounts.Client(job.Request.Place.Account)
	if err != nil {
		return nil, nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.running[id] {
		return nil, nil, fmt.Errorf("%s: %w", linkOp(job.Request), ErrBeingSent)
	}
	j.running[id] = true
	release := func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		delete(j.running, id)
	}
	return &linkRun{jobs: j, home: home, job: job, client: c, emit: emit}, release, nil
}

func (j *LinkJobs) run(ctx context.Context, id string, emit func(LinkJob, string)) (LinkJob, error) {
	s, release, err := j.open(id, emit)
	if err != nil {
		return LinkJob{ID: id}, err
	}
	defer release()
	switch s.job.Status {
	case LinkDone, LinkUndone:
		return s.job, nil
	case LinkWriting, LinkUnclear:
		if err := s.resume(ctx); err != nil || s.job.Status != LinkPlanned {
			return s.job, err
		}
		// The person has not been told yet; it is for them to run it again.
		return s.job, s.absent(ctx, errors.New("hubtrail ended, or lost the connection, while it was being written"))
	}
	if s.job.Request.Comment {
		err = s.comment(ctx)
	} else {
		err = s.body(ctx)
	}
	return s.job, err
}

func (s *linkRun) op() string { return linkOp(s.job.Request) }

func (s *linkRun) tell(note string) { s.emit(s.job, note) }

// read reads the pull request as it is now.
func (s *linkRun) read(ctx context.Context) (pullNow, error) {
	return s.client.readPull(ctx, s.op(), s.job.Request.Place.Installation, s.job.Request.Pull)
}

// body changes the pull request's body: it is read, changed, read again and
// compared, written, and what was answered is compared.
func (s *linkRun) body(ctx context.Context) error {
	s.tell("reading " + s.job.Request.Pull.String())
	now, err := s.read(ctx)
	if err != nil {
		return s.stopped(ctx, err, nil)
	}
	after, err := s.change(ctx, now)
	if err != nil || s.job.Status == LinkDone {
		return err
	}
	if err := s.mark(ctx); err != nil {
		return err
	}
	again, err := s.read(ctx)
	if err != nil {
		return s.stopped(ctx, err, &now)
	}
	if again.Body != now.Body {
		return s.changed(ctx, again)
	}
	if err := ctx.Err(); err != nil {
		return s.stopped(ctx, err, &now)
	}
	s.tell("writing " + s.job.Request.Pull.String())
	s.sent = true
	// What has begun is finished: its end has to be known.
	ctx = context.WithoutCancel(ctx)
	var got pullJSON
	err = s.client.write(ctx, ask{
		op: s.op(), installation: s.job.Request.Place.Installation, method: http.MethodPatch, path: pullPath(again.IssueRef, ""),
		body: map[string]string{"body": after},
	}, &got, func() bool { return got.Number == s.job.Request.Pull.Number })
	switch {
	case errors.Is(err, ErrUnclear):
		return s.lookAfter(ctx, err)
	case err != nil:
		return s.stopped(ctx, err, &now)
	}
	now.PullRequest = s.client.pull(got, s.job.Request.Pull.Repo)
	s.client.keepPull(s.job.Request.Place.Installation, now.PullRequest)
	if unified(now.Body) != unified(after) && !s.fulfilled(now.Body) {
		return s.lookAfter(ctx, errors.New("GitHub answered with another body than was sent"))
	}
	return s.done(ctx, now)
}

// change is the body to be written: what was planned, on what it was planned for.
func (s *linkRun) change(ctx context.Context, now pullNow) (after string, err error) {
	job := &s.job
	before := bodySum(now.Body)
	switch {
	case now.Archived:
		e := s.client.fault(s.op(), ErrForbidden)
		e.Message, e.remedy = now.IssueRef.Repo.String()+" is archived, which makes it read-only", "Whoever administers the repository can take it out of the archive."
		return "", s.refuse(ctx, e, &now)
	case before == job.AfterSum:
		return "", s.done(ctx, now)
	case before != job.BeforeSum:
		return "", s.changed(ctx, now)
	case !now.State.Open() && !job.Closed && !job.Request.Unlink && job.Request.Kind == LinkCloses:
		e := s.client.fault(s.op(), ErrConflict)
		e.Message = fmt.Sprintf("the pull request was %s meanwhile, and closes nothing any more", now.State)
		e.remedy = "Close the issues by hand if they are done, or link another pull request."
		return "", s.refuse(ctx, e, &now)
	case now.Base.Ref != job.Base:
		return "", s.changed(ctx, now)
	}
	if bodySum(job.After) == job.AfterSum {
		return job.After, nil
	}
	// The texts were not kept: the same edit gives the same body.
	if s.client.edit(job.Request, now.Body, &after); bodySum(after) != job.AfterSum {
		return "", s.changed(ctx, now)
	}
	return after, nil
}

// mark puts on record that this attempt writes, unless another does.
func (s *linkRun) mark(ctx context.Context) error {
	j := s.jobs
	at := j.now().UTC()
	err := j.update(ctx, s.home, func(f *linkFile) error {
		old := f.find(s.job.ID)
		switch {
		case old == nil:
			return ErrLinkGone
		case old.Status == LinkWriting && j.now().Sub(old.WritingAt).Abs() < alive && !ended(old.Writer):
			return j.beingWritten(*old)
		case old.Status != s.job.Status || old.AfterSum != s.job.AfterSum:
			return errors.New("another hubtrail has just changed it: look at the list of links")
		}
		old.Status, old.WritingAt, old.Writer, old.Problem = LinkWriting, at, j.writer, ""
		s.job.Status, s.job.WritingAt, s.job.Writer, s.job.Problem = LinkWriting, at, j.writer, ""
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: nothing was sent: %w", s.op(), err)
	}
	return nil
}

package github

import (
	"context"
	"errors"
)

// Resume looks at GitHub for a job that has no known end, and writes nothing.
// The job's status is then LinkDone, or LinkPlanned, which means that nothing
// was written and it may be run; the job that it undoes is then LinkUndone. With
// an error it could not be found out.
func (j *LinkJobs) Resume(ctx context.Context, id string) (LinkJob, error) {
	s, release, err := j.open(id, func(LinkJob, string) {})
	if err != nil {
		return LinkJob{ID: id}, err
	}
	defer release()
	if s.job.Status == LinkWriting || s.job.Status == LinkUnclear {
		err = s.resume(ctx)
	}
	return s.job, err
}

// resume finds out about a job that an earlier run left without an end.
func (s *linkRun) resume(ctx context.Context) error {
	s.sent = true
	if s.job.Request.Comment {
		return s.resumeComment(ctx)
	}
	var now pullNow
	there, err := s.until(ctx, func() (there bool, err error) {
		if now, err = s.read(ctx); err != nil {
			return false, err
		}
		return s.written(now), nil
	})
	switch {
	case errors.Is(err, ErrBeingSent):
		return err
	case err != nil:
		return s.doubt(ctx, err)
	case there:
		return s.done(ctx, now)
	}
	s.unwritten(ctx, bodySum(now.Body) != s.job.BeforeSum)
	return nil
}

// until looks until what was written is there, or GitHub must be done with what
// was sent before the job was left. Whoever has not ended may be about to write.
func (s *linkRun) until(ctx context.Context, look func() (bool, error)) (bool, error) {
	end := s.job.WritingAt.Add(settled)
	for {
		there, err := look()
		if err != nil || there {
			return there, err
		}
		if s.foreign() {
			return false, s.jobs.beingWritten(s.job)
		}
		left := end.Sub(s.jobs.now())
		if left <= 0 || left > settled {
			return false, nil
		}
		if !wait(ctx, left) {
			return false, ctx.Err()
		}
	}
}

// unwritten notes that nothing of a job is there.
func (s *linkRun) unwritten(ctx context.Context, edited bool) {
	s.settle(ctx, func(job *LinkJob) {
		job.Status, job.Problem = LinkPlanned, "Nothing was written: hubtrail ended, or lost the connection, before GitHub took it. It can be run again."
		if edited {
			job.Problem = "Nothing of it is there, and the body was changed since: run it again, and the change is shown anew."
		}
	})
}

// foreign reports whether somebody else may be writing the job.
func (s *linkRun) foreign() bool {
	job := s.job
	return job.Status == LinkWriting && s.jobs.now().Sub(job.WritingAt).Abs() < alive && !ended(job.Writer)
}

// written reports whether a body is the one that was to be written, or says the
// same in the words of others.
func (s *linkRun) written(now pullNow) bool {
	return bodySum(now.Body) == s.job.AfterSum || s.fulfilled(now.Body)
}

// lookAfter looks for a write that has just ended without an answer: at once,
// and again when GitHub must be done with it.
func (s *linkRun) lookAfter(ctx context.Context, cause error) error {
	s.tell("the answer was lost: looking whether it was written")
	end := s.jobs.now().Add(settled)
	for {
		now, err := s.read(ctx)
		switch left := end.Sub(s.jobs.now()); {
		case err == nil && s.written(now):
			return s.done(ctx, now)
		case left > 0 && wait(ctx, left):
		case err == nil && ctx.Err() == nil && bodySum(now.Body) != s.job.BeforeSum:
			return s.changed(ctx, now)
		case err == nil && ctx.Err() == nil:
			return s.absent(ctx, cause)
		default:
			return s.doubt(ctx, cause)
		}
	}
}

// absent keeps a job whose body was found as it was.
func (s *linkRun) absent(ctx context.Context, cause error) error {
	e := s.client.fault(s.op(), ErrNotSent)
	e.Message, e.cause = cleanMessage(reason(cause)), beneath(cause)
	e.remedy = "hubtrail looked, and the body is as it was: it can be run again."
	s.settle(ctx, func(job *LinkJob) { job.Status, job.Problem = LinkPlanned, advice(e) })
	return e
}

// doubt keeps a job that could not be looked for.
func (s *linkRun) doubt(ctx context.Context, cause error) error {
	e := s.client.fault(s.op(), ErrUnclear)
	e.Message, e.cause = cleanMessage(reason(cause)), cause
	e.remedy = "It could not be looked for: hubtrail looks again before it writes anything."
	s.settle(ctx, func(job *LinkJob) { job.Status, job.Problem = LinkUnclear, advice(e) })
	if errors.Is(cause, context.Canceled) {
		return cause
	}
	return e
}

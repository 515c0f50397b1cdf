package github

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// settle notes what came of the attempt, if the job still is where the attempt
// left it.
func (s *linkRun) settle(ctx context.Context, change func(*LinkJob)) {
	was, at := s.job.Status, s.job.WritingAt
	change(&s.job)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleLimit)
	defer cancel()
	// If it fails, the job is on record as it was, and is looked for the next time.
	_ = s.jobs.update(ctx, s.home, func(f *linkFile) error {
		if old := f.find(s.job.ID); old != nil && old.Status == was && old.WritingAt.Equal(at) {
			change(old)
		}
		return nil
	})
}

// fulfilled reports whether a body says already what the job wants it to say.
func (s *linkRun) fulfilled(body string) bool {
	after := ""
	return len(s.client.edit(s.job.Request, body, &after)) == 0
}

// done notes that the body is as it should be, and asks GitHub what it makes of
// it. What others wrote is no change of this job, so that it has nothing to undo.
func (s *linkRun) done(ctx context.Context, now pullNow) error {
	s.finish(ctx, func(job *LinkJob) {
		job.Problem = ""
		if sum := bodySum(now.Body); sum != job.AfterSum {
			job.Problem = "The text is not just as it was sent: somebody edited it at the same time, or GitHub wrote it in its own way."
			job.After, job.AfterSum = now.Body, sum
		}
		for i := range job.Links {
			job.Links[i].Changed = job.Links[i].Changed && s.sent
		}
		if !s.sent {
			job.Problem = "It was there already, and nothing was sent."
		}
	})
	s.tell("asking GitHub whether it links them")
	links := s.client.readBack(ctx, s.job, now)
	s.settle(ctx, func(job *LinkJob) { job.Links = links })
	s.tell("")
	return nil
}

// finish notes that a job is done, and that the one it undoes is undone.
func (s *linkRun) finish(ctx context.Context, change func(*LinkJob)) {
	s.settle(ctx, func(job *LinkJob) {
		change(job)
		job.Status = LinkDone
	})
	if s.job.Undoes == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleLimit)
	defer cancel()
	for _, in := range []StateStore{s.jobs.memory, s.jobs.disk} {
		_ = s.jobs.update(ctx, in, func(f *linkFile) error {
			if old := f.find(s.job.Undoes); old != nil && old.Status == LinkDone {
				old.Status = LinkUndone
			}
			return nil
		})
	}
}

// changed plans anew on what somebody else made of the pull request. If they did
// what was wanted, the job is done.
func (s *linkRun) changed(ctx context.Context, now pullNow) error {
	if s.fulfilled(now.Body) {
		return s.done(ctx, now)
	}
	s.settle(ctx, func(job *LinkJob) {
		job.Status, job.Problem = LinkPlanned, "Somebody changed the pull request meanwhile, and nothing was written."
	})
	plan, err := s.client.planOn(ctx, s.job.Request, now)
	if err != nil {
		return err
	}
	plan.Undoes, plan.Job = s.job.Undoes, s.job.ID
	e := s.client.fault(s.op(), ErrConflict)
	e.Message = "somebody changed the pull request meanwhile, and nothing was overwritten"
	return &BodyChanged{Plan: plan, err: e}
}

// stopped keeps a job that was surely not carried out: refused, or to be run
// again where it was not GitHub's word on the matter. now is the pull request as
// it was read before, nil if it could not be.
func (s *linkRun) stopped(ctx context.Context, err error, now *pullNow) error {
	if is(err, ErrForbidden, ErrNotGranted, ErrSSO, ErrSuspended, ErrNotFound, ErrGone, ErrInvalid, ErrBlocked, ErrConflict) {
		return s.refuse(ctx, err, now)
	}
	s.settle(ctx, func(job *LinkJob) {
		job.Status, job.Problem = LinkPlanned, "Nothing was written: "+advice(err)
	})
	return err
}

// refuse notes a refusal.
func (s *linkRun) refuse(ctx context.Context, err error, now *pullNow) error {
	s.settle(ctx, func(job *LinkJob) {
		job.Status, job.Problem = LinkRefused, "Nothing was written: "+advice(err)
	})
	job := s.job
	plan := LinkPlan{
		LinkRequest: job.Request, Before: job.Before, After: job.After, Text: job.Text, Links: slices.Clone(job.Links),
		Blocked: err, Undoes: job.Undoes, Job: job.ID, CommentID: job.CommentID,
	}
	plan.PR.IssueRef = job.Request.Pull
	if now != nil {
		plan.PR = now.PullRequest
	}
	return &LinkRefusal{Plan: plan, Comment: now != nil && commentMayDo(plan, err), err: err}
}

// commentMayDo reports whether a comment can stand in for a body that may not be
// written: an archived repository takes neither.
func commentMayDo(p LinkPlan, refusal error) bool {
	var e *Error
	if p.Unlink || p.Comment || errors.As(refusal, &e) && strings.Contains(strings.ToLower(e.Message), "archived") {
		return false
	}
	return is(refusal, ErrForbidden, ErrNotGranted, ErrNotFound, ErrInvalid)
}

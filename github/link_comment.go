package github

import (
	"context"
	"errors"

	"hubtrail/github/store"
)

const commentsState = "link comments"

// renamedState keeps what is kept under any name under another one.
type renamedState struct {
	StateStore
	name string
}

func (r renamedState) State(string) ([]byte, error) { return r.StateStore.State(r.name) }

func (r renamedState) UpdateState(ctx context.Context, _ string, change func([]byte) ([]byte, error)) error {
	return r.StateStore.UpdateState(ctx, r.name, change)
}

// comment writes a comment as a draft is sent, or deletes one.
func (s *linkRun) comment(ctx context.Context) error {
	if s.job.Request.Unlink {
		return s.uncomment(ctx)
	}
	if err := s.mark(ctx); err != nil {
		return err
	}
	s.tell("writing a comment on " + s.job.Request.Pull.String())
	ctx = context.WithoutCancel(ctx)
	r, d := s.job.Request, s.jobs.comments
	_, err := d.Save(ctx, Draft{
		ID: s.job.ID, Kind: DraftComment, Place: r.Place, Host: s.job.Host, Repo: r.Pull.Repo, Number: r.Pull.Number, Body: s.job.Text,
	})
	switch {
	case errors.Is(err, ErrDraftGone): // an earlier run has sent it
		return s.commented(ctx, Delivery{}, nil)
	case err != nil && !errors.Is(err, store.ErrNoFolder):
		return s.stopped(ctx, err, nil)
	}
	got, err := d.Send(ctx, s.job.ID)
	return s.commented(ctx, got, err)
}

// commented notes what became of a comment.
func (s *linkRun) commented(ctx context.Context, got Delivery, err error) error {
	switch {
	case err == nil:
		s.finish(ctx, func(job *LinkJob) {
			job.Problem = ""
			if got.Comment.ID != 0 {
				job.CommentID = got.Comment.ID
			}
			for i := range job.Links {
				if got.Comment.URL != "" {
					job.Links[i].URL = got.Comment.URL
				}
			}
		})
		s.tell("")
		return nil
	case errors.Is(err, ErrUnclear), errors.Is(err, ErrBeingSent):
		s.settle(ctx, func(job *LinkJob) { job.Status, job.Problem = LinkUnclear, advice(err) })
		return err
	case errors.Is(err, ErrNotSent):
		s.settle(ctx, func(job *LinkJob) { job.Status, job.Problem = LinkPlanned, advice(err) })
		return err
	}
	return s.stopped(ctx, err, nil)
}

// uncomment deletes a comment that says what it said when it was written.
func (s *linkRun) uncomment(ctx context.Context) error {
	there, err := s.commentThere(ctx)
	switch {
	case err != nil:
		return s.stopped(ctx, err, nil)
	case !there:
		s.finish(ctx, func(job *LinkJob) { job.Problem = "" })
		return nil
	}
	if err := s.mark(ctx); err != nil {
		return err
	}
	s.tell("deleting a comment on " + s.job.Request.Pull.String())
	ctx = context.WithoutCancel(ctx)
	err = s.client.DeleteComment(ctx, s.job.Request.Place.Installation, s.job.Request.Pull, s.job.CommentID)
	if err != nil {
		if errors.Is(err, ErrUnclear) {
			return s.doubt(ctx, err)
		}
		return s.stopped(ctx, err, nil)
	}
	s.finish(ctx, func(job *LinkJob) { job.Problem = "" })
	s.tell("")
	return nil
}

// commentThere looks for the comment that is to be deleted.
func (s *linkRun) commentThere(ctx context.Context) (bool, error) {
	c := s.client
	now, _, err := c.readComment(ctx, s.op(), s.job.Request.Place.Installation, s.job.Request.Pull.Repo, s.job.CommentID)
	switch {
	case is(err, ErrNotFound, ErrGone):
		return false, nil
	case err != nil:
		return false, err
	case unified(now.Body) != unified(s.job.Text):
		e := c.fault(s.op(), ErrConflict)
		e.Message, e.remedy = "the comment was edited since", "Look at it on the web, and delete it there if it is not needed: "+now.URL
		return false, e
	}
	return true, nil
}

// resumeComment finds out about a comment that an earlier run left without an
// end. It writes nothing: a draft that was sent once is looked for first, and
// then left to the person.
func (s *linkRun) resumeComment(ctx context.Context) error {
	if s.job.Request.Unlink {
		gone, err := s.until(ctx, func() (bool, error) {
			there, err := s.commentThere(ctx)
			return !there, err
		})
		switch {
		case errors.Is(err, ErrBeingSent):
			return err
		case err != nil:
			return s.doubt(ctx, err)
		case gone:
			s.finish(ctx, func(job *LinkJob) { job.Problem = "" })
		default:
			s.unwritten(ctx, false)
		}
		return nil
	}
	d := s.jobs.comments
	switch draft, ok := d.Find(s.job.ID); {
	case !ok && d.gone(s.job.ID):
		return s.commented(ctx, Delivery{}, nil)
	case (!ok || draft.Sent == "") && s.foreign():
		return s.jobs.beingWritten(s.job)
	case !ok || draft.Sent == "":
		s.unwritten(ctx, false)
		return nil
	}
	got, err := d.Send(ctx, s.job.ID)
	return s.commented(ctx, got, err)
}

// gone reports whether a draft is known to have been sent or thrown away.
func (d *Drafts) gone(id string) bool {
	for _, in := range []StateStore{d.memory, d.disk} {
		data, err := in.State(draftsState)
		if err != nil {
			continue
		}
		if f, err := decodeDrafts(data); err == nil && !f.Gone[id].IsZero() {
			return true
		}
	}
	return false
}

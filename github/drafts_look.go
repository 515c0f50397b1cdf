package github

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"
)

// ErrNotSent is wrapped when GitHub gave no answer to a draft and was then found
// not to have it.
var ErrNotSent = errors.New("it was not sent")

const (
	// beforehand is how much earlier than GitHub's clock had it, when sending
	// began, a text may seem to be made: its machines do not agree to the second.
	beforehand = 10 * time.Second

	// lookPages bounds how many pages of 100 are looked through.
	lookPages = 20
)

// lookBefore looks for a draft whose earlier sending ended without an answer.
// done is true if it was there, or if it must not be sent now, with the error.
func (s *sending) lookBefore(ctx context.Context) (got Delivery, done bool, err error) {
	found, err := s.look(ctx)
	switch {
	case err != nil && s.drafts.live(s.draft):
		return Delivery{}, true, s.drafts.beingSent(s.draft)
	case err != nil:
		return Delivery{}, true, s.doubt(ctx, err)
	case found != nil:
		got, err := s.deliver(ctx, *found)
		return got, true, err
	case s.drafts.live(s.draft):
		return Delivery{}, true, s.drafts.beingSent(s.draft)
	case s.draft.Status != DraftEditing:
		// The person has not been told yet; it is for them to send it again.
		return Delivery{}, true, s.absent(ctx, errors.New("hubtrail ended, or lost the connection, while it was being sent"))
	}
	return Delivery{}, false, nil
}

// lookAfter looks for a draft whose sending has just ended without an answer:
// at once, and again when GitHub must be done with it.
func (s *sending) lookAfter(ctx context.Context, cause error) (Delivery, error) {
	end := s.drafts.now().Add(settled)
	for {
		found, err := s.look(ctx)
		switch left := end.Sub(s.drafts.now()); {
		case err == nil && found != nil:
			return s.deliver(ctx, *found)
		case left > 0 && wait(ctx, left):
		case err == nil && ctx.Err() == nil:
			return Delivery{}, s.absent(ctx, cause)
		default:
			return Delivery{}, s.doubt(ctx, cause)
		}
	}
}

// wait sits out a time, unless the context ends first.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// absent keeps a draft that GitHub does not have.
func (s *sending) absent(ctx context.Context, cause error) error {
	e := s.client.fault(s.op(), ErrNotSent)
	e.Message, e.cause = cleanMessage(reason(cause)), beneath(cause)
	e.remedy = "hubtrail looked, and it is not there: you can send it again."
	s.settle(ctx, func(_ *draftFile, draft *Draft) {
		// Sent stays: the next sending looks again before it writes.
		draft.Status, draft.Problem = DraftEditing, advice(e)
	})
	return e
}

// doubt keeps a draft that could not be looked for.
func (s *sending) doubt(ctx context.Context, cause error) error {
	e := s.client.fault(s.op(), ErrUnclear)
	e.Message, e.cause = cleanMessage(reason(cause)), cause
	e.remedy = "It could not be looked for: send it again later, and hubtrail looks before it writes."
	s.settle(ctx, func(_ *draftFile, draft *Draft) {
		draft.Status, draft.Problem = DraftUnclear, advice(e)
	})
	return e
}

// reason is what went wrong, without what was being done.
func reason(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	if errors.Is(e.kind, ErrUnclear) {
		return e.Message
	}
	return e.Reason()
}

// beneath is what made an answer unclear, without its being so.
func beneath(err error) error {
	var e *Error
	if errors.As(err, &e) && errors.Is(e.kind, ErrUnclear) {
		return e.cause
	}
	return err
}

// look asks GitHub whether it has what was sent; nil without an error means that
// it has not.
func (s *sending) look(ctx context.Context) (*Delivery, error) {
	d, c := s.draft, s.client
	if d.Kind == DraftEdit {
		now, _, err := c.readComment(ctx, s.op(), d.Place.Installation, d.Repo, d.CommentID)
		if err != nil || textPrint("", now.Body) != d.Sent {
			return nil, err
		}
		return &Delivery{Comment: now, Found: true}, nil
	}
	login, err := c.actor(ctx)
	if err != nil {
		return nil, err
	}
	since := d.Since.Add(-beforehand)
	query := url.Values{"since": {since.Format(time.RFC3339)}}
	if d.Kind == DraftIssue {
		query.Set("creator", login)
		query.Set("state", "all")
		q := ask{op: s.op(), installation: d.Place.Installation, path: repoPath(d.Repo, "/issues?"+query.Encode())}
		return lookThrough(ctx, c, q, func(w *issueJSON) *Delivery {
			if w.PullRequest != nil || !strings.EqualFold(w.User.login(), login) || w.CreatedAt.Before(since) || textPrint(w.Title, w.Body) != d.Sent {
				return nil
			}
			got := s.created(w)
			got.Found = true
			return &got
		})
	}
	q := ask{op: s.op(), installation: d.Place.Installation, path: issuePath(s.ref(), "/comments?"+query.Encode())}
	return lookThrough(ctx, c, q, func(w *commentJSON) *Delivery {
		if !strings.EqualFold(w.User.login(), login) || w.CreatedAt.Before(since) || textPrint("", w.Body) != d.Sent {
			return nil
		}
		return &Delivery{Comment: c.comment(*w), Found: true}
	})
}

// lookThrough reads pages until match finds something.
func lookThrough[W any](ctx context.Context, c *Client, q ask, match func(*W) *Delivery) (*Delivery, error) {
	for number := 1; number <= lookPages; number++ {
		var wire []W
		a, err := c.get(ctx, q.onPage(number), &wire)
		if err != nil {
			return nil, err
		}
		for i := range wire {
			if got := match(&wire[i]); got != nil {
				return got, nil
			}
		}
		if a.next == 0 {
			return nil, nil
		}
	}
	e := c.fault(q.op, ErrBadAnswer)
	e.Message, e.remedy = "there is too much to look through", "Look for it in the browser."
	return nil, e
}

// actor is the login that what this client writes appears under.
func (c *Client) actor(ctx context.Context) (string, error) {
	if c.app == nil {
		return c.login(ctx)
	}
	id, err := c.appIdentity(ctx)
	return id.Login + "[bot]", err
}

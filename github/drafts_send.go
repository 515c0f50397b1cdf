package github

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// MaxTitle and MaxBody are what GitHub takes, in characters.
	MaxTitle = 256
	MaxBody  = 65_536

	// settled is how long after a sending began GitHub has surely finished with
	// it: it gives up on a request after ten seconds.
	settled = 12 * time.Second

	// settleLimit is how long noting the outcome may take.
	settleLimit = 5 * time.Second
)

// Send sends a draft and removes it once GitHub has it. It is never sent twice:
// that it is being sent is on disk before the request leaves, and where an
// answer was lost, now or in an earlier run, GitHub is asked first whether it is
// there.
//
// After a clear refusal the draft is kept for editing, with the reason as its
// Problem; so it is when it was looked for and is not there, and the error wraps
// ErrNotSent. If it could not be looked for, the draft stays unclear and the
// error wraps ErrUnclear.
func (d *Drafts) Send(ctx context.Context, id string) (Delivery, error) {
	home, draft, err := d.locate(id)
	if err != nil {
		return Delivery{}, err
	}
	s := sending{drafts: d, home: home, draft: draft}
	if s.client, err = d.accounts.Client(draft.Place.Account); err != nil {
		return Delivery{}, s.refuse(ctx, err)
	}
	if draft.Sent != "" {
		if got, done, err := s.lookBefore(ctx); done || err != nil {
			return got, err
		}
	}
	if err := s.check(); err != nil {
		return Delivery{}, s.refuse(ctx, err)
	}
	there, since, err := s.prepare(ctx)
	switch {
	case err != nil:
		return Delivery{}, s.refuse(ctx, err)
	case there != nil:
		return s.deliver(ctx, *there)
	}
	if err := s.mark(ctx, since); err != nil {
		return Delivery{}, err
	}
	got, err := s.post(ctx)
	switch {
	case err == nil:
		return s.deliver(ctx, got)
	case errors.Is(err, ErrUnclear):
		return s.lookAfter(ctx, err)
	}
	return Delivery{}, s.refuse(ctx, err)
}

// locate finds a draft and the store that keeps it.
func (d *Drafts) locate(id string) (StateStore, Draft, error) {
	for _, in := range []StateStore{d.memory, d.disk} {
		for _, draft := range d.read(in) {
			if draft.ID == id {
				return in, draft, nil
			}
		}
	}
	return nil, Draft{}, ErrDraftGone
}

// sending is one attempt to send a draft.
type sending struct {
	drafts *Drafts
	home   StateStore // where the draft is kept
	draft  Draft
	client *Client
}

// op is what is done, for errors.
func (s *sending) op() string {
	d := s.draft
	switch d.Kind {
	case DraftIssue:
		return "create an issue in " + d.Repo.String()
	case DraftEdit:
		return "edit a comment on " + s.ref().String()
	default:
		return "comment on " + s.ref().String()
	}
}

func (s *sending) ref() IssueRef { return IssueRef{Repo: s.draft.Repo, Number: s.draft.Number} }

// check refuses what GitHub would not take.
func (s *sending) check() error {
	d, c := s.draft, s.client
	if err := c.checkRepo(s.op(), d.Repo); err != nil {
		return err
	}
	title, body := utf8.RuneCountInString(d.Title), utf8.RuneCountInString(d.Body)
	switch {
	case d.Kind == DraftIssue && strings.TrimSpace(d.Title) == "":
		return c.invalid(s.op(), "it has no title", "Write a title.")
	case d.Kind == DraftIssue && title > MaxTitle:
		return c.invalid(s.op(), fmt.Sprintf("the title has %d characters, and GitHub takes %d", title, MaxTitle), "Make it shorter.")
	case d.Kind != DraftIssue && strings.TrimSpace(d.Body) == "":
		return c.invalid(s.op(), "there is no text", "Write something, or throw the draft away.")
	case body > MaxBody:
		return c.invalid(s.op(), fmt.Sprintf("the text has %d characters, and GitHub takes %d", body, MaxBody), "Make it shorter, or send it in parts.")
	}
	return nil
}

// mark puts on record that this attempt sends the draft, unless another does.
func (s *sending) mark(ctx context.Context, since time.Time) error {
	d := s.drafts
	at := d.now().UTC()
	err := d.update(ctx, s.home, func(f *draftFile) error {
		old := f.find(s.draft.ID)
		switch {
		case old == nil:
			return ErrDraftGone
		case d.live(*old):
			return d.beingSent(*old)
		case !old.sameText(s.draft) || old.Sent != s.draft.Sent:
			return fmt.Errorf("another hubtrail has just changed this draft, so it was not sent: read it, and send it again")
		}
		old.Status, old.SentAt, old.Since, old.Problem, old.Sent = DraftSending, at, since, "", old.print()
		s.draft = *old
		return nil
	})
	if err != nil {
		return fmt.Errorf("nothing was sent: %w", err)
	}
	return nil
}

// settle notes what came of the attempt, if the draft still is where the attempt
// left it.
func (s *sending) settle(ctx context.Context, change func(f *draftFile, draft *Draft)) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleLimit)
	defer cancel()
	// If it fails, the draft is on record as being sent, and is looked for the
	// next time.
	_ = s.drafts.update(ctx, s.home, func(f *draftFile) error {
		old := f.find(s.draft.ID)
		if old != nil && old.Status == s.draft.Status && old.SentAt.Equal(s.draft.SentAt) {
			change(f, old)
		}
		return nil
	})
}

// deliver removes the draft, but for changes made to it since it was sent.
func (s *sending) deliver(ctx context.Context, got Delivery) (Delivery, error) {
	d := s.drafts
	s.settle(ctx, func(f *draftFile, draft *Draft) {
		if s.draft.Sent == "" || draft.print() == s.draft.Sent {
			f.finish(draft.ID, d.now())
			return
		}
		got.Kept = true
		draft.Status, draft.Sent, draft.SentAt = DraftEditing, "", time.Time{}
		switch draft.Kind {
		case DraftIssue:
			draft.Problem = fmt.Sprintf("The text as it was before your last changes is %s now. Sending this makes another issue.", got.Issue.IssueRef)
		default:
			draft.Kind, draft.CommentID, draft.Base = DraftEdit, got.Comment.ID, got.Comment.Body
			draft.Problem = "The text as it was before your last changes had arrived. Sending this edits it."
		}
	})
	if s.home == d.memory && !got.Kept {
		// The disk may have it as it was before it could not be kept there.
		_ = d.update(context.WithoutCancel(ctx), d.disk, func(f *draftFile) error { f.finish(s.draft.ID, d.now()); return nil })
	}
	return got, nil
}

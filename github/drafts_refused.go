package github

import (
	"context"
	"errors"
	"fmt"

	"hubtrail/github/store"
)

// refuse keeps the draft for editing, with what is wrong.
func (s *sending) refuse(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	var conflict *EditConflict
	var moved *movedIssue
	s.settle(ctx, func(_ *draftFile, draft *Draft) {
		draft.Status, draft.Problem, draft.Sent = DraftEditing, advice(err), ""
		switch {
		case errors.As(err, &conflict):
			draft.Theirs = conflict.Theirs
		case errors.As(err, &moved) && draft.Kind == DraftComment:
			draft.Repo, draft.Number = moved.to.Repo, moved.to.Number
			draft.Problem = fmt.Sprintf("Nothing was sent: the issue was transferred to %s. Sending again comments there.", moved.to)
		}
	})
	return err
}

// EditConflict says that a comment was changed by others since its editing
// began. Nothing was overwritten.
type EditConflict struct {
	Ours, Theirs string // the draft's text and the comment's
	err          error
}

// Error is one line.
func (e *EditConflict) Error() string { return e.err.Error() }

// Unwrap makes it an ErrConflict.
func (e *EditConflict) Unwrap() error { return e.err }

// Remedy is what to do next.
func (e *EditConflict) Remedy() string {
	return "Both texts are kept: read theirs, put into yours what must stay, and send again."
}

// advice is an error in words, with what to do next.
func advice(err error) string {
	words := err.Error()
	var e *Error
	if errors.As(err, &e) {
		words = e.Reason()
	}
	var r interface{ Remedy() string }
	if errors.As(err, &r) && r.Remedy() != "" {
		words += ". " + r.Remedy()
	}
	return words
}

// Secret reports whether an error of Save means that the text has a token or a
// private key in it.
func Secret(err error) bool { return errors.Is(err, store.ErrSecret) }

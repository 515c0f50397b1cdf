package github

import "errors"

// BodyChanged says that somebody changed the pull request since a link was
// planned. Nothing was written; Plan is the same request on what is there now,
// and takes the place of the job when it is started.
type BodyChanged struct {
	Plan LinkPlan
	err  error
}

// Error is one line.
func (e *BodyChanged) Error() string { return e.err.Error() }

// Unwrap makes it an ErrConflict.
func (e *BodyChanged) Unwrap() error { return e.err }

// Remedy is what to do next.
func (e *BodyChanged) Remedy() string {
	return "Nothing was written. Look at the change to the text as it is now, and confirm it again."
}

// LinkRefusal says that GitHub, or what is known of it, refuses to have a pull
// request's body changed. Nothing was written; Plan is the request with Blocked
// set. Where Comment is true, PlanLink for the same request with Comment set
// plans a comment instead.
type LinkRefusal struct {
	Plan    LinkPlan
	Comment bool
	err     error
}

// Error is one line.
func (e *LinkRefusal) Error() string { return e.err.Error() }

// Unwrap gives the refusal.
func (e *LinkRefusal) Unwrap() error { return e.err }

// Remedy is what to do next.
func (e *LinkRefusal) Remedy() string {
	words := ""
	var r interface{ Remedy() string }
	if errors.As(e.err, &r) {
		words = r.Remedy()
	}
	if !e.Comment {
		return words
	}
	if words != "" {
		words += " "
	}
	return words + "A comment that refers to the issues may do instead."
}

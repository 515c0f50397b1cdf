package github

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"hubtrail/github/transport"
)

// NewIssue is an issue to be created.
type NewIssue struct {
	Title     string
	Body      string
	Labels    []string
	Assignees []string
}

// writeTimeout bounds a write from its beginning to the end of its answer. What
// GitHub has not begun by then it never will.
const writeTimeout = time.Minute

// write makes a request that changes something, once: it is never sent again.
// The error wraps ErrUnclear if the request may have been carried out all the
// same. v takes the JSON of the answer, which valid finds to be of what was
// written; a nil v expects none.
func (c *Client) write(ctx context.Context, q ask, v any, valid func() bool) error {
	if c.account.Kind == KindClone {
		return c.invalid(q.op, "a clone has no issues to write to", "Add an account for the host: see the configuration file.")
	}
	s, err := c.session(ctx, q.installation)
	if err != nil {
		return c.failed(q.op, &session{}, err)
	}
	ctx, cancel := context.WithTimeout(transport.WithUrgency(ctx, transport.Waiting), writeTimeout)
	defer cancel()
	a, err := c.exchange(ctx, s, q)
	switch {
	case err != nil && unsent(err):
		return c.notWritten(c.failed(q.op, s, err))
	case err != nil:
		return c.unclear(q.op, c.failed(q.op, s, err))
	case a.status < 200 || a.status > 299:
		err := c.refused(q.op, s, a)
		if a.status < 400 || a.status > 499 || a.status == http.StatusRequestTimeout || a.html() {
			return c.unclear(q.op, err)
		}
		return err
	}
	if c.token != nil {
		// GitHub has done it: that the token cannot be read again now is told by
		// the next request.
		_ = c.learn(ctx)
	}
	if v == nil {
		return nil
	}
	if a.html() || json.Unmarshal(a.body, v) != nil || !valid() {
		return c.unclear(q.op, c.unreadable(q.op, a))
	}
	return nil
}

// unsent reports whether an error proves that nothing was written: the request
// did not leave, or GitHub answered with a refusal.
func unsent(err error) bool {
	var (
		paused     *transport.Paused
		credential *transport.CredentialError
		redirected *transport.RedirectError
		minting    *Error
		dns        *net.DNSError
		dial       *net.OpError
	)
	switch {
	case errors.As(err, &paused), errors.As(err, &credential), errors.As(err, &redirected), errors.As(err, &minting), errors.As(err, &dns):
		return true
	case errors.As(err, &dial):
		return dial.Op == "dial"
	}
	_, kind := network(err)
	return kind == ErrTLS
}

// notWritten gives the refusal to follow a redirect the remedy of a write.
func (c *Client) notWritten(err error) error {
	var e *Error
	var redirected *transport.RedirectError
	if errors.As(err, &redirected) && errors.As(err, &e) {
		moved := *e
		moved.remedy = "Nothing was written. Open it where it is now, and write there."
		return &moved
	}
	return err
}

// unclear is the error of a write that may have been carried out.
func (c *Client) unclear(op string, err error) error {
	u := c.fault(op, ErrUnclear)
	u.cause = err
	u.remedy = "Look before you try again: it may have been done."
	var e *Error
	if errors.As(err, &e) {
		u.Message, u.RequestID = cleanMessage(e.Reason()), e.RequestID
	} else {
		u.Message = cleanMessage(err.Error())
	}
	return u
}

// SetIssueState closes or reopens an issue or pull request. reason is why an
// issue is closed: completed, not_planned, duplicate; "" is GitHub's own. It
// reads first, writes nothing if it is so already, and returns what GitHub has
// afterwards. Where the answer to the write leaves it open, it reads again; the
// error wraps ErrUnclear only if that fails too.
func (c *Client) SetIssueState(ctx context.Context, installation int64, ref IssueRef, open bool, reason string) (Issue, error) {
	verb := "close "
	if open {
		verb, reason = "reopen ", ""
	}
	op := verb + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return Issue{}, err
	}
	before, _, err := c.readIssue(ctx, op, installation, ref)
	if err != nil {
		return Issue{}, err
	}
	if before.Pull {
		reason = ""
	}
	if before.State.Open() == open && (open || reason == "" || before.Reason == reason) {
		return before, nil
	}
	body := map[string]string{"state": "closed"}
	if open {
		body["state"] = "open"
	} else if reason != "" {
		body["state_reason"] = reason
	}
	var w issueJSON
	err = c.write(ctx, ask{op: op, installation: installation, method: http.MethodPatch, path: issuePath(ref, ""), body: body}, &w, func() bool { return w.Number == ref.Number })
	after := c.issue(w, ref.Repo)
	if errors.Is(err, ErrUnclear) && ctx.Err() == nil {
		now, _, lookErr := c.readIssue(ctx, op, installation, ref)
		if lookErr != nil {
			return Issue{}, err
		}
		after, err = now, nil
	}
	switch {
	case err != nil:
		return Issue{}, err
	case after.State.Open() != open:
		e := c.fault(op, ErrConflict)
		e.Message, e.remedy = "it is "+after.State.String()+" still", "Reload, and try again."
		return after, e
	}
	c.keepIssue(installation, after)
	return after, nil
}

// DeleteComment deletes a comment of an issue's or pull request's conversation.
// One that is gone already counts as deleted.
func (c *Client) DeleteComment(ctx context.Context, installation int64, ref IssueRef, id int64) error {
	op := "delete a comment on " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return err
	}
	err := c.write(ctx, ask{op: op, installation: installation, method: http.MethodDelete, path: commentPath(ref.Repo, id)}, nil, nil)
	if is(err, ErrNotFound, ErrGone) {
		return nil
	}
	if !errors.Is(err, ErrUnclear) || ctx.Err() != nil {
		return err
	}
	switch _, _, lookErr := c.readComment(ctx, op, installation, ref.Repo, id); {
	case is(lookErr, ErrNotFound, ErrGone):
		return nil
	case lookErr != nil:
		return err
	}
	e := c.fault(op, ErrConflict)
	e.Message, e.remedy, e.cause = "it is there still", "Try again.", err
	return e
}

func commentPath(repo RepoRef, id int64) string {
	return repoPath(repo, "/issues/comments/"+strconv.FormatInt(id, 10))
}

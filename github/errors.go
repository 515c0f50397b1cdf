package github

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"hubtrail/github/auth"
)

// The sentinels a caller can act on; an *Error answers errors.Is for them.
var (
	ErrBadCredentials  = errors.New("the credentials were refused")
	ErrBadKey          = errors.New("the App's key or id was refused")
	ErrClock           = errors.New("this machine's clock and GitHub's disagree")
	ErrForbidden       = errors.New("this is not allowed")
	ErrNotGranted      = errors.New("a permission is missing")
	ErrSSO             = errors.New("single sign-on has not been authorised")
	ErrSuspended       = errors.New("the installation is suspended")
	ErrNotFound        = errors.New("it does not exist, or is private and not visible to this account")
	ErrEmptyRepository = errors.New("the repository has no commits yet")
	ErrGone            = errors.New("it is gone")
	ErrInvalid         = errors.New("the request was refused as invalid")
	ErrRateLimited     = errors.New("the rate limit is used up")
	ErrOffline         = errors.New("the host cannot be reached")
	ErrTimeout         = errors.New("no answer in time")
	ErrServer          = errors.New("the server failed")
	ErrBadAnswer       = errors.New("the answer cannot be used")
	ErrBlocked         = errors.New("access was blocked by GitHub")
	ErrConflict        = errors.New("it conflicts with the present state")
	ErrTLS             = errors.New("the connection cannot be trusted")
	ErrUnclear         = errors.New("it is not known whether it was done")
	ErrUnsupported     = errors.New("the host does not offer this")
	ErrBinary          = errors.New("it is a binary file")
	ErrTooLarge        = errors.New("it is too large")
	ErrNothingBefore   = errors.New("there is no step behind this commit")
	ErrNoRef           = errors.New("it begins with no branch or tag")
)

// Error is a request that failed, with all that helps a person. It wraps one of
// the sentinels and, where there is one, the error beneath, so that a cancelled
// request still is context.Canceled. Its texts hold no credentials.
type Error struct {
	Op        string // what was being done: "list repositories of acme"
	Host      string
	Account   string
	Status    int       // of the HTTP answer, 0 without one
	Message   string    // GitHub's own words, cleaned, at most 300 characters
	RequestID string    // X-GitHub-Request-Id
	Needed    string    // the permissions that would have done, as GitHub writes them: "issues=read; pull_requests=read"
	URL       string    // a page of the same host where it can be mended, "" if none is known
	Until     time.Time // when a rate limit ends

	kind   error
	remedy string // instead of the kind's usual one
	cause  error
}

// Error is one line: what was being done, what happened, and GitHub's words.
func (e *Error) Error() string { return auth.Redact(e.Op) + ": " + e.Reason() }

// Reason is Error without what was being done, for where that is plain.
func (e *Error) Reason() string {
	var b strings.Builder
	switch {
	case errors.Is(e.kind, ErrOffline), errors.Is(e.kind, ErrTimeout), errors.Is(e.kind, ErrTLS):
		fmt.Fprintf(&b, "%s: %v", e.Host, e.kind)
	case errors.Is(e.kind, ErrRateLimited) && !e.Until.IsZero():
		fmt.Fprintf(&b, "%v until %s", e.kind, e.Until.Local().Format("15:04:05"))
	default:
		b.WriteString(e.kind.Error())
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Status != 0 {
		fmt.Fprintf(&b, " (%s answered %d)", e.Host, e.Status)
	}
	return auth.Redact(b.String())
}

// Unwrap gives the sentinel and the error beneath.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.kind}
	}
	return []error{e.kind, e.cause}
}

// ResumesAt is when a rate limit ends; zero for every other failure.
func (e *Error) ResumesAt() time.Time { return e.Until }

// Remedy is what to do next, in one sentence or two; "" when there is nothing
// to do but wait for hubtrail, or nothing wrong.
func (e *Error) Remedy() string {
	if e.remedy != "" {
		return e.remedy
	}
	switch e.kind {
	case ErrBadCredentials:
		return fmt.Sprintf("Sign in again: the token of account %s at %s is wrong, expired or revoked.", e.Account, e.Host)
	case ErrBadKey:
		return "Check that the App id and the private key belong together and to this host; the App's settings page makes a new key."
	case ErrClock:
		return "Set this machine's clock right, best by switching on automatic time."
	case ErrNotGranted:
		return e.granting()
	case ErrSSO:
		return "Authorise the token for the organisation's single sign-on; the link is good for an hour."
	case ErrSuspended:
		return "Whoever suspended it must lift it: an administrator of the account, or the App's owner. Other installations go on working."
	case ErrNotFound:
		return "Check the name, and that this account may see it: GitHub hides private things it does not grant."
	case ErrGone:
		return "It was deleted or switched off; there is no use in trying again."
	case ErrRateLimited:
		if e.Until.IsZero() {
			return "Requests go on by themselves after a pause; what is cached stays on screen."
		}
		return "Requests resume at " + e.Until.Local().Format("15:04") + "; what is cached stays on screen."
	case ErrOffline:
		return "Check the network, the proxy and the host's name; what is cached stays on screen."
	case ErrTimeout:
		return "Try again; if it lasts, check the network or githubstatus.com."
	case ErrServer:
		return "Try again in a moment; githubstatus.com tells of outages."
	case ErrBadAnswer:
		return "Try again; a proxy or a sign-in page between here and " + e.Host + " may have answered instead."
	case ErrBlocked:
		return "GitHub has taken it down; its page tells why."
	case ErrConflict:
		return "Reload, and try again with what is there now."
	case ErrTLS:
		return "If the host uses its own certificate authority, add that to the system's trusted ones; otherwise something is intercepting the connection."
	case ErrInvalid:
		return "Correct what GitHub names; if it is nothing you entered, please report it with request id " + orUnknown(e.RequestID) + "."
	case ErrUnsupported:
		return "This server is older than the feature, or lacks it: everything else works."
	case ErrBinary, ErrTooLarge:
		return "Open it in the browser, or in a clone."
	case ErrNothingBefore:
		return "Open the commit itself."
	case ErrNoRef:
		return "Check the branch or tag in the address: it may have been deleted."
	case ErrForbidden:
		return "Ask an administrator of the account or organisation."
	}
	return ""
}

func (e *Error) granting() string {
	what := "a permission it lacks"
	if e.Needed != "" {
		what = e.Needed
	}
	if e.URL != "" {
		return fmt.Sprintf("Grant %s: %s", what, e.URL)
	}
	return fmt.Sprintf("Grant %s in the settings of the installation or token.", what)
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// fault is the error of an operation, for its maker to fill in.
func (c *Client) fault(op string, kind error) *Error {
	return &Error{Op: cleanMessage(op), Host: c.shown(), Account: c.account.Name, kind: kind}
}

// canceled keeps a cancelled request recognisable without dressing it up.
func canceled(op string, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", op, context.Canceled)
	}
	return nil
}

// maxMessage is the longest text of GitHub's that an error carries, in characters.
const maxMessage = 300

// cleanMessage makes one plain line of a text from outside: no control, format
// or private characters, single spaces, no secrets, a bounded length.
func cleanMessage(s string) string {
	if len(s) > 64*maxMessage {
		s = s[:64*maxMessage]
	}
	s = auth.Redact(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	space, count := false, 0
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
			count++
		}
		if count >= maxMessage-1 {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
		count++
	}
	return b.String()
}

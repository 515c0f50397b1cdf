package transport

import (
	"fmt"
	"time"
)

// Paused says that a request was not sent, because GitHub would have refused it.
type Paused struct {
	// Until is when requests may go again, by our clock.
	Until time.Time
	// Resource is the budget that is used up ("core", "search", "graphql"...); of a secondary limit,
	// the one whose request met it, though the pause holds for all.
	Resource string
	// Secondary tells a limit on speed from a used-up budget.
	Secondary bool
}

func (p *Paused) Error() string {
	if p.Secondary {
		return fmt.Sprintf("GitHub asked for a pause, until %s: requests go on by themselves after it", p.Until.Local().Format("15:04:05"))
	}
	return fmt.Sprintf("GitHub's %s budget is used up until %s: wait, or use another account", p.Resource, p.Until.Local().Format("15:04:05"))
}

// Limited is GitHub's refusal of a request because of a limit. It stands in for the response, and
// errors.As finds the Paused in it.
type Limited struct {
	Paused
	Status    int    // 403, 429, or 200 from GraphQL
	Message   string // GitHub's words, untrusted
	RequestID string
}

// Unwrap makes a *Limited a *Paused too.
func (l *Limited) Unwrap() error { return &l.Paused }

// TooLarge says that an answer has more bytes than this program takes.
type TooLarge struct {
	Path  string
	Limit int64
}

func (t *TooLarge) Error() string {
	return fmt.Sprintf("the answer to %s is larger than %d MB: open it in the browser instead", t.Path, t.Limit>>20)
}

// CredentialError says that a request was not sent, or was refused, for want of a credential.
type CredentialError struct {
	Host string
	Err  error
}

func (c *CredentialError) Error() string {
	return fmt.Sprintf("no credential for %s: %v", c.Host, c.Err)
}

func (c *CredentialError) Unwrap() error { return c.Err }

// RedirectError says that a redirect was not followed.
type RedirectError struct {
	Method string // of the request that was redirected
	To     string // the address it was to go to, without a password
	Err    error  // why not
}

func (r *RedirectError) Error() string {
	return fmt.Sprintf("GitHub redirected a %s, which was not followed: %v", r.Method, r.Err)
}

func (r *RedirectError) Unwrap() error { return r.Err }

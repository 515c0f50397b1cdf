package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// Client is what doctor asks of an account; *github.Client is one.
type Client interface {
	Account() github.Account
	Identity(ctx context.Context) (github.Identity, error)
	Installations(ctx context.Context, emit func(github.Listing[github.Installation])) error
	RateLimit(ctx context.Context) ([]github.Quota, error)
	ServerTime(ctx context.Context) (time.Time, error)
}

// account is one account under examination.
type account struct {
	Client
	now func() time.Time

	once sync.Once
	id   github.Identity
	err  error
}

// identity signs in once for all checks: GitHub locks out who repeats a wrong
// token (docs, "Authenticating to the REST API").
func (a *account) identity(ctx context.Context) (github.Identity, error) {
	a.once.Do(func() { a.id, a.err = a.Identity(ctx) })
	return a.id, a.err
}

// accounts are the checks of every account.
func (o DoctorOptions) accounts() []Check {
	if len(o.Clients) == 0 {
		return []Check{{"accounts", noAccounts}}
	}
	var credentials, installations, quotas []Check
	for _, c := range o.Clients {
		a, name := &account{Client: c, now: o.Now}, c.Account().Name
		credentials = append(credentials, Check{"account " + name, a.credential})
		if c.Account().Local {
			continue
		}
		if c.Account().Kind == github.KindApp {
			installations = append(installations, Check{"installations of " + name, a.installations})
		}
		quotas = append(quotas, Check{"rate limit of " + name, a.quota})
	}
	return slices.Concat(credentials, installations, quotas)
}

func noAccounts(context.Context) Result {
	return Result{Warn, "there is none: GitHub is not asked anything", "Sign in with `gh auth login`, set GH_TOKEN, or add an account to the configuration file."}
}

// soon is how long before its end a token is worth a warning.
const soon = 14 * 24 * time.Hour

// credential tells who the account is, and how long it will be.
func (a *account) credential(ctx context.Context) Result {
	acc := a.Account()
	if acc.Local {
		return Result{Detail: "served on this machine: needs no credential"}
	}
	id, err := a.identity(ctx)
	if err != nil {
		return troubled(Fail, "", err, fmt.Sprintf("Check where account %s gets its credential: %s.", acc.Name, orUnknown(acc.Source)))
	}
	parts := []string{"signed in as " + id.Login + " at " + acc.Host, orUnknown(id.TokenKind)}
	if acc.Source != "" {
		parts = append(parts, "from "+acc.Source)
	}
	if len(id.Scopes) > 0 {
		parts = append(parts, "scopes "+strings.Join(id.Scopes, " "))
	}
	r := Result{Detail: strings.Join(parts, ", ")}
	if id.Expires.IsZero() {
		return r
	}
	now := a.now()
	left := id.Expires.Sub(now)
	day := id.Expires.In(now.Location()).Format("2 January 2006, 15:04")
	switch {
	case left <= 0:
		r.Status = Fail
		r.Detail += ", expired on " + day
		r.Fix = fmt.Sprintf("Make a new token for account %s at %s.", acc.Name, acc.Host)
	case left < soon:
		r.Status = Warn
		r.Detail += fmt.Sprintf(", expires in %s, on %s", until(left), day)
		r.Fix = fmt.Sprintf("Make a new token for account %s at %s before %s.", acc.Name, acc.Host, day)
	default:
		r.Detail += ", expires on " + day
	}
	return r
}

// lowShare is the part of a rate limit, in percent, below which it is low.
const lowShare = 10

// quota tells what is left of the rate limits.
func (a *account) quota(ctx context.Context) Result {
	if r, ok := a.signedOut(ctx); ok {
		return r
	}
	quotas, err := a.RateLimit(ctx)
	if err != nil {
		return troubled(Warn, "", err, "Run it again in a minute.")
	}
	now := a.now()
	var parts, low []string
	var resume time.Time
	for _, q := range quotas {
		if q.Limit <= 0 {
			continue
		}
		part := fmt.Sprintf("%s %s of %s left", q.Resource, text.Count(q.Remaining), text.Count(q.Limit))
		switch few := q.Remaining*100 < q.Limit*lowShare && q.Reset.After(now); {
		case few:
			part += ", full again at " + q.Reset.In(now.Location()).Format("15:04:05")
			low = append(low, q.Resource)
			if q.Reset.After(resume) {
				resume = q.Reset
			}
		case q.Resource != "core" && q.Resource != "search" && q.Resource != "graphql":
			continue // hubtrail lives on these three
		}
		parts = append(parts, part)
	}
	switch {
	case len(parts) == 0:
		return Result{Detail: "the host does not limit requests"}
	case len(low) == 0:
		return Result{Detail: strings.Join(parts, "; ")}
	}
	return Result{Warn, strings.Join(parts, "; "), fmt.Sprintf(
		"Wait until %s with %s of account %s, and see what else uses the same credential.",
		resume.In(now.Location()).Format("15:04:05"), strings.Join(low, " and "), a.Account().Name)}
}

// signedOut is the result of a check that rests on a credential which does not
// work; ok is false if it works.
func (a *account) signedOut(ctx context.Context) (r Result, ok bool) {
	if _, err := a.identity(ctx); err != nil {
		return Result{Status: Warn, Detail: "not looked at: the account could not sign in"}, true
	}
	return Result{}, false
}

// until is a span of time in the largest unit that it fills.
func until(d time.Duration) string {
	switch days, hours := int(d/(24*time.Hour)), int(d/time.Hour); {
	case days > 1:
		return fmt.Sprintf("%d days", days)
	case hours > 1:
		return fmt.Sprintf("%d hours", hours)
	default:
		return fmt.Sprintf("%d min", max(1, int(d/time.Minute)))
	}
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

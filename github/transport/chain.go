package transport

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// Headers of our own on responses. A server cannot set them.
const (
	// HeaderSource is on answers that GitHub did not send in full; its values are the Source constants.
	HeaderSource = "X-Hubtrail-Source"
	// HeaderFromCache is "1" on answers made without a request; go-github then leaves its idea of the
	// rate limit alone.
	HeaderFromCache = "X-From-Cache"
)

// Values of HeaderSource.
const (
	SourceRevalidated = "revalidated" // from the store, and GitHub has just said that it is unchanged
	SourceClone       = "clone"       // from a local repository, without a request
	SourceMemory      = "memory"      // a refused credential's 401, repeated without a request
)

// maxBody is the largest answer that is taken unless said otherwise, in bytes.
const maxBody = 64 << 20

// Options say what a Chain is made of. Only Base is needed.
type Options struct {
	// Base is the root of the REST API: https://api.github.com/ or https://HOST/api/v3/.
	Base *url.URL
	// Source signs the requests to Base's origin; nil asks anonymously. A Renewer or Minter is used as one.
	Source Authorizer
	// Store keeps answers for conditional requests; nil keeps none.
	Store Store
	// Account is who asks, in the keys of the store: an installation's or a user's id, not a token.
	Account string
	// Match gives the local copy of a repository, or nil; see Prefer.
	Match func(owner, repo string) http.RoundTripper
	// Logger gets a line for each request; nil logs nothing.
	Logger *slog.Logger
	// Redact removes secrets from what is logged.
	Redact func(string) string
	// Next sends the requests; nil is Direct(nil).
	Next http.RoundTripper
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Concurrent is how many requests may be under way at once; 0 is 8.
	Concurrent int
	// MaxBody is the largest answer in bytes; 0 is 64 MB.
	MaxBody int64
}

// Chain is the way of a request to GitHub for one host and one credential.
type Chain struct {
	base  *url.URL
	limit *Limit
	top   http.RoundTripper
}

// New composes the chain in the order that the package comment gives.
func New(o Options) *Chain {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Next == nil {
		o.Next = Direct(nil)
	}
	if o.MaxBody <= 0 {
		o.MaxBody = maxBody
	}
	var next http.RoundTripper = &Bound{Next: unmarked{o.Next}, Limit: o.MaxBody}
	if o.Store != nil {
		next = &Conditional{Next: next, Base: o.Base, Store: o.Store, Account: o.Account}
	}
	limit := NewLimit(next, o.Base, o.Now, o.Concurrent)
	next = &Retry{Next: limit, Now: o.Now}
	if o.Source != nil {
		next = &Auth{Next: next, Base: o.Base, Source: o.Source, Now: o.Now}
	}
	if o.Match != nil {
		next = &Prefer{Next: next, Base: o.Base, Match: o.Match}
	}
	if o.Logger != nil {
		next = &Log{Next: next, Logger: o.Logger, Redact: o.Redact, Now: o.Now}
	}
	return &Chain{base: o.Base, limit: limit, top: next}
}

// RoundTrip sends a request through the chain.
func (c *Chain) RoundTrip(req *http.Request) (*http.Response, error) { return c.top.RoundTrip(req) }

// Client gives an http.Client of the chain that follows redirects as SameHost says.
func (c *Chain) Client() *http.Client {
	return &http.Client{Transport: c, CheckRedirect: SameHost(c.base)}
}

// Quotas gives what is known of each budget, by resource; empty before the first answer and where
// the host has no limits.
func (c *Chain) Quotas() map[string]Quota { return c.limit.Quotas() }

// Pause reports the pause after a secondary limit, if one holds now.
func (c *Chain) Pause() (Paused, bool) { return c.limit.Pause() }

// unmarked takes off a server's answer what only this program may say of one.
type unmarked struct{ next http.RoundTripper }

func (u unmarked) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := u.next.RoundTrip(req)
	if err == nil {
		if resp.Header == nil {
			resp.Header = http.Header{}
		}
		if resp.Body == nil {
			resp.Body = http.NoBody
		}
		resp.Header.Del(HeaderSource)
		resp.Header.Del(HeaderFromCache)
	}
	return resp, err
}

package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// freshness is how long parts of GitHub may not know a credential that was just made.
	freshness = 5 * time.Second
	// freshPause is the first pause before a read with such a credential is tried again; it doubles.
	freshPause = 250 * time.Millisecond
)

// Authorizer gives the value of the Authorization header; the empty value sends none.
type Authorizer interface {
	Authorization(ctx context.Context) (string, error)
}

// Renewer is an Authorizer whose credential can be replaced after a 401. Renew takes the refused
// value and reports whether Authorization gives another one now.
type Renewer interface {
	Authorizer
	Renew(ctx context.Context, refused string) (bool, error)
}

// Minter is an Authorizer that knows when its credential was made, the zero time if it does not exist yet.
type Minter interface {
	MintedAt() time.Time
}

// Auth signs the requests to one origin. Other hosts, to which a redirect may lead, never see the
// header, and no host sees it over plain HTTP unless it is this machine.
//
// After a 401 a Renewer is asked for another credential and the request is sent once more, if its
// body can be. A read refused with 401 or 403 for a Minter's credential younger than five seconds is
// tried again within that time. A credential that GitHub called bad is not sent again for a minute:
// the refusal is repeated from memory, until a Renewer has another credential.
type Auth struct {
	Next   http.RoundTripper
	Base   *url.URL // root of the API; its origin gets the header
	Source Authorizer
	Now    func() time.Time

	memory memory
}

// RoundTrip signs and sends. An error of the source is a *CredentialError.
func (a *Auth) RoundTrip(req *http.Request) (*http.Response, error) {
	if !within(a.Base, req.URL) {
		return a.send(req, "")
	}
	if !private(req.URL) {
		abandon(req)
		return nil, a.failed(req, errors.New("it would be sent over plain http, where anyone on the way can read it: use the https address"))
	}
	ctx := req.Context()
	value, err := a.Source.Authorization(ctx)
	if err != nil {
		abandon(req)
		return nil, a.failed(req, err)
	}
	if past, due := a.memory.about(value, a.Now()); past != nil {
		other := ""
		if due {
			if other, err = a.renew(ctx, value); err != nil {
				abandon(req)
				return nil, a.failed(req, err)
			}
		}
		if other == "" {
			abandon(req)
			return past.answer(req), nil
		}
		value = other
	}
	return a.exchange(req, value)
}

// exchange sends until the answer counts: once, again while the credential is young, and again after
// one renewal.
func (a *Auth) exchange(req *http.Request, value string) (*http.Response, error) {
	ctx := req.Context()
	sent, renewed := req, false
	for wait := freshPause; ; wait *= 2 {
		resp, err := a.send(sent, value)
		if err != nil || resp.StatusCode != http.StatusUnauthorized && resp.StatusCode != http.StatusForbidden {
			return resp, err
		}
		switch {
		case reads(req) && replayable(req) && a.age()+wait <= freshness:
			if !pause(ctx.Done(), wait) {
				return resp, nil
			}
		case resp.StatusCode == http.StatusUnauthorized && !renewed && replayable(req):
			other, err := a.renew(ctx, value)
			if err != nil {
				discard(resp)
				return nil, a.failed(req, err)
			}
			if other == "" {
				a.memory.keep(resp, value, a.Now())
				return resp, nil
			}
			value, renewed, wait = other, true, freshPause/2
		default:
			if resp.StatusCode == http.StatusUnauthorized {
				a.memory.keep(resp, value, a.Now())
			}
			return resp, nil
		}
		discard(resp)
		if sent, err = again(req); err != nil {
			return nil, err
		}
	}
}

// send sends a copy of the request with exactly this Authorization header, none if it is empty.
func (a *Auth) send(req *http.Request, value string) (*http.Response, error) {
	signed := req.Clone(req.Context())
	signed.Header.Del("Authorization")
	if value != "" {
		signed.Header.Set("Authorization", value)
	}
	return a.Next.RoundTrip(signed)
}

// renew gives another value than the refused one, or "" if there is none.
func (a *Auth) renew(ctx context.Context, refused string) (string, error) {
	renewer, ok := a.Source.(Renewer)
	if !ok || refused == "" {
		return "", nil
	}
	if changed, err := renewer.Renew(ctx, refused); err != nil || !changed {
		return "", err
	}
	value, err := renewer.Authorization(ctx)
	if value == refused {
		value = ""
	}
	return value, err
}

// age is the credential's, or more than counts as fresh if nobody knows it.
func (a *Auth) age() time.Duration {
	if minter, ok := a.Source.(Minter); ok {
		if minted := minter.MintedAt(); !minted.IsZero() {
			if age := a.Now().Sub(minted); age >= 0 {
				return age
			}
		}
	}
	return freshness + 1
}

// failed keeps the end of the context recognisable: it is no failure of the credential.
func (a *Auth) failed(req *http.Request, err error) error {
	if ctx := req.Context().Err(); ctx != nil {
		return ctx
	}
	return &CredentialError{Host: req.URL.Host, Err: err}
}

// private reports whether nobody on the way can read a request.
func private(u *url.URL) bool {
	if !strings.EqualFold(u.Scheme, "http") {
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return strings.EqualFold(u.Hostname(), "localhost") || ip != nil && ip.IsLoopback()
}

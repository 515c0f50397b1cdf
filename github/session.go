package github

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	gh "github.com/google/go-github/v60/github"

	"hubtrail/github/auth"
	"hubtrail/github/transport"
)

// session is one credential at the host: the App's own, one installation's, or
// a token's. go-github keeps state for each client, so that none is shared.
type session struct {
	id           int64 // the installation, 0 for the others
	app          bool  // signs as the App itself
	client       *gh.Client
	chain        *transport.Chain
	installation *auth.Installation // nil for the others
}

// session is the one for an installation, made on first use. A token and an
// anonymous client have one for everything.
func (c *Client) session(ctx context.Context, installation int64) (*session, error) {
	if c.app == nil {
		installation = 0
	}
	c.mu.Lock()
	s, ok := c.sessions[installation]
	c.mu.Unlock()
	if ok {
		return s, nil
	}
	s = &session{id: installation, app: c.app != nil && installation == 0}
	var source transport.Authorizer
	switch {
	case s.app:
		source = c.app
	case c.app != nil:
		s.installation = auth.NewInstallation(func(ctx context.Context) (auth.Grant, error) {
			return c.mint(ctx, installation)
		}, c.now)
		source = s.installation
	case c.token != nil:
		source = c.token
		if err := c.learn(ctx); err != nil {
			return nil, &transport.CredentialError{Host: c.shown(), Err: err}
		}
	}
	o := transport.Options{
		Base: c.api, Source: source, Account: c.identity(installation), Match: c.local,
		Logger: c.log, Redact: auth.Redact, Next: c.base, Now: c.now,
	}
	if c.store != nil {
		o.Store = c.store
	}
	s.chain = transport.New(o)
	s.client = gh.NewClient(s.chain.Client())
	s.client.BaseURL, s.client.UserAgent = c.api, c.agent
	c.mu.Lock()
	defer c.mu.Unlock()
	if made, ok := c.sessions[installation]; ok {
		return made, nil
	}
	c.sessions[installation] = s
	return s, nil
}

// mint asks for an installation's token as the App.
func (c *Client) mint(ctx context.Context, installation int64) (auth.Grant, error) {
	op := fmt.Sprintf("get a token for installation %d", installation)
	ctx = transport.WithReadOnly(ctx) // a second token does no harm
	a, err := c.send(ctx, ask{
		op: op, method: http.MethodPost,
		path: "app/installations/" + strconv.FormatInt(installation, 10) + "/access_tokens",
	})
	if err != nil {
		return auth.Grant{}, err
	}
	var got struct {
		Token       string            `json:"token"`
		ExpiresAt   time.Time         `json:"expires_at"`
		Permissions map[string]string `json:"permissions"`
		Selection   string            `json:"repository_selection"`
	}
	if err := json.Unmarshal(a.body, &got); err != nil {
		return auth.Grant{}, c.unreadable(op, a)
	}
	return auth.Grant{Token: got.Token, ExpiresAt: got.ExpiresAt, Permissions: got.Permissions, Selection: got.Selection}, nil
}

// Grant is what the token at hand for an installation allows and when it ends,
// without any I/O; ok is false if there is none.
func (c *Client) Grant(installation int64) (permissions map[string]string, expires time.Time, ok bool) {
	c.mu.Lock()
	s := c.sessions[installation]
	c.mu.Unlock()
	if s == nil || s.installation == nil {
		return nil, time.Time{}, false
	}
	g := s.installation.Grant()
	return g.Permissions, g.ExpiresAt, g.Token != ""
}

// Renew replaces the token at hand: an installation's by a new one, a token by
// asking its source again. An App signs anew each time, so that there is
// nothing to do for it.
func (c *Client) Renew(ctx context.Context, installation int64) error {
	const op = "renew the token"
	s, err := c.session(ctx, installation)
	if err != nil {
		return c.failed(op, &session{}, err)
	}
	var source auth.Renewer
	switch {
	case s.installation != nil && s.installation.Grant().Token == "":
		_, err = s.installation.Authorization(ctx) // the first one is new
	case s.installation != nil:
		source = s.installation
	case c.token != nil:
		source = c.token
	}
	if source != nil {
		var old string
		if old, err = source.Authorization(ctx); err == nil {
			_, err = source.Renew(ctx, old)
		}
	}
	if err == nil && c.token != nil {
		err = c.learn(ctx)
	}
	if err != nil {
		return c.failed(op, s, &transport.CredentialError{Host: c.shown(), Err: err})
	}
	return nil
}

package auth

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"
)

const (
	// grantLifetime is what GitHub gives an installation's token.
	grantLifetime = time.Hour
	// grantMargin is how long before its end a token is replaced.
	grantMargin = 5 * time.Minute
	// grantLast is how long before its end a token is no longer used at all: a request takes time.
	grantLast = 15 * time.Second
	// mintTimeout bounds a mint that nobody waits for any more.
	mintTimeout = 30 * time.Second
	// mintPause is the least time between a failed mint and the next one.
	mintPause = time.Second
	// earlyPause is the same while the old token still works.
	earlyPause = 30 * time.Second
)

// A Grant is GitHub's answer to POST /app/installations/{id}/access_tokens.
type Grant struct {
	Token string
	// ExpiresAt is GitHub's word, an hour after minting; the zero time means that it said nothing.
	ExpiresAt time.Time
	// Permissions are names to "read", "write" or "admin".
	Permissions map[string]string
	// Selection is "all" or "selected": the repositories that the token covers.
	Selection string
}

// Installation is the Renewer of one installation of a GitHub App.
type Installation struct {
	mint func(ctx context.Context) (Grant, error)
	now  func() time.Time

	mu       sync.Mutex
	grant    Grant
	minted   time.Time
	until    time.Time // when the grant ends, by our clock
	refused  bool      // GitHub answered 401 to the grant
	flight   *minting
	failure  error
	failedAt time.Time
}

// minting is one call of mint; its fields may be read once done is closed.
type minting struct {
	done chan struct{}
	err  error
}

// NewInstallation returns a source that calls mint when a token is first needed, five minutes before
// its end, and once after a 401. However many ask, one mint runs at a time; its context has the
// values of the asker that started it, but not its end.
func NewInstallation(mint func(ctx context.Context) (Grant, error), now func() time.Time) *Installation {
	return &Installation{mint: mint, now: now}
}

// Authorization gives "Bearer " and the installation's token. In the last five minutes of a token the
// next one is fetched behind the asker's back, and the old one is given until it arrives.
func (i *Installation) Authorization(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	i.mu.Lock()
	now := i.now()
	if i.grant.Token != "" && !i.refused && now.Before(i.until.Add(-grantLast)) {
		if !now.Before(i.until.Add(-grantMargin)) && (i.failure == nil || now.Sub(i.failedAt) >= earlyPause) {
			i.start(ctx)
		}
		defer i.mu.Unlock()
		return bearer(i.grant.Token), nil
	}
	if i.flight == nil && i.failure != nil && now.Sub(i.failedAt) < mintPause {
		defer i.mu.Unlock()
		return "", i.failure
	}
	flight := i.start(ctx)
	i.mu.Unlock()
	if err := wait(ctx, flight); err != nil {
		return "", err
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	return bearer(i.grant.Token), nil
}

// Renew fetches another token, unless that has happened since the refused one was given.
func (i *Installation) Renew(ctx context.Context, refused string) (bool, error) {
	i.mu.Lock()
	if i.grant.Token != "" && bearer(i.grant.Token) != refused {
		defer i.mu.Unlock()
		return true, nil
	}
	i.refused = true
	flight := i.start(ctx)
	i.mu.Unlock()
	if err := wait(ctx, flight); err != nil {
		return false, err
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	return bearer(i.grant.Token) != refused, nil
}

// Grant gives the current grant without fetching one; its zero value if there is none yet.
func (i *Installation) Grant() Grant {
	i.mu.Lock()
	defer i.mu.Unlock()
	g := i.grant
	g.Permissions = maps.Clone(g.Permissions)
	return g
}

// MintedAt is when the current token was obtained, by our clock; zero if there is none. For some
// seconds after it, parts of GitHub may not know the token yet.
func (i *Installation) MintedAt() time.Time {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.minted
}

// start returns the mint under way, or begins one. The lock is held.
func (i *Installation) start(ctx context.Context) *minting {
	if i.flight != nil {
		return i.flight
	}
	flight := &minting{done: make(chan struct{})}
	i.flight = flight
	// Without the asker's end: others wait for the same mint.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), mintTimeout)
	go func() {
		defer cancel()
		grant, err := i.fetch(ctx)
		i.mu.Lock()
		defer i.mu.Unlock()
		i.flight = nil
		i.failure, i.failedAt = err, i.now()
		if err == nil {
			i.adopt(grant)
		}
		flight.err = err
		close(flight.done)
	}()
	return flight
}

// fetch calls mint and checks what it gave. A mint that panics is an error: it must not leave the
// others waiting for ever.
func (i *Installation) fetch(ctx context.Context) (grant Grant, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("asking GitHub for the installation's token failed unexpectedly: this is a fault of this program")
		}
	}()
	grant, err = i.mint(ctx)
	if err != nil {
		return Grant{}, err
	}
	if err := check(grant.Token); err != nil {
		return Grant{}, fmt.Errorf("GitHub's answer holds no usable token for the installation: %w", err)
	}
	return grant, nil
}

// adopt makes the grant the current one. The lock is held.
func (i *Installation) adopt(g Grant) {
	now := i.now()
	g.Permissions = maps.Clone(g.Permissions)
	i.grant, i.minted, i.until, i.refused = g, now, g.ExpiresAt, false
	// A new token that seems to be at its end means a clock that is wrong; then the lifetime counts.
	if !g.ExpiresAt.After(now.Add(grantMargin)) {
		i.until = now.Add(grantLifetime)
	}
}

func wait(ctx context.Context, flight *minting) error {
	select {
	case <-flight.done:
		return flight.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

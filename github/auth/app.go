package auth

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	// appBackdate allows for a clock of ours that runs ahead of GitHub's.
	appBackdate = time.Minute
	// appLifetime stays below the ten minutes GitHub allows: exactly ten are often refused.
	appLifetime = 9 * time.Minute
	// appMargin is how long before its end a token is given up.
	appMargin = time.Minute
)

// App signs requests as a GitHub App, by a JSON Web Token (RS256).
type App struct {
	issuer string
	load   func() (*rsa.PrivateKey, error)
	now    func() time.Time

	mu     sync.Mutex
	key    *rsa.PrivateKey
	signed string
	until  time.Time
}

// NewApp returns the Source of the App with the given issuer, its client ID or its numeric App ID.
// key is called when a token is first needed and again until it succeeds.
func NewApp(issuer string, key func() (*rsa.PrivateKey, error), now func() time.Time) *App {
	return &App{issuer: issuer, load: key, now: now}
}

// Authorization gives "Bearer " and a token of nine minutes, the same one until a minute before its end.
func (a *App) Authorization(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if a.issuer == "" {
		return "", errors.New("the GitHub App has no client ID or App ID: set one of them, both are on the App's settings page")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	// A clock that was set back must not prolong a token's life.
	if a.signed != "" && now.Before(a.until.Add(-appMargin)) && now.After(a.until.Add(-appLifetime-appBackdate)) {
		return bearer(a.signed), nil
	}
	if a.key == nil {
		key, err := a.load()
		if err != nil {
			return "", fmt.Errorf("signing in as the GitHub App %s: %w", a.issuer, err)
		}
		if key == nil {
			return "", fmt.Errorf("signing in as the GitHub App %s: it has no private key: give the file that GitHub let you download", a.issuer)
		}
		a.key = key
	}
	until := now.Add(appLifetime)
	signed, err := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.RegisteredClaims{
		Issuer:    a.issuer,
		IssuedAt:  jwt.NewNumericDate(now.Add(-appBackdate)),
		ExpiresAt: jwt.NewNumericDate(until),
	}).SignedString(a.key)
	if err != nil {
		return "", fmt.Errorf("signing in as the GitHub App %s: the private key cannot sign: generate a new one on the App's settings page", a.issuer)
	}
	a.signed, a.until = signed, until
	return bearer(signed), nil
}

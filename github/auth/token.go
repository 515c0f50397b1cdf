package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// maxToken is far above any token that GitHub issues, in bytes.
const maxToken = 8 << 10

// Token is the Renewer of a token that somebody else keeps: the environment, a file, a command.
type Token struct {
	kind string
	get  func(ctx context.Context) (string, error)

	// turn is a lock whose waiters can give up: get may run a command that asks a person.
	turn  chan struct{}
	value string
}

// NewToken returns a source that calls get until it succeeds and keeps what it gave. kind names the
// credential in errors ("token of gh", "token in GITHUB_TOKEN").
func NewToken(kind string, get func(ctx context.Context) (string, error)) *Token {
	return &Token{kind: kind, get: get, turn: make(chan struct{}, 1)}
}

// Authorization gives "Bearer " and the token.
func (t *Token) Authorization(ctx context.Context) (string, error) {
	if err := t.enter(ctx); err != nil {
		return "", err
	}
	defer t.leave()
	if t.value == "" {
		value, err := t.ask(ctx)
		if err != nil {
			return "", err
		}
		t.value = value
	}
	return bearer(t.value), nil
}

// Renew asks for the token again and reports whether it is another one than the refused: a person
// may have signed in anew.
func (t *Token) Renew(ctx context.Context, refused string) (bool, error) {
	if err := t.enter(ctx); err != nil {
		return false, err
	}
	defer t.leave()
	if t.value != "" && bearer(t.value) != refused {
		return true, nil
	}
	value, err := t.ask(ctx)
	if err != nil {
		return false, err
	}
	t.value = value
	return bearer(value) != refused, nil
}

func (t *Token) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case t.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *Token) leave() { <-t.turn }

func (t *Token) ask(ctx context.Context) (string, error) {
	value, err := t.get(ctx)
	if err != nil {
		return "", err
	}
	value = strings.TrimSpace(value)
	if err := check(value); err != nil {
		return "", fmt.Errorf("the %s cannot be used: %w", t.kind, err)
	}
	return value, nil
}

// check says what keeps a trimmed value from being a token, without quoting it.
func check(value string) error {
	switch {
	case value == "":
		return errors.New("it is empty")
	case len(value) > maxToken:
		return fmt.Errorf("it is longer than %d bytes, so it is something else", maxToken)
	}
	for _, r := range value {
		switch {
		case r == '\n' || r == '\r':
			return errors.New("it has more than one line")
		case r <= ' ' || r == 0x7f:
			return errors.New("it holds a space or a control character")
		case r > 0x7f:
			return errors.New("it holds a character that no token has")
		}
	}
	return nil
}

// Kind names the kind of a token by its prefix, in words for a person; "token" if the prefix says nothing.
func Kind(token string) string {
	for _, k := range [...]struct{ prefix, kind string }{
		{"ghp_", "classic token"},
		{"github_pat_", "fine-grained token"},
		{"gho_", "OAuth token"},
		{"ghu_", "App user token"},
		{"ghs_", "installation token"},
	} {
		if strings.HasPrefix(token, k.prefix) {
			return k.kind
		}
	}
	return "token"
}

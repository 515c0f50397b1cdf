package auth

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// claims takes a token apart and checks its signature.
func claims(t *testing.T, header string, at time.Time) (head, body map[string]any) {
	t.Helper()
	token, ok := strings.CutPrefix(header, "Bearer ")
	if !ok {
		t.Fatalf("header: got %q, want Bearer", header)
	}
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithTimeFunc(func() time.Time { return at }))
	if _, err := parser.Parse(token, func(*jwt.Token) (any, error) { return &newKey().PublicKey, nil }); err != nil {
		t.Fatalf("token: got %v, want a valid one", err)
	}
	parts := strings.Split(token, ".")
	for i, into := range []*map[string]any{&head, &body} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	return head, body
}

func TestApp(t *testing.T) {
	at, loads := newClock(), 0
	app := NewApp("12345", func() (*rsa.PrivateKey, error) { loads++; return newKey(), nil }, at.now)
	want(t, "loads before it is needed", loads, 0)
	first, err := app.Authorization(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	head, body := claims(t, first, at.now())
	want(t, "alg", head["alg"], any("RS256"))
	want(t, "iss, a text", body["iss"], any("12345"))
	want(t, "iat", body["iat"], any(float64(at.now().Add(-time.Minute).Unix())))
	want(t, "exp", body["exp"], any(float64(at.now().Add(9*time.Minute).Unix())))
	want(t, "number of claims", len(body), 3)
	for _, c := range []struct {
		after time.Duration
		same  bool
	}{
		{8*time.Minute - time.Second, true},
		{time.Second, false},
		{-time.Hour, false}, // the clock was set back
	} {
		at.move(c.after)
		next, err := app.Authorization(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want(t, "the same token after "+c.after.String(), next == first, c.same)
		claims(t, next, at.now())
		first = next
	}
	want(t, "loads", loads, 1)
}

func TestAppErrors(t *testing.T) {
	missing := errors.New("no such file")
	var key *rsa.PrivateKey
	loads, failure := 0, missing
	app := NewApp("12345", func() (*rsa.PrivateKey, error) { loads++; return key, failure }, newClock().now)
	for range 2 {
		if _, err := app.Authorization(t.Context()); !errors.Is(err, missing) || !strings.Contains(err.Error(), "12345") {
			t.Errorf("error: got %v, want %v and the App", err, missing)
		}
	}
	failure = nil
	if _, err := app.Authorization(t.Context()); err == nil {
		t.Error("without a key: got no error, want one")
	}
	key = newKey()
	if _, err := app.Authorization(t.Context()); err != nil {
		t.Errorf("once the key is there: got %v, want no error", err)
	}
	want(t, "loads", loads, 4)
	if _, err := NewApp("", nil, newClock().now).Authorization(t.Context()); err == nil {
		t.Error("without an issuer: got no error, want one")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := app.Authorization(ctx)
	want(t, "cancelled", errors.Is(err, context.Canceled), true)
}

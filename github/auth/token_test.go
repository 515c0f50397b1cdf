package auth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// quotes fails if an error holds a secret.
func quotes(t testing.TB, err error, secret string) {
	t.Helper()
	if strings.Contains(err.Error(), secret) {
		t.Errorf("error: got %q, want nothing of the secret in it", err)
	}
}

func TestToken(t *testing.T) {
	asked, value, failure := 0, "", errors.New("no file")
	token := NewToken("token of the test", func(context.Context) (string, error) { asked++; return value, failure })
	want(t, "header while it fails", authorized(t, token), "error")
	value, failure = " ghp_a\n", nil
	want(t, "header", authorized(t, token), "Bearer ghp_a")
	want(t, "header, kept", authorized(t, token), "Bearer ghp_a")
	want(t, "asked", asked, 2)

	changed, err := token.Renew(t.Context(), "Bearer ghp_a")
	want(t, "changed to the same", changed || err != nil, false)
	value = "ghp_b"
	changed, err = token.Renew(t.Context(), "Bearer ghp_a")
	want(t, "changed", changed && err == nil, true)
	want(t, "header", authorized(t, token), "Bearer ghp_b")
	want(t, "asked", asked, 4)
	changed, err = token.Renew(t.Context(), "Bearer ghp_a")
	want(t, "changed, late", changed && err == nil, true)
	want(t, "asked after a late refusal", asked, 4)

	failure = errors.New("no file")
	changed, err = token.Renew(t.Context(), "Bearer ghp_b")
	want(t, "failed renewal", !changed && err != nil, true)
}

func TestTokenRefusesWhatIsNone(t *testing.T) {
	for name, value := range map[string]string{
		"empty":      " \n",
		"two lines":  "ghp_secret\nghp_secret",
		"header":     "ghp_secret\r\nHost: evil",
		"space":      "ghp_secret and more",
		"control":    "ghp_secret\x00",
		"not ASCII":  "ghp_secretü",
		"a document": strings.Repeat("ghp_secret", 1000),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewToken("token of the test", func(context.Context) (string, error) { return value, nil }).Authorization(t.Context())
			if err == nil || !strings.Contains(err.Error(), "token of the test") {
				t.Fatalf("got %v, want an error that names the token", err)
			}
			quotes(t, err, "secret")
		})
	}
}

func TestTokenWaitersCanGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		token := NewToken("token", func(context.Context) (string, error) { time.Sleep(time.Hour); return "ghp_a", nil })
		go func() { _, _ = token.Authorization(t.Context()) }()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := token.Authorization(ctx)
		want(t, "gave up", errors.Is(err, context.DeadlineExceeded), true)
		time.Sleep(time.Hour)
	})
}

func TestKind(t *testing.T) {
	for token, kind := range map[string]string{
		"ghp_x": "classic token", "github_pat_x": "fine-grained token", "gho_x": "OAuth token",
		"ghu_x": "App user token", "ghs_1_eyJ.x-_": "installation token", "0123abc": "token", "": "token",
	} {
		want(t, token, Kind(token), kind)
	}
}

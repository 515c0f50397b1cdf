package github

import (
	"bytes"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAddresses(t *testing.T) {
	for _, tc := range []struct {
		host, api, web string // given
		wantAPI        string
		wantWeb        string
		bad            string // in the error
	}{
		{host: "github.com", wantAPI: "https://api.github.com/", wantWeb: "https://github.com"},
		{host: "git.example.com", wantAPI: "https://git.example.com/api/v3/", wantWeb: "https://git.example.com"},
		{host: "api.example.com", wantAPI: "https://api.example.com/api/v3/", wantWeb: "https://api.example.com"},
		{host: "Acme.ghe.com", wantAPI: "https://api.acme.ghe.com/", wantWeb: "https://acme.ghe.com"},
		{host: "127.0.0.1:4000", api: "http://127.0.0.1:4000/api/v3", wantAPI: "http://127.0.0.1:4000/api/v3/", wantWeb: "http://127.0.0.1:4000"},
		{host: "git.example.com", api: "https://git.example.com/rest/", web: "https://www.example.com/", wantAPI: "https://git.example.com/rest/", wantWeb: "https://www.example.com"},
		{host: "git.example.com", api: "http://git.example.com/api/v3", bad: "https://"},
		{host: "git.example.com", api: "https://me:pw@git.example.com/", bad: "cannot be used"},
		{host: "git.example.com", api: "ftp://git.example.com/", bad: "https://"},
		{host: "", bad: "cannot be used"},
	} {
		c, err := NewClient(Options{Account: Account{Name: "a", Kind: KindToken, Host: tc.host}, APIURL: tc.api, WebURL: tc.web, Base: failing{}})
		if tc.bad != "" {
			if err == nil || !strings.Contains(err.Error(), tc.bad) || strings.Contains(err.Error(), "pw") {
				t.Errorf("%q %q: got error %v, want one with %q", tc.host, tc.api, err, tc.bad)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q %q: %v", tc.host, tc.api, err)
			continue
		}
		if c.api.String() != tc.wantAPI || c.Web().Base() != tc.wantWeb {
			t.Errorf("%q %q: got %s and %s, want %s and %s", tc.host, tc.api, c.api, c.Web().Base(), tc.wantAPI, tc.wantWeb)
		}
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	both := Options{Account: Account{Name: "a", Host: "github.com"}, App: &AppCredential{}, Token: func(context.Context) (string, error) { return "", nil }}
	if _, err := NewClient(both); err == nil {
		t.Error("got a client with two credentials, want an error")
	}
	if _, err := NewClient(Options{Account: Account{Name: "a", Kind: KindClone, Host: "/src/x", Local: true}}); err == nil {
		t.Error("got a clone's client that would ask the network, want an error")
	}
}

func TestIdentity(t *testing.T) {
	w := routes{
		"GET /user": text(200, user, "X-OAuth-Scopes", "repo, read:org", "GitHub-Authentication-Token-Expiration", "2026-12-01 08:00:00 UTC"),
		"GET /app":  text(200, `{"slug":"trail","name":"Trail","html_url":"https://github.com/apps/trail","permissions":{"brand_new":"read"},"events":["push"],"client_id":"Iv1.abc"}`),
	}.wire()
	got, err := tokenClient(t, w, nil).Identity(t.Context())
	want := Identity{
		Login: "ada", Name: "Ada", URL: "https://github.com/ada", TokenKind: "classic token", Scopes: []string{"repo", "read:org"},
		Expires: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("token: got error %v and (-want +got):\n%s", err, diff)
	}
	got, err = appClient(t, w, nil).Identity(t.Context())
	want = Identity{
		Login: "trail", Name: "Trail", URL: "https://github.com/apps/trail", TokenKind: "App",
		Permissions: map[string]string{"brand_new": "read"}, Events: []string{"push"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("App: got error %v and (-want +got):\n%s", err, diff)
	}
}

func TestInstallationTokenIsMintedOnceAndRenewed(t *testing.T) {
	minted := 0
	w := routes{
		"POST /app/installations/5/access_tokens": func(w http.ResponseWriter, r *http.Request) {
			minted++
			w.WriteHeader(201)
			fmt.Fprintf(w, `{"token":"ghs_token%d","expires_at":%q,"permissions":{"contents":"read"}}`, minted, day.Add(time.Hour).Format(time.RFC3339))
		},
		"GET /installation/repositories": paged(250, "repositories", func(i int) string { return repoRow(i, "acme", "Organization") }),
	}.wire()
	c := appClient(t, w, nil)
	if _, _, ok := c.Grant(5); ok {
		t.Error("got a grant before any request, want none")
	}
	var got []Listing[Repository]
	if err := c.Repositories(t.Context(), 5, "acme", collect(&got)); err != nil {
		t.Fatal(err)
	}
	if end := got[len(got)-1]; len(end.Items) != 250 || end.Total != 250 || got[0].Total != 250 {
		t.Errorf("got %d rows of %d, first told %d; want 250", len(end.Items), end.Total, got[0].Total)
	}
	permissions, expires, ok := c.Grant(5)
	if minted != 1 || !ok || permissions["contents"] != "read" || !expires.Equal(day.Add(time.Hour)) {
		t.Errorf("got %d tokens, grant %v until %v, %v; want one with contents=read", minted, permissions, expires, ok)
	}
	if err := c.Renew(t.Context(), 5); err != nil || minted != 2 {
		t.Errorf("got %d tokens and %v after a renewal, want 2", minted, err)
	}
	fresh := appClient(t, w, nil)
	if err := fresh.Renew(t.Context(), 5); err != nil || minted != 3 {
		t.Errorf("got %d tokens and %v after renewing what was never fetched, want 3", minted, err)
	}
	if err := c.Renew(t.Context(), 6); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v for an installation that is not there, want ErrNotFound", err)
	}
	if err := c.Renew(t.Context(), 0); err != nil {
		t.Errorf("got %v for the App itself, want nothing to do", err)
	}
}

func TestRateLimits(t *testing.T) {
	w := routes{"GET /rate_limit": text(200, `{"resources":{"search":{"limit":30,"remaining":29,"reset":1777900000},"core":{"limit":5000,"remaining":4990,"reset":1777900000}},"rate":{}}`)}.wire()
	got, err := tokenClient(t, w, nil).RateLimit(t.Context())
	reset := time.Unix(1777900000, 0).UTC()
	if diff := cmp.Diff([]Quota{{"core", 5000, 4990, reset}, {"search", 30, 29, reset}}, got); err != nil || diff != "" {
		t.Errorf("got error %v and (-want +got):\n%s", err, diff)
	}
	none := routes{"GET /rate_limit": text(404, `{"message":"Rate limiting is not enabled."}`)}.wire()
	if got, err := tokenClient(t, none, nil).RateLimit(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("got %v, %v from a host without limits, want nothing", got, err)
	}
}

func TestQuotasAndAnExhaustedBudgetOfTheWrongKind(t *testing.T) {
	reset := day.Add(time.Hour)
	w := routes{"GET /repos/a/b": text(200, repoRow(1, "a", "User"),
		"X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "42", "X-RateLimit-Reset", fmt.Sprint(reset.Unix()), "X-RateLimit-Resource", "core")}.wire()
	c := tokenClient(t, w, nil)
	for range 2 {
		if _, err := c.Repository(t.Context(), 0, RepoRef{"a", "b"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := c.Quotas(0); len(got) != 1 || got[0].Remaining != 42 || got[0].Limit != 5000 || got[0].Reset.Unix() != reset.Unix() {
		t.Errorf("got %v, want core 42 of 5000", got)
	}
}

func TestServerTime(t *testing.T) {
	date := day.Add(5 * time.Minute)
	for _, status := range []int{200, 401, 404} {
		w := routes{"GET /rate_limit": text(status, `{}`, "Date", date.Format(http.TimeFormat))}.wire()
		if got, err := tokenClient(t, w, nil).ServerTime(t.Context()); err != nil || !got.Equal(date) {
			t.Errorf("status %d: got %v, %v, want %v", status, got, err, date)
		}
	}
	if _, err := tokenClient(t, failing{errors.New("cut")}, nil).ServerTime(t.Context()); !errors.Is(err, ErrOffline) {
		t.Errorf("got %v without a network, want ErrOffline", err)
	}
}

func TestNamesThatWouldLeadElsewhere(t *testing.T) {
	w := routes{}.wire()
	c := tokenClient(t, w, nil)
	for _, repo := range []RepoRef{{}, {"..", "user"}, {"a", "b/../../user"}, {"a", "b?x"}, {"a b", "c"}, {"a", "."}} {
		if _, err := c.Repository(t.Context(), 0, repo); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: got %v, want ErrInvalid", repo, err)
		}
		if err := c.Commits(t.Context(), 0, repo, "", 1, nil); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: got %v, want ErrInvalid", repo, err)
		}
	}
	if len(w.asked) != 0 {
		t.Errorf("got requests %v, want none", w.asked)
	}
}

func TestCredentialsStayAtTheirHost(t *testing.T) {
	w := &wire{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host == "api.github.com" {
			http.Redirect(w, r, "https://elsewhere.example/repos/a/b", http.StatusFound)
			return
		}
		if r.Header.Get("Authorization") != "" {
			t.Errorf("the credential went to %s", r.URL.Host)
		}
		fmt.Fprint(w, repoRow(1, "a", "User"))
	})}
	_, _ = tokenClient(t, w, nil).Repository(t.Context(), 0, RepoRef{"a", "b"})
	if len(w.asked) == 0 || w.auth[0] != "Bearer "+secret {
		t.Errorf("got %d requests, want one with the credential to its own host", len(w.asked))
	}
}

func TestAnonymous(t *testing.T) {
	w := routes{"GET /repos/a/b": text(200, repoRow(1, "a", "User"))}.wire()
	c, err := NewClient(Options{Account: Account{Name: "hubtrail", Kind: KindClone, Host: "/src/hubtrail", Local: true}, Base: w})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Repository(t.Context(), 0, RepoRef{"a", "b"}); err != nil || w.auth[0] != "" {
		t.Errorf("got %v with authorization %q, want none of either", err, w.auth[0])
	}
	id, err := c.Identity(t.Context())
	if err != nil || id.Name != "/src/hubtrail" {
		t.Errorf("got %+v, %v, want the folder", id, err)
	}
}

func TestAppWithoutAKey(t *testing.T) {
	c, err := NewClient(Options{
		Account: Account{Name: "work", Kind: KindApp, Host: "github.com"}, Base: routes{}.wire(),
		App: &AppCredential{Issuer: "1", Key: func() (*rsa.PrivateKey, error) { return nil, errors.New("work.pem: no such file") }},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Identity(t.Context()); !errors.Is(err, ErrBadKey) || !strings.Contains(err.Error(), "work.pem") {
		t.Errorf("got %v, want ErrBadKey with the file's name", err)
	}
	if err := c.Repositories(t.Context(), 3, "", nil); !errors.Is(err, ErrBadKey) {
		t.Errorf("got %v for an installation, want ErrBadKey", err)
	}
}

func TestNullRows(t *testing.T) {
	null := text(200, `[null]`)
	w := routes{
		"GET /user": text(200, user), "GET /user/orgs": null, "GET /user/repos": null, "GET /app/installations": null,
		"GET /repos/a/b/commits": null, "GET /repos/a/b/branches": null, "GET /repos/a/b/tags": null,
		"GET /repos/a/b/commits/{sha}": text(200, `{"sha":"`+shaOf(1)+`","author":null,"commit":null,"parents":[null],"files":[null]}`),
	}.wire()
	c, ctx, repo := tokenClient(t, w, nil), t.Context(), RepoRef{"a", "b"}
	err := errors.Join(
		c.Installations(ctx, func(Listing[Installation]) {}),
		c.Repositories(ctx, 0, "", func(Listing[Repository]) {}),
		c.Commits(ctx, 0, repo, "", 1, func(Listing[Commit]) {}),
		c.Refs(ctx, 0, repo, func(Listing[Ref]) {}),
		c.Commit(ctx, 0, repo, shaOf(1), func(CommitFiles) {}),
		appClient(t, w, nil).Installations(ctx, func(Listing[Installation]) {}),
	)
	if err != nil {
		t.Errorf("got %v, want rows without names", err)
	}
}

func TestObjectsOfACloneAtHandComeFirst(t *testing.T) {
	local := routes{"GET /repos/a/b/commits/{sha}": pagedFiles(2)}.wire()
	network := routes{}.wire()
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Base: network,
		Token: func(context.Context) (string, error) { return secret, nil },
		Local: func(owner, name string) http.RoundTripper {
			if owner == "a" && name == "b" {
				return local
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got CommitFiles
	if err := c.Commit(t.Context(), 0, RepoRef{"a", "b"}, shaOf(0), func(f CommitFiles) { got = f }); err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 2 || len(network.asked) != 0 || len(local.auth) != 1 || local.auth[0] != "" {
		t.Errorf("got %d files, %d requests to the host, authorization %q for the clone; want 2, none, none", len(got.Files), len(network.asked), local.auth)
	}
}

func TestLogHoldsNoSecrets(t *testing.T) {
	var log bytes.Buffer
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"},
		Base:    routes{"GET /user": text(200, user)}.wire(),
		Token:   func(context.Context) (string, error) { return secret, nil },
		Log:     slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Contents(t.Context(), 0, RepoRef{"a", secret}, "x", ""); err == nil {
		t.Error("got a file that is not there, want an error")
	}
	if text := log.String(); !strings.Contains(text, "/user") || strings.Contains(text, secret) {
		t.Errorf("got the log %q, want the request without the token", text)
	}
}

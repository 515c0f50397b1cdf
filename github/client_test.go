package github

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
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

const appInstallations = `[
 {"id":1,"account":{"login":"northwind","id":11,"type":"Organization"},"target_id":11,"target_type":"Organization","app_slug":"trail",
  "repository_selection":"all","permissions":{"contents":"read","brand_new":"write"},"events":["push"],
  "html_url":"https://github.com/organizations/northwind/settings/installations/1","created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z","suspended_at":null},
 {"id":2,"account":{"slug":"big-co","name":"Big Co","id":12},"target_id":12,"target_type":"Enterprise","permissions":{}},
 {"id":3,"account":null,"target_id":13,"target_type":"Organization","permissions":{},"suspended_at":"2026-03-01T00:00:00Z","suspended_by":{"login":"eve"},"html_url":"https://evil.example/x"}
]`

func TestInstallationsOfAnApp(t *testing.T) {
	w := routes{"GET /app/installations": text(200, appInstallations)}.wire()
	var got []Listing[Installation]
	c := appClient(t, w, nil)
	if err := c.Installations(t.Context(), collect(&got)); err != nil {
		t.Fatal(err)
	}
	made := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	want := []Installation{
		{
			ID: 1, Owner: Owner{"northwind", "Organization", 11}, AppSlug: "trail", Selection: "all",
			Permissions: map[string]string{"contents": "read", "brand_new": "write"}, Events: []string{"push"},
			SettingsURL: "https://github.com/organizations/northwind/settings/installations/1", CreatedAt: made, UpdatedAt: made,
		},
		{ID: 2, Owner: Owner{"big-co", "Enterprise", 12}, Permissions: map[string]string{}},
		{
			ID: 3, Owner: Owner{"organization 13", "Organization", 13}, Permissions: map[string]string{},
			SuspendedAt: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), SuspendedBy: "eve",
		},
	}
	if diff := cmp.Diff(want, got[len(got)-1].Items); diff != "" {
		t.Errorf("got other installations (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(w.auth[0], "Bearer eyJ") {
		t.Errorf("got authorization %.12q, want a JSON Web Token", w.auth[0])
	}
}

const user = `{"login":"ada","id":7,"name":"Ada","type":"User","html_url":"https://github.com/ada"}`

func repoRow(id int, owner, kind string) string {
	return fmt.Sprintf(`{"id":%d,"name":"r%d","owner":{"login":%q,"type":%q,"id":1},"default_branch":"main","pushed_at":"2026-01-02T03:04:05Z"}`, id, id, owner, kind)
}

func logins(l []Installation) string {
	var names []string
	for _, i := range l {
		name := i.Owner.Login
		if i.Everything {
			name += "*"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestInstallationsOfAToken(t *testing.T) {
	reached := func(w http.ResponseWriter, r *http.Request) {
		paged(3, "", func(i int) string {
			return repoRow(i, []string{"ada", "acme", "ACME"}[i], []string{"User", "Organization", "Organization"}[i])
		})(w, r)
	}
	for _, tc := range []struct {
		name string
		orgs http.HandlerFunc
		want string
	}{
		{"organisations", text(200, `[{"login":"acme","id":1},{"login":"umbrella","id":2}]`), "ada* acme umbrella"},
		{"fine-grained: none told", text(200, `[]`), "ada* acme"},
		{"without read:org", text(403, `{"message":"You need at least read:org scope"}`), "ada* acme"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := routes{"GET /user": text(200, user), "GET /user/orgs": tc.orgs, "GET /user/repos": reached}.wire()
			var got []Listing[Installation]
			if err := tokenClient(t, w, nil).Installations(t.Context(), collect(&got)); err != nil {
				t.Fatal(err)
			}
			if have := logins(got[len(got)-1].Items); have != tc.want {
				t.Errorf("got %s, want %s", have, tc.want)
			}
		})
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
	if err := c.Renew(t.Context(), 6); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v for an installation that is not there, want ErrNotFound", err)
	}
	if err := c.Renew(t.Context(), 0); err != nil {
		t.Errorf("got %v for the App itself, want nothing to do", err)
	}
}

func TestRepositoriesOfAToken(t *testing.T) {
	all := paged(150, "", func(i int) string { return repoRow(i, []string{"ada", "acme", "bob"}[i%3], "User") })
	refuse := text(403, `{"message":"Resource not accessible by integration"}`)
	for _, tc := range []struct {
		name, owner string
		routes      routes
		want        int
		asked       string
	}{
		{"everything", "", routes{"GET /user/repos": all}, 150, "/user/repos?sort=full_name&per_page=100&page=2"},
		{"the user's own row", "Ada", routes{"GET /user/repos": all}, 150, "/user/repos"},
		{"an organisation", "acme", routes{"GET /orgs/acme/repos": paged(120, "", func(i int) string { return repoRow(i, "acme", "Organization") })}, 120, "/orgs/acme/repos?type=all&per_page=100"},
		{"an organisation that cannot be listed", "acme", routes{"GET /user/repos": all, "GET /orgs/": refuse}, 50, "/user/repos"},
		{"another user", "bob", routes{"GET /user/repos": all}, 50, "/user/repos"},
		{"an installation's token", "", routes{"GET /user": refuse, "GET /user/repos": refuse, "GET /installation/repositories": paged(4, "repositories", func(i int) string { return repoRow(i, "acme", "Organization") })}, 4, "/installation/repositories"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.routes["GET /user"] == nil {
				tc.routes["GET /user"] = text(200, user)
			}
			w := tc.routes.wire()
			var got []Listing[Repository]
			if err := tokenClient(t, w, nil).Repositories(t.Context(), 0, tc.owner, collect(&got)); err != nil {
				t.Fatal(err)
			}
			end := got[len(got)-1]
			if len(end.Items) != tc.want || end.Total != tc.want {
				t.Errorf("got %d rows of %d, want %d", len(end.Items), end.Total, tc.want)
			}
			if w.count(tc.asked) == 0 {
				t.Errorf("got requests %v, want one for %s", w.asked, tc.asked)
			}
		})
	}
}

func TestListsSurviveTheSession(t *testing.T) {
	dir := t.TempDir()
	open := func() *store.Store { return store.Open(dir, "", func() time.Time { return day }) }
	total := 230
	list := func(w http.ResponseWriter, r *http.Request) {
		paged(total, "", func(i int) string { return repoRow(i, "acme", "Organization") })(w, r)
	}
	w := routes{"GET /user": text(200, user), "GET /user/orgs": text(200, `[{"login":"acme"}]`), "GET /user/repos": list}.wire()
	c := tokenClient(t, w, open())
	if _, ok := c.StoredRepositories(0, ""); ok {
		t.Error("got rows from an empty store, want none")
	}
	var first []Listing[Repository]
	var owners []Listing[Installation]
	if err := errors.Join(c.Installations(t.Context(), collect(&owners)), c.Repositories(t.Context(), 0, "", collect(&first))); err != nil {
		t.Fatal(err)
	}

	asked := 0
	later, err := NewClient(Options{
		Account: c.Account(), Base: w, Store: open(), Now: func() time.Time { return day.Add(time.Hour) },
		Token: func(context.Context) (string, error) { asked++; return secret, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, owner := range []string{"", "ADA"} {
		l, ok := later.StoredRepositories(0, owner)
		if !ok || len(l.Items) != 230 || l.Fresh || !l.At.Equal(day) || l.Items[3] != first[len(first)-1].Items[3] {
			t.Errorf("owner %q: got %d rows, fresh %v, at %v, %v; want the 230 of the session before", owner, len(l.Items), l.Fresh, l.At, ok)
		}
	}
	if l, ok := later.StoredInstallations(); !ok || logins(l.Items) != "ada* acme" {
		t.Errorf("got %s, want ada* acme", logins(l.Items))
	}
	if asked != 0 {
		t.Errorf("the token's source was asked %d times for what is stored, want never", asked)
	}

	total = 240
	var second []Listing[Repository]
	if err := later.Repositories(t.Context(), 0, "", collect(&second)); err != nil {
		t.Fatal(err)
	}
	for i, l := range second {
		if len(l.Items) < 230 {
			t.Errorf("listing %d has %d rows, want never fewer than before", i, len(l.Items))
		}
	}
	if end := second[len(second)-1]; second[0].Fresh || !end.Fresh || len(end.Items) != 240 {
		t.Errorf("got fresh %v first, %v at the end with %d rows; want false, true, 240", second[0].Fresh, end.Fresh, len(end.Items))
	}
}

func TestOneUsersRowsAreNotShownToAnother(t *testing.T) {
	disk := store.Open(t.TempDir(), "", func() time.Time { return day })
	w := routes{"GET /user": text(200, user), "GET /user/orgs": text(200, `[{"login":"acme"}]`)}.wire()
	var got []Listing[Installation]
	ada := tokenClient(t, w, disk)
	if err := ada.Installations(t.Context(), collect(&got)); err != nil {
		t.Fatal(err)
	}
	account := ada.Account()
	eve, err := NewClient(Options{
		Account: account, Store: disk, Now: func() time.Time { return day },
		Base:  routes{"GET /user": text(200, `{"login":"eve","id":8}`), "GET /user/orgs": text(200, `[{"login":"evil"}]`)}.wire(),
		Token: func(context.Context) (string, error) { return "gho_another", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := eve.Renew(t.Context(), 0); err != nil { // the token is known now
		t.Fatal(err)
	}
	if l, ok := eve.StoredInstallations(); ok {
		t.Errorf("got %s for another token of the account, want nothing", logins(l.Items))
	}
	account.Host = "git.example.com"
	elsewhere, err := NewClient(Options{Account: account, Store: disk, Base: w, Token: func(context.Context) (string, error) { return secret, nil }})
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := elsewhere.StoredInstallations(); ok {
		t.Errorf("got %s at another host, want nothing", logins(l.Items))
	}
	account.Host, account.Demo, account.Local = "github.com", true, true
	demo, err := NewClient(Options{Account: account, Store: disk, Base: w, Token: func(context.Context) (string, error) { return secret, nil }})
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := demo.StoredInstallations(); ok {
		t.Errorf("got %s in the demo, want nothing", logins(l.Items))
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
	if got := c.Quotas(); len(got) != 1 || got[0].Remaining != 42 || got[0].Limit != 5000 || got[0].Reset.Unix() != reset.Unix() {
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

func TestInstallationFor(t *testing.T) {
	w := routes{"GET /repos/acme/shop/installation": text(200, `{"id":9,"account":{"login":"acme","id":1,"type":"Organization"},"target_type":"Organization"}`)}.wire()
	got, err := appClient(t, w, nil).InstallationFor(t.Context(), RepoRef{"acme", "shop"})
	if err != nil || got.ID != 9 || got.Owner.Login != "acme" {
		t.Errorf("got %+v, %v, want installation 9 on acme", got, err)
	}
	if _, err := tokenClient(t, w, nil).InstallationFor(t.Context(), RepoRef{"acme", "shop"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v for a token, want ErrInvalid", err)
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

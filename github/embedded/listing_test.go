package embedded_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

type named []struct {
	FullName string `json:"full_name"`
}

func (n named) String() string {
	var names []string
	for _, r := range n {
		names = append(names, r.FullName)
	}
	return strings.Join(names, " ")
}

func TestRepositoryListings(t *testing.T) {
	c := serve(t, world(""), embedded.Options{})
	tests := []struct{ auth, path, want string }{
		{"ada-classic", "/user/repos", "acme/app acme/empty acme/site ada/notes bo/tool"},
		{"ada-classic", "/user/repos?affiliation=owner", "ada/notes"},
		{"ada-classic", "/user/repos?affiliation=owner,collaborator", "ada/notes bo/tool"},
		{"ada-classic", "/user/repos?affiliation=organization_member&visibility=public", "acme/site"},
		{"ada-classic", "/user/repos?type=private&direction=desc", "bo/tool ada/notes acme/empty acme/app"},
		{"ada-classic", "/user/repos?type=member", "acme/app acme/empty acme/site bo/tool"},
		{"ada-classic", "/user/repos?sort=pushed&affiliation=organization_member", "acme/site acme/app acme/empty"},
		{"ada-classic", "/user/repos?sort=created&direction=asc&type=owner", "ada/notes"},
		{"ada-public", "/user/repos", "acme/site"},
		{"ada-fine", "/user/repos", "acme/app acme/empty acme/site"},
		{"ada-narrow", "/user/repos", "acme/empty acme/site"},
		{"bo-classic", "/user/repos", "acme/app acme/empty acme/site bo/tool"},
		{"ada-classic", "/orgs/acme/repos", "acme/site acme/empty acme/app"},
		{"cy-classic", "/orgs/acme/repos", "acme/site"},
		{"ada-classic", "/orgs/acme/repos?type=private&sort=full_name", "acme/app acme/empty"},
		{"ada-classic", "/users/ada/repos", "ada/notes"},
		{"cy-classic", "/users/ada/repos", ""},
		{"ada-classic", "/users/ada/repos?type=member", "bo/tool"},
		{"ada-classic", "/user/repos?per_page=2&page=2", "acme/site ada/notes"},
		{"ada-classic", "/user/repos?per_page=2&page=9", ""},
		{"ada-classic", "/user/repos?per_page=x&page=-1", "acme/app acme/empty acme/site ada/notes bo/tool"},
	}
	for _, tt := range tests {
		t.Run(tt.auth+tt.path, func(t *testing.T) {
			if got := decode[named](t, c.as("token "+tt.auth).get(tt.path), 200).String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	for _, path := range []string{"/user/repos?type=all&visibility=all", "/user/repos?type=x", "/user/repos?sort=stars"} {
		if r := c.as("token ada-classic").get(path); r.status != 422 {
			t.Errorf("%s: got %d, want 422", path, r.status)
		}
	}
}

func TestUserOrgs(t *testing.T) {
	c := serve(t, world(""), embedded.Options{})
	if got := decode[[]struct{ Login string }](t, c.as("token ada-classic").get("/user/orgs"), 200); len(got) != 1 || got[0].Login != "acme" {
		t.Errorf("got %v, want acme", got)
	}
	if r := c.as("token ada-fine").get("/user/orgs"); r.status != 200 || r.body != "[]" {
		t.Errorf("got %d %q for a fine-grained token, want 200 []", r.status, r.body)
	}
}

func TestLinks(t *testing.T) {
	c := serve(t, world(""), embedded.Options{}).as("token ada-classic")
	at := func(n int, rel string) string {
		return fmt.Sprintf("<https://host.example/api/v3/user/repos?page=%d&per_page=2>; rel=%q", n, rel)
	}
	tests := []struct {
		page int
		want []string
	}{
		{1, []string{at(2, "next"), at(3, "last")}},
		{2, []string{at(1, "prev"), at(3, "next"), at(3, "last"), at(1, "first")}},
		{3, []string{at(2, "prev"), at(1, "first")}},
		{9, []string{at(3, "prev"), at(1, "first")}},
	}
	for _, tt := range tests {
		got := c.get("https://host.example/api/v3/user/repos?per_page=2&page=" + strconv.Itoa(tt.page)).header.Get("Link")
		if want := strings.Join(tt.want, ", "); got != want {
			t.Errorf("page %d: got %s, want %s", tt.page, got, want)
		}
	}
	if got := c.get("/user/repos").header.Get("Link"); got != "" {
		t.Errorf("got %q for a single page, want none", got)
	}
}

func TestAPageHasAtMost100(t *testing.T) {
	w := world("")
	for i := range 120 {
		w.Repositories = append(w.Repositories, embedded.Repository{Owner: "ada", Name: "r" + strconv.Itoa(i), ID: int64(1000 + i), DefaultBranch: "main"})
	}
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	for query, want := range map[string]int{"": 30, "?per_page=100": 100, "?per_page=1000": 100, "?per_page=1000&page=2": 25, "?per_page=0": 30} {
		if got := len(decode[named](t, c.get("/user/repos"+query), 200)); got != want {
			t.Errorf("%q: got %d, want %d", query, got, want)
		}
	}
}

func TestRepositoryFields(t *testing.T) {
	c := serve(t, world(""), embedded.Options{WebURL: "https://ghe.example/"})
	type fields struct {
		HTMLURL     string `json:"html_url"`
		URL         string
		SSHURL      string  `json:"ssh_url"`
		PushedAt    *string `json:"pushed_at"`
		Visibility  string
		Permissions map[string]bool
	}
	got := decode[fields](t, c.as("token ada-classic").get("https://ghe.example/api/v3/repos/bo/tool"), 200)
	if got.HTMLURL != "https://ghe.example/bo/tool" || got.URL != "https://ghe.example/api/v3/repos/bo/tool" || got.SSHURL != "git@ghe.example:bo/tool.git" {
		t.Errorf("got addresses %+v, want those of ghe.example", got)
	}
	if got.PushedAt != nil || got.Visibility != "private" || !got.Permissions["push"] || got.Permissions["admin"] {
		t.Errorf("got %+v, want never pushed, private, push without admin", got)
	}
	if anon := decode[fields](t, c.get("/repos/acme/site"), 200); anon.Permissions != nil {
		t.Errorf("got permissions %v for nobody, want none", anon.Permissions)
	}
}

func TestConditionalRequests(t *testing.T) {
	c := serve(t, world(""), embedded.Options{RateLimit: embedded.RateLimit{Core: 10}}).as("token ada-classic")
	first := c.get("/user/repos")
	tag := first.header.Get("ETag")
	if tag == "" || first.header.Get("X-RateLimit-Used") != "1" {
		t.Fatalf("got tag %q, used %q, want a tag and 1", tag, first.header.Get("X-RateLimit-Used"))
	}
	for _, sent := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag} {
		again := c.get("/user/repos", "If-None-Match", sent)
		if again.status != 304 || again.body != "" || again.header.Get("X-RateLimit-Used") != "1" || again.header.Get("ETag") != tag {
			t.Errorf("got %d %q, used %q, tag %q, want 304 that costs nothing", again.status, again.body, again.header.Get("X-RateLimit-Used"), again.header.Get("ETag"))
		}
	}
	if r := c.get("/user/repos", "If-None-Match", tag, "Accept", "application/json"); r.status != 200 {
		t.Errorf("got %d with another Accept, want 200", r.status)
	}
	if r := c.as("Bearer ada-classic").get("/user/repos", "If-None-Match", tag); r.status != 200 {
		t.Errorf("got %d with another Authorization, want 200", r.status)
	}
}

func TestRateLimits(t *testing.T) {
	clock := now
	c := serve(t, world(""), embedded.Options{Now: func() time.Time { return clock }, RateLimit: embedded.RateLimit{Core: 2}})
	ada := c.as("token ada-classic")
	ada.get("/user")
	r := c.as("Bearer ada-fine").get("/user")
	if got := r.header.Get("X-RateLimit-Remaining"); got != "0" {
		t.Errorf("got remaining %q, want 0: the tokens of a user share one budget", got)
	}
	r = ada.get("/user")
	if r.status != 403 || !strings.HasPrefix(r.message(), "API rate limit exceeded") || r.header.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("got %d %q, remaining %q, want 403, 0", r.status, r.message(), r.header.Get("X-RateLimit-Remaining"))
	}
	if reset := r.header.Get("X-RateLimit-Reset"); reset != strconv.FormatInt(now.Add(time.Hour).Unix(), 10) {
		t.Errorf("got reset %s, want an hour ahead", reset)
	}
	rate := decode[struct {
		Resources map[string]struct{ Limit, Used, Remaining int }
	}](t, ada.get("/rate_limit"), 200)
	if got := rate.Resources["core"]; got.Used != 2 || got.Remaining != 0 || rate.Resources["search"].Limit != 30 {
		t.Errorf("got %+v, want 2 used of core and 30 searches", rate.Resources)
	}
	if r := c.as("token bo-classic").get("/user"); r.status != 200 {
		t.Errorf("got %d for another user, want 200", r.status)
	}
	if r := ada.get("/search/nothing"); r.status != 404 || r.header.Get("X-RateLimit-Resource") != "search" {
		t.Errorf("got %d of %q, want 404 of search, which has its own budget", r.status, r.header.Get("X-RateLimit-Resource"))
	}
	clock = clock.Add(time.Hour)
	if r := ada.get("/user"); r.status != 200 {
		t.Errorf("got %d after the reset, want 200", r.status)
	}
}

func TestNoRateLimits(t *testing.T) {
	c := serve(t, world(""), embedded.Options{RateLimit: embedded.RateLimit{Off: true}}).as("token ada-classic")
	if r := c.get("/rate_limit"); r.status != 404 || r.message() != "Rate limiting is not enabled." {
		t.Errorf("got %d %q, want 404", r.status, r.message())
	}
	if r := c.get("/user"); r.header.Get("X-RateLimit-Limit") != "" {
		t.Errorf("got limit %q, want none", r.header.Get("X-RateLimit-Limit"))
	}
}

func TestHeaders(t *testing.T) {
	c := serve(t, world(""), embedded.Options{})
	r := c.as("token ada-classic").get("/user")
	for name, want := range map[string]string{
		"Date": "Thu, 12 Mar 2026 09:30:00 GMT", "X-OAuth-Scopes": "repo, read:org", "Content-Type": "application/json; charset=utf-8",
	} {
		if got := r.header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if a, b := r.header.Get("X-GitHub-Request-Id"), c.get("/meta").header.Get("X-GitHub-Request-Id"); a == "" || a == b {
		t.Errorf("got request ids %q and %q, want two", a, b)
	}
	fine := c.as("token ada-fine").get("/user").header
	if got := fine.Get("GitHub-Authentication-Token-Expiration"); got != "2026-03-12 10:30:00 UTC" {
		t.Errorf("got expiry %q, want 2026-03-12 10:30:00 UTC", got)
	}
	if _, sent := fine["X-Oauth-Scopes"]; sent {
		t.Error("got scopes of a fine-grained token, want none")
	}
	if r := c.get("/meta", "X-GitHub-Api-Version", "2019-01-01"); r.status != 400 {
		t.Errorf("got %d for an unknown version, want 400", r.status)
	}
}

package embedded_test

import (
	"net/http"
	"testing"

	"hubtrail/github/embedded"
)

func TestAccess(t *testing.T) {
	c := serve(t, world(bare(t, sample())), embedded.Options{})
	all := "token " + mint(t, c, "1", "").Token
	meta := "token " + mint(t, c, "1", `{"permissions":{"issues":"read"}}`).Token
	const integration = "Resource not accessible by integration"
	tests := []struct {
		name, auth, path string
		status           int
		message          string
		accepted         string // X-Accepted-GitHub-Permissions
	}{
		{"anonymous, public", "", "/repos/acme/site", 200, "", ""},
		{"anonymous, public contents", "", "/repos/acme/site/commits", 200, "", ""},
		{"anonymous, private", "", "/repos/acme/app", 404, "Not Found", ""},
		{"anonymous, user", "", "/user", 401, "Requires authentication", ""},
		{"unknown token", "token x", "/user", 401, "Bad credentials", ""},
		{"unknown scheme", "Digest x", "/user", 401, "Bad credentials", ""},
		{"expired", "token ada-expired", "/user", 401, "Bad credentials", ""},
		{"revoked", "token ada-revoked", "/user", 401, "Bad credentials", ""},
		{"as password", "Basic eDphZGEtY2xhc3NpYw==", "/user", 200, "", ""},
		{"classic", "token ada-classic", "/repos/acme/app", 200, "", ""},
		{"classic without repo", "token ada-public", "/repos/acme/app", 404, "Not Found", ""},
		{"classic without repo, public", "token ada-public", "/repos/acme/site", 200, "", ""},
		{"stranger", "token cy-classic", "/repos/acme/app", 404, "Not Found", ""},
		{"member", "token bo-classic", "/repos/acme/app", 200, "", ""},
		{"letter case", "token ada-classic", "/repos/ACME/App", 200, "", ""},
		{"fine-grained", "token ada-fine", "/repos/acme/app/commits", 200, "", "contents=read"},
		{"fine-grained, another owner", "token ada-fine", "/repos/ada/notes", 404, "Not Found", "metadata=read"},
		{"fine-grained, another repository", "token ada-narrow", "/repos/acme/app", 404, "Not Found", "metadata=read"},
		{"fine-grained, missing permission", "token ada-fine", "/repos/acme/app/hooks", 403, "Resource not accessible by personal access token", "repository_hooks=read"},
		{"installation", all, "/repos/acme/app/commits", 200, "", "contents=read"},
		{"installation, missing permission", meta, "/repos/acme/app/commits", 403, integration, "contents=read"},
		{"installation, public", meta, "/repos/acme/site/commits", 200, "", "contents=read"},
		{"installation, hooks", all, "/repos/acme/site/hooks", 403, integration, "repository_hooks=read"},
		{"installation, elsewhere", all, "/repos/bo/tool", 404, "Not Found", "metadata=read"},
		{"installation, user", all, "/user", 403, integration, ""},
		{"installation, user's repositories", all, "/user/repos", 403, integration, "metadata=read"},
		{"app, repository", appJWT(t), "/repos/acme/site", 401, "A JSON web token is not accepted here: use an installation access token", ""},
		{"user, app", "token ada-classic", "/app", 401, "A JSON web token could not be decoded", ""},
		{"user, installation", "token ada-classic", "/installation/repositories", 403, "You must authenticate with an installation access token in order to list repositories for an installation.", ""},
		{"hooks, admin", "token ada-classic", "/repos/acme/app/hooks", 200, "", ""},
		{"hooks, member", "token bo-classic", "/repos/acme/app/hooks", 404, "Not Found", ""},
		{"hooks, scope", "token ada-public", "/repos/acme/site/hooks", 404, "Not Found", ""},
		{"user's installations", "token ada-classic", "/user/installations", 403, "You must authenticate with an access token authorized to a GitHub App in order to list installations", ""},
		{"orgs, scope", "token ada-public", "/user/orgs", 403, "You need at least read:org scope or user scope to list your organizations.", ""},
		{"unknown path", "token ada-classic", "/nope", 404, "Not Found", ""},
		{"slash at the end", "token ada-classic", "/user/", 404, "Not Found", ""},
		{"Enterprise prefix", "token ada-classic", "/api/v3/user", 200, "", ""},
		{"by id", "token ada-classic", "/repositories/100/branches", 200, "", ""},
		{"by unknown id", "token ada-classic", "/repositories/1/branches", 404, "Not Found", ""},
		{"a commit's comments", "token ada-classic", "/repos/acme/app/commits/main/comments", 404, "Not Found", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := c.as(tt.auth).get(tt.path)
			if r.status != tt.status || r.message() != tt.message {
				t.Errorf("got %d %q, want %d %q", r.status, r.message(), tt.status, tt.message)
			}
			if got := r.header.Get("X-Accepted-GitHub-Permissions"); got != tt.accepted {
				t.Errorf("got accepted permissions %q, want %q", got, tt.accepted)
			}
		})
	}
}

func TestRenamed(t *testing.T) {
	c := serve(t, world(""), embedded.Options{}).as("token ada-classic")
	if got := decode[struct {
		FullName string `json:"full_name"`
	}](t, c.get("/repos/acme/old"), 200); got.FullName != "acme/app" {
		t.Errorf("got %q after the redirect, want acme/app", got.FullName)
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if r := c.get("/repos/acme/old/branches?page=2"); r.status != 301 || r.header.Get("Location") != "https://api.github.com/repositories/100/branches?page=2" {
		t.Errorf("got %d to %q, want 301 to the same below the id", r.status, r.header.Get("Location"))
	}
	if r := c.as("").get("/repos/acme/old"); r.status != 404 {
		t.Errorf("got %d for a stranger, want 404", r.status)
	}
	if r := c.do("HEAD", "/repos/acme/app", ""); r.status != 200 || r.body != "" {
		t.Errorf("got %d %q for HEAD, want 200 without body", r.status, r.body)
	}
}

func TestReadOnly(t *testing.T) {
	c := serve(t, world(""), embedded.Options{ReadOnly: true})
	for _, path := range []string{"/repos/acme/site/issues", "/nope"} {
		r := c.as("token ada-classic").do("POST", path, "{}")
		if r.status != 403 || len(r.message()) < 20 || r.message()[:22] != "This is a local clone:" {
			t.Errorf("%s: got %d %q, want 403 This is a local clone", path, r.status, r.message())
		}
	}
	if mint(t, c, "1", "").Token == "" {
		t.Error("got no token, want one: minting is not a write")
	}
}

func TestAnyToken(t *testing.T) {
	w := world("")
	w.AnyToken = true
	c := serve(t, w, embedded.Options{})
	for _, auth := range []string{"", "token whatever", "Bearer a.b.c"} {
		r := c.as(auth).get("/repos/acme/app")
		if r.status != 200 || r.header.Get("X-RateLimit-Limit") != "" {
			t.Errorf("%q: got %d with limit %q, want 200 without", auth, r.status, r.header.Get("X-RateLimit-Limit"))
		}
	}
}

package embedded_test

import (
	"strconv"
	"testing"

	"hubtrail/github/embedded"
)

func TestTeams(t *testing.T) {
	w := issueWorld("")
	w.Apps[0].Installations[0].Permissions["members"] = "read"
	c := serve(t, w, embedded.Options{})
	app := "token " + mint(t, c, "1", "").Token
	tests := []struct {
		auth, path string
		want       string // names, or the status
	}{
		{"token ada-classic", "/user/teams", "The core|night"},
		{"token bo-classic", "/user/teams", "Web"},
		{"token cy-classic", "/user/teams", ""},
		{"token ada-public", "/user/teams", "403"},
		{"token ada-pulls", "/user/teams", "The core|night"},
		{app, "/user/teams", "403"},
		{"token ada-classic", "/orgs/acme/teams", "The core|night|Web"},
		{"token ada-classic", "/orgs/acme/teams?per_page=1&page=2", "night"},
		{"token bo-classic", "/orgs/acme/teams", "The core|Web"}, // not the secret one
		{"token cy-classic", "/orgs/acme/teams", "404"},
		{"", "/orgs/acme/teams", "401"},
		{"token ada-fine", "/orgs/acme/teams", "403"},
		{"token ada-pulls", "/orgs/acme/teams", "The core|night|Web"},
		{app, "/orgs/acme/teams", "The core|night|Web"},
		{"token ada-classic", "/orgs/nothing/teams", "404"},
		{"token ada-classic", "/orgs/acme/teams/core/members", "ada|bo"}, // with the child team's
		{"token ada-classic", "/orgs/acme/teams/CORE/members?role=maintainer", "ada"},
		{"token ada-classic", "/orgs/acme/teams/web/members", "bo"},
		{"token ada-classic", "/orgs/acme/teams/core/members?role=x", "422"},
		{"token bo-classic", "/orgs/acme/teams/night/members", "404"},
		{"token ada-classic", "/orgs/acme/teams/nothing/members", "404"},
	}
	for _, tt := range tests {
		r := c.as(tt.auth).get(tt.path)
		if len(tt.want) == 3 && tt.want[0] == '4' {
			if got := strconv.Itoa(r.status); got != tt.want {
				t.Errorf("%s as %q: got %s, want %s", tt.path, tt.auth, got, tt.want)
			}
			continue
		}
		if got := decode[nameList](t, r, 200).String(); got != tt.want {
			t.Errorf("%s as %q: got %q, want %q", tt.path, tt.auth, got, tt.want)
		}
	}
}

func TestTeam(t *testing.T) {
	c := serve(t, issueWorld(""), embedded.Options{}).as("token ada-classic")
	type team struct {
		Slug, Privacy string
		Parent        *struct{ Slug string }
		Members       int `json:"members_count"`
	}
	if got := decode[team](t, c.get("/orgs/acme/teams/web"), 200); got.Slug != "web" || got.Parent == nil || got.Parent.Slug != "core" || got.Members != 1 {
		t.Errorf("got %+v", got)
	}
	if got := decode[team](t, c.get("/orgs/acme/teams/night"), 200); got.Privacy != "secret" || got.Parent != nil {
		t.Errorf("got %+v", got)
	}
	type membership struct{ Role, State string }
	if got := decode[membership](t, c.get("/orgs/acme/teams/core/memberships/Ada"), 200); got != (membership{"maintainer", "active"}) {
		t.Errorf("got %+v", got)
	}
	if got := decode[membership](t, c.get("/orgs/acme/teams/core/memberships/bo"), 200); got != (membership{"member", "active"}) {
		t.Errorf("got %+v, want a member through the child team", got)
	}
	if r := c.get("/orgs/acme/teams/core/memberships/cy"); r.status != 404 {
		t.Errorf("got %d, want 404", r.status)
	}
}

package github

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

func TestMine(t *testing.T) {
	w := routes{"GET /user": text(200, user), "GET /user/teams": text(200, `[
		{"slug":"core","organization":{"login":"acme"},"parent":{"slug":"backend"}},
		{"slug":"ui","organization":{"login":"Acme"},"parent":null},
		{"slug":"api","organization":{"login":"acme"},"parent":{"slug":"Backend"}},
		{"slug":"x","organization":{"login":"acme"},"parent":{"slug":"../y"}}]`)}.wire()
	got, err := tokenClient(t, w, nil).Mine(t.Context(), 0)
	want := []string{"@ada", "@acme/core", "@acme/backend", "@Acme/ui", "@acme/api", "@acme/x"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("got other owners, %v (-want +got):\n%s", err, diff)
	}
	if got, err := appClient(t, routes{}.wire(), nil).Mine(t.Context(), 1); got != nil || err != nil {
		t.Errorf("got %q, %v of an App, want none", got, err)
	}
}

func TestMineWithoutTeams(t *testing.T) {
	r := routes{"GET /user": text(200, user), "GET /user/teams": text(403, `{"message":"Resource not accessible by personal access token"}`)}
	got, err := tokenClient(t, r.wire(), nil).Mine(t.Context(), 0)
	if diff := cmp.Diff([]string{"@ada"}, got); diff != "" || !errors.Is(err, ErrNotGranted) {
		t.Errorf("got %q, %v, want the login and %v", got, err, ErrNotGranted)
	}
	r = routes{"GET /user": text(401, `{"message":"Bad credentials"}`)}
	if got, err := tokenClient(t, r.wire(), nil).Mine(t.Context(), 0); got != nil || !errors.Is(err, ErrBadCredentials) {
		t.Errorf("got %q, %v, want %v", got, err, ErrBadCredentials)
	}
}

func TestTeamMembers(t *testing.T) {
	w := routes{"GET /orgs/Acme/teams/core/members": paged(130, "", func(i int) string { return `{"login":"u` + id(i)[36:] + `"}` })}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, ok := c.StoredTeamMembers(0, "acme/core"); ok {
		t.Error("got members from an empty store, want none")
	}
	got, err := c.TeamMembers(t.Context(), 0, "Acme/core")
	if err != nil || len(got) != 130 || got[0] != "u0000" || got[129] != "u0081" {
		t.Errorf("got %d members, %v, want 130", len(got), err)
	}
	stored, ok := c.StoredTeamMembers(0, "acme/Core")
	if diff := cmp.Diff(got, stored); diff != "" || !ok {
		t.Errorf("got other stored members (-want +got):\n%s", diff)
	}
}

func TestTeamMembersRefused(t *testing.T) {
	for _, tt := range []struct {
		team   string
		answer http.HandlerFunc
		want   error
		asked  int
	}{
		{"acme/secret", text(404, `{"message":"Not Found"}`), ErrNotFound, 1},
		{"acme/core", text(403, `{"message":"Resource not accessible by integration"}`, "X-Accepted-GitHub-Permissions", "members=read"), ErrNotGranted, 1},
		{"acme", nil, ErrInvalid, 0},
		{"acme/../x", nil, ErrInvalid, 0},
		{"@acme/core", nil, ErrInvalid, 0},
	} {
		w := &wire{handler: tt.answer}
		got, err := tokenClient(t, w, nil).TeamMembers(t.Context(), 0, tt.team)
		if !errors.Is(err, tt.want) || got != nil || len(w.asked) != tt.asked {
			t.Errorf("%s: got %q, %v after %q, want %v", tt.team, got, err, w.asked, tt.want)
		}
	}
}

package github

import (
	"errors"
	"testing"
)

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
		{"an organisation with a network of its own", "acme", routes{"GET /user/repos": text(200, "[]"), "GET /orgs/": text(403, `{"message":"IP allow list"}`)}, -1, ""},
		{"an installation's token", "", routes{"GET /user": refuse, "GET /user/repos": refuse, "GET /installation/repositories": paged(4, "repositories", func(i int) string { return repoRow(i, "acme", "Organization") })}, 4, "/installation/repositories"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.routes["GET /user"] == nil {
				tc.routes["GET /user"] = text(200, user)
			}
			w := tc.routes.wire()
			var got []Listing[Repository]
			err := tokenClient(t, w, nil).Repositories(t.Context(), 0, tc.owner, collect(&got))
			if tc.want < 0 {
				if !errors.Is(err, ErrForbidden) {
					t.Errorf("got %v, want the refusal", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			end := got[len(got)-1]
			if len(end.Items) != tc.want || end.Total != tc.want {
				t.Errorf("got %d rows of %d, want %d", len(end.Items), end.Total, tc.want)
			}
			for _, l := range got {
				if tc.want == 50 && l.Total > 50 {
					t.Errorf("got a total of %d on the way, want none that counts other owners' rows", l.Total)
				}
			}
			if w.count(tc.asked) == 0 {
				t.Errorf("got requests %v, want one for %s", w.asked, tc.asked)
			}
		})
	}
}

func TestRenamedRepository(t *testing.T) {
	w := routes{
		"GET /repos/a/old":    text(301, `{"message":"Moved Permanently"}`, "Location", "https://api.github.com/repositories/4"),
		"GET /repositories/4": text(200, repoRow(4, "a", "User")),
	}.wire()
	got, err := tokenClient(t, w, nil).Repository(t.Context(), 0, RepoRef{"a", "old"})
	if err != nil || got.Name != "r4" || got.DefaultBranch != "main" || got.URL != "https://github.com/a/r4" {
		t.Errorf("got %+v, %v, want the repository under its new name", got, err)
	}
}

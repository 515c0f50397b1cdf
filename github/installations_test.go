package github

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

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
		{"an installation's token", nil, "me*"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := routes{"GET /user": text(200, user), "GET /user/repos": reached}
			if w["GET /user/orgs"] = tc.orgs; tc.orgs == nil {
				refuse := text(403, `{"message":"Resource not accessible by integration"}`)
				w["GET /user"], w["GET /user/orgs"] = refuse, refuse
			}
			var got []Listing[Installation]
			if err := tokenClient(t, w.wire(), nil).Installations(t.Context(), collect(&got)); err != nil {
				t.Fatal(err)
			}
			if have := logins(got[len(got)-1].Items); have != tc.want {
				t.Errorf("got %s, want %s", have, tc.want)
			}
		})
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

// Who the token's user is, GitHub is asked once for both.
func TestIdentityThenOwners(t *testing.T) {
	w := routes{"GET /user": text(200, user), "GET /user/orgs": text(200, `[{"login":"acme"}]`)}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	for range 2 {
		var got []Listing[Installation]
		if _, err := c.Identity(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := c.Installations(t.Context(), collect(&got)); err != nil || logins(got[len(got)-1].Items) != "ada* acme" {
			t.Errorf("got %s, %v, want ada* acme", logins(got[len(got)-1].Items), err)
		}
	}
	asked := 0
	for _, a := range w.asked {
		if a == "GET /user" {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("got %d requests for the user in %q, want one each time", asked, w.asked)
	}
	// What the last session knew may be wrong by now.
	w.asked = nil
	later := tokenClient(t, w, c.store)
	if err := later.Installations(t.Context(), func(Listing[Installation]) {}); err != nil || w.asked[0] != "GET /user" {
		t.Errorf("got %v after %q, want the user asked for", err, w.asked)
	}
}

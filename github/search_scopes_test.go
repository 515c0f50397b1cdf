package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// shape writes scopes as "account/installation owner,owner".
func shape(scopes []SearchScope) (list []string) {
	for _, s := range scopes {
		text := fmt.Sprintf("%s/%d ", s.Place.Account, s.Place.Installation)
		for n, o := range s.Owners {
			if n > 0 {
				text += ","
			}
			text += o.Login
		}
		list = append(list, text+s.Repo.String())
	}
	return list
}

func TestSearchScopes(t *testing.T) {
	installation := func(id int, owner, kind, more string) string {
		return fmt.Sprintf(`{"id":%d,"app_slug":"trail","target_type":%q,"account":{"login":%q,"type":%q}%s}`, id, kind, owner, kind, more)
	}
	w := routes{
		"GET /user":      text(200, user),
		"GET /user/orgs": text(200, `[{"login":"acme","id":2},{"login":"beta","id":3}]`),
		"GET /app/installations": text(200, "["+installation(1, "acme", "Organization", "")+","+
			installation(2, "asleep", "Organization", `,"suspended_at":"2026-01-01T00:00:00Z"`)+","+installation(3, "bob", "User", "")+"]"),
	}.wire()
	disk := store.Open(t.TempDir(), "", nil)
	app, token := appClient(t, w, disk), tokenClient(t, w, disk)
	clone, err := NewClient(Options{Account: Account{Name: "here", Kind: KindClone, Host: "/src"}, Base: w})
	if err != nil {
		t.Fatal(err)
	}
	a := NewAccounts(app, clone, token)
	repo := RepoRef{"acme", "site"}
	if got := a.SearchScopes(ScopeEverywhere, Place{}, "", RepoRef{}); len(got) != 2 || !got[0].Unlisted || !got[1].Unlisted {
		t.Errorf("got %q before anything was listed, want both accounts to be listed first", shape(got))
	}
	for _, c := range []*Client{app, token} {
		if err := c.Installations(t.Context(), func(Listing[Installation]) {}); err != nil {
			t.Fatal(err)
		}
	}
	asked := len(w.asked)
	for _, c := range []struct {
		level ScopeLevel
		at    Place
		owner string
		repo  RepoRef
		want  []string
	}{
		{ScopeRepository, Place{"work", 1}, "acme", repo, []string{"work/1 acme/site"}},
		{ScopeRepository, Place{"work", 1}, "acme", RepoRef{}, nil},
		{ScopeInstallation, Place{"work", 1}, "acme", repo, []string{"work/1 acme"}},
		{ScopeInstallation, Place{"me", 0}, "beta", RepoRef{}, []string{"me/0 beta"}},
		{ScopeInstallation, Place{"me", 0}, "elsewhere", RepoRef{}, []string{"me/0 elsewhere"}},
		{ScopeInstallation, Place{"me", 0}, "", RepoRef{}, nil},
		{ScopeAccount, Place{"work", 1}, "acme", repo, []string{"work/1 acme", "work/3 bob"}},
		{ScopeAccount, Place{"me", 0}, "", RepoRef{}, []string{"me/0 ada,acme,beta"}},
		{ScopeAccount, Place{"here", 0}, "", RepoRef{}, nil},
		{ScopeRepository, Place{"here", 0}, "acme", repo, nil},
		{ScopeEverywhere, Place{}, "", RepoRef{}, []string{"work/1 acme", "work/3 bob", "me/0 ada,beta"}},
		{ScopeAccount, Place{"nobody", 0}, "", RepoRef{}, nil},
	} {
		if got := shape(a.SearchScopes(c.level, c.at, c.owner, c.repo)); !slices.Equal(got, c.want) {
			t.Errorf("%v at %v: got %q, want %q", c.level, c.at, got, c.want)
		}
	}
	// Types decide between org: and user:.
	scopes := a.SearchScopes(ScopeAccount, Place{Account: "me"}, "", RepoRef{})
	if o := scopes[0].Owners; o[0].Type != "User" || o[1].Type != "Organization" {
		t.Errorf("got owners %+v, want their types", o)
	}
	if got := a.Viewer(Place{"work", 1}); got != "trail[bot]" {
		t.Errorf("got viewer %q, want the App", got)
	}
	if me, here := a.Viewer(Place{Account: "me"}), a.Viewer(Place{Account: "here"}); me != "ada" || here != "" {
		t.Errorf("got viewers %q and %q, want the user and nobody", me, here)
	}
	if len(w.asked) != asked {
		t.Errorf("got requests %q, want none", w.asked[asked:])
	}
}

func TestScopesOfAnEnterprise(t *testing.T) {
	w := routes{
		"GET /app/installations":                  text(200, `[{"id":5,"target_type":"Enterprise","target_id":1,"account":{"slug":"corp","name":"Corp"}}]`),
		"POST /app/installations/5/access_tokens": text(201, `{"token":"ghs_x","expires_at":"2026-05-04T13:00:00Z"}`),
		"GET /installation/repositories":          text(200, `{"total_count":2,"repositories":[`+repoRow(1, "acme", "Organization")+`,`+repoRow(2, "beta", "Organization")+`]}`),
	}.wire()
	c := appClient(t, w, store.Open(t.TempDir(), "", nil))
	if err := c.Installations(t.Context(), func(Listing[Installation]) {}); err != nil {
		t.Fatal(err)
	}
	if err := c.Repositories(t.Context(), 5, "", func(Listing[Repository]) {}); err != nil {
		t.Fatal(err)
	}
	got := shape(NewAccounts(c).SearchScopes(ScopeAccount, Place{Account: "work"}, "", RepoRef{}))
	if !slices.Equal(got, []string{"work/5 acme,beta"}) {
		t.Errorf("got %q, want the organisations of the enterprise", got)
	}
}

func TestSearchRepositories(t *testing.T) {
	var asked []string
	w := routes{
		"GET /user":       text(200, user),
		"GET /user/repos": text(200, `[`+repoRow(1, "acme", "Organization")+`]`),
		"GET /search/repositories": func(w http.ResponseWriter, r *http.Request) {
			q := r.URL.Query()
			asked = append(asked, q.Get("q"))
			if strings.Contains(q.Get("q"), "ghost") {
				w.WriteHeader(422)
				fmt.Fprint(w, `{"message":"Validation Failed","errors":[{"message":"The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them."}]}`)
				return
			}
			fmt.Fprintf(w, `{"total_count":240,"incomplete_results":true,"items":[%s,%s,{"name":"","owner":null}]}`, repoRow(1, "acme", "Organization"), repoRow(2, "acme", "Organization"))
		},
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	a := NewAccounts(c)
	acme := Owner{Login: "acme", Type: "Organization"}
	var got RepositorySearch
	ask := func(owner Owner, text string, forks bool) error {
		return a.SearchRepositories(t.Context(), Place{Account: "me"}, owner, text, forks, func(r RepositorySearch) { got = r })
	}
	if err := ask(acme, "", true); err != nil || len(got.Hits) != 2 || got.Hits[0].Outside || got.Hits[1].Outside || got.Total != 240 || !got.Incomplete {
		t.Errorf("got %+v, %v, want two hits, none marked where no listing is stored", got, err)
	}
	if err := c.Repositories(t.Context(), 0, "", func(Listing[Repository]) {}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		owner Owner
		text  string
		forks bool
		want  string
	}{
		{acme, "web OR api", false, "org:acme (web OR api)"},
		{acme, "web", true, "org:acme fork:true web"},
		{Owner{Login: "ada", Type: "User"}, "sort:stars-desc web", false, "user:ada web"},
	} {
		if err := ask(c.owner, c.text, c.forks); err != nil || asked[len(asked)-1] != c.want || got.Query != c.want {
			t.Errorf("%q: got asked %q, %v, want %q", c.text, asked[len(asked)-1], err, c.want)
		}
	}
	if w.count("sort=stars&order=desc") != 1 {
		t.Errorf("got requests %q, want the query's own order", w.asked)
	}
	if got.Hits[0].Outside || !got.Hits[1].Outside {
		t.Errorf("got %+v, want the second outside", got.Hits)
	}
	var p *SearchProblem
	if err := ask(acme, "user:ghost", false); !errors.As(err, &p) || p.Start != 0 || p.End != 10 {
		t.Errorf("got %v, %+v, want the place of the refused qualifier", err, p)
	}
	n := len(asked)
	if err := ask(acme, `"open`, false); !errors.As(err, &p) || len(asked) != n {
		t.Errorf("got %v, want it refused here", err)
	}
	if err := ask(Owner{}, "x", false); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid without an owner", err)
	}
}

func TestAccountsThatAreNotListedYet(t *testing.T) {
	w := routes{
		"GET /user":          text(200, user),
		"GET /user/orgs":     text(200, `[{"login":"acme","id":2}]`),
		"GET /search/issues": text(200, `{"total_count":0,"items":[]}`),
	}.wire()
	broken := routes{"GET /api/v3/user": text(401, `{"message":"Bad credentials"}`)}.wire()
	other, err := NewClient(Options{
		Account: Account{Name: "other", Host: "ghe.example.com", Kind: KindToken}, Base: broken, Token: func(context.Context) (string, error) { return "t", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	a := NewAccounts(tokenClient(t, w, nil), other)
	search := IssueSearch{Text: "is:open is:issue", Scopes: a.SearchScopes(ScopeEverywhere, Place{}, "", RepoRef{}), Limit: 100}
	var got SearchResult
	if err := a.SearchIssues(t.Context(), search, func(r SearchResult) { got = r }); err != nil {
		t.Fatal(err)
	}
	if len(got.Sent) != 2 || got.Sent[0].Query != "(org:acme OR user:ada) is:issue (is:open)" || got.Sent[0].Err != nil || got.Sent[1].Account != "other" || !errors.Is(got.Sent[1].Err, ErrBadCredentials) {
		t.Errorf("got %+v, want what the one reaches, and why the other is missing", got.Sent)
	}
	search.Scopes = search.Scopes[1:]
	if err := a.SearchIssues(t.Context(), search, func(SearchResult) { t.Error("got an answer, want none") }); !errors.Is(err, ErrBadCredentials) {
		t.Errorf("the broken one alone: got %v, want its failure", err)
	}
	asked := len(broken.asked)
	search.Text = "is:issue (is:open"
	var problem *SearchProblem
	if err := a.SearchIssues(t.Context(), search, func(SearchResult) {}); !errors.As(err, &problem) || len(broken.asked) != asked {
		t.Errorf("a mistake: got %v after %d requests, want it told and nothing asked", err, len(broken.asked)-asked)
	}
}

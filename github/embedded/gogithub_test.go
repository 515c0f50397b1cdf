package embedded_test

import (
	"net/http"
	"testing"

	"github.com/google/go-github/v60/github"

	"hubtrail/github/embedded"
)

// authorized adds an Authorization header, as the client's transport does.
type authorized struct {
	auth string
	next http.RoundTripper
}

func (a authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", a.auth)
	return a.next.RoundTrip(r)
}

// The library of the client must be able to read what this server writes.
func TestGoGitHubReadsTheAnswers(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, world(dir), embedded.Options{})
	as := func(auth string) *github.Client {
		return github.NewClient(&http.Client{Transport: authorized{auth, c.http.Transport}})
	}
	ctx := t.Context()
	app := as(appJWT(t))
	a, _, err := app.Apps.Get(ctx, "")
	if err != nil || a.GetSlug() != "app" || a.GetID() != 900 {
		t.Errorf("got App %v, %v", a, err)
	}
	list, _, err := app.Apps.ListInstallations(ctx, nil)
	if err != nil || len(list) != 3 || list[2].GetSuspendedBy().GetLogin() != "cy" || list[0].GetPermissions().GetIssues() != "write" {
		t.Errorf("got installations %v, %v", list, err)
	}
	token, _, err := app.Apps.CreateInstallationToken(ctx, 1, nil)
	if err != nil || token.GetToken() == "" {
		t.Fatalf("got token error %v", err)
	}
	repos, res, err := as("Bearer "+token.GetToken()).Apps.ListRepos(ctx, &github.ListOptions{PerPage: 2})
	if err != nil || repos.GetTotalCount() != 3 || res.NextPage != 2 || res.LastPage != 2 || res.Rate.Limit != 5000 {
		t.Errorf("got %v, next %d, last %d, rate %v, %v", repos.GetTotalCount(), res.NextPage, res.LastPage, res.Rate, err)
	}
	ada := as("token ada-classic")
	k, res, err := ada.Repositories.GetCommit(ctx, "acme", "app", git(t, dir, "", "rev-parse", "main~3"), nil)
	if err != nil || len(k.Files) != 300 || res.NextPage != 2 || k.GetCommit().GetAuthor().GetDate().IsZero() {
		t.Errorf("got %d files, next %d, %v", len(k.Files), res.NextPage, err)
	}
	sha, _, err := ada.Repositories.GetCommitSHA1(ctx, "acme", "app", "fix/#12-x", "")
	if err != nil || sha != git(t, dir, "", "rev-parse", "fix/#12-x") {
		t.Errorf("got %s, %v, want the branch with a slash and a number sign", sha, err)
	}
	cmp, _, err := ada.Repositories.CompareCommits(ctx, "acme", "app", "light", "fix/#12-x", nil)
	if err != nil || cmp.GetAheadBy() != 1 || len(cmp.Files) != 1 {
		t.Errorf("got %v, %v", cmp, err)
	}
	branch, _, err := ada.Repositories.GetBranch(ctx, "acme", "app", "fix/#12-x", 1)
	if err != nil || branch.GetName() != "fix/#12-x" {
		t.Errorf("got %v, %v", branch, err)
	}
	file, _, _, err := ada.Repositories.GetContents(ctx, "acme", "app", "README.md", nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := file.GetContent(); err != nil || text != "# Sample\n" {
		t.Errorf("got %q, %v", text, err)
	}
	tree, _, err := ada.Git.GetTree(ctx, "acme", "app", "main", true)
	if err != nil || len(tree.Entries) < 610 {
		t.Errorf("got %v, %v", len(tree.Entries), err)
	}
	if _, _, err = ada.Repositories.ListCommits(ctx, "acme", "empty", nil); err == nil || err.(*github.ErrorResponse).Message != "Git Repository is empty." {
		t.Errorf("got %v, want the empty repository's refusal", err)
	}
	old, _, err := ada.Repositories.Get(ctx, "acme", "old")
	if err != nil || old.GetFullName() != "acme/app" {
		t.Errorf("got %v, %v, want the renamed repository", old.GetFullName(), err)
	}
}

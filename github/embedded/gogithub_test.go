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

func TestGoGitHubReadsIssues(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{})
	ada := github.NewClient(&http.Client{Transport: authorized{"token ada-classic", c.http.Transport}})
	ctx := t.Context()
	found, _, err := ada.Search.Issues(ctx, "is:issue crash", &github.SearchOptions{TextMatch: true, Sort: "created"})
	if err != nil || found.GetTotal() != 2 || found.Issues[1].GetNumber() != 1 || len(found.Issues[1].TextMatches) == 0 {
		t.Errorf("got %v, %v", found, err)
	}
	i, _, err := ada.Issues.Get(ctx, "acme", "app", 1)
	if err != nil || i.GetUser().GetLogin() != "ada" || i.GetMilestone().GetTitle() != "v2" || i.GetReactions().GetPlusOne() != 3 || i.IsPullRequest() {
		t.Errorf("got %v, %v", i, err)
	}
	events, _, err := ada.Issues.ListIssueTimeline(ctx, "acme", "app", 1, nil)
	if err != nil || len(events) != 11 || events[7].GetSource().GetIssue().GetNumber() != 4 || events[10].GetEvent() != "grown_wings" {
		t.Errorf("got %v, %v", events, err)
	}
	p, _, err := ada.PullRequests.Get(ctx, "acme", "app", 4)
	if err != nil || p.GetBase().GetRef() != "main" || p.GetChangedFiles() != 5 || p.Mergeable != nil || p.RequestedTeams[0].GetSlug() != "core" {
		t.Errorf("got %v, %v", p, err)
	}
	comments, _, err := ada.PullRequests.ListComments(ctx, "acme", "app", 4, nil)
	if err != nil || len(comments) != 3 || comments[0].GetLine() != 1 || comments[2].GetInReplyTo() != 7001 {
		t.Errorf("got %v, %v", comments, err)
	}
	runs, _, err := ada.Checks.ListCheckRunsForRef(ctx, "acme", "app", "main", nil)
	if err != nil || runs.GetTotal() != 3 || runs.CheckRuns[1].GetOutput().GetTitle() != "2 failed" {
		t.Errorf("got %v, %v", runs, err)
	}
	status, _, err := ada.Repositories.GetCombinedStatus(ctx, "acme", "app", "main", nil)
	if err != nil || status.GetState() != "success" || status.GetTotalCount() != 1 {
		t.Errorf("got %v, %v", status, err)
	}
	made, _, err := ada.Issues.Create(ctx, "acme", "app", &github.IssueRequest{Title: github.String("New"), Labels: &[]string{"bug"}})
	if err != nil || made.GetNumber() != 11 || made.Labels[0].GetName() != "bug" {
		t.Errorf("got %v, %v", made, err)
	}
	k, _, err := ada.Issues.CreateComment(ctx, "acme", "app", 11, &github.IssueComment{Body: github.String("Hello")})
	if err != nil || k.GetBody() != "Hello" {
		t.Errorf("got %v, %v", k, err)
	}
	if _, err := ada.Issues.DeleteComment(ctx, "acme", "app", k.GetID()); err != nil {
		t.Errorf("got %v", err)
	}
	_, res, err := ada.Issues.Get(ctx, "acme", "app", 7)
	if err == nil || res.StatusCode != http.StatusGone {
		t.Errorf("got %v, want 410 for what was deleted", err)
	}
}

package embedded_test

import (
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// pull is a pull request as clients read it.
type pull struct {
	issue
	Base, Head struct {
		Label, Ref, SHA string
		User            *login
		Repo            *struct {
			FullName string `json:"full_name"`
		}
	}
	Merged         bool
	MergedBy       *login  `json:"merged_by"`
	MergeCommit    *string `json:"merge_commit_sha"`
	Mergeable      *bool
	MergeableState string                  `json:"mergeable_state"`
	Reviewers      []login                 `json:"requested_reviewers"`
	Teams          []struct{ Slug string } `json:"requested_teams"`
	Commits        int
	Additions      int
	Deletions      int
	ChangedFiles   int `json:"changed_files"`
	ReviewComments int `json:"review_comments"`
}

func TestPull(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	rev := func(name string) string { return git(t, dir, "", "rev-parse", name) }
	got := decode[pull](t, c.get("/repos/acme/app/pulls/4"), 200)
	if got.Number != 4 || got.State != "open" || got.Base.Ref != "main" || got.Base.SHA != rev("main~3") || got.Head.SHA != rev("main") ||
		got.Head.Label != "acme:fix/cart" || got.Head.Repo.FullName != "acme/app" || got.Merged || got.MergeCommit != nil || got.Comments != 1 ||
		len(got.Reviewers) != 1 || got.Reviewers[0].Login != "ada" || len(got.Teams) != 1 || got.Teams[0].Slug != "core" || got.ReviewComments != 3 {
		t.Errorf("got %+v", got)
	}
	if got.Commits != 4 || got.ChangedFiles != 5 || got.Additions != 39602 || got.Deletions != 0 {
		t.Errorf("got %d commits, %d files, +%d -%d", got.Commits, got.ChangedFiles, got.Additions, got.Deletions)
	}
	got = decode[pull](t, c.get("/repos/acme/app/pulls/5"), 200)
	if !got.Merged || got.MergedBy.Login != "bo" || *got.MergeCommit != rev("main") || got.Base.SHA != rev("main^1") || got.State != "closed" || got.Mergeable != nil {
		t.Errorf("got %+v", got)
	}
	got = decode[pull](t, c.get("/repos/acme/app/pulls/6"), 200)
	if got.Head.Repo != nil || got.Head.SHA != strings.Repeat("ab", 20) || !*got.Draft || got.Head.Label != "cy:patch-1" || got.Commits != 0 {
		t.Errorf("got %+v", got)
	}
}

// GitHub reckons in the background whether a pull request can be merged.
func TestMergeable(t *testing.T) {
	c := serveIssues(t)
	tests := []struct {
		path, first, second string
		can                 bool
	}{{"/repos/acme/app/pulls/4", "unknown", "clean", true}, {"/repos/acme/app/pulls/6", "unknown", "dirty", false}}
	for _, tt := range tests {
		first, second := decode[pull](t, c.get(tt.path), 200), decode[pull](t, c.get(tt.path), 200)
		if first.Mergeable != nil || first.MergeableState != tt.first {
			t.Errorf("%s: got %v %q at first, want null %q", tt.path, first.Mergeable, first.MergeableState, tt.first)
		}
		if second.Mergeable == nil || *second.Mergeable != tt.can || second.MergeableState != tt.second {
			t.Errorf("%s: got %v %q then, want %v %q", tt.path, second.Mergeable, second.MergeableState, tt.can, tt.second)
		}
	}
}

func pullNumbers(list []pull) string {
	var issues []issue
	for _, p := range list {
		issues = append(issues, p.issue)
	}
	return numbers(issues)
}

func TestPullListings(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ query, want string }{
		{"", "6 4"},
		{"state=all", "6 5 4"},
		{"state=closed", "5"},
		{"state=all&head=acme:fix/cart", "4"},
		{"state=all&head=cy:patch-1", "6"},
		{"state=all&head=fix/cart", "6 5 4"}, // without an owner it counts for nothing
		{"state=all&base=main", "6 5 4"},
		{"state=all&base=other", ""},
		{"state=all&sort=updated", "4 5 6"}, // the oldest first then,
		{"state=all&sort=created&direction=asc", "4 5 6"},
		{"state=all&per_page=1&page=3", "4"},
	}
	for _, tt := range tests {
		if got := pullNumbers(decode[[]pull](t, c.get("/repos/acme/app/pulls?"+tt.query), 200)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.query, got, tt.want)
		}
	}
	if r := c.get("/repos/acme/app/pulls?state=x"); r.status != 422 {
		t.Errorf("got %d, want 422", r.status)
	}
}

func TestPullFilesAndCommits(t *testing.T) {
	c := serveIssues(t)
	type file struct {
		Filename, Status, Patch string
		Additions               int
	}
	r := c.get("/repos/acme/app/pulls/4/files?per_page=2")
	files := decode[[]file](t, r, 200)
	if len(files) != 2 || files[0].Filename != "big.bin" || files[1].Filename != "branch.txt" || files[1].Patch != "@@ -0,0 +1 @@\n+b" ||
		!strings.Contains(r.header.Get("Link"), `page=3&per_page=2>; rel="last"`) {
		t.Errorf("got %+v, %q", files, r.header.Get("Link"))
	}
	files = decode[[]file](t, c.get("/repos/acme/app/pulls/4/files?per_page=2&page=3"), 200)
	if len(files) != 1 || files[0].Filename != "large/under.txt" || files[0].Additions != 19000 {
		t.Errorf("got %+v", files)
	}
	type commit struct{ Commit struct{ Message string } }
	commits := decode[[]commit](t, c.get("/repos/acme/app/pulls/4/commits"), 200)
	if len(commits) != 4 || commits[0].Commit.Message != "Large patches" || commits[3].Commit.Message != "Merge" {
		t.Errorf("got %+v, want four, oldest first", commits)
	}
	for _, part := range []string{"files", "commits"} {
		if r := c.get("/repos/acme/app/pulls/6/" + part); r.status != 200 || r.body != "[]" {
			t.Errorf("%s: got %d %q of a head that is gone, want none", part, r.status, r.body)
		}
	}
	if r := c.get("/repos/acme/app/pulls/5", "Accept", "application/vnd.github.diff"); r.status != 200 || !strings.HasPrefix(r.body, "diff --git ") {
		t.Errorf("got %d %.40q, want a diff", r.status, r.body)
	}
	for path, status := range map[string]int{"/pulls/5/merge": 204, "/pulls/4/merge": 404, "/pulls/1/merge": 404, "/pulls/9/files": 404, "/pulls/4/requested_reviewers": 200} {
		if r := c.get("/repos/acme/app" + path); r.status != status {
			t.Errorf("%s: got %d, want %d", path, r.status, status)
		}
	}
}

func TestEditPull(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	got := decode[pull](t, c.do("PATCH", "/repos/acme/app/pulls/4", `{"title":"New","body":"Closes #3","base":"unrelated"}`), 200)
	if got.Title != "New" || *got.Body != "Closes #3" || got.Base.Ref != "unrelated" || got.Base.SHA != git(t, dir, "", "rev-parse", "unrelated") || got.Commits != 0 {
		t.Errorf("got %+v", got)
	}
	if events := strings.Join(c.timeline("/repos/acme/app/issues/4"), " "); !strings.HasSuffix(events, "base_ref_changed renamed:Fix the cart>New") {
		t.Errorf("got %q", events)
	}
	if hits := decode[hits](t, c.get("/search/issues?q=is:issue+linked:pr+repo:acme/app"), 200); hits.String() != "" {
		t.Errorf("got %q linked, want none: the base is not the default branch", hits)
	}
	decode[pull](t, c.do("PATCH", "/repos/acme/app/pulls/4", `{"base":"main"}`), 200)
	if hits := decode[hits](t, c.get("/search/issues?q=is:issue+linked:pr+repo:acme/app"), 200); hits.String() != "app#3" {
		t.Errorf("got %q linked, want what the new body closes", hits)
	}
	got = decode[pull](t, c.do("PATCH", "/repos/acme/app/pulls/4", `{"state":"closed"}`), 200)
	if got.State != "closed" || got.StateReason != nil {
		t.Errorf("got %+v", got)
	}
	tests := []struct {
		auth, path, body string
		status           int
		text             string
	}{
		{"token ada-classic", "/repos/acme/app/pulls/5", `{"state":"open"}`, 422, "cannot be reopened"},
		{"token ada-classic", "/repos/acme/app/pulls/6", `{"base":"nowhere"}`, 422, `"field":"base"`},
		{"token ada-classic", "/repos/acme/app/pulls/6", `{"base":"-x"}`, 422, `"field":"base"`},
		{"token ada-classic", "/repos/acme/app/pulls/6", `{"title":""}`, 422, "missing_field"},
		{"token ada-classic", "/repos/acme/app/pulls/1", `{"title":"x"}`, 404, ""},
		{"token bo-classic", "/repos/acme/app/pulls/5", `{"title":"x"}`, 403, "Must have admin rights"},
		{"token ada-issues", "/repos/acme/app/pulls/4", `{"title":"x"}`, 403, "Resource not accessible"},
		{"token ada-pulls", "/repos/acme/app/pulls/4", `{"title":"x"}`, 200, `"title":"x"`},
	}
	for _, tt := range tests {
		if r := c.as(tt.auth).do("PATCH", tt.path, tt.body); r.status != tt.status || !strings.Contains(r.body, tt.text) {
			t.Errorf("%s as %s, %s: got %d %.200s, want %d %s", tt.path, tt.auth, tt.body, r.status, r.body, tt.status, tt.text)
		}
	}
}

func TestPullsWithoutObjects(t *testing.T) {
	w := issueWorld("")
	w.Repositories[0].Open = nil
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	if got := decode[pull](t, c.get("/repos/acme/app/pulls/4"), 200); len(got.Head.SHA) != 40 || got.Commits != 0 {
		t.Errorf("got %+v, want an id and no commits", got)
	}
	for _, path := range []string{"/issues/4/timeline", "/pulls", "/pulls/4/files", "/pulls/4/comments", "/pulls/4/reviews"} {
		if r := c.get("/repos/acme/app" + path); r.status != 200 {
			t.Errorf("%s: got %d %s, want 200", path, r.status, r.body)
		}
	}
}

package embedded_test

import (
	"fmt"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// compareReply is a comparison as clients read it.
type compareReply struct {
	Status    string
	Permalink string        `json:"permalink_url"`
	Total     int           `json:"total_commits"`
	Commits   []commitReply `json:"commits"`
	Files     []fileReply
}

// GitHub lists 300 files of a comparison, on its first page alone, whatever
// per_page says.
func TestCompareCutsFiles(t *testing.T) {
	c, dir := sampleServer(t)
	root := git(t, dir, "", "rev-list", "--max-parents=0", "main")
	for page, want := range map[int]int{1: 300, 2: 0} {
		got := decode[compareReply](t, c.get(fmt.Sprintf("/repos/acme/app/compare/%s...main?per_page=2&page=%d", root, page)), 200)
		if len(got.Files) != want || len(got.Commits) != 2 || got.Total != 6 {
			t.Errorf("page %d: got %d files and %d of %d commits, want %d files and 2 of 6", page, len(got.Files), len(got.Commits), got.Total, want)
		}
		if !strings.HasSuffix(got.Permalink, "/acme/app/compare/"+root+"..."+git(t, dir, "", "rev-parse", "main")) {
			t.Errorf("got the permanent address %s, want both commits in it", got.Permalink)
		}
	}
}

// A fork's branch is known by the pull requests that come from it, and the head of
// each pull request by its number.
func TestCompareHeadsOfPulls(t *testing.T) {
	dir := bare(t, sample())
	w := issueWorld(dir)
	w.Repositories[0].Issues = func() embedded.IssueData {
		return embedded.IssueData{Issues: []embedded.Issue{
			{Number: 1, Title: "An issue", Author: "bo", CreatedAt: hour(1)},
			{Number: 2, Title: "Older", Author: "bo", CreatedAt: hour(2), Pull: &embedded.Pull{Base: "main", Branch: "fix", From: "bo/app", HeadCommit: "light"}},
			{Number: 3, Title: "Newer", Author: "bo", CreatedAt: hour(3), Pull: &embedded.Pull{Base: "main", Branch: "fix", From: "bo/app", HeadCommit: "fix/#12-x"}},
			{Number: 4, Title: "Gone", Author: "cy", CreatedAt: hour(4), Pull: &embedded.Pull{Base: "main", Branch: "fix", Gone: true, HeadCommit: "fix/#12-x"}},
			{Number: 5, Title: "Lost", Author: "bo", CreatedAt: hour(5), Pull: &embedded.Pull{Base: "main", Branch: "lost", From: "bo/app", HeadCommit: strings.Repeat("ab", 20)}},
		}}
	}
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	for _, name := range []string{"light...bo:fix", "light...BO:fix", "refs/pull/2/head...refs/pull/3/head", "pull/2/head...bo:fix"} {
		got := decode[compareReply](t, c.get("/repos/acme/app/compare/"+name), 200)
		if subjects(got.Commits) != "On a branch" || got.Status != "ahead" {
			t.Errorf("%s: got %s, %q, want the newer pull request's commit", name, got.Status, subjects(got.Commits))
		}
	}
	for _, name := range []string{"light...cy:fix", "light...bo:main", "light...bo:lost", "light...refs/pull/1/head", "light...refs/pull/9/head", "light...refs/pull/x/head", "light...refs/pull/3/merge"} {
		if r := c.get("/repos/acme/app/compare/" + name); r.status != 404 {
			t.Errorf("%s: got %d, want 404", name, r.status)
		}
	}
	if k := decode[commitReply](t, c.get("/repos/acme/app/commits/refs/pull/3/head"), 200); k.Commit.Message != "On a branch" {
		t.Errorf("got %q, want the pull request's head", k.Commit.Message)
	}
}

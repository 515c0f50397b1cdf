package github_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/github/codeowners"
)

// ownershipOf is who owns the paths by a file.
func ownershipOf(text string, paths ...string) *github.Ownership {
	return github.NewOwnership(github.ParseOwners("CODEOWNERS", text), github.Tree{Commit: strings.Repeat("a", 40), Paths: paths})
}

const teams = `# everything
*.go        @acme/core
/docs/      @mona @acme/Docs
/docs/tmp/
/web/       @acme/core
`

func TestOwnershipDecidesEachPath(t *testing.T) {
	o := ownershipOf(teams, "CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go", "web/a.ts", "web/b.ts")
	var got []string
	for i := range o.Tree.Paths {
		line := "-"
		if r := o.Rule(i); r != nil {
			line = r.Pattern
		}
		got = append(got, o.Owned(i).String()+" "+line)
	}
	want := []string{"unmatched -", "owned /docs/", "unset /docs/tmp/", "owned *.go", "owned /web/", "owned /web/"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got other rules (-want +got):\n%s", diff)
	}
	if i, ok := o.Find("main.go"); !ok || i != 3 {
		t.Errorf("got index %d, %v of main.go, want 3", i, ok)
	}
	if _, ok := o.Find("main.rs"); ok {
		t.Error("got a path that the tree does not hold")
	}
}

func TestShareOfAFolder(t *testing.T) {
	o := ownershipOf(teams+"/web/b.ts @ACME/core\n", "CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go", "web/a.ts", "web/b.ts")
	for _, test := range []struct {
		name     string
		from, to int
		want     github.Share
	}{
		{"one file", 3, 4, github.Share{Files: 1, Owners: []string{"@acme/core"}, Count: 1}},
		{"two rules, one owner", 4, 6, github.Share{Files: 2, Owners: []string{"@acme/core"}, Count: 1}},
		{"owned and unset", 1, 3, github.Share{Files: 2, Unset: 1, Count: 2}},
		{"no rule", 0, 1, github.Share{Files: 1, Unmatched: 1}},
		{"unset alone", 2, 3, github.Share{Files: 1, Unset: 1}},
		{"all", 0, 6, github.Share{Files: 6, Unset: 1, Unmatched: 1, Count: 3}},
		{"nothing", 2, 2, github.Share{}},
	} {
		got := o.Share(o.All()[test.from:test.to])
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: got another share (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestCensus(t *testing.T) {
	c := ownershipOf(teams, "CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go", "web/a.ts", "web/b.ts").Census()
	want := github.Census{
		Files: 6, Owned: 4, Unset: 1, Unmatched: 1, Wins: []int{1, 1, 1, 2},
		Owners: []github.OwnerShare{{"@acme/core", 3, 2}, {"@mona", 1, 1}, {"@acme/Docs", 1, 1}},
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("got another census (-want +got):\n%s", diff)
	}
}

func TestTallyOfAPart(t *testing.T) {
	o := ownershipOf(teams, "CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go", "web/a.ts", "web/b.ts")
	if diff := cmp.Diff([]github.OwnerShare{{"@acme/core", 2, 2}, {"@mona", 1, 1}, {"@acme/Docs", 1, 1}}, o.Tally(o.All()[:5])); diff != "" {
		t.Errorf("got another tally (-want +got):\n%s", diff)
	}
	if got := o.Tally(o.All()[2:3]); len(got) != 0 {
		t.Errorf("got %v of a file without an owner, want none", got)
	}
}

func TestPickByRule(t *testing.T) {
	o := ownershipOf(teams, "CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go")
	unowned := o.Pick(func(r *codeowners.Rule) bool { return r == nil || len(r.Owners) == 0 })
	if diff := cmp.Diff([]int{0, 2}, unowned); diff != "" {
		t.Errorf("got other paths without an owner (-want +got):\n%s", diff)
	}
}

func TestHandovers(t *testing.T) {
	paths := []string{"CODEOWNERS", "docs/a.md", "docs/tmp/x.md", "main.go", "web/a.ts"}
	before := ownershipOf(teams, paths...)
	after := ownershipOf(strings.Replace(teams, "/docs/tmp/\n", "\n\n/docs/** @acme/docs @mona\n", 1)+"CODEOWNERS @mona\n/web\n", paths...)
	var got []string
	for _, h := range before.Handovers(after) {
		got = append(got, h.Path)
	}
	// docs/a.md keeps its owners by another rule.
	if diff := cmp.Diff([]string{"CODEOWNERS", "docs/tmp/x.md", "web/a.ts"}, got); diff != "" {
		t.Errorf("got other handovers (-want +got):\n%s", diff)
	}
}

func TestJoinProblems(t *testing.T) {
	ours := []codeowners.Problem{
		{Line: 3, Column: 1, Kind: codeowners.InvalidPattern, Suggestion: "ours"},
		{Line: 5, Column: 1, Kind: codeowners.NoFile},
		{Kind: codeowners.TooLarge},
	}
	theirs := []codeowners.Problem{
		{Line: 3, Column: 1, Kind: codeowners.InvalidPattern, Suggestion: "theirs"},
		{Line: 5, Column: 9, Kind: "Unknown owner"},
		{Line: 4, Column: 1, Kind: codeowners.NoFile},
	}
	var got []string
	for _, p := range github.JoinProblems(ours, theirs) {
		who := map[[2]bool]string{{true, true}: "both", {true, false}: "ours", {false, true}: "GitHub"}[[2]bool{p.Ours, p.GitHub}]
		got = append(got, who+" "+string(p.Kind)+" "+p.Suggestion)
	}
	want := []string{"ours Too large ", "both Invalid pattern theirs", "GitHub No file ", "ours No file ", "GitHub Unknown owner "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got other problems (-want +got):\n%s", diff)
	}
}

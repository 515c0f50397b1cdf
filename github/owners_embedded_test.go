package github_test

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/github/store"
)

var storefront = github.RepoRef{Owner: "northwind", Name: "storefront"}

func TestOwnershipOfTheDemo(t *testing.T) {
	c := demoToken(t, embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now}), demo.UserToken)
	o, err := c.Ownership(t.Context(), 0, storefront, "")
	if err != nil {
		t.Fatal(err)
	}
	if o.File.Path != ".github/CODEOWNERS" || len(o.File.Problems) != 0 || !slices.IsSorted(o.Tree.Paths) || !o.Tree.Has("README.md") {
		t.Errorf("got %s with problems %v and %d files, want a valid one and sorted files", o.File.Path, o.File.Problems, len(o.Tree.Paths))
	}
	census := o.Census()
	if census.Owned == 0 || census.Owned+census.Unset+census.Unmatched != len(o.Tree.Paths) {
		t.Errorf("got %+v, want an answer for each of %d files", census, len(o.Tree.Paths))
	}
	f, commit, err := c.OwnersFile(t.Context(), 0, storefront, o.Tree.Commit)
	if err != nil || commit != o.Tree.Commit || f.Blob != o.File.Blob {
		t.Errorf("got %s at %s, %v, want the same file", f.Path, commit, err)
	}
	empty := github.RepoRef{Owner: "northwind", Name: "new-warehouse"}
	if _, err := c.Ownership(t.Context(), 0, empty, ""); !errors.Is(err, github.ErrEmptyRepository) {
		t.Errorf("got %v, want %v", err, github.ErrEmptyRepository)
	}
	if _, err := c.Ownership(t.Context(), 0, storefront, "no-such-branch"); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v, want %v", err, github.ErrNotFound)
	}
}

func TestTeamsOfTheDemo(t *testing.T) {
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	c := demoToken(t, server, demo.UserToken)
	mine, err := c.Mine(t.Context(), 0)
	if err != nil || len(mine) == 0 || !slices.Contains(mine, "@northwind/web") || slices.Contains(mine, "@northwind/backend") {
		t.Errorf("got %q, %v, want the person with web and without backend", mine, err)
	}
	members, err := c.TeamMembers(t.Context(), 0, "northwind/support")
	if err != nil || !slices.Contains(members, "hanne-olsen") {
		t.Errorf("got %q, %v, want hanne-olsen among them", members, err)
	}
	if _, err := c.TeamMembers(t.Context(), 0, "northwind/none"); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v, want %v", err, github.ErrNotFound)
	}
}

// Refs with slashes and number signs, links and submodules, from real git.
func TestOwnershipOfAClone(t *testing.T) {
	dir := t.TempDir()
	run := func(stdin string, args ...string) string {
		t.Helper()
		git := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir, "-c", "user.name=Ada", "-c", "user.email=ada@example.com"}, args...)...)
		git.Stdin = strings.NewReader(stdin)
		out, err := git.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("", "init", "--quiet", "--initial-branch=main")
	blob := func(text string) string { return run(text, "hash-object", "-w", "--stdin") }
	module := strings.Repeat("a", 40)
	run("100644 "+blob("* @all\n")+"\tdocs/CODEOWNERS\n120000 "+blob("docs")+"\tlink\n160000 "+module+"\tmodule\n100644 "+blob("x")+"\tö/\U0001f680\n",
		"update-index", "--add", "--index-info")
	run("", "commit", "--quiet", "--message=First")
	run("", "branch", "feature/#1")
	first := run("", "rev-parse", "HEAD")
	run("160000 "+module+"\tCODEOWNERS\n", "update-index", "--add", "--index-info")
	run("", "commit", "--quiet", "--message=A submodule is no file")

	clone, err := embedded.FindClone(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, github.Options{
		Account: github.Account{Name: "shop", Kind: github.KindClone, Host: clone.Top, Local: true},
		Base:    embedded.Transport(embedded.New(clone.World(), embedded.Options{ReadOnly: true})),
		Store:   store.Open(t.TempDir(), "", now),
	})
	repo := github.RepoRef{}
	for _, r := range clone.World().Repositories {
		repo = github.RepoRef{Owner: r.Owner, Name: r.Name}
	}
	o, err := c.Ownership(t.Context(), 0, repo, "feature/#1")
	if err != nil {
		t.Fatal(err)
	}
	want := github.Tree{Commit: first, Paths: []string{"docs/CODEOWNERS", "link", "module", "ö/\U0001f680"}}
	if diff := cmp.Diff(want, o.Tree); diff != "" || o.File.Path != "docs/CODEOWNERS" {
		t.Errorf("got file %s and another tree (-want +got):\n%s", o.File.Path, diff)
	}
	if o, err = c.Ownership(t.Context(), 0, repo, ""); err != nil || o.File.Path != "docs/CODEOWNERS" {
		t.Errorf("got %+v, %v, want the file behind the submodule", o, err)
	}
}

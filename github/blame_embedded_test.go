package github_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// In the demo each line of a file is told, and from each range a way leads back
// to the commit that begins the file.
func TestBlameOfTheDemo(t *testing.T) {
	c := demoToken(t, embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now}), demo.UserToken)
	commit, err := c.CommitSHA(t.Context(), 0, storefront, "")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := c.Tree(t.Context(), 0, storefront, commit)
	if err != nil {
		t.Fatal(err)
	}
	walked := 0
	for _, path := range tree.Paths {
		f, err := c.File(t.Context(), 0, storefront, commit, path)
		if err != nil || f.Kind != github.EntryFile {
			t.Fatalf("%s: got %v, %v", path, f.Kind, err)
		}
		if f.Binary || path == "docs/latest.md" || walked == 5 { // that is a link, which comes as what it leads to
			continue
		}
		b, err := c.Blame(t.Context(), 0, storefront, commit, path)
		if err != nil {
			t.Fatal(err)
		}
		lines, next := slices.Collect(strings.Lines(string(f.Text))), 1
		for _, r := range b.Ranges {
			if r.First != next || r.Age < 1 || r.Age > 10 || r.Commit.Subject == "" || r.Commit.Author.Name == "" || r.Commit.At.IsZero() {
				t.Errorf("%s: got %+v, want it to begin at %d", path, r, next)
			}
			next = r.Last + 1
		}
		if next-1 != len(lines) {
			t.Errorf("%s: got blame to line %d, want %d", path, next-1, len(lines))
		}
		for _, r := range b.Ranges {
			before, err := c.LineBefore(t.Context(), 0, storefront, r.Commit.SHA, path, r.First, []byte(strings.TrimSuffix(lines[r.First-1], "\n")))
			if errors.Is(err, github.ErrNothingBefore) { // the file begins there
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			f, err := c.File(t.Context(), 0, storefront, before.Commit, before.Path)
			if err != nil || f.Kind != github.EntryFile || before.Line > bytes.Count(f.Text, []byte("\n")) {
				t.Errorf("%s: got %+v, %v, want a line of the file before", path, before, err)
			}
			walked++
			break
		}
	}
	if walked == 0 {
		t.Error("got no file with a history, want some")
	}
	if _, err := c.Blame(t.Context(), 0, storefront, commit, "no/such.file"); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v, want %v", err, github.ErrNotFound)
	}
}

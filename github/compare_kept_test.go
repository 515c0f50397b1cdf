package github

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hubtrail/github/store"
)

// comparer is a client whose comparisons are what at tells, an hour later at each
// new one of the same store.
func comparer(t *testing.T, dir string, hours int, at http.HandlerFunc) (*Client, *wire) {
	t.Helper()
	now := func() time.Time { return day.Add(time.Duration(hours) * time.Hour) }
	w := routes{"GET /user": text(200, user), "GET /repos/acme/app/compare/{at...}": at}.wire()
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Base: w, Store: store.Open(dir, "", now), Now: now,
		Token: func(context.Context) (string, error) { return secret, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.asked = nil
	return c, w
}

// pinnedTo is a permanent address of whole SHAs, as GitHub gives it.
func pinnedTo(head string) string {
	return "https://github.com/acme/app/compare/acme:" + tip + "...acme:" + head
}

func TestComparisonRoundTrip(t *testing.T) {
	k := Comparison{
		Spec: CompareSpec{Base: "main", Head: "bob:fix/#1", TwoDot: true}, BaseSHA: tip, HeadSHA: shaOf(1), MergeBase: shaOf(2), Status: "diverged",
		Ahead: 3, Behind: 4, TotalCommits: 5, Listed: 1, Unread: 5, Commits: []Commit{someCommit().Commit},
		Files: []File{someCommit().Files[0], {Path: "x", Status: "modified", SHA: "aa", OldSHA: "bb", OldMode: "100644", NewMode: ModeLink, Uncounted: true}},
	}
	roundTrip(t, comparisonRows(), []Comparison{k, {Commits: []Commit{}, Files: []File{}}})
}

func TestComparisonsAreKept(t *testing.T) {
	dir := t.TempDir()
	spec, fixed := CompareSpec{Base: "main", Head: "fix"}, CompareSpec{Base: tip, Head: shaOf(249)}
	there := compared{total: 250, files: 3, permalink: pinnedTo(shaOf(249))}
	c, _ := comparer(t, dir, 0, there.serve)
	for _, s := range []CompareSpec{spec, fixed, {Base: "main", Head: "fix", TwoDot: true}} {
		if _, ok := c.StoredComparison(0, app, s); ok {
			t.Errorf("%s: got one before it was read", s)
		}
		if _, err := compareAll(t, c, s); err != nil {
			t.Fatal(err)
		}
	}
	first, ok := c.StoredComparison(0, app, spec)
	if !ok || len(first.Commits) != 250 || len(first.Files) != 3 || first.Files[0].Patch == "" || !first.At.Equal(day) {
		t.Fatalf("got %d commits, %d files of %v, %v", len(first.Commits), len(first.Files), first.At, ok)
	}
	// Offline there is what was read, with its age, and the error.
	c, w := comparer(t, dir, 1, text(502, ""))
	got, err := compareAll(t, c, spec)
	if !errors.Is(err, ErrServer) || len(got) != 1 || !cmp.Equal(first, got[0], cmpopts.EquateEmpty()) {
		t.Errorf("offline: got %d emits, %v", len(got), err)
	}
	// What cannot change needs nobody.
	w.asked = nil
	if got, err := compareAll(t, c, fixed); err != nil || len(got) != 1 || len(got[0].Commits) != 250 || len(w.asked) != 0 {
		t.Errorf("by SHAs: got %d emits, %v after %q, want one without a request", len(got), err, w.asked)
	}
	// Where the ends are as they were, the first page tells so.
	c, w = comparer(t, dir, 2, there.serve)
	got, err = compareAll(t, c, spec)
	if err != nil || len(got) != 2 || len(got[1].Commits) != 250 || !got[1].At.Equal(day.Add(2*time.Hour)) || w.count("/compare/") != 1 {
		t.Errorf("unchanged: got %d emits, %v after %q, want the same as of now by one request", len(got), err, w.asked)
	}
	if k, ok := c.StoredComparison(0, app, spec); !ok || !k.At.Equal(day.Add(2*time.Hour)) {
		t.Errorf("unchanged: got it kept as of %v", k.At)
	}
	// Where they are not, the old one stays until the new one is whole.
	there.total, there.permalink = 260, pinnedTo(shaOf(259))
	c, w = comparer(t, dir, 3, there.serve)
	got, err = compareAll(t, c, spec)
	if err != nil || len(got) != 2 || len(got[0].Commits) != 250 || len(got[1].Commits) != 260 || w.count("/compare/") != 3 {
		t.Errorf("changed: got %d emits, %v after %q, want the old and the whole new one", len(got), err, w.asked)
	}
	c, _ = comparer(t, dir, 4, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "2" {
			text(502, "")(w, r)
			return
		}
		compared{total: 270, permalink: pinnedTo(shaOf(269))}.serve(w, r)
	})
	if got, err = compareAll(t, c, spec); !errors.Is(err, ErrServer) || len(got) != 1 || len(got[0].Commits) != 260 {
		t.Errorf("broken off: got %d emits, %v, want the old one alone", len(got), err)
	}
	if k, ok := c.StoredComparison(0, app, spec); !ok || len(k.Commits) != 260 {
		t.Errorf("broken off: got %d commits kept, want the last that was whole", len(k.Commits))
	}
}

func TestComparisonsThatAreNotKept(t *testing.T) {
	for name, at := range map[string]http.HandlerFunc{
		"files missing": compared{total: 1, files: 2000, permalink: pinnedTo(shaOf(0))}.serve, // the trees are not there
		"moved": func(w http.ResponseWriter, r *http.Request) {
			k := compared{total: 150}
			if r.URL.Query().Get("page") == "2" {
				k.total = 152
			}
			k.serve(w, r)
		},
		"very long": text(200, `{"base_commit":{"sha":"`+tip+`"},"merge_base_commit":{"sha":"`+tip+`"},"status":"ahead","files":[{"filename":"x","patch":"`+strings.Repeat("x", maxKeptComparison)+`"}]}`),
	} {
		c, _ := comparer(t, t.TempDir(), 0, at)
		spec := CompareSpec{Base: "main", Head: "fix"}
		if _, err := compareAll(t, c, spec); err != nil {
			t.Errorf("%s: got %v", name, err)
		}
		if _, ok := c.StoredComparison(0, app, spec); ok {
			t.Errorf("%s: got it kept", name)
		}
	}
}

func TestKeptComparisonsThatAreDamaged(t *testing.T) {
	spec := CompareSpec{Base: tip, Head: shaOf(0)}
	for name, spoil := range map[string]func(path string, data []byte) error{
		"cut":     func(path string, data []byte) error { return os.WriteFile(path, data[:len(data)/2], 0o600) },
		"changed": func(path string, data []byte) error { data[len(data)-9] ^= 1; return os.WriteFile(path, data, 0o600) },
		"empty":   func(path string, _ []byte) error { return os.WriteFile(path, nil, 0o600) },
		"gone":    func(path string, _ []byte) error { return os.Remove(path) },
		"a folder": func(path string, _ []byte) error {
			return errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "x"), 0o700))
		},
	} {
		dir := t.TempDir()
		serve := compared{total: 1, files: 2, permalink: pinnedTo(shaOf(0))}.serve
		c, _ := comparer(t, dir, 0, serve)
		if _, err := compareAll(t, c, spec); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.StoredComparison(0, app, spec); !ok {
			t.Fatalf("%s: got none kept", name)
		}
		spoiled := 0
		err := filepath.WalkDir(filepath.Join(dir, "answer"), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && strings.Contains(string(data), "f00000") {
				spoiled++
				err = spoil(path, data)
			}
			return err
		})
		if err != nil || spoiled == 0 {
			t.Fatalf("%s: %d files, %v", name, spoiled, err)
		}
		c, w := comparer(t, dir, 1, serve)
		got, err := compareAll(t, c, spec)
		if err != nil || len(got) != 1 || len(got[0].Files) != 2 || w.count("/compare/") != 1 {
			t.Errorf("%s: got %d emits, %v after %q, want it read anew", name, len(got), err, w.asked)
		}
	}
	// A disk that takes nothing costs requests alone.
	locked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(locked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c, w := comparer(t, locked, 0, compared{total: 1, files: 2}.serve)
	for range 2 {
		if got, err := compareAll(t, c, spec); err != nil || len(got) != 1 {
			t.Errorf("got %d emits, %v", len(got), err)
		}
	}
	if w.count("/compare/") != 2 {
		t.Errorf("got %q, want each read from GitHub", w.asked)
	}
}

func TestKeptComparisonsAreNotShownToOthers(t *testing.T) {
	dir := t.TempDir()
	spec := CompareSpec{Base: tip, Head: shaOf(0)}
	c, _ := comparer(t, dir, 0, compared{total: 1, files: 2}.serve)
	if _, err := compareAll(t, c, spec); err != nil {
		t.Fatal(err)
	}
	eve, err := NewClient(Options{
		Account: c.Account(), Store: store.Open(dir, "", nil), Base: routes{"GET /user": text(200, `{"login":"eve","id":8}`)}.wire(),
		Token: func(context.Context) (string, error) { return "gho_another", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := eve.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, ok := eve.StoredComparison(0, app, spec); ok {
		t.Error("got another person's comparison, want none")
	}
	if _, ok := c.StoredComparison(0, RepoRef{"acme", "other"}, spec); ok {
		t.Error("got another repository's comparison, want none")
	}
}

package embedded_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/embedded"
)

// workTree is a working tree with files in its index.
func workTree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "", "init", "--quiet", "--initial-branch=main")
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "", "add", ".")
	return dir
}

func tracked(t *testing.T, dir, folder string) []string {
	t.Helper()
	paths := []string{}
	if err := embedded.Tracked(t.Context(), dir, folder, func(path string) error {
		paths = append(paths, path)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestTracked(t *testing.T) {
	dir := workTree(t, "b/x", "b.go", "b/ü\n\"", "a", "c/*", "c/d/e", "x y/z")
	git(t, dir, "", "update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("a", 40)+",module")
	if err := os.WriteFile(filepath.Join(dir, "untracked"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "a")); err != nil { // still tracked
		t.Fatal(err)
	}
	for _, tt := range []struct {
		folder string
		want   []string
	}{
		{"", []string{"a", "b.go", "b/x", "b/ü\n\"", "c/*", "c/d/e", "module", "x y/z"}},
		{"b", []string{"b/x", "b/ü\n\""}},
		{"c/", []string{"c/*", "c/d/e"}},
		{"x y", []string{"x y/z"}},
		{"c/*", []string{}},
		{"a", []string{}},
		{"module", []string{"module"}},
		{"none", []string{}},
	} {
		if diff := cmp.Diff(tt.want, tracked(t, dir, tt.folder)); diff != "" {
			t.Errorf("%q: got other paths (-want +got):\n%s", tt.folder, diff)
		}
	}
}

// A file in conflict is in the index up to three times.
func TestTrackedInConflict(t *testing.T) {
	dir := workTree(t, "a")
	blob := strings.TrimSpace(git(t, dir, "x", "hash-object", "-w", "--stdin"))
	git(t, dir, "100644 "+blob+" 1\tb\n100644 "+blob+" 2\tb\n100644 "+blob+" 3\tb\n", "update-index", "--index-info")
	if diff := cmp.Diff([]string{"a", "b"}, tracked(t, dir, "")); diff != "" {
		t.Errorf("got other paths (-want +got):\n%s", diff)
	}
}

func TestTrackedStops(t *testing.T) {
	dir := workTree(t, "a", "b")
	stop := errors.New("stop")
	n := 0
	err := embedded.Tracked(t.Context(), dir, "", func(string) error { n++; return stop })
	if err != stop || n != 1 {
		t.Errorf("got %v after %d paths, want %v after 1", err, n, stop)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := embedded.Tracked(ctx, dir, "", func(string) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := embedded.Tracked(t.Context(), t.TempDir(), "", func(string) error { return nil }); !errors.Is(err, embedded.ErrNoClone) {
		t.Errorf("got %v, want %v", err, embedded.ErrNoClone)
	}
}

package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github"
)

// listing is the tracked files of a repository, sorted.
type listing []string

func (l listing) visit(_ context.Context, folder string, visit func(string) error) error {
	for _, path := range l {
		if folder == "" || strings.HasPrefix(path, folder+"/") {
			if err := visit(path); err != nil {
				return err
			}
		}
	}
	return nil
}

func TestOwnersOfFolders(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n/docs/ @docs\n", "docs/a.md", "", "docs/deep/b.md", "", "src/docs/c.md", "")
	tracked := listing{"CODEOWNERS", "docs/a.md", "docs/deep/b.md", "src/docs/c.md"}
	repo := github.RepoRef{Owner: "acme", Name: "app"}
	elsewhere := contents{path: "CODEOWNERS", text: "* @all\n/docs/ @docs\n"}
	tests := []struct {
		name  string
		paths []string
		o     OwnersOptions
		want  string
		err   string
	}{
		{"no path", nil, OwnersOptions{}, "CODEOWNERS @all docs/a.md @docs docs/deep/b.md @docs src/docs/c.md @all", ""},
		{"the root", []string{"."}, OwnersOptions{}, "CODEOWNERS @all docs/a.md @docs docs/deep/b.md @docs src/docs/c.md @all", ""},
		{"a folder", []string{"docs"}, OwnersOptions{}, "docs/a.md @docs docs/deep/b.md @docs", ""},
		{"folders and files, in order", []string{"src/", "x.go", "docs/deep"}, OwnersOptions{}, "src/docs/c.md @all x.go @all docs/deep/b.md @docs", ""},
		{"below the root", []string{".", "../docs/deep"}, OwnersOptions{Dir: filepath.Join(root, "src")}, "src/docs/c.md @all docs/deep/b.md @docs", ""},
		{"a folder of a ref", []string{"docs/"}, OwnersOptions{Ref: "v1", File: elsewhere.file}, "docs/a.md @docs docs/deep/b.md @docs", ""},
		{"the root of a repository", []string{"/"}, OwnersOptions{Repo: repo, File: elsewhere.file}, "CODEOWNERS @all docs/a.md @docs docs/deep/b.md @docs src/docs/c.md @all", ""},
		{"all of a repository", nil, OwnersOptions{Repo: repo, File: elsewhere.file}, "CODEOWNERS @all docs/a.md @docs docs/deep/b.md @docs src/docs/c.md @all", ""},
		{"nothing in it", []string{"docs/deep/", "none/"}, OwnersOptions{Repo: repo, Ref: "v1", File: elsewhere.file}, "docs/deep/b.md @docs",
			"no file is tracked in the folder none of acme/app at v1: check its name, and that it is no file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Paths, tt.o.Root, tt.o.Tracked = tt.paths, root, tracked.visit
			got := ask(t, tt.o)
			words := strings.Fields(got.out)
			if strings.Join(words, " ") != tt.want || got.err != tt.err || (got.exit == 2) != (tt.err != "") {
				t.Errorf("got %+v, want %q and error %q", got, tt.want, tt.err)
			}
		})
	}
}

func TestOwnersOfAnEmptyRepository(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	got := ask(t, OwnersOptions{Root: root, Tracked: listing{}.visit})
	if want := "no file is tracked in this clone: git add some first, or name another branch with --ref"; got.exit != 2 || got.err != want {
		t.Errorf("got %+v, want exit 2 and %q", got, want)
	}
}

func TestOwnersCannotList(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	for _, o := range []OwnersOptions{{}, {Lint: true}, {Stats: true}} {
		o.Root = root
		o.Tracked = func(context.Context, string, func(string) error) error { return fs.ErrPermission }
		if got := ask(t, o); got.exit != 2 || got.err != fs.ErrPermission.Error() || got.out != "" {
			t.Errorf("got %+v, want exit 2 and %v", got, fs.ErrPermission)
		}
	}
}

// However paths are looked up, and by whatever file, the answers are the same.
func TestOwnersManyPaths(t *testing.T) {
	root := clone(t, ".github/CODEOWNERS", rules)
	want := map[string]string{"main.go": "@acme/core mona@example.com", "docs/a.md": "@docs", "LICENSE": "@acme/all"}
	for n := 1; n <= 2*maxUncompiled; n++ {
		var paths []string
		var lines string
		for i := range n {
			p := []string{"docs/a.md", "LICENSE", "main.go"}[i%3]
			paths = append(paths, p)
			lines += p + "\t" + want[p] + "\n"
		}
		if got := ask(t, OwnersOptions{Paths: paths, Root: root}); got != (outcome{out: lines}) {
			t.Errorf("%d paths: got %+v, want %q", n, got, lines)
		}
	}
}

// Rows of a terminal do not wait for the end of a long listing.
func TestOwnersRowsDoNotWait(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	var out bytes.Buffer
	seen := 0
	_, err := Owners(t.Context(), OwnersOptions{
		Root: root, Stdout: &out, Stderr: io.Discard, Terminal: true,
		Tracked: func(_ context.Context, _ string, visit func(string) error) error {
			for i := range maxWaiting + 1 {
				if err := visit(fmt.Sprintf("f%06d", i)); err != nil {
					return err
				}
			}
			seen = bytes.Count(out.Bytes(), []byte("\n"))
			return visit("last")
		},
	})
	if err != nil || seen != maxWaiting || !strings.HasSuffix(out.String(), "last     @all\n") {
		t.Errorf("got %d rows before the end, %v, %q; want %d", seen, err, out.String()[out.Len()-40:], maxWaiting)
	}
}

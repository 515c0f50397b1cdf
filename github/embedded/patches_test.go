package embedded

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// madeRepo is a repository with one commit of files, and the span of the next one.
func madeRepo(t *testing.T, before, after map[string]string) (*repo, span) {
	t.Helper()
	dir := t.TempDir()
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@b.example", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@b.example")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v %s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "--quiet")
	for i, files := range []map[string]string{before, after} {
		for name := range before {
			if i == 1 && files[name] == "" {
				os.Remove(filepath.Join(dir, name))
			}
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		git("add", "--all")
		git("commit", "--quiet", "--allow-empty", "--message=x")
	}
	return &repo{Repository: &Repository{}, dir: filepath.Join(dir, ".git"), store: newObjectStore()}, span{base: git("rev-parse", "HEAD^"), head: git("rev-parse", "HEAD")}
}

func lines(n int, text string) string { return strings.Repeat(text+"\n", n) }

// Whatever the page, and whether its files were counted before or not, it has the
// files and the patches of the whole.
func TestPages(t *testing.T) {
	r, s := madeRepo(t,
		map[string]string{"a": "1\n", "b": lines(9, "moved"), "c": "3\n", "d": "4\n", "e": "5\n"},
		map[string]string{"a": "one\n", "c": "three\n", "d": "four\n", "f": "6\n", "z": lines(9, "moved")})
	whole, err := r.patches(t.Context(), s, 0, 9, unbounded())
	if err != nil || len(whole) != 6 {
		t.Fatalf("got %+v, %v, want 6 files", whole, err)
	}
	for from := range 7 {
		for n := range 7 {
			for _, again := range []bool{false, true} {
				if !again {
					r.store = newObjectStore()
				}
				all, shown, err := r.page(t.Context(), s, from, n)
				if err != nil || len(all) != 6 || len(shown) != min(n, 6-from) {
					t.Fatalf("%d from %d: got %d of %d files, %v", n, from, len(shown), len(all), err)
				}
				for i, f := range shown {
					want := whole[from+i]
					want.additions, want.deletions = all[from+i].additions, all[from+i].deletions
					if f != want {
						t.Errorf("%d from %d: got %+v, want %+v", n, from, f, want)
					}
				}
			}
		}
	}
}

// A git that cannot begin with a file, or does with another, is asked for all.
func TestLaterPatchesWithoutHelp(t *testing.T) {
	r, s := madeRepo(t, map[string]string{"a": "1\n", "b": "2\n", "c": "3\n"}, map[string]string{"a": "one\n", "b": "two\n", "c": "three\n"})
	all, err := r.changes(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nothing", "c"} {
		wrong := append([]change{}, all...)
		wrong[1].path = name
		shown, err := r.laterPatches(t.Context(), s, wrong, 1, 3)
		if err != nil || len(shown) != 2 || shown[0].path != "b" || !strings.Contains(shown[0].patch, "+two") {
			t.Errorf("%s: got %+v, %v, want b and c", name, shown, err)
		}
	}
}

func TestBudget(t *testing.T) {
	r, s := madeRepo(t, map[string]string{"a": "1\n", "b": "2\n", "c": "3\n", "d": "4\n"}, map[string]string{"a": "one\n", "b": lines(50, "two"), "c": "three\n", "d": lines(20_001, "four")})
	for _, tt := range []struct {
		left budget
		want string // which have a patch
	}{
		{unbounded(), "abc"},
		{budget{3, 1000}, "a"},                // a header and two lines
		{budget{2, 1000}, ""},                 // not one
		{budget{54, 1000}, "a"},               // and c has none, though it would fit
		{budget{55, 1000}, "ab"},              // all of both
		{budget{58, 1000}, "abc"},             // the large one counts nothing
		{budget{lines: 1000, bytes: 30}, "a"}, // 21 bytes and more
		{budget{lines: 1000, bytes: 1000}, "abc"},
	} {
		got := ""
		for _, from := range []int{0, 1, 2, 3} { // pages of one file know of those before
			shown, err := r.patches(t.Context(), s, from, from+1, tt.left)
			if err != nil || len(shown) != 1 {
				t.Fatalf("got %+v, %v", shown, err)
			}
			if shown[0].patch != "" {
				got += shown[0].path
			}
		}
		if got != tt.want {
			t.Errorf("%+v: got patches of %q, want %q", tt.left, got, tt.want)
		}
	}
}

func TestSpanMemory(t *testing.T) {
	s, r := newObjectStore(), &repo{dir: "x"}
	name := func(n int) span { return span{head: string(rune('a' + n))} }
	for n := range 3 {
		s.remember(r, name(n), make([]change, spanFiles/3))
	}
	if _, ok := s.recall(r, name(0)); !ok {
		t.Error("got the first forgotten, want all three kept")
	}
	s.remember(r, name(3), make([]change, 1))
	if s.remembers(r, name(1)) || !s.remembers(r, name(0)) || !s.remembers(r, name(3)) {
		t.Error("want the one forgotten that was not asked for")
	}
	if s.remembers(&repo{dir: "y"}, name(0)) {
		t.Error("got the files of another repository")
	}
	s.remember(r, name(4), make([]change, spanFiles+1))
	if s.remembers(r, name(4)) || !s.remembers(r, name(3)) {
		t.Error("want a list that is too long left out, and the others kept")
	}
}

func TestNetwork(t *testing.T) {
	w := World{Repositories: []Repository{
		{Owner: "a", Name: "x"}, {Owner: "b", Name: "x", Parent: "A/x"}, {Owner: "c", Name: "y", Parent: "b/X"}, {Owner: "d", Name: "x", Parent: "gone/x"},
		{Owner: "e", Name: "x", Parent: "f/x"}, {Owner: "f", Name: "x", Parent: "e/x"},
	}}
	x := newIndex(w)
	names := func(full string) string {
		list := []string{}
		for _, r := range x.network(x.repos[full]) {
			list = append(list, r.Owner)
		}
		return strings.Join(list, " ")
	}
	for full, want := range map[string]string{"a/x": "a b c", "c/y": "a b c", "d/x": ""} {
		if got := names(full); got != want {
			t.Errorf("%s: got %q, want %q", full, got, want)
		}
	}
	x.network(x.repos["e/x"]) // forks of one another end
}

package github_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/github/embedded"
)

// script makes a repository of commands for a shell, and a client that has it as
// acme/shop.
func script(t *testing.T, commands ...string) *github.Client {
	t.Helper()
	dir := t.TempDir()
	prelude := "set -e\ngit init --quiet --initial-branch=main\ngit remote add origin git@github.com:acme/shop.git\n" +
		"git config user.name Ada; git config user.email ada@example.com\n" +
		"say() { git add --all; git commit --quiet --allow-empty --message=\"$1\"; }\n"
	sh := exec.CommandContext(t.Context(), "sh", "-c", prelude+strings.Join(commands, "\n"))
	sh.Dir = dir
	sh.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := sh.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	clone, err := embedded.FindClone(t.Context(), filepath.Clean(dir))
	if err != nil {
		t.Fatal(err)
	}
	return client(t, github.Options{
		Account: github.Account{Name: "shop", Kind: github.KindClone, Host: clone.Top, Local: true},
		Base:    embedded.Transport(embedded.New(clone.World(), embedded.Options{ReadOnly: true})),
	})
}

var shop = github.RepoRef{Owner: "acme", Name: "shop"}

func TestHistoryOfAPath(t *testing.T) {
	c := script(t,
		"echo one > a.txt; say 'Add a'",
		"seq 50 >> a.txt; say 'Edit a'",
		"echo other > other.txt; say Other",
		"mkdir d; git mv a.txt d/b.txt; echo 51 >> d/b.txt; say 'Move a to b'",
		"seq 5 >> d/b.txt; say 'Edit b'",
		"git mv d/b.txt c.txt; say 'Move b to c'")
	var lines []string
	l := last(t, func(emit func(github.Listing[github.Commit])) error {
		return c.CommitsWhere(t.Context(), 0, shop, github.CommitQuery{Path: "c.txt"}, 100, emit)
	})
	for _, k := range l.Items {
		lines = append(lines, strings.TrimSuffix(k.Subject+" < "+k.RenamedFrom, " < "))
	}
	if got, want := strings.Join(lines, "|"), "Move b to c < d/b.txt|Edit b|Move a to b < a.txt|Edit a|Add a"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Ancestors are what git takes them for.
func TestCompareAncestors(t *testing.T) {
	c := script(t,
		"echo 1 > a; say One; echo 2 > a; say Two; git checkout --quiet -b side; echo s > s; say Side",
		"git checkout --quiet main; echo 3 > a; say Three; git merge --quiet --no-ff --message=Merge side; git tag v1")
	for _, tt := range []struct{ base, head, commits string }{
		{"v1~2", "v1^", "Three"}, {"main^^", "main^2", "Side"}, {"@~3", "HEAD~", "Two|Three"}, {"main~3", "main", "Two|Side|Three|Merge"},
	} {
		var end github.Comparison
		if err := c.Compare(t.Context(), 0, shop, github.CompareSpec{Base: tt.base, Head: tt.head}, func(k github.Comparison) { end = k }); err != nil {
			t.Errorf("%s...%s: got %v", tt.base, tt.head, err)
			continue
		}
		var subjects []string
		for _, k := range end.Commits {
			subjects = append(subjects, k.Subject)
		}
		slices.Sort(subjects)
		want := strings.Split(tt.commits, "|")
		slices.Sort(want)
		if !slices.Equal(subjects, want) || len(end.HeadSHA) != 40 {
			t.Errorf("%s...%s: got %q to %s, want %q", tt.base, tt.head, subjects, end.HeadSHA, want)
		}
	}
	err := c.Compare(t.Context(), 0, shop, github.CompareSpec{Base: "main~9", Head: "main"}, func(github.Comparison) {})
	if !errors.Is(err, github.ErrNotFound) {
		t.Errorf("beyond the first commit: got %v", err)
	}
}

// What only trees tell of a comparison.
func TestCompareModes(t *testing.T) {
	c := script(t,
		"echo one > run; echo two > plain; ln -s plain link; seq 9 > moved; say Start; git tag start",
		"chmod +x run; ln -sf run link; rm plain; mkdir d; git mv moved d/moved; say Change",
		"git checkout --quiet --orphan other; echo x > only; say Orphan; git checkout --quiet main")
	var end github.Comparison
	err := c.Compare(t.Context(), 0, shop, github.CompareSpec{Base: "start", Head: "main"}, func(k github.Comparison) { end = k })
	if err != nil {
		t.Fatal(err)
	}
	trees, err := c.TreeDiff(t.Context(), 0, shop, end.MergeBase, end.HeadSHA)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range github.CompleteFiles(end.Files, trees) {
		lines = append(lines, strings.Join([]string{f.Status, f.PreviousPath, f.Path, f.OldMode, f.NewMode}, " "))
	}
	want := "renamed moved d/moved 100644 100644|modified  link 120000 120000|removed  plain 100644 |modified  run 100644 100755"
	if got := strings.Join(lines, "|"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	err = c.Compare(t.Context(), 0, shop, github.CompareSpec{Base: "main", Head: "other", TwoDot: true}, func(k github.Comparison) { end = k })
	if err != nil || end.Status != "" || end.MergeBase != "" || len(end.Files) != 1 || len(end.Commits) != 0 {
		t.Errorf("got %+v, %v, want the files of two histories that have nothing in common", end, err)
	}
}

package demo

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"--git-dir=" + dir, "-c", "core.quotePath=false"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v %s", strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out))
}

func made(t *testing.T, cache, full string) string {
	t.Helper()
	dir, err := open(t.Context(), cache, named(t, full))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The same bytes make the same ids everywhere. A change of these is a change
// of the demo, for which version has to go up.
func TestHistoriesAreTheSameEverywhere(t *testing.T) {
	cache := t.TempDir()
	for full, want := range map[string]string{
		"northwind/storefront":       "61e70f3028c94a50bfd8d1d76679d58bda8d4783",
		"northwind/ledger":           "a45f319e112c9888bf8d35affc51e81bd73d21a5",
		"northwind-labs/edge-cache":  "cd109b2b93ac569966e88a20e34bcdcc312c748a",
		"ada-lindqvist/notes":        "b7cd745ed1ad584e7b3c155a1296a0824d25d802",
		"northwind/mainframe-export": "5e70c6d91679ea4c9905241bf8ec2126739b2573",
	} {
		if got := git(t, made(t, cache, full), "rev-parse", "HEAD"); got != want {
			t.Errorf("%s: got %s, want %s", full, got, want)
		}
	}
}

func TestHistory(t *testing.T) {
	for _, full := range []string{"northwind/storefront", "northwind/ledger", "northwind/handbook", "ada-lindqvist/blog"} {
		t.Run(full, func(t *testing.T) {
			s := named(t, full)
			dir := made(t, t.TempDir(), full)
			if out := git(t, dir, "fsck", "--strict", "--no-dangling"); out != "" {
				t.Errorf("git fsck: %s", out)
			}
			if n, _ := strconv.Atoi(git(t, dir, "rev-list", "--count", "HEAD")); n < 20 || n > 210 {
				t.Errorf("got %d commits, want 20 to 200", n)
			}
			if got := git(t, dir, "log", "-1", "--format=%ct", "HEAD"); got != strconv.FormatInt(s.pushed.Unix(), 10) {
				t.Errorf("got the last commit at %s, want the last push %d", got, s.pushed.Unix())
			}
			if got := git(t, dir, "log", "--all", "--since="+s.pushed.Add(time.Second).Format(time.RFC3339), "--format=%s"); got != "" {
				t.Errorf("got commits after the last push: %s", got)
			}
			branches := strings.Split(git(t, dir, "for-each-ref", "--format=%(refname:short)", "refs/heads"), "\n")
			all := strings.Join(branches, " ")
			if len(branches) < 3 || len(branches) > 9 || !strings.Contains(all, "/") || !strings.Contains(all, "#") || !strings.Contains(all, s.branch()) {
				t.Errorf("got branches %q, want 3 to 8 with a slash, a # and %s", branches, s.branch())
			}
			if tags := git(t, dir, "tag"); !strings.HasPrefix(tags, "v1.0.0\nv1.1.0") {
				t.Errorf("got tags %q, want v1.0.0, v1.1.0...", tags)
			}
			if git(t, dir, "rev-list", "--merges", "--count", "HEAD") != "1" {
				t.Error("got no merge commit")
			}
			files := git(t, dir, "ls-tree", "-r", "HEAD")
			for _, part := range []string{".github/CODEOWNERS", "120000", "100755", "docs/設計メモ.md", "docs/übersicht 🚀.md", "assets/logo.png", ".yaml"} {
				if !strings.Contains(files, part) {
					t.Errorf("got no %s among\n%s", part, files)
				}
			}
			if v := git(t, dir, "cat-file", "-s", "HEAD:VERSION"); v != "5" {
				t.Errorf("got VERSION of %s bytes, want 5 without a newline at the end", v)
			}
			log := git(t, dir, "log", "--format=%B", "HEAD")
			for _, part := range []string{"\x1b[31m", "\u202e", "(#", "Merge pull request"} {
				if !strings.Contains(log, part) {
					t.Errorf("got no %q in the messages", part)
				}
			}
			for _, kind := range []string{"R", "D", "A", "M"} {
				if git(t, dir, "log", "-M", "--diff-filter="+kind, "--format=%h", "HEAD") == "" {
					t.Errorf("got no commit with a change of the kind %s", kind)
				}
			}
		})
	}
}

func TestLargePatch(t *testing.T) {
	dir := made(t, t.TempDir(), "northwind/ledger")
	if got := git(t, dir, "log", "--numstat", "--format=", "--", "data/accounts.csv"); !strings.HasPrefix(got, "2000\t0\t") {
		t.Errorf("got %q, want 2,000 lines in one commit", got)
	}
}

func TestEmptyRepository(t *testing.T) {
	dir := made(t, t.TempDir(), "northwind/new-warehouse")
	if got := git(t, dir, "for-each-ref"); got != "" {
		t.Errorf("got refs %q, want none", got)
	}
	if got := git(t, dir, "symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("got HEAD %q, want refs/heads/main", got)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	cache := t.TempDir()
	s := named(t, "northwind/storefront")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			dir, err := open(t.Context(), cache, s)
			if err != nil {
				t.Error(err)
				return
			}
			if out, err := exec.Command("git", "--git-dir="+dir, "rev-parse", "--verify", "HEAD^{commit}").CombinedOutput(); err != nil {
				t.Errorf("got %v %s, want a whole repository", err, out)
			}
		})
	}
	wg.Wait()
	entries, err := os.ReadDir(filepath.Join(cache, version, "northwind"))
	if err != nil || len(entries) != 1 {
		t.Errorf("got %v, %v, want the repository and nothing left over", entries, err)
	}
}

// Who comes second must leave the folder alone: somebody may be reading it.
func TestInstallKeepsWhatIsFinished(t *testing.T) {
	parent := t.TempDir()
	first, second := filepath.Join(parent, "first.git"), filepath.Join(parent, "second")
	for dir, mark := range map[string]string{first: "first", second: "second"} {
		if err := build(t.Context(), dir, named(t, "northwind/new-warehouse")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "mark"), []byte(mark), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := install(second, first); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(first, "mark")); err != nil || string(got) != "first" {
		t.Errorf("got %q, %v, want the one that was there first", got, err)
	}
}

func TestDamagedRepositoriesAreMadeAgain(t *testing.T) {
	damage := map[string]func(dir string) error{
		"nothing finished": func(dir string) error { return os.Remove(filepath.Join(dir, complete)) },
		"objects gone":     func(dir string) error { return os.RemoveAll(filepath.Join(dir, "objects")) },
		"HEAD gone":        func(dir string) error { return os.Remove(filepath.Join(dir, "HEAD")) },
	}
	for name, do := range damage {
		t.Run(name, func(t *testing.T) {
			cache := t.TempDir()
			dir := made(t, cache, "northwind/cli")
			want := git(t, dir, "rev-parse", "HEAD")
			if err := do(dir); err != nil {
				t.Fatal(err)
			}
			if got := git(t, made(t, cache, "northwind/cli"), "rev-parse", "HEAD"); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestSweep(t *testing.T) {
	cache := t.TempDir()
	parent := filepath.Join(cache, version, "northwind")
	for name, age := range map[string]time.Duration{"old": 2 * time.Hour, "young": time.Minute} {
		dir := filepath.Join(parent, asidePrefix+name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(dir, at, at); err != nil {
			t.Fatal(err)
		}
	}
	made(t, cache, "northwind/cli")
	if _, err := os.Stat(filepath.Join(parent, asidePrefix+"old")); !os.IsNotExist(err) {
		t.Errorf("got %v, want what a killed process left gone", err)
	}
	if _, err := os.Stat(filepath.Join(parent, asidePrefix+"young")); err != nil {
		t.Errorf("got %v, want what another process is making kept", err)
	}
}

// Repositories of older versions go, newer ones and what is not ours stay.
func TestForgetOlder(t *testing.T) {
	cache := t.TempDir()
	stays := map[string]bool{versionPrefix + "0": false, versionPrefix + "1": false, versionPrefix + "9999": true, versionPrefix + "x": true, versionPrefix: true, "mine": true}
	for name := range stays {
		if err := os.MkdirAll(filepath.Join(cache, name, "northwind"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	made(t, cache, "northwind/cli")
	for name, want := range stays {
		if _, err := os.Stat(filepath.Join(cache, name)); err == nil != want {
			t.Errorf("%s: got %v, want it kept: %v", name, err, want)
		}
	}
}

func TestOpenFails(t *testing.T) {
	if _, err := open(t.Context(), "", named(t, "northwind/cli")); err == nil || !strings.Contains(err.Error(), "cache folder") {
		t.Errorf("got %v, want an error about the cache folder", err)
	}
	cache := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := open(ctx, cache, named(t, "northwind/cli")); err == nil {
		t.Error("got no error with a cancelled context")
	}
	if entries, err := os.ReadDir(filepath.Join(cache, version, "northwind")); err != nil || len(entries) != 0 {
		t.Errorf("got %v, %v, want nothing left behind", entries, err)
	}
}

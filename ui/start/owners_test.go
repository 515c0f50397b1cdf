//go:build !windows

package start

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMainOwners(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "https://github.com/acme/app")
	m.write(filepath.Join(dir, "docs", "deep", "a.md"), "")
	m.write(filepath.Join(dir, "lib", "a.go"), "")
	git(t, dir, "add", "lib")
	git(t, dir, "commit", "-q", "-m", "Add lib")
	head := git(t, dir, "rev-parse", "HEAD")
	tree := filepath.Join(m.here, "tree")
	git(t, dir, "worktree", "add", "-q", "--detach", tree)
	apart, _ := m.clone("apart", "")
	m.write(filepath.Join(apart, "lib", "a.go"), "")
	git(t, apart, "config", "core.worktree", filepath.Dir(m.write(filepath.Join(m.here, "other", "x"), "")))
	bare := filepath.Join(m.here, "plain")
	m.write(filepath.Join(bare, "x.go"), "")
	none, _ := m.clone("none", "")
	if err := os.Remove(filepath.Join(none, "CODEOWNERS")); err != nil {
		t.Fatal(err)
	}
	broken, _ := m.clone("broken", "")
	if err := os.Remove(filepath.Join(broken, ".git", "HEAD")); err != nil {
		t.Fatal(err)
	}
	m.write(filepath.Join(dir, "CODEOWNERS"), "*.go @acme/new\n/docs/ @mona\n/docs/new.md\n") // not committed
	tests := []struct {
		name  string
		dir   string
		stdin string
		args  []string
		exit  int
		out   string
		errs  string
	}{
		{name: "arguments", dir: dir, args: []string{"a.go", "docs/a.md", "LICENSE"}, out: "a.go\t@acme/new\ndocs/a.md\t@mona\nLICENSE\t(no owner: no rule matches)\n"},
		{name: "below the top", dir: filepath.Join(dir, "docs", "deep"), args: []string{"a.md", "../new.md"}, out: "docs/deep/a.md\t@mona\ndocs/new.md\t(no owner: unset by CODEOWNERS:3)\n"},
		{name: "standard input, from the top", dir: filepath.Join(dir, "docs"), stdin: "docs/a.md\nx.go\n", args: []string{"-"}, out: "docs/a.md\t@mona\nx.go\t@acme/new\n"},
		{name: "nothing on standard input", dir: dir, args: []string{"-"}},
		{name: "--check", dir: dir, args: []string{"--check", "LICENSE"}, exit: 1, out: "LICENSE\t(no owner: no rule matches)\n", errs: "1 of 1"},
		{name: "--check, all owned", dir: dir, args: []string{"--check", "a.go"}, out: "a.go\t@acme/new\n"},
		{name: "--ref", dir: dir, args: []string{"--ref", "main", "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "--ref with a commit", dir: dir, args: []string{"--ref", head, "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "--ref that is not there", dir: dir, args: []string{"--ref", "nope", "a.go"}, exit: 2, errs: "look up nope of acme/app"},
		{name: "--json", dir: dir, args: []string{"--json", "a.go"}, out: `{"path":"a.go","status":"owned","owners":["@acme/new"],"rule":{"file":"CODEOWNERS","line":1,"pattern":"*.go"}}` + "\n"},
		{name: "--clone", dir: m.here, args: []string{"--clone", "app", "a.go"}, out: "a.go\t@acme/new\n"},
		{name: "--clone from elsewhere", dir: bare, args: []string{"--clone", "../app", "docs/x"}, out: "docs/x\t@mona\n"},
		{name: "the clone named as a repository", dir: dir, args: []string{"--repo", "acme/app", "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "another repository is not the clone's", dir: dir, args: []string{"--repo", "acme/other", "a.go"}, exit: 2, errs: "there is no account"},
		{name: "nor is a broken clone in the way", dir: broken, args: []string{"--repo", "acme/other", "a.go"}, exit: 2, errs: "there is no account"},
		{name: "everything", dir: dir, out: "CODEOWNERS\t(no owner: no rule matches)\nlib/a.go\t@acme/new\n"},
		{name: "everything, from below", dir: filepath.Join(dir, "docs", "deep"), out: "CODEOWNERS\t(no owner: no rule matches)\nlib/a.go\t@acme/new\n"},
		{name: "a folder", dir: dir, args: []string{"lib"}, out: "lib/a.go\t@acme/new\n"},
		{name: "a folder that tracks nothing", dir: dir, args: []string{"docs/deep"}, exit: 2, errs: "no file is tracked in the folder docs/deep of this clone"},
		{name: "everything at a ref", dir: dir, args: []string{"--ref", "main"}, out: "CODEOWNERS\t(no owner: no rule matches)\nlib/a.go\t@acme/core\n"},
		{name: "a folder at a ref", dir: filepath.Join(dir, "lib"), args: []string{"--ref", "main", "./"}, out: "lib/a.go\t@acme/core\n"},
		{name: "a folder that is not at a ref", dir: dir, args: []string{"--ref", "main", "lib/a.go/"}, exit: 2, errs: "no file is tracked in the folder lib/a.go of this clone at main"},
		{name: "--stats", dir: dir, args: []string{"--stats", "--check"}, exit: 1, errs: "1 of 2",
			out: "files\t2\t\nowned\t1\t50.0%\nunset\t0\t0.0%\nunmatched\t1\t50.0%\n@acme/new\t1\t50.0%\n@mona\t0\t0.0%\nrules\t3\t\nrules without files\t2\t\n"},
		{name: "--lint", dir: dir, args: []string{"--lint"}, exit: 1, out: "CODEOWNERS:2:1: No file `/docs/` [hubtrail]\nCODEOWNERS:3:1: No file `/docs/new.md` [hubtrail]\n"},
		{name: "--lint of the clone as a repository", dir: dir, args: []string{"--lint", "--repo", "acme/app"}, exit: 1,
			out: "CODEOWNERS:2:1: No file `/docs/` [hubtrail]\nCODEOWNERS:3:1: No file `/docs/new.md` [hubtrail]\n", errs: "GitHub's own problems are missing: the clone in "},
		{name: "a worktree", dir: filepath.Join(tree, "lib"), args: []string{"a.go"}, out: "lib/a.go\t@acme/core\n"},
		{name: "everything in a worktree", dir: tree, out: "CODEOWNERS\t(no owner: no rule matches)\nlib/a.go\t@acme/core\n"},
		{name: "a working tree elsewhere", dir: filepath.Join(apart, "lib"), args: []string{"a.go"}, exit: 2, errs: "a.go is outside the clone " + m.here + "/other"},
		{name: "no CODEOWNERS", dir: none, args: []string{"a.go"}, exit: 1, errs: "CODEOWNERS"},
		{name: "outside of a clone", dir: bare, args: []string{"x.go"}, exit: 2, errs: "is not in a clone"},
		{name: "a path outside", dir: dir, args: []string{"../x"}, exit: 2, errs: "../x"},
		{name: "a broken clone", dir: broken, args: []string{"a.go"}, exit: 2, errs: "not in a git repository"},
		{name: "a broken --clone", dir: m.here, args: []string{"--clone", "broken", "a.go"}, exit: 2, errs: "not in a git repository"},
		{name: "--clone of a folder without", dir: m.here, args: []string{"--clone", "plain", "a.go"}, exit: 2, errs: "--clone: plain is not in a git repository"},
		{name: "--clone of nothing", dir: m.here, args: []string{"--clone", "nothing", "a.go"}, exit: 2, errs: "--clone: stat nothing"},
		{name: "--clone of a file", dir: m.here, args: []string{"--clone", "app/CODEOWNERS", "a.go"}, exit: 2, errs: "is no folder"},
		{name: "--demo alone", dir: m.here, args: []string{"--demo", "a.go"}, exit: 2, errs: "which of the demo's repositories?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(tt.dir)
			got := m.run(tt.stdin, append([]string{"owners"}, tt.args...)...)
			if got.exit != tt.exit || got.out != tt.out {
				t.Errorf("got %d, %q, %q, want %d, %q", got.exit, got.out, got.errs, tt.exit, tt.out)
			}
			if (got.errs == "") != (tt.errs == "") {
				t.Errorf("stderr: got %q, want %q", got.errs, tt.errs)
			}
			holds(t, "stderr", got.errs, tt.errs)
		})
	}
}

func TestMainOwnersOfTheDemo(t *testing.T) {
	m := newMachine(t)
	got := m.run("", "owners", "--demo", "--repo", "northwind/storefront", "--json", "README.md")
	var answer struct{ Path, Status string }
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil || got.exit != 0 || answer.Path != "README.md" || answer.Status != "owned" {
		t.Errorf("got %+v, %v, want the owners of README.md", got, err)
	}
}

func TestMainOwnersOfAllTheDemo(t *testing.T) {
	m := newMachine(t)
	got := m.run("", "owners", "--demo", "--repo", "northwind/storefront", "--stats", "--json")
	var answer struct {
		Files, Owned, Unset, Unmatched int
		Owners                         []struct{ Owner string }
	}
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil || got.exit != 0 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if answer.Files == 0 || answer.Owned+answer.Unset+answer.Unmatched != answer.Files || len(answer.Owners) == 0 {
		t.Errorf("got %+v, want files, each with one of the three answers", answer)
	}
	got = m.run("", "owners", "--demo", "--repo", "northwind/storefront")
	if lines := strings.Count(got.out, "\n"); lines != answer.Files || got.exit != 0 {
		t.Errorf("got %d lines, exit %d, want one for each of %d files", lines, got.exit, answer.Files)
	}
	all := strings.SplitAfter(got.out, "\n")
	all = slices.DeleteFunc(all, func(line string) bool { return !strings.HasPrefix(line, "docs/") })
	got = m.run("", "owners", "--demo", "--repo", "northwind/storefront", "docs/")
	if want := strings.Join(all, ""); got.out != want || want == "" || got.exit != 0 {
		t.Errorf("got %+v, want %q", got, want)
	}
}

// What the ref means is asked once, and everything else at that commit.
func TestMainOwnersAsksGitHub(t *testing.T) {
	m := newMachine(t)
	commit := strings.Repeat("a", 40)
	answers := map[string]string{
		"/repos/acme/app/commits/HEAD":        commit,
		"/repos/acme/app/git/trees/" + commit: `{"tree":[{"path":"CODEOWNERS","type":"blob"},{"path":"x.go","type":"blob"}]}`,
		"/repos/acme/app/contents/CODEOWNERS": "*.go @acme/gone\n",
		"/repos/acme/app/codeowners/errors":   `{"errors":[{"line":1,"column":6,"kind":"Unknown owner","source":"*.go @acme/gone\n","suggestion":null}]}`,
	}
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, strings.TrimPrefix(r.URL.RequestURI(), "/repos/acme/app/"))
		body, ok := answers[r.URL.Path]
		switch {
		case !ok:
			w.WriteHeader(http.StatusNotFound)
			body = `{"message":"Not Found"}`
		case strings.HasPrefix(body, "{"):
			w.Header().Set("Content-Type", "application/json")
		default:
			w.Header().Set("Content-Type", "text/plain")
		}
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	m.write(m.config, "accounts:\n  - {name: lab, api_url: '"+server.URL+"', token: {env: LAB}}\n")
	m.set("LAB", worthless)
	got := m.run("", "owners", "--repo", "acme/app", "--lint")
	if want := (ran{exit: 1, out: "CODEOWNERS:1:6: Unknown owner `@acme/gone` [GitHub]\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, "requests of --lint", asked, []string{
		"commits/HEAD", "contents/.github/CODEOWNERS?ref=" + commit, "contents/CODEOWNERS?ref=" + commit,
		"git/trees/" + commit + "?recursive=1", "codeowners/errors?ref=" + commit,
	})
	asked = nil
	if got, want := m.run("", "owners", "--repo", "acme/app", "x.go"), (ran{out: "x.go\t@acme/gone\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, "requests for a path of a commit known", asked, []string{"commits/HEAD"})
}

// With the working tree's file, a path is answered without asking git or gh, and
// without a trace on the disk.
func TestMainOwnersAsksNobody(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "https://github.com/acme/app")
	m.write(m.config, "accounts:\n  - {name: me, token: {command: [gh]}}\n")
	asked := m.loggedIn()
	calls := m.countingGit()
	t.Chdir(dir)
	if got, want := m.run("", "owners", "a.go"), (ran{out: "a.go\t@acme/core\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if n := calls(); n != 0 {
		t.Errorf("git was run %d times, want never", n)
	}
	if got := read(asked); got != "" {
		t.Errorf("gh was asked %q, want nothing", got)
	}
	if _, err := os.Stat(m.log); !os.IsNotExist(err) {
		t.Errorf("got %v for the log, want none", err)
	}
	if got := m.run("", "owners", "."); got.exit != 0 || calls() != 1 {
		t.Errorf("got %+v and %d runs of git for a folder, want one", got, calls())
	}
}

func TestPlainClone(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "")
	git(t, dir, "worktree", "add", "-q", "--detach", filepath.Join(m.here, "tree"))
	for _, tt := range []struct {
		name string
		make func(dir string)
		want bool
	}{
		{"a clone", func(string) {}, true},
		{"a worktree", func(dir string) {
			move(t, filepath.Join(m.here, "tree", ".git"), filepath.Join(dir, ".git"))
		}, true},
		{"a relative folder", func(dir string) {
			move(t, filepath.Join(dir, ".git"), filepath.Join(dir, "git"))
			m.write(filepath.Join(dir, ".git"), "gitdir: git\n")
		}, true},
		{"a worktree whose clone is gone", func(dir string) {
			m.write(filepath.Join(move(t, filepath.Join(dir, ".git"), ""), ".git"), "gitdir: /none\n")
		}, false},
		{"another text", func(dir string) { m.write(filepath.Join(move(t, filepath.Join(dir, ".git"), ""), ".git"), "hello\n") }, false},
		{"nothing", func(dir string) { move(t, filepath.Join(dir, ".git"), "") }, false},
		{"without objects", func(dir string) { move(t, filepath.Join(dir, ".git", "objects"), "") }, false},
		{"a working tree elsewhere", func(dir string) { git(t, dir, "config", "core.worktree", m.here) }, false},
		{"no working tree", func(dir string) { git(t, dir, "config", "core.bare", "true") }, false},
		{"not a word of it", func(dir string) { git(t, dir, "config", "--unset", "core.bare") }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, _ := m.clone(strings.ReplaceAll(tt.name, " ", "-"), "")
			tt.make(dir)
			if got := plainClone(dir); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// move renames a file or folder, to aside if no name is given, and gives the
// folder that it was in.
func move(t *testing.T, from, to string) (folder string) {
	t.Helper()
	if to == "" {
		to = from + ".aside"
	} else if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(from)
}

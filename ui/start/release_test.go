//go:build !windows

package start

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMainRelease(t *testing.T) {
	m := newMachine(t)
	dir, first := m.clone("app", "https://github.com/acme/app")
	git(t, dir, "tag", "v1")
	m.write(filepath.Join(dir, "a.go"), "")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "Add a (#12)", "-m", "Closes #3")
	head := git(t, dir, "rev-parse", "HEAD")
	broken, _ := m.clone("broken", "")
	if err := os.Remove(filepath.Join(broken, ".git", "HEAD")); err != nil {
		t.Fatal(err)
	}
	text := "0 pull requests, 1 commit, 1 issue closed.\n\n### Other commits\n\n- [`" + head[:7] + "`](https://github.com/acme/app/commit/" + head + ") Add a (#12) (Ada)\n\n" +
		"### Issues closed\n\n- [#3](https://github.com/acme/app/issues/3)\n"
	const alone = "hubtrail: a clone knows no pull requests"
	tests := []struct {
		name string
		dir  string
		args []string
		exit int
		out  string
		errs string
	}{
		{name: "a clone", dir: dir, args: []string{"v1...main"}, out: "## acme/app: v1 to main\n\n" + text, errs: alone},
		{name: "by commits", dir: dir, args: []string{first + "..." + head}, out: "## acme/app: " + first + " to " + head + "\n\n" + text, errs: alone},
		{name: "--clone", dir: m.here, args: []string{"--clone", "app", "v1...main"}, out: "## acme/app: v1 to main\n\n" + text, errs: alone},
		{name: "the clone named as a repository", dir: dir, args: []string{"--repo", "acme/app", "v1...main"}, out: "## acme/app: v1 to main\n\n" + text, errs: alone},
		{name: "the clone's address", dir: dir, args: []string{"https://github.com/acme/app/compare/v1...main"}, out: "## acme/app: v1 to main\n\n" + text, errs: alone},
		{name: "--json", dir: dir, args: []string{"--json", "v1...main"}, errs: alone,
			out: `{"kind":"commit","repository":"acme/app","sha":"` + head + `","subject":"Add a (#12)","author":"Ada","url":"https://github.com/acme/app/commit/` + head + `"}` + "\n" +
				`{"kind":"issue","repository":"acme/app","number":3,"title":"","state":"","url":"https://github.com/acme/app/issues/3"}` + "\n"},
		{name: "a ref that is not there", dir: dir, args: []string{"v1...v9"}, exit: 2, errs: "Were they pushed?"},
		{name: "another repository", dir: dir, args: []string{"--repo", "acme/other", "v1...main"}, exit: 2, errs: "there is no account"},
		{name: "nor is a broken clone in the way", dir: broken, args: []string{"--repo", "acme/other", "v1...v2"}, exit: 2, errs: "there is no account"},
		{name: "a broken clone", dir: broken, args: []string{"v1...v2"}, exit: 2, errs: "not in a git repository"},
		{name: "no clone", dir: m.here, args: []string{"v1...v2"}, exit: 2, errs: "is not in a clone: go into one, or name a repository"},
		{name: "nothing to compare", dir: dir, args: []string{"v1"}, exit: 2, errs: `"v1" is nothing to compare: write FROM...TO`},
		{name: "no argument", dir: dir, exit: 2, errs: "accepts 1 arg"},
		{name: "no repository", dir: dir, args: []string{"--repo", "x", "v1...main"}, exit: 2, errs: "write owner/name"},
		{name: "the demo alone", dir: m.here, args: []string{"--demo", "v1...v2"}, exit: 2, errs: "which of the demo's repositories?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(tt.dir)
			got := m.run("", append([]string{"release"}, tt.args...)...)
			if got.exit != tt.exit || got.out != tt.out {
				t.Errorf("got %d, %q, %q, want %d, %q", got.exit, got.out, got.errs, tt.exit, tt.out)
			}
			holds(t, "stderr", got.errs, tt.errs)
		})
	}
}

func TestMainReleaseOfTheDemo(t *testing.T) {
	m := newMachine(t)
	got := m.run("", "release", "--demo", "--repo", "northwind/monorepo", "--json", "v2025.2...v2026.1")
	if got.exit != 0 || got.errs != "" {
		t.Fatalf("got %d, %q", got.exit, got.errs)
	}
	kinds, closing := map[string]int{}, 0
	for line := range strings.Lines(got.out) {
		var entry struct {
			Kind, Author, Title string
			Closes              []string
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("got %q: %v", line, err)
		}
		if entry.Kind == "pull_request" && (entry.Author == "" || entry.Title == "") {
			t.Errorf("got %q, want its author and title", line)
		}
		kinds[entry.Kind]++
		closing += len(entry.Closes)
	}
	if kinds["pull_request"] < 16 || kinds["commit"] == 0 || kinds["issue"] == 0 || closing < kinds["issue"] {
		t.Errorf("got %v, %d closed by pull requests, want some of each", kinds, closing)
	}
}

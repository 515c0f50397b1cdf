//go:build !windows

package start

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
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

// A host without GraphQL is asked about each pull request.
func TestMainReleaseAsksGitHub(t *testing.T) {
	m := newMachine(t)
	sha, base := strings.Repeat("b", 40), strings.Repeat("a", 40)
	answers := map[string]string{
		"/repos/acme/app/compare/v1...v2": `{"base_commit":{"sha":"` + base + `"},"merge_base_commit":{"sha":"` + base + `"},"status":"ahead","total_commits":1,"files":[],` +
			`"commits":[{"sha":"` + sha + `","commit":{"message":"Squashed (#12)","author":{"name":"Ada"}},"parents":[{"sha":"` + base + `"}]}]}`,
		"/repos/acme/app/pulls/12": `{"number":12,"title":"Faster","body":"Closes #3","state":"closed","merged":true,"merged_at":"2026-02-01T00:00:00Z","user":{"login":"ada"}}`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body, ok := answers[r.URL.Path]
		if !ok || r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusNotFound)
			body = `{"message":"Not Found"}`
		}
		fmt.Fprint(w, body)
	}))
	defer server.Close()
	m.write(m.config, "accounts:\n  - {name: lab, api_url: '"+server.URL+"', token: {env: LAB}}\n")
	m.set("LAB", worthless)
	got := m.run("", "release", "--repo", "acme/app", "--json", "v1...v2")
	if got.exit != 0 || got.errs != "" || strings.Count(got.out, "\n") != 2 {
		t.Fatalf("got %+v, want a pull request and an issue", got)
	}
	holds(t, "stdout", got.out, `"number":12,"title":"Faster","author":"ada","closes":["acme/app#3"],"commits":["`+sha+`"],"guessed":false`)
	holds(t, "stdout", got.out, `{"kind":"issue","repository":"acme/app","number":3,`)
}

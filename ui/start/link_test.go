//go:build !windows

package start

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/github/embedded"
)

// hub is a GitHub on this machine's loopback that holds acme/app, with three
// issues and with pull requests into main (#4) and into dev (#5).
func hub(t *testing.T, m *machine) *httptest.Server {
	t.Helper()
	return hubBehind(t, m, func(h http.Handler) http.Handler { return h })
}

// hubBehind is the hub with something before it.
func hubBehind(t *testing.T, m *machine, front func(http.Handler) http.Handler) *httptest.Server {
	t.Helper()
	dir, _ := m.clone("origin", "")
	git(t, dir, "branch", "dev")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "Fix")
	git(t, dir, "branch", "fix")
	git(t, dir, "reset", "-q", "--hard", "dev")
	at := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	issue := func(n int, title, body, base string) embedded.Issue {
		i := embedded.Issue{Number: n, Title: title, Body: body, Author: "ada", CreatedAt: at}
		if base != "" {
			i.Pull = &embedded.Pull{Base: base, Branch: "fix", HeadCommit: "fix", BaseCommit: base}
		}
		return i
	}
	world := embedded.World{
		Users: []embedded.User{{ID: 1, Login: "ada"}}, Orgs: []embedded.Org{{ID: 2, Login: "acme", Members: map[string]string{"ada": "admin"}}},
		Tokens: map[string]embedded.Token{worthless: {User: "ada", Kind: embedded.Classic, Scopes: []string{"repo", "read:org"}}},
		Repositories: []embedded.Repository{{
			Owner: "acme", Name: "app", ID: 3, DefaultBranch: "main", Open: func(context.Context) (string, error) { return filepath.Join(dir, ".git"), nil },
			Issues: func() embedded.IssueData {
				return embedded.IssueData{Issues: []embedded.Issue{
					issue(1, "Crash", "It panics.", ""), issue(2, "Slow", "", ""), issue(3, "Typo", "", ""),
					issue(4, "Fix the cart", "Mends it.\r\n\r\n- [ ] tested\r\n", "main"), issue(5, "Try it", "", "dev"),
				}}
			},
		}},
	}
	server := httptest.NewServer(front(embedded.New(world, embedded.Options{RateLimit: embedded.RateLimit{Off: true}})))
	t.Cleanup(server.Close)
	m.write(m.config, "accounts:\n  - {name: lab, api_url: '"+server.URL+"/', token: {env: LAB}}\n")
	m.set("LAB", worthless)
	return server
}

// body is the body of a pull request, as the hub has it.
func body(t *testing.T, hub *httptest.Server, number string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, hub.URL+"/repos/acme/app/pulls/"+number, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+worthless)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var pull struct{ Body string }
	if err := json.NewDecoder(answer.Body).Decode(&pull); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("read #%s: %v, %s", number, err, answer.Status)
	}
	return pull.Body
}

func TestMainLinkAndUnlink(t *testing.T) {
	m := newMachine(t)
	h := hub(t, m)
	first := body(t, h, "4")
	check := func(step string, got ran, exit int, out, errs string) {
		t.Helper()
		if got.exit != exit || (got.errs == "") != (errs == "") {
			t.Errorf("%s: got %+v, want %d with %q", step, got, exit, errs)
		}
		holds(t, step, got.out, out)
		holds(t, step, got.errs, errs)
	}
	dry := m.run("", "link", "--repo", "acme/app", "--dry-run", "1", "2", "4")
	check("--dry-run", dry, 0, "+ Closes #1\n", "nothing was written")
	if got := body(t, h, "4"); got != first {
		t.Fatalf("after --dry-run: got %q, want %q", got, first)
	}
	check("link", m.run("", "link", "--repo", "acme/app", "1", "#2", "4"), 0, "acme/app#1\tcloses\tbody\twritten\tGitHub recognises it\n", "")
	if got := body(t, h, "4"); !strings.Contains(got, "Closes #1\r\n") || !strings.Contains(got, "Closes #2") {
		t.Errorf("after link: got %q, want both closed", got)
	}
	want := `{"issue":"acme/app#1","pull_request":"acme/app#4","kind":"closes","where":"body","recognised":true,"why":"","changed":false}` + "\n"
	check("link again", m.run("", "link", "--json", "acme/app#1", h.URL+"/acme/app/pull/4"), 0, want, "says so already")
	check("links", m.run("", "links", "--json", "acme/app#4"), 0, want, "")
	check("links of an issue", m.run("", "links", "acme/app#1"), 0, "acme/app#1\tacme/app#4\tcloses\tbody\tGitHub recognises it\tFix the cart\n", "")
	check("unlink", m.run("", "unlink", "--repo", "acme/app", "--json", "2", "1", "4"), 0, `"where":"body","recognised":false,"why":`, "")
	if got := body(t, h, "4"); got != first {
		t.Errorf("after unlink: got %q, want the first one, %q", got, first)
	}
	check("unlink again", m.run("", "unlink", "--repo", "acme/app", "1", "4"), 0, "", "nothing to remove")
	check("not into the default branch", m.run("", "link", "--repo", "acme/app", "3", "5"), 1, "GitHub does not recognise it: the pull request goes into dev", "ignores closing keywords")
	check("--refer", m.run("", "link", "--repo", "acme/app", "--refer", "1", "5"), 0, "+ Refs #1\nacme/app#1\trefers\tbody\twritten", "")
	check("swapped", m.run("", "link", "--repo", "acme/app", "4", "1"), 2, "", "Write: hubtrail link --repo acme/app 1 4\n")
	check("not there", m.run("", "link", "--repo", "acme/app", "99", "4"), 2, "", "acme/app#99")
	if jobs := github.NewLinkJobs(m.open(flags{}).store, nil); jobs.Pending() != 0 || len(jobs.List()) == 0 {
		t.Errorf("got %d jobs, %d of them pending, want some and none", len(jobs.List()), jobs.Pending())
	}
	if said := m.run("", "links", "acme/app#4"); strings.Contains(said.out+said.errs+read(m.log), worthless) {
		t.Error("the token is in what was printed or in the log")
	}
}

// What GitHub refuses is not pending afterwards: the person knows.
func TestMainLinkRefused(t *testing.T) {
	m := newMachine(t)
	h := hub(t, m)
	h.Config.Handler = refusing{h.Config.Handler}
	got := m.run("", "link", "--repo", "acme/app", "1", "4")
	if got.exit != 2 || got.out != "" || !strings.Contains(got.errs, "--comment") {
		t.Errorf("got %+v, want 2 and a comment advised", got)
	}
	if jobs := github.NewLinkJobs(m.open(flags{}).store, nil).List(); len(jobs) != 0 {
		t.Errorf("got %+v, want nothing kept", jobs)
	}
	got = m.run("", "link", "--repo", "acme/app", "--comment", "1", "4")
	if got.exit != 0 || !strings.Contains(got.out, "+ Refs #1\nacme/app#1\trefers\tcomment\twritten\t") {
		t.Errorf("with --comment: got %+v, want it written", got)
	}
}

// refusing is a GitHub that lets nobody edit.
type refusing struct{ http.Handler }

func (h refusing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPatch {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message": "Resource not accessible by personal access token"}`))
		return
	}
	h.Handler.ServeHTTP(w, r)
}

// before does something before the second time that #4 is read: the first is
// for the plan, the second when it is carried out.
type before struct {
	http.Handler
	reads int
	do    func(r *http.Request)
}

func (h *before) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && r.URL.Path == "/repos/acme/app/pulls/4" {
		if h.reads++; h.reads == 2 {
			h.do(r)
		}
	}
	h.Handler.ServeHTTP(w, r)
}

// edit is somebody else's change of the body of #4.
func edit(t *testing.T, h http.Handler, body string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPatch, "/repos/acme/app/pulls/4", strings.NewReader(`{"body": "`+body+`"}`))
	r.Header.Set("Authorization", "Bearer "+worthless)
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != http.StatusOK {
		t.Errorf("the edit: got %d %s", w.Code, w.Body)
	}
}

// What was read a moment ago does not stand in for what is there now.
func TestMainLinksAreFresh(t *testing.T) {
	m := newMachine(t)
	h := hub(t, m)
	for _, tt := range []struct{ body, want string }{
		{"Nothing.", ""}, {"Fixes #2", "acme/app#2\tacme/app#4\tcloses\tbody\tGitHub recognises it\tSlow\n"}, {"Nothing.", ""},
	} {
		edit(t, h.Config.Handler, tt.body)
		if got := m.run("", "links", "acme/app#4"); got.out != tt.want || got.exit != 0 {
			t.Errorf("%q: got %+v, want %q", tt.body, got, tt.want)
		}
		// GitHub's conversations remember a mention that was taken out.
		closes := "\tcloses\tbody\tGitHub recognises it\tFix the cart\n"
		if got := m.run("", "links", "acme/app#2"); strings.Contains(got.out, closes) != (tt.want != "") || got.exit != 0 {
			t.Errorf("%q, from the issue: got %+v, want it closed: %v", tt.body, got, tt.want != "")
		}
	}
}

func TestMainLinkInterrupted(t *testing.T) {
	m := newMachine(t)
	h := hub(t, m)
	first := body(t, h, "4")
	inner := h.Config.Handler
	h.Config.Handler = &before{Handler: inner, do: func(r *http.Request) {
		if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
			t.Error(err)
		}
		<-r.Context().Done() // the request is given up
	}}
	got := m.run("", "link", "--repo", "acme/app", "1", "4")
	if want := (ran{2, "", "hubtrail: interrupted: nothing was written to acme/app#4\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h.Config.Handler = inner
	if jobs := github.NewLinkJobs(m.open(flags{}).store, nil).List(); body(t, h, "4") != first || len(jobs) != 0 {
		t.Errorf("got %q and %+v, want nothing changed and nothing kept", body(t, h, "4"), jobs)
	}
}

// An edit of somebody else's while a link is made is kept.
func TestMainLinkBesideAnEdit(t *testing.T) {
	m := newMachine(t)
	h := hub(t, m)
	inner := h.Config.Handler
	h.Config.Handler = &before{Handler: inner, do: func(*http.Request) {
		edit(t, inner, "Mends it well.")
	}}
	got := m.run("", "link", "--repo", "acme/app", "1", "4")
	if got.exit != 0 || !strings.Contains(got.out, "  Mends it well.\n+\n+ Closes #1\n") || got.errs != "hubtrail: the body of acme/app#4 was edited meanwhile; the edit is kept\n" {
		t.Errorf("got %+v, want it linked on the new text", got)
	}
	if now := body(t, h, "4"); now != "Mends it well.\n\nCloses #1" {
		t.Errorf("got %q, want both", now)
	}
}

func TestMainLinkUsage(t *testing.T) {
	m := newMachine(t)
	m.clone("app", "https://github.com/acme/app")
	for _, tt := range []struct {
		args string
		exit int
		out  string
		errs string
	}{
		{"link --help", 0, "hubtrail link ISSUE... PR", ""},
		{"unlink --help", 0, "hubtrail unlink ISSUE... PR", ""},
		{"links --help", 0, "hubtrail links REF", ""},
		{"link 1", 2, "", "at least 2 arg"},
		{"unlink 1", 2, "", "at least 2 arg"},
		{"links", 2, "", "accepts 1 arg"},
		{"unlink --refer 1 2", 2, "", "unknown flag: --refer"},
		{"link --refer --comment 1 2", 2, "", "none of the others can be"},
		{"--clone app link 1 2", 2, "", "a clone has no issues: leave --clone out to ask GitHub"},
		{"--clone app links 1", 2, "", "a clone has no issues"},
		{"links acme/app#1", 2, "", "there is no account"},
	} {
		got := m.run("", strings.Fields(tt.args)...)
		if got.exit != tt.exit || (got.out == "") != (tt.out == "") || (got.errs == "") != (tt.errs == "") {
			t.Errorf("%s: got %+v, want %d", tt.args, got, tt.exit)
		}
		holds(t, tt.args, got.out, tt.out)
		holds(t, tt.args, got.errs, tt.errs)
	}
}

func TestMainLinkOfTheDemo(t *testing.T) {
	m := newMachine(t)
	got := m.run("", "--demo", "search", "--repo", "northwind/support-desk", "--json", "--limit", "1", "is:issue is:open")
	var issue, pull struct{ Number json.Number }
	if err := json.Unmarshal([]byte(got.out), &issue); err != nil {
		t.Fatal(err, got)
	}
	got = m.run("", "--demo", "search", "--repo", "northwind/support-desk", "--json", "--limit", "1", "is:pr is:open")
	if err := json.Unmarshal([]byte(got.out), &pull); err != nil {
		t.Fatal(err, got)
	}
	got = m.run("", "--demo", "link", "northwind/support-desk#"+issue.Number.String(), "northwind/support-desk#"+pull.Number.String(), "--dry-run")
	if got.exit != 0 || !strings.Contains(got.out, "+ Closes #"+issue.Number.String()+"\n") {
		t.Errorf("--dry-run: got %+v, want what would be written", got)
	}
	got = m.run("", "--demo", "link", "--repo", "northwind/support-desk", issue.Number.String(), pull.Number.String())
	if got.exit != 0 || !strings.Contains(got.out, "GitHub recognises it") || !strings.Contains(got.errs, "this is the demo") {
		t.Errorf("got %+v, want it linked, and told that it is the demo", got)
	}
	if jobs := github.NewLinkJobs(m.open(flags{}).store, nil).List(); len(jobs) != 0 {
		t.Errorf("got %+v, want nothing of the demo kept", jobs)
	}
}

func TestLinkRefs(t *testing.T) {
	const (
		gitHub = "  - {name: hub, token: {env: A}}\n"
		ghe    = "  - {name: ghe, host: ghe.example.com, token: {env: B}}\n"
	)
	tests := []struct {
		name   string
		file   string
		remote string // of the clone stood in; "" is outside
		args   []string
		flags  linkFlags
		start  flags
		want   string
		at     github.Place
		err    string
	}{
		{name: "numbers in a clone", file: gitHub + ghe, remote: "git@ghe.example.com:acme/app.git", args: []string{"1", "#2", "3"}, want: "acme/app#1 acme/app#2 acme/app#3", at: github.Place{Account: "ghe"}},
		{name: "--repo is stronger", file: gitHub + ghe, remote: "git@ghe.example.com:acme/app.git", args: []string{"1", "3"}, flags: linkFlags{repo: "a/b"}, want: "a/b#1 a/b#3", at: github.Place{Account: "hub"}},
		{name: "long numbers are no commits", file: gitHub, args: []string{"12345678"}, flags: linkFlags{repo: "a/b"}, want: "a/b#12345678", at: github.Place{Account: "hub"}},
		{name: "addresses", file: gitHub + ghe, args: []string{"x/y#7", "https://ghe.example.com/a/b/issues/1", "https://GHE.example.com/a/b/pull/3/files"}, want: "x/y#7 a/b#1 a/b#3", at: github.Place{Account: "ghe"}},
		{name: "--account", file: gitHub + ghe, args: []string{"a/b#1", "a/b#2"}, flags: linkFlags{account: "ghe"}, want: "a/b#1 a/b#2", at: github.Place{Account: "ghe"}},
		{name: "an App", file: "LAB", args: []string{"x/y#1", "acme/app#2"}, want: "x/y#1 acme/app#2", at: github.Place{Account: "lab", Installation: 7}},
		{name: "an App that is not installed", file: "LAB", args: []string{"acme/app#2", "x/y#1"}, err: "not installed there"},
		{name: "two hosts", file: gitHub + ghe, args: []string{"https://github.com/a/b/issues/1", "https://ghe.example.com/a/b/pull/3"}, err: "https://github.com/a/b/issues/1 is on github.com and https://ghe.example.com/a/b/pull/3 on ghe.example.com"},
		{name: "a host without an account", file: gitHub, args: []string{"https://ghe.example.com/a/b/pull/3"}, err: "there is no account"},
		{name: "an account of another host", file: gitHub + ghe, args: []string{"https://github.com/a/b/pull/3"}, flags: linkFlags{account: "ghe"}, err: `account "ghe" is at ghe.example.com, and not at github.com`},
		{name: "an account that is not there", file: gitHub, args: []string{"a/b#3"}, flags: linkFlags{account: "none"}, err: "none"},
		{name: "no account", args: []string{"a/b#1"}, err: "there is no account"},
		{name: "a number outside of a clone", file: gitHub, args: []string{"#12"}, err: "#12 of which repository? Go into a clone, add --repo OWNER/NAME, or write OWNER/NAME#12"},
		{name: "a clone without a remote", file: gitHub, remote: "none", args: []string{"12"}, err: "has no remote at a GitHub: add --repo"},
		{name: "--clone", start: flags{clone: "."}, remote: "git@github.com:acme/app.git", args: []string{"1"}, err: "a clone has no issues: leave --clone out to ask GitHub"},
		{name: "twice", file: gitHub, args: []string{"a/b#1", "A/B#1"}, err: "A/B#1 is named twice"},
		{name: "a repository", file: gitHub, args: []string{"a/b"}, err: `"a/b" is no issue or pull request`},
		{name: "nothing", file: gitHub, args: []string{"0"}, err: `"0" leads nowhere on GitHub`},
		{name: "hostile", file: gitHub, args: []string{"a/b@\x1b[2J"}, err: `leads nowhere`},
		{name: "a bad --repo", file: gitHub, args: []string{"1"}, flags: linkFlags{repo: "x"}, err: `"x" is not a repository`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, l := newMachine(t), newLab(t)
			if tt.file != "" {
				m.write(m.config, "accounts:\n"+strings.Replace(tt.file, "LAB", l.app(m, "lab"), 1))
			}
			if tt.remote != "" {
				dir, _ := m.clone("app", strings.TrimSuffix(tt.remote, "none"))
				t.Chdir(dir)
			}
			refs, err := m.open(tt.start).linkRefs(t.Context(), tt.args, tt.flags)
			if tt.err != "" {
				if err == nil {
					t.Fatalf("got %+v, want an error with %q", refs.of, tt.err)
				}
				said := err.Error()
				if advice, ok := err.(interface{ Remedy() string }); ok {
					said += " " + advice.Remedy()
				}
				if holds(t, "error", said, tt.err); strings.Contains(said, "\x1b") {
					t.Errorf("got %q, want no escape sequence", said)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, ref := range refs.of {
				got = append(got, ref.String())
			}
			if strings.Join(got, " ") != tt.want || refs.at != tt.at || len(refs.typed) != len(tt.args) {
				t.Errorf("got %q at %+v, want %q at %+v", got, refs.at, tt.want, tt.at)
			}
		})
	}
}

// The command line that is advised keeps what was given.
func TestLinkCommand(t *testing.T) {
	p := &program{}
	r := github.LinkRequest{Kind: github.LinkCloses}
	for want, got := range map[string]string{
		"hubtrail link":                          p.linkCommand(linkFlags{}, r),
		"hubtrail link --refer --dry-run":        p.linkCommand(linkFlags{dryRun: true}, github.LinkRequest{Kind: github.LinkRefers}),
		"hubtrail link --comment --repo a/b":     p.linkCommand(linkFlags{repo: "a/b"}, github.LinkRequest{Kind: github.LinkRefers, Comment: true}),
		"hubtrail unlink --json --account 'x y'": p.linkCommand(linkFlags{json: true, account: "x y"}, github.LinkRequest{Unlink: true}),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	p.flags.demo = true
	if got, want := p.linkCommand(linkFlags{}, r), "hubtrail --demo link"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

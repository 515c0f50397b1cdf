package embedded_test

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

func TestParseRemote(t *testing.T) {
	tests := []struct {
		address, want string // host/owner/name, "" if it names none
	}{
		{"https://github.com/acme/app.git", "github.com/acme/app"},
		{"https://github.com/acme/app", "github.com/acme/app"},
		{"https://github.com/acme/app/", "github.com/acme/app"},
		{"https://user:secret@GitHub.com/acme/app.git", "github.com/acme/app"},
		{"http://ghe.example:8080/acme/app.git", "ghe.example/acme/app"},
		{"https://www.github.com/acme/app", "github.com/acme/app"},
		{"ssh://git@github.com/acme/app.git", "github.com/acme/app"},
		{"ssh://git@ssh.github.com:443/acme/app.git", "github.com/acme/app"},
		{"git@github.com:acme/app.git", "github.com/acme/app"},
		{"git@github.com:/acme/app.git", "github.com/acme/app"},
		{"org-123@github.com:acme/app.git", "github.com/acme/app"},
		{"github.com:acme/app", "github.com/acme/app"},
		{"git://github.com/acme/.github.git", "github.com/acme/.github"},
		{"", ""},
		{"/srv/git/app.git", ""},
		{"../app", ""},
		{"./a:b/c", ""},
		{`C:\src\app`, ""},
		{"C:/src/app", ""},
		{"file:///srv/acme/app.git", ""},
		{"https://github.com/acme", ""},
		{"https://github.com/acme/app/tree/main", ""},
		{"https://github.com/acme/a b", ""},
		{"https://github.com/acme/..", ""},
		{"https:///acme/app", ""},
		{"ext::sh -c whoami", ""},
		{"-oProxyCommand=x:acme/app", ""},
	}
	for _, tt := range tests {
		r, ok := embedded.ParseRemote(tt.address)
		got := r.Host + "/" + r.Owner + "/" + r.Repo
		if !ok {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.address, got, tt.want)
		}
	}
}

func FuzzParseRemote(f *testing.F) {
	for _, s := range []string{"https://github.com/acme/app.git", "git@github.com:acme/app", "ssh://git@ssh.github.com:443/a/b", "x:y", "://"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, ok := embedded.ParseRemote(s)
		if !ok {
			if r != (embedded.Remote{}) {
				t.Errorf("%q: got %+v without success", s, r)
			}
			return
		}
		if r.Host == "" || r.Host != strings.ToLower(r.Host) || r.Host[0] == '-' || strings.ContainsAny(r.Owner+r.Repo, "/@: \n\\") || r.Owner == "" || r.Repo == "" {
			t.Errorf("%q: got %+v", s, r)
		}
	})
}

// resolved is a path without symlinks, as git prints it.
func resolved(t *testing.T, path string) string {
	t.Helper()
	p, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkout makes a working clone of the sample with its remote's address
// replaced.
func checkout(t *testing.T, address string, options ...string) string {
	t.Helper()
	dir := filepath.Join(resolved(t, t.TempDir()), "work")
	source := bare(t, sample())
	git(t, "/", "", append(append([]string{"clone", "-q"}, options...), "file://"+source, dir)...)
	git(t, dir, "", "remote", "set-url", "origin", address)
	return dir
}

func find(t *testing.T, dir string) embedded.Clone {
	t.Helper()
	c, err := embedded.FindClone(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFindClone(t *testing.T) {
	const address = "git@github.com:acme/app.git"
	origin := embedded.Remote{Name: "origin", Host: "github.com", Owner: "acme", Repo: "app"}
	dir := checkout(t, address)
	head := git(t, dir, "", "rev-parse", "HEAD")
	check := func(name string, got embedded.Clone, top, gitDir, branch, head string, remote embedded.Remote) {
		t.Helper()
		if got.Top != top || got.GitDir != gitDir || got.Branch != branch || got.Head != head || got.Remote != remote {
			t.Errorf("%s: got %+v, want %s, %s, %q, %s, %+v", name, got, top, gitDir, branch, head, remote)
		}
	}
	check("clone", find(t, dir), dir, filepath.Join(dir, ".git"), "main", head, origin)
	check("subfolder", find(t, filepath.Join(dir, "many")), dir, filepath.Join(dir, ".git"), "main", head, origin)
	check("in .git", find(t, filepath.Join(dir, ".git")), "", filepath.Join(dir, ".git"), "main", head, origin)

	tree := filepath.Join(filepath.Dir(dir), "tree")
	git(t, dir, "", "worktree", "add", "-q", "-b", "side", tree, "HEAD^2")
	check("worktree", find(t, tree), tree, filepath.Join(dir, ".git", "worktrees", "tree"), "side", git(t, dir, "", "rev-parse", "HEAD^2"), origin)

	git(t, dir, "", "checkout", "-q", "--detach")
	check("detached", find(t, dir), dir, filepath.Join(dir, ".git"), "", head, origin)

	empty := filepath.Join(resolved(t, t.TempDir()), "empty dir")
	git(t, "/", "", "init", "-q", "-b", "main", empty)
	check("empty", find(t, empty), empty, filepath.Join(empty, ".git"), "main", "", embedded.Remote{})

	naked := resolved(t, bare(t, sample()))
	check("bare", find(t, naked), "", naked, "main", git(t, naked, "", "rev-parse", "main"), embedded.Remote{})

	git(t, empty, "", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", naked, "sub")
	git(t, filepath.Join(empty, "sub"), "", "remote", "set-url", "origin", address)
	sub := filepath.Join(empty, "sub")
	check("submodule", find(t, sub), sub, filepath.Join(empty, ".git", "modules", "sub"), "main", git(t, naked, "", "rev-parse", "main"), origin)
	if r := serve(t, find(t, sub).World(), embedded.Options{}).get("/repos/acme/app/commits?path=README.md"); r.status != 200 || !strings.Contains(r.body, "Start") {
		t.Errorf("submodule: got %d %q, want its commits", r.status, r.body)
	}

	shallow := find(t, checkout(t, address, "--depth=1"))
	if !shallow.Shallow || shallow.Head == "" {
		t.Errorf("got %+v, want a shallow clone with its head", shallow)
	}
	if r := serve(t, shallow.World(), embedded.Options{}).get("/repos/acme/app/commits/main"); r.status != 200 {
		t.Errorf("shallow: got %d %q, want its newest commit", r.status, r.body)
	}
}

func TestFindCloneChoosesTheRemote(t *testing.T) {
	tests := []struct {
		name   string
		config [][]string
		want   string
	}{
		{"origin", nil, "github.com/acme/app"},
		{"upstream first", [][]string{{"remote", "add", "upstream", "https://github.com/up/app"}}, "github.com/up/app"},
		{"resolved", [][]string{{"remote", "add", "upstream", "https://github.com/up/app"}, {"config", "remote.origin.gh-resolved", "base"}}, "github.com/acme/app"},
		{"resolved elsewhere", [][]string{{"config", "remote.origin.gh-resolved", "else/where"}}, "github.com/else/where"},
		{"resolved at a host", [][]string{{"config", "remote.origin.gh-resolved", "ghe.example/else/where"}}, "ghe.example/else/where"},
		{"insteadOf", [][]string{{"remote", "set-url", "origin", "gh:acme/other"}, {"config", "url.https://github.com/.insteadOf", "gh:"}}, "github.com/acme/other"},
		{"first", [][]string{{"remote", "rename", "origin", "zed"}, {"remote", "add", "mine", "git@github.com:me/app"}}, "github.com/me/app"},
		{"folder", [][]string{{"remote", "set-url", "origin", "/srv/app.git"}}, "//"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "w")
			git(t, "/", "", "init", "-q", dir)
			git(t, dir, "", "remote", "add", "origin", "git@github.com:acme/app.git")
			for _, args := range tt.config {
				git(t, dir, "", args...)
			}
			r := find(t, dir).Remote
			if got := r.Host + "/" + r.Owner + "/" + r.Repo; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestCloneEmail(t *testing.T) {
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	dir := checkout(t, "")
	c := find(t, dir)
	if got := c.Email(t.Context()); got != "" {
		t.Errorf("got %q before it is configured, want nothing", got)
	}
	git(t, dir, "", "config", "user.email", "ada@example.org")
	if got := c.Email(t.Context()); got != "ada@example.org" {
		t.Errorf("got %q", got)
	}
}

func TestFindCloneRefusals(t *testing.T) {
	if _, err := embedded.FindClone(t.Context(), t.TempDir()); !errors.Is(err, embedded.ErrNoClone) {
		t.Errorf("got %v, want %v", err, embedded.ErrNoClone)
	}
	if _, err := embedded.FindClone(t.Context(), filepath.Join(t.TempDir(), "nope")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want %v", err, os.ErrNotExist)
	}
}

func TestCloneWorld(t *testing.T) {
	dir := checkout(t, "https://github.com/acme/app.git")
	git(t, dir, "", "checkout", "-q", "-b", "local-only")
	c := serve(t, find(t, dir).World(), embedded.Options{ReadOnly: true})
	repos := decode[[]struct {
		FullName string `json:"full_name"`
		Default  string `json:"default_branch"`
	}](t, c.get("/user/repos"), 200)
	if len(repos) != 1 || repos[0].FullName != "acme/app" || repos[0].Default != "main" {
		t.Errorf("got %+v, want acme/app with the remote's default branch", repos)
	}
	branches := decode[[]struct{ Name string }](t, c.get("/repos/acme/app/branches"), 200)
	var names []string
	for _, b := range branches {
		names = append(names, b.Name)
	}
	if got := strings.Join(names, " "); got != "fix/#12-x local-only main unrelated" {
		t.Errorf("got branches %q, want the local ones and the remote's", got)
	}
	for _, path := range []string{"commits", "commits?sha=unrelated", "branches/unrelated", "git/ref/heads/unrelated", "contents/README.md", "commits/fix/%2312-x"} {
		if r := c.get("/repos/acme/app/" + path); r.status != 200 {
			t.Errorf("%s: got %d %q, want 200", path, r.status, r.body)
		}
	}
	if r := c.do("PATCH", "/repos/acme/app", "{}"); r.status != 403 {
		t.Errorf("got %d for a write, want 403", r.status)
	}
}

// What a clone's configuration could run, or make git print, must do nothing.
func TestCloneRunsNoPrograms(t *testing.T) {
	dir := checkout(t, "https://github.com/acme/app.git")
	trap := filepath.Join(t.TempDir(), "trap")
	mark := trap + ".ran"
	if err := os.WriteFile(trap, []byte("#!/bin/sh\ntouch '"+mark+"'\ncat\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"diff.external", "core.fsmonitor", "core.pager", "pager.log", "diff.x.textconv", "diff.x.command", "gpg.program", "core.sshCommand", "filter.x.smudge"} {
		git(t, dir, "", "config", name, trap)
	}
	for _, kv := range [][2]string{{"log.showSignature", "true"}, {"diff.noprefix", "true"}, {"diff.mnemonicPrefix", "true"}, {"color.ui", "always"}, {"log.follow", "true"}, {"diff.submodule", "log"}, {"core.hooksPath", filepath.Dir(trap)}} {
		git(t, dir, "", "config", kv[0], kv[1])
	}
	if err := os.WriteFile(filepath.Join(dir, ".git", "info", "attributes"), []byte("* diff=x filter=x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// With log.showSignature git would run gpg for a commit like this one.
	signed := git(t, dir, "tree "+git(t, dir, "", "rev-parse", "HEAD^{tree}")+"\nauthor A <a@x> 1770000000 +0000\ncommitter A <a@x> 1770000000 +0000\n"+
		"gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nSigned\n", "hash-object", "-t", "commit", "-w", "--stdin")
	before := snapshot(t, filepath.Join(dir, ".git"))
	c := serve(t, find(t, dir).World(), embedded.Options{})
	sha := git(t, dir, "", "rev-parse", "HEAD~4")
	got := decode[commitReply](t, c.get("/repos/acme/app/commits/"+sha), 200)
	for _, f := range got.Files {
		if f.Filename == "no-newline" && (f.Patch == nil || *f.Patch != "@@ -0,0 +1 @@\n+x\n\\ No newline at end of file") {
			t.Errorf("got patch %v, want git's own", f.Patch)
		}
	}
	for _, path := range []string{"commits/" + signed, "contents/README.md", "branches", "tags", "compare/unrelated...unrelated"} {
		if r := c.get("/repos/acme/app/" + path); r.status != 200 || strings.Contains(r.body, "\\u001b[") {
			t.Errorf("%s: got %d %q, want 200 without colours", path, r.status, r.body)
		}
	}
	if got := subjects(decode[[]commitReply](t, c.get("/repos/acme/app/commits?path=b"+url.QueryEscape("/länge 語.txt")), 200)); got != "Rename, delete, change the type, the mode and bytes" {
		t.Errorf("got %q, want no commit of before the rename", got)
	}
	if r := c.get("/repos/acme/app/commits/"+git(t, dir, "", "rev-parse", "HEAD~5"), "Accept", "application/vnd.github.patch"); !strings.Contains(r.body, "+Subproject commit 1234567890") {
		t.Errorf("got %q, want the submodule's line", r.body)
	}
	if r := c.get("/repos/acme/app/commits/main", "Accept", "application/vnd.github.patch"); r.status != 200 || !strings.Contains(r.body, "diff --git a/branch.txt b/branch.txt") {
		t.Errorf("got %d %q, want the usual prefixes", r.status, r.body)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program of the clone's configuration has run")
	}
	if after := snapshot(t, filepath.Join(dir, ".git")); after != before {
		t.Errorf("the clone was written to:\n%s\nwas\n%s", after, before)
	}
}

// snapshot lists a folder's files with sizes and times.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b.WriteString(path + " " + info.ModTime().String() + "\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

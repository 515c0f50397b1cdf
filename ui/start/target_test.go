//go:build !windows

package start

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

const sha = "0123456789abcdef0123456789abcdef01234567"

func TestReadTarget(t *testing.T) {
	repo := func(t github.Target) target { t.Repo = acme; return target{t, true} }
	tests := []struct {
		arg  string
		want target
		dir  string // of the clone, below the current folder
		err  string
	}{
		{arg: ""},
		{arg: "acme/app", want: repo(github.Target{})},
		{arg: "acme/app#12", want: repo(github.Target{Kind: github.TargetNumber, Number: 12})},
		{arg: "acme/app@feat/x", want: repo(github.Target{Kind: github.TargetTree, Ref: "feat/x"})},
		{arg: "acme/app@" + sha, want: repo(github.Target{Kind: github.TargetCommit, SHA: sha})},
		{arg: strings.ToUpper(sha), want: target{github.Target{Kind: github.TargetCommit, SHA: sha}, true}},
		{arg: "0123abc", want: target{github.Target{Kind: github.TargetCommit, SHA: "0123abc"}, true}},
		{arg: "https://github.com/acme/app/pull/3", want: repo(github.Target{Kind: github.TargetPull, Host: "github.com", Number: 3})},
		{arg: "https://ghe.example.com:8443/acme/app/tree/main", want: repo(github.Target{Kind: github.TargetTree, Host: "ghe.example.com:8443", Ref: "main"})},
		{arg: "git@ghe.example.com:acme/app.git", want: repo(github.Target{Host: "ghe.example.com"})},
		{arg: "app", dir: "app"},
		{arg: "./app/", dir: "app"},
		{arg: "app/docs", dir: "app/docs"},
		{arg: "bare.git", dir: "bare.git"},
		{arg: "tree", dir: "tree"},
		{arg: "plain", err: "plain is a folder without a git clone"},
		{arg: "plain/sub", err: "plain/sub is a folder without a git clone"},
		{arg: "none", err: "leads nowhere on GitHub"},
		{arg: "plain/file", want: target{github.Target{Repo: github.RepoRef{Owner: "plain", Name: "file"}}, true}},
		{arg: "acme/app#x", err: "leads nowhere on GitHub"},
		{arg: "./acme/app", err: "no folder"},
		{arg: "../acme/app", err: "no folder"},
		{arg: "../acme", err: "no folder"},
		{arg: "/none/app", err: "no folder"},
		{arg: "./plain/file", err: "no folder"},
		{arg: "acme/app\x1b[2J", err: "leads nowhere on GitHub"},
	}
	m := newMachine(t)
	m.clone("app", "https://github.com/acme/app")
	m.write(filepath.Join(m.here, "app", "docs", "a.md"), "")
	m.write(filepath.Join(m.here, "plain", "sub", "a.md"), "")
	m.write(filepath.Join(m.here, "plain", "file"), "")
	git(t, m.here, "clone", "-q", "--bare", "app", "bare.git")
	git(t, filepath.Join(m.here, "app"), "worktree", "add", "-q", filepath.Join(m.here, "tree"))
	for _, tt := range tests {
		t.Run(tt.arg, func(t *testing.T) {
			var f flags
			got, err := readTarget(&f, tt.arg)
			if err == nil && got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			want := ""
			if tt.dir != "" {
				want = filepath.Join(m.here, tt.dir)
			}
			if f.dir != want {
				t.Errorf("folder: got %q, want %q", f.dir, want)
			}
			switch {
			case (err == nil) != (tt.err == ""):
				t.Errorf("got error %v, want %q", err, tt.err)
			case err != nil:
				holds(t, "error", err.Error(), tt.err)
				if strings.Contains(err.Error(), "\x1b") {
					t.Errorf("error: got %q, want no escape sequence", err)
				}
			}
		})
	}
}

// A folder is a clone to begin with, which another flag must not silently
// overrule.
func TestReadTargetBesideFlags(t *testing.T) {
	m := newMachine(t)
	m.clone("app", "")
	for _, f := range []flags{{demo: true}, {clone: "app"}} {
		if _, err := readTarget(&f, "app"); err == nil || !strings.Contains(err.Error(), "app") {
			t.Errorf("%+v: got %v, want an error that names the folder", f, err)
		}
	}
}

func TestCloneTop(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "")
	deep := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ dir, want string }{
		{deep, dir}, {dir, dir}, {m.here, ""}, {"/", ""}, {"", ""}, {filepath.Join(m.here, "none", "x"), ""},
	} {
		if got := cloneTop(tt.dir); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.dir, got, tt.want)
		}
	}
}

func TestResolve(t *testing.T) {
	const (
		gitHub = "  - {name: hub, token: {env: A}}\n"
		ghe    = "  - {name: ghe, host: 'ghe.example.com:8443', token: {env: B}}\n"
		cloned = "https://ghe.example.com/acme/app"
	)
	at := func(account string) pane.Subject {
		return pane.Subject{Place: github.Place{Account: account}, Repo: acme}
	}
	on := func(s pane.Subject, ref, commit string) pane.Subject { s.Ref, s.Commit = ref, commit; return s }
	numbered := func(s pane.Subject, n int) pane.Subject {
		s.Issue = pane.IssueAt{Place: s.Place, Ref: github.IssueRef{Repo: s.Repo, Number: n}}
		return s
	}
	installed := at("lab")
	installed.Place.Installation, installed.Owner = 7, "acme"
	tests := []struct {
		name   string
		file   string
		remote string // of the clone stood in; "" is outside, "none" is a clone without
		target string
		want   pane.Subject // with what the target adds
		err    string
		asked  []string
	}{
		{name: "nothing asked for", file: gitHub},
		{name: "any host is the first account's", file: ghe + gitHub, target: "acme/app", want: at("ghe")},
		{name: "a ref", file: gitHub, target: "acme/app@v1", want: on(at("hub"), "v1", "")},
		{name: "a commit", file: gitHub, target: "acme/app@" + sha, want: on(at("hub"), "", sha)},
		{name: "the account of the host", file: ghe + gitHub, target: "https://github.com/acme/app", want: at("hub")},
		{name: "whatever the port", file: gitHub + ghe, target: "https://GHE.example.com/acme/app", want: at("ghe")},
		{name: "no account of the host", file: gitHub, target: "https://other.example.com/acme/app", err: "there is no account"},
		{name: "no account", target: "acme/app", err: "there is no account"},
		{name: "a number", file: gitHub, target: "acme/app#12", want: numbered(at("hub"), 12)},
		{name: "a number elsewhere", file: gitHub + ghe, target: "https://ghe.example.com/acme/app/pull/3", want: numbered(at("ghe"), 3)},
		{name: "a number on the account's host", file: ghe + gitHub, target: "acme/app#3", want: numbered(at("ghe"), 3)},
		{name: "a bare SHA outside of a clone", file: gitHub, target: sha, err: "of which repository?"},
		{name: "a bare SHA in a clone", file: gitHub + ghe, remote: cloned, target: sha, want: on(at("ghe"), "main", sha)},
		{name: "a clone", file: gitHub + ghe, remote: cloned, want: on(at("ghe"), "main", "")},
		{name: "a clone without an account for its host", file: gitHub, remote: cloned, want: on(at("app"), "main", "")},
		{name: "a clone by ssh", file: gitHub, remote: "git@github.com:acme/app.git", want: on(at("hub"), "main", "")},
		{
			name: "a clone without a remote", file: gitHub + ghe, remote: "none",
			want: pane.Subject{Place: github.Place{Account: "app"}, Repo: github.RepoRef{Owner: "local", Name: "app"}, Ref: "main"},
		},
		{name: "the clone's own repository", remote: cloned, target: "Acme/App", want: pane.Subject{
			Place: github.Place{Account: "app"}, Repo: github.RepoRef{Owner: "Acme", Name: "App"},
		}},
		{name: "a number of the clone", remote: cloned, target: "https://ghe.example.com/acme/app/issues/4", want: numbered(at("app"), 4)},
		{name: "a clone holds no other repository", remote: cloned, target: "acme/other", err: "there is no account"},
		{name: "nor that of another host", remote: cloned, target: "https://github.com/acme/app", err: "there is no account"},
		{
			name: "an App", file: "LAB", target: "acme/app@main", want: on(installed, "main", ""),
			asked: []string{"App GET /repos/acme/app/installation"},
		},
		{
			name: "an App that is not installed", file: "LAB", target: "acme/other", err: "not installed there",
			asked: []string{"App GET /repos/acme/other/installation"},
		},
		{
			name: "an App that is not installed, and a token", file: "LAB" + gitHub, target: "acme/other",
			want:  pane.Subject{Place: github.Place{Account: "hub"}, Repo: github.RepoRef{Owner: "acme", Name: "other"}},
			asked: []string{"App GET /repos/acme/other/installation"},
		},
		{name: "an App of another host is not asked", file: "LAB" + gitHub, target: "https://github.com/acme/app", want: at("hub")},
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
			read, err := readTarget(&flags{}, tt.target)
			if err != nil {
				t.Fatal(err)
			}
			s := m.open(flags{})
			usable := s.clone != nil
			if usable {
				if _, err := s.clone.look(); err != nil {
					t.Fatal(err)
				}
				s.addClone()
			}
			got, of, err := s.resolve(t.Context(), read, usable)
			got.Ref, got.Commit = cmp.Or(of.Ref, got.Ref), of.SHA
			if of.Number != 0 {
				got = numbered(got, of.Number)
			}
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			switch {
			case (err == nil) != (tt.err == ""):
				t.Errorf("got error %v, want %q", err, tt.err)
			case err != nil:
				advice, _ := err.(interface{ Remedy() string })
				text := err.Error()
				if advice != nil {
					text += " " + advice.Remedy()
				}
				holds(t, "error", text, tt.err)
			}
			same(t, "requests", l.requests(), tt.asked)
		})
	}
}

func TestResolveDetachedAndEmpty(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	git(t, dir, "checkout", "-q", "--detach")
	empty := filepath.Join(m.here, "empty")
	git(t, m.here, "init", "-q", "-b", "trunk", empty)
	git(t, empty, "remote", "add", "origin", "https://github.com/acme/app")
	for folder, ref := range map[string]string{dir: head, empty: "trunk"} {
		s := m.open(flags{dir: folder})
		if _, err := s.clone.look(); err != nil {
			t.Fatal(err)
		}
		s.addClone()
		got, _, err := s.resolve(t.Context(), target{}, true)
		want := pane.Subject{Place: github.Place{Account: filepath.Base(folder)}, Repo: acme, Ref: ref}
		if err != nil || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", filepath.Base(folder), got, err, want)
		}
	}
}

func TestFirstSubject(t *testing.T) {
	hub := pane.Subject{Place: github.Place{Account: "hub"}}
	tests := []struct {
		name    string
		file    string
		flags   flags
		target  target
		last    pane.Subject
		inClone bool
		want    pane.Subject
		settled bool
	}{
		{name: "nobody"},
		{name: "a token", file: "  - {name: hub, token: {env: A}}\n", want: hub, settled: true},
		{name: "an App", file: "LAB", settled: true},
		{name: "a target", file: "  - {name: hub, token: {env: A}}\n", target: target{github.Target{Repo: acme}, true}},
		{name: "in a clone", file: "  - {name: hub, token: {env: A}}\n", inClone: true},
		{
			name: "last time", file: "  - {name: hub, token: {env: A}}\n", last: pane.Subject{Place: github.Place{Account: "hub"}, Repo: acme},
			want: pane.Subject{Place: github.Place{Account: "hub"}, Repo: acme}, settled: true,
		},
		{
			name: "last time, and a target", file: "  - {name: hub, token: {env: A}}\n", last: hub,
			target: target{github.Target{Repo: acme}, true},
		},
		{name: "last time in a clone", file: "  - {name: hub, token: {env: A}}\n", inClone: true, last: hub, want: hub},
		{name: "--demo", flags: flags{demo: true}, settled: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, l := newMachine(t), newLab(t)
			if tt.file != "" {
				m.write(m.config, "accounts:\n"+strings.Replace(tt.file, "LAB", l.app(m, "lab"), 1))
			}
			if tt.inClone {
				dir, _ := m.clone("app", "https://github.com/acme/app")
				t.Chdir(dir)
			}
			s := m.open(tt.flags)
			if tt.last != (pane.Subject{}) {
				s.remember(tt.last)
			}
			got, settled := s.firstSubject(tt.target)
			if got != tt.want || settled != tt.settled {
				t.Errorf("got %+v, %v, want %+v, %v", got, settled, tt.want, tt.settled)
			}
		})
	}
}

// A file of a branch with slashes, in a clone without any account.
func TestResolveAnAddressOfAFile(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "https://github.com/acme/app")
	m.write(filepath.Join(dir, "src", "a.go"), "package a\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "a")
	git(t, dir, "branch", "topic/one")
	s := m.open(flags{dir: dir})
	if _, err := s.clone.look(); err != nil {
		t.Fatal(err)
	}
	s.addClone()
	base := pane.Subject{Place: github.Place{Account: "app"}, Repo: acme}
	for _, tt := range []struct {
		path, ref, file, err string
	}{
		{"topic/one/src/a.go", "topic/one", "src/a.go", ""},
		{"main/src/a.go", "main", "src/a.go", ""},
		{"topic/two/src/a.go", "", "", "open topic/two/src/a.go of acme/app: it begins with no branch or tag"},
	} {
		read, err := readTarget(&flags{}, "https://github.com/acme/app/blob/"+tt.path+"#L1-L3")
		if err != nil {
			t.Fatal(err)
		}
		subject, of, err := s.resolve(t.Context(), read, true)
		want := github.Target{}
		if tt.err == "" {
			want = github.Target{Kind: github.TargetBlob, Host: "github.com", Repo: acme, Ref: tt.ref, Path: tt.file, Line: 1, LastLine: 3}
		}
		if subject != base || of != want || (err == nil) != (tt.err == "") || err != nil && !strings.HasPrefix(err.Error(), tt.err) {
			t.Errorf("%s: got %+v, %+v, %v, want %+v", tt.path, subject, of, err, want)
		}
	}
}

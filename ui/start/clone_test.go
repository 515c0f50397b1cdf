//go:build !windows

package start

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/github/embedded"
)

// countingGit is the real git behind a program that notes each call.
func (m *machine) countingGit() (calls func() int) {
	m.t.Helper()
	real, err := exec.LookPath("git")
	if err != nil {
		m.t.Fatal(err)
	}
	mark := filepath.Join(m.home, "git-calls")
	m.script("git", "echo x >> '"+mark+"'\nexec '"+real+`' "$@"`)
	return func() int { return strings.Count(read(mark), "x") }
}

// get asks the clone as a client would.
func get(t *testing.T, rt http.RoundTripper, path string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://clone.invalid"+path, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := rt.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

func TestCloneIsLazy(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	calls := m.countingGit()
	s := m.open(flags{clone: dir})
	local := s.clones.objects("github.com")
	if local("acme", "app") != nil || s.clone.host() != "" {
		t.Errorf("before git was asked: got host %q, want nothing to be known", s.clone.host())
	}
	if got := calls(); got != 0 {
		t.Errorf("before the first request: got %d calls of git, want none", got)
	}
	status, body := get(t, s.clone, "/repos/acme/app/commits")
	if status != http.StatusOK || !strings.Contains(body, head) {
		t.Errorf("commits: got %d %s, want %s in it", status, body, head)
	}
	if calls() == 0 {
		t.Error("git was not asked")
	}
	if rt := local("ACME", "App"); rt == nil {
		t.Error("the clone's objects are not served after it was looked at")
	} else if status, _ := get(t, rt, "/repos/acme/app/git/commits/"+head); status != http.StatusOK {
		t.Errorf("its commit: got %d, want 200", status)
	}
}

// git is asked once, however many want to know at the same time.
func TestLookOnce(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	calls := m.countingGit()
	c := newClone(dir)
	if _, err := c.look(); err != nil {
		t.Fatal(err)
	}
	once := calls()
	c = newClone(dir)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if found, err := c.look(); err != nil || found.Head != head {
				t.Errorf("got %v, %v, want %s", found.Head, err, head)
			}
		})
	}
	all.Wait()
	if got := calls() - once; got != once || once == 0 {
		t.Errorf("got %d calls of git for eight, want %d as for one", got, once)
	}
}

func TestLocal(t *testing.T) {
	m := newMachine(t)
	for _, tt := range []struct {
		remote            string
		host, owner, name string
		want              bool
	}{
		{"https://github.com/acme/app", "github.com", "acme", "app", true},
		{"git@github.com:acme/app.git", "GitHub.com", "Acme", "APP", true},
		{"ssh://git@ghe.example.com:2222/acme/app", "ghe.example.com:8443", "acme", "app", true},
		{"https://github.com/acme/app", "ghe.example.com", "acme", "app", false},
		{"https://github.com/acme/app", "github.com", "acme", "apps", false},
		{"https://github.com/acme/app", "github.com", "other", "app", false},
		{"", "github.com", "local", "x", false},
	} {
		name := fmt.Sprintf("%q for %s %s/%s", tt.remote, tt.host, tt.owner, tt.name)
		dir := filepath.Join(m.here, "x")
		m.clone("x", tt.remote)
		c := newClone(dir)
		local := (&clones{here: c, folder: config.Config{}.CloneFolder}).objects(tt.host)
		if local(tt.owner, tt.name) != nil {
			t.Errorf("%s: got objects before git was asked, want none", name)
		}
		if _, err := c.look(); err != nil {
			t.Fatal(err)
		}
		if got := local(tt.owner, tt.name) != nil; got != tt.want {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCloneErrors(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(m *machine, dir string) // what makes it unusable
		is    error
		want  string
	}{
		{"gone", func(m *machine, dir string) { _ = os.RemoveAll(dir) }, os.ErrNotExist, "open the clone"},
		{"no clone", func(m *machine, dir string) { _ = os.RemoveAll(filepath.Join(dir, ".git")) }, embedded.ErrNoClone, "Change to a clone"},
		{"an empty .git", func(m *machine, dir string) {
			_ = os.RemoveAll(filepath.Join(dir, ".git"))
			_ = os.Mkdir(filepath.Join(dir, ".git"), 0o700)
		}, embedded.ErrNoClone, "Change to a clone"},
		{"a worktree whose clone is gone", func(m *machine, dir string) {
			_ = os.RemoveAll(filepath.Join(dir, ".git"))
			m.write(filepath.Join(dir, ".git"), "gitdir: /none/.git/worktrees/x\n")
		}, embedded.ErrNoClone, "Change to a clone"},
		{"another's", func(m *machine, dir string) {
			m.script("git", `echo "fatal: detected dubious ownership in repository at '`+dir+`'" >&2; exit 128`)
		}, embedded.ErrNotOwned, "git config --global --add safe.directory"},
		{"no git", func(m *machine, dir string) { m.set("PATH", m.home) }, nil, "git was not found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			dir, _ := m.clone("app", "https://github.com/acme/app")
			tt.spoil(m, dir)
			s := m.open(flags{clone: dir})
			_, err := s.clone.look()
			if err == nil {
				t.Fatal("got no error, want one")
			}
			if tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("got %v, want %v", err, tt.is)
			}
			holds(t, "error", err.Error(), tt.want)
			body := &closing{Reader: strings.NewReader("x")}
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://clone.invalid/user", body)
			if _, again := s.clone.RoundTrip(r); again == nil || again.Error() != err.Error() {
				t.Errorf("a request: got %v, want %v", again, err)
			}
			if !body.closed {
				t.Error("a request: its body is not closed")
			}
			if s.clones.objects("github.com")("acme", "app") != nil {
				t.Error("got objects of a clone that cannot be used")
			}
		})
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

func TestCloneShapes(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	git(t, dir, "worktree", "add", "-q", "-b", "feat/x", filepath.Join(m.here, "tree"))
	git(t, m.here, "clone", "-q", "app", "detached")
	git(t, filepath.Join(m.here, "detached"), "checkout", "-q", "--detach")
	git(t, filepath.Join(m.here, "detached"), "remote", "remove", "origin")
	git(t, m.here, "init", "-q", "-b", "trunk", "empty")
	git(t, m.here, "clone", "-q", "--bare", "app", "bare.git")
	tests := []struct {
		dir          string
		branch, head string
		repo, host   string
		commits      int // status of the listing
	}{
		{"app", "main", head, "acme/app", "github.com", http.StatusOK},
		{"tree", "feat/x", head, "acme/app", "github.com", http.StatusOK},
		{"detached", "", head, "local/detached", "", http.StatusOK},
		{"empty", "trunk", "", "local/empty", "", http.StatusConflict},
		{"bare.git", "main", head, "local/bare", "", http.StatusOK},
	}
	for _, tt := range tests {
		t.Run(tt.dir, func(t *testing.T) {
			s := m.open(flags{dir: filepath.Join(m.here, tt.dir)})
			if s.clone == nil {
				t.Fatal("got no clone, want one")
			}
			found, err := s.clone.look()
			if err != nil {
				t.Fatal(err)
			}
			if found.Branch != tt.branch || found.Head != tt.head || s.clone.repo().String() != tt.repo || s.clone.host() != tt.host {
				t.Errorf("got %q at %q, %s of %q, want %q at %q, %s of %q", found.Branch, found.Head, s.clone.repo(), s.clone.host(),
					tt.branch, tt.head, tt.repo, tt.host)
			}
			if status, body := get(t, s.clone, "/repos/"+tt.repo+"/commits"); status != tt.commits {
				t.Errorf("commits: got %d %s, want %d", status, body, tt.commits)
			}
		})
	}
}

// Without an account, who asks is who makes commits in the clone.
func TestCommitsByMeInAClone(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	git(t, dir, "-c", "user.name=Eve", "commit", "-q", "--allow-empty", "--author=Eve <eve@example.org>", "-m", "Eve's")
	git(t, dir, "config", "user.email", "ada@example.org")
	s := m.open(flags{clone: dir})
	s.addClone()
	var got []string
	err := s.accounts.CommitsWhere(t.Context(), github.Place{Account: "app"}, acme, github.CommitQuery{Author: github.Me}, 100, func(l github.Listing[github.Commit]) {
		got = nil
		for _, k := range l.Items {
			got = append(got, k.SHA)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "commits", got, []string{head})
	if got := newClone(m.home).email(t.Context()); got != "" {
		t.Errorf("got %q where there is no clone, want nothing", got)
	}
}

// Links of a clone lead to the host of its remote, once that is known.
func TestAddClone(t *testing.T) {
	for remote, want := range map[string]string{
		"https://ghe.example.com/acme/app": "https://ghe.example.com", "git@github.com:acme/app": "https://github.com",
	} {
		m := newMachine(t)
		dir, _ := m.clone("app", remote)
		s := m.open(flags{dir: dir})
		if _, err := s.clone.look(); err != nil {
			t.Fatal(err)
		}
		s.addClone()
		c, err := s.accounts.Client("app")
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Web().Base(); got != want {
			t.Errorf("%s: got %s, want %s", remote, got, want)
		}
		if a := c.Account(); a.Kind != github.KindClone || !a.Local || a.Host != dir {
			t.Errorf("%s: got %+v, want the clone in %s", remote, a, dir)
		}
	}
}

// A clone with a filter lacks objects, and says so.
func TestPartialClone(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	git(t, dir, "config", "uploadpack.allowFilter", "true")
	git(t, m.here, "clone", "-q", "--filter=blob:none", "--no-checkout", "file://"+dir, "part")
	s := m.open(flags{clone: filepath.Join(m.here, "part")})
	c, err := s.accounts.Client(s.accounts.List()[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.clone.look(); err != nil {
		t.Fatal(err)
	}
	err = c.Commit(t.Context(), 0, s.clone.repo(), head, func(github.CommitFiles) {})
	var e *github.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an error of the client", err)
	}
	holds(t, "error", e.Error(), "an object is not on this machine, as the clone is partial")
	holds(t, "remedy", e.Remedy(), "git fetch --refetch")
}

// The nearest clone upwards counts, and a bare repository is one.
func TestTopOfBare(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "")
	git(t, m.here, "clone", "-q", "--bare", "app", "bare.git")
	below := filepath.Dir(m.write(filepath.Join(dir, "a", "b", "c"), ""))
	for from, want := range map[string]string{
		dir: dir, below: dir, filepath.Join(m.here, "bare.git"): filepath.Join(m.here, "bare.git"),
		filepath.Join(m.here, "bare.git", "refs"): filepath.Join(m.here, "bare.git"), m.here: "",
	} {
		if got := cloneTop(from); got != want {
			t.Errorf("%s: got %q, want %q", from, got, want)
		}
	}
}

//go:build !windows

package start

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hubtrail/github"
	"hubtrail/github/embedded/demo"
)

// A token that opens nothing, in the shape of a real one.
const worthless = "ghp_0123456789abcdefghijABCDEFGHIJ012345"

// machine is a home folder, an empty folder to stand in, and a folder of
// programs in front of PATH.
type machine struct {
	t                  *testing.T
	home, here, bin    string
	config, hosts, log string // files
}

// newMachine makes a machine on which nothing is configured. The environment of
// whoever runs the tests says nothing there.
func newMachine(t *testing.T) *machine {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := &machine{t: t, home: filepath.Join(dir, "home"), here: filepath.Join(dir, "here"), bin: filepath.Join(dir, "bin")}
	m.config = filepath.Join(m.home, ".config", "hubtrail", "config.yml")
	m.hosts = filepath.Join(m.home, ".config", "gh", "hosts.yml")
	m.log = filepath.Join(m.home, ".local", "state", "hubtrail", "log", "hubtrail.log")
	for _, folder := range []string{m.home, m.here, m.bin} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		for _, prefix := range []string{"GH_", "GITHUB_", "HUBTRAIL_", "XDG_", "GIT_", "SSH_", "LC_"} {
			if strings.HasPrefix(name, prefix) {
				m.set(name, "")
			}
		}
	}
	for _, name := range []string{"BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE"} {
		m.set(name, "")
	}
	for name, value := range map[string]string{
		"HOME": m.home, "PATH": m.bin + string(os.PathListSeparator) + os.Getenv("PATH"), "TERM": "xterm-256color", "LANG": "C.UTF-8",
		"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.DevNull,
	} {
		m.set(name, value)
	}
	m.gh("exit 1")
	t.Chdir(m.here)
	return m
}

func (m *machine) set(name, value string) {
	m.t.Helper()
	m.t.Setenv(name, value)
	if value == "" {
		_ = os.Unsetenv(name) // Setenv puts it back at the end
	}
}

// write makes a file and the folders above it.
func (m *machine) write(path, text string) string {
	m.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// script puts a program of shell commands into the folder in front of PATH.
func (m *machine) script(name, body string) string {
	m.t.Helper()
	path := m.write(filepath.Join(m.bin, name), "#!/bin/sh\n"+body+"\n")
	if err := os.Chmod(path, 0o700); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// gh is GitHub's command line as far as `gh auth token --hostname HOST` goes: in
// body, $4 is the host.
func (m *machine) gh(body string) { m.t.Helper(); m.script("gh", body) }

// open opens a session that ends with the test.
func (m *machine) open(f flags) *session {
	m.t.Helper()
	s := open(f, "test")
	m.t.Cleanup(s.close)
	return s
}

// read is the content of a file, "" if there is none.
func read(path string) string {
	data, _ := os.ReadFile(path)
	return string(data)
}

// git runs git as a person without a configuration would.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org",
		"GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// clone makes a repository with one commit on main; remote "" gives it none.
func (m *machine) clone(name, remote string) (dir, head string) {
	m.t.Helper()
	dir = filepath.Join(m.here, name)
	git(m.t, m.here, "init", "-q", "-b", "main", dir)
	if remote != "" {
		git(m.t, dir, "remote", "add", "origin", remote)
	}
	m.write(filepath.Join(dir, "CODEOWNERS"), "*.go @acme/core\n/docs/ @mona\n/docs/new.md\n")
	git(m.t, dir, "add", ".")
	git(m.t, dir, "commit", "-q", "-m", "Begin")
	return dir, git(m.t, dir, "rev-parse", "HEAD")
}

// lab is a GitHub on this machine's loopback with one App, installed at 7 for
// acme/app and nowhere else. It notes what it is asked.
type lab struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newLab(t *testing.T) *lab {
	t.Helper()
	l := &lab{}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind := "nobody"
		switch header := r.Header.Get("Authorization"); {
		case strings.HasPrefix(header, "Bearer eyJ"):
			kind = "App"
		case header != "":
			kind = "token"
		}
		l.mu.Lock()
		l.asked = append(l.asked, kind+" "+r.Method+" "+r.URL.Path)
		l.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/repos/acme/app/installation" {
			fmt.Fprint(w, `{"id": 7, "account": {"login": "acme", "id": 1, "type": "Organization"}}`)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"message": "Not Found"}`)
	}))
	t.Cleanup(l.Close)
	return l
}

func (l *lab) requests() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.asked)
}

// app is the lab's App as an entry of the configuration file.
func (l *lab) app(m *machine, name string) string {
	key := m.write(filepath.Join(m.home, "app.pem"), string(demo.PrivateKey()))
	return fmt.Sprintf("  - {name: %s, api_url: '%s/', app: {client_id: Iv1.%s, private_key_file: '%s'}}\n", name, l.URL, name, key)
}

// names are the accounts of a session as "name host kind source".
func names(s *session) []string {
	list := []string{}
	for _, a := range s.accounts.List() {
		list = append(list, fmt.Sprintf("%s|%s|%s|%s", a.Name, a.Host, a.Kind, a.Source))
	}
	return list
}

// same reports two lists that differ.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// holds reports a text that lacks something.
func holds(t *testing.T, what, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%s: got %q, want %q in it", what, got, want)
	}
}

// messages are a session's problems, one a line.
func messages(s *session) string {
	var b strings.Builder
	for _, p := range s.problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// acme is the repository of most tests.
var acme = github.RepoRef{Owner: "acme", Name: "app"}

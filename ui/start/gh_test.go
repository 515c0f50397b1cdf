//go:build !windows

package start

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// loggedIn is a gh that has a login for github.com and ghe.example.com and
// notes which hosts it is asked for.
func (m *machine) loggedIn() (asked string) {
	m.t.Helper()
	asked = filepath.Join(m.home, "asked")
	m.gh(`echo "$@" >> '` + asked + `'
case "$4" in
github.com) echo ` + worthless + ` ;;
ghe.example.com) echo ` + worthless + `ghe ;;
*) echo "no oauth token found for $4" >&2; echo "leaked to stdout"; exit 1 ;;
esac`)
	return asked
}

func TestAddGH(t *testing.T) {
	const gitHub, ghe = "github.com|github.com|token|gh", "ghe.example.com|ghe.example.com|token|gh"
	tests := []struct {
		name  string
		hosts string // gh's hosts.yml
		dir   string // GH_CONFIG_DIR
		file  string // our configuration
		env   map[string]string
		want  []string
		asked []string
	}{
		{name: "no file", want: []string{gitHub}, asked: []string{"github.com"}},
		{
			name: "hosts in order, those without a login left out", hosts: "none.example.com: {user: mona}\ngithub.com:\n  user: mona\nghe.example.com:\n",
			want: []string{gitHub, ghe}, asked: []string{"github.com", "ghe.example.com", "none.example.com"},
		},
		{name: "GH_CONFIG_DIR", dir: "own", hosts: "ghe.example.com: {}\n", want: []string{gitHub, ghe}, asked: []string{"github.com", "ghe.example.com"}},
		{name: "no YAML", hosts: "{", want: []string{gitHub}, asked: []string{"github.com"}},
		{name: "a list", hosts: "- github.com\n", want: []string{gitHub}, asked: []string{"github.com"}},
		{name: "no host", hosts: "--with-token: {}\n\"a b\": {}\n", want: []string{gitHub}, asked: []string{"github.com"}},
		{
			name: "not twice", file: "accounts:\n  - {name: mine, token: {from: gh}}\n",
			want: []string{"mine|github.com|token|config file"}, asked: []string{"github.com"},
		},
		{
			name: "another credential of the same host", file: "accounts:\n  - {name: github.com, token: {env: MY_TOKEN}}\n",
			want: []string{"github.com|github.com|token|config file", "github.com 2|github.com|token|gh"}, asked: []string{"github.com"},
		},
		{
			name: "beside GH_TOKEN", env: map[string]string{"GH_TOKEN": worthless + "env"},
			want: []string{"github.com|github.com|token|GH_TOKEN", "github.com 2|github.com|token|gh"}, asked: []string{"github.com"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			asked := m.loggedIn()
			hosts := m.hosts
			if tt.dir != "" {
				m.write(m.hosts, "wrong.example.com: {}\n")
				m.set("GH_CONFIG_DIR", filepath.Join(m.home, tt.dir))
				hosts = filepath.Join(m.home, tt.dir, "hosts.yml")
			}
			if tt.hosts != "" {
				m.write(hosts, tt.hosts)
			}
			if tt.file != "" {
				m.write(m.config, tt.file)
			}
			for name, value := range tt.env {
				m.set(name, value)
			}
			s := m.open(flags{})
			s.addGH(t.Context())
			same(t, "accounts", names(s), tt.want)
			var want strings.Builder
			for _, host := range tt.asked {
				want.WriteString("auth token --hostname " + host + "\n")
			}
			if got := read(asked); got != want.String() {
				t.Errorf("gh was asked: got %q, want %q", got, want.String())
			}
			for _, secret := range []string{worthless, "leaked to stdout"} {
				if strings.Contains(read(m.log)+messages(s), secret) {
					t.Errorf("log and problems: got %q, want no %q in them", read(m.log)+messages(s), secret)
				}
			}
			if slices.Contains(tt.asked, "none.example.com") {
				holds(t, "the log", read(m.log), "none.example.com")
			}
		})
	}
}

// What gh complains of is told, what looks like a secret in it is not.
func TestAddGHRedactsComplaints(t *testing.T) {
	m := newMachine(t)
	m.gh("echo token " + worthless + " has expired >&2; exit 1")
	s := m.open(flags{})
	s.addGH(t.Context())
	same(t, "accounts", names(s), nil)
	if got := read(m.log); strings.Contains(got, worthless) || !strings.Contains(got, "has expired") {
		t.Errorf("the log: got %q, want the complaint without the token", got)
	}
}

func TestAddGHHidesTheEnvironmentsTokens(t *testing.T) {
	m := newMachine(t)
	dump := filepath.Join(m.home, "dump")
	m.gh("env > '" + dump + "'; exit 1")
	hidden := []string{"GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_DEBUG"}
	for _, name := range hidden {
		m.set(name, worthless)
	}
	m.set("GH_HOST", "ghe.example.com")
	m.open(flags{}).addGH(t.Context())
	got := "\n" + read(dump)
	holds(t, "gh's environment", got, "\nHOME="+m.home+"\n")
	for _, name := range hidden {
		if strings.Contains(got, "\n"+name+"=") {
			t.Errorf("gh's environment: got %s, want it hidden", name)
		}
	}
}

func TestGHPath(t *testing.T) {
	m := newMachine(t)
	mark := filepath.Join(m.home, "mark")
	m.gh("echo PATH > '" + mark + "'")
	other := m.script("other gh", "echo GH_PATH > '"+mark+"'; echo "+worthless)
	m.set("GH_PATH", other)
	s := m.open(flags{})
	s.addGH(t.Context())
	if got := read(mark); got != "GH_PATH\n" {
		t.Errorf("run: got %q, want that of GH_PATH", got)
	}
	same(t, "accounts", names(s), []string{"github.com|github.com|token|gh"})
}

func TestNoGH(t *testing.T) {
	m := newMachine(t)
	m.set("PATH", m.home)
	m.write(m.config, "accounts:\n  - {name: mine, token: {from: gh}}\n")
	s := m.open(flags{})
	s.addGH(t.Context())
	same(t, "accounts", names(s), []string{"mine|github.com|token|config file"})
	c, err := s.accounts.Client("mine")
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Identity(t.Context())
	if err == nil {
		t.Fatal("got no error, want one")
	}
	holds(t, "error", err.Error(), "gh, which is not installed")
}

// A gh that hangs, on a locked keyring for example, ends with the program.
func TestHangingGHEndsWithTheContext(t *testing.T) {
	m := newMachine(t)
	pipe := filepath.Join(m.home, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	m.write(m.hosts, "ghe.example.com: {}\n")
	m.gh("echo $$ > '" + pipe + "'; exec sleep 600")
	s := m.open(flags{})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.addGH(ctx)
	}()
	if _, err := os.ReadFile(pipe); err != nil { // waits until gh runs
		t.Fatal(err)
	}
	cancel()
	<-done
	same(t, "accounts", names(s), nil)
}

// Where a credential comes from is read when it is first needed, and no sooner.
func TestCredentialsAreReadLate(t *testing.T) {
	m := newMachine(t)
	file := filepath.Join(m.home, "token")
	m.write(m.config, "accounts:\n  - {name: env, token: {env: LATE}}\n  - {name: file, token: {file: '"+file+"'}}\n"+
		"  - {name: command, token: {command: [echo, told]}}\n  - {name: gh, token: {from: gh}}\n")
	s := m.open(flags{})
	m.set("LATE", "from-env")
	m.write(file, "from-file\n")
	m.gh("echo from-gh-$4")
	for i, want := range []string{"from-env", "from-file", "told", "from-gh-github.com"} {
		a := s.config.Accounts[i]
		get, source := s.token(a.Host, *a.Token)
		got, err := get(t.Context())
		if err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", a.Name, got, err, want)
		}
		if source == "" || strings.Contains(source, want) && a.Name != "command" {
			t.Errorf("%s: got source %q, want a name for where it comes from", a.Name, source)
		}
	}
}

func TestKey(t *testing.T) {
	m, l := newMachine(t), newLab(t)
	m.write(m.config, "accounts:\n"+l.app(m, "file")+"  - {name: env, app: {id: 1, private_key_env: LATE}}\n"+
		"  - {name: gone, app: {id: 2, private_key_file: gone.pem}}\n  - {name: bad, app: {id: 3, private_key_env: BAD}}\n")
	s := m.open(flags{})
	m.set("BAD", "-----BEGIN NOTHING")
	for i, want := range []string{"", "LATE, which is not set", "cannot be read", "key"} {
		a := s.config.Accounts[i]
		key, err := s.key(a.App.PrivateKey)()
		switch {
		case want == "" && (err != nil || key == nil):
			t.Errorf("%s: got %v, %v, want a key", a.Name, key, err)
		case want != "" && err == nil:
			t.Errorf("%s: got no error, want one with %q", a.Name, want)
		case want != "":
			holds(t, a.Name, err.Error(), want)
		}
	}
	m.set("LATE", read(filepath.Join(m.home, "app.pem")))
	if _, err := s.key(s.config.Accounts[1].App.PrivateKey)(); err != nil {
		t.Errorf("once the variable is set: got %v, want the key", err)
	}
}

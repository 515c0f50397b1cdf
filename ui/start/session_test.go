//go:build !windows

package start

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/config"
	"hubtrail/github"
)

func TestOpenAccounts(t *testing.T) {
	key := "  - {name: bot, app: {id: 12, private_key_env: BOT_KEY}}\n"
	tests := []struct {
		name     string
		file     string
		env      map[string]string
		want     []string
		problems []string // what each says, in order
	}{
		{name: "nothing"},
		{
			name: "file, in its order",
			file: "accounts:\n  - {name: work, host: GHE.example.com, token: {from: gh}}\n" + key +
				"  - {token: {command: [pass, github]}}\n  - {name: near, api_url: 'http://127.0.0.1:8080', token: {file: t.txt}}\n",
			want: []string{"work|ghe.example.com|token|config file", "bot|github.com|App|config file",
				"github.com|github.com|token|config file", "near|127.0.0.1:8080|token|config file"},
		},
		{
			name: "GH_TOKEN before GITHUB_TOKEN",
			env:  map[string]string{"GH_TOKEN": worthless, "GITHUB_TOKEN": worthless},
			want: []string{"github.com|github.com|token|GH_TOKEN"},
		},
		{
			name: "GITHUB_TOKEN",
			env:  map[string]string{"GITHUB_TOKEN": worthless},
			want: []string{"github.com|github.com|token|GITHUB_TOKEN"},
		},
		{
			name: "Enterprise first",
			env:  map[string]string{"GH_HOST": "ghe.example.com", "GH_ENTERPRISE_TOKEN": worthless, "GH_TOKEN": worthless},
			want: []string{"ghe.example.com|ghe.example.com|token|GH_ENTERPRISE_TOKEN", "github.com|github.com|token|GH_TOKEN"},
		},
		{
			name:     "Enterprise token without a host",
			env:      map[string]string{"GH_ENTERPRISE_TOKEN": worthless},
			problems: []string{"GH_ENTERPRISE_TOKEN is set, but GH_HOST does not name an Enterprise host"},
		},
		{
			name: "App of the environment, before its tokens",
			env: map[string]string{"HUBTRAIL_APP_CLIENT_ID": "Iv1.abc", "HUBTRAIL_APP_PRIVATE_KEY_FILE": "~/key.pem",
				"HUBTRAIL_HOST": "acme.ghe.com", "GH_TOKEN": worthless},
			want: []string{"app Iv1.abc|acme.ghe.com|App|HUBTRAIL_APP_CLIENT_ID", "github.com|github.com|token|GH_TOKEN"},
		},
		{
			name:     "half an App",
			env:      map[string]string{"HUBTRAIL_APP_ID": "12", "GH_TOKEN": worthless},
			want:     []string{"github.com|github.com|token|GH_TOKEN"},
			problems: []string{"HUBTRAIL_APP_ID is set, but neither"},
		},
		{
			name: "file before environment, and not twice",
			file: "accounts:\n  - {name: mine, token: {env: GH_TOKEN}}\n" + key,
			env:  map[string]string{"GH_TOKEN": worthless, "HUBTRAIL_APP_ID": "12", "HUBTRAIL_APP_PRIVATE_KEY": "x"},
			want: []string{"mine|github.com|token|config file", "bot|github.com|App|config file"},
		},
		{
			name: "a name that is taken",
			file: "accounts:\n  - {name: github.com, host: ghe.example.com, token: {from: gh}}\n",
			env:  map[string]string{"GH_TOKEN": worthless},
			want: []string{"github.com|ghe.example.com|token|config file", "github.com 2|github.com|token|GH_TOKEN"},
		},
		{
			name: "bad accounts, and the others live",
			file: "accounts:\n  - {name: open, api_url: 'http://ghe.example.com/', token: {from: gh}}\n" +
				"  - {name: told, token: " + worthless + "}\n  - {name: good, token: {from: gh}}\n",
			want:     []string{"good|github.com|token|config file"},
			problems: []string{`account "open" is left out: api_url uses plain http`, `account "told" is left out: token has a secret in it`},
		},
		{
			name:     "one credential under two names",
			file:     "accounts:\n  - {name: a, token: {env: MY_TOKEN}}\n  - {name: b, token: {env: MY_TOKEN}}\n",
			want:     []string{"a|github.com|token|config file"},
			problems: []string{`account b is left out`},
		},
		{
			name:     "no YAML at all",
			file:     "accounts: [",
			env:      map[string]string{"GH_TOKEN": worthless},
			want:     []string{"github.com|github.com|token|GH_TOKEN"},
			problems: []string{"config.yml"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			for name, value := range tt.env {
				m.set(name, value)
			}
			if tt.file != "" {
				m.write(m.config, tt.file)
			}
			s := m.open(flags{})
			same(t, "accounts", names(s), tt.want)
			if len(s.problems) != len(tt.problems) {
				t.Fatalf("problems: got %q, want %q", messages(s), tt.problems)
			}
			for i, want := range tt.problems {
				holds(t, "problem", s.problems[i].String(), want)
			}
			if strings.Contains(messages(s)+read(m.log), worthless) {
				t.Errorf("got %q, want no token in it", messages(s))
			}
		})
	}
}

// An account that only the client finds fault with is a problem too.
func TestAddTellsWhatTheClientRefuses(t *testing.T) {
	m := newMachine(t)
	s := m.open(flags{})
	s.addAccount(config.Account{Name: "odd", Host: "a b", Token: &config.Token{Env: "X"}})
	s.addAccount(config.Account{Name: "good", Host: "github.com", Token: &config.Token{Env: "X"}})
	same(t, "accounts", names(s), []string{"good|github.com|token|"})
	if len(s.problems) != 1 {
		t.Fatalf("problems: got %q, want one", messages(s))
	}
	holds(t, "problem", messages(s), "account odd")
}

func TestOpenFlags(t *testing.T) {
	const file = "accounts:\n  - {name: work, token: {from: gh}}\n"
	tests := []struct {
		name    string
		flags   flags
		standIn string
		want    []string
	}{
		{"a clone is no account yet", flags{}, "app", []string{"work|github.com|token|config file"}},
		{"--demo", flags{demo: true}, "app", []string{"demo-app|github.invalid|App|demo", "demo|github.invalid|token|demo"}},
		{"--clone", flags{clone: "app"}, "", []string{"app|HERE/app|clone|git"}},
		{"--clone of another folder", flags{clone: "../here/app/"}, "", []string{"app|HERE/app|clone|git"}},
		{"--clone of nothing", flags{clone: "none"}, "app", []string{"none|HERE/app/none|clone|git"}},
		{"a folder", flags{dir: "HERE/app"}, "", []string{"work|github.com|token|config file"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			m.set("GH_TOKEN", "")
			m.write(m.config, file)
			m.clone("app", "https://github.com/acme/app")
			t.Chdir(filepath.Join(m.here, tt.standIn))
			tt.flags.dir = strings.Replace(tt.flags.dir, "HERE", m.here, 1)
			s := m.open(tt.flags)
			got := names(s)
			for i := range got {
				got[i] = strings.Replace(got[i], m.here, "HERE", 1)
			}
			same(t, "accounts", got, tt.want)
			if messages(s) != "" {
				t.Errorf("problems: got %q, want none", messages(s))
			}
			for _, a := range s.accounts.List() {
				if local := tt.flags.demo || tt.flags.clone != ""; a.Local != local || a.Demo != tt.flags.demo {
					t.Errorf("%s: got local %v, demo %v, want %v, %v", a.Name, a.Local, a.Demo, local, tt.flags.demo)
				}
			}
		})
	}
}

func TestOpenFindsTheConfiguration(t *testing.T) {
	account := func(name string) string { return "accounts:\n  - {name: " + name + ", token: {from: gh}}\n" }
	tests := []struct {
		name string
		env  map[string]string
		flag string
		want string
	}{
		{"HOME", nil, "", "home"},
		{"XDG_CONFIG_HOME", map[string]string{"XDG_CONFIG_HOME": "HERE/xdg"}, "", "xdg"},
		{"a relative XDG_CONFIG_HOME counts as none", map[string]string{"XDG_CONFIG_HOME": "xdg"}, "", "home"},
		{"HUBTRAIL_CONFIG", map[string]string{"HUBTRAIL_CONFIG": "HERE/own.yml", "XDG_CONFIG_HOME": "HERE/xdg"}, "", "variable"},
		{"--config", map[string]string{"HUBTRAIL_CONFIG": "HERE/own.yml"}, "flag.yml", "flag"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			m.write(m.config, account("home"))
			m.write(filepath.Join(m.here, "xdg", "hubtrail", "config.yml"), account("xdg"))
			m.write(filepath.Join(m.here, "own.yml"), account("variable"))
			m.write(filepath.Join(m.here, "flag.yml"), account("flag"))
			for name, value := range tt.env {
				m.set(name, strings.Replace(value, "HERE", m.here, 1))
			}
			s := m.open(flags{Flags: config.Flags{ConfigFile: tt.flag}})
			same(t, "accounts", names(s), []string{tt.want + "|github.com|token|config file"})
		})
	}
}

// Opening a session is on the way to the first frame: it starts no program and
// asks nobody, whatever is configured.
func TestOpenAsksNobody(t *testing.T) {
	for name, f := range map[string]flags{"accounts": {}, "--demo": {demo: true}, "--clone": {clone: "app"}} {
		t.Run(name, func(t *testing.T) {
			m, l := newMachine(t), newLab(t)
			dir, _ := m.clone("app", "https://github.com/acme/app")
			mark := filepath.Join(m.home, "mark")
			m.gh("echo $0 >> '" + mark + "'")
			m.script("git", "echo $0 >> '"+mark+"'")
			m.script("pass", "echo $0 >> '"+mark+"'")
			m.write(m.hosts, "github.com: {}\n")
			m.write(m.config, "accounts:\n"+l.app(m, "lab")+"  - {name: near, api_url: '"+l.URL+"', token: {env: LAB}}\n"+
				"  - {token: {from: gh}}\n  - {name: p, token: {command: [pass, x]}}\n")
			m.set("LAB", worthless)
			if f.clone == "" {
				t.Chdir(dir)
			}
			s := m.open(f)
			s.firstSubject(target{})
			s.keys()
			s.hosts()
			if got := read(mark); got != "" {
				t.Errorf("programs run: got %q, want none", got)
			}
			same(t, "requests", l.requests(), nil)
			if len(s.accounts.List()) == 0 || len(s.problems) > 0 {
				t.Errorf("got accounts %q, problems %q, want accounts and no problem", names(s), messages(s))
			}
		})
	}
}

func TestHosts(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "git@ghe.example.com:acme/app.git")
	m.write(m.config, "accounts:\n  - {name: a, token: {from: gh}}\n  - {name: b, token: {env: B}}\n  - {name: c, host: 'c.example.com:8443', token: {env: B}}\n")
	t.Chdir(dir)
	s := m.open(flags{})
	s.addDemo()
	s.addClone()
	want := []string{"github.com", "c.example.com:8443"}
	same(t, "before git was asked", s.hosts(), want)
	if _, err := s.clone.look(); err != nil {
		t.Fatal(err)
	}
	same(t, "after git was asked", s.hosts(), append(want, "ghe.example.com"))
}

func TestSameHost(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"github.com", "GitHub.com", true}, {"ghe.example.com:8443", "ghe.example.com", true},
		{"ghe.example.com:8443", "ghe.example.com:22", true}, {"github.com", "ghe.example.com", false},
		{"github.com", "github.com.evil.example", false}, {"[::1]:80", "[::1]:81", true}, {"", "github.com", false},
	} {
		if got := sameHost(tt.a, tt.b); got != tt.want {
			t.Errorf("%q, %q: got %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestLog(t *testing.T) {
	m := newMachine(t)
	s := m.open(flags{})
	s.log.Info("token is "+worthless, "header", "Authorization: Bearer abc", "key", "-----BEGIN RSA PRIVATE KEY-----\nMII")
	s.log.Debug("not at this level")
	got := read(m.log)
	for _, secret := range []string{worthless, "Bearer abc", "MII", "not at this level"} {
		if strings.Contains(got, secret) {
			t.Errorf("the log: got %q, want no %q in it", got, secret)
		}
	}
	holds(t, "the log", got, "[redacted]")
	for path, want := range map[string]os.FileMode{m.log: 0o600, filepath.Dir(m.log): 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: got mode %o, want %o", filepath.Base(path), got, want)
		}
	}
}

func TestLogIsBegunAnew(t *testing.T) {
	m := newMachine(t)
	m.write(m.log, strings.Repeat("x", logLimit+1))
	m.set("HUBTRAIL_DEBUG", "1")
	s := m.open(flags{})
	s.log.Debug("at this level")
	if got := len(read(m.log + ".old")); got != logLimit+1 {
		t.Errorf("the old log: got %d bytes, want %d", got, logLimit+1)
	}
	holds(t, "the new log", read(m.log), "at this level")
	if got := len(read(m.log)); got > 1000 {
		t.Errorf("the new log: got %d bytes, want few", got)
	}
}

// A machine without a home folder still works; nothing is kept.
func TestOpenWithoutHome(t *testing.T) {
	m := newMachine(t)
	m.set("HOME", "")
	m.set("GH_TOKEN", worthless)
	m.write(filepath.Join(m.here, "gh", "hosts.yml"), "evil.example.com: {}\n")
	s := m.open(flags{})
	same(t, "accounts", names(s), []string{"github.com|github.com|token|GH_TOKEN"})
	same(t, "gh's hosts", s.ghHosts(), []string{"github.com"})
	s.log.Info("nowhere to write")
	s.remember(s.lastSubject())
	if s.logFile != nil {
		t.Errorf("the log: got %v, want none", s.logFile.Name())
	}
	entries, err := os.ReadDir(m.here)
	if err != nil || len(entries) != 1 {
		t.Errorf("the current folder: got %v, %v, want nothing new in it", entries, err)
	}
}

func TestFreeName(t *testing.T) {
	m := newMachine(t)
	m.set("GH_TOKEN", worthless)
	s := m.open(flags{})
	for name, want := range map[string]string{"github.com": "github.com 2", "other": "other"} {
		if got := s.freeName(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// The demo's accounts have names of their own beside those of the user.
func TestDemoBesideAccounts(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, "accounts:\n  - {name: work, token: {from: gh}}\n")
	s := m.open(flags{})
	s.addDemo()
	s.addDemo() // asked for twice
	same(t, "accounts", names(s), []string{"work|github.com|token|config file", "demo-app|github.invalid|App|demo", "demo|github.invalid|token|demo"})
	for _, a := range s.accounts.List()[1:] {
		if !a.Demo || !a.Local || a.Today.IsZero() {
			t.Errorf("%s: got %+v, want the demo's", a.Name, a)
		}
	}
	for host, want := range map[string]string{"": "work", "github.com": "work", "ghe.example.com": ""} {
		place, err := s.place(t.Context(), host, github.RepoRef{Owner: "northwind", Name: "storefront"})
		if place.Account != want || (err == nil) != (want != "") {
			t.Errorf("place on %q: got %v, %v, want %q", host, place, err, want)
		}
	}
}

//go:build !windows

package start

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hubtrail/github"
	"hubtrail/ui"
	"hubtrail/ui/pane"
)

func TestBegin(t *testing.T) {
	const gitHub = "github.com|github.com|token|gh"
	cloned := pane.Subject{Place: github.Place{Account: "github.com"}, Repo: acme, Ref: "main"}
	tests := []struct {
		name   string
		login  bool // gh has one
		remote string
		broken bool // .git is
		into   bool // stand in the clone, or else name its folder
		clone  bool // --clone
		demo   bool
		target string
		want   pane.Subject
		of     github.Target // what of it
		note   string
		names  []string
	}{
		{name: "nothing at all"},
		{name: "gh's login", login: true, want: pane.Subject{Place: github.Place{Account: "github.com"}}, names: []string{gitHub}},
		{
			name: "in a clone", login: true, remote: "https://github.com/acme/app", into: true,
			want: cloned, names: []string{gitHub, "app|HERE/app|clone|git"},
		},
		{
			name: "a folder with a clone", login: true, remote: "https://github.com/acme/app",
			want: cloned, names: []string{gitHub, "app|HERE/app|clone|git"},
		},
		{
			name: "a clone without an account", remote: "https://github.com/acme/app", into: true,
			want: pane.Subject{Place: github.Place{Account: "app"}, Repo: acme, Ref: "main"}, names: []string{"app|HERE/app|clone|git"},
		},
		{
			name: "--clone asks no gh", login: true, remote: "https://github.com/acme/app", clone: true,
			want: pane.Subject{Place: github.Place{Account: "app"}, Repo: acme, Ref: "main"}, names: []string{"app|HERE/app|clone|git"},
		},
		{
			name: "a broken clone stood in is passed over", login: true, remote: "x", broken: true, into: true, names: []string{gitHub},
		},
		{
			name: "a broken clone that was named is told of", login: true, remote: "x", broken: true,
			note: "not in a git repository", names: []string{gitHub},
		},
		{name: "a broken --clone", remote: "x", broken: true, clone: true, note: "not in a git repository", names: []string{"app|HERE/app|clone|git"}},
		{name: "no account for a target", target: "acme/app", note: "there is no account"},
		{
			name: "a target", login: true, target: "acme/app#3",
			want: pane.Subject{Place: github.Place{Account: "github.com"}, Repo: acme},
			of:   github.Target{Kind: github.TargetNumber, Repo: acme, Number: 3}, names: []string{gitHub},
		},
		{
			name: "--demo and a target", login: true, demo: true, target: "northwind/storefront",
			want: pane.Subject{
				Place: github.Place{Account: "demo-app"}, Owner: "northwind",
				Repo: github.RepoRef{Owner: "northwind", Name: "storefront"},
			},
			of:    github.Target{Repo: github.RepoRef{Owner: "northwind", Name: "storefront"}},
			names: []string{"demo-app|github.invalid|App|demo", "demo|github.invalid|token|demo"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			if tt.login {
				m.loggedIn()
			}
			f := flags{demo: tt.demo}
			if tt.remote != "" {
				dir, _ := m.clone("app", tt.remote)
				switch {
				case tt.into:
					t.Chdir(dir)
				case tt.clone:
					f.clone = dir
				default:
					f.dir = dir
				}
				if tt.broken {
					if err := os.Remove(filepath.Join(dir, ".git", "HEAD")); err != nil {
						t.Fatal(err)
					}
				}
			}
			read, err := readTarget(&f, tt.target)
			if err != nil {
				t.Fatal(err)
			}
			s := m.open(f)
			_, settled := s.firstSubject(read)
			got := s.begin(t.Context(), read, settled)
			if tt.demo {
				c, err := s.accounts.Client("demo-app")
				if err != nil {
					t.Fatal(err)
				}
				i, err := c.InstallationFor(t.Context(), tt.want.Repo)
				if err != nil || i.ID == 0 {
					t.Fatalf("the demo's installation: got %d, %v, want one", i.ID, err)
				}
				tt.want.Place.Installation = i.ID
			}
			if got.Subject != tt.want || got.Target != tt.of {
				t.Errorf("got %+v and %+v, want %+v and %+v", got.Subject, got.Target, tt.want, tt.of)
			}
			if (got.Note == "") != (tt.note == "") {
				t.Errorf("note: got %q, want %q", got.Note, tt.note)
			}
			holds(t, "note", got.Note, tt.note)
			accounts := names(s)
			for i := range accounts {
				accounts[i] = strings.Replace(accounts[i], m.here, "HERE", 1)
			}
			same(t, "accounts", accounts, tt.names)
		})
	}
}

// What is already looked at stays: only accounts are added.
func TestBeginSettled(t *testing.T) {
	m := newMachine(t)
	asked := m.loggedIn()
	s := m.open(flags{})
	if got := s.begin(t.Context(), target{}, true); got != (ui.Arrived{}) {
		t.Errorf("got %+v, want nothing", got)
	}
	same(t, "accounts", names(s), []string{"github.com|github.com|token|gh"})
	if read(asked) == "" {
		t.Error("gh was not asked")
	}
}

// begin runs in the background of a program that lists accounts, asks which
// links may be opened, reads the clone's objects and keeps where it is. The
// race detector watches.
func TestBeginBesideTheProgram(t *testing.T) {
	m := newMachine(t)
	m.loggedIn()
	m.write(m.hosts, "ghe.example.com: {}\n")
	m.write(m.config, "accounts:\n  - {name: hub, token: {env: A}}\n")
	dir, _ := m.clone("app", "https://github.com/acme/app")
	t.Chdir(dir)
	s := m.open(flags{})
	local := s.clones.objects("github.com")
	done := make(chan struct{})
	var others sync.WaitGroup
	for _, use := range []func(){
		func() { s.hosts() },
		func() {
			s.remember(pane.Subject{Place: github.Place{Account: "hub"}, Repo: acme})
			s.lastSubject()
		},
		func() { s.accounts.List() },
		func() { local("acme", "app") },
		func() { s.clone.repo() },
		func() { s.tidy(t.Context()) },
		func() { s.addDemo() },
	} {
		others.Go(func() {
			for {
				use()
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	var got ui.Arrived
	var begun sync.WaitGroup
	begun.Go(func() { got = s.begin(t.Context(), target{}, false) })
	begun.Go(func() { _, _ = s.clone.look() })
	begun.Wait()
	close(done)
	others.Wait()
	want := pane.Subject{Place: github.Place{Account: "hub"}, Repo: acme, Ref: "main"}
	if got.Subject != want || got.Note != "" {
		t.Errorf("got %+v, want %+v", got, want)
	}
	same(t, "hosts", s.hosts(), []string{"github.com", "ghe.example.com"})
	if got := s.lastSubject().Repo; got != acme {
		t.Errorf("remembered: got %v, want %v", got, acme)
	}
	if local("acme", "app") == nil {
		t.Error("the clone's objects are not served")
	}
}

// What the disk met is said at the start.
func TestTidy(t *testing.T) {
	m := newMachine(t)
	s := m.open(flags{})
	if got := s.tidy(t.Context()); got != (ui.Arrived{}) {
		t.Errorf("got %+v, want nothing", got)
	}
	m.write(filepath.Join(s.folders.State, "seen.state"), "rubbish")
	s.lastSubject()
	holds(t, "note", s.tidy(t.Context()).Note, "damaged")
	holds(t, "the log", read(m.log), "damaged")
}

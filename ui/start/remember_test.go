//go:build !windows

package start

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/github/store"
	"hubtrail/ui/pane"
)

const twoAccounts = "accounts:\n  - {name: hub, token: {env: A}}\n  - {name: ghe, host: ghe.example.com, token: {env: B}}\n"

func subjectOf(account, name string) pane.Subject {
	return pane.Subject{
		Place: github.Place{Account: account, Installation: 3}, Owner: "acme", Repo: github.RepoRef{Owner: "acme", Name: name},
		DefaultBranch: "main", Ref: "feat/x", Commit: sha,
	}
}

// Each place has its own: a clone's folder whatever is below it, the demo, and
// all the rest.
func TestRememberByPlace(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts)
	one, _ := m.clone("one", "")
	two, _ := m.clone("two", "")
	m.write(filepath.Join(one, "sub", "a"), "")
	places := []struct {
		name  string
		flags flags
		dir   string
		want  pane.Subject
	}{
		{"anywhere", flags{}, m.here, subjectOf("hub", "anywhere")},
		{"a clone", flags{}, one, subjectOf("hub", "one")},
		{"another clone", flags{}, two, subjectOf("ghe", "two")},
		{"the demo", flags{demo: true}, one, subjectOf("demo", "demo")},
	}
	again := []struct {
		name  string
		flags flags
		dir   string
		want  pane.Subject
	}{
		{"anywhere else", flags{}, m.home, subjectOf("hub", "anywhere")},
		{"below the clone", flags{}, filepath.Join(one, "sub"), subjectOf("hub", "one")},
		{"the other clone by name", flags{dir: two}, m.here, subjectOf("ghe", "two")},
		{"below a clone by name", flags{dir: filepath.Join(one, "sub")}, m.here, subjectOf("hub", "one")},
		{"the demo from elsewhere", flags{demo: true}, m.here, subjectOf("demo", "demo")},
		{"--clone has not that account", flags{clone: one}, m.here, pane.Subject{}},
	}
	for _, p := range places {
		t.Chdir(p.dir)
		m.open(p.flags).remember(p.want)
	}
	for _, p := range append(places, again...) {
		t.Chdir(p.dir)
		if got := m.open(p.flags).lastSubject(); got != p.want {
			t.Errorf("%s: got %+v, want %+v", p.name, got, p.want)
		}
	}
}

func TestLastSubjectOfAnAccountThatIsGone(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts)
	m.open(flags{}).remember(subjectOf("ghe", "app"))
	m.write(m.config, strings.ReplaceAll(twoAccounts, "ghe", "other"))
	if got := m.open(flags{}).lastSubject(); got != (pane.Subject{}) {
		t.Errorf("got %+v, want none", got)
	}
	m.write(m.config, twoAccounts)
	if got := m.open(flags{}).lastSubject(); got != subjectOf("ghe", "app") {
		t.Errorf("once it is back: got %+v, want what was kept", got)
	}
}

// What cannot be read counts as nothing, and the next subject is kept all the
// same, unless a newer version wrote the file.
func TestRememberOverOddContent(t *testing.T) {
	want := subjectOf("hub", "app")
	for name, content := range map[string]string{
		"null": "null", "no JSON": "{", "a list": "[1]", "another type": `{"anywhere": {"subject": "x"}}`, "an empty object": "{}",
		"fields of later": `{"anywhere": {"subject": {"Place": {"Account": "nobody", "Team": 4}, "More": []}, "at": "2026-01-02T03:04:05Z", "of": 1}}`,
	} {
		m := newMachine(t)
		m.write(m.config, twoAccounts)
		s := m.open(flags{})
		if err := s.store.UpdateState(t.Context(), seenState, func([]byte) ([]byte, error) { return []byte(content), nil }); err != nil {
			t.Fatal(err)
		}
		if got := s.lastSubject(); got != (pane.Subject{}) {
			t.Errorf("%s: got %+v, want none", name, got)
		}
		s.remember(want)
		if got := m.open(flags{}).lastSubject(); got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

func TestRememberOverDamage(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts)
	s := m.open(flags{})
	s.remember(subjectOf("hub", "old"))
	files, _ := filepath.Glob(filepath.Join(s.folders.State, "*.state"))
	if len(files) != 1 {
		t.Fatalf("files of the state: got %q, want one", files)
	}
	sealed := read(files[0])
	m.write(files[0], sealed[:len(sealed)-3])
	if got := s.lastSubject(); got != (pane.Subject{}) {
		t.Errorf("got %+v, want none", got)
	}
	want := subjectOf("hub", "new")
	s.remember(want)
	if got := s.lastSubject(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if kept, _ := filepath.Glob(filepath.Join(s.folders.State, "*.corrupt-*")); len(kept) != 1 {
		t.Errorf("kept aside: got %q, want one file", kept)
	}
}

// A file of a newer version is neither believed nor touched.
func TestRememberLeavesNewerFilesAlone(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts)
	s := m.open(flags{})
	s.remember(subjectOf("hub", "old"))
	path := filepath.Join(s.folders.State, seenState+".state")
	newer := strings.Replace(read(path), "hubtrail-state 1 ", "hubtrail-state 2 ", 1)
	m.write(path, newer)
	if _, err := s.store.State(seenState); !errors.Is(err, store.ErrNewerFormat) {
		t.Fatalf("got %v, want %v", err, store.ErrNewerFormat)
	}
	if got := s.lastSubject(); got != (pane.Subject{}) {
		t.Errorf("got %+v, want none", got)
	}
	s.remember(subjectOf("hub", "new"))
	if got := read(path); got != newer {
		t.Errorf("the file: got %q, want it as it was", got)
	}
	holds(t, "the log", read(m.log), "was not kept for the next start")
}

func TestRememberAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s := &session{store: store.Open(filepath.Join(dir, "cache"), filepath.Join(dir, "state"), nil), accounts: github.NewAccounts()}
		const n = seenMost + 3
		for i := range n {
			s.clone = newClone(fmt.Sprintf("/src/%d", i))
			s.remember(subjectOf("hub", "app"))
			time.Sleep(time.Second)
		}
		data, err := s.store.State(seenState)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]seen
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		if len(all) != seenMost {
			t.Errorf("got %d folders, want %d", len(all), seenMost)
		}
		for i := range n {
			_, kept := all[fmt.Sprintf("clone /src/%d", i)]
			if want := i >= n-seenMost; kept != want {
				t.Errorf("folder %d of %d: got kept %v, want %v", i, n, kept, want)
			}
		}
	})
}

// A state folder that cannot be written costs the memory, not the program.
func TestRememberOnAFailingDisk(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts)
	m.set("XDG_STATE_HOME", m.write(filepath.Join(m.home, "file"), "no folder"))
	s := m.open(flags{})
	s.remember(subjectOf("hub", "app"))
	if got := s.lastSubject(); got != (pane.Subject{}) {
		t.Errorf("got %+v, want none", got)
	}
	if got := s.tidy(t.Context()).Note; !strings.Contains(got, "cannot be made") {
		t.Errorf("note: got %q, want it to tell of the folder", got)
	}
}

// Accounts that gh and git tell of are there for the first frame of the next
// start, before either is asked, and once only after they were.
func TestTheLastAccountIsThereBeforeItIsAskedFor(t *testing.T) {
	t.Run("gh", func(t *testing.T) {
		m := newMachine(t)
		m.gh("touch " + filepath.Join(m.home, "asked") + "; echo gho_abcdefghij")
		s := m.open(flags{})
		s.addGH(t.Context())
		s.remember(subjectOf("github.com", "app"))
		mark := filepath.Join(m.home, "asked")
		if err := os.Remove(mark); err != nil {
			t.Fatal(err)
		}
		s = m.open(flags{})
		got, settled := s.firstSubject(target{})
		if got != subjectOf("github.com", "app") || !settled {
			t.Errorf("got %+v, %v, want the last subject", got, settled)
		}
		if _, err := os.Stat(mark); err == nil {
			t.Error("gh was asked before the first frame")
		}
		s.addGH(t.Context())
		same(t, "accounts", names(s), []string{"github.com|github.com|token|gh"})
	})
	t.Run("gh is gone", func(t *testing.T) {
		m := newMachine(t)
		m.gh("echo gho_abcdefghij")
		s := m.open(flags{})
		s.addGH(t.Context())
		s.remember(subjectOf("github.com", "app"))
		m.set("GH_PATH", "")
		m.set("PATH", m.here)
		if got, _ := m.open(flags{}).firstSubject(target{}); got != (pane.Subject{}) {
			t.Errorf("got %+v, want nothing: gh is not there", got)
		}
	})
	t.Run("the clone", func(t *testing.T) {
		m := newMachine(t)
		dir, _ := m.clone("app", "https://ghe.example.com/acme/app")
		t.Chdir(dir)
		s := m.open(flags{})
		if _, err := s.clone.look(); err != nil {
			t.Fatal(err)
		}
		s.addClone()
		s.remember(subjectOf("app", "app"))
		s = m.open(flags{})
		got, settled := s.firstSubject(target{})
		if got != subjectOf("app", "app") || settled {
			t.Errorf("got %+v, %v, want the last subject, and git to be asked", got, settled)
		}
		if got := s.hosts(); len(got) != 1 || got[0] != "ghe.example.com" {
			t.Errorf("hosts before git is asked: got %v, want that of last time", got)
		}
		m.gh("echo gho_abcdefghij")
		s.addGH(t.Context())
		same(t, "accounts", names(s), []string{"github.com|github.com|token|gh", "app|" + s.clone.dir + "|clone|git"})
	})
}

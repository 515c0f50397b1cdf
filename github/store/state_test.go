package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// forever is a context without an end.
func forever() context.Context { return context.Background() }

func TestState(t *testing.T) {
	s := open(t)
	names := []string{"drafts", "Drafts", "drafts/github.com/acme/web#1", "../../x", "", ".", "a b",
		strings.Repeat("x", 300), strings.Repeat("x", 301)}
	for _, name := range names {
		if err := setState(s, name, "of "+name); err != nil {
			t.Fatalf("%q: got error %v, want none", name, err)
		}
	}
	for _, name := range names {
		if got, err := s.State(name); string(got) != "of "+name || err != nil {
			t.Errorf("%q: got %q, %v, want %q", name, got, err, "of "+name)
		}
	}
	seen := map[string]bool{}
	for _, path := range files(t, filepath.Dir(s.stateDir)) {
		if filepath.Dir(path) != s.stateDir {
			t.Errorf("got the file %s, want none outside of %s", path, s.stateDir)
		}
		seen[strings.ToLower(path)] = true
	}
	if want := 2 * len(names); len(seen) != want {
		t.Errorf("got %d files if case is ignored, want %d: %v", len(seen), want, seen)
	}
}

func TestUpdateState(t *testing.T) {
	s := open(t)
	refused := errors.New("refused")
	steps := []struct {
		old    string
		hasOld bool
		new    []byte
		err    error
		want   string
	}{
		{"", false, []byte("a"), nil, "a"},
		{"a", true, []byte("b"), nil, "b"},
		{"b", true, []byte("c"), refused, "b"},
		{"b", true, []byte("b"), nil, "b"},
		{"b", true, []byte{}, nil, ""},
		{"", true, nil, nil, ""},
		{"", false, nil, nil, ""},
		{"", false, []byte("d"), nil, "d"},
	}
	for i, step := range steps {
		err := s.UpdateState(forever(), "a", func(old []byte) ([]byte, error) {
			if string(old) != step.old || (old != nil) != step.hasOld {
				t.Errorf("step %d: got old %q (%v), want %q (%v)", i, old, old != nil, step.old, step.hasOld)
			}
			return step.new, step.err
		})
		if !errors.Is(err, step.err) {
			t.Errorf("step %d: got error %v, want %v", i, err, step.err)
		}
		if got, err := s.State("a"); string(got) != step.want || err != nil {
			t.Errorf("step %d: got %q, %v, want %q", i, got, err, step.want)
		}
	}
}

func TestUpdateStateIsSyncedWithItsFolder(t *testing.T) {
	s := open(t)
	var got []string
	s.disk.sync = func(f *os.File) error {
		name := filepath.Base(f.Name())
		if strings.HasPrefix(name, tempPrefix) {
			name = "bytes"
		}
		got = append(got, name)
		return f.Sync()
	}
	s.disk.rename = func(from, to string) error {
		got = append(got, "rename")
		return os.Rename(from, to)
	}
	if err := setState(s, "a", "b"); err != nil {
		t.Fatal(err)
	}
	if want := "[bytes rename state]"; fmt.Sprint(got) != want {
		t.Errorf("got the steps %v, want %v", got, want)
	}
}

func TestDamagedStateIsPutAside(t *testing.T) {
	s := open(t)
	for i, read := range []func() ([]byte, error){
		func() ([]byte, error) { return s.State("a") },
		func() (old []byte, err error) {
			err = s.UpdateState(forever(), "a", func(data []byte) ([]byte, error) { old = data; return []byte("new"), nil })
			return old, err
		},
	} {
		if err := setState(s, "a", "old"); err != nil {
			t.Fatal(err)
		}
		damaged := fmt.Sprintf("damaged %d", i)
		if err := os.WriteFile(s.statePath("a", ".state"), []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := read(); got != nil || err != nil {
			t.Errorf("got %q, %v, want no state and no error", got, err)
		}
	}
	for i, name := range []string{"a.corrupt-20261122T150405.000000006Z", "a.corrupt-20261122T150405.000000006Z-2"} {
		got, err := os.ReadFile(filepath.Join(s.stateDir, name))
		if want := fmt.Sprintf("damaged %d", i); string(got) != want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
	wantProblems(t, s, "a.corrupt-20261122T150405.000000006Z.", "a.corrupt-20261122T150405.000000006Z-2.")
	if got, err := s.State("a"); string(got) != "new" || err != nil {
		t.Errorf("got %q, %v, want what was written after the damage", got, err)
	}
}

func TestDamagedStateThatCannotBePutAside(t *testing.T) {
	s := open(t)
	if err := setState(s, "a", "old"); err != nil {
		t.Fatal(err)
	}
	path := s.statePath("a", ".state")
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.disk.rename = func(string, string) error { return os.ErrPermission }
	if _, err := s.State("a"); !errors.Is(err, os.ErrPermission) {
		t.Errorf("got error %v, want %v", err, os.ErrPermission)
	}
	if err := setState(s, "a", "new"); !errors.Is(err, os.ErrPermission) {
		t.Errorf("got error %v, want %v", err, os.ErrPermission)
	}
	if got, err := os.ReadFile(path); string(got) != "damaged" || err != nil {
		t.Errorf("got %q, %v, want the damaged file untouched", got, err)
	}
}

func TestNewerStateIsLeftAlone(t *testing.T) {
	s := open(t)
	if err := setState(s, "a", "old"); err != nil {
		t.Fatal(err)
	}
	path := s.statePath("a", ".state")
	newer := remade(kindState, envelopeVersion+1, "from the future")
	if err := os.WriteFile(path, newer, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.State("a"); !errors.Is(err, ErrNewerFormat) {
		t.Errorf("got error %v, want %v", err, ErrNewerFormat)
	}
	if err := setState(s, "a", "new"); !errors.Is(err, ErrNewerFormat) || !strings.Contains(err.Error(), path) {
		t.Errorf("got error %v, want %v with the file's path", err, ErrNewerFormat)
	}
	if got, err := os.ReadFile(path); string(got) != string(newer) || err != nil {
		t.Errorf("got %q, %v, want the file untouched", got, err)
	}
}

func TestUpdateStateLosesNothing(t *testing.T) {
	dir := t.TempDir()
	const stores, updates = 4, 25 // each store locks as a process of its own would
	var wg sync.WaitGroup
	for range stores {
		wg.Go(func() {
			s := Open(dir, dir, nil)
			for range updates {
				if err := s.UpdateState(forever(), "a", func(old []byte) ([]byte, error) { return append(old, 'x'), nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got, err := Open(dir, dir, nil).State("a"); len(got) != stores*updates || err != nil {
		t.Errorf("got %d updates, %v, want %d", len(got), err, stores*updates)
	}
}

func TestUpdateStateStopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		err := s.UpdateState(forever(), "a", func([]byte) ([]byte, error) {
			ctx, cancel := context.WithTimeout(forever(), time.Minute)
			defer cancel()
			called := false
			err := s.UpdateState(ctx, "a", func([]byte) ([]byte, error) { called = true; return nil, nil })
			if !errors.Is(err, context.DeadlineExceeded) || called {
				t.Errorf("got error %v (called %v), want %v", err, called, context.DeadlineExceeded)
			}
			return []byte("kept"), setState(s, "b", "another name has another lock")
		})
		if err != nil {
			t.Error(err)
		}
		if got, err := s.State("a"); string(got) != "kept" || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, "kept")
		}
	})
}

func TestUpdateStateReleasesTheLock(t *testing.T) {
	s := open(t)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("got no panic, want the one of change")
			}
		}()
		_ = s.UpdateState(forever(), "a", func([]byte) ([]byte, error) { panic("change") })
	}()
	ctx, cancel := context.WithTimeout(forever(), 10*time.Second)
	defer cancel()
	if err := s.UpdateState(ctx, "a", func([]byte) ([]byte, error) { return nil, nil }); err != nil {
		t.Errorf("got error %v, want the lock to be free", err)
	}
}

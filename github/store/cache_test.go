package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fixed is a clock that stands still.
func fixed() time.Time { return time.Date(2026, 11, 22, 15, 4, 5, 6, time.UTC) }

// open is a store on two fresh folders that do not exist yet.
func open(t *testing.T) *Store {
	t.Helper()
	dir := t.TempDir()
	return Open(filepath.Join(dir, "cache"), filepath.Join(dir, "state"), fixed)
}

// files are the files below dir by their path.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func wantProblems(t *testing.T, s *Store, parts ...string) {
	t.Helper()
	got := s.Problems()
	if len(got) != len(parts) {
		t.Fatalf("got problems %q, want %d", got, len(parts))
	}
	for i, part := range parts {
		if !strings.Contains(got[i], part) {
			t.Errorf("got problem %q, want one about %q", got[i], part)
		}
	}
}

func TestOpenTouchesNothing(t *testing.T) {
	s := open(t)
	if _, _, ok := s.Snapshot(Key{Name: "a"}); ok {
		t.Error("got a snapshot, want none")
	}
	if _, ok := s.Get("a"); ok {
		t.Error("got an answer, want none")
	}
	if data, err := s.State("a"); data != nil || err != nil {
		t.Errorf("got state %q and error %v, want neither", data, err)
	}
	for _, dir := range []string{s.cacheDir, s.stateDir} {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v for %s, want it not to exist", err, dir)
		}
	}
	wantProblems(t, s)
}

func TestSnapshot(t *testing.T) {
	s := open(t)
	keys := []Key{
		{"github.com", "ann", "repositories"},
		{"github.com", "ann", "Repositories"},
		{"github.com", "bob", "repositories"},
		{"ghe.example.com", "ann", "repositories"},
		{"github.com", "annrepositories", ""},
		{"github.co", "mann", "repositories"},
		{"github.com", "ann", "../../../etc/passwd"},
		{"github.com", "../..", "\x00/" + strings.Repeat("long", 1000)},
	}
	for _, k := range keys {
		if err := s.PutSnapshot(k, []byte(k.Host+k.Account+k.Name)); err != nil {
			t.Fatalf("%q: got error %v, want none", k, err)
		}
	}
	for _, k := range keys {
		data, at, ok := s.Snapshot(k)
		if want := k.Host + k.Account + k.Name; !ok || string(data) != want || !at.Equal(fixed()) {
			t.Errorf("%q: got %q of %v (%v), want %q of %v", k, data, at, ok, want, fixed())
		}
	}
	if data, _, _ := s.Snapshot(Key{"GitHub.com", "ann", "repositories"}); string(data) != "github.comannrepositories" {
		t.Errorf("got %q, want the snapshot of the same host in other case", data)
	}
	if got := len(files(t, s.cacheDir)); got != len(keys) {
		t.Errorf("got %d files in the cache, want %d", got, len(keys))
	}
	wantProblems(t, s)
}

func TestSnapshotIsReplaced(t *testing.T) {
	s, k := open(t), Key{Name: "a"}
	for _, want := range []string{"first", "", "third, which is longer"} {
		if err := s.PutSnapshot(k, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, _, ok := s.Snapshot(k); !ok || string(got) != want {
			t.Errorf("got %q (%v), want %q", got, ok, want)
		}
	}
}

func TestBody(t *testing.T) {
	s := open(t)
	hash, err := s.PutBody([]byte("abc"))
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; hash != want || err != nil {
		t.Fatalf("got %s, %v, want %s", hash, err, want)
	}
	if got, ok := s.Body(hash); !ok || string(got) != "abc" {
		t.Errorf("got %q (%v), want %q", got, ok, "abc")
	}
	for _, hash := range []string{"", "ab", strings.Repeat("0", 64), strings.ToUpper(hash), "../" + hash[3:]} {
		if _, ok := s.Body(hash); ok {
			t.Errorf("%q: got a body, want none", hash)
		}
	}
	before := files(t, s.cacheDir)
	s.disk.rename = func(string, string) error { return errors.New("not needed") }
	if _, err := s.PutBody([]byte("abc")); err != nil {
		t.Errorf("got %v for a body that is already there, want no write", err)
	}
	if after := files(t, s.cacheDir); len(after) != len(before) {
		t.Errorf("got files %v, want %v", after, before)
	}
}

// TestLargeBodies are whole, and hold no room to append to, whatever pages they are
// on.
func TestLargeBodies(t *testing.T) {
	s := open(t)
	for _, size := range []int{2<<20 - 80, 2 << 20, 5<<20 + 7} {
		data := bytes.Repeat([]byte("0123456789abc"), size/13+1)[:size]
		hash, err := s.PutBody(data)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Body(hash); !ok || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: got %d, %t, want them all", size, len(got), ok)
		} else if cap(got) != len(got) {
			t.Errorf("%d bytes: got room for %d more, want none", size, cap(got)-len(got))
		}
	}
}

func TestAnswers(t *testing.T) {
	s := open(t)
	var cache interface {
		Get(string) ([]byte, bool)
		Put(string, []byte)
	} = s
	cache.Put("ann GET https://api.github.com/user", []byte("ann"))
	cache.Put("bob GET https://api.github.com/user", []byte("bob"))
	if got, ok := cache.Get("ann GET https://api.github.com/user"); !ok || string(got) != "ann" {
		t.Errorf("got %q (%v), want %q", got, ok, "ann")
	}
	if _, ok := cache.Get("ann GET https://api.github.com/users"); ok {
		t.Error("got an answer for another key, want none")
	}
}

func TestPrivateToTheUser(t *testing.T) {
	s := open(t)
	fill(t, s)
	for _, dir := range []string{s.cacheDir, s.stateDir} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			info, errInfo := e.Info()
			want := fs.FileMode(0o600)
			if e.IsDir() {
				want = 0o700
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s: got mode %o, want %o", path, got, want)
			}
			return errors.Join(err, errInfo)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fill puts one thing of each sort, all with the bytes "old".
func fill(t *testing.T, s *Store) {
	t.Helper()
	_, errBody := s.PutBody([]byte("old"))
	s.Put("a", []byte("old"))
	if err := errors.Join(errBody, s.PutSnapshot(Key{Name: "a"}, []byte("old")), setState(s, "a", "old")); err != nil {
		t.Fatal(err)
	}
	wantProblems(t, s)
}

func setState(s *Store, name, data string) error {
	return s.UpdateState(forever(), name, func([]byte) ([]byte, error) { return []byte(data), nil })
}

// A write that fails at any step leaves what was there, and no half file.
func TestFailingDisk(t *testing.T) {
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	steps := map[string]func(*disk){
		"first write": func(d *disk) {
			d.write = func(*os.File, []byte) (int, error) { return 0, full }
		},
		"half of the bytes": func(d *disk) {
			d.write = func(f *os.File, p []byte) (int, error) {
				if n := len(p) / 2; string(p) == "new" {
					_, _ = f.Write(p[:n])
					return n, full
				}
				return f.Write(p)
			}
		},
		"sync":   func(d *disk) { d.sync = func(*os.File) error { return full } },
		"rename": func(d *disk) { d.rename = func(string, string) error { return full } },
	}
	for name, fail := range steps {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			fill(t, s)
			before := append(files(t, s.cacheDir), files(t, s.stateDir)...)
			fail(&s.disk)
			for what, err := range map[string]error{
				"PutSnapshot": s.PutSnapshot(Key{Name: "a"}, []byte("new")),
				"UpdateState": setState(s, "a", "new"),
			} {
				if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "free some space") {
					t.Errorf("%s: got error %v, want that the disk is full", what, err)
				}
			}
			s.disk = newDisk()
			if got, _, ok := s.Snapshot(Key{Name: "a"}); !ok || string(got) != "old" {
				t.Errorf("got snapshot %q (%v), want the old one", got, ok)
			}
			if got, err := s.State("a"); string(got) != "old" || err != nil {
				t.Errorf("got state %q, %v, want the old one", got, err)
			}
			if after := append(files(t, s.cacheDir), files(t, s.stateDir)...); len(after) != len(before) {
				t.Errorf("got files %v, want %v", after, before)
			}
		})
	}
}

func TestFailedAnswersAreCounted(t *testing.T) {
	s := open(t)
	s.disk.write = func(*os.File, []byte) (int, error) { return 0, syscall.ENOSPC }
	for range 3 {
		s.Put("a", []byte("b"))
	}
	got := s.Problems()
	if want := "3 answers were not kept"; len(got) == 0 || !strings.HasPrefix(got[len(got)-1], want) {
		t.Errorf("got problems %q, want the last to begin with %q", got, want)
	}
	if _, ok := s.Get("a"); ok {
		t.Error("got an answer, want none")
	}
}

// Nobody may make a folder below a file, not even root.
func TestFolderThatCannotBeMade(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := Open(filepath.Join(blocked, "cache"), filepath.Join(blocked, "state"), fixed)
	if _, _, ok := s.Snapshot(Key{Name: "a"}); ok {
		t.Error("got a snapshot, want none")
	}
	if err := s.PutSnapshot(Key{Name: "a"}, nil); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("got error %v, want %v", err, syscall.ENOTDIR)
	}
	if err := setState(s, "a", "b"); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("got error %v, want %v", err, syscall.ENOTDIR)
	}
	wantProblems(t, s, "cache", "The cache cannot be written", "The state folder")
}

func TestWithoutFolders(t *testing.T) {
	s := Open("", "", nil)
	s.Put("a", nil)
	_, errBody := s.PutBody(nil)
	for what, err := range map[string]error{
		"PutSnapshot": s.PutSnapshot(Key{}, nil), "PutBody": errBody, "UpdateState": setState(s, "a", "b"),
	} {
		if !errors.Is(err, ErrNoFolder) {
			t.Errorf("%s: got error %v, want %v", what, err, ErrNoFolder)
		}
	}
	if err := errors.Join(s.Trim(0), s.Clear()); err != nil {
		t.Errorf("got error %v, want none", err)
	}
	wantProblems(t, s)
}

func TestSecretsAreRefused(t *testing.T) {
	secret := []byte("x ghs_" + strings.Repeat("a1", 18))
	s := open(t)
	_, errBody := s.PutBody(secret)
	for what, err := range map[string]error{
		"PutSnapshot": s.PutSnapshot(Key{}, secret), "PutBody": errBody, "UpdateState": setState(s, "a", string(secret)),
	} {
		if !errors.Is(err, ErrSecret) || strings.Contains(err.Error(), "ghs_") {
			t.Errorf("%s: got error %v, want %v without the secret", what, err, ErrSecret)
		}
	}
	s.Put("a", secret)
	for _, path := range append(files(t, s.cacheDir), files(t, s.stateDir)...) {
		data, err := os.ReadFile(path)
		if err != nil || bytes.Contains(data, []byte("ghs_")) {
			t.Errorf("got %q, %v in %s, want no secret", data, err, path)
		}
	}
}

// The user may have moved the folder and left a link.
func TestLinkedFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"cache", "state"} {
		if err := os.Mkdir(filepath.Join(dir, "real-"+name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("real-"+name, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	s := Open(filepath.Join(dir, "cache"), filepath.Join(dir, "state"), fixed)
	fill(t, s)
	if got, err := s.State("a"); string(got) != "old" || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, "old")
	}
	if err := s.Clear(); err != nil {
		t.Error(err)
	}
	if got := files(t, filepath.Join(dir, "real-cache")); len(got) != 0 {
		t.Errorf("got files %v, want none", got)
	}
}

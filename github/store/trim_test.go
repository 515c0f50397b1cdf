package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// use sets when a file was last used.
func use(t *testing.T, path string, ago time.Duration) {
	t.Helper()
	if err := os.Chtimes(path, fixed().Add(-ago), fixed().Add(-ago)); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func TestTrimRemovesTheLeastRecentlyUsed(t *testing.T) {
	s := open(t)
	fill(t, s)
	snapshot := Key{Name: "a"}.path(s.cacheDir)
	hash, _ := s.PutBody([]byte("old"))
	body, answer := s.spread(kindBody, hash), s.spread(kindAnswer, digest("a"))
	use(t, body, 3*time.Hour)
	use(t, snapshot, 5*time.Hour)
	use(t, answer, 4*time.Hour)
	use(t, s.statePath("a", ".state"), 1000*time.Hour)
	if _, _, ok := s.Snapshot(Key{Name: "a"}); !ok { // a read is a use
		t.Fatal("got no snapshot, want one")
	}

	var size int64
	for _, path := range []string{snapshot, body} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	tests := []struct {
		most                   int64
		snapshot, body, answer bool
	}{
		{0, true, true, true}, // the default
		{size, true, true, false},
		{size - 1, true, false, false},
		{1, false, false, false},
	}
	for _, test := range tests {
		if err := s.Trim(test.most); err != nil {
			t.Fatal(err)
		}
		if got := [3]bool{exists(snapshot), exists(body), exists(answer)}; got != [3]bool{test.snapshot, test.body, test.answer} {
			t.Errorf("%d: got %v, want %v, %v, %v", test.most, got, test.snapshot, test.body, test.answer)
		}
		if !exists(s.statePath("a", ".state")) {
			t.Errorf("%d: got no state, want it kept", test.most)
		}
	}
}

func TestReadRenewsUseOnceAnHour(t *testing.T) {
	s := open(t)
	fill(t, s)
	path := Key{Name: "a"}.path(s.cacheDir)
	for ago, want := range map[time.Duration]time.Duration{30 * time.Minute: 30 * time.Minute, 2 * time.Hour: 0} {
		use(t, path, ago)
		s.Snapshot(Key{Name: "a"})
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := fixed().Sub(info.ModTime()); got != want {
			t.Errorf("used %v ago: got %v after a read, want %v", ago, got, want)
		}
	}
}

func TestTrimSweepsHalfWrittenFiles(t *testing.T) {
	s := open(t)
	fill(t, s)
	dirs := []string{s.stateDir, filepath.Dir(Key{Name: "a"}.path(s.cacheDir)), filepath.Dir(s.spread(kindAnswer, digest("a")))}
	for _, dir := range dirs {
		for name, ago := range map[string]time.Duration{tempPrefix + "old": 2 * time.Hour, tempPrefix + "young": time.Minute} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
			use(t, filepath.Join(dir, name), ago)
		}
	}
	if err := s.Trim(0); err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if exists(filepath.Join(dir, tempPrefix+"old")) {
			t.Errorf("%s: got the old half file kept, want it removed", dir)
		}
		if !exists(filepath.Join(dir, tempPrefix+"young")) {
			t.Errorf("%s: got the young half file removed, want it kept: its process may live", dir)
		}
	}
}

// Neither Clear nor Trim removes what the store did not make, even if a link
// leads there.
func TestClear(t *testing.T) {
	s := open(t)
	fill(t, s)
	outside := t.TempDir()
	foreign := []string{
		filepath.Join(outside, "thesis.txt"),
		filepath.Join(s.cacheDir, "notes.txt"),
		filepath.Join(s.cacheDir, "demo", "ab", "0123456789abcdef0123456789abcdef"),
		filepath.Join(s.cacheDir, kindBody, "ab", "notes.txt"),
		filepath.Join(s.cacheDir, kindBody, "ab", "notes-with-a-name-as-long-as-a-hash"),
		filepath.Join(s.cacheDir, kindBody, "mine", "0123456789abcdef0123456789abcdef"),
	}
	for _, path := range foreign {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("mine"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(s.cacheDir, kindBody, "cd")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Trim(1), s.Clear()); err != nil {
		t.Fatal(err)
	}
	for _, path := range foreign {
		if !exists(path) {
			t.Errorf("got %s removed, want it kept", path)
		}
	}
	if _, _, ok := s.Snapshot(Key{Name: "a"}); ok {
		t.Error("got a snapshot, want none")
	}
	if _, ok := s.Get("a"); ok {
		t.Error("got an answer, want none")
	}
	if got, err := s.State("a"); string(got) != "old" || err != nil {
		t.Errorf("got state %q, %v, want it kept", got, err)
	}
	wantProblems(t, s)
}

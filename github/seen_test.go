package github

import (
	"fmt"
	"slices"
	"testing"

	"hubtrail/github/store"
)

func TestSeenFiles(t *testing.T) {
	dir := t.TempDir()
	at, files := Place{Account: "me"}, []File{{Path: "a", SHA: "1"}, {Path: "b", SHA: "2"}, {Path: "c", SHA: "3"}}
	disk := func() *SeenFiles { return NewSeenFiles(store.Open(t.TempDir(), dir, nil), NewAccounts()) }
	s := disk()
	for _, f := range files[:2] {
		if err := s.SetSeen(t.Context(), at, app, f, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetSeen(t.Context(), at, app, files[0], false); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*SeenFiles{"the same": s, "another run": disk()} {
		if got := s.Seen(at, app, files); !slices.Equal(got, []bool{false, true, false}) {
			t.Errorf("%s: got %v, want the second file seen", name, got)
		}
		changed := slices.Clone(files)
		changed[1].SHA = "4"
		if got := s.Seen(at, app, changed); slices.Contains(got, true) {
			t.Errorf("%s: got %v once the file changed, want none", name, got)
		}
		if got := s.Seen(at, RepoRef{"acme", "other"}, files); slices.Contains(got, true) {
			t.Errorf("%s: got %v in another repository, want none", name, got)
		}
	}
	memory := NewSeenFiles(nil, NewAccounts())
	if err := memory.SetSeen(t.Context(), at, app, files[2], true); err != nil || !memory.Seen(at, app, files)[2] {
		t.Errorf("got %v without a store, want the mark kept in memory", err)
	}
}

func TestSeenFilesAreBounded(t *testing.T) {
	set := map[string]int64{}
	for i := range mostSeen + 2 {
		set[fmt.Sprint(i)] = int64(i)
		if len(set) >= mostSeen {
			break
		}
	}
	setSeen(set, "new", true)
	if _, ok := set["0"]; ok || len(set) != mostSeen || set["new"] != mostSeen {
		t.Errorf("got %d marks, the first kept: %v, the new one %d; want the first to go", len(set), ok, set["new"])
	}
}

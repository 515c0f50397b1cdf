package github

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func someRepositories(n int) []Repository {
	list := make([]Repository, n)
	for i := range list {
		name := fmt.Sprintf("payments-service-%d", i)
		list[i] = Repository{
			RepoRef: RepoRef{Owner: "northwind", Name: name}, ID: int64(1_000_000 + i), Private: i%2 == 0, Fork: i%3 == 0,
			Archived: i%7 == 0, Language: "TypeScript", DefaultBranch: "main",
			Description: "Takes the orders of the shop and hands them on to the warehouse", Stars: i,
			PushedAt: day.Add(-time.Duration(i) * time.Hour), URL: "https://github.com/northwind/" + name,
		}
	}
	return list
}

func someCommit() CommitFiles {
	return CommitFiles{
		Commit: Commit{
			SHA: "0123456789abcdef0123456789abcdef01234567", Subject: "Add ✓", Body: "one\n\ntwo",
			Author: Person{Name: "Ada", Email: "ada@example.com", Login: "ada", At: day}, Committer: Person{Name: "GitHub"},
			Parents: []string{"aa", "bb"}, URL: "https://github.com/o/r/commit/0",
		},
		Files: []File{
			{Path: "a/b.go", PreviousPath: "b.go", Status: "renamed", Additions: 3, Deletions: 1, Patch: "@@ -1 +1 @@\n-a\n+b", SHA: "cc", URL: "u"},
			{Path: "logo.png", Status: "added"},
		},
		Additions: 3, Deletions: 1, Capped: true,
	}
}

// roundTrip checks that a listing reads back as it was.
func roundTrip[T any](t *testing.T, rows layout[T], items []T) {
	t.Helper()
	want := Listing[T]{Items: items, Total: 12345, At: day}
	data := rows.encode(want)
	got, ok := rows.decode(data)
	if !ok {
		t.Fatalf("got no listing, want the one encoded")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got a different listing (-want +got):\n%s", diff)
	}
	for i := range data {
		if _, ok := rows.decode(data[:i]); ok {
			t.Fatalf("got a listing from the first %d of %d bytes, want none", i, len(data))
		}
	}
	if _, ok := rows.decode(append(data, 0)); ok {
		t.Errorf("got a listing with a byte too many, want none")
	}
	data[0]++
	if _, ok := rows.decode(data); ok {
		t.Errorf("got a listing of another version, want none")
	}
}

func TestSnapshotRoundTrip(t *testing.T) {
	t.Run("repositories", func(t *testing.T) { roundTrip(t, repositoryRows(), append(someRepositories(20), Repository{})) })
	t.Run("none", func(t *testing.T) { roundTrip(t, repositoryRows(), []Repository{}) })
	t.Run("installations", func(t *testing.T) {
		roundTrip(t, installationRows(), []Installation{
			{
				ID: 7, Owner: Owner{Login: "acme", Type: "Organization", ID: 9}, AppSlug: "trail", Selection: "all",
				Permissions: map[string]string{"contents": "read", "new_thing": "write"}, Events: []string{"push", "issues"},
				SuspendedAt: day, SuspendedBy: "bob", SettingsURL: "https://github.com/s", CreatedAt: day.Add(-time.Hour), UpdatedAt: day.Add(time.Hour),
			},
			{ID: 8, Permissions: map[string]string{}},
			{Owner: Owner{Login: "ada"}, Everything: true},
		})
	})
	t.Run("refs", func(t *testing.T) {
		roundTrip(t, refRows(), []Ref{{Name: "feature/#1", Kind: Branch, SHA: "aa", Protected: true}, {Name: "v1", Kind: Tag}})
	})
	t.Run("commits", func(t *testing.T) { roundTrip(t, commitRows(), []Commit{someCommit().Commit, {}}) })
	t.Run("commit with files", func(t *testing.T) { roundTrip(t, changesRows(), []CommitFiles{someCommit()}) })
	t.Run("list of a large commit", func(t *testing.T) {
		list, _ := largeCommit().parted()
		list.Apart = "hash"
		roundTrip(t, changesRows(), []CommitFiles{list})
	})
	t.Run("files of trees", func(t *testing.T) {
		roundTrip(t, treeFileRows(), []File{
			{Path: "b", PreviousPath: "a", Status: "renamed", SHA: "aa", OldSHA: "aa", OldMode: "100644", NewMode: ModeExecutable},
			{Path: "c", Status: "added", SHA: "cc", NewMode: ModeLink, Uncounted: true},
			{},
		})
	})
	t.Run("pull requests of a commit", func(t *testing.T) {
		issue := Issue{IssueRef: IssueRef{RepoRef{"acme", "app"}, 3}, Title: "Fix", State: IssueMerged, Pull: true, MergedAt: day}
		roundTrip(t, commitPullRows(), []CommitPull{{Issue: issue, Base: "main", MergeCommit: "cc", Introduced: true}, {}})
	})
}

func TestDamagedCountAllocatesLittle(t *testing.T) {
	w := &writer{buf: []byte{snapshotVersion}}
	w.int(0)
	w.uint(0)
	w.uint(1 << 30) // rows that are not there
	w.buf = append(w.buf, make([]byte, 1000)...)
	if _, ok := repositoryRows().decode(w.buf); ok {
		t.Error("got a listing, want none")
	}
	allocated := testing.AllocsPerRun(10, func() { repositoryRows().decode(w.buf) })
	if allocated > 5 {
		t.Errorf("got %v allocations, want few", allocated)
	}
}

func TestManyRowsFewAllocations(t *testing.T) {
	data := repositoryRows().encode(Listing[Repository]{Items: someRepositories(10_000), At: day})
	if n := testing.AllocsPerRun(3, func() { repositoryRows().decode(data) }); n > 8 {
		t.Errorf("got %v allocations for 10,000 rows, want at most 8", n)
	}
}

func FuzzSnapshot(f *testing.F) {
	f.Add(repositoryRows().encode(Listing[Repository]{Items: someRepositories(3), At: day}))
	f.Add(changesRows().encode(Listing[CommitFiles]{Items: []CommitFiles{someCommit()}, At: day}))
	list, _ := largeCommit().parted()
	list.Apart, list.Files = "hash", list.Files[3:]
	f.Add(changesRows().encode(Listing[CommitFiles]{Items: []CommitFiles{list}, At: day}))
	f.Add(installationRows().encode(Listing[Installation]{Items: []Installation{{ID: 1, Permissions: map[string]string{"a": "b"}}}}))
	f.Add([]byte{snapshotVersion, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02})
	f.Fuzz(func(t *testing.T, data []byte) {
		again(t, repositoryRows(), data)
		again(t, installationRows(), data)
		again(t, refRows(), data)
		again(t, commitRows(), data)
		again(t, changesRows(), data)
		again(t, treeFileRows(), data)
	})
}

// again checks that what can be read is the same after writing and reading it.
func again[T any](t *testing.T, rows layout[T], data []byte) {
	first, ok := rows.decode(data)
	if !ok {
		return
	}
	second, ok := rows.decode(rows.encode(first))
	if !ok {
		t.Fatalf("got no listing from what was read before: %+v", first)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Fatalf("got another listing the second time:\n%s", diff)
	}
}

func BenchmarkDecodeRepositories(b *testing.B) {
	data := repositoryRows().encode(Listing[Repository]{Items: someRepositories(10_000), At: day})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if l, ok := repositoryRows().decode(data); !ok || len(l.Items) != 10_000 {
			b.Fatal("not read")
		}
	}
}

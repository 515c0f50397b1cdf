package github

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

func shaOf(i int) string { return fmt.Sprintf("%040x", i+0xabcdef0) }

func commitRow(i int) string {
	return fmt.Sprintf(`{"sha":%q,"html_url":"https://github.com/a/b/commit/%s","commit":{"message":"Change %d\r\n\r\nBecause.\r\nYes.\r\n",
	 "author":{"name":"Ada","email":"ada@example.com","date":"2026-01-02T03:04:05Z"},"committer":{"name":"GitHub","email":"n@g","date":"2026-01-02T03:04:06+01:00"}},
	 "author":{},"committer":null,"parents":[{"sha":%q}]}`, shaOf(i), shaOf(i), i, shaOf(i+1))
}

func TestCommits(t *testing.T) {
	w := routes{"GET /repos/a/b/commits": paged(1000, "", commitRow)}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	for _, tc := range []struct{ limit, rows, requests int }{{0, 100, 1}, {1, 100, 1}, {100, 100, 1}, {101, 200, 2}, {5000, 1000, 10}} {
		w.asked = nil
		var got []Listing[Commit]
		if err := c.Commits(t.Context(), 0, RepoRef{"a", "b"}, "feature/#1", tc.limit, collect(&got)); err != nil {
			t.Fatal(err)
		}
		end := got[len(got)-1]
		if len(end.Items) != tc.rows || end.Total != 1000 {
			t.Errorf("limit %d: got %d rows of %d, want %d of 1000", tc.limit, len(end.Items), end.Total, tc.rows)
		}
		if ref, pinned := w.count("sha=feature%2F%231&"), w.count("sha="+shaOf(0)+"&"); ref != 1 || pinned != tc.requests-1 {
			t.Errorf("limit %d: got %d requests for the ref and %d for its commit, want 1 and %d: %v", tc.limit, ref, pinned, tc.requests-1, w.asked)
		}
		if !got[len(got)-1].Fresh || tc.limit == 5000 && len(got[0].Items) != 200 {
			t.Errorf("limit %d: got fresh %v, first %d rows; want the stored rows first", tc.limit, end.Fresh, len(got[0].Items))
		}
	}
	l, ok := c.StoredCommits(0, RepoRef{"a", "b"}, "feature/#1")
	if !ok || len(l.Items) != 1000 {
		t.Fatalf("got %d stored rows, want 1000", len(l.Items))
	}
	want := Commit{
		SHA: shaOf(3), Subject: "Change 3", Body: "Because.\nYes.", Parents: []string{shaOf(4)},
		URL:    "https://github.com/a/b/commit/" + shaOf(3),
		Author: Person{Name: "Ada", Email: "ada@example.com"}, Committer: Person{Name: "GitHub", Email: "n@g"},
	}
	got := l.Items[3]
	if h := got.Author.At.Sub(got.Committer.At).Minutes(); h < 59 || h > 60 {
		t.Errorf("got author %v and committer %v, want an hour between", got.Author.At, got.Committer.At)
	}
	got.Author.At, got.Committer.At = want.Author.At, want.Committer.At
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got another commit (-want +got):\n%s", diff)
	}
	if _, ok := c.StoredCommits(0, RepoRef{"a", "b"}, "main"); ok {
		t.Error("got stored rows for another ref, want none")
	}
}

func TestCommitsOfAnEmptyRepository(t *testing.T) {
	w := routes{"GET /repos/a/b/commits": text(409, `{"message":"Git Repository is empty."}`)}.wire()
	if err := tokenClient(t, w, nil).Commits(t.Context(), 0, RepoRef{"a", "b"}, "", 10, nil); !errors.Is(err, ErrEmptyRepository) {
		t.Errorf("got %v, want ErrEmptyRepository", err)
	}
}

// pagedFiles answers with a commit whose files come 300 a page, as GitHub sends them.
func pagedFiles(total int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("page") == "" {
			q.Set("page", "1")
		}
		q.Set("per_page", "300")
		inner := *r
		u := *r.URL
		u.RawQuery = q.Encode()
		inner.URL = &u
		rec := &body{ResponseWriter: w}
		paged(total, "", func(i int) string {
			return fmt.Sprintf(`{"filename":"dir/f%d.go","status":"modified","additions":1,"deletions":0,"patch":"@@ -1 +1,2 @@\n+x"}`, i)
		})(rec, &inner)
		row := commitRow(0)
		fmt.Fprintf(w, `%s,"stats":{"additions":%d,"deletions":0,"total":%d},"files":%s}`, strings.TrimSuffix(row, "}"), total, total, rec.text)
	}
}

// body keeps what is written, for another writer to wrap.
type body struct {
	http.ResponseWriter
	text string
}

func (b *body) Write(p []byte) (int, error) {
	b.text += string(p)
	return len(p), nil
}

func TestCommitReadsEveryPageOfFilesOnce(t *testing.T) {
	for _, tc := range []struct {
		files, requests int
		capped          bool
	}{{0, 1, false}, {3, 1, false}, {700, 3, false}, {3000, 10, true}} {
		w := routes{"GET /repos/a/b/commits/{sha}": pagedFiles(tc.files)}.wire()
		disk := store.Open(t.TempDir(), "", nil)
		c := tokenClient(t, w, disk)
		var got []CommitFiles
		for range 2 {
			got = nil
			if err := c.Commit(t.Context(), 0, RepoRef{"a", "b"}, strings.ToUpper(shaOf(0)), func(f CommitFiles) { got = append(got, f) }); err != nil {
				t.Fatal(err)
			}
		}
		end := got[len(got)-1]
		if len(end.Files) != tc.files || end.Capped != tc.capped || end.Additions != tc.files || end.SHA != shaOf(0) {
			t.Errorf("got %d files, capped %v, %d additions; want %d, %v", len(end.Files), end.Capped, end.Additions, tc.files, tc.capped)
		}
		if n := w.count("/commits/"); n != tc.requests {
			t.Errorf("got %d requests for two readings of %d files, want %d", n, tc.files, tc.requests)
		}
		if _, ok := c.StoredCommit(0, RepoRef{"a", "c"}, shaOf(0)); ok {
			t.Error("got the commit under another repository, want nothing")
		}
		if full, ok := c.StoredCommit(0, RepoRef{"a", "b"}, shaOf(0)); !ok || len(full.Files) != tc.files {
			t.Errorf("got %d stored files, want %d", len(full.Files), tc.files)
		}
	}
}

// What is beyond GitHub's list comes from the trees of the commit and its parent.
func TestCommitOfMoreFilesThanAreListed(t *testing.T) {
	tree := func(blob int) string {
		rows := make([]string, 3002)
		for i := range rows {
			rows[i] = fmt.Sprintf("100644 dir/f%d.go %d", i, blob)
		}
		return entries(rows...)
	}
	trees := forest{trees: map[string]string{shaOf(0): tree(2), shaOf(1): tree(1)}}
	w := routes{"GET /repos/a/b/commits/{sha}": pagedFiles(3000), "GET /repos/a/b/git/trees/{sha}": trees.serve}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	for range 2 {
		var end CommitFiles
		if err := c.Commit(t.Context(), 0, RepoRef{"a", "b"}, shaOf(0), func(f CommitFiles) { end = f }); err != nil {
			t.Fatal(err)
		}
		uncounted := 0
		for _, f := range end.Files {
			if f.Uncounted && f.Status == "modified" && f.PatchLeftOut() {
				uncounted++
			}
		}
		if len(end.Files) != 3002 || uncounted != 2 || end.Capped {
			t.Errorf("got %d files, %d of them uncounted, capped %v, want 3,002, two, and no cap", len(end.Files), uncounted, end.Capped)
		}
	}
}

func TestCommitThatIsNotTheOneAskedFor(t *testing.T) {
	w := routes{"GET /repos/a/b/commits/{sha}": pagedFiles(1)}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if err := c.Commit(t.Context(), 0, RepoRef{"a", "b"}, shaOf(9), func(CommitFiles) {}); !errors.Is(err, ErrBadAnswer) {
		t.Errorf("got %v, want ErrBadAnswer", err)
	}
	for _, sha := range []string{"", "main", "abc", "zzzzzzz", "../../user", strings.Repeat("a", 41)} {
		if err := c.Commit(t.Context(), 0, RepoRef{"a", "b"}, sha, nil); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: got %v, want ErrInvalid", sha, err)
		}
	}
}

func TestStoredCommitIsTheOneAskedFor(t *testing.T) {
	disk := store.Open(t.TempDir(), "", nil)
	c, repo := appClient(t, failing{}, disk), RepoRef{"a", "b"}
	c.keepCommit(1, repo, someCommit())
	if got, ok := c.StoredCommit(1, repo, someCommit().SHA); !ok || got.SHA != someCommit().SHA {
		t.Errorf("got %q, %v, want the commit kept", got.SHA, ok)
	}
	if _, ok := c.StoredCommit(2, repo, someCommit().SHA); ok {
		t.Error("got it for another installation, want nothing")
	}
	key, _ := c.commitKey(1, repo, shaOf(5))
	disk.Put(key, changesRows().encode(Listing[CommitFiles]{Items: []CommitFiles{someCommit()}}))
	if got, ok := c.StoredCommit(1, repo, shaOf(5)); ok {
		t.Errorf("got %q under another commit's key, want nothing", got.SHA)
	}
}

func TestRefs(t *testing.T) {
	branches, tags := 250, 120
	w := routes{
		"GET /repos/a/b/branches": func(w http.ResponseWriter, r *http.Request) {
			paged(branches, "", func(i int) string {
				return fmt.Sprintf(`{"name":"b%d","commit":{"sha":%q},"protected":%v}`, i, shaOf(i), i == 0)
			})(w, r)
		},
		"GET /repos/a/b/tags": func(w http.ResponseWriter, r *http.Request) {
			paged(tags, "", func(i int) string { return fmt.Sprintf(`{"name":"b%d","commit":{"sha":%q}}`, i, shaOf(i)) })(w, r)
		},
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	for round, want := range []int{370, 350} {
		var got []Listing[Ref]
		if err := c.Refs(t.Context(), 0, RepoRef{"a", "b"}, collect(&got)); err != nil {
			t.Fatal(err)
		}
		end := got[len(got)-1]
		if len(end.Items) != want || end.Total != want || !end.Fresh {
			t.Errorf("round %d: got %d refs of %d, fresh %v; want %d", round, len(end.Items), end.Total, end.Fresh, want)
		}
		if first := (Ref{Name: "b0", Kind: Branch, SHA: shaOf(0), Protected: true}); end.Items[0] != first {
			t.Errorf("got %+v first, want %+v", end.Items[0], first)
		}
		if last := end.Items[len(end.Items)-1]; last.Kind != Tag {
			t.Errorf("got %+v last, want a tag", last)
		}
		if round == 1 {
			for i, l := range got[:len(got)-1] {
				if len(l.Items) < want {
					t.Errorf("listing %d has %d rows, want none missing while the pages come", i, len(l.Items))
				}
			}
		}
		branches = 230
	}
}

func TestAccess(t *testing.T) {
	repo := text(200, repoRow(1, "a", "User"))
	ok := text(200, `[]`)
	refuse := text(403, `{"message":"Resource not accessible by integration"}`, "X-Accepted-GitHub-Permissions", "contents=read")
	for _, tc := range []struct {
		name   string
		routes routes
		state  AccessState
		text   string
		fix    string
		hooks  string
	}{
		{"granted", routes{"GET /repos/a/b": repo, "GET /repos/a/r1/commits": ok}, AccessGranted, "can read a/r1.", "", ""},
		{"administrator", routes{"GET /repos/a/b": repo, "GET /repos/a/r1/commits": ok, "GET /repos/a/r1/hooks": ok}, AccessGranted, "can read", "", "administrator"},
		{"no commits yet", routes{"GET /repos/a/b": repo, "GET /repos/a/r1/commits": text(409, `{"message":"Git Repository is empty."}`)}, AccessGranted, "no commits yet", "", ""},
		{"absent", routes{}, AccessNotFound, "does not exist, or is private", "may see it", ""},
		{"no contents", routes{"GET /repos/a/b": repo, "GET /repos/a/r1/commits": refuse}, AccessNotGranted, "may not read its contents", "contents=read", ""},
		{"contents hidden", routes{"GET /repos/a/b": repo}, AccessNotGranted, "may not read its contents", "", ""},
		{"blocked", routes{"GET /repos/a/b": text(451, `{"message":"Repository access blocked"}`)}, AccessNotGranted, "refuses this account", "taken", ""},
		{"rate limit", routes{"GET /repos/a/b": text(403, `{"message":"API rate limit exceeded"}`, "X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "60", "X-RateLimit-Reset", fmt.Sprint(day.Unix()+3000))}, AccessUnknown, "is not known", "resume", ""},
		{"bad token", routes{"GET /repos/a/b": text(401, `{"message":"Bad credentials"}`)}, AccessUnknown, "is not known", "Sign in again", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := tokenClient(t, tc.routes.wire(), nil).Access(t.Context(), 0, RepoRef{"a", "b"})
			if err != nil {
				t.Fatal(err)
			}
			if got.State != tc.state || !strings.Contains(got.Text, tc.text) || !strings.Contains(got.Fix, tc.fix) || got.Hooks != tc.hooks {
				t.Errorf("got %+v, want state %d, %q, %q, %q", got, tc.state, tc.text, tc.fix, tc.hooks)
			}
			if (got.Repository.Name == "r1") != (tc.state == AccessGranted) || !got.CheckedAt.Equal(day) {
				t.Errorf("got repository %v at %v, want it when granted only", got.Repository.RepoRef, got.CheckedAt)
			}
		})
	}
}

func TestContents(t *testing.T) {
	raw := func(body string) http.HandlerFunc {
		return text(200, body, "Content-Type", "application/vnd.github.raw+json; charset=utf-8")
	}
	blob := shaOf(77)
	w := routes{
		"GET /repos/a/b/contents/docs/v1..v2 #%.md":    raw("# hello"),
		"GET /repos/a/b/contents/data.json":            raw(`{"a":1}`),
		"GET /repos/a/b/contents/empty":                raw(""),
		"GET /repos/a/b/contents/docs":                 text(200, `[]`),
		"GET /repos/a/b/contents/big/old/server.bin":   text(403, `{"message":"This API returns blobs up to 1 MB in size.","errors":[{"code":"too_large"}]}`),
		"GET /repos/a/b/contents/big/old":              text(200, `[{"path":"big/old/x","sha":"1234567"},{"path":"big/old/server.bin","sha":"`+blob+`"}]`),
		"GET /repos/a/b/git/blobs/" + blob:             raw("big"),
		"GET /repos/a/b/contents/top.bin":              text(403, `{"message":"too_large"}`),
		"GET /repos/a/b/contents":                      text(200, `[{"path":"top.bin","sha":"`+blob+`"}]`),
		"GET /repos/a/b/contents/folder/forbidden.txt": text(403, `{"message":"Resource not accessible by integration"}`),
	}.wire()
	c := tokenClient(t, w, nil)
	for _, tc := range []struct {
		path string
		want string
		kind error
	}{
		{"/docs/v1..v2 #%.md", "# hello", nil},
		{"data.json", `{"a":1}`, nil},
		{"empty", "", nil},
		{"docs", "", ErrNotFound},
		{"absent", "", ErrNotFound},
		{"big/old/server.bin", "big", nil},
		{"top.bin", "big", nil},
		{"folder/forbidden.txt", "", ErrNotGranted},
		{"../../../user", "", ErrInvalid},
		{"", "", ErrInvalid},
	} {
		got, err := c.Contents(t.Context(), 0, RepoRef{"a", "b"}, tc.path, "feature/#1")
		if !errors.Is(err, tc.kind) || string(got) != tc.want {
			t.Errorf("%q: got %q, %v, want %q, %v", tc.path, got, err, tc.want, tc.kind)
		}
	}
	if w.count("?ref=feature%2F%231") == 0 || w.count("v1..v2%20%23%25.md") != 1 {
		t.Errorf("got requests %v, want the ref and the path escaped", w.asked)
	}
}

// git applies the patch of a file as it is put together from GitHub's.
func TestPatchOf(t *testing.T) {
	for _, tt := range []struct {
		file          File
		before, after string
	}{
		{File{Path: "a b.txt", Status: "modified", Patch: "@@ -1 +1 @@\n-x\n+y"}, "x\n", "y\n"},
		{File{Path: "q\"uo\te.txt", Status: "modified", Patch: "@@ -1 +1 @@\n-x\n+y"}, "x\n", "y\n"},
		{File{Path: "new.txt", Status: "added", Patch: "@@ -0,0 +1 @@\n+y\n\\ No newline at end of file"}, "", "y"},
		{File{Path: "gone.txt", Status: "removed", Patch: "@@ -1 +0,0 @@\n-x"}, "x\n", ""},
		{File{Path: "empty.txt", Status: "added", SHA: emptyBlob}, "", ""},
		{File{Path: "run", Status: "modified", Patch: "@@ -1 +1 @@\n-x\n+y", OldMode: "100644", NewMode: ModeExecutable}, "x\n", "y\n"},
		{File{Path: "run", Status: "modified", OldSHA: "aa", SHA: "aa", OldMode: "100644", NewMode: ModeExecutable}, "x\n", "x\n"},
		{File{Path: "run", Status: "added", Patch: "@@ -0,0 +1 @@\n+y", NewMode: ModeExecutable}, "", "y\n"},
		{File{Path: "pure.txt", PreviousPath: "from.txt", Status: "renamed", OldSHA: "aa", SHA: "aa"}, "x\n", "x\n"},
		{File{Path: "to.txt", PreviousPath: "from.txt", Status: "renamed", Patch: "@@ -1 +1 @@\n-x\n+y"}, "x\n", "y\n"},
	} {
		dir := t.TempDir()
		from := tt.file.Path
		if tt.file.PreviousPath != "" {
			from = tt.file.PreviousPath
		}
		if tt.before != "" {
			if err := os.WriteFile(filepath.Join(dir, from), []byte(tt.before), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("git", "apply", "--whitespace=nowarn", "-")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(PatchOf(&tt.file))
		cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: git apply: %v: %s\n%s", tt.file.Path, err, out, PatchOf(&tt.file))
			continue
		}
		got, _ := os.ReadFile(filepath.Join(dir, tt.file.Path))
		if string(got) != tt.after {
			t.Errorf("%s: got %q, want %q", tt.file.Path, got, tt.after)
		}
		info, err := os.Stat(filepath.Join(dir, tt.file.Path))
		if executable := err == nil && info.Mode()&0o100 != 0; executable != (tt.file.NewMode == ModeExecutable) {
			t.Errorf("%s: got executable %v, want the mode %q", tt.file.Path, executable, tt.file.NewMode)
		}
	}
	for _, f := range []File{
		{Path: "x", Status: "modified"}, {Path: "x", PreviousPath: "y", Status: "renamed", SHA: "aa"}, {Path: "x", Status: "added", SHA: "aa"},
		{Path: "x", Status: "modified", OldSHA: "aa", SHA: "bb", OldMode: "100644", NewMode: ModeExecutable}, {Path: "x", Status: "changed", OldSHA: "aa", SHA: "aa", OldMode: "100644", NewMode: ModeLink},
	} {
		if got := PatchOf(&f); got != "" {
			t.Errorf("%+v: got %q, want nothing, as its patch is not known", f, got)
		}
	}
}

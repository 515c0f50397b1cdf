package github

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

// app is the repository of tests, and commit one of its commits.
var app = RepoRef{Owner: "acme", Name: "app"}

const commit = "c0ffee0000000000000000000000000000000001"

// id is a made-up id of an object.
func id(n int) string { return fmt.Sprintf("%040x", n) }

// tree answers with a listing of entries given as "path", folders as "path/ id".
func tree(truncated bool, entries ...string) http.HandlerFunc {
	rows := make([]string, len(entries))
	for i, e := range entries {
		path, sha, _ := strings.Cut(e, " ")
		kind := "blob"
		if p, ok := strings.CutSuffix(path, "/"); ok {
			path, kind = p, "tree"
		}
		rows[i] = fmt.Sprintf(`{"path":%q,"mode":"100644","type":%q,"sha":%q}`, path, kind, sha)
	}
	return text(200, fmt.Sprintf(`{"sha":"x","tree":[%s],"truncated":%v}`, strings.Join(rows, ","), truncated))
}

func TestCommitSHA(t *testing.T) {
	for _, tt := range []struct {
		ref, asked string // asked is the address below the repository's, "" for none
	}{
		{"", "/commits/HEAD"},
		{"main", "/commits/main"},
		{"feature/#1 50%", "/commits/feature/%231%2050%25"},
		{"v1.0", "/commits/v1.0"},
		{"c0ffee0", "/commits/c0ffee0"},
		{strings.ToUpper(commit), ""},
	} {
		w := routes{"GET /repos/acme/app/commits/{ref...}": text(200, strings.ToUpper(commit)+"\n", "Content-Type", "application/vnd.github.sha")}.wire()
		c := tokenClient(t, w, nil)
		sha, err := c.CommitSHA(t.Context(), 0, app, tt.ref)
		if sha != commit || err != nil {
			t.Errorf("%q: got %q, %v, want %s", tt.ref, sha, err, commit)
		}
		var want []string
		if tt.asked != "" {
			want = []string{"GET /repos/acme/app" + tt.asked}
		}
		if diff := cmp.Diff(want, w.asked); diff != "" {
			t.Errorf("%q: got other requests (-want +got):\n%s", tt.ref, diff)
		}
	}
}

func TestCommitSHARefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		ref    string
		answer http.HandlerFunc
		want   error
		asked  int
	}{
		{"no such ref", "nope", text(422, `{"message":"No commit found for SHA: nope"}`), ErrNotFound, 1},
		{"an empty repository", "", text(409, `{"message":"Git Repository is empty."}`), ErrEmptyRepository, 1},
		{"another answer", "main", text(200, `{"sha":"main"}`), ErrBadAnswer, 1},
		{"a short answer", "main", text(200, "c0ffee"), ErrBadAnswer, 1},
		{"an address", "../../../../user", text(200, commit), ErrInvalid, 0},
		{"an empty name", "a//b", text(200, commit), ErrInvalid, 0},
	} {
		w := &wire{handler: tt.answer}
		sha, err := tokenClient(t, w, nil).CommitSHA(t.Context(), 0, app, tt.ref)
		if sha != "" || !errors.Is(err, tt.want) || len(w.asked) != tt.asked {
			t.Errorf("%s: got %q, %v after %q, want %v after %d requests", tt.name, sha, err, w.asked, tt.want, tt.asked)
		}
	}
}

func TestTree(t *testing.T) {
	// What GitHub sorts by the bytes of a folder's name is not sorted by those of the paths.
	w := routes{"GET /repos/acme/app/git/trees/" + commit: tree(false, "a/ "+id(1), "a/x", "a.go", "module", "")}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	want := Tree{Commit: commit, Paths: []string{"a.go", "a/x", "module"}}
	for range 2 {
		got, err := c.Tree(t.Context(), 0, app, commit)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("got another tree, %v (-want +got):\n%s", err, diff)
		}
	}
	if n := w.count("/git/trees/"); n != 1 {
		t.Errorf("got %d requests for the same commit twice, want 1", n)
	}
	if !want.Has("a/x") || want.Has("a") {
		t.Error("got Has wrong, want the file and not the folder")
	}
	if _, err := tokenClient(t, w, nil).Tree(t.Context(), 0, app, "main"); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v for the tree of a branch, want %v", err, ErrInvalid)
	}
}

// cutTree is a repository whose listings are cut, but for that of folder 2.
func cutTree() routes {
	return routes{"GET /repos/acme/app/git/trees/{sha}": func(w http.ResponseWriter, r *http.Request) {
		switch recursive := r.URL.Query().Has("recursive"); r.PathValue("sha") {
		case commit:
			tree(recursive, "README", "a/ "+id(1), "b/ "+id(2))(w, r)
		case id(1):
			tree(recursive, "x", "deep/ "+id(3))(w, r)
		case id(2):
			tree(false, "c/ "+id(9), "c/y", "z")(w, r)
		case id(3):
			tree(true, "last")(w, r)
		}
	}}
}

func TestTreeWalksFoldersOfACutListing(t *testing.T) {
	w := cutTree().wire()
	disk := store.Open(t.TempDir(), "", nil)
	c := tokenClient(t, w, disk)
	got, err := c.Tree(t.Context(), 0, app, commit)
	// Of folder 3 even the listing without the folders below is cut.
	want := Tree{Commit: commit, Paths: []string{"README", "a/deep/last", "a/x", "b/c/y", "b/z"}, Cut: true}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("got another tree, %v (-want +got):\n%s", err, diff)
	}
	if _, ok := c.StoredTree(0, app, commit); ok {
		t.Error("got a tree that lacks files from the store, want none")
	}
}

func TestTreeThatHoldsItself(t *testing.T) {
	w := routes{"GET /repos/acme/app/git/trees/{sha}": tree(true, "x", "again/ "+commit)}.wire()
	got, err := tokenClient(t, w, nil).Tree(t.Context(), 0, app, commit)
	if err != nil || !got.Cut || len(w.asked) != 2*maxTreeFolders {
		t.Errorf("got %d paths, cut %v, %v after %d requests, want it given up after %d", len(got.Paths), got.Cut, err, len(w.asked), 2*maxTreeFolders)
	}
}

func TestTreeThatIsNone(t *testing.T) {
	for _, tt := range []struct {
		answer http.HandlerFunc
		want   error
	}{
		{text(200, `{"sha":"x"}`), ErrBadAnswer},
		{text(200, `{"tree":null}`), ErrBadAnswer},
		{text(200, `{"tree":"none"}`), ErrBadAnswer},
		{text(200, `[]`), ErrBadAnswer},
		{text(200, `<html>`, "Content-Type", "text/html"), ErrBadAnswer},
		{text(409, `{"message":"Git Repository is empty."}`), ErrEmptyRepository},
		{text(404, `{"message":"Not Found"}`), ErrNotFound},
	} {
		got, err := tokenClient(t, &wire{handler: tt.answer}, nil).Tree(t.Context(), 0, app, commit)
		if !errors.Is(err, tt.want) || got.Paths != nil {
			t.Errorf("got %+v, %v, want %v", got, err, tt.want)
		}
	}
	got, err := tokenClient(t, &wire{handler: text(200, `{"tree":[]}`)}, nil).Tree(t.Context(), 0, app, commit)
	if err != nil || len(got.Paths) != 0 || got.Cut {
		t.Errorf("got %+v, %v, want a tree without files", got, err)
	}
}

func TestShortRef(t *testing.T) {
	for ref, want := range map[string]string{
		commit: commit[:7], "main": "main", "": "", commit[:12]: commit[:12], strings.Repeat("g", 40): strings.Repeat("g", 40),
	} {
		if got := ShortRef(ref); got != want {
			t.Errorf("%q: got %q, want %q", ref, got, want)
		}
	}
}

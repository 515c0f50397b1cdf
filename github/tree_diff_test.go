package github

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hubtrail/github/store"
)

// entries is a listing's rows given as "mode path id", folders by their mode.
func entries(rows ...string) string {
	var list []string
	for _, row := range rows {
		mode, rest, _ := strings.Cut(row, " ")
		path, sha, _ := strings.Cut(rest, " ")
		kind := "blob"
		switch mode {
		case "040000":
			kind = "tree"
		case ModeSubmodule:
			kind = "commit"
		}
		n, _ := strconv.Atoi(sha)
		list = append(list, fmt.Sprintf(`{"path":%q,"mode":%q,"type":%q,"sha":%q}`, path, mode, kind, id(n)))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// forest answers with trees by id. Those named in cut are too large to be listed
// with all below them.
type forest struct {
	trees map[string]string
	cut   map[string]bool
}

func (f forest) serve(w http.ResponseWriter, r *http.Request) {
	sha := r.PathValue("sha")
	rows, ok := f.trees[sha]
	recursive := r.URL.Query().Has("recursive")
	switch {
	case !ok:
		text(404, `{"message":"Not Found"}`)(w, r)
	case recursive && f.cut[sha]:
		text(200, `{"tree":[],"truncated":true}`)(w, r)
	default:
		text(200, fmt.Sprintf(`{"tree":%s,"truncated":%v}`, rows, f.cut[sha+" itself"]))(w, r)
	}
}

// line is a file in a line: its status and names, modes and blobs.
func line(f File) string {
	short := func(sha string) string { return strings.TrimLeft(sha, "0") }
	return strings.TrimSpace(fmt.Sprintf("%s %s %s | %s %s > %s %s", f.Status, f.Path, f.PreviousPath, f.OldMode, short(f.OldSHA), f.NewMode, short(f.SHA)))
}

func fileLines(files []File) []string {
	var all []string
	for _, f := range files {
		all = append(all, line(f))
	}
	return all
}

func TestTreeDiff(t *testing.T) {
	f := forest{trees: map[string]string{
		id(1): entries("100644 same 10", "100644 gone 11", "100644 edited 12", "100755 tool 13", "120000 link 14", "160000 dep 15",
			"040000 dir 0", "100644 dir/moved.go 16", "100644 dir/twin 17", "100644 other/twin 17", "100644 becomes 18"),
		id(2): entries("100644 same 10", "100644 new 21", "100644 edited 22", "100644 tool 13", "100644 link 24", "160000 dep 25",
			"040000 lib 0", "100644 lib/moved.go 16", "100644 a/copy 17", "100644 z/twin 17", "040000 becomes 0", "100644 becomes/dir 28"),
	}}
	w := routes{"GET /repos/acme/app/git/trees/{sha}": f.serve}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	want := []string{
		"renamed a/copy other/twin | 100644 11 > 100644 11",
		"removed becomes  | 100644 12 >  12",
		"added becomes/dir  |   > 100644 1c",
		"modified dep  | 160000 f > 160000 19",
		"modified edited  | 100644 c > 100644 16",
		"removed gone  | 100644 b >  b",
		"renamed lib/moved.go dir/moved.go | 100644 10 > 100644 10",
		"changed link  | 120000 e > 100644 18",
		"added new  |   > 100644 15",
		"modified tool  | 100755 d > 100644 d",
		"renamed z/twin dir/twin | 100644 11 > 100644 11",
	}
	for range 2 {
		files, err := c.TreeDiff(t.Context(), 0, app, id(1), id(2))
		if diff := cmp.Diff(want, fileLines(files)); diff != "" || err != nil {
			t.Errorf("got other files, %v (-want +got):\n%s", err, diff)
		}
		for _, f := range files {
			link := "https://github.com/acme/app/blob/" + id(2) + "/" + f.Path
			switch {
			case f.Path == "dep":
				link = ""
			case f.Status == "removed":
				link = "https://github.com/acme/app/blob/" + id(1) + "/" + f.Path
			}
			if same := f.Status == "renamed" || f.Path == "tool"; f.Uncounted == same || f.URL != link {
				t.Errorf("got %+v, want it uncounted unless no byte differs, and at %q", f, link)
			}
		}
	}
	if n := w.count("/git/trees/"); n != 2 {
		t.Errorf("got %d requests for two comparisons of the same, want 2", n)
	}
	if files, err := c.TreeDiff(t.Context(), 0, app, id(3), id(3)); err != nil || files != nil || len(w.asked) != 2 {
		t.Errorf("got %v, %v for a tree and itself, want no files and no request", files, err)
	}
	for _, bad := range []string{"main", "abcdef0", "../../x"} {
		if _, err := c.TreeDiff(t.Context(), 0, app, id(1), bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, want %v", bad, err, ErrInvalid)
		}
	}
	if _, err := c.TreeDiff(t.Context(), 0, app, id(1), id(9)); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v for a tree that is not there, want %v", err, ErrNotFound)
	}
}

func TestTreeDiffFolderByFolder(t *testing.T) {
	f := forest{
		trees: map[string]string{
			id(1): entries("100644 top 10", "040000 same 50", "040000 a 51", "040000 old 52", "040000 turns 53"),
			id(2): entries("100644 top 11", "040000 same 50", "040000 a 61", "040000 new 62", "100644 turns 20"),
			// Of folder a one side can be listed whole, the other cannot.
			id(51): entries("100644 x 12", "040000 deep 54", "100644 deep/y 13", "040000 equal 50", "100644 equal/z 19"),
			id(61): entries("100644 x 12", "040000 deep 64", "040000 equal 50"),
			id(54): entries("100644 y 13"), id(64): entries("100644 y 14"),
			id(52): entries("100644 was 15"), id(62): entries("100644 is 15"), id(53): entries("100644 in 16"),
		},
		cut: map[string]bool{id(1): true, id(2): true, id(61): true},
	}
	w := routes{"GET /repos/acme/app/git/trees/{sha}": f.serve}.wire()
	files, err := tokenClient(t, w, nil).TreeDiff(t.Context(), 0, app, id(1), id(2))
	want := []string{
		"modified a/deep/y  | 100644 d > 100644 e",
		"renamed new/is old/was | 100644 f > 100644 f",
		"modified top  | 100644 a > 100644 b",
		"added turns  |   > 100644 14",
		"removed turns/in  | 100644 10 >  10",
	}
	if diff := cmp.Diff(want, fileLines(files)); diff != "" || err != nil {
		t.Errorf("got other files, %v (-want +got):\n%s", err, diff)
	}
	if w.count(id(50)) != 0 {
		t.Error("got a folder asked for that is the same on both sides")
	}
	// Roots twice, folder a once and twice, those below and the one-sided once.
	if n := w.count("/git/trees/"); n != 4+3+3+2 {
		t.Errorf("got %d requests, want 12: %v", n, w.asked)
	}
}

func TestTreeDiffOfListingsThatAreCut(t *testing.T) {
	f := forest{
		trees: map[string]string{id(1): entries("100644 a 10", "100644 b 11", "040000 d 50"), id(2): entries("100644 a 12", "100644 c 13", "040000 e 51")},
		cut:   map[string]bool{id(1): true, id(2): true, id(2) + " itself": true},
	}
	w := routes{"GET /repos/acme/app/git/trees/{sha}": f.serve}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	for range 2 {
		files, err := c.TreeDiff(t.Context(), 0, app, id(1), id(2))
		// What one side lacks may only be missing from its listing.
		if diff := cmp.Diff([]string{"modified a  | 100644 a > 100644 c"}, fileLines(files)); diff != "" {
			t.Errorf("got other files (-want +got):\n%s", diff)
		}
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, ErrUnsupported) || !strings.Contains(e.Error(), "one folder only in part") || !strings.Contains(e.Remedy(), "git diff "+id(1)+" "+id(2)) {
			t.Errorf("got %v, want it told that a folder is cut, and what to do", err)
		}
	}
	if n := w.count("/git/trees/"); n != 8 {
		t.Errorf("got %d requests, want 8: half a comparison is not kept", n)
	}
	// Each tree holds one that differs in the same way, for ever.
	endless := &wire{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 0
		fmt.Sscanf(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:], "%x", &n)
		text(200, fmt.Sprintf(`{"tree":%s,"truncated":%v}`, entries(fmt.Sprintf("040000 d %d", n+2)), r.URL.Query().Has("recursive")))(w, r)
	})}
	files, err := tokenClient(t, endless, nil).TreeDiff(t.Context(), 0, app, id(1), id(2))
	if len(files) != 0 || !errors.Is(err, ErrUnsupported) || len(endless.asked) != 2*maxTreeFolders {
		t.Errorf("got %d files, %v after %d requests, want it given up after %d", len(files), err, len(endless.asked), 2*maxTreeFolders)
	}
}

func TestCompleteFiles(t *testing.T) {
	trees := filesOf([]treeChange{
		{"a", "1", "100644", "2", "100755"},
		{path: "old.go", oldSHA: "3", oldMode: "100644"},
		{path: "new.go", newSHA: "4", newMode: "100644"},
		{path: "p", oldSHA: "5", oldMode: "100644"}, // the trees pair p with r
		{path: "r", newSHA: "5", newMode: "100644"},
		{path: "s", newSHA: "5", newMode: "100644"},
		{path: "gone", oldSHA: "6", oldMode: "120000"},
	})
	listed := []File{
		{Path: "a", Status: "modified", SHA: "2", Additions: 1, Patch: "@@ -1 +1 @@", URL: "x"},
		{Path: "new.go", PreviousPath: "old.go", Status: "renamed", SHA: "4", Additions: 2},
		{Path: "s", PreviousPath: "p", Status: "renamed", SHA: "5"}, // GitHub pairs p with s
		{Path: "a2", PreviousPath: "gone", Status: "copied", SHA: "1"},
	}
	want := []File{
		{Path: "a", Status: "modified", SHA: "2", Additions: 1, Patch: "@@ -1 +1 @@", URL: "x", OldSHA: "1", OldMode: "100644", NewMode: "100755"},
		{Path: "a2", PreviousPath: "gone", Status: "copied", SHA: "1"},
		{Path: "gone", Status: "removed", SHA: "6", OldSHA: "6", OldMode: "120000", Uncounted: true},
		{Path: "new.go", PreviousPath: "old.go", Status: "renamed", SHA: "4", Additions: 2, OldSHA: "3", OldMode: "100644", NewMode: "100644"},
		{Path: "r", Status: "added", SHA: "5", NewMode: "100644", Uncounted: true},
		{Path: "s", PreviousPath: "p", Status: "renamed", SHA: "5", OldSHA: "5", OldMode: "100644", NewMode: "100644"},
	}
	before := append([]File{}, listed...)
	if diff := cmp.Diff(want, CompleteFiles(listed, trees)); diff != "" {
		t.Errorf("got other files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, listed); diff != "" {
		t.Errorf("got the listed files changed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(trees, CompleteFiles(nil, trees)); diff != "" {
		t.Errorf("got other files of trees alone (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(listed, CompleteFiles(listed, nil), cmpopts.SortSlices(func(a, b File) bool { return a.Path < b.Path })); diff != "" {
		t.Errorf("got other files of a list alone (-want +got):\n%s", diff)
	}
}

// Files of the same bytes find each other without a look at each pair.
func TestRenamesOfManyEqualFiles(t *testing.T) {
	const n = 100_000
	var changes []treeChange
	for i := range n {
		changes = append(changes,
			treeChange{path: fmt.Sprintf("old/%d/__init__.py", i), oldSHA: "e", oldMode: "100644"},
			treeChange{path: fmt.Sprintf("new/%d/__init__.py", i), newSHA: "e", newMode: "100644"})
	}
	files := filesOf(changes)
	if len(files) != n || files[0].Status != "renamed" || files[n-1].Status != "renamed" {
		t.Errorf("got %d files, want %d renames", len(files), n)
	}
}

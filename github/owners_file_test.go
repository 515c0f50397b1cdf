package github

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/codeowners"
	"hubtrail/github/store"
)

// ownersRoutes is a repository of one commit with files, given as path and text.
func ownersRoutes(files ...string) routes {
	var paths []string
	r := routes{"GET /repos/acme/app/commits/{ref...}": text(200, commit)}
	for i := 0; i < len(files); i += 2 {
		paths = append(paths, files[i])
		r["GET /repos/acme/app/contents/"+files[i]] = text(200, files[i+1], "Content-Type", "application/vnd.github.raw+json")
	}
	r["GET /repos/acme/app/git/trees/"+commit] = tree(false, paths...)
	return r
}

func TestOwnersFile(t *testing.T) {
	for _, tt := range []struct {
		name     string
		files    []string
		path     string
		rules    int
		contents int // files asked for
	}{
		{"all three", []string{".github/CODEOWNERS", "* @a", "CODEOWNERS", "", "docs/CODEOWNERS", ""}, ".github/CODEOWNERS", 1, 1},
		{"two", []string{"CODEOWNERS", "* @a\n/x @b\n", "docs/CODEOWNERS", ""}, "CODEOWNERS", 2, 2},
		{"the last", []string{"docs/CODEOWNERS", "* @a"}, "docs/CODEOWNERS", 1, 3},
		{"an empty one", []string{"CODEOWNERS", "", "docs/CODEOWNERS", "* @a"}, "CODEOWNERS", 0, 2},
		{"none", []string{"docs/codeowners", "* @a"}, "", 0, 3},
	} {
		w := ownersRoutes(tt.files...).wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		for round := range 2 {
			f, at, err := c.OwnersFile(t.Context(), 0, app, "main")
			if err != nil || at != commit || f.Path != tt.path || len(f.Rules.Rules) != tt.rules || (f.Blob == "") != (tt.path == "") {
				t.Errorf("%s, round %d: got %+v at %s, %v, want %q with %d rules", tt.name, round, f, at, err, tt.path, tt.rules)
			}
		}
		if n := w.count("/contents/"); n != tt.contents || w.count("/commits/main") != 2 {
			t.Errorf("%s: got requests %q, want %d for files, and only the commit asked for twice", tt.name, w.asked, tt.contents)
		}
	}
}

func TestOwnersFileKeepsItsBlob(t *testing.T) {
	// As git hash-object has it.
	const want = "d32f533dc9f354cf8a3f758288932e5dfc5732d6"
	if got := ParseOwners("CODEOWNERS", "* @a\n").Blob; got != want {
		t.Errorf("got blob %s, want %s", got, want)
	}
}

func TestOwnersFileThatCannotBeRead(t *testing.T) {
	r := ownersRoutes("CODEOWNERS", "* @a")
	r["GET /repos/acme/app/contents/CODEOWNERS"] = text(500, `{"message":"Server Error"}`)
	if f, _, err := tokenClient(t, r.wire(), nil).OwnersFile(t.Context(), 0, app, ""); !errors.Is(err, ErrServer) || f != nil {
		t.Errorf("got %+v, %v, want %v", f, err, ErrServer)
	}
	// What is listed may be a submodule or a folder.
	r = ownersRoutes("CODEOWNERS", "", "docs/CODEOWNERS", "* @a")
	r["GET /repos/acme/app/contents/CODEOWNERS"] = text(200, `{"type":"submodule"}`)
	if f, _, err := tokenClient(t, r.wire(), nil).OwnersFile(t.Context(), 0, app, ""); err != nil || f.Path != "docs/CODEOWNERS" {
		t.Errorf("got %+v, %v, want that of docs", f, err)
	}
}

// A file at GitHub's limit has no rules; one below it has all.
func TestOwnersFileOfThreeMegabytes(t *testing.T) {
	line := "/services/name/that/is/rather/long/ @acme/team-of-many\n"
	below := strings.Repeat(line, (codeowners.MaxSize-1)/len(line))
	for _, tt := range []struct {
		text  string
		rules int
		kind  codeowners.Kind
	}{
		{below, len(below) / len(line), codeowners.TooLarge}, // a warning: GitHub may ignore it
		{below + line, 0, codeowners.TooLarge},
		{below + below, 0, codeowners.TooLarge},
	} {
		w := ownersRoutes("CODEOWNERS", tt.text).wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		for range 2 { // the second one comes from the store
			f, _, err := c.OwnersFile(t.Context(), 0, app, "")
			if err != nil || len(f.Rules.Rules) != tt.rules || len(f.Problems) != 1 || f.Problems[0].Kind != tt.kind {
				t.Errorf("%d bytes: got %d rules, problems %v, %v, want %d rules", len(tt.text), len(f.Rules.Rules), f.Problems, err, tt.rules)
			}
		}
	}
}

func TestOwnership(t *testing.T) {
	w := ownersRoutes("CODEOWNERS", "*.go @a\n", "docs/CODEOWNERS", "* @b\n", "lib/x.go", "").wire()
	disk := store.Open(t.TempDir(), "", nil)
	c := tokenClient(t, w, disk)
	if _, _, ok := c.StoredOwnership(0, app, ""); ok {
		t.Error("got an ownership from an empty store, want none")
	}
	check := func(what string, o *Ownership, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if o.File.Path != "CODEOWNERS" || o.Tree.Commit != commit || cmp.Diff([]string{"docs/CODEOWNERS"}, o.Ignored) != "" {
			t.Errorf("%s: got file %q, commit %s, ignored %v, want CODEOWNERS and docs' ignored", what, o.File.Path, o.Tree.Commit, o.Ignored)
		}
		if i, ok := o.Find("lib/x.go"); !ok || o.Owned(i) != codeowners.Owned {
			t.Errorf("%s: got %d, %v, want lib/x.go owned", what, i, ok)
		}
	}
	o, err := c.Ownership(t.Context(), 0, app, "")
	check("first", o, err)
	// The tree says where the file is.
	if diff := cmp.Diff([]string{"commits/HEAD", "git/trees/" + commit + "?recursive=1", "contents/CODEOWNERS?ref=" + commit}, below(w)); diff != "" {
		t.Errorf("got other requests (-want +got):\n%s", diff)
	}
	w.asked = nil
	o, err = c.Ownership(t.Context(), 0, app, "")
	check("second", o, err)
	if diff := cmp.Diff([]string{"commits/HEAD"}, below(w)); diff != "" {
		t.Errorf("second: got other requests (-want +got):\n%s", diff)
	}
	w.asked = nil
	o, at, ok := tokenClient(t, w, disk).StoredOwnership(0, app, "")
	if ok {
		t.Errorf("got %+v of %v before it is known who asks, want none", o, at)
	}
	o, at, ok = c.StoredOwnership(0, app, "")
	if !ok || !at.Equal(day) || len(w.asked) != 0 {
		t.Fatalf("got stored %v of %v after %q, want one of %v without a request", ok, at, w.asked, day)
	}
	check("stored", o, nil)
}

// below is what was asked of the repository.
func below(w *wire) []string {
	var list []string
	for _, a := range w.asked {
		list = append(list, strings.TrimPrefix(a, "GET /repos/acme/app/"))
	}
	return list
}

func TestOwnershipOfACutTree(t *testing.T) {
	r := cutTree()
	r["GET /repos/acme/app/commits/{ref...}"] = text(200, commit)
	r["GET /repos/acme/app/contents/.github/CODEOWNERS"] = text(200, "* @a", "Content-Type", "text/plain")
	o, err := tokenClient(t, r.wire(), nil).Ownership(t.Context(), 0, app, "")
	if err != nil || !o.Tree.Cut || o.File.Path != ".github/CODEOWNERS" {
		t.Errorf("got %+v, %v, want the file though the tree does not list it", o, err)
	}
}

func TestOwnershipErrors(t *testing.T) {
	for _, tt := range []struct {
		name, pattern string
		answer        http.HandlerFunc
		want          error
	}{
		{"an empty repository", "GET /repos/acme/app/commits/{ref...}", text(409, `{"message":"Git Repository is empty."}`), ErrEmptyRepository},
		{"no tree", "GET /repos/acme/app/git/trees/" + commit, text(200, `{}`), ErrBadAnswer},
		{"no file", "GET /repos/acme/app/contents/CODEOWNERS", text(502, `<html>`, "Content-Type", "text/html"), ErrServer},
	} {
		r := ownersRoutes("CODEOWNERS", "* @a")
		r[tt.pattern] = tt.answer
		if o, err := tokenClient(t, r.wire(), nil).Ownership(t.Context(), 0, app, "main"); !errors.Is(err, tt.want) || o != nil {
			t.Errorf("%s: got %+v, %v, want %v", tt.name, o, err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tokenClient(t, ownersRoutes("CODEOWNERS", "").wire(), nil).Ownership(ctx, 0, app, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestOwnersErrors(t *testing.T) {
	w := routes{"GET /repos/acme/app/codeowners/errors": text(200, `{"errors":[
		{"line":3,"column":1,"kind":"Invalid pattern","source":"***/*.rb @monalisa\n","suggestion":"Did you mean `+"`**/*.rb`"+`?","message":"Invalid pattern on line 3","path":".github/CODEOWNERS"},
		{"line":7,"column":8,"kind":"Unknown owner","source":"*.txt @gone\n","suggestion":null,"message":"Unknown owner on line 7","path":".github/CODEOWNERS"},
		{"line":-1,"kind":"Some new kind","message":"?","path":"x"}]}`)}.wire()
	got, err := tokenClient(t, w, nil).OwnersErrors(t.Context(), 0, app, "feature/#1")
	want := []codeowners.Problem{
		{Line: 3, Column: 1, Kind: codeowners.InvalidPattern, Suggestion: "Did you mean `**/*.rb`?", Source: "***/*.rb @monalisa\n"},
		{Line: 7, Column: 8, Kind: "Unknown owner", Source: "*.txt @gone\n"},
		{Line: 0, Column: 1, Kind: "Some new kind"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("got other problems, %v (-want +got):\n%s", err, diff)
	}
	if want := "GET /repos/acme/app/codeowners/errors?ref=feature%2F%231"; len(w.asked) != 1 || w.asked[0] != want {
		t.Errorf("got requests %q, want %q", w.asked, want)
	}
	for _, tt := range []struct {
		answer http.HandlerFunc
		want   error
	}{
		{text(200, `{"errors":[]}`), nil},
		{text(200, `{}`), ErrBadAnswer},
		{text(200, `{"errors":[{"line":"3"}]}`), ErrBadAnswer},
		{text(404, `{"message":"Not Found"}`), ErrNotFound},
		{text(403, `{"message":"Resource not accessible by integration"}`), ErrNotGranted},
	} {
		got, err := tokenClient(t, &wire{handler: tt.answer}, nil).OwnersErrors(t.Context(), 0, app, "")
		if !errors.Is(err, tt.want) || len(got) != 0 || (got == nil) != (err != nil) {
			t.Errorf("got %v, %v, want %v", got, err, tt.want)
		}
	}
}

package github

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

func TestAttributes(t *testing.T) {
	raw := func(body string) routes {
		return routes{"GET /user": text(200, user), "GET /repos/acme/app/contents/.gitattributes": text(200, body, "Content-Type", "application/vnd.github.raw+json")}
	}
	tree := text(200, `{"tree":[{"path":".gitattributes","type":"blob"},{"path":"a/.gitattributes","type":"blob"},{"path":"a/b/c.go","type":"blob"},{"path":"x/.gitattributes","type":"blob"}]}`)
	files := []File{{Path: "a/b/c.go", Status: "modified"}}
	changed := append(slices.Clone(files), File{Path: "d/.gitattributes", Status: "added"}, File{Path: "e/.gitattributes", Status: "removed"})
	for _, tt := range []struct {
		name   string
		routes routes
		files  []File
		tree   bool // is read before
		want   string
		asked  []string
	}{
		{"the root's", raw("*.go x=root"), files, false, "root", []string{".gitattributes"}},
		{"none", routes{"GET /user": text(200, user)}, files, false, "", []string{".gitattributes"}},
		{"those that changed", raw("*.go x=root"), changed, false, "root", []string{".gitattributes", "d/.gitattributes"}},
		{"those in the tree, above the file", raw("*.go x=root"), files, true, "deep", []string{".gitattributes", "a/.gitattributes"}},
	} {
		tt.routes["GET /repos/acme/app/contents/a/.gitattributes"] = text(200, "*.go x=deep", "Content-Type", "application/vnd.github.raw+json")
		tt.routes["GET /repos/acme/app/git/trees/"+commit] = tree
		w := tt.routes.wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		if _, err := c.Identity(t.Context()); err != nil {
			t.Fatal(err)
		}
		if tt.tree {
			if _, err := c.Tree(t.Context(), 0, app, commit); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 { // the second time from the store
			a, err := c.Attributes(t.Context(), 0, app, commit, tt.files, "x")
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
				break
			}
			if got := a.Of("a/b/c.go")[0].Text; got != tt.want {
				t.Errorf("%s: got x=%q, want %q", tt.name, got, tt.want)
			}
		}
		for _, at := range []string{".gitattributes", "a/.gitattributes", "d/.gitattributes", "e/.gitattributes", "x/.gitattributes"} {
			want := 0
			if slices.Contains(tt.asked, at) {
				want = 1
			}
			if got := w.count("/contents/" + at + "?ref=" + commit); got != want {
				t.Errorf("%s: got %d requests of %s, want %d", tt.name, got, at, want)
			}
		}
	}
}

func TestAttributesThatCannotBeRead(t *testing.T) {
	c := tokenClient(t, routes{"GET /repos/acme/app/contents/.gitattributes": text(502, "no")}.wire(), nil)
	if _, err := c.Attributes(t.Context(), 0, app, commit, nil, "x"); !errors.Is(err, ErrServer) {
		t.Errorf("got %v, want %v", err, ErrServer)
	}
	if _, err := c.Attributes(t.Context(), 0, app, strings.Repeat("z", 40), nil, "x"); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want %v", err, ErrInvalid)
	}
}

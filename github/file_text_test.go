package github

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"hubtrail/github/store"
)

func TestFile(t *testing.T) {
	raw := func(body string) http.HandlerFunc {
		return text(200, body, "Content-Type", "application/vnd.github.raw+json; charset=utf-8")
	}
	w := routes{
		"GET /user":                               text(200, user),
		"GET /repos/acme/app/contents/a/x #%.go":  raw("package a\n"),
		"GET /repos/acme/app/contents/empty":      raw(""),
		"GET /repos/acme/app/contents/data.json":  raw(`{"type":"dir"}`),
		"GET /repos/acme/app/contents/logo.bin":   raw("\x89PNG\x00"),
		"GET /repos/acme/app/contents/late.txt":   raw(strings.Repeat("x", 8000) + "\x00"),
		"GET /repos/acme/app/contents/folder":     text(200, `[{"path":"folder/x"}]`),
		"GET /repos/acme/app/contents/module":     text(200, `{"type":"submodule","submodule_git_url":"git://x/y"}`),
		"GET /repos/acme/app/contents/dangling":   text(200, `{"type":"symlink","target":"../out"}`),
		"GET /repos/acme/app/contents/strange":    text(200, `{"type":"dragon"}`),
		"GET /repos/acme/app/contents/huge":       text(403, `{"message":"This API returns blobs up to 100 MB in size.","errors":[{"code":"too_large"}]}`),
		"GET /repos/acme/app/contents/large":      raw(strings.Repeat("x", MaxFileText+1)),
		"GET /repos/acme/app/contents":            text(200, `[]`),
		"GET /repos/acme/app/contents/not/mine.x": text(403, `{"message":"Resource not accessible by integration"}`),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path string
		want FileText
		err  error
	}{
		{"/a/x #%.go", FileText{Path: "a/x #%.go", Text: []byte("package a\n"), Blob: blobID("package a\n")}, nil},
		{"empty", FileText{Blob: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"}, nil},
		{"data.json", FileText{Text: []byte(`{"type":"dir"}`), Blob: blobID(`{"type":"dir"}`)}, nil},
		{"logo.bin", FileText{Text: []byte("\x89PNG\x00"), Blob: blobID("\x89PNG\x00"), Binary: true}, nil},
		{"late.txt", FileText{Text: []byte(strings.Repeat("x", 8000) + "\x00"), Blob: blobID(strings.Repeat("x", 8000) + "\x00")}, nil},
		{"folder", FileText{Kind: EntryFolder}, nil},
		{"module", FileText{Kind: EntrySubmodule, Target: "git://x/y"}, nil},
		{"dangling", FileText{Kind: EntryLink, Target: "../out"}, nil},
		{"huge", FileText{}, ErrNotFound}, // not in the listing of its folder either
		{"large", FileText{TooLarge: true}, nil},
		{"strange", FileText{}, ErrBadAnswer},
		{"absent", FileText{}, ErrNotFound},
		{"not/mine.x", FileText{}, ErrNotGranted},
		{"../up", FileText{}, ErrInvalid},
	} {
		want := tt.want
		if tt.err == nil {
			want.Commit = commit
			if want.Path == "" {
				want.Path = tt.path
			}
		}
		for range 2 { // the second time from the store, if it is kept
			got, err := c.File(t.Context(), 0, app, strings.ToUpper(commit), tt.path)
			if !errors.Is(err, tt.err) || !sameFile(got, want) {
				t.Errorf("%s: got %.200v, %v, want %.200v, %v", tt.path, got, err, want, tt.err)
			}
		}
		if n := w.count("/contents/" + strings.TrimPrefix(tt.path, "/") + "?ref=" + commit); tt.err == nil && !want.TooLarge && tt.path[0] != '/' && n != 1 {
			t.Errorf("%s: got %d requests, want one", tt.path, n)
		}
	}
	if n := w.count("/contents/a/x%20%23%25.go?ref=" + commit); n != 1 {
		t.Errorf("got %d requests of the escaped path, want one", n)
	}
	if _, err := c.File(t.Context(), 0, app, "main", "empty"); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v for a branch, want %v", err, ErrInvalid)
	}
}

func sameFile(a, b FileText) bool {
	return a.Path == b.Path && a.Commit == b.Commit && a.Kind == b.Kind && a.Blob == b.Blob && string(a.Text) == string(b.Text) &&
		a.Target == b.Target && a.Binary == b.Binary && a.TooLarge == b.TooLarge
}

package github

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestFilePatch(t *testing.T) {
	texts := map[string]string{
		id(1) + " a": "one\n", id(2) + " a": "two\n", id(2) + " b": "three\n", id(1) + " bin": "\x00", id(2) + " bin": "x",
		id(1) + " large": "x", id(2) + " large": strings.Repeat("x", MaxFileText+1),
	}
	w := &wire{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/repos/acme/app/contents/")
		if path == "module" {
			text(200, `{"type":"submodule"}`)(w, r)
			return
		}
		body, ok := texts[r.URL.Query().Get("ref")+" "+path]
		if !ok {
			text(404, `{"message":"Not Found"}`)(w, r)
			return
		}
		text(200, body, "Content-Type", "application/vnd.github.raw+json")(w, r)
	})}
	c := tokenClient(t, w, nil)
	for _, tt := range []struct {
		file  File
		patch string
		err   error
	}{
		{File{Path: "a", Status: "modified"}, "one\n>two\n", nil},
		{File{Path: "a", Status: "added"}, ">two\n", nil},
		{File{Path: "a", Status: "removed"}, "one\n>", nil},
		{File{Path: "b", PreviousPath: "a", Status: "renamed"}, "one\n>three\n", nil},
		{File{Path: "b", Status: "modified"}, "", ErrNotFound},
		{File{Path: "bin", Status: "modified"}, "", ErrBinary},
		{File{Path: "large", Status: "modified"}, "", ErrTooLarge},
		{File{Path: "module", Status: "modified"}, "", ErrInvalid},
	} {
		got, err := c.FilePatch(t.Context(), 0, app, id(1), id(2), tt.file, func(before, after []byte) []byte {
			return []byte(string(before) + ">" + string(after))
		})
		var e *Error
		if got != tt.patch || !errors.Is(err, tt.err) || err != nil && (!errors.As(err, &e) || e.Remedy() == "") {
			t.Errorf("%+v: got %q, %v, want %q, %v", tt.file, got, err, tt.patch, tt.err)
		}
	}
}

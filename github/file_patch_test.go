package github

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

// TestFilePatches emits every file, also those without a patch, and ends at what
// stands in the way of all.
func TestFilePatches(t *testing.T) {
	w := &wire{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := strings.TrimPrefix(r.URL.Path, "/repos/acme/app/contents/"); path {
		case "bin":
			text(200, "\x00", "Content-Type", "application/vnd.github.raw+json")(w, r)
		case "forbidden":
			text(401, `{"message":"Bad credentials"}`)(w, r)
		case "gone":
			text(404, `{"message":"Not Found"}`)(w, r)
		default:
			text(200, path, "Content-Type", "application/vnd.github.raw+json")(w, r)
		}
	})}
	for _, tt := range []struct {
		paths []string
		want  map[string]error
		err   error
	}{
		{[]string{"a", "bin", "gone", "b"}, map[string]error{"a": nil, "bin": ErrBinary, "gone": ErrNotFound, "b": nil}, nil},
		{[]string{"forbidden"}, map[string]error{}, ErrBadCredentials},
	} {
		var files []File
		for _, path := range tt.paths {
			files = append(files, File{Path: path, Status: "modified"})
		}
		got := map[string]error{}
		err := tokenClient(t, w, nil).FilePatches(t.Context(), 0, app, id(1), id(2), files,
			func(before, after []byte) []byte { return before }, func(i int, patch string, err error) {
				got[files[i].Path] = err
				if err == nil && patch != files[i].Path {
					t.Errorf("%s: got the patch %q, want its own", files[i].Path, patch)
				}
			})
		if !errors.Is(err, tt.err) || len(got) != len(tt.want) {
			t.Errorf("%q: got %v, %v, want %v, %v", tt.paths, got, err, tt.want, tt.err)
		}
		for path, want := range tt.want {
			if !errors.Is(got[path], want) {
				t.Errorf("%s: got %v, want %v", path, got[path], want)
			}
		}
	}
}

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

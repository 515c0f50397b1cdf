package github

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

// page10 is a text of ten lines, of which some are others.
func page10(others int) string {
	var b strings.Builder
	for i := range 10 {
		if i < others {
			fmt.Fprintf(&b, "another %d of %d\n", i, others)
		} else {
			fmt.Fprintf(&b, "line no %d of 10\n", i)
		}
	}
	return b.String()
}

// twoTrees serves two commits, of which each is paths with their texts, and a
// comparison of them that leaves all files to the trees.
func twoTrees(before, after map[string]string) routes {
	list := func(files map[string]string) string {
		var rows []string
		for path, body := range files {
			rows = append(rows, fmt.Sprintf(`{"path":%q,"mode":"100644","type":"blob","sha":%q}`, path, blobID(body)))
		}
		return `{"tree":[` + strings.Join(rows, ",") + `]}`
	}
	commits := map[string]map[string]string{id(1): before, id(2): after}
	return routes{
		"GET /user": text(200, user),
		"GET /repos/acme/app/compare/{at...}": text(200, fmt.Sprintf(`{"permalink_url":"https://github.com/acme/app/compare/acme:%s...acme:%s","base_commit":{"sha":%[1]q},
			"merge_base_commit":{"sha":%q},"status":"diverged","ahead_by":0,"behind_by":1,"total_commits":0,"commits":[],"files":[]}`, id(1), id(2), id(3))),
		"GET /repos/acme/app/git/trees/" + id(1): text(200, list(before)),
		"GET /repos/acme/app/git/trees/" + id(2): text(200, list(after)),
		"GET /repos/acme/app/contents/{at...}": func(w http.ResponseWriter, r *http.Request) {
			body, ok := commits[r.URL.Query().Get("ref")][r.PathValue("at")]
			if !ok {
				text(404, `{"message":"Not Found"}`)(w, r)
				return
			}
			text(200, body, "Content-Type", "application/vnd.github.raw+json")(w, r)
		},
	}
}

func TestRenamesWithChanges(t *testing.T) {
	many := func(n int, folder string) map[string]string {
		files := map[string]string{}
		for i := range n {
			files[fmt.Sprintf("%s/%03d.go", folder, i)] = fmt.Sprintf("%s %d\n", folder, i)
		}
		return files
	}
	for _, tt := range []struct {
		name          string
		before, after map[string]string
		want          []string // status and paths
		unread, read  int
	}{
		{"the same name", map[string]string{"a/x.go": page10(0)}, map[string]string{"b/x.go": page10(1)}, []string{"renamed a/x.go b/x.go"}, 0, 2},
		{"too little in common", map[string]string{"a/x.go": page10(0)}, map[string]string{"b/x.go": page10(6)}, []string{"removed a/x.go", "added b/x.go"}, 0, 2},
		{"another name", map[string]string{"x.go": page10(0)}, map[string]string{"y.go": page10(4)}, []string{"renamed x.go y.go"}, 0, 2},
		{"another ending", map[string]string{"x.go": page10(0)}, map[string]string{"y.ts": page10(1)}, []string{"removed x.go", "added y.ts"}, 0, 0},
		{"the most in common", map[string]string{"x.go": page10(0), "z.go": page10(3)}, map[string]string{"y.go": page10(2), "w.go": page10(1)}, []string{"renamed x.go w.go", "renamed z.go y.go"}, 0, 4},
		{"the name goes first", map[string]string{"a/x.go": page10(0), "b/y.go": page10(3)}, map[string]string{"c/x.go": page10(2), "d/z.go": page10(1)}, []string{"renamed a/x.go c/x.go", "renamed b/y.go d/z.go"}, 0, 4},
		{"not for little", map[string]string{"a/x.go": page10(0)}, map[string]string{"c/x.go": page10(4), "d/z.go": page10(1)}, []string{"added c/x.go", "renamed a/x.go d/z.go"}, 0, 3},
		{"too many", many(41, "a"), many(41, "b"), nil, 2, 80},
		{"too many of an ending", many(80, "a"), map[string]string{"b.go": ""}, nil, 81, 0},
		{"as many as may be read", many(40, "a"), many(40, "b"), nil, 0, 80},
	} {
		w := twoTrees(tt.before, tt.after).wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		if _, err := c.Identity(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time from the store
			all, err := compareAll(t, c, CompareSpec{Base: id(1), Head: id(2), TwoDot: true})
			if err != nil || len(all) == 0 {
				t.Errorf("%s: got %d comparisons, %v", tt.name, len(all), err)
				break
			}
			end := all[len(all)-1]
			var got []string
			for _, f := range end.Files {
				got = append(got, strings.Join(slices.DeleteFunc([]string{f.Status, f.PreviousPath, f.Path}, func(s string) bool { return s == "" }), " "))
				if f.Status == "renamed" && (f.OldSHA != blobID(tt.before[f.PreviousPath]) || f.SHA != blobID(tt.after[f.Path]) || !f.PatchLeftOut() || f.URL == "") {
					t.Errorf("%s: got %+v, want both blobs and a patch to be made", tt.name, f)
				}
			}
			slices.Sort(got)
			slices.Sort(tt.want)
			if tt.want != nil {
				if d := cmp.Diff(tt.want, got); d != "" {
					t.Errorf("%s: (-want +got):\n%s", tt.name, d)
				}
			}
			if end.Unread != tt.unread {
				t.Errorf("%s: got %d unread, want %d", tt.name, end.Unread, tt.unread)
			}
		}
		if got := w.count("/contents/"); got != tt.read {
			t.Errorf("%s: got %d files read, want %d", tt.name, got, tt.read)
		}
	}
}

// TestRenamesAreNoReasonToFail leaves a comparison as it is where contents cannot be
// had.
func TestRenamesAreNoReasonToFail(t *testing.T) {
	r := twoTrees(map[string]string{"a/x.go": page10(0)}, map[string]string{"b/x.go": page10(1)})
	r["GET /repos/acme/app/contents/{at...}"] = text(500, "no")
	all, err := compareAll(t, tokenClient(t, r.wire(), nil), CompareSpec{Base: id(1), Head: id(2), TwoDot: true})
	if err != nil || len(all) == 0 || len(all[len(all)-1].Files) != 2 || all[len(all)-1].Unread != 2 {
		t.Errorf("got %+v, %v, want the two files, not looked at", all, err)
	}
}

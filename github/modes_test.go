package github

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

const oddDiff = `diff --git a/run b/run
old mode 100644
new mode 100755
index 1111111..2222222
--- a/run
+++ b/run
@@ -1 +1 @@
-a
+b
diff --git a/plain b/plain
index 1111111..2222222 100644
--- a/plain
+++ b/plain
@@ -1 +1 @@
-old mode 100644
+new mode 100755
diff --git a/tool b/tool
index 1111111..2222222 100755
--- a/tool
+++ b/tool
@@ -1 +1 @@
-a
+b
diff --git a/link b/link
new file mode 120000
index 0000000..2222222
--- /dev/null
+++ b/link
@@ -0,0 +1 @@
+run
\ No newline at end of file
diff --git a/both b/both
deleted file mode 100644
index 1111111..0000000
--- a/both
+++ /dev/null
@@ -1 +0,0 @@
-a
diff --git a/both b/both
new file mode 120000
index 0000000..2222222
--- /dev/null
+++ b/both
@@ -0,0 +1 @@
+run
diff --git "a/\303\251" "b/\303\251 2"
old mode 100755
new mode 100644
similarity index 90%
rename from "\303\251"
rename to "\303\251 2"
`

func TestModes(t *testing.T) {
	asDiff := text(200, oddDiff, "Content-Type", "application/vnd.github.diff; charset=utf-8")
	fromDiff := []File{
		{Path: "run", OldMode: "100644", NewMode: "100755"}, {Path: "link", NewMode: "120000"},
		{Path: "both", OldMode: "100644", NewMode: "120000"}, {Path: "é 2", OldMode: "100755", NewMode: "100644"},
	}
	tree := func(mode string) string {
		return `{"tree":[{"path":"a","mode":"` + mode + `","type":"blob","sha":"` + id(7) + `"},{"path":"b","mode":"100644","type":"blob","sha":"` + id(len(mode+strings.Trim(mode, "07"))) + `"}]}`
	}
	fromTrees := []File{{Path: "a", Status: "modified", SHA: id(7), OldSHA: id(7), OldMode: "100644", NewMode: "100755"}}
	refused := text(406, `{"message":"Sorry, the diff exceeded the maximum number of lines (20000)","errors":[{"field":"diff","code":"too_large"}]}`)
	for _, tt := range []struct {
		name   string
		diff   routes
		listed []File
		want   []File
		asked  int // for the diff
		err    error
	}{
		{"from the diff", routes{"GET /repos/acme/app/compare/{at}": asDiff}, make([]File, 300), fromDiff, 1, nil},
		{"GitHub refuses so large a diff", routes{"GET /repos/acme/app/compare/{at}": refused}, nil, fromTrees, 1, nil},
		{"too many files", routes{"GET /repos/acme/app/compare/{at}": asDiff}, make([]File, 301), fromTrees, 0, nil},
		{"too many lines", routes{"GET /repos/acme/app/compare/{at}": asDiff}, []File{{Additions: 20_000, Deletions: 1}}, fromTrees, 0, nil},
		{"it fails", routes{"GET /repos/acme/app/compare/{at}": text(500, "no")}, nil, nil, 0, ErrServer},
	} {
		tt.diff["GET /user"] = text(200, user)
		tt.diff["GET /repos/acme/app/git/trees/"+id(1)] = text(200, tree("100644"))
		tt.diff["GET /repos/acme/app/git/trees/"+id(2)] = text(200, tree("100755"))
		w := tt.diff.wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		if _, err := c.Identity(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time from the store
			got, err := c.Modes(t.Context(), 0, app, id(1), id(2), tt.listed)
			for i := range got {
				got[i].URL = ""
			}
			if d := cmp.Diff(tt.want, got); d != "" || !errors.Is(err, tt.err) {
				t.Errorf("%s: got %v and (-want +got):\n%s", tt.name, err, d)
			}
		}
		if got := w.count("/compare/" + id(1) + "..." + id(2)); tt.err == nil && got != tt.asked {
			t.Errorf("%s: got %d requests of the diff, want %d", tt.name, got, tt.asked)
		}
	}
	if _, err := tokenClient(t, routes{}.wire(), nil).Modes(t.Context(), 0, app, "main", id(2), nil); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v for a branch, want %v", err, ErrInvalid)
	}
}

package diff

import (
	"fmt"
	"strings"
	"testing"
)

// letters name the kinds in tests.
var letters = map[Kind]string{Other: "?", Header: "h", HunkStart: "@", Context: " ", Added: "+", Removed: "-", NoNewline: `\`, Binary: "b"}

// dump is a patch as a test reads it: each line's kind, numbers and text.
func dump(p *Patch) string {
	var b strings.Builder
	for i := range p.Lines() {
		l := p.Line(i)
		fmt.Fprintf(&b, "%s %d %d %s\n", letters[l.Kind], l.OldNo, l.NewNo, l.Text)
	}
	return b.String()
}

func TestParseHunksOnly(t *testing.T) {
	p := Parse([]byte("@@ -10,4 +10,5 @@ func main() {\n a\n-b\n+c\n+d\n e\n f\n@@ -30 +31,0 @@\n-g\n\\ No newline at end of file"))
	want := `@ 0 0 @@ -10,4 +10,5 @@ func main() {
  10 10 a
- 11 0 b
+ 0 11 c
+ 0 12 d
  12 13 e
  13 14 f
@ 0 0 @@ -30 +31,0 @@
- 30 0 g
\ 0 0 No newline at end of file
`
	if got := dump(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(p.Files) != 1 {
		t.Fatalf("got %d files, want 1", len(p.Files))
	}
	f := p.Files[0]
	if f.Path() != "" || f.Status != Modified || f.Additions != 2 || f.Deletions != 2 || f.First != 0 || f.End != 10 {
		t.Errorf("got the file %+v, want no path, modified, +2 -2, lines 0 to 10", f)
	}
	wantHunks := []Hunk{
		{10, 4, 10, 5, []byte("func main() {"), 0, 7},
		{30, 1, 31, 0, []byte(""), 7, 10},
	}
	if got, want := fmt.Sprintf("%+v", f.Hunks), fmt.Sprintf("%+v", wantHunks); got != want {
		t.Errorf("got hunks %s, want %s", got, want)
	}
}

func TestParseLines(t *testing.T) {
	tests := []struct{ name, patch, want string }{
		{"nothing", "", ""},
		{"no diff", "hello\nworld", "? 0 0 hello\n? 0 0 world\n"},
		{"empty file before", "@@ -0,0 +1,2 @@\n+a\n+b\n", "@ 0 0 @@ -0,0 +1,2 @@\n+ 0 1 a\n+ 0 2 b\n"},
		{"both without newline", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
			"@ 0 0 @@ -1 +1 @@\n- 1 0 a\n\\ 0 0 No newline at end of file\n+ 0 1 b\n\\ 0 0 No newline at end of file\n"},
		{"lines that look like headers", "@@ -1,2 +1,2 @@\n--- a\n-- b\n+++ c\n+@@ -1 +1 @@\n",
			"@ 0 0 @@ -1,2 +1,2 @@\n- 1 0 -- a\n- 2 0 - b\n+ 0 1 ++ c\n+ 0 2 @@ -1 +1 @@\n"},
		{"stripped context", "@@ -1,3 +1,3 @@\n a\n\n b\n", "@ 0 0 @@ -1,3 +1,3 @@\n  1 1 a\n  2 2 \n  3 3 b\n"},
		{"carriage returns belong to the text", "@@ -1,2 +1,2 @@\n-a\r\n+b\r\n\r\n", "@ 0 0 @@ -1,2 +1,2 @@\n- 1 0 a\r\n+ 0 1 b\r\n  2 2 \n"},
		{"lines beyond the counts", "@@ -1 +1 @@\n-a\n+b\n+c\n d\n", "@ 0 0 @@ -1 +1 @@\n- 1 0 a\n+ 0 1 b\n? 0 0 +c\n? 0 0 d\n"},
		{"end of a mail", "@@ -1 +1 @@\n-a\n+b\n-- \n2.40\n", "@ 0 0 @@ -1 +1 @@\n- 1 0 a\n+ 0 1 b\n? 0 0 -- \n? 0 0 2.40\n"},
		{"cut off", "@@ -1,9 +1,9 @@\n a\n-b", "@ 0 0 @@ -1,9 +1,9 @@\n  1 1 a\n- 2 0 b\n"},
		{"cut off by the next hunk", "@@ -1,9 +1,9 @@\n a\n@@ -20 +20 @@\n-b\n+c", "@ 0 0 @@ -1,9 +1,9 @@\n  1 1 a\n@ 0 0 @@ -20 +20 @@\n- 20 0 b\n+ 0 20 c\n"},
		{"no hunk headers", "@@ -a +1 @@\n@@ -1 1 @@\n@@ -1,+1 @@\n@@ -1 +1\n@@ -99999999999 +1 @@\n@@ -1 +1,2147483647 @@\n",
			"? 0 0 @@ -a +1 @@\n? 0 0 @@ -1 1 @@\n? 0 0 @@ -1,+1 @@\n? 0 0 @@ -1 +1\n? 0 0 @@ -99999999999 +1 @@\n? 0 0 @@ -1 +1,2147483647 @@\n"},
	}
	for _, test := range tests {
		want := strings.ReplaceAll(test.want, "? 0 0 d\n", "? 0 0  d\n")
		if got := dump(Parse([]byte(test.patch))); got != want {
			t.Errorf("%s: got\n%q\nwant\n%q", test.name, got, want)
		}
	}
}

func TestParseFiles(t *testing.T) {
	const hunk = "@@ -1 +1 @@\n-a\n+b\n"
	tests := []struct {
		name, patch string
		want        File
	}{
		{"changed", "diff --git a/x.go b/x.go\nindex 1..2 100644\n--- a/x.go\n+++ b/x.go\n" + hunk,
			File{OldPath: "x.go", NewPath: "x.go", OldMode: 0o100644, NewMode: 0o100644, Additions: 1, Deletions: 1}},
		{"added", "diff --git a/x b/x\nnew file mode 100755\nindex 0..2\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+b\n",
			File{NewPath: "x", Status: StatusAdded, NewMode: 0o100755, Additions: 1}},
		{"added, empty", "diff --git a/x b/x\nnew file mode 100644\nindex 0..e\n",
			File{NewPath: "x", Status: StatusAdded, NewMode: 0o100644}},
		{"removed", "diff --git a/x b/x\ndeleted file mode 120000\nindex 1..0\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
			File{OldPath: "x", Status: StatusRemoved, OldMode: 0o120000, Deletions: 1}},
		{"renamed", "diff --git a/old name b/new name\nsimilarity index 100%\nrename from old name\nrename to new name\n",
			File{OldPath: "old name", NewPath: "new name", Status: Renamed}},
		{"renamed and changed", "diff --git a/x b/y\nsimilarity index 50%\nrename from x\nrename to y\nindex 1..2 100644\n--- a/x\n+++ b/y\n" + hunk,
			File{OldPath: "x", NewPath: "y", Status: Renamed, OldMode: 0o100644, NewMode: 0o100644, Additions: 1, Deletions: 1}},
		{"copied", "diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n",
			File{OldPath: "x", NewPath: "y", Status: Copied}},
		{"mode", "diff --git a/a b c b/a b c\nold mode 100644\nnew mode 100755\n",
			File{OldPath: "a b c", NewPath: "a b c", OldMode: 0o100644, NewMode: 0o100755}},
		{"blank in the name", "diff --git a/x y b/x y\nindex 1..2 100644\n--- a/x y\t\n+++ b/x y\t\n" + hunk,
			File{OldPath: "x y", NewPath: "x y", OldMode: 0o100644, NewMode: 0o100644, Additions: 1, Deletions: 1}},
		{"quoted", "diff --git \"a/gr\\303\\274n\" \"b/gr\\303\\274n\"\nindex 1..2 100644\n--- \"a/gr\\303\\274n\"\n+++ \"b/gr\\303\\274n\"\n" + hunk,
			File{OldPath: "grün", NewPath: "grün", OldMode: 0o100644, NewMode: 0o100644, Additions: 1, Deletions: 1}},
		{"quoted, without more", "diff --git \"a/t\\tab\" \"b/t\\tab\"\nold mode 100644\nnew mode 100755\n",
			File{OldPath: "t\tab", NewPath: "t\tab", OldMode: 0o100644, NewMode: 0o100755}},
		{"one quoted", "diff --git a/x \"b/\\\"x\\\"\"\nsimilarity index 100%\nrename from x\nrename to \"\\\"x\\\"\"\n",
			File{OldPath: "x", NewPath: `"x"`, Status: Renamed}},
		{"binary", "diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n",
			File{OldPath: "x.png", NewPath: "x.png", OldMode: 0o100644, NewMode: 0o100644, IsBinary: true}},
		{"binary patch", "diff --git a/x b/x\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKc$^+@@\n\nliteral 0\nH-cmV+\n\n",
			File{OldPath: "x", NewPath: "x", OldMode: 0o100644, NewMode: 0o100644, IsBinary: true}},
		{"plain diff", "--- a/x\t2026-01-01 00:00:00\n+++ b/x\t2026-01-02 00:00:00\n" + hunk,
			File{OldPath: "x", NewPath: "x", Additions: 1, Deletions: 1}},
		{"carriage returns", "diff --git a/x b/x\r\nindex 1..2 100644\r\n--- a/x\r\n+++ b/x\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n",
			File{OldPath: "x", NewPath: "x", OldMode: 0o100644, NewMode: 0o100644, Additions: 1, Deletions: 1}},
		{"merge", "diff --cc x.go\nindex 1,2..3\n--- a/x.go\n+++ b/x.go\n@@@ -1,2 -1,2 +1,3 @@@\n  a\n++b\n--- c\n+++ d\n@@ -1 +1 @@\n",
			File{OldPath: "x.go", NewPath: "x.go", IsCombined: true}},
		{"merge, combined", "diff --combined \"gr\\303\\274n\"\nindex 1,2..3\n",
			File{OldPath: "grün", NewPath: "grün", IsCombined: true}},
		{"submodule", "diff --git a/sub b/sub\nindex 1..2 160000\n--- a/sub\n+++ b/sub\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n",
			File{OldPath: "sub", NewPath: "sub", OldMode: 0o160000, NewMode: 0o160000, Additions: 1, Deletions: 1}},
	}
	for _, test := range tests {
		p := Parse([]byte("commit 1\n\n    --- text\n\n" + test.patch))
		if len(p.Files) != 1 {
			t.Errorf("%s: got %d files, want 1\n%s", test.name, len(p.Files), dump(p))
			continue
		}
		got, want := p.Files[0], test.want
		want.First, want.End, want.Hunks = 4, p.Lines(), got.Hunks
		if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, g, w)
		}
		if hunks := strings.Count(test.patch, "\n@@ -"); !want.IsCombined && len(got.Hunks) != hunks {
			t.Errorf("%s: got %d hunks, want %d", test.name, len(got.Hunks), hunks)
		}
	}
}

func TestParseSeveralFiles(t *testing.T) {
	p := Parse([]byte("diff --git a/x b/x\nnew file mode 100644\n" +
		"diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n@@ -5 +5 @@\n-a\n+b\n" +
		"diff --git a/z b/z\nGIT binary patch\nKc-+\n\n" +
		"diff --git a/w b/w\n--- a/w\n+++ b/w\n@@ -7 +7 @@ s\n-c\n+d\n" +
		"--- a/v\n+++ b/v\n@@ -1 +1 @@\n-a\n+b\n"))
	var got []string
	for i, f := range p.Files {
		got = append(got, fmt.Sprintf("%s %v %d-%d %d", f.Path(), f.Status, f.First, f.End, len(f.Hunks)))
		for n := f.First; n < f.End; n++ {
			if p.FileOf(n) != i {
				t.Errorf("line %d: got file %d, want %d", n, p.FileOf(n), i)
			}
		}
		for _, h := range f.Hunks {
			for n := h.First; n < h.End; n++ {
				if hunk := p.HunkOf(n); hunk == nil || hunk.First != h.First {
					t.Errorf("line %d: got hunk %+v, want %+v", n, hunk, h)
				}
			}
		}
		if f.First < f.End && p.HunkOf(f.First) != nil {
			t.Errorf("%s: got a hunk for the first header, want none", f.Path())
		}
	}
	want := []string{"x added 0-2 0", "y modified 2-11 2", "z modified 11-15 0", "w modified 15-21 1", "v modified 21-26 1"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if k := p.Kind(13); k != Binary {
		t.Errorf("got kind %d for encoded bytes, want %d", k, Binary)
	}
	if got := Parse([]byte("text\n" + string(p.Bytes()))).FileOf(0); got != -1 {
		t.Errorf("got file %d for a line before the first, want -1", got)
	}
}

func TestPathOfRemovedFile(t *testing.T) {
	p := Parse([]byte("diff --git a/x b/x\ndeleted file mode 100644\n"))
	if got := p.Files[0].Path(); got != "x" {
		t.Errorf("got %q, want %q", got, "x")
	}
}

func TestUnquote(t *testing.T) {
	tests := []struct{ text, want string }{
		{`plain`, `plain`},
		{`"plain"`, `plain`},
		{`"\303\244\\\"\a\b\t\n\v\f\r"`, "ä\\\"\a\b\t\n\v\f\r"},
		{`"\377\000"`, "\xff\x00"},
		{`"\400"`, `"\400"`},
		{`"\38"`, `"\38"`},
		{`"\x41"`, `"\x41"`},
		{`"open`, `"open`},
		{`"open\"`, `"open\"`},
		{`"a"b"`, `"a"b"`},
		{`"`, `"`},
		{`""`, ``},
		{``, ``},
	}
	for _, test := range tests {
		if got := string(unquote([]byte(test.text))); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

// A hunk longer than the distance of the marks has right numbers all through.
func TestLineNumbersFarIntoAHunk(t *testing.T) {
	patch, want := []byte("text\n@@ -100,1000 +200,1000 @@\n"), []Line{{}, {}}
	old, new := 100, 200
	for n := range 1500 {
		switch n % 3 {
		case 0:
			patch, want = append(patch, " c\n"...), append(want, Line{Context, old, new, nil})
			old++
			new++
		case 1:
			patch, want = append(patch, "-r\n"...), append(want, Line{Removed, old, 0, nil})
			old++
		case 2:
			patch, want = append(patch, "+a\n"...), append(want, Line{Added, 0, new, nil})
			new++
		}
	}
	p := Parse(patch)
	if p.Lines() != len(want) {
		t.Fatalf("got %d lines, want %d", p.Lines(), len(want))
	}
	for i := 2; i < len(want); i++ {
		if got := p.Line(i); got.Kind != want[i].Kind || got.OldNo != want[i].OldNo || got.NewNo != want[i].NewNo {
			t.Fatalf("line %d: got %+v, want %+v", i, got, want[i])
		}
	}
}

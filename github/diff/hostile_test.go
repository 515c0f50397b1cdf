package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// check fails if a patch lost a byte, or its lines, hunks, files and pairs
// contradict each other.
func check(t *testing.T, patch []byte) *Patch {
	t.Helper()
	p := Parse(patch)
	at := 0
	for i := range p.Lines() {
		raw, l := p.Raw(i), p.Line(i)
		if !bytes.HasPrefix(patch[at:], raw) || len(raw) == 0 {
			t.Fatalf("got line %d %.99q at byte %d, want %.99q", i, raw, at, patch[at:])
		}
		at += len(raw)
		if !bytes.Contains(raw, l.Text) || bytes.Contains(l.Text, []byte("\n")) {
			t.Fatalf("line %d: got text %.99q, want a part of %.99q", i, l.Text, raw)
		}
		h := p.HunkOf(i)
		if (h != nil) != (l.Kind == HunkStart || l.Kind >= Context && l.Kind <= NoNewline) {
			t.Fatalf("line %d of kind %d: got hunk %+v, want one for lines of hunks only", i, l.Kind, h)
		}
		if h != nil && (l.OldNo >= h.OldStart+h.OldLines && l.OldNo > 0 || l.NewNo >= h.NewStart+h.NewLines && l.NewNo > 0) {
			t.Fatalf("line %d: got numbers %d and %d, want them within %+v", i, l.OldNo, l.NewNo, h)
		}
		if n := p.FileOf(i); n >= 0 && (i < p.Files[n].First || i >= p.Files[n].End) {
			t.Fatalf("line %d: got file %d with lines %d to %d", i, n, p.Files[n].First, p.Files[n].End)
		}
		if pair := p.Pair(i); pair >= 0 && (p.Pair(pair) != i || p.HunkOf(pair) != h || p.Kind(pair) != Added+Removed-l.Kind) {
			t.Fatalf("line %d: got %d as its pair, of kind %d in hunk %+v, and %d as the pair of that", i, pair, p.Kind(pair), p.HunkOf(pair), p.Pair(pair))
		}
		for _, s := range p.Changed(i) {
			if s.From >= s.To || s.To > len(l.Text) {
				t.Fatalf("line %d: got span %+v, want a part of %.99q", i, s, l.Text)
			}
		}
	}
	if got := LinesOf(string(patch)); got != p.Lines() {
		t.Fatalf("got %d lines without reading the patch, want %d", got, p.Lines())
	}
	if at != len(patch) || !bytes.Equal(p.Bytes(), patch) {
		t.Fatalf("got lines of %d bytes and %d bytes at all, want %d", at, len(p.Bytes()), len(patch))
	}
	hunks := 0
	for n, file := range p.Files {
		hunks += len(file.Hunks)
		if n > 0 && file.First != p.Files[n-1].End {
			t.Fatalf("got file %d from line %d on, want %d", n, file.First, p.Files[n-1].End)
		}
		kinds := p.kinds[file.First:file.End]
		if added, removed := bytes.Count(asBytes(kinds), []byte{byte(Added)}), bytes.Count(asBytes(kinds), []byte{byte(Removed)}); added != file.Additions || removed != file.Deletions {
			t.Fatalf("got +%d -%d, want +%d -%d", file.Additions, file.Deletions, added, removed)
		}
	}
	if hunks != len(p.hunks) {
		t.Fatalf("got %d hunks in files, want %d", hunks, len(p.hunks))
	}
	FindMoves(p)
	return p
}

func asBytes(kinds []Kind) []byte {
	out := make([]byte, len(kinds))
	for i, k := range kinds {
		out[i] = byte(k)
	}
	return out
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("@@ -1,2 +1,2 @@ s\n a\n-b\n+c\n\\ No newline at end of file\n"))
	f.Add([]byte("diff --git \"a/\\303\\244\" b/x\nrename from \"x\nGIT binary patch\nabc\n"))
	f.Add([]byte("diff --cc x\n--- a\n+++ b\n@@@ -1 -1 +1 @@@\n++x\ndiff --git a/ b/\n--- \n+++ \n@@ -0,0 +1 @@\n\n\r\n+"))
	f.Add([]byte("--- a\n+++ b\n@@ -1,99 +1,99 @@\n" + strings.Repeat(" a\n-b\n+c\n", 40)))
	f.Add([]byte("diff --git \"a/\\n\\\"\" \"b/\\n\\\"\"\nunknown header 1\n@@ -1 +1 @@\n-a b c\n\\\n+a d c\n@@ -1,2 +1,3 @@\n-x\x00 y z\n-p q r\r+\n+p q s\n+x y z\n+u\n"))
	f.Fuzz(func(t *testing.T, patch []byte) { check(t, patch) })
}

// realPatch has one of everything that git writes.
const realPatch = `commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904
Author: A <a@example.com>

    Subject

diff --git a/mode.sh b/mode.sh
old mode 100644
new mode 100755
index 1234567..89abcde
--- a/mode.sh
+++ b/mode.sh
@@ -1,4 +1,4 @@ name() {
 one
-two words
+two other words
 three
 four
@@ -20,2 +20,3 @@
 last
-end
\ No newline at end of file
+end
+more
diff --git a/old name.go b/new name.go
similarity index 90%
rename from old name.go
rename to new name.go
index 1234567..89abcde 100644
--- a/old name.go	
+++ b/new name.go	
@@ -5 +5 @@
-x := 1
+x := 2
diff --git "a/\303\244\n\"q\"" "b/\303\244\n\"q\""
deleted file mode 100644
index 1234567..0000000
--- "a/\303\244\n\"q\""
+++ /dev/null
@@ -1,2 +0,0 @@
-a
-b
diff --git a/i.png b/i.png
index 1234567..89abcde 100644
GIT binary patch
literal 3
KcmZ?wbhEHb

literal 0
HcmV?d00001

diff --cc merged.go
index 1234567,89abcde..fedcba9
--- a/merged.go
+++ b/merged.go
@@@ -1,2 -1,2 +1,3 @@@
  a
++b
 -c
diff --git a/sub b/sub
index 1234567..89abcde 160000
--- a/sub
+++ b/sub
@@ -1 +1 @@
-Subproject commit 1234567
+Subproject commit 89abcde
`

func TestEveryPrefix(t *testing.T) {
	whole := []byte(realPatch)
	files := 0
	for n := range len(whole) + 1 {
		p := check(t, whole[:n])
		if len(p.Files) < files {
			t.Fatalf("got %d files in %d bytes, want %d as in those before", len(p.Files), n, files)
		}
		files = len(p.Files)
	}
	if files != 6 {
		t.Errorf("got %d files, want 6", files)
	}
}

func TestEveryByteChanged(t *testing.T) {
	for n := range len(realPatch) {
		for _, c := range []byte("\n\r\x00@+- \\\"\xff") {
			patch := []byte(realPatch)
			patch[n] = c
			check(t, patch)
		}
	}
}

func TestHostilePatches(t *testing.T) {
	long := strings.Repeat("long line ", 1<<20)
	tests := []struct{ name, patch, want string }{ // the kinds of the lines
		{"counts too small", "@@ -1 +1 @@\n-a\n-b\n+c\n+d\n", "@-???"},
		{"counts too large", "@@ -1,99 +1,99 @@\n-a\n+b\n", "@-+"},
		{"counts of nothing", "@@ -1,0 +1,0 @@\n-a\n+b\n", "@??"},
		{"huge counts", "@@ -1073741823,1073741823 +1,1073741823 @@\n-a\n", "@-"},
		{"numbers beyond 32 bits", "@@ -9999999999 +1 @@\n-a\n", "??"},
		{"largest number", "@@ -1073741823 +1 @@\n-a\n", "@-"},
		{"a number too large", "@@ -1073741824 +1 @@\n-a\n", "??"},
		{"hunk header in a binary patch", "diff --git a/x b/x\nGIT binary patch\n@@ -1 +1 @@\n", "hbb"},
		{"hunks that overlap", "@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n@@ -2,2 +2,2 @@\n-b\n+c\n d\n", "@ -+ @-+ "},
		{"hunks backwards", "@@ -9 +9 @@\n-a\n+b\n@@ -1 +1 @@\n-c\n+d\n", "@-+@-+"},
		{"carriage returns only", "@@ -1 +1 @@\r-a\r+b\r", "@"},
		{"carriage return within a line", "@@ -1 +1 @@\n-a\rb\n+a\r+b\n", "@-+"},
		{"lone carriage return is no context", "@@ -1 +1 @@\n\r", "@?"},
		{"NUL", "@@ -1 +1 @@\n-\x00\n+\x00\x00\n", "@-+"},
		{"NUL first", "\x00@@ -1 +1 @@\n-a\n", "??"},
		{"long lines", "@@ -1 +1 @@\n-" + long + "\n+" + long + "x\n", "@-+"},
		{"long line outside", long + "\n@@ -1 +1 @@\n-a\n", "?@-"},
		{"long path", "diff --git a/" + long + " b/" + long + "\n@@ -1 +1 @@\n-a\n", "h@-"},
		{"unknown headers", "diff --git a/x b/x\nfrobnication 9\n\nindex 1..2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "h??hhh@-+"},
		{"no newline at the beginning", "\\ No newline at end of file\n@@ -1 +1 @@\n-a\n", "?@-"},
		{"no newline twice", "@@ -1 +1 @@\n-a\n\\ x\n\\ y\n+b\n", "@-\\\\+"},
		{"combined, three parents", "diff --cc x\nindex 1,2,3..4\n--- a/x\n+++ b/x\n@@@@ -1 -1 -1 +1 @@@@\n---a\n+++b\n", "hhhh???"},
		{"combined without a header", "@@@ -1 -1 +1 @@@\n--a\n++b\n", "???"},
		{"header within a hunk", "@@ -1,3 +1,3 @@\n a\ndiff --git a/x b/x\n", "@ h"},
		{"only a marker", "@@ -1,2 +1,2 @@\n-\n+\n \n", "@-+ "},
		{"only newlines", "\n\n\n", "???"},
	}
	for _, test := range tests {
		p := check(t, []byte(test.patch))
		got := ""
		for i := range p.Lines() {
			got += letters[p.Kind(i)]
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// TestPathsAreGits lets git write the names: of files renamed, made executable,
// changed and removed.
func TestPathsAreGits(t *testing.T) {
	dir := t.TempDir()
	names := []string{"plain", "two words", " blank first", "blank last ", "new\nline", `"quoted"`, `one"quote`, "tab\tin", `back\slash`,
		"grün", "\xff\xfe", "a b", "x b", "b", "-dash", "\a\b\v\f\r\x01\x7f", "emoji 👍", "a\\nb", "b b b"}
	var all, want []string
	for _, name := range names {
		for _, change := range []string{"renamed", "mode", "changed", "removed"} {
			all = append(all, name+change)
		}
	}
	git(t, dir, "init", "-q")
	for _, name := range all {
		write(t, dir, name, "text of "+name+"\n")
	}
	git(t, dir, "add", ".")
	git(t, dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "a")
	for i, name := range all {
		switch f := (File{OldPath: name, NewPath: name}); i % 4 {
		case 0:
			git(t, dir, "mv", "--", name, name+" to")
			want = append(want, fmt.Sprintf("%q %q %v", name, name+" to", Renamed))
		case 1:
			git(t, dir, "update-index", "--chmod=+x", "--", name)
			want = append(want, fmt.Sprintf("%q %q %v", f.OldPath, f.NewPath, Modified))
		case 2:
			write(t, dir, name, "other\n")
			git(t, dir, "add", "--", name)
			want = append(want, fmt.Sprintf("%q %q %v", f.OldPath, f.NewPath, Modified))
		case 3:
			git(t, dir, "rm", "-q", "--", name)
			want = append(want, fmt.Sprintf("%q %q %v", name, "", StatusRemoved))
		}
	}
	slices.Sort(want)
	for _, quote := range []string{"true", "false"} {
		var got []string
		for _, f := range check(t, []byte(git(t, dir, "-c", "core.quotePath="+quote, "diff", "--cached", "-M100%"))).Files {
			got = append(got, fmt.Sprintf("%q %q %v", f.OldPath, f.NewPath, f.Status))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("core.quotePath=%s: got\n%s\nwant\n%s", quote, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

package diff

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// bigPatch is like a vendoring change: many files, about 120,000 lines, 4.5 MB.
func bigPatch(files int) []byte {
	var b bytes.Buffer
	for n := range files {
		fmt.Fprintf(&b, "diff --git a/vendor/dir%d/file%d.go b/vendor/dir%d/file%d.go\nindex 1234567..89abcde 100644\n"+
			"--- a/vendor/dir%d/file%d.go\n+++ b/vendor/dir%d/file%d.go\n@@ -1,40 +1,40 @@ func something() {\n", n%50, n, n%50, n, n%50, n, n%50, n)
		for range 20 {
			b.WriteString(" \tcontext of the change, as is\n-\tif err := run(ctx, name); err != nil {\n+\tif err := run(ctx, name, options...); err != nil {\n")
		}
	}
	return b.Bytes()
}

func TestParseAllocations(t *testing.T) {
	few, many := bigPatch(200), bigPatch(2000)
	count := func(patch []byte) float64 { return testing.AllocsPerRun(5, func() { Parse(patch) }) }
	// Ten times the files may double the arrays of files, hunks and names some times more.
	if got, want := count(many), count(few)+24; got > want || got > 80 {
		t.Errorf("got %v allocations for 2,000 files, want at most %v and 80", got, want)
	}
	p := Parse(few)
	if got := testing.AllocsPerRun(100, func() { p.Line(1234); p.HunkOf(1234); p.FileOf(1234) }); got != 0 {
		t.Errorf("got %v allocations for a line, want 0", got)
	}
}

func BenchmarkParse(b *testing.B) {
	patch := bigPatch(2000)
	b.SetBytes(int64(len(patch)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(patch)
	}
}

// BenchmarkParseMany is the field "patch" of 2,000 files, 50 lines each.
func BenchmarkParseMany(b *testing.B) {
	patch := []byte("@@ -1,33 +1,33 @@ func something() {\n" + strings.Repeat(" \tcontext of the change, as is\n-\tif err := run(ctx, name); err != nil {\n+\tif err := run(ctx, name, options...); err != nil {\n", 16))
	b.ReportAllocs()
	for b.Loop() {
		for range 2000 {
			Parse(patch)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	p := Parse(bigPatch(2000))
	i := 0
	for b.Loop() {
		p.Line(i % p.Lines())
		i += 7
	}
}

// BenchmarkChanged is one screen of 40 lines: of a usual patch, of one with two
// very large blocks, and of one with long lines wholly rewritten.
func BenchmarkChanged(b *testing.B) {
	large := fmt.Sprintf("@@ -1,50000 +1,50000 @@\n%s%s", strings.Repeat("-\treturn nil\n", 50000), strings.Repeat("+\treturn err\n", 50000))
	unequal := fmt.Sprintf("@@ -1,20 +1,30 @@\n%s%s", strings.Repeat("-\tif err := run(ctx, name); err != nil {\n", 20), strings.Repeat("+\tif err := run(ctx, options...); err != nil {\n", 30))
	long := fmt.Sprintf("@@ -1,40 +1,40 @@\n%s", strings.Repeat("-x"+strings.Repeat("a.b(c) + ", 20)+"\n+y"+strings.Repeat("a-d(c) , ", 20)+"\n", 40))
	for _, bench := range []struct {
		name  string
		patch *Patch
		first int
	}{{"usual", Parse(bigPatch(2000)), 60000}, {"block", Parse([]byte(large)), 30000}, {"unequal", Parse([]byte(unequal)), 5}, {"long", Parse([]byte(long)), 3}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			var c Comparer
			for b.Loop() {
				for i := range 40 {
					c.Changed(bench.patch, bench.first+i)
				}
			}
		})
	}
}

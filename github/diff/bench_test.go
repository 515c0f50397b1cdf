package diff

import (
	"bytes"
	"fmt"
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

func BenchmarkLine(b *testing.B) {
	p := Parse(bigPatch(2000))
	i := 0
	for b.Loop() {
		p.Line(i % p.Lines())
		i += 7
	}
}

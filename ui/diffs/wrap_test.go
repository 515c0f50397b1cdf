package diffs

import (
	"strings"
	"testing"

	"hubtrail/github"
)

func TestRowsOfWrappedLines(t *testing.T) {
	for _, tt := range []struct {
		line        string
		cells, want int
	}{
		{"+", 4, 1},
		{"+abcd", 4, 1},
		{"+abcde", 4, 2},
		{" abcdefgh", 4, 2},
		{"-\tx", 4, 2}, // the tab ends at its fourth cell, whatever the sign
		{"+ab\tx", 5, 1},
		{"+字字", 4, 1},
		{"+字字字", 4, 2},
		{"+abcd\r", 4, 1},
		{"+" + strings.Repeat("x", 4*mostWrapped+9), 4, mostWrapped},
		{"\\ No newline at end of file", 4, 1},
	} {
		f := newFile(&github.File{Patch: "@@ -1 +1 @@\n" + tt.line + "\n"})
		if got := f.rowsFor(1, tt.cells); got != tt.want {
			t.Errorf("%q in %d cells: got %d rows, want %d", tt.line, tt.cells, got, tt.want)
		}
		if got, want := f.fits(tt.cells), f.rowsFor(0, tt.cells)+f.rowsFor(1, tt.cells) == 2; got != want {
			t.Errorf("%q in %d cells: got fits %t, want %t", tt.line, tt.cells, got, want)
		}
	}
}

// TestEveryLineHasAnItemSideBySide goes from lines to items and back, also where
// more lines were removed than added.
func TestEveryLineHasAnItemSideBySide(t *testing.T) {
	for _, patch := range []string{
		"@@ -1,3 +1,1 @@\n-a\n-b\n-c\n+d",
		"@@ -1,1 +1,3 @@\n-a\n+b\n+c\n+d\n\\ No newline at end of file",
		"@@ -1,2 +1,2 @@\n a\n-b\n+c\n@@ -9 +9 @@\n-x\n",
	} {
		f := newFile(&github.File{Patch: patch})
		b := newBody(f, true, 0)
		for line := range f.lines {
			x := b.pairs[b.rowOf(line)]
			if int(x.old) != line && int(x.new) != line {
				t.Errorf("%q: got line %d in the row %v, want it there", patch, line, x)
			}
		}
	}
}

package linker

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func drawn(edits []edit) string {
	var b strings.Builder
	for _, e := range edits {
		if e.sign == '@' {
			fmt.Fprintf(&b, "@%d|", e.skip)
		} else {
			b.WriteString(string(e.sign) + e.line + "|")
		}
	}
	return b.String()
}

func TestDifference(t *testing.T) {
	for _, tc := range []struct{ name, before, after, want string }{
		{"nothing", "a\nb", "a\nb", "@2|"},
		{"nothing at all", "", "", ""},
		{"to an empty text", "", "Closes #1", "+Closes #1|"},
		{"to nothing", "Closes #1", "", "-Closes #1|"},
		{"at the end", "a", "a\n\nCloses #1", " a|+|+Closes #1|"},
		{"far from the beginning", "a\nb\nc\nd\ne", "a\nb\nc\nd\ne\nCloses #1", "@2| c| d| e|+Closes #1|"},
		{"CRLF at a last line without an end", "a", "a\r\n\r\nCloses #1", " a|+|+Closes #1|"},
		{"only ends of lines", "a\nb", "a\r\nb", "@2|"},
		{"a line out of the middle", "a\nCloses #1\nb", "a\nb", " a|-Closes #1| b|"},
		{"two places", "Closes #1\na\nb\nc\nd\ne\nf\ng\nh\nCloses #2\nz", "a\nb\nc\nd\ne\nf\ng\nh\nz", "-Closes #1| a| b| c|@2| f| g| h|-Closes #2| z|"},
		{"a line with another one", "Closes #1", "Closes #1, closes #2", "-Closes #1|+Closes #1, closes #2|"},
		{"the same line twice", "a\na", "a\na\na", " a| a|+a|"},
	} {
		if got := drawn(difference(tc.before, tc.after)); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

// Texts that differ at both ends and are too long to compare are replaced whole,
// soon.
func TestADifferenceOfLongTexts(t *testing.T) {
	before := "x\n" + strings.Repeat("line\n", 30_000) + "y"
	after := "a\n" + strings.Repeat("line\n", 30_000) + "b"
	if got := len(difference(before, after)); got != 60_004 {
		t.Errorf("got %d lines, want all of both", got)
	}
}

func FuzzDifference(f *testing.F) {
	f.Add("a\nb\nc", "a\nc\r\nd")
	f.Add("", "\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		a, b := linesOf(before), linesOf(after)
		var gone, come []string
		for _, e := range middle(a, b) {
			if e.sign != '+' {
				gone = append(gone, e.line)
			}
			if e.sign != '-' {
				come = append(come, e.line)
			}
		}
		if !slices.Equal(gone, a) || !slices.Equal(come, b) {
			t.Errorf("%q to %q: got %q and %q", before, after, gone, come)
		}
		skipped := 0
		for _, e := range difference(before, after) {
			skipped += max(e.skip, 0)
			if e.sign != '@' && e.skip != 0 || e.sign == '@' && e.skip == 0 {
				t.Errorf("%q to %q: got %+v", before, after, e)
			}
		}
		if skipped > len(a) {
			t.Errorf("%q to %q: %d lines left out of %d", before, after, skipped, len(a))
		}
	})
}

package diff

import "bytes"

// Options are how two blobs are compared.
type Options struct {
	Context     int  // unchanged lines around a change: 3 if 0, none if below 0
	IgnoreSpace bool // lines that differ in blanks, tabs and line endings only are the same, as for git diff -w, and shown as they are now
}

// IsBinary says whether git takes a blob for binary: it has a NUL among its
// first 8,000 bytes (buffer_is_binary in git's xdiff-interface.c).
func IsBinary(blob []byte) bool {
	return bytes.IndexByte(blob[:min(len(blob), 8000)], 0) >= 0
}

// Blobs compares two versions of a file by lines. The answer is what GitHub has
// in the field "patch": hunks from the first "@@" on, without the header of a
// file; empty if no line differs. It is made for text, see IsBinary.
//
// Time and memory grow with the size of the blobs and never with its square.
// The changed lines are the fewest possible where the differing parts are small
// or few, else close to that. No library was both: of the Go ones, those that
// find a small diff (gotextdiff, go-udiff's myers, sergi/go-diff) need seconds
// or gigabytes for files with little in common, and those that are quick
// (go-udiff, go-difflib) mark up to a hundred times the lines.
func Blobs(old, new []byte, o Options) []byte {
	switch {
	case o.Context == 0:
		o.Context = 3
	case o.Context < 0:
		o.Context = 0
	}
	c := newComparison(old, new, o.IgnoreSpace)
	c.compare()
	c.settle()
	return c.print(o.Context)
}

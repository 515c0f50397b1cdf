// Package diff turns unified diffs into files, hunks and numbered lines (Parse),
// and makes such a diff of two blobs (Blobs). It keeps the patch as bytes and an
// index of its lines, so a large patch costs little more than its bytes, and any
// line is found without an allocation. What only the lines on the screen need is
// computed when they are asked for: which lines are a pair (Pair) and the words
// that changed between them (Changed). It does not know where a patch comes from
// or how it is drawn.
package diff

import (
	"bytes"
	"math"
	"sort"
	"sync/atomic"
)

// MaxSize is how many bytes of a patch are looked at; the rest is cut.
const MaxSize = math.MaxUint32

// Kind is what a line of a patch is.
type Kind uint8

// The kinds of line.
const (
	Other     Kind = iota // text outside of any hunk: a commit message, a combined diff, what nobody understood
	Header                // "diff --git", "index", "---", "rename from" and their like
	HunkStart             // "@@ -1,2 +3,4 @@ section"
	Context               // in both versions
	Added                 // in the new version only
	Removed               // in the old version only
	NoNewline             // "\ No newline at end of file", about the line before
	Binary                // "Binary files differ" and the encoded text of a binary patch
)

// Status is what happened to a file, in GitHub's words.
type Status uint8

// The statuses of a file.
const (
	Modified Status = iota
	StatusAdded
	StatusRemoved
	Renamed
	Copied
)

// String is GitHub's word for the status.
func (s Status) String() string {
	switch s {
	case StatusAdded:
		return "added"
	case StatusRemoved:
		return "removed"
	case Renamed:
		return "renamed"
	case Copied:
		return "copied"
	default:
		return "modified"
	}
}

// File is one file of a patch. Paths are without the prefixes a/ and b/ and
// unquoted; both are empty for bare hunks, which name no file.
type File struct {
	OldPath, NewPath string // OldPath is empty for an added file, NewPath for a removed one
	Status           Status
	OldMode, NewMode uint32 // git's file modes (0o100644), 0 where the patch says nothing
	IsBinary         bool
	IsCombined       bool // a merge against several parents: its lines are Other
	Additions        int  // lines of kind Added
	Deletions        int  // lines of kind Removed
	First, End       int  // its lines are First <= i < End, headers included
	Hunks            []Hunk
}

// Path is what the file is called now, or was called last.
func (f *File) Path() string {
	if f.NewPath != "" {
		return f.NewPath
	}
	return f.OldPath
}

// Hunk is one "@@" section. Starts are line numbers that count from 1; with
// zero lines a start is the number of the line before (0 at the top).
type Hunk struct {
	OldStart, OldLines int    // as its header says
	NewStart, NewLines int    // as its header says
	Section            []byte // what follows the second "@@"; a part of the patch
	First, End         int    // its lines are First <= i < End; First is the header
}

// Line is one line of a patch.
type Line struct {
	Kind  Kind
	OldNo int    // number in the old version, 0 if it is not there
	NewNo int    // number in the new version, 0 if it is not there
	Text  []byte // without the newline and, in a hunk, without the marker; a part of the patch
}

// Patch is a parsed diff. After Parse nothing that can be seen of it changes,
// and it may be read by several goroutines.
type Patch struct {
	Files     []File
	Truncated bool // the patch was larger than MaxSize

	src    []byte
	starts []uint32 // where each line begins, and after the last one len(src)
	kinds  []Kind
	hunks  []Hunk
	marks  []mark // the numbers before line markEvery*i, where that is in a hunk

	lastRun atomic.Pointer[run] // what Pair found last, if finding it was work
}

// markEvery is how many lines share one mark: finding a line's numbers counts
// at most so many lines.
const markEvery = 32

// mark holds the numbers that the next old and new line will have.
type mark struct{ old, new int32 }

// Lines is how many lines the patch has, headers and all.
func (p *Patch) Lines() int { return len(p.kinds) }

// Bytes is the patch as it was parsed. It must not be changed.
func (p *Patch) Bytes() []byte { return p.src }

// Raw is line i as it is in the patch, with its newline if it has one.
func (p *Patch) Raw(i int) []byte {
	return p.src[p.starts[i]:p.starts[i+1]:p.starts[i+1]]
}

// Kind is the kind of line i.
func (p *Patch) Kind(i int) Kind { return p.kinds[i] }

// Line is line i, 0 <= i < Lines(). It allocates nothing.
func (p *Patch) Line(i int) Line {
	l := Line{Kind: p.kinds[i], Text: bytes.TrimSuffix(p.Raw(i), []byte("\n"))}
	if l.Kind < Context || l.Kind > NoNewline {
		return l
	}
	l.Text = withoutMarker(l.Text)
	old, new := p.numbersBefore(i)
	switch l.Kind {
	case Context:
		l.OldNo, l.NewNo = old, new
	case Removed:
		l.OldNo = old
	case Added:
		l.NewNo = new
	case NoNewline:
		l.Text = bytes.TrimPrefix(l.Text, []byte(" "))
	}
	return l
}

// withoutMarker is the text behind the first byte of a hunk's line. Some tools
// strip the blank of an empty context line.
func withoutMarker(line []byte) []byte {
	if len(line) == 0 {
		return line
	}
	return line[1:]
}

// body is the text of a line of a hunk, as in Line but without its numbers.
func (p *Patch) body(i int) []byte {
	return withoutMarker(bytes.TrimSuffix(p.Raw(i), []byte("\n")))
}

// numbersBefore are the numbers that line i of a hunk has in the versions in
// which it is.
func (p *Patch) numbersBefore(i int) (old, new int) {
	h := &p.hunks[p.hunkAt(i)]
	from := h.First + 1
	old, new = h.OldStart, h.NewStart
	if at := i - i%markEvery; at >= from {
		from = at
		old, new = int(p.marks[at/markEvery].old), int(p.marks[at/markEvery].new)
	}
	for _, k := range p.kinds[from:i] {
		switch k {
		case Context:
			old++
			new++
		case Removed:
			old++
		case Added:
			new++
		}
	}
	return old, new
}

// hunkAt is the index of the last hunk that begins at or before line i, -1 if
// there is none.
func (p *Patch) hunkAt(i int) int {
	return sort.Search(len(p.hunks), func(n int) bool { return p.hunks[n].First > i }) - 1
}

// HunkOf is the hunk that line i belongs to, nil if it is in none. It allocates
// nothing.
func (p *Patch) HunkOf(i int) *Hunk {
	n := p.hunkAt(i)
	if n < 0 || i >= p.hunks[n].End {
		return nil
	}
	return &p.hunks[n]
}

// FileOf is the index in Files of the file that line i belongs to, -1 for a
// line before the first file.
func (p *Patch) FileOf(i int) int {
	return sort.Search(len(p.Files), func(n int) bool { return p.Files[n].First > i }) - 1
}

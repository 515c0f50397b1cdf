package diff

import (
	"sort"
	"strings"
	"unsafe"
)

// ParseString is Parse of a text, which is not copied either.
func ParseString(patch string) *Patch {
	return Parse(bytesOf(patch)) // Parse changes nothing
}

// bytesOf is a text as bytes that nobody may change.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// LinesOf is how many lines ParseString finds in a patch, without reading it: at
// the speed of memory.
func LinesOf(patch string) int {
	patch = patch[:min(uint64(len(patch)), MaxSize)]
	n := strings.Count(patch, "\n")
	if patch != "" && patch[len(patch)-1] != '\n' {
		n++
	}
	return n
}

// Start is where line i begins, in bytes of the patch; for i = Lines() its end.
func (p *Patch) Start(i int) int { return int(p.starts[i]) }

// LineAt is the line that holds a byte of the patch, the last one for those
// behind its end.
func (p *Patch) LineAt(offset int) int {
	return max(sort.Search(len(p.kinds), func(i int) bool { return int(p.starts[i]) > offset })-1, 0)
}

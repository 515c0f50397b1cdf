package diff

import (
	"sort"
	"unsafe"
)

// ParseString is Parse of a text, which is not copied either.
func ParseString(patch string) *Patch {
	return Parse(unsafe.Slice(unsafe.StringData(patch), len(patch))) // Parse changes nothing
}

// Start is where line i begins, in bytes of the patch.
func (p *Patch) Start(i int) int { return int(p.starts[i]) }

// LineAt is the line that holds a byte of the patch, the last one for those
// behind its end.
func (p *Patch) LineAt(offset int) int {
	return max(sort.Search(len(p.kinds), func(i int) bool { return int(p.starts[i]) > offset })-1, 0)
}

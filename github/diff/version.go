package diff

import (
	"bytes"
	"hash/maphash"
)

// version is one of the two blobs: its lines, and which of them changed.
type version struct {
	lines   [][]byte // with their newlines
	ids     []int32  // the same number for the same line, in both versions
	changed []bool
}

// comparison is two versions of a file. Lines that did not change are the same
// and in the same order in both.
type comparison struct {
	old, new version
	ids      int // how many different lines there are
}

func newComparison(old, new []byte, ignoreSpace bool) *comparison {
	c := &comparison{old: newVersion(old), new: newVersion(new)}
	t := newInterner(len(c.old.lines) + len(c.new.lines))
	for _, v := range []*version{&c.old, &c.new} {
		keys := v.lines
		if ignoreSpace {
			keys = withoutSpace(v.lines)
		}
		for i, key := range keys {
			v.ids[i] = t.id(key)
		}
	}
	c.ids = len(t.keys)
	return c
}

func newVersion(blob []byte) version {
	n := bytes.Count(blob, []byte("\n")) + 1
	v := version{lines: make([][]byte, 0, n)}
	for len(blob) > 0 {
		end := bytes.IndexByte(blob, '\n') + 1
		if end == 0 {
			end = len(blob)
		}
		v.lines = append(v.lines, blob[:end])
		blob = blob[end:]
	}
	v.ids = make([]int32, len(v.lines))
	v.changed = make([]bool, len(v.lines))
	return v
}

// withoutSpace are lines without what git's isspace holds for.
func withoutSpace(lines [][]byte) [][]byte {
	size := 0
	for _, line := range lines {
		size += len(line)
	}
	all := make([]byte, 0, size)
	out := make([][]byte, len(lines))
	for i, line := range lines {
		from := len(all)
		for _, c := range line {
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				all = append(all, c)
			}
		}
		out[i] = all[from:]
	}
	return out
}

// interner numbers lines, the first one 0. It is a hash table with open
// addressing: a map of strings takes three times as long.
type interner struct {
	seed  maphash.Seed
	table []slot // its length is a power of two
	keys  [][]byte
}

type slot struct {
	hash uint32
	id   int32 // 1 more than the number, 0 for a free slot
}

func newInterner(lines int) *interner {
	size := 16
	for size < 2*lines {
		size *= 2
	}
	return &interner{seed: maphash.MakeSeed(), table: make([]slot, size), keys: make([][]byte, 0, lines/2+1)}
}

func (t *interner) id(key []byte) int32 {
	hash := maphash.Bytes(t.seed, key)
	for i := hash >> 32; ; i++ {
		s := &t.table[i&uint64(len(t.table)-1)]
		switch {
		case s.id == 0:
			t.keys = append(t.keys, key)
			*s = slot{uint32(hash), int32(len(t.keys))}
			return s.id - 1
		case s.hash == uint32(hash) && bytes.Equal(t.keys[s.id-1], key):
			return s.id - 1
		}
	}
}

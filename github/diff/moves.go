package diff

import (
	"hash/maphash"
	"sort"
)

const (
	// minMoveLines and minMoveText are how many lines and letters or digits must
	// have moved together: fewer are the same by chance. The second is that of
	// git diff --color-moved=blocks.
	minMoveLines = 3
	minMoveText  = 20
	// maxMoveTries is how many places a block is compared with.
	maxMoveTries = 8
)

// Move is a block of removed lines that were added elsewhere, or of added lines
// that were removed elsewhere. A block that was added twice is two moves, each
// with the removed block as its other end.
type Move struct {
	First, End int // its lines are First <= i < End, all removed or all added
	Other      int // the first line of the block on the other side
}

// Moves are the moves of a patch, in order.
type Moves []Move

// FindMoves finds the blocks of at least three lines, with at least 20 letters
// and digits, that a patch removes in one place and adds, unchanged, in another,
// in whatever file. Its time grows with the number of lines: 100,000 take some
// 10 ms, so it is not for the first frame.
func FindMoves(p *Patch) Moves {
	f := moveFinder{p: p}
	f.hash()
	return merge(f.find(Removed, Added), f.find(Added, Removed))
}

// Of is the move that line i of the patch belongs to.
func (m Moves) Of(i int) (Move, bool) {
	n := sort.Search(len(m), func(n int) bool { return m[n].First > i }) - 1
	if n < 0 || i >= m[n].End {
		return Move{}, false
	}
	return m[n], true
}

type moveFinder struct {
	p *Patch
	// lines are hashes of the removed and added lines; that two of 64 bits are
	// the same by chance is not worth a comparison.
	lines []uint64
	// heads and next are chains of lines with the same blockHash, but for some
	// bits: 1 more than the line, 0 for the end.
	heads, next []int32
}

func (f *moveFinder) hash() {
	seed := maphash.MakeSeed()
	f.lines = make([]uint64, f.p.Lines())
	for i, kind := range f.p.kinds {
		if kind == Removed || kind == Added {
			f.lines[i] = maphash.Bytes(seed, f.p.body(i))
		}
	}
	size := 16
	for size < len(f.lines) {
		size *= 2
	}
	f.heads, f.next = make([]int32, size), make([]int32, len(f.lines))
}

// blockHash is that of the minMoveLines lines from i on, false if not all are of
// the kind.
func (f *moveFinder) blockHash(i int, kind Kind) (hash uint64, ok bool) {
	if i+minMoveLines > len(f.lines) {
		return 0, false
	}
	for n := range minMoveLines {
		if f.p.kinds[i+n] != kind {
			return 0, false
		}
		hash = (hash ^ f.lines[i+n]) * 0x9E3779B97F4A7C15
	}
	return hash, true
}

// head is the chain of a hash.
func (f *moveFinder) head(hash uint64) *int32 {
	return &f.heads[hash>>32&uint64(len(f.heads)-1)]
}

// find finds the blocks of one kind that the other has too.
func (f *moveFinder) find(kind, other Kind) (moves Moves) {
	clear(f.heads)
	for i := len(f.lines) - 1; i >= 0; i-- { // so that a chain begins with its first line
		if hash, ok := f.blockHash(i, other); ok {
			head := f.head(hash)
			f.next[i], *head = *head, int32(i+1)
		}
	}
	for i := 0; i < len(f.lines); {
		m := f.longest(i, kind, other)
		switch {
		case m.End == i:
			i++
		case !f.hasText(m):
			i = m.End - minMoveLines + 1 // what begins within it has even less text
		default:
			moves = append(moves, m)
			i = m.End
		}
	}
	return moves
}

// longest is the longest block from line i on that is somewhere among the lines
// of the other kind, empty if there is none.
func (f *moveFinder) longest(i int, kind, other Kind) Move {
	best := Move{First: i, End: i}
	hash, ok := f.blockHash(i, kind)
	if !ok {
		return best
	}
	tries := 0
	for j := int(*f.head(hash)) - 1; j >= 0 && tries < maxMoveTries; j = int(f.next[j]) - 1 {
		if same, _ := f.blockHash(j, other); same != hash {
			continue
		}
		tries++
		n := minMoveLines
		for i+n < len(f.lines) && j+n < len(f.lines) && f.p.kinds[i+n] == kind && f.p.kinds[j+n] == other && f.lines[i+n] == f.lines[j+n] {
			n++
		}
		if i+n > best.End {
			best.End, best.Other = i+n, j
		}
	}
	return best
}

// hasText says whether a block is long enough to tell it from chance. A letter
// outside of ASCII counts as one.
func (f *moveFinder) hasText(m Move) bool {
	n := 0
	for i := m.First; i < m.End; i++ {
		for _, c := range f.p.body(i) {
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0xC0 {
				if n++; n >= minMoveText {
					return true
				}
			}
		}
	}
	return false
}

// merge puts two lists in the order of their lines.
func merge(a, b Moves) Moves {
	all := make(Moves, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].First < b[0].First {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

package diff

import (
	"math"
	"math/bits"
)

const (
	// maxTable is how many pairs of lines a table has at most: 2 MB.
	maxTable = 1 << 24
	// manyPlaces is how often a line must be in a table's columns to have a row
	// of bits of its own.
	manyPlaces = 16
)

// table holds the longest common subsequences of all beginnings of two lists of
// lines in a bit each, 64 of which are computed at once (Hyyrö, Bit-Parallel
// LCS-length Computation Revisited, 2004). Columns are the longer list.
// A bit that is not set says that with this column one more line is in common.
type table struct {
	words int
	rows  []uint64
	// places of a line in the columns: first[id] is 1 more than the first column
	// that has it, next[column] likewise the following one. count[id] is their
	// number, masks[id] where masks begin for lines with many places.
	first, next, count, masks []int32
	bits                      []uint64

	matches []point // found by walk, the last one first
}

// point is a pair of lines, counted from the beginning of a box.
type point struct{ i, j int }

// match finds a longest common subsequence of two lists.
func (t *table) match(a, b []int32, ids int) {
	if len(a) >= len(b) {
		t.fill(a, b, ids)
		t.walk(len(a), len(b))
		return
	}
	t.fill(b, a, ids)
	t.walk(len(b), len(a))
	for n, m := range t.matches {
		t.matches[n] = point{m.j, m.i}
	}
}

func (t *table) fill(a, b []int32, ids int) {
	t.words = (len(a) + 63) / 64
	if t.first == nil {
		t.first, t.count, t.masks = make([]int32, ids), make([]int32, ids), make([]int32, ids)
	}
	t.next = resize(t.next, len(a))
	for i := len(a) - 1; i >= 0; i-- {
		id := a[i]
		t.next[i], t.first[id] = t.first[id], int32(i+1)
		t.count[id]++
	}
	t.mask(a)
	t.rows = resize(t.rows, (len(b)+1)*t.words)
	for w := range t.words {
		t.rows[w] = math.MaxUint64
	}
	for j, id := range b {
		row := t.rows[(j+1)*t.words : (j+2)*t.words]
		copy(row, t.rows[j*t.words:])
		if t.count[id] >= manyPlaces {
			addDense(row, t.bits[t.masks[id]:])
		} else {
			t.addSparse(row, id)
		}
	}
	for _, id := range a {
		t.first[id], t.count[id] = 0, 0
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// mask makes the bits of lines with many places.
func (t *table) mask(a []int32) {
	t.bits = t.bits[:0]
	for i, id := range a {
		if t.count[id] < manyPlaces || t.first[id] != int32(i+1) {
			continue
		}
		at := len(t.bits)
		t.masks[id] = int32(at)
		for range t.words {
			t.bits = append(t.bits, 0)
		}
		for p := t.first[id]; p > 0; p = t.next[p-1] {
			t.bits[at+int(p-1)/64] |= 1 << (uint(p-1) % 64)
		}
	}
}

func addDense(row, mask []uint64) {
	carry := uint64(0)
	mask = mask[:len(row)]
	for w, old := range row {
		var sum uint64
		sum, carry = bits.Add64(old, old&mask[w], carry)
		row[w] = sum | old&^mask[w]
	}
}

// addSparse does the same but only looks at words where something happens.
func (t *table) addSparse(row []uint64, id int32) {
	p := t.first[id]
	for p > 0 {
		w := int(p-1) / 64
		for carry := uint64(0); w < len(row); w++ {
			mask := uint64(0)
			for ; p > 0 && int(p-1)/64 == w; p = t.next[p-1] {
				mask |= 1 << (uint(p-1) % 64)
			}
			if mask == 0 && carry == 0 {
				break
			}
			old := row[w]
			var sum uint64
			sum, carry = bits.Add64(old, old&mask, carry)
			row[w] = sum | old&^mask
		}
	}
}

// walk collects the pairs of a longest common subsequence.
func (t *table) walk(columns, rows int) {
	t.matches = t.matches[:0]
	isSet := func(i, j int) bool { return t.rows[j*t.words+(i-1)/64]>>(uint(i-1)%64)&1 != 0 }
	for i, j := columns, rows; i > 0 && j > 0; {
		switch {
		case isSet(i, j):
			i--
		case !isSet(i, j-1):
			j--
		default:
			i--
			j--
			t.matches = append(t.matches, point{i, j})
		}
	}
}

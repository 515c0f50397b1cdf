package github

import "container/heap"

// best keeps the first rows of an order out of many, without sorting them all.
type best struct {
	by    sorting
	limit int
	rows  []*shelved // a heap, the last of them on top
	total int
}

// add takes a row in if it is among the first so far.
func (b *best) add(row *shelved) {
	b.total++
	switch {
	case len(b.rows) < b.limit:
		heap.Push(b, row)
	case b.limit > 0 && b.by.rows(row, b.rows[0]) < 0:
		b.rows[0] = row
		heap.Fix(b, 0)
	}
}

// Len, Less, Swap, Push and Pop are the heap's.
func (b *best) Len() int           { return len(b.rows) }
func (b *best) Less(i, j int) bool { return b.by.rows(b.rows[i], b.rows[j]) > 0 }
func (b *best) Swap(i, j int)      { b.rows[i], b.rows[j] = b.rows[j], b.rows[i] }

// Push appends a row.
func (b *best) Push(row any) { b.rows = append(b.rows, row.(*shelved)) }

// Pop takes the last row off.
func (b *best) Pop() any {
	last := b.rows[len(b.rows)-1]
	b.rows = b.rows[:len(b.rows)-1]
	return last
}

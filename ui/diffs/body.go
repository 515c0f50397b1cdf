package diffs

import (
	"sort"

	"hubtrail/github/diff"
)

// pair is a row of a side by side view: lines of the patch, -1 for none. A line
// that belongs to no side, as the head of a hunk, is in both.
type pair struct{ old, new int32 }

// body is a file's patch as rows: unified, a line each, or side by side; wrapped
// or not.
type body struct {
	pairs []pair  // nil if it is unified
	item  []int32 // of each line, side by side; nil until one is asked for
	tops  []int32 // with wrapping, the first row of each item, and after the last one all rows
	items int
	lines int // of the patch
}

// newBody lays a file out. cells is the room for the text of a line if lines are
// wrapped, else 0. A patch that is not here has its lines one below the other.
func newBody(f *file, split bool, cells int) *body {
	b := &body{items: f.lines, lines: f.lines}
	if f.apart() {
		return b
	}
	if split {
		b.pairs = f.sides()
		b.items = len(b.pairs)
	}
	if cells > 0 && !f.fits(cells) {
		b.tops = make([]int32, b.items+1)
		rows := int32(0)
		for i := range b.items {
			b.tops[i] = rows
			rows += int32(b.tall(f, i, cells))
		}
		b.tops[b.items] = rows
	}
	return b
}

// tall is how many rows an item takes.
func (b *body) tall(f *file, i, cells int) int {
	if b.pairs == nil {
		return f.rowsFor(i, cells)
	}
	n := 1
	if at := b.pairs[i].old; at >= 0 {
		n = f.rowsFor(int(at), cells)
	}
	if at := b.pairs[i].new; at >= 0 && at != b.pairs[i].old {
		n = max(n, f.rowsFor(int(at), cells))
	}
	return n
}

// rows is how many there are.
func (b *body) rows() int {
	if b.tops != nil {
		return int(b.tops[b.items])
	}
	return b.items
}

// at is the item of a row, and which of its rows it is.
func (b *body) at(row int) (item, part int) {
	if b.tops == nil {
		return row, 0
	}
	item = sort.Search(b.items, func(i int) bool { return int(b.tops[i+1]) > row })
	return item, row - int(b.tops[item])
}

// rowOf is the first row of a line of the patch.
func (b *body) rowOf(line int) int {
	item := line
	if b.pairs != nil {
		item = b.itemOf(line)
	}
	if b.tops != nil {
		return int(b.tops[item])
	}
	return item
}

// itemOf is the item of a line of the patch, side by side.
func (b *body) itemOf(line int) int {
	if b.item == nil {
		b.item = make([]int32, b.lines)
		for i, x := range b.pairs {
			for _, line := range [...]int32{x.old, x.new} {
				if line >= 0 {
					b.item[line] = int32(i)
				}
			}
		}
	}
	return int(b.item[line])
}

// lineAt is the line of the patch that an item is about: that of the new version
// where there are two.
func (b *body) lineAt(item int) int {
	switch {
	case b.pairs == nil:
		return item
	case b.pairs[item].new >= 0:
		return int(b.pairs[item].new)
	}
	return int(b.pairs[item].old)
}

// pairsOf puts the lines removed in a run beside those added after them.
func pairsOf(p *diff.Patch) []pair {
	pairs := make([]pair, 0, p.Lines())
	for i := 0; i < p.Lines(); {
		switch p.Kind(i) {
		case diff.Removed, diff.Added:
			removed := runOf(p, i, diff.Removed)
			added := runOf(p, removed, diff.Added)
			pairs = appendRun(pairs, p, i, removed, added)
			i = added
		default:
			pairs = append(pairs, pair{int32(i), int32(i)})
			i++
		}
	}
	return pairs
}

// appendRun puts each line removed beside the one it became, as far as there is
// one: pairs do not cross.
func appendRun(pairs []pair, p *diff.Patch, old, oldEnd, newEnd int) []pair {
	for new := oldEnd; old < oldEnd || new < newEnd; {
		row := pair{-1, -1}
		became, was := -1, -1
		if old < oldEnd {
			became, row.old = p.Pair(old), int32(old)
		}
		if new < newEnd {
			was, row.new = p.Pair(new), int32(new)
		}
		switch {
		case row.old >= 0 && row.new >= 0 && became != new && became >= 0 && was < 0:
			row.old = -1
		case row.old >= 0 && row.new >= 0 && became != new && was >= 0:
			row.new = -1
		}
		if row.old >= 0 {
			old++
		}
		if row.new >= 0 {
			new++
		}
		pairs = append(pairs, row)
	}
	return pairs
}

// runOf is where a run of lines of a kind ends; what is said of a missing newline
// belongs to it.
func runOf(p *diff.Patch, from int, kind diff.Kind) int {
	i := from
	for i < p.Lines() && (p.Kind(i) == kind || i > from && p.Kind(i) == diff.NoNewline) {
		i++
	}
	return i
}

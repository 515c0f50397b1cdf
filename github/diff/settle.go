package diff

import "bytes"

// A block of changed lines can often move without being less right: with "a b a"
// where "a" was, either "b a" or "a b" was added. settle moves each to where a
// person would have put it.
func (c *comparison) settle() {
	c.old.settle(&c.new)
	c.new.settle(&c.old)
}

// maxMoves is how many places of a block are compared: git's limit.
const maxMoves = 100

func (v *version) settle(other *version) {
	beside := other.blocksAt()
	same := 0 // unchanged lines before the block
	for from := 0; from < len(v.changed); {
		if !v.changed[from] {
			from++
			same++
			continue
		}
		b := lines{from, v.blockEnd(from)}
		for b.to < len(v.ids) && v.ids[b.from] == v.ids[b.to] {
			v.changed[b.from], v.changed[b.to] = false, true
			b.from++
			b.to = v.blockEnd(b.to)
			same++
		}
		moves := v.bestPlace(b, beside[:same+1])
		for range moves {
			b.from--
			b.to--
			v.changed[b.from], v.changed[b.to] = true, false
		}
		from = b.to
		same -= moves
	}
}

// lines are the lines from <= i < to of a version.
type lines struct{ from, to int }

// blockEnd is the first unchanged line from i on.
func (v *version) blockEnd(i int) int {
	for i < len(v.changed) && v.changed[i] {
		i++
	}
	return i
}

// blocksAt says for each number of unchanged lines whether there is a block of
// changed ones behind so many.
func (v *version) blocksAt() []bool {
	at := make([]bool, 1, len(v.changed)+1)
	for _, changed := range v.changed {
		if changed {
			at[len(at)-1] = true
			continue
		}
		at = append(at, false)
	}
	return at
}

// bestPlace says by how many lines a block is to be moved up. The last of beside
// tells of where the block is now. A place beside a block of the other version
// is the best, since both are one change then; else the one with the best edges,
// and of these the lowest.
func (v *version) bestPlace(b lines, beside []bool) (moves int) {
	if beside[len(beside)-1] {
		return 0
	}
	best := v.edge(b.from) + v.edge(b.to)
	for n := 1; n <= maxMoves && b.from-n >= 0 && !v.changed[b.from-n] && v.ids[b.from-n] == v.ids[b.to-n]; n++ {
		if beside[len(beside)-1-n] {
			return n
		}
		if cost := v.edge(b.from-n) + v.edge(b.to-n); cost < best {
			moves, best = n, cost
		}
	}
	return moves
}

// edge is what speaks against beginning or ending a block before line i: a deep
// indentation, no empty line before, an empty line behind, and a line that ends
// what was indented.
func (v *version) edge(i int) (cost int) {
	if i == 0 || i == len(v.lines) {
		return 0
	}
	before, after := indentation(v.lines[i-1]), indentation(v.lines[i])
	if after < 0 {
		cost++
		if i+1 < len(v.lines) {
			after = indentation(v.lines[i+1])
		}
	}
	if before >= 0 {
		cost++
	}
	if after < before {
		cost += 2
	}
	return cost + 2*max(after, 0)
}

// indentation is the width of a line's indentation, tabs being 8 wide, or -1 for
// an empty line.
func indentation(line []byte) (width int) {
	line = line[:min(len(line), 256)]
	text := bytes.TrimLeft(line, " \t")
	if len(bytes.TrimSpace(text[:min(len(text), 8)])) == 0 {
		return -1
	}
	for _, c := range line[:len(line)-len(text)] {
		if c == '\t' {
			width += 8 - width%8
		} else {
			width++
		}
	}
	return width
}

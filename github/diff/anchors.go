package diff

import (
	"cmp"
	"slices"
)

// minBlock is how many lines in a row must be the same to hold two versions
// together. Fewer may be chance, and a few lines that moved far would cost more
// lines than they save.
const minBlock = 8

// block is n lines that are the same, from a and b on.
type block struct{ a, b, n int }

// anchors is the memory of cut, by id: how often a line is in either part of the
// box, and where in the second.
type anchors struct{ inA, inB, at []int32 }

// cut finds the longest chain of blocks of equal lines in a box, each around a
// line that is in both parts once (the idea of Bram Cohen's patience diff), and
// returns the boxes between them: only the box itself if there is no block.
func (s *solver) cut(x box) []box {
	var gaps []box
	rest := x
	for _, b := range chain(x, s.blocks(x)) {
		skip := max(0, rest.a0-b.a, rest.b0-b.b) // where it overlaps the one before
		if skip >= b.n {
			continue
		}
		gaps = append(gaps, box{rest.a0, b.a + skip, rest.b0, b.b + skip})
		rest.a0, rest.b0 = b.a+b.n, b.b+b.n
	}
	return append(gaps, rest)
}

// blocks are the blocks of a box in the order of its old lines.
func (s *solver) blocks(x box) (blocks []block) {
	n := &s.anchors
	if n.inA == nil {
		n.inA, n.inB, n.at = make([]int32, s.c.ids), make([]int32, s.c.ids), make([]int32, s.c.ids)
	}
	for _, id := range s.a[x.a0:x.a1] {
		n.inA[id]++
	}
	for j := x.b0; j < x.b1; j++ {
		n.inB[s.b[j]]++
		n.at[s.b[j]] = int32(j)
	}
	last := block{}
	for i := x.a0; i < x.a1; i++ {
		id := s.a[i]
		j := int(n.at[id])
		if n.inA[id] != 1 || n.inB[id] != 1 || i < last.a+last.n && i-j == last.a-last.b {
			continue
		}
		last = s.extend(x, block{i, j, 1})
		if last.n >= minBlock {
			blocks = append(blocks, last)
		}
	}
	for _, id := range s.a[x.a0:x.a1] {
		n.inA[id] = 0
	}
	for _, id := range s.b[x.b0:x.b1] {
		n.inB[id] = 0
	}
	slices.SortFunc(blocks, func(p, q block) int { return cmp.Compare(p.a, q.a) })
	return blocks
}

// extend makes a block as long as the lines before and behind it are the same.
func (s *solver) extend(x box, b block) block {
	for b.a > x.a0 && b.b > x.b0 && s.a[b.a-1] == s.b[b.b-1] {
		b.a--
		b.b--
		b.n++
	}
	for b.a+b.n < x.a1 && b.b+b.n < x.b1 && s.a[b.a+b.n] == s.b[b.b+b.n] {
		b.n++
	}
	return b
}

// nearBlocks is how many blocks back chain looks for the best one to come after.
const nearBlocks = 64

// chain is the list of blocks, in the same order in both versions, that leaves
// most lines unchanged, if one in four of those between is so by chance: without
// that, a block that moved far would be kept at the cost of all it passed. The
// block before is looked for among the last ones, and beyond them in a Fenwick
// tree of the heaviest list that ends before each place of the new version.
func chain(x box, blocks []block) []block {
	weight, before := make([]int, len(blocks)), make([]int, len(blocks))
	tree := newHeaviest(blocks)
	start := block{x.a0, x.b0, 0}
	best, end := -1, start.weightBefore(block{x.a1, x.b1, 0})
	for i, b := range blocks {
		before[i], weight[i] = -1, start.weightBefore(b)
		try := func(p int) {
			if p >= 0 && blocks[p].b < b.b {
				if w := weight[p] + blocks[p].weightBefore(b); w > weight[i] {
					before[i], weight[i] = p, w
				}
			}
		}
		for p := max(0, i-nearBlocks); p < i; p++ {
			try(p)
		}
		try(tree.before(i, weight))
		tree.add(i, weight)
		if w := weight[i] + b.weightBefore(block{x.a1, x.b1, 0}); w > end {
			best, end = i, w
		}
	}

	var found []block
	for i := best; i >= 0; i = before[i] {
		found = append(found, blocks[i])
	}
	slices.Reverse(found)
	return found
}

// weightBefore is what the next block adds to a list that ends with this one,
// in quarters of a line.
func (b block) weightBefore(next block) int {
	gap := min(next.a-b.a, next.b-b.b) - b.n
	if gap < 0 {
		gap *= 4 // they overlap, and the next one will be cut
	}
	return 4*next.n + gap
}

// heaviest finds the block with the greatest weight that begins before another
// in the new version.
type heaviest struct {
	rank []int // of a block among all, by where it begins in the new version, from 1
	tree []int // by rank; 1 more than a block, 0 for none
}

func newHeaviest(blocks []block) heaviest {
	order := make([]int, len(blocks))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(p, q int) int { return cmp.Compare(blocks[p].b, blocks[q].b) })
	h := heaviest{make([]int, len(blocks)), make([]int, len(blocks)+1)}
	for r, i := range order {
		h.rank[i] = r + 1
	}
	return h
}

// before is a block, or -1.
func (h *heaviest) before(i int, weight []int) int {
	best := -1
	for r := h.rank[i] - 1; r > 0; r -= r & -r {
		if p := h.tree[r] - 1; p >= 0 && (best < 0 || weight[p] > weight[best]) {
			best = p
		}
	}
	return best
}

func (h *heaviest) add(i int, weight []int) {
	for r := h.rank[i]; r < len(h.tree); r += r & -r {
		if p := h.tree[r] - 1; p < 0 || weight[p] < weight[i] {
			h.tree[r] = i + 1
		}
	}
}

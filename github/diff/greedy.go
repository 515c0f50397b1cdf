package diff

// maxGreedy is how many changed lines the greedy search looks for before it
// gives up: its time grows with the square.
const maxGreedy = 128

// greedy is the memory of Myers' greedy algorithm (An O(ND) Difference Algorithm
// and Its Variations, 1986): for each number d of changes and each diagonal k =
// i-j, the furthest i.
type greedy struct {
	reach []int32 // of the current d; diagonal k is at k+maxGreedy+1
	trace []int32 // of all d: 2d+1 diagonals from d*d on
}

// few marks the changed lines of a box if they are at most maxGreedy, the fewest
// possible then.
func (s *solver) few(x box) bool {
	a, b := s.a[x.a0:x.a1], s.b[x.b0:x.b1]
	if differ := len(a) - len(b); differ > maxGreedy || differ < -maxGreedy {
		return false
	}
	const zero = maxGreedy + 1
	g := &s.greedy
	if g.reach == nil {
		g.reach = make([]int32, 2*maxGreedy+3)
		g.trace = make([]int32, (maxGreedy+1)*(maxGreedy+1))
	}
	g.reach[zero+1] = 0
	for d := 0; d <= maxGreedy; d++ {
		for k := -d; k <= d; k += 2 {
			var i int
			if endsAdded(k, d, g.reach[zero+1-d:]) {
				i = int(g.reach[zero+k+1])
			} else {
				i = int(g.reach[zero+k-1]) + 1
			}
			for i < len(a) && i-k < len(b) && a[i] == b[i-k] {
				i++
			}
			g.reach[zero+k] = int32(i)
			if i >= len(a) && i-k >= len(b) {
				s.trace(x, d)
				return true
			}
		}
		copy(g.trace[d*d:], g.reach[zero-d:zero+d+1])
	}
	return false
}

// endsAdded says whether the best way to diagonal k with d changes ends with an
// added line, not a removed one. The reach is that of one change less and begins
// with diagonal -(d-1).
func endsAdded(k, d int, reach []int32) bool {
	return k == -d || k != d && reach[k+d-2] < reach[k+d]
}

// trace goes back from the end of a box that was reached with d changes.
func (s *solver) trace(x box, d int) {
	i, j := x.a1-x.a0, x.b1-x.b0
	for ; d > 0; d-- {
		reach := s.greedy.trace[(d-1)*(d-1):]
		k := i - j
		if endsAdded(k, d, reach) {
			i = int(reach[k+d])
			j = i - k - 1
			s.added(x.b0 + j)
		} else {
			i = int(reach[k+d-2])
			j = i - k + 1
			s.removed(x.a0 + i)
		}
	}
}

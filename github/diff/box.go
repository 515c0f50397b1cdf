package diff

// A box is a part of the old lines a[a0:a1] against a part of the new ones
// b[b0:b1].
type box struct{ a0, a1, b0, b1 int }

func (x box) size() int { return (x.a1 - x.a0) * (x.b1 - x.b0) }

// solver marks the changed lines. Lines that the other version does not have at
// all are changed for certain and left out: that alone settles files that have
// nothing in common.
type solver struct {
	a, b     []int32 // ids of the lines that are in both versions
	aAt, bAt []int32 // where these lines are in their versions
	c        *comparison

	greedy  greedy
	table   table
	anchors anchors
}

// compare finds the lines to mark as changed.
func (c *comparison) compare() {
	inOld, inNew := make([]bool, c.ids), make([]bool, c.ids)
	for _, id := range c.old.ids {
		inOld[id] = true
	}
	for _, id := range c.new.ids {
		inNew[id] = true
	}
	s := solver{c: c}
	s.a, s.aAt = c.old.inBoth(inNew)
	s.b, s.bAt = c.new.inBoth(inOld)
	s.solve(box{0, len(s.a), 0, len(s.b)}, 0)
}

// inBoth marks the lines that the other version does not have, and returns the
// others.
func (v *version) inBoth(other []bool) (ids, at []int32) {
	ids, at = make([]int32, 0, len(v.ids)), make([]int32, 0, len(v.ids))
	for i, id := range v.ids {
		if !other[id] {
			v.changed[i] = true
			continue
		}
		ids, at = append(ids, id), append(at, int32(i))
	}
	return ids, at
}

func (s *solver) removed(i int) { s.c.old.changed[s.aAt[i]] = true }
func (s *solver) added(j int)   { s.c.new.changed[s.bAt[j]] = true }

// all marks whatever is in a box.
func (s *solver) all(x box) {
	for i := x.a0; i < x.a1; i++ {
		s.removed(i)
	}
	for j := x.b0; j < x.b1; j++ {
		s.added(j)
	}
}

// maxDepth is how often a box is cut at anchors before that stops paying.
const maxDepth = 6

// solve marks the changed lines of a box: exactly if they are few, or the box is
// small; else after cutting it where long parts are the same; else by a window
// that moves along it.
func (s *solver) solve(x box, depth int) {
	for x.a0 < x.a1 && x.b0 < x.b1 && s.a[x.a0] == s.b[x.b0] {
		x.a0++
		x.b0++
	}
	for x.a0 < x.a1 && x.b0 < x.b1 && s.a[x.a1-1] == s.b[x.b1-1] {
		x.a1--
		x.b1--
	}
	switch {
	case x.size() == 0:
		s.all(x)
	case s.few(x):
	case x.size() <= maxTable:
		s.exact(x)
	default:
		if depth < maxDepth {
			if gaps := s.cut(x); len(gaps) > 1 {
				for _, gap := range gaps {
					s.solve(gap, depth+1)
				}
				return
			}
		}
		s.slide(x)
	}
}

package diff

import "math"

// exact marks the fewest possible lines of a box of at most maxTable pairs.
func (s *solver) exact(x box) {
	s.match(x)
	a0, b0 := x.a0, x.b0
	for n := len(s.table.matches) - 1; n >= 0; n-- {
		x = s.keep(x, a0, b0, s.table.matches[n])
	}
	s.all(x)
}

func (s *solver) match(x box) { s.table.match(s.a[x.a0:x.a1], s.b[x.b0:x.b1], s.c.ids) }

// keep leaves a pair of lines unmarked, marks all of the box before it and
// returns what is behind it. The pair is counted from a0 and b0.
func (s *solver) keep(x box, a0, b0 int, m point) box {
	i, j := a0+m.i, b0+m.j
	s.all(box{x.a0, i, x.b0, j})
	x.a0, x.b0 = i+1, j+1
	return x
}

// slide marks lines of a box too large for a table: it makes one for the box's
// first part, believes the half of the answer that the far corner has little
// say in, and goes on from there.
func (s *solver) slide(x box) {
	for x.size() > maxTable {
		w := x.window()
		s.match(w)
		a0, b0 := x.a0, x.b0
		stop := point{(w.a1 - a0 + 1) / 2, (w.b1 - b0 + 1) / 2}
		for n := len(s.table.matches) - 1; n >= 0; n-- {
			m := s.table.matches[n]
			if m.i >= stop.i || m.j >= stop.j {
				stop = point{min(m.i, stop.i), min(m.j, stop.j)}
				break
			}
			x = s.keep(x, a0, b0, m)
		}
		s.all(box{x.a0, a0 + stop.i, x.b0, b0 + stop.j})
		x.a0, x.b0 = a0+stop.i, b0+stop.j
	}
	s.solve(x, maxDepth)
}

// window is the first part of a box, with its proportions.
func (x box) window() box {
	part := math.Sqrt(maxTable / float64(x.size()))
	x.a1 = x.a0 + max(1, int(part*float64(x.a1-x.a0)))
	x.b1 = x.b0 + max(1, int(part*float64(x.b1-x.b0)))
	return x
}

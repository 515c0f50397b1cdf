package fuzzy

// A hit is a name that matched.
type hit struct {
	index         int32
	length, score uint16 // length in runes without spaces around
}

// A sorter orders hits by counting, twice: by length, then by score; both
// times what is equal stays in order. For the many hits of a first letter this
// is several times faster than comparing.
type sorter struct {
	byLength []hit
	counts   []int32
	result   []int
}

// all returns 0 to n-1.
func (s *sorter) all(n int) []int {
	s.result = s.result[:0]
	for i := range n {
		s.result = append(s.result, i)
	}
	return s.result
}

// order returns the indexes of hits, best first if ranked. Hits are ascending
// by index, and stay as they are.
func (s *sorter) order(hits []hit, ranked bool) []int {
	s.result = s.result[:0]
	if !ranked {
		for _, h := range hits {
			s.result = append(s.result, int(h.index))
		}
		return s.result
	}
	longest, best := uint16(0), uint16(0)
	for _, h := range hits {
		longest, best = max(longest, h.length), max(best, h.score)
	}

	if cap(s.byLength) < len(hits) {
		s.byLength = make([]hit, len(hits))
	}
	s.byLength = s.byLength[:len(hits)]
	starts := s.zeroed(int(longest) + 1)
	for _, h := range hits {
		starts[h.length]++
	}
	accumulate(starts)
	for _, h := range hits {
		s.byLength[starts[h.length]] = h
		starts[h.length]++
	}

	if cap(s.result) < len(hits) {
		s.result = make([]int, len(hits))
	}
	s.result = s.result[:len(hits)]
	starts = s.zeroed(int(best) + 1)
	for _, h := range hits {
		starts[best-h.score]++
	}
	accumulate(starts)
	for _, h := range s.byLength {
		s.result[starts[best-h.score]] = int(h.index)
		starts[best-h.score]++
	}
	return s.result
}

func (s *sorter) zeroed(n int) []int32 {
	if cap(s.counts) < n {
		s.counts = make([]int32, n)
	}
	s.counts = s.counts[:n]
	clear(s.counts)
	return s.counts
}

// accumulate turns counts into where each begins.
func accumulate(counts []int32) {
	sum := int32(0)
	for i, n := range counts {
		counts[i] = sum
		sum += n
	}
}

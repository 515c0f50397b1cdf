package codeowners

// shadows answers which later rule owns everything that a pattern can match,
// whatever the files are.
type shadows struct {
	m     *Matcher
	globs map[globEdge]uint32 // in Matcher.globs
	seen  marks
	left  int // steps that may still be made; below 0 no more shadows are found
}

// maxShadowSteps bounds the work of shadows. A pattern of "**" between names, as
// long as a file can be, would take the square of its length.
const maxShadowSteps = 10_000_000

type globEdge struct {
	node uint32
	name string
}

func newShadows(m *Matcher) *shadows {
	s := &shadows{m: m, globs: make(map[globEdge]uint32, len(m.globs)), left: maxShadowSteps}
	for i := range m.nodes {
		if set := m.nodes[i].set; set != 0 {
			for g := m.sets[set].first; g < m.sets[set].end; g++ {
				s.globs[globEdge{uint32(i), m.name(&m.globs[g])}] = g
			}
		}
	}
	return s
}

// of returns the highest ticket that is sure to own all that the pattern
// matches; it is the rule's own if no later one is. The pattern is followed as
// if it were a path. At a wildcard only what takes every name, or the very same
// wildcard, is sure, so some shadows are not found.
func (s *shadows) of(p shape) ticket {
	best, states := s.m.start(nil)
	if p.anyDepth {
		states = s.loops(states)
	}
	asFile := best // owns the path that the segments match; best what is below it
	for from := 0; p.body != "" && from <= len(p.body); {
		end := segmentEnd(p.body, from)
		segment := p.body[from:end]
		from = end + 1
		if s.left -= 1 + len(states); s.left < 0 {
			return 0
		}
		switch plain, ok := unescape(segment); {
		case !ok || segment == "":
			return 0
		case segment == "**":
			states = s.loops(states)
			asFile = best
		case hasWildcard(segment):
			asFile, best, states = s.wildcard(states, segment, best)
		default:
			asFile = s.m.decide(states, plain, best)
			best, states = s.m.enter(states, nil, plain, best, &s.seen)
		}
	}
	switch p.scope {
	case itself:
		return min(asFile, best)
	case children:
		for _, at := range states {
			best = max(best, s.m.nodes[at.node].children)
		}
	}
	return best
}

// loops are the states that any number of segments leaves as they are.
func (s *shadows) loops(states []state) []state {
	var kept []state
	for _, at := range states {
		if s.m.nodes[at.node].isLoop {
			kept = append(kept, at)
		}
	}
	return kept
}

func (s *shadows) wildcard(states []state, segment string, best ticket) (asFile, below ticket, to []state) {
	asFile = best
	to = s.loops(states)
	if len(states) > maxStates {
		s.seen.set(states, len(s.m.nodes))
	}
	for _, at := range states {
		n := &s.m.nodes[at.node]
		asFile = max(asFile, n.children)
		if n.any != 0 {
			best, to = s.m.reach(states, to, n.any, best, &s.seen)
		}
		if g, ok := s.globs[globEdge{at.node, segment}]; ok {
			e := &s.m.globs[g]
			asFile, best = max(asFile, e.here), max(best, e.here)
			if e.node != 0 {
				best, to = s.m.reach(states, to, e.node, best, &s.seen)
			}
		}
	}
	return asFile, best, to
}

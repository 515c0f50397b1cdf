package codeowners

// maxStates is how many states a single look-up holds without allocating.
const maxStates = 8

// Match is File.Match.
func (m *Matcher) Match(path string) Result {
	if path != "" && path[0] == '/' {
		path = path[1:]
	}
	// In most files a path reaches one node at a time.
	best := ticket(0)
	for at, from := uint32(root), 0; at != 0; {
		n := &m.nodes[at]
		best = max(best, n.below)
		if n.top <= best {
			break
		}
		slash := indexSlash(path, from)
		if slash < 0 {
			slash = len(path)
		}
		name := path[from:slash]
		if n.loop != 0 || n.any != 0 || name == "" || n.set != 0 && m.sets[n.set].mayMatch(name, best) && m.matchesAny(n, name, best) {
			return m.follow(at, path, from, best)
		}
		if slash == len(path) {
			best = max(best, n.children)
		}
		at = 0
		if n.filter&filterBit(name) != 0 {
			s := state{next: n.end}
			if e := m.literal(n, &s, name); e != nil {
				best = max(best, e.here)
				at = e.node
			}
		}
		if from = slash + 1; from > len(path) {
			break
		}
	}
	return m.result(best)
}

// matchesAny says whether a wildcard of a node matches a name and leads above best.
func (m *Matcher) matchesAny(n *node, name string, best ticket) bool {
	var buffer [8]uint32
	return len(m.matchSet(&m.sets[n.set], name, best, buffer[:0])) > 0
}

// follow is Match from a node on, for names that begin at an offset of the path.
func (m *Matcher) follow(at uint32, path string, from int, best ticket) Result {
	var buffers [2][maxStates]state
	best, states := m.reach(nil, buffers[0][:0], at, best, nil)
	for turn := 1; len(states) > 0; turn ^= 1 {
		slash := indexSlash(path, from)
		if slash < 0 {
			return m.result(m.decide(states, path[from:], best))
		}
		best, states = m.enter(states, buffers[turn][:0], path[from:slash], best, nil)
		if len(states) > maxStates {
			return m.Walk().Match("/" + path) // the slash is forgiven, further ones are not
		}
		from = slash + 1
	}
	return m.result(best)
}

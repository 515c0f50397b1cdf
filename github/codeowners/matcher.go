package codeowners

// Matcher answers for many paths of one file. It may be used by several
// goroutines.
//
// It is a tree of the segments of all patterns; a path is followed from the
// root through every node it reaches, mostly one or two at a time. Rules are
// numbered by ticket, which grows with the line. The highest ticket that
// already owns everything below the current folder is carried along, and a node
// that holds nothing higher is dropped: when none is left, the whole folder is
// settled.
type Matcher struct {
	file     *File
	nodes    []node // nodes[root] is the root, nodes[0] none
	literals []edge // by parent, in the order of the file
	names    string // of all edges, in the order of the file
	slots    []uint32
	globs    []edge
	starred  []starred // of the glob with the same index
	sets     []globSet // sets[0] is none
	tries    tries
	exact    []ticket // by rule: its own if it names one path, which it is sure to decide; nil if few do
	seed     uint64
}

// ticket is a rule's place in the file, from 1 on, shifted by one; the lowest
// bit says whether it has owners. 0 is no rule.
type ticket uint32

func newTicket(rule int, r *Rule) ticket {
	t := ticket(rule+1) << 1
	if len(r.Owners) > 0 {
		t |= 1
	}
	return t
}

func (t ticket) rule() int { return int(t>>1) - 1 }

const root = 1

// node is a place in the tree of patterns.
type node struct {
	filter   uint64 // of the names of its literals
	top      ticket // the highest of any rule behind the node, but for below
	topFile  ticket // the highest that a file right in this folder can get from it
	below    ticket // owns everything strictly below
	children ticket // owns the files of the folder
	any      uint32 // node reached by a segment "*"
	loop     uint32 // node of "**", which stays reached in all folders below
	first    uint32 // in literals
	end      uint32
	slot     uint32 // first in slots
	mask     uint32 // number of slots - 1; 0 if there are none
	set      uint32 // in sets
	isLoop   bool
}

// edge leads from a node over a segment of a pattern, whose text is in
// Matcher.names: for literals unescaped, for globs as written.
type edge struct {
	at, size uint32
	here     ticket // owns what the segment matches, and everything below
	node     uint32 // where longer patterns go on; 0 if there are none
}

func (m *Matcher) name(e *edge) string { return m.names[e.at : e.at+e.size] }

// state is a node that a path has reached. Names asked for in the order of the
// file are found at next in Matcher.literals, behind the last one found.
type state struct{ node, next uint32 }

// Explain is File.Explain.
func (m *Matcher) Explain(path string) []*Rule { return m.file.Explain(path) }

func (m *Matcher) result(t ticket) Result {
	if t == 0 {
		return Result{}
	}
	return Result{&m.file.Rules[t.rule()], Unset + Ownership(t&1)}
}

// start returns the owner of everything and the states at the root.
func (m *Matcher) start(to []state) (ticket, []state) {
	return m.reach(nil, to, root, 0, nil)
}

// reach appends a node and its loop to the states of a folder, unless nothing
// behind them can win, and returns the ticket that owns all of the folder.
func (m *Matcher) reach(states, to []state, at uint32, best ticket, seen *marks) (ticket, []state) {
	n := &m.nodes[at]
	best = max(best, n.below)
	if n.top > best {
		to = append(to, state{at, n.first})
		if n.loop != 0 && !isReached(states, n.loop, seen) {
			to = append(to, state{n.loop, m.nodes[n.loop].first})
		}
	}
	return best, to
}

// decideGlobs is what decide does about the wildcards of a node.
func (m *Matcher) decideGlobs(n *node, name string, best ticket) ticket {
	var buffer [8]uint32
	for _, g := range m.matchSet(&m.sets[n.set], name, best, buffer[:0]) {
		best = max(best, m.globs[g].here)
	}
	return best
}

// decide returns the highest ticket for a file that is right in a folder.
func (m *Matcher) decide(states []state, name string, best ticket) ticket {
	if name == "" {
		return best
	}
	bit := filterBit(name)
	for i := range states {
		s := &states[i]
		n := &m.nodes[s.node]
		if n.topFile <= best {
			continue
		}
		best = max(best, n.children)
		if n.filter&bit != 0 {
			if e := m.literal(n, s, name); e != nil {
				best = max(best, e.here)
			}
		}
		if n.set != 0 && m.sets[n.set].mayMatch(name, best) {
			best = m.decideGlobs(n, name, best)
		}
	}
	return best
}

// enter goes from a folder into one of its folders: it appends the states there
// to those in to and returns the ticket that owns all of the folder. With more than maxStates states it needs marks.
func (m *Matcher) enter(states, to []state, name string, best ticket, seen *marks) (ticket, []state) {
	if name == "" {
		// Only "**" takes a segment that is empty.
		for _, s := range states {
			if m.nodes[s.node].isLoop {
				to = append(to, s)
			}
		}
		return best, to
	}
	if len(states) > maxStates {
		seen.set(states, len(m.nodes))
	}
	had := len(to)
	bit := filterBit(name)
	for i := range states {
		s := &states[i]
		n := &m.nodes[s.node]
		if n.top <= best {
			continue
		}
		if n.isLoop {
			to = append(to, state{s.node, n.first})
		}
		if n.any != 0 {
			best, to = m.reach(states, to, n.any, best, seen)
		}
		if n.filter&bit != 0 {
			if e := m.literal(n, s, name); e != nil {
				best = max(best, e.here)
				if e.node != 0 {
					best, to = m.reach(states, to, e.node, best, seen)
				}
			}
		}
		if n.set != 0 && m.sets[n.set].mayMatch(name, best) {
			var buffer [8]uint32
			for _, g := range m.matchSet(&m.sets[n.set], name, best, buffer[:0]) {
				e := &m.globs[g]
				best = max(best, e.here)
				if e.node != 0 {
					best, to = m.reach(states, to, e.node, best, seen)
				}
			}
		}
	}
	kept := to[:had]
	for _, s := range to[had:] {
		if m.nodes[s.node].top > best {
			kept = append(kept, s)
		}
	}
	return best, kept
}

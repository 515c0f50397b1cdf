package codeowners

import (
	"hash/maphash"
	"slices"
)

// Compile prepares the rules for many paths. The file must not be changed
// afterwards.
func (f *File) Compile() *Matcher {
	b := builder{seed: maphash.String(maphash.MakeSeed(), "")}
	size := 64
	for size < 2*len(f.Rules) {
		size *= 2
	}
	b.slots = make([]uint32, size)
	b.nodes = make([]node, 2, 2+len(f.Rules)/2)
	b.edges = make([]newEdge, 1, 1+len(f.Rules)+len(f.Rules)/2)
	b.names = make([]byte, 0, 16*len(f.Rules))
	for i := range f.Rules {
		b.add(f.Rules[i].Pattern, newTicket(i, &f.Rules[i]))
	}
	return b.finish(f)
}

// builder makes the tree of a Matcher. Rules come in the order of the file, so
// the last ticket written is always the highest.
type builder struct {
	seed  uint64
	nodes []node
	edges []newEdge // edges[0] is none
	names []byte    // of the edges
	slots []uint32  // in edges, by the hash of parent and segment
	count int       // of full slots

	// The last pattern's body and what its segments led to: the patterns of
	// most files are sorted, so the next one shares most of it.
	body  string
	start uint32
	steps []step
}

// newEdge is an edge on the way into the Matcher.
type newEdge struct {
	edge
	hash   uint32
	parent uint32
	isGlob bool
}

// step is a segment of the last pattern.
type step struct {
	end  int    // behind the slash
	edge uint32 // 0 if the segment is "*" or "**"
	node uint32 // 0 if the edge leads to none yet
}

// add enters a rule. One that can match nothing leaves no ticket.
func (b *builder) add(pattern string, t ticket) {
	s, ok := shapeOf(pattern)
	if !ok {
		return
	}
	start := uint32(root)
	if s.anyDepth {
		start = b.loop(root)
	}
	from := b.share(start, s.body)
	for s.body != "" && from <= len(s.body) {
		end := segmentEnd(s.body, from)
		if !b.step(s.body[from:end], end+1) {
			return
		}
		from = end + 1
	}
	b.nodes[root].top = t
	b.nodes[start].top = t
	last := len(b.steps) - 1
	for i := range b.steps[:max(last, 0)] {
		b.nodes[b.steps[i].node].top = t
	}
	switch s.scope {
	case itself:
		b.edges[b.steps[last].edge].here = t
		parent := start
		if last > 0 {
			parent = b.steps[last-1].node
		}
		b.nodes[parent].topFile = t
	case below:
		b.nodes[b.last()].below = t
	case children:
		n := &b.nodes[b.last()]
		n.children, n.topFile, n.top = t, t, t
	}
}

// share keeps the steps that a body has in common with the last one, and
// returns where its next segment begins.
func (b *builder) share(start uint32, body string) int {
	keep := 0
	if start == b.start {
		common := commonPrefix(b.body, body)
		for keep < len(b.steps) {
			end := b.steps[keep].end - 1
			if common < end || len(body) > end && body[end] != '/' {
				break
			}
			keep++
		}
	}
	b.start, b.body, b.steps = start, body, b.steps[:keep]
	if keep == 0 {
		return 0
	}
	return b.steps[keep-1].end
}

// step goes on by a segment of the body; end is where the next one begins. It
// fails if the segment matches nothing.
func (b *builder) step(segment string, end int) bool {
	switch segment {
	case "":
		return false
	case "*":
		at := b.last()
		if b.nodes[at].any == 0 {
			b.nodes[at].any = b.node()
		}
		b.steps = append(b.steps, step{end: end, node: b.nodes[at].any})
		return true
	case "**":
		b.steps = append(b.steps, step{end: end, node: b.loop(b.last())})
		return true
	}
	name, isGlob := segment, false
	if !isPlain(segment) {
		isGlob = hasWildcard(segment)
		if plain, ok := unescape(segment); !ok {
			return false
		} else if !isGlob {
			name = plain
		}
	}
	e := b.edge(b.last(), name, isGlob)
	b.steps = append(b.steps, step{end: end, edge: e, node: b.edges[e].node})
	return true
}

// last is the node that the steps lead to.
func (b *builder) last() uint32 {
	if len(b.steps) == 0 {
		return b.start
	}
	s := &b.steps[len(b.steps)-1]
	if s.node == 0 {
		s.node = b.node()
		b.edges[s.edge].node = s.node
	}
	return s.node
}

func (b *builder) node() uint32 {
	b.nodes = append(double(b.nodes), node{})
	return uint32(len(b.nodes) - 1)
}

// loop is the node of "**" behind a node; a run of "**" is one.
func (b *builder) loop(at uint32) uint32 {
	if b.nodes[at].isLoop {
		return at
	}
	if b.nodes[at].loop == 0 {
		l := b.node()
		b.nodes[l].isLoop = true
		b.nodes[at].loop = l
	}
	return b.nodes[at].loop
}

// double makes room for one more in a slice, and if there is none for twice as
// many: append alone would copy large ones more often.
func double[T any](s []T) []T {
	if len(s) == cap(s) {
		s = slices.Grow(s, len(s))
	}
	return s
}

// edge finds or makes an edge.
func (b *builder) edge(parent uint32, name string, isGlob bool) uint32 {
	if 2*b.count >= len(b.slots) {
		b.grow()
	}
	hash := uint32(hashOf(b.seed, name))
	at := b.slot(hash, parent)
	for ; b.slots[at] != 0; at = (at + 1) & (len(b.slots) - 1) {
		e := &b.edges[b.slots[at]]
		if e.hash == hash && e.parent == parent && e.isGlob == isGlob && string(b.names[e.at:e.at+e.size]) == name {
			return b.slots[at]
		}
	}
	b.edges = append(double(b.edges), newEdge{edge{at: uint32(len(b.names)), size: uint32(len(name))}, hash, parent, isGlob})
	b.names = append(b.names, name...)
	b.slots[at] = uint32(len(b.edges) - 1)
	b.count++
	return b.slots[at]
}

func (b *builder) slot(hash, parent uint32) int {
	return int(mix(uint64(hash)<<32|uint64(parent), 0x9e3779b97f4a7c15)) & (len(b.slots) - 1)
}

func (b *builder) grow() {
	b.slots = make([]uint32, 2*len(b.slots))
	for i := 1; i < len(b.edges); i++ {
		at := b.slot(b.edges[i].hash, b.edges[i].parent)
		for b.slots[at] != 0 {
			at = (at + 1) & (len(b.slots) - 1)
		}
		b.slots[at] = uint32(i)
	}
}

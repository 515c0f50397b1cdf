package codeowners

import (
	"cmp"
	"math/bits"
	"slices"
)

// finish puts the edges of each node side by side.
func (b *builder) finish(f *File) *Matcher {
	m := &Matcher{file: f, seed: b.seed, nodes: b.nodes, names: string(b.names)}
	var globs []*newEdge
	for i := range b.edges[1:] {
		if e := &b.edges[1+i]; e.isGlob {
			globs = append(globs, e)
		} else {
			m.nodes[e.parent].end++ // a count for now
		}
	}
	literals, slots := uint32(0), uint32(0)
	for i := range m.nodes {
		n := &m.nodes[i]
		count := n.end
		n.first, n.slot = literals, slots
		literals += count
		if count > smallNode {
			size := uint32(1) << bits.Len32(2*count-1)
			n.mask = size - 1
			slots += size
		}
		n.end = n.first // grows as they are placed
	}
	m.literals = make([]edge, literals)
	m.slots = make([]uint32, slots)
	for i := range b.edges[1:] {
		if e := &b.edges[1+i]; !e.isGlob {
			m.place(e)
		}
	}
	slices.SortStableFunc(globs, func(a, b *newEdge) int { return cmp.Compare(a.parent, b.parent) })
	m.globs, m.starred = make([]edge, len(globs)), make([]starred, len(globs))
	for i, e := range globs {
		m.globs[i], m.starred[i] = e.edge, newStarred(m.name(&e.edge))
	}
	nodes := 0
	for i := range globs {
		if i == 0 || globs[i].parent != globs[i-1].parent {
			nodes++
		}
	}
	m.sets = make([]globSet, 1, 1+nodes)
	m.tries.reserve(len(globs))
	var keys [places][]key
	for from := 0; from < len(globs); {
		to := from + 1
		for to < len(globs) && globs[to].parent == globs[from].parent {
			to++
		}
		m.nodes[globs[from].parent].set = uint32(len(m.sets))
		m.sets = append(m.sets, m.newSet(m.globs[from:to], from, &keys))
		from = to
	}
	b.setExact(m)
	return m
}

// place puts a literal behind the others of its node.
func (m *Matcher) place(e *newEdge) {
	n := &m.nodes[e.parent]
	m.literals[n.end] = e.edge
	n.end++
	n.filter |= filterBit(m.name(&e.edge))
	if n.mask == 0 {
		return
	}
	slots := m.slots[n.slot : n.slot+n.mask+1]
	at := e.hash & n.mask
	for slots[at] != 0 {
		at = (at + 1) & n.mask
	}
	slots[at] = e.hash>>slotBits<<slotBits | (n.end - n.first)
}

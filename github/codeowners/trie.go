package codeowners

import (
	"cmp"
	"slices"
	"strings"
)

// byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(b byte) { s[b>>6] |= 1 << (b & 63) }

func (s *byteSet) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }

// tries hold the texts under which globs are filed, by their bytes from the
// front, or from the end for suffixes.
type tries struct {
	nodes  []trieNode // nodes[0] is none
	labels []byte     // of the node with the same index: the byte that leads to it
	keys   []key
}

// trieNode is a place in a trie. Its own keys are those that end there, or all
// that begin as it does if these are few.
type trieNode struct {
	top      ticket
	common   string // what all keys have from here on until they differ
	keys     uint32
	keysEnd  uint32
	child    uint32
	childEnd uint32
}

// key is a glob in a trie.
type key struct {
	text  string
	top   ticket
	glob  uint32 // in Matcher.globs
	exact bool   // the text says all: nothing remains to be compared
}

// reserve makes room for the keys of all tries.
func (t *tries) reserve(keys int) {
	t.keys = make([]key, 0, keys)
	t.nodes, t.labels = make([]trieNode, 1, 1+keys), make([]byte, 1, 1+keys)
}

func (t *tries) add(label byte) uint32 {
	t.nodes = append(t.nodes, trieNode{})
	t.labels = append(t.labels, label)
	return uint32(len(t.nodes) - 1)
}

// hold gives a node its own keys, the highest first.
func (t *tries) hold(node uint32, keys []key) {
	n := &t.nodes[node]
	n.keys = uint32(len(t.keys))
	t.keys = append(t.keys, keys...)
	n.keysEnd = uint32(len(t.keys))
	own := t.keys[n.keys:n.keysEnd]
	slices.SortStableFunc(own, func(a, b key) int { return cmp.Compare(b.top, a.top) })
	if len(own) > 0 {
		n.top = max(n.top, own[0].top)
	}
}

// fill makes a trie of sorted keys that agree up to a depth.
func (t *tries) fill(node uint32, keys []key, depth int, suffixes bool) {
	if len(keys) <= maxBucket {
		t.hold(node, keys)
		return
	}
	a, b := keys[0].text, keys[len(keys)-1].text
	start := depth
	for depth < len(a) && depth < len(b) && byteAt(a, depth, suffixes) == byteAt(b, depth, suffixes) {
		depth++
	}
	if t.nodes[node].common = a[start:depth]; suffixes {
		t.nodes[node].common = a[len(a)-depth : len(a)-start]
	}
	n := 0
	for n < len(keys) && len(keys[n].text) == depth {
		n++
	}
	t.hold(node, keys[:n])
	keys = keys[n:]
	// The children of a node are side by side, so all are made before any is filled.
	type group struct{ from, to int }
	var groups []group
	first := uint32(len(t.nodes))
	for from := 0; from < len(keys); {
		label := byteAt(keys[from].text, depth, suffixes)
		to := from + 1
		for to < len(keys) && byteAt(keys[to].text, depth, suffixes) == label {
			to++
		}
		t.add(label)
		groups = append(groups, group{from, to})
		from = to
	}
	t.nodes[node].child, t.nodes[node].childEnd = first, first+uint32(len(groups))
	for i, g := range groups {
		child := first + uint32(i)
		t.fill(child, keys[g.from:g.to], depth+1, suffixes)
		t.nodes[node].top = max(t.nodes[node].top, t.nodes[child].top)
	}
}

func byteAt(text string, depth int, suffixes bool) byte {
	if suffixes {
		return text[len(text)-1-depth]
	}
	return text[depth]
}

func compareKeys(a, b string, suffixes bool) int {
	if !suffixes {
		return strings.Compare(a, b)
	}
	for i := 0; i < len(a) && i < len(b); i++ {
		if c := cmp.Compare(a[len(a)-1-i], b[len(b)-1-i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

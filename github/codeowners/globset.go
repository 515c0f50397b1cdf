package codeowners

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// globSet is the globs of a node, each filed under a text that every match must
// begin with, end in or contain, so that a name meets only few of them.
type globSet struct {
	first    uint32 // in Matcher.globs
	end      uint32
	top      ticket // the highest of any edge, or of what is behind it
	prefixes uint32 // trie of the globs by how they begin; 0 is none
	suffixes uint32 // by how they end
	insides  uint32 // by what they hold between two stars
	rest     uint32 // trie of one node: all others, with a text that they contain
	heads    byteSet
	tails    byteSet
	insides1 byteSet // first bytes of insides
	insides2 byteSet // second bytes of insides
}

// maxInside bounds the texts filed as inside: each is compared at several places
// of a name.
const maxInside = 32

// maxBucket is how many keys share a trie's node.
const maxBucket = 3

// fileAs says where a glob is filed, by its text between wildcards.
func fileAs(glob string) (place place, text string, exact bool) {
	wild := strings.IndexAny(glob, `*?\`)
	if wild > 0 && utf8.ValidString(glob[:wild]) {
		return asPrefix, glob[:wild], glob[wild:] == "*" || glob[wild:] == "**"
	}
	if last := strings.LastIndexAny(glob, `*?\`); glob[last] != '\\' && utf8.ValidString(glob[last+1:]) {
		if text := glob[last+1:]; text != "" {
			stars := glob[:last+1]
			return asSuffix, text, stars == "*" || stars == "**"
		}
	}
	inside := strings.Trim(glob, "*")
	if glob[0] == '*' && glob[len(glob)-1] == '*' && inside != "" && len(inside) <= maxInside &&
		!strings.ContainsAny(inside, `*?\`) && utf8.ValidString(inside) {
		return asInside, inside, true
	}
	return asRest, longestPlain(glob), false
}

// longestPlain is the longest text between wildcards; every match contains it.
func longestPlain(glob string) string {
	longest := ""
	for part := range strings.FieldsFuncSeq(glob, func(r rune) bool { return r == '*' || r == '?' || r == '\\' }) {
		if len(part) > len(longest) && utf8.ValidString(part) {
			longest = part
		}
	}
	return longest
}

// place is one of the tries of a set.
type place int

const (
	asPrefix place = iota
	asSuffix
	asInside
	asRest
	places
)

// newSet files the globs of a node; at is their index in Matcher.globs. The keys
// are for it to use, and for the next one.
func (m *Matcher) newSet(globs []edge, at int, keys *[places][]key) globSet {
	s := globSet{first: uint32(at), end: uint32(at + len(globs))}
	for i := range keys {
		keys[i] = keys[i][:0]
	}
	for i := range globs {
		e := &globs[i]
		where, text, exact := fileAs(m.name(e))
		top := max(e.here, m.nodes[e.node].below, m.nodes[e.node].top)
		s.top = max(s.top, top)
		keys[where] = append(keys[where], key{text: text, top: top, glob: uint32(at + i), exact: exact})
		switch where {
		case asPrefix:
			s.heads.add(text[0])
		case asSuffix:
			s.tails.add(text[len(text)-1])
		case asInside:
			s.insides1.add(text[0])
			if len(text) == 1 {
				s.insides2 = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
			} else {
				s.insides2.add(text[1])
			}
		}
	}
	t := &m.tries
	for _, root := range []struct {
		trie  *uint32
		place place
	}{{&s.prefixes, asPrefix}, {&s.suffixes, asSuffix}, {&s.insides, asInside}} {
		if list := keys[root.place]; len(list) > 0 {
			*root.trie = t.add(0)
			suffixes := root.place == asSuffix
			slices.SortFunc(list, func(a, b key) int { return compareKeys(a.text, b.text, suffixes) })
			t.fill(*root.trie, list, 0, suffixes)
		}
	}
	if list := keys[asRest]; len(list) > 0 {
		s.rest = t.add(0)
		t.hold(s.rest, list)
	}
	return s
}

// mayMatch is false if none of the globs matches a name, or leads to a ticket above
// best. It is what most names ask.
func (s *globSet) mayMatch(name string, best ticket) bool {
	return s.top > best && (s.insides|s.rest != 0 || s.heads.has(name[0]) || s.tails.has(name[len(name)-1]))
}

// matchSet appends the edges whose glob matches a name and that lead to a ticket
// above best.
func (m *Matcher) matchSet(s *globSet, name string, best ticket, to []uint32) []uint32 {
	if s.prefixes != 0 && s.heads.has(name[0]) {
		to = m.matchPrefixes(s.prefixes, name, name, best, to)
	}
	if s.suffixes != 0 && s.tails.has(name[len(name)-1]) {
		to = m.matchSuffixes(s.suffixes, name, best, to)
	}
	if s.insides != 0 {
		to = m.matchInsides(s, name, best, to)
	}
	if s.rest != 0 {
		n := &m.tries.nodes[s.rest]
		for _, k := range m.tries.keys[n.keys:n.keysEnd] {
			if k.top <= best {
				break
			}
			if index(name, k.text) >= 0 && m.matchGlob(k.glob, name) {
				to = append(to, k.glob)
			}
		}
	}
	return to
}

// matchPrefixes follows a trie along a text, which is the name or a part of it
// up to its end.
func (m *Matcher) matchPrefixes(at uint32, text, name string, best ticket, to []uint32) []uint32 {
	for depth := 0; ; depth++ {
		n := &m.tries.nodes[at]
		if n.top <= best || !strings.HasPrefix(text[depth:], n.common) {
			return to
		}
		depth += len(n.common)
		for i := n.keys; i < n.keysEnd; i++ {
			k := &m.tries.keys[i]
			if k.top <= best {
				break
			}
			if strings.HasPrefix(text, k.text) && (k.exact || m.matchGlob(k.glob, name)) {
				to = append(to, k.glob)
			}
		}
		if depth == len(text) || n.child == n.childEnd {
			return to
		}
		i := bytes.IndexByte(m.tries.labels[n.child:n.childEnd], text[depth])
		if i < 0 {
			return to
		}
		at = n.child + uint32(i)
	}
}

// matchSuffixes is matchPrefixes from the end of a name.
func (m *Matcher) matchSuffixes(at uint32, name string, best ticket, to []uint32) []uint32 {
	for rest := name; ; rest = rest[:len(rest)-1] {
		n := &m.tries.nodes[at]
		if n.top <= best || !strings.HasSuffix(rest, n.common) {
			return to
		}
		rest = rest[:len(rest)-len(n.common)]
		for i := n.keys; i < n.keysEnd; i++ {
			k := &m.tries.keys[i]
			if k.top <= best {
				break
			}
			if strings.HasSuffix(name, k.text) && (k.exact || m.matchGlob(k.glob, name)) {
				to = append(to, k.glob)
			}
		}
		if rest == "" || n.child == n.childEnd {
			return to
		}
		i := bytes.IndexByte(m.tries.labels[n.child:n.childEnd], rest[len(rest)-1])
		if i < 0 {
			return to
		}
		at = n.child + uint32(i)
	}
}

// matchInsides looks for the texts at every place of a name; for a few of them
// it is faster to look for each.
func (m *Matcher) matchInsides(s *globSet, name string, best ticket, to []uint32) []uint32 {
	if n := &m.tries.nodes[s.insides]; n.child == n.childEnd {
		for _, k := range m.tries.keys[n.keys:n.keysEnd] {
			if k.top > best && index(name, k.text) >= 0 {
				to = append(to, k.glob)
			}
		}
		return to
	}
	found := len(to)
	for i := range len(name) {
		if !s.insides1.has(name[i]) || i+1 < len(name) && !s.insides2.has(name[i+1]) {
			continue
		}
		before := len(to)
		to = m.matchPrefixes(s.insides, name[i:], name, best, to)
		kept := to[:before]
		for _, g := range to[before:] {
			if !slices.Contains(to[found:before], g) { // else it stands at an earlier place too
				kept = append(kept, g)
			}
		}
		to = kept
	}
	return to
}

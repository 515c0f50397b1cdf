// Package fuzzy narrows long lists of names by what a person types, with the
// scoring of fzf (github.com/junegunn/fzf/src/algo) and its query language:
// terms separated by spaces that must all match, each fuzzy by itself, 'exact,
// 'word', ^prefix, suffix$, !not, and a | between alternatives. A term is
// case-sensitive if it has an upper-case letter, and a letter without an
// accent matches those with one. It knows names only, and returns indexes.
package fuzzy

import (
	"slices"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// prepare fills the tables of the algorithm, which has no other way to be
// told its scheme. They are the same for every index.
var prepare = sync.OnceFunc(func() { algo.Init("default") })

// slab sizes are fzf's own: longer products of name and term than the first
// fall back to its greedy algorithm, as there.
const (
	slab16 = 100 * 1024
	slab32 = 2048
)

// An Index is names to search. It keeps the hits of the queries typed before,
// so that a letter more searches only those, and a letter less nothing. Its
// buffers are reused: a key allocates nothing in proportion to the names. Not
// for use by several goroutines.
type Index struct {
	names  []util.Chars
	sets   []uint64 // the characters in each name, see letters
	slab   *util.Slab
	levels []level
	depth  int
	sorter sorter
}

// A level is the hits of one query, in the order of the names.
type level struct {
	query pattern
	hits  []hit
	upTo  int // how many names were searched
}

// maxDepth bounds how many queries are remembered for erasing letters.
const maxDepth = 8

// New returns an index of names.
func New(names []string) *Index {
	prepare()
	x := &Index{slab: util.MakeSlab(slab16, slab32)}
	x.Append(names...)
	return x
}

// Append adds names, which get the next indexes. Hits of earlier queries stay
// known: only the new names are searched for them.
func (x *Index) Append(names ...string) {
	total := 0
	for _, name := range names {
		total += len(name)
	}
	arena := make([]byte, 0, total)
	x.names = slices.Grow(x.names, len(names))
	x.sets = slices.Grow(x.sets, len(names))
	for _, name := range names {
		start := len(arena)
		arena = append(arena, name...)
		b := arena[start:len(arena):len(arena)]
		x.names = append(x.names, util.ToChars(b))
		x.sets = append(x.sets, letters(b))
	}
}

// Len returns how many names there are.
func (x *Index) Len() int { return len(x.names) }

// Match returns the indexes of the names that match the query: all of them in
// one stable order, best score first, then the shorter name, then the earlier
// one, as fzf. A query that only excludes, or an empty one, keeps the order of
// the names. The result is valid until the next call.
func (x *Index) Match(query string) []int {
	p := parse(query)
	if len(p) == 0 {
		x.depth = 0
		return x.sorter.all(len(x.names))
	}
	return x.sorter.order(x.search(p), p.ranked())
}

// search returns the hits of p in the order of the names.
func (x *Index) search(p pattern) []hit {
	for x.depth > 0 && !x.levels[x.depth-1].query.covers(p) {
		x.depth--
	}
	from := x.depth - 1
	if from >= 0 && x.levels[from].query.equal(p) {
		l := &x.levels[from]
		l.hits = x.searchFrom(l.hits, l.upTo, p)
		l.upTo = len(x.names)
		return l.hits
	}
	to := x.push()
	out, start := to.hits[:0], 0
	if from >= 0 {
		// Hits are written behind where they are read, so that the last level
		// may narrow itself.
		l := &x.levels[from]
		out, start = x.narrow(out, l.hits, p), l.upTo
	}
	to.hits = x.searchFrom(out, start, p)
	to.query, to.upTo = p, len(x.names)
	return to.hits
}

// narrow appends to out those of hits that match p.
func (x *Index) narrow(out, hits []hit, p pattern) []hit {
	need := p.letters()
	for _, h := range hits {
		if score, ok := x.match(p, need, int(h.index)); ok {
			out = append(out, hit{index: h.index, length: h.length, score: score})
		}
	}
	return out
}

// searchFrom appends to out those of the names from start on that match p.
func (x *Index) searchFrom(out []hit, start int, p pattern) []hit {
	need := p.letters()
	for i := start; i < len(x.names); i++ {
		if score, ok := x.match(p, need, i); ok {
			out = append(out, hit{index: int32(i), length: x.names[i].TrimLength(), score: score})
		}
	}
	return out
}

// push returns a level for a new query: one more, or the last one again when
// there are enough.
func (x *Index) push() *level {
	if x.depth < maxDepth {
		x.depth++
		if x.depth > len(x.levels) {
			x.levels = append(x.levels, level{})
		}
	}
	return &x.levels[x.depth-1]
}

// match returns the score of name i, as fzf adds it up.
func (x *Index) match(p pattern, need uint64, i int) (score uint16, ok bool) {
	if x.sets[i]&need != need {
		return 0, false
	}
	total := 0
	for _, alternatives := range p {
		s, ok := alternatives.match(&x.names[i], x.slab)
		if !ok {
			return 0, false
		}
		total += s
	}
	return util.AsUint16(total), true
}

// Positions returns the ascending rune indexes of name that the query
// matched, for marking them; nil if the name does not match. It costs a
// microsecond or so: ask for visible rows only.
func Positions(query, name string) []int {
	prepare()
	chars := util.ToChars([]byte(name))
	var at []int
	for _, alternatives := range parse(query) {
		more, ok := alternatives.positions(&chars)
		if !ok {
			return nil
		}
		at = append(at, more...)
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// letters returns a set of the characters in a name, upper case as lower
// case, that rules most names out before they are compared. A name beyond
// ASCII has every character, since accents are matched without.
func letters(name []byte) uint64 {
	var set uint64
	for _, c := range name {
		if c >= 0x80 {
			return ^uint64(0)
		}
		set |= bit(rune(c))
	}
	return set
}

// bit returns the member of a letter set for an ASCII character. Letters and
// digits have one each; others share.
func bit(r rune) uint64 {
	switch {
	case r >= 'A' && r <= 'Z':
		r += 'a' - 'A'
	case r >= '0' && r <= '9':
		return 1 << (32 + r - '0')
	}
	if r >= 'a' && r <= 'z' {
		return 1 << (r - 'a')
	}
	return 1 << (42 + r%22)
}

package fuzzy

import (
	"slices"
	"strings"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// A pattern is a parsed query: every one of its alternatives must match.
type pattern []alternatives

// alternatives are terms of which the first that matches counts.
type alternatives []term

type kind uint8

const (
	fuzzy kind = iota
	exact
	word
	prefix
	suffix
	equal
)

// A term is one word of a query.
type term struct {
	kind          kind
	not           bool
	text          []rune
	caseSensitive bool
	normalize     bool // accents in names are ignored
}

// parse reads a query by fzf's rules of extended search.
func parse(query string) pattern {
	var p pattern
	// A tab stands for an escaped space while the terms are split.
	query = strings.ReplaceAll(query, `\ `, "\t")
	alternative, afterBar := false, false
	for token := range strings.SplitSeq(query, " ") {
		if token == "" {
			continue
		}
		if token == "|" && len(p) > 0 && !afterBar {
			alternative, afterBar = true, true
			continue
		}
		afterBar = false
		t, ok := parseTerm(strings.ReplaceAll(token, "\t", " "))
		if !ok {
			continue
		}
		if alternative {
			p[len(p)-1] = append(p[len(p)-1], t)
		} else {
			p = append(p, alternatives{t})
		}
		alternative = false
	}
	return p
}

// parseTerm reads one word of a query. It returns false if nothing is left to
// look for beside the signs.
func parseTerm(s string) (term, bool) {
	var t term
	lower := strings.ToLower(s)
	t.caseSensitive = s != lower
	t.normalize = lower == string(algo.NormalizeRunes([]rune(lower)))
	if rest, ok := strings.CutPrefix(s, "!"); ok {
		t.not, t.kind, s = true, exact, rest
	}
	if rest, ok := strings.CutSuffix(s, "$"); ok && rest != "" {
		t.kind, s = suffix, rest
	}
	switch {
	case len(s) > 2 && s[0] == '\'' && s[len(s)-1] == '\'':
		t.kind, s = word, s[1:len(s)-1]
	case strings.HasPrefix(s, "'"):
		if t.not {
			t.kind = fuzzy
		} else {
			t.kind = exact
		}
		s = s[1:]
	case strings.HasPrefix(s, "^"):
		if t.kind == suffix {
			t.kind = equal
		} else {
			t.kind = prefix
		}
		s = s[1:]
	}
	t.text = []rune(s)
	return t, s != ""
}

// ranked reports whether hits differ in score: not if the query only
// excludes.
func (p pattern) ranked() bool {
	return slices.ContainsFunc(p, func(a alternatives) bool {
		return slices.ContainsFunc(a, func(t term) bool { return !t.not })
	})
}

// letters returns the ASCII characters that every hit must have.
func (p pattern) letters() uint64 {
	var set uint64
	for _, a := range p {
		if len(a) > 1 || a[0].not {
			continue
		}
		for _, r := range a[0].text {
			if r < 0x80 {
				set |= bit(r)
			}
		}
	}
	return set
}

func (p pattern) equal(q pattern) bool {
	return len(p) == len(q) && p.covers(q) && q.covers(p)
}

// covers reports whether every hit of q is known to be one of p: q is p typed
// on.
func (p pattern) covers(q pattern) bool {
	if len(p) > len(q) {
		return false
	}
	for i, a := range p {
		same := slices.EqualFunc(a, q[i], term.equal)
		if !same && !(len(a) == 1 && len(q[i]) == 1 && a[0].covers(q[i][0])) {
			return false
		}
	}
	return true
}

func (t term) equal(u term) bool {
	return t.kind == u.kind && t.not == u.not && t.caseSensitive == u.caseSensitive &&
		t.normalize == u.normalize && slices.Equal(t.text, u.text)
}

func (t term) covers(u term) bool {
	if t.not || u.not || t.caseSensitive != u.caseSensitive || t.normalize != u.normalize {
		return false
	}
	if len(t.text) > len(u.text) || !slices.Equal(t.text, u.text[:len(t.text)]) {
		return false
	}
	switch t.kind {
	case fuzzy:
		return true
	case exact:
		return u.kind != fuzzy
	case prefix:
		return u.kind == prefix || u.kind == equal
	}
	return false
}

// match returns the score of the first term that matches.
func (a alternatives) match(name *util.Chars, slab *util.Slab) (score int, ok bool) {
	for i := range a {
		r, _ := a[i].run(name, false, slab)
		if matched := r.Start >= 0; matched != a[i].not {
			if a[i].not {
				return 0, true
			}
			return r.Score, true
		}
	}
	return 0, false
}

// positions returns the rune indexes of the first term that matches, in any
// order.
func (a alternatives) positions(name *util.Chars) (at []int, ok bool) {
	for i := range a {
		r, found := a[i].run(name, true, nil)
		switch {
		case r.Start >= 0 == a[i].not:
			continue
		case a[i].not:
			return nil, true
		case found != nil:
			return *found, true
		}
		for j := r.Start; j < r.End; j++ {
			at = append(at, j)
		}
		return at, true
	}
	return nil, false
}

func (t *term) run(name *util.Chars, withPositions bool, slab *util.Slab) (algo.Result, *[]int) {
	f := algo.FuzzyMatchV2
	switch t.kind {
	case exact:
		f = algo.ExactMatchNaive
	case word:
		f = algo.ExactMatchBoundary
	case prefix:
		f = algo.PrefixMatch
	case suffix:
		f = algo.SuffixMatch
	case equal:
		f = algo.EqualMatch
	}
	const forward = true
	return f(t.caseSensitive, t.normalize, forward, name, t.text, withPositions, slab)
}

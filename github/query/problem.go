package query

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// GitHub's limits: of the text without operators and qualifiers, in characters;
// of AND, OR and NOT; of brackets within one another.
const (
	maxText      = 256
	maxOperators = 5
	maxDepth     = 5
)

// Problem is a mistake in a query, with its place in bytes of the text.
type Problem struct {
	Start, End int
	Text       string // what is wrong, one sentence
	Fix        string // what to do, "" if the text says it
	Fatal      bool   // GitHub would refuse it, or it would escape its scope: not worth sending
}

// Problems are the mistakes in the query, in the order of their places.
func (q *Query) Problems() []Problem { return q.ProblemsWithin(Scope{}) }

// ProblemsWithin are the mistakes in the query if it is composed with a scope:
// within one repository more is allowed, and every further owner costs an OR.
func (q *Query) ProblemsWithin(s Scope) []Problem {
	c := checker{scope: s, problems: slices.Clone(q.mistakes)}
	c.operators(q.tokens)
	c.length(q)
	limit := maxDepth
	if q.root != nil && q.root.op == opAny {
		limit-- // Compose adds brackets
	}
	c.depth(q.root, limit)
	c.tree(q.root)
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return a.Start - b.Start })
	return c.problems
}

// checker collects what is wrong with a tree.
type checker struct {
	scope    Scope
	oneRepo  bool // the query itself names a repository
	problems []Problem
}

func (c *checker) report(start, end int, fatal bool, text, fix string) {
	c.problems = append(c.problems, Problem{Start: start, End: end, Text: text, Fix: fix, Fatal: fatal})
}

func (c *checker) warn(n *node, text, fix string) { c.report(n.start, n.end, false, text, fix) }

// operators counts AND, OR and NOT.
func (c *checker) operators(tokens []token) {
	left, fix := maxOperators, "leave some out: a space means AND too"
	if owners := len(c.scope.owners()); c.scope.Repo == "" && owners > 1 {
		left -= owners - 1
		fix = fmt.Sprintf("leave some out, or search fewer accounts at once: naming %d takes %d more", owners, owners-1)
	}
	for _, t := range tokens {
		if t.kind != tokenAnd && t.kind != tokenOr && t.kind != tokenNot {
			continue
		}
		if left--; left < 0 {
			c.report(t.start, t.end, true, fmt.Sprintf("GitHub takes no more than %d of AND, OR and NOT", maxOperators), fix)
			return
		}
	}
}

// length counts what is not an operator or a qualifier, with a space between.
func (c *checker) length(q *Query) {
	size, start, end := 0, -1, 0
	q.root.leaves(func(n *node) {
		if n.op == opTerm {
			return
		}
		if size > 0 {
			size++
		}
		size += utf8.RuneCountInString(q.text[n.start:n.end])
		if size > maxText && start < 0 {
			start = n.start
		}
		end = n.end
	})
	if start >= 0 {
		c.report(start, end, true, fmt.Sprintf("the text is %d characters long, and GitHub takes %d", size, maxText), "leave some words out; qualifiers do not count")
	}
}

// depth looks for brackets that lie too deep.
func (c *checker) depth(n *node, left int) {
	if n == nil {
		return
	}
	if n.op == opGroup {
		if left--; left < 0 {
			c.report(n.start, n.end, true, fmt.Sprintf("GitHub takes no more than %d brackets within one another", maxDepth), "take some away")
			return
		}
	}
	for _, k := range n.kids {
		c.depth(k, left)
	}
}

// tree looks at each part by itself and beside the others.
func (c *checker) tree(n *node) {
	if n == nil {
		return
	}
	repos := c.repositories(n.terms())
	before := c.oneRepo
	c.oneRepo = before || repos > 0
	switch n.op {
	case opNot:
		c.negated(n)
	case opGroup:
		if n.negated {
			c.warn(n, "GitHub documents no - before a bracket", "write - before each word or qualifier inside")
		}
	case opTerm:
		c.term(n)
	case opWord:
		c.word(n)
	case opPhrase:
		if n.text == "" {
			c.warn(n, "the quotes are empty", "remove them")
		}
	}
	for _, k := range n.kids {
		c.tree(k)
	}
	c.oneRepo = before
}

// negated is NOT before something.
func (c *checker) negated(n *node) {
	switch kid := n.kids[0]; kid.op {
	case opTerm:
		fix := "write -" + kid.name + ":"
		if kid.negated {
			fix = "leave NOT and - out"
		}
		c.report(n.start, kid.start, false, "GitHub takes NOT only before words", fix)
	case opGroup:
		c.report(n.start, kid.start, false, "GitHub takes NOT only before words", "write NOT before each word inside, and - before each qualifier")
	}
}

// repositories counts the repositories that all have to hold: there can be one.
func (c *checker) repositories(terms []*node) int {
	var first *node
	count := 0
	for _, n := range terms {
		if n.op != opTerm || n.name != "repo" || n.negated {
			continue
		}
		count++
		if first == nil {
			first = n
		} else if a, b := newName(first.value()), n.value(); !a.is(b) {
			c.warn(n, "no issue is in two repositories", "write (repo:"+first.value()+" OR repo:"+b+")")
		}
	}
	return count
}

// Package query is GitHub's search syntax for issues, pull requests and
// repositories: parsing with the place of every mistake, printing, completing,
// composing what is sent, and matching what is known locally. It is pure and
// does no I/O; the server inside the program and the client's local search use
// the same matcher.
//
// Spaces mean AND, which binds tighter than OR. A quotation mark opens or closes
// quotes and a bracket is a bracket wherever they stand, and no backslash
// changes that: of all readings GitHub might have, this one lets nothing escape
// from the brackets that Compose puts around a text.
package query

import "strings"

// Query is a parsed search.
type Query struct {
	text     string
	root     *node // nil if nothing is searched for
	tokens   []token
	mistakes []Problem // of quotes, brackets and operators
}

// Parse reads a search. It never fails: what is wrong is among Problems.
func Parse(text string) *Query {
	s := scanner{text: text, unclosed: -1}
	s.scan()
	p := parser{tokens: s.tokens}
	if s.unclosed >= 0 {
		p.report(s.unclosed, len(text), true, "the quotation mark is never closed", `close it with "`)
	}
	p.brackets()
	return &Query{text: text, root: p.any(), tokens: p.tokens, mistakes: p.problems}
}

// String prints the search so that parsing it gives the same query, with one
// space between words, quotes and brackets balanced, and nothing but the text
// if nothing is wrong with it.
func (q *Query) String() string {
	var b strings.Builder
	q.root.print(&b)
	return b.String()
}

// Term is one qualifier of a query: -label:bug.
type Term struct {
	Start, End int    // in bytes of the text
	Name       string // lower case, without "-" and ":"
	Value      string // without quotes; a list with commas
	Negated    bool
}

// Terms are the qualifiers of a query, wherever they stand.
func (q *Query) Terms() []Term {
	var terms []Term
	q.root.leaves(func(n *node) {
		if n.op == opTerm {
			terms = append(terms, n.term())
		}
	})
	return terms
}

// Kinds reports which of issues and pull requests the query can find: both
// unless it says is:issue, type:pr and the like, or asks for what only one of
// them has. Neither can be found by is:issue is:pr.
func (q *Query) Kinds() (issues, pulls bool) {
	k := q.root.kinds()
	return k&kindIssue != 0, k&kindPull != 0
}

// Sort is the order that the query itself asks for with sort:.
func (q *Query) Sort() (field string, descending, ok bool) {
	descending = true
	q.root.leaves(func(n *node) {
		if ok || n.op != opTerm || n.name != "sort" || n.negated {
			return
		}
		if f, d, valid := sortOf(n.value()); valid {
			field, descending, ok = f, d, true
		}
	})
	return field, descending, ok
}

// sortOf reads the value of sort:, such as updated-asc or reactions-+1.
func sortOf(value string) (field string, descending, ok bool) {
	field, descending = strings.ToLower(value), true
	if f, cut := strings.CutSuffix(field, "-asc"); cut {
		field, descending = f, false
	} else {
		field = strings.TrimSuffix(field, "-desc")
	}
	for _, known := range sortFields() {
		if field == known {
			return field, descending, true
		}
	}
	return "", true, false
}

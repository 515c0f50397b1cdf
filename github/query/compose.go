package query

import (
	"slices"
	"strings"
)

// Kind is what a composed query is restricted to.
type Kind int

// The kinds. API queries for issues must have one of the first two.
const (
	Issues Kind = iota
	Pulls
	Repositories
)

// Scope is where a composed query looks.
type Scope struct {
	Repo  string   // "owner/name"; owners do not count then
	Users []string // accounts of persons
	Orgs  []string // organisations
	Forks bool     // repositories only: fork:true
}

// Compose is the q parameter for the API: scope AND kind AND (the text). The
// text is bracketed, so that its OR cannot escape the scope; sort: is taken out,
// and what the kind says already. Quotes and brackets that are not balanced in
// the text are in the result, which keeps its scope whatever the text is.
// Several owners cost an OR each of the few that GitHub allows.
func Compose(q *Query, kind Kind, s Scope) string {
	text := q.root.without(func(n *node) bool { return n.op == opTerm && n.name == "sort" })
	text = text.less(kind)
	parts := s.parts(kind, q)
	if text != nil {
		var b strings.Builder
		if needsBrackets(text, kind) {
			text = &node{op: opGroup, kids: []*node{text}}
		}
		text.print(&b)
		parts = append(parts, b.String())
	}
	return strings.Join(parts, " ")
}

// needsBrackets reports whether a text is bracketed. One in brackets already is
// not; nor is one without OR whose brackets lie as deep as GitHub allows; nor one
// without OR that searches repositories, for which GitHub documents no brackets.
func needsBrackets(text *node, kind Kind) bool {
	switch {
	case text.op == opGroup && !text.negated:
		return false
	case text.op == opAny:
		return true
	}
	return kind != Repositories && text.depth() < maxDepth
}

// parts are the terms of the scope and the kind.
func (s Scope) parts(kind Kind, q *Query) (parts []string) {
	switch owners := s.owners(); {
	case s.Repo != "":
		parts = append(parts, "repo:"+Quoted(s.Repo))
	case len(owners) == 1:
		parts = append(parts, owners[0])
	case len(owners) > 1:
		parts = append(parts, "("+strings.Join(owners, " OR ")+")")
	}
	switch kind {
	case Issues:
		parts = append(parts, "is:issue")
	case Pulls:
		parts = append(parts, "is:pull-request")
	case Repositories:
		if s.Forks && !slices.ContainsFunc(q.Terms(), func(t Term) bool { return t.Name == "fork" }) {
			parts = append(parts, "fork:true")
		}
	}
	return parts
}

func (s Scope) owners() (terms []string) {
	for _, o := range s.Orgs {
		terms = append(terms, "org:"+Quoted(o))
	}
	for _, u := range s.Users {
		terms = append(terms, "user:"+Quoted(u))
	}
	return terms
}

// less is the tree without terms that say what the kind says already.
func (n *node) less(kind Kind) *node {
	if kind == Repositories || n == nil {
		return n
	}
	want := kindIssue
	if kind == Pulls {
		want = kindPull
	}
	var kids []*node
	var written []bool
	for i, k := range n.terms() {
		if k.op == opTerm && k.isKind() && k.kinds() == want {
			continue
		}
		kids = append(kids, k)
		written = append(written, len(kids) > 1 && n.op == opAll && n.written[i])
	}
	return join(opAll, kids, written)
}

package query

// Matcher is a query ready to be applied to many items. It is safe for
// concurrent use.
type Matcher struct {
	items        []test[Item]
	repositories []test[Repository]
	unanswered   []Unanswered
}

// Unanswered is a part of a query that cannot be decided with what is known.
type Unanswered struct {
	Term Term   // without a name if it is a word
	Why  string // "the comments are not stored"
}

// compiler makes tests of the tree.
type compiler struct {
	Context
	unanswered []Unanswered
	words      bool // something is said about words already
}

// Compile prepares the query. A part that cannot be answered counts as true,
// negated or not, and is named by Unanswered; words are searched for in what is
// known.
func (q *Query) Compile(c Context) *Matcher {
	k := compiler{Context: c}
	m := &Matcher{
		items:        testsOf(q.root, k.item, places(inIssues)),
		repositories: testsOf(q.root, k.repository, places(inRepositories)),
	}
	m.unanswered = k.unanswered
	if !mentionsForks(q.root) {
		m.repositories = append(m.repositories, when(0, func(r *Repository) bool { return !r.Fork }))
	}
	byCost(m.items)
	byCost(m.repositories)
	return m
}

// Unanswered are the parts that count as true for Match because the answer is
// not known, in the order of the text.
func (m *Matcher) Unanswered() []Unanswered { return m.unanswered }

// Match reports whether an item satisfies the query. What its Known fields do
// not decide counts as true.
func (m *Matcher) Match(i *Item) bool {
	for k := range m.items {
		if m.items[k].holds(i) == no {
			return false
		}
	}
	return true
}

// MatchRepository reports whether a repository satisfies a repository query.
// Forks are left out unless the query says fork:true or fork:only. What a
// Repository has no field for counts as true.
func (m *Matcher) MatchRepository(r *Repository) bool {
	for k := range m.repositories {
		if m.repositories[k].holds(r) == no {
			return false
		}
	}
	return true
}

// mentionsForks reports whether a query says which forks it wants.
func mentionsForks(n *node) bool {
	found := false
	n.leaves(func(n *node) { found = found || n.op == opTerm && n.name == "fork" })
	return found
}

// leafTest makes the test of a leaf; ok is false if it tests nothing itself.
type leafTest[T any] func(n *node, in places) (t test[T], ok bool)

// testsOf are the tests that all have to hold.
func testsOf[T any](n *node, leaf leafTest[T], in places) (tests []test[T]) {
	kids := n.terms()
	in = in.narrowed(kids)
	for _, k := range kids {
		if t, ok := testOf(k, leaf, in); ok {
			tests = append(tests, t)
		}
	}
	return tests
}

// testOf is the test of a part of the tree.
func testOf[T any](n *node, leaf leafTest[T], in places) (t test[T], ok bool) {
	switch n.op {
	case opAll:
		tests := testsOf(n, leaf, in)
		if len(tests) == 0 {
			return t, false
		}
		t = allOf(tests)
	case opAny:
		var tests []test[T]
		for _, k := range n.kids {
			if t, ok := testOf(k, leaf, in); ok {
				tests = append(tests, t)
			}
		}
		if len(tests) == 0 {
			return t, false
		}
		t = anyOf(tests)
	case opGroup, opNot:
		if t, ok = testOf(n.kids[0], leaf, in); !ok {
			return t, false
		}
		if n.op == opNot {
			t = not(t)
		}
	default:
		if t, ok = leaf(n, in); !ok {
			return t, false
		}
	}
	if n.negated {
		t = not(t)
	}
	return t, true
}

// places are the texts in which words are searched for.
type places uint8

const (
	inTitle places = 1 << iota
	inBody
	inComments
	inName
	inDescription
	inTopics
	inReadme
	inIssues       = inTitle | inBody | inComments
	inRepositories = inName | inDescription | inTopics
)

// placeOf is the place that in: names, 0 if it is none.
func placeOf(value string) places {
	for i, name := range [...]string{"title", "body", "comments", "name", "description", "topics", "readme"} {
		if n := newName(value); n.is(name) {
			return 1 << i
		}
	}
	return 0
}

// narrowed is where words are searched for beside what in: says among terms.
func (p places) narrowed(terms []*node) places {
	var only, never places
	for _, n := range terms {
		if n.op != opTerm || n.name != "in" {
			continue
		}
		for _, v := range n.values {
			if n.negated {
				never |= placeOf(v.text)
			} else {
				only |= placeOf(v.text)
			}
		}
	}
	if only != 0 {
		p = only
	}
	return p &^ never
}

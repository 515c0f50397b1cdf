package query

// maxDepth is how deep brackets may lie within one another.
const maxDepth = 5

// Problem is a mistake in a query, with its place in bytes of the text.
type Problem struct {
	Start, End int
	Text       string // what is wrong, one sentence
	Fix        string // what to do, "" if the text says it
	Fatal      bool   // GitHub would refuse it, or it would escape its scope: not worth sending
}

// Problems are the mistakes in the query, in the order of their places.
func (q *Query) Problems() []Problem { return q.mistakes }

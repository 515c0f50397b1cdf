package query

import "strings"

// op is what a node of the tree means.
type op uint8

const (
	opAll   op = iota // all of two or more
	opAny             // any of two or more
	opNot             // not the one
	opGroup           // the one, in brackets
	opWord
	opPhrase
	opTerm
)

// node is a part of the tree. nil is the empty query.
type node struct {
	op         op
	kids       []*node
	written    []bool // of opAll: AND is written before the kid
	start, end int    // but for opAll and opAny
	negated    bool   // by "-"
	text       string
	name       string
	values     []value
}

func leaf(t *token) *node {
	n := &node{op: opWord, start: t.start, end: t.end, negated: t.negated, text: t.text, name: t.name, values: t.values}
	switch t.kind {
	case tokenPhrase:
		n.op = opPhrase
	case tokenTerm:
		n.op = opTerm
	}
	return n
}

// join makes one node of several: none of none, and the one of one.
func join(o op, kids []*node, written []bool) *node {
	switch len(kids) {
	case 0:
		return nil
	case 1:
		return kids[0]
	}
	return &node{op: o, kids: kids, written: written}
}

// value is what stands behind the colon, without quotes.
func (n *node) value() string {
	if len(n.values) == 1 {
		return n.values[0].text
	}
	texts := make([]string, len(n.values))
	for i, v := range n.values {
		texts[i] = v.text
	}
	return strings.Join(texts, ",")
}

func (n *node) term() Term {
	t := Term{Start: n.start, End: n.end, Name: n.name, Value: n.text, Negated: n.negated}
	if n.op == opTerm {
		t.Value = n.value()
	}
	return t
}

// leaves visits words, phrases and qualifiers in the order of the text.
func (n *node) leaves(visit func(*node)) {
	switch {
	case n == nil:
	case n.op >= opWord:
		visit(n)
	default:
		for _, k := range n.kids {
			k.leaves(visit)
		}
	}
}

// terms are the nodes that all have to hold: those of an opAll, or the node.
func (n *node) terms() []*node {
	switch {
	case n == nil:
		return nil
	case n.op == opAll:
		return n.kids
	}
	return []*node{n}
}

// depth is how many brackets lie within one another.
func (n *node) depth() int {
	if n == nil {
		return 0
	}
	most := 0
	for _, k := range n.kids {
		most = max(most, k.depth())
	}
	if n.op == opGroup {
		most++
	}
	return most
}

// without is the tree less the leaves that drop names.
func (n *node) without(drop func(*node) bool) *node {
	switch {
	case n == nil || n.op >= opWord && drop(n):
		return nil
	case n.op >= opWord:
		return n
	}
	var kids []*node
	var written []bool
	for i, k := range n.kids {
		if k = k.without(drop); k != nil {
			kids = append(kids, k)
			written = append(written, n.op == opAll && len(kids) > 1 && n.written[i])
		}
	}
	if n.op == opAll || n.op == opAny {
		return join(n.op, kids, written)
	}
	if len(kids) == 0 {
		return nil
	}
	copied := *n
	copied.kids = kids
	return &copied
}

func (n *node) print(b *strings.Builder) {
	if n == nil {
		return
	}
	if n.negated {
		b.WriteByte('-')
	}
	switch n.op {
	case opAll, opAny:
		for i, k := range n.kids {
			switch {
			case i == 0:
			case n.op == opAny:
				b.WriteString(" OR ")
			case n.written[i]:
				b.WriteString(" AND ")
			default:
				b.WriteByte(' ')
			}
			k.print(b)
		}
	case opNot:
		b.WriteString("NOT ")
		n.kids[0].print(b)
	case opGroup:
		b.WriteByte('(')
		n.kids[0].print(b)
		b.WriteByte(')')
	case opWord:
		b.WriteString(n.text)
	case opPhrase:
		b.WriteString(`"` + n.text + `"`)
	case opTerm:
		b.WriteString(n.name + ":")
		for i, v := range n.values {
			if i > 0 {
				b.WriteByte(',')
			}
			if v.quoted {
				b.WriteString(`"` + v.text + `"`)
			} else {
				b.WriteString(v.text)
			}
		}
	}
}

package query

// keptDepth bounds how deep the tree becomes. GitHub refuses far less, so
// brackets beyond are no loss.
const keptDepth = 64

// parser makes the tree of the tokens.
type parser struct {
	tokens   []token
	at       int
	problems []Problem
}

func (p *parser) report(start, end int, fatal bool, text, fix string) {
	p.problems = append(p.problems, Problem{Start: start, End: end, Text: text, Fix: fix, Fatal: fatal})
}

// brackets drops those without a partner, and those that lie too deep.
func (p *parser) brackets() {
	var open []int
	for i := range p.tokens {
		t := &p.tokens[i]
		switch {
		case t.kind == tokenOpen:
			t.dropped = len(open) >= keptDepth
			open = append(open, i)
		case t.kind == tokenClose && len(open) == 0:
			t.dropped = true
			p.report(t.start, t.end, true, "the bracket closes nothing", "remove it, or open it with (")
		case t.kind == tokenClose:
			t.dropped = p.tokens[open[len(open)-1]].dropped
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		t := &p.tokens[i]
		t.dropped = true
		p.report(t.start, t.end, true, "the bracket is never closed", "close it with )")
	}
}

// next is the token here, nil behind the last.
func (p *parser) next() *token {
	for p.at < len(p.tokens) && p.tokens[p.at].dropped {
		p.at++
	}
	if p.at == len(p.tokens) {
		return nil
	}
	return &p.tokens[p.at]
}

// any reads up to a closing bracket or the end.
func (p *parser) any() *node {
	var kids []*node
	var or *token // waits for what follows it
	for {
		k := p.all()
		switch {
		case k != nil:
			kids = append(kids, k)
		case or != nil:
			p.dangling(or, "after")
		}
		t := p.next()
		if t == nil || t.kind != tokenOr {
			return join(opAny, kids, nil)
		}
		or = t
		if k == nil {
			p.dangling(or, "before")
			or = nil
		}
		p.at++
	}
}

// all reads up to an OR, a closing bracket or the end.
func (p *parser) all() *node {
	var kids []*node
	var written []bool
	var and *token
	for {
		t := p.next()
		if t == nil || t.kind == tokenOr || t.kind == tokenClose {
			if and != nil {
				p.dangling(and, "after")
			}
			return join(opAll, kids, written)
		}
		if t.kind == tokenAnd {
			p.at++
			if and != nil || len(kids) == 0 {
				p.dangling(t, "before")
				continue
			}
			and = t
			continue
		}
		if k := p.operand(); k != nil {
			kids = append(kids, k)
			written = append(written, and != nil)
			and = nil
		}
	}
}

// operand reads a leaf, a group, or either behind NOT. It is nil if that is
// empty.
func (p *parser) operand() *node {
	var not, first *token
	odd := false
	t := p.next()
	for ; t != nil && t.kind == tokenNot; t = p.next() {
		if first == nil {
			first = t
		}
		not, odd = t, !odd
		p.at++
	}
	if t == nil || t.kind == tokenOr || t.kind == tokenAnd || t.kind == tokenClose {
		p.dangling(not, "after") // or the caller would not have come here
		return nil
	}
	p.at++
	n := leaf(t)
	if t.kind == tokenOpen {
		n = p.group(t)
	}
	if n != nil && odd {
		n = &node{op: opNot, kids: []*node{n}, start: first.start, end: n.end}
	}
	return n
}

// group reads what follows an opening bracket, up to its partner.
func (p *parser) group(open *token) *node {
	inside := p.any()
	end := p.next() // brackets without a partner are dropped
	p.at++
	if inside == nil {
		p.report(open.start, end.end, false, "the brackets are empty", "remove them")
		return nil
	}
	return &node{op: opGroup, kids: []*node{inside}, start: open.start, end: end.end, negated: open.negated}
}

func (p *parser) dangling(t *token, side string) {
	name := "OR"
	switch t.kind {
	case tokenAnd:
		name = "AND"
	case tokenNot:
		name = "NOT"
	}
	p.report(t.start, t.end, false, "there is nothing "+side+" "+name, "remove it, or write \""+name+"\" in quotes if it is text")
}

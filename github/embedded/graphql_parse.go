package embedded

import (
	"fmt"
)

// gqlDepth bounds how deep a document nests; GitHub has such a bound as well.
const gqlDepth = 60

// gqlParser reads a document with one token in sight.
type gqlParser struct {
	lex   *gqlLexer
	tok   gqlToken
	depth int
}

// parseGQL reads a document. Its errors are *gqlSyntax.
func parseGQL(text string) (*gqlDocument, error) {
	p := &gqlParser{lex: newGQLLexer(text)}
	if err := p.advance(); err != nil {
		return nil, err
	}
	d := &gqlDocument{fragments: map[string]*gqlFragment{}}
	for p.tok.kind != gqlEnd {
		if err := p.definition(d); err != nil {
			return nil, err
		}
	}
	if len(d.operations) == 0 {
		return nil, p.fail("there is no query in it")
	}
	return d, nil
}

func (p *gqlParser) advance() (err error) {
	p.tok, err = p.lex.next()
	return err
}

func (p *gqlParser) fail(format string, args ...any) error {
	return &gqlSyntax{fmt.Sprintf(format, args...), p.tok.at}
}

// sees reports whether the token in sight is this punctuator.
func (p *gqlParser) sees(punctuator string) bool {
	return p.tok.kind == gqlPunctuator && p.tok.text == punctuator
}

// accept passes over a punctuator if it is in sight.
func (p *gqlParser) accept(punctuator string) (bool, error) {
	if !p.sees(punctuator) {
		return false, nil
	}
	return true, p.advance()
}

func (p *gqlParser) expect(punctuator string) error {
	ok, err := p.accept(punctuator)
	if err == nil && !ok {
		err = p.fail("expected %q, got %s", punctuator, p.tok)
	}
	return err
}

func (p *gqlParser) name(what string) (string, error) {
	if p.tok.kind != gqlName {
		return "", p.fail("expected %s, got %s", what, p.tok)
	}
	s := p.tok.text
	return s, p.advance()
}

// each reads one thing after another until the closing punctuator.
func (p *gqlParser) each(open, end string, one func() error) error {
	if err := p.expect(open); err != nil {
		return err
	}
	if p.depth++; p.depth > gqlDepth {
		return p.fail("the document nests deeper than %d levels", gqlDepth)
	}
	defer func() { p.depth-- }()
	for {
		done, err := p.accept(end)
		if done || err != nil {
			return err
		}
		if p.tok.kind == gqlEnd {
			return p.fail("expected %q, got %s", end, p.tok)
		}
		if err := one(); err != nil {
			return err
		}
	}
}

func (p *gqlParser) definition(d *gqlDocument) error {
	at := p.tok.at
	if p.sees("{") {
		list, err := p.selectionSet()
		d.operations = append(d.operations, &gqlOperation{kind: "query", selections: list, at: at})
		return err
	}
	word, err := p.name("a definition")
	if err != nil {
		return err
	}
	switch word {
	case "query", "mutation", "subscription":
		o, err := p.operation(word)
		o.at = at
		d.operations = append(d.operations, o)
		return err
	case "fragment":
		f, err := p.fragment()
		if err == nil && d.fragments[f.name] != nil {
			err = &gqlSyntax{fmt.Sprintf("the fragment %s is there twice", f.name), at}
		}
		f.at = at
		d.fragments[f.name] = f
		return err
	}
	return &gqlSyntax{fmt.Sprintf("expected a definition, got %q", word), at}
}

func (p *gqlParser) operation(kind string) (*gqlOperation, error) {
	o := &gqlOperation{kind: kind}
	var err error
	if p.tok.kind == gqlName {
		o.name = p.tok.text
		if err := p.advance(); err != nil {
			return o, err
		}
	}
	if p.sees("(") {
		err = p.each("(", ")", func() error {
			v, err := p.variable()
			o.variables = append(o.variables, v)
			return err
		})
		if err == nil && len(o.variables) == 0 {
			err = p.fail("the list of variables is empty")
		}
		if err != nil {
			return o, err
		}
	}
	if _, err = p.directives(); err != nil {
		return o, err
	}
	o.selections, err = p.selectionSet()
	return o, err
}

func (p *gqlParser) variable() (v gqlVariable, err error) {
	v.at = p.tok.at
	if err = p.expect("$"); err != nil {
		return v, err
	}
	if v.name, err = p.name("a variable's name"); err != nil {
		return v, err
	}
	if err = p.expect(":"); err != nil {
		return v, err
	}
	if v.of, err = p.typeRef(); err != nil {
		return v, err
	}
	if has, err := p.accept("="); err != nil || !has {
		return v, err
	}
	v.fallback, err = p.value(true)
	return v, err
}

func (p *gqlParser) typeRef() (t gqlTypeRef, err error) {
	if p.depth++; p.depth > gqlDepth {
		return t, p.fail("the document nests deeper than %d levels", gqlDepth)
	}
	defer func() { p.depth-- }()
	if p.sees("[") {
		if err = p.advance(); err != nil {
			return t, err
		}
		item, err := p.typeRef()
		if err != nil {
			return t, err
		}
		t.item = &item
		if err = p.expect("]"); err != nil {
			return t, err
		}
	} else if t.name, err = p.name("a type"); err != nil {
		return t, err
	}
	t.required, err = p.accept("!")
	return t, err
}

func (p *gqlParser) fragment() (*gqlFragment, error) {
	f := &gqlFragment{}
	var err error
	if f.name, err = p.name("a fragment's name"); err != nil {
		return f, err
	}
	if f.name == "on" {
		return f, p.fail("a fragment cannot be called on")
	}
	if word, err := p.name("on"); err != nil || word != "on" {
		return f, p.fail("expected \"on\" and a type")
	}
	if f.on, err = p.name("a type"); err != nil {
		return f, err
	}
	if _, err = p.directives(); err != nil {
		return f, err
	}
	f.selections, err = p.selectionSet()
	return f, err
}

func (p *gqlParser) selectionSet() (list []*gqlSelection, err error) {
	err = p.each("{", "}", func() error {
		s, err := p.selection()
		list = append(list, s)
		return err
	})
	if err == nil && len(list) == 0 {
		err = p.fail("a selection is empty")
	}
	return list, err
}

func (p *gqlParser) selection() (*gqlSelection, error) {
	s := &gqlSelection{at: p.tok.at}
	spread, err := p.accept("...")
	if err != nil {
		return s, err
	}
	if spread {
		return s, p.spread(s)
	}
	if s.name, err = p.name("a field"); err != nil {
		return s, err
	}
	aliased, err := p.accept(":")
	if err != nil {
		return s, err
	}
	if aliased {
		s.alias = s.name
		if s.name, err = p.name("a field"); err != nil {
			return s, err
		}
	}
	if s.args, err = p.arguments(false); err != nil {
		return s, err
	}
	if s.conditions, err = p.directives(); err != nil || !p.sees("{") {
		return s, err
	}
	s.selections, err = p.selectionSet()
	return s, err
}

// spread reads what follows the three dots.
func (p *gqlParser) spread(s *gqlSelection) (err error) {
	if p.tok.kind == gqlName && p.tok.text != "on" {
		if s.spread, err = p.name("a fragment"); err == nil {
			s.conditions, err = p.directives()
		}
		return err
	}
	if p.tok.kind == gqlName {
		if err = p.advance(); err != nil {
			return err
		}
		if s.on, err = p.name("a type"); err != nil {
			return err
		}
	}
	if s.conditions, err = p.directives(); err != nil {
		return err
	}
	s.selections, err = p.selectionSet()
	return err
}

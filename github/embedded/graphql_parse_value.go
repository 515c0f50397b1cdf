package embedded

import "strconv"

func (p *gqlParser) arguments(constant bool) (list []gqlArgument, err error) {
	if !p.sees("(") {
		return nil, nil
	}
	err = p.each("(", ")", func() error {
		a, err := p.argument(constant)
		list = append(list, a)
		return err
	})
	if err == nil && len(list) == 0 {
		err = p.fail("a list of arguments is empty")
	}
	return list, err
}

func (p *gqlParser) argument(constant bool) (a gqlArgument, err error) {
	a.at = p.tok.at
	if a.name, err = p.name("an argument"); err != nil {
		return a, err
	}
	if err = p.expect(":"); err != nil {
		return a, err
	}
	a.value, err = p.value(constant)
	return a, err
}

func (p *gqlParser) directives() (list []gqlDirective, err error) {
	for p.sees("@") {
		d := gqlDirective{at: p.tok.at}
		if err = p.advance(); err != nil {
			return list, err
		}
		if d.name, err = p.name("a directive"); err != nil {
			return list, err
		}
		if d.args, err = p.arguments(false); err != nil {
			return list, err
		}
		list = append(list, d)
	}
	return list, nil
}

// value reads a value; a constant one holds no variable.
func (p *gqlParser) value(constant bool) (*gqlValue, error) {
	v := &gqlValue{at: p.tok.at, text: p.tok.text}
	switch p.tok.kind {
	case gqlInt:
		v.kind = gqlIntValue
		if _, err := strconv.ParseInt(v.text, 10, 32); err != nil {
			return nil, p.fail("%s is no 32-bit integer", v.text)
		}
	case gqlFloat:
		v.kind = gqlFloatValue
	case gqlString:
		v.kind = gqlStringValue
	case gqlName:
		switch v.text {
		case "null":
			v.kind = gqlNull
		case "true", "false":
			v.kind = gqlBoolValue
		default:
			v.kind = gqlEnumValue
		}
	case gqlPunctuator:
		return v, p.compound(v, constant)
	default:
		return nil, p.fail("expected a value, got %s", p.tok)
	}
	return v, p.advance()
}

// compound reads a variable, a list or an object.
func (p *gqlParser) compound(v *gqlValue, constant bool) (err error) {
	switch {
	case p.sees("$") && !constant:
		v.kind = gqlVariableValue
		if err = p.advance(); err == nil {
			v.text, err = p.name("a variable's name")
		}
		return err
	case p.sees("["):
		v.kind = gqlListValue
		return p.each("[", "]", func() error {
			item, err := p.value(constant)
			v.list = append(v.list, item)
			return err
		})
	case p.sees("{"):
		v.kind = gqlObjectValue
		return p.each("{", "}", func() error {
			a, err := p.argument(constant)
			v.fields = append(v.fields, a)
			return err
		})
	}
	return p.fail("expected a value, got %s", p.tok)
}

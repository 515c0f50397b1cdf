package embedded

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// coerceJSON makes of a variable's JSON value what a type asks for: string, int,
// float64, bool, []any or nil. problem says what is wrong, "" if nothing is.
func (s gqlTypes) coerceJSON(t gqlTypeRef, v any) (out any, problem string) {
	if v == nil {
		if t.required {
			return nil, "Expected value to not be null"
		}
		return nil, ""
	}
	if t.item != nil {
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		items := make([]any, 0, len(list))
		for _, v := range list {
			item, problem := s.coerceJSON(*t.item, v)
			if problem != "" {
				return nil, problem
			}
			items = append(items, item)
		}
		return items, ""
	}
	if of := s[t.name]; of.kind == gqlInputType {
		given, ok := v.(map[string]any)
		if !ok {
			return nil, "Expected an object"
		}
		args := gqlArgs{}
		for name, value := range given {
			p := of.param(name)
			if p == nil {
				return nil, fmt.Sprintf("Field is not defined on %s: %s", t.name, name)
			}
			if args[name], problem = s.coerceJSON(p.of, value); problem != "" {
				return nil, name + ": " + problem
			}
		}
		return args, of.missing(args)
	}
	written := &gqlValue{}
	switch v := v.(type) {
	case string:
		written.kind, written.text = gqlStringValue, v
		if s[t.name].kind == gqlEnumType {
			written.kind = gqlEnumValue
		}
	case bool:
		written.kind, written.text = gqlBoolValue, strconv.FormatBool(v)
	case json.Number:
		written.kind, written.text = gqlFloatValue, v.String()
		if _, err := strconv.ParseInt(written.text, 10, 32); err == nil {
			written.kind = gqlIntValue
		}
	default:
		written.kind = gqlObjectValue
	}
	return s.scalar(t, written)
}

// missing says which argument of an input is not given, "" if none is missing.
func (t *gqlType) missing(args gqlArgs) string {
	for _, p := range t.params {
		if p.of.required && args[p.name] == nil {
			return "Expected value to not be null: " + p.name
		}
	}
	return ""
}

// scalar makes of a written value what a scalar or enum type asks for.
func (s gqlTypes) scalar(t gqlTypeRef, v *gqlValue) (any, string) {
	of := s[t.name]
	switch {
	case of.kind == gqlEnumType && v.kind == gqlEnumValue && slices.Contains(of.values, v.text):
		return v.text, ""
	case of.kind == gqlEnumType:
		return nil, fmt.Sprintf("Expected %q to be one of: %v", v.text, of.values)
	case t.name == "Int" && v.kind == gqlIntValue:
		n, err := strconv.Atoi(v.text)
		if err == nil {
			return n, ""
		}
	case t.name == "Boolean" && v.kind == gqlBoolValue:
		return v.text == "true", ""
	case (t.name == "String" || t.name == "ID" || t.name == "GitObjectID") && v.kind == gqlStringValue, t.name == "ID" && v.kind == gqlIntValue:
		return v.text, ""
	}
	return nil, fmt.Sprintf("Could not coerce value %q to %s", v.text, t.name)
}

// coerce makes of a value in the document what a type asks for, with the
// variables filled in. given is false for a variable that has no value.
func (s gqlTypes) coerce(t gqlTypeRef, v *gqlValue, variables map[string]any) (out any, given bool, problem string) {
	switch v.kind {
	case gqlVariableValue:
		out, given = variables[v.text]
		return out, given, ""
	case gqlNull:
		if t.required {
			return nil, true, "Expected value to not be null"
		}
		return nil, true, ""
	}
	if of := s[t.name]; t.item == nil && of.kind == gqlInputType {
		args := gqlArgs{}
		for _, f := range v.fields {
			p := of.param(f.name)
			if p == nil {
				return nil, true, fmt.Sprintf("Field is not defined on %s: %s", t.name, f.name)
			}
			value, has, problem := s.coerce(p.of, f.value, variables)
			if problem != "" {
				return nil, true, f.name + ": " + problem
			}
			if has {
				args[f.name] = value
			}
		}
		return args, true, of.missing(args)
	}
	if t.item == nil {
		out, problem = s.scalar(t, v)
		return out, true, problem
	}
	list := v.list
	if v.kind != gqlListValue {
		list = []*gqlValue{v}
	}
	items := make([]any, 0, len(list))
	for _, v := range list {
		item, _, problem := s.coerce(*t.item, v, variables)
		if problem != "" {
			return nil, true, problem
		}
		items = append(items, item)
	}
	return items, true, ""
}

// inputs reports whether a type can be a variable's.
func (s gqlTypes) inputs(t gqlTypeRef) bool {
	of := s.named(t)
	return of != nil && (of.kind == gqlScalarType || of.kind == gqlEnumType || of.kind == gqlInputType)
}

// fits reports whether a variable of one type may stand where another is
// wanted. sure is whether the variable cannot be null for another reason.
func (t gqlTypeRef) fits(wanted gqlTypeRef, sure bool) bool {
	switch {
	case wanted.required && !t.required && !sure:
		return false
	case (t.item == nil) != (wanted.item == nil):
		return false
	case t.item != nil:
		return t.item.fits(*wanted.item, false)
	}
	return t.name == wanted.name
}

// variablesOf gives an operation's variables their values.
func (s gqlTypes) variablesOf(o *gqlOperation, given map[string]any) (map[string]any, []gqlError) {
	out := map[string]any{}
	var errs []gqlError
	for _, v := range o.variables {
		if !s.inputs(v.of) {
			errs = append(errs, gqlError{
				Message: fmt.Sprintf("%s isn't a defined input type (on $%s)", v.of, v.name), Locations: []gqlPlace{v.at},
				Extensions: map[string]any{"code": "variableRequiresValidType", "variableName": v.name, "typeName": v.of.String()},
			})
			continue
		}
		value, has := given[v.name]
		problem := ""
		switch {
		case has:
			value, problem = s.coerceJSON(v.of, value)
		case v.fallback != nil:
			value, has, problem = s.coerce(v.of, v.fallback, nil)
		case v.of.required:
			problem = "Expected value to not be null"
		}
		switch {
		case problem != "":
			errs = append(errs, gqlError{
				Message: fmt.Sprintf("Variable $%s of type %s was provided invalid value", v.name, v.of), Locations: []gqlPlace{v.at},
				Extensions: map[string]any{"value": given[v.name], "problems": []any{map[string]any{"path": []any{}, "explanation": problem}}},
			})
		case has:
			out[v.name] = value
		}
	}
	return out, errs
}

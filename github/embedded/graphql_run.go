package embedded

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// gqlRun answers a checked operation.
type gqlRun struct {
	c         *call
	types     gqlTypes
	doc       *gqlDocument
	variables map[string]any
	cost      int
	errors    []gqlError
}

// gqlAnswer is an object of the answer: its fields in the order asked for.
type gqlAnswer struct {
	keys   []string
	values []any
}

// MarshalJSON keeps the order.
func (a *gqlAnswer) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, k := range a.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(k); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(a.values[i]); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// asked is one field of the answer and every selection that asks for it.
type asked struct {
	*gqlSelection
	also []*gqlSelection
}

// below are the selections within the field.
func (a asked) below() []*gqlSelection {
	if len(a.also) == 0 {
		return a.selections
	}
	all := slices.Clone(a.selections)
	for _, s := range a.also {
		all = append(all, s.selections...)
	}
	return all
}

// collect finds the fields that are asked of an object of type t.
func (r *gqlRun) collect(t string, list []*gqlSelection, into []asked) []asked {
	for _, s := range list {
		if !r.wanted(s) {
			continue
		}
		switch {
		case s.name != "":
			i := slices.IndexFunc(into, func(a asked) bool { return a.key() == s.key() })
			if i >= 0 {
				into[i].also = append(into[i].also, s)
			} else {
				into = append(into, asked{gqlSelection: s})
			}
		case s.spread != "":
			if f := r.doc.fragments[s.spread]; r.types[f.on].includes(t) {
				into = r.collect(t, f.selections, into)
			}
		case s.on == "" || r.types[s.on].includes(t):
			into = r.collect(t, s.selections, into)
		}
	}
	return into
}

// wanted evaluates @include and @skip.
func (r *gqlRun) wanted(s *gqlSelection) bool {
	for _, d := range s.conditions {
		v, _, _ := r.types.coerce(gqlTypeRef{name: "Boolean", required: true}, d.args[0].value, r.variables)
		if v == (d.name == "skip") {
			return false
		}
	}
	return true
}

// object answers the selections of one object. It gives false if a field that
// cannot be null has no value: the object is null then.
func (r *gqlRun) object(t *gqlType, object any, list []*gqlSelection, path []any) (any, bool) {
	fields := r.collect(t.name, list, nil)
	a := &gqlAnswer{keys: make([]string, 0, len(fields)), values: make([]any, 0, len(fields))}
	for _, f := range fields {
		var v any = t.name
		if f.name != "__typename" {
			var ok bool
			if v, ok = r.field(t.fields[f.name], object, f, append(path[:len(path):len(path)], f.key())); !ok {
				return nil, false
			}
		}
		a.keys, a.values = append(a.keys, f.key()), append(a.values, v)
	}
	return a, true
}

func (r *gqlRun) field(f *gqlField, object any, s asked, path []any) (any, bool) {
	args := gqlArgs{}
	for _, p := range f.params {
		if p.fallback != nil {
			args[p.name] = p.fallback
		}
	}
	for _, a := range s.args {
		// The check has found no problem.
		if v, given, _ := r.types.coerce(f.param(a.name).of, a.value, r.variables); given {
			args[a.name] = v
		}
	}
	v, err := f.resolve(r, object, args)
	if err != nil {
		r.fail(err, s.at, path)
		return nil, !f.of.required
	}
	return r.complete(f.of, v, s, path)
}

// fail notes why a field is null.
func (r *gqlRun) fail(err error, at gqlPlace, path []any) {
	e, ok := errors.AsType[*gqlError](err)
	if !ok {
		e = &gqlError{Type: "INTERNAL", Message: fmt.Sprintf("Not answered: %v", err)}
	}
	r.errors = append(r.errors, gqlError{Type: e.Type, Path: slices.Clone(path), Extensions: e.Extensions, Locations: []gqlPlace{at}, Message: e.Message})
}

// complete makes of a resolved value what the answer holds.
func (r *gqlRun) complete(t gqlTypeRef, v any, s asked, path []any) (any, bool) {
	if v == nil {
		return nil, !t.required
	}
	if t.item != nil {
		items := v.([]any)
		out := make([]any, 0, len(items))
		for i, item := range items {
			done, ok := r.complete(*t.item, item, s, append(path[:len(path):len(path)], i))
			if !ok {
				return nil, !t.required
			}
			out = append(out, done)
		}
		return out, true
	}
	of := r.types[t.name]
	switch of.kind {
	case gqlScalarType, gqlEnumType:
		return v, true
	case gqlAbstractType:
		of = r.types[v.(gqlTyped).gqlType()]
	}
	out, ok := r.object(of, v, s.below(), path)
	return out, ok || !t.required
}

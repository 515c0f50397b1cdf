package embedded

import (
	"slices"
	"strconv"
	"strings"
)

// gqlKind is what values of a type are.
type gqlKind int

const (
	gqlObjectType   gqlKind = iota
	gqlAbstractType         // an interface or a union: one of members
	gqlScalarType
	gqlEnumType
	gqlInputType // an object of arguments
)

// gqlType is a type of the schema.
type gqlType struct {
	name    string
	kind    gqlKind
	fields  map[string]*gqlField
	members []string       // of an abstract type: names of the objects it may be
	values  []string       // of an enum
	params  []gqlParameter // of an input
}

// includes reports whether an object type is this type or a member of it.
func (t *gqlType) includes(object string) bool {
	return t.name == object || slices.Contains(t.members, object)
}

// gqlField is a field of an object or interface.
type gqlField struct {
	name       string
	of         gqlTypeRef
	params     []gqlParameter
	connection bool // first or last has to be given
	resolve    gqlResolver
}

// gqlResolver gives a field's value: nil for null, a []any for a list, and for
// an object whatever the resolvers of its own fields take. With an error the
// field is null and the error goes into the answer.
type gqlResolver func(r *gqlRun, object any, args gqlArgs) (any, error)

// gqlParameter is an argument that a field takes.
type gqlParameter struct {
	name     string
	of       gqlTypeRef
	fallback any
}

func (f *gqlField) param(name string) *gqlParameter { return named(f.params, name) }

func (t *gqlType) param(name string) *gqlParameter { return named(t.params, name) }

// named is the parameter of a name, nil if there is none.
func named(params []gqlParameter, name string) *gqlParameter {
	for i := range params {
		if params[i].name == name {
			return &params[i]
		}
	}
	return nil
}

// gqlArgs are a field's arguments: coerced, with fallbacks; what was not given
// and has none is missing.
type gqlArgs map[string]any

func (a gqlArgs) text(name string) string {
	s, _ := a[name].(string)
	return s
}

func (a gqlArgs) number(name string) int {
	n, _ := a[name].(int)
	return n
}

func (a gqlArgs) yes(name string) bool {
	b, _ := a[name].(bool)
	return b
}

// gqlTyped is an object that may stand where an interface or union is expected.
type gqlTyped interface{ gqlType() string }

// gqlTypes is the schema under construction and in use.
type gqlTypes map[string]*gqlType

// ref reads a type as the schema writes it, such as "[Issue!]".
func (gqlTypes) ref(s string) gqlTypeRef {
	var t gqlTypeRef
	s, t.required = strings.CutSuffix(s, "!")
	if inner, ok := strings.CutPrefix(s, "["); ok {
		item := gqlTypes(nil).ref(strings.TrimSuffix(inner, "]"))
		t.item = &item
		return t
	}
	t.name = s
	return t
}

// field makes a field. Its parameters are written "name: Type" with " = value"
// behind for a number or boolean it falls back on.
func (s gqlTypes) field(name, of string, resolve gqlResolver, params ...string) *gqlField {
	f := &gqlField{name: name, of: s.ref(of), resolve: resolve}
	for _, p := range params {
		p, fallback, _ := strings.Cut(p, " = ")
		name, of, _ := strings.Cut(p, ": ")
		param := gqlParameter{name: name, of: s.ref(of)}
		if n, err := strconv.Atoi(fallback); err == nil {
			param.fallback = n
		} else if b, err := strconv.ParseBool(fallback); err == nil {
			param.fallback = b
		}
		f.params = append(f.params, param)
	}
	return f
}

// object adds an object type.
func (s gqlTypes) object(name string, fields ...*gqlField) {
	t := &gqlType{name: name, fields: map[string]*gqlField{}}
	for _, f := range fields {
		t.fields[f.name] = f
	}
	s[name] = t
}

// abstract adds an interface, or without fields a union.
func (s gqlTypes) abstract(name string, members []string, fields ...*gqlField) {
	s.object(name, fields...)
	s[name].kind, s[name].members = gqlAbstractType, members
}

// input adds an object of arguments, with its parameters as a field has them.
func (s gqlTypes) input(name string, params ...string) {
	s[name] = &gqlType{name: name, kind: gqlInputType, params: s.field(name, name, nil, params...).params}
}

func (s gqlTypes) enum(name string, values ...string) {
	s[name] = &gqlType{name: name, kind: gqlEnumType, values: values}
}

func (s gqlTypes) scalars(names ...string) {
	for _, n := range names {
		s[n] = &gqlType{name: n, kind: gqlScalarType}
	}
}

// named is the type that a reference comes down to.
func (s gqlTypes) named(t gqlTypeRef) *gqlType {
	for t.item != nil {
		t = *t.item
	}
	return s[t.name]
}

package embedded

import (
	"encoding/base64"
	"fmt"
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

// gqlList is everything a connection could show; get makes the i-th of them.
// Counting may take long: where tail is there, the last one alone is found
// without.
type gqlList struct {
	count func() (int, error)
	get   func(i int) (any, error)
	tail  func() (any, error)
}

// listed is the list of some values.
func listed[T any](all []T) gqlList {
	return gqlList{count: func() (int, error) { return len(all), nil }, get: func(i int) (any, error) { return all[i], nil }}
}

// gqlConnection is the part of a list that was asked for.
type gqlConnection struct {
	list gqlList
	args gqlArgs
}

// gqlEdge is one place of a connection.
type gqlEdge struct {
	node any
	at   int
}

// gqlBounds is where a connection's part lies in its list.
type gqlBounds struct{ from, to, total int }

// connection makes a field that gives a list page by page, and the types for
// it.
func (s gqlTypes) connection(name, node string, list func(r *gqlRun, object any, args gqlArgs) (gqlList, error), params ...string) *gqlField {
	if s[node+"Connection"] == nil {
		s.connectionTypes(node)
	}
	params = append([]string{"first: Int", "last: Int", "after: String", "before: String"}, params...)
	f := s.field(name, node+"Connection", func(r *gqlRun, object any, args gqlArgs) (any, error) {
		l, err := list(r, object, args)
		if err != nil {
			return nil, err
		}
		return &gqlConnection{l, args}, nil
	}, params...)
	f.connection = true
	return f
}

func (s gqlTypes) connectionTypes(node string) {
	take := func(get func(c *gqlConnection) (any, error)) gqlResolver {
		return func(_ *gqlRun, object any, _ gqlArgs) (any, error) { return get(object.(*gqlConnection)) }
	}
	bound := func(get func(b gqlBounds) any) gqlResolver {
		return take(func(c *gqlConnection) (any, error) {
			b, err := c.bounds()
			if err != nil {
				return nil, err
			}
			return get(b), nil
		})
	}
	cursor := func(at func(b gqlBounds) int) gqlResolver {
		return bound(func(b gqlBounds) any {
			if b.from == b.to {
				return nil
			}
			return gqlCursor(at(b))
		})
	}
	s.object(node+"Connection",
		s.field("totalCount", "Int!", bound(func(b gqlBounds) any { return b.total })),
		s.field("nodes", "["+node+"]", take((*gqlConnection).nodes)),
		s.field("edges", "["+node+"Edge]", take((*gqlConnection).edges)),
		s.field("pageInfo", "PageInfo!", take(func(c *gqlConnection) (any, error) { return c, nil })),
	)
	s.object(node+"Edge",
		s.field("node", node, func(_ *gqlRun, object any, _ gqlArgs) (any, error) { return object.(gqlEdge).node, nil }),
		s.field("cursor", "String!", func(_ *gqlRun, object any, _ gqlArgs) (any, error) { return gqlCursor(object.(gqlEdge).at), nil }),
	)
	s.object("PageInfo",
		s.field("hasNextPage", "Boolean!", bound(func(b gqlBounds) any { return b.to < b.total })),
		s.field("hasPreviousPage", "Boolean!", bound(func(b gqlBounds) any { return b.from > 0 })),
		s.field("startCursor", "String", cursor(func(b gqlBounds) int { return b.from })),
		s.field("endCursor", "String", cursor(func(b gqlBounds) int { return b.to - 1 })),
	)
}

// bounds finds the part that first, last, after and before name.
func (c *gqlConnection) bounds() (b gqlBounds, err error) {
	if b.total, err = c.list.count(); err != nil {
		return b, err
	}
	b.to = b.total
	if s := c.args.text("after"); s != "" {
		n, err := gqlCursorAt("after", s)
		if err != nil {
			return b, err
		}
		b.from = min(n+1, b.to)
	}
	if s := c.args.text("before"); s != "" {
		n, err := gqlCursorAt("before", s)
		if err != nil {
			return b, err
		}
		b.to = max(b.from, min(n, b.to))
	}
	if n, ok := c.args["first"].(int); ok {
		b.to = min(b.to, b.from+n)
	}
	if n, ok := c.args["last"].(int); ok {
		b.from = max(b.from, b.to-n)
	}
	return b, nil
}

// nodes are the objects of the part.
func (c *gqlConnection) nodes() (any, error) {
	if c.list.tail != nil && c.args.number("last") == 1 && len(c.args) == 1 {
		node, err := c.list.tail()
		if err != nil {
			return nil, err
		}
		return []any{node}, nil
	}
	edges, err := c.edges()
	if err != nil {
		return nil, err
	}
	list := edges.([]any)
	for i := range list {
		list[i] = list[i].(gqlEdge).node
	}
	return list, nil
}

// edges are the objects of the part with their places.
func (c *gqlConnection) edges() (any, error) {
	b, err := c.bounds()
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, b.to-b.from)
	for i := b.from; i < b.to; i++ {
		node, err := c.list.get(i)
		if err != nil {
			return nil, err
		}
		out = append(out, gqlEdge{node, i})
	}
	return out, nil
}

func gqlCursor(at int) string {
	return base64.StdEncoding.EncodeToString([]byte("cursor:" + strconv.Itoa(at)))
}

func gqlCursorAt(param, cursor string) (int, error) {
	b, err := base64.StdEncoding.DecodeString(cursor)
	number, ok := strings.CutPrefix(string(b), "cursor:")
	n, numberErr := strconv.Atoi(number)
	if err != nil || !ok || numberErr != nil || n < 0 || n > 1<<30 {
		return 0, &gqlError{Type: "INVALID_CURSOR_ARGUMENTS", Message: fmt.Sprintf("`%s` does not appear to be a valid cursor for `%s`.", cursor, param)}
	}
	return n, nil
}

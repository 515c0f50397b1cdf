package embedded

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

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

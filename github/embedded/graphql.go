package embedded

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// graphqlRoutes is GitHub's second API: one address that answers queries. On
// github.com it is /graphql, on a server of a company's own /api/graphql. The
// route is free because a query pays for itself: by what it asks for, and with
// an answer of its own when nothing is left.
func graphqlRoutes() []route {
	types := gqlSchema()
	answer := func(c *call) (answer, error) { return c.graphql(types) }
	list := []route{newRoute(http.MethodPost, "/graphql", "", answer), newRoute(http.MethodPost, "/api/graphql", "", answer)}
	for i := range list {
		list[i].free = true
	}
	return list
}

// queries reports whether the route is GraphQL's, where a POST may be no write:
// mutations are refused by themselves.
func (r *route) queries() bool { return r.pattern[len(r.pattern)-1] == "graphql" }

// gqlBody bounds the length of a request, in bytes.
const gqlBody = 1 << 20

// gqlRequest is what a client posts.
type gqlRequest struct {
	Query         string         `json:"query"`
	Variables     map[string]any `json:"variables"`
	OperationName string         `json:"operationName"`
}

// graphql answers a request. Whatever is wrong with the query itself is an
// answer with status 200 as well.
func (c *call) graphql(types gqlTypes) (answer, error) {
	switch {
	case strings.HasPrefix(strings.TrimPrefix(c.api, c.origin()), apiPrefix):
		return answer{}, notFound() // it is beside the REST API, not within it
	case c.who.kind == anonymous:
		return answer{}, refuse(http.StatusUnauthorized, "This endpoint requires you to be authenticated.")
	case c.who.kind == asApp:
		return answer{}, needsToken()
	}
	body, err := io.ReadAll(io.LimitReader(c.r.Body, gqlBody+1))
	if err != nil {
		return answer{}, fmt.Errorf("read the request: %w", err)
	}
	if len(body) > gqlBody {
		return answer{}, refuse(http.StatusRequestEntityTooLarge, "The query is longer than %d bytes", gqlBody)
	}
	var q gqlRequest
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&q); err != nil {
		return answer{}, refuse(http.StatusBadRequest, "Problems parsing JSON")
	}
	if q.Query == "" {
		return c.refuseQuery(gqlError{Message: "A query attribute must be specified and must be a string."})
	}
	return c.answerQuery(types, q)
}

// refuseQuery answers with errors and no data.
func (c *call) refuseQuery(errs ...gqlError) (answer, error) {
	return c.json(struct {
		Errors []gqlError `json:"errors"`
	}{errs})
}

// answerQuery reads, checks and runs a query.
func (c *call) answerQuery(types gqlTypes, q gqlRequest) (answer, error) {
	doc, err := parseGQL(q.Query)
	if syntax, ok := errors.AsType[*gqlSyntax](err); ok {
		return c.refuseQuery(gqlError{Message: err.Error(), Locations: []gqlPlace{syntax.at}})
	}
	op, problem := doc.chosen(q.OperationName)
	if problem != "" {
		return c.refuseQuery(gqlError{Message: problem})
	}
	if op.kind == "subscription" || op.kind == "mutation" && c.s.options.ReadOnly {
		return c.refuseQuery(gqlError{
			Type: "FORBIDDEN", Locations: []gqlPlace{op.at},
			Message: "This server answers no " + op.kind + ": nothing was changed.",
		})
	}
	variables, errs := types.variablesOf(op, q.Variables)
	if len(errs) > 0 {
		return c.refuseQuery(errs...)
	}
	check := &gqlCheck{types: types, doc: doc, op: op, variables: variables}
	if check.run(); len(check.errors) > 0 {
		return c.refuseQuery(check.errors...)
	}
	if !c.spend(check.cost()) {
		return c.refuseQuery(gqlError{Type: "RATE_LIMITED", Message: "API rate limit exceeded for this caller."})
	}
	run := &gqlRun{c: c, types: types, doc: doc, variables: variables, cost: check.cost()}
	data, ok := run.object(types[op.root()], nil, op.selections, nil)
	if !ok {
		data = nil
	}
	return c.json(struct {
		Data   any        `json:"data"`
		Errors []gqlError `json:"errors,omitempty"`
	}{data, run.errors})
}

// spend takes points from the caller's budget and says what is left of it.
func (c *call) spend(points int) bool {
	if c.s.quotas.limits.Off {
		return true
	}
	left, ok := c.s.quotas.spend(c.who.quota, "graphql", points, c.now())
	left.header(c.header, "graphql")
	return ok
}

// chosen is the operation to run; problem says why there is none.
func (d *gqlDocument) chosen(name string) (op *gqlOperation, problem string) {
	if name == "" {
		if len(d.operations) > 1 {
			return nil, "An operation name is required"
		}
		return d.operations[0], ""
	}
	for _, o := range d.operations {
		if o.name == name {
			return o, ""
		}
	}
	return nil, fmt.Sprintf("No operation named %q", name)
}

package github

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"hubtrail/github/transport"
)

// graphAsk is one query to the host's GraphQL. Values go in variables alone, so
// that nothing from outside becomes part of the query's text.
type graphAsk struct {
	op           string
	feature      string // what is remembered if the host lacks it
	installation int64
	query        string
	variables    map[string]any
}

// graphRequest is a query as it is sent.
type graphRequest struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables"`
}

// graphAnswer is what came: of some names there may be data, of others an error.
type graphAnswer struct {
	data   map[string]json.RawMessage
	errors map[string]error // by the name at the top of the query that it is about
}

// graphError is one of the errors that come with, or instead of, data.
type graphError struct {
	Type       string `json:"type"`
	Message    string `json:"message"`
	Path       []any  `json:"path"`
	Extensions struct {
		Code        string `json:"code"`
		SAMLFailure bool   `json:"saml_failure"`
	} `json:"extensions"`
}

// graph asks the host's GraphQL. A host that has none, or none of the fields
// that are asked for, is ErrUnsupported, and is not asked for the same again in
// this session. The error is for an answer without any data.
func (c *Client) graph(ctx context.Context, q graphAsk) (graphAnswer, error) {
	if c.lacks(q.feature) || c.lacks(anyGraph) {
		return graphAnswer{}, c.fault(q.op, ErrUnsupported)
	}
	var got struct {
		Data   map[string]json.RawMessage `json:"data"`
		Errors []graphError               `json:"errors"`
	}
	ctx = transport.WithReadOnly(ctx)
	a, err := c.get(ctx, ask{
		op: q.op, installation: q.installation, method: http.MethodPost, path: c.graphPath(),
		body: graphRequest{q.query, q.variables},
	}, &got)
	var e *Error
	if errors.As(err, &e) {
		switch e.Status {
		case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
			c.lack(anyGraph)
			e.kind = ErrUnsupported
		}
	}
	if err != nil {
		return graphAnswer{}, err
	}
	answer := graphAnswer{data: got.Data, errors: map[string]error{}}
	for _, one := range got.Errors {
		err := c.graphError(q, one, a)
		if errors.Is(err, ErrUnsupported) {
			c.lack(q.feature)
			return graphAnswer{}, err
		}
		name := ""
		if len(one.Path) > 0 {
			name, _ = one.Path[0].(string)
		}
		if answer.errors[name] == nil {
			answer.errors[name] = err
		}
	}
	switch {
	case answer.anything():
		return answer, nil
	case len(got.Errors) > 0:
		return answer, c.graphError(q, got.Errors[0], a)
	}
	return answer, c.unreadable(q.op, a)
}

// anything reports whether some name has data.
func (a graphAnswer) anything() bool {
	for _, data := range a.data {
		if len(data) > 0 && string(data) != "null" {
			return true
		}
	}
	return false
}

// graphError sorts an error as the REST API's statuses are.
func (c *Client) graphError(q graphAsk, g graphError, a answer) error {
	e := c.fault(q.op, ErrBadAnswer)
	e.Message, e.RequestID = cleanMessage(g.Message), cleanMessage(a.header.Get("X-GitHub-Request-Id"))
	said := strings.ToLower(g.Message)
	switch {
	case g.Extensions.Code == "undefinedField", g.Extensions.Code == "argumentNotAccepted", g.Extensions.Code == "undefinedType",
		strings.Contains(said, "doesn't exist on type"), strings.Contains(said, "doesn't accept argument"):
		e.kind = ErrUnsupported
	case g.Extensions.SAMLFailure:
		e.kind = ErrSSO
	case g.Type == "NOT_FOUND":
		e.kind = ErrNotFound
	case strings.Contains(said, "resource not accessible"):
		e.kind = ErrNotGranted
	case g.Type == "FORBIDDEN":
		e.kind = ErrForbidden
	case g.Type == "RATE_LIMITED", g.Type == "RATE_LIMIT":
		e.kind = ErrRateLimited
	case strings.Contains(g.Type, "RESOURCE"), strings.Contains(g.Type, "MAX_NODE_LIMIT"), strings.Contains(said, "timeout"), strings.Contains(said, "timed out"):
		e.kind = ErrTimeout
	}
	return e
}

// anyGraph is the feature of having GraphQL at all.
const anyGraph = "graphql"

// graphPath is where the host's GraphQL is, seen from its REST API: beside /v3
// on Enterprise servers and what is made like them.
func (c *Client) graphPath() string {
	if strings.HasSuffix(c.api.Path, "/api/v3/") {
		return "../graphql"
	}
	return "graphql"
}

// lacks reports whether the host turned out not to offer something.
func (c *Client) lacks(feature string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lacking[feature]
}

func (c *Client) lack(feature string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lacking == nil {
		c.lacking = map[string]bool{}
	}
	c.lacking[feature] = true
}

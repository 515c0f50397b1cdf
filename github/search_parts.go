package github

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"hubtrail/github/query"
)

// maxOperators is how many of AND, OR and NOT GitHub takes in one query.
const maxOperators = 5

// searchParts is the requests of a search, in the order of its scopes.
func (a *Accounts) searchParts(s IssueSearch) ([]*searchPart, error) {
	if err := a.searchable(s); err != nil {
		return nil, err
	}
	var parts []*searchPart
	for _, scope := range s.Scopes {
		c, err := a.Client(scope.Place.Account)
		if err != nil {
			return nil, err
		}
		parsed := query.Parse(query.Expand(s.Text, a.Now(scope.Place.Account)))
		sort, order := s.order(parsed)
		for _, within := range scope.queries(operators(s.Text)) {
			for _, kind := range s.kinds(parsed) {
				parts = append(parts, &searchPart{
					client: c, place: scope.Place, text: s.Text, query: query.Compose(parsed, kind, within),
					sort: sort, order: order, pages: min(max(1, (s.Limit+perPage-1)/perPage), maxHits/perPage),
				})
			}
		}
	}
	return parts, nil
}

// searchable refuses what is not worth sending.
func (a *Accounts) searchable(s IssueSearch) error {
	if len(s.Scopes) == 0 {
		return fmt.Errorf("there is nothing to search: no account reaches issues")
	}
	c, err := a.Client(s.Scopes[0].Place.Account)
	if err != nil {
		return err
	}
	parsed := query.Parse(s.Text)
	if p := fatal(parsed); p != nil {
		return c.problem("search issues", p)
	}
	if len(s.kinds(parsed)) == 0 {
		return c.problem("search issues", s.contradiction(parsed))
	}
	return nil
}

// contradiction is the mistake of a query that nothing can fulfil.
func (s IssueSearch) contradiction(q *query.Query) *SearchProblem {
	p := &SearchProblem{End: len(s.Text)}
	switch issues, pulls := q.Kinds(); {
	case issues:
		p.Text, p.Fix = "the query finds issues only, and pull requests are asked for", "Ask for issues, or for both."
	case pulls:
		p.Text, p.Fix = "the query finds pull requests only, and issues are asked for", "Ask for pull requests, or for both."
	default:
		p.Text = "nothing is an issue and a pull request at once: this finds nothing"
		p.Fix = "Take out a qualifier that is for issues only, or one that is for pull requests only."
	}
	return p
}

// fatal is the first mistake that GitHub would refuse.
func fatal(q *query.Query) *SearchProblem {
	for _, p := range q.Problems() {
		if p.Fatal {
			return &SearchProblem{Start: p.Start, End: p.End, Text: p.Text, Fix: p.Fix}
		}
	}
	return nil
}

// problem is the error of a query that is not sent.
func (c *Client) problem(op string, p *SearchProblem) error {
	e := c.fault(op, ErrInvalid)
	e.Message, e.remedy, e.cause = cleanMessage(p.Text), p.Fix, p
	return e
}

// kinds are those to ask for: one request each.
func (s IssueSearch) kinds(q *query.Query) []query.Kind {
	issues, pulls := q.Kinds()
	var kinds []query.Kind
	if issues && s.Kind != SearchPulls {
		kinds = append(kinds, query.Issues)
	}
	if pulls && s.Kind != SearchIssues {
		kinds = append(kinds, query.Pulls)
	}
	return kinds
}

// queries is what a scope adds to the text, once for each query it takes: owners
// are joined by OR as far as the operators that the text leaves allow.
func (s SearchScope) queries(used int) []query.Scope {
	switch {
	case s.Repo != (RepoRef{}):
		return []query.Scope{{Repo: s.Repo.String()}}
	case len(s.Owners) == 0:
		return []query.Scope{{}}
	}
	var list []query.Scope
	for owners := range slices.Chunk(s.Owners, max(1, maxOperators-used+1)) {
		var within query.Scope
		for _, o := range owners {
			if strings.EqualFold(o.Type, "Organization") {
				within.Orgs = append(within.Orgs, o.Login)
			} else { // user: takes either
				within.Users = append(within.Users, o.Login)
			}
		}
		list = append(list, within)
	}
	return list
}

// operators counts AND, OR and NOT outside quotes.
func operators(text string) int {
	n, quoted, word := 0, false, ""
	for _, r := range text + " " {
		switch {
		case r == '"':
			quoted = !quoted
			word += `"`
		case !quoted && (unicode.IsSpace(r) || r == '(' || r == ')'):
			if word == "AND" || word == "OR" || word == "NOT" {
				n++
			}
			word = ""
		default:
			word += string(r)
		}
	}
	return n
}

// order is the sorting to ask for: the query's own sort: wins.
func (s IssueSearch) order(q *query.Query) (sort, order string) {
	if field, descending, ok := q.Sort(); ok {
		if descending {
			return field, "desc"
		}
		return field, "asc"
	}
	if s.Order == ByBestMatch {
		return "", ""
	}
	return string(s.Order), "desc"
}

// path is the request of a part but for the page.
func (p *searchPart) path() string {
	path := "search/issues?q=" + url.QueryEscape(p.query) + "&advanced_search=true"
	if p.sort != "" {
		path += "&sort=" + url.QueryEscape(p.sort) + "&order=" + p.order
	}
	return path
}

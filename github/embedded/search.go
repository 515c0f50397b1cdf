package embedded

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"hubtrail/github/query"
)

// Limits of a search, from GitHub's documentation.
const (
	searchWindow    = 1000 // results that can be reached
	searchText      = 256  // characters beside operators and qualifiers
	searchOperators = 5
)

func searchRoutes() []route {
	return []route{
		get("/search/issues", "", searchIssues),
		get("/search/repositories", "", searchRepositories),
	}
}

// search is a parsed q with what a best match looks at.
type search struct {
	*query.Query
	text  string
	words []string // lower case, that results must hold; phrases whole
	plain bool     // all of it must hold: it has neither OR nor NOT
}

// search reads and checks the q parameter.
func (c *call) search() (*search, error) {
	s := &search{text: c.query.Get("q")}
	if strings.TrimSpace(s.text) == "" {
		return nil, unprocessable(fieldError{Resource: "Search", Field: "q", Code: "missing"})
	}
	s.Query = query.Parse(s.text)
	parts := plainParts(s.text, s.Terms())
	size, operators := 0, 0
	for _, p := range parts {
		switch {
		case p == "AND" || p == "OR" || p == "NOT":
			operators++
			continue
		case size > 0:
			size++
		}
		size += utf8.RuneCountInString(p)
	}
	tooMuch := ""
	switch {
	case size > searchText:
		tooMuch = "The search is longer than 256 characters."
	case operators > searchOperators:
		tooMuch = "More than five AND / OR / NOT operators were used."
	}
	if tooMuch != "" {
		return nil, unprocessable(fieldError{Resource: "Search", Field: "q", Code: "invalid", Message: tooMuch})
	}
	s.plain = !slices.Contains(parts, "OR") && !slices.Contains(parts, "NOT")
	skip := false
	for _, p := range parts {
		word := strings.ToLower(strings.Trim(p, `"`))
		if !skip && word != "" && p != "AND" && p != "OR" && p != "NOT" && p[0] != '-' {
			s.words = append(s.words, word)
		}
		skip = p == "NOT"
	}
	p := c.page()
	if p.skip() >= searchWindow {
		return nil, refuse(http.StatusUnprocessableEntity, "Only the first 1000 search results are available")
	}
	return s, nil
}

// plainParts are the words, phrases (in their quotes) and operators of a query
// without its qualifiers and brackets.
func plainParts(text string, terms []query.Term) []string {
	b := []byte(text)
	for _, t := range terms {
		for i := max(0, t.Start); i < min(t.End, len(b)); i++ {
			b[i] = ' '
		}
	}
	var parts []string
	start, quoted := -1, false
	end := func(i int) {
		if start >= 0 {
			parts = append(parts, string(b[start:i]))
		}
		start = -1
	}
	for i, ch := range b {
		switch {
		case ch == '"':
			if start < 0 {
				start = i
			}
			quoted = !quoted
			if !quoted {
				end(i + 1)
			}
		case quoted:
		case ch <= ' ' || ch == '(' || ch == ')':
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(b))
	return parts
}

// matcher makes the query ready. @me is the user whose token it is.
func (c *call) matcher(s *search) *query.Matcher {
	me := ""
	if c.who.user != nil {
		me = c.who.user.Login
	}
	return s.Compile(query.Context{Now: c.now(), Me: me, Members: c.s.index.teamMembers, Known: ^query.Field(0)})
}

// nowhere reports whether the query asks for something that the World has
// nothing of, such as a project. Beside OR and NOT such a part counts as true.
func (s *search) nowhere(m *query.Matcher) bool {
	return s.plain && slices.ContainsFunc(m.Unanswered(), func(u query.Unanswered) bool {
		return !u.Term.Negated && u.Term.Name != "" && u.Term.Name != "no"
	})
}

// order reads what results are sorted by: the sort and order parameters, or what
// the query itself says; "" is best match.
func (c *call) order(s *search, known ...string) (by string, descending bool) {
	by, descending, ok := s.Sort()
	if v := c.query.Get("sort"); v != "" || !ok {
		by, descending = v, c.query.Get("order") != "asc"
	}
	by, _, _ = strings.Cut(by, "-")
	if !slices.Contains(known, by) {
		return "", true // GitHub ignores an order that it does not know
	}
	return by, descending
}

// searchable reports whether a search may look at a repository's issues and
// pull requests.
func (c *call) searchable(r *Repository) bool {
	return c.s.sees(c.who, r) && c.s.permits(c.who, r, eitherReads) == nil
}

// checkScopes refuses a query whose repositories and accounts cannot be
// searched. GitHub leaves out those that cannot as long as one can.
func (c *call) checkScopes(s *search) error {
	scopes, seen := 0, 0
	for _, t := range s.Terms() {
		if t.Negated {
			continue
		}
		for v := range strings.SplitSeq(t.Value, ",") {
			switch t.Name {
			case "repo":
				scopes++
				owner, name, _ := strings.Cut(v, "/")
				if r := c.s.index.repository(owner, name); r != nil && c.s.sees(c.who, r) {
					seen++
				}
			case "user", "org":
				scopes++
				if _, ok := c.s.index.account(v); ok || v == "@me" && c.who.user != nil {
					seen++
				}
			case "team":
				if c.s.index.teamMembers(v) == nil {
					return cannotSearch("users")
				}
			case "author", "assignee", "commenter", "mentions", "involves":
				if !c.participant(v) {
					return cannotSearch("users")
				}
			}
		}
	}
	if scopes > 0 && seen == 0 {
		return cannotSearch("users and repositories")
	}
	return nil
}

func cannotSearch(what string) *refusal {
	things := "resources"
	if what == "users" {
		things = what
	}
	return unprocessable(fieldError{
		Resource: "Search", Field: "q", Code: "invalid",
		Message: "The listed " + what + " cannot be searched either because the " + things + " do not exist or you do not have permission to view the " + things + ".",
	})
}

// participant reports whether there is an account of a login as qualifiers
// write it, or somebody took part in an issue under it.
func (c *call) participant(login string) bool {
	login = strings.ToLower(login)
	if login == "@me" {
		return c.who.user != nil
	}
	login = strings.TrimPrefix(login, "@")
	if _, ok := c.s.index.account(login); ok || login == "*" || strings.HasPrefix(login, "app/") || strings.HasSuffix(login, "[bot]") {
		return true
	}
	for i := range c.s.index.world.Repositories {
		r := &c.s.index.world.Repositories[i]
		if c.s.sees(c.who, r) && c.s.issues.book(r).takesPart(login) {
			return true
		}
	}
	return false
}

func (b *book) takesPart(login string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.logins[login]
}

// found is the answer of a search.
type found[T any] struct {
	TotalCount        int  `json:"total_count"`
	IncompleteResults bool `json:"incomplete_results"`
	Items             []T  `json:"items"`
}

// results cuts the page out of a search's hits. A search that ran out of time
// gives half of what it would have.
func results[T any](c *call, all []T) ([]T, bool) {
	_, incomplete := c.hit[Incomplete]
	if incomplete {
		all = all[:(len(all)+1)/2]
	}
	return window(c, all[:min(len(all), searchWindow)]), incomplete
}

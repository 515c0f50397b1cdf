package github

import (
	"errors"
	"net/http"
	"regexp"
	"strings"

	"hubtrail/github/query"
)

// SearchProblem is a query that GitHub refused, or would, with the place of the
// mistake. Start and End are bytes of the person's text, both 0 when it cannot
// be told.
type SearchProblem struct {
	Start, End int
	Text       string // what is wrong, one sentence
	Fix        string // what to do, "" if the text says it
	Err        error  // GitHub's refusal, nil if it was not asked
}

// Error is what is wrong.
func (p *SearchProblem) Error() string { return p.Text }

// Unwrap gives GitHub's refusal.
func (p *SearchProblem) Unwrap() error { return p.Err }

// Remedy is what to do.
func (p *SearchProblem) Remedy() string { return p.Fix }

// explained adds to GitHub's refusal of a query where in the person's text its
// reason is, as far as GitHub's words tell. Any other error stays as it is.
func explained(err error, text string) error {
	var e *Error
	if !errors.As(err, &e) || e.Status != http.StatusUnprocessableEntity {
		return err
	}
	p := &SearchProblem{Text: e.Message, Err: e}
	said := strings.ToLower(e.Message)
	switch {
	case strings.Contains(said, "cannot be searched"):
		p.Text = "GitHub cannot search there: it does not exist, or this account may not see it"
		p.Fix = "Check the name after repo:, user:, org: and author:, and that the account in view reaches it."
		if t, ok := blamed(text, said); ok {
			p.Start, p.End = t.Start, t.End
			p.Text = t.Value + " cannot be searched: it does not exist, or this account may not see it"
			p.Fix = "Check the name, and that the account in view reaches it."
		}
	case strings.Contains(said, "longer than 256"):
		p.Start, p.End = 0, len(text)
		p.Text, p.Fix = "the query is longer than the 256 characters that GitHub takes, qualifiers not counted", "Shorten the words."
	case strings.Contains(said, "more than five"):
		p.Start, p.End = 0, len(text)
		p.Text, p.Fix = "GitHub takes no more than five AND, OR and NOT", "Split the query in two."
	case strings.Contains(said, "first 1000"):
		p.Text, p.Fix = "GitHub gives the first 1,000 results only", "Narrow the query, for instance by created: or updated:."
	case strings.Contains(said, "is:issue") && strings.Contains(said, "is:pull-request"):
		p.Fix = "Add is:issue or is:pull-request."
	default:
		if t, ok := blamed(text, said); ok {
			p.Start, p.End = t.Start, t.End
		}
	}
	return p
}

// blamed is the qualifier of the text that GitHub's words name: one written out
// in them, else the first of those that GitHub looks up.
func blamed(text, said string) (query.Term, bool) {
	terms := query.Parse(text).Terms()
	for _, t := range terms {
		if t.Value != "" && holdsWord(said, strings.ToLower(t.Value)) {
			return t, true
		}
	}
	if !strings.Contains(said, "cannot be searched") {
		return query.Term{}, false
	}
	var looked []query.Term
	for _, t := range terms {
		switch t.Name {
		case "repo", "user", "org", "author", "assignee", "commenter", "mentions", "involves", "team", "reviewed-by", "review-requested":
			looked = append(looked, t)
		}
	}
	// With several, nobody knows which.
	if len(looked) == 1 {
		return looked[0], true
	}
	return query.Term{}, false
}

// holdsWord reports whether a text holds a word as a whole.
func holdsWord(said, word string) bool {
	const edge = `(^|[^\pL\pN_-])`
	found, err := regexp.MatchString(edge+regexp.QuoteMeta(word)+`($|[^\pL\pN_-])`, said)
	return err == nil && found
}

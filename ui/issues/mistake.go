package issues

import (
	"hubtrail/github"
	"hubtrail/github/query"
)

// refusal is a query that GitHub refused, with the place of the mistake.
type refusal struct {
	text string // of the query
	*github.SearchProblem
}

// within is where the query is sent to as far as that bears on what it may say.
// Owners do not: the client sends several queries where one would be too long.
func (p *Pane) within() (s query.Scope) {
	if len(p.scopes) == 1 {
		s.Repo = p.scopes[0].Repo.String()
	}
	return s
}

// fatal is the mistake that keeps a query from being sent, nil if there is none.
func (p *Pane) fatal() *query.Problem {
	for i := range p.problems {
		if p.problems[i].Fatal {
			return &p.problems[i]
		}
	}
	return nil
}

// problem is the mistake to speak of: the one that keeps the query from being
// sent, else what GitHub refused, else the first. What is being completed is not
// finished yet, and so no mistake.
func (p *Pane) problem() (query.Problem, bool) {
	if p.popup.open && p.mode == searching && p.popup.cursor.End == len(p.input.Value()) {
		return query.Problem{}, false
	}
	switch {
	case p.fatal() != nil:
		return *p.fatal(), true
	case p.refused != nil:
		r := query.Problem{Text: p.refused.Text, Fix: p.refused.Fix}
		if p.refused.text == p.tabs[p.tab].Query {
			r.Start, r.End = p.refused.Start, p.refused.End
		}
		return r, true
	case len(p.problems) > 0:
		return p.problems[0], true
	}
	return query.Problem{}, false
}

// underline marks the mistake in the text that is spoken of.
func (p *Pane) underline() {
	if p.mode == naming {
		p.input.Mark(0, 0)
		return
	}
	if pr, ok := p.problem(); ok {
		p.input.Mark(pr.Start, pr.End)
	} else {
		p.input.Mark(0, 0)
	}
}

package issues

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/query"
	"hubtrail/ui/load"
)

const (
	// pause is how long typing must rest before GitHub is asked.
	pause = 500 * time.Millisecond
	// rest is the same for a change that a key makes at once, so that going
	// through several costs one search.
	rest = 250 * time.Millisecond
	// again is how long an answer stands before the same search is sent again.
	again = time.Minute
	// step is how many hits are asked for at first and each time more.
	step = 100
	// ahead is how near the end of the rows the cursor comes before more are asked
	// for.
	ahead = 30
	// answers is how many of GitHub's are remembered, so that going between tabs
	// and back to an earlier text costs no request.
	answers = 8
)

// asking is the newest request: it leaves at a time that may be still to come.
type asking struct {
	query string
	limit int
	at    time.Time
}

// answer is an answer of GitHub's and when it came.
type answer struct {
	*book
	at time.Time
}

// refusal is a query that GitHub refused, with the place of the mistake.
type refusal struct {
	text string // of the query, when it was sent
	*github.SearchProblem
}

// effective names what is searched for: two searches of the same name give the
// same answer.
func (p *Pane) effective() string {
	t := p.tabs[p.tab]
	return fmt.Sprintf("%q %d %s %s", strings.TrimSpace(t.Query), t.Kind, t.Order, p.where)
}

// search is what the client is asked for.
func (p *Pane) search() github.IssueSearch {
	t := p.tabs[p.tab]
	return github.IssueSearch{Text: t.Query, Kind: t.Kind, Order: t.Order, Scopes: p.scopes, Limit: p.limit}
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

// changed takes up what the search is now: the answer known already or stored
// at once, GitHub's after a delay. A search that is the same as before is left
// alone.
func (p *Pane) changed(delay time.Duration) tea.Cmd {
	p.parsed = query.Parse(p.tabs[p.tab].Query)
	p.problems = p.parsed.ProblemsWithin(p.within())
	p.underline()
	q := p.effective()
	if q == p.query && p.book != nil && p.fatal() == nil {
		return p.ask(delay, false)
	}
	if q != p.query {
		p.query, p.limit, p.refused, p.sent = q, step, nil, nil
		p.drop()
		p.underline()
	}
	if p.fatal() != nil || len(p.scopes) == 0 {
		return nil
	}
	if a, ok := p.recall(q); ok {
		p.limit, p.sent = a.limit, a.result.Sent
		p.lay(a.book)
		if time.Since(a.at) < again {
			p.asked = asking{q, a.limit, a.at}
			return p.summarise(false)
		}
		return p.ask(delay, false)
	}
	return tea.Batch(p.searchStored(), p.ask(delay, false))
}

// within is where the query is sent to as far as that bears on what it may say.
// Owners do not: the client sends several queries where one would be too long.
func (p *Pane) within() (s query.Scope) {
	if len(p.scopes) == 1 {
		s.Repo = p.scopes[0].Repo.String()
	}
	return s
}

// drop gives up what is under way.
func (p *Pane) drop() {
	p.local.Reset()
	p.fresh.Reset()
	p.asked = asking{}
	p.pace.drop(time.Now())
}

// searchStored searches what is stored.
func (p *Pane) searchStored() tea.Cmd {
	s, q, client := p.search(), p.query, p.client
	return p.local.Start(0, func(ctx context.Context, emit func(*book, time.Time)) error {
		r := client.SearchStored(ctx, s)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.Stored = true
		emit(newBook(q, s.Limit, r, reader{}), r.At)
		return nil
	})
}

// ask has GitHub asked after a delay, unless it is about to be or has answered
// just now; force asks in any case.
func (p *Pane) ask(delay time.Duration, force bool) tea.Cmd {
	if p.fatal() != nil || len(p.scopes) == 0 || p.unfinished() {
		return nil
	}
	now := time.Now()
	if p.asked.query == p.query && p.asked.limit == p.limit && !force {
		waiting, busy := p.asked.at.After(now), !p.fresh.Busy().IsZero()
		switch {
		case waiting && delay == 0: // sooner, then
		case waiting, busy, p.fresh.Err() == nil && now.Sub(p.asked.at) < again:
			return nil
		}
	}
	p.pace.drop(now)
	at := p.pace.plan(now, delay, p.cost(), force || delay == 0)
	p.asked = asking{p.query, p.limit, at}
	s, q, client := p.search(), p.query, p.client
	return p.fresh.Start(at.Sub(now), func(ctx context.Context, emit func(*book, time.Time)) error {
		known := reader{}
		return client.SearchIssues(ctx, s, func(r github.SearchResult) {
			r.Stored = false
			emit(newBook(q, s.Limit, r, known), r.At)
		})
	})
}

// unfinished reports whether a qualifier is waiting for the value that is being
// chosen: GitHub would only refuse it.
func (p *Pane) unfinished() bool {
	c := &p.popup.cursor
	return p.mode == searching && p.popup.open && c.Name != "" && c.Typed == ""
}

// take accepts an answer, of the store or of GitHub.
func (p *Pane) take(r load.Result[*book]) tea.Cmd {
	switch {
	case p.local.Take(r):
		p.takeStored()
	case p.fresh.Take(r):
		return p.takeFresh()
	}
	return nil
}

// takeStored shows what the store has, unless GitHub was quicker. Nothing does
// not take the rows of the search before away while GitHub is asked.
func (p *Pane) takeStored() {
	b := p.local.Value()
	if b == nil || p.answered(b.query) && !p.book.result.Stored {
		return
	}
	part := p.fresh.Value()
	switch {
	case b.len() == 0 && part != nil && part.query == b.query && part.len() > 0:
		p.lay(part)
	case b.len() > 0 || p.book == nil || p.fresh.Busy().IsZero():
		p.lay(b)
	}
}

// answered reports whether the rows are an answer to a search.
func (p *Pane) answered(query string) bool { return p.book != nil && p.book.query == query }

// takeFresh shows what GitHub has. A growing answer does not take rows away that
// are shown or on their way: they may be in the part to come.
func (p *Pane) takeFresh() tea.Cmd {
	b, err := p.fresh.Value(), p.fresh.Err()
	if b != nil {
		p.sent = b.result.Sent
	}
	switch {
	case err != nil:
		p.failed(err)
	case b == nil || b.failed:
	case p.fresh.Complete():
		p.lay(b)
		p.refused = nil
		p.underline()
		p.remember(b)
		return tea.Batch(p.summarise(false), p.more())
	case p.local.Busy().IsZero() && !(p.answered(b.query) && p.book.len() > 0):
		p.lay(b)
	}
	return nil
}

// failed leaves the last good rows. What the query did wrong is shown at its
// place.
func (p *Pane) failed(err error) {
	var problem *github.SearchProblem
	if errors.As(err, &problem) {
		p.refused = &refusal{p.tabs[p.tab].Query, problem}
		p.underline()
		return
	}
	if b := p.local.Value(); b != nil && b.query == p.query && !p.answered(p.query) {
		p.lay(b)
	}
}

// more asks for further hits when the window nears the last one there is: of
// GitHub, or of the store while that is all there is.
func (p *Pane) more() tea.Cmd {
	b := p.book
	if b == nil || b.query != p.query || b.limit != p.limit || !b.result.More || p.limit >= most {
		return nil
	}
	_, end := p.list.Window()
	if end < b.len()-ahead || !p.fresh.Busy().IsZero() || !p.local.Busy().IsZero() {
		return nil
	}
	p.limit += step
	if b.result.Stored {
		return p.searchStored()
	}
	return p.ask(0, false)
}

// refresh asks anew for what is shown: for as many hits as are in reach, since
// each hundred costs requests.
func (p *Pane) refresh() tea.Cmd {
	if p.query != p.effective() {
		return tea.Batch(p.changed(0), p.ask(0, true))
	}
	_, end := p.list.Window()
	p.limit = min(p.limit, (end+ahead+step-1)/step*step)
	return p.ask(0, true)
}

// remember keeps an answer for when the search comes back.
func (p *Pane) remember(b *book) {
	kept := []answer{{b, time.Now()}}
	for _, a := range p.recent {
		if a.query != b.query && len(kept) < answers {
			kept = append(kept, a)
		}
	}
	p.recent = kept
}

func (p *Pane) recall(q string) (answer, bool) {
	for _, a := range p.recent {
		if a.query == q {
			return a, true
		}
	}
	return answer{}, false
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

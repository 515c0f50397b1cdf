package issues

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/query"
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

// effective names what is searched for: two searches of the same name give the
// same answer.
func (p *Pane) effective() string {
	t := p.tabs[p.tab]
	return fmt.Sprintf("%q %d %s %s %t", strings.TrimSpace(t.Query), t.Kind, t.Order, p.where, t.ignored)
}

// search is what the client is asked for.
func (p *Pane) search() github.IssueSearch {
	t := p.tabs[p.tab]
	return github.IssueSearch{Text: t.Query, Kind: t.Kind, Order: t.Order, Scopes: p.scopes, Limit: p.limit}
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
	if p.tabs[p.tab].ignored {
		return p.searchIgnored()
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
	if p.fatal() != nil || len(p.scopes) == 0 || p.unfinished() || p.tabs[p.tab].ignored {
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

// refresh asks anew for what is shown: for as many hits as are in reach, since
// each hundred costs requests.
func (p *Pane) refresh() tea.Cmd {
	if p.query != p.effective() {
		return tea.Batch(p.changed(0), p.ask(0, true))
	}
	if p.tabs[p.tab].ignored {
		return p.searchIgnored()
	}
	_, end := p.list.Window()
	p.limit = min(p.limit, (end+ahead+step-1)/step*step)
	return p.ask(0, true)
}

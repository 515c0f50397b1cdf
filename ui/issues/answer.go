package issues

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
)

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

// answer is an answer of GitHub's and when it came.
type answer struct {
	*book
	at time.Time
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

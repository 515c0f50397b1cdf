package commits

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/load"
)

// The first request lists this many commits; each further one, made when the
// cursor comes within ahead rows of the end, lists growth times as many.
const (
	firstLimit = 300
	growth     = 4
	ahead      = 60
)

// pause is how long a person types no more before GitHub is asked.
const pause = 400 * time.Millisecond

// listing is commits as GitHub lists them, as many as were asked for.
type listing struct {
	*load.Slot[github.Listing[github.Commit]]
	limit int
}

func (l *listing) reset() {
	l.Slot.Reset()
	l.limit = firstLimit
}

// started reports whether a listing was asked for.
func (l *listing) started() bool {
	return l.Complete() || l.Err() != nil || !l.Busy().IsZero()
}

// asking reports whether what is listed is what the filter's qualifiers leave.
func (p *Pane) asking() bool { return p.filter.asked != "" }

// listed is the listing shown.
func (p *Pane) listed() *listing {
	if p.asking() {
		return &p.found
	}
	return &p.all
}

// items are the commits listed, of which rows shows some.
func (p *Pane) items() []github.Commit { return p.listed().Value().Items }

// page is the commits shown, by row.
type page struct {
	items  []github.Commit
	rows   []int // those shown; all if it is not narrowed
	narrow bool
}

func (p *Pane) page() page { return page{p.items(), p.rows, p.filter.words != ""} }

// length is how many commits are shown.
func (g page) length() int {
	if g.narrow {
		return len(g.rows)
	}
	return len(g.items)
}

// at is the commit of a row.
func (g page) at(row int) *github.Commit {
	if g.narrow {
		row = g.rows[row]
	}
	return &g.items[row]
}

// load asks for the first commits of what is looked at, after a delay.
func (p *Pane) load(delay time.Duration) tea.Cmd {
	s, q, lister, l := p.subject, p.filter.query, p.lister, p.listed()
	if s.Repo.Name == "" {
		return nil
	}
	limit, where := l.limit, p.asking()
	q.Ref = s.Head()
	return l.Start(delay, func(ctx context.Context, emit func(github.Listing[github.Commit], time.Time)) error {
		take := func(l github.Listing[github.Commit]) { emit(l, l.At) }
		if where {
			return lister.CommitsWhere(ctx, s.Place, s.Repo, q, limit, take)
		}
		return lister.Commits(ctx, s.Place, s.Repo, s.Head(), limit, take)
	})
}

// begin asks for what is looked at if it was not asked for.
func (p *Pane) begin() tea.Cmd {
	if !p.shown || p.started() {
		return nil
	}
	return p.load(0)
}

func (p *Pane) started() bool { return p.subject.Repo.Name == "" || p.listed().started() }

// more asks for older commits when the cursor nears the last one there is. Words
// narrow what is listed, and ask for nothing.
func (p *Pane) more() tea.Cmd {
	l, n := p.listed(), len(p.items())
	_, end := p.list.Window()
	if p.filter.words != "" || !l.Complete() || n < l.limit || end < n-ahead {
		return nil
	}
	l.limit *= growth
	return p.load(0)
}

// refresh asks anew for what is old.
func (p *Pane) refresh() tea.Cmd {
	if l := p.listed(); p.shown && l.Has() && l.Busy().IsZero() && time.Since(l.At()) > stale {
		return p.load(0)
	}
	return nil
}

// layOut shows what the filter leaves of a new listing, and follows the commit
// under the cursor into it.
func (p *Pane) layOut(was github.Commit, had bool) {
	items := p.items()
	p.wide = 0
	for i := range items[:min(len(items), firstLimit)] {
		p.wide = max(p.wide, digits(github.PullInSubject(items[i].Subject)))
	}
	p.index = nil
	p.narrow()
	g, at := p.page(), -1
	// A commit that was on top is let go: who looks at the top wants the
	// newest.
	if had && p.list.Cursor() > 0 {
		for row := range g.length() {
			if g.at(row).SHA == was.SHA {
				at = row
				break
			}
		}
	}
	p.list.Follow(g.length(), at)
}

// narrow finds the commits whose subjects have the filter's words.
func (p *Pane) narrow() {
	p.rows = p.rows[:0]
	if p.filter.words == "" {
		return
	}
	if p.index == nil {
		items := p.items()
		subjects := make([]string, len(items))
		for i := range items {
			subjects[i] = items[i].Subject
		}
		p.index = fuzzy.New(subjects)
	}
	p.rows = append(p.rows, p.index.Match(p.filter.needle())...)
	slices.Sort(p.rows) // newest first, as they are listed
}

func (p *Pane) current() (github.Commit, bool) {
	if row, g := p.list.Cursor(), p.page(); row >= 0 && row < g.length() {
		return *g.at(row), true
	}
	return github.Commit{}, false
}

// Package commits is the pane of a branch's commits, newest first, or of those
// that change a path, are by a person or lie between two dates. It loads as many
// as the user gets to see, a few pages ahead.
package commits

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
	"hubtrail/ui/widget/origin"
)

// Lister is what the pane needs of the accounts.
type Lister interface {
	origin.Client
	Commits(ctx context.Context, at github.Place, repo github.RepoRef, ref string, limit int, emit func(github.Listing[github.Commit])) error
	CommitsWhere(ctx context.Context, at github.Place, repo github.RepoRef, q github.CommitQuery, limit int, emit func(github.Listing[github.Commit])) error
	CommitChecks(ctx context.Context, at github.Place, repo github.RepoRef, shas []string) (map[string]github.CheckState, error)
	Now(account string) time.Time
	StoredCommits(at github.Place, repo github.RepoRef, ref string) (github.Listing[github.Commit], bool)
}

// Pane lists commits.
type Pane struct {
	theme   *theme.Theme
	lister  Lister
	subject pane.Subject
	all     listing // of the ref
	found   listing // of them, what the filter's qualifiers leave
	checks  checks
	origin  *load.Slot[origin.Found]

	input  *input.Input
	typing bool
	filter filter       // the last one without a mistake
	wrong  mistake      // of what is typed
	index  *fuzzy.Index // of the subjects listed; nil until it is needed
	rows   []int        // the commits that have the filter's words, by index
	wide   int          // digits of the largest number of a pull request; 0 for none

	list  list.List
	shown bool // it can be seen: what cannot asks for nothing

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, l Lister) *Pane {
	commits := func() listing {
		return listing{load.New[github.Listing[github.Commit]](ctx, pane.Commits), firstLimit}
	}
	p := &Pane{
		theme: t, lister: l, all: commits(), found: commits(),
		checks: checks{slot: load.New[map[string]github.CheckState](ctx, pane.Commits), of: map[string]check{}},
		origin: load.New[origin.Found](ctx, pane.Commits),
		input:  input.New(t, "/", "words, path:FILE author:LOGIN since:2w until:2026-01-31"),
	}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold: text while the filter is typed.
func (p *Pane) Scope() keymap.Scope {
	if p.typing {
		return keymap.FilterText
	}
	return keymap.Commits
}

// Status says of which repository and ref, and how many commits are listed.
func (p *Pane) Status() pane.Status {
	l := p.listed()
	st := pane.Status{Title: "Commits", At: l.At(), Busy: l.Busy(), Err: l.Err()}
	if p.subject.Repo.Name == "" {
		return st
	}
	if errors.Is(st.Err, github.ErrEmptyRepository) {
		st.Err = nil // nothing is wrong: the pane says that there are no commits
	}
	if st.Busy.IsZero() {
		st.Busy = p.origin.Busy()
	}
	if st.Err == nil {
		st.Err = p.checks.err()
	}
	st.Title = text.Clean(p.subject.Repo.String())
	if head := p.subject.Head(); head != "" {
		st.Title += " · " + text.Clean(github.ShortRef(head))
	}
	n, total := len(p.items()), l.Value().Total
	switch {
	case p.filter.words != "":
		st.Count = text.Count(len(p.rows)) + " of " + text.Count(n)
	case total > n:
		st.Count = text.Count(n) + " of " + text.Count(total)
	case n > 0:
		st.Count = text.Count(n)
	}
	return st
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(p.listHeight())
}

// listHeight is what the rows of the filter leave.
func (p *Pane) listHeight() int { return max(p.height-p.bars(), 0) }

// bars is how many rows there are of the filter: one, and one for a mistake in it.
func (p *Pane) bars() int {
	switch {
	case !p.typing && p.input.Value() == "" || p.height < 2:
		return 0
	case p.wrong.says != "" && p.height > 2:
		return 2
	}
	return 1
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	p.list.SetHeight(p.listHeight())
	if _, ok := msg.(pane.Rethemed); ok { // nothing may be started in reply to it
		return intent, cmd
	}
	return intent, tea.Batch(cmd, p.wants())
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
	case pane.SubjectChanged:
		p.look(msg.Subject)
		return nil, p.begin()
	case pane.ShowHistory:
		return nil, p.history(msg.Path)
	case pane.Shown:
		p.shown = true
		return nil, tea.Batch(p.begin(), p.refresh())
	case pane.Hidden:
		p.shown = false
	case pane.AccountsChanged:
		return nil, p.begin()
	case pane.Due:
		return nil, p.refresh()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[github.Listing[github.Commit]]:
		was, had := p.current()
		if p.all.Take(msg) && !p.asking() || p.found.Take(msg) {
			p.layOut(was, had)
			return nil, p.more()
		}
	case load.Result[map[string]github.CheckState]:
		p.checks.take(msg)
	case load.Result[origin.Found]:
		return p.takeOrigin(msg), nil
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
		return nil, p.more()
	case pane.Click:
		was := p.list.Cursor()
		if p.list.Click(msg.Y-p.bars()) && msg.Again && p.list.Cursor() == was {
			return p.open(), nil
		}
	case tea.KeyMsg:
		return nil, p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

const stale = 2 * time.Minute

// look takes over what is looked at; what is stored of another listing is shown at
// once.
func (p *Pane) look(s pane.Subject) {
	was := p.subject
	p.subject = s
	if s.Place != was.Place || s.Repo != was.Repo {
		p.checks.reset()
		p.input.SetValue("")
		p.input.Mark(0, 0)
		p.typing, p.filter, p.wrong = false, filter{}, mistake{}
	}
	if s.Place != was.Place || s.Repo != was.Repo || s.Head() != was.Head() {
		p.origin.Reset()
		p.all.reset()
		p.found.reset()
		if s.Repo.Name != "" {
			if l, ok := p.lister.StoredCommits(s.Place, s.Repo, s.Head()); ok {
				p.all.Seed(l, l.At)
			}
		}
		p.layOut(github.Commit{}, false)
		p.list.Home()
	}
	for row, g := 0, p.page(); s.Commit != "" && row < g.length(); row++ {
		if g.at(row).SHA == s.Commit {
			p.list.Select(row)
		}
	}
}

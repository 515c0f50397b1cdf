// Package commits is the pane of a branch's commits, newest first. It loads as
// many as the user gets to see, a few pages ahead.
package commits

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/list"
)

// Lister is what the pane needs of the accounts.
type Lister interface {
	Commits(ctx context.Context, at github.Place, repo github.RepoRef, ref string, limit int, emit func(github.Listing[github.Commit])) error
	Now(account string) time.Time
	StoredCommits(at github.Place, repo github.RepoRef, ref string) (github.Listing[github.Commit], bool)
}

// The first request lists this many commits; each further one, made when the
// cursor comes within ahead rows of the end, lists growth times as many.
const (
	firstLimit = 300
	growth     = 4
	ahead      = 60
)

// Pane lists commits.
type Pane struct {
	ctx     context.Context
	theme   *theme.Theme
	lister  Lister
	subject pane.Subject
	slot    *load.Slot[github.Listing[github.Commit]]
	limit   int
	list    list.List
	shown   bool // it can be seen: what cannot asks for nothing

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, l Lister) *Pane {
	p := &Pane{ctx: ctx, theme: t, lister: l, limit: firstLimit}
	p.slot = load.New[github.Listing[github.Commit]](ctx, pane.Commits)
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Commits }

// Status says of which repository and ref, and how many commits are listed.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Commits", At: p.slot.At(), Busy: p.slot.Busy(), Err: p.slot.Err()}
	if p.subject.Repo.Name == "" {
		return st
	}
	if errors.Is(st.Err, github.ErrEmptyRepository) {
		st.Err = nil // nothing is wrong: the pane says that there are no commits
	}
	st.Title = text.Clean(p.subject.Repo.String())
	if head := p.subject.Head(); head != "" {
		st.Title += " · " + text.Clean(github.ShortRef(head))
	}
	l := p.slot.Value()
	switch {
	case l.Total > len(l.Items):
		st.Count = text.Count(len(l.Items)) + " of " + text.Count(l.Total)
	case len(l.Items) > 0:
		st.Count = text.Count(len(l.Items))
	}
	return st
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(height)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
	case pane.SubjectChanged:
		if other := p.look(msg.Subject); p.shown && (other || !p.started()) {
			return nil, p.load()
		}
	case pane.Shown:
		p.shown = true
		if !p.started() || p.slot.Has() && time.Since(p.slot.At()) > stale {
			return nil, p.load()
		}
	case pane.Hidden:
		p.shown = false
	case pane.AccountsChanged:
		if p.shown && !p.started() {
			return nil, p.load()
		}
	case pane.Due:
		if p.shown && p.slot.Has() && time.Since(p.slot.At()) > stale {
			return nil, p.load()
		}
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[github.Listing[github.Commit]]:
		was, had := p.current()
		if p.slot.Take(msg) {
			p.layOut(was, had)
			return nil, p.more()
		}
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
		return nil, p.more()
	case pane.Click:
		was := p.list.Cursor()
		if p.list.Click(msg.Y) && msg.Again && p.list.Cursor() == was {
			return p.open(), nil
		}
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

const stale = 2 * time.Minute

func (p *Pane) started() bool {
	return p.subject.Repo.Name == "" || p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero()
}

// look takes over what is looked at and reports whether another listing is
// wanted; what is stored of it is shown at once.
func (p *Pane) look(s pane.Subject) (other bool) {
	same := s.Place == p.subject.Place && s.Repo == p.subject.Repo && s.Head() == p.subject.Head()
	p.subject = s
	if !same {
		p.slot.Reset()
		p.limit = firstLimit
		p.list.SetLen(0)
		p.list.Home()
		if s.Repo.Name == "" {
			return false
		}
		if l, ok := p.lister.StoredCommits(s.Place, s.Repo, s.Head()); ok {
			p.slot.Seed(l, l.At)
			p.list.SetLen(len(l.Items))
		}
	}
	for i := range p.slot.Value().Items {
		if s.Commit != "" && p.slot.Value().Items[i].SHA == s.Commit {
			p.list.Select(i)
		}
	}
	return !same
}

// load asks for the first limit commits.
func (p *Pane) load() tea.Cmd {
	s, limit, lister := p.subject, p.limit, p.lister
	if s.Repo.Name == "" {
		return nil
	}
	return p.slot.Start(0, func(ctx context.Context, emit func(github.Listing[github.Commit], time.Time)) error {
		return lister.Commits(ctx, s.Place, s.Repo, s.Head(), limit, func(l github.Listing[github.Commit]) { emit(l, l.At) })
	})
}

// more asks for older commits when the cursor nears the last one there is.
func (p *Pane) more() tea.Cmd {
	n := len(p.slot.Value().Items)
	_, end := p.list.Window()
	if !p.slot.Complete() || n < p.limit || end < n-ahead {
		return nil
	}
	p.limit *= growth
	return p.load()
}

// layOut follows the commit under the cursor into a new listing.
func (p *Pane) layOut(was github.Commit, had bool) {
	items := p.slot.Value().Items
	at := -1
	// A commit that was on top is let go: who looks at the top wants the
	// newest.
	if had && p.list.Cursor() > 0 {
		for i := range items {
			if items[i].SHA == was.SHA {
				at = i
				break
			}
		}
	}
	p.list.Follow(len(items), at)
}

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, p.more()
	}
	switch a {
	case keymap.Back, keymap.Left:
		return pane.Leave{}, nil
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.load()
	case keymap.Refs:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Refs}, nil
		}
	case keymap.Compare:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Comparer}, nil
		}
	case keymap.Who:
		if c, ok := p.current(); ok {
			return pane.WhoOwns{Place: p.subject.Place, Repo: p.subject.Repo, Ref: c.SHA, Commit: c.SHA}, nil
		}
	case keymap.Open, keymap.Right:
		return p.open(), nil
	case keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		c, ok := p.current()
		switch {
		case !ok:
		case a == keymap.Browse:
			return pane.Browse{URL: c.URL}, nil
		case a == keymap.CopyURL:
			return pane.Copy{Text: c.URL, What: "URL"}, nil
		default:
			return pane.Copy{Text: c.SHA, What: "SHA"}, nil
		}
	}
	return nil, nil
}

func (p *Pane) open() pane.Intent {
	if c, ok := p.current(); ok {
		return pane.ChooseCommit{SHA: c.SHA}
	}
	return nil
}

func (p *Pane) current() (github.Commit, bool) {
	if i, items := p.list.Cursor(), p.slot.Value().Items; i >= 0 && i < len(items) {
		return items[i], true
	}
	return github.Commit{}, false
}

// Package repos is the pane of repositories that an installation or a token
// reaches: all of them, growing while pages arrive, narrowed as one types. It
// makes one request a listing and none a keystroke.
package repos

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// Lister is what the pane needs of the accounts.
type Lister interface {
	Repositories(ctx context.Context, at github.Place, owner string, emit func(github.Listing[github.Repository])) error
	Now(account string) time.Time
	StoredRepositories(at github.Place, owner string) (github.Listing[github.Repository], bool)
	Access(ctx context.Context, at github.Place, repo github.RepoRef) (github.Access, error)
	SearchRepositories(ctx context.Context, at github.Place, owner github.Owner, text string, forks bool, emit func(github.RepositorySearch)) error
	StoredInstallations(account string) (github.Listing[github.Installation], bool)
}

// Pins are the repositories kept on top.
type Pins interface {
	Pinned(at github.Place, repos []github.Repository) map[github.RepoRef]bool
	Set(ctx context.Context, at github.Place, repo github.RepoRef, on bool) error
}

// Pane lists repositories.
type Pane struct {
	ctx    context.Context
	theme  *theme.Theme
	lister Lister
	pins   Pins

	place github.Place
	owner string
	open  github.RepoRef // the subject's

	slot *load.Slot[*book]
	kept *github.Listing[github.Repository] // stored, too long to be sorted before the next key; nil if none
	pin  *load.Slot[pinned]
	note string // of the last pin

	found  *load.Slot[github.RepositorySearch]
	remote remote

	book *book // that rows point into
	rows []int32

	order    order
	archived bool
	typing   bool
	input    *input.Input
	list     list.List
	shown    bool

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, l Lister, pins Pins) *Pane {
	p := &Pane{
		ctx: ctx, theme: t, lister: l, pins: pins,
		slot:  load.New[*book](ctx, pane.Repositories),
		pin:   load.New[pinned](ctx, pane.Repositories),
		found: load.New[github.RepositorySearch](ctx, pane.Repositories),
		input: input.New(t, "/", "type to narrow"),
		order: byPush,
	}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold: text while the filter is typed.
func (p *Pane) Scope() keymap.Scope {
	if p.typing {
		return keymap.FilterText
	}
	return keymap.Repositories
}

// Status says whose repositories, and how many of how many.
func (p *Pane) Status() pane.Status {
	if p.remote.on {
		return p.remoteStatus()
	}
	st := pane.Status{Title: "Repositories", At: p.slot.At(), Busy: p.slot.Busy(), Err: p.slot.Err()}
	if p.owner != "" {
		st.Title += " of " + text.Clean(p.owner)
	} else if p.place.Account != "" {
		st.Title += " of " + text.Clean(p.place.Account)
	}
	b := p.slot.Value()
	switch {
	case b == nil:
	case p.filter() != "":
		all := len(b.repos)
		if !p.archived {
			all -= b.archived
		}
		st.Count = text.Count(len(p.rows)) + " of " + text.Count(all)
	case !p.slot.Complete() && b.total > len(b.repos):
		st.Count = text.Count(len(b.repos)) + " of " + text.Count(b.total)
	default:
		st.Count = text.Count(len(p.rows))
	}
	return st
}

// Resize takes the space given; the filter, when there is one, and the note of
// a pin each have a row of it.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(p.listHeight())
}

func (p *Pane) listHeight() int {
	h := p.height
	h -= p.above()
	return max(h-len(p.noteRows()), 0)
}

// filter narrows the listing; what GitHub is asked narrows nothing.
func (p *Pane) filter() string {
	if p.remote.on {
		return ""
	}
	return p.input.Value()
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	defer func() { p.list.SetHeight(p.listHeight()) }()
	switch msg := msg.(type) {
	case pane.Restored:
		p.subject(msg.Subject)
	case pane.SubjectChanged:
		if p.subject(msg.Subject) || !p.started() {
			return nil, p.load()
		}
	case pane.Shown:
		p.shown = true
		if !p.started() {
			return nil, p.load()
		}
	case pane.Hidden:
		p.shown = false
	case pane.AccountsChanged:
		if !p.started() {
			return nil, p.load()
		}
	case pane.Due:
		if p.slot.Has() && time.Since(p.slot.At()) > stale {
			return nil, p.load()
		}
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[*book]:
		if p.slot.Take(msg) {
			p.layOut()
		}
	case load.Result[github.RepositorySearch]:
		if p.found.Take(msg) && p.remote.on {
			p.showFound()
		}
	case load.Result[pinned]:
		if p.pin.Take(msg) {
			p.settlePin()
		}
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		was := p.list.Cursor()
		if p.list.Click(msg.Y-p.above()) && msg.Again && p.list.Cursor() == was {
			return p.choose(), nil
		}
	case tea.KeyMsg:
		p.note = ""
		before := p.filter()
		p.input.Update(msg)
		if !p.remote.on && p.filter() != before {
			p.narrow()
		}
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

const stale = 5 * time.Minute

// started reports whether the listing of this place was asked for, or there is
// no place to ask for.
func (p *Pane) started() bool {
	return p.place.Account == "" || p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero()
}

// subject takes over what is looked at and reports whether another listing is
// wanted; what is stored of it is shown at once.
func (p *Pane) subject(s pane.Subject) (other bool) {
	p.open = s.Repo
	if s.Place == p.place && s.Owner == p.owner {
		return false
	}
	p.place, p.owner = s.Place, s.Owner
	p.slot.Reset()
	p.kept = nil
	p.pin.Cancel()
	p.note, p.typing = "", false
	p.found.Reset()
	p.remote = remote{}
	p.input.SetValue("")
	p.input.SetPrompt("/", "type to narrow")
	p.book, p.rows = nil, p.rows[:0]
	p.list.SetLen(0)
	if p.place.Account == "" {
		return false
	}
	l, ok := p.lister.StoredRepositories(p.place, p.owner)
	switch {
	case !ok:
	case len(l.Items) > atOnce:
		p.kept = &l
	default:
		p.slot.Seed(outline(l, p.pins.Pinned(p.place, l.Items)), l.At)
		p.layOut()
		p.list.Home()
	}
	for i, at := range p.rows {
		if p.book.repos[at].RepoRef == p.open {
			p.list.Select(i)
		}
	}
	return true
}

// atOnce is how many stored repositories are sorted on the spot, in about 5 ms.
// More of them are sorted in the command, as the first value of the request.
const atOnce = 10_000

// load asks for the listing.
func (p *Pane) load() tea.Cmd {
	if p.place.Account == "" {
		return nil
	}
	place, owner, lister, pins, kept := p.place, p.owner, p.lister, p.pins, p.kept
	p.kept = nil
	return p.slot.Start(0, func(ctx context.Context, emit func(*book, time.Time)) error {
		if kept != nil {
			emit(newBook(*kept, pins.Pinned(place, kept.Items)), kept.At)
		}
		return lister.Repositories(ctx, place, owner, func(l github.Listing[github.Repository]) {
			emit(newBook(l, pins.Pinned(place, l.Items)), l.At)
		})
	})
}

func (p *Pane) current() (github.Repository, bool) {
	if i := p.list.Cursor(); i >= 0 && p.book != nil {
		return p.book.repos[p.rows[i]], true
	}
	return github.Repository{}, false
}

// layOut makes the rows anew, for a new listing or another order, and keeps the
// cursor on the repository it was on; at first that is the open one.
func (p *Pane) layOut() {
	b := p.slot.Value()
	if b == nil || p.remote.on {
		return
	}
	was, had := p.current()
	p.book = b
	p.rows = b.rows(p.rows, p.order, p.archived, p.filter())
	if !had {
		was.RepoRef = p.open
	}
	at := -1
	for i, r := range p.rows {
		if b.repos[r].RepoRef == was.RepoRef {
			at = i
			break
		}
	}
	p.list.Follow(len(p.rows), at)
}

// narrow shows what matches the filter, best first.
func (p *Pane) narrow() {
	p.layOut()
	p.list.Home()
}

// Package owners is the pane of who owns the files of a repository at a ref: the
// tree with its owners, and the same by owner, by rule, without an owner, and
// what is wrong with the CODEOWNERS file; a changed rule can be tried before it
// is proposed. Paths are decided by commands, all at once; the pane keeps
// indexes and sums only the folders in sight. It writes nothing anywhere.
package owners

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/facts"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// Client is what the pane needs of the accounts.
type Client interface {
	Ownership(ctx context.Context, at github.Place, repo github.RepoRef, ref string) (*github.Ownership, error)
	StoredOwnership(at github.Place, repo github.RepoRef, ref string) (*github.Ownership, time.Time, bool)
	OwnersErrors(ctx context.Context, at github.Place, repo github.RepoRef, ref string) ([]codeowners.Problem, error)
	Mine(ctx context.Context, at github.Place) ([]string, error)
	TeamMembers(ctx context.Context, at github.Place, team string) ([]string, error)
	StoredTeamMembers(at github.Place, team string) ([]string, bool)
	FileURL(at github.Place, repo github.RepoRef, ref, path string, line int) string
}

// tab is one of the views.
type tab int

const (
	filesTab tab = iota
	ownersTab
	rulesTab
	unownedTab
	problemsTab
	tabs
)

// Pane shows who owns what.
type Pane struct {
	o       Options
	subject pane.Subject
	shown   bool

	slot    *load.Slot[*book]
	lint    *load.Slot[[]codeowners.Problem]
	errors  *load.Slot[[]codeowners.Problem] // GitHub's own
	mine    *load.Slot[map[string]bool]
	members *load.Slot[membership]
	trial   *load.Slot[*trial]

	book   *book // what is shown: the repository's, or the draft's
	draft  *draft
	drafts map[place]*draft // begun elsewhere
	teams  map[string]membership

	tab      tab
	lists    [tabs]list.List
	files    outline
	unowned  outline
	left     map[string]string // the path that the cursor was left on, by the one asked for
	owners   []int             // in census.Owners
	rules    []int             // in the file's rules
	problems []github.OwnersProblem
	marks    map[int]codeowners.Problem // of rules, by line: why they win nothing
	unknown  map[string]string          // owners that GitHub does not know, in lower case, with its advice
	filter   filter
	sorted   [tabs]bool // in the tab's other order

	told   []facts.Fact // about what the cursor is on
	toldOf telling

	typing bool
	input  *input.Input
	hits   []int // indexes of paths that match what is typed
	try    *attempt

	width, height int
}

// Options makes a Pane.
type Options struct {
	Context context.Context
	Theme   *theme.Theme
	Client  Client
}

// place is whose files are looked at.
type place struct {
	at   github.Place
	repo github.RepoRef
	ref  string
}

// New returns the pane.
func New(o Options) *Pane {
	ctx := o.Context
	p := &Pane{
		o:       o,
		slot:    load.New[*book](ctx, pane.Owners),
		lint:    load.New[[]codeowners.Problem](ctx, pane.Owners),
		errors:  load.New[[]codeowners.Problem](ctx, pane.Owners),
		mine:    load.New[map[string]bool](ctx, pane.Owners),
		members: load.New[membership](ctx, pane.Owners),
		trial:   load.New[*trial](ctx, pane.Owners),
		input:   input.New(o.Theme, "/", "any part of a path"),
		drafts:  map[place]*draft{},
		left:    map[string]string{},
		teams:   map[string]membership{},
	}
	p.bars()
	return p
}

func (p *Pane) bars() {
	for t := range p.lists {
		p.lists[t].Bar = list.NewBar(p.o.Theme)
	}
}

// Scope names the bindings that hold: text while a path or a rule is typed.
func (p *Pane) Scope() keymap.Scope {
	switch {
	case p.try != nil:
		return keymap.RuleText
	case p.typing:
		return keymap.FilterText
	}
	return keymap.Owners
}

func (p *Pane) place() place { return place{p.subject.Place, p.subject.Repo, p.subject.Head()} }

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.room()
}

// room gives the lists the space that is left to them.
func (p *Pane) room() {
	f := p.frame()
	for t := range p.lists {
		p.lists[t].SetHeight(f.list)
	}
	if p.try != nil {
		p.try.list.SetHeight(max(f.list-1, 0))
	}
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	p.room()
	p.settle()
	switch msg.(type) {
	case pane.Restored, pane.Rethemed:
		return intent, cmd
	}
	return intent, tea.Batch(cmd, p.askMembers())
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
		p.restore()
	case pane.SubjectChanged:
		p.look(msg.Subject)
		return nil, p.begin()
	case pane.ShowOwners:
		if p.book != nil && msg.Path != "" {
			p.show(msg.Path)
		}
	case pane.Shown:
		p.shown = true
		return nil, p.begin()
	case pane.Hidden:
		p.shown = false
	case pane.AccountsChanged:
		return nil, p.begin()
	case pane.Due:
		if p.shown && p.slot.Complete() && time.Since(p.slot.At()) > stale {
			return nil, p.load()
		}
	case pane.Rethemed:
		p.bars()
	case pane.Wheel:
		p.list().Scroll(msg.Delta)
	case pane.Click:
		return p.click(msg)
	case tea.KeyMsg:
		return nil, p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	default:
		p.told = nil
		return nil, p.answer(msg)
	}
	return nil, nil
}

// list is the one that the keys move in.
func (p *Pane) list() *list.List {
	if p.try != nil {
		return &p.try.list
	}
	return &p.lists[p.tab]
}

func (p *Pane) click(c pane.Click) (pane.Intent, tea.Cmd) {
	if c.Y == 0 && p.frame().tabs > 0 {
		if t, ok := p.tabAt(c.X); ok && p.try == nil {
			p.turnTo(t)
		}
		return nil, nil
	}
	was := p.list().Cursor()
	f := p.frame()
	if c.X < f.width && p.list().Click(c.Y-f.tabs-f.bar) && c.Again && p.list().Cursor() == was && p.try == nil {
		return p.open()
	}
	return nil, nil
}

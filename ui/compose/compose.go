// Package compose is the pane that texts for GitHub are written in: a new issue,
// a comment, another text for a comment. What is typed is kept as a draft while
// it is typed; it is sent after a review that shows exactly what goes where. It
// also lists the drafts that were not sent yet.
package compose

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/area"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// Drafts keeps texts and sends them.
type Drafts interface {
	New(draft github.Draft) github.Draft
	List() []github.Draft
	Find(id string) (github.Draft, bool)
	Save(ctx context.Context, draft github.Draft) (github.Draft, error)
	Adopt(ctx context.Context, id string) (github.Draft, error)
	Remove(ctx context.Context, id string) error
	Send(ctx context.Context, id string) (github.Delivery, error)
}

// Accounts is what the pane needs of the accounts.
type Accounts interface {
	List() []github.Account
	Viewer(at github.Place) string
	Labels(ctx context.Context, at github.Place, repo github.RepoRef) ([]github.Label, error)
	Assignable(ctx context.Context, at github.Place, repo github.RepoRef) ([]string, error)
	IssueTemplates(ctx context.Context, at github.Place, repo github.RepoRef) ([]github.IssueTemplate, error)
}

// mode is what the pane shows.
type mode int

const (
	listing   mode = iota // the drafts
	writing               // the fields of one
	picking               // the templates of its repository
	reviewing             // what will be sent
	waiting               // it is being sent, or looked for
	done                  // GitHub has it
)

// Pane writes one draft at a time.
type Pane struct {
	ctx      context.Context
	theme    *theme.Theme
	drafts   Drafts
	accounts Accounts
	shown    bool
	asked    bool // a WriteText came, and the pane is about to be put on top
	mode     mode

	draft     github.Draft // as it was kept last; the fields have what is newer
	touched   bool         // something was typed since it was opened
	unsaved   time.Time    // since when there is something that no save has begun with; zero if there is not
	as        string       // whom it is sent as, and where
	focus     field
	title     *input.Input
	labels    *input.Input
	assignees *input.Input
	body      *area.Area
	problem   string // why it was not sent, or cannot be
	note      string // about the draft itself
	unkept    string // why it is not on disk, "" if it is

	saves map[string]*load.Slot[github.Draft]
	sends map[string]*load.Slot[outcome]
	said  string // what became of it, in the mode done
	at    pane.IssueAt
	keys  bool         // one was pressed since sending began
	owed  []pane.Wrote // of drafts sent while another was written

	review review
	known  words
	forms  *load.Slot[[]github.IssueTemplate]
	picks  list.List
	fitted bool // the templates were offered for this draft

	kept    *load.Slot[[]github.Draft]
	removal *load.Slot[string]
	list    list.List

	plan          plan
	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, drafts Drafts, accounts Accounts) *Pane {
	p := &Pane{
		ctx: ctx, theme: t, drafts: drafts, accounts: accounts,
		title:     input.New(t, "Title     ", "in one line"),
		labels:    input.New(t, "Labels    ", "none; separated by commas"),
		assignees: input.New(t, "Assignees ", "nobody; separated by commas"),
		body:      area.New(t, "Markdown"),
		saves:     map[string]*load.Slot[github.Draft]{},
		sends:     map[string]*load.Slot[outcome]{},
		forms:     load.New[[]github.IssueTemplate](ctx, pane.Compose),
		kept:      load.New[[]github.Draft](ctx, pane.Compose),
		removal:   load.New[string](ctx, pane.Compose),
	}
	p.known = newWords(ctx)
	p.bars()
	return p
}

func (p *Pane) bars() { p.list.Bar, p.picks.Bar = list.NewBar(p.theme), list.NewBar(p.theme) }

// Scope names the bindings that hold: text while a field is written.
func (p *Pane) Scope() keymap.Scope {
	switch p.mode {
	case writing, waiting, done: // where the latter two are, no key must lead elsewhere
		return keymap.DraftText
	case picking:
		return keymap.PaletteText
	case reviewing:
		return keymap.ConfirmBox
	default:
		return keymap.DraftList
	}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.arrange()
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.update(msg)
	p.arrange()
	return intent, cmd
}

func (p *Pane) update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.WriteText:
		p.asked = true
		return nil, tea.Batch(p.leave(), p.begin(msg.Draft))
	case pane.Raised:
		if p.asked {
			p.asked = false
			return nil, nil
		}
		return nil, tea.Batch(p.leave(), p.toList())
	case pane.Shown:
		p.shown = true
	case pane.Hidden:
		p.shown = false
		return nil, p.leave()
	case pane.Rethemed:
		p.bars()
		p.review.Set(p.reviewLines(p.review.draft))
	case pane.Edited:
		return nil, p.edited(msg)
	case pane.Confirmed:
		return p.confirmed(msg)
	case pane.Wheel:
		p.wheel(msg.Delta)
	case pane.Click:
		return p.click(msg)
	case tea.KeyMsg:
		return p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	default:
		return p.answer(msg)
	}
	return nil, nil
}

// answer takes what the requests of the pane brought.
func (p *Pane) answer(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case load.Result[github.Draft]:
		return nil, p.saved(msg)
	case load.Result[outcome]:
		return p.arrived(msg)
	case load.Result[[]github.Draft]:
		if p.kept.Take(msg) {
			return nil, p.listed()
		}
	case load.Result[string]:
		if p.removal.Take(msg) && p.mode == listing {
			return nil, p.toList()
		}
	case load.Result[[]github.IssueTemplate]:
		if p.forms.Take(msg) {
			p.offerTemplates()
		}
	case load.Result[[]string]:
		p.known.take(msg)
	}
	return nil, nil
}

// act carries out an action of the mode the pane is in.
func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	p.keys = true
	switch p.mode {
	case writing:
		return p.write(a)
	case picking:
		return nil, p.pick(a)
	case reviewing:
		return nil, p.decide(a)
	case waiting:
		if a == keymap.Back || a == keymap.Cancel {
			return p.walkAway()
		}
		return nil, nil
	case done:
		return p.finish(), nil
	default:
		return p.choose(a)
	}
}

// leave keeps what is written, at once, when the pane turns to something else.
func (p *Pane) leave() tea.Cmd {
	var cmd tea.Cmd
	switch p.mode {
	case writing, picking, reviewing:
		cmd = p.keep(0)
	}
	p.mode, p.draft = listing, github.Draft{}
	return cmd
}

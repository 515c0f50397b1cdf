// Package installs is the pane of accounts and what each of them gives access
// to: an App's installations, a token's user and organisations. All accounts
// live side by side; one that fails says so in its own rows and leaves the
// others alone.
package installs

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/list"
)

// Directory is what the pane needs of the accounts.
type Directory interface {
	List() []github.Account
	Identity(ctx context.Context, account string) (github.Identity, error)
	Installations(ctx context.Context, account string, emit func(github.Listing[github.Installation])) error
	StoredInstallations(account string) (github.Listing[github.Installation], bool)
}

// roster is what is known of one account.
type roster struct {
	identity github.Identity
	github.Listing[github.Installation]
}

// entry is one account with its request.
type entry struct {
	account github.Account
	slot    *load.Slot[roster]
	folded  bool
}

// Pane lists accounts and installations.
type Pane struct {
	ctx           context.Context
	theme         *theme.Theme
	directory     Directory
	entries       []*entry
	rows          []row
	list          list.List
	chosen        github.Place
	owner         string
	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, d Directory) *Pane {
	p := &Pane{ctx: ctx, theme: t, directory: d}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Installations }

// Status is the oldest answer shown and the longest wait. Failures are told in
// the rows of their accounts.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Accounts"}
	for _, e := range p.entries {
		if at := e.slot.At(); !at.IsZero() && (st.At.IsZero() || at.Before(st.At)) {
			st.At = at
		}
		if b := e.slot.Busy(); !b.IsZero() && (st.Busy.IsZero() || b.Before(st.Busy)) {
			st.Busy = b
		}
	}
	return st
}

// Resize takes the space given. Rows of failures are wrapped to it.
func (p *Pane) Resize(width, height int) {
	if width != p.width {
		p.width = width
		p.layOut()
	}
	p.height = height
	p.list.SetHeight(height)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.chosen, p.owner = msg.Subject.Place, msg.Subject.Owner
		p.meet()
		p.toChosen()
	case pane.SubjectChanged:
		p.chosen, p.owner = msg.Subject.Place, msg.Subject.Owner
		p.toChosen()
	case pane.Shown:
		p.meet()
		return nil, p.fetch(unasked)
	case pane.AccountsChanged:
		p.meet()
		return p.first(), p.fetch(unasked)
	case pane.Due:
		return nil, p.fetch(func(e *entry) bool { return time.Since(e.slot.At()) > stale })
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[roster]:
		for _, e := range p.entries {
			if e.slot.Take(msg) {
				p.layOut()
				return p.first(), nil
			}
		}
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
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

// first chooses what the first account gives access to, when the program was
// started without anything to look at. One that fails leaves it to the next;
// one that has not answered is waited for.
func (p *Pane) first() pane.Intent {
	if p.chosen.Account != "" {
		return nil
	}
	for _, e := range p.entries {
		if e.account.Kind == github.KindClone {
			continue
		}
		for i, inst := range e.slot.Value().Items {
			if !inst.Suspended() {
				return choice(row{entry: e, index: i})
			}
		}
		if e.slot.Err() == nil && !e.slot.Complete() {
			return nil
		}
	}
	return nil
}

func unasked(e *entry) bool { return !e.slot.Complete() && e.slot.Err() == nil }

// stale is the age from which data is asked for again when the user comes back.
const stale = 5 * time.Minute

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, nil
	}
	r, ok := p.current()
	switch a {
	case keymap.Back:
		return pane.Leave{}, nil
	case keymap.ReloadAll:
		return nil, p.fetch(func(*entry) bool { return true })
	case keymap.Reload:
		return nil, p.fetch(func(e *entry) bool { return !ok || e == r.entry })
	}
	if !ok {
		return nil, nil
	}
	switch a {
	case keymap.Open:
		return p.open(), nil
	case keymap.Left, keymap.Right:
		r.entry.folded = a == keymap.Left
		p.layOut()
	case keymap.Details:
		return r.detail(), nil
	case keymap.Browse:
		return pane.Browse{URL: r.url()}, nil
	case keymap.CopyURL:
		return pane.Copy{Text: r.url(), What: "URL"}, nil
	case keymap.CopyShort:
		return pane.Copy{Text: r.name(), What: "name"}, nil
	}
	return nil, nil
}

// open chooses what is under the cursor, or tells of it where there is nothing
// to choose: an App itself, and a suspended installation, reach no repository.
func (p *Pane) open() pane.Intent {
	r, ok := p.current()
	if !ok {
		return nil
	}
	return choice(r)
}

// choice is the intent to look at what a row gives access to.
func choice(r row) pane.Intent {
	a := r.entry.account
	switch i := r.installation(); {
	case i.Suspended(), r.index < 0 && a.Kind == github.KindApp:
		return r.detail()
	case r.index < 0, i.Everything:
		return pane.ChooseInstallation{Place: github.Place{Account: a.Name}, About: r.detail()}
	default:
		return pane.ChooseInstallation{Place: github.Place{Account: a.Name, Installation: i.ID}, Owner: i.Owner.Login, About: r.detail()}
	}
}

// meet makes an entry for each account that has none, filled with what was
// stored.
func (p *Pane) meet() {
	known := map[string]*entry{}
	for _, e := range p.entries {
		known[e.account.Name] = e
	}
	p.entries = p.entries[:0:0]
	for _, a := range p.directory.List() {
		if e := known[a.Name]; e != nil {
			p.entries = append(p.entries, e)
			continue
		}
		e := &entry{account: a, slot: load.New[roster](p.ctx, pane.Installations)}
		if stored, ok := p.directory.StoredInstallations(a.Name); ok {
			e.slot.Seed(roster{Listing: stored}, stored.At)
		}
		p.entries = append(p.entries, e)
	}
	p.layOut()
}

// fetch starts the requests of the entries that are wanted.
func (p *Pane) fetch(wanted func(*entry) bool) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range p.entries {
		if !wanted(e) || !e.slot.Busy().IsZero() {
			continue
		}
		name, directory := e.account.Name, p.directory
		cmds = append(cmds, e.slot.Start(0, func(ctx context.Context, emit func(roster, time.Time)) error {
			identity, err := directory.Identity(ctx, name)
			if err != nil {
				return err
			}
			return directory.Installations(ctx, name, func(l github.Listing[github.Installation]) {
				emit(roster{identity, l}, l.At)
			})
		}))
	}
	p.layOut()
	return tea.Batch(cmds...)
}

// toChosen puts the cursor on what is the subject.
func (p *Pane) toChosen() {
	for i, r := range p.rows {
		if r.entry.account.Name != p.chosen.Account || r.note != "" {
			continue
		}
		inst := r.installation()
		if inst.ID == p.chosen.Installation && (r.index < 0 && p.owner == "" || r.index >= 0 && strings.EqualFold(inst.Owner.Login, p.owner)) {
			p.list.Select(i)
			return
		}
	}
}

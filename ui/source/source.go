// Package source is the pane of a file at a ref: its lines with their numbers in
// the colours of their language, who wrote each of them, and the way behind the
// commit that wrote one. Only the rows in sight are cleaned and coloured. It
// knows no patches, and writes nothing anywhere.
package source

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

// Client is what the pane needs of the accounts.
type Client interface {
	CommitSHA(ctx context.Context, at github.Place, repo github.RepoRef, ref string) (string, error)
	StoredCommitSHA(at github.Place, repo github.RepoRef, ref string) (sha string, read time.Time, ok bool)
	File(ctx context.Context, at github.Place, repo github.RepoRef, commit, path string) (github.FileText, error)
	StoredFile(at github.Place, repo github.RepoRef, commit, path string) (github.FileText, bool)
	Blame(ctx context.Context, at github.Place, repo github.RepoRef, commit, path string) (github.Blame, error)
	StoredBlame(at github.Place, repo github.RepoRef, commit, path string) (github.Blame, bool)
	LineBefore(ctx context.Context, at github.Place, repo github.RepoRef, commit, path string, line int, text []byte) (github.LineBefore, error)
	LinesURL(at github.Place, repo github.RepoRef, ref, path string, first, last int) string
	Now(account string) time.Time
}

// Options makes a Pane.
type Options struct {
	Context context.Context
	Theme   *theme.Theme
	Client  Client
}

// place is a file at a ref.
type place struct {
	at   github.Place
	repo github.RepoRef
	ref  string
	path string
}

// Pane shows a file.
type Pane struct {
	o       Options
	subject pane.Subject
	shown   bool
	trail   []place // gone to from the subject's file by going behind commits

	slot   *load.Slot[*page]
	blame  *load.Slot[github.Blame]
	before *load.Slot[github.LineBefore]
	asked  int // the line that before is about, from 0

	list     list.List
	goal     int           // the line to go to when the file is there, from 1; 0 for none
	lines    map[place]int // where the cursor was, from 0
	left     int           // cells scrolled out of view
	blaming  bool
	scanning scan

	selection selection

	width, height int
}

// New returns the pane.
func New(o Options) *Pane {
	p := &Pane{
		o:      o,
		slot:   load.New[*page](o.Context, pane.Source),
		blame:  load.New[github.Blame](o.Context, pane.Source),
		before: load.New[github.LineBefore](o.Context, pane.Source),
		lines:  map[place]int{},
	}
	p.scanning.input = input.New(o.Theme, "/", "any part of a line")
	p.list.Bar = list.NewBar(o.Theme)
	return p
}

// Scope names the bindings that hold: text while something is looked for.
func (p *Pane) Scope() keymap.Scope {
	if p.scanning.typing != nothing {
		return keymap.FindText
	}
	return keymap.Source
}

// here is the file that is shown.
func (p *Pane) here() place {
	if n := len(p.trail); n > 0 {
		return p.trail[n-1]
	}
	return placeOf(p.subject)
}

func placeOf(s pane.Subject) place { return place{s.Place, s.Repo, s.Head(), s.Path} }

// Status names the file and the line of the cursor.
func (p *Pane) Status() pane.Status {
	at := p.here()
	st := pane.Status{Title: "File", At: p.slot.At(), Busy: p.slot.Busy(), Err: p.slot.Err()}
	for _, busy := range []time.Time{p.blame.Busy(), p.before.Busy()} {
		if st.Busy.IsZero() {
			st.Busy = busy
		}
	}
	if st.Err == nil && p.blaming {
		st.Err = p.blame.Err()
	}
	if at.path == "" {
		return st
	}
	st.Title = text.Clean(at.path)
	if at.ref != "" {
		st.Title += " · " + text.Clean(github.ShortRef(at.ref))
	}
	if n := p.list.Len(); n > 0 {
		st.Count = text.Count(p.list.Cursor()+1) + " of " + text.Count(n)
		if s := &p.selection; s.growing {
			st.Count = lineName(s.first, s.last) + " of " + text.Count(n)
		}
	}
	return st
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.room()
}

// room gives the lines the space that is left to them.
func (p *Pane) room() {
	p.list.SetHeight(p.frame().list)
	widest := 0
	if pg := p.slot.Value(); pg != nil {
		widest = pg.widest
	}
	p.left = max(min(p.left, widest-p.frame().code), 0)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	p.selection.follow(p.list.Cursor() + 1)
	p.room()
	return intent, cmd
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
		if p.subject.Side == pane.SideSource {
			p.restore()
		}
	case pane.SubjectChanged:
		p.look(msg.Subject)
		return nil, tea.Batch(p.begin(), p.askBlame())
	case pane.ShowFile:
		return p.show(msg)
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
		p.list.Bar = list.NewBar(p.o.Theme)
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		was := p.list.Cursor()
		if p.list.Click(msg.Y-p.frame().bar) && msg.Again && p.list.Cursor() == was {
			return p.open()
		}
	case tea.KeyMsg:
		return p.typed(msg), nil
	case keymap.Action:
		return p.act(msg)
	default:
		return p.answer(msg)
	}
	return nil, nil
}

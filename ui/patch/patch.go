// Package patch is the pane of one commit: its message, its files and their
// patches, as a virtual list of lines. Only what is in sight is cleaned and
// coloured.
package patch

import (
	"context"
	"sort"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/lines"
	"hubtrail/ui/widget/list"
)

// Reader is what the pane needs of the accounts.
type Reader interface {
	Commit(ctx context.Context, at github.Place, repo github.RepoRef, sha string, emit func(github.CommitFiles)) error
	Now(account string) time.Time
	StoredCommit(at github.Place, repo github.RepoRef, sha string) (github.CommitFiles, bool)
}

// Pane shows a commit.
type Pane struct {
	theme   *theme.Theme
	reader  Reader
	subject pane.Subject
	slot    *load.Slot[*page]
	lines   lines.Lines
	height  int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, r Reader) *Pane {
	p := &Pane{theme: t, reader: r, slot: load.New[*page](ctx, pane.Patch)}
	p.lines.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Patch }

// Status names the commit and the file in sight. A commit never grows old.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Commit", Busy: p.slot.Busy(), Err: p.slot.Err()}
	if len(p.subject.Commit) >= 7 {
		st.Title += " " + text.Clean(p.subject.Commit[:7])
	}
	if pg := p.slot.Value(); pg != nil && len(pg.heads) > 0 {
		if at := p.fileInSight(); at >= 0 {
			st.Title += " · " + text.Clean(pg.commit.Files[at].Path)
			st.Count = text.Count(at+1) + " of " + files(len(pg.heads))
		} else {
			st.Count = files(len(pg.heads))
		}
	}
	return st
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.height = height
	p.lines.Resize(width, height)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
	case pane.SubjectChanged:
		if p.look(msg.Subject) || !p.started() {
			return nil, p.load()
		}
	case pane.Shown, pane.AccountsChanged:
		if !p.started() {
			return nil, p.load()
		}
	case load.Result[*page]:
		if p.slot.Take(msg) {
			p.layOut()
		}
	case pane.Rethemed:
		p.lines.Bar = list.NewBar(p.theme)
	case pane.Wheel:
		p.lines.Scroll(msg.Delta)
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

func (p *Pane) started() bool {
	return p.subject.Commit == "" || p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero()
}

// look takes over what is looked at and reports whether another commit is
// wanted; one looked at before is shown at once.
func (p *Pane) look(s pane.Subject) (other bool) {
	same := s.Place == p.subject.Place && s.Repo == p.subject.Repo && s.Commit == p.subject.Commit
	p.subject = s
	if same {
		return false
	}
	p.slot.Reset()
	p.lines.SetLen(0)
	p.lines.Home()
	if s.Commit == "" {
		return false
	}
	if c, ok := p.reader.StoredCommit(s.Place, s.Repo, s.Commit); ok {
		p.slot.Seed(newPage(c, p.reader.Now(s.Place.Account)), time.Time{})
		p.layOut()
	}
	return true
}

func (p *Pane) load() tea.Cmd {
	s, reader := p.subject, p.reader
	if s.Commit == "" {
		return nil
	}
	return p.slot.Start(0, func(ctx context.Context, emit func(*page, time.Time)) error {
		return reader.Commit(ctx, s.Place, s.Repo, s.Commit, func(c github.CommitFiles) { emit(newPage(c, reader.Now(s.Place.Account)), time.Time{}) })
	})
}

func (p *Pane) layOut() {
	if pg := p.slot.Value(); pg != nil {
		p.lines.SetLen(len(pg.lines))
		p.lines.SetWide(pg.widest)
	}
}

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.lines.Act(a) {
		return nil, nil
	}
	pg := p.slot.Value()
	switch a {
	case keymap.Back:
		return pane.Leave{}, nil
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.load()
	case keymap.NextFile:
		p.jump(1)
	case keymap.PreviousFile:
		p.jump(-1)
	case keymap.Who:
		return p.whoOwns(), nil
	case keymap.Browse:
		return pane.Browse{URL: p.url()}, nil
	case keymap.CopyURL:
		return pane.Copy{Text: p.url(), What: "URL"}, nil
	case keymap.CopyShort:
		if pg != nil {
			return pane.Copy{Text: pg.commit.SHA, What: "SHA"}, nil
		}
	}
	return nil, nil
}

func (p *Pane) url() string {
	if pg := p.slot.Value(); pg != nil {
		return pg.commit.URL
	}
	return ""
}

// whoOwns asks who owns the file in sight, among all files of the commit.
func (p *Pane) whoOwns() pane.Intent {
	pg := p.slot.Value()
	if pg == nil || len(pg.commit.Files) == 0 {
		return pane.Say{Text: "no path is spoken of here"}
	}
	w := pane.WhoOwns{Place: p.subject.Place, Repo: p.subject.Repo, Ref: pg.commit.SHA, At: max(p.fileInSight(), 0)}
	for i := range pg.commit.Files {
		w.Paths = append(w.Paths, pg.commit.Files[i].Path)
	}
	return w
}

// jump puts the next or the previous file's head on top.
func (p *Pane) jump(by int) {
	pg := p.slot.Value()
	if pg == nil || len(pg.heads) == 0 {
		return
	}
	top := p.lines.Top()
	at := sort.SearchInts(pg.heads, top) // the first head at or below the top
	if by > 0 {
		if at < len(pg.heads) && pg.heads[at] == top {
			at++
		}
	} else {
		at--
	}
	if at >= 0 && at < len(pg.heads) {
		p.lines.GoTo(pg.heads[at])
	} else if at < 0 {
		p.lines.Home()
	}
}

// fileInSight is the file whose patch is on top, -1 above the first.
func (p *Pane) fileInSight() int {
	return sort.SearchInts(p.slot.Value().heads, p.lines.Top()+1) - 1
}

// Package refs is the picker of branches and tags, narrowed by typing. What is no
// name of one is looked up as a commit.
package refs

import (
	"context"
	"errors"
	"slices"
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
)

// Lister is what the pane needs of the accounts.
type Lister interface {
	Refs(ctx context.Context, at github.Place, repo github.RepoRef, emit func(github.Listing[github.Ref])) error
	StoredRefs(at github.Place, repo github.RepoRef) (github.Listing[github.Ref], bool)
	CommitSHA(ctx context.Context, at github.Place, repo github.RepoRef, ref string) (string, error)
}

// Pane picks a ref.
type Pane struct {
	theme   *theme.Theme
	lister  Lister
	subject pane.Subject
	slot    *load.Slot[github.Listing[github.Ref]]
	sought  *load.Slot[string] // the commit that the text stands for
	index   *fuzzy.Index
	refs    []github.Ref // as indexed: the default branch, branches, tags
	rows    []int
	input   *input.Input
	list    list.List

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, l Lister) *Pane {
	p := &Pane{
		theme: t, lister: l, input: input.New(t, "> ", "branch, tag, SHA or main~3"),
		slot: load.New[github.Listing[github.Ref]](ctx, pane.Refs), sought: load.New[string](ctx, pane.Refs),
	}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.PaletteText }

// Status says of which repository.
func (p *Pane) Status() pane.Status {
	st := pane.Status{
		Title: "Branches and tags of " + text.Clean(p.subject.Repo.String()), Count: text.Count(len(p.rows)),
		At: p.slot.At(), Busy: p.slot.Busy(), Err: p.slot.Err(),
	}
	if errors.Is(st.Err, github.ErrEmptyRepository) {
		st.Err = nil // the pane says that there is none
	}
	if st.Busy.IsZero() {
		st.Busy = p.sought.Busy()
	}
	return st
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(max(height-1, 0))
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.SubjectChanged:
		if msg.Subject.Place != p.subject.Place || msg.Subject.Repo != p.subject.Repo {
			p.slot.Reset()
			p.refs, p.rows, p.index = nil, nil, nil
			p.list.SetLen(0)
		}
		p.subject = msg.Subject
	case pane.Raised:
		p.input.SetValue("")
		if l, ok := p.lister.StoredRefs(p.subject.Place, p.subject.Repo); ok && !p.slot.Has() {
			p.slot.Seed(l, l.At)
		}
		p.layOut()
		p.toCurrent()
		if !p.slot.Complete() || time.Since(p.slot.At()) > stale {
			return nil, p.load()
		}
	case pane.Hidden:
		p.slot.Cancel()
		p.sought.Reset()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[github.Listing[github.Ref]]:
		first := len(p.refs) == 0
		if p.slot.Take(msg) {
			p.layOut()
			if first {
				p.toCurrent()
			}
		}
	case load.Result[string]:
		return p.takeSought(msg), nil
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		if p.list.Click(msg.Y - 1) {
			return p.choose()
		}
	case tea.KeyMsg:
		p.sought.Reset()
		before := p.input.Value()
		p.input.Update(msg)
		if p.input.Value() != before {
			p.narrow()
			p.list.Home()
		}
	case keymap.Action:
		p.sought.Reset()
		if p.list.Act(msg) {
			return nil, nil
		}
		switch msg {
		case keymap.Accept:
			return p.choose()
		case keymap.Cancel, keymap.Back:
			return pane.Close{}, nil
		}
	}
	return nil, nil
}

const stale = time.Minute

func (p *Pane) load() tea.Cmd {
	at, repo, lister := p.subject.Place, p.subject.Repo, p.lister
	return p.slot.Start(0, func(ctx context.Context, emit func(github.Listing[github.Ref], time.Time)) error {
		return lister.Refs(ctx, at, repo, func(l github.Listing[github.Ref]) { emit(l, l.At) })
	})
}

func (p *Pane) choose() (pane.Intent, tea.Cmd) {
	if i := p.list.Cursor(); i >= 0 {
		return pane.ChooseRef{Ref: p.refs[p.rows[i]].Name}, nil
	}
	return p.seek()
}

// layOut takes over a listing: the default branch first, then branches, tags.
func (p *Pane) layOut() {
	was, had := github.Ref{}, false
	if i := p.list.Cursor(); i >= 0 && i < len(p.rows) {
		was, had = p.refs[p.rows[i]], true
	}
	p.refs = slices.Clone(p.slot.Value().Items)
	rank := func(r github.Ref) int {
		switch {
		case r.Kind == github.Branch && r.Name == p.subject.DefaultBranch:
			return 0
		case r.Kind == github.Branch:
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(p.refs, func(a, b github.Ref) int { return rank(a) - rank(b) })
	names := make([]string, len(p.refs))
	for i, r := range p.refs {
		names[i] = r.Name
	}
	p.index = fuzzy.New(names)
	p.narrow()
	for i, at := range p.rows {
		if had && p.refs[at].Name == was.Name && p.refs[at].Kind == was.Kind {
			p.list.Follow(len(p.rows), i)
		}
	}
}

// narrow shows what matches the text.
func (p *Pane) narrow() {
	p.rows = p.rows[:0]
	if q := p.input.Value(); q != "" && p.index != nil {
		p.rows = append(p.rows, p.index.Match(q)...)
	} else {
		for i := range p.refs {
			p.rows = append(p.rows, i)
		}
	}
	p.list.SetLen(len(p.rows))
}

// toCurrent puts the cursor on the ref that is looked at.
func (p *Pane) toCurrent() {
	for i, at := range p.rows {
		if p.refs[at].Name == p.subject.Head() {
			p.list.Select(i)
		}
	}
}

// View draws the input and the rows in sight.
func (p *Pane) View(focused bool) []string {
	if p.height == 0 {
		return nil
	}
	rows := []string{p.input.View(p.width, focused)}
	if len(p.rows) == 0 {
		say := "loading" + text.Ellipsis
		if len(p.refs) > 0 {
			say = "no such branch or tag: enter looks for a commit"
		} else if p.slot.Complete() || errors.Is(p.slot.Err(), github.ErrEmptyRepository) {
			say = "there are no branches and tags yet"
		} else if p.slot.Err() != nil {
			say = ""
		}
		for len(rows) < p.height {
			rows = append(rows, p.theme.Dim.Render(text.Fit(" "+say, p.width)))
			say = ""
		}
		return rows
	}
	var r text.Row
	query := p.input.Value()
	return append(rows, p.list.View(p.width, p.height-1, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.draw(&r, &p.refs[p.rows[i]], query)
		return r.String()
	})...)
}

func (p *Pane) draw(r *text.Row, ref *github.Ref, query string) {
	th := p.theme
	kind := "branch"
	switch {
	case ref.Kind == github.Tag:
		kind = "tag"
	case ref.Name == p.subject.DefaultBranch:
		kind = "default"
	case ref.Protected:
		kind = "protected"
	}
	mark := " "
	if ref.Name == p.subject.Head() {
		mark = th.Glyphs.Pointer
	}
	r.Add(th.Accent, mark+" ")
	name := text.Clean(ref.Name)
	var at []int
	if query != "" {
		at = fuzzy.Positions(query, name)
	}
	r.Mark(text.Style{}, th.Match, name, max(r.Rest()-19, 8), at)
	r.Space(1)
	r.Fit(th.Dim, kind, 10)
	r.Fit(th.Info, text.Clean(ref.SHA[:min(len(ref.SHA), 7)]), 7)
}

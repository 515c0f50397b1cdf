// Package release is the box that lists what came between two refs: the pull
// requests with the issues they close, and the commits of no pull request, to
// browse and to copy as Markdown. It decides nothing about what belongs where:
// that is the client's Release.
package release

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
	"hubtrail/ui/widget/list"
)

// Client is what the box needs of the accounts.
type Client interface {
	Release(ctx context.Context, at github.Place, repo github.RepoRef, from, to string, emit func(github.Release)) error
	CompareURL(at github.Place, repo github.RepoRef, spec github.CompareSpec) string
}

// Pane is the box.
type Pane struct {
	theme  *theme.Theme
	client Client
	asked  pane.ShowRelease

	shown   bool
	release *load.Slot[github.Release]
	head    []line // above the rows, for the width
	rows    []row
	list    list.List

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, c Client) *Pane {
	p := &Pane{theme: t, client: c, release: load.New[github.Release](ctx, pane.Release)}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.ReleaseBox }

// Status says between which refs of which repository. What could not be asked is
// an error beside what is known.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Between two refs", At: p.release.At(), Busy: p.release.Busy(), Err: p.release.Err()}
	if p.asked.Repo.Name == "" {
		return st
	}
	st.Title = text.Clean(p.asked.Repo.String() + " · " + nameOf(p.asked.From) + " to " + nameOf(p.asked.To))
	if st.Err == nil && st.Busy.IsZero() {
		st.Err = p.release.Value().Problem
	}
	if n := len(p.release.Value().Pulls); n > 0 {
		st.Count = count(n, "pull request")
	}
	return st
}

// nameOf is a ref as a person names it.
func nameOf(ref string) string {
	if ref == "" {
		return "the default branch"
	}
	return github.ShortRef(ref)
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.tell()
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.ShowRelease:
		return nil, p.ask(msg)
	case pane.Shown:
		p.shown = true
	case pane.Hidden:
		p.shown = false
		p.release.Cancel()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[github.Release]:
		if p.release.Take(msg) {
			p.arrange()
			p.tell()
		}
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		if p.list.Click(msg.Y-p.headHeight()) && msg.Again {
			return p.open(), nil
		}
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

// ask begins with other refs. What is known whole is not asked for again.
func (p *Pane) ask(w pane.ShowRelease) tea.Cmd {
	if w == p.asked && p.release.Complete() && p.release.Value().Problem == nil {
		return nil
	}
	if w != p.asked {
		p.forget(w)
	}
	return p.load()
}

// forget begins with other refs, of which nothing is known.
func (p *Pane) forget(w pane.ShowRelease) {
	p.asked, p.rows = w, nil
	p.release.Reset()
	p.list.SetLen(0)
	p.tell()
}

func (p *Pane) load() tea.Cmd {
	w, client := p.asked, p.client
	cmd := p.release.Start(0, func(ctx context.Context, emit func(github.Release, time.Time)) error {
		return client.Release(ctx, w.Place, w.Repo, w.From, w.To, func(r github.Release) { emit(r, r.At) })
	})
	p.tell()
	return cmd
}

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Back, keymap.Release, keymap.Left:
		return pane.Close{}, nil
	case keymap.Reload:
		return nil, p.load()
	case keymap.ReloadAll:
		if p.shown {
			return nil, p.load()
		}
		p.forget(pane.ShowRelease{}) // so many requests are not made for nobody
	case keymap.Open, keymap.Right:
		return p.open(), nil
	case keymap.CopyNotes:
		if !p.release.Has() {
			return pane.Say{Text: "there is nothing to copy yet"}, nil
		}
		return pane.Copy{Text: p.release.Value().Markdown(), What: "the list as Markdown"}, nil
	case keymap.CopyShort:
		name, what := p.current().name()
		return pane.Copy{Text: name, What: what}, nil
	case keymap.Browse:
		return pane.Browse{URL: p.url()}, nil
	case keymap.CopyURL:
		return pane.Copy{Text: p.url(), What: "URL"}, nil
	}
	return nil, nil
}

// current is the row under the cursor; a zero one if there is none.
func (p *Pane) current() row {
	if i := p.list.Cursor(); i >= 0 && i < len(p.rows) {
		return p.rows[i]
	}
	return row{}
}

// open goes to what is under the cursor.
func (p *Pane) open() pane.Intent {
	switch r := p.current(); {
	case r.issue != nil:
		return pane.ChooseIssue{At: pane.IssueAt{Place: p.asked.Place, Ref: r.issue.IssueRef}}
	case r.commit != nil:
		t := github.Target{Kind: github.TargetCommit, Repo: p.asked.Repo, SHA: r.commit.SHA}
		return pane.Visit{Place: p.asked.Place, Target: t, URL: r.commit.URL}
	}
	return nil
}

// url is the page of what is under the cursor; of a heading, the comparison's.
func (p *Pane) url() string {
	switch r := p.current(); {
	case r.issue != nil:
		return r.issue.URL
	case r.commit != nil:
		return r.commit.URL
	case p.asked.Repo.Name == "":
		return ""
	}
	return p.client.CompareURL(p.asked.Place, p.asked.Repo, github.CompareSpec{Base: p.asked.From, Head: p.asked.To})
}

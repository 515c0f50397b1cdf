// Package who is the box that says who owns a path, by which rule, and who is in
// the teams that do; for one path or for several, such as those of a commit. It
// reads the CODEOWNERS file alone and never the whole tree.
package who

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/facts"
	"hubtrail/ui/widget/list"
)

// Client is what the box needs of the accounts.
type Client interface {
	OwnersFile(ctx context.Context, at github.Place, repo github.RepoRef, ref string) (*github.OwnersFile, string, error)
	StoredOwnersFile(at github.Place, repo github.RepoRef, ref string) (*github.OwnersFile, bool)
	Commit(ctx context.Context, at github.Place, repo github.RepoRef, sha string, emit func(github.CommitFiles)) error
	Mine(ctx context.Context, at github.Place) ([]string, error)
	TeamMembers(ctx context.Context, at github.Place, team string) ([]string, error)
	FileURL(at github.Place, repo github.RepoRef, ref, path string, line int) string
}

// Pane is the box.
type Pane struct {
	theme  *theme.Theme
	client Client
	asked  pane.WhoOwns

	file  *load.Slot[*github.OwnersFile]
	paths *load.Slot[[]string] // of the commit
	mine  *load.Slot[map[string]bool]
	teams *load.Slot[map[string]members]

	match []codeowners.Result // by path
	list  list.List
	told  []facts.Fact

	width, height int
}

// members is who is in a team, or why that is not known.
type members struct {
	logins []string
	err    error
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, c Client) *Pane {
	p := &Pane{
		theme: t, client: c,
		file:  load.New[*github.OwnersFile](ctx, pane.Who),
		paths: load.New[[]string](ctx, pane.Who),
		mine:  load.New[map[string]bool](ctx, pane.Who),
		teams: load.New[map[string]members](ctx, pane.Who),
	}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.WhoBox }

// Status says of which repository and ref.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Who owns this", Busy: p.file.Busy(), Err: p.file.Err()}
	if p.asked.Repo.Name == "" {
		return st
	}
	st.Title = "Who owns this in " + text.Clean(p.asked.Repo.String())
	if ref := p.asked.Ref; ref != "" {
		st.Title += " · " + text.Clean(github.ShortRef(ref))
	}
	if st.Err == nil {
		st.Err = p.paths.Err()
	}
	if st.Busy.IsZero() {
		st.Busy = p.paths.Busy()
	}
	if n := len(p.shown()); n > 1 {
		st.Count = text.Count(n) + " files"
	}
	return st
}

// shown is the paths asked about, or those of the commit.
func (p *Pane) shown() []string {
	if len(p.asked.Paths) > 0 {
		return p.asked.Paths
	}
	return p.paths.Value()
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(p.listHeight())
}

// listHeight is the rows of the paths: none for a single one.
func (p *Pane) listHeight() int {
	if len(p.shown()) <= 1 {
		return 0
	}
	return max(min(len(p.shown()), p.height/2), 0)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	p.list.SetHeight(p.listHeight())
	if _, ok := msg.(pane.Rethemed); !ok {
		p.tell()
	}
	return intent, cmd
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.WhoOwns:
		return nil, p.ask(msg)
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[*github.OwnersFile]:
		if p.file.Take(msg) {
			p.decide()
			return nil, p.askMembers()
		}
	case load.Result[[]string]:
		if p.paths.Take(msg) {
			p.decide()
			return nil, p.askMembers()
		}
	case load.Result[map[string]bool]:
		p.mine.Take(msg)
	case load.Result[map[string]members]:
		p.teams.Take(msg)
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
		return nil, p.askMembers()
	case pane.Click:
		if p.list.Click(msg.Y) {
			return nil, p.askMembers()
		}
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, p.askMembers()
	}
	path, _ := p.current()
	switch a {
	case keymap.Back, keymap.Who, keymap.Left:
		return pane.Close{}, nil
	case keymap.Reload, keymap.ReloadAll:
		p.teams.Reset()
		return nil, tea.Batch(p.load(), p.askMembers())
	case keymap.Open, keymap.Right:
		if p.asked.Repo.Name != "" {
			return pane.ShowOwners{Place: p.asked.Place, Repo: p.asked.Repo, Ref: p.asked.Ref, Path: path}, nil
		}
	case keymap.CopyShort:
		return pane.Copy{Text: strings.Join(p.owners(), " "), What: "owners"}, nil
	case keymap.Browse, keymap.CopyURL:
		url := ""
		if path != "" {
			url = p.client.FileURL(p.asked.Place, p.asked.Repo, addressRef(p.asked.Ref), path, 0)
		}
		if a == keymap.Browse {
			return pane.Browse{URL: url}, nil
		}
		return pane.Copy{Text: url, What: "URL"}, nil
	}
	return nil, nil
}

// addressRef is the ref as an address names it.
func addressRef(ref string) string {
	if ref == "" {
		return "HEAD"
	}
	return ref
}

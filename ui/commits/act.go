package commits

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/origin"
)

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	p.origin.Reset()
	if p.list.Act(a) {
		return nil, p.more()
	}
	switch a {
	case keymap.Filter:
		p.typing = p.subject.Repo.Name != ""
	case keymap.Accept:
		p.typing = false
		if p.filter.words != "" && !p.asking() {
			return p.open(), nil
		}
	case keymap.Cancel:
		return nil, p.clear()
	case keymap.Back:
		if p.input.Value() != "" {
			return nil, p.clear()
		}
		return pane.Leave{}, nil
	case keymap.Left:
		return pane.Leave{}, nil
	case keymap.Reload, keymap.ReloadAll:
		p.checks.again()
		return nil, p.load(0)
	case keymap.Refs:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Refs}, nil
		}
	case keymap.Compare:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Comparer}, nil
		}
	case keymap.Open, keymap.Right:
		return p.open(), nil
	default:
		return p.hand(a)
	}
	return nil, nil
}

// hand gives the commit under the cursor to another pane, the browser or the
// clipboard.
func (p *Pane) hand(a keymap.Action) (pane.Intent, tea.Cmd) {
	c, ok := p.current()
	if !ok {
		return nil, nil
	}
	switch a {
	case keymap.Pull:
		return p.goToPull(origin.Commit{Place: p.subject.Place, Repo: p.subject.Repo, SHA: c.SHA, Subject: c.Subject})
	case keymap.Who:
		return pane.WhoOwns{Place: p.subject.Place, Repo: p.subject.Repo, Ref: c.SHA, Commit: c.SHA}, nil
	case keymap.Browse:
		return pane.Browse{URL: c.URL}, nil
	case keymap.CopyURL:
		return pane.Copy{Text: c.URL, What: "URL"}, nil
	case keymap.CopyShort:
		return pane.Copy{Text: c.SHA, What: "SHA"}, nil
	}
	return nil, nil
}

// goToPull goes to the pull request that a commit came by.
func (p *Pane) goToPull(c origin.Commit) (pane.Intent, tea.Cmd) {
	if to := c.Known(p.lister); to != nil {
		return to, nil
	}
	return c.Looking(), p.origin.Start(0, c.Fetch(p.lister))
}

// takeOrigin goes to the pull request that was looked for.
func (p *Pane) takeOrigin(r load.Result[origin.Found]) pane.Intent {
	switch {
	case !p.origin.Take(r):
	case p.origin.Err() != nil:
		return origin.Failed(p.origin.Err())
	case p.origin.Complete():
		return p.origin.Value().Choose()
	}
	return nil
}

func (p *Pane) open() pane.Intent {
	if c, ok := p.current(); ok {
		return pane.ChooseCommit{SHA: c.SHA}
	}
	return nil
}

// typed takes a letter of the filter.
func (p *Pane) typed(k tea.KeyMsg) tea.Cmd {
	before := p.input.Value()
	p.input.Update(k)
	if p.input.Value() == before {
		return nil
	}
	return p.apply(pause)
}

// apply narrows the commits to what the filter says, unless there is a mistake in
// it. GitHub is asked after a delay.
func (p *Pane) apply(delay time.Duration) tea.Cmd {
	f := parse(p.input.Value(), p.lister.Now(p.subject.Place.Account))
	p.wrong = f.wrong
	p.input.Mark(f.wrong.start, f.wrong.end)
	if f.wrong.says != "" {
		return nil
	}
	other := f.asked != p.filter.asked
	p.filter = f
	if !other {
		p.narrow()
		p.list.SetLen(p.page().length())
		p.list.Home()
		return nil
	}
	p.layOut(github.Commit{}, false)
	p.list.Home()
	if !p.asking() {
		p.found.reset()
		return p.begin()
	}
	p.found.limit = firstLimit
	if !p.shown {
		p.found.Cancel()
		return nil
	}
	return p.load(delay)
}

// clear takes the filter away; the cursor stays on its commit.
func (p *Pane) clear() tea.Cmd {
	was, had := p.current()
	p.input.SetValue("")
	p.input.Mark(0, 0)
	p.typing, p.filter, p.wrong = false, filter{}, mistake{}
	p.found.reset()
	p.layOut(was, had)
	return p.begin()
}

// history shows the commits that change a path.
func (p *Pane) history(path string) tea.Cmd {
	p.all.Cancel() // what is not shown need not be listed
	p.input.SetValue(ofPath(path))
	p.typing = false
	return p.apply(0)
}

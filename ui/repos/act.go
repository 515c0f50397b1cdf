package repos

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, nil
	}
	p.note = ""
	switch a {
	case keymap.Filter:
		if p.remote.on {
			p.leaveRemote()
		}
		p.typing = true
	case keymap.Search:
		p.beginRemote()
	case keymap.Forks:
		p.remote.forks = !p.remote.forks
		if p.remote.on && p.remote.asked != "" {
			return pane.Say{Text: p.forksText()}, p.sendRemote()
		}
		return pane.Say{Text: p.forksText()}, nil
	case keymap.Issues, keymap.NewIssue:
		if r, ok := p.current(); ok {
			if a == keymap.Issues {
				return pane.ChooseIssues{Repo: r.RepoRef, DefaultBranch: r.DefaultBranch}, nil
			}
			return pane.WriteText{Draft: github.Draft{Kind: github.DraftIssue, Place: p.place, Repo: r.RepoRef}}, nil
		}
	case keymap.Accept:
		if p.remote.on {
			return nil, p.sendRemote()
		}
		p.typing = false
		if p.filter() != "" && len(p.rows) > 0 {
			return p.choose(), nil
		}
	case keymap.Cancel:
		if p.remote.on {
			p.leaveRemote()
			return nil, nil
		}
		p.typing = false
		p.input.SetValue("")
		p.layOut()
	case keymap.Back:
		if p.remote.on {
			p.leaveRemote()
			return nil, nil
		}
		if p.filter() == "" {
			return pane.Leave{}, nil
		}
		p.input.SetValue("")
		p.layOut()
	case keymap.Sort:
		p.order = (p.order + 1) % orders
		p.layOut()
		p.list.Home()
		return pane.Say{Text: "sorted " + p.order.String()}, nil
	case keymap.Archived:
		p.archived = !p.archived
		p.layOut()
		if b := p.slot.Value(); b != nil {
			return pane.Say{Text: p.archivedText(b.archived)}, nil
		}
	case keymap.Reload, keymap.ReloadAll:
		if p.remote.on && a == keymap.Reload {
			return nil, p.sendRemote()
		}
		return nil, p.load()
	case keymap.Open, keymap.Right:
		return p.choose(), nil
	case keymap.Left:
		return pane.Leave{}, nil
	case keymap.Who:
		if r, ok := p.current(); ok {
			return pane.ShowOwners{Place: p.place, Repo: r.RepoRef, DefaultBranch: r.DefaultBranch}, nil
		}
	case keymap.Pin:
		return nil, p.togglePin()
	case keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		if r, ok := p.current(); ok {
			switch a {
			case keymap.Browse:
				return pane.Browse{URL: r.URL}, nil
			case keymap.CopyURL:
				return pane.Copy{Text: r.URL, What: "URL"}, nil
			default:
				return pane.Copy{Text: r.RepoRef.String(), What: "name"}, nil
			}
		}
	}
	return nil, nil
}

func (p *Pane) forksText() string {
	if p.remote.forks {
		return "searches on GitHub find forks too"
	}
	return "searches on GitHub leave forks out"
}

func (p *Pane) archivedText(n int) string {
	switch {
	case n == 0:
		return "no repository here is archived"
	case p.archived:
		return text.Count(n) + " archived shown"
	default:
		return text.Count(n) + " archived hidden"
	}
}

func (p *Pane) choose() pane.Intent {
	r, ok := p.current()
	if !ok {
		return nil
	}
	return pane.ChooseRepository{Repo: r.RepoRef, DefaultBranch: r.DefaultBranch}
}

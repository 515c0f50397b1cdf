package conversation

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// sideways is how many cells one key moves patches.
const sideways = 8

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if !p.note.lasting {
		p.tell(note{})
	}
	p.spared = false // the first screen is there: what waited may go on
	owed := p.pay()
	intent, cmd := p.acted(a)
	return intent, tea.Batch(owed, cmd)
}

func (p *Pane) acted(a keymap.Action) (pane.Intent, tea.Cmd) {
	s := p.sheet()
	if s.act(a) {
		p.roamed = true
		return p.atEnd(a), nil
	}
	switch a {
	case keymap.Back:
		return p.back(), nil
	case keymap.Reload, keymap.ReloadAll:
		p.tell(note{})
		return nil, p.load()
	case keymap.NextTab:
		return nil, p.turn(1)
	case keymap.PreviousTab:
		return nil, p.turn(-1)
	case keymap.NextPart:
		p.chosen = choice{}
		p.roamed = true
		s.step(1)
	case keymap.PreviousPart:
		p.chosen = choice{}
		s.step(-1)
	case keymap.NextLink, keymap.PreviousLink:
		by := 1
		if a == keymap.PreviousLink {
			by = -1
		}
		if !p.nextLink(by) {
			return pane.Say{Text: "no other link there"}, nil
		}
	case keymap.Left, keymap.Right:
		p.shift(a)
	case keymap.Open:
		return p.open(), nil
	case keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		return p.hand(a), nil
	case keymap.Link:
		return p.linkUp(), nil
	case keymap.Unlink:
		return p.unlink(), nil
	case keymap.Who:
		return p.whoOwns(), nil
	case keymap.ShowDiff:
		return p.changes(), nil
	case keymap.Comment:
		return p.comments(), nil
	case keymap.Edit:
		return p.edit(), nil
	case keymap.Delete:
		return p.askDelete(), nil
	case keymap.CloseOpen:
		return p.askState(), nil
	}
	return nil, nil
}

// atEnd tells where one is who went to the end of a conversation that has more.
func (p *Pane) atEnd(a keymap.Action) pane.Intent {
	if a != keymap.Last || p.tab != talkTab || !p.unfinished() && p.events.Busy().IsZero() {
		return nil
	}
	return pane.Say{Text: p.sayMore()}
}

// back closes what is open, innermost first.
func (p *Pane) back() pane.Intent {
	switch {
	case p.chosen.key != "":
		p.chosen, p.seeking = choice{}, 0
	case p.note.lasting:
		p.tell(note{})
	case p.folds() > 0:
		for i := range p.sheet().parts {
			delete(p.unfolded, p.sheet().parts[i].key)
		}
		p.left = 0
		p.build()
	default:
		return pane.Leave{}
	}
	return nil
}

// folds is how many parts of the tab are unfolded.
func (p *Pane) folds() (n int) {
	for i := range p.sheet().parts {
		if p.unfolded[p.sheet().parts[i].key] {
			n++
		}
	}
	return n
}

// turn shows the next tab or the one before.
func (p *Pane) turn(by int) tea.Cmd {
	if !p.pull() {
		return nil
	}
	p.tab = (p.tab + tab(by) + tabs) % tabs
	p.chosen, p.seeking = choice{}, 0
	p.count()
	return p.loadTab()
}

// shift moves patches sideways.
func (p *Pane) shift(a keymap.Action) {
	if p.tab != filesTab {
		return
	}
	by := sideways
	if a == keymap.Left {
		by = -sideways
	}
	p.left = max(min(p.left+by, p.widest-p.width+margins), 0)
}

// open follows the link chosen, or goes to or unfolds the current part.
func (p *Pane) open() pane.Intent {
	if l, ok := p.link(); ok {
		return p.follow(l)
	}
	s := p.sheet()
	at := s.current()
	if at < 0 {
		return nil
	}
	x := s.parts[at]
	switch {
	case x.sha != "":
		return p.follow(*commit(x.sha).link)
	case x.fold:
		if p.unfolded[x.key] {
			delete(p.unfolded, x.key)
		} else {
			p.unfolded[x.key] = true
		}
		p.build()
	case p.tab == talkTab:
		return pane.Say{Text: "choose a link first: f is the next one, F the one before"}
	}
	return nil
}

// hand gives the address or name of the link chosen, else of the current part,
// else of the issue, to the browser or the clipboard.
func (p *Pane) hand(a keymap.Action) pane.Intent {
	i := p.issue()
	url, name, what := i.URL, p.ref().String(), "number"
	if at := p.sheet().current(); at >= 0 {
		x := p.sheet().parts[at]
		if x.url != "" {
			url = x.url
		}
		if x.name != "" {
			name, what = x.name, x.what
		}
	}
	if l, ok := p.link(); ok {
		url, name, what = p.page(l), l.Text, "link"
	}
	switch {
	case p.at.Ref.Number == 0:
		return nil
	case a == keymap.Browse:
		return pane.Browse{URL: url}
	case a == keymap.CopyURL:
		return pane.Copy{Text: url, What: "URL"}
	}
	return pane.Copy{Text: text.Clean(name), What: what}
}

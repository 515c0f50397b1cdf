package diffs

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// type_ opens the row that something is typed in.
func (p *Pane) type_(what typing) {
	if p.change == nil {
		return
	}
	p.typing, p.start = what, max(p.list.Cursor(), 0)
	switch what {
	case searching:
		p.input.SetPrompt("/", "search in the patches")
		p.input.SetValue("")
	case finding:
		p.input.SetPrompt("files ", "path, @owner, mine, status:added, ext:go, seen:no")
		p.input.SetValue(p.finder)
	}
}

// typed takes a letter.
func (p *Pane) typed(k tea.KeyMsg) {
	before := p.input.Value()
	p.input.Update(k)
	if p.input.Value() == before {
		return
	}
	if p.typing == finding {
		p.finder = p.input.Value()
		p.narrow()
		first := p.flow.starts[listSection]
		if p.side() > 0 && len(p.order) > 0 {
			first = p.flow.starts[fileSections]
		}
		p.toTop(first)
		return
	}
	p.query = p.input.Value()
	p.seek()
}

// seek puts the cursor on the first row with what is searched for, from where the
// search began.
func (p *Pane) seek() {
	if p.query == "" || !p.find(p.start-1, 1) {
		p.list.Select(p.start)
	}
}

func (p *Pane) actTyping(a keymap.Action) (pane.Intent, tea.Cmd) {
	what := p.typing
	switch a {
	case keymap.Accept:
		p.typing = notTyping
		if what == finding {
			if file, _, _ := p.here(); file < 0 {
				return p.open(), nil
			}
			return nil, nil
		}
		if p.query != "" && !p.bring() {
			return p.saysAbsent(), nil
		}
		if p.query != "" && p.hits() == 0 {
			return pane.Say{Text: "not found: " + text.Clean(p.query)}, nil
		}
	case keymap.Cancel:
		p.typing = notTyping
		if what == finding {
			p.finder = ""
			p.narrow()
		} else {
			p.query = ""
			p.list.Select(p.start)
		}
	case keymap.Down, keymap.Up:
		if what == finding {
			p.list.Act(a)
			return nil, nil
		}
		by := 1
		if a == keymap.Up {
			by = -1
		}
		return p.again(by), nil
	}
	return nil, nil
}

// again goes to the next hit, or the one before.
func (p *Pane) again(by int) pane.Intent {
	switch {
	case p.query == "":
		return pane.Say{Text: "nothing is searched for: / begins"}
	case !p.bring():
		return p.saysAbsent()
	case !p.find(p.list.Cursor(), by):
		return pane.Say{Text: "not found: " + text.Clean(p.query)}
	}
	return nil
}

// hits is how many lines of the files shown hold what is searched for, counted up
// to a bound.
func (p *Pane) hits() (n int) {
	for _, i := range p.order {
		for line := p.findIn(i, -1, 1); line >= 0 && n < mostHits; line = p.findIn(i, line, 1) {
			n++
		}
	}
	return n
}

const mostHits = 1

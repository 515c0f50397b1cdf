package owners

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.try != nil {
		return p.actTrying(a)
	}
	if p.lists[p.tab].Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Left, keymap.Right:
		return p.sideways(a)
	case keymap.Open:
		return p.open()
	case keymap.Accept:
		p.typing = false
		if p.finding() && len(p.hits) > 0 {
			path, _, _ := p.currentPath()
			p.reveal(path)
		}
	case keymap.Cancel:
		p.clearFind()
	case keymap.Back:
		return p.back(), nil
	case keymap.NextTab:
		p.turnTo((p.tab + 1) % tabs)
	case keymap.PreviousTab:
		p.turnTo((p.tab + tabs - 1) % tabs)
	case keymap.Filter:
		p.turnTo(filesTab)
		p.typing = true
	case keymap.Mine:
		p.filter.mine = !p.filter.mine
		p.layOut()
	case keymap.Sort:
		return p.sort(), nil
	case keymap.Refs:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Refs}, nil
		}
	case keymap.Reload, keymap.ReloadAll:
		p.teams = map[string]membership{}
		p.errors.Reset()
		return nil, p.load()
	case keymap.TryRule, keymap.NewRule:
		return p.tryRule(a == keymap.NewRule)
	case keymap.CopyFile, keymap.CopyPatch:
		return p.copyDraft(a), nil
	case keymap.Discard:
		return p.discard()
	case keymap.Who:
		return p.who(), nil
	case keymap.View:
		return p.view(), nil
	case keymap.Rule:
		return p.toRule(), nil
	case keymap.History:
		return p.history(), nil
	case keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		return p.hand(a), nil
	}
	return nil, nil
}

// turnTo shows another view.
func (p *Pane) turnTo(t tab) {
	if p.tab != t {
		p.clearFind()
	}
	p.tab = t
}

// sideways folds and unfolds, and goes up to the folder around.
func (p *Pane) sideways(a keymap.Action) (pane.Intent, tea.Cmd) {
	at, o := p.lists[p.tab].Cursor(), p.outlineOf()
	if o == nil || p.finding() || at < 0 {
		if a == keymap.Left {
			return pane.Leave{}, nil
		}
		return p.open()
	}
	r := o.rows[at]
	switch {
	case a == keymap.Right && r.folder && o.open[r.path]:
		p.lists[p.tab].Move(1)
	case a == keymap.Right && r.folder:
		p.toggle(o, at)
	case a == keymap.Right:
		return p.toRule(), nil
	case r.folder && o.open[r.path]:
		p.toggle(o, at)
	case o.parent(at) >= 0:
		p.lists[p.tab].Select(o.parent(at))
	default:
		return pane.Leave{}, nil
	}
	return nil, nil
}

func (p *Pane) toggle(o *outline, at int) {
	o.toggle(at)
	p.lists[p.tab].SetLen(len(o.rows))
}

// toRule goes from a file to the rule that decides who owns it.
func (p *Pane) toRule() pane.Intent {
	path, index, ok := p.currentPath()
	if !ok || index < 0 {
		return pane.Say{Text: "go to a file first: L shows its rule"}
	}
	r := p.book.own.Rule(index)
	if r == nil {
		return pane.Say{Text: "no rule matches " + text.Clean(path) + ": n tries one"}
	}
	p.filter = filter{}
	p.layOut()
	p.toLine(r.Line)
	return nil
}

// open unfolds a folder, shows a file, and goes from an owner and a rule to what
// they have, from a problem to its rule.
func (p *Pane) open() (pane.Intent, tea.Cmd) {
	if p.book == nil {
		return nil, nil
	}
	at := p.lists[p.tab].Cursor()
	switch p.tab {
	case filesTab, unownedTab:
		switch _, index, ok := p.currentPath(); {
		case !ok:
		case index < 0:
			p.toggle(p.outlineOf(), at)
		default:
			return p.view(), nil
		}
	case ownersTab:
		if owner := p.currentOwner(); owner != "" {
			p.showFiles(filter{owner: owner})
		}
	case rulesTab:
		return p.openRule(), nil
	case problemsTab:
		x, ok := p.currentProblem()
		switch {
		case !ok:
		case !p.toLine(x.Line):
			return pane.Say{Text: "GitHub skips this line: there is no rule on it"}, nil
		}
	}
	return nil, nil
}

// openRule shows what the rule decides, or goes to the one that takes it all.
func (p *Pane) openRule() pane.Intent {
	r, at := p.currentRule(), p.lists[rulesTab].Cursor()
	switch {
	case r == nil:
		return nil
	case p.book.census.Wins[p.rules[at]] > 0:
		p.showFiles(filter{line: r.Line})
	case p.marks[r.Line].Other != 0:
		p.filter = filter{}
		p.layOut()
		p.toLine(p.marks[r.Line].Other)
	default:
		return pane.Say{Text: "this rule decides no file"}
	}
	return nil
}

// showFiles shows the files that a filter leaves.
func (p *Pane) showFiles(f filter) {
	p.filter = f
	p.turnTo(filesTab)
	p.layOut()
	p.files.unfold(p.frame().list)
	p.lists[filesTab].SetLen(len(p.files.rows))
	p.lists[filesTab].Home()
}

// back undoes the narrowing, innermost first.
func (p *Pane) back() pane.Intent {
	switch {
	case p.input.Value() != "":
		p.clearFind()
	case !p.filter.none():
		path, _, ok := p.currentPath()
		p.filter = filter{}
		p.layOut()
		if ok {
			p.reveal(path)
		}
	default:
		return pane.Leave{}
	}
	return nil
}

func (p *Pane) sort() pane.Intent {
	says := map[tab][2]string{
		ownersTab: {"sorted by files", "sorted by name"},
		rulesTab:  {"sorted by line", "sorted by the files they decide"},
	}
	say, ok := says[p.tab]
	if !ok || p.book == nil {
		return nil
	}
	p.sorted[p.tab] = !p.sorted[p.tab]
	p.layOut()
	p.lists[p.tab].Home()
	if p.sorted[p.tab] {
		return pane.Say{Text: say[1]}
	}
	return pane.Say{Text: say[0]}
}

// typed takes a letter of a path or a rule.
func (p *Pane) typed(k tea.KeyMsg) tea.Cmd {
	if p.try != nil {
		return p.typedRule(k)
	}
	before := p.input.Value()
	p.input.Update(k)
	switch {
	case p.input.Value() == before:
	case p.input.Value() == "":
		p.hits = p.hits[:0]
		p.lists[filesTab].SetLen(len(p.files.rows))
		p.lists[filesTab].Home()
	default:
		p.narrow()
	}
	return nil
}

// who asks for the box about the file under the cursor, or about those of the
// folder.
func (p *Pane) who() pane.Intent {
	path, index, ok := p.currentPath()
	switch {
	case !ok:
		return pane.Say{Text: "go to a file first: w tells who owns it"}
	case p.draft != nil:
		return pane.Say{Text: "rules are changed here: w would tell of the file on GitHub"}
	}
	paths := []string{path}
	if index < 0 {
		r := p.outlineOf().rows[p.lists[p.tab].Cursor()]
		paths = make([]string, 0, r.to-r.from)
		for _, i := range p.outlineOf().set[r.from:r.to] {
			paths = append(paths, p.book.own.Tree.Paths[i])
		}
	}
	return pane.WhoOwns{Place: p.subject.Place, Repo: p.subject.Repo, Ref: p.subject.Head(), Paths: paths}
}

package issues

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	p.note = ""
	if p.mode != reading {
		return p.write(a)
	}
	if p.list.Act(a) {
		p.moved = true
		return nil, p.more()
	}
	switch a {
	case keymap.Open, keymap.Right:
		return p.open(), nil
	case keymap.ShowDiff:
		h := p.current()
		switch {
		case h == nil:
		case !h.Pull:
			return pane.Say{Text: "an issue has no changes: only pull requests do"}, nil
		default:
			return pane.ShowDiff{Place: h.At, Repo: h.Repo, Diff: pane.DiffAt{Pull: h.Number}}, nil
		}
	case keymap.Back:
		if p.explain {
			p.explain = false
			return nil, nil
		}
		if len(p.marked) > 0 {
			p.marks, p.marked = map[key]github.Hit{}, nil
			return nil, nil
		}
		return pane.Leave{}, nil
	case keymap.Left:
		return pane.Leave{}, nil
	case keymap.Search, keymap.Filter:
		return nil, p.begin()
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.refresh()
	case keymap.Kinds, keymap.Sort, keymap.Widen:
		return p.alter(a)
	case keymap.NextTab:
		return nil, p.turn((p.tab + 1) % len(p.tabs))
	case keymap.PreviousTab:
		return nil, p.turn((p.tab + len(p.tabs) - 1) % len(p.tabs))
	case keymap.Explain:
		p.explain = !p.explain
	case keymap.Mark:
		p.mark()
		p.moved = true
		return nil, p.more()
	case keymap.Link, keymap.Unlink:
		return p.tie(a), nil
	case keymap.Unlinked:
		return p.nextView()
	case keymap.NewIssue:
		return p.newIssue(), nil
	case keymap.SaveQuery:
		if p.tabs[p.tab].ignored {
			return pane.Say{Text: "this is reckoned here and no search of GitHub's: it cannot be saved"}, nil
		}
		if p.o.Save == nil {
			return pane.Say{Text: "searches cannot be saved: there is no configuration file to keep them in"}, nil
		}
		p.askName()
	case keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		return p.hand(a), nil
	}
	return nil, nil
}

// write carries out an action while something is typed.
func (p *Pane) write(a keymap.Action) (pane.Intent, tea.Cmd) {
	switch {
	case p.mode == naming && a == keymap.Accept:
		name := strings.TrimSpace(p.input.Value())
		if name == "" {
			return pane.Say{Text: "give the search a name, or press esc"}, nil
		}
		p.unname()
		return nil, p.keep(name)
	case p.mode == naming && a == keymap.Cancel:
		p.unname()
	case p.mode == naming:
	case a == keymap.Accept && p.popup.open && p.popup.picked:
		return nil, p.accept()
	case a == keymap.Accept && p.fatal() == nil:
		p.mode = reading
		p.closePopup()
		return nil, tea.Batch(p.changed(0), p.remind())
	case a == keymap.Accept:
		p.closePopup()
		return pane.Say{Text: "not sent: " + text.Clean(p.fatal().Text)}, nil
	case a == keymap.Cancel && p.popup.open:
		p.closePopup()
		return nil, p.changed(pause)
	case a == keymap.Cancel:
		p.mode = reading
	case a == keymap.Complete && p.popup.open:
		return nil, p.accept()
	case a == keymap.Complete:
		p.suggest(true)
		return nil, p.lookUp()
	case a == keymap.Down && p.popup.open:
		p.popup.move(1)
	case a == keymap.Up && p.popup.open:
		p.popup.move(-1)
	case a == keymap.Down:
		return nil, p.recallText(-1)
	case a == keymap.Up:
		return nil, p.recallText(1)
	}
	return nil, nil
}

// typed takes a key of text.
func (p *Pane) typed(msg tea.KeyMsg) tea.Cmd {
	p.note = ""
	before, at := p.input.Value(), p.input.Cursor()
	p.input.Update(msg)
	switch {
	case p.mode != searching:
	case p.input.Value() != before:
		p.past.at = 0
		p.suggest(false)
		return tea.Batch(p.edit(p.input.Value(), pause), p.lookUp())
	case p.input.Cursor() != at:
		p.closePopup()
	}
	return nil
}

// alter changes what the search wants beside its text.
func (p *Pane) alter(a keymap.Action) (pane.Intent, tea.Cmd) {
	t := &p.tabs[p.tab]
	say := ""
	switch a {
	case keymap.Kinds:
		if issues, pulls := p.parsed.Kinds(); !issues || !pulls {
			return pane.Say{Text: "the query itself says which it wants: take its is: or type: out first"}, nil
		}
		t.Kind = (t.Kind + 1) % (github.SearchPulls + 1)
		say = kindText(t.Kind)
	case keymap.Sort:
		if _, _, own := p.parsed.Sort(); own {
			return pane.Say{Text: "the query itself says how to sort: take its sort: out first"}, nil
		}
		t.Order = nextOrder(t.Order)
		say = "sorted " + orderText(t.Order)
	case keymap.Widen:
		p.widen()
		say = "searching " + p.scopeText()
	}
	p.want = key{}
	if h := p.current(); h != nil {
		p.want = keyOf(h)
	}
	return pane.Say{Text: say}, p.changed(rest)
}

func nextOrder(o github.SearchOrder) github.SearchOrder {
	orders := [...]github.SearchOrder{github.ByUpdated, github.ByCreated, github.ByComments, github.ByReactions, github.ByBestMatch}
	for i := range orders {
		if orders[i] == o {
			return orders[(i+1)%len(orders)]
		}
	}
	return orders[0]
}

// mark marks or unmarks a row and goes on to the next.
func (p *Pane) mark() {
	h := p.current()
	if h == nil {
		return
	}
	k := keyOf(h)
	if _, on := p.marks[k]; on {
		delete(p.marks, k)
		for i := range p.marked {
			if p.marked[i] == k {
				p.marked = append(p.marked[:i], p.marked[i+1:]...)
				break
			}
		}
	} else {
		p.marks[k] = *h
		p.marked = append(p.marked, k)
	}
	p.list.Move(1)
}

func (p *Pane) open() pane.Intent {
	h := p.current()
	if h == nil {
		return nil
	}
	return pane.ChooseIssue{At: pane.IssueAt{Place: h.At, Ref: h.IssueRef}}
}

// hand gives away the row under the cursor, or the marked ones: to the browser
// or the clipboard.
func (p *Pane) hand(a keymap.Action) pane.Intent {
	h := p.current()
	if a != keymap.Browse && len(p.marked) > 0 {
		lines := make([]string, len(p.marked))
		for i, k := range p.marked {
			if lines[i] = k.ref.String(); a == keymap.CopyURL {
				lines[i] = p.marks[k].URL
			}
		}
		what := " names"
		if a == keymap.CopyURL {
			what = " URLs"
		}
		return pane.Copy{Text: strings.Join(lines, "\n"), What: text.Count(len(lines)) + what}
	}
	switch {
	case h == nil:
		return nil
	case a == keymap.Browse:
		return pane.Browse{URL: h.URL}
	case a == keymap.CopyURL:
		return pane.Copy{Text: h.URL, What: "URL"}
	}
	return pane.Copy{Text: h.IssueRef.String(), What: "name"}
}

// newIssue begins an issue of the repository looked at, or else of the row's.
func (p *Pane) newIssue() pane.Intent {
	at, repo := p.subject.Place, p.subject.Repo
	if h := p.current(); repo.Name == "" && h != nil {
		at, repo = h.At, h.Repo
	}
	switch {
	case p.clone():
		return pane.Say{Text: "a clone has no issues to add to: choose an account at GitHub first"}
	case repo.Name == "":
		return pane.Say{Text: "choose a repository first: press 2"}
	}
	return pane.WriteText{Draft: github.Draft{
		Kind: github.DraftIssue, Place: at, Host: p.account(at.Account).Host, Repo: repo, Status: github.DraftEditing,
	}}
}

// click takes a press of the mouse button.
func (p *Pane) click(c pane.Click) (pane.Intent, tea.Cmd) {
	l := p.plan()
	switch y := c.Y; {
	case l.tabs == 1 && y == 0:
		return nil, p.turn(p.tabAt(c.X))
	case l.query == 1 && y == l.tabs:
		if p.mode == reading {
			return nil, p.begin()
		}
	case p.popup.open && y >= l.top() && y < l.top()+p.popup.height(l.list):
		if p.popup.list.Click(y - l.top()) {
			return nil, p.accept()
		}
	case p.mode == reading:
		was := p.list.Cursor()
		if p.list.Click(y-l.top()) && c.Again && p.list.Cursor() == was {
			return p.open(), nil
		}
	default:
		if p.mode == naming {
			p.unname()
		}
		p.mode = reading
		p.closePopup()
		p.list.Click(y - l.top())
	}
	return nil, nil
}

package issues

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/load"
	"hubtrail/ui/text"
)

// tab is a search as it stands now: one's own, or a saved one with the changes
// made to it since the program started.
type tab struct {
	Saved
	edited  bool
	ignored bool // of the pull requests found, those whose keywords GitHub does not read
	cursor  key  // the row that was selected when another tab was chosen
}

// name is what the tab is called.
func (t *tab) name() string {
	switch {
	case t.Name == "":
		return "search"
	case t.edited:
		return t.Name + "*"
	}
	return t.Name
}

// turn goes to another tab, which shows what is known of it.
func (p *Pane) turn(to int) tea.Cmd {
	if to == p.tab || to < 0 || to >= len(p.tabs) {
		return nil
	}
	p.tabs[p.tab].cursor = key{}
	if h := p.current(); h != nil {
		p.tabs[p.tab].cursor = keyOf(h)
	}
	p.tab, p.want = to, p.tabs[to].cursor
	p.input.SetValue(p.tabs[to].Query)
	p.clear()
	p.rescope()
	return p.changed(rest)
}

// edit makes a text the query of the tab.
func (p *Pane) edit(s string, delay time.Duration) tea.Cmd {
	t := &p.tabs[p.tab]
	t.Query, t.edited, t.ignored, p.want = s, t.Name != "", false, key{}
	return p.changed(delay)
}

// askName begins typing a name for the search.
func (p *Pane) askName() {
	p.mode = naming
	p.input.SetPrompt(namePrompt, nameHint)
	p.input.SetValue(p.tabs[p.tab].Name)
	p.underline()
}

// unname goes back to the query.
func (p *Pane) unname() {
	p.mode = reading
	p.input.SetPrompt(queryPrompt, queryHint)
	p.input.SetValue(p.tabs[p.tab].Query)
	p.underline()
}

// keep saves the search as it is shown.
func (p *Pane) keep(name string) tea.Cmd {
	s, save := p.tabs[p.tab].Saved, p.o.Save
	s.Name, s.Query, s.Scope = name, strings.TrimSpace(s.Query), p.level
	return p.keeping.Start(0, func(_ context.Context, emit func(Saved, time.Time)) error {
		if err := save(s); err != nil {
			return err
		}
		emit(s, time.Time{})
		return nil
	})
}

// takeSaved makes a tab of what was saved, or says why it was not.
func (p *Pane) takeSaved(r load.Result[Saved]) {
	if !p.keeping.Take(r) {
		return
	}
	switch {
	case p.keeping.Err() != nil:
		p.note = "not saved: " + text.Clean(p.keeping.Err().Error())
		return
	case !p.keeping.Complete():
		return
	}
	s := p.keeping.Value()
	p.note = "saved as " + text.Clean(s.Name)
	for i := range p.tabs {
		if i > 0 && strings.EqualFold(p.tabs[i].Name, s.Name) {
			p.tabs[i].Saved, p.tabs[i].edited = s, false
			return
		}
	}
	p.tabs = append(p.tabs, tab{Saved: s})
}

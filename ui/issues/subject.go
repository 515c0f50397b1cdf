package issues

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// look takes over what is looked at. The scope follows: rows of another are
// taken away.
func (p *Pane) look(s pane.Subject) {
	was := p.subject
	p.subject = s
	if was.Place == s.Place && was.Owner == s.Owner && was.Repo == s.Repo {
		return
	}
	if s.Repo != was.Repo && s.Repo.Name != "" {
		p.tabs[0].Scope = github.ScopeRepository
	}
	if p.book == nil && s.Issue.Ref.Number != 0 {
		p.want = key{s.Issue.Place, s.Issue.Ref}
	}
	if p.rescope() {
		p.clear()
		p.marks, p.marked = map[key]github.Hit{}, nil
	}
	p.words.Reset()
	p.lexicon = nil
	p.closePopup()
}

// rescope works out where the tab's search looks, as wide as it asks for or as
// narrow as there is, and reports whether that is elsewhere than before.
func (p *Pane) rescope() (other bool) {
	p.level, p.scopes = p.tabs[p.tab].Scope, nil
	for ; p.level < github.ScopeEverywhere; p.level++ {
		if p.scopes = p.scopesOf(p.level); len(p.scopes) > 0 {
			break
		}
	}
	if p.tabs[p.tab].Scope == github.ScopeEverywhere {
		p.scopes = p.scopesOf(p.level)
	}
	was := p.where
	p.where = fmt.Sprint(p.scopes)
	if p.where == was {
		return false
	}
	p.everywhere = accounts(p.scopes) > 1
	p.wide = len(p.scopes) != 1 || p.scopes[0].Repo.Name == ""
	p.drop()
	p.query = ""
	return true
}

// scopesOf is where a search of a level looks; none if the subject has no such
// level.
func (p *Pane) scopesOf(level github.ScopeLevel) []github.SearchScope {
	s := p.subject
	switch {
	case level == github.ScopeEverywhere:
		return p.client.SearchScopes(level, s.Place, s.Owner, s.Repo)
	case s.Place.Account == "", p.clone(),
		level == github.ScopeRepository && s.Repo.Name == "",
		level == github.ScopeInstallation && s.Place.Installation == 0 && s.Owner == "":
		return nil
	}
	return p.client.SearchScopes(level, s.Place, s.Owner, s.Repo)
}

// clone reports whether the subject is a clone, which has no issues.
func (p *Pane) clone() bool { return p.account(p.subject.Place.Account).Kind == github.KindClone }

// account is the one of that name, zero if there is none.
func (p *Pane) account(name string) github.Account {
	for _, a := range p.client.List() {
		if a.Name == name {
			return a
		}
	}
	return github.Account{}
}

// widen goes on to the next level at which the search looks elsewhere, from the
// widest to the narrowest.
func (p *Pane) widen() {
	for range github.ScopeEverywhere + 1 {
		p.level = (p.level + 1) % (github.ScopeEverywhere + 1)
		if s := p.scopesOf(p.level); len(s) > 0 && fmt.Sprint(s) != p.where {
			break
		}
	}
	p.tabs[p.tab].Scope = p.level
	p.rescope()
}

// catchUp starts what the pane owes, once it can be seen.
func (p *Pane) catchUp() tea.Cmd {
	if !p.shown || len(p.scopes) == 0 {
		return nil
	}
	owed := p.owed
	p.owed = false
	switch {
	case p.query != p.effective():
		return p.changed(0)
	case owed:
		return p.refresh()
	}
	return nil
}

// accounts is how many different accounts a search asks.
func accounts(scopes []github.SearchScope) int {
	seen := map[string]bool{}
	for i := range scopes {
		seen[scopes[i].Place.Account] = true
	}
	return len(seen)
}

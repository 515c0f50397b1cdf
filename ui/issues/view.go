package issues

import (
	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// layout is how many rows each part has, from the top down.
type layout struct{ tabs, query, problem, hint, list, explain int }

// top is how many rows stand before the list.
func (l layout) top() int { return l.tabs + l.query + l.problem + l.hint }

// plan shares out the height: the rows of the list and what is typed first, what
// explains them while there is room.
func (p *Pane) plan() (l layout) {
	rest := p.height
	take := func(want, leave int) int {
		got := max(min(want, rest-leave), 0)
		rest -= got
		return got
	}
	if p.mode != reading {
		l.query = take(1, 0)
	} else {
		l.query = take(1, 2)
	}
	l.hint = take(1, 4)
	if len(p.tabs) > 1 {
		l.tabs = take(1, 5)
	}
	if _, ok := p.problem(); ok {
		l.problem = take(len(p.problemRows()), 2)
	}
	if p.explain {
		l.explain = take(min(len(p.explanation()), p.height/2), 1)
	}
	l.list = rest
	return l
}

// Status says what is searched and where, and how many of how many are shown. A
// mistake in the query is the pane's own to show.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Issues and pull requests", Busy: p.fresh.Busy(), Err: p.fresh.Err()}
	switch p.tabs[p.tab].Kind {
	case github.SearchIssues:
		st.Title = "Issues"
	case github.SearchPulls:
		st.Title = "Pull requests"
	}
	if len(p.scopes) > 0 {
		st.Title += " · " + p.scopeText()
	}
	if p.refused != nil {
		st.Err = nil
	}
	b := p.book
	if b == nil {
		return st
	}
	st.At = b.result.At
	switch total := b.result.Total; {
	case total > b.len():
		st.Count = text.Count(b.len()) + " of " + text.Count(total)
	default:
		st.Count = text.Count(b.len())
	}
	return st
}

// scopeText is where the search looks.
func (p *Pane) scopeText() string {
	s := p.subject
	switch {
	case len(p.scopes) == 0:
		return "nowhere"
	case p.level == github.ScopeRepository:
		return text.Clean(s.Repo.String())
	case p.level == github.ScopeInstallation && s.Owner != "":
		return text.Clean(s.Owner)
	case p.level == github.ScopeInstallation:
		return "this installation"
	case p.level == github.ScopeAccount:
		return "all of " + text.Clean(s.Place.Account)
	}
	return "all accounts"
}

func kindText(k github.SearchKind) string {
	return [...]string{"issues and pull requests", "issues only", "pull requests only"}[k]
}

func orderText(o github.SearchOrder) string {
	switch o {
	case github.ByCreated:
		return "by age"
	case github.ByComments:
		return "by comments"
	case github.ByReactions:
		return "by reactions"
	case github.ByBestMatch:
		return "by best match"
	}
	return "by last update"
}

// View draws the query, what is to be said of it, the rows in sight and, if
// asked for, what was sent.
func (p *Pane) View(focused bool) []string {
	l := p.plan()
	rows := make([]string, 0, p.height)
	if l.tabs > 0 {
		rows = append(rows, p.tabRow())
	}
	if l.query > 0 {
		rows = append(rows, p.input.View(p.width, focused && p.mode != reading))
	}
	if l.problem > 0 {
		for _, line := range p.problemRows()[:l.problem] {
			rows = append(rows, p.theme.Bad.Render(text.Fit(line, p.width)))
		}
	}
	if l.hint > 0 {
		rows = append(rows, p.hintRow())
	}
	rows = append(rows, p.rows(l.list, focused)...)
	if p.popup.open && focused {
		p.drawPopup(rows[l.top():], l.list)
	}
	if l.explain > 0 {
		for _, line := range p.explanation()[:l.explain] {
			rows = append(rows, p.theme.Dim.Render(text.Fit(line, p.width)))
		}
	}
	return rows
}

// tabRow is the names of the searches, the one shown marked.
func (p *Pane) tabRow() string {
	var r text.Row
	r.Reset(p.width, text.Style{})
	for i := p.firstTab(); i < len(p.tabs); i++ {
		style := p.theme.Dim
		if i == p.tab {
			style = p.theme.TitleFocused
		}
		r.Add(style, p.tabText(i))
	}
	return r.String()
}

func (p *Pane) tabText(i int) string {
	name := text.Clean(p.tabs[i].name())
	if i == p.tab {
		return "[" + name + "]"
	}
	return " " + name + " "
}

// firstTab is the first that is drawn, so that the one shown is in sight.
func (p *Pane) firstTab() int {
	room := p.width
	for i := p.tab; i >= 0; i-- {
		if room -= text.Width(p.tabText(i)); room < 0 {
			return min(i+1, p.tab)
		}
	}
	return 0
}

// tabAt is the tab at a column, -1 if there is none.
func (p *Pane) tabAt(x int) int {
	for i := p.firstTab(); i < len(p.tabs); i++ {
		if x -= text.Width(p.tabText(i)); x < 0 {
			return i
		}
	}
	return -1
}

package linker

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// choice is a way to link.
type choice struct {
	kind  github.LinkKind // "" is a branch
	name  string
	about string
}

// ways are the choices there are for the wish.
func (p *Pane) ways() []choice {
	all := []choice{
		{github.LinkCloses, "close", "merging closes them; GitHub shows the link on both"},
		{github.LinkRefers, "refer", "the text names them; GitHub mentions it, and closes nothing"},
	}
	if len(p.wish.issues) == 1 {
		all[0].about = "merging closes the issue; GitHub shows the link on both"
		all[1].about = "the text names the issue; GitHub mentions it, and closes nothing"
		all = append(all, choice{"", "branch", "a new branch that GitHub shows with the issue"})
	}
	return all
}

// toChoice asks how to link.
func (p *Pane) toChoice() {
	if p.step == picking {
		p.enter(choosing)
	} else {
		p.start(choosing)
	}
	p.choices.SetLen(len(p.ways()))
	p.choices.Home()
}

// choose carries out an action while the ways are shown.
func (p *Pane) choose(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.choices.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Open, keymap.Accept, keymap.Right:
		w := p.ways()[max(p.choices.Cursor(), 0)]
		if w.kind == "" {
			p.toName()
			return nil, nil
		}
		p.enter(reviewing)
		return nil, p.plan(p.wish.requests(w.kind))
	case keymap.Back, keymap.Cancel, keymap.Left:
		return p.back()
	}
	return p.hand(a), nil
}

// about is what the wish links with what, above the ways.
func (p *Pane) about() []text.Span {
	if len(p.wish.pulls) == 0 {
		return nil
	}
	repo := p.wish.pulls[0].Repo
	rows := []text.Span{
		{Text: " " + names(refsOf(p.wish.issues), github.RepoRef{}), Style: p.theme.Strong},
		{Text: " with " + names(refsOf(p.wish.pulls), github.RepoRef{}), Style: p.theme.Strong},
		{},
	}
	if len(p.wish.issues) == 1 {
		rows[0].Text += " " + text.Clean(p.wish.issues[0].Title)
	} else {
		rows[0].Text = " " + count(len(p.wish.issues), "issue", "issues") + ": " + names(refsOf(p.wish.issues), repo)
	}
	if len(p.wish.pulls) == 1 {
		rows[1].Text += " " + text.Clean(p.wish.pulls[0].Title)
	}
	return rows
}

// chooseView draws what is linked and the ways.
func (p *Pane) chooseView(focused bool) []string {
	var rows []string
	for _, s := range p.about() {
		rows = append(rows, text.Spans(p.width, s))
	}
	ways := p.ways()
	var r text.Row
	return append(rows, p.choices.View(p.width, max(p.height-len(rows), 0), func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		r.Space(1)
		r.Fit(p.theme.Strong, ways[i].name, 8)
		r.Add(p.theme.Dim, ways[i].about)
		return r.String()
	})...)
}

// toName asks for the name of a branch.
func (p *Pane) toName() {
	p.enter(naming)
	p.branch.SetValue(github.BranchName(p.wish.issues[0]))
}

// name carries out an action while a branch is named.
func (p *Pane) name(a keymap.Action) (pane.Intent, tea.Cmd) {
	switch a {
	case keymap.Accept, keymap.Open:
		name := strings.TrimSpace(p.branch.Value())
		if name == "" {
			p.note = "Give the branch a name."
			return nil, nil
		}
		p.enter(reviewing)
		p.plans.Reset()
		p.review = review{branch: name}
		p.redraw()
	case keymap.Cancel, keymap.Back:
		return p.back()
	}
	return nil, nil
}

// nameView draws the name of a branch.
func (p *Pane) nameView(focused bool) []string {
	issue := p.wish.issues[0]
	rows := []string{p.branch.View(p.width, focused)}
	if p.note != "" {
		rows = append(rows, p.say(p.note, p.theme.Warn)...)
	}
	rows = append(rows, p.say("It begins at the tip of the default branch of "+issue.Repo.String()+", and GitHub shows it with "+
		issue.IssueRef.String()+". A pull request from it closes the issue when it is merged.", p.theme.Dim)...)
	return rows
}

// hand gives the pull request, or else the issue, to the browser or the
// clipboard.
func (p *Pane) hand(a keymap.Action) pane.Intent {
	var ref github.IssueRef
	pull := len(p.wish.pulls) > 0
	switch {
	case pull:
		ref = p.wish.pulls[0].IssueRef
	case len(p.wish.issues) > 0:
		ref = p.wish.issues[0].IssueRef
	default:
		return nil
	}
	return p.handed(a, p.wish.place, ref, pull)
}

func (p *Pane) handed(a keymap.Action, at github.Place, ref github.IssueRef, pull bool) pane.Intent {
	switch a {
	case keymap.Browse:
		return pane.Browse{URL: p.page(at, ref, pull)}
	case keymap.CopyURL:
		return pane.Copy{Text: p.page(at, ref, pull), What: "URL"}
	case keymap.CopyShort:
		return pane.Copy{Text: text.Clean(ref.String()), What: "name"}
	}
	return nil
}

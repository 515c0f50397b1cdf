package linker

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/preview"
)

// begin starts with a wish: with what is missing in it.
func (p *Pane) begin(l pane.LinkUp) tea.Cmd {
	p.restart()
	p.wish = wish{l.Place, l.Issues, l.Pulls}
	switch {
	case len(l.Issues) == 0 && len(l.Pulls) == 0:
		return p.toList()
	case len(l.Issues) > 0 && len(l.Pulls) > 0:
		p.toChoice()
		return nil
	}
	return p.toPicker(len(l.Pulls) == 0)
}

// restart forgets the steps of the wish before.
func (p *Pane) restart() {
	p.way, p.note, p.batch = nil, "", nil
	p.plans.Reset()
	p.ends.slot.Reset()
	p.review = review{}
	p.out = preview.Text{}
}

// enter goes on to a step.
func (p *Pane) enter(s step) {
	p.way = append(p.way, p.step)
	p.step = s
}

// start goes to a step that there is no way back from but out.
func (p *Pane) start(s step) { p.way, p.step = nil, s }

// back goes to the step before, or out.
func (p *Pane) back() (pane.Intent, tea.Cmd) {
	n := len(p.way)
	if n == 0 {
		return p.leave(), nil
	}
	p.step, p.way = p.way[n-1], p.way[:n-1]
	if p.step == listing {
		return nil, p.readKept()
	}
	return nil, nil
}

// leave closes the pane, and says what goes on without it.
func (p *Pane) leave() pane.Intent {
	said := ""
	if n := p.left(); n > 0 {
		said = "still writing " + count(n, "pull request", "pull requests") + " in the background: the list of links tells what becomes of it"
	}
	p.start(listing)
	return pane.Close{Said: said}
}

// requests are what a wish comes to: one for each pull request.
func (w wish) requests(kind github.LinkKind) []github.LinkRequest {
	refs := make([]github.IssueRef, len(w.issues))
	for i := range w.issues {
		refs[i] = w.issues[i].IssueRef
	}
	all := make([]github.LinkRequest, len(w.pulls))
	for i := range w.pulls {
		all[i] = github.LinkRequest{Place: w.place, Pull: w.pulls[i].IssueRef, Issues: refs, Kind: kind}
	}
	return all
}

package linker

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/list"
)

// ends are the links of one issue or pull request.
type ends struct {
	at   pane.IssueAt
	pull bool
	slot *load.Slot[[]github.Link]
	list list.List
}

func newEnds(ctx context.Context) ends {
	return ends{slot: load.New[[]github.Link](ctx, pane.Linker)}
}

// untie begins with taking a link away.
func (p *Pane) untie(u pane.Unlink) tea.Cmd {
	p.restart()
	p.wish = wish{place: u.Place}
	issue, pull := u.Issue, u.Pull
	switch {
	case issue.Number == 0 && pull.Number == 0:
		return p.toList()
	case issue.Number != 0 && pull.Number != 0:
		p.start(reviewing)
		p.wish.issues, p.wish.pulls = []github.Issue{{IssueRef: issue}}, []github.Issue{{IssueRef: pull}}
		return p.plan([]github.LinkRequest{unlink(u.Place, pull, issue)})
	}
	e := &p.ends
	e.at, e.pull = pane.IssueAt{Place: u.Place, Ref: issue}, false
	if pull.Number != 0 {
		e.at.Ref, e.pull = pull, true
		p.wish.pulls = []github.Issue{{IssueRef: pull}}
	} else {
		p.wish.issues = []github.Issue{{IssueRef: issue}}
	}
	p.start(untying)
	e.list.SetLen(0)
	return p.readEnds()
}

func unlink(at github.Place, pull, issue github.IssueRef) github.LinkRequest {
	return github.LinkRequest{Place: at, Pull: pull, Issues: []github.IssueRef{issue}, Kind: github.LinkCloses, Unlink: true}
}

func (p *Pane) readEnds() tea.Cmd {
	e := &p.ends
	at, pull, accounts, jobs := e.at, e.pull, p.accounts, p.jobs
	return e.slot.Start(0, func(ctx context.Context, emit func([]github.Link, time.Time)) error {
		links, err := accounts.LinksOf(ctx, at.Place, at.Ref, pull)
		if links != nil || err == nil {
			emit(lastFirst(links, jobs.List()), time.Time{})
		}
		return err
	})
}

// lastFirst puts the link that was made here last first.
func lastFirst(links []github.Link, made []github.LinkJob) []github.Link {
	for _, j := range made {
		if j.Status != github.LinkDone || j.Request.Unlink {
			continue
		}
		for n, l := range links {
			for _, issue := range j.Request.Issues {
				if l.Pull == j.Request.Pull && l.Issue == issue {
					out := append([]github.Link{l}, links[:n]...)
					return append(out, links[n+1:]...)
				}
			}
		}
	}
	return links
}

// tied takes the links.
func (p *Pane) tied(r load.Result[[]github.Link]) {
	if p.ends.slot.Take(r) {
		p.ends.list.SetLen(len(p.ends.slot.Value()))
	}
}

// cut carries out an action while they are shown.
func (p *Pane) cut(a keymap.Action) (pane.Intent, tea.Cmd) {
	e := &p.ends
	if e.list.Act(a) {
		return nil, nil
	}
	links, at := e.slot.Value(), e.list.Cursor()
	switch a {
	case keymap.Back, keymap.Cancel, keymap.Left:
		return p.back()
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.readEnds()
	}
	if at < 0 || at >= len(links) {
		return p.hand(a), nil
	}
	l := &links[at]
	switch a {
	case keymap.Open, keymap.Accept, keymap.Unlink:
		return p.cutOff(l)
	}
	return p.handed(a, e.at.Place, l.Pull, true), nil
}

// cutOff takes a link away, or says where that is done.
func (p *Pane) cutOff(l *github.Link) (pane.Intent, tea.Cmd) {
	switch {
	case l.Kind == github.LinkManual, l.Where == github.LinkOnWeb, l.Where == github.LinkInBranch:
		p.note = "This was linked by hand on the web, and only there it can be taken away."
		return pane.Browse{URL: p.page(p.ends.at.Place, l.Pull, true)}, nil
	case l.Where == github.LinkInCommit, l.Kind == github.LinkCommit:
		p.note = "A commit's message says this: it cannot be taken out of it."
		return nil, nil
	case l.Where == github.LinkInComment:
		p.note = "A comment says this: edit or delete the comment."
		return nil, nil
	}
	p.enter(reviewing)
	return nil, p.plan([]github.LinkRequest{unlink(p.ends.at.Place, l.Pull, l.Issue)})
}

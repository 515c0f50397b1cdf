package conversation

import (
	"hubtrail/github"
	"hubtrail/ui/pane"
)

// look takes over what is looked at. What is stored of it is shown at once.
func (p *Pane) look(at pane.IssueAt) {
	if at == p.at {
		return
	}
	p.leave()
	p.at = at
	p.forgetAll()
	if at.Ref.Number == 0 {
		p.build()
		return
	}
	c := p.o.Client
	if pr, when, ok := c.StoredPullRequest(at.Place, at.Ref); ok {
		p.head.Seed(&head{pull: true, whole: true, pr: pr}, when)
	} else if i, when, ok := c.StoredIssue(at.Place, at.Ref); ok {
		p.head.Seed(&head{pull: i.Pull, whole: !i.Pull, pr: github.PullRequest{Issue: i}}, when)
	}
	if l, ok := c.StoredTimeline(at.Place, at.Ref); ok {
		l.Items = l.Items[:min(len(l.Items), p.limit)]
		p.events.Seed(l, l.At)
	}
	p.build()
	p.comeBack()
}

// spot is where one was in a conversation.
type spot struct {
	anchor anchor
	limit  int
}

// mostSpots is how many conversations it is remembered of.
const mostSpots = 50

// leave remembers where one is.
func (p *Pane) leave() {
	if p.at.Ref.Number == 0 {
		return
	}
	if len(p.spots) >= mostSpots {
		clear(p.spots)
	}
	s := &p.sheets[talkTab]
	top, _ := s.window()
	p.spots[p.at] = spot{s.anchorAt(top), p.limit}
}

// comeBack goes to where one was, as far as what is stored reaches.
func (p *Pane) comeBack() {
	s := &p.sheets[talkTab]
	if was := p.spots[p.at]; was.anchor.key != "" {
		if row := s.find(was.anchor); row >= 0 {
			s.lines.GoTo(row)
			s.follow()
		}
	}
}

// forgetAll drops every request and all that was shown.
func (p *Pane) forgetAll() {
	p.head.Reset()
	p.events.Reset()
	p.threads.Reset()
	p.linked.Reset()
	p.checks.Reset()
	p.commits.Reset()
	p.files.Reset()
	p.approvals.Reset()
	p.docs.Reset()
	p.write.Cancel()
	p.limit, p.owed, p.spared, p.tab, p.roamed = max(p.spots[p.at].limit, pageOfEvents), 0, false, talkTab, false
	p.chosen, p.seeking, p.note, p.gone, p.left = choice{}, 0, note{}, 0, 0
	clear(p.unfolded)
	clear(p.kept)
	p.bytes = 0
	for t := range p.sheets {
		p.sheets[t].home()
	}
}

package conversation

import (
	"hubtrail/github"
	"hubtrail/ui/markdown"
	"hubtrail/ui/pane"
)

// linkUp hands the issue or pull request over to be linked.
func (p *Pane) linkUp() pane.Intent {
	h := p.head.Value()
	switch {
	case h == nil:
		return pane.Say{Text: "it is not here yet: wait for it"}
	case h.pull:
		return pane.LinkUp{Place: p.at.Place, Pulls: []github.Issue{h.pr.Issue}}
	}
	return pane.LinkUp{Place: p.at.Place, Issues: []github.Issue{h.pr.Issue}}
}

// unlink hands over the link chosen to be taken away, or else has the person
// choose: the one made last stands first.
func (p *Pane) unlink() pane.Intent {
	h := p.head.Value()
	if h == nil {
		return pane.Say{Text: "it is not here yet: wait for it"}
	}
	u := pane.Unlink{Place: p.at.Place, Issue: p.ref()}
	if h.pull {
		u.Issue, u.Pull = u.Pull, u.Issue
	}
	l, ok := p.tied()
	if !ok {
		return u
	}
	switch {
	case l.Kind == github.LinkManual && l.URL != "":
		return pane.Browse{URL: l.URL} // where it can be taken away
	case l.Kind == github.LinkManual:
		return pane.Say{Text: "this was linked by hand: it can be taken away on the web only"}
	case l.Where == github.LinkInCommit:
		return pane.Say{Text: "a commit's message says this: it cannot be taken out of it"}
	case l.Where == github.LinkInComment:
		return pane.Say{Text: "a comment says this: edit or delete the comment"}
	case l.Kind == github.LinkMention && !h.pull:
		return u
	}
	u.Issue, u.Pull = l.Issue, l.Pull
	return u
}

// tied is the connection that the link chosen leads to.
func (p *Pane) tied() (github.Link, bool) {
	chosen, ok := p.link()
	if !ok {
		return github.Link{}, false
	}
	pull := p.pull()
	for _, l := range p.linked.Value() {
		far := l.Pull
		if pull {
			far = l.Issue
		}
		same := chosen.Kind == markdown.LinkIssue && far == p.leadsTo(chosen)
		if far.Number == 0 {
			same = chosen.Kind == markdown.LinkCommit && chosen.SHA == l.Commit
		}
		if same {
			return l, true
		}
	}
	return github.Link{}, false
}

// leadsTo is the issue that a link names.
func (p *Pane) leadsTo(l markdown.Link) github.IssueRef {
	ref := github.IssueRef{Repo: p.ref().Repo, Number: l.Number}
	if l.Owner != "" && l.Name != "" {
		ref.Repo = github.RepoRef{Owner: l.Owner, Name: l.Name}
	}
	return ref
}

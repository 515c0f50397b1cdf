package issues

import (
	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// chosen is the marked rows in the order of marking, each issue once, or else
// the row under the cursor.
func (p *Pane) chosen() (hits []github.Hit) {
	seen := map[github.IssueRef]bool{}
	for _, k := range p.marked {
		if !seen[k.ref] {
			seen[k.ref] = true
			hits = append(hits, p.marks[k])
		}
	}
	if h := p.current(); len(hits) == 0 && h != nil {
		hits = append(hits, *h)
	}
	return hits
}

// link hands over what is to be linked. A pull request among marked issues is
// what they are linked to.
func (p *Pane) link() pane.Intent {
	hits := p.chosen()
	if len(hits) == 0 {
		return nil
	}
	l := pane.LinkUp{Place: hits[0].At}
	host := p.account(hits[0].At.Account).Host
	for i := range hits {
		h := &hits[i]
		if p.account(h.At.Account).Host != host {
			return pane.Say{Text: "the marked rows are at different hosts: GitHub links within one only"}
		}
		if !h.Pull {
			l.Issues = append(l.Issues, h.Issue)
			continue
		}
		if len(l.Pulls) == 0 {
			l.Place = h.At // the pull request is what is written
		}
		l.Pulls = append(l.Pulls, h.Issue)
	}
	if len(l.Issues) > 0 && len(l.Pulls) > 1 {
		return pane.Say{Text: text.Count(len(l.Pulls)) + " pull requests are marked beside issues: leave one of them, which the issues are linked to"}
	}
	return l
}

// unlink hands over the row, a link of which is to be taken away.
func (p *Pane) unlink() pane.Intent {
	h := p.current()
	switch {
	case h == nil:
		return pane.Unlink{Place: p.subject.Place}
	case h.Pull:
		return pane.Unlink{Place: h.At, Pull: h.IssueRef}
	}
	return pane.Unlink{Place: h.At, Issue: h.IssueRef}
}

// tie carries out an action about links.
func (p *Pane) tie(a keymap.Action) pane.Intent {
	if a == keymap.Unlink {
		return p.unlink()
	}
	return p.link()
}

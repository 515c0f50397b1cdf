package github

import (
	"context"
	"slices"
)

// planUnlink removes from the body. What is not in the body is told apart: a
// link by hand, a commit's keyword, or nothing at all.
func (c *Client) planUnlink(ctx context.Context, p *LinkPlan, found []Issue) {
	closing := c.bodyLinks(p.PR)
	removed := c.edit(p.LinkRequest, p.Before, &p.After)
	var missing []Issue
	kinds := map[LinkKind]bool{}
	for _, i := range found {
		if !slices.ContainsFunc(removed, func(o IssueRef) bool { return sameRef(o, i.IssueRef) }) {
			missing = append(missing, i)
			continue
		}
		kind := LinkRefers
		for _, l := range closing {
			if l.Kind == LinkCloses && sameRef(l.Issue, i.IssueRef) {
				kind = LinkCloses
			}
		}
		kinds[kind] = true
		l := p.link(i, kind, LinkInBody)
		l.Changed, l.Why = true, "it is not removed yet"
		p.Links = append(p.Links, l)
	}
	p.Kind = LinkRefers
	if kinds[LinkCloses] || len(kinds) == 0 {
		p.Kind = LinkCloses
	}
	if len(missing) > 0 {
		c.planMissing(ctx, p, missing)
	}
}

// planMissing says of issues that the body does not name why they cannot be
// unlinked there.
func (c *Client) planMissing(ctx context.Context, p *LinkPlan, missing []Issue) {
	linked, err := c.Links(ctx, p.Place.Installation, p.Pull, true)
	commits := c.commitLinks(p.Place.Installation, p.PR)
	for _, i := range missing {
		at := slices.IndexFunc(linked, func(o Linked) bool { return sameRef(o.IssueRef, i.IssueRef) })
		named := slices.IndexFunc(commits, func(o Link) bool { return sameRef(o.Issue, i.IssueRef) })
		switch {
		case at >= 0:
			l := p.link(linked[at].Issue, LinkManual, LinkOnWeb)
			l.Recognised, l.Why = Recognised, "it was linked by hand, which only the web can take back"
			p.Links = append(p.Links, l)
			p.warn("%s is linked, and not by the body: it was done by hand on the web, and GitHub lets no program take that back. Open %s and remove it under Development.", i.IssueRef, p.PR.URL)
		case named >= 0:
			l := commits[named]
			l.Other = i
			p.Links = append(p.Links, l)
			p.warn("%s is named in the message of commit %.7s, which cannot be edited: it is closed when that commit reaches the default branch.", i.IssueRef, l.Commit)
		case err != nil:
			p.warn("The body does not name %s, and whether it was linked by hand could not be asked: look at %s.", i.IssueRef, p.PR.URL)
		default:
			p.warn("The body does not name %s: there is nothing to remove.", i.IssueRef)
		}
	}
}

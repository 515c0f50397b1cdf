package github

import (
	"context"
	"slices"

	"hubtrail/github/linking"
)

// ofIssue gathers the links of an issue.
func (f *linkFinder) ofIssue(ctx context.Context, op string, ref IssueRef) error {
	i, err := f.issue(ctx, op, ref)
	if err != nil {
		return err
	}
	ref = i.IssueRef
	if err := f.ask(ctx, ref, false); err != nil {
		return err
	}
	bodies := map[IssueRef]Issue{}
	events := f.conversation(ctx, ref)
	for _, e := range events {
		if e.Kind == "cross-referenced" && e.Source != nil && e.Source.Pull {
			bodies[e.Source.IssueRef] = *e.Source
		}
	}
	for _, e := range events {
		f.referenced(e, ref)
	}
	f.byHand(func(o Linked) Link {
		if _, known := bodies[o.IssueRef]; known {
			return Link{Issue: ref, Pull: o.IssueRef, URL: o.URL}
		}
		// Its text is not at hand, and GitHub counts it without a hand.
		return Link{Issue: ref, Pull: o.IssueRef, Kind: LinkCloses, Where: LinkInBody, URL: o.URL}
	}, func(o Linked) bool {
		return slices.ContainsFunc(f.links, func(l Link) bool { return l.Kind == LinkCloses && sameRef(l.Pull, o.IssueRef) })
	})
	for _, t := range linking.Mentions(i.Body, ref.Repo.Owner, ref.Repo.Name, f.client.pageHosts()) {
		if other := f.other(refOf(t, ref.Repo)); t.Host == "" && other.Pull {
			f.add(Link{Issue: ref, Pull: other.IssueRef, Kind: LinkMention, Where: LinkInBody, Why: "the issue mentions the pull request", Other: other, URL: i.URL})
		}
	}
	return ctx.Err()
}

// issue is an issue as it was read just now, else as GitHub has it.
func (f *linkFinder) issue(ctx context.Context, op string, ref IssueRef) (Issue, error) {
	c := f.client
	if i, at := c.openedIssue(f.installation, ref); i.Number != 0 && c.now().Sub(at).Abs() < lately {
		return i, nil
	}
	i, err := c.Issue(ctx, f.installation, ref)
	if err == nil && i.Pull {
		return i, c.invalid(op, ref.String()+" is a pull request, not an issue", "Ask for the links of a pull request.")
	}
	return i, err
}

// referenced adds what an entry of an issue's conversation connects it with.
func (f *linkFinder) referenced(e Event, ref IssueRef) {
	switch {
	case e.Kind == "cross-referenced" && e.Source != nil && e.Source.Pull:
		f.source(*e.Source, ref)
	case (e.Kind == "closed" || e.Kind == "referenced") && e.Commit != "":
		l := Link{Issue: ref, Kind: LinkCommit, Where: LinkInCommit, Commit: e.Commit, URL: f.client.web.CommitURL(ref.Repo, e.Commit)}
		if e.Kind == "closed" {
			l.Recognised, l.Why = Recognised, "the commit closed it"
		} else {
			l.Kind, l.Why = LinkMention, "a commit names it"
		}
		if at := slices.IndexFunc(f.links, func(o Link) bool { return o.Commit == e.Commit }); at >= 0 {
			if l.Kind == LinkCommit {
				f.links[at] = l
			}
			return
		}
		f.links = append(f.links, l)
	}
}

// source adds a pull request that names the issue: by its body, or, if that says
// nothing, by what was written about it.
func (f *linkFinder) source(from Issue, ref IssueRef) {
	now := f.base(from)
	for _, l := range f.client.bodyLinks(now.PullRequest) {
		if !sameRef(l.Issue, ref) {
			continue
		}
		l.Issue, l.Other = ref, from
		if l.Kind == LinkCloses {
			f.judge(&l, from.IssueRef, l.Why == "", l.Why, now)
		}
		f.add(l)
		return
	}
	f.add(Link{Issue: ref, Pull: from.IssueRef, Kind: LinkMention, Where: LinkInComment, Why: "a comment links nothing: GitHub shows a mention", Other: from, URL: from.URL})
}

// base adds to a pull request as a list shows it where it goes into, as far as
// that is stored.
func (f *linkFinder) base(from Issue) pullNow {
	c := f.client
	now := pullNow{PullRequest: PullRequest{Issue: from}}
	now.Base.Ref = c.StoredBase(f.installation, from.IssueRef)
	if now.Base.Ref == "" {
		return now // taken to go into the default branch
	}
	c.knownBranch(f.installation, &now)
	return now
}

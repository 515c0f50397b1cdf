package github

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/linking"
)

// The words that a link is written with.
const (
	closingWord   = "Closes"
	referringWord = "Refs"
)

// PlanLink is what a request comes to. It reads the pull request, each issue
// that is not stored, and for what is to be removed and is not in the body the
// links that GitHub knows; it writes nothing.
func (c *Client) PlanLink(ctx context.Context, r LinkRequest) (LinkPlan, error) {
	op := linkOp(r)
	if c.account.Kind == KindClone {
		return LinkPlan{LinkRequest: r}, c.invalid(op, "a clone has no pull requests", "Add an account for the host: see the configuration file.")
	}
	if len(r.Issues) == 0 && len(r.Elsewhere) == 0 {
		return LinkPlan{LinkRequest: r}, c.invalid(op, "no issue was named", "Name at least one.")
	}
	if r.Comment && r.Unlink {
		return LinkPlan{LinkRequest: r}, c.invalid(op, "a comment is not edited for this", "Undo what wrote it, or delete the comment.")
	}
	now, err := c.readPull(ctx, op, r.Place.Installation, r.Pull)
	if err != nil {
		return LinkPlan{LinkRequest: r}, err
	}
	return c.planOn(ctx, r, now)
}

// linkOp is what a request does, for errors.
func linkOp(r LinkRequest) string {
	what := fmt.Sprintf("%d issues", len(r.Issues))
	if len(r.Issues) == 1 {
		what = r.Issues[0].String()
	}
	switch {
	case r.Unlink && r.Comment:
		return "delete the comment that refers to " + what + " on " + r.Pull.String()
	case r.Unlink:
		return "unlink " + what + " from " + r.Pull.String()
	case r.Comment:
		return "refer to " + what + " in a comment on " + r.Pull.String()
	}
	return "link " + what + " to " + r.Pull.String()
}

// planOn plans a request on a pull request as it has just been read.
func (c *Client) planOn(ctx context.Context, r LinkRequest, now pullNow) (LinkPlan, error) {
	r.Pull = now.IssueRef
	p := LinkPlan{LinkRequest: r, PR: now.PullRequest, Before: now.Body, After: now.Body}
	for _, other := range r.Elsewhere {
		p.warn("%s is at another host, and GitHub links within one host only: nothing is written for it.", cleanMessage(other))
	}
	found, err := c.planIssues(ctx, &p)
	if err != nil {
		return p, err
	}
	switch {
	case r.Unlink:
		c.planUnlink(ctx, &p, found)
	case r.Comment:
		c.planComment(&p, found)
	default:
		c.planLink(&p, found, now)
	}
	c.warnOfState(&p, now)
	p.Blocked = c.blocked(p, now)
	return p, nil
}

func (p *LinkPlan) warn(format string, args ...any) {
	p.Warnings = append(p.Warnings, fmt.Sprintf(format, args...))
}

// planIssues reads what is known of the issues and drops those that cannot be
// linked from the request, each with a warning.
func (c *Client) planIssues(ctx context.Context, p *LinkPlan) ([]Issue, error) {
	asked := p.Issues
	p.Issues = nil
	var found []Issue
	for _, ref := range asked {
		if err := c.checkIssue(linkOp(p.LinkRequest), ref); err != nil {
			return nil, err
		}
		i := Issue{IssueRef: ref}
		if p.Unlink {
			if kept, _, ok := c.StoredIssue(p.Place.Installation, ref); ok {
				i = kept
			}
		} else if read, err := c.issueFor(ctx, "open "+ref.String(), p.Place.Installation, ref); err == nil {
			if moved(ref, read.IssueRef) {
				p.warn("%s was transferred and is %s now: that is what is linked.", ref, read.IssueRef)
			}
			i = read
		} else if ctx.Err() != nil {
			return nil, ctx.Err()
		} else if is(err, ErrNotFound, ErrGone) {
			p.warn("%s does not exist, or is not visible to this account: nothing is written for it.", ref)
			continue
		} else {
			p.warn("%s could not be read, so whether it is open is not known: %s.", ref, strings.TrimSuffix(reason(err), "."))
		}
		switch {
		case sameRef(i.IssueRef, p.Pull):
			p.warn("%s cannot be linked with itself.", i.IssueRef)
			continue
		case slices.ContainsFunc(found, func(o Issue) bool { return sameRef(o.IssueRef, i.IssueRef) }):
			continue
		case i.Pull && p.Kind != LinkRefers && !p.Unlink && !p.Comment:
			p.warn("%s is a pull request, and keywords close issues only: nothing is written for it. A plain reference can name it.", i.IssueRef)
			continue
		}
		found = append(found, i)
		p.Issues = append(p.Issues, i.IssueRef)
	}
	return found, nil
}

func sameRef(a, b IssueRef) bool { return !moved(a, b) }

// planLink adds to the body.
func (c *Client) planLink(p *LinkPlan, found []Issue, now pullNow) {
	if p.Kind != LinkRefers {
		p.Kind = LinkCloses
	}
	added := c.edit(p.LinkRequest, p.Before, &p.After)
	for _, i := range found {
		l := p.link(i, p.Kind, LinkInBody)
		l.Changed = slices.ContainsFunc(added, func(o IssueRef) bool { return sameRef(o, i.IssueRef) })
		switch {
		case p.Kind == LinkRefers:
			l.Why = referOnly
		case !now.intoDefault():
			l.Recognised, l.Why = NotRecognised, notDefault(now)
		case l.Changed:
			l.Why = "it is not written yet"
		default:
			l.Why = "GitHub was not asked yet"
		}
		p.Links = append(p.Links, l)
	}
}

const referOnly = "it only refers: GitHub shows a mention, and closes nothing"

// planComment writes what a comment would say. It refers and never closes.
func (c *Client) planComment(p *LinkPlan, found []Issue) {
	p.Kind = LinkRefers
	r := p.LinkRequest
	c.edit(r, "", &p.Text)
	p.Text = strings.TrimSpace(p.Text)
	for _, i := range found {
		l := p.link(i, LinkRefers, LinkInComment)
		l.Changed, l.Recognised, l.Why = true, NotRecognised, "a comment links nothing: GitHub shows a mention"
		p.Links = append(p.Links, l)
	}
}

// link is one link of the plan, as far as it is known.
func (p *LinkPlan) link(i Issue, kind LinkKind, where LinkWhere) Link {
	return Link{
		Issue: i.IssueRef, Pull: p.Pull, Kind: kind, Where: where, Other: i, URL: p.PR.URL,
		Cross: !strings.EqualFold(i.Repo.String(), p.Pull.Repo.String()),
	}
}

// edit changes a body as a request wants it, and tells of which issues.
func (c *Client) edit(r LinkRequest, body string, after *string) []IssueRef {
	repo, hosts := r.Pull.Repo, c.pageHosts()
	var targets, done []linking.Target
	for _, ref := range r.Issues {
		targets = append(targets, linking.Target{Owner: ref.Repo.Owner, Name: ref.Repo.Name, Number: ref.Number})
	}
	if r.Unlink {
		*after, done = linking.Remove(body, targets, repo.Owner, repo.Name, hosts)
	} else {
		word := closingWord
		if r.Kind == LinkRefers {
			word = referringWord
		}
		*after, done = linking.Add(body, targets, linking.Style{Keyword: word, Owner: repo.Owner, Name: repo.Name}, hosts)
	}
	var changed []IssueRef
	for _, t := range done {
		changed = append(changed, refOf(t, repo))
	}
	return changed
}

// refOf is the issue that a target in a text of a repository names.
func refOf(t linking.Target, within RepoRef) IssueRef {
	if t.Owner != "" {
		within.Owner = t.Owner
	}
	if t.Name != "" {
		within.Name = t.Name
	}
	return IssueRef{Repo: within, Number: t.Number}
}

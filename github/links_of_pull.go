package github

import (
	"context"
	"slices"
	"strings"

	"hubtrail/github/linking"
)

// ofPull gathers the links of a pull request.
func (f *linkFinder) ofPull(ctx context.Context, op string, ref IssueRef) error {
	now, err := f.pull(ctx, op, ref)
	if err != nil {
		return err
	}
	ref = now.IssueRef
	if err := f.ask(ctx, ref, true); err != nil {
		return err
	}
	for _, l := range f.client.bodyLinks(now.PullRequest) {
		l.Other = f.other(l.Issue)
		if l.Other.Pull {
			continue
		}
		if l.Kind == LinkCloses {
			f.judge(&l, l.Issue, l.Why == "", l.Why, now)
		}
		f.add(l)
	}
	f.byHand(func(o Linked) Link { return Link{Issue: o.IssueRef, Pull: ref, URL: now.URL} }, func(o Linked) bool {
		return slices.ContainsFunc(f.links, func(l Link) bool { return l.Kind == LinkCloses && sameRef(l.Issue, o.IssueRef) })
	})
	events := f.conversation(ctx, ref)
	for _, l := range f.client.commitLinks(f.installation, now.PullRequest) {
		l.Other = f.other(l.Issue)
		f.add(l)
	}
	for _, e := range events {
		f.mentionedIn(e, now)
	}
	return ctx.Err()
}

// pull is a pull request as it was read just now, else as GitHub has it.
func (f *linkFinder) pull(ctx context.Context, op string, ref IssueRef) (pullNow, error) {
	c := f.client
	if p, at, ok := c.StoredPullRequest(f.installation, ref); ok && c.now().Sub(at).Abs() < lately {
		now := pullNow{PullRequest: p}
		c.defaultBranch(ctx, f.installation, &now)
		return now, nil
	}
	return c.readPull(ctx, op, f.installation, ref)
}

// mentionedIn adds what an entry of a pull request's conversation connects it
// with.
func (f *linkFinder) mentionedIn(e Event, now pullNow) {
	if e.Kind == "cross-referenced" && e.Source != nil && !e.Source.Pull {
		f.add(Link{Issue: e.Source.IssueRef, Pull: now.IssueRef, Kind: LinkMention, Where: LinkInBody, Why: "the issue mentions the pull request", Other: *e.Source, URL: e.URL})
	}
	if e.Kind != "commented" && e.Kind != "reviewed" {
		return
	}
	repo := now.IssueRef.Repo
	for _, t := range linking.Mentions(e.Body, repo.Owner, repo.Name, f.client.pageHosts()) {
		ref := refOf(t, repo)
		other := f.other(ref)
		if t.Host != "" || other.Pull || sameRef(ref, now.IssueRef) {
			continue
		}
		f.add(Link{Issue: ref, Pull: now.IssueRef, Kind: LinkMention, Where: LinkInComment, Why: "a comment links nothing: GitHub shows a mention", Other: other, URL: e.URL})
	}
}

// bodyLinks is what the body of a pull request says: each issue once, the
// keyword that counts before one that does not, a plain reference last. Why is
// why the text alone keeps GitHub from counting a keyword.
func (c *Client) bodyLinks(p PullRequest) []Link {
	repo, hosts := p.IssueRef.Repo, c.pageHosts()
	var links []Link
	find := func(ref IssueRef) *Link {
		for i := range links {
			if sameRef(links[i].Issue, ref) {
				return &links[i]
			}
		}
		return nil
	}
	for _, one := range linking.Closing(p.Body, repo.Owner, repo.Name, hosts) {
		ref := refOf(one.Target, repo)
		if one.Host != "" || sameRef(ref, p.IssueRef) {
			continue
		}
		l := Link{Issue: ref, Pull: p.IssueRef, Kind: LinkCloses, Where: LinkInBody, Why: one.Why, URL: p.URL, Cross: !strings.EqualFold(ref.Repo.String(), repo.String())}
		if one.Counts {
			l.Why = ""
		}
		if old := find(ref); old == nil {
			links = append(links, l)
		} else if one.Counts {
			*old = l
		}
	}
	for _, r := range linking.References(p.Body, hosts) {
		ref := refOf(linking.Target{Owner: r.Owner, Name: r.Name, Number: r.Number}, repo)
		if r.Kind != linking.Issue || r.Host != "" && !slices.Contains(hosts, r.Host) || sameRef(ref, p.IssueRef) || find(ref) != nil {
			continue
		}
		l := Link{Issue: ref, Pull: p.IssueRef, Kind: LinkMention, Where: LinkInBody, Why: "a mention closes nothing", URL: p.URL}
		if referredTo(p.Body[:r.Start]) {
			l.Kind, l.Why = LinkRefers, referOnly
		}
		links = append(links, l)
	}
	return links
}

// referredTo reports whether the text before a reference ends with a word that
// refers on purpose.
func referredTo(before string) bool {
	before = strings.TrimRight(before, " \t:")
	at := strings.LastIndexAny(before, " \t\r\n(") + 1
	return slices.Contains([]string{"ref", "refs", "references", "see"}, strings.ToLower(before[at:]))
}

// commitLinks is what keywords in the messages of a pull request's commits say,
// as far as these are stored.
func (c *Client) commitLinks(installation int64, p PullRequest) []Link {
	repo := p.IssueRef.Repo
	var links []Link
	take := func(sha, message string) {
		for _, r := range linking.Plain(message, c.pageHosts()) {
			if r.Kind != linking.Issue || r.Keyword == "" {
				continue
			}
			ref := refOf(linking.Target{Owner: r.Owner, Name: r.Name, Number: r.Number}, repo)
			if slices.ContainsFunc(links, func(l Link) bool { return sameRef(l.Issue, ref) }) {
				continue
			}
			links = append(links, Link{
				Issue: ref, Pull: p.IssueRef, Kind: LinkCommit, Where: LinkInCommit, Commit: sha, URL: c.web.CommitURL(repo, sha),
				Recognised: NotRecognised, Why: "GitHub closes the issue when the commit reaches the default branch, but lists no link",
				Cross: !strings.EqualFold(ref.Repo.String(), repo.String()),
			})
		}
	}
	timeline, _ := c.StoredTimeline(installation, p.IssueRef)
	whole := map[string]Commit{}
	branch, _ := c.StoredCommits(installation, repo, p.Head.Ref)
	for _, k := range branch.Items {
		whole[k.SHA] = k
	}
	for _, e := range timeline.Items {
		if e.Kind != "committed" || e.Commit == "" {
			continue
		}
		message := e.Title
		k, ok := whole[e.Commit]
		if !ok {
			one, found := c.StoredCommitList(installation, repo, e.Commit)
			k, ok = one.Commit, found
		}
		if ok {
			message = k.Subject + "\n\n" + k.Body
		}
		take(e.Commit, message)
	}
	return links
}

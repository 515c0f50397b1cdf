package github

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// lately is how old an answer may be for links to be read from it: a pane has
// just asked for it.
const lately = time.Minute

// LinksOf is every connection of an issue or pull request, each told by where it
// is written and whether GitHub counts it: keywords in bodies, also those that
// GitHub does not read, keywords in commits, links by hand, references. It asks
// GraphQL, and for the issue or pull request and its conversation only if they
// were not read within the last minute. What cannot be asked is told by the
// links: the error is for when there is nothing to tell at all.
func (c *Client) LinksOf(ctx context.Context, installation int64, ref IssueRef, pull bool) ([]Link, error) {
	op := "find the links of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return nil, err
	}
	f := linkFinder{client: c, installation: installation}
	var err error
	if pull {
		err = f.ofPull(ctx, op, ref)
	} else {
		err = f.ofIssue(ctx, op, ref)
	}
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(f.links, func(a, b Link) int { return cmp.Compare(rankOf(a.Kind), rankOf(b.Kind)) })
	return f.links, nil
}

// rankOf orders links, the strongest first.
func rankOf(k LinkKind) int {
	return slices.Index([]LinkKind{LinkCloses, LinkManual, LinkCommit, LinkRefers, LinkMention}, k)
}

// linkFinder gathers the links of one issue or pull request.
type linkFinder struct {
	client       *Client
	installation int64
	linked       []Linked // what GitHub counts
	err          error    // why that is not known
	links        []Link
}

// ask asks GraphQL what GitHub counts.
func (f *linkFinder) ask(ctx context.Context, ref IssueRef, pull bool) error {
	f.linked, f.err = f.client.Links(ctx, f.installation, ref, pull)
	return ctx.Err()
}

// add takes a link in, unless a link of the same two that says as much is there.
func (f *linkFinder) add(l Link) {
	l.Cross = l.Pull != (IssueRef{}) && !strings.EqualFold(l.Issue.Repo.String(), l.Pull.Repo.String())
	for _, o := range f.links {
		weaker := l.Kind == LinkMention || l.Kind == LinkRefers
		if sameRef(o.Issue, l.Issue) && sameRef(o.Pull, l.Pull) && (o.Kind == l.Kind && o.Commit == l.Commit || weaker && o.Kind != LinkManual) {
			return
		}
	}
	f.links = append(f.links, l)
}

// other is what is known of the far end, without a request.
func (f *linkFinder) other(ref IssueRef) Issue {
	if at := indexLinked(f.linked, ref); at >= 0 {
		return f.linked[at].Issue
	}
	if i, _, ok := f.client.StoredIssue(f.installation, ref); ok {
		return i
	}
	return Issue{IssueRef: ref}
}

// conversation is the beginning of a conversation: as it was read just now, else
// as GitHub has it, else as it is stored.
func (f *linkFinder) conversation(ctx context.Context, ref IssueRef) []Event {
	c := f.client
	l, ok := c.StoredTimeline(f.installation, ref)
	if ok && c.now().Sub(l.At).Abs() < lately {
		return l.Items
	}
	// What fails leaves what is stored.
	_ = c.Timeline(ctx, f.installation, ref, perPage, func(now Listing[Event]) { l = now })
	return l.Items
}

// judge says whether GitHub counts a keyword of a body.
func (f *linkFinder) judge(l *Link, far IssueRef, counts bool, why string, now pullNow) {
	at := indexLinked(f.linked, far)
	byHand := at >= 0 && f.linked[at].Manual
	l.Recognised, l.Why = NotRecognised, why
	switch {
	case f.err == nil && at >= 0 && (!byHand || counts && now.intoDefault()):
		l.Recognised, l.Why = Recognised, ""
	case !now.intoDefault():
		l.Why = notDefault(now)
	case f.err != nil && counts:
		l.Recognised, l.Why = RecognitionUnknown, unasked(f.err)
	case f.err != nil:
		l.Recognised = RecognitionUnknown
	case counts && len(f.linked) >= maxLinked:
		l.Recognised, l.Why = RecognitionUnknown, "GitHub links more than are asked for"
	case counts:
		l.Why = whyUnlisted(*l, now)
	}
}

// byHand adds what GitHub counts and no text says.
func (f *linkFinder) byHand(link func(Linked) Link, said func(Linked) bool) {
	for _, o := range f.linked {
		l := link(o)
		l.Recognised, l.Other = Recognised, o.Issue
		switch {
		case o.Manual:
			l.Kind, l.Where, l.Why = LinkManual, LinkOnWeb, ""
		case said(o):
			continue
		case f.client.lacks(byHandFeature):
			l.Kind, l.Where, l.Why = LinkManual, LinkOnWeb, "this host does not tell how they were linked"
		case l.Kind == "":
			l.Kind, l.Where, l.Why = LinkManual, LinkInBranch, "no text says so, and nobody did it by hand: the branch was made for the issue"
		}
		f.add(l)
	}
}

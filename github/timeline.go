package github

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/query"
)

// What is kept of a conversation for the next session.
const (
	keptEvents     = 1000
	keptEventBytes = 1 << 20
)

// Timeline lists the events of an issue or pull request, comments among them,
// oldest first: at least limit of them if there are as many, in full pages. It
// emits as Installations does; asking again with a larger limit goes on. Total
// is rounded up to a full page unless the whole conversation is here.
func (c *Client) Timeline(ctx context.Context, installation int64, ref IssueRef, limit int, emit func(Listing[Event])) error {
	op := "read the conversation of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return err
	}
	pages := max(1, (limit+perPage-1)/perPage)
	stale, ok := c.StoredTimeline(installation, ref)
	if ok {
		stale.Items = stale.Items[:min(len(stale.Items), pages*perPage)]
		emit(stale)
	}
	p := &pager[Event, string]{
		key: eventKey, now: c.now, stale: stale, emit: emit, pages: pages,
		fetch: rows(c, ask{op: op, installation: installation, path: issuePath(ref, "/timeline")}, func(j eventJSON) Event {
			return c.event(j, ref)
		}),
	}
	l, err := p.run(ctx)
	c.keepSources(installation, l)
	if err != nil {
		return err
	}
	c.keepTimeline(installation, ref, l)
	if l.Total == len(l.Items) {
		c.teach(installation, map[IssueRef]func(*shelved){ref: func(row *shelved) { row.learnReviews(l.Items) }})
	}
	return nil
}

// eventKey tells events apart. Those without an id of their own are told apart
// by what they say: the list shifts by whole events while it is read.
func eventKey(e Event) string {
	if e.ID != 0 {
		return fmt.Sprintf("%s %d", e.Kind, e.ID)
	}
	source := ""
	if e.Source != nil {
		source = e.Source.IssueRef.String()
	}
	return strings.Join([]string{
		e.Kind, e.NodeID, e.Actor, e.At.String(), e.Commit, e.Label.Name, e.Other, e.From, e.To, source, e.Title, e.URL,
	}, "\x00")
}

// keepSources keeps the issues and pull requests that a conversation mentions.
func (c *Client) keepSources(installation int64, l Listing[Event]) {
	if !l.Fresh {
		return
	}
	var sources []Issue
	for _, e := range l.Items {
		if e.Source != nil {
			sources = append(sources, *e.Source)
		}
	}
	c.keepIssues(installation, sources)
}

// learnReviews adds to a stored pull request who has reviewed it, as its whole
// conversation tells.
func (s *shelved) learnReviews(events []Event) {
	if !s.item.Pull {
		return
	}
	s.item.ReviewedBy = nil
	for _, e := range events {
		if author := queryLogin(e.Actor); e.Kind == "reviewed" && author != "" && !slices.Contains(s.item.ReviewedBy, author) {
			s.item.ReviewedBy = append(s.item.ReviewedBy, author)
		}
	}
	s.item.Known |= query.FieldReviews | fieldAuthors
}

// keepTimeline keeps the beginning of a conversation.
func (c *Client) keepTimeline(installation int64, ref IssueRef, l Listing[Event]) {
	bytes := 0
	for i := range l.Items {
		bytes += len(l.Items[i].Body)
		if i == keptEvents || bytes > keptEventBytes {
			l.Items = l.Items[:i]
			break
		}
	}
	keepAnswer(c, eventRows(), installation, keptTimeline+ref.String(), l)
}

// StoredTimeline is the beginning of a conversation as of an earlier reading,
// without any request.
func (c *Client) StoredTimeline(installation int64, ref IssueRef) (Listing[Event], bool) {
	return storedAnswer(c, eventRows(), installation, keptTimeline+ref.String())
}

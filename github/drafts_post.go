package github

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

// prepare reads what is about to be written to: whether it is where it was,
// what GitHub's clock says, and of an edit whether somebody else was there
// first. there is not nil if nothing is left to do.
func (s *sending) prepare(ctx context.Context) (there *Delivery, since time.Time, err error) {
	c, d := s.client, s.draft
	switch d.Kind {
	case DraftIssue:
		a, err := c.send(ctx, ask{op: s.op(), installation: d.Place.Installation, path: repoPath(d.Repo, "")})
		return nil, c.clock(a), err
	case DraftComment:
		_, a, err := c.readIssue(ctx, s.op(), d.Place.Installation, s.ref())
		return nil, c.clock(a), err
	}
	now, a, err := c.readComment(ctx, s.op(), d.Place.Installation, d.Repo, d.CommentID)
	switch {
	case err != nil:
		return nil, time.Time{}, err
	case unified(now.Body) == unified(d.Body):
		return &Delivery{Comment: now, Found: true}, time.Time{}, nil
	case unified(now.Body) != unified(d.Base):
		e := c.fault(s.op(), ErrConflict)
		e.Message = "the comment was changed since you began, and nothing was overwritten"
		return nil, time.Time{}, &EditConflict{Ours: d.Body, Theirs: now.Body, err: e}
	}
	return nil, c.clock(a), nil
}

// clock is the host's time, as an answer of now tells it. A host that does not
// tell may differ from this machine by a few minutes.
func (c *Client) clock(a answer) time.Time {
	if date, err := http.ParseTime(a.header.Get("Date")); err == nil {
		return date.UTC()
	}
	return c.now().UTC().Add(-10 * time.Minute)
}

// post makes the one request that writes.
func (s *sending) post(ctx context.Context) (Delivery, error) {
	c, d := s.client, s.draft
	q := ask{op: s.op(), installation: d.Place.Installation, method: http.MethodPost}
	var comment commentJSON
	switch d.Kind {
	case DraftIssue:
		return s.postIssue(ctx, q)
	case DraftEdit:
		q.method, q.path = http.MethodPatch, commentPath(d.Repo, d.CommentID)
	default:
		q.path = issuePath(s.ref(), "/comments")
	}
	q.body = map[string]string{"body": d.Body}
	err := c.write(ctx, q, &comment, func() bool {
		return comment.ID != 0 && unified(comment.Body) == unified(d.Body) && (d.CommentID == 0 || comment.ID == d.CommentID)
	})
	return Delivery{Comment: c.comment(comment)}, err
}

func (s *sending) postIssue(ctx context.Context, q ask) (Delivery, error) {
	d := s.draft
	body := map[string]any{"title": d.Title}
	if d.Body != "" {
		body["body"] = d.Body
	}
	if len(d.Labels) > 0 {
		body["labels"] = d.Labels
	}
	if len(d.Assignees) > 0 {
		body["assignees"] = d.Assignees
	}
	q.path, q.body = repoPath(d.Repo, "/issues"), body
	var w issueJSON
	err := s.client.write(ctx, q, &w, func() bool { return w.Number > 0 && unified(w.Title) == unified(d.Title) })
	return s.created(&w), err
}

// created is the delivery of a new issue, with what GitHub left out: it takes
// labels and assignees only from those who may set them, and says nothing.
func (s *sending) created(w *issueJSON) Delivery {
	i := s.client.issue(*w, s.draft.Repo)
	got := Delivery{Issue: i}
	if i.Number > 0 {
		s.client.keepIssues(s.draft.Place.Installation, []Issue{i})
	}
	for _, name := range s.draft.Labels {
		if !slices.ContainsFunc(i.Labels, func(l Label) bool { return strings.EqualFold(l.Name, name) }) {
			got.Dropped = append(got.Dropped, "label "+name)
		}
	}
	for _, login := range s.draft.Assignees {
		if !slices.ContainsFunc(i.Assignees, func(a string) bool { return strings.EqualFold(a, login) }) {
			got.Dropped = append(got.Dropped, "assignee "+login)
		}
	}
	return got
}

// print tells whether a text is the one that was sent.
func (d Draft) print() string {
	if d.Kind != DraftIssue {
		d.Title = ""
	}
	return textPrint(d.Title, d.Body)
}

func textPrint(title, body string) string {
	sum := sha256.Sum256([]byte(unified(title) + "\x00" + unified(body)))
	return hex.EncodeToString(sum[:])
}

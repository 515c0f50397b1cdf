package github

import (
	"context"
	"strings"
	"time"
)

// Review is one review of a pull request.
type Review struct {
	ID     int64
	Author string // "" if the account is gone
	State  string // approved, changes_requested, commented, dismissed or pending
	At     time.Time
	Commit string // that was reviewed
}

type reviewJSON struct {
	ID          int64     `json:"id"`
	User        *userJSON `json:"user"`
	State       string    `json:"state"`
	SubmittedAt wireTime  `json:"submitted_at"`
	CommitID    string    `json:"commit_id"`
}

// Reviews lists the reviews of a pull request, oldest first, to the last page.
func (c *Client) Reviews(ctx context.Context, installation int64, ref IssueRef) ([]Review, error) {
	op := "read the reviews of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return nil, err
	}
	p := &pager[Review, int64]{
		key: func(r Review) int64 { return r.ID }, now: c.now, emit: func(Listing[Review]) {},
		fetch: rows(c, ask{op: op, installation: installation, path: pullPath(ref, "/reviews")}, func(j reviewJSON) Review {
			return Review{
				ID: j.ID, Author: j.User.login(), State: strings.ToLower(j.State), At: j.SubmittedAt.Time, Commit: strings.ToLower(j.CommitID),
			}
		}),
	}
	l, err := p.run(ctx)
	return l.Items, err
}

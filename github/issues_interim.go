package github

import (
	"context"
)

// What follows answers ErrUnsupported until each call has its own file.

func (c *Client) unsupported(op string) error { return c.fault(op, ErrUnsupported) }

func (c *Client) ReviewThreads(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[ReviewThread])) error {
	return c.unsupported("read " + ref.String())
}
func (c *Client) PullSummaries(ctx context.Context, installation int64, refs []IssueRef) (map[IssueRef]PullSummary, error) {
	return nil, c.unsupported("read pull requests")
}
func (c *Client) Links(ctx context.Context, installation int64, ref IssueRef, pull bool) ([]Linked, error) {
	return nil, c.unsupported("read " + ref.String())
}
func (c *Client) IssueTemplates(ctx context.Context, installation int64, repo RepoRef) ([]IssueTemplate, error) {
	return nil, c.unsupported("read templates")
}

package github

import "context"

// LinksOf is every connection of an issue or pull request: closing keywords,
// links by hand, references.
func (c *Client) LinksOf(ctx context.Context, installation int64, ref IssueRef, pull bool) ([]Link, error) {
	return nil, c.fault("find the links of "+ref.String(), ErrUnsupported)
}

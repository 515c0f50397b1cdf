package github

import "context"

// LinkCandidates is the stored pull requests (or issues) that may be meant by
// what was typed, or go with the issues given; the likeliest first.
func (c *Client) LinkCandidates(ctx context.Context, installation int64, of []Issue, pulls bool, typed string) []LinkCandidate {
	return nil
}

package github

import "context"

// PlanLink reads the pull request and says what a request comes to.
func (c *Client) PlanLink(ctx context.Context, r LinkRequest) (LinkPlan, error) {
	return LinkPlan{LinkRequest: r}, c.fault("link "+r.Pull.String(), ErrUnsupported)
}

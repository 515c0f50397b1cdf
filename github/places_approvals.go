package github

import "context"

// Approvals is who must approve a pull request as an owner, who has, and who is
// missing. What is at hand of it is not asked for.
func (a *Accounts) Approvals(ctx context.Context, p Place, ref IssueRef, hand PullAtHand) (Approvals, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Approvals{}, err
	}
	return c.Approvals(ctx, p.Installation, ref, hand)
}

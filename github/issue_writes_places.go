package github

import "context"

// SetIssueState closes or reopens an issue or pull request.
func (a *Accounts) SetIssueState(ctx context.Context, p Place, ref IssueRef, open bool, reason string) (Issue, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Issue{}, err
	}
	return c.SetIssueState(ctx, p.Installation, ref, open, reason)
}

// DeleteComment deletes a comment of an issue's or pull request's conversation.
func (a *Accounts) DeleteComment(ctx context.Context, p Place, ref IssueRef, id int64) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.DeleteComment(ctx, p.Installation, ref, id)
}

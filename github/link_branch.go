package github

import (
	"context"
	"strconv"
)

// BranchName is a name for a branch that is made for an issue.
func BranchName(i Issue) string { return strconv.Itoa(i.Number) }

// CreateBranch makes a branch for an issue that GitHub shows with it.
func (c *Client) CreateBranch(ctx context.Context, installation int64, issue IssueRef, name string) (branch string, err error) {
	return "", c.fault("make a branch for "+issue.String(), ErrUnsupported)
}

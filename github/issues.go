package github

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Issue is one issue, or pull request seen as an issue, as GitHub has it now.
// One that was transferred is followed: the IssueRef that comes back is where it
// is. A deleted one, and a repository without issues, is ErrGone.
func (c *Client) Issue(ctx context.Context, installation int64, ref IssueRef) (Issue, error) {
	op := "open " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return Issue{}, err
	}
	var got issueJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: issuePath(ref, "")}, &got)
	if err != nil {
		c.forget(installation, ref, err)
		return Issue{}, err
	}
	if got.Number <= 0 {
		return Issue{}, c.unreadable(op, a)
	}
	i := c.issue(got, ref.Repo)
	if moved(ref, i.IssueRef) {
		c.forget(installation, ref, ErrGone)
	}
	c.keepIssue(installation, i)
	return i, nil
}

// moved reports whether an answer is of another issue than was asked for, as one
// that was transferred is. A repository's name may be written in another case.
func moved(asked, got IssueRef) bool {
	return asked.Number != got.Number || !strings.EqualFold(asked.Repo.String(), got.Repo.String())
}

// checkIssue refuses references that would lead a request elsewhere.
func (c *Client) checkIssue(op string, ref IssueRef) error {
	if err := c.checkRepo(op, ref.Repo); err != nil {
		return err
	}
	if ref.Number <= 0 {
		return c.invalid(op, fmt.Sprintf("%d is no issue's number", ref.Number), "Issues and pull requests are numbered from 1.")
	}
	return nil
}

// issuePath is the path of an issue's resource.
func issuePath(ref IssueRef, tail string) string {
	return repoPath(ref.Repo, "/issues/"+strconv.Itoa(ref.Number)+tail)
}

// pullPath is the path of a pull request's resource.
func pullPath(ref IssueRef, tail string) string {
	return repoPath(ref.Repo, "/pulls/"+strconv.Itoa(ref.Number)+tail)
}

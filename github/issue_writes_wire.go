package github

import "context"

// commentJSON is a comment of a conversation.
type commentJSON struct {
	ID        int64     `json:"id"`
	Body      string    `json:"body"`
	HTMLURL   string    `json:"html_url"`
	User      *userJSON `json:"user"`
	CreatedAt wireTime  `json:"created_at"`
	UpdatedAt wireTime  `json:"updated_at"`
}

func (c *Client) comment(j commentJSON) Comment {
	return Comment{
		ID: j.ID, Author: j.User.login(), Body: j.Body, CreatedAt: j.CreatedAt.Time, UpdatedAt: j.UpdatedAt.Time,
		URL: c.pageURL(j.HTMLURL),
	}
}

// readIssue reads the issue that is about to be written to, or was. It fails
// with a *movedIssue if it was transferred, to where a write would not follow. A
// renamed repository is no transfer: its issues keep their numbers.
func (c *Client) readIssue(ctx context.Context, op string, installation int64, ref IssueRef) (Issue, answer, error) {
	var j issueJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: issuePath(ref, "")}, &j)
	if err != nil {
		return Issue{}, a, err
	}
	switch i := c.issue(j, ref.Repo); i.Number {
	case ref.Number:
		return i, a, nil
	case 0:
		return Issue{}, a, c.unreadable(op, a)
	default:
		e := c.fault(op, ErrConflict)
		e.Message = "it was transferred to " + i.IssueRef.String()
		e.remedy = "Nothing was written. Open it where it is now, and write there."
		return Issue{}, a, &movedIssue{e, i.IssueRef}
	}
}

// movedIssue is the error for an issue that was transferred.
type movedIssue struct {
	err *Error
	to  IssueRef
}

func (m *movedIssue) Error() string { return m.err.Error() }
func (m *movedIssue) Unwrap() error { return m.err }

// Remedy is what to do next.
func (m *movedIssue) Remedy() string { return m.err.Remedy() }

func (c *Client) readComment(ctx context.Context, op string, installation int64, repo RepoRef, id int64) (Comment, answer, error) {
	var j commentJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: commentPath(repo, id)}, &j)
	if err == nil && j.ID != id {
		err = c.unreadable(op, a)
	}
	return c.comment(j), a, err
}

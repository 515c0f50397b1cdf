package github

import (
	"context"
	"strings"
)

type reviewCommentJSON struct {
	lineJSON
	ReviewID         int64  `json:"pull_request_review_id"`
	InReplyTo        int64  `json:"in_reply_to_id"`
	Line             int    `json:"line"`
	OriginalLine     int    `json:"original_line"`
	Position         *int   `json:"position"`
	Side             string `json:"side"`
	DiffHunk         string `json:"diff_hunk"`
	OriginalCommitID string `json:"original_commit_id"`
	SubjectType      string `json:"subject_type"`
}

// threadComment is a review comment with what its thread is told from.
type threadComment struct {
	ReviewComment
	outdated bool
}

// ReviewThreads lists the comments on a pull request's lines by thread, in the
// order in which the threads began, each oldest first. It grows page by page; a
// thread may grow, too.
func (c *Client) ReviewThreads(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[ReviewThread])) error {
	op := "read the review comments of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return err
	}
	p := &pager[threadComment, int64]{
		key: func(one threadComment) int64 { return one.ID }, now: c.now,
		emit: func(l Listing[threadComment]) {
			emit(Listing[ReviewThread]{Items: threads(l.Items), At: l.At, Fresh: l.Fresh})
		},
		fetch: rows(c, ask{op: op, installation: installation, path: pullPath(ref, "/comments")}, c.reviewComment),
	}
	_, err := p.run(ctx)
	return err
}

func (c *Client) reviewComment(j reviewCommentJSON) threadComment {
	one := threadComment{ReviewComment: ReviewComment{
		Comment: Comment{
			ID: j.ID, Author: j.User.login(), Body: j.Body, CreatedAt: j.CreatedAt.Time, UpdatedAt: j.UpdatedAt.Time,
			URL: c.pageURL(j.HTMLURL),
		},
		ReviewID: j.ReviewID, ReplyTo: j.InReplyTo, Path: j.Path, Line: j.Line, OldLine: j.OriginalLine,
		Side: strings.ToUpper(j.Side), Hunk: j.DiffHunk, Commit: strings.ToLower(j.CommitID),
	}}
	// A comment on the whole file never had a line.
	one.outdated = j.Line == 0 && !strings.EqualFold(j.SubjectType, "file")
	return one
}

// threads groups comments under the first of each. One whose first is gone
// begins the thread itself.
func threads(list []threadComment) []ReviewThread {
	var found []ReviewThread
	at := map[int64]int{}
	for _, one := range list {
		first := one.ReplyTo
		if first == 0 {
			first = one.ID
		}
		n, ok := at[first]
		if !ok {
			n = len(found)
			at[first] = n
			found = append(found, ReviewThread{
				Path: one.Path, Line: one.Line, Hunk: one.Hunk, Outdated: one.outdated,
			})
		}
		found[n].Comments = append(found[n].Comments, one.ReviewComment)
	}
	return found
}

package github

import (
	"context"
	"fmt"
)

// Undo plans the reverse of a job that was done, on the body as it is now. Where
// nobody has changed the body since, it becomes what it was, to the byte.
func (j *LinkJobs) Undo(ctx context.Context, id string) (LinkPlan, error) {
	_, job, err := j.locate(id)
	if err != nil {
		return LinkPlan{}, err
	}
	c, err := j.accounts.Client(job.Request.Place.Account)
	if err != nil {
		return LinkPlan{}, err
	}
	op := "undo: " + linkOp(job.Request)
	switch {
	case job.Status == LinkUndone:
		return LinkPlan{}, c.invalid(op, "it was undone already", "Link them anew if that was a mistake.")
	case job.Status != LinkDone:
		return LinkPlan{}, c.invalid(op, fmt.Sprintf("it is %s, so that there is nothing to undo", job.Status), "Run it, or take it off the list.")
	case job.Request.Comment:
		return c.undoComment(ctx, op, job)
	}
	r := job.Request
	r.Unlink, r.Elsewhere, r.Issues = !r.Unlink, nil, nil
	for _, l := range job.Links {
		if l.Changed {
			r.Issues = append(r.Issues, l.Issue)
		}
	}
	if len(r.Issues) == 0 {
		return LinkPlan{}, c.invalid(op, "it changed nothing", "Take it off the list.")
	}
	p, err := c.PlanLink(ctx, r)
	if err != nil {
		return p, err
	}
	p.Undoes = id
	if bodySum(p.Before) == job.AfterSum && bodySum(job.Before) == job.BeforeSum {
		p.After = job.Before
	}
	return p, nil
}

// undoComment plans to delete a comment.
func (c *Client) undoComment(ctx context.Context, op string, job LinkJob) (LinkPlan, error) {
	switch {
	case job.Request.Unlink:
		return LinkPlan{}, c.invalid(op, "a comment that was deleted does not come back", "Write it anew.")
	case job.CommentID == 0:
		return LinkPlan{}, c.invalid(op, "which comment it was is not known", "Delete it on the web: "+c.issueURL(job.Request.Pull, true))
	}
	now, err := c.readPull(ctx, op, job.Request.Place.Installation, job.Request.Pull)
	if err != nil {
		return LinkPlan{}, err
	}
	p := LinkPlan{
		LinkRequest: job.Request, PR: now.PullRequest, Before: now.Body, After: now.Body, Text: job.Text, Links: job.Links,
		Undoes: job.ID, CommentID: job.CommentID,
	}
	p.Unlink = true
	p.warn("The comment is deleted. GitHub goes on showing that %s was mentioned.", job.Request.Issues[0])
	p.Blocked = c.blocked(p, now)
	return p, nil
}

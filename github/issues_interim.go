package github

import (
	"context"
	"time"
)

// What follows answers ErrUnsupported until each call has its own file.

func (c *Client) unsupported(op string) error { return c.fault(op, ErrUnsupported) }

func (c *Client) Issue(ctx context.Context, installation int64, ref IssueRef) (Issue, error) {
	return Issue{}, c.unsupported("open " + ref.String())
}
func (c *Client) StoredIssue(installation int64, ref IssueRef) (Issue, time.Time, bool) {
	return Issue{}, time.Time{}, false
}
func (c *Client) PullRequest(ctx context.Context, installation int64, ref IssueRef) (PullRequest, error) {
	return PullRequest{}, c.unsupported("open " + ref.String())
}
func (c *Client) StoredPullRequest(installation int64, ref IssueRef) (PullRequest, time.Time, bool) {
	return PullRequest{}, time.Time{}, false
}
func (c *Client) Timeline(ctx context.Context, installation int64, ref IssueRef, limit int, emit func(Listing[Event])) error {
	return c.unsupported("read " + ref.String())
}
func (c *Client) StoredTimeline(installation int64, ref IssueRef) (Listing[Event], bool) {
	return Listing[Event]{}, false
}
func (c *Client) ReviewThreads(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[ReviewThread])) error {
	return c.unsupported("read " + ref.String())
}
func (c *Client) Checks(ctx context.Context, installation int64, repo RepoRef, sha string) (Checks, error) {
	return Checks{}, c.unsupported("read checks")
}
func (c *Client) PullFiles(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[File])) error {
	return c.unsupported("read " + ref.String())
}
func (c *Client) PullCommits(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[Commit])) error {
	return c.unsupported("read " + ref.String())
}
func (c *Client) PullSummaries(ctx context.Context, installation int64, refs []IssueRef) (map[IssueRef]PullSummary, error) {
	return nil, c.unsupported("read pull requests")
}
func (c *Client) Links(ctx context.Context, installation int64, ref IssueRef, pull bool) ([]Linked, error) {
	return nil, c.unsupported("read " + ref.String())
}
func (c *Client) Labels(ctx context.Context, installation int64, repo RepoRef) ([]Label, error) {
	return nil, c.unsupported("read labels")
}
func (c *Client) Assignable(ctx context.Context, installation int64, repo RepoRef) ([]string, error) {
	return nil, c.unsupported("read assignees")
}
func (c *Client) Milestones(ctx context.Context, installation int64, repo RepoRef) ([]Milestone, error) {
	return nil, c.unsupported("read milestones")
}
func (c *Client) IssueTemplates(ctx context.Context, installation int64, repo RepoRef) ([]IssueTemplate, error) {
	return nil, c.unsupported("read templates")
}
func (c *Client) Viewer(installation int64) string { return "" }
func (c *Client) SearchRepositories(ctx context.Context, installation int64, owner Owner, text string, forks bool, emit func(RepositorySearch)) error {
	return c.unsupported("search")
}
func (c *Client) SearchWords(installation int64, repo RepoRef) Words { return Words{} }

func (a *Accounts) SearchIssues(ctx context.Context, s IssueSearch, emit func(SearchResult)) error {
	return ErrUnsupported
}
func (a *Accounts) SearchStored(ctx context.Context, s IssueSearch) SearchResult {
	return SearchResult{Stored: true}
}
func (a *Accounts) SearchScopes(level ScopeLevel, at Place, owner string, repo RepoRef) []SearchScope {
	return nil
}

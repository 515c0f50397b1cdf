package github

import (
	"context"
	"time"
)

// The methods below are the Client's for issues and pull requests, addressed by
// place.

// Issue is one issue or pull request as GitHub has it now. Its IssueRef is
// another one than asked for if it was transferred.
func (a *Accounts) Issue(ctx context.Context, p Place, ref IssueRef) (Issue, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Issue{}, err
	}
	return c.Issue(ctx, p.Installation, ref)
}

// StoredIssue is an issue or pull request as it was last seen, and when that
// was, without a request.
func (a *Accounts) StoredIssue(p Place, ref IssueRef) (Issue, time.Time, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Issue{}, time.Time{}, false
	}
	return c.StoredIssue(p.Installation, ref)
}

// PullRequest is one pull request with what a list does not tell.
func (a *Accounts) PullRequest(ctx context.Context, p Place, ref IssueRef) (PullRequest, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return PullRequest{}, err
	}
	return c.PullRequest(ctx, p.Installation, ref)
}

// StoredPullRequest is a pull request as it was last opened, and when that was,
// without a request.
func (a *Accounts) StoredPullRequest(p Place, ref IssueRef) (PullRequest, time.Time, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return PullRequest{}, time.Time{}, false
	}
	return c.StoredPullRequest(p.Installation, ref)
}

// Timeline is the first events of a conversation, at least limit of them.
func (a *Accounts) Timeline(ctx context.Context, p Place, ref IssueRef, limit int, emit func(Listing[Event])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Timeline(ctx, p.Installation, ref, limit, emit)
}

// StoredTimeline is the events kept from last time, without a request.
func (a *Accounts) StoredTimeline(p Place, ref IssueRef) (Listing[Event], bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Listing[Event]{}, false
	}
	return c.StoredTimeline(p.Installation, ref)
}

// ReviewThreads is the comments on a pull request's lines, by place.
func (a *Accounts) ReviewThreads(ctx context.Context, p Place, ref IssueRef, emit func(Listing[ReviewThread])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.ReviewThreads(ctx, p.Installation, ref, emit)
}

// Checks is the check runs and statuses of a commit.
func (a *Accounts) Checks(ctx context.Context, p Place, repo RepoRef, sha string) (Checks, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Checks{}, err
	}
	return c.Checks(ctx, p.Installation, repo, sha)
}

// PullFiles is the files that a pull request changes.
func (a *Accounts) PullFiles(ctx context.Context, p Place, ref IssueRef, emit func(Listing[File])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.PullFiles(ctx, p.Installation, ref, emit)
}

// PullCommits is the commits of a pull request, oldest first.
func (a *Accounts) PullCommits(ctx context.Context, p Place, ref IssueRef, emit func(Listing[Commit])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.PullCommits(ctx, p.Installation, ref, emit)
}

// PullSummaries is the review decision, checks and closing links of many pull
// requests.
func (a *Accounts) PullSummaries(ctx context.Context, p Place, refs []IssueRef) (map[IssueRef]PullSummary, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.PullSummaries(ctx, p.Installation, refs)
}

// Links is what an issue or pull request is connected with by closing
// references.
func (a *Accounts) Links(ctx context.Context, p Place, ref IssueRef, pull bool) ([]Linked, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Links(ctx, p.Installation, ref, pull)
}

// Labels is the labels that a repository has.
func (a *Accounts) Labels(ctx context.Context, p Place, repo RepoRef) ([]Label, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Labels(ctx, p.Installation, repo)
}

// Assignable is the logins that issues of a repository can be assigned to.
func (a *Accounts) Assignable(ctx context.Context, p Place, repo RepoRef) ([]string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Assignable(ctx, p.Installation, repo)
}

// Milestones is a repository's milestones, open and closed.
func (a *Accounts) Milestones(ctx context.Context, p Place, repo RepoRef) ([]Milestone, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Milestones(ctx, p.Installation, repo)
}

// IssueTemplates is what a repository offers as the beginning of an issue.
func (a *Accounts) IssueTemplates(ctx context.Context, p Place, repo RepoRef) ([]IssueTemplate, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.IssueTemplates(ctx, p.Installation, repo)
}

// Viewer is the login that a place acts as, without a request; "" if it is not
// known.
func (a *Accounts) Viewer(p Place) string {
	c, err := a.Client(p.Account)
	if err != nil {
		return ""
	}
	return c.Viewer(p.Installation)
}

// SearchRepositories asks GitHub's search for an owner's repositories.
func (a *Accounts) SearchRepositories(ctx context.Context, p Place, owner Owner, text string, forks bool, emit func(RepositorySearch)) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.SearchRepositories(ctx, p.Installation, owner, text, forks, emit)
}

// SearchWords is what a query's values can be completed with, as far as the
// store knows.
func (a *Accounts) SearchWords(p Place, repo RepoRef) Words {
	c, err := a.Client(p.Account)
	if err != nil {
		return Words{}
	}
	return c.SearchWords(p.Installation, repo)
}

// OwnTeams is the teams that a place's account is in.
func (a *Accounts) OwnTeams(ctx context.Context, p Place) ([]string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.OwnTeams(ctx, p.Installation)
}

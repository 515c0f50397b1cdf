package github

import (
	"context"
	"strings"
)

// maxPullFiles is how many files GitHub lists of a pull request.
const maxPullFiles = 3000

// pullJSON is a pull request by itself, with what issues do not have.
type pullJSON struct {
	issueJSON
	MergedAt       wireTime    `json:"merged_at"`
	MergedBy       *userJSON   `json:"merged_by"`
	MergeCommitSHA string      `json:"merge_commit_sha"`
	Mergeable      *bool       `json:"mergeable"`
	MergeableState string      `json:"mergeable_state"`
	Base           *pullEnd    `json:"base"`
	Head           *pullEnd    `json:"head"`
	Reviewers      []*userJSON `json:"requested_reviewers"`
	Teams          []*struct {
		Slug string `json:"slug"`
		Name string `json:"name"`
	} `json:"requested_teams"`
	ReviewComments int `json:"review_comments"`
	Commits        int `json:"commits"`
	Additions      int `json:"additions"`
	Deletions      int `json:"deletions"`
	ChangedFiles   int `json:"changed_files"`
}

// pullEnd is a side of a pull request; its repository is null once it is deleted.
type pullEnd struct {
	Label string `json:"label"`
	Ref   string `json:"ref"`
	SHA   string `json:"sha"`
	Repo  *struct {
		FullName      string `json:"full_name"`
		DefaultBranch string `json:"default_branch"`
		Archived      bool   `json:"archived"`
	} `json:"repo"`
}

func (e *pullEnd) end() PullEnd {
	if e == nil {
		return PullEnd{}
	}
	end := PullEnd{Label: e.Label, Ref: e.Ref, SHA: e.SHA}
	if e.Repo != nil {
		if repo, err := ParseRepo(e.Repo.FullName); err == nil {
			end.Repo = repo
		}
	}
	return end
}

// PullRequest is one pull request as GitHub has it now, its IssueRef where it
// was moved to. Whether it can be merged is MergeableUnknown while GitHub works
// it out: asking starts that.
func (c *Client) PullRequest(ctx context.Context, installation int64, ref IssueRef) (PullRequest, error) {
	op := "open " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return PullRequest{}, err
	}
	var got pullJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: pullPath(ref, "")}, &got)
	if err != nil {
		return PullRequest{}, err
	}
	if got.Number <= 0 {
		return PullRequest{}, c.unreadable(op, a)
	}
	p := c.pull(got, ref.Repo)
	if moved(ref, p.IssueRef) {
		c.forget(installation, ref, ErrGone)
	}
	c.keepPull(installation, p)
	return p, nil
}

func (c *Client) pull(j pullJSON, within RepoRef) PullRequest {
	base := j.Base.end()
	if base.Repo != (RepoRef{}) {
		within = base.Repo
		c.learnBase(within, j.Base)
	}
	p := PullRequest{
		Issue: c.issue(j.issueJSON, within),
		Base:  base, Head: j.Head.end(), Merged: !j.MergedAt.IsZero(), MergedBy: j.MergedBy.login(),
		MergeCommit: j.MergeCommitSHA, MergeableState: strings.ToLower(j.MergeableState),
		Commits: j.Commits, ChangedFiles: j.ChangedFiles, Additions: j.Additions, Deletions: j.Deletions,
		ReviewComments: j.ReviewComments,
	}
	p.Pull, p.MergedAt = true, j.MergedAt.Time
	p.State = issueState(p.Issue, strings.EqualFold(j.State, "open"))
	if c.pageURL(j.HTMLURL) == "" {
		p.URL = c.issueURL(p.IssueRef, true)
	}
	if j.Mergeable != nil {
		p.Mergeable = MergeableNo
		if *j.Mergeable {
			p.Mergeable = MergeableYes
		}
	}
	for _, u := range j.Reviewers {
		if login := u.login(); login != "" {
			p.Reviewers = append(p.Reviewers, login)
		}
	}
	for _, t := range j.Teams {
		if t != nil && t.Slug != "" {
			p.Teams = append(p.Teams, t.Slug)
		}
	}
	return p
}

// PullFiles lists the files that a pull request changes, up to GitHub's 3,000,
// growing page by page.
func (c *Client) PullFiles(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[File])) error {
	op := "list the files of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return err
	}
	p := &pager[File, string]{
		key: func(f File) string { return f.Path }, now: c.now, emit: emit, pages: maxPullFiles / perPage,
		fetch: rows(c, ask{op: op, installation: installation, path: pullPath(ref, "/files")}, c.file),
	}
	_, err := p.run(ctx)
	return err
}

// PullCommits lists the commits of a pull request, oldest first, up to GitHub's
// 250, growing page by page.
func (c *Client) PullCommits(ctx context.Context, installation int64, ref IssueRef, emit func(Listing[Commit])) error {
	op := "list the commits of " + ref.String()
	if err := c.checkIssue(op, ref); err != nil {
		return err
	}
	p := &pager[Commit, string]{
		key: func(commit Commit) string { return commit.SHA }, now: c.now, emit: emit,
		fetch: rows(c, ask{op: op, installation: installation, path: pullPath(ref, "/commits")}, c.commit),
	}
	_, err := p.run(ctx)
	return err
}

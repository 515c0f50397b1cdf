package github

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// pullNow is a pull request as it has just been read, with what matters for
// links and is the repository's.
type pullNow struct {
	PullRequest
	Default  string // the repository's default branch, "" if it is not known
	Archived bool
}

// intoDefault reports whether GitHub reads closing keywords in the body: it does
// so only where the default branch is merged into.
func (p pullNow) intoDefault() bool { return p.Default == "" || p.Base.Ref == p.Default }

// baseJSON is what a pull request's answer tells of its repository.
type baseJSON struct {
	Base *struct {
		Repo *struct {
			DefaultBranch string `json:"default_branch"`
			Archived      bool   `json:"archived"`
		} `json:"repo"`
	} `json:"base"`
}

// readPull reads the pull request that is about to be written to, or was. One
// that is an issue is told so.
func (c *Client) readPull(ctx context.Context, op string, installation int64, ref IssueRef) (pullNow, error) {
	if err := c.checkIssue(op, ref); err != nil {
		return pullNow{}, err
	}
	var got pullJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: pullPath(ref, "")}, &got)
	if is(err, ErrNotFound) {
		if i, lookErr := c.issueFor(ctx, op, installation, ref); lookErr == nil && !i.Pull {
			return pullNow{}, c.invalid(op, ref.String()+" is an issue, not a pull request", "Choose the pull request that does the work.")
		}
	}
	if err != nil {
		return pullNow{}, err
	}
	if got.Number <= 0 {
		return pullNow{}, c.unreadable(op, a)
	}
	p := pullNow{PullRequest: c.pull(got, ref.Repo)}
	var base baseJSON
	if json.Unmarshal(a.body, &base) == nil && base.Base != nil && base.Base.Repo != nil {
		p.Default, p.Archived = base.Base.Repo.DefaultBranch, base.Base.Repo.Archived
	}
	if p.Default == "" {
		c.defaultBranch(ctx, installation, &p)
	}
	c.keepPull(installation, p.PullRequest)
	return p, nil
}

// defaultBranch fills in what the answer left out: from the stored listing, else
// by a request. Where neither tells, it stays unknown.
func (c *Client) defaultBranch(ctx context.Context, installation int64, p *pullNow) {
	repo := p.IssueRef.Repo
	for _, owner := range []string{"", repo.Owner} {
		l, _ := c.StoredRepositories(installation, owner)
		for i := range l.Items {
			if r := &l.Items[i]; strings.EqualFold(r.RepoRef.String(), repo.String()) && r.DefaultBranch != "" {
				p.Default, p.Archived = r.DefaultBranch, r.Archived
				return
			}
		}
	}
	if r, err := c.Repository(ctx, installation, repo); err == nil {
		p.Default, p.Archived = r.DefaultBranch, r.Archived
	}
}

// issueFor is an issue as it is stored, else as GitHub has it.
func (c *Client) issueFor(ctx context.Context, op string, installation int64, ref IssueRef) (Issue, error) {
	if i, _, ok := c.StoredIssue(installation, ref); ok {
		return i, nil
	}
	var got issueJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: issuePath(ref, "")}, &got)
	if err != nil {
		return Issue{}, err
	}
	if got.Number <= 0 {
		return Issue{}, c.unreadable(op, a)
	}
	i := c.issue(got, ref.Repo)
	c.keepIssue(installation, i)
	return i, nil
}

// bodySum tells whether two bodies are the same, to the byte.
func bodySum(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

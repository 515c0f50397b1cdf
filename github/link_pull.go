package github

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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

// baseFact is what a pull request's answer tells of its repository.
type baseFact struct {
	branch   string // the default one
	archived bool
}

// learnBase keeps what an answer tells of the repository that a pull request
// goes into.
func (c *Client) learnBase(repo RepoRef, e *pullEnd) {
	if e.Repo.DefaultBranch == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bases == nil {
		c.bases = map[string]baseFact{}
	}
	c.bases[strings.ToLower(repo.String())] = baseFact{e.Repo.DefaultBranch, e.Repo.Archived}
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
	c.defaultBranch(ctx, installation, &p)
	c.keepPull(installation, p.PullRequest)
	return p, nil
}

// defaultBranch fills in what is known of the repository, else what a request
// tells. If that fails, it stays unknown.
func (c *Client) defaultBranch(ctx context.Context, installation int64, p *pullNow) {
	if c.knownBranch(installation, p) {
		return
	}
	if r, err := c.Repository(ctx, installation, p.IssueRef.Repo); err == nil {
		p.Default, p.Archived = r.DefaultBranch, r.Archived
	}
}

// knownBranch fills in what the last answer told of the repository, else what
// the stored listing does.
func (c *Client) knownBranch(installation int64, p *pullNow) bool {
	repo := p.IssueRef.Repo
	c.mu.Lock()
	b, ok := c.bases[strings.ToLower(repo.String())]
	c.mu.Unlock()
	if ok {
		p.Default, p.Archived = b.branch, b.archived
		return true
	}
	for _, owner := range []string{"", repo.Owner} {
		l, _ := c.StoredRepositories(installation, owner)
		for i := range l.Items {
			if r := &l.Items[i]; strings.EqualFold(r.RepoRef.String(), repo.String()) && r.DefaultBranch != "" {
				p.Default, p.Archived = r.DefaultBranch, r.Archived
				return true
			}
		}
	}
	return false
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

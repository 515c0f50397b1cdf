package github

import "context"

// The methods below are the Client's for comparisons and what commits belong to,
// addressed by place.

// Compare compares two ends of a repository's history.
func (a *Accounts) Compare(ctx context.Context, p Place, repo RepoRef, spec CompareSpec, emit func(Comparison)) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Compare(ctx, p.Installation, repo, spec, emit)
}

// TreeDiff is the files in which two commits or trees differ, by their SHAs.
func (a *Accounts) TreeDiff(ctx context.Context, p Place, repo RepoRef, oldSHA, newSHA string) ([]File, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.TreeDiff(ctx, p.Installation, repo, oldSHA, newSHA)
}

// Modes tells the modes of changed files that are not ordinary ones.
func (a *Accounts) Modes(ctx context.Context, p Place, repo RepoRef, oldSHA, newSHA string, listed []File) ([]File, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Modes(ctx, p.Installation, repo, oldSHA, newSHA, listed)
}

// CommitsWhere lists the commits that meet a query, at least limit of them.
func (a *Accounts) CommitsWhere(ctx context.Context, p Place, repo RepoRef, q CommitQuery, limit int, emit func(Listing[Commit])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.CommitsWhere(ctx, p.Installation, repo, q, limit, emit)
}

// PullsOfCommit is the pull requests of a commit, the one that introduced it first.
func (a *Accounts) PullsOfCommit(ctx context.Context, p Place, repo RepoRef, sha string) ([]CommitPull, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.PullsOfCommit(ctx, p.Installation, repo, sha)
}

// StoredPullsOfCommit is those as they were last found, without a request.
func (a *Accounts) StoredPullsOfCommit(p Place, repo RepoRef, sha string) ([]CommitPull, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, false
	}
	return c.StoredPullsOfCommit(p.Installation, repo, sha)
}

// Release finds what came between two refs.
func (a *Accounts) Release(ctx context.Context, p Place, repo RepoRef, from, to string, emit func(Release)) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Release(ctx, p.Installation, repo, from, to, emit)
}

// CommitChecks is how all checks of each of some commits came out together.
func (a *Accounts) CommitChecks(ctx context.Context, p Place, repo RepoRef, shas []string) (map[string]CheckState, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.CommitChecks(ctx, p.Installation, repo, shas)
}

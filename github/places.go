package github

import "context"

// The methods below are the Client's, addressed by place: they find the account
// and act as its installation.

// Identity is who the account turned out to be.
func (a *Accounts) Identity(ctx context.Context, account string) (Identity, error) {
	c, err := a.Client(account)
	if err != nil {
		return Identity{}, err
	}
	return c.Identity(ctx)
}

// Installations lists an App's installations, or a token's owners.
func (a *Accounts) Installations(ctx context.Context, account string, emit func(Listing[Installation])) error {
	c, err := a.Client(account)
	if err != nil {
		return err
	}
	return c.Installations(ctx, emit)
}

// StoredInstallations is the listing kept from last time, without a request.
func (a *Accounts) StoredInstallations(account string) (Listing[Installation], bool) {
	c, err := a.Client(account)
	if err != nil {
		return Listing[Installation]{}, false
	}
	return c.StoredInstallations()
}

// Repositories lists what a place reaches; owner narrows a token's to one owner.
func (a *Accounts) Repositories(ctx context.Context, p Place, owner string, emit func(Listing[Repository])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Repositories(ctx, p.Installation, owner, emit)
}

// StoredRepositories is the listing kept from last time, without a request.
func (a *Accounts) StoredRepositories(p Place, owner string) (Listing[Repository], bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Listing[Repository]{}, false
	}
	return c.StoredRepositories(p.Installation, owner)
}

// Access asks whether a repository can be reached.
func (a *Accounts) Access(ctx context.Context, p Place, repo RepoRef) (Access, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Access{}, err
	}
	return c.Access(ctx, p.Installation, repo)
}

// Refs lists branches and tags.
func (a *Accounts) Refs(ctx context.Context, p Place, repo RepoRef, emit func(Listing[Ref])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Refs(ctx, p.Installation, repo, emit)
}

// StoredRefs is the listing kept from last time, without a request.
func (a *Accounts) StoredRefs(p Place, repo RepoRef) (Listing[Ref], bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Listing[Ref]{}, false
	}
	return c.StoredRefs(p.Installation, repo)
}

// Commits lists the newest commits of a ref, at most limit of them.
func (a *Accounts) Commits(ctx context.Context, p Place, repo RepoRef, ref string, limit int, emit func(Listing[Commit])) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Commits(ctx, p.Installation, repo, ref, limit, emit)
}

// StoredCommits is the listing kept from last time, without a request.
func (a *Accounts) StoredCommits(p Place, repo RepoRef, ref string) (Listing[Commit], bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Listing[Commit]{}, false
	}
	return c.StoredCommits(p.Installation, repo, ref)
}

// Commit is one commit with its files.
func (a *Accounts) Commit(ctx context.Context, p Place, repo RepoRef, sha string, emit func(CommitFiles)) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.Commit(ctx, p.Installation, repo, sha, emit)
}

// StoredCommitList is a commit looked at before, without a request and perhaps
// without the patches of some files.
func (a *Accounts) StoredCommitList(p Place, repo RepoRef, sha string) (CommitFiles, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return CommitFiles{}, false
	}
	return c.StoredCommitList(p.Installation, repo, sha)
}

// StoredPatches is such a commit with the patches of all files, without a request.
func (a *Accounts) StoredPatches(p Place, list CommitFiles) (CommitFiles, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return CommitFiles{}, false
	}
	return c.StoredPatches(list)
}

// Quotas is what is left of a place's rate limits, as its last answers told.
func (a *Accounts) Quotas(p Place) []Quota {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil
	}
	return c.Quotas(p.Installation)
}

// Grant is an installation's token as it was granted: permissions and expiry.
// ok is false before one was minted. It makes no request.
func (a *Accounts) Grant(p Place) (g TokenGrant, ok bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return TokenGrant{}, false
	}
	perms, expires, ok := c.Grant(p.Installation)
	return TokenGrant{Permissions: perms, Expires: expires}, ok
}

package github

import (
	"context"
	"strings"
	"time"

	"hubtrail/github/codeowners"
)

// CommitSHA is the commit that a ref stands for.
func (a *Accounts) CommitSHA(ctx context.Context, p Place, repo RepoRef, ref string) (string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", err
	}
	return c.CommitSHA(ctx, p.Installation, repo, ref)
}

// Ownership is who owns each file of a repository at a ref.
func (a *Accounts) Ownership(ctx context.Context, p Place, repo RepoRef, ref string) (*Ownership, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Ownership(ctx, p.Installation, repo, ref)
}

// StoredOwnership is that of a ref as it was last read, and when, without a
// request.
func (a *Accounts) StoredOwnership(p Place, repo RepoRef, ref string) (*Ownership, time.Time, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, time.Time{}, false
	}
	return c.StoredOwnership(p.Installation, repo, ref)
}

// OwnersFile is the CODEOWNERS file at a ref, with the commit it was read at.
func (a *Accounts) OwnersFile(ctx context.Context, p Place, repo RepoRef, ref string) (*OwnersFile, string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, "", err
	}
	return c.OwnersFile(ctx, p.Installation, repo, ref)
}

// StoredOwnersFile is the file of a ref as it was last read, without a request.
func (a *Accounts) StoredOwnersFile(p Place, repo RepoRef, ref string) (*OwnersFile, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, false
	}
	return c.StoredOwnersFileOf(p.Installation, repo, ref)
}

// OwnersErrors is what GitHub finds wrong with the CODEOWNERS file at a ref.
func (a *Accounts) OwnersErrors(ctx context.Context, p Place, repo RepoRef, ref string) ([]codeowners.Problem, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.OwnersErrors(ctx, p.Installation, repo, ref)
}

// Mine is the owners that mean the person signed in.
func (a *Accounts) Mine(ctx context.Context, p Place) ([]string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Mine(ctx, p.Installation)
}

// TeamMembers is the logins of a team, given as "org/slug".
func (a *Accounts) TeamMembers(ctx context.Context, p Place, team string) ([]string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.TeamMembers(ctx, p.Installation, team)
}

// StoredTeamMembers is the members of a team as last read, without a request.
func (a *Accounts) StoredTeamMembers(p Place, team string) ([]string, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, false
	}
	return c.StoredTeamMembers(p.Installation, team)
}

// FileURL is the page of a file, or of a folder if the path ends with a slash;
// line counts from 1, 0 is none. "" if the account is not there.
func (a *Accounts) FileURL(p Place, repo RepoRef, ref, path string, line int) string {
	c, err := a.Client(p.Account)
	if err != nil {
		return ""
	}
	if strings.HasSuffix(path, "/") {
		return c.web.TreeURL(repo, ref, path)
	}
	return c.web.BlobURL(repo, ref, path, line)
}

// LinesURL is the page of a file with lines of it marked, which count from 1; "" if
// the account is not there.
func (a *Accounts) LinesURL(p Place, repo RepoRef, ref, path string, first, last int) string {
	c, err := a.Client(p.Account)
	if err != nil {
		return ""
	}
	return c.web.LinesURL(repo, ref, path, first, last)
}

// RefOf settles where the ref of an address ends and its path begins.
func (a *Accounts) RefOf(ctx context.Context, p Place, repo RepoRef, ref, path string) (settledRef, settledPath string, err error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", "", err
	}
	return c.RefOf(ctx, p.Installation, repo, ref, path)
}

// CompareURL is the page that compares two ends of a history; "" if the account is
// not there.
func (a *Accounts) CompareURL(p Place, repo RepoRef, spec CompareSpec) string {
	c, err := a.Client(p.Account)
	if err != nil {
		return ""
	}
	return c.web.CompareURL(repo, spec)
}

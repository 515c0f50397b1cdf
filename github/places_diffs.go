package github

import "context"

// FilePatch makes the patch of a changed file that GitHub left out.
func (a *Accounts) FilePatch(ctx context.Context, p Place, repo RepoRef, before, after string, f File, differ Differ) (string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", err
	}
	return c.FilePatch(ctx, p.Installation, repo, before, after, f, differ)
}

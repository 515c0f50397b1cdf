package github

import (
	"context"
	"errors"
	"fmt"
)

// Access asks, step by step, whether a repository can be read: whether it is
// visible, then whether its commits are. Listing its webhooks is evidence of
// more, not a condition: it needs the administrator's rights. A limit, an
// outage or a lost connection is AccessUnknown, never a refusal. The only error
// is that of ctx.
func (c *Client) Access(ctx context.Context, installation int64, repo RepoRef) (Access, error) {
	a := Access{CheckedAt: c.now()}
	r, err := c.Repository(ctx, installation, repo)
	if err != nil {
		return c.noAccess(ctx, a, repo, err, fmt.Sprintf("%s does not exist, or is private and not visible to %s.", repo, c.onBehalf(installation)))
	}
	repo = r.RepoRef // it may have been renamed
	var commits []struct{}
	_, err = c.get(ctx, ask{
		op: "read the commits of " + repo.String(), installation: installation, path: repoPath(repo, "/commits?per_page=1"),
	}, &commits)
	if err != nil && !errors.Is(err, ErrEmptyRepository) {
		return c.noAccess(ctx, a, repo, err, "")
	}
	a.State, a.Repository = AccessGranted, r
	a.Text = fmt.Sprintf("%s can read %s.", sentence(c.onBehalf(installation)), repo)
	if err != nil {
		a.Text = fmt.Sprintf("%s can read %s, which has no commits yet.", sentence(c.onBehalf(installation)), repo)
	}
	var hooks []struct{}
	if _, err = c.get(ctx, ask{
		op: "list the webhooks of " + repo.String(), installation: installation, path: repoPath(repo, "/hooks?per_page=1"),
	}, &hooks); err == nil {
		a.Hooks = "administrator"
	}
	return a, ctx.Err()
}

// noAccess sorts a failure into the answers that are not "granted". missing is
// what a 404 means at this step, "" if the repository is known to exist.
func (c *Client) noAccess(ctx context.Context, a Access, repo RepoRef, err error, missing string) (Access, error) {
	if ctx.Err() != nil {
		return a, ctx.Err()
	}
	var e *Error
	if errors.As(err, &e) {
		a.Fix = e.Remedy()
	}
	switch {
	case is(err, ErrInvalid) || is(err, ErrNotFound, ErrGone) && missing != "":
		a.State, a.Text = AccessNotFound, missing
	case is(err, ErrNotGranted, ErrForbidden, ErrSSO, ErrSuspended, ErrBlocked, ErrNotFound):
		a.State = AccessNotGranted
		a.Text = fmt.Sprintf("%s exists, but this account may not read its contents.", repo)
		if missing != "" {
			a.Text = fmt.Sprintf("GitHub refuses this account %s.", repo)
		}
		if e != nil && e.Message != "" {
			a.Text += " GitHub says: " + e.Message
		}
	default:
		a.State = AccessUnknown
		a.Text = fmt.Sprintf("Whether %s can be read is not known: %v", repo, err)
	}
	return a, nil
}

// sentence starts with a capital letter.
func sentence(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

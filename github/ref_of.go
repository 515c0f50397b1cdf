package github

import (
	"context"
	"errors"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// RefOf settles where the ref of an address ends and its path begins, see Target:
// of "feature/x/main.go" GitHub knows whether feature or feature/x is a branch or a
// tag. No request is made where nothing is open, one where the ref is the first part,
// and up to three else. ErrNoRef is an address that no branch, tag or commit of the
// repository begins. Where GitHub cannot be asked the ref is the first part: who
// reads there meets the failure, or has it stored.
func (c *Client) RefOf(ctx context.Context, installation int64, repo RepoRef, ref, path string) (settledRef, settledPath string, err error) {
	if path == "" || ref == "HEAD" || strings.HasPrefix(ref, "refs/") {
		return ref, path, nil
	}
	whole, best := ref+"/"+path, ""
	op := "open " + whole + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return ref, path, err
	}
	if err := c.checkRef(op, whole); err != nil {
		return ref, path, err
	}
	_, err = c.CommitSHA(ctx, installation, repo, ref)
	if err == nil || !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrInvalid) {
		return ref, path, nil
	}
	for _, kind := range [...]string{"heads/", "tags/"} {
		var found []gh.Reference
		q := ask{op: op, installation: installation, path: repoPath(repo, "/git/matching-refs/"+kind+escapePath(ref))}
		if _, err := c.get(ctx, q, &found); err != nil {
			return ref, path, nil
		}
		for i := range found {
			name := strings.TrimPrefix(found[i].GetRef(), "refs/"+kind)
			if strings.HasPrefix(whole+"/", name+"/") && len(name) > len(best) {
				best = name
			}
		}
	}
	if best == "" {
		return ref, path, c.fault(op, ErrNoRef)
	}
	return best, strings.TrimPrefix(whole[len(best):], "/"), nil
}

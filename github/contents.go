package github

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
)

// Contents is a file's bytes at a ref, "" being the default branch, up to
// GitHub's 100 MB. A path that is no file gives ErrNotFound.
func (c *Client) Contents(ctx context.Context, installation int64, repo RepoRef, path, ref string) ([]byte, error) {
	path = strings.Trim(path, "/")
	op := "read " + path + " of " + repo.String()
	a, err := c.contents(ctx, op, installation, repo, path, ref)
	if err != nil {
		return nil, err
	}
	if !a.raw() {
		e := c.fault(op, ErrNotFound)
		e.Status, e.Message, e.remedy = a.status, "it is a folder or a submodule, not a file", "Open it in the browser instead."
		return nil, e
	}
	return a.body, nil
}

// raw reports whether the answer is the bytes asked for. A folder, a submodule
// or a dangling link comes as JSON in spite of the media type.
func (a answer) raw() bool {
	return !strings.HasPrefix(a.header.Get("Content-Type"), "application/json")
}

// contents asks for what is at a path. It asks for the raw media type, which has
// no limit of 1 MB and no base64, and builds the request itself: go-github
// refuses file names that hold "..".
func (c *Client) contents(ctx context.Context, op string, installation int64, repo RepoRef, path, ref string) (answer, error) {
	if err := c.checkRepo(op, repo); err != nil {
		return answer{}, err
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." {
			return answer{}, c.invalid(op, "it is not a path within a repository", "Write it from the top of the repository, like docs/README.md.")
		}
	}
	q := ask{op: op, installation: installation, path: repoPath(repo, "/contents/"+escapePath(path)), accept: mediaRaw}
	if ref != "" {
		q.path += "?ref=" + url.QueryEscape(ref)
	}
	a, err := c.send(ctx, q)
	if is(err, ErrBadAnswer) && a.status == 403 { // older servers stop at 1 MB here, not at blobs
		return c.blob(ctx, q, repo, path, ref)
	}
	return a, err
}

// blob reads a file through its folder's listing and its blob.
func (c *Client) blob(ctx context.Context, q ask, repo RepoRef, path, ref string) (answer, error) {
	folder := ""
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		folder = path[:i]
	}
	list := ask{op: q.op, installation: q.installation, path: repoPath(repo, "/contents/"+escapePath(folder))}
	list.path = strings.TrimSuffix(list.path, "/") // GitHub answers 404 to a slash at the end
	if ref != "" {
		list.path += "?ref=" + url.QueryEscape(ref)
	}
	var entries []struct {
		Path string `json:"path"`
		SHA  string `json:"sha"`
	}
	a, err := c.send(ctx, list)
	if err != nil {
		return answer{}, err
	}
	if json.Unmarshal(a.body, &entries) != nil {
		return answer{}, c.unreadable(q.op, a)
	}
	for _, e := range entries {
		if e.Path == path && isSHA(e.SHA) {
			return c.send(ctx, ask{
				op: q.op, installation: q.installation, path: repoPath(repo, "/git/blobs/"+e.SHA), accept: mediaRaw,
			})
		}
	}
	return answer{}, c.fault(q.op, ErrNotFound)
}

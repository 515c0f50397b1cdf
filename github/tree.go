package github

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Tree is the files that a commit tracks.
type Tree struct {
	Commit string   // its SHA
	Paths  []string // files, links and submodules, sorted by bytes; not to be changed
	Cut    bool     // some are missing: there are more than maxTreePaths
}

// Has reports whether the tree holds a path.
func (t Tree) Has(path string) bool {
	_, ok := slices.BinarySearch(t.Paths, path)
	return ok
}

// maxTreePaths bounds a tree, whatever the server lists.
const maxTreePaths = 2_000_000

// CommitSHA is the commit that a branch, tag or the beginning of a SHA stands
// for; "" is the default branch. A whole SHA is not asked about.
func (c *Client) CommitSHA(ctx context.Context, installation int64, repo RepoRef, ref string) (string, error) {
	if len(ref) == 40 && isSHA(ref) {
		return strings.ToLower(ref), nil
	}
	name := ref
	if name == "" {
		name = "HEAD"
	}
	op := "look up " + name + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return "", err
	}
	a, err := c.send(ctx, ask{
		op: op, installation: installation, path: repoPath(repo, "/commits/"+escapePath(name)), accept: "application/vnd.github.sha",
	})
	if err != nil {
		return "", err
	}
	sha := strings.TrimSpace(string(a.body))
	if len(sha) < 40 || !isSHA(sha[:40]) {
		return "", c.unreadable(op, a)
	}
	sha = strings.ToLower(sha)
	keepAnswer(c, textRows(), installation, keptSHA+repo.String()+"\x00"+ref, Listing[string]{Items: []string{sha}, At: c.now()})
	return sha, nil
}

// StoredCommitSHA is the commit that a ref stood for when last asked, and when
// that was, without a request.
func (c *Client) StoredCommitSHA(installation int64, repo RepoRef, ref string) (sha string, at time.Time, ok bool) {
	if len(ref) == 40 && isSHA(ref) {
		return strings.ToLower(ref), time.Time{}, true
	}
	l, ok := storedAnswer(c, textRows(), installation, keptSHA+repo.String()+"\x00"+ref)
	if !ok || len(l.Items) != 1 {
		return "", time.Time{}, false
	}
	return l.Items[0], l.At, true
}

// Tree is the files of a commit, given by its whole SHA. One that was read
// before comes from the store without a request. Where GitHub cuts a listing
// (100,000 entries, 7 MB) the folders are asked for one by one.
func (c *Client) Tree(ctx context.Context, installation int64, repo RepoRef, commit string) (Tree, error) {
	op := "list the files of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return Tree{}, err
	}
	if len(commit) != 40 || !isSHA(commit) {
		return Tree{}, c.invalid(op, "it is not a commit's SHA", "Write 40 hexadecimal digits.")
	}
	if t, ok := c.StoredTree(installation, repo, commit); ok {
		return t, nil
	}
	t := Tree{Commit: commit}
	var err error
	if t.Paths, t.Cut, err = c.treePaths(ctx, op, installation, repo, commit); err != nil {
		return Tree{}, err
	}
	if !slices.IsSorted(t.Paths) {
		slices.Sort(t.Paths)
	}
	if !t.Cut {
		keepAnswer(c, textRows(), installation, treeName(repo, commit), Listing[string]{Items: t.Paths, At: c.now()})
	}
	return t, nil
}

// StoredTree is a tree read before, without a request.
func (c *Client) StoredTree(installation int64, repo RepoRef, commit string) (Tree, bool) {
	l, ok := storedAnswer(c, textRows(), installation, treeName(repo, commit))
	return Tree{Commit: commit, Paths: l.Items}, ok
}

func treeName(repo RepoRef, commit string) string { return keptTree + repo.String() + "\x00" + commit }

// treeEntry is an entry of a git tree.
type treeEntry struct {
	Path string `json:"path"`
	Type string `json:"type"`
	SHA  string `json:"sha"`
}

// treePaths lists a tree with all below it.
func (c *Client) treePaths(ctx context.Context, op string, installation int64, repo RepoRef, sha string) (paths []string, cut bool, err error) {
	entries, whole, err := c.treeEntries(ctx, op, installation, repo, sha, "?recursive=1")
	if err != nil {
		return nil, false, err
	}
	if whole {
		paths = make([]string, 0, len(entries))
		for i := range entries {
			if entries[i].Type != "tree" && entries[i].Path != "" {
				paths = append(paths, entries[i].Path)
			}
		}
		return paths, false, nil
	}
	if entries, whole, err = c.treeEntries(ctx, op, installation, repo, sha, ""); err != nil {
		return nil, false, err
	}
	cut = !whole
	for _, e := range entries {
		switch {
		case len(paths) >= maxTreePaths:
			return paths, true, nil
		case e.Type != "tree":
			paths = append(paths, e.Path)
			continue
		case !isSHA(e.SHA):
			cut = true
			continue
		}
		below, lacking, err := c.treePaths(ctx, op, installation, repo, e.SHA)
		if err != nil {
			return nil, false, err
		}
		cut = cut || lacking
		for _, p := range below {
			paths = append(paths, e.Path+"/"+p)
		}
	}
	return paths, cut, nil
}

// treeEntries is one listing; whole is false if GitHub cut it.
func (c *Client) treeEntries(ctx context.Context, op string, installation int64, repo RepoRef, sha, query string) (entries []treeEntry, whole bool, err error) {
	a, err := c.send(ctx, ask{op: op, installation: installation, path: repoPath(repo, "/git/trees/"+url.PathEscape(sha)+query)})
	if err != nil {
		return nil, false, err
	}
	var got struct {
		Tree      []treeEntry `json:"tree"`
		Truncated bool        `json:"truncated"`
	}
	if json.Unmarshal(a.body, &got) != nil || got.Tree == nil {
		return nil, false, c.unreadable(op, a)
	}
	return got.Tree, !got.Truncated, nil
}

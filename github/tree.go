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
// for, or an ancestor of it: main~3, v1.2^2; "" is the default branch. A whole SHA
// is not asked about.
func (c *Client) CommitSHA(ctx context.Context, installation int64, repo RepoRef, ref string) (string, error) {
	if IsWholeSHA(ref) {
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
	if err := c.checkRef(op, name); err != nil {
		return "", err
	}
	sha, err := c.lookUp(ctx, op, installation, repo, name)
	if err != nil {
		return "", err
	}
	keepAnswer(c, textRows(), installation, keptSHA+repo.String()+"\x00"+ref, Listing[string]{Items: []string{sha}, At: c.now()})
	return sha, nil
}

func (c *Client) lookUp(ctx context.Context, op string, installation int64, repo RepoRef, name string) (string, error) {
	bare, way := cutWay(name)
	if way != "" {
		return c.ancestor(ctx, op, installation, repo, name)
	}
	a, err := c.send(ctx, ask{
		op: op, installation: installation, path: repoPath(repo, "/commits/"+escapePath(bare)), accept: "application/vnd.github.sha",
	})
	if err != nil {
		return "", err
	}
	sha := strings.TrimSpace(string(a.body))
	if !IsWholeSHA(sha) {
		return "", c.unreadable(op, a)
	}
	return strings.ToLower(sha), nil
}

// ShortRef is a branch or tag as it is, and a commit's whole SHA in seven digits.
func ShortRef(ref string) string {
	if IsWholeSHA(ref) {
		return ref[:7]
	}
	return ref
}

// StoredCommitSHA is the commit that a ref stood for when last asked, and when
// that was, without a request.
func (c *Client) StoredCommitSHA(installation int64, repo RepoRef, ref string) (sha string, at time.Time, ok bool) {
	if IsWholeSHA(ref) {
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
	if !IsWholeSHA(commit) {
		return Tree{}, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
	}
	if t, ok := c.StoredTree(installation, repo, commit); ok {
		return t, nil
	}
	w := treeWalk{treeSource: treeSource{c: c, op: op, installation: installation, repo: repo}}
	if err := w.below(ctx, commit, ""); err != nil {
		return Tree{}, err
	}
	t := Tree{Commit: commit, Paths: w.paths, Cut: w.cut}
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
	Mode string `json:"mode"`
	Type string `json:"type"`
	SHA  string `json:"sha"`
}

// maxTreeFolders bounds how many folders of a cut listing are asked for.
const maxTreeFolders = 2000

// treeWalk asks for a tree whose listing GitHub cuts.
type treeWalk struct {
	treeSource
	folders int // asked for
	paths   []string
	cut     bool // something is missing
}

// treeSource is where trees are asked for, and what for.
type treeSource struct {
	c            *Client
	op           string
	installation int64
	repo         RepoRef
}

// below adds the paths of a tree and of all below it, each after a prefix.
func (w *treeWalk) below(ctx context.Context, sha, prefix string) error {
	if w.folders == maxTreeFolders {
		w.cut = true
		return nil
	}
	w.folders++
	entries, whole, err := w.entries(ctx, sha, "?recursive=1")
	if err != nil {
		return err
	}
	if !whole {
		all := false
		if entries, all, err = w.entries(ctx, sha, ""); err != nil {
			return err
		}
		w.cut = w.cut || !all
	}
	for i := range entries {
		e := &entries[i]
		switch {
		case len(w.paths) >= maxTreePaths:
			w.cut = true
			return nil
		case e.Path == "":
		case e.Type != "tree":
			w.paths = append(w.paths, prefix+e.Path)
		case whole: // its files are in the listing
		case !isSHA(e.SHA):
			w.cut = true
		default:
			if err := w.below(ctx, e.SHA, prefix+e.Path+"/"); err != nil {
				return err
			}
		}
	}
	return nil
}

// entries is one listing; whole is false if GitHub cut it.
func (s treeSource) entries(ctx context.Context, sha, query string) (entries []treeEntry, whole bool, err error) {
	a, err := s.c.send(ctx, ask{
		op: s.op, installation: s.installation, path: repoPath(s.repo, "/git/trees/"+url.PathEscape(sha)+query),
	})
	if err != nil {
		return nil, false, err
	}
	var got struct {
		Tree      []treeEntry `json:"tree"`
		Truncated bool        `json:"truncated"`
	}
	if json.Unmarshal(a.body, &got) != nil || got.Tree == nil {
		return nil, false, s.c.unreadable(s.op, a)
	}
	return got.Tree, !got.Truncated, nil
}

package embedded

import (
	"context"
	"errors"
)

// extent is what lies between the two ends of a pull request.
type extent struct {
	mergeBase                            string // "" if an end is gone, or nothing is in common
	commits, files, additions, deletions int
}

func (x extent) span(head string) span { return span{base: x.mergeBase, head: head} }

// extent reckons a pull request's extent and remembers it: commits do not
// change.
func (r *repo) extent(ctx context.Context, e *entry, ids revisions) (extent, error) {
	var x extent
	base, head := e.Pull.baseRevision(), e.Pull.headRevision()
	if !ids.has(base) || !ids.has(head) {
		return x, nil
	}
	key := [2]string{ids.id(base), ids.id(head)}
	e.book.mu.Lock()
	x, ok := e.book.extents[key]
	e.book.mu.Unlock()
	if ok {
		return x, nil
	}
	between, err := r.compare(ctx, key[0], key[1])
	if err != nil && !errors.Is(err, errUnrelated) {
		return x, err
	}
	if err == nil {
		x.mergeBase, x.commits = between.mergeBase, between.ahead
		files, err := r.changes(ctx, x.span(key[1]))
		if err != nil {
			return x, err
		}
		total := stats(files)
		x.files, x.additions, x.deletions = len(files), total.Additions, total.Deletions
	}
	e.book.mu.Lock()
	defer e.book.mu.Unlock()
	e.book.extents[key] = x
	return x, nil
}

// pullCommits are the commits of a pull request, oldest first, none of an issue.
func (r *repo) pullCommits(ctx context.Context, e *entry, ids revisions) ([]commit, error) {
	if e.Pull == nil || !ids.has(e.Pull.baseRevision()) || !ids.has(e.Pull.headRevision()) {
		return nil, nil
	}
	return r.between(ctx, ids.id(e.Pull.baseRevision()), ids.id(e.Pull.headRevision()), 0, pullCommitsLimit)
}

func listPullFiles(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	x, err := r.extent(c.ctx(), e, ids)
	if err != nil {
		return answer{}, err
	}
	if x.mergeBase == "" {
		return c.json([]fileJSON{})
	}
	sp := x.span(ids.id(e.Pull.headRevision()))
	files, err := r.changes(c.ctx(), sp)
	if err != nil {
		return answer{}, err
	}
	files = files[:min(len(files), pullFilesLimit)]
	p := c.page()
	c.links(p, len(files), false)
	from := min(p.skip(), len(files))
	to := min(from+p.size, len(files))
	shown, err := r.patches(c.ctx(), sp, from, to, budget{pullPatchLines, pullPatchBytes})
	if err != nil {
		return answer{}, err
	}
	return c.json(c.filesJSON(r, sp, counted(shown, files[from:to])))
}

func listPullCommits(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	list, err := r.pullCommits(c.ctx(), e, ids)
	if err != nil {
		return answer{}, err
	}
	out := []*commitJSON{}
	for _, k := range window(c, list) {
		out = append(out, c.commitJSON(r, &k))
	}
	return c.json(out)
}

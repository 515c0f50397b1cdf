package embedded

import (
	"bytes"
	"context"
	"strings"
)

// listCommitPulls lists the pull requests that have a commit, or that put it on
// their base by merging.
func listCommitPulls(c *call) (answer, error) {
	r, b, ids, sha, err := c.commitOf()
	if err != nil {
		return answer{}, err
	}
	after, err := r.descendants(c.ctx(), sha, ids)
	if err != nil {
		return answer{}, err
	}
	var list []*entry
	for _, e := range b.all() {
		if e.Pull == nil || !e.listed() || e.Closed && !e.merged() {
			continue
		}
		p := e.Pull
		merged := e.merged() && ids.id(p.mergeRevision()) == sha
		if merged || after[ids.id(p.headRevision())] && !after[ids.id(p.baseRevision())] {
			list = append(list, e)
		}
	}
	return c.pullList(b, window(c, list))
}

// descendants are the commits among the history of a book's revisions that have
// a commit in their own history, itself among them.
func (r *repo) descendants(ctx context.Context, sha string, ids revisions) (map[string]bool, error) {
	after := map[string]bool{sha: true}
	tips := map[string]bool{}
	for _, id := range ids.known {
		tips[id] = true
	}
	if r.dir == "" || len(tips) == 0 {
		return after, nil
	}
	var in strings.Builder
	for id := range tips {
		in.WriteString(id + "\n")
	}
	// What the commit itself came from cannot descend from it.
	in.WriteString("^" + sha + "\n")
	cmd := r.command(ctx, "rev-list", "--topo-order", "--reverse", "--parents", "--stdin")
	cmd.Stdin = strings.NewReader(in.String())
	out, err := output(ctx, cmd, maxOutput)
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(out) {
		f := strings.Fields(string(line))
		for _, parent := range f[1:] {
			if after[parent] {
				after[f[0]] = true
			}
		}
	}
	return after, nil
}

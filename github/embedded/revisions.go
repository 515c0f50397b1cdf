package embedded

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"strconv"
	"strings"
)

// baseRevision is base.sha as a revision: as the data says, or the parent of
// what a merge put on the branch, or the branch.
func (p *Pull) baseRevision() string {
	switch {
	case p.BaseCommit != "":
		return p.BaseCommit
	case !p.MergedAt.IsZero():
		return p.mergeRevision() + "^1"
	}
	return p.Base
}

func (p *Pull) headRevision() string {
	if p.HeadCommit != "" {
		return p.HeadCommit
	}
	return p.Branch
}

func (p *Pull) mergeRevision() string {
	if p.MergeCommit != "" {
		return p.MergeCommit
	}
	return p.headRevision()
}

// revisions are all that the issue names.
func (in *Issue) revisions() []string {
	var list []string
	for i := range in.Events {
		if c := in.Events[i].Commit; c != "" {
			list = append(list, c)
		}
	}
	p := in.Pull
	if p == nil {
		return list
	}
	list = append(list, p.baseRevision(), p.headRevision())
	if in.merged() {
		list = append(list, p.mergeRevision())
	}
	for i := range p.Reviews {
		if c := p.Reviews[i].Commit; c != "" {
			list = append(list, c)
		}
		for _, t := range p.Reviews[i].Threads {
			if t.Commit != "" {
				list = append(list, t.Commit)
			}
		}
	}
	return list
}

// commits resolves revisions to commits with one git command. One that leads to
// none is left out. The names are the World's own, not a client's.
func (r *repo) commits(ctx context.Context, revisions []string) (map[string]string, error) {
	found := make(map[string]string, len(revisions))
	var names []string
	for _, v := range revisions {
		if v != "" && !strings.ContainsAny(v, "\n\x00") {
			names = append(names, v)
		}
	}
	if r.dir == "" || len(names) == 0 {
		return found, nil
	}
	cmd := r.command(ctx, "cat-file", "--batch-check=%(objectname)")
	cmd.Stdin = strings.NewReader(strings.Join(names, "^{commit}\n") + "^{commit}\n")
	out, err := output(ctx, cmd, maxOutput)
	if err != nil {
		return nil, err
	}
	i := 0
	for line := range bytes.Lines(out) {
		if i >= len(names) {
			break
		}
		if id := strings.TrimSuffix(string(line), "\n"); isHex(id) && len(id) >= 40 {
			found[names[i]] = id
		}
		i++
	}
	return found, nil
}

// goneCommit is the id of a commit that the repository no longer has: a full id
// is its own, any other revision gets one that stays the same.
func goneCommit(r *Repository, revision string) string {
	if isHex(revision) && len(revision) == 40 {
		return strings.ToLower(revision)
	}
	sum := sha1.Sum([]byte(strconv.FormatInt(r.ID, 10) + " " + revision))
	return hex.EncodeToString(sum[:])
}

// revisions are the ids of what a book names in git's words.
type revisions struct {
	repo  *Repository
	known map[string]string
}

// id is the commit of a revision; one that leads nowhere has an id of its own.
func (v revisions) id(name string) string {
	if id, ok := v.known[name]; ok {
		return id
	}
	return goneCommit(v.repo, name)
}

// has reports whether the repository holds the commit.
func (v revisions) has(name string) bool { return v.known[name] != "" }

// resolve gives the ids of the book's revisions. All that the book names are
// looked up together the first time: a git process for each would take long.
func (b *book) resolve(ctx context.Context, r *repo) (revisions, error) {
	b.mu.Lock()
	known, list := b.revisions, b.list
	b.mu.Unlock()
	if known == nil {
		var names []string
		seen := map[string]bool{}
		for _, e := range list {
			for _, name := range e.revisions() {
				if !seen[name] {
					seen[name] = true
					names = append(names, name)
				}
			}
		}
		var err error
		if known, err = r.commits(ctx, names); err != nil {
			return revisions{}, err
		}
		b.mu.Lock()
		b.revisions = known
		b.mu.Unlock()
	}
	return revisions{r.Repository, known}, nil
}

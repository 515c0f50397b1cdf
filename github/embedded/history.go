package embedded

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// commit is a commit as git log prints it.
type commit struct {
	sha, tree                 string
	parents                   []string
	author, authorEmail       string
	authored                  time.Time
	committer, committerEmail string
	committed                 time.Time
	message                   string
}

// commitFormat prints the fields of a commit with a NUL after each; a commit
// object cannot hold one.
const (
	commitFormat = "--format=tformat:%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
	commitFields = 10
)

// parseCommits reads what git log -z printed with commitFormat.
func parseCommits(out []byte) ([]commit, error) {
	if len(out) == 0 {
		return nil, nil
	}
	f := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	if len(f)%commitFields != 0 {
		return nil, fmt.Errorf("git log printed %d fields, which is no multiple of %d", len(f), commitFields)
	}
	list := make([]commit, 0, len(f)/commitFields)
	for ; len(f) > 0; f = f[commitFields:] {
		list = append(list, commit{
			sha: f[0], tree: f[1], parents: strings.Fields(f[2]), author: f[3], authorEmail: f[4], authored: unixTime(f[5]),
			committer: f[6], committerEmail: f[7], committed: unixTime(f[8]), message: strings.TrimRight(f[9], "\n"),
		})
	}
	return list, nil
}

// unixTime reads seconds since 1970. What no calendar with four-digit years
// holds counts as 1970: such dates exist in real histories.
func unixTime(s string) time.Time {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > 253402300799 {
		n = 0
	}
	return time.Unix(n, 0).UTC()
}

// walk is a listing of commits from a start, newest first.
type walk struct {
	start, path         string
	authors, committers []string // texts to find in "name <address>"
	since, until        time.Time
}

// plain reports whether the walk takes in every commit.
func (w *walk) plain() bool {
	return w.path == "" && w.authors == nil && w.committers == nil && w.since.IsZero() && w.until.IsZero()
}

// log lists up to n commits of a walk after the first skip.
func (r *repo) log(ctx context.Context, w walk, skip, n int) ([]commit, error) {
	if !insidePath(w.path) {
		return nil, nil
	}
	args := []string{
		"-c", "log.follow=false", "log", "-z", "--encoding=UTF-8", "--no-color", "--no-notes", commitFormat,
		"--skip=" + strconv.Itoa(skip), "--max-count=" + strconv.Itoa(n),
	}
	if w.authors != nil || w.committers != nil {
		args = append(args, "--fixed-strings", "--regexp-ignore-case")
	}
	for _, a := range w.authors {
		args = append(args, "--author="+a)
	}
	for _, a := range w.committers {
		args = append(args, "--committer="+a)
	}
	if !w.since.IsZero() {
		args = append(args, "--since="+w.since.UTC().Format(time.RFC3339))
	}
	if !w.until.IsZero() {
		args = append(args, "--until="+w.until.UTC().Format(time.RFC3339))
	}
	args = append(args, "--end-of-options", w.start, "--")
	if w.path != "" {
		args = append(args, w.path)
	}
	out, err := r.git(ctx, args...)
	if err != nil {
		return nil, err
	}
	return parseCommits(out)
}

// insidePath reports whether a path from outside stays in the repository.
func insidePath(p string) bool {
	for s := range strings.SplitSeq(p, "/") {
		if s == ".." || s == "." {
			return false
		}
	}
	return !strings.Contains(p, "\x00")
}

// commit reads one commit.
func (r *repo) commit(ctx context.Context, sha string) (*commit, error) {
	list, err := r.log(ctx, walk{start: sha}, 0, 1)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, errNoObject
	}
	return &list[0], nil
}

// countLimit bounds how far a history is counted. Beyond it the Link header
// names no last page, which GitHub does not promise either: counting a large
// history takes longer than listing a page of it.
const countLimit = 20000

// count is how many commits lie in a commit's history, or unknownTotal above
// countLimit. It is remembered: a commit's history does not change.
func (r *repo) count(ctx context.Context, sha string) (int, error) {
	key := r.dir + "\x00" + sha
	r.store.mu.Lock()
	n, ok := r.store.counts[key]
	r.store.mu.Unlock()
	if ok {
		return n, nil
	}
	out, err := r.git(ctx, "rev-list", "--count", "--max-count="+strconv.Itoa(countLimit+1), "--end-of-options", sha, "--")
	if err != nil {
		return 0, err
	}
	if n, err = strconv.Atoi(strings.TrimSpace(string(out))); err != nil {
		return 0, fmt.Errorf("git rev-list --count: %w", err)
	}
	if n > countLimit {
		n = unknownTotal
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	r.store.counts[key] = n
	return n, nil
}

// empty reports whether the repository has no commits that a ref or HEAD
// leads to.
func (r *repo) empty(ctx context.Context) (bool, error) {
	if r.dir == "" {
		return true, nil
	}
	out, err := r.git(ctx, "for-each-ref", "--count=1", "--format=%(refname)")
	if err != nil || len(out) > 0 {
		return false, err
	}
	_, err = r.first(ctx, "HEAD^{commit}")
	if errors.Is(err, errNoObject) {
		return true, nil
	}
	return false, err
}

// errUnrelated says that two commits share no history.
var errUnrelated = errors.New("no common ancestor")

// comparison is how two commits lie to each other.
type comparison struct {
	mergeBase     string
	ahead, behind int
}

func (c *comparison) status() string {
	switch {
	case c.ahead > 0 && c.behind > 0:
		return "diverged"
	case c.ahead > 0:
		return "ahead"
	case c.behind > 0:
		return "behind"
	}
	return "identical"
}

func (r *repo) compare(ctx context.Context, base, head string) (comparison, error) {
	var c comparison
	out, err := r.git(ctx, "merge-base", base, head)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return c, errUnrelated
	}
	if err != nil {
		return c, err
	}
	c.mergeBase = strings.TrimSpace(string(out))
	out, err = r.git(ctx, "rev-list", "--left-right", "--count", base+"..."+head, "--")
	if err != nil {
		return c, err
	}
	if _, err := fmt.Sscan(string(out), &c.behind, &c.ahead); err != nil {
		return c, fmt.Errorf("git rev-list --left-right --count: %w", err)
	}
	return c, nil
}

// between lists the commits of head that base lacks, oldest first, n after the
// first skip.
func (r *repo) between(ctx context.Context, base, head string, skip, n int) ([]commit, error) {
	out, err := r.git(ctx, "log", "-z", "--encoding=UTF-8", "--no-color", "--no-notes", "--topo-order", commitFormat,
		"--reverse", base+".."+head, "--")
	if err != nil {
		return nil, err
	}
	list, err := parseCommits(out)
	if err != nil {
		return nil, err
	}
	from := min(skip, len(list))
	return list[from:min(from+n, len(list))], nil
}

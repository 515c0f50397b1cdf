package github

import (
	"context"
	"net/url"
	"strings"
	"sync/atomic"

	gh "github.com/google/go-github/v60/github"
)

// comparing is a comparison that is being read.
type comparing struct {
	c            *Client
	op           string
	installation int64
	repo         RepoRef
	spec         CompareSpec
	at           string // what is asked for behind /compare/, escaped
	pinned       bool   // at names commits
	moved        atomic.Bool
	asked        atomic.Int32 // requests
	limit        int          // of commits
	filesOf      string       // the commit from which trees told the files, "" if they did not
	got          Comparison
}

// comparing checks what is to be compared.
func (c *Client) comparing(installation int64, repo RepoRef, spec CompareSpec) (*comparing, error) {
	op := "compare " + spec.String() + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return nil, err
	}
	for _, name := range []*string{&spec.Base, &spec.Head} {
		if *name == "" || *name == "@" {
			*name = "HEAD"
		}
		if err := c.checkRef(op, *name); err != nil {
			return nil, err
		}
		if strings.Contains(*name, "..") {
			return nil, c.invalid(op, "no name of a branch, tag or commit holds two dots", "Write it as base...head, with each name once.")
		}
	}
	return &comparing{
		c: c, op: op, installation: installation, repo: repo, spec: spec,
		limit: maxCompareCommits,
		got:   Comparison{Spec: spec, At: c.now()},
	}, nil
}

// first reads the first page, once more with a new token if GitHub knows nothing
// of it: an App's token is bound to what was there when it was made.
func (w *comparing) first(ctx context.Context) (page[Commit], error) {
	if err := w.ends(ctx); err != nil {
		return page[Commit]{}, err
	}
	p, err := w.page(ctx, 1)
	if !is(err, ErrNotFound) || unrelated(err) {
		return p, w.explained(err)
	}
	if renewed := w.c.Renew(ctx, w.installation); renewed != nil {
		if is(renewed, context.Canceled) {
			return p, renewed
		}
		return p, w.explained(err)
	}
	p, err = w.page(ctx, 1)
	return p, w.explained(err)
}

// ends names what is asked for: ends such as main~3 by their SHAs.
func (w *comparing) ends(ctx context.Context) error {
	ends := [...]string{w.spec.Base, w.spec.Head}
	for i, end := range ends {
		if _, way := cutWay(end); way == "" {
			continue
		}
		repo, name := w.repo, end
		if owner, branch, fork := strings.Cut(end, ":"); fork {
			repo.Owner, name = owner, branch
			if fork, branch, ok := strings.Cut(name, ":"); ok {
				repo.Name, name = fork, branch
			}
		}
		w.asked.Add(1)
		sha, err := w.c.CommitSHA(ctx, w.installation, repo, name)
		if err != nil {
			return err
		}
		ends[i] = strings.TrimSuffix(end, name) + sha
		if i == 1 {
			w.got.HeadSHA = sha
		}
	}
	w.at = escapePath(ends[0]) + "..." + escapePath(ends[1])
	return nil
}

// page reads one page of the commits, the first with all the rest.
func (w *comparing) page(ctx context.Context, number int) (page[Commit], error) {
	q := ask{op: w.op, installation: w.installation, path: repoPath(w.repo, "/compare/"+w.at)}.onPage(number)
	w.asked.Add(1)
	var got gh.CommitsComparison
	a, err := w.c.get(ctx, q, &got)
	if err != nil {
		return page[Commit]{}, err
	}
	base, total := strings.ToLower(got.GetBaseCommit().GetSHA()), got.GetTotalCommits()
	if !isSHA(base) || got.Status == nil {
		return page[Commit]{}, w.c.unreadable(w.op, a)
	}
	p := converted(a, got.Commits, total, w.c.commit)
	if number > 1 {
		if base != w.got.BaseSHA || total != w.got.TotalCommits {
			w.moved.Store(true)
		}
		return p, nil
	}
	g := &w.got
	g.BaseSHA, g.MergeBase, g.Status = base, strings.ToLower(got.GetMergeBaseCommit().GetSHA()), got.GetStatus()
	g.Ahead, g.Behind, g.TotalCommits = got.GetAheadBy(), got.GetBehindBy(), total
	g.Files = converted(a, got.Files, 0, w.c.file).rows
	g.Listed = len(g.Files)
	w.pin(got.GetPermalinkURL())
	switch n := len(p.rows); {
	case g.HeadSHA != "":
	case total == 0:
		g.HeadSHA = g.MergeBase // the base has all of it
	case n >= total:
		g.HeadSHA = p.rows[n-1].SHA
	}
	return p, nil
}

// pin takes the commits that were compared from their permanent address, which
// may shorten them.
func (w *comparing) pin(link string) {
	_, tail, ok := strings.Cut(link, "/compare/")
	if !ok {
		return
	}
	if at, err := url.PathUnescape(tail); err == nil {
		tail = at
	}
	base, head, ok := strings.Cut(tail, "...")
	_, baseSHA, _ := cutLast(base, ":")
	_, headSHA, _ := cutLast(head, ":")
	if !ok || !isSHA(baseSHA) || !isSHA(headSHA) || !strings.HasPrefix(w.got.BaseSHA, strings.ToLower(baseSHA)) {
		return
	}
	w.at, w.pinned = escapePath(base)+"..."+escapePath(head), true
	if IsWholeSHA(headSHA) {
		w.got.HeadSHA = strings.ToLower(headSHA)
	}
}

// head is the tip of Head, asked for if the first page did not tell.
func (w *comparing) head(ctx context.Context) error {
	if w.got.HeadSHA != "" {
		return nil
	}
	name := w.spec.Head
	if _, head, ok := strings.Cut(w.at, "..."); ok && w.pinned {
		_, name, _ = cutLast(head, ":")
	}
	sha, err := w.c.CommitSHA(ctx, w.installation, w.repo, name)
	w.got.HeadSHA = sha
	return err
}

package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	gh "github.com/google/go-github/v60/github"
)

// The caps of a comparison.
const (
	maxCompareFiles   = 300    // that GitHub lists of one
	maxCompareCommits = 10_000 // that are read of one, 100 a request
)

// Compare compares two ends of a repository's history. It emits the comparison
// as it grows: GitHub's first page with at most 300 files, then, if there may be
// more or the two tips are compared, all files by their trees, then the other
// commits, 100 a request, and in the end the renames with changes that trees do not
// show, for which at most 80 files are read. Pages after the first are asked for by SHA, so that a
// push between two pages changes nothing. Identical ends are no error. What GitHub
// does not know is asked for once more with a new token, and is then ErrNotFound
// with the question whether it was pushed; ends without common history are an
// error that says so, unless the tips are compared.
func (c *Client) Compare(ctx context.Context, installation int64, repo RepoRef, spec CompareSpec, emit func(Comparison)) error {
	w, err := c.comparing(installation, repo, spec)
	if err != nil {
		return err
	}
	first, err := w.first(ctx)
	switch {
	case spec.TwoDot && unrelated(err):
		return w.tips(ctx, emit)
	case err != nil:
		return err
	}
	switch tips := spec.TwoDot && w.got.MergeBase != w.got.BaseSHA; {
	case tips:
		w.got.Files, w.got.Listed = nil, 0
		w.got.Commits = first.rows
		emit(w.got)
		if err := w.between(ctx, w.got.BaseSHA); err != nil {
			return err
		}
	case w.got.Listed >= maxCompareFiles:
		w.got.Commits = first.rows
		emit(w.got)
		if err := w.between(ctx, w.got.MergeBase); err != nil {
			return err
		}
	}
	if err := w.commits(ctx, first, emit); err != nil {
		return err
	}
	return w.renames(ctx, emit)
}

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
		if *name == "" {
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
		at:    escapePath(spec.Base) + "..." + escapePath(spec.Head),
		got:   Comparison{Spec: spec, At: c.now()},
	}, nil
}

// first reads the first page, once more with a new token if GitHub knows nothing
// of it: an App's token is bound to what was there when it was made.
func (w *comparing) first(ctx context.Context) (page[Commit], error) {
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
	if len(headSHA) == 40 {
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

// between completes the files by the trees of a commit and the head. Where
// GitHub's own list is there, the comparison does not fail with it.
func (w *comparing) between(ctx context.Context, old string) error {
	err := w.head(ctx)
	var found []File
	if err == nil {
		found, err = w.c.TreeDiff(ctx, w.installation, w.repo, old, w.got.HeadSHA)
	}
	if is(err, context.Canceled) || err != nil && len(found)+w.got.Listed == 0 {
		return err
	}
	w.got.Files = CompleteFiles(w.got.Files, found)
	w.c.linkFiles(w.repo, w.got.Files, old, w.got.HeadSHA)
	w.got.FilesCut, w.got.WhyCut = err != nil, err
	w.filesOf = old
	return nil
}

// commits reads the pages after the first.
func (w *comparing) commits(ctx context.Context, first page[Commit], emit func(Comparison)) error {
	p := &pager[Commit, string]{
		key: func(k Commit) string { return k.SHA }, now: w.c.now, pages: w.limit / perPage,
		emit: func(l Listing[Commit]) {
			w.got.Commits, w.got.Moved = l.Items, w.moved.Load()
			if n := len(l.Items); w.got.HeadSHA == "" && n > 0 && n >= w.got.TotalCommits {
				w.got.HeadSHA = l.Items[n-1].SHA
			}
			emit(w.got)
		},
		fetch: func(ctx context.Context, number int) (page[Commit], error) {
			if number == 1 {
				return first, nil
			}
			return w.page(ctx, number)
		},
	}
	_, err := p.run(ctx)
	return err
}

// tips compares the tips of two histories that have nothing in common.
func (w *comparing) tips(ctx context.Context, emit func(Comparison)) error {
	var err error
	if w.got.BaseSHA, err = w.c.CommitSHA(ctx, w.installation, w.repo, w.spec.Base); err != nil {
		return err
	}
	if err := w.head(ctx); err != nil {
		return err
	}
	if err := w.between(ctx, w.got.BaseSHA); err != nil {
		return err
	}
	emit(w.got)
	return w.renames(ctx, emit)
}

// unrelated reports whether a refusal says that two ends have no history in
// common.
func unrelated(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound && strings.Contains(strings.ToLower(e.Message), "no common ancestor")
}

// explained says of what GitHub did not find what may be missing.
func (w *comparing) explained(err error) error {
	var e *Error
	if !errors.As(err, &e) || e.kind != ErrNotFound {
		return err
	}
	told := *e
	told.remedy = fmt.Sprintf("Were they pushed? GitHub lacks %q or %q in %s: push what is missing, or check the names and that this account may see them.",
		cleanMessage(w.spec.Base), cleanMessage(w.spec.Head), w.repo)
	if unrelated(err) {
		told.remedy = fmt.Sprintf("%q and %q have no history in common: pick another base, or compare the two tips with two dots.",
			cleanMessage(w.spec.Base), cleanMessage(w.spec.Head))
	}
	return &told
}

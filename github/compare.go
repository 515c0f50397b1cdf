package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
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
//
// A comparison that was read before is emitted from the store first, and the fresh
// one once it is whole; where both ends are as they were then, that takes the first
// page alone, and none if the spec is Fixed. Those with something missing, or
// longer than 8 MB, are not kept.
func (c *Client) Compare(ctx context.Context, installation int64, repo RepoRef, spec CompareSpec, emit func(Comparison)) error {
	w, err := c.comparing(installation, repo, spec)
	if err != nil {
		return err
	}
	kept, had := c.StoredComparison(installation, repo, w.spec)
	if had {
		emit(kept)
		if w.spec.Fixed() {
			return nil
		}
	}
	var whole Comparison
	err = w.read(ctx, kept, func(k Comparison) {
		whole = k
		if !had {
			emit(k)
		}
	})
	if err != nil {
		return err
	}
	if had {
		emit(whole)
	}
	c.keepComparison(installation, repo, whole)
	return nil
}

// read reads the comparison, but for what is kept if that is of the same commits.
func (w *comparing) read(ctx context.Context, kept Comparison, emit func(Comparison)) error {
	first, err := w.first(ctx)
	switch {
	case w.spec.TwoDot && unrelated(err):
		return w.tips(ctx, emit)
	case err != nil:
		return err
	case kept.same(&w.got):
		kept.At = w.got.At
		emit(kept)
		return nil
	}
	switch tips := w.spec.TwoDot && w.got.MergeBase != w.got.BaseSHA; {
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

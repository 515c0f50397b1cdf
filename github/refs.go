package github

import (
	"context"

	gh "github.com/google/go-github/v60/github"
)

// Refs lists the branches, then the tags, of a repository. It emits as
// Installations does; Total is known at the end only.
func (c *Client) Refs(ctx context.Context, installation int64, repo RepoRef, emit func(Listing[Ref])) error {
	op := "list the branches and tags of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return err
	}
	name := keptRefs + repo.String()
	stale, ok := stored(c, refRows(), installation, name)
	if ok {
		emit(stale)
	}
	q := ask{op: op, installation: installation, path: repoPath(repo, "/branches")}
	tags := ofKind(stale, Tag)
	branches, err := c.refPages(ctx, ofKind(stale, Branch), rows(c, q, func(b *gh.Branch) Ref {
		return Ref{Name: b.GetName(), Kind: Branch, SHA: b.GetCommit().GetSHA(), Protected: b.GetProtected()}
	}), func(l Listing[Ref]) { emit(joined(l, tags)) })
	if err != nil {
		return err
	}
	q.path = repoPath(repo, "/tags")
	tags, err = c.refPages(ctx, tags, rows(c, q, func(t *gh.RepositoryTag) Ref {
		return Ref{Name: t.GetName(), Kind: Tag, SHA: t.GetCommit().GetSHA()}
	}), func(l Listing[Ref]) { emit(joined(branches, l)) })
	if err != nil {
		return err
	}
	all := joined(branches, tags)
	all.Total = len(all.Items)
	emit(all)
	keep(c, refRows(), installation, name, all)
	return nil
}

func (c *Client) refPages(ctx context.Context, stale Listing[Ref], fetch func(context.Context, int) (page[Ref], error), emit func(Listing[Ref])) (Listing[Ref], error) {
	p := &pager[Ref, string]{
		key: func(r Ref) string { return r.Name }, now: c.now, stale: stale, emit: emit, fetch: fetch,
	}
	return p.run(ctx)
}

// ofKind is the part of a listing that holds one kind of ref.
func ofKind(l Listing[Ref], kind RefKind) Listing[Ref] {
	part := Listing[Ref]{At: l.At}
	for _, r := range l.Items {
		if r.Kind == kind {
			part.Items = append(part.Items, r)
		}
	}
	part.Fresh = len(part.Items) == 0
	return part
}

// joined is two listings as one, as old as the older of them.
func joined(first, second Listing[Ref]) Listing[Ref] {
	all := Listing[Ref]{
		Items: make([]Ref, 0, len(first.Items)+len(second.Items)),
		At:    first.At, Fresh: first.Fresh && second.Fresh,
	}
	if len(second.Items) > 0 && second.At.Before(first.At) {
		all.At = second.At
	}
	all.Items = append(append(all.Items, first.Items...), second.Items...)
	return all
}

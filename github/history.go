package github

import (
	"context"
	"net/url"
	"strings"
	"time"
)

// The bounds of a history.
const (
	keptCommitRows = 1000 // that are kept for the next session
	maxRenames     = 20   // of a path that are followed
)

// CommitQuery is which commits are listed: those that meet all of it.
type CommitQuery struct {
	Ref    string    // branch, tag or SHA, or an ancestor of it as CommitSHA takes them; "" is the default branch
	Path   string    // of a file or folder that they change
	Author string    // a login or an e-mail address, or Me
	Since  time.Time // not committed before; zero is no bound
	Until  time.Time // not committed after
}

// plain reports whether the query is for a whole history.
func (q CommitQuery) plain() bool { return q == CommitQuery{Ref: q.Ref} }

// values is the query as GitHub takes it.
func (q CommitQuery) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("sha", q.Ref)
	set("path", q.Path)
	set("author", q.Author)
	if !q.Since.IsZero() {
		set("since", q.Since.UTC().Format(time.RFC3339))
	}
	if !q.Until.IsZero() {
		set("until", q.Until.UTC().Format(time.RFC3339))
	}
	return v
}

// Commits lists the newest commits of a ref, "" being the default branch: at
// least limit of them if there are as many, in full pages. It emits as
// Installations does; asking again with a larger limit goes on. Total is
// rounded up to a full page unless the whole history is here. A repository
// without commits gives ErrEmptyRepository.
func (c *Client) Commits(ctx context.Context, installation int64, repo RepoRef, ref string, limit int, emit func(Listing[Commit])) error {
	return c.CommitsWhere(ctx, installation, repo, CommitQuery{Ref: ref}, limit, emit)
}

// CommitsWhere lists commits as Commits does, of which a whole history alone is
// stored. GitHub's history of a path ends where the path got its name: where that
// was a rename, as the files of the oldest commit tell, the list goes on under the
// name before, at most 20 times, and the commit's RenamedFrom says so. That costs
// a request a name, and is left out with an author, whose oldest commit need not
// be the path's.
func (c *Client) CommitsWhere(ctx context.Context, installation int64, repo RepoRef, q CommitQuery, limit int, emit func(Listing[Commit])) error {
	q.Path = strings.Trim(q.Path, "/")
	op := "list the commits of " + repo.String()
	if q.Path != "" {
		op = "list the commits of " + q.Path + " in " + repo.String()
	}
	if err := c.checkRepo(op, repo); err != nil {
		return err
	}
	if q.Author == Me {
		var err error
		if q.Author, err = c.author(ctx, op); err != nil {
			return err
		}
	}
	h := history{
		c: c, installation: installation, repo: repo, op: op, emit: emit,
		limit: max(1, limit), seen: map[string]bool{},
	}
	name, plain := q.Ref, q.plain()
	var stale Listing[Commit]
	if plain {
		var ok bool
		if stale, ok = c.StoredCommits(installation, repo, name); ok {
			stale.Items = stale.Items[:min(len(stale.Items), h.pages()*perPage)]
			emit(stale)
		}
	}
	if _, way := cutWay(name); way != "" { // the REST API promises to list from names and SHAs alone
		var err error
		if q.Ref, err = c.CommitSHA(ctx, installation, repo, name); err != nil {
			return err
		}
	}
	if !plain {
		return h.follow(ctx, q)
	}
	l, err := h.read(ctx, q, stale)
	if err != nil {
		return err
	}
	l.Items = l.Items[:min(len(l.Items), keptCommitRows)]
	keep(c, commitRows(), installation, keptCommits+repo.String()+" "+name, l)
	return nil
}

// history is a list of commits that is read in parts: a path has one for each of
// its names.
type history struct {
	c            *Client
	installation int64
	repo         RepoRef
	op           string
	emit         func(Listing[Commit])
	limit        int
	before       []Commit
	seen         map[string]bool // those before
}

// pages is how many are needed for the limit.
func (h *history) pages() int { return (h.limit - len(h.before) + perPage - 1) / perPage }

// read lists the commits of one query behind those before.
func (h *history) read(ctx context.Context, q CommitQuery, stale Listing[Commit]) (Listing[Commit], error) {
	p := &pager[Commit, string]{
		key: func(commit Commit) string { return commit.SHA }, now: h.c.now, stale: stale, pages: h.pages(),
		emit:  func(l Listing[Commit]) { h.emit(h.joined(l)) },
		fetch: h.fetch(q),
	}
	return p.run(ctx)
}

// fetch reads the pages of a query. Those after the first begin at the commit that
// the ref stood for when that was read, so that a push between two pages neither
// loses nor doubles a commit. Of a whole history the first page begins with it;
// else it is asked for.
func (h *history) fetch(q CommitQuery) func(ctx context.Context, number int) (page[Commit], error) {
	return func(ctx context.Context, number int) (page[Commit], error) {
		ask := ask{op: h.op, installation: h.installation, path: repoPath(h.repo, "/commits")}
		if v := q.values(); len(v) > 0 {
			ask.path += "?" + v.Encode()
		}
		got, err := rows(h.c, ask, h.c.commit)(ctx, number)
		switch {
		case err != nil, number > 1, got.next == 0, h.pages() == 1:
		case q.plain() && len(got.rows) > 0 && IsWholeSHA(got.rows[0].SHA):
			q.Ref = got.rows[0].SHA
		default:
			q.Ref, err = h.c.CommitSHA(ctx, h.installation, h.repo, q.Ref)
		}
		return got, err
	}
}

// joined is a part's listing behind the parts before; the commit that renamed the
// path may be in both.
func (h *history) joined(l Listing[Commit]) Listing[Commit] {
	if len(h.before) == 0 {
		return l
	}
	items := h.before[:len(h.before):len(h.before)]
	for _, k := range l.Items {
		if !h.seen[k.SHA] {
			items = append(items, k)
		} else if l.Total > 0 {
			l.Total--
		}
	}
	if l.Total > 0 {
		l.Total += len(h.before)
	}
	l.Items = items
	return l
}

// follow lists the commits of a query, and of what its path was called before.
func (h *history) follow(ctx context.Context, q CommitQuery) error {
	for range maxRenames + 1 {
		part, err := h.read(ctx, q, Listing[Commit]{})
		if err != nil {
			return err
		}
		whole := part.Total == len(part.Items)
		l := h.joined(part)
		if q.Path == "" || q.Author != "" || !whole || len(l.Items) >= h.limit || len(l.Items) == len(h.before) {
			return nil
		}
		oldest := &l.Items[len(l.Items)-1]
		from, err := h.renamed(ctx, oldest.SHA, q.Path)
		if from == "" || err != nil {
			return err
		}
		h.before = append([]Commit{}, l.Items...) // what was emitted does not change
		h.before[len(h.before)-1].RenamedFrom = from
		for _, k := range h.before {
			h.seen[k.SHA] = true
		}
		q.Ref, q.Path = oldest.SHA, from
	}
	return nil
}

// renamed is what a file was called before a commit that named it so; "" if none
// did.
func (h *history) renamed(ctx context.Context, sha, path string) (string, error) {
	from := ""
	err := h.c.Commit(ctx, h.installation, h.repo, sha, func(full CommitFiles) {
		for i := range full.Files {
			if f := &full.Files[i]; f.Path == path && f.renamed() {
				from = f.PreviousPath
			}
		}
	})
	return from, err
}

package github

import (
	"context"
	"slices"
	"sync"
)

// The caps of GitHub's search, and how many of a search's requests are under way
// at once.
const (
	maxHits       = 1000
	searchWorkers = 6
)

// SearchIssues asks GitHub, for every scope and for issues and pull requests
// apart, as GitHub wants it. emit is called on the calling goroutine with all
// hits so far, merged, without repetitions and sorted; each result is whole. A
// request that fails is told in Sent while the others show; the error is for
// when all have failed, or the query is not worth sending. A mistake in the
// query can be had from it as a *SearchProblem. What was found is kept for
// SearchStored.
func (a *Accounts) SearchIssues(ctx context.Context, s IssueSearch, emit func(SearchResult)) error {
	if err := a.searchable(s); err != nil {
		return err
	}
	var failed []*searchPart
	s.Scopes, failed = a.listed(ctx, s.Scopes)
	if len(s.Scopes) == 0 && len(failed) > 0 {
		return failed[0].err
	}
	parts, err := a.searchParts(s)
	if err != nil {
		return err
	}
	by := s.orderOf()
	arrivals := make(chan partial)
	var workers sync.WaitGroup
	queue := make(chan *searchPart, len(parts))
	for _, p := range parts {
		queue <- p
	}
	close(queue)
	for range min(searchWorkers, len(parts)) {
		workers.Go(func() {
			for p := range queue {
				err := p.run(ctx, func(l Listing[Issue], incomplete bool) {
					arrivals <- partial{part: p, list: l, incomplete: incomplete}
				})
				arrivals <- partial{part: p, err: err, done: true}
			}
		})
	}
	for left := len(parts); left > 0; {
		got := <-arrivals
		got.part.take(got)
		if got.done {
			left--
		}
		if (!got.done || got.err != nil) && anyFound(parts) {
			emit(mergeParts(slices.Concat(parts, failed), by))
		}
	}
	workers.Wait()
	keepFound(parts)
	if err := ctx.Err(); err != nil {
		return err
	}
	if !anyFound(parts) {
		return parts[0].err
	}
	return nil
}

// keepFound keeps the hits of all parts, those of one place together: each
// keeping writes a file.
func keepFound(parts []*searchPart) {
	found := map[Place][]Issue{}
	for _, p := range parts {
		found[p.place] = append(found[p.place], p.list.Items...)
	}
	for _, p := range parts {
		p.client.keepIssues(p.place.Installation, found[p.place])
		delete(found, p.place)
	}
}

// anyFound reports whether a request brought an answer.
func anyFound(parts []*searchPart) bool {
	for _, p := range parts {
		if p.answered {
			return true
		}
	}
	return false
}

// partial is what came of a request so far, or its end.
type partial struct {
	part       *searchPart
	list       Listing[Issue]
	incomplete bool
	err        error
	done       bool
}

// searchPart is one request of a search, with its pages.
type searchPart struct {
	client *Client
	place  Place
	text   string // the person's
	query  string // as it is sent
	sort   string
	order  string
	pages  int

	list       Listing[Issue]
	incomplete bool
	answered   bool
	err        error
}

// take notes what arrived.
func (p *searchPart) take(got partial) {
	if got.done {
		p.err = got.err
		return
	}
	p.list, p.incomplete, p.answered = got.list, got.incomplete, true
}

// run reads the pages of a part.
func (p *searchPart) run(ctx context.Context, emit func(Listing[Issue], bool)) error {
	var mu sync.Mutex // pages are read by several workers
	incomplete := false
	list := &pager[Issue, IssueRef]{
		key: func(i Issue) IssueRef { return i.IssueRef }, now: p.client.now, pages: p.pages,
		emit: func(l Listing[Issue]) {
			mu.Lock()
			missing := incomplete
			mu.Unlock()
			emit(l, missing)
		},
		fetch: func(ctx context.Context, number int) (page[Issue], error) {
			got, missing, err := p.page(ctx, number)
			mu.Lock()
			incomplete = incomplete || missing
			mu.Unlock()
			return got, err
		},
	}
	_, err := list.run(ctx)
	return explained(err, p.text)
}

// page reads one page of hits. GitHub refuses pages beyond its thousand, and a
// server may send no links: then the count tells whether there is another page.
func (p *searchPart) page(ctx context.Context, number int) (page[Issue], bool, error) {
	var got struct {
		Total      int         `json:"total_count"`
		Incomplete bool        `json:"incomplete_results"`
		Items      []issueJSON `json:"items"`
	}
	q := ask{op: "search " + p.place.Account, installation: p.place.Installation, path: p.path()}.onPage(number)
	a, err := p.client.get(ctx, q, &got)
	if err != nil {
		return page[Issue]{}, false, err
	}
	found := converted(a, got.Items, got.Total, func(j issueJSON) Issue { return p.client.issue(j, RepoRef{}) })
	kept := found.rows[:0]
	for _, i := range found.rows {
		if i.Number > 0 && i.Repo != (RepoRef{}) {
			kept = append(kept, i)
		}
	}
	found.rows = kept
	if a.next == 0 && len(got.Items) == perPage && number*perPage < min(got.Total, maxHits) {
		found.next = number + 1
	}
	return found, got.Incomplete, nil
}

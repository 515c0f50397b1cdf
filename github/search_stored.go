package github

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"hubtrail/github/query"
)

// SearchStored answers a search from what the store holds of earlier answers,
// without GitHub: every issue and pull request that was a hit, was opened, or
// was mentioned by one that was. Of a body the first 4 kB are searched. A part
// of the query that cannot be answered from it counts as fulfilled and is named
// in Unanswered. At is when the oldest hit shown was seen, or without hits when
// anything last was: no part of the answer is older. A query that is not worth
// sending finds nothing.
func (a *Accounts) SearchStored(ctx context.Context, s IssueSearch) SearchResult {
	r := SearchResult{Stored: true}
	by := s.orderOf()
	if by.field == "" || !by.known() {
		by = sorting{field: string(ByUpdated)}
	}
	limit := min(max(s.Limit, perPage), maxHits)
	seen := map[hitKey]time.Time{}
	var newest time.Time
	for _, scope := range s.Scopes {
		c, err := a.Client(scope.Place.Account)
		if err != nil || c.account.Kind == KindClone {
			continue
		}
		parsed := query.Parse(query.Expand(s.Text, a.Now(scope.Place.Account)))
		if fatal(parsed) != nil {
			continue
		}
		found := c.searchShelf(ctx, scope, s, parsed, by, limit, a.Now(scope.Place.Account))
		for _, u := range found.unanswered {
			if !slices.Contains(r.Unanswered, u) {
				r.Unanswered = append(r.Unanswered, u)
			}
		}
		if found.newest.After(newest) {
			newest = found.newest
		}
		r.Total += found.total
		for _, row := range found.top {
			i := row.issue()
			key := keyOfHit(c, &i)
			if _, again := seen[key]; again {
				r.Total--
				continue
			}
			seen[key] = row.seen
			r.Hits = append(r.Hits, Hit{Issue: i, At: scope.Place})
		}
	}
	if len(s.Scopes) > 1 {
		slices.SortStableFunc(r.Hits, func(a, b Hit) int { return by.compare(&a.Issue, &b.Issue) })
	}
	r.Hits = r.Hits[:min(len(r.Hits), limit)]
	r.More = r.Total > len(r.Hits)
	r.At = newest
	for i := range r.Hits {
		c, _ := a.Client(r.Hits[i].At.Account)
		if at := seen[keyOfHit(c, &r.Hits[i].Issue)]; at.Before(r.At) {
			r.At = at
		}
	}
	return r
}

// storedHits is what one shelf holds of a search.
type storedHits struct {
	top        []*shelved
	total      int
	newest     time.Time // when anything on the shelf was last seen
	unanswered []string
}

// searchShelf matches a query against the rows of a scope, in as many pieces as
// there are processors.
func (c *Client) searchShelf(ctx context.Context, scope SearchScope, s IssueSearch, q *query.Query, by sorting, limit int, now time.Time) storedHits {
	sh := c.shelf(scope.Place.Installation)
	if sh == nil {
		return storedHits{}
	}
	sh.mu.RLock()
	defer sh.mu.RUnlock()
	chosen := sh.within(scope)
	m := q.Compile(query.Context{Now: now, Me: queryLogin(c.Viewer(scope.Place.Installation)), Known: answerable(chosen, q)})
	found := storedHits{newest: sh.at}
	for _, u := range m.Unanswered() {
		found.unanswered = append(found.unanswered, fmt.Sprintf("%s: %s", termText(u.Term), u.Why))
	}
	found.unanswered = append(found.unanswered, sh.unlisted(chosen, q)...)
	var rows []*shelved
	if len(chosen) == 1 {
		rows = chosen[0].rows
	} else {
		for _, r := range chosen {
			rows = append(rows, r.rows...)
		}
	}
	reviews := reviewFields(q)
	wanted := func(i *query.Item) bool {
		if s.Kind != SearchBoth && i.Pull != (s.Kind == SearchPulls) {
			return false
		}
		if i.Known&reviews != reviews {
			unsure := *i
			unsure.Known &^= query.FieldReviews
			i = &unsure
		}
		return m.Match(i)
	}
	pieces := runtime.GOMAXPROCS(0)
	size := max(512, (len(rows)+pieces-1)/pieces)
	var heaps []*best
	var workers sync.WaitGroup
	for piece := range slices.Chunk(rows, size) {
		b := &best{by: by, limit: limit}
		heaps = append(heaps, b)
		workers.Go(func() {
			for n, row := range piece {
				if n%1024 == 0 && ctx.Err() != nil {
					return
				}
				if !row.gone && wanted(&row.item) {
					b.add(row)
				}
			}
		})
	}
	workers.Wait()
	for _, b := range heaps {
		found.total += b.total
		found.top = append(found.top, b.rows...)
	}
	slices.SortFunc(found.top, by.rows)
	found.top = found.top[:min(len(found.top), limit)]
	return found
}

// reviewFields is what a query asks of reviews.
func reviewFields(q *query.Query) query.Field {
	var asked query.Field
	for _, t := range q.Terms() {
		switch t.Name {
		case "review":
			asked |= fieldDecision
		case "reviewed-by":
			asked |= fieldAuthors
		}
	}
	return asked
}

// answerable is the fields that a query can rely on.
func answerable(chosen []*repoShelf, q *query.Query) query.Field {
	fields := known(chosen)
	if asked := reviewFields(q); fields&asked != asked {
		fields &^= query.FieldReviews
	}
	return fields
}

// termText is a part of a query as it is written.
func termText(t query.Term) string {
	text := query.Quoted(t.Value)
	if t.Name != "" {
		text = t.Name + ":" + text
	}
	if t.Negated {
		text = "-" + text
	}
	return text
}

// within is the repositories of a scope.
func (s *shelf) within(scope SearchScope) []*repoShelf {
	if scope.Repo != (RepoRef{}) {
		if r := s.repos[strings.ToLower(scope.Repo.String())]; r != nil {
			return []*repoShelf{r}
		}
		return nil
	}
	owners := map[string]bool{}
	for _, o := range scope.Owners {
		owners[strings.ToLower(o.Login)] = true
	}
	var chosen []*repoShelf
	for name, r := range s.repos {
		owner, _, _ := strings.Cut(name, "/")
		if len(owners) == 0 || owners[owner] {
			chosen = append(chosen, r)
		}
	}
	return chosen
}

// rows orders two rows as compare does two issues, one step at a time: most
// differ in the first.
func (o sorting) rows(x, y *shelved) int {
	a, b := &x.item, &y.item
	var by int
	switch o.field {
	case "created":
		by = a.Created.Compare(b.Created)
	case "comments":
		by = cmp.Compare(a.Comments, b.Comments)
	case "reactions":
		by = cmp.Compare(a.Reactions, b.Reactions)
	default:
		by = a.Updated.Compare(b.Updated)
	}
	if by != 0 && o.ascending {
		return by
	}
	if by != 0 {
		return -by
	}
	if by = b.Updated.Compare(a.Updated); by != 0 {
		return by
	}
	if by = strings.Compare(a.Repo, b.Repo); by != 0 {
		return by
	}
	return cmp.Compare(b.Number, a.Number)
}

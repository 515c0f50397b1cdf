package embedded

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// RateLimit are the budgets of one caller. Zero is GitHub's own number: 5,000
// core requests an hour (60 for the anonymous), 30 searches a minute (10), 10
// code searches a minute, 5,000 GraphQL points an hour.
type RateLimit struct {
	Core, Search, CodeSearch, GraphQL int
	// Off leaves rate limits out, as GitHub Enterprise Server does by default:
	// no headers, and /rate_limit is 404.
	Off bool
}

// quotas counts requests by caller and resource.
type quotas struct {
	limits RateLimit
	mu     sync.Mutex
	used   map[quotaKey]*quota
}

type quotaKey struct{ caller, resource string }

// quota is one budget in its running window.
type quota struct {
	limit, used int
	reset       time.Time
}

func newQuotas(l RateLimit) *quotas { return &quotas{limits: l, used: map[quotaKey]*quota{}} }

// resource is the budget a path is counted against; it is the path without the
// API's prefix.
func resourceOf(path string) string {
	switch {
	case path == "/search/code":
		return "code_search"
	case strings.HasPrefix(path, "/search/"):
		return "search"
	case path == "/graphql", path == "/api/graphql":
		return "graphql"
	}
	return "core"
}

// limit is a caller's budget and the length of its window.
func (q *quotas) limit(caller, resource string) (int, time.Duration) {
	pick := func(own, known, unknown int) int {
		switch {
		case own > 0:
			return own
		case caller == "anonymous":
			return unknown
		}
		return known
	}
	switch resource {
	case "search":
		return pick(q.limits.Search, 30, 10), time.Minute
	case "code_search":
		return pick(q.limits.CodeSearch, 10, 10), time.Minute
	case "graphql":
		return pick(q.limits.GraphQL, 5000, 0), time.Hour
	}
	return pick(q.limits.Core, 5000, 60), time.Hour
}

// at gives the running window of a budget; the caller holds the lock.
func (q *quotas) at(caller, resource string, now time.Time) *quota {
	k := quotaKey{caller, resource}
	w := q.used[k]
	if w == nil || !now.Before(w.reset) {
		limit, window := q.limit(caller, resource)
		w = &quota{limit: limit, reset: now.Add(window).Truncate(time.Second)}
		q.used[k] = w
	}
	return w
}

// spend takes n requests from a budget and gives its state after that. With n
// = 0 it only looks. It reports false when too little is left.
func (q *quotas) spend(caller, resource string, n int, now time.Time) (quota, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	w := q.at(caller, resource, now)
	if w.limit-w.used < n {
		return *w, false
	}
	w.used += n
	return *w, true
}

// refund gives a request back: a 304 costs nothing.
func (q *quotas) refund(caller, resource string, now time.Time) quota {
	q.mu.Lock()
	defer q.mu.Unlock()
	w := q.at(caller, resource, now)
	w.used = max(0, w.used-1)
	return *w
}

// exhaust uses a budget up until its window ends.
func (q *quotas) exhaust(caller, resource string, now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	w := q.at(caller, resource, now)
	w.used = w.limit
}

// header writes GitHub's rate limit headers.
func (w quota) header(h http.Header, resource string) {
	h.Set("X-RateLimit-Limit", strconv.Itoa(w.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(w.limit-w.used))
	h.Set("X-RateLimit-Used", strconv.Itoa(w.used))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(w.reset.Unix(), 10))
	h.Set("X-RateLimit-Resource", resource)
}

// exceeded is GitHub's refusal of a caller without budget.
func exceeded() *refusal {
	f := refuse(http.StatusForbidden, "API rate limit exceeded for this caller.")
	f.doc = "https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting"
	return f
}

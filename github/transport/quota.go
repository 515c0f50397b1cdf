package transport

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// farthestReset bounds what is believed about the end of a window: GitHub's last a minute or an hour.
	farthestReset = 24 * time.Hour
	// clockSkew is how far the two clocks may differ before the server's Date is taken into account.
	clockSkew = 30 * time.Second
)

// Quota is what GitHub last said about one budget.
type Quota struct {
	Resource  string // "core", "search", "code_search", "graphql"...
	Limit     int    // requests (points for graphql) in a window
	Remaining int
	Used      int
	Reset     time.Time // when the window ends, by our clock
	Observed  time.Time
}

// spent reports whether the next request of the resource would be refused.
func (q Quota) spent(now time.Time) bool { return q.Remaining <= 0 && q.Reset.After(now) }

// budget is a Quota with the end of its window as GitHub wrote it, to compare windows by.
type budget struct {
	Quota
	reset int64
}

// readBudget reads GitHub's rate headers; false if they are absent, as on a GitHub Enterprise Server
// without limits, or make no sense. guess is the resource when an older server does not name it.
func readBudget(h http.Header, guess string, now time.Time) (budget, bool) {
	number := func(name string) (int64, bool) {
		n, err := strconv.ParseInt(strings.TrimSpace(h.Get(name)), 10, 64)
		return n, err == nil && n >= 0 && n < 1<<40
	}
	limit, ok1 := number("X-Ratelimit-Limit")
	remaining, ok2 := number("X-Ratelimit-Remaining")
	reset, ok3 := number("X-Ratelimit-Reset")
	if !ok1 || !ok2 || !ok3 {
		return budget{}, false
	}
	used, ok := number("X-Ratelimit-Used")
	if !ok {
		used = max(limit-remaining, 0)
	}
	b := budget{reset: reset, Quota: Quota{
		Resource: h.Get("X-Ratelimit-Resource"), Limit: int(limit), Remaining: int(remaining), Used: int(used), Observed: now,
	}}
	if !resourceName(b.Resource) {
		b.Resource = guess
	}
	b.Reset = time.Unix(reset, 0)
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		if skew := now.Sub(date); skew.Abs() > clockSkew {
			b.Reset = b.Reset.Add(skew)
		}
	}
	return b, b.Reset.Sub(now) < farthestReset
}

// resourceName keeps odd text of a server out of messages and tables.
func resourceName(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_0123456789") == ""
}

// newer says whether b replaces what is known. Answers arrive out of order: in one window, the higher use is the later.
func (b budget) newer(known budget) bool {
	return b.reset != known.reset || b.Used >= known.Used
}

// hideRate takes the headers away from go-github, which would draw wrong conclusions: v60 guesses
// the resource from github.com's paths only, and blocks by itself.
func hideRate(h http.Header) {
	for _, name := range [...]string{"Limit", "Remaining", "Used", "Reset", "Resource"} {
		h.Del("X-Ratelimit-" + name)
	}
}

// resource guesses the budget of a request by its path; "" for the one that costs nothing.
func resource(base, u *url.URL) string {
	path := apiPath(base, u)
	switch {
	case path == "/rate_limit":
		return ""
	case path == "/search/code":
		return "code_search"
	case strings.HasPrefix(path, "/search/"):
		return "search"
	case path == "/graphql" || path == "/api/graphql":
		return "graphql"
	}
	return "core"
}

package transport

import (
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestReadBudget(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	header := func(limit, remaining, used, reset, resource string) http.Header {
		h := http.Header{}
		for name, v := range map[string]string{"Limit": limit, "Remaining": remaining, "Used": used, "Reset": reset, "Resource": resource} {
			if v != "" {
				h.Set("X-RateLimit-"+name, v)
			}
		}
		return h
	}
	const soon = "1700000060"
	for _, c := range []struct {
		name string
		h    http.Header
		ok   bool
		want Quota
	}{
		{"whole", header("5000", "4990", "10", soon, "core"), true, Quota{Resource: "core", Limit: 5000, Remaining: 4990, Used: 10}},
		{"no resource", header("30", "29", "1", soon, ""), true, Quota{Resource: "guess", Limit: 30, Remaining: 29, Used: 1}},
		{"odd resource", header("30", "29", "1", soon, "\x1b[2J"), true, Quota{Resource: "guess", Limit: 30, Remaining: 29, Used: 1}},
		{"no used", header("30", "29", "", soon, "search"), true, Quota{Resource: "search", Limit: 30, Remaining: 29, Used: 1}},
		{"absent", http.Header{}, false, Quota{}},
		{"negative", header("30", "-1", "1", soon, "core"), false, Quota{}},
		{"not a number", header("30", "many", "1", soon, "core"), false, Quota{}},
		{"window of years", header("30", "0", "30", "9999999999", "core"), false, Quota{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := readBudget(c.h, "guess", now)
			want(t, "ok", ok, c.ok)
			if ok {
				c.want.Reset, c.want.Observed = now.Add(time.Minute), now
				want(t, "quota", got.Quota, c.want)
			}
		})
	}
}

func TestBudgetOfAClockThatIsWrong(t *testing.T) {
	ours := time.Unix(1_700_000_000, 0)
	theirs := ours.Add(-2 * time.Hour)
	h := http.Header{}
	h.Set("X-RateLimit-Limit", "30")
	h.Set("X-RateLimit-Remaining", "0")
	h.Set("X-RateLimit-Reset", strconv.FormatInt(theirs.Add(time.Minute).Unix(), 10))
	h.Set("Date", theirs.UTC().Format(http.TimeFormat))
	b, ok := readBudget(h, "core", ours)
	want(t, "ok", ok, true)
	want(t, "end of the window by our clock", b.Reset, ours.Add(time.Minute))
}

func TestQuotasTakeAnswersOutOfOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(
			says(200, "", rate("core", 20, time.Minute)...),
			says(200, "", rate("core", 25, time.Minute)...), // sent before, arrived after
			says(200, "", rate("core", 30, time.Hour)...),   // the next window
			says(200, ""),
		)
		l := NewLimit(server, base(t, root), time.Now, 0)
		for _, remaining := range []int{20, 20, 30, 30} {
			if _, err := get(t, l, root+"x"); err != nil {
				t.Fatal(err)
			}
			want(t, "remaining", l.Quotas()["core"].Remaining, remaining)
		}
	})
}

func TestResource(t *testing.T) {
	for _, c := range []struct{ base, url, want string }{
		{root, root + "search/issues", "search"},
		{root, root + "search/code", "code_search"},
		{root, root + "searching", "core"},
		{root, root + "repos/search/code", "core"},
		{root, graph, "graphql"},
		{root, root + "rate_limit", ""},
		{"https://h/api/v3/", "https://h/api/v3/search/code", "code_search"},
		{"https://h/api/v3/", "https://h/api/v3/search/repositories", "search"},
		{"https://h/api/v3/", "https://h/api/graphql", "graphql"},
		{"https://h/api/v3/", "https://h/api/v3/repos/o/r", "core"},
		{"https://h/api/v3", "https://h/api/v3/rate_limit", ""},
	} {
		want(t, c.url, resource(base(t, c.base), base(t, c.url)), c.want)
	}
}

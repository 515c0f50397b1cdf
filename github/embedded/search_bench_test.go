package embedded_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// benchSearches are five qualifiers each, or words.
func benchSearches() []string {
	return []string{
		"is:issue is:open label:bug author:ada sort:updated-desc created:>2026-01-01",
		"is:issue cart in:title", "is:issue looks -label:docs", "is:issue no:assignee comments:0 mentions:bo", "is:issue nothinglikeit",
	}
}

func BenchmarkSearchIssues(b *testing.B) {
	s := embedded.New(large(100_000), embedded.Options{Now: func() time.Time { return now }, RateLimit: embedded.RateLimit{Off: true}})
	c := &client{t: b, http: &http.Client{Transport: embedded.Transport(s)}, auth: "token ada-classic"}
	for _, q := range benchSearches() {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				if r := c.get("/search/issues?per_page=100&q=" + url.QueryEscape(q)); r.status != 200 {
					b.Fatalf("got %d %s", r.status, r.body)
				}
			}
		})
	}
}

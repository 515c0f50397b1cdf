package demo

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"hubtrail/github/embedded"
)

// BenchmarkFormattingPage is the first page of the commit that formats everything,
// asked of a server that has not seen it yet, and a later one.
func BenchmarkFormattingPage(b *testing.B) {
	cache := b.TempDir()
	fresh := func() http.RoundTripper {
		return embedded.Transport(embedded.New(World(cache), embedded.Options{RateLimit: embedded.RateLimit{Off: true}}))
	}
	ask := func(h http.RoundTripper, page int) {
		req, err := http.NewRequestWithContext(b.Context(), "GET", fmt.Sprintf("https://api.github.com/repos/northwind/monorepo/commits/%s?page=%d", formatting, page), nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+UserToken)
		res, err := h.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		defer res.Body.Close()
		if n, err := io.Copy(io.Discard, res.Body); err != nil || n < 1<<18 {
			b.Fatalf("got %d bytes, %v", n, err)
		}
	}
	ask(fresh(), 1) // makes the repository
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			h := fresh()
			b.StartTimer()
			ask(h, 1)
		}
	})
	for page := range 7 {
		b.Run(fmt.Sprintf("again %d", page+1), func(b *testing.B) {
			h := fresh()
			ask(h, 1)
			for b.Loop() {
				ask(h, page+1)
			}
		})
	}
}

package transport

import (
	"errors"
	"net/http"
	"testing"
	"time"
)

// hops redirects along the given addresses and keeps what arrived.
func hops(status int, seen *[]*http.Request, to ...string) tripper {
	return func(req *http.Request) (*http.Response, error) {
		*seen = append(*seen, req)
		var resp *http.Response
		if len(*seen) <= len(to) {
			resp = answer(status, "", "Location: "+to[len(*seen)-1])
		} else {
			resp = answer(200, "{}")
		}
		resp.Request = req
		return resp, nil
	}
}

func TestRedirects(t *testing.T) {
	for _, c := range []struct {
		name    string
		method  string
		status  int
		to      []string
		hops    int
		refused bool
	}{
		{"read of a renamed repository", "GET", 301, []string{"/repositories/1"}, 2, false},
		{"read from another host", "GET", 302, []string{"https://codeload.github.com/x"}, 2, false},
		{"read in a circle", "GET", 302, []string{"/1", "/2", "/3", "/4", "/5", "/6"}, 6, true},
		{"read without encryption", "GET", 302, []string{"http://api.github.com/x"}, 1, true},
		{"write that would become a read", "POST", 301, []string{"/repositories/1"}, 1, true},
		{"write that would become a read (302)", "PATCH", 302, []string{"/repositories/1"}, 1, true},
		{"write to a renamed repository", "PATCH", 307, []string{"/repositories/1"}, 2, false},
		{"write to another host", "POST", 308, []string{"https://evil.example/"}, 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var seen []*http.Request
			chain := New(Options{Base: base(t, root), Source: &signer{values: []string{"Bearer s3cret"}}, Next: hops(c.status, &seen, c.to...), Now: clockFar()})
			req := request(t, t.Context(), c.method, root+"repos/o/r", "")
			if c.method != "GET" {
				req = request(t, t.Context(), c.method, root+"repos/o/r", "body")
			}
			_, err := chain.Client().Do(req)
			var refused *RedirectError
			want(t, "refused", errors.As(err, &refused), c.refused)
			want(t, "requests", len(seen), c.hops)
			for _, hop := range seen {
				want(t, "signed "+hop.URL.Host, hop.Header.Get("Authorization") != "", hop.URL.Host == "api.github.com")
			}
			if refused != nil {
				want(t, "method", refused.Method, c.method)
			}
		})
	}
}

// clockFar is a clock on which a second passes with each look, so that writes need no pause.
func clockFar() func() time.Time {
	at := time.Unix(1_700_000_000, 0)
	return func() time.Time { at = at.Add(time.Second); return at }
}

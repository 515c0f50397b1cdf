package transport

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestBound(t *testing.T) {
	for _, c := range []struct {
		name    string
		size    int
		known   bool
		atOnce  bool
		tooLong bool
	}{
		{"below", 9, false, false, false},
		{"as long as allowed", 10, true, false, false},
		{"as long as allowed, length unknown", 10, false, false, false},
		{"one more, length known", 11, true, true, true},
		{"one more, length unknown", 11, false, false, true},
		{"much more", 100_000, false, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := &Bound{Limit: 10, Next: tripper(func(*http.Request) (*http.Response, error) {
				resp := answer(200, strings.Repeat("x", c.size))
				if !c.known {
					resp.ContentLength = -1
				}
				return resp, nil
			})}
			var large *TooLarge
			resp, err := get(t, b, root+"big")
			want(t, "fails at once", errors.As(err, &large), c.atOnce)
			if err != nil {
				want(t, "path", large.Path, "/big")
				return
			}
			body, err := io.ReadAll(resp.Body)
			want(t, "fails when read", errors.As(err, &large), c.tooLong)
			want(t, "bytes", len(body), min(c.size, 10))
			n, err := resp.Body.Read(make([]byte, 5))
			want(t, "bytes after the end", n, 0)
			want(t, "error stays", errors.As(err, &large), c.tooLong)
		})
	}
	head := &Bound{Limit: 10, Next: tripper(func(*http.Request) (*http.Response, error) {
		resp := answer(200, "")
		resp.ContentLength = 1 << 40
		return resp, nil
	})}
	_, err := head.RoundTrip(request(t, t.Context(), http.MethodHead, root+"big", ""))
	want(t, "HEAD has no body", err, nil)
}

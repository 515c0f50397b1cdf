package transport

import (
	"errors"
	"net/http"
	"net/url"
)

const maxRedirects = 5

// SameHost is a CheckRedirect for the API at base. Reads follow at most five redirects, never from
// https to http, and without credentials to another host. Writes follow only where they stay the same write on the
// same host (307, 308: a renamed repository); a 301 would turn them into a GET that succeeds and writes
// nothing. What is not followed is a *RedirectError.
func SameHost(base *url.URL) func(req *http.Request, via []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		first := via[0]
		refuse := func(reason string) error {
			return &RedirectError{Method: first.Method, To: req.URL.Redacted(), Err: errors.New(reason)}
		}
		if len(via) > maxRedirects {
			return refuse("there were more than five redirects: the repository may have been renamed in a circle")
		}
		if via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme != "https" {
			return refuse("it leads from https to " + req.URL.Scheme)
		}
		if first.Method != http.MethodGet && first.Method != http.MethodHead {
			switch {
			case req.Method != first.Method:
				return refuse("nothing was written; it was probably moved or renamed: reload and try again")
			case !within(base, req.URL):
				return refuse("nothing was written, because it leads to another host")
			}
		}
		if !within(base, req.URL) {
			for _, name := range [...]string{"Authorization", "Cookie", "Proxy-Authorization"} {
				req.Header.Del(name)
			}
		}
		return nil
	}
}

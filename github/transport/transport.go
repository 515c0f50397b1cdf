// Package transport is the way of a request to GitHub: RoundTrippers that each wrap a next one, for
// one host and one credential. It knows neither go-github nor what is asked.
//
// From the outside in, and why in this order:
//
//	Log          one line for each request, with how it ended
//	Prefer       what a local clone can answer needs no credential and no budget
//	Auth         above Retry and Limit, so that a replay is paced and counted like any request, and never
//	             holds a place while it renews a credential
//	Retry        above Limit, so that its pauses hold no place either
//	Limit        turns GitHub's limit answers into errors and hides the rate headers: go-github v60 misreads a
//	             429, and on GitHub Enterprise Server takes an exhausted search budget for all of them
//	Conditional  below Auth, because ETags depend on the Authorization header that is sent
//	Bound        no answer fills the memory
package transport

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// answerTimeout is how long the first byte of an answer may take. GitHub gives up after ten seconds.
	answerTimeout = 30 * time.Second
	// drainLimit is how much of an unwanted body is read to keep its connection, in bytes.
	drainLimit = 64 << 10
)

// Direct gives the transport that talks to the network: the environment's proxy, timeouts, and the
// system's certificate authorities unless roots are given.
func Direct(roots *x509.CertPool) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:       &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: answerTimeout,
		ExpectContinueTimeout: time.Second,
		IdleConnTimeout:       90 * time.Second,
		MaxIdleConns:          16,
		MaxIdleConnsPerHost:   concurrent,
		ForceAttemptHTTP2:     true,
	}
}

// within reports whether u has the scheme, host and port of base.
func within(base, u *url.URL) bool {
	return base != nil && u != nil && strings.EqualFold(base.Scheme, u.Scheme) &&
		strings.EqualFold(base.Hostname(), u.Hostname()) && port(base) == port(u)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	switch strings.ToLower(u.Scheme) {
	case "https":
		return "443"
	case "http":
		return "80"
	}
	return ""
}

// apiPath is the escaped path of u below the root of the API, with a leading slash: "/repos/o/r"
// for .../api/v3/repos/o/r.
func apiPath(base, u *url.URL) string {
	path := u.EscapedPath()
	if rest, ok := strings.CutPrefix(path, strings.TrimSuffix(base.EscapedPath(), "/")); ok && strings.HasPrefix(rest, "/") {
		return rest
	}
	return path
}

// replayable reports whether a request can be sent a second time.
func replayable(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// again is a copy of a replayable request with its body at the start.
func again(req *http.Request) (*http.Request, error) {
	copied := req.Clone(req.Context())
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		copied.Body = body
	}
	return copied, nil
}

// abandon closes the body of a request that is not sent, as a RoundTripper must.
func abandon(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// discard closes a response that nobody will read, keeping its connection if little is left of it.
func discard(resp *http.Response) {
	_, _ = io.CopyN(io.Discard, resp.Body, drainLimit)
	_ = resp.Body.Close()
}

// rest is a body of which some has been read.
type rest struct {
	io.Reader
	io.Closer
}

// pause waits, or gives up with the context's error.
func pause(done <-chan struct{}, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-done:
		return false
	}
}

package transport

import (
	"net/http"
	"net/url"
	"strings"
)

// Prefer asks a local copy of a repository before the network for what cannot change: commits, trees
// and blobs by full SHA, contents at a commit given so, and comparisons of two. Only a 200 from it counts; it is marked SourceClone. Anything else, an
// error included, leaves the question to Next.
type Prefer struct {
	Next http.RoundTripper
	Base *url.URL // root of the API; requests to other origins go to Next
	// Match gives what answers for a repository, or nil. Its requests have paths below the root of the
	// API: /repos/OWNER/NAME/...
	Match func(owner, repo string) http.RoundTripper
}

// RoundTrip asks the local copy, then Next.
func (p *Prefer) RoundTrip(req *http.Request) (*http.Response, error) {
	if resp := p.local(req); resp != nil {
		return resp, nil
	}
	if err := req.Context().Err(); err != nil {
		abandon(req)
		return nil, err
	}
	return p.Next.RoundTrip(req)
}

// local gives the local copy's answer, or nil.
func (p *Prefer) local(req *http.Request) *http.Response {
	if req.Method != http.MethodGet || req.Body != nil && req.Body != http.NoBody || !within(p.Base, req.URL) {
		return nil
	}
	path := apiPath(p.Base, req.URL)
	owner, repo, ok := immutable(path, req.URL.RawQuery)
	if !ok {
		return nil
	}
	next := p.Match(owner, repo)
	if next == nil {
		return nil
	}
	asked := req.Clone(req.Context())
	plain, err := url.PathUnescape(path)
	if err != nil {
		return nil
	}
	asked.URL.Path, asked.URL.RawPath = plain, path
	resp, err := next.RoundTrip(asked)
	if err != nil {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		discard(resp)
		return nil
	}
	resp.Request = req
	if resp.Header == nil {
		resp.Header = http.Header{}
	}
	hideRate(resp.Header) // a local answer says nothing about GitHub's budgets
	resp.Header.Set(HeaderSource, SourceClone)
	resp.Header.Set(HeaderFromCache, "1")
	return resp
}

// immutable takes a path apart that names an object by its full SHA, or what is at a path of a commit.
func immutable(path, query string) (owner, repo string, ok bool) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) < 5 || parts[0] != "repos" || !plainName(parts[1]) || !plainName(parts[2]) {
		return "", "", false
	}
	if parts[3] == "contents" {
		commit, ok := strings.CutPrefix(query, "ref=")
		return parts[1], parts[2], ok && fullSHA(commit)
	}
	switch {
	case len(parts) == 5 && parts[3] == "compare":
		base, head, ok := strings.Cut(parts[4], "...")
		return parts[1], parts[2], ok && fullSHA(base) && fullSHA(head)
	case !fullSHA(parts[len(parts)-1]):
		return "", "", false
	case len(parts) == 5 && parts[3] == "commits":
	case len(parts) == 6 && parts[3] == "git" && (parts[4] == "blobs" || parts[4] == "trees" || parts[4] == "commits"):
	default:
		return "", "", false
	}
	return parts[1], parts[2], true
}

// plainName is a name as GitHub allows them, so never an escaped one, and never one that leads elsewhere.
func plainName(s string) bool {
	return s != "" && s != "." && s != ".." &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
}

func fullSHA(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

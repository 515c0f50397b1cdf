package github

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	gh "github.com/google/go-github/v60/github"

	"hubtrail/github/transport"
)

// requestTimeout bounds one request with its waiting, retries and body, so that
// a connection that stands still is noticed.
const requestTimeout = 2 * time.Minute

// mediaRaw asks for a file's or blob's own bytes.
const mediaRaw = "application/vnd.github.raw+json"

// ask is one request.
type ask struct {
	op           string // for errors
	installation int64
	method       string // "" is GET
	path         string // below the REST base, escaped
	accept       string // "" is go-github's own
	body         any    // sent as JSON; nil sends none
}

// answer is GitHub's reply, read to its end.
type answer struct {
	status   int
	header   http.Header
	body     []byte
	next     int // the next page's number, 0 if there is none
	last     int // the last page's number, 0 if this is it or it is not told
	expires  time.Time
	received time.Time
	minted   bool // it answers the request for an installation's token
}

// html reports whether something answered with a web page instead of data.
func (a answer) html() bool {
	kind := strings.ToLower(a.header.Get("Content-Type"))
	return strings.Contains(kind, "html") || bytes.HasPrefix(bytes.TrimSpace(a.body[:min(len(a.body), 64)]), []byte("<"))
}

// send makes a request and gives the answer if it is a success.
func (c *Client) send(ctx context.Context, q ask) (answer, error) {
	s, err := c.session(ctx, q.installation)
	if err != nil {
		return answer{}, c.failed(q.op, &session{}, err)
	}
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	a, err := c.exchange(ctx, s, q)
	switch {
	case err != nil:
		return a, c.failed(q.op, s, err)
	case a.status < 200 || a.status > 299:
		return a, c.refused(q.op, s, a)
	}
	if c.token != nil { // it may have been replaced, even by another person's
		if err := c.learn(ctx); err != nil {
			return a, c.failed(q.op, s, &transport.CredentialError{Host: c.shown(), Err: err})
		}
	}
	return a, nil
}

// exchange sends one request through go-github. An answer of any status is no
// error here.
func (c *Client) exchange(ctx context.Context, s *session, q ask) (answer, error) {
	method := q.method
	if method == "" {
		method = http.MethodGet
	}
	req, err := s.client.NewRequest(method, q.path, q.body)
	if err != nil {
		return answer{}, err
	}
	if q.accept != "" {
		req.Header.Set("Accept", q.accept)
	}
	resp, err := s.client.BareDo(ctx, req)
	if resp == nil || resp.Response == nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	// For a refusal go-github has read the body and put it back.
	body, readErr := io.ReadAll(resp.Body)
	if readErr != nil {
		return answer{}, &brokenBody{readErr}
	}
	return answer{
		status: resp.StatusCode, header: resp.Header, body: body, next: resp.NextPage, last: resp.LastPage,
		expires: resp.TokenExpiration.Time, received: c.now(), minted: method == http.MethodPost && strings.HasSuffix(q.path, "/access_tokens"),
	}, nil
}

// brokenBody is an answer that ended before its time.
type brokenBody struct{ err error }

func (b *brokenBody) Error() string { return "the answer broke off: " + b.err.Error() }
func (b *brokenBody) Unwrap() error { return b.err }

// get makes a request and decodes the JSON it answers with into v.
func (c *Client) get(ctx context.Context, q ask, v any) (answer, error) {
	a, err := c.send(ctx, q)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(a.body, v); err != nil {
		return a, c.unreadable(q.op, a)
	}
	return a, nil
}

// unreadable is the error for a success whose body is not the JSON expected.
func (c *Client) unreadable(op string, a answer) error {
	e := c.fault(op, ErrBadAnswer)
	e.Status, e.RequestID = a.status, cleanMessage(a.header.Get("X-GitHub-Request-Id"))
	switch {
	case a.html():
		e.Message = "a web page came instead of data"
	case len(a.body) == 0:
		e.Message = "it is empty"
	default:
		e.Message = "it is not the JSON expected, or broke off"
	}
	return e
}

// onPage adds a page's number to a request; a first page of the usual size
// carries it too, so that every page's address is of one form.
func (q ask) onPage(number int) ask {
	sep := "?"
	if strings.Contains(q.path, "?") {
		sep = "&"
	}
	q.path += sep + "per_page=" + strconv.Itoa(perPage) + "&page=" + strconv.Itoa(number)
	return q
}

// rows reads one page of a plain JSON array of W and converts its rows.
func rows[W, T any](c *Client, q ask, convert func(W) T) func(ctx context.Context, number int) (page[T], error) {
	return func(ctx context.Context, number int) (page[T], error) {
		var wire []W
		a, err := c.get(ctx, q.onPage(number), &wire)
		if err != nil {
			return page[T]{}, err
		}
		return converted(a, wire, 0, convert), nil
	}
}

// converted makes a page of an answer's rows.
func converted[W, T any](a answer, wire []W, total int, convert func(W) T) page[T] {
	p := page[T]{rows: make([]T, len(wire)), total: total, next: a.next, last: a.last}
	for i, w := range wire {
		p.rows[i] = convert(w)
	}
	return p
}

// repoPath is the path of a repository's resource; every part is escaped but
// tail, which is the caller's own.
func repoPath(repo RepoRef, tail string) string {
	return "repos/" + url.PathEscape(repo.Owner) + "/" + url.PathEscape(repo.Name) + tail
}

// stamp is a time that may be missing.
func stamp(t *gh.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}

package embedded

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const jsonType = "application/json; charset=utf-8"

// call is one request on its way through a route's function.
type call struct {
	s      *Server
	r      *http.Request
	who    *identity
	route  *route
	args   map[string]string // the path's wildcards, unescaped
	query  url.Values
	api    string // the API's base as the client wrote it, no slash at the end
	header http.Header
	hit    map[FaultKind]Fault // the faults that hit this request
}

// answer is a complete answer.
type answer struct {
	status      int
	contentType string
	body        []byte
	header      http.Header
}

func (c *call) ctx() context.Context { return c.r.Context() }

func (c *call) arg(name string) string { return c.args[name] }

func (c *call) now() time.Time { return c.s.options.Now() }

// json answers 200 with v.
func (c *call) json(v any) (answer, error) { return c.jsonStatus(http.StatusOK, v) }

func (c *call) jsonStatus(status int, v any) (answer, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return answer{}, fmt.Errorf("encode the answer: %w", err)
	}
	return answer{status: status, contentType: jsonType, body: bytes.TrimRight(b.Bytes(), "\n")}, nil
}

// url is an absolute address in the API on the host that was asked.
func (c *call) url(format string, args ...any) string { return c.api + fmt.Sprintf(format, args...) }

// web is an address on the web site.
func (c *call) web(format string, args ...any) string {
	return c.s.options.WebURL + fmt.Sprintf(format, args...)
}

// accepts reports whether the client asked for a media type of GitHub's, by its
// name after "application/vnd.github.", with or without a version before it and
// "+json" behind.
func (c *call) accepts(kind string) bool {
	for _, v := range strings.Split(c.r.Header.Get("Accept"), ",") {
		v, _, _ = strings.Cut(strings.TrimSpace(v), ";")
		v, ok := strings.CutPrefix(v, "application/vnd.github.")
		if !ok {
			continue
		}
		v = strings.TrimSuffix(v, "+json")
		if v == kind || v == "v3."+kind {
			return true
		}
	}
	return false
}

// page is a window of a listing, counted from 1 as in the query.
type page struct{ number, size int }

func (p page) skip() int { return (p.number - 1) * p.size }

// page reads per_page and page. What is no number, or out of range, counts as
// the default or the nearest bound, as on GitHub.
func (c *call) page() page {
	p := page{number: 1, size: 30}
	if n, err := strconv.Atoi(c.query.Get("per_page")); err == nil && n > 0 {
		p.size = min(n, 100)
	}
	if n, err := strconv.Atoi(c.query.Get("page")); err == nil && n > 0 {
		p.number = min(n, 1<<31/100)
	}
	return p
}

// unknownTotal is a total for links that have no last page.
const unknownTotal = -1

// links sets the Link header. more tells whether there is a next page when the
// total is unknown.
func (c *call) links(p page, total int, more bool) {
	last := 0
	if total != unknownTotal {
		last = (total + p.size - 1) / p.size
		more = p.number < last
	}
	var links []string
	add := func(n int, rel string) {
		q := make(url.Values, len(c.query)+1)
		for k, v := range c.query {
			q[k] = v
		}
		q.Set("page", strconv.Itoa(n))
		u := url.URL{Path: c.r.URL.Path, RawPath: c.r.URL.RawPath, RawQuery: q.Encode()}
		links = append(links, fmt.Sprintf("<%s%s>; rel=%q", c.origin(), u.String(), rel))
	}
	if p.number > 1 {
		prev := p.number - 1
		if last > 0 {
			prev = min(prev, last)
		}
		add(prev, "prev")
	}
	if more {
		add(p.number+1, "next")
	}
	if more && last > 0 {
		add(last, "last")
	}
	if p.number > 1 {
		add(1, "first")
	}
	if len(links) > 0 {
		c.header.Set("Link", strings.Join(links, ", "))
	}
}

// window cuts the page out of a complete list and sets the Link header.
func window[T any](c *call, all []T) []T {
	p := c.page()
	c.links(p, len(all), false)
	from := min(p.skip(), len(all))
	return all[from:min(from+p.size, len(all))]
}

// origin is scheme and host as the client wrote them.
func (c *call) origin() string { return origin(c.r) }

func origin(r *http.Request) string {
	scheme := r.URL.Scheme
	if scheme == "" {
		scheme = "http"
		if r.TLS != nil {
			scheme = "https"
		}
	}
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	return scheme + "://" + host
}

package transport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
)

const (
	// maxStored is the largest body that is stored, in bytes.
	maxStored = 1 << 20
	// maxMisses in a row switch the computed ETags off for the host.
	maxMisses = 8
)

// Store keeps bytes by key; it may lose them. A key is 64 hexadecimal digits. Put with no data forgets
// the entry. Both must be safe for concurrent use, and neither keeps or changes data it was given or gave.
type Store interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte)
}

// Conditional asks GitHub only for what has changed: a GET whose answer is stored carries its ETag,
// and a 304, which costs nothing of the budget, becomes a 200 with the stored body and
// SourceRevalidated. A stored body is given only after GitHub has said, to the very credential that asks, that it
// still holds.
//
// GitHub's ETags depend on the token, and an installation's changes every hour. So where an ETag was
// seen to be the digest described at expectedETag, the one for the present token is computed. Each
// answer is a test of that: after eight in a row that failed it the host gets no computed ETags until one passes.
type Conditional struct {
	Next    http.RoundTripper
	Base    *url.URL // root of the API; requests to other origins pass
	Store   Store
	Account string // who asks: entries of one account are never used for another

	misses atomic.Int32
}

// RoundTrip sends the request, conditional where it can be.
func (c *Conditional) RoundTrip(req *http.Request) (*http.Response, error) {
	if !c.eligible(req) {
		return c.Next.RoundTrip(req)
	}
	key := c.key(req)
	bound := fingerprint(key, req.Header.Get("Authorization"))
	var stored *entry
	if data, ok := c.Store.Get(key); ok {
		stored, _ = decodeEntry(data, key)
	}
	asked := c.question(stored, bound, req.Header)
	sent := req
	if asked != "" {
		sent = req.Clone(req.Context())
		sent.Header.Set("If-None-Match", asked)
	}
	resp, err := c.Next.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusNotModified:
		if asked == "" {
			discard(resp)
			return nil, fmt.Errorf("%s answered \"not modified\" to a question that did not allow it: try again", req.URL.Host)
		}
		return c.revalidated(req, resp, stored, asked, bound), nil
	case http.StatusOK:
		return c.fresh(req, resp, key, bound)
	case http.StatusNotFound, http.StatusGone, http.StatusUnavailableForLegalReasons:
		if stored != nil {
			c.Store.Put(key, nil)
		}
	}
	return resp, nil
}

// eligible leaves out what is no plain question for a whole answer, and callers with conditions of their own.
func (c *Conditional) eligible(req *http.Request) bool {
	if req.Method != http.MethodGet && req.Method != "" || req.Body != nil && req.Body != http.NoBody || !within(c.Base, req.URL) {
		return false
	}
	for _, name := range [...]string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range", "Cookie"} {
		if len(req.Header.Values(name)) > 0 {
			return false
		}
	}
	return true
}

// key names an entry after everything that the answer depends on, but for the token.
func (c *Conditional) key(req *http.Request) string {
	return digest([]byte(strings.Join([]string{
		c.Account, http.MethodGet, req.URL.String(),
		strings.Join(req.Header.Values("Accept"), ", "), req.Header.Get("X-Github-Api-Version"),
	}, "\n")))
}

// question is the ETag to send, "" for none.
func (c *Conditional) question(stored *entry, bound string, header http.Header) string {
	switch {
	case stored == nil:
		return ""
	case stored.Bound == bound:
		return stored.ETag
	case stored.Portable && c.misses.Load() < maxMisses:
		return expectedETag(header, stored.body, stored.ETag)
	}
	return ""
}

// revalidated turns a 304 into the stored answer with the 304's headers.
func (c *Conditional) revalidated(req *http.Request, resp *http.Response, stored *entry, asked, bound string) *http.Response {
	discard(resp)
	if stored.Bound != bound {
		c.misses.Store(0)
		stored.Bound, stored.ETag = bound, asked
		c.put(stored)
	}
	header := stored.Header.Clone()
	for name, values := range resp.Header {
		switch name {
		// A 304 may describe its own empty body.
		case "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding":
		default:
			header[name] = values
		}
	}
	header.Set("Etag", stored.ETag)
	header.Set(HeaderSource, SourceRevalidated)
	answer := response(req, http.StatusOK, header, stored.body)
	answer.Proto, answer.ProtoMajor, answer.ProtoMinor, answer.TLS = resp.Proto, resp.ProtoMajor, resp.ProtoMinor, resp.TLS
	return answer
}

// fresh stores a whole answer, if it is small and GitHub gave it an ETag.
func (c *Conditional) fresh(req *http.Request, resp *http.Response, key, bound string) (*http.Response, error) {
	tag := resp.Header.Get("Etag")
	if !plainETag(tag) || !storable(resp) {
		return resp, nil
	}
	isJSON := strings.Contains(resp.Header.Get("Content-Type"), "json")
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxStored+1))
	if err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	if len(body) > maxStored {
		resp.Body = rest{io.MultiReader(bytes.NewReader(body), resp.Body), resp.Body}
		return resp, nil
	}
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	if isJSON && !json.Valid(body) {
		// Kept, it would come back with every 304.
		return resp, nil
	}
	portable := sameETag(tag, expectedETag(req.Header, body, tag))
	if portable {
		c.misses.Store(0)
	} else {
		c.misses.Add(1)
	}
	c.put(&entry{Key: key, ETag: tag, Bound: bound, Portable: portable, Header: keptHeaders(resp.Header), Sum: digest(body), body: body})
	return resp, nil
}

// storable leaves out answers that are cut down for this credential for now, or not to be kept.
func storable(resp *http.Response) bool {
	return resp.ContentLength <= maxStored && resp.Header.Get("X-Github-Sso") == "" &&
		resp.Header.Get("Content-Encoding") == "" &&
		!strings.Contains(strings.ToLower(resp.Header.Get("Cache-Control")), "no-store")
}

func (c *Conditional) put(e *entry) {
	if data, err := e.encode(); err == nil {
		c.Store.Put(e.Key, data)
	}
}

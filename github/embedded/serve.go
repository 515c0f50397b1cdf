package embedded

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// serve is one request from its arrival to its last byte: latency and faults,
// who asks, the budget, the route, and whether the client has the answer
// already.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Date", s.options.Now().UTC().Format(http.TimeFormat))
	h.Set("Server", "github.com")
	h.Set("X-GitHub-Request-Id", s.requestID())
	h.Set("X-GitHub-Media-Type", "github.v3; format=json")

	prefix, segments, ok := splitPath(r.URL.EscapedPath())
	path := "/" + strings.Join(segments, "/")
	resource := resourceOf(path)
	who, whoErr := s.identify(r)
	caller := "anonymous"
	if whoErr == nil {
		caller = who.quota
	}

	hit := s.faults.strike(r.Method, path, resource, caller)
	if err := wait(r.Context(), s.options.Latency+hit[Latency].Delay); err != nil {
		return // the client has gone
	}
	if _, ok := hit[Exhaust]; ok {
		s.quotas.exhaust(caller, resource, s.options.Now())
	}

	a, failed := failure(hit)
	if !failed {
		c := &call{s: s, r: r, who: who, query: r.URL.Query(), api: origin(r) + prefix, header: h, hit: hit}
		a = s.answer(c, segments, ok, whoErr, resource)
	}
	if r.Context().Err() != nil {
		return
	}
	if f, ok := hit[After]; ok && !failed {
		if f.Status == 0 {
			panic(http.ErrAbortHandler)
		}
		for _, name := range []string{"ETag", "Cache-Control", "Vary", "Link"} {
			h.Del(name) // these were the real answer's
		}
		a = f.refusal()
	}
	s.send(w, r, a, hit)
}

func (s *Server) requestID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return fmt.Sprintf("E5BE:%06X:%08X", s.requests, 0xC0FFEE+s.requests*7919)
}

// wait waits until d has passed or the request is cancelled.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// answer finds the answer to a request that no fault has hit.
func (s *Server) answer(c *call, segments []string, pathOK bool, whoErr error, resource string) answer {
	if v := c.r.Header.Get("X-GitHub-Api-Version"); v != "" && v != "2022-11-28" && v != "2026-03-10" {
		return refuse(http.StatusBadRequest, "The API version %s is not supported", strconv.Quote(v)).answer()
	}
	if whoErr != nil {
		return failed(whoErr)
	}
	now := s.options.Now()
	free := false
	if pathOK {
		for i := range s.routes {
			rt := &s.routes[i]
			if rt.method != c.r.Method && (rt.method != http.MethodGet || c.r.Method != http.MethodHead) {
				continue
			}
			if args, ok := rt.match(segments); ok {
				c.route, c.args, free = rt, args, rt.free
				break
			}
		}
	}
	limited := !s.quotas.limits.Off
	if limited {
		cost := 1
		if free {
			cost = 0
		}
		left, ok := s.quotas.spend(c.who.quota, resource, cost, now)
		left.header(c.header, resource)
		if !ok {
			return exceeded().answer()
		}
	}
	a := s.route(c)
	// The answer's identity is computed as GitHub was seen to do it: over the
	// header values that change it, each followed by a colon, and the body.
	if a.status == http.StatusOK && (c.r.Method == http.MethodGet || c.r.Method == http.MethodHead) {
		etag := entityTag(c.r.Header, a.body)
		c.header.Set("ETag", "W/"+etag)
		c.header.Set("Cache-Control", "private, max-age=60, s-maxage=60")
		c.header.Set("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, X-Requested-With")
		if hasTag(c.r.Header.Get("If-None-Match"), etag) {
			if limited && !free {
				s.quotas.refund(c.who.quota, resource, now).header(c.header, resource)
			}
			return answer{status: http.StatusNotModified, header: a.header}
		}
	}
	return a
}

// route calls the route's function and makes an answer of its errors.
func (s *Server) route(c *call) answer {
	if s.options.ReadOnly && c.r.Method != http.MethodGet && c.r.Method != http.MethodHead && (c.route == nil || !c.route.mints() && !c.route.queries()) {
		return refuse(http.StatusForbidden, "%s", s.options.ReadOnlyMessage).answer()
	}
	if c.route == nil {
		return notFound().answer()
	}
	c.who.describe(c.header, c.route.needs)
	a, err := c.route.answer(c)
	if err != nil {
		return failed(err)
	}
	return a
}

// mints reports whether the route makes an installation token, which changes
// nothing.
func (r *route) mints() bool { return r.pattern[len(r.pattern)-1] == "access_tokens" }

// failed turns an error into an answer. What is not GitHub's own refusal is the
// server's failure; its text is about a git command and shown as it is.
func failed(err error) answer {
	if f, ok := errors.AsType[*refusal](err); ok {
		return f.answer()
	}
	return refuse(http.StatusInternalServerError, "Not answered: %v", err).answer()
}

// entityTag is the tag of a body for these request headers, quoted.
func entityTag(h http.Header, body []byte) string {
	sum := sha256.New()
	for _, name := range []string{"Accept", "Authorization", "Cookie"} {
		if v := h.Get(name); v != "" {
			sum.Write([]byte(v + ":"))
		}
	}
	sum.Write(body)
	return `"` + hex.EncodeToString(sum.Sum(nil)) + `"`
}

// hasTag reports whether an If-None-Match header names the tag.
func hasTag(header, tag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}

// send writes the answer, damaged by the faults that hit it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer, hit map[FaultKind]Fault) {
	h := w.Header()
	for k, v := range a.header {
		h[k] = v
	}
	if a.status == http.StatusNotModified || a.status == http.StatusNoContent {
		w.WriteHeader(a.status)
		return
	}
	body := a.body
	if _, ok := hit[Garbage]; ok && len(body) > 1 {
		body = bytes.TrimRight(body[:len(body)/2], " \n")
	}
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(a.status)
	if f, ok := hit[Drop]; ok && f.Bytes < len(body) {
		_, _ = w.Write(body[:f.Bytes]) // the connection breaks either way
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}

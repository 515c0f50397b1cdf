package transport

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// tripper is a server in the same process.
type tripper func(*http.Request) (*http.Response, error)

func (t tripper) RoundTrip(req *http.Request) (*http.Response, error) { return t(req) }

// answer is a response with headers given as "Name: value".
func answer(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		h.Add(name, value)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

// script gives its answers in turn, the last one for ever, and keeps the requests.
type script struct {
	mu      sync.Mutex
	answers []func() (*http.Response, error)
	got     []*http.Request
	bodies  []string
	at      []time.Time
}

func says(status int, body string, headers ...string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return answer(status, body, headers...), nil }
}

func fails(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

func scripted(answers ...func() (*http.Response, error)) *script { return &script{answers: answers} }

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		body, _ = io.ReadAll(req.Body)
		_ = req.Body.Close()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.answers[min(len(s.got), len(s.answers)-1)]
	s.got, s.bodies, s.at = append(s.got, req), append(s.bodies, string(body)), append(s.at, time.Now())
	return next()
}

func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.got)
}

const (
	root  = "https://api.github.com/"
	graph = "https://api.github.com/graphql"
)

func base(t testing.TB, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func request(t testing.TB, ctx context.Context, method, address, body string) *http.Request {
	t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, r)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func get(t testing.TB, rt http.RoundTripper, address string) (*http.Response, error) {
	t.Helper()
	return rt.RoundTrip(request(t, t.Context(), http.MethodGet, address, ""))
}

// text reads and closes a body.
func text(t testing.TB, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("reading the body: %v", err)
	}
	_ = resp.Body.Close()
	return string(b)
}

func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// keeper is a Store in memory.
type keeper struct {
	mu   sync.Mutex
	data map[string][]byte
}

func (k *keeper) Get(key string) ([]byte, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, ok := k.data[key]
	return d, ok
}

func (k *keeper) Put(key string, data []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.data == nil {
		k.data = map[string][]byte{}
	}
	if len(data) == 0 {
		delete(k.data, key)
		return
	}
	k.data[key] = append([]byte(nil), data...)
}

// signer is a credential that can be replaced.
type signer struct {
	mu     sync.Mutex
	values []string // the present one first
	minted time.Time
	err    error
	asked  int // renewals
}

func (s *signer) Authorization(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return "", s.err
	}
	return s.values[0], nil
}

func (s *signer) Renew(_ context.Context, refused string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if len(s.values) > 1 && s.values[0] == refused {
		s.values = s.values[1:]
	}
	return s.values[0] != refused, nil
}

func (s *signer) MintedAt() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.minted
}

// shaTag is GitHub's ETag as observed, written down independently of the code.
func shaTag(accept, authorization, body string) string {
	var all string
	if accept != "" {
		all += accept + ":"
	}
	if authorization != "" {
		all += authorization + ":"
	}
	sum := sha256.Sum256([]byte(all + body))
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

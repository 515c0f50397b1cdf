package github

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"hubtrail/github/store"
)

// day is the tests' present.
var day = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// wire answers requests within the process and notes them.
type wire struct {
	handler http.Handler
	mu      sync.Mutex
	asked   []string
	auth    []string
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.asked = append(w.asked, req.Method+" "+req.URL.RequestURI())
	w.auth = append(w.auth, req.Header.Get("Authorization"))
	w.mu.Unlock()
	rec := httptest.NewRecorder()
	rec.Header().Set("Date", day.Format(http.TimeFormat))
	rec.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.handler.ServeHTTP(rec, req)
	resp := rec.Result()
	resp.Request = req
	return resp, nil
}

// count is how many requests held the text.
func (w *wire) count(text string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, a := range w.asked {
		if strings.Contains(a, text) {
			n++
		}
	}
	return n
}

// routes is a GitHub made of patterns; what they lack is 404.
type routes map[string]http.HandlerFunc

func (r routes) wire() *wire {
	mux := http.NewServeMux()
	for pattern, h := range r {
		mux.HandleFunc(pattern, h)
	}
	mux.HandleFunc("/", text(404, `{"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}`))
	return &wire{handler: mux}
}

// text answers with a body and headers given as name, value, name, value.
func text(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// paged answers with rows made by row, in pages with Link headers.
func paged(total int, wrap string, row func(i int) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		size, number := 30, 1
		fmt.Sscan(r.URL.Query().Get("per_page"), &size)
		fmt.Sscan(r.URL.Query().Get("page"), &number)
		last := max(1, (total+size-1)/size)
		var links []string
		link := func(page int, rel string) {
			u := *r.URL
			q := u.Query()
			q.Set("page", fmt.Sprint(page))
			u.RawQuery = q.Encode()
			links = append(links, fmt.Sprintf(`<https://%s%s>; rel="%s"`, r.Host, u.RequestURI(), rel))
		}
		if number < last {
			link(number+1, "next")
			link(last, "last")
		}
		if number > 1 {
			link(1, "first")
			link(number-1, "prev")
		}
		if len(links) > 0 {
			w.Header().Set("Link", strings.Join(links, ", "))
		}
		var items []string
		for i := (number - 1) * size; i < min(total, number*size); i++ {
			items = append(items, row(i))
		}
		body := "[" + strings.Join(items, ",") + "]"
		if wrap != "" {
			body = fmt.Sprintf(`{"total_count":%d,%q:%s}`, total, wrap, body)
		}
		fmt.Fprint(w, body)
	}
}

var testKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// secret is what no error, log or file may show.
const secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"

func tokenClient(t testing.TB, w http.RoundTripper, s *store.Store) *Client {
	t.Helper()
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com", Source: "GH_TOKEN"},
		Token:   func(context.Context) (string, error) { return secret, nil },
		Base:    w, Store: s, Now: func() time.Time { return day },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func appClient(t testing.TB, w http.RoundTripper, s *store.Store) *Client {
	t.Helper()
	c, err := NewClient(Options{
		Account: Account{Name: "work", Kind: KindApp, Host: "github.com"},
		App:     &AppCredential{Issuer: "Iv1.abc", Key: func() (*rsa.PrivateKey, error) { return testKey(), nil }},
		Base:    w, Store: s, Now: func() time.Time { return day },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// collect gathers what a listing emits.
func collect[T any](into *[]Listing[T]) func(Listing[T]) {
	return func(l Listing[T]) { *into = append(*into, l) }
}

// user is the token's.
const user = `{"login":"ada","id":7,"name":"Ada","type":"User","html_url":"https://github.com/ada"}`

func repoRow(id int, owner, kind string) string {
	return fmt.Sprintf(`{"id":%d,"name":"r%d","owner":{"login":%q,"type":%q,"id":1},"default_branch":"main","pushed_at":"2026-01-02T03:04:05Z"}`, id, id, owner, kind)
}

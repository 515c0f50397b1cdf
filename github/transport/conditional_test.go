package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

const accept = "application/vnd.github+json"

// ghServer is GitHub's way with ETags: the digest of headers and body, and 304 if it is asked with it.
type ghServer struct {
	body    string
	tag     func(req *http.Request, body string) string
	status  int
	headers []string
	asked   []string // If-None-Match of each request, "" for none
}

func observedTag(req *http.Request, body string) string {
	return "W/" + shaTag(req.Header.Get("Accept"), req.Header.Get("Authorization"), body)
}

func (s *ghServer) RoundTrip(req *http.Request) (*http.Response, error) {
	asked := req.Header.Get("If-None-Match")
	s.asked = append(s.asked, asked)
	if s.status != 0 {
		return answer(s.status, "{}"), nil
	}
	tag := s.tag(req, s.body)
	headers := append([]string{"Etag: " + tag, "X-RateLimit-Remaining: 7"}, s.headers...)
	if asked == tag {
		return answer(304, "", headers...), nil
	}
	return answer(200, s.body, append(headers, "Content-Type: application/json", "Link: <x>; rel=next")...), nil
}

// ask makes one request as a credential and reports the answer's body and source.
func ask(t *testing.T, c *Conditional, path, credential string) (string, string) {
	t.Helper()
	req := request(t, t.Context(), http.MethodGet, root+path, "")
	req.Header.Set("Accept", accept)
	if credential != "" {
		req.Header.Set("Authorization", credential)
	}
	resp, err := c.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status", resp.StatusCode, 200)
	want(t, "condition left on the caller's request", req.Header.Get("If-None-Match"), "")
	if resp.Header.Get(HeaderSource) != "" {
		want(t, "kept header", resp.Header.Get("Link"), "<x>; rel=next")
		want(t, "content type", resp.Header.Get("Content-Type"), "application/json")
		want(t, "header of the 304", resp.Header.Get("X-RateLimit-Remaining"), "7")
		want(t, "go-github's mark", resp.Header.Get(HeaderFromCache), "")
	}
	return text(t, resp), resp.Header.Get(HeaderSource)
}

func TestConditional(t *testing.T) {
	perToken := func(req *http.Request, body string) string {
		return `"` + digest([]byte("salt" + req.Header.Get("Authorization") + body))[:20] + `"`
	}
	type step struct {
		credential, body string // what the server holds
		source           string
		conditional      bool
	}
	for _, c := range []struct {
		name  string
		tag   func(*http.Request, string) string
		steps []step
	}{
		{"the same token", perToken, []step{{"a", "1", "", false}, {"a", "1", SourceRevalidated, true}, {"a", "2", "", true}, {"a", "2", SourceRevalidated, true}}},
		{"another token, digest as observed", observedTag, []step{{"a", "1", "", false}, {"b", "1", SourceRevalidated, true}, {"b", "1", SourceRevalidated, true}, {"c", "2", "", true}, {"a", "2", SourceRevalidated, true}}},
		{"another token, digest unknown", perToken, []step{{"a", "1", "", false}, {"b", "1", "", false}, {"b", "1", SourceRevalidated, true}}},
		{"nobody", observedTag, []step{{"", "1", "", false}, {"", "1", SourceRevalidated, true}, {"a", "1", SourceRevalidated, true}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := &ghServer{tag: c.tag}
			cond := &Conditional{Next: server, Base: base(t, root), Store: &keeper{}, Account: "1"}
			for i, s := range c.steps {
				server.body = s.body
				body, source := ask(t, cond, "user", s.credential)
				want(t, fmt.Sprintf("body %d", i), body, s.body)
				want(t, fmt.Sprintf("source %d", i), source, s.source)
				want(t, fmt.Sprintf("asked conditionally %d", i), server.asked[i] != "", s.conditional)
			}
		})
	}
}

func TestConditionalKeepsQuestionsApart(t *testing.T) {
	store := &keeper{}
	server := &ghServer{tag: observedTag, body: `"private"`}
	first := &Conditional{Next: server, Base: base(t, root), Store: store, Account: "1"}
	ask(t, first, "user", "a")
	for _, c := range []struct {
		name    string
		account string
		url     string
		headers map[string]string
		method  string
		same    bool
	}{
		{"the same", "1", "user", nil, "GET", true},
		{"another account", "2", "user", nil, "GET", false},
		{"another path", "1", "users", nil, "GET", false},
		{"another query", "1", "user?page=2", nil, "GET", false},
		{"another media type", "1", "user", map[string]string{"Accept": "application/vnd.github.diff"}, "GET", false},
		{"another API version", "1", "user", map[string]string{"X-GitHub-Api-Version": "2026-03-10"}, "GET", false},
		{"a part", "1", "user", map[string]string{"Range": "bytes=0-1"}, "GET", false},
		{"a condition of the caller's", "1", "user", map[string]string{"If-Modified-Since": "x"}, "GET", false},
		{"HEAD", "1", "user", nil, "HEAD", false},
		{"a write", "1", "user", nil, "PATCH", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cond := &Conditional{Next: server, Base: base(t, root), Store: store, Account: c.account}
			req := request(t, t.Context(), c.method, root+c.url, "")
			req.Header.Set("Accept", accept)
			req.Header.Set("Authorization", "a")
			for name, v := range c.headers {
				req.Header.Set(name, v)
			}
			server.asked = nil
			resp, err := cond.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			want(t, "asked conditionally", server.asked[0] != "", c.same)
			want(t, "from the store", resp.Header.Get(HeaderSource) == SourceRevalidated, c.same)
		})
	}
	cond := &Conditional{Next: server, Base: base(t, "https://ghe.example/api/v3/"), Store: store, Account: "1"}
	server.asked = nil
	if _, err := get(t, cond, root+"user"); err != nil {
		t.Fatal(err)
	}
	want(t, "another host's condition", server.asked[0], "")
}

func TestConditionalPassesTheCallersOwnCondition(t *testing.T) {
	server := scripted(says(304, ""))
	cond := &Conditional{Next: server, Base: base(t, root), Store: &keeper{}}
	req := request(t, t.Context(), http.MethodGet, root+"x", "")
	req.Header.Set("If-None-Match", `"sha"`)
	resp, err := cond.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status", resp.StatusCode, 304)
}

func TestConditionalRefusesA304NobodyAskedFor(t *testing.T) {
	cond := &Conditional{Next: scripted(says(304, "")), Base: base(t, root), Store: &keeper{}}
	if resp, err := get(t, cond, root+"x"); err == nil {
		t.Errorf("got status %d, want an error", resp.StatusCode)
	}
}

func TestConditionalSwitchesComputedTagsOff(t *testing.T) {
	odd := func(req *http.Request, body string) string {
		return `"` + digest([]byte(req.Header.Get("Authorization") + body))[:30] + `"`
	}
	server := &ghServer{tag: observedTag, body: "1"}
	cond := &Conditional{Next: server, Base: base(t, root), Store: &keeper{}, Account: "1"}
	ask(t, cond, "portable", "a")
	ask(t, cond, "portable", "b")
	server.tag = odd
	for i := range maxMisses {
		ask(t, cond, fmt.Sprint("odd/", i), "a")
	}
	server.tag = observedTag
	server.asked = nil
	_, source := ask(t, cond, "portable", "b")
	want(t, "source for the token that was told last", source, SourceRevalidated)
	server.asked = nil
	_, source = ask(t, cond, "portable", "c")
	want(t, "source while off", source, "")
	want(t, "condition while off", server.asked[0], "")
	_, source = ask(t, cond, "portable", "d")
	want(t, "source after a match", source, SourceRevalidated)
}

func TestConditionalStoresOnlyWhatItMay(t *testing.T) {
	for _, c := range []struct {
		name    string
		body    string
		headers []string
		length  bool
		stored  int
	}{
		{"small", "x", []string{`Etag: "abc"`}, true, 1},
		{"weak", "x", []string{`Etag: W/"abc"`}, true, 1},
		{"as large as allowed", strings.Repeat("x", maxStored), []string{`Etag: "abc"`}, false, 1},
		{"larger", strings.Repeat("x", maxStored+1), []string{`Etag: "abc"`}, false, 0},
		{"larger, length known", strings.Repeat("x", maxStored+1), []string{`Etag: "abc"`}, true, 0},
		{"no ETag", "x", nil, true, 0},
		{"odd ETag", "x", []string{`Etag: "a" b"`}, true, 0},
		{"partial for want of single sign-on", "x", []string{`Etag: "abc"`, "X-GitHub-SSO: partial-results; organizations=1"}, true, 0},
		{"not to be stored", "x", []string{`Etag: "abc"`, "Cache-Control: private, no-store"}, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := &keeper{}
			cond := &Conditional{Base: base(t, root), Store: store, Next: tripper(func(*http.Request) (*http.Response, error) {
				resp := answer(200, c.body, c.headers...)
				if !c.length {
					resp.ContentLength = -1
				}
				return resp, nil
			})}
			resp, err := get(t, cond, root+"x")
			if err != nil {
				t.Fatal(err)
			}
			want(t, "length of the body", len(text(t, resp)), len(c.body))
			want(t, "entries", len(store.data), c.stored)
		})
	}
}

func TestConditionalForgetsWhatIsGone(t *testing.T) {
	store := &keeper{}
	server := &ghServer{tag: observedTag, body: "1"}
	cond := &Conditional{Next: server, Base: base(t, root), Store: store}
	ask(t, cond, "user", "a")
	server.status = 404
	req := request(t, t.Context(), http.MethodGet, root+"user", "")
	req.Header.Set("Accept", accept)
	resp, err := cond.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status", resp.StatusCode, 404)
	want(t, "entries", len(store.data), 0)
}

func TestConditionalSurvivesDamage(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"empty":           func([]byte) []byte { return nil },
		"cut off":         func(d []byte) []byte { return d[:len(d)-1] },
		"longer":          func(d []byte) []byte { return append(d, 'x') },
		"a bit turned":    func(d []byte) []byte { d[len(d)-1] ^= 1; return d },
		"another version": func(d []byte) []byte { return append([]byte("hubtrail-answer 9\n"), d[len(entryMark):]...) },
		"no JSON":         func(d []byte) []byte { return []byte(entryMark + "{\n") },
		"another key":     func(d []byte) []byte { return []byte(strings.Replace(string(d), `{"key":"`, `{"key":"0`, 1)) },
	} {
		t.Run(name, func(t *testing.T) {
			store := &keeper{}
			server := &ghServer{tag: observedTag, body: `"body"`}
			cond := &Conditional{Next: server, Base: base(t, root), Store: store}
			ask(t, cond, "user", "a")
			for key, data := range store.data {
				store.data[key] = damage(data)
			}
			body, source := ask(t, cond, "user", "a")
			want(t, "body", body, `"body"`)
			want(t, "source", source, "")
			want(t, "condition", server.asked[1], "")
			_, source = ask(t, cond, "user", "a")
			want(t, "source after the repair", source, SourceRevalidated)
		})
	}
}

func TestConditionalKeepsNoToken(t *testing.T) {
	store := &keeper{}
	cond := &Conditional{Next: &ghServer{tag: observedTag, body: "1", headers: []string{"X-OAuth-Scopes: repo"}}, Base: base(t, root), Store: store}
	ask(t, cond, "user", "Bearer ghp_s3cret")
	for _, data := range store.data {
		for _, word := range []string{"ghp_s3cret", "Bearer", "repo"} {
			if strings.Contains(string(data), word) {
				t.Errorf("stored: got %q in %s, want nothing of the credential", word, data)
			}
		}
	}
}

func TestConditionalReportsABrokenBody(t *testing.T) {
	cond := &Conditional{Base: base(t, root), Store: &keeper{}, Next: tripper(func(*http.Request) (*http.Response, error) {
		resp := answer(200, "", `Etag: "abc"`)
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader("half"), broken{io.ErrUnexpectedEOF}))
		return resp, nil
	})}
	_, err := cond.RoundTrip(request(t, context.Background(), http.MethodGet, root+"x", ""))
	want(t, "error", errors.Is(err, io.ErrUnexpectedEOF), true)
}

func FuzzDecodeEntry(f *testing.F) {
	e := entry{Key: "k", ETag: `"t"`, Bound: "b", Header: http.Header{"Link": {"x"}}, Sum: digest([]byte("body")), body: []byte("body")}
	data, err := e.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(entryMark))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, ok := decodeEntry(data, "k")
		if !ok {
			return
		}
		want(t, "key", e.Key, "k")
		want(t, "digest", e.Sum, digest(e.body))
		if strings.ContainsAny(e.ETag, "\r\n") {
			t.Errorf("ETag: got %q, want one that can be sent", e.ETag)
		}
	})
}

func TestConditionalKeepsNoBrokenAnswer(t *testing.T) {
	store := &keeper{}
	server := &ghServer{tag: observedTag, body: `[{"id": 1`}
	cond := &Conditional{Next: server, Base: base(t, root), Store: store}
	body, _ := ask(t, cond, "user", "a")
	want(t, "body", body, `[{"id": 1`)
	want(t, "entries", len(store.data), 0)
	server.body = `[{"id": 1}]`
	body, _ = ask(t, cond, "user", "a")
	want(t, "body once it is whole", body, `[{"id": 1}]`)
}

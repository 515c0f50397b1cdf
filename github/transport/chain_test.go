package transport

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// journal is a log in memory.
func journal() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug})), &b
}

func TestLog(t *testing.T) {
	logger, lines := journal()
	l := &Log{Logger: logger, Now: time.Now, Redact: func(s string) string { return strings.ReplaceAll(s, "ghs_x", "[redacted]") },
		Next: scripted(says(200, "a body", "X-GitHub-Request-Id: AB:1", HeaderSource+": clone"), says(404, ""), fails(errors.New("lost ghs_x")))}
	req := request(t, WithAsker(t.Context(), "repos"), http.MethodGet, root+"repos/o/ghs_x?q=word&access_token=t0p&X-Amz-Signature=t0p&page=2", "")
	req.Header.Set("Authorization", "Bearer t0p")
	for range 3 {
		_, _ = l.RoundTrip(req)
	}
	got := strings.Split(strings.TrimSpace(lines.String()), "\n")
	want(t, "lines", len(got), 3)
	for i, words := range [][]string{
		{"level=DEBUG", "method=GET", "host=api.github.com", "path=/repos/o/[redacted]", "status=200", "request_id=AB:1", "asker=repos", "source=clone", "took=", "q=word&access_token=[redacted]&X-Amz-Signature=[redacted]&page=2"},
		{"level=WARN", "status=404"},
		{"level=WARN", `error="lost [redacted]"`},
	} {
		for _, word := range words {
			if !strings.Contains(got[i], word) {
				t.Errorf("line %d: got %s, want %s in it", i, got[i], word)
			}
		}
	}
	for _, word := range []string{"t0p", "ghs_x", "Bearer", "a body"} {
		if strings.Contains(lines.String(), word) {
			t.Errorf("log: got %q in it, want none", word)
		}
	}
}

func TestChainJoinsTheParts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		logger, lines := journal()
		source := &signer{values: []string{"a", "b"}}
		refuse := true
		server := &ghServer{tag: observedTag, body: `{"id":1}`, headers: []string{"X-RateLimit-Limit: 60", "X-RateLimit-Reset: " + "946684900", HeaderSource + ": clone", HeaderFromCache + ": 1"}}
		chain := New(Options{
			Base: base(t, root), Source: source, Store: &keeper{}, Account: "1", Logger: logger,
			Next: tripper(func(req *http.Request) (*http.Response, error) {
				if refuse {
					refuse = false
					return answer(401, bad), nil
				}
				return server.RoundTrip(req)
			}),
		})
		for _, from := range []string{"", SourceRevalidated} {
			resp, err := chain.Client().Get(root + "user")
			if err != nil {
				t.Fatal(err)
			}
			want(t, "body", text(t, resp), server.body)
			want(t, "source, whatever the server says", resp.Header.Get(HeaderSource), from)
			want(t, "go-github's mark", resp.Header.Get(HeaderFromCache), "")
			want(t, "rate header", resp.Header.Get("X-RateLimit-Remaining"), "")
		}
		want(t, "remaining", chain.Quotas()["core"].Remaining, 7)
		want(t, "log lines", strings.Count(lines.String(), "\n"), 2)
		_, held := chain.Pause()
		want(t, "paused", held, false)
	})
}

func TestChainStopsAtALimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(429, `{"message":"secondary rate limit"}`))
		chain := New(Options{Base: base(t, root), Source: &signer{values: []string{"a", "b"}, minted: time.Now()}, Next: server})
		for range 2 {
			_, err := chain.Client().Get(root + "user")
			var paused *Paused
			if !errors.As(err, &paused) {
				t.Fatalf("got %v, want a *Paused", err)
			}
			want(t, "wait", time.Until(paused.Until), time.Minute)
		}
		want(t, "requests", server.count(), 1)
	})
}

func TestChainNeverRepeatsAWrite(t *testing.T) {
	for _, outcome := range []func() (*http.Response, error){says(502, ""), says(500, ""), fails(errors.New("lost")), says(403, ""), says(429, `{}`, "Retry-After: 1")} {
		synctest.Test(t, func(t *testing.T) {
			server := scripted(outcome)
			chain := New(Options{Base: base(t, root), Source: &signer{values: []string{"a"}, minted: time.Now()}, Store: &keeper{}, Next: server})
			_, _ = chain.Client().Post(root+"repos/o/r/issues", "application/json", strings.NewReader("{}"))
			want(t, "requests", server.count(), 1)
		})
	}
}

// TestChainReleasesPlaces makes every kind of end happen and then needs all places at once.
func TestChainReleasesPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fine := false
		inside := make(chan struct{}, concurrent)
		chain := New(Options{Base: base(t, root), Next: tripper(func(req *http.Request) (*http.Response, error) {
			if fine {
				inside <- struct{}{}
				time.Sleep(time.Second)
				return answer(200, ""), nil
			}
			switch req.URL.Path {
			case "/fail":
				return nil, errors.New("lost")
			case "/hang":
				<-req.Context().Done()
				return nil, req.Context().Err()
			}
			return answer(500, ""), nil
		})})
		for _, path := range []string{"fail", "hang", "500"} {
			for range concurrent {
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				if resp, err := chain.RoundTrip(request(t, ctx, http.MethodGet, root+path, "")); err == nil {
					_ = resp.Body.Close()
				}
				cancel()
			}
		}
		fine = true
		var all sync.WaitGroup
		for range concurrent {
			all.Go(func() { _, _ = get(t, chain, root+"x") })
		}
		synctest.Wait()
		want(t, "requests at once", len(inside), concurrent)
		all.Wait()
	})
}

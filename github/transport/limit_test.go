package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// rate are GitHub's headers for a budget whose window ends after d.
func rate(resource string, remaining int, d time.Duration) []string {
	return []string{
		"X-RateLimit-Limit: 30", fmt.Sprintf("X-RateLimit-Remaining: %d", remaining), fmt.Sprintf("X-RateLimit-Used: %d", 30-remaining),
		fmt.Sprintf("X-RateLimit-Reset: %d", time.Now().Add(d).Unix()), "X-RateLimit-Resource: " + resource,
	}
}

func TestLimitRecognisesRefusals(t *testing.T) {
	const (
		secondary = `{"message":"You have exceeded a secondary rate limit. Please wait.","documentation_url":"https://docs.github.com/elsewhere"}`
		primary   = `{"message":"API rate limit exceeded for installation ID 7."}`
		forbidden = `{"message":"Resource not accessible by integration"}`
	)
	for _, c := range []struct {
		name      string
		path      string
		status    int
		body      string
		spent     bool
		headers   []string
		limited   bool
		secondary bool
		wait      time.Duration
	}{
		{"primary by 403", "x", 403, primary, true, nil, true, false, 10 * time.Minute},
		{"primary by 429", "x", 429, primary, true, nil, true, false, 10 * time.Minute},
		{"primary by 429 without a text", "x", 429, "", true, nil, true, false, 10 * time.Minute},
		{"permission on the last request of the budget", "x", 403, forbidden, true, nil, false, false, 0},
		{"permission", "x", 403, forbidden, false, nil, false, false, 0},
		{"secondary by 403, any documentation_url", "x", 403, secondary, false, nil, true, true, time.Minute},
		{"secondary by 429", "x", 429, secondary, false, []string{"Retry-After: 17"}, true, true, 17 * time.Second},
		{"secondary by documentation_url alone", "x", 403, `{"message":"slow down","documentation_url":"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}`, false, nil, true, true, time.Minute},
		{"secondary, old", "x", 403, `{"message":"You have triggered an abuse detection mechanism."}`, false, nil, true, true, time.Minute},
		{"secondary with a used-up budget and no Retry-After", "x", 403, secondary, true, nil, true, true, 10 * time.Minute},
		{"HTML with Retry-After", "x", 403, "<html>", false, []string{"Retry-After: 30"}, true, true, 30 * time.Second},
		{"429 with nothing", "x", 429, "", false, nil, true, true, time.Minute},
		{"absurd Retry-After", "x", 429, secondary, false, []string{"Retry-After: 99999999999"}, true, true, time.Hour},
		{"large Retry-After", "x", 429, secondary, false, []string{"Retry-After: 999999"}, true, true, time.Hour},
		{"query over the budget", "graphql", 200, `{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}`, true, nil, true, false, 10 * time.Minute},
		{"query over the budget, other word", "graphql", 200, `{"data":null,"errors":[{"type":"RATE_LIMIT","message":"x"}]}`, true, nil, true, false, 10 * time.Minute},
		{"query too fast", "graphql", 200, `{"errors":[{"message":"You have exceeded a secondary rate limit"}]}`, false, nil, true, true, time.Minute},
		{"query with another error", "graphql", 200, `{"errors":[{"type":"NOT_FOUND","message":"rate"}]}`, false, nil, false, false, 0},
		{"the text in an answer", "x", 200, primary, false, nil, false, false, 0},
		{"the text in another error", "x", 404, `{"message":"Rate limiting is not enabled."}`, false, nil, false, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				remaining := 29
				if c.spent {
					remaining = 0
				}
				resource := map[string]string{"x": "core", "graphql": "graphql"}[c.path]
				headers := append(rate(resource, remaining, 10*time.Minute), "X-GitHub-Request-Id: AB:1")
				server := scripted(says(c.status, c.body, append(headers, c.headers...)...))
				l := NewLimit(server, base(t, root), time.Now, 0)
				resp, err := get(t, l, root+c.path)
				var limited *Limited
				want(t, "is limited", errors.As(err, &limited), c.limited)
				if !c.limited {
					want(t, "status", resp.StatusCode, c.status)
					want(t, "body", text(t, resp), c.body)
					want(t, "rate header left", resp.Header.Get("X-RateLimit-Remaining"), "")
					return
				}
				var paused *Paused
				if !errors.As(err, &paused) {
					t.Fatal("a *Limited: got no *Paused in it")
				}
				want(t, "secondary", paused.Secondary, c.secondary)
				want(t, "resource", paused.Resource, resource)
				want(t, "wait", time.Until(paused.Until), c.wait)
				want(t, "request id", limited.RequestID, "AB:1")

				_, err = get(t, l, root+c.path)
				want(t, "next is held back", errors.As(err, &paused), true)
				want(t, "requests", server.count(), 1)
				_, held := l.Pause()
				want(t, "pause for all", held, c.secondary)
			})
		})
	}
}

func TestLimitKeepsBudgetsApart(t *testing.T) {
	for _, c := range []struct {
		name, base, search, other string
	}{
		{"github.com", root, "search/issues?q=x", "repos/o/r"},
		{"GitHub Enterprise Server", "https://ghe.example/api/v3/", "search/issues?q=x", "repos/o/r"},
		{"code search", root, "search/code?q=x", "search/issues"},
		{"the free call", root, "repos/o/r", "rate_limit"},
		{"graphql", root, "graphql", "repos/o/r"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := base(t, c.base)
				spent := resource(b, base(t, c.base+c.search))
				server := scripted(says(200, "", rate(spent, 0, time.Minute)...), says(200, ""))
				l := NewLimit(server, b, time.Now, 0)
				if _, err := get(t, l, c.base+c.search); err != nil {
					t.Fatal(err)
				}
				_, err := get(t, l, c.base+c.search)
				var paused *Paused
				if !errors.As(err, &paused) {
					t.Fatalf("used-up budget: got %v, want a *Paused", err)
				}
				want(t, "resource", paused.Resource, spent)
				want(t, "requests", server.count(), 1)
				if _, err := get(t, l, c.base+c.other); err != nil {
					t.Errorf("other budget: got %v, want no error", err)
				}
				time.Sleep(time.Until(paused.Until))
				if _, err := get(t, l, c.base+c.search); err != nil {
					t.Errorf("after the window: got %v, want no error", err)
				}
			})
		})
	}
}

func TestLimitLearnsOtherNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(200, "", rate("search", 0, time.Minute)...))
		l := NewLimit(server, base(t, root), time.Now, 0)
		if _, err := get(t, l, root+"search/code?q=x"); err != nil {
			t.Fatal(err)
		}
		_, err := get(t, l, root+"search/code?q=y")
		var paused *Paused
		want(t, "held back", errors.As(err, &paused), true)
		want(t, "requests", server.count(), 1)
	})
}

func TestLimitSitsOutAShortPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(200, "", rate("core", 0, 2*time.Second)...), says(200, ""))
		l := NewLimit(server, base(t, root), time.Now, 0)
		start := time.Now()
		for range 2 {
			if _, err := get(t, l, root+"x"); err != nil {
				t.Fatal(err)
			}
		}
		want(t, "time", time.Since(start), 2*time.Second)
	})
}

func TestLimitFailsBeforeAPauseThatOutlastsTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(200, "", rate("core", 0, 2*time.Second)...))
		l := NewLimit(server, base(t, root), time.Now, 0)
		if _, err := get(t, l, root+"x"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := l.RoundTrip(request(t, ctx, http.MethodGet, root+"x", ""))
		var paused *Paused
		want(t, "paused", errors.As(err, &paused), true)
		want(t, "time lost", time.Since(start), 0)
	})
}

func TestLimitPausesGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := says(429, `{"message":"secondary rate limit"}`)
		server := scripted(slow, slow, slow, says(200, ""), slow)
		l := NewLimit(server, base(t, root), time.Now, 0)
		for _, wait := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 0, time.Minute} {
			_, err := get(t, l, root+"x")
			var limited *Limited
			if errors.As(err, &limited) != (wait > 0) {
				t.Fatalf("got %v, want a pause of %v", err, wait)
			}
			if limited != nil {
				want(t, "pause", time.Until(limited.Until), wait)
			}
			time.Sleep(wait)
		}
	})
}

func TestLimitCountsABurstOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sent atomic.Int32
		l := NewLimit(tripper(func(*http.Request) (*http.Response, error) {
			sent.Add(1)
			time.Sleep(time.Second)
			return answer(403, `{"message":"secondary rate limit"}`), nil
		}), base(t, root), time.Now, 8)
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if _, err := get(t, l, root+"x"); err == nil {
					t.Error("got an answer, want a pause")
				}
			})
		}
		all.Wait()
		held, ok := l.Pause()
		want(t, "paused", ok, true)
		want(t, "pause", time.Until(held.Until), time.Minute)
		want(t, "requests", sent.Load(), 8)
	})
}

// TestPlacesAreNotLost lets a place and the end of the context arrive together.
func TestPlacesAreNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range 100 {
			var p places // none is free
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() {
				defer close(done)
				if p.take(ctx, Visible) == nil {
					p.give()
				}
			}()
			synctest.Wait()
			cancel()
			p.give()
			<-done
			want(t, "free places", p.free, 1)
		}
	})
}

func TestLimitOrdersByUrgency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var order []string
		busy, most := 0, 0
		l := NewLimit(tripper(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			order = append(order, req.URL.Path)
			busy++
			most = max(most, busy)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			busy--
			mu.Unlock()
			return answer(200, ""), nil
		}), base(t, root), time.Now, 1)
		var all sync.WaitGroup
		ask := func(path string, ctx context.Context) {
			all.Go(func() {
				if _, err := l.RoundTrip(request(t, ctx, http.MethodGet, root+path, "")); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		ask("first", t.Context())
		ask("sync", WithUrgency(t.Context(), Sync))
		ask("prefetch", WithUrgency(t.Context(), Prefetch))
		ask("visible-1", t.Context())
		ask("visible-2", WithUrgency(t.Context(), Visible))
		gone, cancel := context.WithCancel(t.Context())
		all.Go(func() {
			_, err := l.RoundTrip(request(t, WithUrgency(gone, Waiting), http.MethodGet, root+"gone", ""))
			want(t, "cancelled", errors.Is(err, context.Canceled), true)
		})
		synctest.Wait()
		ask("waiting", WithUrgency(t.Context(), Waiting))
		cancel()
		all.Wait()
		want(t, "order", fmt.Sprint(order), "[/first /waiting /visible-1 /visible-2 /prefetch /sync]")
		want(t, "at once", most, 1)
		want(t, "free places at the end", l.places.free, 1)
	})
}

func TestLimitSpacesWrites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var at []time.Duration
		start, busy := time.Now(), 0
		l := NewLimit(tripper(func(req *http.Request) (*http.Response, error) {
			if !reads(req) {
				mu.Lock()
				at = append(at, time.Since(start))
				busy++
				want(t, "writes at once", busy, 1)
				mu.Unlock()
			}
			time.Sleep(300 * time.Millisecond)
			if !reads(req) {
				mu.Lock()
				busy--
				mu.Unlock()
			}
			return answer(200, ""), nil
		}), base(t, root), time.Now, 8)
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { _, _ = l.RoundTrip(request(t, t.Context(), http.MethodPost, root+"x", "w")) })
		}
		all.Go(func() {
			_, _ = l.RoundTrip(request(t, WithReadOnly(t.Context()), http.MethodPost, graph, "{q}"))
			want(t, "a query does not wait", time.Since(start), 300*time.Millisecond)
		})
		all.Wait()
		want(t, "starts", fmt.Sprint(at), "[0s 1.3s 2.6s]")
	})
}

func TestLimitLeavesOtherHostsAlone(t *testing.T) {
	server := scripted(says(429, "", "X-RateLimit-Remaining: 0"))
	l := NewLimit(server, base(t, root), time.Now, 0)
	resp, err := get(t, l, "https://objects.example/x")
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status", resp.StatusCode, 429)
	want(t, "budgets", len(l.Quotas()), 0)
}

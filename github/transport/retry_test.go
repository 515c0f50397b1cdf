package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestRetry(t *testing.T) {
	reset := &net.OpError{Op: "read", Err: errors.New("connection reset by peer")}
	gone := &net.DNSError{Err: "no such host", IsNotFound: true}
	list := func(a ...func() (*http.Response, error)) []func() (*http.Response, error) { return a }
	for _, c := range []struct {
		name    string
		method  string
		marked  bool
		answers []func() (*http.Response, error)
		sent    int
		status  int // 0: an error
		least   time.Duration
	}{
		{"read, then well", "GET", false, list(fails(reset), says(502, "<html>"), says(200, "ok")), 3, 200, firstPause / 2},
		{"read, never well", "GET", false, list(says(503, "")), 3, 503, 0},
		{"read, never connected", "HEAD", false, list(fails(reset)), 3, 0, 0},
		{"cut off", "GET", false, list(fails(io.ErrUnexpectedEOF), says(200, "")), 2, 200, 0},
		{"write, connection lost", "POST", false, list(fails(reset), says(201, "")), 1, 0, 0},
		{"write, 502", "PATCH", false, list(says(502, ""), says(200, "")), 1, 502, 0},
		{"marked query", "POST", true, list(says(502, ""), says(200, "")), 2, 200, 0},
		{"not found is an answer", "GET", false, list(says(404, "")), 1, 404, 0},
		{"host does not exist", "GET", false, list(fails(gone)), 1, 0, 0},
		{"retry soon", "GET", false, list(says(503, "", "Retry-After: 2"), says(200, "")), 2, 200, 2 * time.Second},
		{"retry late", "GET", false, list(says(503, "", "Retry-After: 120"), says(200, "")), 1, 503, 0},
		{"paused", "GET", false, list(fails(&Paused{Until: time.Now().Add(time.Hour)})), 1, 0, 0},
		{"too large", "GET", false, list(fails(&TooLarge{})), 1, 0, 0},
		{"cancelled below", "GET", false, list(fails(context.Canceled)), 1, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := scripted(c.answers...)
				r := &Retry{Next: server, Now: time.Now, Jitter: func() float64 { return 0 }}
				ctx := t.Context()
				body := ""
				if c.marked {
					ctx, body = WithReadOnly(ctx), "{query}"
				}
				start := time.Now()
				resp, err := r.RoundTrip(request(t, ctx, c.method, root+"x", body))
				want(t, "requests", server.count(), c.sent)
				want(t, "failed", err != nil, c.status == 0)
				if err == nil {
					want(t, "status", resp.StatusCode, c.status)
				}
				for _, sent := range server.bodies {
					want(t, "body", sent, body)
				}
				if took := time.Since(start); took < c.least || took > 4*time.Second {
					t.Errorf("time: got %v, want between %v and 4s", took, c.least)
				}
			})
		})
	}
}

func TestRetrySitsOutAShortLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(
			fails(&Limited{Paused: Paused{Until: time.Now().Add(3 * time.Second), Secondary: true}}),
			fails(&Limited{Paused: Paused{Until: time.Now().Add(time.Hour), Secondary: true}}),
		)
		r := &Retry{Next: server, Now: time.Now}
		start := time.Now()
		_, err := get(t, r, root+"x")
		var paused *Paused
		want(t, "typed error", errors.As(err, &paused), true)
		want(t, "requests", server.count(), 2)
		want(t, "time", time.Since(start), 3*time.Second)
	})
}

func TestRetryKeepsToTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(503, "", "Retry-After: 4"))
		r := &Retry{Next: server, Now: time.Now}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		resp, err := r.RoundTrip(request(t, ctx, http.MethodGet, root+"x", ""))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "status", resp.StatusCode, 503)
		want(t, "time lost", time.Since(start), 0)

		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err = r.RoundTrip(request(t, ctx, http.MethodGet, root+"x", ""))
		want(t, "cancelled", errors.Is(err, context.Canceled), true)
		want(t, "time until cancelled", time.Since(start), time.Second)
	})
}

func TestRetryLeavesHeavyRequestsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		r := &Retry{Now: time.Now, Next: tripper(func(*http.Request) (*http.Response, error) {
			sent++
			time.Sleep(10 * time.Second)
			return answer(504, ""), nil
		})}
		resp, err := get(t, r, root+"x")
		if err != nil {
			t.Fatal(err)
		}
		want(t, "status", resp.StatusCode, 504)
		want(t, "requests", sent, 1)
	})
}

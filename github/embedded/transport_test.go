package embedded_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github/embedded"
)

func roundTrip(t *testing.T, ctx context.Context, method string, h http.HandlerFunc) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, "https://api.github.com/x?y=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := embedded.Transport(h).RoundTrip(req)
	if err == nil && res.Request != req {
		t.Errorf("got Response.Request %p, want the request %p", res.Request, req)
	}
	return res, err
}

func TestTransportShowsTheHandlerARequestLikeAServers(t *testing.T) {
	res, err := roundTrip(t, t.Context(), "GET", func(w http.ResponseWriter, r *http.Request) {
		if r.Host != "api.github.com" || r.RequestURI != "/x?y=1" || r.Body == nil {
			t.Errorf("got host %q, URI %q, body %v", r.Host, r.RequestURI, r.Body)
		}
		w.Header().Set("X-A", "1")
		w.WriteHeader(http.StatusTeapot)
		w.Header().Set("X-A", "too late")
	})
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != 418 || res.Status != "418 I'm a teapot" || res.Header.Get("X-A") != "1" {
		t.Errorf("got %q with X-A %q, want 418 with 1", res.Status, res.Header.Get("X-A"))
	}
	if b, err := io.ReadAll(res.Body); err != nil || len(b) != 0 {
		t.Errorf("got body %q, %v, want nothing", b, err)
	}
}

func TestTransportStreams(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		res, err := roundTrip(t, t.Context(), "GET", func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "first")
			time.Sleep(time.Hour)
			io.WriteString(w, "second")
		})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		b := make([]byte, 100)
		if n, err := res.Body.Read(b); err != nil || string(b[:n]) != "first" || !time.Now().Equal(start) {
			t.Errorf("got %q, %v after %v, want the first part at once", b[:n], err, time.Since(start))
		}
		if rest, err := io.ReadAll(res.Body); err != nil || string(rest) != "second" || time.Since(start) != time.Hour {
			t.Errorf("got %q, %v after %v, want the second part after an hour", rest, err, time.Since(start))
		}
	})
}

func TestTransportCancel(t *testing.T) {
	for _, early := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			var seen error
			go func() {
				time.Sleep(time.Second)
				cancel()
			}()
			res, err := roundTrip(t, ctx, "GET", func(w http.ResponseWriter, r *http.Request) {
				if !early {
					io.WriteString(w, "x")
				}
				<-r.Context().Done()
				seen = r.Context().Err()
			})
			if !early {
				if err != nil {
					t.Fatal(err)
				}
				_, err = io.ReadAll(res.Body)
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want %v", err, context.Canceled)
			}
			synctest.Wait()
			if !errors.Is(seen, context.Canceled) {
				t.Errorf("the handler saw %v, want %v", seen, context.Canceled)
			}
		})
	}
}

// A handler that does not listen must not hold up the client.
func TestTransportCancelDoesNotWaitForTheHandler(t *testing.T) {
	for _, early := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			start := time.Now()
			res, err := roundTrip(t, ctx, "GET", func(w http.ResponseWriter, _ *http.Request) {
				if !early {
					w.WriteHeader(200)
				}
				time.Sleep(time.Hour)
			})
			if !early {
				if err != nil {
					t.Fatal(err)
				}
				_, err = io.ReadAll(res.Body)
			}
			if got := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || got != time.Second {
				t.Errorf("got %v after %v, want %v after 1s", err, got, context.DeadlineExceeded)
			}
			time.Sleep(time.Hour) // the handler ends before the bubble does
		})
	}
}

func TestTransportCloseEndsTheHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		res, err := roundTrip(t, t.Context(), "GET", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(200)
			<-r.Context().Done()
			if _, err := io.WriteString(w, "x"); err == nil {
				t.Error("got no error of writing to a client that has gone")
			}
			ended = true
		})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		synctest.Wait()
		if !ended {
			t.Error("the handler still runs")
		}
		if _, err := res.Body.Read(make([]byte, 1)); !errors.Is(err, http.ErrBodyReadAfterClose) {
			t.Errorf("got %v, want %v", err, http.ErrBodyReadAfterClose)
		}
	})
}

func TestTransportPanics(t *testing.T) {
	tests := []struct {
		name    string
		handler http.HandlerFunc
		trip    string // part of RoundTrip's error, "" for none
		read    error
	}{
		{"before the header", func(http.ResponseWriter, *http.Request) { panic("oh") }, "oh", nil},
		{"abort before the header", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "broke", nil},
		{"abort in the body", func(w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, "half")
			panic(http.ErrAbortHandler)
		}, "", io.ErrUnexpectedEOF},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := roundTrip(t, t.Context(), "GET", tt.handler)
			if tt.trip != "" {
				if err == nil || !strings.Contains(err.Error(), tt.trip) {
					t.Fatalf("got %v, want an error with %q", err, tt.trip)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(res.Body)
			if string(b) != "half" || !errors.Is(err, tt.read) {
				t.Errorf("got %q, %v, want %q, %v", b, err, "half", tt.read)
			}
		})
	}
}

func TestTransportHead(t *testing.T) {
	res, err := roundTrip(t, t.Context(), "HEAD", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "4")
		io.WriteString(w, "body")
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(res.Body)
	if len(b) != 0 || err != nil || res.ContentLength != 4 {
		t.Errorf("got %q, %v, length %d, want nothing, nil, 4", b, err, res.ContentLength)
	}
}

// A git child process inside a bubble must neither stop fake time nor stay.
func TestServerInFakeTime(t *testing.T) {
	dir := bare(t, sample())
	synctest.Test(t, func(t *testing.T) {
		c := serve(t, world(dir), embedded.Options{Now: time.Now, Latency: time.Second}).as("token ada-classic")
		start := time.Now()
		for range 3 {
			if r := c.get("/repos/acme/app/commits/main"); r.status != 200 {
				t.Fatalf("got %d %q, want 200", r.status, r.body)
			}
		}
		if got := time.Since(start); got != 3*time.Second {
			t.Errorf("got %v of fake time, want 3s", got)
		}
		synctest.Wait()
	})
}

func TestCancelDuringLatency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := serve(t, world(""), embedded.Options{Latency: time.Hour})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, "GET", "https://api.github.com/meta", nil)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = c.http.Do(req)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Minute {
			t.Errorf("got %v after %v, want %v after 1m", err, time.Since(start), context.DeadlineExceeded)
		}
	})
}

package transport

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

const bad = `{"message":"Bad credentials"}`

func TestAuthSignsOnlyItsOrigin(t *testing.T) {
	for _, c := range []struct {
		name, base, url, want string
	}{
		{"the API", root, root + "user", "Bearer s3cret"},
		{"default port written out", root, "https://api.github.com:443/user", "Bearer s3cret"},
		{"letter case", root, "https://API.github.com/user", "Bearer s3cret"},
		{"another host", root, "https://codeload.github.com/x", ""},
		{"a host that only starts alike", root, "https://api.github.com.evil.example/", ""},
		{"another port", root, "https://api.github.com:8443/user", ""},
		{"another scheme", root, "http://api.github.com/user", ""},
		{"user information is no host", root, "https://api.github.com@evil.example/", ""},
		{"loopback without encryption", "http://127.0.0.1:80/", "http://127.0.0.1/user", "Bearer s3cret"},
		{"localhost without encryption", "http://localhost:81/", "http://localhost:81/user", "Bearer s3cret"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := scripted(says(200, ""))
			a := &Auth{Next: server, Base: base(t, c.base), Source: &signer{values: []string{"Bearer s3cret"}}, Now: time.Now}
			req := request(t, t.Context(), http.MethodGet, c.url, "")
			req.Header.Set("Authorization", "Bearer from-elsewhere")
			if _, err := a.RoundTrip(req); err != nil {
				t.Fatal(err)
			}
			want(t, "header sent", server.got[0].Header.Get("Authorization"), c.want)
			want(t, "the caller's request", req.Header.Get("Authorization"), "Bearer from-elsewhere")
		})
	}
}

func TestAuthRefusesPlainHTTP(t *testing.T) {
	server := scripted(says(200, ""))
	a := &Auth{Next: server, Base: base(t, "http://ghe.example/api/v3/"), Source: &signer{values: []string{"Bearer s3cret"}}, Now: time.Now}
	_, err := get(t, a, "http://ghe.example/api/v3/user")
	var credential *CredentialError
	want(t, "typed error", errors.As(err, &credential), true)
	want(t, "requests", server.count(), 0)
}

func TestAuthRenewsOnce(t *testing.T) {
	for _, c := range []struct {
		name    string
		values  []string
		answers []func() (*http.Response, error)
		method  string
		status  int
		sent    []string
	}{
		{"another token works", []string{"a", "b"}, []func() (*http.Response, error){says(401, bad), says(200, "")}, "GET", 200, []string{"a", "b"}},
		{"a write is replayed with its body", []string{"a", "b"}, []func() (*http.Response, error){says(401, bad), says(201, "")}, "POST", 201, []string{"a", "b"}},
		{"the other is refused too", []string{"a", "b", "c"}, []func() (*http.Response, error){says(401, bad)}, "GET", 401, []string{"a", "b"}},
		{"no other", []string{"a"}, []func() (*http.Response, error){says(401, bad)}, "GET", 401, []string{"a"}},
		{"403 is no reason", []string{"a", "b"}, []func() (*http.Response, error){says(403, "")}, "GET", 403, []string{"a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := scripted(c.answers...)
			a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: c.values}, Now: time.Now}
			body := ""
			if c.method == "POST" {
				body = "the body"
			}
			resp, err := a.RoundTrip(request(t, t.Context(), c.method, root+"x", body))
			if err != nil {
				t.Fatal(err)
			}
			want(t, "status", resp.StatusCode, c.status)
			want(t, "requests", server.count(), len(c.sent))
			for i, req := range server.got {
				want(t, "credential", req.Header.Get("Authorization"), c.sent[i])
				want(t, "body", server.bodies[i], body)
			}
		})
	}
}

func TestAuthDoesNotReplayAStream(t *testing.T) {
	server := scripted(says(401, bad))
	a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: []string{"a", "b"}}, Now: time.Now}
	req := request(t, t.Context(), http.MethodPost, root+"x", "once")
	req.GetBody = nil
	resp, err := a.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "status", resp.StatusCode, 401)
	want(t, "body of the refusal", text(t, resp), bad)
	want(t, "requests", server.count(), 1)
}

func TestAuthWaitsForAYoungCredential(t *testing.T) {
	for _, c := range []struct {
		name, method string
		answers      []func() (*http.Response, error)
		status, sent int
		under        time.Duration
	}{
		{"known after a while", "GET", []func() (*http.Response, error){says(403, ""), says(401, bad), says(200, "")}, 200, 3, time.Second},
		{"really refused", "GET", []func() (*http.Response, error){says(403, "")}, 403, 5, freshness},
		{"a write is not repeated", "POST", []func() (*http.Response, error){says(403, "")}, 403, 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := scripted(c.answers...)
				a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: []string{"a"}, minted: time.Now()}, Now: time.Now}
				start := time.Now()
				resp, err := a.RoundTrip(request(t, t.Context(), c.method, root+"x", ""))
				if err != nil {
					t.Fatal(err)
				}
				want(t, "status", resp.StatusCode, c.status)
				want(t, "requests", server.count(), c.sent)
				if took := time.Since(start); took > c.under {
					t.Errorf("time: got %v, want at most %v", took, c.under)
				}
			})
		})
	}
}

func TestAuthOldCredentialIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(403, ""))
		a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: []string{"a"}, minted: time.Now()}, Now: time.Now}
		time.Sleep(freshness)
		if _, err := get(t, a, root+"x"); err != nil {
			t.Fatal(err)
		}
		want(t, "requests", server.count(), 1)
	})
}

func TestAuthRemembersABadCredential(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(401, bad, "X-GitHub-Request-Id: 7"), says(200, ""))
		source := &signer{values: []string{"a"}}
		a := &Auth{Next: server, Base: base(t, root), Source: source, Now: time.Now}
		for i := range 3 {
			resp, err := get(t, a, root+"x")
			if err != nil {
				t.Fatal(err)
			}
			want(t, "status", resp.StatusCode, 401)
			want(t, "body", text(t, resp), bad)
			if i > 0 {
				want(t, "source", resp.Header.Get(HeaderSource), SourceMemory)
			}
		}
		want(t, "requests within a minute", server.count(), 1)
		want(t, "renewals within five seconds", source.asked, 1)

		time.Sleep(renewalPause)
		source.mu.Lock()
		source.values = []string{"a", "b"}
		source.mu.Unlock()
		resp, err := get(t, a, root+"x")
		if err != nil {
			t.Fatal(err)
		}
		want(t, "status with another credential", resp.StatusCode, 200)
		want(t, "credential", server.got[1].Header.Get("Authorization"), "b")
	})
}

func TestAuthForgetsARefusalAfterAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := scripted(says(401, bad))
		a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: []string{"a"}}, Now: time.Now}
		for range 2 {
			if _, err := get(t, a, root+"x"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(refusalMemory)
		}
		want(t, "requests", server.count(), 2)
	})
}

func TestAuthForgivesTheWrongKind(t *testing.T) {
	server := scripted(says(401, `{"message":"A JSON web token could not be decoded"}`), says(200, ""))
	a := &Auth{Next: server, Base: base(t, root), Source: &signer{values: []string{"a"}}, Now: time.Now}
	for _, status := range []int{401, 200} {
		resp, err := get(t, a, root+"app")
		if err != nil {
			t.Fatal(err)
		}
		want(t, "status", resp.StatusCode, status)
	}
}

func TestAuthErrors(t *testing.T) {
	broken := errors.New("the file is gone")
	server := scripted(says(200, ""))
	a := &Auth{Next: server, Base: base(t, root), Source: &signer{err: broken}, Now: time.Now}
	_, err := get(t, a, root+"x")
	var credential *CredentialError
	if !errors.As(err, &credential) || !errors.Is(err, broken) {
		t.Errorf("error: got %v, want a *CredentialError of %v", err, broken)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = a.RoundTrip(request(t, ctx, http.MethodGet, root+"x", ""))
	if !errors.Is(err, context.Canceled) || errors.As(err, &credential) {
		t.Errorf("error after cancelling: got %v, want %v alone", err, context.Canceled)
	}
	want(t, "requests", server.count(), 0)
}

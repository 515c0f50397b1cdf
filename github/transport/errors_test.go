package transport

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestErrorsSayWhatToDo(t *testing.T) {
	until := time.Now()
	at := until.Local().Format("15:04:05")
	for _, c := range []struct {
		err   error
		words []string
	}{
		{&Paused{Until: until, Resource: "search"}, []string{"search", at, "wait"}},
		{&Paused{Until: until, Secondary: true}, []string{"pause", at, "by themselves"}},
		{&Limited{Paused: Paused{Until: until, Resource: "core"}, Message: "\x1b[2J"}, []string{"core", at}},
		{&TooLarge{Path: "/repos/o/r", Limit: 64 << 20}, []string{"/repos/o/r", "64 MB", "browser"}},
		{&CredentialError{Host: "ghe.example", Err: errors.New("the file is gone")}, []string{"ghe.example", "the file is gone"}},
		{&RedirectError{Method: "PATCH", Err: errors.New("it was moved")}, []string{"PATCH", "it was moved"}},
	} {
		for _, word := range c.words {
			if !strings.Contains(c.err.Error(), word) {
				t.Errorf("%T: got %q, want %q in it", c.err, c.err, word)
			}
		}
		want(t, "control characters", strings.Contains(c.err.Error(), "\x1b"), false)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for value, c := range map[string]struct {
		wait time.Duration
		ok   bool
	}{
		"":                              {0, false},
		"0":                             {0, true},
		" 7 ":                           {7 * time.Second, true},
		"-1":                            {0, false},
		"soon":                          {0, false},
		"9000000000":                    {24 * time.Hour, true},
		"Sun, 22 Nov 2026 12:00:30 GMT": {30 * time.Second, true},
		"Sun, 22 Nov 2026 11:00:00 GMT": {0, true},
	} {
		wait, ok := retryAfter(http.Header{"Retry-After": {value}}, now)
		want(t, value, wait, c.wait)
		want(t, value, ok, c.ok)
	}
}

// TestLimitWithoutHeaders is a server that refuses a budget and does not say until when.
func TestLimitWithoutHeaders(t *testing.T) {
	const spent = `{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}`
	for _, c := range []struct {
		headers []string
		wait    time.Duration
	}{
		{nil, time.Minute},
		{[]string{"Retry-After: 90"}, 90 * time.Second},
		{[]string{"Retry-After: 0"}, time.Second},
		{[]string{"Retry-After: 86400"}, time.Hour},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := NewLimit(scripted(says(200, spent, c.headers...)), base(t, root), time.Now, 0)
			_, err := get(t, l, graph)
			var limited *Limited
			if !errors.As(err, &limited) {
				t.Fatalf("got %v, want a *Limited", err)
			}
			want(t, "wait", time.Until(limited.Until), c.wait)
			want(t, "budget", l.Quotas()["graphql"].Reset, limited.Until)
			_, held := l.Pause()
			want(t, "pause for all", held, false)
		})
	}
}

func TestRefusalKeepsABrokenBody(t *testing.T) {
	l := NewLimit(tripper(func(*http.Request) (*http.Response, error) {
		resp := answer(403, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader("half"), broken{io.ErrUnexpectedEOF}))
		return resp, nil
	}), base(t, root), time.Now, 0)
	resp, err := get(t, l, root+"x")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(resp.Body)
	want(t, "what came", string(got), "half")
	want(t, "error of the rest", errors.Is(err, io.ErrUnexpectedEOF), true)
}

func TestLongRefusalIsPassedOnWhole(t *testing.T) {
	long := strings.Repeat("x", 2*maxComplaint)
	l := NewLimit(scripted(says(403, long)), base(t, root), time.Now, 0)
	resp, err := get(t, l, root+"x")
	if err != nil {
		t.Fatal(err)
	}
	want(t, "body", text(t, resp) == long, true)
}

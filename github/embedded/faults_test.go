package embedded_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/embedded"
)

func TestParseFaults(t *testing.T) {
	got, err := embedded.ParseFaults(`
# what goes wrong
fail 503 /search
fail 401 / times 2
latency 2s
latency 150ms /user
drop after 1000 bytes /repos times 1
html 502 /user
  garbage	/user/repos
secondary /repos
exhaust core
incomplete /search
after 502 POST /repos times 1
after drop /repos
fail 503 DELETE
`)
	want := []embedded.Fault{
		{Kind: embedded.Fail, Status: 503, Prefix: "/search"},
		{Kind: embedded.Fail, Status: 401, Prefix: "/", Times: 2},
		{Kind: embedded.Latency, Delay: 2 * time.Second},
		{Kind: embedded.Latency, Delay: 150 * time.Millisecond, Prefix: "/user"},
		{Kind: embedded.Drop, Bytes: 1000, Prefix: "/repos", Times: 1},
		{Kind: embedded.HTML, Status: 502, Prefix: "/user"},
		{Kind: embedded.Garbage, Prefix: "/user/repos"},
		{Kind: embedded.Secondary, Prefix: "/repos"},
		{Kind: embedded.Exhaust, Resource: "core"},
		{Kind: embedded.Incomplete, Prefix: "/search"},
		{Kind: embedded.After, Status: 502, Method: "POST", Prefix: "/repos", Times: 1},
		{Kind: embedded.After, Prefix: "/repos"},
		{Kind: embedded.Fail, Status: 503, Method: "DELETE"},
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestParseFaultsErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"\nfial 503 /x", `line 2: "fial" is no fault`},
		{"fail", "line 1: fail: write a status"},
		{"fail 200 /x", "line 1: fail: write a status"},
		{"fail 503 x", `line 1: fail: "x" is no path`},
		{"fail 503 /x y", `line 1: fail: "y" is one word too many`},
		{"latency soon", "line 1: latency: write a duration"},
		{"latency -1s", "line 1: latency: write a duration"},
		{"drop 10", "line 1: drop: write the number of bytes"},
		{"drop after x bytes", "line 1: drop: write the number of bytes"},
		{"exhaust everything", "line 1: exhaust: write one of"},
		{"secondary times 0", `line 1: times "0"`},
		{"garbage\nhtml 1", "line 2: html"},
		{"after", "line 1: after: write drop or a status"},
		{"after 200 /x", "line 1: after: write drop or a status"},
		{"fail 503 post /x", `line 1: fail: "/x" is one word too many`},
		{"fail 503 /x POST", `line 1: fail: "POST" is one word too many`},
		{"fail 503 POST GET", `line 1: fail: "GET" is no path`},
		{"exhaust POST core", "line 1: exhaust: write one of"},
		{"x\ny", "line 1: \"x\" is no fault: write fail, html, latency, drop, garbage, secondary, exhaust, incomplete or after\nline 2:"},
	}
	for _, tt := range tests {
		_, err := embedded.ParseFaults(tt.text)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %s", tt.text, err, tt.want)
		}
	}
}

func FuzzParseFaults(f *testing.F) {
	f.Add("after drop POST /repos\nafter 502 PATCH\nincomplete")
	f.Add("fail 503 /search times 3\nlatency 2s\ndrop after 1 bytes\nexhaust core")
	f.Fuzz(func(t *testing.T, text string) {
		faults, err := embedded.ParseFaults(text)
		for _, x := range faults {
			if x.Kind == "" || x.Times < 0 || x.Bytes < 0 || x.Delay < 0 || x.Prefix != "" && x.Prefix[0] != '/' {
				t.Errorf("got %+v (%v)", x, err)
			}
		}
	})
}

func TestFaults(t *testing.T) {
	tests := []struct {
		name, list, path string
		status           int
		body             string // part of it
	}{
		{"fail", "fail 503 /user", "/user/repos", 503, `"message":"Service Unavailable"`},
		{"fail 401", "fail 401 /", "/user", 401, `"Bad credentials"`},
		{"whole segments", "fail 503 /user", "/users/bo", 200, `"bo"`},
		{"elsewhere", "fail 503 /search", "/user", 200, `"ada"`},
		{"Enterprise prefix", "fail 503 /user", "/api/v3/user", 503, "Service"},
		{"html", "html 502 /user", "/user", 502, "<h1>Bad Gateway</h1>"},
		{"secondary", "secondary", "/user", 403, "secondary rate limit"},
		{"exhaust", "exhaust core", "/user", 403, "API rate limit exceeded"},
		{"exhaust another", "exhaust search", "/user", 200, `"ada"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			faults, err := embedded.ParseFaults(tt.list)
			if err != nil {
				t.Fatal(err)
			}
			r := serve(t, world(""), embedded.Options{Faults: faults}).as("token ada-classic").get(tt.path)
			if r.status != tt.status || !strings.Contains(r.body, tt.body) {
				t.Errorf("got %d %q, want %d with %q", r.status, r.body, tt.status, tt.body)
			}
		})
	}
}

func TestDamagedAnswers(t *testing.T) {
	whole := serve(t, world(""), embedded.Options{}).as("token ada-classic").get("/user/repos")
	dropped := serve(t, world(""), embedded.Options{Faults: []embedded.Fault{{Kind: embedded.Drop, Bytes: 100}}}).as("token ada-classic").get("/user/repos")
	if !errors.Is(dropped.err, io.ErrUnexpectedEOF) || dropped.body != whole.body[:100] {
		t.Errorf("got %d bytes, %v, want the first 100 and %v", len(dropped.body), dropped.err, io.ErrUnexpectedEOF)
	}
	garbage := serve(t, world(""), embedded.Options{Faults: []embedded.Fault{{Kind: embedded.Garbage}}}).as("token ada-classic").get("/user/repos")
	if garbage.err != nil || garbage.status != 200 || len(garbage.body) >= len(whole.body) || !strings.HasPrefix(whole.body, garbage.body) {
		t.Errorf("got %d, %d bytes, %v, want a part of the answer as if it were whole", garbage.status, len(garbage.body), garbage.err)
	}
}

func TestFaultsChangeAndEnd(t *testing.T) {
	s := embedded.New(world(""), embedded.Options{Now: func() time.Time { return now }})
	c := serve(t, world(""), embedded.Options{})
	c.http.Transport = embedded.Transport(s)
	c = c.as("token ada-classic")
	status := func() int { return c.get("/user").status }
	s.SetFaults([]embedded.Fault{{Kind: embedded.Fail, Status: 500, Times: 2}, {Kind: embedded.Fail, Status: 502, Times: 1}})
	for i, want := range []int{500, 500, 502, 200} {
		if got := status(); got != want {
			t.Errorf("request %d: got %d, want %d", i+1, got, want)
		}
	}
	s.SetFaults([]embedded.Fault{{Kind: embedded.Fail, Status: 500}})
	if got := status(); got != 500 {
		t.Errorf("got %d, want 500", got)
	}
	s.SetFaults(nil)
	if got := status(); got != 200 {
		t.Errorf("got %d without faults, want 200", got)
	}
}

func TestExhaustLastsUntilTheReset(t *testing.T) {
	clock := now
	c := serve(t, world(""), embedded.Options{Now: func() time.Time { return clock }, Faults: []embedded.Fault{{Kind: embedded.Exhaust, Resource: "core"}}}).as("token ada-classic")
	for range 2 {
		if r := c.get("/user"); r.status != 403 || r.header.Get("X-RateLimit-Remaining") != "0" {
			t.Errorf("got %d, remaining %q, want 403, 0", r.status, r.header.Get("X-RateLimit-Remaining"))
		}
	}
	clock = clock.Add(time.Hour)
	if r := c.get("/user"); r.status != 200 {
		t.Errorf("got %d after the reset, want 200", r.status)
	}
}

func TestLatency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		faults, err := embedded.ParseFaults("latency 2s /user times 1")
		if err != nil {
			t.Fatal(err)
		}
		c := serve(t, world(""), embedded.Options{Latency: time.Second, Faults: faults})
		for _, tt := range []struct {
			path string
			want time.Duration
		}{{"/meta", time.Second}, {"/user", 3 * time.Second}, {"/user", time.Second}} {
			start := time.Now()
			c.get(tt.path)
			if got := time.Since(start); got != tt.want {
				t.Errorf("%s: got %v, want %v", tt.path, got, tt.want)
			}
		}
	})
}

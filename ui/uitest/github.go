package uitest

import (
	"bytes"
	"context"
	"crypto/rsa"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/github/embedded/demo"
	"hubtrail/github/store"
)

func demoKey() (*rsa.PrivateKey, error) { return auth.ParseKey(demo.PrivateKey()) }

func always(token string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return token, nil }
}

// now is the bubble's clock, but it never shows the same time twice: in fake
// time a whole session is one instant, and "the newest answer" would be any.
func (t *Term) now() time.Time { return time.Now().Add(time.Duration(t.ticks.Add(1))) }

// addAccount makes a client of the embedded GitHub.
func (t *Term) addAccount(accounts *github.Accounts, o github.Options, disk *store.Store, log *slog.Logger) {
	t.t.Helper()
	if o.Base == nil {
		o.Base = t.asked
	}
	if o.Store == nil {
		o.Store = disk
	}
	if o.Log == nil {
		o.Log = log
	}
	if o.Now == nil {
		o.Now = t.now
	}
	c, err := github.NewClient(o)
	if err != nil {
		t.t.Fatal(err)
	}
	if !accounts.Add(c) {
		t.t.Fatalf("account %s: got a duplicate, want names and credentials that differ", o.Account.Name)
	}
}

// checkSecrets looks for the beginnings of GitHub's tokens wherever the program
// writes.
func (t *Term) checkSecrets() {
	t.t.Helper()
	look := func(where string, data []byte) {
		for _, prefix := range []string{"ghp_", "ghs_", "github_pat_", "PRIVATE KEY"} {
			if i := bytes.Index(data, []byte(prefix)); i >= 0 {
				t.t.Errorf("%s holds a secret: got %.60q", where, data[i:])
			}
		}
	}
	look("the screen", t.display.written.Bytes())
	look("the log", []byte(t.log.String()))
	err := filepath.WalkDir(t.o.Store, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		look(path, data)
		return err
	})
	if err != nil {
		t.t.Errorf("look for secrets on the disk: %v", err)
	}
}

// recorder notes requests on their way to GitHub, and may answer in its place.
type recorder struct {
	next http.RoundTripper

	mu       sync.Mutex
	requests []string
	answers  []stated
}

// stated is an answer made up for a test.
type stated struct {
	prefix, contentType string
	status              int
	body                []byte
}

// RoundTrip notes the request and sends it on.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.requests = append(r.requests, req.Method+" "+req.URL.RequestURI())
	answers := r.answers
	r.mu.Unlock()
	for _, a := range answers {
		if strings.HasPrefix(req.URL.Path, a.prefix) {
			return a.response(req), nil
		}
	}
	return r.next.RoundTrip(req)
}

func (a stated) response(req *http.Request) *http.Response {
	h := http.Header{}
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	return &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}
}

// replace sets or, with a nil body, removes the answer under a prefix.
func (r *recorder) replace(prefix string, status int, contentType string, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var kept []stated
	for _, a := range r.answers {
		if a.prefix != prefix {
			kept = append(kept, a)
		}
	}
	if body != nil {
		kept = append(kept, stated{prefix, contentType, status, body})
	}
	r.answers = kept
}

func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.requests
	r.requests = nil
	return list
}

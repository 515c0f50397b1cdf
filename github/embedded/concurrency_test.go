package embedded_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github/embedded"
)

// opener counts how often a repository is opened, and how the first time ends.
type opener struct {
	dir   string
	first error
	calls atomic.Int32
}

func (o *opener) open(ctx context.Context) (string, error) {
	n := o.calls.Add(1)
	time.Sleep(time.Second) // fake time: long enough for all to be waiting
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if n == 1 && o.first != nil {
		return "", o.first
	}
	return o.dir, nil
}

func TestRepositoriesAreOpenedOnce(t *testing.T) {
	dir := bare(t, sample())
	synctest.Test(t, func(t *testing.T) {
		o := &opener{dir: dir}
		w := world("")
		w.Repositories[0].Open = o.open
		c := serve(t, w, embedded.Options{}).as("token ada-classic")
		if r := c.get("/user/repos"); r.status != 200 || o.calls.Load() != 0 {
			t.Errorf("got %d after %d openings, want the listing without any", r.status, o.calls.Load())
		}
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				if r := c.get("/repos/acme/app/branches"); r.status != 200 {
					t.Errorf("got %d %q, want 200", r.status, r.body)
				}
			})
		}
		wg.Wait()
		if got := o.calls.Load(); got != 1 {
			t.Errorf("got %d openings, want 1", got)
		}
	})
}

func TestOpeningOutlivesTheOneWhoAsked(t *testing.T) {
	dir := bare(t, sample())
	synctest.Test(t, func(t *testing.T) {
		o := &opener{dir: dir}
		w := world("")
		w.Repositories[0].Open = o.open
		c := serve(t, w, embedded.Options{}).as("token ada-classic")
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, "GET", "https://api.github.com/repos/acme/app/branches", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", c.auth)
		if _, err := c.http.Do(req); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
		}
		if r := c.get("/repos/acme/app/branches"); r.status != 200 || o.calls.Load() != 1 {
			t.Errorf("got %d after %d openings, want 200 after 1", r.status, o.calls.Load())
		}
	})
}

func TestFailedOpeningIsTriedAgain(t *testing.T) {
	dir := bare(t, sample())
	synctest.Test(t, func(t *testing.T) {
		o := &opener{dir: dir, first: errors.New("the disk is full")}
		w := world("")
		w.Repositories[0].Open = o.open
		c := serve(t, w, embedded.Options{}).as("token ada-classic")
		if r := c.get("/repos/acme/app/branches"); r.status != 500 || r.message() != "Not answered: open acme/app: the disk is full" {
			t.Errorf("got %d %q, want 500 with the reason", r.status, r.message())
		}
		if r := c.get("/repos/acme/app/branches"); r.status != 200 {
			t.Errorf("got %d %q, want 200", r.status, r.body)
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	c, _ := sampleServer(t)
	var wg sync.WaitGroup
	for _, path := range []string{"/user/repos", "/repos/acme/app/commits", "/repos/acme/app/commits?per_page=1", "/repos/acme/app/branches", "/repos/acme/app/contents", "/rate_limit"} {
		for range 4 {
			wg.Go(func() {
				if r := c.get(path); r.status != 200 {
					t.Errorf("%s: got %d %q, want 200", path, r.status, r.body)
				}
			})
		}
	}
	wg.Wait()
}

// Issues are read, searched and written at the same time.
func TestIssuesConcurrently(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{RateLimit: embedded.RateLimit{Off: true}}).as("token ada-classic")
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for range 5 {
				for _, r := range []reply{
					c.do("POST", "/repos/acme/app/issues", `{"title":"x","body":"Like #1","labels":["bug"]}`),
					c.do("POST", "/repos/acme/app/issues/1/comments", `{"body":"See #2"}`),
					c.do("PATCH", "/repos/acme/app/issues/comments/5001", `{"body":"Changed"}`),
					c.get("/repos/acme/app/issues/1/comments"),
					c.do("PATCH", "/repos/acme/app/issues/2", []string{`{"state":"open"}`, `{"state":"closed"}`}[n%2]),
					c.get("/search/issues?q=is:issue+linked:pr"),
					c.get("/repos/acme/app/issues/1/timeline?per_page=100"),
					c.get("/repos/acme/app/pulls/4"),
					c.get("/repos/acme/app/milestones"),
				} {
					if r.status >= 400 || r.err != nil {
						t.Errorf("got %d %s, %v", r.status, r.body, r.err)
					}
				}
			}
		})
	}
	wg.Wait()
	list := decode[[]issue](t, c.get("/repos/acme/app/issues?state=all&per_page=100"), 200)
	seen := map[int]bool{}
	for _, i := range list {
		if seen[i.Number] {
			t.Errorf("got number %d twice", i.Number)
		}
		seen[i.Number] = true
	}
	if got := decode[issue](t, c.get("/repos/acme/app/issues/1"), 200); len(list) != 47 || got.Comments != 43 {
		t.Errorf("got %d issues and %d comments, want 47 and 43", len(list), got.Comments)
	}
}

package github_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// losing is a way to a server that loses mutations, or the answers to them.
type losing struct {
	to     http.RoundTripper
	before bool // the mutation does not arrive
	after  bool // its answer does not
	sent   int
}

func (l *losing) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		body, _ = io.ReadAll(req.Body)
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	if !bytes.Contains(body, []byte("mutation(")) {
		return l.to.RoundTrip(req)
	}
	l.sent++
	if l.before {
		return nil, errors.New("connection reset by peer")
	}
	resp, err := l.to.RoundTrip(req)
	if l.after && err == nil {
		resp.Body.Close()
		return nil, errors.New("unexpected EOF")
	}
	return resp, err
}

// A branch for an issue is made once, whatever becomes of the answer, and never
// over another one.
func TestCreateBranch(t *testing.T) {
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	synctest.Test(t, func(t *testing.T) {
		way := &losing{to: embedded.Transport(server)}
		a, at, pull, issues := linkable(t, way, 1)
		i, err := a.Issue(t.Context(), at, issues[0])
		if err != nil {
			t.Fatal(err)
		}
		has := func(name string) bool {
			for _, r := range last(t, func(emit func(github.Listing[github.Ref])) error { return a.Refs(t.Context(), at, i.Repo, emit) }).Items {
				if r.Name == name && r.Kind == github.Branch {
					return true
				}
			}
			return false
		}
		if _, err := a.CreateBranch(t.Context(), at, pull.IssueRef, ""); !errors.Is(err, github.ErrInvalid) {
			t.Errorf("for a pull request: got %v, want ErrInvalid", err)
		}
		for _, tc := range []struct {
			lose, name string
			sent       int
			err        error
			made       bool
		}{
			{"", "", 1, nil, true},
			{"", "", 0, github.ErrConflict, true},
			{"after", "ada/answer-lost", 1, nil, true},
			{"before", "ada/lost", 1, github.ErrNotSent, false},
			{"", "main", 0, github.ErrConflict, true},
			{"", "a..b", 0, github.ErrInvalid, false},
			{"graphql", "ada/none", 0, github.ErrUnsupported, false},
		} {
			want := tc.name
			if want == "" {
				want = github.BranchName(i)
			}
			way.before, way.after, way.sent = tc.lose == "before", tc.lose == "after", 0
			if tc.lose == "graphql" {
				faults, err := embedded.ParseFaults("fail 404 POST /graphql")
				if err != nil {
					t.Fatal(err)
				}
				server.SetFaults(faults)
			}
			got, err := a.CreateBranch(t.Context(), at, i.IssueRef, tc.name)
			server.SetFaults(nil)
			if tc.err == nil && err != nil || !errors.Is(err, tc.err) || err == nil && got != want || way.sent != tc.sent {
				t.Errorf("%q %q: got %q, %v, sent %d times, want %q, %v, %d", tc.lose, tc.name, got, err, way.sent, want, tc.err, tc.sent)
			}
			if has(want) != tc.made {
				t.Errorf("%q %q: got a branch %v, want %v", tc.lose, tc.name, has(want), tc.made)
			}
		}
	})
}

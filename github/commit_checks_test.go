package github

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// shasOf is n made-up SHAs.
func shasOf(n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("%040x", i+1))
	}
	return list
}

func TestCommitChecks(t *testing.T) {
	repo := RepoRef{"acme", "site"}
	w := routes{"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
		if strings.Contains(q.Query, "acme") || q.Variables["owner"] != "acme" || q.Variables["c3"] != shasOf(4)[3] {
			t.Errorf("got query %q with %v, want all values as variables", q.Query, q.Variables)
		}
		return 200, `{"data":{"repository":{"c0":{"statusCheckRollup":{"state":"SUCCESS"}},"c1":{"statusCheckRollup":null},"c2":null,"c3":{"statusCheckRollup":{"state":"ERROR"}}}}}`
	})}.wire()
	shas := shasOf(4)
	got, err := tokenClient(t, w, nil).CommitChecks(t.Context(), 0, repo, shas)
	want := map[string]CheckState{shas[0]: CheckPassed, shas[1]: CheckNone, shas[3]: CheckFailed}
	if err != nil || !maps.Equal(got, want) || w.count("POST /graphql") != 1 {
		t.Errorf("got %v, %v by %d requests, want %v by one", got, err, w.count("POST /graphql"), want)
	}
}

// What may not be read is not told from what is not there by the data alone.
func TestCommitChecksRefused(t *testing.T) {
	refused := `"errors":[{"type":"FORBIDDEN","path":["repository","c0","statusCheckRollup"],"message":"Resource not accessible by personal access token"}]`
	for _, c := range []struct {
		name, body string
		shas       []string
		want       map[string]CheckState
		kind       error
	}{
		{"all", `{"data":{"repository":{"c0":{"statusCheckRollup":null}}},` + refused + `}`, shasOf(1), nil, ErrNotGranted},
		{"one", `{"data":{"repository":{"c0":{"statusCheckRollup":null},"c1":{"statusCheckRollup":{"state":"PENDING"}}}},` + refused + `}`, shasOf(2), map[string]CheckState{shasOf(2)[1]: CheckPending}, nil},
		{"not a repository", `{"data":{"repository":[1]}}`, shasOf(1), nil, ErrBadAnswer},
		{"no SHA", `{}`, []string{"main"}, nil, ErrInvalid},
	} {
		w := routes{"POST /graphql": text(200, c.body)}.wire()
		got, err := tokenClient(t, w, nil).CommitChecks(t.Context(), 0, RepoRef{"acme", "site"}, c.shas)
		if !errors.Is(err, c.kind) || !maps.Equal(got, c.want) {
			t.Errorf("%s: got %v, %v, want %v, %v", c.name, got, err, c.want, c.kind)
		}
	}
}

func TestCommitChecksInBatches(t *testing.T) {
	var sizes []int
	most := 50
	w := routes{"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
		n := len(q.Variables) - 2
		sizes = append(sizes, n)
		if n > most {
			return 502, ""
		}
		var data []string
		for i := range n {
			data = append(data, fmt.Sprintf(`"c%d":{"statusCheckRollup":{"state":"SUCCESS"}}`, i))
		}
		return 200, `{"data":{"repository":{` + strings.Join(data, ",") + `}}}`
	})}.wire()
	c := tokenClient(t, w, nil)
	if got, err := c.CommitChecks(t.Context(), 0, RepoRef{"acme", "site"}, shasOf(70)); err != nil || len(got) != 70 || !slices.Equal(sizes, []int{50, 20}) {
		t.Errorf("got %d by batches %v, %v, want 70 by 50, 20", len(got), sizes, err)
	}
	sizes, most = nil, 12
	if got, err := c.CommitChecks(t.Context(), 0, RepoRef{"acme", "site"}, shasOf(20)); err != nil || len(got) != 20 || slices.Max(sizes) != 20 || sizes[len(sizes)-1] != 10 {
		t.Errorf("got %d by batches %v, %v, want 20 by halves", len(got), sizes, err)
	}
}

package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// askedGraph is a GraphQL request as the test's server sees it.
type askedGraph struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables"`
}

// graphql answers by a function of the request.
func graphql(t *testing.T, answer func(askedGraph) (int, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q askedGraph
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &q); err != nil || q.Query == "" {
			t.Errorf("got body %q, want a query", body)
		}
		status, text := answer(q)
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}
}

// summaryOf is the data of one pull request.
func summaryOf(decision, checks string, closes ...int) string {
	var nodes []string
	for _, n := range closes {
		nodes = append(nodes, fmt.Sprintf(`{"number":%d,"repository":{"nameWithOwner":"acme/site"}}`, n))
	}
	rollup := "null"
	if checks != "" {
		rollup = fmt.Sprintf(`{"state":%q}`, checks)
	}
	return fmt.Sprintf(`{"pullRequest":{"reviewDecision":%q,"headRefName":"fix","baseRefName":"main","closingIssuesReferences":{"nodes":[%s]},"commits":{"nodes":[{"commit":{"oid":"a","statusCheckRollup":%s}}]}}}`,
		decision, strings.Join(append(nodes, "null"), ","), rollup)
}

func pulls(n int) (list []IssueRef) {
	for i := range n {
		list = append(list, IssueRef{RepoRef{"acme", "site"}, i + 1})
	}
	return list
}

func TestPullSummaries(t *testing.T) {
	w := routes{
		"GET /user": text(200, user),
		"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
			if strings.Contains(q.Query, "acme") || q.Variables["o0"] != "acme" || q.Variables["n1"] != 2.0 {
				t.Errorf("got query %q with %v, want all values as variables", q.Query, q.Variables)
			}
			return 200, fmt.Sprintf(`{"data":{"p0":%s,"p1":null,"p2":%s},"errors":[{"type":"NOT_FOUND","path":["p1"],"message":"Could not resolve"}]}`,
				summaryOf("APPROVED", "FAILURE", 9), summaryOf("", ""))
		}),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.keepIssues(0, []Issue{{IssueRef: pulls(1)[0], Pull: true}})
	got, err := c.PullSummaries(t.Context(), 0, pulls(3))
	first := got[pulls(1)[0]]
	if err != nil || len(got) != 2 || first.Review != ReviewApproved || first.Checks != CheckFailed || !slices.Equal(first.Closes, []IssueRef{{RepoRef{"acme", "site"}, 9}}) {
		t.Errorf("got %+v, %v, want the first and the third", got, err)
	}
	if third, ok := got[pulls(3)[2]]; !ok || third.Review != ReviewNone || third.Checks != CheckNone || third.Closes != nil {
		t.Errorf("got %+v, %v, want a pull request with nothing to tell", third, ok)
	}
	if w.count("POST /graphql") != 1 {
		t.Errorf("got %d requests, want one", w.count("POST /graphql"))
	}
	found := NewAccounts(c).SearchStored(t.Context(), IssueSearch{Text: "review:approved status:failure linked:issue head:fix", Scopes: inRepo("me")})
	if !slices.Equal(numbersOf(found), []int{1}) || len(found.Unanswered) != 0 {
		t.Errorf("got %v, unanswered %q, want what the summary taught", numbersOf(found), found.Unanswered)
	}
}

func TestPullSummariesInBatches(t *testing.T) {
	var sizes []int
	most := 50
	w := routes{"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
		n := len(q.Variables) / 3
		sizes = append(sizes, n)
		if n > most {
			return 200, `{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","message":"Resource limits for this query exceeded."}]}`
		}
		var data []string
		for i := range n {
			data = append(data, fmt.Sprintf(`"p%d":%s`, i, summaryOf("REVIEW_REQUIRED", "PENDING")))
		}
		return 200, `{"data":{` + strings.Join(data, ",") + `}}`
	})}.wire()
	c := tokenClient(t, w, nil)
	if got, err := c.PullSummaries(t.Context(), 0, pulls(120)); err != nil || len(got) != 120 || !slices.Equal(sizes, []int{50, 50, 20}) {
		t.Errorf("got %d summaries by batches %v, %v, want 120 by 50, 50, 20", len(got), sizes, err)
	}
	sizes, most = nil, 12
	if got, err := c.PullSummaries(t.Context(), 0, pulls(40)); err != nil || len(got) != 40 || !slices.Equal(sizes, []int{40, 20, 10, 10, 20, 10, 10}) {
		t.Errorf("got %d summaries by batches %v, %v, want 40 by halves", len(got), sizes, err)
	}
	sizes = nil
	if got, err := c.PullSummaries(t.Context(), 0, nil); err != nil || len(got) != 0 || len(sizes) != 0 {
		t.Errorf("got %v, %v by %v, want nothing asked for nothing", got, err, sizes)
	}
}

func TestGraphErrors(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		kind   error
		once   bool // it is not asked for again
	}{
		{"no GraphQL", 404, `{"message":"Not Found"}`, ErrUnsupported, true},
		{"no POST", 405, ``, ErrUnsupported, true},
		{"not made yet", 501, ``, ErrUnsupported, true},
		{"an older schema", 200, `{"errors":[{"path":["fragment summary","reviewDecision"],"extensions":{"code":"undefinedField"},"message":"Field 'reviewDecision' doesn't exist on type 'PullRequest'"}]}`, ErrUnsupported, true},
		{"not there", 200, `{"data":{"p0":null},"errors":[{"type":"NOT_FOUND","path":["p0"],"message":"Could not resolve"}]}`, ErrNotFound, false},
		{"forbidden", 200, `{"data":{"p0":null},"errors":[{"type":"FORBIDDEN","path":["p0"],"message":"Resource not accessible by integration"}]}`, ErrNotGranted, false},
		{"sign-on", 200, `{"data":{"p0":null},"errors":[{"type":"FORBIDDEN","path":["p0"],"message":"Protected","extensions":{"saml_failure":true}}]}`, ErrSSO, false},
		{"limited", 200, `{"errors":[{"type":"RATE_LIMIT","message":"API rate limit exceeded"}]}`, ErrRateLimited, false},
		{"no data", 200, `{}`, ErrBadAnswer, false},
		{"bad token", 401, `{"message":"Bad credentials"}`, ErrBadCredentials, false},
	} {
		w := routes{"POST /graphql": text(c.status, c.body)}.wire()
		client := tokenClient(t, w, nil)
		_, err := client.PullSummaries(t.Context(), 0, pulls(1))
		if !errors.Is(err, c.kind) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.kind)
		}
		asked := w.count("POST")
		_, err = client.PullSummaries(t.Context(), 0, pulls(1))
		if again := w.count("POST") > asked; again == c.once && c.kind == ErrUnsupported || c.once && !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: got asked again %v, %v", c.name, again, err)
		}
	}
}

func TestGraphqlIsRetriedAsAReading(t *testing.T) {
	n := 0
	w := routes{"POST /graphql": graphql(t, func(askedGraph) (int, string) {
		if n++; n == 1 {
			return 502, `bad gateway`
		}
		return 200, `{"data":{"p0":` + summaryOf("APPROVED", "SUCCESS") + `}}`
	})}.wire()
	got, err := tokenClient(t, w, nil).PullSummaries(t.Context(), 0, pulls(1))
	if err != nil || len(got) != 1 || n != 2 {
		t.Errorf("got %v, %v by %d tries, want it tried again", got, err, n)
	}
}

func TestGraphqlEndpoints(t *testing.T) {
	for _, c := range []struct{ host, api, want string }{
		{"github.com", "", "POST /graphql"},
		{"ghe.example", "", "POST /api/graphql"},
		{"corp.ghe.com", "", "POST /graphql"},
		{"gitea.example", "https://gitea.example/api/v3/", "POST /api/graphql"},
		{"odd.example", "https://odd.example/rest", "POST /rest/graphql"},
	} {
		w := routes{c.want: text(200, `{"data":{"p0":`+summaryOf("APPROVED", "SUCCESS")+`}}`, "X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "4000",
			"X-RateLimit-Reset", fmt.Sprint(day.Unix()+600), "X-RateLimit-Resource", "graphql")}.wire()
		client, err := NewClient(Options{Account: Account{Name: "x", Kind: KindToken, Host: c.host}, APIURL: c.api, Token: giveSecret, Base: w, Now: day.UTC})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.PullSummaries(t.Context(), 0, pulls(1)); err != nil || len(w.asked) != 1 {
			t.Errorf("%s: got %v, asked %q, want %s", c.host, err, w.asked, c.want)
		}
		if q := client.Quotas(0); len(q) != 1 || q[0].Resource != "graphql" {
			t.Errorf("%s: got quotas %+v, want that of graphql", c.host, q)
		}
	}
}

func TestLinks(t *testing.T) {
	node := func(id string, number int, extra string) string {
		return fmt.Sprintf(`{"id":%q,"number":%d,"title":"T","url":"https://github.com/acme/site/issues/%d","author":null,"repository":{"nameWithOwner":"acme/site"}%s}`, id, number, number, extra)
	}
	var queries []string
	old := false // a server that does not know who linked
	w := routes{
		"GET /user": text(200, user),
		"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
			queries = append(queries, q.Query)
			if old && strings.Contains(q.Query, "userLinkedOnly") {
				return 200, `{"errors":[{"message":"Field 'closingIssuesReferences' doesn't accept argument 'userLinkedOnly'","extensions":{"code":"argumentNotAccepted"}}]}`
			}
			if q.Variables["number"] == 99.0 {
				return 200, `{"data":{"repository":{"item":null}},"errors":[{"type":"NOT_FOUND","path":["repository","item"],"message":"Could not resolve"}]}`
			}
			return 200, fmt.Sprintf(`{"data":{"repository":{"item":{"all":{"nodes":[%s,null,%s]},"manual":{"nodes":[{"id":"b"}]}}}}}`,
				node("a", 1, `,"state":"CLOSED","stateReason":"NOT_PLANNED"`), node("b", 2, `,"state":"MERGED","closedAt":"2026-04-01T00:00:00Z"`))
		}),
	}.wire()
	c := tokenClient(t, w, nil)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.keepIssues(0, []Issue{{IssueRef: site7}})
	got, err := c.Links(t.Context(), 0, site7, true)
	if err != nil || len(got) != 2 || !got[0].Closing || got[0].Manual || !got[1].Manual || got[0].State != IssueNotPlanned || got[0].Pull ||
		got[0].IssueRef != (IssueRef{RepoRef{"acme", "site"}, 1}) {
		t.Errorf("got %+v, %v, want both, the second by hand", got, err)
	}
	got, err = c.Links(t.Context(), 0, site7, false)
	if err != nil || len(got) != 2 || !got[1].Pull || got[1].State != IssueMerged || !strings.Contains(queries[1], "includeClosedPrs: true") {
		t.Errorf("got %+v, %v, want pull requests, closed ones too", got, err)
	}
	found := NewAccounts(c).SearchStored(t.Context(), IssueSearch{Text: "linked:pr", Scopes: inRepo("me")})
	if !slices.Equal(numbersOf(found), []int{7}) || len(found.Unanswered) != 0 {
		t.Errorf("got %v, %q, want the issue known to be linked", numbersOf(found), found.Unanswered)
	}
	if _, err = c.Links(t.Context(), 0, IssueRef{site7.Repo, 99}, true); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	old, queries = true, nil
	for range 2 {
		if got, err = c.Links(t.Context(), 0, site7, true); err != nil || len(got) != 2 {
			t.Errorf("got %+v, %v, want the links of an older server", got, err)
		}
	}
	if len(queries) != 3 {
		t.Errorf("got %d queries, want the refused one once", len(queries))
	}
}

package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// issueRow is an issue as GitHub lists it; extra is more JSON for it.
func issueRow(repo string, number int, extra string) string {
	if extra != "" {
		extra = "," + extra
	}
	return fmt.Sprintf(`{"id":%d,"number":%d,"title":"Issue %d","body":null,"user":{"login":"ada"},"state":"open","comments":2,
		"labels":[{"name":"bug","color":"D73A4A"}],"assignees":[],"created_at":"2026-04-01T00:00:00Z","updated_at":"2026-04-%02dT00:00:00Z",
		"html_url":"https://github.com/%s/issues/%d","repository_url":"https://api.github.com/repos/%s"%s}`,
		1000+number, number, number, 1+number%28, repo, number, repo, extra)
}

// hits answers a search with rows.
func hits(total int, rows ...string) http.HandlerFunc {
	return text(200, fmt.Sprintf(`{"total_count":%d,"incomplete_results":false,"items":[%s]}`, total, strings.Join(rows, ",")))
}

// byQuery answers searches by what their q holds.
func byQuery(t *testing.T, answers map[string]http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for part, answer := range answers {
			if strings.Contains(r.URL.Query().Get("q"), part) {
				answer(w, r)
				return
			}
		}
		t.Errorf("got query %q, want one of the test's", r.URL.Query().Get("q"))
	}
}

// search runs a search and gives its last result.
func search(t *testing.T, a *Accounts, s IssueSearch) (SearchResult, error) {
	t.Helper()
	var last SearchResult
	err := a.SearchIssues(t.Context(), s, func(r SearchResult) { last = r })
	return last, err
}

func numbersOf(r SearchResult) (list []int) {
	for _, h := range r.Hits {
		list = append(list, h.Number)
	}
	return list
}

func inRepo(account string) []SearchScope {
	return []SearchScope{{Place: Place{Account: account}, Repo: RepoRef{"acme", "site"}}}
}

func TestSearchAsksForBothKinds(t *testing.T) {
	w := routes{"GET /search/issues": byQuery(t, map[string]http.HandlerFunc{
		"is:issue": hits(2, issueRow("acme/site", 3, ""), issueRow("acme/site", 1, `"user":null,"state":"closed","state_reason":"not_planned"`)),
		"is:pull-request": hits(2, issueRow("acme/site", 4, `"pull_request":{"merged_at":null},"draft":true`),
			issueRow("acme/site", 2, `"state":"closed","pull_request":{"merged_at":"2026-04-03T00:00:00Z"}`)),
	})}.wire()
	a := NewAccounts(tokenClient(t, w, nil))
	got, err := search(t, a, IssueSearch{Text: "crash OR label:bug", Order: ByUpdated, Scopes: inRepo("me"), Limit: 100})
	if err != nil || !slices.Equal(numbersOf(got), []int{4, 3, 2, 1}) || got.Total != 4 || got.More || got.Capped || got.Stored {
		t.Fatalf("got %+v, %v, want 4, 3, 2, 1 of 4", got, err)
	}
	want := []IssueState{IssueDraft, IssueOpen, IssueMerged, IssueNotPlanned}
	for n, h := range got.Hits {
		if h.State != want[n] || h.Repo != (RepoRef{"acme", "site"}) || h.At.Account != "me" || h.Pull != (h.Number%2 == 0) {
			t.Errorf("got hit %+v, want state %v", h, want[n])
		}
	}
	if got.Hits[3].Author != "" || got.Hits[0].Author != "ada" || got.Hits[0].Labels[0] != (Label{Name: "bug", Color: "d73a4a"}) {
		t.Errorf("got authors %q, %q and labels %v, want none for a deleted account", got.Hits[3].Author, got.Hits[0].Author, got.Hits[0].Labels)
	}
	if len(w.asked) != 2 {
		t.Errorf("got %d requests %q, want one for each kind", len(w.asked), w.asked)
	}
	for _, asked := range w.asked {
		u, _ := url.Parse(strings.TrimPrefix(asked, "GET "))
		q := u.Query()
		if q.Get("advanced_search") != "true" || q.Get("sort") != "updated" || q.Get("order") != "desc" || q.Get("per_page") != "100" || q.Get("page") != "1" ||
			!strings.HasPrefix(q.Get("q"), "repo:acme/site ") || !strings.HasSuffix(q.Get("q"), "(crash OR label:bug)") {
			t.Errorf("got request %s, want the text in brackets behind its scope", asked)
		}
	}
	if len(got.Sent) != 2 || got.Sent[0].Query == got.Sent[1].Query || got.Sent[0].Total != 2 {
		t.Errorf("got sent %+v, want both queries", got.Sent)
	}
}

func TestSearchSparesRequests(t *testing.T) {
	one := hits(1, issueRow("acme/site", 1, ""))
	for _, c := range []struct {
		text     string
		kind     SearchKind
		scope    SearchScope
		requests int
		holds    string
	}{
		{"is:pr is:open", SearchBoth, SearchScope{}, 1, "is:pull-request"},
		{"is:open", SearchIssues, SearchScope{}, 1, "is:issue"},
		{"crash sort:comments-asc", SearchPulls, SearchScope{}, 1, "crash"},
		{"crash", SearchIssues, SearchScope{Owners: owners(6)}, 1, "(org:o0 OR org:o1 OR org:o2 OR org:o3 OR org:o4 OR org:o5)"},
		{"crash", SearchIssues, SearchScope{Owners: owners(7)}, 2, "org:o"},
		{"a OR b AND c", SearchIssues, SearchScope{Owners: owners(4)}, 1, "(org:o0 OR org:o1 OR org:o2 OR org:o3)"},
		{"a OR b AND c", SearchIssues, SearchScope{Owners: owners(5)}, 2, "org:o"},
		{`"a OR b" AND c`, SearchIssues, SearchScope{Owners: owners(5)}, 1, "org:o4"},
		{"crash", SearchIssues, SearchScope{Owners: []Owner{{Login: "ada", Type: "User"}}}, 1, "user:ada"},
	} {
		w := routes{"GET /search/issues": one}.wire()
		a := NewAccounts(tokenClient(t, w, nil))
		c.scope.Place.Account = "me"
		got, err := search(t, a, IssueSearch{Text: c.text, Kind: c.kind, Scopes: []SearchScope{c.scope}, Limit: 100})
		if err != nil || len(w.asked) != c.requests || !strings.Contains(got.Sent[0].Query, c.holds) {
			t.Errorf("%q: got %d requests, sent %+v, %v, want %d with %q", c.text, len(w.asked), got.Sent, err, c.requests, c.holds)
		}
		if len(got.Hits) != 1 {
			t.Errorf("%q: got %d hits, want the one, once", c.text, len(got.Hits))
		}
	}
}

func owners(n int) (list []Owner) {
	for i := range n {
		list = append(list, Owner{Login: fmt.Sprintf("o%d", i), Type: "Organization"})
	}
	return list
}

func TestSearchOrders(t *testing.T) {
	row := func(number int, updated string, comments int) string {
		return issueRow("acme/site", number, fmt.Sprintf(`"updated_at":"2026-04-%sT00:00:00Z","created_at":"2026-03-%02dT00:00:00Z","comments":%d`, updated, number, comments))
	}
	answers := map[string]http.HandlerFunc{
		"is:issue":        hits(2, row(1, "09", 1), row(3, "01", 7)),
		"is:pull-request": hits(2, row(2, "05", 3), row(4, "03", 0)),
	}
	for _, c := range []struct {
		text  string
		order SearchOrder
		want  []int
		sent  string
	}{
		{"x", ByUpdated, []int{1, 2, 4, 3}, "sort=updated&order=desc"},
		{"x", ByCreated, []int{4, 3, 2, 1}, "sort=created&order=desc"},
		{"x", ByComments, []int{3, 2, 1, 4}, "sort=comments&order=desc"},
		{"x", ByBestMatch, []int{1, 2, 3, 4}, ""}, // the kinds take turns
		{"x sort:comments-asc", ByUpdated, []int{4, 1, 2, 3}, "sort=comments&order=asc"},
	} {
		w := routes{"GET /search/issues": byQuery(t, answers)}.wire()
		got, err := search(t, NewAccounts(tokenClient(t, w, nil)), IssueSearch{Text: c.text, Order: c.order, Scopes: inRepo("me"), Limit: 100})
		if err != nil || !slices.Equal(numbersOf(got), c.want) || w.count(c.sent) != 2 || c.sent == "" && w.count("sort=") != 0 {
			t.Errorf("%q by %q: got %v, %v, asked %q, want %v", c.text, c.order, numbersOf(got), err, w.asked, c.want)
		}
	}
}

func TestSearchPages(t *testing.T) {
	many := func(total int, links bool) http.HandlerFunc {
		inner := paged(min(total, 1000), "items", func(i int) string { return issueRow("acme/site", i+1, "") })
		return func(w http.ResponseWriter, r *http.Request) {
			rec := &edited{ResponseWriter: w, total: total, links: links, was: min(total, 1000)}
			inner(rec, r)
		}
	}
	for _, c := range []struct {
		name                  string
		total, limit          int
		links                 bool
		hits, requests, pages int
		more, capped          bool
	}{
		{"one page of several", 250, 100, true, 100, 1, 1, true, false},
		{"the rest", 250, 300, true, 250, 3, 3, false, false},
		{"no links", 250, 300, false, 250, 3, 3, false, false},
		{"no links, full last page", 200, 1000, false, 200, 2, 2, false, false},
		{"the cap", 4321, 5000, true, 1000, 10, 10, false, true},
		{"below the cap", 4321, 200, true, 200, 2, 2, true, true},
		{"nothing", 0, 100, true, 0, 1, 1, false, false},
	} {
		w := routes{"GET /search/issues": many(c.total, c.links)}.wire()
		got, err := search(t, NewAccounts(tokenClient(t, w, nil)), IssueSearch{Text: "x", Kind: SearchIssues, Order: ByUpdated, Scopes: inRepo("me"), Limit: c.limit})
		if err != nil || len(got.Hits) != c.hits || len(w.asked) != c.requests || got.Total != c.total || got.More != c.more || got.Capped != c.capped {
			t.Errorf("%s: got %d hits of %d by %d requests, more %v, capped %v, %v, want %d by %d, %v, %v",
				c.name, len(got.Hits), got.Total, len(w.asked), got.More, got.Capped, err, c.hits, c.requests, c.more, c.capped)
		}
	}
}

// edited changes the count of a page, and takes its links away.
type edited struct {
	http.ResponseWriter
	total, was int
	links      bool
}

func (e *edited) Write(body []byte) (int, error) {
	if !e.links {
		e.Header().Del("Link")
	}
	changed := strings.Replace(string(body), fmt.Sprintf(`"total_count":%d`, e.was), fmt.Sprintf(`"total_count":%d`, e.total), 1)
	_, err := e.ResponseWriter.Write([]byte(changed))
	return len(body), err
}

func TestSearchEverywhereSurvivesAnAccount(t *testing.T) {
	good := routes{"GET /search/issues": hits(1, issueRow("acme/site", 1, ""))}.wire()
	bad := routes{"GET /api/v3/search/issues": text(503, `{"message":"down"}`)}.wire()
	other, err := NewClient(Options{Account: Account{Name: "other", Kind: KindToken, Host: "ghe.example"}, Token: giveSecret, Base: bad})
	if err != nil {
		t.Fatal(err)
	}
	a := NewAccounts(tokenClient(t, good, nil), other)
	s := IssueSearch{Text: "x", Kind: SearchIssues, Order: ByUpdated, Limit: 100, Scopes: append(inRepo("me"), inRepo("other")...)}
	got, err := search(t, a, s)
	if err != nil || len(got.Hits) != 1 || len(got.Sent) != 2 || got.Sent[0].Err != nil || !errors.Is(got.Sent[1].Err, ErrServer) {
		t.Errorf("got %+v, %v, want one hit, and why the other account has none", got, err)
	}
	s.Scopes = inRepo("other")
	emitted := 0
	if err = a.SearchIssues(t.Context(), s, func(SearchResult) { emitted++ }); !errors.Is(err, ErrServer) || emitted != 0 {
		t.Errorf("got %v after %d results, want the failure alone", err, emitted)
	}
	// One issue that two accounts of a host see is one hit, the first account's.
	second, err := NewClient(Options{Account: Account{Name: "second", Kind: KindToken, Host: "github.com"}, Token: giveSecret, Base: good})
	if err != nil {
		t.Fatal(err)
	}
	a.Add(second)
	s.Scopes = append(inRepo("me"), inRepo("second")...)
	if got, err = search(t, a, s); err != nil || len(got.Hits) != 1 || got.Hits[0].At.Account != "me" {
		t.Errorf("got %+v, %v, want one hit of the first account", got.Hits, err)
	}
}

func TestSearchExplainsRefusals(t *testing.T) {
	const unseen = `{"message":"Validation Failed","errors":[{"message":"The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them.","resource":"Search","field":"q","code":"invalid"}]}`
	for _, c := range []struct {
		name, text, body string
		place            string
		words            string
	}{
		{"a repository", "label:x author:ghost", unseen, "author:ghost", "ghost cannot be searched"},
		{"which of two is not told", "author:ghost assignee:ada", unseen, "", "cannot search there"},
		{"named", "author:ghost assignee:ada", strings.Replace(unseen, "The listed users", "The user ghost", 1), "author:ghost", "ghost cannot be searched"},
		{"too long", "aaa bbb", `{"message":"Validation Failed","errors":[{"message":"The search is longer than 256 characters."}]}`, "aaa bbb", "256"},
		{"operators", "a OR b", `{"message":"Validation Failed","errors":[{"message":"More than five AND / OR / NOT operators were used."}]}`, "a OR b", "five"},
		{"anything else", "x", `{"message":"Validation Failed","errors":[{"message":"The moon is full."}]}`, "", "The moon is full"},
	} {
		w := routes{"GET /search/issues": text(422, c.body)}.wire()
		_, err := search(t, NewAccounts(tokenClient(t, w, nil)), IssueSearch{Text: c.text, Kind: SearchIssues, Scopes: inRepo("me"), Limit: 100})
		var p *SearchProblem
		var e *Error
		if !errors.As(err, &p) || !errors.Is(err, ErrInvalid) || !errors.As(err, &e) || e.Status != 422 {
			t.Errorf("%s: got %v, want GitHub's refusal with a place", c.name, err)
			continue
		}
		if got := c.text[p.Start:p.End]; got != c.place || !strings.Contains(p.Text, c.words) {
			t.Errorf("%s: got %q at %q, want %q at %q", c.name, p.Text, got, c.words, c.place)
		}
	}
	w := routes{"GET /search/issues": text(403, `{"message":"Resource not accessible by integration"}`)}.wire()
	_, err := search(t, NewAccounts(tokenClient(t, w, nil)), IssueSearch{Text: "x", Scopes: inRepo("me")})
	var p *SearchProblem
	if errors.As(err, &p) || !errors.Is(err, ErrNotGranted) {
		t.Errorf("got %v, want the refusal as it is", err)
	}
}

func TestSearchRefusesWhatIsNotWorthSending(t *testing.T) {
	w := routes{}.wire()
	a := NewAccounts(tokenClient(t, w, nil))
	for _, c := range []struct{ text, place string }{
		{`label:"x`, `"x`},
		{"is:issue is:pr", "is:issue is:pr"},
	} {
		_, err := search(t, a, IssueSearch{Text: c.text, Scopes: inRepo("me")})
		var p *SearchProblem
		if !errors.Is(err, ErrInvalid) || !errors.As(err, &p) || !strings.Contains(c.text[p.Start:p.End], c.place) {
			t.Errorf("%q: got %v, %+v, want the place %q", c.text, err, p, c.place)
		}
	}
	if _, err := search(t, a, IssueSearch{Text: "x"}); err == nil {
		t.Error("got no error of a search without scopes, want one")
	}
	if len(w.asked) != 0 {
		t.Errorf("got requests %q, want none", w.asked)
	}
}

func TestSearchTakesRelativeDatesFromTheAccountsDay(t *testing.T) {
	w := routes{"GET /search/issues": hits(0)}.wire()
	c, err := NewClient(Options{
		Account: Account{Name: "demo", Kind: KindToken, Host: "github.com", Local: true, Demo: true, Today: day},
		Token:   giveSecret, Base: w,
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := search(t, NewAccounts(c), IssueSearch{Text: "updated:>-2w", Kind: SearchIssues, Scopes: inRepo("demo")})
	if err != nil || !strings.Contains(got.Sent[0].Query, "updated:>2026-04-20") {
		t.Errorf("got %+v, %v, want the day two weeks before the account's", got.Sent, err)
	}
}

func TestSearchByAnInstallation(t *testing.T) {
	w := routes{
		"POST /app/installations/7/access_tokens": text(201, `{"token":"ghs_x","expires_at":"2026-05-04T13:00:00Z"}`),
		"GET /search/issues":                      hits(1, issueRow("acme/site", 1, "")),
	}.wire()
	a := NewAccounts(appClient(t, w, store.Open(t.TempDir(), "", nil)))
	got, err := search(t, a, IssueSearch{
		Text: "x", Kind: SearchIssues, Scopes: []SearchScope{{Place: Place{"work", 7}, Owners: []Owner{{Login: "acme", Type: "Organization"}}}},
	})
	if err != nil || len(got.Hits) != 1 || got.Hits[0].At.Installation != 7 {
		t.Errorf("got %+v, %v, want a hit by the installation", got, err)
	}
}

func giveSecret(context.Context) (string, error) { return secret, nil }

package embedded_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// issue is an issue or a pull request as clients read it.
type issue struct {
	ID          int64
	NodeID      string `json:"node_id"`
	Number      int
	Title       string
	Body        *string
	User        *login
	State       string
	StateReason *string `json:"state_reason"`
	Locked      bool
	LockReason  *string `json:"active_lock_reason"`
	Labels      []struct{ Name, Color string }
	Assignee    *login
	Assignees   []login
	Milestone   *struct {
		Title      string
		OpenIssues int `json:"open_issues"`
	}
	Type        *struct{ Name string }
	Comments    int
	Association string    `json:"author_association"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
	ClosedAt    *time.Time
	ClosedBy    *login `json:"closed_by"`
	App         *struct {
		Slug string
	} `json:"performed_via_github_app"`
	PullRequest *struct {
		MergedAt *string `json:"merged_at"`
	} `json:"pull_request"`
	Draft     *bool
	Reactions map[string]any
	HTMLURL   string `json:"html_url"`
}

type login struct{ Login, Type string }

// labels are the names.
func (i issue) labels() string {
	var names []string
	for _, l := range i.Labels {
		names = append(names, l.Name)
	}
	return strings.Join(names, ",")
}

func (i issue) assignees() string {
	var names []string
	for _, a := range i.Assignees {
		names = append(names, a.Login)
	}
	return strings.Join(names, ",")
}

// numbers are the numbers of a listing.
func numbers(list []issue) string {
	var out []string
	for _, i := range list {
		out = append(out, strconv.Itoa(i.Number))
	}
	return strings.Join(out, " ")
}

func TestIssue(t *testing.T) {
	c := serveIssues(t)
	got := decode[issue](t, c.get("/repos/acme/app/issues/1"), 200)
	if got.Title != "Crash when the cart is empty" || *got.Body != "It panics.\r\n\r\nSeen by @bo." || got.State != "open" || got.StateReason != nil ||
		got.User.Login != "ada" || got.Association != "MEMBER" || got.labels() != "bug" || got.Labels[0].Color != "d73a4a" || got.Assignee.Login != "bo" ||
		got.assignees() != "bo" || got.Milestone.Title != "v2" || got.Milestone.OpenIssues != 1 || got.Type.Name != "Bug" || got.Comments != 3 ||
		got.Reactions["+1"] != 3.0 || got.Reactions["total_count"] != 4.0 || got.PullRequest != nil || got.Draft != nil ||
		got.HTMLURL != "https://github.com/acme/app/issues/1" || !got.UpdatedAt.Equal(hour(9)) || got.ID == 0 || got.NodeID == "" {
		t.Errorf("got %+v", got)
	}
	got = decode[issue](t, c.get("/repos/acme/app/issues/2"), 200)
	if got.State != "closed" || *got.StateReason != "not_planned" || got.Body != nil || got.ClosedBy.Login != "ada" || got.labels() != "Docs,good first issue" {
		t.Errorf("got %+v", got)
	}
	got = decode[issue](t, c.get("/repos/acme/app/issues/3"), 200)
	if got.User != nil || !got.Locked || *got.LockReason != "spam" || got.Milestone != nil || got.Type != nil || got.Assignee != nil {
		t.Errorf("got %+v", got)
	}
	got = decode[issue](t, c.get("/repos/acme/app/issues/5"), 200)
	if got.PullRequest == nil || got.PullRequest.MergedAt == nil || got.State != "closed" || *got.Draft || got.HTMLURL != "https://github.com/acme/app/pull/5" {
		t.Errorf("got %+v", got)
	}
}

func TestIssueListings(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ query, want string }{
		{"", "6 4 3 1"},
		{"state=all", "10 6 5 4 3 2 1"},
		{"state=closed&direction=asc", "2 5 10"},
		{"state=all&labels=bug", "4 1"},
		{"state=all&labels=BUG,docs", ""},
		{"state=all&labels=docs,good+first+issue", "2"},
		{"assignee=bo", "1"},
		{"assignee=none&sort=created&direction=asc", "3 4 6"},
		{"assignee=*", "1"},
		{"state=all&creator=cy", "10 6"},
		{"mentioned=bo", "1"},
		{"milestone=2", "1"},
		{"milestone=none&state=closed", "10 5 2"},
		{"milestone=*", "1"},
		{"type=Bug", "1"},
		{"sort=comments", "1 4 6 3"},
		{"sort=updated", "6 4 3 1"},
		{"state=all&since=" + hour(20).Format(time.RFC3339), "10 2"},
		{"per_page=3&page=2", "1"},
		{"unknown=1&per_page=2", "6 4"},
	}
	for _, tt := range tests {
		if got := numbers(decode[[]issue](t, c.get("/repos/acme/app/issues?"+tt.query), 200)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.query, got, tt.want)
		}
	}
	for _, query := range []string{"state=x", "sort=x", "direction=x", "since=yesterday", "milestone=9", "milestone=x"} {
		if r := c.get("/repos/acme/app/issues?" + query); r.status != 422 {
			t.Errorf("%s: got %d, want 422", query, r.status)
		}
	}
	r := c.get("/repos/acme/app/issues?state=all&per_page=3")
	if link := r.header.Get("Link"); !strings.Contains(link, `page=3&per_page=3&state=all>; rel="last"`) {
		t.Errorf("got Link %q, want three pages", link)
	}
	if r := c.get("/repos/acme/app/issues?state=all&per_page=3", "If-None-Match", r.header.Get("ETag")); r.status != 304 {
		t.Errorf("got %d for the same again, want 304", r.status)
	}
}

func TestIssueAccess(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{})
	contents := "token " + mint(t, c, "1", `{"permissions":{"contents":"read"}}`).Token
	tests := []struct {
		auth, path string
		status     int
		message    string
	}{
		{"token ada-classic", "/repos/acme/app/issues/9", 404, "Not Found"},
		{"token ada-classic", "/repos/acme/app/issues/x", 404, "Not Found"},
		{"token ada-classic", "/repos/acme/app/issues/7", 410, "This issue was deleted"},
		{"token ada-classic", "/repos/acme/app/issues/7/timeline", 410, "This issue was deleted"},
		{"token ada-classic", "/repos/acme/app/pulls/1", 404, "Not Found"},
		{"token ada-classic", "/repos/bo/tool/issues", 410, "Issues are disabled for this repo"},
		{"token ada-classic", "/repos/bo/tool/issues/1", 410, "Issues are disabled for this repo"},
		{"token ada-classic", "/repos/acme/empty/issues", 200, ""},
		{"token cy-classic", "/repos/acme/app/issues/1", 404, "Not Found"},
		{"", "/repos/acme/site/issues/1", 200, ""},
		{"token ada-issues", "/repos/acme/app/issues/1", 200, ""},
		{"token ada-issues", "/repos/acme/app/issues", 200, ""},
		{"token ada-issues", "/repos/acme/app/pulls/4", 403, "Resource not accessible by personal access token"},
		{"token ada-pulls", "/repos/acme/app/issues/4/timeline", 200, ""},
		{"token ada-pulls", "/repos/acme/app/issues", 403, "Resource not accessible by personal access token"},
		{"token ada-pulls", "/repos/acme/app/commits/main/check-runs", 403, "Resource not accessible by personal access token"},
		{contents, "/repos/acme/app/issues/1/comments", 403, "Resource not accessible by integration"},
		{contents, "/repos/acme/site/issues/1/comments", 200, ""},
	}
	for _, tt := range tests {
		if r := c.as(tt.auth).get(tt.path); r.status != tt.status || r.message() != tt.message {
			t.Errorf("%s as %q: got %d %q, want %d %q", tt.path, tt.auth, r.status, r.message(), tt.status, tt.message)
		}
	}
	if r := c.as("token ada-fine").get("/repos/acme/app/issues/1"); r.header.Get("X-Accepted-GitHub-Permissions") != "issues=read; pull_requests=read" {
		t.Errorf("got accepted permissions %q, want either of two", r.header.Get("X-Accepted-GitHub-Permissions"))
	}
}

func TestTransferredIssue(t *testing.T) {
	c := serveIssues(t)
	if got := decode[issue](t, c.get("/repos/acme/app/issues/8"), 200); got.Title != "The front page is slow" {
		t.Errorf("got %q behind the redirect, want the issue of the site", got.Title)
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r := c.get("/repos/acme/app/issues/8/comments?page=2")
	if at := r.header.Get("Location"); r.status != 301 || at != "https://api.github.com/repositories/102/issues/1/comments?page=2" {
		t.Errorf("got %d to %q, want 301 to the same of the other issue", r.status, at)
	}
	r = c.do("PATCH", "/repos/acme/app/issues/8", `{"title":"x"}`)
	if r.status != 301 {
		t.Errorf("got %d for a write, want 301", r.status)
	}
	r = c.do("POST", "/repos/acme/old/issues", `{"title":"x"}`)
	if at := r.header.Get("Location"); r.status != 307 || at != "https://api.github.com/repositories/100/issues" {
		t.Errorf("got %d to %q for a renamed repository, want 307", r.status, at)
	}
	if got := decode[issue](t, c.do("POST", r.header.Get("Location"), `{"title":"Behind a redirect"}`), 201); got.Number != 11 {
		t.Errorf("got number %d, want 11", got.Number)
	}
}

func TestOpenIssuesCount(t *testing.T) {
	w := issueWorld("")
	w.Repositories[0].OpenIssues = 99
	calls := 0
	w.Repositories[0].Issues = func() embedded.IssueData { calls++; return appIssues() }
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	count := func(r reply) int {
		var v struct {
			Open int `json:"open_issues_count"`
		}
		if json.Unmarshal([]byte(r.body), &v) != nil {
			t.Fatalf("got %q", r.body)
		}
		return v.Open
	}
	if r := c.get("/user/repos"); !strings.Contains(r.body, `"open_issues_count":99`) || calls != 0 {
		t.Errorf("got %d calls and %s, want the World's count without making the issues", calls, r.body)
	}
	if got := count(c.get("/repos/acme/app")); got != 4 || calls != 1 {
		t.Errorf("got %d after %d calls, want 4 after 1", got, calls)
	}
	c.do("PATCH", "/repos/acme/app/issues/1", `{"state":"closed"}`)
	c.do("POST", "/repos/acme/app/issues", `{"title":"x"}`)
	c.do("POST", "/repos/acme/app/issues", `{"title":"y"}`)
	if got := count(c.get("/repos/acme/app")); got != 5 || calls != 1 {
		t.Errorf("got %d after %d calls, want 5 after 1", got, calls)
	}
}

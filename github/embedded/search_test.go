package embedded_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// hits is a search's answer.
type hits struct {
	TotalCount        int  `json:"total_count"`
	IncompleteResults bool `json:"incomplete_results"`
	Items             []struct {
		Number        int
		RepositoryURL string `json:"repository_url"`
		FullName      string `json:"full_name"`
		Score         float64
		TextMatches   []struct {
			ObjectType string `json:"object_type"`
			Property   string
			Fragment   string
			Matches    []struct {
				Text    string
				Indices [2]int
			}
		} `json:"text_matches"`
	}
}

// String is the hits as "app#1 site#2", or names of repositories.
func (h hits) String() string {
	var list []string
	for _, i := range h.Items {
		if i.FullName != "" {
			list = append(list, i.FullName)
			continue
		}
		list = append(list, fmt.Sprintf("%s#%d", i.RepositoryURL[strings.LastIndex(i.RepositoryURL, "/")+1:], i.Number))
	}
	return strings.Join(list, " ")
}

// sorted is the same by name, for searches whose order does not matter.
func (h hits) sorted() string {
	list := strings.Fields(h.String())
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestSearchIssues(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{RateLimit: embedded.RateLimit{Off: true}}).as("token ada-classic")
	tests := []struct{ q, want string }{
		{"is:issue", "app#1 app#10 app#2 app#3 notes#1 site#1 site#2"},
		{"is:pr", "app#4 app#5 app#6 site#3"},
		{"is:pull-request repo:acme/app", "app#4 app#5 app#6"},
		{"is:issue repo:acme/app", "app#1 app#10 app#2 app#3"},
		{"is:issue repo:ACME/App", "app#1 app#10 app#2 app#3"},
		{"is:issue org:acme", "app#1 app#10 app#2 app#3 site#1 site#2"},
		{"is:issue user:ada", "notes#1"},
		{"is:issue repo:acme/app repo:acme/nothing is:closed", ""},
		{"is:issue (repo:acme/site OR repo:acme/nothing)", "site#1 site#2"},
		{"is:issue is:open repo:acme/app", "app#1 app#3"},
		{"is:issue state:closed", "app#10 app#2"},
		{`is:issue reason:"not planned"`, "app#2"},
		{"is:issue author:cy", "app#10 site#1"},
		{"is:issue author:@me", "app#1 notes#1 site#2"},
		{"is:issue assignee:bo", "app#1"},
		{"is:issue no:assignee repo:acme/site", "site#1 site#2"},
		{"is:issue mentions:bo", "app#1"},
		{"is:issue commenter:bo", "app#1"},
		{"is:issue commenter:app/app", "app#1"},
		{"is:issue label:bug", "app#1 site#1"},
		{`is:issue label:"good first issue" label:docs`, "app#2"},
		{"is:issue -label:bug repo:acme/app", "app#10 app#2 app#3"},
		{"is:issue milestone:v2", "app#1"},
		{"is:issue type:Bug", "app#1"},
		{"is:issue is:locked", "app#3"},
		{"is:issue cart", "app#1 app#10"},
		{"is:issue robot", "app#1"},
		{"is:issue robot in:title", ""},
		{`is:issue "front page"`, "site#1"},
		{"is:issue (manual OR slow)", "app#2 site#1"},
		{"is:issue slow NOT page", ""},
		{"is:issue comments:>=3", "app#1"},
		{"is:issue reactions:>3", "app#1"},
		{"is:issue created:<2026-03-08T07:00:00Z", "app#1"},
		{"is:issue linked:pr", "app#1 site#1 site#2"},
		{"is:issue -linked:pr repo:acme/app", "app#10 app#2 app#3"},
		{"is:pr linked:issue", "app#4 app#5 site#3"},
		{"is:pr is:merged", "app#5"},
		{"is:pr is:draft", "app#6"},
		{"is:pr is:unmerged is:open -is:draft repo:acme/app", "app#4"},
		{"is:pr review:changes_requested", "app#4"},
		{"is:pr review:none repo:acme/app", "app#5 app#6"},
		{"is:pr reviewed-by:ada", "app#4"},
		{"is:pr review-requested:ada", "app#4"},
		{"is:pr review-requested:bo", "app#4"}, // through the team's child team
		{"is:pr team-review-requested:acme/core", "app#4"},
		{"is:pr head:fix/cart", "app#4"},
		{"is:pr base:main repo:acme/app", "app#4 app#5 app#6"},
		{"is:pr status:failure", "app#4"},
		{"is:pr merged:>2026-01-01", "app#5"},
		{"is:issue team:acme/web", ""},
		{"is:issue project:acme/1", ""}, // there are none
		{"is:issue -project:acme/1 repo:acme/site", "site#1 site#2"},
		{"is:issue no:project repo:acme/site", "site#1 site#2"},
	}
	for _, tt := range tests {
		t.Run(tt.q, func(t *testing.T) {
			got := decode[hits](t, c.get("/search/issues?q="+url.QueryEscape(tt.q)), 200)
			if got.sorted() != tt.want || got.TotalCount != len(got.Items) || got.IncompleteResults {
				t.Errorf("got %q, total %d, incomplete %v, want %q", got.sorted(), got.TotalCount, got.IncompleteResults, tt.want)
			}
		})
	}
}

// A search by a commit's id looks into repositories that the query names.
func TestSearchByCommit(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	sha := git(t, dir, "", "rev-parse", "main")
	if got := decode[hits](t, c.get("/search/issues?q="+url.QueryEscape("is:pr repo:acme/app "+sha[:9])), 200).sorted(); got != "app#4 app#5" {
		t.Errorf("got %q, want the pull request with this head and the one merged as it", got)
	}
}

func TestSearchSeesWhatTheCallerSees(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{})
	tests := []struct{ auth, q, want string }{
		{"", "bug is:issue", ""},
		{"", "is:issue", "site#1 site#2"},
		{"", "dark", "site#2 site#3"}, // the anonymous need no kind
		{"token cy-classic", "is:issue", "site#1 site#2"},
		{"token bo-classic", "is:issue", "app#1 app#10 app#2 app#3 site#1 site#2"},
		{"token ada-public", "is:issue", "site#1 site#2"},
		{"token ada-fine", "is:issue", "site#1 site#2"}, // without the permission
		{"token ada-issues", "is:issue", "app#1 app#10 app#2 app#3 site#1 site#2"},
		{"token ada-pulls", "is:pr", "app#4 app#5 app#6 site#3"},
		{"token " + mint(t, c, "1", "").Token, "is:issue", "app#1 app#10 app#2 app#3 site#1 site#2"},
		{"token " + mint(t, c, "1", `{"permissions":{"contents":"read"}}`).Token, "is:issue", "site#1 site#2"},
		{"token " + mint(t, c, "1", `{"repositories":["site"]}`).Token, "is:issue", "site#1 site#2"},
	}
	for _, tt := range tests {
		if got := decode[hits](t, c.as(tt.auth).get("/search/issues?q="+url.QueryEscape(tt.q)), 200).sorted(); got != tt.want {
			t.Errorf("%s: %s: got %q, want %q", tt.auth, tt.q, got, tt.want)
		}
	}
}

func TestSearchOrder(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ query, want string }{
		{"q=is:issue+repo:acme/app&sort=created", "app#10 app#3 app#2 app#1"},
		{"q=is:issue+repo:acme/app&sort=created&order=asc", "app#1 app#2 app#3 app#10"},
		{"q=is:issue+repo:acme/app&sort=updated", "app#10 app#2 app#3 app#1"},
		{"q=is:issue+repo:acme/app+sort:updated-asc", "app#1 app#3 app#2 app#10"},
		{"q=is:issue+repo:acme/app+sort:updated-asc&sort=created", "app#10 app#3 app#2 app#1"},
		{"q=is:issue+repo:acme/app&sort=comments", "app#1 app#10 app#3 app#2"},
		{"q=is:issue+repo:acme/app&sort=reactions-%2B1", "app#1 app#10 app#3 app#2"},
		{"q=is:issue+repo:acme/app&sort=interactions", "app#1 app#10 app#3 app#2"},
		{"q=is:issue+crash", "app#10 app#1"},
		{"q=is:issue+cart", "app#1 app#10"}, // the title counts for more
		{"q=is:issue+crash&sort=nonsense", "app#10 app#1"},
		{"q=is:issue+crash+panics", "app#1"},
		{"q=is:issue+repo:acme/app&sort=created&per_page=3&page=2", "app#1"},
	}
	for _, tt := range tests {
		if got := decode[hits](t, c.get("/search/issues?"+tt.query), 200).String(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestSearchRefusals(t *testing.T) {
	c := serveIssues(t)
	nowhere := "The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view the resources."
	nobody := "The listed users cannot be searched either because the users do not exist or you do not have permission to view the users."
	tests := []struct{ query, message, detail string }{
		{"", "Validation Failed", "missing"},
		{"q=+", "Validation Failed", "missing"},
		{"q=cart", "Query must include 'is:issue' or 'is:pull-request'", ""},
		{"q=-is:issue", "Query must include 'is:issue' or 'is:pull-request'", ""},
		{"q=is:issue+" + strings.Repeat("w", 257), "Validation Failed", "The search is longer than 256 characters."},
		{"q=is:issue+a+OR+b+OR+c+OR+d+OR+e+OR+f+OR+g", "Validation Failed", "More than five AND / OR / NOT operators were used."},
		{"q=is:issue&page=11&per_page=100", "Only the first 1000 search results are available", ""},
		{"q=is:issue+repo:acme/nothing", "Validation Failed", nowhere},
		{"q=is:issue+user:nobody", "Validation Failed", nowhere},
		{"q=is:issue+author:nobody", "Validation Failed", nobody},
		{"q=is:issue+team:acme/nothing", "Validation Failed", nobody},
	}
	for _, tt := range tests {
		r := c.get("/search/issues?" + tt.query)
		if r.status != 422 || r.message() != tt.message || !strings.Contains(r.body, tt.detail) {
			t.Errorf("%s: got %d %s, want 422 %s %s", tt.query, r.status, r.body, tt.message, tt.detail)
		}
	}
	app := "token " + mint(t, c, "1", "").Token
	if r := c.as(app).get("/search/issues?q=is:issue+author:@me"); r.status != 422 || !strings.Contains(r.body, nobody) {
		t.Errorf("got %d %s for an App, which is no user, want 422 %s", r.status, r.body, nobody)
	}
	for _, query := range []string{
		"q=is:issue+label:" + strings.Repeat("w", 300), "q=is:issue+(" + strings.Repeat("w", 256) + ")", "q=is:issue+a+OR+b+OR+c+OR+d+OR+e+OR+f",
		"q=is:issue+author:@me", "q=is:issue+assignee:*+repo:acme/app", "q=is:issue&page=10&per_page=100",
	} {
		if r := c.get("/search/issues?" + query); r.status != 200 {
			t.Errorf("%s: got %d %s, want 200", query, r.status, r.body)
		}
	}
	if r := c.as("token cy-classic").get("/search/issues?q=is:issue+repo:acme/app"); r.status != 422 {
		t.Errorf("got %d for a repository that is not visible, want 422", r.status)
	}
}

func TestSearchWindow(t *testing.T) {
	c := serve(t, large(1500), embedded.Options{})
	r := c.get("/search/issues?q=is:issue+cart&per_page=100&page=10")
	got := decode[hits](t, r, 200)
	if got.TotalCount != 1500 || len(got.Items) != 100 {
		t.Errorf("got %d of %d, want the last 100 that can be reached of 1500", len(got.Items), got.TotalCount)
	}
	if link := r.header.Get("Link"); strings.Contains(link, `rel="next"`) || !strings.Contains(link, `page=9&per_page=100&q=is%3Aissue+cart>; rel="prev"`) {
		t.Errorf("got Link %q, want no page after the tenth", link)
	}
	if r := c.get("/search/issues?q=is:issue+cart&per_page=100&page=10", "If-None-Match", r.header.Get("ETag")); r.status != 304 {
		t.Errorf("got %d, want 304 for the same again", r.status)
	}
}

func TestTextMatches(t *testing.T) {
	c := serveIssues(t)
	got := decode[hits](t, c.get("/search/issues?q=is:issue+CRASH+repo:acme/app+sort:created-asc", "Accept", "application/vnd.github.v3.text-match+json"), 200)
	if len(got.Items) != 2 || len(got.Items[0].TextMatches) != 2 {
		t.Fatalf("got %+v, want two issues, the first with two texts", got.Items)
	}
	m := got.Items[0].TextMatches[1]
	if m.ObjectType != "IssueComment" || m.Property != "body" || len(m.Matches) != 1 {
		t.Fatalf("got %+v, want one match in a comment", m)
	}
	if at := m.Matches[0].Indices; m.Fragment[at[0]:at[1]] != "crash" || m.Matches[0].Text != "crash" {
		t.Errorf("got %+v, want the place of crash", m.Matches[0])
	}
	if got := decode[hits](t, c.get("/search/issues?q=is:issue+crash"), 200); got.Items[0].TextMatches != nil {
		t.Error("got text matches, want none where the media type does not ask for them")
	}
}

func TestIncompleteSearch(t *testing.T) {
	c := serve(t, issueWorld(""), embedded.Options{Faults: []embedded.Fault{{Kind: embedded.Incomplete, Prefix: "/search"}}}).as("token ada-classic")
	got := decode[hits](t, c.get("/search/issues?q=is:issue+repo:acme/app"), 200)
	if !got.IncompleteResults || len(got.Items) != 2 || got.TotalCount != 4 {
		t.Errorf("got %d of %d, incomplete %v, want 2 of 4, incomplete", len(got.Items), got.TotalCount, got.IncompleteResults)
	}
}

func TestSearchRepositories(t *testing.T) {
	w := world("")
	w.Repositories[0].Stars, w.Repositories[2].Stars, w.Repositories[3].Fork = 5, 9, true
	w.Repositories[0].Language, w.Repositories[0].License, w.Repositories[2].Forks = "Go", "MIT", 2
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	tests := []struct{ query, want string }{
		{"q=user:ada", ""}, // its only one is a fork
		{"q=user:ada+fork:true", "ada/notes"},
		{"q=org:acme&sort=stars", "acme/site acme/app acme/empty"},
		{"q=org:acme&sort=stars&order=asc", "acme/empty acme/app acme/site"},
		{"q=org:acme&sort=forks", "acme/site acme/app acme/empty"},
		{"q=language:go", "acme/app"},
		{"q=license:mit", "acme/app"},
		{"q=is:public+org:acme", "acme/site"},
		{"q=site", "acme/site"},
		{"q=stars:%3E5", "acme/site"},
	}
	for _, tt := range tests {
		if got := decode[hits](t, c.get("/search/repositories?"+tt.query), 200).String(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.query, got, tt.want)
		}
	}
	if r := c.get("/search/repositories?q=user:nobody"); r.status != 422 {
		t.Errorf("got %d, want 422", r.status)
	}
	if got := decode[hits](t, c.as("").get("/search/repositories?q=org:acme"), 200).String(); got != "acme/site" {
		t.Errorf("got %q for a stranger, want the public one", got)
	}
}

func TestCloneHasNoIssues(t *testing.T) {
	w := embedded.Clone{GitDir: bare(t, sample())}.World()
	c := serve(t, w, embedded.Options{ReadOnly: true})
	name := w.Repositories[0].Owner + "/" + w.Repositories[0].Name
	if got := decode[hits](t, c.get("/search/issues?q=is:issue"), 200); got.TotalCount != 0 {
		t.Errorf("got %d hits, want none", got.TotalCount)
	}
	for _, path := range []string{"/issues", "/issues/1", "/issues/1/comments"} {
		if r := c.get("/repos/" + name + path); r.status != 410 || r.message() != "Issues are disabled for this repo" {
			t.Errorf("%s: got %d %q, want 410", path, r.status, r.message())
		}
	}
	if r := c.get("/repos/" + name + "/pulls"); r.status != 200 || r.body != "[]" {
		t.Errorf("got %d %q, want no pull requests", r.status, r.body)
	}
	if r := c.get("/repos/" + name); !strings.Contains(r.body, `"has_issues":false`) {
		t.Errorf("got %s, want has_issues false", r.body)
	}
	if r := c.do("POST", "/repos/"+name+"/issues", `{"title":"x"}`); r.status != 403 {
		t.Errorf("got %d, want 403", r.status)
	}
}

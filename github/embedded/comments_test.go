package embedded_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

type comment struct {
	ID       int64
	Body     string
	User     *login
	URL      string
	HTMLURL  string    `json:"html_url"`
	IssueURL string    `json:"issue_url"`
	Updated  time.Time `json:"updated_at"`
}

func bodies(list []comment) string {
	var out []string
	for _, k := range list {
		out = append(out, k.Body)
	}
	return strings.Join(out, "|")
}

func TestComments(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ query, want string }{
		{"", "I can see the crash as well.|Me too.|A robot agrees."},
		{"?per_page=2", "I can see the crash as well.|Me too."},
		{"?per_page=2&page=2", "A robot agrees."},
		{"?since=" + url.QueryEscape(hour(4).Format(time.RFC3339)), "Me too.|A robot agrees."},
	}
	for _, tt := range tests {
		if got := bodies(decode[[]comment](t, c.get("/repos/acme/app/issues/1/comments"+tt.query), 200)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.query, got, tt.want)
		}
	}
	got := decode[comment](t, c.get("/repos/acme/app/issues/comments/5002"), 200)
	if got.User != nil || !got.Updated.Equal(hour(4)) || got.HTMLURL != "https://github.com/acme/app/issues/1#issuecomment-5002" ||
		got.IssueURL != "https://api.github.com/repos/acme/app/issues/1" {
		t.Errorf("got %+v", got)
	}
	if got := decode[comment](t, c.get("/repos/acme/app/issues/comments/5011"), 200); got.HTMLURL != "https://github.com/acme/app/pull/4#issuecomment-5011" {
		t.Errorf("got %q, want the pull request's page", got.HTMLURL)
	}
	for path, status := range map[string]int{
		"/repos/acme/app/issues/comments/1": 404, "/repos/acme/app/issues/comments/x": 404, "/repos/acme/site/issues/comments/5001": 404,
		"/repos/acme/app/issues/1/comments?since=x": 422, "/repos/acme/app/issues/3/comments": 200,
	} {
		if r := c.get(path); r.status != status {
			t.Errorf("%s: got %d, want %d", path, r.status, status)
		}
	}
}

func TestWriteComments(t *testing.T) {
	clock := now
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{Now: func() time.Time { return clock }}).as("token ada-classic")
	r := c.do("POST", "/repos/acme/app/issues/1/comments", `{"body":"One\r\nmore"}`)
	made := decode[comment](t, r, 201)
	if made.Body != "One\r\nmore" || made.User.Login != "ada" || r.header.Get("Location") != made.URL {
		t.Errorf("got %+v", made)
	}
	got := decode[issue](t, c.get("/repos/acme/app/issues/1"), 200)
	if got.Comments != 4 || !got.UpdatedAt.Equal(now) {
		t.Errorf("got %d comments, updated %v, want 4, now", got.Comments, got.UpdatedAt)
	}
	clock = clock.Add(time.Minute)
	path := strings.TrimPrefix(made.URL, "https://api.github.com")
	edited := decode[comment](t, c.do("PATCH", path, `{"body":"Changed"}`), 200)
	if edited.Body != "Changed" || edited.ID != made.ID || !edited.Updated.Equal(clock) {
		t.Errorf("got %+v", edited)
	}
	if r := c.do("DELETE", path, ""); r.status != 204 || r.body != "" {
		t.Errorf("got %d %q, want 204", r.status, r.body)
	}
	for _, r := range []reply{c.get(path), c.do("DELETE", path, ""), c.do("PATCH", path, `{"body":"x"}`)} {
		if r.status != 404 {
			t.Errorf("got %d for a comment that is gone, want 404", r.status)
		}
	}
	if got := decode[issue](t, c.get("/repos/acme/app/issues/1"), 200); got.Comments != 3 {
		t.Errorf("got %d comments, want 3", got.Comments)
	}
}

func TestCommentRights(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{})
	app := "token " + mint(t, c, "1", "").Token
	tests := []struct {
		auth, method, path, body string
		status                   int
		text                     string
	}{
		{"token bo-classic", "PATCH", "/repos/acme/app/issues/comments/5011", `{"body":"x"}`, 403, "Must have admin rights"},
		{"token bo-classic", "DELETE", "/repos/acme/app/issues/comments/5011", "", 403, "Must have admin rights"},
		{"token bo-classic", "PATCH", "/repos/acme/app/issues/comments/5001", `{"body":"Mine"}`, 200, "Mine"},
		{"token ada-classic", "PATCH", "/repos/acme/app/issues/comments/5001", `{"body":"May push"}`, 200, "May push"},
		{"token bo-classic", "PATCH", "/repos/acme/app/issues/comments/5002", `{"body":"x"}`, 403, "Must have admin rights"}, // nobody's
		{app, "PATCH", "/repos/acme/app/issues/comments/5003", `{"body":"Beep"}`, 200, "Beep"},
		{"token cy-classic", "POST", "/repos/acme/app/issues/1/comments", `{"body":"x"}`, 404, "Not Found"},
		{"token cy-classic", "POST", "/repos/acme/site/issues/2/comments", `{"body":"Hello"}`, 201, "Hello"},
		{"token bo-classic", "POST", "/repos/acme/app/issues/3/comments", `{"body":"x"}`, 403, "Unable to create comment because issue is locked."},
		{"token ada-classic", "POST", "/repos/acme/app/issues/3/comments", `{"body":"x"}`, 201, ""},
		{"token ada-classic", "POST", "/repos/acme/app/issues/1/comments", `{"body":" \n"}`, 422, "Body cannot be blank"},
		{"token ada-classic", "POST", "/repos/acme/app/issues/1/comments", `{}`, 422, "Body cannot be blank"},
		{"token ada-classic", "POST", "/repos/acme/app/issues/1/comments", `[]`, 422, "Invalid request."},
		{"token ada-classic", "POST", "/repos/acme/app/issues/9/comments", `{"body":"x"}`, 404, ""},
		{"token ada-classic", "POST", "/repos/acme/app/issues/1/comments", `{"body":"` + strings.Repeat("語", 65537) + `"}`, 422, "body is too long"},
		{"token ada-classic", "POST", "/repos/acme/app/issues/1/comments", `{"body":"` + strings.Repeat("語", 65536) + `"}`, 201, ""},
		{"", "POST", "/repos/acme/site/issues/2/comments", `{"body":"x"}`, 401, "Requires authentication"},
	}
	for _, tt := range tests {
		if r := c.as(tt.auth).do(tt.method, tt.path, tt.body); r.status != tt.status || !strings.Contains(r.body, tt.text) {
			t.Errorf("%s %s as %q, %.40s: got %d %.200s, want %d %s", tt.method, tt.path, tt.auth, tt.body, r.status, r.body, tt.status, tt.text)
		}
	}
}

package embedded_test

import (
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// timeline is an issue's events as "kind:what", oldest first.
func (c *client) timeline(path string) []string {
	c.t.Helper()
	var list []string
	for _, e := range decode[[]event](c.t, c.get(path+"/timeline?per_page=100"), 200) {
		list = append(list, e.String())
	}
	return list
}

func TestCreateIssue(t *testing.T) {
	clock := now
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{Now: func() time.Time { return clock }}).as("token ada-classic")
	r := c.do("POST", "/repos/acme/app/issues", `{"title":"New","body":"a\r\nb","labels":["BUG",{"name":"fresh"}],"assignees":["Bo"],"milestone":2}`)
	got := decode[issue](t, r, 201)
	if got.Number != 11 || got.Title != "New" || *got.Body != "a\r\nb" || got.labels() != "bug,fresh" || got.assignees() != "bo" || got.Milestone.Title != "v2" ||
		got.User.Login != "ada" || got.State != "open" || !got.CreatedAt.Equal(now) || r.header.Get("Location") != "https://api.github.com/repos/acme/app/issues/11" {
		t.Errorf("got %+v, %v", got, r.header)
	}
	if again := decode[issue](t, c.get("/repos/acme/app/issues/11"), 200); again.Title != "New" || again.ID != got.ID {
		t.Errorf("got %+v, want the same again", again)
	}
	if got := strings.Join(c.timeline("/repos/acme/app/issues/11"), " "); got != "labeled:bug labeled:fresh assigned:bo milestoned:v2" {
		t.Errorf("got %q", got)
	}
	if hits := decode[hits](t, c.get("/search/issues?q=is:issue+label:fresh"), 200); hits.String() != "app#11" {
		t.Errorf("got %q, want it found at once", hits)
	}
	if r := c.get("/repos/acme/app/labels/fresh"); r.status != 200 {
		t.Errorf("got %d, want the label created with it", r.status)
	}
}

func TestCreateIssueRights(t *testing.T) {
	w := issueWorld(bare(t, sample()))
	w.Repositories[2].Archived = false
	w.Tokens["cy-public"] = embedded.Token{User: "cy", Kind: embedded.Classic, Scopes: []string{"public_repo"}}
	c := serve(t, w, embedded.Options{})
	body := `{"title":"x","labels":["bug"],"assignees":["bo"],"milestone":1}`
	// Labels and the like of those who may not push are dropped without a word.
	for _, auth := range []string{"token bo-classic", "token cy-public"} {
		got := decode[issue](t, c.as(auth).do("POST", "/repos/acme/site/issues", body), 201)
		if got.labels() != "" || got.assignees() != "" || got.Milestone != nil {
			t.Errorf("%s: got %+v, want the title only", auth, got)
		}
	}
	app := "token " + mint(t, c, "1", "").Token
	got := decode[issue](t, c.as(app).do("POST", "/repos/acme/site/issues", `{"title":"x","labels":["bug"]}`), 201)
	if got.User.Login != "app[bot]" || got.User.Type != "Bot" || got.App == nil || got.App.Slug != "app" || got.labels() != "bug" {
		t.Errorf("got %+v, want it by the App", got)
	}
	tests := []struct {
		auth, path, body string
		status           int
		text             string
	}{
		{"", "/repos/acme/site/issues", body, 401, "Requires authentication"},
		{"token ada-public", "/repos/acme/site/issues", body, 404, "Not Found"},
		{"token ada-issues", "/repos/acme/site/issues", body, 403, "Resource not accessible by personal access token"},
		{"token cy-classic", "/repos/acme/app/issues", body, 404, "Not Found"},
		{"token ada-classic", "/repos/bo/tool/issues", body, 410, "Issues are disabled for this repo"},
		{"token ada-classic", "/repos/acme/app/issues", `{}`, 422, `"field":"title","code":"missing_field"`},
		{"token ada-classic", "/repos/acme/app/issues", ``, 422, `"field":"title","code":"missing_field"`},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":" "}`, 422, `"field":"title","code":"missing_field"`},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":`, 400, "Problems parsing JSON"},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":1}`, 422, "Invalid request."},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":"` + strings.Repeat("x", 257) + `"}`, 422, "title is too long (maximum is 256 characters)"},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":"x","body":"` + strings.Repeat("x", 65537) + `"}`, 422, "body is too long (maximum is 65536 characters)"},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":"x","assignees":["cy"]}`, 422, `"field":"assignees","code":"invalid"`},
		{"token ada-classic", "/repos/acme/app/issues", `{"title":"x","milestone":9}`, 422, `"field":"milestone","code":"invalid"`},
	}
	for _, tt := range tests {
		if r := c.as(tt.auth).do("POST", tt.path, tt.body); r.status != tt.status || !strings.Contains(r.body, tt.text) {
			t.Errorf("%s as %q, %.40s: got %d %s, want %d %s", tt.path, tt.auth, tt.body, r.status, r.body, tt.status, tt.text)
		}
	}
}

func TestArchivedRepositoryIsReadOnly(t *testing.T) {
	w := issueWorld(bare(t, sample()))
	w.Repositories[0].Archived = true
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	for _, tt := range []struct{ method, path, body string }{
		{"POST", "/issues", `{"title":"x"}`}, {"PATCH", "/issues/1", `{"title":"x"}`}, {"POST", "/issues/1/comments", `{"body":"x"}`},
		{"DELETE", "/issues/comments/5001", ""}, {"POST", "/issues/1/labels", `["bug"]`}, {"PATCH", "/pulls/4", `{"title":"x"}`},
	} {
		if r := c.do(tt.method, "/repos/acme/app"+tt.path, tt.body); r.status != 403 || r.message() != "Repository was archived so is read-only." {
			t.Errorf("%s %s: got %d %q, want 403", tt.method, tt.path, r.status, r.message())
		}
	}
}

func TestEditIssue(t *testing.T) {
	clock := now
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{Now: func() time.Time { return clock }}).as("token ada-classic")
	before := len(c.timeline("/repos/acme/app/issues/1"))
	steps := []struct {
		body, want, events string
	}{
		{`{"title":"Crash"}`, "Crash|open||bug|bo|v2", "renamed:Crash when the cart is empty>Crash"},
		{`{"title":"Crash"}`, "Crash|open||bug|bo|v2", ""},
		{`{"state":"closed"}`, "Crash|closed|completed|bug|bo|v2", "closed:completed"},
		{`{"state":"closed","state_reason":"not_planned"}`, "Crash|closed|not_planned|bug|bo|v2", ""},
		{`{"state":"open"}`, "Crash|open|reopened|bug|bo|v2", "reopened:reopened"},
		{`{"state":"closed","state_reason":"duplicate"}`, "Crash|closed|duplicate|bug|bo|v2", "closed:duplicate"},
		{`{"labels":["docs"],"assignees":[],"milestone":null}`, "Crash|closed|duplicate|Docs||", "labeled:Docs unlabeled:bug unassigned:bo demilestoned:v2"},
		{`{"assignee":"ada","milestone":3}`, "Crash|closed|duplicate|Docs|ada|someday", "assigned:ada milestoned:someday"},
	}
	for _, s := range steps {
		clock = clock.Add(time.Minute)
		got := decode[issue](t, c.do("PATCH", "/repos/acme/app/issues/1", s.body), 200)
		reason, milestone := "", ""
		if got.StateReason != nil {
			reason = *got.StateReason
		}
		if got.Milestone != nil {
			milestone = got.Milestone.Title
		}
		if is := strings.Join([]string{got.Title, got.State, reason, got.labels(), got.assignees(), milestone}, "|"); is != s.want || !got.UpdatedAt.Equal(clock) {
			t.Errorf("%s: got %s at %v, want %s now", s.body, is, got.UpdatedAt, s.want)
		}
		list := c.timeline("/repos/acme/app/issues/1")
		if got := strings.Join(list[before:], " "); got != s.events {
			t.Errorf("%s: got events %q, want %q", s.body, got, s.events)
		}
		before = len(list)
	}
}

func TestEditIssueRights(t *testing.T) {
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{})
	tests := []struct {
		auth, path, body string
		status           int
		text             string
	}{
		{"token bo-classic", "/repos/acme/app/issues/1", `{"title":"x"}`, 403, "Must have admin rights to Repository."},
		{"token bo-classic", "/repos/acme/app/issues/2", `{"title":"Mine","labels":[]}`, 200, `"name":"Docs"`}, // his own, but not the labels
		{"token cy-classic", "/repos/acme/site/issues/1", `{"state":"closed"}`, 200, `"state":"closed"`},
		{"token cy-classic", "/repos/acme/site/issues/2", `{"state":"closed"}`, 403, "Must have admin rights to Repository."},
		{"token ada-classic", "/repos/acme/app/issues/1", `{"title":""}`, 422, "missing_field"},
		{"token ada-classic", "/repos/acme/app/issues/1", `{"state":"gone"}`, 422, `"field":"state"`},
		{"token ada-classic", "/repos/acme/app/issues/1", `{"state":"closed","state_reason":"bored"}`, 422, `"field":"state_reason"`},
		{"token ada-classic", "/repos/acme/app/issues/5", `{"state":"open"}`, 422, "cannot be reopened"},
		{"token ada-classic", "/repos/acme/app/issues/7", `{"state":"open"}`, 410, "deleted"},
	}
	for _, tt := range tests {
		if r := c.as(tt.auth).do("PATCH", tt.path, tt.body); r.status != tt.status || !strings.Contains(r.body, tt.text) {
			t.Errorf("%s as %s, %s: got %d %s, want %d %s", tt.path, tt.auth, tt.body, r.status, r.body, tt.status, tt.text)
		}
	}
}

// What is written mentions other issues, whose timelines then say so, once.
func TestCrossReferences(t *testing.T) {
	clock := now
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{Now: func() time.Time { return clock }}).as("token ada-classic")
	before := len(c.timeline("/repos/acme/app/issues/2"))
	clock = clock.Add(time.Minute)
	made := decode[issue](t, c.do("POST", "/repos/acme/app/issues", `{"title":"x","body":"See #2, #11, #9 and acme/site#1, not `+"`#3`"+`"}`), 201)
	clock = clock.Add(time.Minute)
	if r := c.do("POST", "/repos/acme/app/issues/11/comments", `{"body":"Again #2 and https://github.com/ada/notes/issues/1"}`); r.status != 201 {
		t.Fatalf("got %d %s", r.status, r.body)
	}
	if got := strings.Join(c.timeline("/repos/acme/app/issues/2")[before:], " "); got != "cross-referenced:app#11" {
		t.Errorf("got %q, want one mention", got)
	}
	for path, want := range map[string]bool{"acme/site/issues/1": true, "ada/notes/issues/1": true, "acme/app/issues/3": false, "acme/app/issues/11": false} {
		if got := strings.Contains(strings.Join(c.timeline("/repos/"+path), " "), "cross-referenced:app#11"); got != want {
			t.Errorf("%s: got mentioned %v, want %v", path, got, want)
		}
	}
	if got := decode[issue](t, c.get("/repos/acme/app/issues/2"), 200); !got.UpdatedAt.Equal(made.CreatedAt) {
		t.Errorf("got updated %v, want the time of the mention", got.UpdatedAt)
	}
	// Who does not see where it was mentioned does not learn of it.
	if got := strings.Join(c.as("").timeline("/repos/acme/site/issues/1"), " "); got != "" {
		t.Errorf("got %q for a stranger, want nothing", got)
	}
}

// An answer that got lost does not undo what was done.
func TestAfter(t *testing.T) {
	faults, err := embedded.ParseFaults("after 502 POST /repos times 1\nafter drop PATCH /repos\nfail 503 DELETE /repos")
	if err != nil {
		t.Fatal(err)
	}
	c := serve(t, issueWorld(bare(t, sample())), embedded.Options{Faults: faults}).as("token ada-classic")
	if r := c.do("POST", "/repos/acme/app/issues", `{"title":"Lost"}`); r.status != 502 || r.message() != "Bad Gateway" {
		t.Errorf("got %d %q, want 502", r.status, r.message())
	}
	if got := decode[issue](t, c.get("/repos/acme/app/issues/11"), 200); got.Title != "Lost" {
		t.Errorf("got %q, want the issue made all the same", got.Title)
	}
	if r := c.do("PATCH", "/repos/acme/app/issues/11", `{"title":"Lost again"}`); r.err == nil {
		t.Errorf("got %d, want a broken connection", r.status)
	}
	if got := decode[issue](t, c.get("/repos/acme/app/issues/11"), 200); got.Title != "Lost again" {
		t.Errorf("got %q, want it changed all the same", got.Title)
	}
	if r := c.do("DELETE", "/repos/acme/app/issues/comments/5001", ""); r.status != 503 {
		t.Errorf("got %d, want 503", r.status)
	}
	if r := c.get("/repos/acme/app/issues/comments/5001"); r.status != 200 {
		t.Errorf("got %d, want the comment still there", r.status)
	}
}

// A write changes the server's copy only: the World stays, and so does what
// another server has.
func TestWritesStayInTheServer(t *testing.T) {
	data := appIssues()
	w := issueWorld("")
	w.Repositories[0].Issues = func() embedded.IssueData { return data }
	for range 2 {
		c := serve(t, w, embedded.Options{}).as("token ada-classic")
		if got := decode[issue](t, c.get("/repos/acme/app/issues/1"), 200); got.Title != "Crash when the cart is empty" || got.Comments != 3 {
			t.Errorf("got %q with %d comments, want what the World says", got.Title, got.Comments)
		}
		c.do("PATCH", "/repos/acme/app/issues/1", `{"title":"x","labels":["Docs"]}`)
		c.do("DELETE", "/repos/acme/app/issues/comments/5001", "")
		c.do("PATCH", "/repos/acme/app/issues/comments/5002", `{"body":"changed"}`)
	}
	if data.Issues[0].Comments[1].Body != "Me too." {
		t.Errorf("got %q in the World, want it unchanged", data.Issues[0].Comments[1].Body)
	}
}

package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

var site7 = IssueRef{RepoRef{"acme", "site"}, 7}

func TestIssue(t *testing.T) {
	for _, c := range []struct {
		name string
		body string
		want func(Issue) bool
	}{
		{"open", issueRow("acme/site", 7, ""), func(i Issue) bool {
			return i.State == IssueOpen && i.Author == "ada" && i.Body == "" && i.Comments == 2 && i.URL == "https://github.com/acme/site/issues/7"
		}},
		{"nobody's", issueRow("acme/site", 7, `"user":null,"milestone":null,"assignees":[null,{"login":"bob"}],"labels":["plain",null]`), func(i Issue) bool {
			return i.Author == "" && slices.Equal(i.Assignees, []string{"bob"}) && slices.Equal(i.Labels, []Label{{Name: "plain"}})
		}},
		{"duplicate", issueRow("acme/site", 7, `"state":"closed","state_reason":"duplicate","closed_at":"2026-04-20T10:00:00Z"`), func(i Issue) bool {
			return i.State == IssueNotPlanned && i.Reason == "duplicate" && !i.ClosedAt.IsZero()
		}},
		{"typed", issueRow("acme/site", 7, `"type":{"name":"Bug"},"reactions":{"total_count":3},"locked":true,"milestone":{"title":"v2"}`), func(i Issue) bool {
			return i.Type == "Bug" && i.Reactions == 3 && i.Locked && i.Milestone == "v2"
		}},
		{"transferred", issueRow("acme/other", 3, ""), func(i Issue) bool {
			return i.IssueRef == IssueRef{RepoRef{"acme", "other"}, 3}
		}},
		{"a pull request", issueRow("acme/site", 7, `"pull_request":{"merged_at":"2026-04-20T10:00:00Z"},"state":"closed"`), func(i Issue) bool {
			return i.Pull && i.State == IssueMerged
		}},
		{"a page elsewhere", issueRow("acme/site", 7, `"html_url":"https://evil.example/x"`), func(i Issue) bool {
			return i.URL == "https://github.com/acme/site/issues/7"
		}},
		{"odd dates", issueRow("acme/site", 7, `"updated_at":"soon","closed_at":null`), func(i Issue) bool {
			return i.UpdatedAt.IsZero() && i.ClosedAt.IsZero()
		}},
	} {
		w := routes{"GET /repos/acme/site/issues/7": text(200, c.body)}.wire()
		got, err := tokenClient(t, w, nil).Issue(t.Context(), 0, site7)
		if err != nil || !c.want(got) || len(w.asked) != 1 {
			t.Errorf("%s: got %+v, %v by %d requests", c.name, got, err, len(w.asked))
		}
	}
}

func TestIssueThatIsElsewhere(t *testing.T) {
	w := routes{
		"GET /repos/acme/site/issues/7":     text(301, `{"message":"Moved Permanently"}`, "Location", "https://api.github.com/repositories/9/issues/3"),
		"GET /repositories/9/issues/3":      text(200, issueRow("acme/other", 3, "")),
		"GET /repos/acme/site/issues/8":     text(410, `{"message":"This issue was deleted"}`),
		"GET /repos/acme/quiet/issues/1":    text(410, `{"message":"Issues are disabled for this repo"}`),
		"GET /repos/acme/odd/issues/1":      text(200, `{}`),
		"GET /repos/acme/site/pulls/7":      text(301, `{}`, "Location", "https://api.github.com/repositories/9/pulls/4"),
		"GET /repositories/9/pulls/4":       text(200, pullRow("acme/other", 4, "")),
		"GET /repos/acme/site/issues/7/x":   text(500, ``),
		"GET /repos/acme/private/issues/12": text(404, `{"message":"Not Found"}`),
	}.wire()
	dir := t.TempDir()
	c := tokenClient(t, w, store.Open(dir, "", nil))
	if err := c.learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	ref8 := IssueRef{site7.Repo, 8}
	c.keepIssue(0, Issue{IssueRef: ref8, Title: "Deleted since"})
	c.keepIssues(0, []Issue{{IssueRef: site7, Title: "Transferred since"}, {IssueRef: IssueRef{site7.Repo, 9}}})
	got, err := c.Issue(t.Context(), 0, site7)
	if want := (IssueRef{RepoRef{"acme", "other"}, 3}); err != nil || got.IssueRef != want {
		t.Errorf("got %v, %v, want %v", got.IssueRef, err, want)
	}
	pull, err := c.PullRequest(t.Context(), 0, site7)
	if want := (IssueRef{RepoRef{"acme", "other"}, 4}); err != nil || pull.IssueRef != want {
		t.Errorf("got %v, %v, want %v", pull.IssueRef, err, want)
	}
	for _, c2 := range []struct {
		ref  IssueRef
		kind error
		says string
	}{
		{IssueRef{RepoRef{"acme", "site"}, 8}, ErrGone, "This issue was deleted"},
		{IssueRef{RepoRef{"acme", "quiet"}, 1}, ErrGone, "Issues are disabled"},
		{IssueRef{RepoRef{"acme", "odd"}, 1}, ErrBadAnswer, ""},
		{IssueRef{RepoRef{"acme", "private"}, 12}, ErrNotFound, "not visible"},
		{IssueRef{RepoRef{"acme", ".."}, 1}, ErrInvalid, ""},
		{IssueRef{RepoRef{"acme", "site"}, 0}, ErrInvalid, ""},
	} {
		if _, err := c.Issue(t.Context(), 0, c2.ref); !errors.Is(err, c2.kind) || !strings.Contains(err.Error(), c2.says) {
			t.Errorf("%v: got %v, want %v saying %q", c2.ref, err, c2.kind, c2.says)
		}
	}
	// What is gone is not found offline any more, nor by a later process.
	later := tokenClient(t, w, store.Open(dir, "", nil))
	if err := later.learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Client{c, later} {
		found := NewAccounts(c).SearchStored(t.Context(), IssueSearch{Scopes: inRepo("me")})
		_, _, deleted := c.StoredIssue(0, ref8)
		if !slices.Equal(numbersOf(found), []int{9}) || deleted {
			t.Errorf("got stored %v, the deleted one %v, want only what is still there", numbersOf(found), deleted)
		}
	}
}

// pullRow is a pull request by itself.
func pullRow(repo string, number int, extra string) string {
	if extra != "" {
		extra = "," + extra
	}
	return fmt.Sprintf(`{"id":%d,"number":%d,"title":"Pull %d","body":"Closes #1","user":{"login":"ada"},"state":"open","draft":false,
		"created_at":"2026-04-01T00:00:00Z","updated_at":"2026-04-02T00:00:00Z","html_url":"https://github.com/%s/pull/%d",
		"base":{"label":"acme:main","ref":"main","sha":"%s","repo":{"full_name":"%s"}},
		"head":{"label":"ada:fix","ref":"fix","sha":"%s","repo":{"full_name":"ada/site"}},
		"mergeable":true,"mergeable_state":"CLEAN","requested_reviewers":[{"login":"bob"},null],"requested_teams":[{"slug":"web","name":"Web"}],
		"commits":2,"additions":10,"deletions":3,"changed_files":4,"review_comments":1%s}`,
		2000+number, number, number, repo, number, strings.Repeat("a", 40), repo, strings.Repeat("b", 40), extra)
}

func TestPullRequest(t *testing.T) {
	for _, c := range []struct {
		name, extra string
		want        func(PullRequest) bool
	}{
		{"open", "", func(p PullRequest) bool {
			return p.Pull && p.State == IssueOpen && p.Mergeable == MergeableYes && p.MergeableState == "clean" && p.Head.Repo == RepoRef{"ada", "site"} &&
				p.Base.Ref == "main" && slices.Equal(p.Reviewers, []string{"bob"}) && slices.Equal(p.Teams, []string{"web"}) && p.ChangedFiles == 4
		}},
		{"head repository gone", `"head":{"label":"","ref":"fix","sha":"bbb","repo":null,"user":null}`, func(p PullRequest) bool {
			return p.Head == PullEnd{Ref: "fix", SHA: "bbb"}
		}},
		{"nothing known", `"head":null,"base":null,"mergeable":null,"user":null,"body":null`, func(p PullRequest) bool {
			return p.Mergeable == MergeableUnknown && p.Author == "" && p.IssueRef == site7
		}},
		{"conflicts", `"mergeable":false`, func(p PullRequest) bool { return p.Mergeable == MergeableNo }},
		{"draft", `"draft":true`, func(p PullRequest) bool { return p.State == IssueDraft }},
		{"merged", `"state":"closed","merged_at":"2026-04-03T00:00:00Z","merged_by":{"login":"cy"},"merge_commit_sha":"abc"`, func(p PullRequest) bool {
			return p.State == IssueMerged && p.Merged && p.MergedBy == "cy" && p.MergeCommit == "abc"
		}},
		{"closed draft", `"state":"closed","draft":true`, func(p PullRequest) bool { return p.State == IssueClosed }},
	} {
		w := routes{"GET /repos/acme/site/pulls/7": text(200, pullRow("acme/site", 7, c.extra))}.wire()
		got, err := tokenClient(t, w, nil).PullRequest(t.Context(), 0, site7)
		if err != nil || !c.want(got) || len(w.asked) != 1 {
			t.Errorf("%s: got %+v, %v", c.name, got, err)
		}
	}
}

func TestOpenedIssuesAreStored(t *testing.T) {
	long := strings.Repeat("word ", 2000)
	w := routes{
		"GET /user":                     text(200, user),
		"GET /repos/acme/site/pulls/7":  text(200, pullRow("acme/site", 7, fmt.Sprintf(`"body":%q`, long))),
		"GET /repos/acme/site/issues/8": text(200, issueRow("acme/site", 8, fmt.Sprintf(`"body":%q,"milestone":{"title":"v2"}`, long))),
	}.wire()
	dir := t.TempDir()
	first := tokenClient(t, w, store.Open(dir, "", nil))
	pull, err := first.PullRequest(t.Context(), 0, site7)
	if err != nil {
		t.Fatal(err)
	}
	ref8 := IssueRef{site7.Repo, 8}
	issue, err := first.Issue(t.Context(), 0, ref8)
	if err != nil {
		t.Fatal(err)
	}
	asked := len(w.asked)
	later := tokenClient(t, w, store.Open(dir, "", nil))
	if err := later.learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, at, ok := later.StoredPullRequest(0, site7); !ok || !at.Equal(day) || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", pull) {
		t.Errorf("got %+v, %v, want %+v", got, ok, pull)
	}
	for _, want := range []Issue{issue, pull.Issue} {
		if got, at, ok := later.StoredIssue(0, want.IssueRef); !ok || !at.Equal(day) || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("got %+v, %v, want %+v", got, ok, want)
		}
	}
	// What only the pull request told answers searches.
	found := NewAccounts(later).SearchStored(t.Context(), IssueSearch{Text: "head:fix base:main review-requested:bob team-review-requested:acme/web", Scopes: inRepo("me")})
	if !slices.Equal(numbersOf(found), []int{7}) || len(found.Unanswered) != 0 {
		t.Errorf("got %v, unanswered %q, want the pull request", numbersOf(found), found.Unanswered)
	}
	if _, _, ok := later.StoredIssue(0, IssueRef{site7.Repo, 99}); ok || len(w.asked) != asked {
		t.Errorf("got a stored issue nobody saw: %v, or a request %q", ok, w.asked[asked:])
	}
	// A newer row of a list wins over what was opened.
	newer := pull.Issue
	newer.Title, newer.Body, newer.UpdatedAt = "Renamed", "", day
	later.keepIssues(0, []Issue{newer})
	if got, _, _ := later.StoredIssue(0, site7); got.Title != "Renamed" {
		t.Errorf("got %q, want the newer title", got.Title)
	}
}

func TestPullFilesAndCommits(t *testing.T) {
	w := routes{
		"GET /repos/acme/site/pulls/7/files": paged(150, "", func(i int) string {
			return fmt.Sprintf(`{"filename":"f%d.go","status":"modified","additions":1,"deletions":2}`, i)
		}),
		"GET /repos/acme/site/pulls/7/commits": text(200, `[{"sha":"`+strings.Repeat("a", 40)+`","author":null,"commit":{"message":"One\n\nMore","author":{"name":"Ada"}}},null]`),
	}.wire()
	c := tokenClient(t, w, nil)
	var files []Listing[File]
	if err := c.PullFiles(t.Context(), 0, site7, collect(&files)); err != nil || len(files[len(files)-1].Items) != 150 || len(w.asked) != 2 {
		t.Errorf("got %v, %v by %d requests, want 150 files by two", files, err, len(w.asked))
	}
	var commits []Listing[Commit]
	if err := c.PullCommits(t.Context(), 0, site7, collect(&commits)); err != nil || commits[0].Items[0].Subject != "One" || commits[0].Items[0].Author.Name != "Ada" {
		t.Errorf("got %+v, %v, want the commit", commits, err)
	}
	if err := c.PullFiles(t.Context(), 0, IssueRef{RepoRef{"acme", "gone"}, 1}, collect(&files)); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

func TestReviewThreads(t *testing.T) {
	comment := func(id, reply, line int, extra string) string {
		return fmt.Sprintf(`{"id":%d,"in_reply_to_id":%d,"line":%d,"original_line":5,"path":"a.go","side":"RIGHT","diff_hunk":"@@ -1 +1 @@","body":"c%d","user":null%s}`, id, reply, line, id, extra)
	}
	w := routes{"GET /repos/acme/site/pulls/7/comments": text(200, "["+strings.Join([]string{
		comment(1, 0, 5, ""), comment(2, 0, 0, `,"line":null`), comment(3, 1, 5, ""), comment(4, 99, 7, ""), comment(5, 99, 7, ""),
		comment(6, 0, 0, `,"line":null,"original_line":null,"subject_type":"file"`),
	}, ",")+"]")}.wire()
	var got []Listing[ReviewThread]
	if err := tokenClient(t, w, nil).ReviewThreads(t.Context(), 0, site7, collect(&got)); err != nil {
		t.Fatal(err)
	}
	var shape []string
	for _, thread := range got[len(got)-1].Items {
		s := fmt.Sprintf("%s:%d %v", thread.Path, thread.Line, thread.Outdated)
		for _, one := range thread.Comments {
			s += fmt.Sprintf(" %d", one.ID)
		}
		shape = append(shape, s)
	}
	want := []string{"a.go:5 false 1 3", "a.go:0 true 2", "a.go:7 false 4 5", "a.go:0 false 6"}
	if !slices.Equal(shape, want) || got[0].Items[0].Hunk != "@@ -1 +1 @@" || got[0].Items[0].Comments[0].OldLine != 5 {
		t.Errorf("got threads %q, want %q", shape, want)
	}
}

func TestLabelsAssignableMilestones(t *testing.T) {
	w := routes{
		"GET /user":                        text(200, user),
		"GET /repos/acme/site/labels":      text(200, `[{"name":"bug","color":"d73a4a","description":null},null,{"name":"odd","color":"red"}]`),
		"GET /repos/acme/site/assignees":   text(200, `[{"login":"bob"},null]`),
		"GET /repos/acme/site/milestones":  text(200, `[{"number":1,"title":"v2","state":"open"},{"number":2,"title":"v1","state":"closed"}]`),
		"GET /repos/acme/closed/assignees": text(403, `{"message":"Resource not accessible by integration"}`, "X-Accepted-GitHub-Permissions", "issues=read"),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	repo := RepoRef{"acme", "site"}
	labels, err := c.Labels(t.Context(), 0, repo)
	if err != nil || !slices.Equal(labels, []Label{{"bug", "d73a4a", ""}, {"odd", "", ""}}) {
		t.Errorf("got %+v, %v, want both labels", labels, err)
	}
	people, err := c.Assignable(t.Context(), 0, repo)
	if err != nil || !slices.Equal(people, []string{"bob"}) {
		t.Errorf("got %q, %v, want bob", people, err)
	}
	milestones, err := c.Milestones(t.Context(), 0, repo)
	if err != nil || !slices.Equal(milestones, []Milestone{{1, "v2", true}, {2, "v1", false}}) {
		t.Errorf("got %+v, %v, want both", milestones, err)
	}
	if _, err = c.Assignable(t.Context(), 0, RepoRef{"acme", "closed"}); !errors.Is(err, ErrNotGranted) {
		t.Errorf("got %v, want ErrNotGranted", err)
	}
	c.keepIssues(0, []Issue{{IssueRef: IssueRef{repo, 1}, Author: "cy", Labels: []Label{{Name: "bug"}, {Name: "bug"}}}})
	asked := len(w.asked)
	got := c.SearchWords(0, repo)
	if !slices.Equal(got.Labels, []string{"bug", "odd"}) || !slices.Equal(got.Milestones, []string{"v1", "v2"}) ||
		!slices.Contains(got.Logins, "bob") || !slices.Contains(got.Logins, "cy") || !slices.Contains(got.Logins, "ada") ||
		!slices.Equal(got.Repositories, []string{"acme/site"}) || len(w.asked) != asked {
		t.Errorf("got words %+v, want those that were read, without a request", got)
	}
}

func TestIssueTemplates(t *testing.T) {
	entry := func(kind, path string) string {
		return fmt.Sprintf(`{"name":%q,"path":%q,"type":%q}`, path[strings.LastIndexByte(path, '/')+1:], path, kind)
	}
	folder := func(entries ...string) http.HandlerFunc {
		return text(200, "["+strings.Join(entries, ",")+"]", "Content-Type", "application/json")
	}
	raw := func(body string) http.HandlerFunc { return text(200, body, "Content-Type", "text/plain") }
	const contents = "GET /repos/acme/site/contents"
	for _, c := range []struct {
		name     string
		routes   routes
		want     []IssueTemplate
		requests int
	}{
		{"none", routes{contents: folder(entry("file", "README.md"))}, nil, 1},
		{"empty repository", routes{contents: text(404, `{"message":"This repository is empty."}`)}, nil, 1},
		{"no templates in .github", routes{
			contents: folder(entry("dir", ".github")), contents + "/.github": folder(entry("dir", ".github/workflows")),
		}, nil, 2},
		{"a folder", routes{
			contents: folder(entry("dir", ".github"), entry("file", "ISSUE_TEMPLATE.md")), contents + "/.github": folder(entry("dir", ".github/ISSUE_TEMPLATE")),
			contents + "/.github/ISSUE_TEMPLATE":        folder(entry("file", ".github/ISSUE_TEMPLATE/b.md"), entry("file", ".github/ISSUE_TEMPLATE/a.md"), entry("file", ".github/ISSUE_TEMPLATE/config.yml"), entry("file", ".github/ISSUE_TEMPLATE/gone.md")),
			contents + "/.github/ISSUE_TEMPLATE/a.md":   raw("---\r\nname: Crash\r\nabout: It crashes\r\ntitle: \"crash: \"\r\nlabels: bug, help wanted\r\nassignees: [ada]\r\n---\r\n\r\nWhat happened?\r\n"),
			contents + "/.github/ISSUE_TEMPLATE/b.md":   raw("---\nname: [\n---\nbroken\n"),
			contents + "/.github/ISSUE_TEMPLATE/gone.m": raw(""),
		}, []IssueTemplate{
			{Name: "Crash", About: "It crashes", Title: "crash: ", Body: "What happened?\r\n", Labels: []string{"bug", "help wanted"}, Assignees: []string{"ada"}, Path: ".github/ISSUE_TEMPLATE/a.md"},
			{Name: "b", Body: "---\nname: [\n---\nbroken\n", Path: ".github/ISSUE_TEMPLATE/b.md"},
		}, 6},
		{"a file in docs", routes{
			contents: folder(entry("dir", "docs")), contents + "/docs": folder(entry("file", "docs/issue_template.md")),
			contents + "/docs/issue_template.md": raw("Steps:\n"),
		}, []IssueTemplate{{Name: "issue_template", Body: "Steps:\n", Path: "docs/issue_template.md"}}, 3},
	} {
		w := c.routes.wire()
		got, err := tokenClient(t, w, nil).IssueTemplates(t.Context(), 0, RepoRef{"acme", "site"})
		if err != nil || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) || len(w.asked) != c.requests {
			t.Errorf("%s: got %+v, %v by %d requests, want %+v by %d", c.name, got, err, len(w.asked), c.want, c.requests)
		}
	}
	if _, err := tokenClient(t, routes{}.wire(), nil).IssueTemplates(t.Context(), 0, RepoRef{"acme", "site"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound for a repository that is not there", err)
	}
}

func TestOwnTeams(t *testing.T) {
	disk := store.Open(t.TempDir(), "", nil)
	w := routes{
		"GET /user":       text(200, user),
		"GET /user/teams": text(200, `[{"slug":"core","organization":{"login":"acme"}},{"slug":"ui","organization":{"login":"acme"}},null,{"slug":"../x","organization":{"login":"acme"}}]`),
	}.wire()
	c := tokenClient(t, w, disk)
	got, err := c.OwnTeams(t.Context(), 0)
	if err != nil || !slices.Equal(got, []string{"acme/core", "acme/ui"}) {
		t.Errorf("got %q and %v, want acme/core and acme/ui", got, err)
	}
	if words := c.SearchWords(0, RepoRef{}).Teams; !slices.Equal(words, got) {
		t.Errorf("words: got %q, want the teams", words)
	}
	app := appClient(t, routes{
		"GET /app/installations":                  text(200, `[{"id":1,"app_slug":"trail","account":{"login":"acme","type":"Organization"}}]`),
		"POST /app/installations/1/access_tokens": text(201, `{"token":"ghs_x","expires_at":"2099-01-01T00:00:00Z"}`),
		"GET /orgs/acme/teams":                    text(200, `[{"slug":"core"}]`),
	}.wire(), disk)
	if err := app.Installations(t.Context(), func(Listing[Installation]) {}); err != nil {
		t.Fatal(err)
	}
	if got, err := app.OwnTeams(t.Context(), 1); err != nil || !slices.Equal(got, []string{"acme/core"}) {
		t.Errorf("an installation: got %q and %v, want those of its organisation", got, err)
	}
	if _, err := app.OwnTeams(t.Context(), 0); !errors.Is(err, ErrInvalid) {
		t.Errorf("the App itself: got %v, want it refused", err)
	}
}

package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

// story is a repository's commits between two refs and its pull requests.
type story struct {
	commits []string       // "subject|parent parent", the number being the place; "-" is the one before
	total   int            // as the comparison counts, if it is more
	pulls   map[int]string // merged ones that GraphQL knows: "title|body|closes closes"
	asked   map[int]int    // by commit, the pull request that commits/{sha}/pulls tells
	refuse  int            // status of commits/{sha}/pulls, 0 answers
	graph   http.HandlerFunc

	mu     sync.Mutex
	widest int // numbers in one query
}

func (s *story) wire() *wire {
	r := routes{
		"GET /repos/acme/app/compare/{at...}": s.compare,
		"GET /user":                           text(200, user),
		"POST /graphql":                       s.answer,
		"GET /repos/acme/app/commits/{sha}/pulls": func(w http.ResponseWriter, r *http.Request) {
			if s.refuse != 0 {
				text(s.refuse, `{"message":"Resource not accessible by integration"}`)(w, r)
				return
			}
			for place, number := range s.asked {
				if r.PathValue("sha") == shaOf(place) {
					text(200, "["+pullOf(number, "closed", "2026-02-01T00:00:00Z", shaOf(place))+"]")(w, r)
					return
				}
			}
			text(200, "[]")(w, r)
		},
		"GET /repos/acme/app/pulls/{number}": func(w http.ResponseWriter, r *http.Request) {
			n := 0
			fmt.Sscan(r.PathValue("number"), &n)
			if _, ok := s.pulls[n]; !ok {
				text(404, `{"message":"Not Found"}`)(w, r)
				return
			}
			text(200, pullOf(n, "closed", "2026-02-01T00:00:00Z", ""))(w, r)
		},
	}
	if s.graph != nil {
		r["POST /graphql"] = s.graph
	}
	return r.wire()
}

func (s *story) compare(w http.ResponseWriter, r *http.Request) {
	number := 1
	fmt.Sscan(r.URL.Query().Get("page"), &number)
	if number*100 < len(s.commits) {
		w.Header().Set("Link", fmt.Sprintf(`<https://%s%s?per_page=100&page=%d>; rel="next"`, r.Host, r.URL.EscapedPath(), number+1))
	}
	var rows []string
	for i := (number - 1) * 100; i < min(len(s.commits), number*100); i++ {
		message, parents, _ := strings.Cut(s.commits[i], "|")
		var list []string
		for p := range strings.FieldsSeq(parents) {
			n := i - 1
			if p != "-" {
				fmt.Sscan(p, &n)
			}
			list = append(list, fmt.Sprintf(`{"sha":%q}`, shaOf(n)))
		}
		text, _ := json.Marshal(message)
		rows = append(rows, fmt.Sprintf(`{"sha":%q,"commit":{"message":%s,"author":{"name":"Ada"}},"parents":[%s]}`, shaOf(i), text, strings.Join(list, ",")))
	}
	fmt.Fprintf(w, `{"base_commit":{"sha":%q},"merge_base_commit":{"sha":%[1]q},"status":"ahead","total_commits":%d,"commits":[%s],"files":[]}`,
		tip, max(s.total, len(s.commits)), strings.Join(rows, ","))
}

func (s *story) answer(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var q struct {
		Variables map[string]any `json:"variables"`
	}
	_ = json.Unmarshal(body, &q)
	found, errs := []string{}, []string{}
	for i := 0; ; i++ {
		n, ok := q.Variables[fmt.Sprint("n", i)].(float64)
		if !ok {
			s.mu.Lock()
			s.widest = max(s.widest, i)
			s.mu.Unlock()
			break
		}
		about, ok := s.pulls[int(n)]
		if !ok {
			found = append(found, fmt.Sprintf(`"p%d":null`, i))
			errs = append(errs, fmt.Sprintf(`{"type":"NOT_FOUND","path":["repository","p%d"],"message":"Could not resolve to a PullRequest"}`, i))
			continue
		}
		f := strings.Split(about+"||", "|")
		var closes []string
		for c := range strings.FieldsSeq(f[2]) {
			closes = append(closes, fmt.Sprintf(`{"number":%s,"title":"Issue %[1]s","state":"CLOSED","url":"https://github.com/acme/app/issues/%[1]s"}`, c))
		}
		found = append(found, fmt.Sprintf(`"p%d":{"number":%.0f,"title":%q,"body":%q,"state":"MERGED","author":{"login":"bob"},"url":"https://github.com/acme/app/pull/%[2]v","closingIssuesReferences":{"nodes":[%[5]s]}}`,
			i, n, f[0], f[1], strings.Join(closes, ",")))
	}
	text(200, fmt.Sprintf(`{"data":{"repository":{%s}},"errors":[%s]}`, strings.Join(found, ","), strings.Join(errs, ",")))(w, r)
}

// releaseLines is a release in a line for each pull request, then the loose commits, then
// the issues.
func releaseLines(r Release) []string {
	var all []string
	place := map[string]int{}
	for i, k := range r.Commits {
		place[k.SHA] = i
	}
	closes := func(list []Linked) (s string) {
		for _, l := range list {
			s += fmt.Sprintf(" #%d", l.Number)
			if l.Textual {
				s += "?"
			}
		}
		return s
	}
	for _, p := range r.Pulls {
		s := fmt.Sprintf("#%d %s:", p.Number, p.Title)
		for _, k := range p.Commits {
			s += fmt.Sprint(" ", place[k.SHA])
		}
		if p.Guessed {
			s += " guessed"
		}
		all = append(all, s+" closes"+closes(p.Closes))
	}
	s := "loose:"
	for _, k := range r.Loose {
		s += fmt.Sprint(" ", place[k.SHA])
	}
	return append(all, s, "issues:"+closes(r.Issues))
}

func release(t *testing.T, c *Client) (got []Release, err error) {
	t.Helper()
	err = c.Release(t.Context(), 0, app, "v1", "v2", func(r Release) { got = append(got, r) })
	return got, err
}

func TestRelease(t *testing.T) {
	s := &story{
		commits: []string{
			"Squashed (#10)|-",
			"On a branch|-",          // 1
			"On it too, fixes #77|1", // 2
			"Merge pull request #11 from bob/fix\n\nThe fix|0 2", // 3
			"Rebased|-",                                  // 4
			"Straight on main. Closes #8|-",              // 5
			"Not a pull request (#5)|-",                  // 6
			"Another branch|0",                           // 7
			"Merge branch 'x'|6 7",                       // 8
			"Backport (#12)|-",                           // 9
			"From main as it was|5",                      // 10
			"Merge pull request #13 from bob/later|9 10", // 9
		},
		pulls: map[int]string{10: "The squash||3 4", 11: "The fix|Fixes #3|3", 12: "The backport|Fixes #9, closes #12", 13: "Later", 20: "Rebasing"},
		asked: map[int]int{4: 20},
	}
	w := s.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	got, err := release(t, c)
	if err != nil {
		t.Fatal(err)
	}
	end := got[len(got)-1]
	want := []string{
		"#10 The squash: 0 closes #3 #4",
		"#11 The fix: 1 2 3 closes #3",
		"#20 Rebasing: 4 closes",
		"#12 The backport: 9 closes #9?",
		"#13 Later: 10 11 closes",
		"loose: 5 6 7 8",
		"issues: #3 #4 #9? #77? #8?",
	}
	if diff := cmp.Diff(want, releaseLines(end)); diff != "" {
		t.Errorf("got another release (-want +got):\n%s", diff)
	}
	// The comparison, the numbers, five commits, and the number these brought.
	if end.Requests != 1+1+5+1 || len(w.asked) != end.Requests || end.Problem != nil || end.Unasked != 0 {
		t.Errorf("got %d requests told of %v, problem %v", end.Requests, w.asked, end.Problem)
	}
	if first := releaseLines(got[0]); first[0] != "#10 Squashed: 0 guessed closes" || first[1] != "#11 The fix: 1 2 3 guessed closes" {
		t.Errorf("got %q first, want what the commits say", first)
	}
	if end.FromSHA != tip || end.ToSHA != shaOf(11) || end.Total != 12 {
		t.Errorf("got %s to %s, %d commits", end.FromSHA, end.ToSHA, end.Total)
	}
	// What introduced a commit is known from then on.
	if got, err = release(t, c); err != nil || got[len(got)-1].Requests != 1+1+4+1 {
		t.Errorf("got %d requests the second time, %v, want one less", got[len(got)-1].Requests, err)
	}
}

func TestReleaseIsBounded(t *testing.T) {
	s := &story{total: 5000, pulls: map[int]string{}}
	for i := range 2100 {
		if i < 700 {
			s.commits = append(s.commits, fmt.Sprintf("Change (#%d)|-", i+1))
			s.pulls[i+1] = "Title"
		} else {
			s.commits = append(s.commits, "Loose|-")
		}
	}
	got, err := release(t, tokenClient(t, s.wire(), store.Open(t.TempDir(), "", nil)))
	if err != nil {
		t.Fatal(err)
	}
	end := got[len(got)-1]
	guessed := 0
	for _, p := range end.Pulls {
		if p.Guessed {
			guessed++
		}
	}
	if len(end.Commits) != 2000 || end.Total != 5000 || len(end.Loose) != 1300 || end.Unasked != 1200 || guessed != 200 || s.widest != 50 || end.Requests != 20+10+100 {
		t.Errorf("got %d of %d commits, %d loose of which %d unasked, %d guessed, %d a query, %d requests",
			len(end.Commits), end.Total, len(end.Loose), end.Unasked, guessed, s.widest, end.Requests)
	}
	if text := end.Markdown(); !strings.Contains(text, "Not complete: 3000 newer commits not read, 1200 commits not looked up, 200 pull requests known by a commit's subject alone.") {
		t.Errorf("got %s, want in numbers what is missing", text[len(text)-200:])
	}
}

func TestReleaseOfHostsThatRefuse(t *testing.T) {
	commits := []string{"Squashed (#10)|-", "Loose|-", "Not one (#5)|-"}
	for _, tt := range []struct {
		name    string
		story   *story
		want    []string
		problem error
		unasked int
	}{
		{"no GraphQL", &story{commits: commits, pulls: map[int]string{10: ""}, graph: text(404, `{"message":"Not Found"}`)},
			[]string{"#10 Change 10: 0 closes", "loose: 1 2", "issues:"}, nil, 0},
		{"a failing GraphQL", &story{commits: commits, graph: text(403, `{"message":"Resource not accessible by integration"}`)},
			[]string{"#10 Squashed: 0 guessed closes", "#5 Not one: 2 guessed closes", "loose: 1", "issues:"}, ErrNotGranted, 0},
		{"pull requests not granted", &story{commits: commits, pulls: map[int]string{10: "The squash"}, refuse: 403},
			[]string{"#10 The squash: 0 closes", "loose: 1 2", "issues:"}, ErrNotGranted, 2},
	} {
		got, err := release(t, tokenClient(t, tt.story.wire(), store.Open(t.TempDir(), "", nil)))
		if err != nil {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		end := got[len(got)-1]
		if diff := cmp.Diff(tt.want, releaseLines(end)); diff != "" || !errors.Is(end.Problem, tt.problem) || end.Unasked != tt.unasked {
			t.Errorf("%s: got %v, %d unasked (-want +got):\n%s", tt.name, end.Problem, end.Unasked, diff)
		}
	}
	_, err := release(t, tokenClient(t, routes{}.wire(), nil))
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v for refs that are not there, want %v", err, ErrNotFound)
	}
}

func TestReleaseMarkdown(t *testing.T) {
	issue := func(repo RepoRef, n int, title string) Issue {
		return Issue{IssueRef: IssueRef{repo, n}, Title: title, URL: fmt.Sprintf("https://github.com/%s/issues/%d", repo, n)}
	}
	pull := ReleasePull{Issue: issue(app, 12, "Use <b> & *stars* by @everyone\x1b[2J\n# no heading"), Closes: []Linked{{Issue: issue(app, 3, "")}, {Issue: issue(RepoRef{"acme", "web"}, 4, "")}}}
	pull.Author = "dependabot[bot]"
	r := Release{
		Repo: app, From: "v1_0", To: "v2", Total: 3, Pulls: []ReleasePull{pull, {Issue: Issue{IssueRef: IssueRef{app, 13}}}},
		Commits: []Commit{{}, {}, {}}, Loose: []Commit{{SHA: shaOf(1), Subject: "Straight", Author: Person{Name: "Ada @home"}, URL: "https://github.com/c"}, {SHA: shaOf(2)}},
		Issues: []Linked{{Issue: issue(app, 3, "Crash [now]")}},
	}
	want := `## acme/app: v1\_0 to v2

2 pull requests, 3 commits, 1 issue closed.

### Pull requests

- Use \<b\> \& \*stars\* by @<!-- -->everyone\[2J # no heading ([#12](https://github.com/acme/app/issues/12)) by @dependabot\[bot\], closes [#3](https://github.com/acme/app/issues/3), [acme/web#4](https://github.com/acme/web/issues/4)
- Untitled (#13)

### Other commits

- [` + "`0000000`" + `](https://github.com/c) Straight (Ada @<!-- -->home)
- ` + "`0000000`" + ` No message

### Issues closed

- [#3](https://github.com/acme/app/issues/3) Crash \[now\]
`
	if diff := cmp.Diff(want, r.Markdown()); diff != "" {
		t.Errorf("got other text (-want +got):\n%s", diff)
	}
	if got := (Release{Repo: app, From: "a", To: "a"}).Markdown(); got != "## acme/app: a to a\n\n0 pull requests, 0 commits, 0 issues closed.\n" {
		t.Errorf("got %q of nothing", got)
	}
}

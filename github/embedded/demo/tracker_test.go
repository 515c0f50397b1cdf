package demo

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// tracked are the repositories of the demo that have issues.
func tracked() []spec {
	var list []spec
	for _, s := range specs() {
		if s.has("i") || s.has("l") {
			list = append(list, s)
		}
	}
	return list
}

func TestIssuesAreTheSameEachTime(t *testing.T) {
	for _, name := range []string{"northwind/support-desk", "northwind/cli"} {
		if a, b := issues(named(t, name)), issues(named(t, name)); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: got other issues the second time", name)
		}
	}
}

func TestIssues(t *testing.T) {
	total := 0
	for _, s := range tracked() {
		data := issues(&s)
		total += len(data.Issues)
		if n := len(data.Issues); s.has("l") && n != many || n < 30 || n > many {
			t.Errorf("%s/%s: got %d issues", s.owner, s.name, n)
		}
		known := map[string]bool{}
		for _, l := range data.Labels {
			known[l.Name] = true
		}
		for i := range data.Issues {
			in := &data.Issues[i]
			if in.Number != i+1 {
				t.Fatalf("%s/%s: got number %d at %d", s.owner, s.name, in.Number, i)
			}
			if i > 0 && in.CreatedAt.Before(data.Issues[i-1].CreatedAt) {
				t.Errorf("%s/%s#%d was made %v, before the one before it", s.owner, s.name, in.Number, in.CreatedAt)
			}
			for _, l := range in.Labels {
				if !known[l] {
					t.Errorf("%s/%s#%d: there is no label %q", s.owner, s.name, in.Number, l)
				}
			}
			checkTimes(t, &s, in)
		}
	}
	if n := len(tracked()); n < 12 || total < many+500 {
		t.Errorf("got %d issues in %d repositories", total, n)
	}
}

// Rare things occur somewhere in the repository that has most.
func TestRareThings(t *testing.T) {
	seen := map[string]int{}
	note := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	for _, in := range issues(named(t, "northwind/support-desk")).Issues {
		note("deleted", in.Deleted)
		note("transferred", in.MovedTo == elsewhere)
		note("of a deleted account", in.Author == "")
		note("locked", in.LockReason != "")
		note("duplicate", in.Reason == "duplicate")
		note("not planned", in.Reason == "not_planned")
		note("reopened", in.Reason == "reopened")
		note("without a body", in.Body == "")
		note("linked by hand", len(in.Links) > 0)
		note("of an App", in.App != "")
		note("a thousand comments", len(in.Comments) == longest && !in.Closed)
		note("with CRLF", strings.Contains(in.Body, "\r\n"))
		for _, e := range in.Events {
			note(e.Kind, true)
			note("closed by a commit", e.Kind == "closed" && e.Commit != "")
			note("with fields of its own", e.Fields != nil)
		}
		p := in.Pull
		if p == nil {
			continue
		}
		note("draft", p.Draft && !in.Closed)
		note("head gone", p.Gone)
		note("keyword without effect", p.Base != "main" && strings.Contains(in.Body, "Fixes #"))
		note("dirty", p.Mergeable == "dirty")
		note("team asked", len(p.Teams) > 0)
		note("person asked", len(p.Reviewers) > 0)
		note("more than one commit merged", p.BaseCommit != "")
		for _, v := range p.Reviews {
			note(v.State, true)
			for _, th := range v.Threads {
				note("outdated", th.Outdated)
				note("unresolved", !th.Resolved)
			}
		}
		for _, k := range p.CheckRuns {
			note("check "+k.Status, true)
			note("check "+k.Conclusion, true)
			note("failure explained", k.Conclusion == "failure" && k.Summary != "")
		}
		for _, st := range p.Statuses {
			note("status "+st.State, true)
		}
	}
	for _, what := range []string{
		"deleted", "transferred", "of a deleted account", "locked", "duplicate", "not planned", "reopened", "without a body", "linked by hand", "of an App",
		"a thousand comments", "with CRLF", "labeled", "assigned", "milestoned", "renamed", "cross-referenced", "closed", "merged", "head_ref_deleted",
		"head_ref_force_pushed", "review_requested", "review_dismissed", "convert_to_draft", "connected", "pinned", "marked_as_duplicate",
		"closed by a commit", "with fields of its own", "draft", "head gone", "keyword without effect", "dirty", "team asked", "person asked",
		"more than one commit merged", "APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "outdated", "unresolved", "check queued",
		"check in_progress", "check skipped", "check neutral", "failure explained", "status success", "status failure", "status pending",
	} {
		if seen[what] == 0 {
			t.Errorf("got no %s, want some", what)
		}
	}
}

// checkTimes checks that nothing happens before an issue is made or after Day.
func checkTimes(t *testing.T, s *spec, in *embedded.Issue) {
	t.Helper()
	at := func(what string, when time.Time) {
		if when.Before(in.CreatedAt) || !when.Before(Day) {
			t.Errorf("%s/%s#%d: %s at %v, want between %v and the demo's day", s.owner, s.name, in.Number, what, when, in.CreatedAt)
		}
	}
	if in.CreatedAt.Before(s.created) {
		t.Errorf("%s/%s#%d is older than its repository", s.owner, s.name, in.Number)
	}
	at("made", in.CreatedAt)
	last := in.CreatedAt
	for _, k := range in.Comments {
		at("comment", k.CreatedAt)
		if !k.UpdatedAt.IsZero() {
			at("edit", k.UpdatedAt)
		}
		if k.CreatedAt.Before(last) {
			t.Errorf("%s/%s#%d: a comment of %v comes after one of %v", s.owner, s.name, in.Number, k.CreatedAt, last)
		}
		last = k.CreatedAt
	}
	for _, e := range in.Events {
		at(e.Kind, e.At)
	}
	if in.Closed {
		at("closed", in.ClosedAt)
	}
	if in.Pull != nil {
		for _, v := range in.Pull.Reviews {
			at("review", v.At)
			for _, th := range v.Threads {
				for _, k := range th.Comments {
					at("remark", k.CreatedAt)
				}
			}
		}
	}
}

// What commits say in their subjects is so: the pull request of that number is
// the one that they came from.
func TestPullRequestsAgreeWithTheHistory(t *testing.T) {
	number := regexp.MustCompile(`\(#(\d+)\)$|^Merge pull request #(\d+) `)
	cache := t.TempDir()
	for _, s := range tracked() {
		dir := made(t, cache, s.owner+"/"+s.name)
		data := issues(&s)
		ids := resolved(t, dir, data)
		seen := 0
		for _, line := range strings.Split(git(t, dir, "log", "--first-parent", "--format=%H %s", s.branch()), "\n") {
			id, subject, _ := strings.Cut(line, " ")
			m := number.FindStringSubmatch(subject)
			if m == nil {
				continue
			}
			n, _ := strconv.Atoi(m[1] + m[2])
			seen++
			if n > len(data.Issues) || data.Issues[n-1].Pull == nil || ids[data.Issues[n-1].Pull.MergeCommit] != id {
				t.Fatalf("%s/%s: %s says %q, which #%d does not know of", s.owner, s.name, id, subject, n)
			}
		}
		if seen < 10 {
			t.Errorf("%s/%s: got %d commits of pull requests", s.owner, s.name, seen)
		}
		for name, id := range ids {
			if id == "" {
				t.Errorf("%s/%s: %s leads to no commit", s.owner, s.name, name)
			}
		}
	}
}

// resolved are the ids of all revisions that issues name.
func resolved(t *testing.T, dir string, data embedded.IssueData) map[string]string {
	t.Helper()
	ids := map[string]string{}
	var names []string
	add := func(name string) {
		if _, ok := ids[name]; name != "" && !ok {
			ids[name] = ""
			names = append(names, name)
		}
	}
	for i := range data.Issues {
		in := &data.Issues[i]
		for _, e := range in.Events {
			add(e.Commit)
		}
		if p := in.Pull; p != nil {
			add(p.Base)
			add(p.BaseCommit)
			add(p.HeadCommit)
			add(p.MergeCommit)
			if p.HeadCommit == "" {
				add(p.Branch)
			}
		}
	}
	for i := 0; i < len(names); i += 200 {
		part := names[i:min(i+200, len(names))]
		out := strings.Split(git(t, dir, append([]string{"rev-parse", "--verify", "--quiet"}[:1], part...)...), "\n")
		if len(out) != len(part) {
			t.Fatalf("got %d ids of %d names", len(out), len(part))
		}
		for j, name := range part {
			ids[name] = out[j]
		}
	}
	return ids
}

// Texts speak of commits by ids that there are.
func TestMarks(t *testing.T) {
	cache := t.TempDir()
	for _, m := range marks {
		s := named(t, m.full)
		if got := git(t, made(t, cache, m.full), "rev-parse", fmt.Sprintf("%s~%d", s.branch(), m.after)); got != m.id {
			t.Errorf("%s~%d: got %s, want %s", m.full, m.after, got, m.id)
		}
	}
}

// asker asks the demo.
type asker struct {
	t    *testing.T
	http http.RoundTripper
}

func newAsker(t *testing.T) *asker {
	return &asker{t, embedded.Transport(embedded.New(World(sharedCache), embedded.Options{
		Now: func() time.Time { return Day }, RateLimit: embedded.RateLimit{Off: true},
	}))}
}

func (a *asker) do(method, path, body string, into any) int {
	a.t.Helper()
	req, err := http.NewRequestWithContext(a.t.Context(), method, "https://api.github.com"+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+UserToken)
	res, err := a.http.RoundTrip(req)
	if err != nil {
		a.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil && into != nil {
		a.t.Fatalf("%s: got %d %.200q: %v", path, res.StatusCode, b, err)
	}
	return res.StatusCode
}

// Each pull request can be opened: it has commits, files, and its remarks are
// about lines of its patch.
func TestPullRequestsAreServed(t *testing.T) {
	a := newAsker(t)
	empty := 0
	for _, s := range tracked() {
		if s.owner == harbour && s.has("p") {
			continue
		}
		step := 4
		if s.has("l") {
			step = 67
		}
		for i, in := range issues(&s).Issues {
			if in.Pull == nil || i%step != 0 && i < many-20 {
				continue
			}
			at := fmt.Sprintf("/repos/%s/%s/pulls/%d", s.owner, s.name, in.Number)
			var pull struct {
				Commits      int
				ChangedFiles int `json:"changed_files"`
				Head         struct{ Sha string }
			}
			if code := a.do("GET", at, "", &pull); code != 200 || pull.Commits == 0 {
				t.Errorf("%s %q: got %d with %d commits, want some", at, in.Title, code, pull.Commits)
			}
			if pull.ChangedFiles == 0 {
				empty++ // a limit was set to what it was
			}
			var remarks []struct {
				Path string
				Line *int
				Hunk string `json:"diff_hunk"`
			}
			if code := a.do("GET", at+"/comments?per_page=100", "", &remarks); code != 200 {
				t.Errorf("%s/comments: got %d", at, code)
			}
			for _, r := range remarks {
				if r.Hunk == "" {
					t.Errorf("%s %q: the remark on %s line %v lies outside of the patch", at, in.Title, r.Path, r.Line)
					break
				}
			}
		}
	}
	if empty > 3 {
		t.Errorf("got %d pull requests that change nothing", empty)
	}
}

func TestLargeIssues(t *testing.T) {
	w := LargeIssues(2000)
	data := w.Repositories[0].Issues()
	s := &spec{owner: "large", name: "issues", created: Day.AddDate(-4, 0, 0)}
	pulls := 0
	for i := range data.Issues {
		in := &data.Issues[i]
		if in.Number != i+1 {
			t.Fatalf("got number %d at %d", in.Number, i)
		}
		if in.Pull != nil {
			pulls++
		}
		checkTimes(t, s, in)
	}
	if len(data.Issues) != 2000 || pulls < 500 || pulls > 800 || !reflect.DeepEqual(data, LargeIssues(2000).Repositories[0].Issues()) {
		t.Errorf("got %d issues with %d pull requests, want 2,000 with a third, the same each time", len(data.Issues), pulls)
	}
}

func BenchmarkIssues(b *testing.B) {
	s := named(b, "northwind/support-desk")
	for b.Loop() {
		issues(s)
	}
}

func BenchmarkLargeIssues(b *testing.B) {
	for b.Loop() {
		load(100_000)
	}
}

// What GitHub takes for a closing reference has closed the issue once the pull
// request was merged.
func TestMergedPullRequestsHaveClosedTheirIssues(t *testing.T) {
	a := newAsker(t)
	links, manual := 0, 0
	data := issues(named(t, "northwind/support-desk"))
	for from := 0; from < len(data.Issues); from += 400 {
		var q strings.Builder
		q.WriteString(`{repository(owner:"northwind",name:"support-desk"){`)
		for _, in := range data.Issues[from:min(from+400, len(data.Issues))] {
			if in.Pull != nil && !in.Pull.MergedAt.IsZero() {
				fmt.Fprintf(&q, "p%d:pullRequest(number:%d){...links} ", in.Number, in.Number)
			}
		}
		q.WriteString("}} fragment links on PullRequest{closingIssuesReferences(first:9){nodes{number state stateReason}} manual:closingIssuesReferences(first:9,userLinkedOnly:true){totalCount}}")
		body, err := json.Marshal(map[string]string{"query": q.String()})
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Data struct {
				Repository map[string]struct {
					Closing struct {
						Nodes []struct {
							Number             int
							State, StateReason string
						}
					} `json:"closingIssuesReferences"`
					Manual struct{ TotalCount int }
				}
			}
			Errors []json.RawMessage
		}
		if code := a.do("POST", "/graphql", string(body), &got); code != 200 || len(got.Errors) > 0 {
			t.Fatalf("got %d %s", code, got.Errors)
		}
		for name, p := range got.Data.Repository {
			manual += p.Manual.TotalCount
			for _, n := range p.Closing.Nodes {
				links++
				if in := data.Issues[n.Number-1]; n.State != "CLOSED" && !strings.Contains(in.Reason, "reopened") {
					t.Errorf("%s has closed #%d %q, which is %s", name, n.Number, in.Title, n.State)
				}
			}
		}
	}
	if links < 150 || manual == 0 {
		t.Errorf("got %d links, %d of them made by hand, want plenty", links, manual)
	}
}

package conversation

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// client is a fake of the accounts. It counts what it is asked.
type client struct {
	issue   github.Issue
	pull    *github.PullRequest // nil for an issue
	events  []github.Event
	total   int // of the listing, 0 for unknown
	threads []github.ReviewThread
	linked  []github.Link
	checks  github.Checks
	commits []github.Commit
	files   []github.File
	viewer  string

	approvals github.Approvals
	hand      github.PullAtHand // what they were asked for with

	stored     map[github.IssueRef]github.Issue
	storedPull *github.PullRequest
	storedTalk *github.Listing[github.Event]

	fail  map[string]error // by what is asked
	hold  string           // what answers and then waits for the context's end
	ctx   context.Context
	asked []string
}

func today() time.Time { return time.Date(2026, 3, 12, 9, 30, 0, 0, time.Local) }

func (c *client) ask(ctx context.Context, what string, args ...any) error {
	c.asked = append(c.asked, strings.TrimSpace(what+" "+strings.Trim(fmt.Sprint(args...), "[]")))
	c.ctx = ctx
	return c.fail[what]
}

func (c *client) wait(ctx context.Context, what string) error {
	if c.hold != what {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

func (c *client) Now(string) time.Time       { return today() }
func (c *client) Viewer(github.Place) string { return c.viewer }

func (c *client) Issue(ctx context.Context, _ github.Place, _ github.IssueRef) (github.Issue, error) {
	if err := c.ask(ctx, "issue"); err != nil {
		return github.Issue{}, err
	}
	if c.pull != nil {
		return c.pull.Issue, nil
	}
	return c.issue, c.wait(ctx, "issue")
}

func (c *client) StoredIssue(_ github.Place, ref github.IssueRef) (github.Issue, time.Time, bool) {
	i, ok := c.stored[ref]
	return i, today().Add(-time.Hour), ok
}

func (c *client) PullRequest(ctx context.Context, _ github.Place, _ github.IssueRef) (github.PullRequest, error) {
	if err := c.ask(ctx, "pull"); err != nil {
		return github.PullRequest{}, err
	}
	return *c.pull, nil
}

func (c *client) StoredPullRequest(github.Place, github.IssueRef) (github.PullRequest, time.Time, bool) {
	if c.storedPull == nil {
		return github.PullRequest{}, time.Time{}, false
	}
	return *c.storedPull, today().Add(-time.Hour), true
}

func (c *client) Timeline(ctx context.Context, _ github.Place, _ github.IssueRef, limit int, emit func(github.Listing[github.Event])) error {
	if err := c.ask(ctx, "timeline", limit); err != nil {
		return err
	}
	emit(github.Listing[github.Event]{Items: c.events[:min(limit, len(c.events))], Total: c.total})
	return c.wait(ctx, "timeline")
}

func (c *client) StoredTimeline(github.Place, github.IssueRef) (github.Listing[github.Event], bool) {
	if c.storedTalk == nil {
		return github.Listing[github.Event]{}, false
	}
	return *c.storedTalk, true
}

func (c *client) ReviewThreads(ctx context.Context, _ github.Place, _ github.IssueRef, emit func(github.Listing[github.ReviewThread])) error {
	if err := c.ask(ctx, "threads"); err != nil {
		return err
	}
	emit(github.Listing[github.ReviewThread]{Items: c.threads})
	return nil
}

func (c *client) LinksOf(ctx context.Context, _ github.Place, _ github.IssueRef, pull bool) ([]github.Link, error) {
	return c.linked, c.ask(ctx, "links", pull)
}

func (c *client) Checks(ctx context.Context, _ github.Place, repo github.RepoRef, sha string) (github.Checks, error) {
	return c.checks, c.ask(ctx, "checks", repo.String()+" "+sha)
}

func (c *client) PullFiles(ctx context.Context, _ github.Place, _ github.IssueRef, emit func(github.Listing[github.File])) error {
	if err := c.ask(ctx, "files"); err != nil {
		return err
	}
	emit(github.Listing[github.File]{Items: c.files})
	return nil
}

func (c *client) PullCommits(ctx context.Context, _ github.Place, _ github.IssueRef, emit func(github.Listing[github.Commit])) error {
	if err := c.ask(ctx, "commits"); err != nil {
		return err
	}
	emit(github.Listing[github.Commit]{Items: c.commits})
	return nil
}

func (c *client) Approvals(ctx context.Context, _ github.Place, _ github.IssueRef, hand github.PullAtHand) (github.Approvals, error) {
	c.hand = hand
	if c.approvals.File == nil {
		return decided(c, "", nil), c.ask(ctx, "approvals")
	}
	return c.approvals, c.ask(ctx, "approvals")
}

func (c *client) SetIssueState(ctx context.Context, _ github.Place, ref github.IssueRef, open bool, reason string) (github.Issue, error) {
	if err := c.ask(ctx, "state", ref.String(), " ", open, " "+reason); err != nil {
		return github.Issue{}, err
	}
	i := c.issue
	if c.pull != nil {
		i = c.pull.Issue
	}
	i.State, i.ClosedAt = github.IssueOpen, time.Time{}
	if !open {
		i.State, i.Reason, i.ClosedAt = github.IssueClosed, reason, today()
		if reason == notPlanned {
			i.State = github.IssueNotPlanned
		}
	}
	c.issue = i
	if c.pull != nil {
		c.pull.Issue = i
	}
	return i, nil
}

func (c *client) DeleteComment(ctx context.Context, _ github.Place, ref github.IssueRef, id int64) error {
	return c.ask(ctx, "delete", ref.String(), " ", id)
}

func repo() github.RepoRef { return github.RepoRef{Owner: "acme", Name: "api"} }

func ref(n int) github.IssueRef { return github.IssueRef{Repo: repo(), Number: n} }

func place() github.Place { return github.Place{Account: "work"} }

func chosen(n int) pane.SubjectChanged {
	return pane.SubjectChanged{Subject: pane.Subject{Place: place(), Repo: repo(), Issue: pane.IssueAt{Place: place(), Ref: ref(n)}}}
}

func before(d time.Duration) time.Time { return today().Add(-d) }

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

// anIssue is one with a bit of everything.
func anIssue() *client {
	comment := func(id int64, who, body string, at time.Duration) github.Event {
		return github.Event{Kind: "commented", ID: id, Actor: who, Body: body, At: before(at), URL: fmt.Sprintf("https://github.com/acme/api/issues/12#issuecomment-%d", id)}
	}
	edited := comment(101, "bob", "It happens on *every* request, see #7 and @carl.\n\n```go\nfunc main() {}\n```", 2*day)
	edited.Edited, edited.EditedAt, edited.Author, edited.Reactions = true, before(day), "MEMBER", 3
	other := github.Issue{IssueRef: github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "web"}, Number: 40}, Pull: true, State: github.IssueMerged, Title: "Show the count"}
	same := github.Issue{IssueRef: ref(15), Pull: true, State: github.IssueOpen, Title: "Count requests per route"}
	return &client{
		viewer: "ada",
		issue: github.Issue{
			IssueRef: ref(12), ID: 900, Title: "The counter is wrong after a restart", Author: "ada", State: github.IssueOpen,
			Body:   "# What happens\n\nThe counter starts at **zero**, as [the log](https://github.com/acme/api/blob/main/log.txt) shows. Since 0123456789abcdef0123456789abcdef01234567.\n\n- [x] found\n- [ ] mended\n",
			Labels: []github.Label{{Name: "bug", Color: "ff0000"}, {Name: "good first issue"}}, Assignees: []string{"bob", "carl"},
			Milestone: "v1.2", Type: "Bug", Comments: 3, Reactions: 1, CreatedAt: before(3 * day), UpdatedAt: before(hour), URL: "https://github.com/acme/api/issues/12",
		},
		linked: []github.Link{{Issue: ref(12), Pull: ref(15), Kind: github.LinkCloses, Where: github.LinkInBody, Recognised: github.Recognised, Other: same}},
		events: []github.Event{
			{Kind: "labeled", Actor: "ada", At: before(3 * day), Label: github.Label{Name: "bug"}},
			{Kind: "labeled", Actor: "ada", At: before(3 * day), Label: github.Label{Name: "good first issue"}},
			{Kind: "unlabeled", Actor: "ada", At: before(3 * day), Label: github.Label{Name: "triage"}},
			{Kind: "assigned", Actor: "bob", Other: "bob", At: before(3 * day)},
			{Kind: "assigned", Actor: "bob", Other: "carl", At: before(3 * day)},
			edited,
			{Kind: "renamed", Actor: "bob", From: "Counter", To: "The counter is wrong after a restart", At: before(2 * day)},
			{Kind: "cross-referenced", Actor: "dana", Source: &other, At: before(2 * day)},
			{Kind: "cross-referenced", Actor: "dana", Source: &same, WillClose: true, At: before(2 * day)},
			{Kind: "referenced", Actor: "dana", Commit: "fedcba9876543210fedcba9876543210fedcba98", Title: "Keep the count", At: before(day)},
			{Kind: "teleported", Actor: "dana", Other: "the moon", At: before(day)},
			{Kind: "closed", Actor: "dana", State: "not_planned", At: before(day)},
			{Kind: "reopened", Actor: "", At: before(day)},
			comment(102, "", "Nobody knows who wrote this.", 5*hour),
			comment(103, "ada", "Mine.", hour),
		},
	}
}

// aPull is a pull request with a bit of everything.
func aPull() *client {
	i := github.Issue{
		IssueRef: ref(15), ID: 901, Pull: true, Title: "Count requests per route", Author: "dana", State: github.IssueOpen, Body: "Closes #12 and tells of it.\n",
		Comments: 1, CreatedAt: before(4 * day), UpdatedAt: before(hour), URL: "https://github.com/acme/api/pull/15",
	}
	thread := func(id, review int64, line int, body ...string) github.ReviewThread {
		t := github.ReviewThread{Path: "count/count.go", Line: line, Outdated: line == 0, Hunk: "@@ -1,4 +1,6 @@ func count()\n one\n two\n-three\n+four\n+five"}
		for n, b := range body {
			t.Comments = append(t.Comments, github.ReviewComment{Comment: github.Comment{
				ID: id + int64(n), Author: []string{"bob", "dana"}[n%2], Body: b, CreatedAt: before(20 * hour), UpdatedAt: before(20 * hour),
				URL: fmt.Sprintf("https://github.com/acme/api/pull/15#discussion_r%d", id+int64(n))}, ReviewID: review})
		}
		return t
	}
	return &client{
		viewer: "dana",
		pull: &github.PullRequest{
			Issue: i, Mergeable: github.MergeableNo, MergeableState: "dirty",
			Base:      github.PullEnd{Label: "acme:main", Ref: "main", SHA: "aaaa", Repo: repo()},
			Head:      github.PullEnd{Ref: "per-route", SHA: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},
			Reviewers: []string{"carl"}, Teams: []string{"platform"}, Commits: 2, ChangedFiles: 4, Additions: 120, Deletions: 14, ReviewComments: 3,
		},
		linked:  []github.Link{{Issue: ref(12), Pull: ref(15), Kind: github.LinkManual, Where: github.LinkOnWeb, Recognised: github.Recognised, URL: i.URL, Other: github.Issue{IssueRef: ref(12), Title: "The counter is wrong after a restart"}}},
		threads: []github.ReviewThread{thread(501, 71, 6, "Is `five` right?", "It is, see #7."), thread(510, 0, 0, "Long ago.")},
		checks: github.Checks{State: github.CheckFailed, Checks: []github.Check{
			{Name: "unit tests", App: "ci", State: github.CheckFailed, Result: "failure", Title: "3 tests failed", Summary: "- `TestCount`\n- two more", URL: "https://ci.example.com/1", Started: before(hour), Finished: before(hour - 90*time.Second)},
			{Name: "lint", App: "ci", State: github.CheckPassed, Result: "success", URL: "https://ci.example.com/2"},
			{Name: "license", State: github.CheckPending, Result: "queued"},
		}},
		commits: []github.Commit{
			{SHA: "1111111111111111111111111111111111111111", Subject: "Count", Author: github.Person{Login: "dana", At: before(4 * day)}, URL: "https://github.com/acme/api/commit/1111"},
			{SHA: "2222222222222222222222222222222222222222", Subject: "Count better", Author: github.Person{Name: "Dana", At: before(3 * day)}},
		},
		files: []github.File{
			{Path: "count/count.go", Status: "modified", Additions: 2, Deletions: 1, Patch: "@@ -1,4 +1,6 @@ func count()\n one\n two\n-three\n+\tfour\n+five", URL: "https://github.com/acme/api/blob/b/count.go"},
			{Path: "new.txt", PreviousPath: "old.txt", Status: "renamed"},
			{Path: "logo.png", Status: "added"},
			{Path: "huge.json", Status: "modified", Additions: 30000},
		},
		events: []github.Event{
			{Kind: "committed", Actor: "dana", Commit: "1111111111111111111111111111111111111111", Title: "Count", At: before(4 * day)},
			{Kind: "review_requested", Actor: "dana", Other: "bob", At: before(4 * day)},
			{Kind: "reviewed", ID: 70, Actor: "carl", State: "approved", At: before(30 * hour), Body: "Fine."},
			{Kind: "reviewed", ID: 71, Actor: "bob", State: "changes_requested", At: before(20 * hour), Author: "OWNER"},
			{Kind: "line-commented", Actor: "bob", At: before(20 * hour)},
			{Kind: "head_ref_force_pushed", Actor: "dana", Commit: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", At: before(10 * hour), ForcePushed: true},
			{Kind: "commented", ID: 601, Actor: "dana", Body: "Done.", At: before(hour), URL: "https://github.com/acme/api/pull/15#issuecomment-601"},
		},
	}
}

func newPane(t testing.TB, c *client) *Pane {
	t.Helper()
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: c, Hosts: func() []string { return []string{"github.com"} }})
	p.Resize(80, 24)
	return p
}

// opened is a pane of 80x24 that shows an issue and has loaded all it wants.
func opened(t testing.TB, c *client, n int) *Pane {
	t.Helper()
	p := newPane(t, c)
	panetest.Send(p, pane.Shown{})
	panetest.Send(p, chosen(n))
	return p
}

// whole is all rows of the tab shown, as text.
func whole(p *Pane) string {
	p.Resize(80, p.sheet().total+p.chrome())
	panetest.Send(p, pane.Resized{})
	defer p.Resize(80, 24)
	return panetest.Text(p.View(true))
}

// batch is the commands of a command.
func batch(cmd tea.Cmd) (all []tea.Cmd) {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if cmds, ok := msg.(tea.BatchMsg); ok {
		for _, c := range cmds {
			all = append(all, batch(c)...)
		}
		return all
	}
	return []tea.Cmd{func() tea.Msg { return msg }}
}

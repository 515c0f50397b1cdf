package embedded_test

import (
	"fmt"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// event is an entry of a timeline as clients read it.
type event struct {
	Event       string
	ID          int64
	Actor       *login
	User        *login
	Body        string
	State       string
	StateReason *string `json:"state_reason"`
	SHA         string
	Message     string
	CommitID    *string `json:"commit_id"`
	CreatedAt   string  `json:"created_at"`
	Label       *struct{ Name, Color string }
	Assignee    *login
	Milestone   *struct{ Title string }
	Rename      *struct{ From, To string }
	Reviewer    *login                 `json:"requested_reviewer"`
	Team        *struct{ Slug string } `json:"requested_team"`
	LockReason  *string                `json:"lock_reason"`
	Source      *struct {
		Type  string
		Issue struct {
			Number     int
			Repository struct{ Name string }
		}
	}
	Dismissed *struct {
		State    string
		ReviewID int64 `json:"review_id"`
	} `json:"dismissed_review"`
	Span int
}

// String is the kind and what it is about.
func (e event) String() string {
	what := ""
	switch {
	case e.Label != nil:
		what = e.Label.Name
	case e.Assignee != nil:
		what = e.Assignee.Login
	case e.Milestone != nil:
		what = e.Milestone.Title
	case e.Rename != nil:
		what = e.Rename.From + ">" + e.Rename.To
	case e.Reviewer != nil:
		what = e.Reviewer.Login
	case e.Team != nil:
		what = e.Team.Slug
	case e.Source != nil:
		what = fmt.Sprintf("%s#%d", e.Source.Issue.Repository.Name, e.Source.Issue.Number)
	case e.Event == "commented":
		what = strings.SplitN(e.Body, " ", 2)[0]
	case e.Event == "reviewed":
		what = e.State
	case e.Event == "committed":
		what = strings.SplitN(e.Message, " ", 2)[0]
	case e.StateReason != nil:
		what = *e.StateReason
	case e.LockReason != nil:
		what = *e.LockReason
	case e.Dismissed != nil:
		what = fmt.Sprintf("%s %d", e.Dismissed.State, e.Dismissed.ReviewID)
	case e.CommitID != nil:
		what = (*e.CommitID)[:4]
	case e.Span != 0:
		what = fmt.Sprint(e.Span)
	}
	if what == "" {
		return e.Event
	}
	return e.Event + ":" + what
}

func TestTimeline(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	commit := git(t, dir, "", "rev-parse", "main~2")[:4]
	tests := []struct{ auth, path, want string }{
		{
			"token ada-classic", "/repos/acme/app/issues/1",
			"labeled:bug assigned:bo commented:I milestoned:v2 commented:Me commented:A renamed:Crash>Crash when the cart is empty " +
				"cross-referenced:app#4 cross-referenced:notes#1 referenced:" + commit + " grown_wings:12",
		},
		{
			"token bo-classic", "/repos/acme/app/issues/1", // who does not see ada's notes
			"labeled:bug assigned:bo commented:I milestoned:v2 commented:Me commented:A renamed:Crash>Crash when the cart is empty " +
				"cross-referenced:app#4 referenced:" + commit + " grown_wings:12",
		},
		{"token ada-classic", "/repos/acme/app/issues/2", "closed:not_planned"},
		{"token ada-classic", "/repos/acme/app/issues/3", ""},
		{
			"token ada-classic", "/repos/acme/app/issues/4",
			"committed:Large committed committed:On committed:Merge review_requested:ada review_requested:core commented:Looks reviewed:changes_requested",
		},
		{"token ada-classic", "/repos/acme/app/issues/6", ""}, // its commits are gone
	}
	for _, tt := range tests {
		if got := strings.Join(c.as(tt.auth).timeline(tt.path), " "); got != tt.want {
			t.Errorf("%s as %s: got %q, want %q", tt.path, tt.auth, got, tt.want)
		}
	}
}

func TestTimelinePages(t *testing.T) {
	c := serveIssues(t)
	r := c.get("/repos/acme/app/issues/1/timeline?per_page=4&page=2")
	list := decode[[]event](t, r, 200)
	if len(list) != 4 || list[0].String() != "commented:Me" || !strings.Contains(r.header.Get("Link"), `page=3&per_page=4>; rel="next"`) {
		t.Errorf("got %v with %q, want the second four", list, r.header.Get("Link"))
	}
	first := decode[[]event](t, c.get("/repos/acme/app/issues/1/timeline"), 200)
	if e := first[0]; e.ID == 0 || e.Actor.Login != "ada" || e.CreatedAt == "" || e.Label.Color != "d73a4a" {
		t.Errorf("got %+v", e)
	}
	if e := first[4]; e.User != nil || e.Actor != nil || e.ID != 5002 {
		t.Errorf("got %+v, want a comment of a deleted account", e)
	}
}

func TestTimelineKinds(t *testing.T) {
	w := world(bare(t, sample()))
	kinds := []embedded.Event{
		{Kind: "locked", LockReason: "too heated"}, {Kind: "unlocked"}, {Kind: "demilestoned", Milestone: "v1"}, {Kind: "unassigned", Assignee: "bo"},
		{Kind: "unlabeled", Label: "not there"}, {Kind: "reopened", Reason: "reopened"}, {Kind: "closed", Commit: "main"}, {Kind: "connected"},
		{Kind: "marked_as_duplicate"}, {Kind: "head_ref_deleted"}, {Kind: "head_ref_force_pushed", Commit: "not/there"}, {Kind: "merged", Commit: "main"},
		{Kind: "review_dismissed", Review: 6001, Message: "Old"}, {Kind: "review_request_removed", Team: "gone"}, {Kind: "pinned", Actor: "app[bot]", App: "app"},
	}
	for i := range kinds {
		kinds[i].At = hour(i)
	}
	w.Repositories[0].Issues = func() embedded.IssueData {
		return embedded.IssueData{Issues: []embedded.Issue{{Number: 1, Title: "All", CreatedAt: hour(0), Events: kinds, Pull: &embedded.Pull{
			Base: "main", Branch: "x", HeadCommit: "gone", Reviews: []embedded.Review{{ID: 6001, State: "APPROVED", At: hour(90)}},
		}}}}
	}
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	list := decode[[]event](t, c.get("/repos/acme/app/issues/1/timeline"), 200)
	var got []string
	for _, e := range list {
		if e.CommitID != nil && e.Event != "reviewed" {
			if len(*e.CommitID) != 40 {
				t.Errorf("%s: got commit %q, want a whole id", e.Event, *e.CommitID)
			}
			e.CommitID = nil
			e.Event += "!"
		}
		got = append(got, e.String())
	}
	want := "locked:too heated|unlocked|demilestoned:v1|unassigned:bo|unlabeled:not there|reopened:reopened|closed!|connected|marked_as_duplicate|" +
		"head_ref_deleted|head_ref_force_pushed!|merged!|review_dismissed:approved 6001|review_request_removed:gone|pinned|reviewed:approved"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %q\nwant %q", s, want)
	}
}

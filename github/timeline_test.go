package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hubtrail/github/store"
)

func TestEvents(t *testing.T) {
	sha := strings.Repeat("ab", 20)
	at := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	const by = `"actor":{"login":"ada"},"created_at":"2026-04-01T10:00:00Z"`
	for _, c := range []struct {
		body string
		want Event
	}{
		{`{"event":"commented","id":5,"node_id":"IC_5",` + by + `,"user":{"login":"ada"},"body":"Hi","updated_at":"2026-04-01T10:00:00Z","author_association":"MEMBER","reactions":{"total_count":2},"html_url":"https://github.com/a/b/issues/1#issuecomment-5","performed_via_github_app":{"name":"Robot"}}`,
			Event{Kind: "commented", ID: 5, NodeID: "IC_5", Actor: "ada", At: at, Body: "Hi", EditedAt: at, Author: "MEMBER", Reactions: 2, URL: "https://github.com/a/b/issues/1#issuecomment-5", Performed: "Robot"}},
		{`{"event":"commented","id":6,"actor":null,"user":null,"created_at":"2026-04-01T10:00:00Z","updated_at":"2026-04-01T11:00:00Z","body":null,"author_association":"NONE"}`,
			Event{Kind: "commented", ID: 6, At: at, Edited: true, EditedAt: at.Add(time.Hour)}},
		{`{"event":"committed","sha":"` + sha + `","node_id":"C_1","message":"Fix it\r\n\r\nBecause","author":{"name":"Ada L","date":"2026-04-01T10:00:00Z"},"committer":{"name":"Web","date":"2026-04-02T10:00:00Z"}}`,
			Event{Kind: "committed", NodeID: "C_1", Actor: "Ada L", At: at, Commit: sha, Title: "Fix it"}},
		{`{"event":"committed","sha":"` + sha + `","author":null,"committer":null}`, Event{Kind: "committed", Commit: sha}},
		{`{"event":"reviewed","id":9,"user":{"login":"bob"},"submitted_at":"2026-04-01T10:00:00Z","state":"APPROVED","body":"Good"}`,
			Event{Kind: "reviewed", ID: 9, Actor: "bob", At: at, State: "approved", Body: "Good"}},
		{`{"event":"labeled",` + by + `,"label":{"name":"bug","color":"d73a4a"}}`, Event{Kind: "labeled", Actor: "ada", At: at, Label: Label{Name: "bug", Color: "d73a4a"}}},
		{`{"event":"assigned",` + by + `,"assignee":{"login":"bob"}}`, Event{Kind: "assigned", Actor: "ada", At: at, Other: "bob"}},
		{`{"event":"milestoned",` + by + `,"milestone":{"title":"v2"}}`, Event{Kind: "milestoned", Actor: "ada", At: at, Other: "v2"}},
		{`{"event":"locked",` + by + `,"lock_reason":"off_topic"}`, Event{Kind: "locked", Actor: "ada", At: at, Other: "off topic"}},
		{`{"event":"locked",` + by + `,"lock_reason":null}`, Event{Kind: "locked", Actor: "ada", At: at}},
		{`{"event":"renamed",` + by + `,"rename":{"from":"Old","to":"New"}}`, Event{Kind: "renamed", Actor: "ada", At: at, From: "Old", To: "New"}},
		{`{"event":"closed",` + by + `,"commit_id":"` + sha + `","state_reason":"not_planned"}`, Event{Kind: "closed", Actor: "ada", At: at, Commit: sha, State: "not_planned"}},
		{`{"event":"merged",` + by + `,"commit_id":"` + sha + `"}`, Event{Kind: "merged", Actor: "ada", At: at, Commit: sha}},
		{`{"event":"review_requested",` + by + `,"review_requester":{"login":"ada"},"requested_reviewer":{"login":"bob"}}`, Event{Kind: "review_requested", Actor: "ada", At: at, Other: "bob"}},
		{`{"event":"review_requested","created_at":"2026-04-01T10:00:00Z","review_requester":{"login":"ada"},"requested_team":{"slug":"web","name":"Web"}}`, Event{Kind: "review_requested", Actor: "ada", At: at, Other: "web"}},
		{`{"event":"review_dismissed",` + by + `,"dismissed_review":{"state":"changes_requested","dismissal_message":"Done","dismissal_commit_id":null}}`,
			Event{Kind: "review_dismissed", Actor: "ada", At: at, State: "changes_requested", Body: "Done"}},
		{`{"event":"head_ref_force_pushed",` + by + `,"commit_id":"` + sha + `"}`, Event{Kind: "head_ref_force_pushed", Actor: "ada", At: at, Commit: sha, ForcePushed: true}},
		{`{"event":"sub_issue_added",` + by + `,"sub_issue":{"number":4,"repository_url":"https://api.github.com/repos/acme/other"}}`, Event{Kind: "sub_issue_added", Actor: "ada", At: at, Other: "acme/other#4"}},
		{`{"event":"issue_type_added",` + by + `,"issue_type":{"name":"Bug"}}`, Event{Kind: "issue_type_added", Actor: "ada", At: at, Other: "Bug"}},
		{`{"event":"transferred",` + by + `,"previous_repository":{"full_name":"acme/old"}}`, Event{Kind: "transferred", Actor: "ada", At: at, Other: "acme/old"}},
		{`{"event":"connected",` + by + `}`, Event{Kind: "connected", Actor: "ada", At: at}},
		{`{"event":"line-commented","node_id":"T_1","comments":[{"id":3,"user":{"login":"bob"},"body":"Why?","path":"a.go","commit_id":"` + sha + `","created_at":"2026-04-01T10:00:00Z"},{"id":4,"body":"So."}]}`,
			Event{Kind: "line-commented", ID: 3, NodeID: "T_1", Actor: "bob", At: at, Body: "Why?", Other: "a.go", Commit: sha}},
		{`{"event":"commit-commented","comments":[]}`, Event{Kind: "commit-commented"}},
		{`{"event":"telepathy",` + by + `,"label":7,"state":{"deep":1},"source":[],"commit_id":"` + sha + `"}`, Event{Kind: "telepathy", Actor: "ada", At: at, Commit: sha}},
		{`{}`, Event{Kind: "unknown"}},
		{`null`, Event{Kind: "unknown"}},
		{`{"event":"cross-referenced",` + by + `,"source":null}`, Event{Kind: "cross-referenced", Actor: "ada", At: at}},
	} {
		w := routes{"GET /repos/acme/site/issues/7/timeline": text(200, "["+c.body+"]")}.wire()
		var got []Listing[Event]
		err := tokenClient(t, w, nil).Timeline(t.Context(), 0, site7, 100, collect(&got))
		if err != nil || len(got) == 0 || got[0].Items[0] != c.want {
			t.Errorf("%s:\ngot  %+v, %v\nwant %+v", c.body, got, err, c.want)
		}
	}
}

func TestCrossReferences(t *testing.T) {
	mention := func(repo, body string) string {
		return fmt.Sprintf(`[{"event":"cross-referenced","actor":null,"created_at":"2026-04-01T10:00:00Z","source":{"type":"issue","issue":%s}}]`,
			issueRow(repo, 4, fmt.Sprintf(`"pull_request":{"merged_at":null},"body":%q,"repository":{"full_name":%q}`, body, repo)))
	}
	w := routes{
		"GET /user":                              text(200, user),
		"GET /repos/acme/site/issues/7/timeline": text(200, mention("acme/tools", "See acme/site#7")),
	}.wire()
	c := tokenClient(t, w, nil)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	var got []Listing[Event]
	if err := c.Timeline(t.Context(), 0, site7, 100, collect(&got)); err != nil {
		t.Fatal(err)
	}
	want := IssueRef{RepoRef{"acme", "tools"}, 4}
	if e := got[0].Items[0]; e.Source == nil || e.Source.IssueRef != want || !e.Source.Pull || e.WillClose || e.URL != "https://github.com/acme/tools/issues/4" {
		t.Errorf("got %+v, want what mentions it, in its own repository", e)
	}
	if _, _, ok := c.StoredIssue(0, want); !ok {
		t.Error("got nothing stored, want the source of the reference")
	}
}

func TestWhatClosesOnMerging(t *testing.T) {
	for _, c := range []struct {
		body, extra string
		want        bool
	}{
		{"Fixes acme/site#7", `"pull_request":{}`, true},
		{"closes https://github.com/acme/site/issues/7", `"pull_request":{}`, true},
		{"Fixes #7", `"pull_request":{}`, false}, // of its own repository
		{"See acme/site#7", `"pull_request":{}`, false},
		{"Fixes acme/site#8", `"pull_request":{}`, false},
		{"Fixes acme/site#7", `"locked":false`, false}, // an issue merges nothing
	} {
		w := routes{"GET /repos/acme/site/issues/7/timeline": text(200, fmt.Sprintf(`[{"event":"cross-referenced","source":{"issue":%s}}]`,
			issueRow("beta/site", 4, fmt.Sprintf(`%s,"body":%q`, c.extra, c.body))))}.wire()
		var got []Listing[Event]
		if err := tokenClient(t, w, nil).Timeline(t.Context(), 0, site7, 100, collect(&got)); err != nil || got[0].Items[0].WillClose != c.want {
			t.Errorf("%q: got %v, want %v", c.body, got[0].Items[0].WillClose, c.want)
		}
	}
}

func TestTimelineGrowsAndIsStored(t *testing.T) {
	w := routes{
		"GET /user": text(200, user),
		"GET /repos/acme/site/issues/7/timeline": paged(250, "", func(i int) string {
			return fmt.Sprintf(`{"event":"commented","id":%d,"actor":{"login":"ada"},"body":"c%d","created_at":"2026-04-01T10:00:00Z"}`, i+1, i)
		}),
		"GET /repos/acme/site/issues/8/timeline": text(200, `[{"event":"reviewed","id":1,"user":{"login":"bob"},"state":"approved","submitted_at":"2026-04-01T10:00:00Z"}]`),
		"GET /repos/acme/site/issues/9/timeline": text(410, `{"message":"This issue was deleted"}`),
	}.wire()
	dir := t.TempDir()
	c := tokenClient(t, w, store.Open(dir, "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	var got []Listing[Event]
	if err := c.Timeline(t.Context(), 0, site7, 100, collect(&got)); err != nil || len(got) != 1 || len(got[0].Items) != 100 || w.count("timeline") != 1 {
		t.Errorf("got %d listings, %v by %d requests, want one page", len(got), err, w.count("timeline"))
	}
	got = nil
	if err := c.Timeline(t.Context(), 0, site7, 1000, collect(&got)); err != nil {
		t.Fatal(err)
	}
	// The stored beginning comes first, and no listing is shorter than the one before.
	if got[0].Fresh || len(got[0].Items) != 100 || len(got[len(got)-1].Items) != 250 || got[len(got)-1].Total != 250 {
		t.Errorf("got %d listings, the last of %d, want all 250 behind the stored ones", len(got), len(got[len(got)-1].Items))
	}
	for n := 1; n < len(got); n++ {
		if len(got[n].Items) < len(got[n-1].Items) {
			t.Errorf("got %d events after %d, want a list that only grows", len(got[n].Items), len(got[n-1].Items))
		}
	}
	later := tokenClient(t, w, store.Open(dir, "", nil))
	if l, ok := later.StoredTimeline(0, site7); !ok || len(l.Items) != 250 || l.Items[249] != got[len(got)-1].Items[249] {
		t.Errorf("got %d stored events, %v, want all", len(l.Items), ok)
	}
	ref8 := IssueRef{site7.Repo, 8}
	c.keepIssues(0, []Issue{{IssueRef: ref8, Pull: true}})
	if err := c.Timeline(t.Context(), 0, ref8, 100, collect(&got)); err != nil {
		t.Fatal(err)
	}
	found := NewAccounts(c).SearchStored(t.Context(), IssueSearch{Text: "reviewed-by:bob", Scopes: inRepo("me")})
	if !slices.Equal(numbersOf(found), []int{8}) || len(found.Unanswered) != 0 {
		t.Errorf("got %v, unanswered %q, want the review that the conversation told", numbersOf(found), found.Unanswered)
	}
	found = NewAccounts(c).SearchStored(t.Context(), IssueSearch{Text: "review:approved", Scopes: inRepo("me")})
	if !slices.Equal(numbersOf(found), []int{8}) || len(found.Unanswered) != 1 {
		t.Errorf("got %v, unanswered %q, want the decision unknown", numbersOf(found), found.Unanswered)
	}
	if err := c.Timeline(t.Context(), 0, IssueRef{site7.Repo, 9}, 100, collect(&got)); !errors.Is(err, ErrGone) {
		t.Errorf("got %v, want ErrGone", err)
	}
}

// FuzzEvent takes whatever a server may send as a conversation.
func FuzzEvent(f *testing.F) {
	f.Add(`{"event":"cross-referenced","source":{"issue":{"number":4,"pull_request":{},"body":"Fixes #7","labels":["a",{"name":1}]}}}`)
	f.Add(`{"event":"line-commented","comments":[null,{}],"label":null,"rename":{},"requested_team":{},"sub_issue":{"number":1}}`)
	f.Add(`{"event":"committed","author":{"date":7},"message":"\r\n"}`)
	f.Add(`[]`)
	c := tokenClient(f, nil, nil)
	f.Fuzz(func(t *testing.T, text string) {
		var j eventJSON
		if json.Unmarshal([]byte(text), &j) != nil {
			return
		}
		e := c.event(j, site7)
		l := Listing[Event]{Items: []Event{e}, At: day}
		if got, ok := eventRows().decode(eventRows().encode(l)); !ok || got.Items[0].Kind != e.Kind || eventKey(e) == "" {
			t.Errorf("%s: got %+v, %v, want it kept", text, got, ok)
		}
	})
}

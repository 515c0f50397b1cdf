package conversation

import (
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
)

// rowsOf is what a run of events looks like.
func rowsOf(p *Pane, events ...github.Event) string {
	b := &builder{p: p, th: p.o.Theme, now: today(), width: 200}
	b.run(events)
	var rows []string
	for _, x := range b.pieces {
		for _, l := range x.lines {
			var s strings.Builder
			for _, part := range l {
				s.WriteString(part.text)
			}
			rows = append(rows, strings.TrimRight(s.String(), " "))
		}
	}
	return strings.TrimSpace(strings.Join(rows, "\n"))
}

func TestEventsInWords(t *testing.T) {
	p := opened(t, anIssue(), 12)
	source := func(n int, s github.IssueState) *github.Issue {
		return &github.Issue{IssueRef: ref(n), Pull: true, State: s, Title: "Mend it"}
	}
	sha := "0123456789abcdef"
	for _, tt := range []struct {
		e    github.Event
		want string
	}{
		{github.Event{Kind: "closed"}, "• ada closed this"},
		{github.Event{Kind: "closed", State: "completed"}, "• ada closed this"},
		{github.Event{Kind: "closed", State: "duplicate"}, "• ada closed this as a duplicate"},
		{github.Event{Kind: "closed", Commit: sha}, "• ada closed this with 0123456"},
		{github.Event{Kind: "reopened"}, "• ada reopened this"},
		{github.Event{Kind: "merged", Commit: sha}, "• ada merged this as 0123456"},
		{github.Event{Kind: "labeled", Label: github.Label{Name: "bug"}}, "• ada added bug"},
		{github.Event{Kind: "unlabeled", Label: github.Label{Name: "bug"}}, "• ada removed bug"},
		{github.Event{Kind: "assigned", Other: "Ada"}, "• ada took this on"},
		{github.Event{Kind: "unassigned", Other: "bob"}, "• ada unassigned bob"},
		{github.Event{Kind: "milestoned", Other: "v1"}, "• ada added this to the milestone v1"},
		{github.Event{Kind: "demilestoned", Other: "v1"}, "• ada removed this from the milestone v1"},
		{github.Event{Kind: "renamed", From: "a", To: "b"}, `• ada changed the title from "a" to "b"`},
		{github.Event{Kind: "locked", Other: "too heated"}, "• ada locked the conversation as too heated"},
		{github.Event{Kind: "locked"}, "• ada locked the conversation"},
		{github.Event{Kind: "referenced", Commit: sha, Title: "Mend"}, "• ada referred to this in commit 0123456 Mend"},
		{github.Event{Kind: "cross-referenced", Source: source(3, github.IssueDraft)}, "• ada mentioned this in ◌ draft #3 Mend it"},
		{github.Event{Kind: "cross-referenced", Source: source(3, github.IssueOpen), WillClose: true}, "• ada will close this with ◇ open #3 Mend it"},
		{github.Event{Kind: "cross-referenced", Source: source(3, github.IssueMerged), WillClose: true}, "• ada wrote of closing this in ◆ merged #3 Mend it"},
		{github.Event{Kind: "cross-referenced"}, "• ada mentioned this elsewhere"},
		{github.Event{Kind: "committed", Commit: sha, Title: "Mend"}, "• 0123456 Mend"},
		{github.Event{Kind: "head_ref_force_pushed", Commit: sha}, "• ada force-pushed the branch to 0123456"},
		{github.Event{Kind: "review_requested", Other: "bob"}, "• ada asked for a review by bob"},
		{github.Event{Kind: "review_dismissed", Body: "Old.\nVery."}, "• ada dismissed a review\n  Old."},
		{github.Event{Kind: "ready_for_review"}, "• ada marked this as ready for review"},
		{github.Event{Kind: "connected"}, "• ada linked an issue or pull request by hand"},
		{github.Event{Kind: "subscribed"}, "• subscribed: ada"},
		{github.Event{Kind: "closed", Performed: "robot"}, "• ada closed this by the App robot"},
		{github.Event{Kind: "sung_about", Other: "a song"}, "• ada sung_about a song"},
		{github.Event{Kind: "\x1b[2Jsung"}, "• ada sung"},
		{github.Event{Kind: "line-commented"}, ""},
	} {
		tt.e.Actor = "ada"
		if got := rowsOf(p, tt.e); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.e, got, tt.want)
		}
	}
	label := func(kind, actor, name string) github.Event {
		return github.Event{Kind: kind, Actor: actor, Label: github.Label{Name: name}}
	}
	if got, want := rowsOf(p, label("unlabeled", "ada", "x"), label("labeled", "ada", "y"), label("labeled", "ada", "z"), label("labeled", "bob", "w")), "• ada added y, z and removed x\n• bob added w"; got != want {
		t.Errorf("labels: got %q, want %q", got, want)
	}
	if got, want := rowsOf(p, github.Event{Kind: "mentioned", Actor: "ada"}, github.Event{Kind: "mentioned"}), "• mentioned: ada, ghost"; got != want {
		t.Errorf("mentions: got %q, want %q", got, want)
	}
}

func TestMergeabilityInWords(t *testing.T) {
	for state, want := range map[string]string{
		"clean": "can be merged", "dirty": "conflicts", "blocked": "not satisfied", "behind": "behind the base",
		"unstable": "failing or pending", "draft": "draft", "has_hooks": "hooks", "unknown": "still working out",
	} {
		if got := mergeability(&github.PullRequest{MergeableState: state}); !strings.Contains(got.text, want) {
			t.Errorf("%s: got %q, want %q in it", state, got.text, want)
		}
	}
	for m, want := range map[github.Mergeable]string{github.MergeableYes: "no conflicts", github.MergeableNo: "there are conflicts"} {
		if got := mergeability(&github.PullRequest{Mergeable: m}); !strings.Contains(got.text, want) {
			t.Errorf("%d: got %q, want %q in it", m, got.text, want)
		}
	}
}

func TestTheKindsOfLinks(t *testing.T) {
	other := github.Issue{IssueRef: ref(12), Title: "The counter is wrong"}
	link := func(l github.Link) github.Link {
		if l.Issue.Number == 0 {
			l.Issue = ref(12)
		}
		if l.Pull.Number == 0 && l.Kind != github.LinkMention {
			l.Pull = ref(15)
		}
		l.Other = other
		return l
	}
	sha := strings.Repeat("c", 40)
	for _, tc := range []struct {
		link        github.Link
		pull, issue string
	}{
		{link(github.Link{Kind: github.LinkCloses, Recognised: github.Recognised}), "closes        ○ open #12 The counter is wrong  by keyword\n\n", "closed by     ○ open #15 The counter is wrong  by keyword\n"},
		{link(github.Link{Kind: github.LinkCloses, Recognised: github.NotRecognised, Why: "it goes into release/1.2, which is not the default branch"}),
			"closes        ○ open #12 The counter is wrong  not counted by GitHub\n                it goes into release/1.2, which is not the default branch\n", "closed by     ○ open #15 The counter is wrong  not counted by GitHub\n                it goes"},
		{link(github.Link{Kind: github.LinkCloses, Why: "this host cannot be asked"}), "by text only\n                this host cannot be asked\n", "by text only\n                this host"},
		{link(github.Link{Kind: github.LinkManual, Where: github.LinkOnWeb, Recognised: github.Recognised}), "closes        ○ open #12 The counter is wrong  linked by hand\n", "closed by     ○ open #15 The counter is wrong  linked by hand\n"},
		{link(github.Link{Kind: github.LinkManual, Where: github.LinkInBranch, Why: "the branch was made for it"}), "by its branch\n\n", "by its branch\n"},
		{link(github.Link{Kind: github.LinkCommit, Commit: sha, Why: "it is no link"}), "closes        ○ open #12 The counter is wrong  by a commit\n", "closed by     ○ open #15 The counter is wrong  by a commit\n"},
		{link(github.Link{Kind: github.LinkRefers}), "refers to     ○ open #12 The counter is wrong\n", "referred by   ○ open #15"},
		{github.Link{Issue: ref(12), Kind: github.LinkMention, Commit: sha}, "", "mentioned by  ccccccc\n"},
		{github.Link{Issue: ref(12), Pull: ref(15), Kind: github.LinkMention, Where: github.LinkInComment, Other: other}, "mentions      ○ open #12 The counter is wrong  in a comment\n", "mentioned by  ○ open #15 The counter is wrong  in a comment\n"},
		{github.Link{Issue: ref(12), Pull: ref(15), Kind: github.LinkMention}, "mentions      #12 not looked at yet\n", "mentioned by  #15 not looked at yet\n"},
	} {
		c := aPull()
		c.linked, c.events = []github.Link{tc.link}, nil
		if got := whole(opened(t, c, 15)); tc.pull != "" && !strings.Contains(got, tc.pull) {
			t.Errorf("%+v: got\n%s\nwant %q in it", tc.link, got, tc.pull)
		}
		c = anIssue()
		c.linked, c.events = []github.Link{tc.link}, nil
		if got := whole(opened(t, c, 12)); !strings.Contains(got, tc.issue) {
			t.Errorf("%+v: got\n%s\nwant %q in it", tc.link, got, tc.issue)
		}
	}
}

func TestAStateInWords(t *testing.T) {
	for want, i := range map[string]github.Issue{
		"○ open issue":                        {State: github.IssueOpen},
		"○ open issue  acme/api#12  reopened": {State: github.IssueOpen, Reason: "reopened"},
		"✓ closed issue":                      {State: github.IssueClosed, Reason: "completed"},
		"⊘ issue closed as not planned":       {State: github.IssueNotPlanned, Reason: "not_planned"},
		"⊘ issue closed as a duplicate":       {State: github.IssueNotPlanned, Reason: "duplicate"},
		"◇ open pull request":                 {State: github.IssueOpen, Pull: true},
		"◌ draft pull request":                {State: github.IssueDraft, Pull: true},
		"◆ merged pull request":               {State: github.IssueMerged, Pull: true},
		"✗ closed pull request":               {State: github.IssueClosed, Pull: true},
	} {
		i.IssueRef, i.Title = ref(12), "Title"
		c := &client{issue: i}
		if i.Pull {
			c.pull = &github.PullRequest{Issue: i}
		}
		if got := panetest.Text(opened(t, c, 12).View(true)); !strings.Contains(got, want) {
			t.Errorf("%+v: got\n%s\nwant %q in it", i.State, got, want)
		}
	}
}

func TestATextFromOutsideIsClipped(t *testing.T) {
	if got := clip(strings.Repeat("長", 70_000)); len(got) > clipped+len(text.Ellipsis) || !strings.HasSuffix(got, text.Ellipsis) {
		t.Errorf("got %d bytes, want at most %d and a mark", len(got), clipped)
	}
}

func TestTail(t *testing.T) {
	for hunk, want := range map[string]string{
		"": "", "\n\n": "", "@@ -1 +1 @@": "@@ -1 +1 @@", "@@ x\n a\n+b": " a|+b", "@@ x\n a\n b\n c\n d\n e": " b| c| d| e", "a\n\n\nb": "a|||b",
	} {
		if got := strings.Join(tail(hunk, hunkRows), "|"); got != want {
			t.Errorf("%q: got %q, want %q", hunk, got, want)
		}
	}
}

func TestTheReviewersLastWordCounts(t *testing.T) {
	c := aPull()
	c.events = []github.Event{
		{Kind: "reviewed", Actor: "bob", State: "changes_requested"}, {Kind: "reviewed", Actor: "carl", State: "commented"},
		{Kind: "reviewed", Actor: "bob", State: "approved"}, {Kind: "reviewed", Actor: "bob", State: "commented"},
	}
	p := opened(t, c, 15)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "reviews    bob approved, carl reviewed") {
		t.Errorf("got\n%s", got)
	}
}

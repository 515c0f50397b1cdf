package embedded_test

import (
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

type reviewComment struct {
	ID           int64
	ReviewID     int64 `json:"pull_request_review_id"`
	Path         string
	Body         string
	DiffHunk     string `json:"diff_hunk"`
	Line         *int
	OriginalLine int `json:"original_line"`
	Side         string
	Position     *int
	InReplyTo    int64  `json:"in_reply_to_id"`
	CommitID     string `json:"commit_id"`
}

func TestReviews(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	type review struct {
		ID          int64
		State, Body string
		User        *login
		CommitID    string    `json:"commit_id"`
		Submitted   time.Time `json:"submitted_at"`
	}
	list := decode[[]review](t, c.get("/repos/acme/app/pulls/4/reviews"), 200)
	if len(list) != 1 || list[0].State != "CHANGES_REQUESTED" || list[0].User.Login != "ada" || list[0].CommitID != git(t, dir, "", "rev-parse", "main") || !list[0].Submitted.Equal(hour(14)) {
		t.Errorf("got %+v", list)
	}
	for path, status := range map[string]int{"4/reviews/6001": 200, "4/reviews/1": 404, "4/reviews/x": 404, "1/reviews": 404, "5/reviews": 200} {
		if r := c.get("/repos/acme/app/pulls/" + path); r.status != status {
			t.Errorf("%s: got %d, want %d", path, r.status, status)
		}
	}
}

func TestReviewComments(t *testing.T) {
	c := serveIssues(t)
	list := decode[[]reviewComment](t, c.get("/repos/acme/app/pulls/4/comments"), 200)
	if len(list) != 3 {
		t.Fatalf("got %d, want 3", len(list))
	}
	first, old, answer := list[0], list[1], list[2]
	if first.ID != 7001 || first.ReviewID != 6001 || first.Path != "branch.txt" || *first.Line != 1 || *first.Position != 1 || first.Side != "RIGHT" ||
		first.InReplyTo != 0 || first.DiffHunk != "@@ -0,0 +1 @@\n+b" {
		t.Errorf("got %+v", first)
	}
	if old.ID != 7003 || old.Line != nil || old.Position != nil || old.OriginalLine != 3 || old.DiffHunk != "@@ -0,0 +1,19000 @@\n+0\n+1\n+2" {
		t.Errorf("got %+v, want one without a line", old)
	}
	if answer.ID != 7002 || answer.InReplyTo != 7001 || answer.DiffHunk != first.DiffHunk {
		t.Errorf("got %+v, want a reply", answer)
	}
	if got := decode[reviewComment](t, c.get("/repos/acme/app/pulls/comments/7002"), 200); got.Body != "Because." || got.InReplyTo != 7001 {
		t.Errorf("got %+v", got)
	}
	if r := c.get("/repos/acme/app/pulls/comments/1"); r.status != 404 {
		t.Errorf("got %d, want 404", r.status)
	}
	list = decode[[]reviewComment](t, c.get("/repos/acme/app/pulls/4/comments?sort=created&direction=desc&per_page=1"), 200)
	if len(list) != 1 || list[0].ID != 7002 {
		t.Errorf("got %+v, want the newest", list)
	}
}

// A hunk is what the diff has from its header to the line.
func TestHunks(t *testing.T) {
	var i importer
	i.commit("main", "Ada", "ada@example.org", "Start")
	i.file("100644", "a.txt", lines(40, "line "))
	i.commit("main", "Ada", "ada@example.org", "Change")
	changed := strings.Replace(lines(40, "line "), "line 5\n", "line five\nand a half\n", 1)
	i.file("100644", "a.txt", strings.Replace(changed, "line 30\n", "", 1))
	w := world(bare(t, i.String()))
	thread := func(line int, side, path string) embedded.Thread {
		return embedded.Thread{Path: path, Line: line, Side: side, Comments: []embedded.Comment{{Body: "x", CreatedAt: hour(line)}}}
	}
	w.Repositories[0].Issues = func() embedded.IssueData {
		return embedded.IssueData{Issues: []embedded.Issue{{Number: 1, Title: "x", CreatedAt: hour(0), Pull: &embedded.Pull{
			Base: "main", BaseCommit: "main~1", HeadCommit: "main", Branch: "x", Reviews: []embedded.Review{{State: "COMMENTED", At: hour(1), Threads: []embedded.Thread{
				thread(3, "", "a.txt"), thread(6, "LEFT", "a.txt"), thread(6, "RIGHT", "a.txt"), thread(7, "", "a.txt"), thread(20, "", "a.txt"), thread(31, "LEFT", "a.txt"), thread(32, "", "b.txt"), thread(33, "", "../a.txt"),
			}}},
		}}}}
	}
	c := serve(t, w, embedded.Options{}).as("token ada-classic")
	const top = "@@ -3,7 +3,8 @@ line 1\n line 2"
	want := []string{
		top, top + "\n line 3\n line 4\n-line 5", top + "\n line 3\n line 4\n-line 5\n+line five", top + "\n line 3\n line 4\n-line 5\n+line five\n+and a half", "",
		"@@ -28,7 +29,6 @@ line 26\n line 27\n line 28\n line 29\n-line 30", "", "",
	}
	list := decode[[]reviewComment](t, c.get("/repos/acme/app/pulls/1/comments"), 200)
	for n, k := range list {
		if k.DiffHunk != want[n] {
			t.Errorf("line %d %s: got %q, want %q", k.OriginalLine, k.Side, k.DiffHunk, want[n])
		}
	}
	if len(list) != len(want) || *list[5].Position != 14 {
		t.Errorf("got %d comments, the sixth at %v, want %d, at 14", len(list), *list[5].Position, len(want))
	}
}

package embedded_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

type commitReply struct {
	SHA    string
	Commit struct {
		Author  struct{ Name, Email, Date string }
		Message string
		Tree    struct{ SHA string }
	}
	Author  *struct{ Login string }
	Parents []struct{ SHA string }
	Stats   struct{ Total, Additions, Deletions int }
	Files   []fileReply
}

type fileReply struct {
	SHA              *string
	Filename, Status string
	Additions        int
	Deletions        int
	Changes          int
	Patch            *string
	Previous         string  `json:"previous_filename"`
	BlobURL          *string `json:"blob_url"`
}

func subjects(list []commitReply) string {
	var s []string
	for _, k := range list {
		subject, _, _ := strings.Cut(k.Commit.Message, "\n")
		s = append(s, subject)
	}
	return strings.Join(s, "|")
}

func sampleServer(t *testing.T) (*client, string) {
	dir := bare(t, sample())
	return serve(t, world(dir), embedded.Options{}).as("token ada-classic"), dir
}

func TestListCommits(t *testing.T) {
	c, dir := sampleServer(t)
	root := git(t, dir, "", "rev-list", "--max-parents=0", "main")
	tests := []struct {
		query string
		want  string // subjects, newest first
	}{
		{"", "Merge|On a branch||Large patches|Many files|Rename, delete, change the type, the mode and bytes|Start"},
		{"sha=main&per_page=2", "Merge|On a branch"},
		{"sha=fix/%2312-x&per_page=1", "On a branch"},
		{"sha=refs/heads/unrelated", "Another root"},
		{"sha=v1.0.0&per_page=1", "Merge"},
		{"sha=" + root, "Start"},
		{"sha=" + root[:8], "Start"},
		{"sha=HEAD&per_page=1", "Merge"},
		{"per_page=3&page=3", "Start"},
		{"page=9", ""},
		{"path=logo.bin", "Rename, delete, change the type, the mode and bytes|Start"},
		{"path=" + url.QueryEscape("b/länge 語.txt"), "Rename, delete, change the type, the mode and bytes"},
		{"path=/many/", "Many files"},
		{"path=*", ""},
		{"path=:(top)README.md", ""},
		{"path=../README.md", ""},
		{"path=--all", ""},
		{"author=bo", "Rename, delete, change the type, the mode and bytes"},
		{"author=BO@example.org", "Rename, delete, change the type, the mode and bytes"},
		{"author=cy", "Many files"},
		{"author=.*", ""},
		{"since=2026-02-02T02:40:00%2B00:00&until=2026-02-02T02:43:30Z", "Many files|Rename, delete, change the type, the mode and bytes|Start"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			list := decode[[]commitReply](t, c.get("/repos/acme/app/commits?"+tt.query), 200)
			if got := subjects(list); got != tt.want || len(list) == 0 && tt.want != "" {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	refused := []struct {
		path    string
		status  int
		message string
	}{
		{"/repos/acme/app/commits?sha=nope", 404, "Not Found"},
		{"/repos/acme/app/commits?sha=-all", 404, "Not Found"},
		{"/repos/acme/app/commits?sha=main~1", 404, "Not Found"},
		{"/repos/acme/app/commits?sha=main%0AHEAD", 404, "Not Found"},
		{"/repos/acme/app/commits?since=then", 422, "Validation Failed"},
		{"/repos/acme/empty/commits", 409, "Git Repository is empty."},
		{"/repos/acme/empty/commits?sha=x", 409, "Git Repository is empty."},
		{"/repos/acme/app/commits/nope", 422, "No commit found for SHA: nope"},
		{"/repos/acme/app/commits/" + strings.Repeat("0", 40), 422, "No commit found for SHA: " + strings.Repeat("0", 40)},
		{"/repos/acme/empty/commits/main", 409, "Git Repository is empty."},
		{"/repos/acme/app/git/commits/main", 422, "The sha parameter must be exactly 40 characters and contain only [0-9a-f]."},
		{"/repos/acme/app/compare/main...nope", 404, "Not Found"},
		{"/repos/acme/app/compare/main", 404, "Not Found"},
		{"/repos/acme/app/compare/main...unrelated", 404, "No common ancestor between main and unrelated."},
	}
	for _, tt := range refused {
		if r := c.get(tt.path); r.status != tt.status || r.message() != tt.message {
			t.Errorf("%s: got %d %q, want %d %q", tt.path, r.status, r.message(), tt.status, tt.message)
		}
	}
}

func TestCommitLinks(t *testing.T) {
	c, _ := sampleServer(t)
	if got := c.get("/repos/acme/app/commits?per_page=3").header.Get("Link"); !strings.Contains(got, `page=2&per_page=3>; rel="next"`) || !strings.Contains(got, `page=3&per_page=3>; rel="last"`) {
		t.Errorf("got %s, want next 2 and last 3", got)
	}
	if got := c.get("/repos/acme/app/commits?per_page=3&page=3").header.Get("Link"); strings.Contains(got, "next") || !strings.Contains(got, `page=2&per_page=3>; rel="prev"`) {
		t.Errorf("got %s on the last page, want prev 2 and no next", got)
	}
	// A path's history is not counted: there is a next page, but no last one.
	if got := c.get("/repos/acme/app/commits?path=logo.bin&per_page=1").header.Get("Link"); !strings.Contains(got, `rel="next"`) || strings.Contains(got, "last") {
		t.Errorf("got %s, want next without last", got)
	}
}

func TestCommitFields(t *testing.T) {
	c, dir := sampleServer(t)
	list := decode[[]commitReply](t, c.get("/repos/acme/app/commits"), 200)
	first := list[len(list)-1]
	if a := first.Commit.Author; a.Name != "Ada" || a.Email != "ada@example.org" || a.Date != "2026-02-02T02:41:00Z" {
		t.Errorf("got author %+v, want Ada at 02:41 in UTC", a)
	}
	if first.Author == nil || first.Author.Login != "ada" || first.Commit.Message != "Start\n\nWith a body." || len(first.Parents) != 0 {
		t.Errorf("got %+v, want ada's first commit with its body", first)
	}
	if many := list[4]; many.Author == nil || many.Author.Login != "cy" {
		t.Errorf("got account %v, want cy by the no-reply address", many.Author)
	}
	if merge := list[0]; len(merge.Parents) != 2 || merge.Parents[0].SHA != git(t, dir, "", "rev-parse", "main^1") {
		t.Errorf("got parents %v, want two, the first as in git", merge.Parents)
	}
	if tree := first.Commit.Tree.SHA; tree != git(t, dir, "", "rev-parse", first.SHA+"^{tree}") {
		t.Errorf("got tree %s, want git's", tree)
	}
	data := decode[struct{ SHA, Message string }](t, c.get("/repos/acme/app/git/commits/"+first.SHA), 200)
	if data.SHA != first.SHA || data.Message != first.Commit.Message {
		t.Errorf("got %+v, want the same commit", data)
	}
}

func TestCommitFiles(t *testing.T) {
	c, dir := sampleServer(t)
	sha := git(t, dir, "", "rev-parse", "main~4")
	k := decode[commitReply](t, c.get("/repos/acme/app/commits/"+sha), 200)
	files := map[string]fileReply{}
	for _, f := range k.Files {
		files[f.Filename] = f
	}
	patch := func(name string) string {
		if p := files[name].Patch; p != nil {
			return *p
		}
		return "none"
	}
	renamed := files["b/länge 語.txt"]
	if renamed.Status != "renamed" || renamed.Previous != "a/long.txt" || renamed.Additions != 1 || renamed.Deletions != 1 {
		t.Errorf("got %+v, want a rename with a line changed", renamed)
	}
	if want := "@@ -5,7 +5,7 @@ line 3\n line 4\n line 5\n line 6\n-line 7\n+line seven\n line 8\n line 9\n line 10"; patch("b/länge 語.txt") != want {
		t.Errorf("got patch %q, want %q", patch("b/länge 語.txt"), want)
	}
	if f := files["link"]; f.Status != "changed" || patch("link") != "@@ -1 +0,0 @@\n-README.md\n\\ No newline at end of file\n@@ -0,0 +1 @@\n+now a file" {
		t.Errorf("got %+v %q, want both halves of the changed type", f, patch("link"))
	}
	if f := files["run.sh"]; f.Status != "modified" || f.Changes != 0 || patch("run.sh") != "none" {
		t.Errorf("got %+v, want a changed mode without patch", f)
	}
	if f := files["logo.bin"]; f.Status != "modified" || f.Changes != 0 || patch("logo.bin") != "none" || f.SHA == nil {
		t.Errorf("got %+v, want a changed binary without patch", f)
	}
	if got := patch("no-newline"); got != "@@ -0,0 +1 @@\n+x\n\\ No newline at end of file" {
		t.Errorf("got %q, want the mark of the missing newline", got)
	}
	if k.Stats.Total != k.Stats.Additions+k.Stats.Deletions || k.Stats.Additions != 3 || k.Stats.Deletions != 2 {
		t.Errorf("got stats %+v, want 3 added, 2 deleted", k.Stats)
	}

	root := decode[commitReply](t, c.get("/repos/acme/app/commits/"+git(t, dir, "", "rev-parse", "main~5")), 200)
	for _, f := range root.Files {
		if f.Status != "added" {
			t.Errorf("got %s %s in the first commit, want added", f.Status, f.Filename)
		}
		if f.Filename == "vendor/dep" && (f.BlobURL != nil || f.Patch == nil || !strings.Contains(*f.Patch, "+Subproject commit 12345678")) {
			t.Errorf("got %+v, want a submodule's line and no blob", f)
		}
	}
	if len(root.Files) != 8 {
		t.Errorf("got %d files, want 8", len(root.Files))
	}
}

func TestCommitFilePages(t *testing.T) {
	c, dir := sampleServer(t)
	sha := git(t, dir, "", "rev-parse", "main~3")
	seen := map[string]bool{}
	path, pages := "/repos/acme/app/commits/"+sha, 0
	for path != "" {
		r := c.get(path)
		k := decode[commitReply](t, r, 200)
		pages++
		if k.SHA != sha || k.Stats.Additions != 610 {
			t.Errorf("page %d: got %s with %d additions, want all of the commit's on each page", pages, k.SHA, k.Stats.Additions)
		}
		for _, f := range k.Files {
			if f.Patch == nil || *f.Patch != "@@ -0,0 +1 @@\n+x" {
				t.Fatalf("got %+v, want its patch", f)
			}
			seen[f.Filename] = true
		}
		path = ""
		for _, link := range strings.Split(r.header.Get("Link"), ", ") {
			if at, ok := strings.CutSuffix(link, `>; rel="next"`); ok {
				path = strings.TrimPrefix(at, "<")
			}
		}
	}
	if pages != 3 || len(seen) != 610 {
		t.Errorf("got %d files on %d pages, want 610 on 3", len(seen), pages)
	}
}

func TestLargePatchesAreLeftOut(t *testing.T) {
	c, dir := sampleServer(t)
	k := decode[commitReply](t, c.get("/repos/acme/app/commits/"+git(t, dir, "", "rev-parse", "main~2")), 200)
	for _, f := range k.Files {
		want := f.Filename == "large/under.txt"
		if got := f.Patch != nil; got != want || f.Additions == 0 {
			t.Errorf("%s: got patch %v, %d additions, want patch %v", f.Filename, got, f.Additions, want)
		}
	}
	if len(k.Files) != 3 {
		t.Errorf("got %d files, want 3", len(k.Files))
	}
}

func TestCommitMediaTypes(t *testing.T) {
	c, dir := sampleServer(t)
	sha := git(t, dir, "", "rev-parse", "main")
	r := c.get("/repos/acme/app/commits/main", "Accept", "application/vnd.github.sha")
	if r.body != sha || !strings.HasPrefix(r.header.Get("Content-Type"), "application/vnd.github.sha") {
		t.Errorf("got %q as %q, want the id", r.body, r.header.Get("Content-Type"))
	}
	if r := c.get("/repos/acme/app/commits/main~0"); r.status != 422 {
		t.Errorf("got %d for a revision expression, want 422", r.status)
	}
	diff := c.get("/repos/acme/app/commits/fix/%2312-x", "Accept", "application/vnd.github.v3.diff")
	if diff.status != 200 || !strings.HasPrefix(diff.body, "diff --git a/branch.txt b/branch.txt\n") {
		t.Errorf("got %d %q, want a diff", diff.status, diff.body)
	}
	patch := c.get("/repos/acme/app/commits/main", "Accept", "application/vnd.github.patch")
	if patch.status != 200 || !strings.HasPrefix(patch.body, "From "+sha) || !strings.Contains(patch.body, "+b") {
		t.Errorf("got %d %q, want a mail with the merge's change", patch.status, patch.body)
	}
}

func TestCompare(t *testing.T) {
	c, dir := sampleServer(t)
	type comparison struct {
		Status    string
		Ahead     int           `json:"ahead_by"`
		Behind    int           `json:"behind_by"`
		Total     int           `json:"total_commits"`
		Base      commitReply   `json:"base_commit"`
		MergeBase commitReply   `json:"merge_base_commit"`
		Commits   []commitReply `json:"commits"`
		Files     []fileReply
	}
	tests := []struct {
		name, status  string
		ahead, behind int
		commits       string
		files         int
	}{
		{"light...main", "ahead", 2, 0, "On a branch|Merge", 1},
		{"main...light", "behind", 0, 2, "", 0},
		{"main...main", "identical", 0, 0, "", 0},
		{"acme:light...ACME:fix%2F%2312-x", "ahead", 1, 0, "On a branch", 1},
		{"light...main?per_page=1", "ahead", 2, 0, "On a branch", 1},
		{"light...main?per_page=1&page=2", "ahead", 2, 0, "Merge", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := decode[comparison](t, c.get("/repos/acme/app/compare/"+tt.name), 200)
			if got.Status != tt.status || got.Ahead != tt.ahead || got.Behind != tt.behind || got.Total != tt.ahead || subjects(got.Commits) != tt.commits || len(got.Files) != tt.files {
				t.Errorf("got %s, %d ahead, %d behind, %q, %d files, want %+v", got.Status, got.Ahead, got.Behind, subjects(got.Commits), len(got.Files), tt)
			}
		})
	}
	got := decode[comparison](t, c.get("/repos/acme/app/compare/light...main"), 200)
	if light := git(t, dir, "", "rev-parse", "light"); got.Base.SHA != light || got.MergeBase.SHA != light {
		t.Errorf("got base %s, merge base %s, want %s", got.Base.SHA, got.MergeBase.SHA, light)
	}
}

// Whatever bytes a history holds, the answer is JSON in UTF-8.
func TestStrangeBytes(t *testing.T) {
	var i importer
	i.commit("main", "N\xff\x1b[31m", "e\x01@x", "latin \xe9 \x1b[2J \u202e\x07\r\n")
	i.file("100644", "\"f\\377 \\033.txt\"", "caf\xe9\x1b\n")
	c := serve(t, world(bare(t, i.String())), embedded.Options{}).as("token ada-classic")
	for _, path := range []string{"commits", "commits/main", "branches/main", "contents", "git/trees/main?recursive=1"} {
		if r := c.get("/repos/acme/app/" + path); r.status != 200 || !json.Valid([]byte(r.body)) || strings.ContainsAny(r.body, "\x1b\x07") {
			t.Errorf("%s: got %d %q, want valid JSON with escaped controls", path, r.status, r.body)
		}
	}
}

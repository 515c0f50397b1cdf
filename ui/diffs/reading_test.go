package diffs

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
)

// longer is a commit of three files with several hunks.
func longer() *reader {
	c := aCommit()
	c.Body, c.Files = "", []github.File{
		{Path: "a.go", Status: "modified", Additions: 3, Deletions: 2, SHA: "1", Patch: "@@ -1,4 +1,5 @@\n one\n-old name here\n-gone\n+new name here\n+more\n+Other words\n two\n@@ -20,2 +21,2 @@ func last()\n-x\n+y\n end"},
		{Path: "docs/b.md", Status: "added", Additions: 1, SHA: "2", Patch: "@@ -0,0 +1 @@\n+The NAME of it"},
		{Path: "c/long.ts", Status: "removed", Deletions: 1, SHA: "3", Patch: "@@ -1 +0,0 @@\n-" + strings.Repeat("word ", 40) + "END"},
	}
	return &reader{commit: c, owners: "*.go @mona\n/docs/ @acme/docs\n"}
}

// under is the row under the cursor as a person reads it.
func under(p *Pane) string {
	first, _ := p.list.Window()
	return strings.Trim(panetest.Text(p.View(true)[p.bars()+p.list.Cursor()-first:][:1]), " │┃")
}

func press(p *Pane, actions ...keymap.Action) (intent pane.Intent) {
	for _, a := range actions {
		intent = panetest.Send(p, a)
	}
	return intent
}

func TestJumps(t *testing.T) {
	p := opened(t, longer())
	for _, test := range []struct {
		action keymap.Action
		want   string
	}{
		{keymap.NextHunk, "@@ -1,4 +1,5 @@"}, {keymap.NextHunk, "@@ -20,2 +21,2 @@ func last()"}, {keymap.NextHunk, "@@ -0,0 +1 @@"},
		{keymap.PreviousHunk, "@@ -20,2 +21,2 @@ func last()"}, {keymap.PreviousFile, "▾ a.go  +3 -2  modified  @mona"},
		{keymap.NextFile, "▾ docs/b.md  +1 -0  added  @acme/docs"}, {keymap.NextFile, "▾ c/long.ts  +0 -1  removed"},
		{keymap.NextFile, "▾ c/long.ts  +0 -1  removed"}, {keymap.PreviousHunk, "@@ -0,0 +1 @@"},
	} {
		press(p, test.action)
		if got := under(p); got != test.want {
			t.Fatalf("%s: got %q, want %q", test.action, got, test.want)
		}
	}
	press(p, keymap.Last)
	if got := press(p, keymap.NextHunk); got != (pane.Say{Text: "no other hunk there"}) {
		t.Errorf("got %v behind the last hunk, want it said", got)
	}
	press(p, keymap.First)
	if got := press(p, keymap.PreviousHunk); got != (pane.Say{Text: "no other hunk there"}) {
		t.Errorf("got %v before the first hunk, want it said", got)
	}
	press(p, keymap.NextFile, keymap.Open, keymap.NextHunk)
	if got := under(p); got != "@@ -0,0 +1 @@" {
		t.Errorf("got %q, want the folded file passed over", got)
	}
	for _, a := range []keymap.Action{keymap.NextFile, keymap.PreviousFile, keymap.NextHunk, keymap.Open, keymap.FoldAll, keymap.Split, keymap.Wrap, keymap.SearchChanges, keymap.NextHit, keymap.Seen, keymap.CopyPatch, keymap.Right} {
		press(bare(t, &reader{}), a)
		press(opened(t, &reader{commit: github.CommitFiles{Commit: github.Commit{SHA: sha, Subject: "x"}}}), a)
	}
}

func TestFolding(t *testing.T) {
	p := opened(t, longer())
	all := p.flow.total()
	press(p, keymap.NextFile, keymap.Open)
	if got := under(p); got != "▸ a.go  +3 -2  modified  @mona" || p.flow.total() >= all {
		t.Errorf("got %q and %d rows, want the file folded", got, p.flow.total())
	}
	press(p, keymap.Open, keymap.FoldAll)
	if got := under(p); got != "▸ a.go  +3 -2  modified  @mona" {
		t.Errorf("got %q, want every file folded and the cursor where it was", got)
	}
	press(p, keymap.FoldAll)
	if p.flow.total() != all {
		t.Errorf("got %d rows, want all %d again", p.flow.total(), all)
	}
	press(p, keymap.First)
	for !strings.HasPrefix(under(p), "A docs/b.md") {
		press(p, keymap.Down)
	}
	press(p, keymap.Open)
	if got := under(p); !strings.HasPrefix(got, "▾ docs/b.md") {
		t.Errorf("got %q, want the file of the list", got)
	}
}

func TestSearch(t *testing.T) {
	p := opened(t, longer())
	press(p, keymap.SearchChanges)
	if p.Scope() != keymap.QueryText {
		t.Fatalf("got scope %s, want text", p.Scope())
	}
	panetest.Type(p, "name")
	if got := under(p); got != "2    -old name here" {
		t.Errorf("got %q, want the first hit as it is typed", got)
	}
	press(p, keymap.Accept)
	var got []string
	for range 3 {
		press(p, keymap.NextHit)
		got = append(got, under(p))
	}
	if diff := cmp.Diff([]string{"2 +new name here", "1 +The NAME of it", "2    -old name here"}, got); diff != "" {
		t.Errorf("got other hits (-want +got):\n%s", diff)
	}
	press(p, keymap.PreviousHit)
	if got := under(p); got != "1 +The NAME of it" {
		t.Errorf("got %q before the first hit, want the last one", got)
	}
	press(p, keymap.Back, keymap.SearchChanges)
	panetest.Type(p, "NAME")
	if got := under(p); got != "1 +The NAME of it" {
		t.Errorf("got %q, want capital letters to count", got)
	}
	press(p, keymap.Cancel)
	press(p, keymap.FoldAll, keymap.First, keymap.SearchChanges)
	panetest.Type(p, "END")
	if got := under(p); !strings.HasSuffix(got, "word END") || p.folded[2] || !p.folded[0] {
		t.Errorf("got %q, want the hit in a folded file, unfolded", got)
	}
	panetest.Type(p, "zzz")
	if got := press(p, keymap.Accept); got != (pane.Say{Text: "not found: ENDzzz"}) {
		t.Errorf("got %v, want it said", got)
	}
	press(p, keymap.Back)
	if got := press(p, keymap.NextHit); got != (pane.Say{Text: "nothing is searched for: / begins"}) {
		t.Errorf("got %v, want it said", got)
	}
}

func TestFindingFiles(t *testing.T) {
	for query, want := range map[string][]string{
		"":             {"a.go", "docs/b.md", "c/long.ts"},
		"lng":          {"c/long.ts"},
		"@acme":        {"docs/b.md"},
		"mine":         {"a.go"},
		"status:added": {"docs/b.md"},
		"status:D":     {"c/long.ts"},
		"ext:go":       {"a.go"},
		"*.md":         {"docs/b.md"},
		"seen:yes":     {"c/long.ts"},
		"seen:no a":    {"a.go"},
		"ext:md @mona": nil,
	} {
		r := longer()
		r.marks.set = map[string]bool{"c/long.ts": true}
		p := opened(t, r)
		press(p, keymap.Filter)
		panetest.Type(p, query)
		var got []string
		for _, i := range p.order {
			got = append(got, p.change.files[i].Path)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: got other files (-want +got):\n%s", query, diff)
		}
		panetest.Fill(t, query, p)
		press(p, keymap.Accept)
		if len(want) > 0 && query != "" && !strings.Contains(under(p), want[0]) {
			t.Errorf("%q: got %q, want the first file", query, under(p))
		}
		press(p, keymap.Back)
		if len(p.order) != 3 {
			t.Errorf("%q: got %d files after going back, want all", query, len(p.order))
		}
	}
}

func TestSeenFiles(t *testing.T) {
	r := longer()
	p := opened(t, r)
	press(p, keymap.NextFile, keymap.Seen)
	if !r.marks.set["a.go"] || !strings.HasPrefix(under(p), "▾ docs/b.md") || !p.folded[0] {
		t.Errorf("got marks %v and the cursor on %q, want a.go seen and folded, and the next file", r.marks.set, under(p))
	}
	if got := p.Status().Count; got != "2 of 3 files, 1 seen" {
		t.Errorf("got count %q", got)
	}
	again := opened(t, r)
	if !again.folded[0] || again.folded[1] || !strings.Contains(pageOf(again), "▸ a.go  +3 -2  modified  ✓ seen") {
		t.Errorf("got\n%s\nwant the file seen before folded", pageOf(again))
	}
	press(p, keymap.PreviousFile, keymap.Seen)
	if r.marks.set["a.go"] || p.folded[0] {
		t.Errorf("got marks %v, want none, and the file unfolded", r.marks.set)
	}
	r.marks.err = errors.New("the disk is full")
	press(p, keymap.Seen)
	if p.Status().Err == nil {
		t.Error("got no error of a mark that was not kept")
	}
}

func TestSideBySide(t *testing.T) {
	p := opened(t, longer())
	press(p, keymap.NextFile, keymap.NextHunk, keymap.Down, keymap.Down, keymap.Down)
	if got := under(p); got != "3    -gone" {
		t.Fatalf("got %q", got)
	}
	press(p, keymap.Split)
	var rows []string
	for _, row := range strings.Split(pageOf(p), "\n") {
		if left, right, ok := strings.Cut(row, "│"); ok {
			rows = append(rows, strings.TrimRight(left, " ")+"|"+strings.TrimRight(right, " "))
		}
	}
	want := []string{
		" 1  one| 1  one", " 2 -old name here| 2 +new name here", " 3 -gone| 3 +more", "| 4 +Other words", " 4  two| 5  two", "20 -x|21 +y", "21  end|22  end",
		"|1 +The NAME of it", "1 -word word word word word word word w|",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("got other rows (-want +got):\n%s", diff)
	}
	if got := under(p); !strings.HasPrefix(got, "3 -gone") {
		t.Errorf("got %q, want the cursor where it was", got)
	}
	press(p, keymap.Split)
	if got := under(p); !strings.HasPrefix(got, "3") {
		t.Errorf("got %q, want the cursor in its row", got)
	}
}

func TestWrappingAndScrolling(t *testing.T) {
	p := opened(t, longer())
	press(p, keymap.NextFile, keymap.NextFile, keymap.NextFile, keymap.NextHunk, keymap.Down)
	for range 30 {
		press(p, keymap.Right)
	}
	if got := under(p); !strings.HasSuffix(got, "END") {
		t.Errorf("got %q, want the end of the line", got)
	}
	press(p, keymap.Wrap)
	if page := pageOf(p); p.left != 0 || !strings.Contains(page, "word END") {
		t.Errorf("got\n%s\nwant the line wrapped", page)
	}
	for _, row := range strings.Split(pageOf(p), "\n") {
		if text.Width(row) > 80 {
			t.Errorf("got a row of %d cells: %q", text.Width(row), row)
		}
	}
	press(p, keymap.Split)
	panetest.Fill(t, "wrapped, side by side", p)
	p.Resize(60, 24)
	panetest.Fill(t, "narrower", p)
	long := aCommit()
	long.Body, long.Files = strings.Repeat("word ", 60)+"END", nil
	p = opened(t, &reader{commit: long})
	for range 60 {
		press(p, keymap.Right)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "END") {
		t.Errorf("got\n%s\nwant the end of a long line of the message", got)
	}
}

func TestColours(t *testing.T) {
	p := opened(t, longer())
	p.Resize(80, p.flow.total())
	rows, th := p.View(true), panetest.Theme()
	for begins, style := range map[string]text.Style{
		" 2    -old name": th.DelLine, "    2 +new name": th.AddLine, " @@ -1,4": th.Hunk, " Count requests": th.Strong, " 1  1  one": th.Dim,
	} {
		at := slices.IndexFunc(rows, func(r string) bool { return strings.HasPrefix(panetest.Text([]string{r}), begins) })
		if at < 0 || !strings.Contains(rows[at], style.Open) {
			t.Errorf("%q: got row %d, want it in its colour", begins, at)
			continue
		}
		if strings.Contains(begins, "name") {
			word := th.AddWord.Render("new")
			if strings.Contains(begins, "-old") {
				word = th.DelWord.Render("old")
			}
			if !strings.Contains(rows[at], word) {
				t.Errorf("%q: got %q, want the changed word apart", begins, rows[at])
			}
		}
	}
	press(p, keymap.SearchChanges)
	panetest.Type(p, "more")
	if !strings.Contains(strings.Join(p.View(true), "\n"), th.Match.Render("more")) {
		t.Error("got no mark of what is searched for")
	}
}

// A comment that began above the rows in sight is one in them too.
func TestSyntaxIsCarriedDownFromAbove(t *testing.T) {
	c := aCommit()
	c.Body = ""
	c.Files = []github.File{{Path: "a.go", Status: "added", Additions: 60, Patch: "@@ -0,0 +1,60 @@\n+/* a" + strings.Repeat("\n+inside", 58) + "\n+end */"}}
	p := opened(t, &reader{commit: c})
	press(p, keymap.Last)
	if got, want := strings.Join(p.View(true), "\n"), panetest.Theme().Syntax.Comment.Render("inside"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant the lines as a comment", panetest.Text(p.View(true)))
	}
}

func TestActions(t *testing.T) {
	url := aCommit().URL
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.Back: pane.Leave{}, keymap.Browse: pane.Browse{URL: url}, keymap.CopyURL: pane.Copy{Text: url, What: "URL"}, keymap.CopyShort: pane.Copy{Text: sha, What: "SHA"},
		keymap.Down: nil, keymap.Left: nil, keymap.NextFile: nil,
	} {
		if got := panetest.Send(opened(t, longer()), action); got != want {
			t.Errorf("%s: got %#v, want %#v", action, got, want)
		}
	}
	p := opened(t, longer())
	press(p, keymap.NextHunk, keymap.Down, keymap.Down)
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.CopyURL: pane.Copy{Text: "https://github.com/acme/api/aaaa/a.go#2", What: "URL"},
		keymap.Browse:  pane.Browse{URL: url + "#" + github.AnchorOf("a.go", true, 2).String()}, keymap.CopyShort: pane.Copy{Text: "a.go:2", What: "path"},
	} {
		if got := press(p, action); got != want {
			t.Errorf("a removed line, %s: got %#v, want %#v", action, got, want)
		}
	}
	press(p, keymap.Down, keymap.Down, keymap.Down, keymap.Down)
	if got := press(p, keymap.CopyURL); got != (pane.Copy{Text: "https://github.com/acme/api/" + sha + "/a.go#4", What: "URL"}) {
		t.Errorf("an added line: got %#v", got)
	}
	if got := press(p, keymap.CopyPatch).(pane.Copy).Text; !strings.HasPrefix(got, "diff --git a/a.go b/a.go\n--- a/a.go\n+++ b/a.go\n@@ -1,4") || strings.Contains(got, "docs/b.md") {
		t.Errorf("got the patch %q, want that of a.go", got)
	}
	one := press(p, keymap.CopyPatch).(pane.Copy).Text
	if got := press(p, keymap.SavePatch); got != (pane.SaveText{Text: one, Name: "api-" + sha[:7] + "-a.go.patch"}) {
		t.Errorf("got %#v, want the patch of a.go to save", got)
	}
	if got := press(p, keymap.Pipe); got != (pane.PipeText{Text: one}) {
		t.Errorf("got %#v, want the patch of a.go for the pager", got)
	}
	press(p, keymap.First)
	if got := press(p, keymap.CopyPatch).(pane.Copy); strings.Count(got.Text, "diff --git") != 3 {
		t.Errorf("got %q, want the patch of all files", got.Text)
	}
	if got := press(p, keymap.SavePatch).(pane.SaveText); strings.Count(got.Text, "diff --git") != 3 || got.Name != "api-"+sha[:7]+".patch" || got.Note != "" {
		t.Errorf("got %#v, want the patch of all files", got)
	}
	w := press(p, keymap.NextFile, keymap.NextFile, keymap.Who).(pane.WhoOwns)
	if diff := cmp.Diff(pane.WhoOwns{Place: chosen().Place, Repo: chosen().Repo, Ref: sha, Paths: []string{"a.go", "docs/b.md", "c/long.ts"}, At: 1}, w); diff != "" {
		t.Errorf("got another request (-want +got):\n%s", diff)
	}
	panetest.Send(p, pane.Wheel{Delta: 3})
	for want, p := range map[string]*Pane{
		" Press enter on a commit to see its files.": bare(t, &reader{}), " Press r to try again.": opened(t, &reader{fail: errors.New("broken")}),
		" There is no such commit here: was it pushed?": opened(t, &reader{fail: github.ErrNotFound}),
	} {
		p.Resize(80, 24)
		if got := panetest.Text(p.View(true)[:1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAPullRequest(t *testing.T) {
	r := longer()
	r.pull.Title, r.pull.ChangedFiles = "Rename it", 4
	r.pull.IssueRef = github.IssueRef{Repo: chosen().Repo, Number: 12}
	r.pull.Base, r.pull.Head = github.PullEnd{Ref: "main", SHA: "base"}, github.PullEnd{Ref: "topic", SHA: "head"}
	r.approvals = []github.PathApproval{{Path: "a.go", State: github.ApprovalGiven}, {Path: "docs/b.md", State: github.ApprovalMissing}}
	p := bare(t, r)
	p.Resize(80, 24)
	s := chosen()
	s.Commit, s.Diff, s.Path = "", pane.DiffAt{Pull: 12}, "docs/b.md"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if got := under(p); !strings.HasPrefix(got, "▾ docs/b.md") {
		t.Errorf("got %q, want the file asked for", got)
	}
	if got := p.Status().Title; got != "Changes of #12 · docs/b.md" {
		t.Errorf("got title %q", got)
	}
	page := pageOf(p)
	for _, want := range []string{" Rename it", "pull      acme/api#12", "branches  main < topic", "GitHub lists 3 of 4 files.", "✓ approved  @mona", "○ not approved  @acme/docs"} {
		if !strings.Contains(page, want) {
			t.Errorf("got\n%s\nwant %q in it", page, want)
		}
	}
	if !slices.Equal(r.owned, []string{"main"}) {
		t.Errorf("got owners asked at %v, want the base branch", r.owned)
	}
	if len(r.hands) != 1 || r.hands[0].Pull.Number != 12 || r.hands[0].Pull.Base.SHA != "base" || r.hands[0].Head != "head" || len(r.hands[0].Files) != 3 {
		t.Errorf("got approvals asked for with %+v, want the pull request and its files at hand", r.hands)
	}
	press(p, keymap.Down, keymap.Down)
	if got := press(p, keymap.Browse); got != (pane.Browse{URL: "https://github.com/acme/api/head/docs/b.md#1"}) {
		t.Errorf("got %v", got)
	}
}

func TestFilesAreListedBesideWhereThereIsRoom(t *testing.T) {
	p := opened(t, longer())
	p.Resize(160, 24)
	press(p, keymap.NextFile, keymap.NextFile)
	rows := strings.Split(panetest.Text(p.View(true)), "\n")
	var beside []string
	for _, row := range rows[:3] {
		beside = append(beside, strings.Join(strings.Fields(string([]rune(row)[:p.side()-1])), " "))
	}
	if diff := cmp.Diff([]string{"M a.go +3 -2", "A docs/b.md +1 -0", "D c/long.ts +0 -1"}, beside); diff != "" {
		t.Errorf("got other files beside (-want +got):\n%s", diff)
	}
	if strings.Count(pageOf(p), "docs/b.md") != 2 { // beside, and above its patch
		t.Errorf("got\n%s\nwant the files listed once", pageOf(p))
	}
	press(p, keymap.Filter)
	panetest.Type(p, "long")
	press(p, keymap.Accept)
	if file, it, _ := p.here(); file != 2 || it.kind != headItem || p.folded[2] {
		t.Errorf("got file %d, folded %v, want the head of the one found", file, p.folded)
	}
}

// Many files already fetched: laid out, and their first frame.
func BenchmarkOpen(b *testing.B) {
	c := aCommit()
	c.Files = nil
	size := 0
	for i := range 2000 {
		var patch strings.Builder
		patch.WriteString("@@ -1,30 +1,50 @@")
		for n := range 50 {
			fmt.Fprintf(&patch, "\n%c\tvalue := compute(%d, \"text\") // as before", " +-"[n%3], n)
		}
		c.Files = append(c.Files, github.File{Path: fmt.Sprintf("pkg/part%d/file%d.go", i%40, i), Status: "modified", Additions: 20, Deletions: 10, Patch: patch.String()})
		size += patch.Len()
	}
	b.SetBytes(int64(size))
	r := &reader{commit: c}
	b.Run("first frame", func(b *testing.B) {
		b.ReportAllocs()
		r.stored = true // it is shown before anything is asked for
		for b.Loop() {
			p := bare(b, r)
			p.Resize(160, 48)
			p.Update(pane.SubjectChanged{Subject: chosen()})
			if len(p.View(true)) != 48 || p.change == nil {
				b.Fatal("got no frame of the change")
			}
		}
	})
	kept := &reader{commit: c, list: listOf(c, 40), stored: true}
	for name, key := range map[string]keymap.Action{"first frame of the list": "", "end of the list": keymap.Last, "hunk in the list": keymap.NextHunk} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				p := bare(b, kept)
				p.Resize(160, 48)
				if key != "" {
					p.Update(pane.SubjectChanged{Subject: chosen()})
				}
				b.StartTimer()
				if key == "" {
					p.Update(pane.SubjectChanged{Subject: chosen()})
				} else {
					p.Update(key)
				}
				if p.View(true); p.whole() != (key != "") {
					b.Fatal("got not what the frame needs, or more")
				}
			}
		})
	}
	p := opened(b, r)
	p.Resize(160, 48)
	moves := []struct {
		name   string
		action keymap.Action
	}{{"page", keymap.PageDown}, {"next file", keymap.NextFile}, {"next hunk", keymap.NextHunk}, {"end and back", keymap.Last}}
	for _, move := range moves {
		b.Run(move.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				if i%1000 == 0 || p.list.Cursor() == p.list.Len()-1 {
					p.Update(keymap.First)
				}
				p.Update(move.action)
				p.View(true)
			}
		})
	}
	for _, layout := range []struct {
		name        string
		split, wrap bool
	}{{"side by side", true, false}, {"wrapped", false, true}, {"both", true, true}} {
		b.Run(layout.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.split, p.wrap = layout.split, layout.wrap
				p.relay(p.place())
				p.View(true)
			}
			p.split, p.wrap = false, false
			p.relay(p.place())
		})
	}
	b.Run("search of all", func(b *testing.B) {
		b.ReportAllocs()
		p.query = "not in it anywhere"
		for b.Loop() {
			p.find(0, 1)
		}
	})
}

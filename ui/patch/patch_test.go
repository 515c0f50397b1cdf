package patch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// reader is a fake of the accounts.
type reader struct {
	commit github.CommitFiles
	parts  []github.CommitFiles // that come before it
	stored bool                 // the commit is in the store
	fail   error
	hold   bool // answer, then wait for the context to end
	ctx    context.Context
	asked  []string
}

func (r *reader) Now(string) time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local) }

func (r *reader) StoredCommit(github.Place, github.RepoRef, string) (github.CommitFiles, bool) {
	return r.commit, r.stored
}

func (r *reader) Commit(ctx context.Context, at github.Place, repo github.RepoRef, sha string, emit func(github.CommitFiles)) error {
	r.ctx = ctx
	r.asked = append(r.asked, at.Account+" "+repo.String()+" "+sha)
	if r.fail != nil {
		return r.fail
	}
	for _, part := range r.parts {
		emit(part)
	}
	emit(r.commit)
	if r.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

const sha = "0123456789abcdef0123456789abcdef01234567"

func chosen() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, Commit: sha}
}

// change is a commit with a file of every sort.
func change() github.CommitFiles {
	at := (*reader)(nil).Now("").Add(-2 * time.Hour)
	return github.CommitFiles{
		Commit: github.Commit{
			SHA: sha, Subject: "Count requests", Body: "Because\twe can.\n\nFixes #7\n", URL: "https://github.com/acme/api/commit/" + sha,
			Author:    github.Person{Name: "Ada", Login: "ada", At: at},
			Committer: github.Person{Name: "Bob", At: at},
			Parents:   []string{"aaaa", "bbbb"},
		},
		Files: []github.File{
			{Path: "count.go", Status: "added", Additions: 2, Patch: "@@ -0,0 +1,2 @@\n+package count\n+\n\\ No newline at end of file"},
			{Path: "main.go", Status: "modified", Additions: 1, Deletions: 1, Patch: "@@ -1,3 +1,3 @@ func main()\n a\n-b\n+c\n\n"},
			{Path: "new.txt", PreviousPath: "old.txt", Status: "renamed"},
			{Path: "logo.png", Status: "removed"},
			{Path: "huge.json", Status: "modified", Additions: 30000, Deletions: 2},
		},
		Additions: 30003, Deletions: 3,
	}
}

// opened is a pane of 80x24 that shows the commit.
func opened(t testing.TB, r *reader) *Pane {
	t.Helper()
	p := New(t.Context(), panetest.Theme(), r)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: chosen()})
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", New(t.Context(), panetest.Theme(), &reader{}))
	panetest.Fill(t, "failed", opened(t, &reader{fail: errors.New("broken")}))
	panetest.Fill(t, "no files", opened(t, &reader{commit: github.CommitFiles{Commit: github.Commit{SHA: sha}}}))
	loading := New(t.Context(), panetest.Theme(), &reader{})
	loading.Update(pane.SubjectChanged{Subject: chosen()})
	panetest.Fill(t, "loading", loading)
	p := opened(t, &reader{commit: change()})
	for _, a := range []keymap.Action{keymap.Down, keymap.NextFile, keymap.Right, keymap.Last, keymap.PreviousFile, keymap.First} {
		panetest.Send(p, a)
		panetest.Fill(t, string(a), p)
	}
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	c := github.CommitFiles{Additions: 1 << 40, Capped: true}
	for _, s := range panetest.Hostile() {
		c.Parents = append(c.Parents, s)
		c.Body += s + "\n"
		patch := "@@ " + s + "\n+" + s + "\n-\t\t" + s + "\n " + s + "\n" + s + "\n\\" + s
		c.Files = append(c.Files,
			github.File{Path: s, PreviousPath: s + "x", Status: s, Patch: patch, Additions: 1 << 40},
			github.File{Path: s, Status: "renamed"})
	}
	for status := range 256 { // as no GitHub answers
		c.Files = append(c.Files, github.File{Status: string([]byte{byte(status)})})
	}
	for _, s := range panetest.Hostile() {
		c.Subject, c.SHA, c.Author, c.Committer = s, s, github.Person{Name: s, Login: s + "x"}, github.Person{Name: s + "y"}
		p := New(t.Context(), panetest.Theme(), &reader{commit: c})
		panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Commit: s + "1234567"}})
		for i := range 40 {
			panetest.Fill(t, fmt.Sprint("page ", i, " of ", s), p)
			for range 13 {
				panetest.Send(p, keymap.PageDown)
			}
			panetest.Send(p, keymap.Right)
		}
	}
}

// page is all of what the pane shows, as text.
func pageText(p *Pane) string {
	p.Resize(80, p.lines.Len())
	defer p.Resize(80, 24)
	return panetest.Text(p.View(true))
}

func TestThePage(t *testing.T) {
	want := ` Count requests

 commit    0123456789abcdef0123456789abcdef01234567
 author    Ada (ada)  2026-03-01 10:00, 2 hours ago
 committer Bob  2026-03-01 10:00, 2 hours ago
 parent    aaaa
           bbbb

 Because we can.

 Fixes #7

 5 files changed, +30,003 -3
  A count.go                                                          +2     -0
  M main.go                                                           +1     -1
  R old.txt > new.txt                                                 +0     -0
  D logo.png                                                          +0     -0
  M huge.json                                                     +30000     -2

 ▾ count.go  +2 -0  added
@@ -0,0 +1,2 @@
+package count
+
 \ No newline at end of file

 ▾ main.go  +1 -1  modified
@@ -1,3 +1,3 @@ func main()
 a
-b
+c


 ▾ old.txt > new.txt  +0 -0  renamed
 renamed without changes

 ▾ logo.png  +0 -0  removed
 no text to compare: binary, empty, or only the mode changed

 ▾ huge.json  +30000 -2  modified
 Too large for GitHub to send: +30,000 -2. Press o to see it in the browser.`
	if got := pageText(opened(t, &reader{commit: change()})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	capped := change()
	capped.Capped = true
	if got := pageText(opened(t, &reader{commit: capped})); !strings.Contains(got, "no more than 3,000 files") {
		t.Errorf("a commit of too many files: got\n%s\nwant it said", got)
	}
	one := change()
	one.Files, one.Committer = one.Files[:1], github.Person{Name: "GitHub"}
	if got := pageText(opened(t, &reader{commit: one})); !strings.Contains(got, " 1 file changed") || strings.Contains(got, "committer") {
		t.Errorf("got\n%s\nwant 1 file, and no committer where GitHub made the commit", got)
	}
}

func TestLinesOfAPatchAreColoured(t *testing.T) {
	p := opened(t, &reader{commit: change()})
	p.Resize(80, p.lines.Len())
	rows, th := p.View(true), panetest.Theme()
	for text, style := range map[string]string{
		"+package count": th.Add.Open, "-b": th.Del.Open, "@@ -1": th.Hunk.Open, " Count requests": th.Strong.Open, " renamed without": th.Warn.Open,
	} {
		at := slices.IndexFunc(rows, func(r string) bool { return strings.HasPrefix(panetest.Text([]string{r}), text) })
		if at < 0 || !strings.Contains(rows[at], style) {
			t.Errorf("%q: got row %d, want it in its colour", text, at)
		}
	}
}

func TestJumpsBetweenFiles(t *testing.T) {
	p := opened(t, &reader{commit: change()})
	p.Resize(80, 4)
	if got := p.Status(); got.Count != "5 files" || got.Title != "Commit 0123456" {
		t.Errorf("at the top: got %+v, want the commit and 5 files", got)
	}
	top := func() string { return panetest.Text(p.View(true)[:1]) }
	want := []string{" ▾ count.go", " ▾ main.go", " ▾ old.txt", " ▾ logo.png"}
	for i, w := range want {
		panetest.Send(p, keymap.NextFile)
		if got := top(); !strings.HasPrefix(got, w) {
			t.Errorf("jump %d: got %q on top, want %q", i, got, w)
		}
		if got := p.Status(); got.Count != fmt.Sprint(i+1, " of 5 files") || !strings.HasPrefix("Commit 0123456 · "+strings.TrimPrefix(w, " ▾ "), got.Title[:len("Commit 0123456 · ")]) {
			t.Errorf("jump %d: got status %+v", i, got)
		}
	}
	// The last file is shorter than the window: it comes as far up as it goes.
	panetest.Send(p, keymap.NextFile)
	panetest.Send(p, keymap.NextFile)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "huge.json") {
		t.Errorf("at the last file: got\n%s", got)
	}
	panetest.Send(p, keymap.First)
	for range 2 {
		panetest.Send(p, keymap.NextFile)
	}
	panetest.Send(p, keymap.Down)
	panetest.Send(p, keymap.PreviousFile)
	if got := top(); !strings.HasPrefix(got, " ▾ main.go") {
		t.Errorf("back from inside a file: got %q on top, want its own head", got)
	}
	panetest.Send(p, keymap.PreviousFile)
	panetest.Send(p, keymap.PreviousFile)
	if got := top(); !strings.HasPrefix(got, " Count requests") {
		t.Errorf("back from the first file: got %q on top, want the commit's head", got)
	}
	for _, a := range []keymap.Action{keymap.NextFile, keymap.PreviousFile} {
		panetest.Send(New(t.Context(), panetest.Theme(), &reader{}), a)
		panetest.Send(opened(t, &reader{commit: github.CommitFiles{Commit: github.Commit{Subject: "x"}}}), a)
	}
}

func TestLongLinesCanBeScrolledToTheirEnd(t *testing.T) {
	c := change()
	c.Files = []github.File{{Path: "a", Additions: 2, Status: "added", Patch: "@@ -0,0 +1,2 @@\n+\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tEND"}}
	p := opened(t, &reader{commit: c})
	panetest.Send(p, keymap.Last)
	for range 20 {
		panetest.Send(p, keymap.Right)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "END") {
		t.Errorf("got\n%s\nwant the end of a line that tabs make longer than its bytes", got)
	}
	c.Body = strings.Repeat("word ", 60) + "END"
	c.Files = nil
	p = opened(t, &reader{commit: c})
	for range 60 {
		panetest.Send(p, keymap.Right)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "END") {
		t.Errorf("got\n%s\nwant the end of a long line of the message", got)
	}
	panetest.Send(p, keymap.Left)
	panetest.Send(p, keymap.First)
	if p.lines.Left() != 0 {
		t.Errorf("at the top: %d cells are scrolled out, want none", p.lines.Left())
	}
}

func TestAStoredCommitIsShownFirst(t *testing.T) {
	r := &reader{commit: change(), stored: true}
	p := New(t.Context(), panetest.Theme(), r)
	p.Resize(80, 24)
	if _, cmd := p.Update(pane.Restored{Subject: chosen()}); cmd != nil {
		t.Error("restoring starts a request, want none before the program runs")
	}
	if got := panetest.Text(p.View(true)[:1]); !strings.HasPrefix(got, " Count requests ") {
		t.Errorf("restored: got %q, want the stored commit", got)
	}
	_, cmd := p.Update(pane.Shown{})
	if cmd == nil || p.Status().Busy.IsZero() {
		t.Error("shown: no request, want one")
	}
	panetest.Send(p, keymap.NextFile)
	panetest.Run(p, cmd)
	if p.lines.Top() == 0 || !p.slot.Complete() {
		t.Errorf("answered: got line %d on top, want what was read to stay", p.lines.Top())
	}
}

func TestFilesGrowPageByPage(t *testing.T) {
	part := change()
	part.Files = part.Files[:2]
	r := &reader{commit: change(), parts: []github.CommitFiles{part}, hold: true}
	p := New(t.Context(), panetest.Theme(), r)
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	mail := cmd().(pane.Mail)
	p.Update(mail.Msg)
	if n := len(p.slot.Value().heads); n != 2 && n != 5 {
		t.Errorf("got %d files, want the first two or all", n)
	}
	p.Update(pane.SubjectChanged{})
	panetest.Run(p, mail.Next)
}

func TestNothingIsStartedTwice(t *testing.T) {
	r := &reader{commit: change()}
	p := New(t.Context(), panetest.Theme(), r)
	if _, cmd := p.Update(pane.Shown{}); cmd != nil {
		t.Error("a request is started although no commit is chosen")
	}
	_, first := p.Update(pane.SubjectChanged{Subject: chosen()})
	other := chosen()
	other.Ref = "next"
	msgs := []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: chosen()}, pane.SubjectChanged{Subject: other}, pane.Due{}}
	for _, msg := range msgs {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request beside the one under way", msg)
		}
	}
	panetest.Run(p, first)
	for _, msg := range msgs {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request although all is there", msg)
		}
	}
	if want := []string{"work acme/api " + sha}; !slices.Equal(r.asked, want) {
		t.Errorf("asked %q, want %q", r.asked, want)
	}
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	r := &reader{commit: change()}
	p := New(t.Context(), panetest.Theme(), r)
	p.Resize(80, 24)
	_, old := p.Update(pane.SubjectChanged{Subject: chosen()})
	late := old().(pane.Mail)
	r.commit.Subject = "Another"
	other := chosen()
	other.Commit = "fedcba9876543210"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	p.Update(late.Msg)
	panetest.Run(p, late.Next)
	if got := panetest.Text(p.View(true)[:1]); !strings.HasPrefix(got, " Another ") {
		t.Errorf("got %q, want the newer commit", got)
	}
}

func TestLeavingCancels(t *testing.T) {
	r := &reader{commit: change(), hold: true}
	p := New(t.Context(), panetest.Theme(), r)
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	mail := cmd().(pane.Mail)
	p.Update(mail.Msg)
	if r.ctx.Err() != nil || p.lines.Len() == 0 {
		t.Fatalf("got context %v, %d lines, want a request under way", r.ctx.Err(), p.lines.Len())
	}
	none := chosen()
	none.Commit = ""
	p.Update(pane.SubjectChanged{Subject: none})
	if r.ctx.Err() == nil || p.lines.Len() != 0 || !p.Status().Busy.IsZero() {
		t.Errorf("got context %v, %d lines, want it cancelled and nothing shown", r.ctx.Err(), p.lines.Len())
	}
	panetest.Run(p, mail.Next)
	if p.Status().Err != nil {
		t.Errorf("leaving shows the error %v, want none", p.Status().Err)
	}
}

func TestAFailureKeepsTheCommitAndCanBeRetried(t *testing.T) {
	r := &reader{commit: change()}
	p := opened(t, r)
	r.fail = errors.New("broken")
	panetest.Send(p, keymap.Reload)
	if p.Status().Err == nil || p.lines.Len() == 0 {
		t.Errorf("got error %v beside %d lines, want it beside the commit", p.Status().Err, p.lines.Len())
	}
	if _, cmd := p.Update(pane.Shown{}); cmd != nil {
		t.Error("a failed request is repeated without being asked for")
	}
	r.fail = nil
	panetest.Send(p, keymap.Reload)
	if p.Status().Err != nil || !p.slot.Complete() {
		t.Errorf("retried: got error %v, want none", p.Status().Err)
	}
}

func TestActions(t *testing.T) {
	url := change().URL
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.Back:      pane.Leave{},
		keymap.Browse:    pane.Browse{URL: url},
		keymap.CopyURL:   pane.Copy{Text: url, What: "URL"},
		keymap.CopyShort: pane.Copy{Text: sha, What: "SHA"},
		keymap.Down:      nil,
		keymap.Left:      nil,
		keymap.NextFile:  nil,
	} {
		if got := panetest.Send(opened(t, &reader{commit: change()}), action); got != want {
			t.Errorf("%s: got %#v, want %#v", action, got, want)
		}
	}
	if got := panetest.Send(New(t.Context(), panetest.Theme(), &reader{}), keymap.CopyShort); got != nil {
		t.Errorf("copy with no commit: got %#v, want nothing", got)
	}
	p := opened(t, &reader{commit: change()})
	panetest.Send(p, pane.Wheel{Delta: 3})
	if p.lines.Top() != 3 {
		t.Errorf("the wheel: got line %d on top, want 3", p.lines.Top())
	}
}

func TestTheEmptyPaneSaysWhy(t *testing.T) {
	loading := New(t.Context(), panetest.Theme(), &reader{})
	loading.Update(pane.SubjectChanged{Subject: chosen()})
	loading.Resize(80, 24)
	none := New(t.Context(), panetest.Theme(), &reader{})
	none.Resize(80, 24)
	for want, p := range map[string]*Pane{
		" Press enter on a commit to see its files.": none,
		" loading…": loading,
		"":          opened(t, &reader{fail: errors.New("broken")}),
	} {
		if got := panetest.Text(p.View(true)[:1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// long is a commit with a patch of n lines.
func long(n int) *reader {
	var b strings.Builder
	b.WriteString("@@ -1,1 +1,1 @@")
	for i := range n {
		fmt.Fprintf(&b, "\n%c\tvalue := compute(%d, \"text\") // as before", " +-"[i%3], i)
	}
	c := change()
	c.Files = []github.File{{Path: "a.go", Status: "modified", Additions: n, Patch: b.String()}}
	return &reader{commit: c}
}

func TestAKeyCostsTheSameWhateverTheLength(t *testing.T) {
	allocations := func(n int) float64 {
		p := opened(t, long(n))
		p.Resize(120, 50)
		return testing.AllocsPerRun(100, func() {
			p.Update(keymap.Down)
			p.View(true)
			p.Status()
		})
	}
	few, many := allocations(200), allocations(100_000)
	if many > 1.2*few || many > 4*50+12 {
		t.Errorf("got %v allocations with 200 lines, %v with 100,000, want no more, and at most four for each of 50 rows", few, many)
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{200, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := opened(b, long(n))
			p.Resize(120, 50)
			b.ReportAllocs()
			for b.Loop() {
				p.Update(keymap.Down)
				p.View(true)
			}
		})
	}
}

func BenchmarkNewPage(b *testing.B) {
	c := long(100_000).commit
	b.SetBytes(int64(len(c.Files[0].Patch)))
	b.ReportAllocs()
	for b.Loop() {
		newPage(c, time.Time{})
	}
}

// One line of half a megabyte, as a minified file has, in sight.
func BenchmarkOneHugeLine(b *testing.B) {
	c := change()
	c.Files = []github.File{{Path: "a.js", Status: "modified", Additions: 1, Patch: "@@ -1 +1 @@\n+" + strings.Repeat("var x=1;é", 50_000)}}
	p := opened(b, &reader{commit: c})
	panetest.Send(p, keymap.Last)
	b.ReportAllocs()
	for b.Loop() {
		p.View(true)
	}
}

func FuzzPage(f *testing.F) {
	f.Add("@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file", "modified", "a.go", "body")
	f.Add("\n\n", "", "\x1b[2J", "\r\n\u202e")
	f.Fuzz(func(t *testing.T, patch, status, path, body string) {
		c := github.CommitFiles{Commit: github.Commit{SHA: path, Subject: body, Body: body}, Files: []github.File{{Path: path, PreviousPath: body, Status: status, Patch: patch}}}
		p := opened(t, &reader{commit: c})
		for range 3 {
			if problem := panetest.Problem(p.View(true), 80, 24); problem != "" {
				t.Fatal(problem)
			}
			p.Update(keymap.PageDown)
			p.Update(keymap.Right)
		}
	})
}

func TestWhoOwnsTheFilesOfACommit(t *testing.T) {
	want := pane.WhoOwns{
		Place: chosen().Place, Repo: chosen().Repo, Ref: sha, Paths: []string{"count.go", "main.go", "new.txt", "logo.png", "huge.json"},
	}
	p := opened(t, &reader{commit: change()})
	p.Resize(80, 5)
	for _, at := range []int{0, 0, 1} { // above the first file, on it, on the second
		want.At = at
		if diff := cmp.Diff(pane.Intent(want), panetest.Send(p, keymap.Who)); diff != "" {
			t.Errorf("file %d: asks for others (-want +got):\n%s", at, diff)
		}
		panetest.Send(p, keymap.NextFile)
	}
	for name, r := range map[string]*reader{"not there": {fail: errors.New("broken")}, "without files": {commit: github.CommitFiles{Commit: github.Commit{SHA: sha}}}} {
		if got := panetest.Send(opened(t, r), keymap.Who); got != (pane.Say{Text: "no path is spoken of here"}) {
			t.Errorf("%s: got %#v, want it said", name, got)
		}
	}
}

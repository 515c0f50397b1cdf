package diffs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/github/gitattributes"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// reader is a fake of the accounts.
type reader struct {
	commit  github.CommitFiles
	parts   []github.CommitFiles // that come before it
	stored  bool                 // the commit is in the store
	list    github.CommitFiles   // what the store has of it at once, if that is not all
	trimmed bool                 // the patches are not in the store any more
	read    int                  // how often the store was asked for them
	fail    error
	hold    bool // answer, then wait for the context to end
	ctx     context.Context
	asked   []string
	owned   []string // refs asked for owners
	owners  string
	pull    github.PullRequest
	pulls   []github.CommitPull
	trees   []github.File
	modes   []github.File
	no      map[string]error // why files have no patch
	patches int              // that are made before it stops
	stops   error            // why it does
	attrs   string           // the .gitattributes at the root

	approvals  []github.PathApproval
	lost       error               // of a comparison
	hands      []github.PullAtHand // what approvals were asked for with
	comparison github.Comparison
	sides      []string // of every file, before and after; nil is a binary file
	marks      marks
}

func (r *reader) Now(string) time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local) }

func (r *reader) StoredCommitList(github.Place, github.RepoRef, string) (github.CommitFiles, bool) {
	if r.list.SHA != "" {
		return r.list, r.stored
	}
	return r.commit, r.stored
}

func (r *reader) StoredPatches(_ github.Place, list github.CommitFiles) (github.CommitFiles, bool) {
	r.read++
	return r.commit, !r.trimmed
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

func (r *reader) PullsOfCommit(_ context.Context, _ github.Place, _ github.RepoRef, sha string) ([]github.CommitPull, error) {
	r.asked = append(r.asked, "pulls of "+sha)
	return r.pulls, r.fail
}

func (r *reader) StoredPullsOfCommit(github.Place, github.RepoRef, string) ([]github.CommitPull, bool) {
	return nil, false
}

const sha = "0123456789abcdef0123456789abcdef01234567"

func chosen() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, Commit: sha}
}

// change is a commit with a file of every sort.
func aCommit() github.CommitFiles {
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

func (r *reader) PullRequest(_ context.Context, _ github.Place, ref github.IssueRef) (github.PullRequest, error) {
	r.asked = append(r.asked, "pull "+ref.String())
	return r.pull, r.fail
}

func (r *reader) PullFiles(_ context.Context, _ github.Place, _ github.IssueRef, emit func(github.Listing[github.File])) error {
	emit(github.Listing[github.File]{Items: r.commit.Files})
	return r.fail
}

func (r *reader) Compare(_ context.Context, _ github.Place, _ github.RepoRef, spec github.CompareSpec, emit func(github.Comparison)) error {
	r.asked = append(r.asked, "compare "+spec.String())
	if r.lost != nil {
		return r.lost
	}
	emit(r.comparison)
	return r.fail
}

func (r *reader) FilePatch(_ context.Context, _ github.Place, _ github.RepoRef, before, after string, f github.File, differ github.Differ) (string, error) {
	r.asked = append(r.asked, "patch of "+f.Path+" "+before+" "+after)
	if r.sides == nil {
		return "", github.ErrBinary
	}
	return string(differ([]byte(r.sides[0]), []byte(r.sides[1]))), nil
}

func (r *reader) FilePatches(ctx context.Context, at github.Place, repo github.RepoRef, before, after string, files []github.File, differ github.Differ, emit func(i int, patch string, err error)) error {
	for i, f := range files {
		if r.stops != nil && i == r.patches {
			return r.stops
		}
		patch, err := r.FilePatch(ctx, at, repo, before, after, f, differ)
		if reason, ok := r.no[f.Path]; ok {
			patch, err = "", reason
		}
		emit(i, patch, err)
	}
	if r.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (r *reader) Modes(_ context.Context, _ github.Place, _ github.RepoRef, before, after string, _ []github.File) ([]github.File, error) {
	r.asked = append(r.asked, "modes "+before+" "+after)
	return r.modes, r.fail
}

func (r *reader) TreeDiff(_ context.Context, _ github.Place, _ github.RepoRef, before, after string) ([]github.File, error) {
	r.asked = append(r.asked, "trees "+before+" "+after)
	return r.trees, r.fail
}

func (r *reader) Approvals(_ context.Context, _ github.Place, _ github.IssueRef, hand github.PullAtHand) (github.Approvals, error) {
	r.hands = append(r.hands, hand)
	return github.Approvals{Paths: r.approvals}, nil
}

func (r *reader) CompareURL(_ github.Place, repo github.RepoRef, spec github.CompareSpec) string {
	return "https://github.com/" + repo.String() + "/compare/" + spec.String()
}

func (r *reader) OwnersFile(_ context.Context, _ github.Place, _ github.RepoRef, ref string) (*github.OwnersFile, string, error) {
	r.owned = append(r.owned, ref)
	return github.ParseOwners("CODEOWNERS", r.owners), sha, nil
}

func (r *reader) Mine(context.Context, github.Place) ([]string, error) { return []string{"@mona"}, nil }

func (r *reader) Attributes(_ context.Context, _ github.Place, _ github.RepoRef, commit string, _ []github.File, names ...string) (*gitattributes.Attributes, error) {
	if r.attrs == "" {
		return nil, github.ErrOffline
	}
	r.asked = append(r.asked, "attributes at "+commit)
	return gitattributes.New([]gitattributes.Source{{Path: gitattributes.Name, Text: r.attrs}}, names...), nil
}

func (r *reader) FileURL(_ github.Place, repo github.RepoRef, ref, path string, line int) string {
	return fmt.Sprintf("https://github.com/%s/%s/%s#%d", repo, ref, path, line)
}

// marks is a fake of what was seen.
type marks struct {
	set map[string]bool
	err error
}

func (m *marks) Seen(_ github.Place, _ github.RepoRef, files []github.File) []bool {
	seen := make([]bool, len(files))
	for i := range files {
		seen[i] = m.set[files[i].Path]
	}
	return seen
}

func (m *marks) SetSeen(_ context.Context, _ github.Place, _ github.RepoRef, f github.File, on bool) error {
	m.set[f.Path] = on
	return m.err
}

// bare is a pane that can be seen, of no size yet.
func bare(t testing.TB, r *reader) *Pane {
	if r.marks.set == nil {
		r.marks.set = map[string]bool{}
	}
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: r, Seen: &r.marks})
	panetest.Send(p, pane.Shown{})
	return p
}

// opened is a pane of 80x24 that shows the commit.
func opened(t testing.TB, r *reader) *Pane {
	t.Helper()
	p := bare(t, r)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: chosen()})
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", bare(t, &reader{}))
	panetest.Fill(t, "failed", opened(t, &reader{fail: errors.New("broken")}))
	panetest.Fill(t, "no files", opened(t, &reader{commit: github.CommitFiles{Commit: github.Commit{SHA: sha}}}))
	loading := bare(t, &reader{})
	loading.Update(pane.SubjectChanged{Subject: chosen()})
	panetest.Fill(t, "loading", loading)
	p := opened(t, &reader{commit: aCommit()})
	for _, a := range []keymap.Action{keymap.Down, keymap.NextFile, keymap.Split, keymap.Right, keymap.NextHunk, keymap.Last, keymap.Wrap, keymap.PreviousFile, keymap.Split, keymap.FoldAll, keymap.First} {
		panetest.Send(p, a)
		panetest.Fill(t, string(a), p)
	}
}

// TestTheLongestHeadLinesShowThatTheyGoOn also while they are scrolled, up to their end.
func TestTheLongestHeadLinesShowThatTheyGoOn(t *testing.T) {
	c := longer().commit
	c.Body = "0123456789" + strings.Repeat("-", mostBroken) + "end of it"
	p := opened(t, &reader{commit: c})
	p.Resize(80, 24)
	shows := func(want string) {
		t.Helper()
		if page := pageOf(p); !strings.Contains(page, "\n"+want+"\n") {
			t.Errorf("got\n%s\nwant the line %q", page, want)
		}
	}
	shows(" 0123456789" + strings.Repeat("-", 68) + "…")
	press(p, keymap.Right)
	shows(" 89" + strings.Repeat("-", 76) + "…")
	for range mostBroken / sideways {
		press(p, keymap.Right)
	}
	shows(" " + strings.Repeat("-", 69) + "end of it")
}

// The lines of a message go on in the next row, at any width; a commit stays one row,
// and enter on one is not misled by rows above it.
func TestHeadLinesAreBroken(t *testing.T) {
	c := longer().commit
	c.Body = strings.Repeat("word ", 30) + "end\n\tindented"
	p := opened(t, &reader{commit: c})
	for _, width := range []int{80, 40, 120} {
		p.Resize(width, 40)
		page := pageOf(p)
		if n := strings.Count(page, " word"); n < 30 || !strings.Contains(page, " end\n") || !strings.Contains(page, "\n     indented\n") {
			t.Errorf("%d cells: got\n%s\nwant all 30 words and the end, and the indentation", width, page)
		}
		panetest.Fill(t, "broken", p)
	}
	spec := github.CompareSpec{Base: strings.Repeat("base", 30), Head: strings.Repeat("head", 30)}
	r := &reader{comparison: github.Comparison{Spec: spec, Status: "ahead", Ahead: 1, TotalCommits: 1, MergeBase: "base", Commits: []github.Commit{{SHA: sha, Subject: strings.Repeat("long ", 60)}}}}
	p = bare(t, r)
	p.Resize(60, 40)
	s := chosen()
	s.Commit, s.Diff = "", pane.DiffAt{Compare: spec}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	row := slices.IndexFunc(strings.Split(pageOf(p), "\n"), func(l string) bool { return strings.HasPrefix(l, " "+sha[:7]) })
	if row < 6 {
		t.Fatalf("got\n%s\nwant the commit below a name of several rows", pageOf(p))
	}
	for range row {
		press(p, keymap.Down)
	}
	if got := press(p, keymap.Open); got != (pane.ChooseCommit{SHA: sha}) {
		t.Errorf("got %v, want the commit of the row", got)
	}
}

func TestRenaming(t *testing.T) {
	for _, tt := range [][3]string{
		{"old.txt", "new.txt", "old.txt → new.txt"},
		{"a/old.txt", "a/new.txt", "a/{old.txt → new.txt}"},
		{"a/x.go", "a/b/x.go", "a/{ → b}/x.go"},
		{"a/b/x.go", "x.go", "{a/b → }/x.go"},
		{"packages/log/src/x.go", "packages/telemetry/src/x.go", "packages/{log → telemetry}/src/x.go"},
		{"a/a/x", "a/x", "a/{a → }/x"},
		{"a/b", "b/a", "a/b → b/a"},
		{"a", "a/a", "{ → a}/a"},
	} {
		b := &brush{th: panetest.Theme()}
		if got := b.name(&file{File: &github.File{PreviousPath: tt[0], Path: tt[1]}}); got != tt[2] {
			t.Errorf("%s to %s: got %q, want %q", tt[0], tt[1], got, tt[2])
		}
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
		p := bare(t, &reader{commit: c})
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

func TestAStoredCommitIsShownFirst(t *testing.T) {
	r := &reader{commit: aCommit(), stored: true}
	r.commit.Files = r.commit.Files[:4] // without the one whose patch is made here
	p := bare(t, r)
	p.Resize(80, 24)
	if _, cmd := p.Update(pane.Restored{Subject: chosen()}); cmd != nil {
		t.Error("restoring starts a request, want none before the program runs")
	}
	if got := panetest.Text(p.View(true)[:1]); !strings.HasPrefix(got, " Count requests ") {
		t.Errorf("restored: got %q, want the stored commit", got)
	}
	_, cmd := p.Update(pane.Shown{})
	panetest.Send(p, keymap.NextFile)
	panetest.Run(p, cmd)
	if p.list.Cursor() == 0 || len(r.asked) != 0 || len(r.owned) != 1 {
		t.Errorf("shown: got row %d, requests %q and %d for owners, want what was read to stay, and one for owners alone", p.list.Cursor(), r.asked, len(r.owned))
	}
	for i, f := range p.change.files {
		if f.read == nil {
			t.Errorf("shown: got file %d unread, want all read away from the keys", i)
		}
	}
	panetest.Send(p, pane.Hidden{})
	panetest.Send(p, pane.Shown{})
	if len(r.owned) != 1 {
		t.Errorf("shown again: got %d requests for owners, want no other", len(r.owned))
	}
	panetest.Send(p, keymap.Reload)
	if len(r.asked) != 1 {
		t.Errorf("reloaded: got requests %q, want one for the commit", r.asked)
	}
}

func TestFilesGrowPageByPage(t *testing.T) {
	part := aCommit()
	part.Files = part.Files[:2]
	r := &reader{commit: aCommit(), parts: []github.CommitFiles{part}, hold: true}
	p := bare(t, r)
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	mail := firstMail(cmd)
	p.Update(mail.Msg)
	if n := len(p.slot.Value().files); n != 2 && n != 5 {
		t.Errorf("got %d files, want the first two or all", n)
	}
	p.Update(pane.SubjectChanged{})
	panetest.Run(p, mail.Next)
}

func TestNothingIsStartedTwice(t *testing.T) {
	r := &reader{commit: aCommit()}
	p := bare(t, r)
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
	r := &reader{commit: aCommit()}
	p := bare(t, r)
	p.Resize(80, 24)
	_, old := p.Update(pane.SubjectChanged{Subject: chosen()})
	late := firstMail(old)
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
	r := &reader{commit: aCommit(), hold: true}
	p := bare(t, r)
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	mail := firstMail(cmd)
	p.Update(mail.Msg)
	if r.ctx.Err() != nil || p.list.Len() == 0 {
		t.Fatalf("got context %v, %d rows, want a request under way", r.ctx.Err(), p.list.Len())
	}
	none := chosen()
	none.Commit = ""
	p.Update(pane.SubjectChanged{Subject: none})
	if r.ctx.Err() == nil || p.list.Len() != 0 || !p.Status().Busy.IsZero() {
		t.Errorf("got context %v, %d rows, want it cancelled and nothing shown", r.ctx.Err(), p.list.Len())
	}
	panetest.Run(p, mail.Next)
	if p.Status().Err != nil {
		t.Errorf("leaving shows the error %v, want none", p.Status().Err)
	}
}

func TestAFailureKeepsTheCommitAndCanBeRetried(t *testing.T) {
	r := &reader{commit: aCommit()}
	p := opened(t, r)
	r.fail = errors.New("broken")
	panetest.Send(p, keymap.Reload)
	if p.Status().Err == nil || p.list.Len() == 0 {
		t.Errorf("got error %v beside %d rows, want it beside the commit", p.Status().Err, p.list.Len())
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

// long is a commit with a patch of n lines.
func long(n int) *reader {
	var b strings.Builder
	b.WriteString("@@ -1,1 +1,1 @@")
	for i := range n {
		fmt.Fprintf(&b, "\n%c\tvalue := compute(%d, \"text\") // as before", " +-"[i%3], i)
	}
	c := aCommit()
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

// One line of half a megabyte, as a minified file has, in sight.
func BenchmarkOneHugeLine(b *testing.B) {
	c := aCommit()
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
	p := opened(t, &reader{commit: aCommit()})
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

// pageOf is all of what the pane shows, as text.
func pageOf(p *Pane) string {
	width, height := p.width, p.height
	p.Resize(width, p.flow.total()+p.bars())
	defer p.Resize(width, height)
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
  A count.go                                                         +2      -0
  M main.go                                                          +1      -1
  R old.txt → new.txt                                                +0      -0
  D logo.png                                                         +0      -0
  M huge.json                                                   +30,000      -2

 ▾ count.go  +2 -0  added  @mona
 @@ -0,0 +1,2 @@
  1 +package count
  2 +
     No newline at end of file

 ▾ main.go  +1 -1  modified  @mona
 @@ -1,3 +1,3 @@ func main()
1 1  a
2   -b
  2 +c
3 3

 ▾ old.txt → new.txt  +0 -0  renamed
  renamed without changes

 ▾ logo.png  +0 -0  removed
  removed: it was empty or binary

 ▾ huge.json  +30,000 -2  modified
  GitHub leaves so large a patch out: +30,000 -2`
	r := &reader{commit: aCommit(), owners: "*.go @mona\n"}
	if diff := cmp.Diff(want, strings.TrimRight(pageOf(opened(t, r)), "\n")); diff != "" {
		t.Errorf("got another page (-want +got):\n%s", diff)
	}
	capped := aCommit()
	capped.Capped = true
	if got := pageOf(opened(t, &reader{commit: capped})); !strings.Contains(got, "no more than 3,000 files") {
		t.Errorf("a commit of too many files: got\n%s\nwant it said", got)
	}
	one := aCommit()
	one.Files, one.Committer = one.Files[:1], github.Person{Name: "GitHub"}
	if got := pageOf(opened(t, &reader{commit: one})); !strings.Contains(got, " 1 file changed") || strings.Contains(got, "committer") {
		t.Errorf("got\n%s\nwant 1 file, and no committer where GitHub made the commit", got)
	}
}

// firstMail is what the first command of several brings: the change.
func firstMail(cmd tea.Cmd) pane.Mail { return cmd().(tea.BatchMsg)[0]().(pane.Mail) }

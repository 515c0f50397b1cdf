package diffs

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestAPatchThatWasLeftOutIsMadeWhenItIsLookedAt(t *testing.T) {
	r := &reader{commit: aCommit(), sides: []string{"one\ntwo\n", "one\n2\n"}}
	p := opened(t, r)
	if len(r.asked) != 1 {
		t.Errorf("got requests %q before the file is in sight", r.asked)
	}
	press(p, keymap.Last)
	if page := pageOf(p); !strings.Contains(page, "▾ huge.json  +1 -1  modified") || !strings.Contains(page, "  2 +2") {
		t.Errorf("got\n%s\nwant the patch made from the two versions", page)
	}
	want := "patch of huge.json aaaa " + sha
	if got := slices.DeleteFunc(slices.Clone(r.asked), func(s string) bool { return s != want }); len(got) != 1 {
		t.Errorf("got requests %q, want one for the patch", r.asked)
	}
	press(p, keymap.Reload)
	if page := pageOf(p); !strings.Contains(page, "  2 +2") {
		t.Errorf("got\n%s\nwant the patch kept", page)
	}
	r = &reader{commit: aCommit()}
	p = opened(t, r)
	press(p, keymap.Last)
	if page := pageOf(p); !strings.Contains(page, "it could not be made here: "+github.ErrBinary.Error()) {
		t.Errorf("got\n%s\nwant why there is none", page)
	}
	folded := &reader{commit: aCommit(), sides: []string{"", ""}}
	folded.marks.set = map[string]bool{"huge.json": true}
	press(opened(t, folded), keymap.Last)
	if slices.Contains(folded.asked, want) {
		t.Errorf("got requests %q for a folded file", folded.asked)
	}
}

func TestMoreContext(t *testing.T) {
	lines := strings.Split(strings.Repeat("same\n", 30), "\n")
	before := strings.Join(lines, "\n")
	lines[15] = "changed"
	r := longer()
	r.sides = []string{before, strings.Join(lines, "\n")}
	p := opened(t, r)
	press(p, keymap.NextFile)
	var rows []int
	for range 3 {
		press(p, keymap.Context)
		rows = append(rows, p.change.files[0].lines)
	}
	// A head, two lines that changed, and the same ones on either side.
	if diff := cmp.Diff([]int{1 + 2 + 24, 1 + 2 + 29, 1 + 2 + 29}, rows); diff != "" {
		t.Errorf("got other numbers of lines (-want +got):\n%s", diff)
	}
	if got := under(p); got != "▾ a.go  +1 -1  modified  @mona" {
		t.Errorf("got the cursor on %q, want it where it was", got)
	}
}

func TestBlanksAreLeftOut(t *testing.T) {
	r := longer()
	r.commit.Files = append(r.commit.Files, github.File{Path: "z.go", Status: "modified", Additions: 3, Deletions: 2, SHA: "4",
		Patch: "@@ -10,4 +10,5 @@ func f()\n a\n-  b\n-c\n+\tb\n+c  \n+d\n e\n@@ -30 +31 @@ func g()\n-x\n+ x"})
	p := opened(t, r)
	if got := press(p, keymap.Spaces); got != (pane.Say{Text: "changes of blanks are left out"}) {
		t.Errorf("got %v", got)
	}
	_, patch, _ := strings.Cut(pageOf(p), "▾ z.go")
	for _, want := range []string{"  +1 -0  modified  @mona", " @@ -10,4 +10,5 @@ func f()", "\n   13 +d", "\n12 12  c", "\n13 14  e"} {
		if !strings.Contains(patch, want) {
			t.Errorf("got\n%s\nwant %q in it", patch, want)
		}
	}
	if strings.Contains(patch, "@@ -30") || strings.Contains(patch, "-") && strings.Count(patch, "\n11    -") > 0 {
		t.Errorf("got\n%s\nwant no change of blanks", patch)
	}
	press(p, keymap.Spaces)
	if page := pageOf(p); !strings.Contains(page, "@@ -30 +31 @@ func g()") {
		t.Errorf("got\n%s\nwant the changes of blanks again", page)
	}
	only := aCommit()
	only.Files = []github.File{{Path: "w.go", Status: "modified", Additions: 1, Deletions: 1, Patch: "@@ -1 +1 @@\n-a\n+ a"}}
	p = opened(t, &reader{commit: only})
	press(p, keymap.Spaces)
	if page := pageOf(p); !strings.Contains(page, "only blanks changed") {
		t.Errorf("got\n%s\nwant it said", page)
	}
}

// Without changes of blanks a patch still leads from one text to the other.
func FuzzWithoutSpaces(f *testing.F) {
	f.Add("a\n b\nc\n", "a\nb\nd\n")
	f.Add("", "x\n")
	f.Add("x\r\ny", "x\ny\n")
	f.Fuzz(func(t *testing.T, old, new string) {
		patch := diff.Parse(diff.Blobs([]byte(old), []byte(new), diff.Options{}))
		got := diff.ParseString(withoutSpaces(patch))
		for i := range got.Lines() {
			if k := got.Kind(i); k == diff.Other || k == diff.Header {
				t.Fatalf("%q to %q: got line %q, want hunks alone", old, new, got.Raw(i))
			}
		}
	})
}

func TestAComparison(t *testing.T) {
	r := longer()
	c := github.Comparison{
		Spec: github.CompareSpec{Base: "main", Head: "topic"}, BaseSHA: "base", HeadSHA: "head", MergeBase: "parted", Status: "diverged", Ahead: 1, Behind: 2,
		Commits: []github.Commit{{SHA: strings.Repeat("c", 40), Subject: "Do it", Author: github.Person{Login: "ada", At: r.Now("")}}}, Files: r.commit.Files, FilesCut: true,
	}
	r.comparison = c
	p := bare(t, r)
	p.Resize(90, 30)
	s := chosen()
	s.Commit, s.Diff = "", pane.DiffAt{Compare: c.Spec}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	page := pageOf(p)
	for _, want := range []string{" main...topic", " 1 commit ahead, 2 behind", " ccccccc Do it ", " ada ", " now", " 3 files changed, +4 -3", "no more than 300 files"} {
		if !strings.Contains(page, want) {
			t.Errorf("got\n%s\nwant %q in it", page, want)
		}
	}
	if got := p.Status().Title; got != "Compare main...topic" {
		t.Errorf("got title %q", got)
	}
	for !strings.HasPrefix(under(p), "ccccccc") {
		press(p, keymap.Down)
	}
	if got := press(p, keymap.Open); got != (pane.ChooseCommit{SHA: strings.Repeat("c", 40)}) {
		t.Errorf("got %v, want the commit of the row", got)
	}
	if got := press(p, keymap.Browse); got != (pane.Browse{URL: "https://github.com/acme/api/compare/main...topic"}) {
		t.Errorf("got %v", got)
	}
	swapped, dotted := c.Spec, c.Spec
	swapped.Base, swapped.Head, dotted.TwoDot = "topic", "main", true
	for action, spec := range map[keymap.Action]github.CompareSpec{keymap.Swap: swapped, keymap.Dots: dotted} {
		if got := press(p, action); got != (pane.ShowDiff{Place: s.Place, Repo: s.Repo, Diff: pane.DiffAt{Compare: spec}}) {
			t.Errorf("%s: got %v", action, got)
		}
	}
	if got := press(p, keymap.Release); got != (pane.ShowRelease{Place: s.Place, Repo: s.Repo, From: "main", To: "topic"}) {
		t.Errorf("got %v, want what came between the two", got)
	}
	for _, a := range []keymap.Action{keymap.Swap, keymap.Release} {
		if got := press(opened(t, longer()), a); got != (pane.Say{Text: "nothing is compared here: c begins"}) {
			t.Errorf("%s: got %v on a commit", a, got)
		}
	}
	for _, c := range []github.Comparison{{Spec: dotted, BaseSHA: "base", HeadSHA: "head", Moved: true}, {Spec: c.Spec, Status: "identical"}} {
		x := ofComparison(c, "", r.Now(""))
		if c.Status == "" && (x.old != "base" || len(x.head) < 5) {
			t.Errorf("got %+v of unrelated ends, want the tips compared and it said", x)
		}
	}
}

// TestAPullRequestBeginsWhereItParted makes a left-out patch from the commit that
// the two branches have in common, and asks for it only then.
func TestAPullRequestBeginsWhereItParted(t *testing.T) {
	for _, tt := range []struct {
		merged string
		left   int
		want   string
	}{{"parted", 9, "patch of a.go parted head"}, {"", 9, "patch of a.go tip head"}, {"parted", 0, ""}} {
		r := longer()
		r.pull.Base, r.pull.Head = github.PullEnd{Ref: "main", SHA: "tip"}, github.PullEnd{Ref: "topic", SHA: "head"}
		r.comparison.MergeBase = tt.merged
		if tt.left > 0 {
			r.commit.Files[0].Patch, r.commit.Files[0].Additions = "", tt.left
		}
		r.sides = []string{"a\n", "b\n"}
		p := bare(t, r)
		p.Resize(90, 30)
		s := chosen()
		s.Commit, s.Diff = "", pane.DiffAt{Pull: 7}
		panetest.Send(p, pane.SubjectChanged{Subject: s})
		got := ""
		for _, asked := range r.asked {
			if strings.HasPrefix(asked, "patch of") {
				got = asked
			}
		}
		if got != tt.want {
			t.Errorf("merge base %q, %d left out: got %q of %q, want %q", tt.merged, tt.left, got, r.asked, tt.want)
		}
	}
}

// TestFindingShowsWhatIsFound lists the files that match even below a long head.
func TestFindingShowsWhatIsFound(t *testing.T) {
	r := longer()
	c := github.Comparison{Spec: github.CompareSpec{Base: "a", Head: "b"}, Status: "ahead", Ahead: 40, TotalCommits: 40, Files: r.commit.Files}
	for range 40 {
		c.Commits = append(c.Commits, github.Commit{SHA: sha, Subject: "One of many"})
	}
	r.comparison = c
	p := bare(t, r)
	p.Resize(90, 12)
	s := chosen()
	s.Commit, s.Diff = "", pane.DiffAt{Compare: c.Spec}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	press(p, keymap.Filter)
	panetest.Type(p, "docs")
	if page := panetest.Text(p.View(true)); !strings.Contains(page, " A docs/b.md") || !strings.Contains(page, "@@") {
		t.Errorf("got\n%s\nwant the file that matches and its patch", page)
	}
}

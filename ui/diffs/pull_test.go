package diffs

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestToThePullRequest(t *testing.T) {
	s := chosen()
	to := func(n int) pane.Intent {
		return pane.ChooseIssue{At: pane.IssueAt{Place: s.Place, Ref: github.IssueRef{Repo: s.Repo, Number: n}}}
	}
	r := &reader{commit: aCommit(), pulls: []github.CommitPull{{Issue: github.Issue{IssueRef: github.IssueRef{Repo: s.Repo, Number: 9}}}}}
	p := opened(t, r)
	said, cmd := p.Update(keymap.Pull)
	if got := panetest.Run(p, cmd); said == nil || len(got) != 1 || got[0] != to(9) {
		t.Errorf("got %v, then %v, want it said that it is looked for, then the pull request", said, got)
	}
	_, cmd = p.Update(keymap.Pull)
	panetest.Send(p, keymap.Down)
	if got := panetest.Run(p, cmd); len(got) != 0 || !p.Status().Busy.IsZero() {
		t.Errorf("got %v, want who does something else not to be carried off", got)
	}
	r.commit.Subject += " (#12)"
	if got := press(opened(t, r), keymap.Pull); got != to(12) {
		t.Errorf("got %v, want the pull request that the subject names", got)
	}
	p = bare(t, r)
	s.Commit, s.Diff.Pull = "", 7
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if got := press(p, keymap.Pull); got != to(7) {
		t.Errorf("got %v, want the pull request whose changes these are", got)
	}
	s.Diff = pane.DiffAt{Compare: github.CompareSpec{Base: "main", Head: "next"}}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if got := press(p, keymap.Pull); got != (pane.Say{Text: "no commit is shown here: enter opens one of the list"}) {
		t.Errorf("got %v of a comparison", got)
	}
}

// The files that GitHub does not list come from the trees, if it is known where the
// branches parted.
func TestAPullRequestOfMoreFilesThanAreListed(t *testing.T) {
	base, head, parted := strings.Repeat("b", 40), strings.Repeat("c", 40), strings.Repeat("d", 40)
	for _, tt := range []struct {
		name  string
		base  string // where they parted
		files int
		says  string
	}{
		{"all", parted, 3, ""},
		{"all, of which two are one", parted, 2, ""},
		{"not known where", "", 1, "GitHub lists 1 of 3 files."},
	} {
		r := &reader{
			pull:       github.PullRequest{Issue: github.Issue{IssueRef: github.IssueRef{Number: 7}}, ChangedFiles: 3, Base: github.PullEnd{SHA: base}, Head: github.PullEnd{SHA: head}},
			commit:     github.CommitFiles{Files: []github.File{{Path: "b.go", Status: "added", Additions: 1, Patch: "@@ -0,0 +1 @@\n+x\n"}}},
			comparison: github.Comparison{MergeBase: tt.base},
			trees: []github.File{
				{Path: "a.go", Status: "removed", OldMode: "100644", OldSHA: base, Uncounted: true},
				{Path: "b.go", Status: "added", NewMode: "100644", SHA: sha, Uncounted: true},
				{Path: "c.go", Status: "added", NewMode: "100644", SHA: sha, Uncounted: true},
			},
		}
		if tt.files == 2 { // what was removed came back under another name
			r.trees[0].OldSHA = sha
		}
		if tt.base == "" {
			r.lost = errors.New("no answer")
		}
		p := bare(t, r)
		s := chosen()
		s.Commit, s.Diff.Pull = "", 7
		panetest.Send(p, pane.SubjectChanged{Subject: s})
		var paths []string
		for _, f := range p.change.files {
			paths = append(paths, f.Path)
		}
		if len(paths) != tt.files || p.change.cut != tt.says {
			t.Errorf("%s: got %q and %q, want %d files and %q", tt.name, paths, p.change.cut, tt.files, tt.says)
		}
		if want := "trees " + parted + " " + head; slices.Contains(r.asked, want) != (tt.base != "") {
			t.Errorf("%s: asked %q, want the trees of %s and the head, or none", tt.name, r.asked, parted)
		}
	}
}

package diffs

import (
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

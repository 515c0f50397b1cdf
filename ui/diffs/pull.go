package diffs

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/origin"
)

// readPull reads the files of a pull request: those that GitHub lists, and those
// beyond its 3,000 by the trees of its head and of where the branches parted.
func readPull(ctx context.Context, client Reader, s pane.Subject, now time.Time, emit func(*change, time.Time)) error {
	ref := github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull}
	pr, err := client.PullRequest(ctx, s.Place, ref)
	if err != nil {
		return err
	}
	asked, tip, known := pr, true, false
	part := func() {
		if !tip {
			return
		}
		tip = false
		if base, err := whereParted(ctx, client, s, pr.Base.SHA, pr.Head.SHA); err == nil {
			pr.Base.SHA, known = base, true
		}
	}
	var files []github.File
	show := func(list []github.File, all bool) {
		files = list
		x := ofPull(pr, files, now)
		x.tip, x.pull = tip, asked
		if all {
			x.cut = ""
		}
		emit(x, time.Time{})
	}
	err = client.PullFiles(ctx, s.Place, ref, func(l github.Listing[github.File]) {
		if slices.ContainsFunc(l.Items, func(f github.File) bool { return f.PatchLeftOut() || unclear(&f) }) {
			part()
		}
		show(l.Items, false)
	})
	if err != nil || len(files) >= pr.ChangedFiles {
		return err
	}
	if part(); !known {
		return ctx.Err() // the head says how many are missing
	}
	found, err := client.TreeDiff(ctx, s.Place, s.Repo, pr.Base.SHA, pr.Head.SHA)
	if ctx.Err() != nil {
		return err
	}
	if len(found) > 0 {
		show(github.CompleteFiles(files, found), err == nil)
	}
	return nil
}

// pull goes to the pull request whose changes these are, or that the commit came
// by.
func (p *Pane) pull() (pane.Intent, tea.Cmd) {
	s := p.subject
	switch {
	case s.Commit != "" && p.change != nil:
		c := origin.Commit{Place: s.Place, Repo: s.Repo, SHA: p.change.new, Subject: p.change.commit.Subject}
		if to := c.Known(p.o.Client); to != nil {
			return to, nil
		}
		return c.Looking(), p.origin.Start(0, c.Fetch(p.o.Client))
	case s.Commit == "" && s.Diff.Pull != 0:
		return pane.ChooseIssue{At: pane.IssueAt{Place: s.Place, Ref: github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull}}}, nil
	}
	return pane.Say{Text: "no commit is shown here: enter opens one of the list"}, nil
}

// takeOrigin goes to the pull request that was looked for.
func (p *Pane) takeOrigin(r load.Result[origin.Found]) pane.Intent {
	switch {
	case !p.origin.Take(r):
	case p.origin.Err() != nil:
		return origin.Failed(p.origin.Err())
	case p.origin.Complete():
		return p.origin.Value().Choose()
	}
	return nil
}

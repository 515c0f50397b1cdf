package diffs

import (
	"errors"
	"slices"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// ofAPull is a pane of a pull request whose base has gone on since the branches
// parted at "feed", with the cursor on a line.
func ofAPull(t *testing.T, r *reader, line github.DiffAnchor) *Pane {
	t.Helper()
	r.pull = github.PullRequest{Base: github.PullEnd{Ref: "main", SHA: "base"}, Head: github.PullEnd{SHA: "head"}}
	r.comparison = github.Comparison{MergeBase: "feed"}
	p := bare(t, r)
	p.Resize(80, 24)
	s := chosen()
	s.Commit, s.Diff = "", pane.DiffAt{Pull: 7}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	panetest.Send(p, line)
	return p
}

// A removed line of a pull request is one of where the branches parted, which is
// asked for once.
func TestWhatAPullRequestRemovedIsShownAsItWas(t *testing.T) {
	r := longer()
	r.commit.Files[0].PreviousPath = "was.go"
	p := ofAPull(t, r, anchor("a.go", true, 3))
	place, repo := chosen().Place, chosen().Repo
	want := pane.ShowFile{Place: place, Repo: repo, Ref: "feed", Path: "was.go", Line: 3}
	said, cmd := p.Update(keymap.View)
	if got := panetest.Run(p, cmd); said != (pane.Say{Text: "asking where the branches parted"}) || len(got) != 1 || got[0] != want {
		t.Errorf("got %v, then %v, want %v", said, got, want)
	}
	if got := press(p, keymap.View); got != want {
		t.Errorf("again: got %v, want %v", got, want)
	}
	page := pane.Browse{URL: "https://github.com/acme/api/pull/7/files#" + github.AnchorOf("a.go", true, 3).String()}
	p.change.url = "https://github.com/acme/api/pull/7"
	if got := press(p, keymap.Browse); got != page {
		t.Errorf("opened: got %v, want %v", got, page)
	}
	url := pane.Copy{Text: "https://github.com/acme/api/feed/was.go#3", What: "URL"}
	if got := press(p, keymap.CopyURL); got != url {
		t.Errorf("copied: got %v, want %v", got, url)
	}
	press(p, keymap.Reload)
	panetest.Send(p, anchor("a.go", true, 3))
	if got := press(p, keymap.CopyURL); got != url {
		t.Errorf("after a reload: got %v, want %s", got, url.Text)
	}
	if n := len(slices.DeleteFunc(slices.Clone(r.asked), func(s string) bool { return s != "compare base...head" })); n != 1 {
		t.Errorf("got requests %q, want one for where they parted", r.asked)
	}
}

func TestWhereTheBranchesPartedIsNotAlwaysAsked(t *testing.T) {
	r := longer()
	p := ofAPull(t, r, anchor("a.go", false, 3))
	if got, ok := press(p, keymap.View).(pane.ShowFile); !ok || got.Ref != "head" || got.Line != 3 {
		t.Errorf("an added line: got %v, want it at the head", got)
	}
	if slices.Contains(r.asked, "compare base...head") {
		t.Errorf("an added line: got requests %q", r.asked)
	}
	panetest.Send(p, anchor("a.go", true, 3))
	_, cmd := p.Update(keymap.View)
	press(p, keymap.Down)
	if got := panetest.Run(p, cmd); len(got) != 0 {
		t.Errorf("a key pressed meanwhile: got %v, want nobody carried off", got)
	}
	r.fail = errors.New("broken")
	r.comparison.MergeBase = ""
	panetest.Send(p, anchor("a.go", true, 3))
	_, cmd = p.Update(keymap.CopyURL)
	if got := panetest.Run(p, cmd); len(got) != 1 || got[0] != (pane.Say{Text: "it is not known where the branches parted: broken"}) {
		t.Errorf("a failure: got %v, want it said", got)
	}
	r.fail = nil
	_, cmd = p.Update(keymap.View)
	if got := panetest.Run(p, cmd); len(got) != 1 || got[0].(pane.ShowFile).Ref != "base" {
		t.Errorf("no history in common: got %v, want the base", got)
	}
}

// More context is made of the two versions that the patch is between.
func TestMoreContextOfAPullRequest(t *testing.T) {
	r := longer()
	r.sides = []string{"one\n", "two\n"}
	p := ofAPull(t, r, anchor("a.go", false, 3))
	_, cmd := p.Update(keymap.Context)
	panetest.Run(p, cmd)
	if !slices.Contains(r.asked, "patch of a.go feed head") {
		t.Errorf("got requests %q, want the patch from where the branches parted", r.asked)
	}
}

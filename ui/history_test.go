package ui

import (
	"testing"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

func TestBackwardAndForward(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	first := m.subject
	twelve := pane.IssueAt{Place: first.Place, Ref: github.IssueRef{Repo: first.Repo, Number: 12}}
	if keys(m, "<"); m.subject != first || m.said == "" {
		t.Errorf("with nothing before: got %+v, said %q, want nothing changed and a word", m.subject, m.said)
	}
	settle(m, m.carryOut(pane.ChooseIssue{At: twelve}))
	settle(m, m.carryOut(pane.Visit{Place: first.Place, Target: github.Target{Kind: github.TargetCommit, Repo: github.RepoRef{Owner: "acme", Name: "web"}, SHA: sha}}))
	if m.focus != pane.Patch || m.subject.Commit != sha || m.subject.Repo.Name != "web" || m.subject.Issue != twelve {
		t.Errorf("a commit followed: got focus on %s, subject %+v", m.focus, m.subject)
	}
	keys(m, "<")
	if m.focus != pane.Conversation || m.subject.Issue != twelve || m.subject.Repo != first.Repo {
		t.Errorf("back: got focus on %s, subject %+v, want the issue", m.focus, m.subject)
	}
	keys(m, "<")
	if m.focus != pane.Commits || m.subject != first {
		t.Errorf("back again: got focus on %s, subject %+v, want the commit it began with", m.focus, m.subject)
	}
	keys(m, ">")
	if m.focus != pane.Conversation || m.subject.Issue != twelve {
		t.Errorf("forward: got focus on %s, subject %+v, want the issue", m.focus, m.subject)
	}
	settle(m, m.carryOut(pane.ChooseIssues{Repo: github.RepoRef{Owner: "acme", Name: "docs"}}))
	if m.focus != pane.Issues || m.subject.Issue != (pane.IssueAt{}) {
		t.Errorf("another repository: got focus on %s, subject %+v, want its issues and none of them open", m.focus, m.subject)
	}
	if said := m.said; len(m.future) != 0 {
		t.Errorf("after looking elsewhere: got %d to go forward to (%s), want none", len(m.future), said)
	}
	// The same, seen in another pane, is come back from too.
	settle(m, m.carryOut(pane.ChooseRepository{Repo: m.subject.Repo, DefaultBranch: m.subject.DefaultBranch}))
	if keys(m, "<"); m.focus != pane.Issues {
		t.Errorf("back from the commits of the same repository: got focus on %s, want its issues", m.focus)
	}
	for range mostVisits + 10 {
		settle(m, m.carryOut(pane.ChooseIssue{At: twelve}))
		settle(m, m.carryOut(pane.ChooseIssue{At: pane.IssueAt{Place: first.Place, Ref: github.IssueRef{Repo: first.Repo, Number: 13}}}))
	}
	if len(m.past) != mostVisits {
		t.Errorf("got %d visits kept, want %d", len(m.past), mostVisits)
	}
}

func TestVisit(t *testing.T) {
	var opened []string
	m, _ := begin(t, plainWorld(5), 120, 40, func(o *Options) {
		o.Browse = func(url string) error { opened = append(opened, url); return nil }
	})
	look(m)
	place, web := m.subject.Place, github.RepoRef{Owner: "acme", Name: "web"}
	page := "https://github.com/acme/web/releases/tag/v1"
	settle(m, m.carryOut(pane.Visit{Place: place, Target: github.Target{Kind: github.TargetRelease, Repo: web, Ref: "v1"}, URL: page}))
	settle(m, m.carryOut(pane.Visit{Place: place, Target: github.Target{Kind: github.TargetIssue, Host: "ghe.example.com", Repo: web, Number: 3}, URL: "https://ghe.example.com/acme/web/issues/3"}))
	if len(opened) != 1 || opened[0] != page || m.said == "" {
		t.Errorf("what is not shown inside: opened %q, said %q, want the page of a known host alone", opened, m.said)
	}
	settle(m, m.carryOut(pane.Visit{Place: place, Target: github.Target{Kind: github.TargetNumber, Host: "GitHub.com", Repo: web, Number: 3}}))
	if got, want := m.subject.Issue, (pane.IssueAt{Place: place, Ref: github.IssueRef{Repo: web, Number: 3}}); got != want || m.subject.Repo.Name != "api" {
		t.Errorf("an issue elsewhere: got %+v in %s, want %+v beside the repository in view", got, m.subject.Repo, want)
	}
	settle(m, m.carryOut(pane.Visit{Place: place, Target: github.Target{Kind: github.TargetRepo, Repo: web}}))
	if m.subject.Repo != web || m.focus != pane.Commits {
		t.Errorf("a repository: got %s with focus on %s", m.subject.Repo, m.focus)
	}
	other := github.Place{Account: "work", Installation: 8}
	settle(m, m.carryOut(pane.Visit{Place: other, Target: github.Target{Kind: github.TargetNumber, Repo: web, Number: 4}}))
	if m.subject.Place != other || m.subject.Repo.Name != "" || m.subject.Issue.Ref.Number != 4 {
		t.Errorf("another place: got %+v, want it looked at from there", m.subject)
	}
}

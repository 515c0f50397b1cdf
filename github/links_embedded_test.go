package github_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/github/store"
)

// linkable is the demo as its person sees it: an open pull request that goes into
// the default branch, and issues that its body does not name.
func linkable(t *testing.T, server http.RoundTripper, issues int) (a *github.Accounts, at github.Place, pull github.PullRequest, free []github.IssueRef) {
	t.Helper()
	c := client(t, github.Options{
		Account: github.Account{Name: "me", Kind: github.KindToken, Host: "github.com", Local: true, Demo: true},
		Token:   func(context.Context) (string, error) { return demo.UserToken, nil },
		Base:    server, Now: now, Store: store.Open(t.TempDir(), "", now),
	})
	a, at = github.NewAccounts(c), github.Place{Account: "me"}
	scopes := []github.SearchScope{{Place: at, Repo: github.RepoRef{Owner: "northwind", Name: "checkout-api"}}}
	for _, h := range find(t, a, github.IssueSearch{Text: "is:pr is:open", Kind: github.SearchPulls, Scopes: scopes, Limit: 100}).Hits {
		p, err := a.PullRequest(t.Context(), at, h.IssueRef)
		if err != nil {
			t.Fatal(err)
		}
		if p.Base.Ref == "main" && p.Base.Repo == p.Head.Repo {
			pull = p
			break
		}
	}
	if pull.Number == 0 {
		t.Fatal("got no open pull request into main")
	}
	linked, err := a.Links(t.Context(), at, pull.IssueRef, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range find(t, a, github.IssueSearch{Text: "is:issue", Kind: github.SearchIssues, Scopes: scopes, Limit: 100}).Hits {
		if !slices.ContainsFunc(linked, func(l github.Linked) bool { return l.IssueRef == h.IssueRef }) && len(free) < issues {
			free = append(free, h.IssueRef)
		}
	}
	if len(free) < issues {
		t.Fatalf("got %d issues, want %d", len(free), issues)
	}
	return a, at, pull, free
}

// A link reaches GitHub once whatever becomes of the answer, GitHub says that it
// counts, and taking it back leaves the body as it was, to the byte.
func TestLinkAndUndo(t *testing.T) {
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	synctest.Test(t, func(t *testing.T) {
		a, at, pull, issues := linkable(t, embedded.Transport(server), 3)
		for _, fault := range []string{"", "after drop PATCH /repos", "after 502 PATCH /repos"} {
			jobs := github.NewLinkJobs(store.Open("", t.TempDir(), nil), a)
			plan, err := a.PlanLink(t.Context(), github.LinkRequest{Place: at, Pull: pull.IssueRef, Issues: issues, Kind: github.LinkCloses})
			if err != nil || plan.Blocked != nil || plan.Before != pull.Body || plan.Idle() || len(plan.Links) != 3 {
				t.Fatalf("got the plan %+v, %v", plan, err)
			}
			job, err := jobs.Start(t.Context(), plan)
			if err != nil || jobs.Pending() != 1 {
				t.Fatalf("got %v and %d pending, want one", err, jobs.Pending())
			}
			faults, err := embedded.ParseFaults(fault)
			if err != nil {
				t.Fatal(err)
			}
			server.SetFaults(faults)
			job, err = jobs.Run(t.Context(), job.ID, nil)
			server.SetFaults(nil)
			if err != nil || job.Status != github.LinkDone || job.Problem != "" {
				t.Fatalf("%q: got %s, %q, %v, want it done", fault, job.Status, job.Problem, err)
			}
			for _, l := range job.Links {
				if l.Recognised != github.Recognised || l.Why != "" || !l.Changed {
					t.Errorf("%q: got %+v, want that GitHub counts it", fault, l)
				}
			}
			if p, err := a.PullRequest(t.Context(), at, pull.IssueRef); err != nil || p.Body != plan.After {
				t.Errorf("%q: got the body %q, %v, want %q", fault, p.Body, err, plan.After)
			}
			if again, err := jobs.Run(t.Context(), job.ID, nil); err != nil || again.Status != github.LinkDone {
				t.Errorf("a second run: got %s, %v, want it done still", again.Status, err)
			}
			undo, err := jobs.Undo(t.Context(), job.ID)
			if err != nil || undo.After != pull.Body || undo.Undoes != job.ID {
				t.Fatalf("got the plan %+v, %v, want the first body", undo, err)
			}
			reverse, err := jobs.Start(t.Context(), undo)
			if err != nil {
				t.Fatal(err)
			}
			if reverse, err = jobs.Run(t.Context(), reverse.ID, nil); err != nil || reverse.Status != github.LinkDone {
				t.Fatalf("got %s, %v, want it undone", reverse.Status, err)
			}
			for _, l := range reverse.Links {
				if l.Recognised != github.NotRecognised || l.Why != "" {
					t.Errorf("got %+v, want that GitHub counts it no more", l)
				}
			}
			if p, err := a.PullRequest(t.Context(), at, pull.IssueRef); err != nil || p.Body != pull.Body {
				t.Errorf("%q: got the body %q, %v, want %q", fault, p.Body, err, pull.Body)
			}
			if old, _ := jobs.Find(job.ID); old.Status != github.LinkUndone || jobs.Pending() != 0 {
				t.Errorf("got %s and %d pending, want it undone", old.Status, jobs.Pending())
			}
			if _, err := jobs.Undo(t.Context(), job.ID); !errors.Is(err, github.ErrInvalid) {
				t.Errorf("undoing it again: got %v, want ErrInvalid", err)
			}
		}
	})
}

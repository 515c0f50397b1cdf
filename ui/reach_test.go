package ui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

func TestWhereATargetLeads(t *testing.T) {
	place, api, web := github.Place{Account: "work"}, github.RepoRef{Owner: "acme", Name: "api"}, github.RepoRef{Owner: "acme", Name: "web"}
	issue := pane.IssueAt{Place: place, Ref: github.IssueRef{Repo: api, Number: 4}}
	here := pane.Subject{Place: place, Owner: "acme", Repo: api, DefaultBranch: "main", Commit: sha, Issue: issue, Path: "old.go", Line: 3, LastLine: 5, Blame: true}
	at := func(change func(*pane.Subject)) pane.Subject { s := here; change(&s); return s }
	in := func(s pane.Subject) pane.Subject {
		s.Place, s.Owner, s.Repo, s.Issue = place, "acme", web, issue
		return s
	}
	for _, tt := range []struct {
		url  string
		want pane.Subject
		to   pane.ID
	}{
		{"acme/api/blob/main/a.go#L10-L20", at(func(s *pane.Subject) { s.Path, s.Line, s.LastLine, s.Blame = "a.go", 10, 20, false }), pane.Source},
		{"acme/api/blame/v1/a.go", at(func(s *pane.Subject) { s.Ref, s.Commit, s.Path, s.Line, s.LastLine = "v1", "", "a.go", 0, 0 }), pane.Source},
		{"acme/web/blob/HEAD/a.go", in(pane.Subject{Path: "a.go"}), pane.Source},
		{"acme/web/tree/v1/a/b", in(pane.Subject{Ref: "v1", Path: "a/b"}), pane.Owners},
		{"acme/web/tree/v1", in(pane.Subject{Ref: "v1"}), pane.Commits},
		{"acme/web/commits/v1/a", in(pane.Subject{Ref: "v1", Path: "a"}), pane.Commits},
		{"acme/web/commit/" + sha, in(pane.Subject{Commit: sha}), pane.Patch},
		{sha, at(func(s *pane.Subject) { s.Path = "" }), pane.Patch},
		{"acme/web/pull/7", at(func(s *pane.Subject) { s.Issue.Ref = github.IssueRef{Repo: web, Number: 7} }), pane.Conversation},
		{"acme/web/pull/7/files", in(pane.Subject{Diff: pane.DiffAt{Pull: 7}}), pane.Patch},
		{"acme/web/compare/v1..v2", in(pane.Subject{Diff: pane.DiffAt{Compare: github.CompareSpec{Base: "v1", Head: "v2", TwoDot: true}}}), pane.Patch},
		{"acme/web", in(pane.Subject{}), pane.Commits},
	} {
		target, err := github.ParseTarget(tt.url)
		if err != nil {
			t.Fatal(err)
		}
		got, id := to(here, target)
		if diff := cmp.Diff(tt.want, got); diff != "" || id != tt.to {
			t.Errorf("%s: got %s (-want +got):\n%s", tt.url, id, diff)
		}
	}
}

// A ref with slashes is plain where it is looked at already.
func TestWhereTheRefEnds(t *testing.T) {
	api := github.RepoRef{Owner: "acme", Name: "api"}
	here := pane.Subject{Repo: api, DefaultBranch: "main", Ref: "topic/one"}
	for _, tt := range []struct {
		url, ref, path string
		plain          bool
	}{
		{"acme/api/blob/topic/one/a/b.go", "topic/one", "a/b.go", true},
		{"acme/api/blob/main/a.go", "main", "a.go", true},
		{"acme/api/tree/topic/two/a", "topic", "two/a", false},
		{"acme/web/blob/main/a.go", "main", "a.go", false},
		{"acme/web/blob/" + sha + "/a.go", sha, "a.go", true},
		{"acme/web/blob/HEAD/a.go", "HEAD", "a.go", true},
		{"acme/web/commits/refs/pull/7/head/a", "refs/pull/7/head", "a", true},
		{"acme/api/tree/topic", "topic", "", true},
	} {
		target, err := github.ParseTarget(tt.url)
		if err != nil {
			t.Fatal(err)
		}
		if plain := settled(&target, here); plain != tt.plain || target.Ref != tt.ref || target.Path != tt.path {
			t.Errorf("%s: got %q, %q, %v, want %q, %q, %v", tt.url, target.Ref, target.Path, plain, tt.ref, tt.path, tt.plain)
		}
	}
}

func TestPastedAddresses(t *testing.T) {
	var opened []string
	m, _ := begin(t, plainWorld(5), 120, 40, func(o *Options) {
		o.Browse = func(url string) error { opened = append(opened, url); return nil }
	})
	send(m, Pasted{sha})
	if !strings.Contains(m.said, "nowhere to go here") {
		t.Errorf("a commit of no repository: said %q", m.said)
	}
	look(m)
	first := m.subject
	for _, tt := range []struct{ paste, said string }{
		{"src/a.go", "nowhere to go here"},
		{"some words", "nowhere to go here"},
		{"https://github.com/acme\x1b[2J", "leads nowhere on GitHub"},
		{"https://ghe.example.com/acme/api/pull/3", "no account here is of ghe.example.com"},
	} {
		if send(m, Pasted{tt.paste}); m.subject != first || !strings.Contains(m.said, tt.said) || strings.Contains(m.said, "\x1b") {
			t.Errorf("%q: got %+v, said %q, want %q and to stay", tt.paste, m.subject, m.said, tt.said)
		}
	}
	send(m, Pasted{"https://github.com/acme/web/releases/tag/v1\n"})
	if m.subject != first || len(opened) != 1 || opened[0] != "https://github.com/acme/web/releases/tag/v1" {
		t.Errorf("a release: opened %q, want its page", opened)
	}
	send(m, Pasted{"https://github.com/acme/api/pull/3/files\n"})
	if m.focus != pane.Patch || m.subject.Diff.Pull != 3 {
		t.Errorf("a pull request's changes: got focus on %s, %+v", m.focus, m.subject)
	}
	if keys(m, "<"); m.subject != first {
		t.Errorf("back: got %+v, want %+v", m.subject, first)
	}
}

package comparer

import (
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func raised(ref string, diff pane.DiffAt) *Pane {
	p := New(panetest.Theme())
	p.Resize(70, 8)
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{
		Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, DefaultBranch: "main", Ref: ref, Diff: diff,
	}})
	panetest.Send(p, pane.Raised{})
	return p
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "bare", New(panetest.Theme()))
	for _, s := range panetest.Hostile() {
		p := raised(s, pane.DiffAt{})
		panetest.Fill(t, s, p)
		panetest.Type(p, s)
		panetest.Send(p, keymap.Accept)
		panetest.Fill(t, s, p)
	}
}

func TestWhatIsProbablyCompared(t *testing.T) {
	compared := pane.DiffAt{Compare: github.CompareSpec{Base: "v1", Head: "v2", TwoDot: true}}
	for want, p := range map[string]*Pane{
		"main...": raised("", pane.DiffAt{}), "main...topic": raised("topic", pane.DiffAt{}), "v1..v2": raised("topic", compared),
	} {
		if got := p.input.Value(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The list between two refs is come back to, and not typed again.
func TestWhatWasComparedLast(t *testing.T) {
	p := raised("topic", pane.DiffAt{})
	p.input.SetValue("v1...v2")
	panetest.Send(p, keymap.Release)
	if panetest.Send(p, pane.Raised{}); p.input.Value() != "v1...v2" {
		t.Errorf("got %q, want what was asked for last", p.input.Value())
	}
	s := p.subject
	for want, change := range map[string]func(*pane.Subject){
		"main...next": func(s *pane.Subject) { s.Ref = "next" }, "main...topic": func(s *pane.Subject) { s.Repo.Name = "web" },
		"v3...v4":       func(s *pane.Subject) { s.Diff.Compare = github.CompareSpec{Base: "v3", Head: "v4"} },
		"HEAD...topic2": func(s *pane.Subject) { s.Ref, s.DefaultBranch = "topic2", "" }, "HEAD...": func(s *pane.Subject) { s.Ref, s.DefaultBranch = "", "" },
	} {
		other := s
		change(&other)
		panetest.Send(p, pane.SubjectChanged{Subject: other})
		if panetest.Send(p, pane.Raised{}); p.input.Value() != want {
			t.Errorf("got %q, want %q", p.input.Value(), want)
		}
	}
}

func TestComparing(t *testing.T) {
	p := raised("topic", pane.DiffAt{})
	want := pane.ShowDiff{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, Diff: pane.DiffAt{Compare: github.CompareSpec{Base: "main", Head: "topic"}}}
	if got := panetest.Send(p, keymap.Accept); got != want {
		t.Errorf("got %#v, want %#v", got, want)
	}
	panetest.Send(p, keymap.NextField)
	if got := p.input.Value(); got != "topic...main" {
		t.Errorf("got %q after changing places", got)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "What main has that topic has not") {
		t.Errorf("got\n%s\nwant it in words", got)
	}
	p.input.SetValue("https://github.com/acme/web/compare/v1...ada:x")
	want.Repo.Name, want.Diff.Compare = "web", github.CompareSpec{Base: "v1", Head: "ada:x"}
	if got := panetest.Send(p, keymap.Accept); got != want {
		t.Errorf("got %#v, want %#v", got, want)
	}
	between := pane.ShowRelease{Place: want.Place, Repo: want.Repo, From: "v1", To: "ada:x"}
	if got := panetest.Send(p, keymap.Release); got != between {
		t.Errorf("got %#v, want %#v", got, between)
	}
	p.input.SetValue("nothing")
	if got := panetest.Send(p, keymap.Accept); got != nil || !strings.Contains(panetest.Text(p.View(true)), "That is nothing to compare") {
		t.Errorf("got %v, want it said", got)
	}
	p.input.SetValue("main@{yesterday}...main")
	if got := panetest.Send(p, keymap.Accept); got != nil || !strings.Contains(panetest.Text(p.View(true)), "main@{yesterday}: GitHub tells nobody where a branch was. Write a") {
		t.Errorf("got %v and\n%s\nwant it said what to write instead", got, panetest.Text(p.View(true)))
	}
	p.input.SetValue("main~6...topic^2")
	want = pane.ShowDiff{Place: want.Place, Repo: github.RepoRef{Owner: "acme", Name: "api"}, Diff: pane.DiffAt{Compare: github.CompareSpec{Base: "main~6", Head: "topic^2"}}}
	if got := panetest.Send(p, keymap.Accept); got != want {
		t.Errorf("got %#v, want %#v", got, want)
	}
	if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) {
		t.Errorf("got %v, want to close", got)
	}
}

// Who writes both ends behind the base that stands there means these.
func TestBothEndsBehindTheBase(t *testing.T) {
	for typed, want := range map[string]github.CompareSpec{
		"v1...v2":        {Base: "v1", Head: "v2"},
		"v1..v2":         {Base: "v1", Head: "v2", TwoDot: true},
		"mona:fix...dev": {Base: "mona:fix", Head: "dev"},
		"topic":          {Base: "main", Head: "topic"},
		"https://github.com/acme/web/compare/a...b": {Base: "a", Head: "b"},
	} {
		p := raised("", pane.DiffAt{})
		panetest.Type(p, typed)
		got, _ := panetest.Send(p, keymap.Accept).(pane.ShowDiff)
		if got.Diff.Compare != want {
			t.Errorf("%s: got %+v, want %+v", typed, got.Diff.Compare, want)
		}
	}
	p := raised("", pane.DiffAt{})
	panetest.Type(p, "a...b...c")
	if got := panetest.Send(p, keymap.Accept); got != nil {
		t.Errorf("got %v of three ends, want to be told", got)
	}
}

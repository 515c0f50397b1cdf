package conversation

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/theme"
)

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", newPane(t, anIssue()))
	panetest.Fill(t, "failed", opened(t, &client{fail: map[string]error{"issue": errors.New("broken"), "timeline": errors.New("broken")}}, 12))
	panetest.Fill(t, "empty", opened(t, &client{}, 12))
	loading := newPane(t, anIssue())
	loading.Update(pane.Shown{})
	loading.Update(chosen(12))
	panetest.Fill(t, "loading", loading)
	for _, p := range []*Pane{opened(t, anIssue(), 12), opened(t, aPull(), 15)} {
		for _, a := range []keymap.Action{keymap.Down, keymap.NextLink, keymap.NextPart, keymap.Last, keymap.PreviousLink, keymap.NextTab,
			keymap.Open, keymap.NextTab, keymap.Open, keymap.Last, keymap.NextTab, keymap.Open, keymap.Right, keymap.NextTab, keymap.First} {
			panetest.Send(p, a)
			panetest.Fill(t, string(a), p)
		}
		p.tell(note{text: strings.Repeat("a note of many words ", 20), lasting: true})
		panetest.Fill(t, "note", p)
	}
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	long := strings.Repeat("a\x1b[2J\u202e", 16384) // of 65,536 characters and more
	deep := strings.Repeat("> - ", 5000) + "deep"
	table := "|" + strings.Repeat("a|", 100) + "\n|" + strings.Repeat("-|", 100) + strings.Repeat("\n|"+strings.Repeat("x|", 100), 100)
	for _, s := range append(panetest.Hostile(), long, deep, table, strings.Repeat("長", 65536)) {
		c, n := aPull(), 15
		i := &c.pull.Issue
		i.Title, i.Body, i.Author, i.Milestone, i.Type, i.Reason, i.Assignees = s, s, s, s, s, s, []string{s, s}
		i.Labels = []github.Label{{Name: s}, {Name: s}}
		i.URL = s
		c.pull.Base.Ref, c.pull.Head.Ref, c.pull.Head.Repo, c.pull.Reviewers, c.pull.Teams = s, s, github.RepoRef{Owner: s, Name: s}, []string{s}, []string{s}
		far := github.IssueRef{Repo: github.RepoRef{Owner: s, Name: s}, Number: 1 << 30}
		c.linked = []github.Link{{Issue: i.IssueRef, Pull: far, Kind: github.LinkCloses, Other: *i, Why: s}, {Issue: far, Pull: i.IssueRef, Kind: github.LinkCloses, Recognised: github.NotRecognised, Why: s, Other: github.Issue{Title: s}}, {Issue: far, Kind: github.LinkCommit, Commit: s}}
		for _, kind := range []string{"commented", "reviewed", "renamed", "closed", "labeled", "committed", "cross-referenced", "locked", "review_dismissed", s} {
			c.events = append(c.events, github.Event{Kind: kind, ID: 7, Actor: s, Author: s, Body: s, State: s, From: s, To: s, Other: s, Title: s, Commit: s, Label: github.Label{Name: s}, Performed: s, Source: i, Edited: true})
		}
		c.threads[0].Path, c.threads[0].Hunk, c.threads[0].Comments[0].Body = s, s+"\n+"+s+"\n-"+s, s
		c.checks.Checks[0].Name, c.checks.Checks[0].Title, c.checks.Checks[0].Summary, c.checks.Checks[0].Result, c.checks.Checks[0].App = s, s, s, s, s
		c.commits[0].SHA, c.commits[0].Subject, c.commits[0].Author.Login = s, s, s
		c.files[0].Path, c.files[0].Status, c.files[0].Patch = s, s, "@@ "+s+"\n+"+s+"\n"+s+"\n\\"+s
		c.fail = map[string]error{"delete": errors.New(s)}
		p := opened(t, c, n)
		what := fmt.Sprintf("%.20q", s)
		for range int(tabs) {
			for range 3 {
				if problem := panetest.Problem(p.View(true), 80, 24); problem != "" {
					t.Fatalf("%s: %s", what, problem)
				}
				panetest.Send(p, keymap.Open)
				panetest.Send(p, keymap.NextLink)
				panetest.Send(p, keymap.PageDown)
				panetest.Send(p, keymap.Right)
			}
			panetest.Send(p, keymap.Last)
			panetest.Fill(t, what, p)
			panetest.Send(p, keymap.Back)
			panetest.Send(p, keymap.NextTab)
		}
		p.tell(note{text: s})
		if problem := panetest.Problem(p.View(true), 80, 24); problem != "" {
			t.Fatalf("%s: %s", what, problem)
		}
	}
}

func TestEmptyTabsSayWhy(t *testing.T) {
	first := func(p *Pane) string {
		rows := p.View(true)
		return strings.TrimSpace(panetest.Text(rows[p.tabRows() : p.tabRows()+1]))
	}
	if got := first(newPane(t, anIssue())); got != "Press enter on an issue or pull request to read it." {
		t.Errorf("nothing chosen: got %q", got)
	}
	loading := newPane(t, anIssue())
	loading.Update(pane.Shown{})
	loading.Update(chosen(12))
	if got := first(loading); got != "loading…" {
		t.Errorf("loading: got %q", got)
	}
	if got := first(opened(t, &client{fail: map[string]error{"issue": errors.New("broken")}}, 12)); got != "Press r to try again." {
		t.Errorf("failed: got %q", got)
	}
	if got := first(opened(t, &client{fail: map[string]error{"issue": github.ErrGone}}, 12)); got != "GitHub has this no more: it was deleted." {
		t.Errorf("deleted: got %q", got)
	}
	c := aPull()
	c.commits, c.checks, c.files = nil, github.Checks{}, nil
	p := opened(t, c, 15)
	for _, want := range []string{"There are no commits.", "There are no checks of the newest commit.", "No file is changed."} {
		panetest.Send(p, keymap.NextTab)
		if got := first(p); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWithoutUTF8TheMarksAreASCII(t *testing.T) {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.Ascii)
	c := aPull()
	c.pull.Body, c.events = "plain", c.events[:3]
	p := New(Options{Context: t.Context(), Theme: theme.New(r, true).ASCII(), Client: c, Hosts: func() []string { return nil }})
	p.Resize(80, 60)
	panetest.Send(p, pane.Shown{})
	panetest.Send(p, chosen(15))
	for _, row := range p.View(true) {
		for _, r := range row {
			if r > 0x7f && r != '…' && r != '·' {
				t.Fatalf("%q is not ASCII in %q", r, row)
			}
		}
	}
}

func TestAKeyCostsTheSameAtTheEndAsAtTheStart(t *testing.T) {
	allocations := func(n int, end bool) float64 {
		c := long(n)
		p := newPane(t, c)
		p.limit = n + 1
		p.Resize(120, 50)
		panetest.Send(p, pane.Shown{})
		p.at = chosen(12).Subject.Issue
		panetest.Run(p, p.load())
		panetest.Send(p, pane.Wheel{})
		if p.unlaid > 0 || len(p.events.Value().Items) != n {
			t.Fatalf("%d comments: %d are there, %d not laid out", n, len(p.events.Value().Items), p.unlaid)
		}
		if end {
			panetest.Send(p, keymap.Last)
		}
		return testing.AllocsPerRun(100, func() {
			p.Update(keymap.Up)
			p.Update(keymap.Down)
			p.View(true)
			p.Status()
		})
	}
	few, start, end := allocations(10, false), allocations(1000, false), allocations(1000, true)
	if start > 1.3*few || end > 1.3*few {
		t.Errorf("got %v allocations with 10 comments, %v and %v at start and end of 1,000, want about the same", few, start, end)
	}
}

// loaded is a pane of 120x50 that shows n comments, all laid out.
func loaded(b *testing.B, n int) *Pane {
	p := newPane(b, long(n))
	p.limit = n + 1
	p.Resize(120, 50)
	panetest.Send(p, pane.Shown{})
	p.at = chosen(12).Subject.Issue
	panetest.Run(p, p.load())
	panetest.Send(p, pane.Wheel{})
	return p
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{10, 1000} {
		for _, where := range []keymap.Action{keymap.First, keymap.Last} {
			b.Run(fmt.Sprint(n, " ", where), func(b *testing.B) {
				p := loaded(b, n)
				panetest.Send(p, where)
				b.ReportAllocs()
				for b.Loop() {
					p.Update(keymap.Up)
					p.Update(keymap.Down)
					p.View(true)
				}
			})
		}
	}
}

// What the arrival of an answer costs the update goroutine.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := loaded(b, n)
			b.ReportAllocs()
			for b.Loop() {
				p.build()
			}
		})
	}
}

// From the answer of 100 comments to the first screen laid out.
func BenchmarkFirstScreen(b *testing.B) {
	c := long(1000)
	for b.Loop() {
		p := newPane(b, c)
		p.Resize(120, 50)
		panetest.Send(p, pane.Shown{})
		start := time.Now()
		panetest.Send(p, chosen(12))
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms/screen")
	}
}

package issues

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestViewFillsItsSpace(t *testing.T) {
	home := github.Place{Account: "home"}
	for _, x := range panetest.Hostile() {
		synctest.Test(t, func(t *testing.T) {
			var hits []github.Hit
			for n, state := range []github.IssueState{github.IssueOpen, github.IssueDraft, github.IssueMerged, github.IssueClosed, github.IssueNotPlanned} {
				a, b := hit(n+1, x), pull(10_000_000+n, x)
				a.State, a.Author, a.Labels, a.At.Account, a.Comments = state, x, []github.Label{{Name: x}, {Name: "b"}}, x, 123456
				b.State, b.Author, b.Repo, b.At = state, "", github.RepoRef{Owner: x, Name: x}, home
				hits = append(hits, a, b)
			}
			h := &hub{hits: hits, stored: hits, total: 9999, unknow: []string{x}, words: github.Words{Labels: []string{x, x + "a"}}, all: []github.SearchScope{{Place: work}, {Place: home}}}
			h.sums = map[github.IssueRef]github.PullSummary{hits[1].IssueRef: {Review: github.ReviewChanges, Checks: github.CheckPending, Closes: []github.IssueRef{{Repo: hits[1].Repo, Number: 3}, hits[0].IssueRef}}}
			h.sent = []github.SentSearch{{Account: x, Query: x, Total: 3, Incomplete: true}, {Account: x, Query: x, Err: errors.New(x)}}
			h.list = []github.Account{{Name: x}, {Name: "work"}}
			d := seat(t, h, Saved{Name: x, Query: x}, Saved{Name: "b"})
			fill := func(what string) {
				t.Helper()
				panetest.Fill(t, what+" "+x, d.Pane)
			}
			fill("first")
			d.do(keymap.Mark, keymap.Explain, keymap.Widen, keymap.Widen, keymap.Widen)
			fill("wide, explained")
			h.slow = time.Second
			d.do(keymap.NextTab)
			fill("a saved one, stored")
			d.wait(2 * time.Second)
			d.do(keymap.Search)
			d.do(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(x), Paste: true})
			fill("typing")
			d.do(keys(" (a label:")...)
			fill("completing")
			h.fail = &github.SearchProblem{Start: 1, End: 5, Text: x, Fix: x}
			d.query("crash")
			d.do(keymap.Accept)
			d.wait(5 * time.Second)
			fill("refused")
			d.do(keymap.SaveQuery)
			d.do(keys("n")...)
			fill("naming")
			d.note = "not saved: " + "a reason"
			fill("a note")
			d.do(keymap.Cancel, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "work"}, Owner: x}})
			fill("of an owner")
			d.do(pane.SubjectChanged{})
			fill("nothing")
			d.wait(time.Minute)
		})
	}
}

func TestColumnsAdapt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := hit(12, strings.Repeat("long title ", 20))
		fix := pull(14, "Fix the crash")
		fix.Labels = []github.Label{{Name: "bug"}, {Name: "area/api"}}
		fix.Comments = 7
		h := &hub{hits: []github.Hit{long, fix}, sums: map[github.IssueRef]github.PullSummary{
			fix.IssueRef: {Review: github.ReviewApproved, Checks: github.CheckFailed, Closes: []github.IssueRef{long.IssueRef, {Repo: github.RepoRef{Owner: "acme", Name: "web"}, Number: 1}}},
		}}
		d := seat(t, h)
		row := func(width, i int) string {
			d.Resize(width, 10)
			return panetest.Text(d.View(true)[2+i : 3+i])
		}
		for _, tt := range []struct {
			width, row int
			want       string
		}{
			{30, 0, " ○ #12 long title long title …"},
			{30, 1, " ◇ #14 Fix the crash →#12+1"},
			{40, 1, " ◇ #14 Fix the crash →#12+1 [bug]    14h"},
			{58, 0, " ○ #12 long title long title long title long title l…  12h"},
			{60, 1, " ◇ #14 Fix the crash →#12+1 [bug] [area/api]      r✓ c✗  14h"},
			{72, 1, " ◇ #14 Fix the crash →#12+1 [bug] [area/api]                7 r✓ c✗  14h"},
			{84, 1, " ◇ #14 Fix the crash →#12+1 [bug] [area/api]               ada          7 r✓ c✗  14h"},
			{100, 1, " ◇ #14 Fix the crash →#12+1 [bug] [area/api]                             ada            7 r✓ c✗  14h"},
		} {
			if got := row(tt.width, tt.row); got != tt.want {
				t.Errorf("%d cells: got\n%q, want\n%q", tt.width, got, tt.want)
			}
		}
		d.wait(time.Minute)
		d.later(keymap.Widen)
		if got, want := row(70, 1), " ◇ acme/api      #14 Fix the crash →#12+1 [bug]           7 r✓ c✗  14h"; got != want {
			t.Errorf("several repositories: got\n%q, want\n%q", got, want)
		}
	})
}

func TestAges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mine, theirs := hit(12, "mine"), hit(9, "theirs")
		theirs.At.Account = "home"
		d := seat(t, &hub{hits: []github.Hit{mine, theirs}})
		ages := func() (out []string) {
			for _, row := range d.View(true)[2:4] {
				fields := strings.Fields(panetest.Text([]string{row}))
				out = append(out, fields[len(fields)-1])
			}
			return out
		}
		if got := strings.Join(ages(), " "); got != "12h 1y" {
			t.Errorf("got %s, want each by its own account's day", got)
		}
		d.later(keymap.Sort)
		if got := strings.Join(ages(), " "); got != "3w 1y" {
			t.Errorf("sorted by age: got %s, want since they were opened", got)
		}
	})
}

func TestLinksThatTextsTell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), sumsErr: github.ErrUnsupported}
		h.hits[1].Body = "This fixes #12 and mentions #9."
		d := seat(t, h)
		if s := screen(d.Pane); !strings.Contains(s, "Crash at start by #14") || !strings.Contains(s, "Fix the crash →#12 ") {
			t.Errorf("got\n%s\nwant both ends of the link", s)
		}
		if d.sumsErr != nil {
			t.Errorf("a host without summaries: got error %v, want none", d.sumsErr)
		}
	})
}

func TestSummariesComeAfterTheRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{}
		for n := range 180 {
			h.hits = append(h.hits, pull(n+1, "one of many"))
		}
		h.hits = append(h.hits, hit(1000, "an issue"))
		d := seat(t, h)
		if len(h.pulls) != 2 || len(h.pulls[0]) != batch || len(h.pulls[1]) != batch || h.pulls[0][0].Number != 1 {
			t.Fatalf("asked in %d batches, want two of %d from the first in sight", len(h.pulls), batch)
		}
		// They are asked for again when the pull request changed, not before.
		h.sums = map[github.IssueRef]github.PullSummary{}
		for i := range h.hits {
			h.sums[h.hits[i].IssueRef] = github.PullSummary{Checks: github.CheckPassed}
		}
		d.do(keymap.Reload)
		known := len(d.sums)
		h.pulls, h.hits = nil, h.hits[:100]
		h.hits[7].UpdatedAt = day
		d.do(keymap.Down, keymap.Reload)
		if known != 181 || len(h.pulls) != 1 || len(h.pulls[0]) != 1 || h.pulls[0][0].Number != 8 || under(d.Pane) != 2 {
			t.Errorf("%d known, reloaded: asked for %v with %d selected, want the changed one, and the cursor where it was", known, h.pulls, under(d.Pane))
		}
		h.pulls, h.sumsErr, h.hits[3].UpdatedAt = nil, errors.New("no GraphQL today"), day.Add(time.Hour)
		d.do(keymap.Reload, keymap.Explain)
		if s := screen(d.Pane); !strings.Contains(s, "Reviews and checks are missing: no GraphQL today") || d.Status().Err != nil {
			t.Errorf("failed: got error %v and\n%s", d.Status().Err, s)
		}
	})
}

func TestWhatWasSentIsExplained(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		home := github.Place{Account: "home"}
		other := hit(77, "Of the other account")
		other.At, other.Repo = home, github.RepoRef{Owner: "me", Name: "dots"}
		h := &hub{hits: append(some(), other), all: []github.SearchScope{{Place: work}, {Place: home}, {Place: github.Place{Account: "gone"}}}}
		h.sent = []github.SentSearch{
			{Account: "work", Query: "is:issue (is:open)", Total: 1}, {Account: "home", Query: "is:issue (is:open) ", Total: 2345, Incomplete: true},
			{Account: "gone", Query: "is:issue (is:open)", Err: fixable{}},
		}
		d := seat(t, h)
		d.later(keymap.Widen, keymap.Widen, keymap.Widen)
		s := screen(d.Pane)
		for _, want := range []string{"✗ gone failed, i tells why", "some may be missing", "○ work    acme/api", "○ home    me/dots"} {
			if !strings.Contains(s, want) {
				t.Errorf("got\n%s\nwant %q", s, want)
			}
		}
		if d.Status().Err != nil {
			t.Errorf("got error %v although others answered", d.Status().Err)
		}
		d.do(keymap.Explain)
		s = screen(d.Pane)
		for _, want := range []string{
			"work: is:issue (is:open)\n   1 hit.", "2,345 hits; GitHub ran out of time", "gone: is:issue (is:open)\n   failed: it is out of order Have it mended.",
		} {
			if !strings.Contains(s, want) {
				t.Errorf("explained: got\n%s\nwant %q", s, want)
			}
		}
		if d.do(keymap.Back) != nil || d.explain {
			t.Error("back does not close it first")
		}
		if got := d.do(keymap.Back); got != (pane.Leave{}) {
			t.Errorf("back again: got %#v, want to leave", got)
		}
	})
}

type fixable struct{}

func (fixable) Error() string  { return "it is out of order" }
func (fixable) Remedy() string { return "Have it mended." }

func TestTheCapIsTold(t *testing.T) {
	p := opened(t, &hub{hits: some()})
	p.book.result.Capped, p.book.result.Total = true, 5000
	panetest.Send(p, keymap.Explain)
	if s := screen(p); !strings.Contains(s, "the first 4 only") || !strings.Contains(s, "GitHub hands out the first 1,000 hits") {
		t.Errorf("got\n%s\nwant the cap explained", s)
	}
}

func TestActions(t *testing.T) {
	first := some()[0]
	choose := pane.ChooseIssue{At: pane.IssueAt{Place: work, Ref: first.IssueRef}}
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.Open: choose, keymap.Right: choose, keymap.Left: pane.Leave{}, keymap.Back: pane.Leave{}, keymap.Down: nil,
		keymap.Browse:    pane.Browse{URL: first.URL},
		keymap.CopyURL:   pane.Copy{Text: first.URL, What: "URL"},
		keymap.CopyShort: pane.Copy{Text: "acme/api#12", What: "name"},
	} {
		if got := panetest.Send(opened(t, &hub{hits: some()}), action); got != want {
			t.Errorf("%s: got %#v, want %#v", action, got, want)
		}
	}
	p := opened(t, &hub{hits: some()})
	l := p.plan()
	if got := panetest.Send(p, pane.Click{Y: l.top() + 1}); got != nil || under(p) != 14 {
		t.Errorf("click: got %#v with %d selected, want 14", got, under(p))
	}
	if got, ok := panetest.Send(p, pane.Click{Y: l.top() + 1, Again: true}).(pane.ChooseIssue); !ok || got.At.Ref.Number != 14 {
		t.Errorf("click again: got %#v, want it opened", got)
	}
	panetest.Send(p, pane.Click{Y: l.tabs})
	if p.Scope() != keymap.QueryText {
		t.Error("a click on the query does not begin typing")
	}
	panetest.Send(p, pane.Click{Y: l.top() + 2})
	if p.Scope() != keymap.IssueList || under(p) != 9 {
		t.Errorf("a click on a row: got scope %s with %d selected, want the list and 9", p.Scope(), under(p))
	}
}

func TestMarksSurviveNewResults(t *testing.T) {
	h := &hub{hits: some()}
	p := opened(t, h)
	panetest.Send(p, keymap.Mark)
	panetest.Send(p, keymap.Down)
	panetest.Send(p, keymap.Mark)
	if under(p) != 3 || !strings.Contains(screen(p), "2 marked") {
		t.Errorf("got %d selected and\n%s\nwant two marked and the next selected", under(p), screen(p))
	}
	h.hits = append([]github.Hit{hit(99, "new")}, some()[:1]...)
	panetest.Send(p, keymap.Reload)
	rows := strings.Split(screen(p), "\n")
	if !strings.HasPrefix(rows[3], "▪○ #12") || strings.HasPrefix(rows[2], "▪") {
		t.Errorf("got\n%s\nwant 12 marked still", strings.Join(rows, "\n"))
	}
	if got := panetest.Send(p, keymap.CopyShort); got != (pane.Copy{Text: "acme/api#12\nacme/api#9", What: "2 names"}) {
		t.Errorf("copy: got %#v, want both", got)
	}
	if got := panetest.Send(p, keymap.CopyURL); got != (pane.Copy{Text: some()[0].URL + "\n" + some()[2].URL, What: "2 URLs"}) {
		t.Errorf("copy: got %#v, want both", got)
	}
	panetest.Send(p, keymap.Last)
	panetest.Send(p, keymap.Mark)
	if len(p.marked) != 1 || len(p.marks) != 1 {
		t.Errorf("unmarked: got %v", p.marked)
	}
}

func TestANewIssue(t *testing.T) {
	draft := github.Draft{Kind: github.DraftIssue, Place: work, Host: "github.com", Repo: api, Status: github.DraftEditing}
	p := opened(t, &hub{hits: some()})
	got, ok := panetest.Send(p, keymap.NewIssue).(pane.WriteText)
	if !ok || fmt.Sprint(got.Draft) != fmt.Sprint(draft) {
		t.Errorf("got %+v, want %+v", got.Draft, draft)
	}
	// Without a repository it is that of the row.
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: work, Owner: "acme"}})
	if got := panetest.Send(p, keymap.NewIssue).(pane.WriteText); fmt.Sprint(got.Draft) != fmt.Sprint(draft) {
		t.Errorf("got %+v, want %+v", got.Draft, draft)
	}
	p = opened(t, &hub{})
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: work, Owner: "acme"}})
	if got, ok := panetest.Send(p, keymap.NewIssue).(pane.Say); !ok || !strings.Contains(got.Text, "choose a repository") {
		t.Errorf("nowhere: got %#v", got)
	}
}

func TestTheFirstAnswerSelectsTheOpenIssue(t *testing.T) {
	h := &hub{hits: some()}
	p := New(options(t, h))
	p.Resize(80, 24)
	sub := subject()
	sub.Issue = pane.IssueAt{Place: work, Ref: github.IssueRef{Repo: api, Number: 9}}
	p.Update(pane.Restored{Subject: sub})
	panetest.Send(p, pane.Shown{})
	if under(p) != 9 || !strings.Contains(screen(p), "›○  #9") {
		t.Errorf("got %d selected and\n%s\nwant 9, pointed at", under(p), screen(p))
	}
}

func TestNoHistory(t *testing.T) {
	o := options(t, &hub{hits: some()})
	o.History = nil
	p := New(o)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	panetest.Send(p, pane.Shown{})
	for _, a := range []keymap.Action{keymap.Search, keymap.Up, keymap.Accept} {
		panetest.Send(p, a)
	}
	if p.tabs[0].Query != "is:open" || p.Scope() != keymap.IssueList {
		t.Errorf("got %q in scope %s", p.input.Value(), p.Scope())
	}
}

func TestTheEndOfTheProgramEndsRequests(t *testing.T) {
	h := &hub{hits: some(), hold: true}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	o := options(t, h)
	o.Context = ctx
	p := New(o)
	p.Resize(80, 24)
	p.Update(pane.SubjectChanged{Subject: subject()})
	_, cmd := p.Update(pane.Shown{})
	for _, c := range cmd().(tea.BatchMsg) {
		mail := c().(pane.Mail)
		p.Update(mail.Msg)
		if p.fresh.Value() != nil {
			end()
			panetest.Run(p, mail.Next)
			break
		}
		panetest.Run(p, mail.Next)
	}
	if h.ctx.Err() == nil || numbers(p) != "12 14 9 3" {
		t.Errorf("got context %v and rows %q", h.ctx.Err(), numbers(p))
	}
}

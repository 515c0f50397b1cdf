package commits

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

func TestParse(t *testing.T) {
	now := time.Date(2026, 3, 15, 12, 0, 0, 0, time.UTC)
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		text  string
		query github.CommitQuery
		words string
		wrong string
	}{
		{"", github.CommitQuery{}, "", ""},
		{"  fix  it ", github.CommitQuery{}, "fix it", ""},
		{"path:/src/x.go/ fix", github.CommitQuery{Path: "src/x.go"}, "fix", ""},
		{`PATH:"a b/\"c\".go" it`, github.CommitQuery{Path: `a b/"c".go`}, "it", ""},
		{`"path:a b"`, github.CommitQuery{Path: "a b"}, "", ""},
		{"author:@ada", github.CommitQuery{Author: "ada"}, "", ""},
		{"author:ada@example.com", github.CommitQuery{Author: "ada@example.com"}, "", ""},
		{"author: path: x", github.CommitQuery{}, "x", ""},
		{"author:@me", github.CommitQuery{Author: github.Me}, "", ""},
		{"since:-2w until:2026-03-10", github.CommitQuery{Since: day(3, 1), Until: day(3, 11).Add(-time.Second)}, "", ""},
		{"since:soon", github.CommitQuery{}, "", "“soon” is no date: 12h, 2d, 3w, 1mo, 1y, today, yesterday, 2026-01-31 are"},
		{"since:2026-03-02 until:2026-03-01", github.CommitQuery{Since: day(3, 2), Until: day(3, 2).Add(-time.Second)}, "", "until is before since: turn them around"},
		{"feat(api): x std::move http://a", github.CommitQuery{}, "feat(api): x std::move http://a", ""},
	} {
		f := parse(tt.text, now)
		if f.query != tt.query || f.words != tt.words || f.wrong.says != tt.wrong {
			t.Errorf("%q: got %+v, words %q, wrong %q, want %+v, %q, %q", tt.text, f.query, f.words, f.wrong.says, tt.query, tt.words, tt.wrong)
		}
		if w := f.wrong; w.says != "" && !strings.Contains(tt.text[w.start:w.end], ":") {
			t.Errorf("%q: got %q marked as wrong, want a qualifier", tt.text, tt.text[w.start:w.end])
		}
	}
	for text, want := range map[string]string{"path:": "a file or a folder", "fix author:": "a login, an e-mail address or @me", "author:ada": "", "fix:": ""} {
		if got := parse(text, now).hint; got != want {
			t.Errorf("%q: got the hint %q, want %q", text, got, want)
		}
	}
	for _, path := range []string{"a.go", "a b.go", `a"b\c`, `a\b`, "author:x/y"} {
		if got := parse(ofPath(path), now); got.query.Path != path || got.words != "" {
			t.Errorf("%q: got the path %q and words %q back", path, got.query.Path, got.words)
		}
	}
}

// filtered is a pane of 100x10 over a branch of 300 commits, of which a filter
// leaves two.
func filtered(t *testing.T) (*Pane, *history) {
	t.Helper()
	h := &history{length: 300, first: 300}
	h.leaves = h.commits(300)[40:42]
	h.leaves[1].RenamedFrom = "lib/old\x1b[2J.go"
	p := opened(t, h)
	p.Resize(100, 10)
	return p, h
}

func write(p *Pane, s string) {
	panetest.Send(p, keymap.Filter)
	panetest.Type(p, s)
}

func shown(p *Pane) string { return panetest.Text(p.View(true)) }

func TestWordsNarrowWhatIsListed(t *testing.T) {
	p, h := filtered(t)
	write(p, "'29 commit")
	if p.Scope() != keymap.FilterText || len(h.where) != 0 || len(h.asked) != 1 {
		t.Errorf("got scope %s, requests %q and %q, want text and none", p.Scope(), h.asked, h.where)
	}
	// 299 to 290, 229, 129 and 29, newest first.
	if p.list.Len() != 13 || under(p) != "commit 299" || p.page().at(12).Subject != "commit 29" || p.Status().Count != "13 of 300" {
		t.Errorf("got %d rows, %q first, count %q, want 13", p.list.Len(), under(p), p.Status().Count)
	}
	panetest.Fill(t, "narrowed", p)
	panetest.Send(p, keymap.Last)
	if got := panetest.Send(p, keymap.Accept); got != (pane.ChooseCommit{SHA: h.commits(300)[271].SHA}) || p.typing {
		t.Errorf("enter: got %v, want commit 29 opened", got)
	}
	if got := panetest.Send(p, keymap.Back); got != nil || p.list.Len() != 300 || under(p) != "commit 29" || p.bars() != 0 {
		t.Errorf("esc: got %v, %d rows, the cursor on %q, want all, on the same commit", got, p.list.Len(), under(p))
	}
	if got := panetest.Send(p, keymap.Back); got != (pane.Leave{}) {
		t.Errorf("esc again: got %v, want to leave", got)
	}
	write(p, "nothing like it")
	if got := shown(p); !strings.Contains(got, "No commit matches: esc clears the filter.") {
		t.Errorf("got\n%s\nwant it said that none is left", got)
	}
}

func TestQualifiersAreForGitHub(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, h := filtered(t)
		panetest.Send(p, keymap.Filter)
		began := time.Now()
		var cmds []tea.Cmd
		for _, r := range "path:x.go author:ada since:2026-02-01 until:2026-02-03" {
			_, cmd := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			cmds = append(cmds, cmd)
		}
		if got := shown(p); !strings.Contains(got, "asking GitHub…") || !strings.Contains(got, "loading…") {
			t.Errorf("got\n%s\nwant it said that GitHub is asked", got)
		}
		for _, cmd := range cmds {
			panetest.Run(p, cmd)
		}
		if waited := time.Since(began); waited != pause {
			t.Errorf("got the answer after %v, want a pause of %v", waited, pause)
		}
		if want := []string{"main x.go|ada|0201T000000|0203T235959 300"}; !slices.Equal(h.where, want) {
			t.Errorf("got requests %q, want %q", h.where, want)
		}
		if got := panetest.Send(p, keymap.Accept); got != nil || p.typing {
			t.Errorf("enter: got %v, want the list", got)
		}
		got := shown(p)
		for _, want := range []string{"author:ada since:2026-02-01 until:2026-02-03", "2 commits  esc clears it", "commit 260", "commit 259", "was lib/old"} {
			if !strings.Contains(got, want) {
				t.Errorf("got\n%s\nwant %q in it", got, want)
			}
		}
		panetest.Fill(t, "filtered", p)
		panetest.Send(p, keymap.Reload)
		if len(h.where) != 2 || len(h.asked) != 1 {
			t.Errorf("a reload: got requests %q and %q, want the filtered listing alone", h.asked, h.where)
		}
		panetest.Send(p, keymap.Back)
		if p.list.Len() != 300 || len(h.asked) != 1 {
			t.Errorf("esc: got %d rows by requests %q, want the listing as it was", p.list.Len(), h.asked)
		}
	})
}

func TestAMistakeChangesNothing(t *testing.T) {
	p, h := filtered(t)
	write(p, "'29 since:soo")
	if got := shown(p); !strings.Contains(got, "“soo” is no date: 12h, 2d, 3w, 1mo, 1y, today, yesterday, 2026-01-31 are") || p.list.Len() != 13 || len(h.where) != 0 {
		t.Errorf("got %d rows, requests %q and\n%s\nwant the mistake told and the rows as they were", p.list.Len(), h.where, got)
	}
	panetest.Fill(t, "mistake", p)
	panetest.Send(p, keymap.Cancel)
	if p.wrong.says != "" || p.typing || p.list.Len() != 300 {
		t.Errorf("esc: got %q, %d rows, want no filter", p.wrong.says, p.list.Len())
	}
}

func TestTheHistoryOfAPath(t *testing.T) {
	h := &history{length: 300, first: 300}
	h.leaves = h.commits(2)
	p := New(t.Context(), panetest.Theme(), h)
	p.Resize(100, 10)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	panetest.Send(p, pane.ShowHistory{Path: "a b.go"})
	panetest.Send(p, pane.Shown{})
	if want := []string{"main a b.go||| 300"}; !slices.Equal(h.where, want) || len(h.asked) != 0 {
		t.Errorf("got requests %q and %q, want %q alone", h.where, h.asked, want)
	}
	if got := shown(p); !strings.Contains(got, `/path:"a b.go"  2 commits`) || p.Scope() != keymap.Commits {
		t.Errorf("got\n%s\nwant the path filled in", got)
	}
	// Another ref has another history; another repository has no such filter.
	s := subject()
	s.Ref = "next"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if len(h.where) != 2 || !strings.HasPrefix(h.where[1], "next a b.go|") {
		t.Errorf("got requests %q, want the history at next", h.where)
	}
	p.Update(keymap.Back)
	p.Update(pane.ShowHistory{Path: "c.go"})
	if !p.all.Busy().IsZero() || p.found.Busy().IsZero() {
		t.Error("what is not shown is still listed, want the history alone")
	}
	s.Repo.Name = "web"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if p.input.Value() != "" || len(h.where) != 2 || len(h.asked) != 1 {
		t.Errorf("got the filter %q, requests %q, %q, want none in another repository", p.input.Value(), h.where, h.asked)
	}
}

func TestAFilterThatFails(t *testing.T) {
	p, h := filtered(t)
	h.fail = errors.New("broken")
	panetest.Send(p, pane.ShowHistory{Path: "x"})
	if p.Status().Err == nil {
		t.Error("got no error")
	}
	panetest.Fill(t, "failed", p)
	panetest.Send(p, keymap.Back)
	if p.Status().Err != nil || p.list.Len() != 300 {
		t.Errorf("esc: got error %v, %d rows, want the listing as it was", p.Status().Err, p.list.Len())
	}
}

// An answer to what was asked before, and one that comes when the filter is gone,
// change nothing.
func TestALateAnswerToAFilter(t *testing.T) {
	p, h := filtered(t)
	_, late := p.Update(pane.ShowHistory{Path: "x"})
	h.leaves = h.commits(300)[7:8]
	panetest.Send(p, pane.ShowHistory{Path: "y"})
	h.leaves = nil
	panetest.Run(p, late)
	if p.list.Len() != 1 || under(p) != "commit 293" {
		t.Errorf("got %d rows, %q, want the newer answer", p.list.Len(), under(p))
	}
	_, late = p.Update(pane.ShowHistory{Path: "z"})
	panetest.Send(p, keymap.Back)
	panetest.Run(p, late)
	if p.list.Len() != 300 {
		t.Errorf("got %d rows after the filter was left, want all", p.list.Len())
	}
}

func TestChecksOfTheCommitsInSight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 300, first: 300, states: map[string]github.CheckState{}}
		all := h.commits(300)
		h.states[all[0].SHA], h.states[all[1].SHA], h.states[all[2].SHA] = github.CheckPassed, github.CheckFailed, github.CheckPending
		p := inSight(t, h)
		p.Resize(100, 10)
		began := time.Now()
		panetest.Send(p, pane.SubjectChanged{Subject: subject()})
		if time.Since(began) > 0 || len(h.checked) != 1 || len(h.checked[0]) != 50 || h.checked[0][0] != all[0].SHA {
			t.Fatalf("got %d requests, want one for 50", len(h.checked))
		}
		if got := shown(p); !strings.Contains(got, " ✓ commit 300") || !strings.Contains(got, " ✗ commit 299") || !strings.Contains(got, " ○ commit 298") || !strings.Contains(got, "   commit 297") {
			t.Errorf("got\n%s\nwant the marks", got)
		}
		// What is known is not asked for; what is scrolled to is, after a rest.
		for range 30 {
			panetest.Send(p, keymap.Down)
		}
		_, passed := p.Update(keymap.Last)
		began = time.Now()
		panetest.Send(p, keymap.First)
		panetest.Run(p, passed)
		if len(h.checked) != 1 {
			t.Errorf("got %d requests for rows that were passed by, want none", len(h.checked)-1)
		}
		panetest.Send(p, keymap.Last)
		if len(h.checked) != 2 || len(h.checked[1]) != 10 || time.Since(began) < rest {
			t.Errorf("got %d requests after %v, want one more for the 10 at the end", len(h.checked), time.Since(began))
		}
		// Those under way are looked at again when they are old, all but the final
		// ones by hand.
		panetest.Send(p, keymap.First)
		time.Sleep(stale + time.Second)
		panetest.Send(p, pane.Resized{})
		if len(h.checked) != 3 || !slices.Contains(h.checked[2], all[2].SHA) || slices.Contains(h.checked[2], all[3].SHA) {
			t.Errorf("got %q, want the one that was under way", h.checked[2:])
		}
		panetest.Send(p, keymap.Reload)
		if len(h.checked) != 4 || slices.Contains(h.checked[3], all[0].SHA) || !slices.Contains(h.checked[3], all[3].SHA) {
			t.Errorf("got %d requests, want one for all that may have changed", len(h.checked))
		}
	})
}

func TestChecksThatCannotBeTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, err := range []error{github.ErrUnsupported, github.ErrNotGranted, errors.New("broken")} {
			h := &history{length: 300, first: 300, refuses: err}
			p := opened(t, h)
			panetest.Send(p, keymap.Last)
			if silent := p.Status().Err == nil; len(h.checked) != 1 || silent != (err == github.ErrUnsupported || err == github.ErrNotGranted) {
				t.Errorf("%v: got %d requests, error %v, want one", err, len(h.checked), p.Status().Err)
			}
			panetest.Send(p, keymap.Reload)
			if len(h.checked) != 2 {
				t.Errorf("%v: got %d requests after a reload, want another", err, len(h.checked))
			}
		}
	})
}

// However many rows are in sight, there is one request at a time.
func TestChecksOfATallPane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 300, first: 300, states: map[string]github.CheckState{}}
		p := inSight(t, h)
		p.Resize(100, 120)
		_, cmd := p.Update(pane.SubjectChanged{Subject: subject()})
		mail := cmd().(pane.Mail)
		_, first := p.Update(mail.Msg)
		if _, again := p.Update(pane.Resized{}); first == nil || again != nil {
			t.Errorf("got commands %v, %v, want one", first != nil, again != nil)
		}
		panetest.Run(p, first)
		if len(h.checked) != 3 {
			t.Errorf("got %d requests for 120 rows, want 3", len(h.checked))
		}
	})
}

func TestNumbersOfPullRequests(t *testing.T) {
	h := &history{}
	h.leaves = []github.Commit{
		{SHA: strings.Repeat("a", 40), Subject: "Mend it (#123)", Author: github.Person{Name: "Ada", At: h.Now("")}},
		{SHA: strings.Repeat("b", 40), Subject: "Merge pull request #7 from ada/x (#9)", Author: github.Person{Name: "Ada", At: h.Now("")}},
		{SHA: strings.Repeat("c", 40), Subject: "Plain", Author: github.Person{Name: "Ada", At: h.Now("")}},
	}
	p := opened(t, h)
	p.Resize(80, 24)
	panetest.Send(p, pane.ShowHistory{Path: "x"})
	want := "" +
		" aaaaaaa   Mend it                                      #123 Ada             now\n" +
		" bbbbbbb   Merge pull request #7 from ada/x (#9)          #7 Ada             now\n" +
		" ccccccc   Plain                                             Ada             now"
	if got := panetest.Text(p.View(true)[1:4]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	p.Resize(40, 24)
	if got := panetest.Text(p.View(true)[1:2]); !strings.Contains(got, "Mend it (#123)") {
		t.Errorf("got %q, want the number in the subject where there is no room", got)
	}
}

func TestToThePullRequest(t *testing.T) {
	repo := subject().Repo
	pull := func(n int) github.CommitPull {
		return github.CommitPull{Issue: github.Issue{IssueRef: github.IssueRef{Repo: repo, Number: n}}}
	}
	to := func(n int, said string) pane.Intent {
		return pane.ChooseIssue{At: pane.IssueAt{Place: subject().Place, Ref: github.IssueRef{Repo: repo, Number: n}}, Said: said}
	}
	for _, tt := range []struct {
		name    string
		subject string
		kept    []github.CommitPull
		pulls   []github.CommitPull
		fail    error
		want    pane.Intent
		asked   int
	}{
		{"by its subject", "Mend it (#12)", nil, nil, nil, to(12, ""), 0},
		{"by the store", "Mend it (#12)", []github.CommitPull{pull(13)}, nil, nil, to(13, ""), 0},
		{"asked for", "Mend it", nil, []github.CommitPull{pull(14)}, nil, to(14, ""), 1},
		{"the first", "Mend it", nil, []github.CommitPull{pull(15), pull(16)}, nil, to(15, "2 pull requests have aaaaaaa: this is the first"), 1},
		{"none", "Mend it", nil, nil, nil, pane.Say{Text: "no pull request has aaaaaaa"}, 1},
		{"refused", "Mend it", nil, nil, errors.New("broken\x1b[2J"), pane.Say{Text: "broken"}, 1},
	} {
		h := &history{kept: tt.kept, pulls: tt.pulls}
		h.leaves = []github.Commit{{SHA: strings.Repeat("a", 40), Subject: tt.subject}}
		p := opened(t, h)
		panetest.Send(p, pane.ShowHistory{Path: "x"})
		h.fail = tt.fail
		got, cmd := p.Update(keymap.Pull)
		if tt.asked > 0 {
			if got != (pane.Say{Text: "looking for the pull request of aaaaaaa…"}) {
				t.Errorf("%s: got %v, want it said that it is looked for", tt.name, got)
			}
			got = panetest.Run(p, cmd)[0]
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) || len(h.sought) != tt.asked {
			t.Errorf("%s: got %v by %q, want %v by %d", tt.name, got, h.sought, tt.want, tt.asked)
		}
	}
}

// Who does something else is not carried off.
func TestAPullRequestThatIsNotWaitedFor(t *testing.T) {
	h := &history{length: 3, first: 3, pulls: []github.CommitPull{{}}}
	p := opened(t, h)
	_, cmd := p.Update(keymap.Pull)
	panetest.Send(p, keymap.Down)
	if got := panetest.Run(p, cmd); len(got) != 0 || h.ctx.Err() != context.Canceled || !p.Status().Busy.IsZero() {
		t.Errorf("got %v, context %v, want the search given up", got, h.ctx.Err())
	}
	if got := panetest.Send(inSight(t, h), keymap.Pull); got != nil {
		t.Errorf("got %v without a commit", got)
	}
}

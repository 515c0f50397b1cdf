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

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// history is a fake of the accounts: its branch has length commits.
type history struct {
	length int
	first  int // number of the newest commit; it grows as commits are pushed
	stored int // how many of them the store has
	fail   error
	hold   bool // answer, then wait for the context to end
	ctx    context.Context
	asked  []string

	// Of a filter:
	where   []string // what it was, each time it was asked for
	leaves  []github.Commit
	checked [][]string // the SHAs asked about
	states  map[string]github.CheckState
	refuses error // to tell of checks
	pulls   []github.CommitPull
	kept    []github.CommitPull // pull requests that the store has
	sought  []string            // SHAs whose pull requests were asked for
}

func (h *history) Now(string) time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func (h *history) commits(n int) []github.Commit {
	list := make([]github.Commit, n)
	for i := range list {
		number := h.first - i
		list[i] = github.Commit{
			SHA: fmt.Sprintf("%07x%033d", number, 0), Subject: fmt.Sprintf("commit %d", number), URL: fmt.Sprintf("https://github.com/acme/api/commit/%d", number),
			Author: github.Person{Name: "Ada", At: h.Now("").Add(-time.Duration(i) * time.Hour)},
		}
	}
	return list
}

func (h *history) StoredCommits(github.Place, github.RepoRef, string) (github.Listing[github.Commit], bool) {
	return github.Listing[github.Commit]{Items: h.commits(h.stored), At: h.Now("")}, h.stored > 0
}

func (h *history) Commits(ctx context.Context, at github.Place, repo github.RepoRef, ref string, limit int, emit func(github.Listing[github.Commit])) error {
	h.ctx = ctx
	h.asked = append(h.asked, fmt.Sprintf("%s %s %s %d", at.Account, repo, ref, limit))
	if h.fail != nil {
		return h.fail
	}
	emit(github.Listing[github.Commit]{Items: h.commits(min(limit, h.length)), Fresh: true, At: time.Now()})
	if h.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (h *history) CommitsWhere(ctx context.Context, _ github.Place, _ github.RepoRef, q github.CommitQuery, limit int, emit func(github.Listing[github.Commit])) error {
	h.ctx = ctx
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format("0102T150405")
	}
	h.where = append(h.where, fmt.Sprintf("%s %s|%s|%s|%s %d", q.Ref, q.Path, q.Author, day(q.Since), day(q.Until), limit))
	if h.fail != nil {
		return h.fail
	}
	emit(github.Listing[github.Commit]{Items: h.leaves, Total: len(h.leaves), At: time.Now()})
	return nil
}

func (h *history) CommitChecks(_ context.Context, _ github.Place, _ github.RepoRef, shas []string) (map[string]github.CheckState, error) {
	h.checked = append(h.checked, shas)
	return h.states, h.refuses
}

func (h *history) PullsOfCommit(ctx context.Context, _ github.Place, _ github.RepoRef, sha string) ([]github.CommitPull, error) {
	h.ctx = ctx
	h.sought = append(h.sought, sha[:7])
	return h.pulls, h.fail
}

func (h *history) StoredPullsOfCommit(github.Place, github.RepoRef, string) ([]github.CommitPull, bool) {
	return h.kept, h.kept != nil
}

func subject() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, DefaultBranch: "main"}
}

// inSight is a pane that can be seen.
func inSight(t *testing.T, l Lister) *Pane {
	p := New(t.Context(), panetest.Theme(), l)
	panetest.Send(p, pane.Shown{})
	return p
}

// opened is a pane of 80x24 that shows the history.
func opened(t *testing.T, h *history) *Pane {
	t.Helper()
	p := inSight(t, h)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	return p
}

// under is the subject of the commit under the cursor.
func under(p *Pane) string {
	c, _ := p.current()
	return c.Subject
}

func TestTheViewFillsItsSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := inSight(t, &history{})
		panetest.Fill(t, "nothing chosen", p)
		panetest.Fill(t, "no commits", opened(t, &history{}))
		panetest.Fill(t, "failed", opened(t, &history{fail: errors.New("broken")}))
		panetest.Fill(t, "empty repository", opened(t, &history{fail: github.ErrEmptyRepository}))
		for _, length := range []int{1, 5, 299, 5000} {
			p := opened(t, &history{length: length})
			panetest.Fill(t, fmt.Sprint(length, " commits"), p)
			panetest.Send(p, keymap.Last)
			panetest.Fill(t, fmt.Sprint(length, " commits, at the end"), p)
		}
	})
}

// odd answers with one commit for each hostile text, everywhere.
type odd struct{ history }

func (o *odd) Commits(_ context.Context, _ github.Place, _ github.RepoRef, _ string, _ int, emit func(github.Listing[github.Commit])) error {
	var items []github.Commit
	for _, s := range panetest.Hostile() {
		items = append(items, github.Commit{SHA: s, Subject: s, Author: github.Person{Name: s, At: time.Unix(0, 0)}})
	}
	emit(github.Listing[github.Commit]{Items: items, Total: 1 << 40})
	return nil
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	for _, s := range panetest.Hostile() {
		p := inSight(t, &odd{})
		sub := subject()
		sub.Repo, sub.Ref = github.RepoRef{Owner: s, Name: s + "x"}, s
		panetest.Send(p, pane.SubjectChanged{Subject: sub})
		panetest.Fill(t, s, p)
		for range 3 {
			panetest.Send(p, keymap.Down)
			panetest.Fill(t, s, p)
		}
	}
}

func TestARow(t *testing.T) {
	h := &history{length: 3, first: 3}
	p := opened(t, h)
	want := "" +
		" 0000003   commit 3                                          Ada             now\n" +
		" 0000002   commit 2                                          Ada              1h\n" +
		" 0000001   commit 1                                          Ada              2h"
	got := panetest.Text(p.View(true)[:3])
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if st := p.Status(); st.Title != "acme/api · main" || st.Count != "3" {
		t.Errorf("got status %+v, want the repository, its branch and 3", st)
	}
	sub := subject()
	sub.Commit = h.commits(3)[1].SHA
	panetest.Send(p, pane.SubjectChanged{Subject: sub})
	if got := panetest.Text(p.View(true)[1:2]); !strings.HasPrefix(got, "›") || under(p) != "commit 2" {
		t.Errorf("got %q, cursor on %q, want the chosen commit marked and under the cursor", got, under(p))
	}
}

func TestStoredCommitsAreShownFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 300, stored: 2, first: 300}
		p := New(t.Context(), panetest.Theme(), h)
		p.Resize(80, 24)
		if _, cmd := p.Update(pane.Restored{Subject: subject()}); cmd != nil {
			t.Error("restoring starts a request, want none before the program runs")
		}
		if n := len(p.all.Value().Items); n != 2 || p.Status().At.IsZero() || !p.Status().Busy.IsZero() {
			t.Errorf("restored: got %d commits, status %+v, want the 2 stored, idle", n, p.Status())
		}
		_, cmd := p.Update(pane.Shown{})
		if cmd == nil || len(p.all.Value().Items) != 2 || p.Status().Busy.IsZero() {
			t.Errorf("shown: got command %v, %d commits, want a request beside the stored", cmd != nil, len(p.all.Value().Items))
		}
		panetest.Run(p, cmd)
		if n := len(p.all.Value().Items); n != 300 {
			t.Errorf("answered: got %d commits, want 300", n)
		}
	})
}

func TestNothingIsStartedTwice(t *testing.T) {
	h := &history{length: 5}
	p := inSight(t, h)
	_, first := p.Update(pane.SubjectChanged{Subject: subject()})
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: subject()}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request beside the one under way", msg)
		}
	}
	panetest.Run(p, first)
	sub := subject()
	sub.Commit = "abc"
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: sub}, pane.Due{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request although all is there", msg)
		}
	}
	if want := []string{"work acme/api main 300"}; !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
	if _, cmd := New(t.Context(), panetest.Theme(), h).Update(pane.Shown{}); cmd != nil {
		t.Error("a request is started although no repository is chosen")
	}
}

func TestOutOfSightNothingIsAskedFor(t *testing.T) {
	h := &history{length: 5}
	p := New(t.Context(), panetest.Theme(), h)
	for _, msg := range []any{pane.SubjectChanged{Subject: subject()}, pane.AccountsChanged{}, pane.Due{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request of a pane that nobody sees", msg)
		}
	}
	panetest.Send(p, pane.Shown{})
	if n := len(p.all.Value().Items); n != 5 {
		t.Errorf("shown: got %d commits, want 5", n)
	}
}

func TestDueAsksWhenTheListingIsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := opened(t, &history{length: 5})
		time.Sleep(stale + time.Second)
		if _, cmd := p.Update(pane.Due{}); cmd == nil {
			t.Error("no request for a listing older than two minutes")
		}
	})
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	h := &history{length: 3, first: 3}
	p := inSight(t, h)
	_, old := p.Update(pane.SubjectChanged{Subject: subject()})
	late := old().(pane.Mail)
	sub := subject()
	sub.Ref = "next"
	h.first = 900
	panetest.Send(p, pane.SubjectChanged{Subject: sub})
	p.Update(late.Msg)
	panetest.Run(p, late.Next)
	if under(p) != "commit 900" || !p.all.Complete() {
		t.Errorf("got %q on top, want the newer answer's commit 900", under(p))
	}
}

func TestLeavingCancels(t *testing.T) {
	h := &history{length: 3, hold: true}
	p := inSight(t, h)
	_, cmd := p.Update(pane.SubjectChanged{Subject: subject()})
	mail := cmd().(pane.Mail)
	p.Update(mail.Msg)
	if len(p.all.Value().Items) != 3 || h.ctx.Err() != nil {
		t.Fatalf("got %d commits, context %v, want 3 and a request under way", len(p.all.Value().Items), h.ctx.Err())
	}
	p.Update(pane.SubjectChanged{Subject: pane.Subject{Place: subject().Place}})
	if h.ctx.Err() == nil || !p.Status().Busy.IsZero() || p.list.Len() != 0 {
		t.Errorf("got context %v, busy %v, %d rows, want the request cancelled and nothing shown", h.ctx.Err(), p.Status().Busy, p.list.Len())
	}
	panetest.Run(p, mail.Next)
	if p.Status().Err != nil {
		t.Errorf("leaving shows the error %v, want none", p.Status().Err)
	}
}

func TestAFailureKeepsTheCommitsAndCanBeRetried(t *testing.T) {
	h := &history{length: 3}
	p := opened(t, h)
	h.fail = errors.New("broken")
	panetest.Send(p, keymap.Reload)
	if p.Status().Err == nil || p.list.Len() != 3 {
		t.Errorf("got error %v beside %d commits, want it beside 3", p.Status().Err, p.list.Len())
	}
	if _, cmd := p.Update(pane.Shown{}); cmd != nil {
		t.Error("a failed request is repeated without being asked for")
	}
	h.fail = nil
	panetest.Send(p, keymap.Reload)
	if p.Status().Err != nil || !p.all.Complete() {
		t.Errorf("retried: got error %v, want none", p.Status().Err)
	}
}

func TestMoreIsAskedForNearTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 1000, first: 1000}
		p := opened(t, h)
		limits := func() (out []string) {
			for _, a := range h.asked {
				out = append(out, a[strings.LastIndexByte(a, ' ')+1:])
			}
			return out
		}
		// The window is 24 rows: 300 commits end 60 rows before row 240.
		for p.list.Cursor() < 300-ahead-4 {
			panetest.Send(p, keymap.Down)
		}
		if got := limits(); !slices.Equal(got, []string{"300"}) {
			t.Errorf("before the end is near: asked for %q, want the first 300 alone", got)
		}
		for range 10 {
			panetest.Send(p, keymap.Down)
		}
		if got := limits(); !slices.Equal(got, []string{"300", "1200"}) {
			t.Errorf("near the end: asked for %q, want 300 and 1200", got)
		}
		if under(p) != fmt.Sprint("commit ", 1000-(300-ahead-4+10)) {
			t.Errorf("the cursor is on %q, want it to stay on its commit", under(p))
		}
		panetest.Send(p, keymap.Last)
		panetest.Send(p, pane.Wheel{Delta: 3})
		if got := limits(); len(got) != 2 || p.list.Len() != 1000 {
			t.Errorf("at the branch's end: asked for %q, %d commits, want no more", got, p.list.Len())
		}
		// The limit stays while the listing is the same, and begins anew with another.
		panetest.Send(p, keymap.Reload)
		sub := subject()
		sub.Ref = "next"
		panetest.Send(p, pane.SubjectChanged{Subject: sub})
		if got := limits(); !slices.Equal(got, []string{"300", "1200", "1200", "300"}) {
			t.Errorf("asked for %q, want a reload of 1200, then 300 of the other branch", got)
		}
	})
}

func TestTheWheelAsksForMoreToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 1000}
		p := opened(t, h)
		panetest.Send(p, pane.Wheel{Delta: 290})
		if len(h.asked) != 2 {
			t.Errorf("asked %q, want a second request", h.asked)
		}
	})
}

func TestTheCursorStaysOnItsCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{length: 100, first: 100}
		p := opened(t, h)
		panetest.Send(p, keymap.Down)
		if under(p) != "commit 99" {
			t.Fatalf("the cursor is on %q, want commit 99", under(p))
		}
		h.first, h.length = 103, 103
		panetest.Send(p, keymap.Reload)
		if under(p) != "commit 99" {
			t.Errorf("three commits were pushed: the cursor is on %q, want it still on commit 99", under(p))
		}
		// Who looks at the top wants the newest.
		panetest.Send(p, keymap.First)
		h.first, h.length = 105, 105
		panetest.Send(p, keymap.Reload)
		if under(p) != "commit 105" {
			t.Errorf("two commits were pushed: the cursor is on %q, want it on the top", under(p))
		}
		// The branch was rewritten: the commit is gone.
		panetest.Send(p, keymap.Last)
		h.first, h.length = 20, 20
		panetest.Send(p, keymap.Reload)
		if under(p) != "commit 1" {
			t.Errorf("the commit is gone: the cursor is on %q, want the last there is", under(p))
		}
	})
}

func TestActions(t *testing.T) {
	h := &history{length: 3, first: 3}
	c := h.commits(3)[1]
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.Open:      pane.ChooseCommit{SHA: c.SHA},
		keymap.Right:     pane.ChooseCommit{SHA: c.SHA},
		keymap.Left:      pane.Leave{},
		keymap.Back:      pane.Leave{},
		keymap.Refs:      pane.Show{Pane: pane.Refs},
		keymap.Browse:    pane.Browse{URL: c.URL},
		keymap.CopyURL:   pane.Copy{Text: c.URL, What: "URL"},
		keymap.CopyShort: pane.Copy{Text: c.SHA, What: "SHA"},
		keymap.Down:      nil,
		keymap.Pin:       nil,
	} {
		p := opened(t, h)
		panetest.Send(p, keymap.Down)
		if got := panetest.Send(p, action); got != want {
			t.Errorf("%s: got %#v, want %#v", action, got, want)
		}
	}
	for _, action := range []keymap.Action{keymap.Open, keymap.Refs, keymap.Browse, keymap.CopyURL, keymap.CopyShort, keymap.Down, keymap.Reload} {
		p := inSight(t, h)
		if got := panetest.Send(p, action); got != nil {
			t.Errorf("%s with no repository: got %#v, want nothing", action, got)
		}
	}
	if len(h.asked) != 10 {
		t.Errorf("asked %d times, want once for each pane opened", len(h.asked))
	}
}

func TestTheMouse(t *testing.T) {
	p := opened(t, &history{length: 100, first: 100})
	if got := panetest.Send(p, pane.Click{Y: 4}); got != nil || under(p) != "commit 96" {
		t.Errorf("a click: got %#v on %q, want the cursor on commit 96", got, under(p))
	}
	if got, ok := panetest.Send(p, pane.Click{Y: 4, Again: true}).(pane.ChooseCommit); !ok {
		t.Errorf("a second click: got %#v, want the commit chosen", got)
	}
	if got := panetest.Send(opened(t, &history{length: 2}), pane.Click{Y: 9, Again: true}); got != nil {
		t.Errorf("a click below the last commit: got %#v, want nothing", got)
	}
}

func TestTheEmptyPaneSaysWhy(t *testing.T) {
	loading := inSight(t, &history{})
	loading.Update(pane.SubjectChanged{Subject: subject()})
	loading.Resize(80, 24)
	chosen := inSight(t, &history{})
	chosen.Resize(80, 24)
	for want, p := range map[string]*Pane{
		" Press enter on a repository to see its commits.": chosen,
		" loading…":                  loading,
		" There are no commits yet.": opened(t, &history{}),
		"":                           opened(t, &history{fail: errors.New("broken")}),
	} {
		if got := panetest.Text(p.View(true)[:1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := panetest.Text(opened(t, &history{fail: github.ErrEmptyRepository}).View(true)[:1]); got != " There are no commits yet." {
		t.Errorf("an empty repository: got %q", got)
	}
}

// One key and the view of 24 rows, of few commits and of many.
func TestAKeyCostsTheSameWhateverTheLength(t *testing.T) {
	allocations := func(n int) float64 {
		p := opened(t, &history{length: n, first: n})
		p.all.limit = 1 << 30
		panetest.Send(p, keymap.Reload)
		if p.list.Len() != n {
			t.Fatalf("got %d commits, want %d", p.list.Len(), n)
		}
		return testing.AllocsPerRun(50, func() {
			p.Update(keymap.Down)
			p.View(true)
		})
	}
	few, many := allocations(100), allocations(100_000)
	if many > 1.2*few || many > 4*24 {
		t.Errorf("got %v allocations with 100 commits, %v with 100,000, want no more, and at most four a row", few, many)
	}
}

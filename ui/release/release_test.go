package release

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// history is a fake of the accounts.
type history struct {
	grown []github.Release // as it grows
	fail  error
	hold  chan struct{} // requests wait for it
	asked []string
}

func (h *history) Release(ctx context.Context, _ github.Place, repo github.RepoRef, from, to string, emit func(github.Release)) error {
	h.asked = append(h.asked, repo.String()+" "+from+" "+to)
	grown, fail := h.grown, h.fail
	if h.hold != nil {
		<-h.hold
	}
	for _, r := range grown {
		emit(r)
	}
	return fail
}

func (h *history) CompareURL(_ github.Place, repo github.RepoRef, spec github.CompareSpec) string {
	return "https://github.com/" + repo.String() + "/compare/" + spec.String()
}

func shop() github.RepoRef { return github.RepoRef{Owner: "acme", Name: "shop"} }

func ask() pane.ShowRelease {
	return pane.ShowRelease{Place: github.Place{Account: "work"}, Repo: shop(), From: "v1", To: "v2"}
}

func issue(n int, title string) github.Issue {
	return github.Issue{
		IssueRef: github.IssueRef{Repo: shop(), Number: n}, Title: title, State: github.IssueClosed,
		URL: fmt.Sprintf("https://github.com/acme/shop/issues/%d", n),
	}
}

func commit(n int, subject string) github.Commit {
	sha := fmt.Sprintf("%040x", n)
	return github.Commit{SHA: sha, Subject: subject, Author: github.Person{Name: "Ada", Login: "ada"}, URL: "https://github.com/acme/shop/commit/" + sha}
}

// whole is a release with something of everything.
func whole() github.Release {
	one := github.ReleasePull{Issue: issue(10, "Faster basket"), Commits: []github.Commit{commit(1, "a"), commit(2, "b")}}
	one.Pull, one.State, one.Author = true, github.IssueMerged, "mona"
	elsewhere := github.Linked{Issue: github.Issue{IssueRef: github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "web"}, Number: 4}}, Textual: true}
	one.Closes = []github.Linked{{Issue: issue(3, "The basket is slow"), Closing: true}, elsewhere}
	two := github.ReleasePull{Issue: issue(11, "Squashed"), Guessed: true, Commits: []github.Commit{commit(3, "Squashed (#11)")}}
	two.Pull = true
	return github.Release{
		Repo: shop(), From: "v1", To: "v2", Total: 5, Requests: 4,
		Pulls: []github.ReleasePull{one, two}, Commits: []github.Commit{commit(1, "a"), commit(2, "b"), commit(3, "c"), commit(4, "d")},
		Loose: []github.Commit{commit(4, "Straight on main")}, Issues: []github.Linked{one.Closes[0], elsewhere, {Issue: issue(8, "Typo"), Textual: true}},
	}
}

// asked is a box of 80x24 that was asked.
func asked(t *testing.T, c Client) *Pane {
	p := New(t.Context(), panetest.Theme(), c)
	p.Resize(80, 24)
	panetest.Send(p, pane.Shown{})
	panetest.Send(p, ask())
	return p
}

// shownBy is the box as a person reads it, with single spaces.
func shownBy(p *Pane) []string {
	var out []string
	for row := range strings.SplitSeq(panetest.Text(p.View(true)), "\n") {
		if row = strings.Join(strings.Fields(row), " "); row != "" {
			out = append(out, row)
		}
	}
	return out
}

func TestTheViewFillsItsSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		panetest.Fill(t, "not asked", New(t.Context(), panetest.Theme(), &history{}))
		panetest.Fill(t, "failed", asked(t, &history{fail: errors.New("broken")}))
		panetest.Fill(t, "nothing", asked(t, &history{grown: []github.Release{{Repo: shop()}}}))
		r := whole()
		for i, s := range panetest.Hostile() {
			pull := github.ReleasePull{Issue: issue(100+i, s), Commits: []github.Commit{commit(i, s)}}
			pull.Pull, pull.Author = true, s
			closes := issue(200+i, s)
			closes.Repo = github.RepoRef{Owner: s, Name: s}
			pull.Closes = []github.Linked{{Issue: closes}}
			loose := commit(i, s)
			loose.Author = github.Person{Name: s}
			r.Pulls, r.Loose = append(r.Pulls, pull), append(r.Loose, loose)
		}
		p := asked(t, &history{grown: []github.Release{r}})
		for range p.rows {
			panetest.Fill(t, "hostile", p)
			panetest.Send(p, keymap.Down)
		}
		for _, s := range panetest.Hostile() {
			panetest.Send(p, pane.ShowRelease{Repo: github.RepoRef{Owner: s, Name: s}, From: s, To: s})
			panetest.Fill(t, s, p)
		}
		nothing := asked(t, &history{grown: []github.Release{{Repo: shop()}}})
		for _, s := range panetest.Hostile() {
			panetest.Send(nothing, pane.ShowRelease{Repo: shop(), From: s, To: s})
			panetest.Fill(t, "nothing between "+s, nothing)
		}
	})
}

func TestWhatCameBetween(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := asked(t, &history{grown: []github.Release{whole()}})
		want := []string{
			"2 pull requests, 4 commits, 3 issues closed, 4 requests",
			"Not complete: 1 newer commit not read, 1 pull request known by a commit's",
			"subject alone",
			strings.Repeat("─", 80),
			"Pull requests",
			"◆ #10 Faster basket mona 2 commits",
			"✓ #3 The basket is slow",
			"• acme/web#4 not looked up by keyword",
			"• #11 Squashed by a subject alone 1 commit",
			"Issues closed by commits",
			"✓ #8 Typo by keyword",
			"Commits without a pull request",
			"0000000 Straight on main ada",
		}
		if diff := cmp.Diff(want, shownBy(p)); diff != "" {
			t.Errorf("got something else (-want +got):\n%s", diff)
		}
		if st := p.Status(); st.Title != "acme/shop · v1 to v2" || st.Count != "2 pull requests" || st.Err != nil {
			t.Errorf("got status %q, %q, %v", st.Title, st.Count, st.Err)
		}
		swapped := asked(t, &history{grown: []github.Release{{Repo: shop()}}})
		if got := strings.Join(shownBy(swapped), " "); !strings.HasSuffix(got, "v2 has no commit that v1 has not: perhaps the two are to be swapped.") {
			t.Errorf("got %q of nothing", got)
		}
	})
}

func TestWhereRowsLead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := asked(t, &history{grown: []github.Release{whole()}})
		at := ask().Place
		web := github.RepoRef{Owner: "acme", Name: "web"}
		for i, tt := range []struct {
			open pane.Intent
			name pane.Copy
			url  string
		}{
			{nil, pane.Copy{What: "name"}, "https://github.com/acme/shop/compare/v1...v2"},
			{pane.ChooseIssue{At: pane.IssueAt{Place: at, Ref: github.IssueRef{Repo: shop(), Number: 10}}}, pane.Copy{Text: "acme/shop#10", What: "name"}, "https://github.com/acme/shop/issues/10"},
			{pane.ChooseIssue{At: pane.IssueAt{Place: at, Ref: github.IssueRef{Repo: shop(), Number: 3}}}, pane.Copy{Text: "acme/shop#3", What: "name"}, "https://github.com/acme/shop/issues/3"},
			{pane.ChooseIssue{At: pane.IssueAt{Place: at, Ref: github.IssueRef{Repo: web, Number: 4}}}, pane.Copy{Text: "acme/web#4", What: "name"}, ""},
		} {
			p.list.Select(i)
			if got := panetest.Send(p, keymap.Open); got != tt.open {
				t.Errorf("row %d: got %v opened, want %v", i, got, tt.open)
			}
			if got := panetest.Send(p, keymap.CopyShort); got != tt.name {
				t.Errorf("row %d: got %v copied, want %v", i, got, tt.name)
			}
			if got := panetest.Send(p, keymap.Browse); got != (pane.Browse{URL: tt.url}) {
				t.Errorf("row %d: got %v, want %s", i, got, tt.url)
			}
			if got := panetest.Send(p, keymap.CopyURL); got != (pane.Copy{Text: tt.url, What: "URL"}) {
				t.Errorf("row %d: got %v, want %s", i, got, tt.url)
			}
		}
		panetest.Send(p, keymap.Last)
		loose := commit(4, "")
		want := pane.Visit{Place: at, Target: github.Target{Kind: github.TargetCommit, Repo: shop(), SHA: loose.SHA}, URL: loose.URL}
		if got := panetest.Send(p, keymap.Open); got != want {
			t.Errorf("got %v, want the commit", got)
		}
		if got := panetest.Send(p, keymap.CopyShort); got != (pane.Copy{Text: loose.SHA, What: "SHA"}) {
			t.Errorf("got %v, want the SHA", got)
		}
		for _, a := range []keymap.Action{keymap.Back, keymap.Release} {
			if got := panetest.Send(p, a); got != (pane.Close{}) {
				t.Errorf("%s: got %v, want to close", a, got)
			}
		}
	})
}

func TestCopyingMarkdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := asked(t, &history{grown: []github.Release{whole()}})
		if got := panetest.Send(p, keymap.CopyNotes); got != (pane.Copy{Text: whole().Markdown(), What: "the list as Markdown"}) {
			t.Errorf("got %v, want the release as Markdown", got)
		}
		p = asked(t, &history{fail: errors.New("broken")})
		if got := panetest.Send(p, keymap.CopyNotes); got != (pane.Say{Text: "there is nothing to copy yet"}) {
			t.Errorf("got %v, want it said", got)
		}
	})
}

// What grows above the cursor does not move what it is on.
func TestTheCursorStaysWhileItGrows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := github.Release{Repo: shop(), Loose: append(whole().Loose, commit(9, "After"))}
		h := &history{grown: []github.Release{first}}
		p := asked(t, h)
		if panetest.Send(p, keymap.Down); p.current().commit == nil || p.current().commit.Subject != "Straight on main" {
			t.Fatalf("got %+v under the cursor", p.current())
		}
		h.grown = []github.Release{first, whole()}
		panetest.Send(p, keymap.Reload)
		if p.current().commit == nil || p.current().commit.Subject != "Straight on main" {
			t.Errorf("got %+v under the cursor, want the commit", p.current())
		}
		h.grown = []github.Release{first}
		panetest.Send(p, keymap.Reload)
		panetest.Send(p, keymap.First)
		h.grown = []github.Release{whole()}
		panetest.Send(p, keymap.Reload)
		if p.list.Cursor() != 0 {
			t.Errorf("got the cursor on row %d, want it at the top", p.list.Cursor())
		}
	})
}

func TestOtherRefsBeginEmpty(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{grown: []github.Release{whole()}}
		p := asked(t, h)
		panetest.Send(p, keymap.Last)
		h.hold = make(chan struct{})
		other := ask()
		other.To = "v3"
		_, cmd := p.Update(other)
		if got := shownBy(p); len(got) != 1 || got[0] != "loading…" || p.Status().Count != "" {
			t.Errorf("got %q, %q of other refs, want nothing of those before", got, p.Status().Count)
		}
		close(h.hold)
		panetest.Run(p, cmd)
		if p.list.Cursor() != 0 {
			t.Errorf("got the cursor on row %d, want it at the top", p.list.Cursor())
		}
	})
}

func TestAnAnswerThatComesLateIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{grown: []github.Release{whole()}, hold: make(chan struct{})}
		p := New(t.Context(), panetest.Theme(), h)
		p.Resize(80, 24)
		_, first := p.Update(ask())
		h.grown = []github.Release{{Repo: shop(), Loose: []github.Commit{commit(7, "The other")}}}
		other := ask()
		other.To = "v3"
		_, second := p.Update(other)
		close(h.hold)
		panetest.Run(p, second)
		panetest.Run(p, first)
		if got := shownBy(p); got[len(got)-1] != "0000000 The other ada" {
			t.Errorf("got %q, want what was asked for last", got)
		}
	})
}

func TestAFailureIsShownAndCanBeTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{fail: errors.New("broken")}
		p := asked(t, h)
		if got := shownBy(p); len(got) != 1 || got[0] != "Press r to try again." || p.Status().Err == nil {
			t.Errorf("got %q, %v, want the failure and what to do", got, p.Status().Err)
		}
		h.fail, h.grown = nil, []github.Release{whole()}
		panetest.Send(p, keymap.Reload)
		if got := shownBy(p); len(got) != 13 || p.Status().Err != nil {
			t.Errorf("got %q, %v after trying again", got, p.Status().Err)
		}
		h.fail, h.grown = errors.New("offline"), nil
		panetest.Send(p, keymap.Reload)
		if got := shownBy(p); got[0] != "2 pull requests, 4 commits, 3 issues closed" || p.Status().Err == nil {
			t.Errorf("got %q, %v, want what is known beside the failure", got, p.Status().Err)
		}
		part := whole()
		part.Problem = errors.New("refused")
		h.fail, h.grown = nil, []github.Release{part}
		panetest.Send(p, keymap.Reload)
		if err := p.Status().Err; err == nil || err.Error() != "refused" {
			t.Errorf("got %v, want why something was not asked for", err)
		}
	})
}

func TestWhatIsKnownWholeIsNotAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &history{grown: []github.Release{whole()}}
		p := asked(t, h)
		panetest.Send(p, pane.Hidden{})
		panetest.Send(p, ask())
		if len(h.asked) != 1 || len(p.rows) == 0 {
			t.Errorf("got %q asked, %d rows, want one request", h.asked, len(p.rows))
		}
		panetest.Send(p, keymap.ReloadAll) // unseen
		if len(h.asked) != 1 || len(p.rows) != 0 {
			t.Errorf("got %q asked, %d rows, want it forgotten", h.asked, len(p.rows))
		}
		panetest.Send(p, ask())
		panetest.Send(p, pane.Shown{})
		panetest.Send(p, keymap.ReloadAll)
		if len(h.asked) != 3 {
			t.Errorf("got %d requests, want 3", len(h.asked))
		}
		h.hold = make(chan struct{})
		_, cmd := p.Update(keymap.Reload)
		panetest.Send(p, pane.Hidden{})
		if !p.Status().Busy.IsZero() {
			t.Error("a request goes on for a box that is closed")
		}
		close(h.hold)
		panetest.Run(p, cmd)
	})
}

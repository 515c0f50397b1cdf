package issues

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// hub is a fake of the accounts and of the history.
type hub struct {
	hits   []github.Hit // of GitHub
	stored []github.Hit
	total  int
	more   bool
	sent   []github.SentSearch // with each answer
	unknow []string            // what the store cannot answer
	fail   error
	hold   bool // answer, then wait for the context to end
	parts  bool // answer in two parts
	ctx    context.Context

	asked   []github.IssueSearch
	local   []github.IssueSearch
	pulls   [][]github.IssueRef
	sums    map[github.IssueRef]github.PullSummary
	sumsErr error
	words   github.Words
	list    []github.Account
	all     []github.SearchScope // of every account

	past  []string
	saved []Saved
	keep  error
}

func (h *hub) Now(string) time.Time { return day }

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func (h *hub) List() []github.Account {
	if h.list != nil {
		return h.list
	}
	return []github.Account{{Name: "work", Kind: github.KindToken, Host: "github.com"}, {Name: "clone", Kind: github.KindClone}}
}

func (h *hub) SearchScopes(level github.ScopeLevel, at github.Place, owner string, repo github.RepoRef) []github.SearchScope {
	switch level {
	case github.ScopeRepository:
		return []github.SearchScope{{Place: at, Repo: repo}}
	case github.ScopeInstallation:
		return []github.SearchScope{{Place: at, Owners: []github.Owner{{Login: owner}}}}
	case github.ScopeAccount:
		return []github.SearchScope{{Place: at}}
	}
	return h.all
}

func (h *hub) SearchStored(_ context.Context, s github.IssueSearch) github.SearchResult {
	h.local = append(h.local, s)
	return github.SearchResult{Hits: h.stored, Total: len(h.stored), At: time.Now().Add(-3 * time.Minute), Unanswered: h.unknow}
}

func (h *hub) SearchIssues(ctx context.Context, s github.IssueSearch, emit func(github.SearchResult)) error {
	h.ctx = ctx
	h.asked = append(h.asked, s)
	if h.fail != nil {
		return h.fail
	}
	r := github.SearchResult{Hits: h.hits, Total: max(h.total, len(h.hits)), At: time.Now(), Sent: h.sent, More: h.more}
	if h.parts {
		part := r
		part.Hits = r.Hits[:len(r.Hits)/2]
		emit(part)
		time.Sleep(time.Millisecond)
	}
	emit(r)
	if h.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (h *hub) SearchWords(github.Place, github.RepoRef) github.Words { return h.words }

func (h *hub) PullSummaries(_ context.Context, _ github.Place, refs []github.IssueRef) (map[github.IssueRef]github.PullSummary, error) {
	h.pulls = append(h.pulls, refs)
	return h.sums, h.sumsErr
}

func (h *hub) History() []string { return h.past }

type memory struct{ h *hub }

func (m memory) List() []string { return m.h.past }
func (m memory) Add(_ context.Context, s string) error {
	m.h.past = append([]string{s}, m.h.past...)
	return nil
}

var work = github.Place{Account: "work", Installation: 7}

var api = github.RepoRef{Owner: "acme", Name: "api"}

func subject() pane.Subject {
	return pane.Subject{Place: work, Owner: "acme", Repo: api}
}

// hit is an issue of acme/api.
func hit(n int, title string) github.Hit {
	return github.Hit{At: work, Issue: github.Issue{
		IssueRef: github.IssueRef{Repo: api, Number: n}, Title: title, Author: "ada",
		UpdatedAt: day.Add(-time.Duration(n) * time.Hour), CreatedAt: day.Add(-time.Duration(n) * 48 * time.Hour),
		URL: fmt.Sprintf("https://github.com/acme/api/issues/%d", n),
	}}
}

// pull is a pull request of acme/api.
func pull(n int, title string) github.Hit {
	h := hit(n, title)
	h.Pull = true
	return h
}

func some() []github.Hit {
	return []github.Hit{hit(12, "Crash at start"), pull(14, "Fix the crash"), hit(9, "Typo"), hit(3, "Slow")}
}

func options(t testing.TB, h *hub) Options {
	return Options{
		Context: t.Context(), Theme: panetest.Theme(), Client: h, History: memory{h},
		Save: func(s Saved) error {
			if h.keep == nil {
				h.saved = append(h.saved, s)
			}
			return h.keep
		},
	}
}

// opened is a pane that was shown and has its answers.
func opened(t testing.TB, h *hub, saved ...Saved) *Pane {
	o := options(t, h)
	o.Saved = saved
	p := New(o)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	panetest.Send(p, pane.Shown{})
	return p
}

// numbers is the rows by their numbers.
func numbers(p *Pane) string {
	var out []string
	for i := range p.book.len() {
		out = append(out, fmt.Sprint(p.book.hit(i).Number))
	}
	return strings.Join(out, " ")
}

// under is the number of the selected row, 0 if there is none.
func under(p *Pane) int {
	if h := p.current(); h != nil {
		return h.Number
	}
	return 0
}

// screen is the pane as a person reads it.
func screen(p *Pane) string { return panetest.Text(p.View(true)) }

func TestTheFirstSearch(t *testing.T) {
	h := &hub{hits: some(), total: 1234}
	p := opened(t, h)
	if got := numbers(p); got != "12 14 9 3" {
		t.Errorf("got rows %s, want 12 14 9 3", got)
	}
	want := github.IssueSearch{Text: "is:open", Order: github.ByUpdated, Scopes: []github.SearchScope{{Place: work, Repo: api}}, Limit: 100}
	if len(h.asked) != 1 || fmt.Sprint(h.asked[0]) != fmt.Sprint(want) {
		t.Errorf("asked %v, want once for %v", h.asked, want)
	}
	st := p.Status()
	if st.Title != "Issues and pull requests · acme/api" || st.Count != "4 of 1,234" || st.At.IsZero() || st.Err != nil {
		t.Errorf("got status %+v", st)
	}
	at := pane.IssueAt{Place: work, Ref: github.IssueRef{Repo: api, Number: 14}}
	panetest.Send(p, keymap.Down)
	if got := panetest.Send(p, keymap.Open); got != (pane.ChooseIssue{At: at}) {
		t.Errorf("open: got %#v, want %v", got, at)
	}
}

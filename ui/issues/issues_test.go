package issues

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

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
	parts  bool // answer in two parts, a second apart
	slow   time.Duration
	lazy   time.Duration // of the store
	alike  bool          // an installation is the whole account
	ctx    context.Context

	asked   []github.IssueSearch
	local   []github.IssueSearch
	pulls   [][]github.IssueRef
	sums    map[github.IssueRef]github.PullSummary
	sumsErr error
	words   github.Words
	teams   []string // of OwnTeams
	looked  []string // lists asked for
	lookErr error
	list    []github.Account
	all     []github.SearchScope // of every account

	bases map[int]string // of pull requests, as stored
	repos []github.Repository

	past  []string
	saved []Saved
	keep  error
	lose  error // remembering a search

	mu sync.Mutex // several commands may ask at once
}

// yield lets the commands see what the test has changed.
func (h *hub) yield() {
	h.mu.Lock()
	defer h.mu.Unlock()
}

func (h *hub) Now(account string) time.Time {
	if account == "home" {
		return day.AddDate(1, 0, 0)
	}
	return day
}

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
		if h.alike {
			return []github.SearchScope{{Place: at}}
		}
		return []github.SearchScope{{Place: at, Owners: []github.Owner{{Login: owner}}}}
	case github.ScopeAccount:
		return []github.SearchScope{{Place: at}}
	}
	return h.all
}

func (h *hub) SearchStored(_ context.Context, s github.IssueSearch) github.SearchResult {
	h.mu.Lock()
	h.local = append(h.local, s)
	r := github.SearchResult{Hits: h.stored[:min(len(h.stored), s.Limit)], Total: len(h.stored), At: time.Now().Add(-3 * time.Minute), Unanswered: h.unknow}
	r.More = len(r.Hits) < r.Total
	lazy := h.lazy
	h.mu.Unlock()
	time.Sleep(lazy)
	return r
}

func (h *hub) SearchIssues(ctx context.Context, s github.IssueSearch, emit func(github.SearchResult)) error {
	h.mu.Lock()
	h.ctx = ctx
	h.asked = append(h.asked, s)
	// All is as it is when asked.
	fail, slow, parts, hold := h.fail, h.slow, h.parts, h.hold
	r := github.SearchResult{Hits: h.hits, Total: max(h.total, len(h.hits)), Sent: h.sent, More: h.more}
	h.mu.Unlock()
	time.Sleep(slow)
	if fail != nil {
		return fail
	}
	r.At = time.Now()
	if parts {
		part := r
		part.Hits = r.Hits[:len(r.Hits)/2]
		emit(part)
		time.Sleep(time.Second)
	}
	emit(r)
	if hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (h *hub) Labels(context.Context, github.Place, github.RepoRef) ([]github.Label, error) {
	return nil, h.look("labels")
}

func (h *hub) Assignable(context.Context, github.Place, github.RepoRef) ([]string, error) {
	return nil, h.look("people")
}

func (h *hub) Milestones(context.Context, github.Place, github.RepoRef) ([]github.Milestone, error) {
	return nil, h.look("milestones")
}

func (h *hub) OwnTeams(context.Context, github.Place) ([]string, error) {
	err := h.look("teams")
	h.mu.Lock()
	defer h.mu.Unlock()
	h.words.Teams = append(h.words.Teams, h.teams...)
	return h.teams, err
}

// look notes that a list was asked for.
func (h *hub) look(what string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.looked = append(h.looked, what)
	return h.lookErr
}

func (h *hub) SearchWords(github.Place, github.RepoRef) github.Words {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.words
}

func (h *hub) PullSummaries(_ context.Context, _ github.Place, refs []github.IssueRef) (map[github.IssueRef]github.PullSummary, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pulls = append(h.pulls, refs)
	return h.sums, h.sumsErr
}

func (h *hub) StoredBase(_ github.Place, ref github.IssueRef) string { return h.bases[ref.Number] }

func (h *hub) StoredRepositories(github.Place, string) (github.Listing[github.Repository], bool) {
	return github.Listing[github.Repository]{Items: h.repos}, h.repos != nil
}

type memory struct{ h *hub }

func (m memory) List() []string {
	m.h.mu.Lock()
	defer m.h.mu.Unlock()
	return m.h.past
}

func (m memory) Add(_ context.Context, s string) error {
	m.h.mu.Lock()
	defer m.h.mu.Unlock()
	if m.h.lose != nil {
		return m.h.lose
	}
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
			h.mu.Lock()
			defer h.mu.Unlock()
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

// desk is the pane in a program: commands run beside one another, in fake time.
type desk struct {
	*Pane
	hub  *hub
	mail chan tea.Msg
}

// seat puts the pane of a hub in a program, shown and with its first answers.
func seat(t *testing.T, h *hub, saved ...Saved) *desk {
	o := options(t, h)
	o.Saved = saved
	d := &desk{New(o), h, make(chan tea.Msg, 1000)}
	d.Resize(80, 24)
	d.do(pane.SubjectChanged{Subject: subject()}, pane.Shown{})
	return d
}

// put gives the pane messages and lets no time pass.
func (d *desk) put(msgs ...tea.Msg) (last pane.Intent) {
	d.hub.yield()
	for _, m := range msgs {
		intent, cmd := d.Update(m)
		d.start(cmd)
		last = intent
	}
	return last
}

// do is put, and lets everything come of it that takes no time.
func (d *desk) do(msgs ...tea.Msg) pane.Intent {
	intent := d.put(msgs...)
	d.wait(0)
	return intent
}

// later is do, and lets a second pass.
func (d *desk) later(msgs ...tea.Msg) pane.Intent {
	intent := d.put(msgs...)
	d.wait(time.Second)
	return intent
}

// keys is the messages of typing a text.
func keys(s string) (msgs []tea.Msg) {
	for _, r := range s {
		msgs = append(msgs, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return msgs
}

// query empties the field and types another text.
func (d *desk) query(s string) {
	d.do(keymap.Search, tea.KeyMsg{Type: tea.KeyCtrlU})
	d.do(keys(s)...)
}

func (d *desk) start(cmd tea.Cmd) {
	if cmd != nil {
		go func() { d.mail <- cmd() }()
	}
}

// wait lets time pass, a tenth of a second at a time.
func (d *desk) wait(long time.Duration) {
	d.hub.yield()
	for {
		d.settle()
		if long <= 0 {
			return
		}
		time.Sleep(min(long, 100*time.Millisecond))
		long -= 100 * time.Millisecond
	}
}

func (d *desk) settle() {
	for {
		synctest.Wait()
		select {
		case m := <-d.mail:
			switch m := m.(type) {
			case tea.BatchMsg:
				for _, cmd := range m {
					d.start(cmd)
				}
			case pane.Mail:
				_, cmd := d.Update(m.Msg)
				d.start(m.Next)
				d.start(cmd)
			}
		default:
			return
		}
	}
}

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

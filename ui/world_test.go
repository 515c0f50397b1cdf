package ui

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/gitattributes"
	"hubtrail/keymap"
	"hubtrail/ui/commits"
	"hubtrail/ui/diffs"
	"hubtrail/ui/installs"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/refs"
	"hubtrail/ui/repos"
)

// world is a fake of the accounts for every pane of the layout.
type world struct {
	accounts []github.Account
	installs []github.Installation
	repos    []github.Repository
	commits  []github.Commit
	commit   github.CommitFiles
	refs     []github.Ref
	pulls    []github.CommitPull
	fail     error
}

func (w *world) List() []github.Account { return w.accounts }

func (w *world) Now(string) time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local) }

func (w *world) Identity(context.Context, string) (github.Identity, error) {
	return github.Identity{Login: "ada"}, w.fail
}

func (w *world) Installations(_ context.Context, _ string, emit func(github.Listing[github.Installation])) error {
	emit(github.Listing[github.Installation]{Items: w.installs})
	return w.fail
}

func (w *world) StoredInstallations(string) (l github.Listing[github.Installation], ok bool) {
	return l, false
}

func (w *world) Repositories(_ context.Context, _ github.Place, _ string, emit func(github.Listing[github.Repository])) error {
	emit(github.Listing[github.Repository]{Items: w.repos})
	return w.fail
}

func (w *world) StoredRepositories(github.Place, string) (l github.Listing[github.Repository], ok bool) {
	return l, false
}

func (w *world) Access(context.Context, github.Place, github.RepoRef) (github.Access, error) {
	return github.Access{}, w.fail
}

func (w *world) SearchRepositories(_ context.Context, _ github.Place, _ github.Owner, _ string, _ bool, emit func(github.RepositorySearch)) error {
	emit(github.RepositorySearch{})
	return w.fail
}

func (w *world) Pinned(github.Place, []github.Repository) map[github.RepoRef]bool { return nil }

func (w *world) Set(context.Context, github.Place, github.RepoRef, bool) error { return w.fail }

func (w *world) Commits(_ context.Context, _ github.Place, _ github.RepoRef, _ string, _ int, emit func(github.Listing[github.Commit])) error {
	emit(github.Listing[github.Commit]{Items: w.commits})
	return w.fail
}

func (w *world) CommitsWhere(_ context.Context, _ github.Place, _ github.RepoRef, _ github.CommitQuery, _ int, emit func(github.Listing[github.Commit])) error {
	emit(github.Listing[github.Commit]{Items: w.commits[:min(len(w.commits), 3)]})
	return w.fail
}

func (w *world) CommitChecks(_ context.Context, _ github.Place, _ github.RepoRef, shas []string) (map[string]github.CheckState, error) {
	return nil, w.fail
}

func (w *world) PullsOfCommit(context.Context, github.Place, github.RepoRef, string) ([]github.CommitPull, error) {
	return w.pulls, w.fail
}

func (w *world) StoredPullsOfCommit(github.Place, github.RepoRef, string) ([]github.CommitPull, bool) {
	return nil, false
}

func (w *world) StoredCommits(github.Place, github.RepoRef, string) (l github.Listing[github.Commit], ok bool) {
	return l, false
}

func (w *world) Commit(_ context.Context, _ github.Place, _ github.RepoRef, _ string, emit func(github.CommitFiles)) error {
	emit(w.commit)
	return w.fail
}

func (w *world) StoredCommitList(github.Place, github.RepoRef, string) (c github.CommitFiles, ok bool) {
	return c, false
}

func (w *world) StoredPatches(github.Place, github.CommitFiles) (c github.CommitFiles, ok bool) {
	return c, false
}

func (w *world) PullRequest(context.Context, github.Place, github.IssueRef) (github.PullRequest, error) {
	return github.PullRequest{}, w.fail
}

func (w *world) PullFiles(context.Context, github.Place, github.IssueRef, func(github.Listing[github.File])) error {
	return w.fail
}

func (w *world) Compare(context.Context, github.Place, github.RepoRef, github.CompareSpec, func(github.Comparison)) error {
	return w.fail
}

func (w *world) FilePatch(context.Context, github.Place, github.RepoRef, string, string, github.File, github.Differ) (string, error) {
	return "", github.ErrBinary
}

func (w *world) Attributes(context.Context, github.Place, github.RepoRef, string, []github.File, ...string) (*gitattributes.Attributes, error) {
	return nil, w.fail
}

func (w *world) FilePatches(context.Context, github.Place, github.RepoRef, string, string, []github.File, github.Differ, func(int, string, error)) error {
	return w.fail
}

func (w *world) Modes(context.Context, github.Place, github.RepoRef, string, string, []github.File) ([]github.File, error) {
	return nil, w.fail
}

func (w *world) TreeDiff(context.Context, github.Place, github.RepoRef, string, string) ([]github.File, error) {
	return nil, w.fail
}

func (w *world) Approvals(context.Context, github.Place, github.IssueRef, github.PullAtHand) (github.Approvals, error) {
	return github.Approvals{}, w.fail
}

func (w *world) CompareURL(github.Place, github.RepoRef, github.CompareSpec) string { return "" }

func (w *world) OwnersFile(context.Context, github.Place, github.RepoRef, string) (*github.OwnersFile, string, error) {
	return github.ParseOwners("", ""), "", nil
}

func (w *world) Mine(context.Context, github.Place) ([]string, error) { return nil, nil }

func (w *world) FileURL(github.Place, github.RepoRef, string, string, int) string { return "" }

func (w *world) Refs(_ context.Context, _ github.Place, _ github.RepoRef, emit func(github.Listing[github.Ref])) error {
	emit(github.Listing[github.Ref]{Items: w.refs})
	return w.fail
}

func (w *world) CommitSHA(context.Context, github.Place, github.RepoRef, string) (string, error) {
	return "", github.ErrNotFound
}

func (w *world) StoredRefs(github.Place, github.RepoRef) (l github.Listing[github.Ref], ok bool) {
	return l, false
}

const sha = "0123456789abcdef0123456789abcdef01234567"

// oddWorld has text of every hard sort in every place.
func oddWorld() *world {
	w := &world{fail: nil}
	for i, s := range panetest.Hostile() {
		w.accounts = append(w.accounts, github.Account{Name: fmt.Sprint("a", i, s), Host: s, Source: s})
		w.installs = append(w.installs, github.Installation{ID: int64(i), Owner: github.Owner{Login: s}, Selection: s})
		w.repos = append(w.repos, github.Repository{RepoRef: github.RepoRef{Owner: s, Name: s}, Language: s, DefaultBranch: s})
		w.commits = append(w.commits, github.Commit{SHA: s, Subject: s, Author: github.Person{Name: s}})
		w.refs = append(w.refs, github.Ref{Name: s, SHA: s})
		w.commit.Files = append(w.commit.Files, github.File{Path: s, Status: s, Patch: "@@ -1 +1 @@\n+" + s + "\n-" + s})
		w.commit.Body += s + "\n"
	}
	return w
}

// plainWorld has n repositories, and some of the rest.
func plainWorld(n int) *world {
	w := &world{accounts: []github.Account{{Name: "work", Host: "github.com"}}, installs: []github.Installation{{ID: 7, Owner: github.Owner{Login: "acme"}, Selection: "all"}}}
	for i := range n {
		w.repos = append(w.repos, github.Repository{
			RepoRef: github.RepoRef{Owner: fmt.Sprint("owner", i%7), Name: fmt.Sprint("service-", i)}, Language: "Go", DefaultBranch: "main", Stars: i,
			PushedAt: w.Now("").Add(-time.Duration(i) * time.Hour), URL: "https://github.com/acme/x",
		})
	}
	w.commit = github.CommitFiles{Commit: github.Commit{SHA: sha, Subject: "Count requests"}}
	for i := range 250 {
		w.commits = append(w.commits, github.Commit{SHA: fmt.Sprintf("%040x", i), Subject: fmt.Sprint("change number ", i), Author: github.Person{Name: "Ada", At: w.Now("")}})
		w.commit.Files = append(w.commit.Files, github.File{Path: fmt.Sprint("dir/file", i, ".go"), Status: "modified", Patch: "@@ -1 +1 @@\n+\tvalue := compute(1)\n-\told\n same"})
		w.refs = append(w.refs, github.Ref{Name: fmt.Sprint("branch-", i), SHA: sha})
	}
	return w
}

// sheet is a terminal that keeps the last frame and what was copied.
type sheet struct {
	rows   []string
	paints int
	copied []string
}

func (s *sheet) Paint(rows []string)   { s.rows, s.paints = append(s.rows[:0], rows...), s.paints+1 }
func (s *sheet) Clipboard(text string) { s.copied = append(s.copied, text) }

func (s *sheet) text() string { return panetest.Text(s.rows) }

// begin is a model over a world, on a screen of the size given. Its subject is
// a commit, so that every pane has something to show.
func begin(t testing.TB, w *world, width, height int, change ...func(*Options)) (*Model, *sheet) {
	t.Helper()
	client, err := github.NewClient(github.Options{
		Account: github.Account{Name: "work", Host: "github.com", Kind: github.KindToken},
		Token:   func(context.Context) (string, error) { return "", errors.New("no network in this test") },
	})
	if err != nil {
		t.Fatal(err)
	}
	out, accounts := &sheet{}, github.NewAccounts(client)
	o := Options{
		Context: t.Context(), Accounts: accounts, Keys: keymap.Default(), Theme: panetest.Theme(), Terminal: out,
		Pins: github.NewPins(nil, nil), Drafts: github.NewDrafts(nil, accounts), Links: github.NewLinkJobs(nil, accounts), Searches: github.NewSearches(nil), Hosts: func() []string { return []string{"github.com"} }, Browse: func(string) error { return nil }, Animation: true,
	}
	for _, c := range change {
		c(&o)
	}
	m := New(o)
	m.panes[pane.Installations] = installs.New(o.Context, o.Theme, w)
	m.panes[pane.Repositories] = repos.New(o.Context, o.Theme, w, w)
	m.panes[pane.Commits] = commits.New(o.Context, o.Theme, w)
	m.panes[pane.Patch] = diffs.New(diffs.Options{Context: o.Context, Theme: o.Theme, Client: w})
	m.panes[pane.Refs] = refs.New(o.Context, o.Theme, w)
	m.spin.ticking = true // as far as the model knows: no test waits for the spinner
	m.Start(width, height)
	settle(m, m.Init())
	return m, out
}

// look makes a commit of a world the subject.
func look(m *Model) {
	m.focus = pane.Commits
	settle(m, m.change(pane.Subject{
		Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: github.RepoRef{Owner: "acme", Name: "api"}, DefaultBranch: "main", Commit: sha,
	}))
	settle(m, m.arrange())
	m.View()
}

// settle carries out a command and what follows from it, but for ticks.
func settle(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			settle(m, c)
		}
	case tick, nil:
	default:
		_, more := m.Update(msg)
		settle(m, more)
	}
}

// send gives the model a message, settles and paints.
func send(m *Model, msg tea.Msg) {
	_, cmd := m.Update(msg)
	settle(m, cmd)
	m.View()
}

// keys presses keys one after another: runes, and names such as enter.
func keys(m *Model, names ...string) {
	special := map[string]tea.KeyType{"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "ctrl+c": tea.KeyCtrlC, "down": tea.KeyDown, "ctrl+z": tea.KeyCtrlZ}
	for _, n := range names {
		if k, ok := special[n]; ok {
			send(m, tea.KeyMsg{Type: k})
			continue
		}
		for _, r := range n {
			send(m, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
}

package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

func TestIntents(t *testing.T) {
	place := github.Place{Account: "work", Installation: 9}
	api := github.RepoRef{Owner: "acme", Name: "api"}
	web := github.RepoRef{Owner: "acme", Name: "web"}
	tests := []struct {
		intent pane.Intent
		focus  pane.ID
		want   pane.Subject
	}{
		{pane.ChooseInstallation{Place: place, Owner: "globex"}, pane.Repositories, pane.Subject{Place: place, Owner: "globex"}},
		{pane.ChooseRepository{Repo: web, DefaultBranch: "trunk"}, pane.Commits, pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: web, DefaultBranch: "trunk"}},
		{pane.ChooseRef{Ref: "next"}, pane.Commits, pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: api, DefaultBranch: "main", Ref: "next"}},
		{
			pane.ShowOwners{Place: github.Place{Account: "work", Installation: 7}, Repo: api, Ref: "next", Path: "a/b.go"}, pane.Owners,
			pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: api, DefaultBranch: "main", Ref: "next", Path: "a/b.go", Side: pane.SideOwners},
		},
		{
			pane.ShowOwners{Place: place, Repo: web, DefaultBranch: "trunk", Ref: "trunk"}, pane.Owners,
			pane.Subject{Place: place, Repo: web, DefaultBranch: "trunk", Side: pane.SideOwners},
		},
		{
			pane.ShowFile{Place: github.Place{Account: "work", Installation: 7}, Repo: api, Ref: "next", Path: "a/b.go", Line: 7}, pane.Source,
			pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: api, DefaultBranch: "main", Ref: "next", Path: "a/b.go", Line: 7, Side: pane.SideSource},
		},
		{
			pane.ShowHistory{Place: github.Place{Account: "work", Installation: 7}, Repo: api, Ref: "next", Path: "a/b.go"}, pane.Commits,
			pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: api, DefaultBranch: "main", Ref: "next", Path: "a/b.go"},
		},
		{pane.ChooseCommit{SHA: "abc"}, pane.Patch, pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme", Repo: api, DefaultBranch: "main", Commit: "abc"}},
	}
	for _, tt := range tests {
		var remembered []pane.Subject
		m, _ := begin(t, plainWorld(5), 120, 40, func(o *Options) { o.Remember = func(s pane.Subject) { remembered = append(remembered, s) } })
		look(m)
		m.above = []pane.ID{pane.Refs}
		settle(m, m.carryOut(tt.intent))
		settle(m, m.arrange())
		if m.focus != tt.focus || m.subject != tt.want {
			t.Errorf("%T: got focus on %s, subject %+v, want %s, %+v", tt.intent, m.focus, m.subject, tt.focus, tt.want)
		}
		if n := len(remembered); n == 0 || remembered[n-1] != tt.want {
			t.Errorf("%T: remembered %+v, want the new subject last", tt.intent, remembered)
		}
		for _, id := range []pane.ID{pane.Repositories, pane.Commits, pane.Patch} {
			if !m.status(id).Busy.IsZero() {
				t.Errorf("%T: %s still loads", tt.intent, id)
			}
		}
	}
}

// A pull request that was looked for is shown only to who still waits for it.
func TestAnAnswerThatChoosesAPullRequest(t *testing.T) {
	w := plainWorld(5)
	w.pulls = []github.CommitPull{{Issue: github.Issue{IssueRef: github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "api"}, Number: 12}}}, {}}
	for focus, want := range map[pane.ID]pane.ID{pane.Commits: pane.Conversation, pane.Repositories: pane.Repositories} {
		m, _ := begin(t, w, 120, 40)
		look(m)
		_, cmd := m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'P'}})
		m.focus = focus
		settle(m, cmd)
		if m.focus != want || (m.subject.Issue.Ref.Number == 12) != (want == pane.Conversation) {
			t.Errorf("with the focus on %s: got it on %s, issue %v, want %s", focus, m.focus, m.subject.Issue, want)
		}
		if want == pane.Conversation && !strings.HasSuffix(m.said, "this is the first") {
			t.Errorf("got %q said, want that there are several", m.said)
		}
	}
}

// A patch that had to be gathered first is copied only for who still waits for it.
func TestAnAnswerThatGivesAway(t *testing.T) {
	w := plainWorld(5)
	w.commit = github.CommitFiles{Commit: github.Commit{SHA: sha, Parents: []string{sha}}, Files: []github.File{
		{Path: "a.go", Status: "modified", Additions: 1, Patch: "@@ -1 +1,2 @@\n a\n+b\n"}, {Path: "go.sum", Status: "modified", Additions: 9000},
	}}
	for focus, want := range map[pane.ID]int{pane.Patch: 1, pane.Repositories: 0} {
		m, out := begin(t, w, 120, 40)
		look(m)
		m.focus = pane.Patch
		_, cmd := m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'p'}})
		if !strings.HasPrefix(m.said, "making the patches") {
			t.Errorf("got %q said, want what is done", m.said)
		}
		m.focus = focus
		settle(m, cmd)
		if len(out.copied) != want {
			t.Errorf("with the focus on %s: got %q copied, want %d", focus, out.copied, want)
		}
	}
}

func TestARefChosenAmongOwnersStaysThere(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	settle(m, m.carryOut(pane.ShowOwners{Place: m.subject.Place, Repo: m.subject.Repo}))
	settle(m, m.arrange())
	settle(m, m.carryOut(pane.ChooseRef{Ref: "next"}))
	if m.focus != pane.Owners || m.subject.Ref != "next" {
		t.Errorf("got focus on %s at %q, want the owners at next", m.focus, m.subject.Ref)
	}
	keys(m, "3")
	if m.focus != pane.Commits || m.subject.Side != pane.SideCode {
		t.Errorf("got focus on %s, side %d, want the commits", m.focus, m.subject.Side)
	}
	keys(m, "7")
	if m.focus != pane.Owners || m.subject.Side != pane.SideOwners {
		t.Errorf("got focus on %s, side %d, want the owners again", m.focus, m.subject.Side)
	}
}

// A file lies behind the owners on the way, keeps a ref chosen there, and is gone
// with its repository.
func TestAFileIsOnTheWay(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	keys(m, "8")
	if m.focus == pane.Source || m.said == "" {
		t.Errorf("got focus on %s, said %q, want to be told that no file is chosen", m.focus, m.said)
	}
	settle(m, m.carryOut(pane.ShowFile{Place: m.subject.Place, Repo: m.subject.Repo, Path: "a.go"}))
	settle(m, m.arrange())
	settle(m, m.carryOut(pane.ChooseRef{Ref: "next"}))
	if m.focus != pane.Source || m.subject.Ref != "next" {
		t.Errorf("got focus on %s at %q, want the file at next", m.focus, m.subject.Ref)
	}
	keys(m, "3", "8")
	if m.focus != pane.Source || m.subject.Side != pane.SideSource {
		t.Errorf("got focus on %s, side %d, want the file again", m.focus, m.subject.Side)
	}
	keys(m, "esc")
	if m.focus != pane.Owners {
		t.Errorf("got focus on %s, want the owners", m.focus)
	}
	settle(m, m.carryOut(pane.ChooseRepository{Repo: github.RepoRef{Owner: "acme", Name: "web"}}))
	if m.subject.Path != "" {
		t.Errorf("got the path %q in another repository, want none", m.subject.Path)
	}
}

func TestTheBoxOfWho(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	settle(m, m.carryOut(pane.WhoOwns{Place: m.subject.Place, Repo: m.subject.Repo, Ref: "main", Paths: []string{"a.go"}}))
	if want := []pane.ID{pane.Who}; !slices.Equal(m.above, want) {
		t.Fatalf("got %v above, want %v", m.above, want)
	}
	keys(m, "enter")
	if len(m.above) != 0 || m.focus != pane.Owners || m.subject.Path != "a.go" {
		t.Errorf("got %v above, focus on %s, path %q, want the owners at the path", m.above, m.focus, m.subject.Path)
	}
}

func TestTheBoxOfARelease(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	settle(m, m.carryOut(pane.Show{Pane: pane.Comparer}))
	settle(m, m.carryOut(pane.ShowRelease{Place: m.subject.Place, Repo: m.subject.Repo, From: "v1", To: "v2"}))
	if want := []pane.ID{pane.Comparer, pane.Release}; !slices.Equal(m.above, want) {
		t.Fatalf("got %v above, want %v", m.above, want)
	}
	if title := m.panes[pane.Release].Status().Title; !strings.HasSuffix(title, "v1 to v2") {
		t.Errorf("got the title %q, want the two refs in it", title)
	}
	keys(m, "M")
	if want := []pane.ID{pane.Comparer}; !slices.Equal(m.above, want) {
		t.Errorf("got %v above after closing it, want %v", m.above, want)
	}
}

func TestPanesAbove(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	for _, id := range []pane.ID{pane.Help, pane.Refs, pane.Help} {
		settle(m, m.carryOut(pane.Show{Pane: id}))
	}
	if want := []pane.ID{pane.Refs, pane.Help}; !slices.Equal(m.above, want) {
		t.Errorf("got %v above, want %v: each once, the newest on top", m.above, want)
	}
	m.carryOut(pane.Close{})
	if m.focused() != pane.Refs {
		t.Errorf("closed: got %s, want what was beneath", m.focused())
	}
	m.carryOut(pane.Leave{})
	if m.focused() != pane.Commits {
		t.Errorf("left: got %s, want the layout", m.focused())
	}
	settle(m, m.carryOut(pane.ShowDetail{Account: github.Account{Name: "shown"}}))
	m.arrange()
	if got := m.status(pane.Detail).Title; m.focused() != pane.Detail || got != "shown" {
		t.Errorf("detail: got %s with title %q", m.focused(), got)
	}
	m.closeTop()
	m.closeTop()
	m.closeTop()
}

func TestWithoutAnAccountTheWelcomeStays(t *testing.T) {
	m, out := begin(t, &world{}, 80, 24, func(o *Options) { o.Accounts = github.NewAccounts() })
	if m.focused() != pane.Welcome {
		t.Fatalf("got %s, want the welcome", m.focused())
	}
	if got := out.text(); !strings.Contains(got, "No account was found") || !strings.Contains(got, "q quit") {
		t.Errorf("got\n%s\nwant the whole welcome on 80x24", got)
	}
	keys(m, "?", "esc")
	if m.focused() != pane.Welcome {
		t.Errorf("help closed: got %s, want the welcome again", m.focused())
	}
	keys(m, "esc")
	if m.focused() != pane.Welcome {
		t.Errorf("esc: got %s, want the welcome", m.focused())
	}
	if keys(m, "q"); !m.quit {
		t.Error("q in the welcome does not quit")
	}
}

func TestBrowse(t *testing.T) {
	var opened []string
	var fail error
	m, out := begin(t, plainWorld(5), 120, 40, func(o *Options) {
		o.Browse = func(url string) error { opened = append(opened, url); return fail }
	})
	look(m)
	for _, url := range []string{"javascript:alert(1)", "https://evil.test/x", "file:///etc/passwd", "https://github.com.evil.test/", "https://user@evil.test/"} {
		settle(m, m.carryOut(pane.Browse{URL: url}))
		if len(opened) > 0 || !strings.HasPrefix(m.said, "not opened: ") {
			t.Errorf("%q: opened %q, said %q, want it refused", url, opened, m.said)
		}
	}
	if settle(m, m.carryOut(pane.Browse{})); len(opened) > 0 || m.said != "there is no page for this" {
		t.Errorf("no page: opened %q, said %q", opened, m.said)
	}
	const page = "https://github.com/acme/api"
	settle(m, m.carryOut(pane.Browse{URL: page}))
	if !slices.Equal(opened, []string{page}) || m.said != "opening "+page {
		t.Errorf("opened %q, said %q, want the page", opened, m.said)
	}
	fail = errors.New("there is none")
	settle(m, m.carryOut(pane.Browse{URL: page}))
	m.View()
	if !strings.Contains(out.text(), "no browser could be started (there is none): copy the URL with y instead") {
		t.Errorf("got\n%s\nwant what to do instead", out.text())
	}
}

func TestCopy(t *testing.T) {
	var local []string
	m, out := begin(t, plainWorld(5), 120, 40, func(o *Options) {
		o.Clipboard = func(s string) error { local = append(local, s); return errors.ErrUnsupported }
	})
	settle(m, m.carryOut(pane.Copy{Text: "abc\x1b", What: "SHA"}))
	if !slices.Equal(out.copied, []string{"abc\x1b"}) || !slices.Equal(local, out.copied) || m.said != "copied SHA abc" {
		t.Errorf("copied %q and %q, said %q, want both clipboards", out.copied, local, m.said)
	}
	settle(m, m.carryOut(pane.Copy{What: "URL"}))
	if len(out.copied) != 1 || m.said != "there is nothing to copy here" {
		t.Errorf("nothing: copied %q, said %q", out.copied, m.said)
	}
}

func TestSuspend(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	if keys(m, "ctrl+z"); !strings.Contains(m.said, "no job control") {
		t.Errorf("said %q, want that it cannot be", m.said)
	}
	suspended := 0
	m.o.Suspend = func() tea.Msg { suspended++; return Resumed{} }
	keys(m, "ctrl+z")
	if suspended != 1 {
		t.Errorf("suspended %d times, want once", suspended)
	}
}

func TestAFailingCommandIsALineNotTheEnd(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	send(m, m.guard(func() tea.Msg { panic(fmt.Errorf("a defect")) })())
	if m.said != "the program failed inside: a defect" {
		t.Errorf("said %q, want the defect", m.said)
	}
}

func TestMailOfNobodyKnown(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	ran := false
	send(m, pane.Mail{To: "nobody", Next: func() tea.Msg { ran = true; return nil }})
	if !ran {
		t.Error("what follows is not waited for")
	}
}

// An answer that comes after a key moves nobody.
func TestNobodyIsCarriedOff(t *testing.T) {
	m, _ := begin(t, plainWorld(5), 120, 40)
	look(m)
	keys(m, "j")
	before, focus := m.subject, m.focus
	send(m, arrival{Arrived{Subject: pane.Subject{Place: github.Place{Account: "late"}}, Note: "found it"}, 0})
	if m.subject != before || m.focus != focus || m.said != "found it" {
		t.Errorf("got subject %+v, said %q, want it said and no more", m.subject, m.said)
	}
	send(m, arrival{Arrived{Subject: pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "a", Name: "b"}, Commit: "abc"}}, m.keys})
	if m.subject.Commit != "abc" || m.focus != pane.Patch {
		t.Errorf("with no key since: got subject %+v, focus on %s, want the commit", m.subject, m.focus)
	}
}

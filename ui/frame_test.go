package ui

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
)

// sizes are screens of every layout, and one cell more and less; others than
// last time, since all of them take too long.
func sizes(turn int) (some [][2]int) {
	for i, w := range []int{1, 2, 3, 5, 11, 12, 13, 20, 34, 56, 61, 79, 80, 99, 100, 101, 120, 169, 170, 171, 220} {
		for j, h := range []int{1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 18, 19, 24, 40, 70} {
			if (i+j+turn)%4 == 0 {
				some = append(some, [2]int{w, h})
			}
		}
	}
	return some
}

// everySize fails the test unless each row of the frame is exactly as wide as
// the screen, at many sizes.
func everySize(t *testing.T, what string, m *Model) {
	t.Helper()
	for _, size := range sizes(len(what)) {
		w, h := size[0], size[1]
		m.Update(tea.WindowSizeMsg{Width: w, Height: h})
		if problem := panetest.Problem(m.Frame(), w, h); problem != "" {
			t.Errorf("%s: %dx%d: %s", what, w, h, problem)
			return
		}
	}
}

func overlays() []pane.ID {
	return []pane.ID{pane.Palette, pane.Help, pane.Refs, pane.Detail, pane.Welcome}
}

func TestTheFrameFillsTheScreen(t *testing.T) {
	worlds := map[string]*world{"odd": oddWorld(), "plain": plainWorld(60), "empty": {}, "failing": plainWorld(3)}
	worlds["failing"].fail = &paneFailure{errors.New(strings.Repeat("list 日本 ", 30))}
	for name, w := range worlds {
		m, _ := begin(t, w, 120, 40)
		everySize(t, name+" at the start", m)
		look(m)
		for _, id := range m.way() {
			m.focus = id
			everySize(t, name+" in "+string(id), m)
		}
		m.zoomed = true
		everySize(t, name+" zoomed", m)
		m.zoomed = false
		for _, id := range overlays() {
			m.above = nil
			settle(m, m.show(id))
			everySize(t, name+" under "+string(id), m)
		}
		m.above = []pane.ID{pane.Help, pane.Palette}
		everySize(t, name+" under two", m)
	}
}

func TestHostileSubjectsAndWords(t *testing.T) {
	for _, s := range panetest.Hostile() {
		m, _ := begin(t, plainWorld(3), 120, 40)
		m.subject = pane.Subject{Place: github.Place{Account: s}, Owner: s}
		m.said = s
		everySize(t, "an owner "+s, m)
		m.subject.Repo, m.subject.Ref, m.subject.Commit = github.RepoRef{Owner: s, Name: s + "x"}, s, s+"1234567"
		everySize(t, "a repository "+s, m)
		m.failed[pane.Repositories] = errors.New(s)
		everySize(t, "a failure "+s, m)
	}
}

func TestFailuresAreShownWithWhatToDo(t *testing.T) {
	w := plainWorld(3)
	w.fail = errors.New("list the commits: broken")
	m, out := begin(t, w, 120, 40)
	look(m)
	if got := out.text(); !strings.Contains(got, "ist the commits: broken") {
		t.Errorf("got\n%s\nwant the failure", got)
	}
	m.failed[pane.Commits] = &paneFailure{errors.New("it broke")}
	settle(m, m.arrange())
	m.View()
	if got := out.text(); !strings.Contains(got, "t broke") || !strings.Contains(got, "→ press r to try again") {
		t.Errorf("got\n%s\nwant the failure and its remedy", got)
	}
	if n := m.errorRows(pane.Commits, Rect{0, 0, 10, 40}); n != 6 {
		t.Errorf("a long failure in a narrow pane: got %d rows, want at most six", n)
	}
	if n := m.errorRows(pane.Commits, Rect{0, 0, 80, 3}); n != 1 {
		t.Errorf("a failure in a low pane: got %d rows, want no more than half", n)
	}
}

func TestThePanesAreFramed(t *testing.T) {
	m, out := begin(t, plainWorld(3), 120, 40)
	look(m)
	rows := strings.Split(out.text(), "\n")
	if !strings.HasPrefix(rows[0], "╭─ Accounts ─") || !strings.Contains(rows[0], "╭─ acme/api · main ─") || !strings.HasSuffix(rows[0], " 250 ─╮") {
		t.Errorf("got top %q, want titles and the count", rows[0])
	}
	th := panetest.Theme()
	if got := out.rows[0]; !strings.Contains(got, th.TitleFocused.Open+" acme/api") || !strings.Contains(got, th.Title.Open+" Accounts") {
		t.Errorf("got %q, want the title of the focused pane alone to stand out", got)
	}
	rows = strings.Split(out.text(), "\n")
	if got := rows[38]; !strings.HasPrefix(got, " work › acme/api @ main › 0123456") {
		t.Errorf("got status line %q, want what is looked at", got)
	}
	if got := rows[39]; !strings.HasPrefix(got, " enter open ") || !strings.HasSuffix(got, "q back, quit") {
		t.Errorf("got help line %q, want the commits' keys and those of everywhere", got)
	}
}

func TestTheEdgesOfAFrame(t *testing.T) {
	m, _ := begin(t, plainWorld(1), 120, 40)
	now := time.Now()
	tests := []struct {
		name        string
		st          pane.Status
		width       int
		top, bottom string
	}{
		{"all of it", pane.Status{Title: "Title", Count: "3 of 9", At: now.Add(-3*time.Minute - time.Second)}, 40, "╭─ Title ───────────────────── 3 of 9 ─╮", "╰───────────────────────────── 3m old ─╯"},
		{"fresh", pane.Status{Title: "Title", At: now}, 20, "╭─ Title ──────────╮", "╰──────────────────╯"},
		{"no title", pane.Status{}, 12, "╭──────────╮", "╰──────────╯"},
		{"a long title", pane.Status{Title: "a title that is too long", Count: "12"}, 24, "╭─ a title that …  12 ─╮", "╰──────────────────────╯"},
		{"no room for the count", pane.Status{Title: "abcdefgh", Count: "1,234 of 5,678"}, 16, "╭─ abcdefgh ───╮", "╰──────────────╯"},
		{"busy", pane.Status{Title: "Title", Busy: now.Add(-time.Second)}, 20, "╭─ Title ⠋ ────────╮", "╰──────────────────╯"},
		{"busy for a moment", pane.Status{Title: "Title", Busy: now}, 20, "╭─ Title ──────────╮", "╰──────────────────╯"},
	}
	for _, tt := range tests {
		if got := panetest.Text([]string{m.topEdge(tt.st, tt.width, true, text.Style{})}); got != tt.top {
			t.Errorf("%s: got top %q, want %q", tt.name, got, tt.top)
		}
		if got := panetest.Text([]string{m.bottomEdge(tt.st, tt.width, text.Style{})}); got != tt.bottom {
			t.Errorf("%s: got bottom %q, want %q", tt.name, got, tt.bottom)
		}
	}
}

func TestTheStatusLine(t *testing.T) {
	tests := []struct {
		subject pane.Subject
		said    string
		want    string
	}{
		{pane.Subject{}, "", " hubtrail"},
		{pane.Subject{Place: github.Place{Account: "work"}}, "", " work"},
		{pane.Subject{Place: github.Place{Account: "work"}, Owner: "acme"}, "copied SHA abc", " work › acme  copied SHA abc"},
		{pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, DefaultBranch: "main"}, "", " work › acme/api @ main"},
		{pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, Ref: "next", DefaultBranch: "main", Commit: sha}, "", " work › acme/api @ next › 0123456"},
	}
	m, _ := begin(t, plainWorld(1), 120, 40)
	for _, tt := range tests {
		m.subject, m.said = tt.subject, tt.said
		if got := panetest.Text([]string{m.statusLine()}); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.subject, got, tt.want)
		}
	}
	reset := time.Date(2026, 1, 1, 15, 4, 0, 0, time.Local)
	for want, q := range map[string][]github.Quota{
		"":                       nil,
		"core 4,990/5,000 ":      {{Resource: "core", Limit: 5000, Remaining: 4990}},
		"core 3/60 until 15:04 ": {{Resource: "core", Limit: 60, Remaining: 3, Reset: reset}},
		"search 1/30 ":           {{Resource: "core"}, {Resource: "search", Limit: 30, Remaining: 1}},
	} {
		if got := quotaText(q); got != want {
			t.Errorf("%+v: got %q, want %q", q, got, want)
		}
	}
}

func TestTheEmbeddedGitHubIsNamed(t *testing.T) {
	for want, a := range map[string]github.Account{
		"  demo: nothing leaves this machine":        {Name: "demo", Host: "demo.test", Local: true, Demo: true},
		"  local clone: nothing leaves this machine": {Name: "clone", Host: "here", Local: true, Kind: github.KindClone},
		"": {Name: "far", Host: "github.com"},
	} {
		client, err := github.NewClient(github.Options{Account: a, Base: http.DefaultTransport})
		if err != nil {
			t.Fatal(err)
		}
		m, _ := begin(t, plainWorld(1), 120, 40, func(o *Options) { o.Accounts.Add(client) })
		m.subject = pane.Subject{Place: github.Place{Account: a.Name}}
		if got := panetest.Text([]string{m.statusLine()}); got != " "+a.Name+want {
			t.Errorf("got %q, want %q after the account", got, want)
		}
	}
}

func TestOnlyWhatCouldHaveChangedIsPainted(t *testing.T) {
	m, out := begin(t, plainWorld(3), 120, 40)
	look(m)
	before := out.paints
	m.View()
	m.Update(struct{}{}) // a message of nobody
	m.View()
	if out.paints != before {
		t.Errorf("painted %d times with nothing changed, want none", out.paints-before)
	}
	keys(m, "j")
	if out.paints == before {
		t.Error("a key was not painted")
	}
	keys(m, "ctrl+c")
	before = out.paints
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.View()
	if out.paints != before {
		t.Error("painted after the end, when the screen is the shell's again")
	}
}

func TestNothingIsPaintedBeforeTheSizeIsKnown(t *testing.T) {
	m, out := begin(t, plainWorld(3), 0, 0)
	if out.paints != 0 || slices.ContainsFunc(out.rows, func(s string) bool { return s != "" }) {
		t.Errorf("painted %d times on a screen of no size", out.paints)
	}
	send(m, tea.WindowSizeMsg{Width: 80, Height: 24})
	if len(out.rows) != 24 {
		t.Errorf("got %d rows, want 24", len(out.rows))
	}
}

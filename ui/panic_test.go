package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
)

// breaking is a pane that panics in one of its methods.
type breaking struct {
	in string
	n  int // how often Update was called
}

func (b *breaking) fail(method string) {
	if b.in == method {
		panic("a defect in " + method)
	}
}

func (b *breaking) Scope() keymap.Scope { b.fail("Scope"); return keymap.Repositories }
func (b *breaking) Status() pane.Status { b.fail("Status"); return pane.Status{Title: "Breaking"} }
func (b *breaking) Resize(int, int)     { b.fail("Resize") }

func (b *breaking) Update(tea.Msg) (pane.Intent, tea.Cmd) {
	b.n++
	b.fail("Update")
	return nil, nil
}

func (b *breaking) View(bool) []string { b.fail("View"); return nil }

// paper is a terminal that keeps the last frame.
type paper struct{ rows []string }

func (p *paper) Paint(rows []string) { p.rows = append(p.rows[:0], rows...) }
func (p *paper) Clipboard(string)    {}

func (p *paper) text() string { return ansi.Strip(strings.Join(p.rows, "\n")) }

// withPane is a model of 120x40 on which the repositories are a pane of the
// test's, and the terminal it paints on.
func withPane(t *testing.T, p pane.Pane, log io.Writer) (*Model, *paper) {
	t.Helper()
	client, err := github.NewClient(github.Options{
		Account: github.Account{Name: "work", Host: "github.com", Kind: github.KindToken},
		Token:   func(context.Context) (string, error) { return "", errors.New("no network in this test") },
	})
	if err != nil {
		t.Fatal(err)
	}
	accounts := github.NewAccounts(client)
	out := &paper{}
	m := New(Options{
		Context: t.Context(), Accounts: accounts, Pins: github.NewPins(nil, accounts), Drafts: github.NewDrafts(nil, accounts), Links: github.NewLinkJobs(nil, accounts), Searches: github.NewSearches(nil), Hosts: func() []string { return nil },
		Keys: keymap.Default(), Theme: theme.New(lipgloss.NewRenderer(io.Discard), true), Terminal: out,
		Log: slog.New(slog.NewTextHandler(log, nil)), Subject: pane.Subject{Place: github.Place{Account: "work"}},
	})
	m.panes[pane.Repositories] = p
	m.Start(120, 40)
	return m, out
}

func press(m *Model, keys string) {
	for _, r := range keys {
		m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		m.View()
	}
}

func TestAPaneThatPanicsLeavesTheOthersAlive(t *testing.T) {
	for _, method := range []string{"Scope", "Status", "Resize", "Update", "View"} {
		t.Run(method, func(t *testing.T) {
			var log bytes.Buffer
			p := &breaking{in: method}
			m, out := withPane(t, p, &log)
			press(m, "2jjz")
			for _, want := range []string{"This pane failed: a defect in " + method, "press r to try again"} {
				if got := out.text(); !strings.Contains(got, want) {
					t.Errorf("a panic in %s: got a screen without %q, want it:\n%s", method, want, got)
				}
			}
			press(m, "z")
			if got := out.text(); !strings.Contains(got, "Accounts") {
				t.Errorf("a panic in %s: got a screen without the accounts, want them:\n%s", method, got)
			}
			if got := strings.Count(log.String(), "pane failed"); got != 1 {
				t.Errorf("a panic in %s: got %d lines in the log, want 1:\n%s", method, got, log.String())
			}
			if !strings.Contains(log.String(), "panic_test.go") {
				t.Errorf("a panic in %s: got a log without the stack, want it:\n%s", method, log.String())
			}
			press(m, "1?")
			if got := out.text(); !strings.Contains(got, "Keys") {
				t.Errorf("after a panic in %s: got no help, want it:\n%s", method, got)
			}
		})
	}
}

func TestAPaneThatFailedIsTriedAgain(t *testing.T) {
	p := &breaking{in: "View"}
	m, out := withPane(t, p, io.Discard)
	press(m, "2")
	p.in = ""
	press(m, "r")
	if got := out.text(); strings.Contains(got, "This pane failed") {
		t.Errorf("after r: got\n%s\nwant the failure gone", got)
	}
}

func TestAnAnswerForAPaneThatPanicsIsDropped(t *testing.T) {
	p := &breaking{in: "Update"}
	m, out := withPane(t, p, io.Discard)
	before := p.n
	next := func() tea.Msg { return nil }
	_, cmd := m.Update(pane.Mail{To: pane.Repositories, Msg: time.Now(), Next: next})
	m.View()
	if p.n != before+1 {
		t.Errorf("mail: got %d messages delivered, want 1", p.n-before)
	}
	if cmd == nil {
		t.Error("mail for a pane that panics: got no command, want the one for the following value")
	}
	if got := out.text(); !strings.Contains(got, "This pane failed") {
		t.Errorf("mail: got\n%s\nwant the failure shown", got)
	}
}

func TestACommandOfTheRootThatPanicsIsAnError(t *testing.T) {
	m, _ := withPane(t, &breaking{}, io.Discard)
	msg := m.guard(func() tea.Msg { panic("a defect in a command") })()
	got, ok := msg.(outcome)
	if !ok || !strings.Contains(got.said, "a defect in a command") {
		t.Errorf("guard: got %#v, want an outcome that names the defect", msg)
	}
}

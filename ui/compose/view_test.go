package compose

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/store"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// refusing is a store that takes nothing, as ours does when there is a token in
// it.
type refusing struct{}

func (refusing) State(string) ([]byte, error) { return nil, nil }
func (refusing) UpdateState(context.Context, string, func([]byte) ([]byte, error)) error {
	return fmt.Errorf("the state %q: %w", "drafts", store.ErrSecret)
}

func TestTheViewFillsItsSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, s := range panetest.Hostile() {
			w := &world{labels: []github.Label{{Name: s}, {Name: "x" + s}}, people: []string{s}}
			d := &desk{}
			for _, draft := range []github.Draft{comment(s), issue(), edit()} {
				draft.Repo.Name, draft.Title, draft.Problem, draft.Theirs = s, s, s, s
				draft.Body = strings.Join(panetest.Hostile(), "\n") + s
				p := opened(t, d, w, draft)
				p.note = s
				for range p.fields() {
					panetest.Fill(t, s, p)
					panetest.Type(p, "x")
					panetest.Send(p, keymap.NextField)
				}
				panetest.Send(p, key(tea.KeyUp))
				panetest.Fill(t, s, p)
				panetest.Send(p, keymap.Send)
				panetest.Fill(t, "review "+s, p)
				panetest.Send(p, keymap.Last)
				panetest.Fill(t, "review "+s, p)
				d.send = func(k *github.Draft) (github.Delivery, error) {
					return github.Delivery{Dropped: []string{s}}, nil
				}
				p.Update(keymap.Yes)
				panetest.Fill(t, "sending "+s, p)
				p.mode, p.said = done, s
				panetest.Fill(t, "sent "+s, p)
				raised(p)
				panetest.Fill(t, "list "+s, p)
			}
			w.forms = []github.IssueTemplate{{Name: s, About: s, Path: s}, {Path: s}}
			p := opened(t, &desk{}, w, issue())
			panetest.Fill(t, "templates "+s, p)
		}
		p := newPane(t, &desk{}, &world{})
		panetest.Fill(t, "nothing", p)
		raised(p)
		panetest.Fill(t, "no drafts", p)
	})
}

func TestTheFormAt80x24(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := issue()
		d.Title, d.Body, d.Labels, d.Problem = "It breaks", "# Steps\n\n1. wait for a while, which takes as long as it takes, and then for a little longer", []string{"bug"}, "the server failed. Try again in a moment."
		p := opened(t, &desk{}, &world{}, d)
		p.Resize(70, 14)
		want := `New issue in northwind/storefront as ada-lindqvist at github.invalid
the server failed. Try again in a moment.
Title     It breaks
# Steps

1. wait for a while, which takes as long as it takes, and then for a
little longer




Labels    bug
Assignees nobody; separated by commas`
		if got := screen(p); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		// With more room, the fields stand apart.
		p.Resize(70, 20)
		if got := strings.Split(screen(p), "\n"); got[3] != "" || got[4] != "# Steps" || got[16] != "" || got[17] != "Labels    bug" {
			t.Errorf("at 70x20: got\n%s", strings.Join(got, "\n"))
		}
		// Too small for a form, the field being written is what is seen.
		p.Resize(30, 3)
		has(t, p, "1. wait")
		panetest.Send(p, keymap.PreviousField)
		has(t, p, "Title     It breaks")
	})
}

func TestTheMouse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := issue()
		d.Title, d.Body = "x", "a\nb"
		p := opened(t, &desk{}, &world{}, d)
		rows := strings.Split(screen(p), "\n")
		for y, row := range rows {
			panetest.Send(p, pane.Click{X: 0, Y: y})
			switch {
			case strings.HasPrefix(row, "Title") && p.focus != titleField,
				row == "b" && p.focus != bodyField,
				strings.HasPrefix(row, "Labels") && p.focus != labelField,
				strings.HasPrefix(row, "Assignees") && p.focus != assigneeField:
				t.Errorf("a click on %q gives field %d the focus", row, p.focus)
			}
		}
		panetest.Send(p, pane.Wheel{Delta: 1})
	})
}

// A paste of a megabyte, and a key after it, must not be felt.
func BenchmarkPaste(b *testing.B) {
	for name, s := range map[string]string{
		"oneLine": strings.Repeat("x", 1<<20), "words": strings.Repeat("word ", 1<<20/5),
		"lines": strings.Repeat("a line of prose that is about as long as usual\n", 1<<20/47), "wide": strings.Repeat("長", 1<<20/3),
	} {
		b.Run(name, func(b *testing.B) {
			p := New(b.Context(), panetest.Theme(), &desk{}, &world{})
			p.Resize(100, 30)
			p.Update(pane.WriteText{Draft: comment("")})
			start := time.Now()
			p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
			b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "ms/paste")
			for b.Loop() {
				p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'x'}})
				p.View(true)
			}
		})
	}
}

func BenchmarkKeyAtGitHubsLimit(b *testing.B) {
	p := New(b.Context(), panetest.Theme(), &desk{}, &world{})
	p.Resize(100, 30)
	p.Update(pane.WriteText{Draft: comment(strings.Repeat("a line of prose that is about as long as usual\n", github.MaxBody/47))})
	for b.Loop() {
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'x'}})
		p.View(true)
	}
}

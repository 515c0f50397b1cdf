package issues

import (
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// TestAnyWalkKeepsTheViewWhole presses keys, changes the subject and the answers
// at random: the view fills its space after each, and what is under the cursor
// is a row.
func TestAnyWalkKeepsTheViewWhole(t *testing.T) {
	actions := []keymap.Action{
		keymap.Up, keymap.Down, keymap.PageDown, keymap.First, keymap.Last, keymap.Open, keymap.Back, keymap.Search, keymap.Accept, keymap.Accept, keymap.Cancel,
		keymap.Complete, keymap.Kinds, keymap.Sort, keymap.Widen, keymap.NextTab, keymap.PreviousTab, keymap.Explain, keymap.Mark, keymap.SaveQuery, keymap.Reload,
		keymap.CopyShort, keymap.NewIssue,
	}
	pieces := append(panetest.Hostile(), "label:", "(", " ", "author:a", "is:pr", `"`, "sort:created", "-", "crash")
	for seed := range uint64(12) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			h := &hub{words: words(), past: []string{"older", "oldest"}, slow: 300 * time.Millisecond, more: true, total: 500, all: []github.SearchScope{{Place: work}, {Place: github.Place{Account: "home"}}}}
			d := seat(t, h, Saved{Name: "Mine", Query: "author:@me"})
			for range 150 {
				switch r.IntN(12) {
				case 0:
					d.wait(0)
					h.hits, h.stored = many(r.IntN(300)), many(r.IntN(120))
				case 1:
					d.wait(0)
					h.fail = []error{nil, nil, errors.New("broken"), &github.SearchProblem{Start: r.IntN(9), End: r.IntN(30), Text: "no", Fix: "yes"}}[r.IntN(4)]
				case 2:
					d.put(pane.SubjectChanged{Subject: []pane.Subject{subject(), {}, {Place: work, Owner: "acme"}, {Place: github.Place{Account: "clone"}, Repo: api}}[r.IntN(4)]})
				case 3:
					d.wait(time.Duration(r.IntN(1000)) * time.Millisecond)
				case 4:
					d.put(pane.Click{X: r.IntN(100), Y: r.IntN(30), Again: r.IntN(2) == 0})
				case 5, 6:
					d.put(tea.KeyMsg{Type: []tea.KeyType{tea.KeyBackspace, tea.KeyLeft, tea.KeyHome, tea.KeyCtrlU}[r.IntN(4)]})
				case 7, 8:
					d.put(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pieces[r.IntN(len(pieces))]), Paste: true})
				default:
					d.put(actions[r.IntN(len(actions))])
				}
				width, height := r.IntN(130), r.IntN(40)
				d.Resize(width, height)
				if problem := panetest.Problem(d.View(true), width, height); problem != "" {
					t.Fatalf("seed %d: %s", seed, problem)
				}
				if i := d.list.Cursor(); i >= 0 && d.current() == nil {
					t.Fatalf("seed %d: the cursor is on row %d of %d", seed, i, d.book.len())
				}
			}
			d.wait(5 * time.Minute)
			if !d.fresh.Busy().IsZero() || !d.local.Busy().IsZero() {
				t.Errorf("seed %d: something is under way for ever", seed)
			}
		})
	}
}

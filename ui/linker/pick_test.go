package linker

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestIssuesAreLookedForAndMarked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, _ := newPane(t, w)
		raised(p, pane.LinkUp{Place: work, Pulls: []github.Issue{pull(57, "Pay button waits")}})
		if got := p.Status(); got.Title != "Issues for northwind/storefront#57" || got.Count != "3" {
			t.Errorf("got %+v", got)
		}
		same(t, p, `
> issue: number, URL or words
 ○ #12 The pay button does nothing                              mentions #57
 ○ #13 Checkout is slow
 ○ #14 Nobody can pay`)
		panetest.Send(p, keymap.Mark)
		panetest.Send(p, keymap.Mark)
		same(t, p, `
> issue: number, URL or words
 2 marked: enter takes them
▪○ #12 The pay button does nothing                              mentions #57
▪○ #13 Checkout is slow
 ○ #14 Nobody can pay`)
		if got := panetest.Send(p, keymap.Branch); got != (pane.Say{Text: "a branch is made for one issue"}) {
			t.Errorf("got %+v", got)
		}
		// What is marked stays so while something else is looked for.
		panetest.Type(p, "14")
		panetest.Send(p, keymap.Mark)
		panetest.Send(p, keymap.Mark)
		panetest.Send(p, keymap.Accept)
		if got := names(refsOf(p.wish.issues), storefront); got != "#12, #13" {
			t.Errorf("got %s", got)
		}
		has(t, p, "2 issues: #12, #13", "with northwind/storefront#57 Pay button waits", "merging closes them")
		if strings.Contains(screen(p), "branch") {
			t.Errorf("got\n%s\nwant no branch for several issues", screen(p))
		}
		// Back at the picker, everything is as it was.
		panetest.Send(p, keymap.Back)
		if p.step != picking || len(p.pick.marks) != 2 || p.pick.input.Value() != "14" {
			t.Errorf("got step %d, marks %d, text %q", p.step, len(p.pick.marks), p.pick.input.Value())
		}
		if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestOnePullRequestIsPicked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := linking(t, newWorld())
		panetest.Send(p, keymap.Mark)
		has(t, p, "One pull request is chosen: press enter.")
		panetest.Type(p, "xyz")
		has(t, p, "+ a new branch for northwind/storefront#12")
		panetest.Send(p, keymap.Accept)
		if p.step != naming {
			t.Errorf("got step %d", p.step)
		}
	})
}

func TestNothingMatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := newPane(t, newWorld())
		raised(p, pane.LinkUp{Place: work, Pulls: []github.Issue{pull(57, "x")}})
		panetest.Type(p, "nothing like it")
		has(t, p, "Nothing that is stored matches. A number, owner/name#12 or a URL is taken as it is.")
		panetest.Send(p, keymap.Accept)
		has(t, p, "Nothing matches: type a number, owner/name#12 or a URL.")
		if p.step != picking {
			t.Errorf("got step %d", p.step)
		}
	})
}

// Enter right after typing takes what was typed, not what was there before.
func TestEnterWaitsForWhatWasTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := linking(t, newWorld())
		_, cmd := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("58"), Paste: true})
		p.Update(keymap.Accept)
		if p.step != picking {
			t.Fatalf("got step %d, want it to wait", p.step)
		}
		panetest.Run(p, cmd)
		if p.step != choosing || p.wish.pulls[0].Number != 58 {
			t.Errorf("got step %d with %+v", p.step, p.wish.pulls)
		}
		// A key in between takes that back.
		panetest.Send(p, keymap.Back)
		_, cmd = p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(" ")})
		p.Update(keymap.Accept)
		p.Update(keymap.Down)
		panetest.Run(p, cmd)
		if p.step != picking {
			t.Errorf("got step %d", p.step)
		}
	})
}

func TestLateCandidatesChangeNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := linking(t, newWorld())
		_, slow := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("5")})
		late := slow()
		panetest.Type(p, "8")
		panetest.Run(p, func() tea.Msg { return late })
		if rows := p.pick.slot.Value().rows; len(rows) != 1 || rows[0].Number != 58 {
			t.Errorf("got %+v", rows)
		}
	})
}

func TestABranchIsMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := linking(t, w)
		panetest.Send(p, keymap.Accept)
		panetest.Send(p, keymap.Last)
		panetest.Send(p, keymap.Open)
		if got := p.branch.Value(); got != github.BranchName(issue(12, "The pay button does nothing")) || p.Scope() != keymap.BranchText {
			t.Errorf("got %q in scope %q", got, p.Scope())
		}
		p.branch.SetValue(" ")
		panetest.Send(p, keymap.Accept)
		has(t, p, "Give the branch a name.")
		panetest.Type(p, "12-pay")
		panetest.Send(p, keymap.Accept)
		has(t, p, "As ada-lindqvist at github.invalid", "+ 12-pay", "It is not taken away from here again.", "[ make the branch ]")
		if p.review.yes || p.Status().Title != "Make this branch?" {
			t.Errorf("got yes %v, title %q", p.review.yes, p.Status().Title)
		}
		panetest.Send(p, keymap.Accept) // the answer chosen is no
		if p.step != naming || strings.Contains(strings.Join(w.asked, "\n"), "branch northwind") {
			t.Errorf("got step %d after %q", p.step, w.asked)
		}
		panetest.Send(p, keymap.Accept)
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 1 || got[0] != (pane.Wrote{At: pane.IssueAt{Place: work, Ref: ref(12)}}) || len(d.did) != 0 {
			t.Errorf("got %+v after %q", got, d.did)
		}
		if last := w.asked[len(w.asked)-1]; last != "branch northwind/storefront#12 12-pay" {
			t.Errorf("got %q asked", last)
		}
		has(t, p, "✓ branch 12-pay was made; GitHub shows it with the issue.")
		panetest.Send(p, keymap.Unlink)
		has(t, p, "There is nothing here to undo.")
	})
}

func TestABranchThatIsNotMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, tc := range []struct {
			err  error
			want string
		}{
			{errors.New("a branch of this name exists"), "✗ branch 12 was not made"},
			{github.ErrUnclear, "Press o to look at the issue on the web."},
		} {
			w := newWorld()
			w.noName = tc.err
			p, _ := linking(t, w)
			panetest.Send(p, keymap.Branch)
			p.branch.SetValue("12")
			panetest.Send(p, keymap.Accept)
			panetest.Send(p, keymap.Yes)
			has(t, p, tc.want)
			if got := panetest.Send(p, keymap.Browse); got != (pane.Browse{URL: "https://github.invalid/northwind/storefront/issues/12"}) {
				t.Errorf("got %+v", got)
			}
			if got := panetest.Send(p, keymap.Open); got != (pane.Close{}) {
				t.Errorf("got %+v", got)
			}
		}
	})
}

func TestTheMouse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := linking(t, newWorld())
		panetest.Send(p, pane.Click{X: 3, Y: 2})
		if p.step != picking || p.pick.list.Cursor() != 1 {
			t.Errorf("got step %d, row %d", p.step, p.pick.list.Cursor())
		}
		panetest.Send(p, pane.Click{X: 3, Y: 2})
		if p.step != choosing || p.wish.pulls[0].Number != 58 {
			t.Errorf("got step %d", p.step)
		}
		panetest.Send(p, pane.Click{X: 3, Y: 4})
		panetest.Send(p, pane.Click{X: 3, Y: 4})
		if p.step != reviewing || p.plans.Value().all[0].plan.Kind != github.LinkRefers {
			t.Errorf("got step %d", p.step)
		}
		panetest.Send(p, pane.Wheel{Delta: 1})
	})
}

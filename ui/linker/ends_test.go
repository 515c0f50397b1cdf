package linker

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestALinkIsTakenAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.bodies[57] = "Text.\nCloses #12"
		p, _ := newPane(t, w)
		raised(p, pane.Unlink{Place: work, Issue: ref(12), Pull: ref(57)})
		p.Resize(76, 10)
		if p.Status().Title != "Take the link away?" {
			t.Errorf("got %q", p.Status().Title)
		}
		same(t, p, `
 As ada-lindqvist at github.invalid

 northwind/storefront#57 Fix it (open, into main)
 Its text changes here, and nowhere else:
   Text.
 - Closes #12



 [ back ]  [ take it away ]`)
		if got := panetest.Send(p, keymap.Accept); got != (pane.Close{}) || w.bodies[57] != "Text.\nCloses #12" {
			t.Errorf("got %+v and %q: want no chosen at first", got, w.bodies[57])
		}
		raised(p, pane.Unlink{Place: work, Issue: ref(12), Pull: ref(57)})
		panetest.Send(p, keymap.NextField)
		panetest.Send(p, keymap.Accept)
		if w.bodies[57] != "Text." {
			t.Errorf("got %q", w.bodies[57])
		}
		has(t, p, "✓ northwind/storefront#12: the link is gone")
	})
}

func TestALinkThatTheTextDoesNotSay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := newPane(t, newWorld())
		raised(p, pane.Unlink{Place: work, Issue: ref(12), Pull: ref(57)})
		has(t, p, "The text of the pull request does not say this", "press o")
		panetest.Send(p, keymap.Yes)
		if len(d.kept) != 0 {
			t.Errorf("got %+v", d.kept)
		}
		if got := panetest.Send(p, keymap.Browse); got != (pane.Browse{URL: "https://github.invalid/northwind/storefront/pull/57"}) {
			t.Errorf("got %+v", got)
		}
	})
}

func links() []github.Link {
	other := func(n int, title string) github.Issue { return pull(n, title) }
	return []github.Link{
		{Issue: ref(12), Pull: ref(57), Kind: github.LinkCloses, Where: github.LinkInBody, Recognised: github.Recognised, Other: other(57, "Pay button waits")},
		{Issue: ref(12), Pull: ref(58), Kind: github.LinkCloses, Where: github.LinkInBody, Recognised: github.NotRecognised, Why: "it goes into dev", Other: other(58, "Another")},
		{Issue: ref(12), Pull: ref(59), Kind: github.LinkManual, Where: github.LinkOnWeb, Recognised: github.Recognised, Other: other(59, "By hand")},
		{Issue: ref(12), Pull: ref(60), Kind: github.LinkCommit, Where: github.LinkInCommit, Why: "a commit says so", Other: other(60, "Committed")},
		{Issue: ref(12), Pull: ref(61), Kind: github.LinkMention, Where: github.LinkInComment, Other: github.Issue{IssueRef: ref(61)}},
		{Issue: ref(12), Pull: ref(62), Kind: github.LinkRefers, Where: github.LinkInBody, Other: other(62, "Refers")},
	}
}

func TestTheLinksOfAnIssue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.links = links()
		p, d := newPane(t, w)
		// The one made here last stands first.
		d.kept = []github.LinkJob{{ID: "j1", Status: github.LinkDone, Request: github.LinkRequest{Pull: ref(58), Issues: []github.IssueRef{ref(12)}}}}
		raised(p, pane.Unlink{Place: work, Issue: ref(12)})
		if p.Status().Title != "Links of northwind/storefront#12" || p.Scope() != keymap.LinkEnds {
			t.Errorf("got %q in scope %q", p.Status().Title, p.Scope())
		}
		same(t, p, `
 Which link is to be taken away?
 closes      ◇ #58 Another                                  it goes into dev
 closes      ◇ #57 Pay button waits                        GitHub links them
 by hand     ◇ #59 By hand                                 GitHub links them
 commit      ◇ #60 Committed                                a commit says so
 mention     ? #61
 refers      ◇ #62 Refers`)
		panetest.Send(p, keymap.Down)
		panetest.Send(p, keymap.Down)
		if got := panetest.Send(p, keymap.Unlink); got != (pane.Browse{URL: "https://github.invalid/northwind/storefront/pull/59"}) {
			t.Errorf("by hand: got %+v", got)
		}
		has(t, p, "This was linked by hand on the web, and only there it can be taken away.")
		for _, want := range []string{"A commit's message says this", "A comment says this"} {
			panetest.Send(p, keymap.Down)
			panetest.Send(p, keymap.Open)
			has(t, p, want)
			if p.step != untying {
				t.Errorf("%s: got step %d", want, p.step)
			}
		}
		panetest.Send(p, keymap.First)
		panetest.Send(p, keymap.Open)
		if p.step != reviewing || w.asked[len(w.asked)-1] != "plan northwind/storefront#58 1 true false" {
			t.Errorf("got step %d after %q", p.step, w.asked)
		}
		panetest.Send(p, keymap.Back)
		if p.step != untying {
			t.Errorf("got step %d", p.step)
		}
		if got := panetest.Send(p, keymap.Back); got != (pane.Close{}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestLinksThatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.noLinks = errors.New("no answer in time")
		p, _ := newPane(t, w)
		raised(p, pane.Unlink{Place: work, Pull: ref(57)})
		if p.Status().Err == nil || !strings.Contains(screen(p), "The links could not be read. Press r to try again.") {
			t.Errorf("got %+v and\n%s", p.Status(), screen(p))
		}
		if got := panetest.Send(p, keymap.Open); got != nil {
			t.Errorf("got %+v", got)
		}
		w.noLinks = nil
		panetest.Send(p, keymap.Reload)
		has(t, p, "northwind/storefront#57 has no links.")
		// Leaving breaks the question off.
		_, cmd := p.Update(keymap.Reload)
		panetest.Send(p, pane.Hidden{})
		w.links = links()
		panetest.Run(p, cmd)
		if len(p.ends.slot.Value()) != 0 {
			t.Errorf("got %+v", p.ends.slot.Value())
		}
	})
}

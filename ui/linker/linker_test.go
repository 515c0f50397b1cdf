package linker

import (
	"errors"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestAnIssueIsLinkedAndUndone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := linking(t, w)
		before := w.bodies[57]
		if p.Scope() != keymap.LinkText || p.Status().Title != "A pull request for northwind/storefront#12 The pay button does nothing" {
			t.Errorf("got scope %q and title %q", p.Scope(), p.Status().Title)
		}
		same(t, p, `
> pull request: number, URL or words
 ◇ #57 Pay button waits                        branch names #12, same author
 ◇ #58 Checkout in one page                               words of the title
  + a new branch for northwind/storefront#12`)
		panetest.Send(p, keymap.Accept)
		if p.Scope() != keymap.LinkWay {
			t.Errorf("got scope %q", p.Scope())
		}
		same(t, p, `
 northwind/storefront#12 The pay button does nothing
 with northwind/storefront#57 Pay button waits

 close   merging closes the issue; GitHub shows the link on both
 refer   the text names the issue; GitHub mentions it, and closes nothing
 branch  a new branch that GitHub shows with the issue`)
		panetest.Send(p, keymap.Open)
		if p.Scope() != keymap.ConfirmBox || len(d.did) != 0 {
			t.Errorf("got scope %q after %q", p.Scope(), d.did)
		}
		p.Resize(76, 12)
		same(t, p, `
 As ada-lindqvist at github.invalid

 northwind/storefront#57 Fix it (open, into main)
 Its text changes here, and nowhere else:
 … 2 lines as they are
   `+"```go"+`
   x()
   `+"```"+`
 + Closes #12


 [ back ]  [ write it ]`)
		got := panetest.Run(p, second(p.Update(keymap.Accept)))
		want := pane.Wrote{At: pane.IssueAt{Place: work, Ref: ref(57)}}
		if len(got) != 1 || got[0] != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if w.bodies[57] != before+"\nCloses #12" {
			t.Errorf("got %q", w.bodies[57])
		}
		if p.Scope() != keymap.LinkOutcome {
			t.Errorf("got scope %q", p.Scope())
		}
		same(t, p, `
 ✓ northwind/storefront#57 Fix it
   ✓ closes northwind/storefront#12: GitHub links them

 Press u to undo what was done, enter to close.`)
		panetest.Send(p, keymap.Unlink)
		if w.bodies[57] != before {
			t.Errorf("undone: got %q, want %q", w.bodies[57], before)
		}
		same(t, p, `
 ✓ northwind/storefront#57 Fix it
   ✓ northwind/storefront#12: the link is gone

 Press u to undo what was done, enter to close.`)
		if d.kept[1].Undoes != "j1" {
			t.Errorf("got %+v, want it to say what it undoes", d.kept[1])
		}
		if got := panetest.Send(p, keymap.Open); got != (pane.Close{}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestTheViewFillsItsSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, s := range panetest.Hostile() {
			w := newWorld()
			w.rows = []github.LinkCandidate{{Issue: pull(57, s), Why: []string{s, s}}, {Issue: github.Issue{IssueRef: ref(9)}, Why: []string{s}}}
			w.bodies[57], w.warn = s+"\n"+s, []string{s}
			p, _ := newPane(t, w)
			i := issue(12, s)
			i.Repo.Name = s
			panetest.Fill(t, "nothing", p)
			raised(p, pane.LinkUp{Place: github.Place{Account: s}, Issues: []github.Issue{i}})
			for _, a := range []keymap.Action{keymap.Down, keymap.Accept, keymap.Down, keymap.Open, keymap.Last, keymap.Yes, keymap.Down, keymap.Unlink} {
				panetest.Fill(t, s, p)
				panetest.Send(p, a)
			}
			panetest.Fill(t, s, p)
			raised(p)
			panetest.Fill(t, "list "+s, p)
			w.links = []github.Link{
				{Issue: i.IssueRef, Pull: ref(57), Kind: github.LinkCloses, Why: s, Other: pull(57, s)},
				{Issue: i.IssueRef, Kind: github.LinkManual, Recognised: github.Recognised, Other: github.Issue{Title: s}},
			}
			raised(p, pane.Unlink{Place: work, Issue: i.IssueRef})
			panetest.Fill(t, "links "+s, p)
			panetest.Send(p, keymap.Open)
			panetest.Fill(t, "unlink "+s, p)
			raised(p, pane.LinkUp{Place: work, Issues: []github.Issue{i}})
			panetest.Send(p, keymap.Branch)
			panetest.Fill(t, "branch "+s, p)
			p.branch.SetValue("x" + s)
			panetest.Send(p, keymap.Accept)
			panetest.Fill(t, "branch "+s, p)
			for f := waiting; f <= unclear; f++ {
				x := &item{fate: f, err: errors.New(s), note: s, job: github.LinkJob{ID: "j", Problem: s, Links: w.links}}
				x.plan.Pull, x.plan.Issues, x.plan.PR.Title, x.plan.Blocked = i.IssueRef, []github.IssueRef{i.IssueRef}, s, errors.New(s)
				b := &batch{items: []*item{x, {branch: s, fate: f, note: s, err: errors.New(s)}}}
				p.batch, p.queue = b, []*batch{b}
				p.start(working)
				panetest.Fill(t, "writing "+s, p)
				p.show(b)
				panetest.Fill(t, "written "+s, p)
				p.queue = nil
			}
		}
	})
}

package linker

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// made are jobs of every standing, the oldest first.
func made() []github.LinkJob {
	job := func(id string, n int, s github.LinkStatus, links ...github.Link) github.LinkJob {
		r := github.LinkRequest{Place: work, Pull: ref(n), Issues: []github.IssueRef{ref(12)}, Kind: github.LinkCloses}
		return github.LinkJob{ID: id, Request: r, Status: s, Links: links, At: time.Now().Add(-time.Duration(70-n) * time.Hour), Before: "Another.", After: "Another.\nCloses #12"}
	}
	all := []github.LinkJob{
		job("j1", 57, github.LinkDone, github.Link{Issue: ref(12), Kind: github.LinkCloses, Recognised: github.Recognised, Changed: true}),
		job("j2", 58, github.LinkDone, github.Link{Issue: ref(12), Kind: github.LinkCloses, Recognised: github.NotRecognised, Why: "it goes into dev", Changed: true}),
		job("j3", 59, github.LinkWriting),
		job("j4", 60, github.LinkPlanned),
		job("j5", 61, github.LinkRefused),
		job("j6", 62, github.LinkUndone),
		job("j7", 63, github.LinkDone),
	}
	all[4].Problem, all[6].Request.Unlink, all[6].Undoes = "Nothing was written: this is not allowed", true, "j6"
	return all
}

func listed(t *testing.T) (*Pane, *desk, *world) {
	w := newWorld()
	p, d := newPane(t, w)
	d.kept = made()
	w.bodies[58], w.bodies[60] = "Another.\nCloses #12", "A plan."
	return raised(p), d, w
}

func TestTheListOfLinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := listed(t)
		if p.Status().Title != "Links made here" || p.Status().Count != "7" || p.Scope() != keymap.Linker {
			t.Errorf("got %+v in scope %q", p.Status(), p.Scope())
		}
		same(t, p, `
 undo    #12 with northw…d/storefront#63 done                             7h
 closes  #12 with northw…d/storefront#62 undone                           8h
 closes  #12 with northw…d/storefront#61 refused                          9h
 closes  #12 with northw…d/storefront#60 not sent: enter shows it        10h
 closes  #12 with northw…d/storefront#59 was being written: enter looks  11h
 closes  #12 with northw…d/storefront#58 GitHub does not count it        12h
 closes  #12 with northw…d/storefront#57 done                            13h`)
		p, d := newPane(t, newWorld())
		has(t, raised(p), "No links were made here yet. Press L on an issue or a pull request.")
		d.kept = made()
		panetest.Send(p, keymap.Reload)
		if p.list.Len() != 7 {
			t.Errorf("got %d", p.list.Len())
		}
		if got := panetest.Send(p, keymap.Back); got != (pane.Close{}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestWhatWasLeftIsGoneOnWith(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d, w := listed(t)
		p.list.Select(4) // was being written
		panetest.Send(p, keymap.Open)
		if !slices.Equal(d.did, []string{"resume j3"}) || p.step != showing {
			t.Errorf("got %q in step %d", d.did, p.step)
		}
		if got := panetest.Send(p, keymap.Back); got != nil || p.step != listing {
			t.Errorf("got %+v in step %d, want back in the list", got, p.step)
		}
		p.list.Select(3) // planned
		panetest.Send(p, keymap.Open)
		has(t, p, "This was noted and is not at GitHub.", "+ Closes #12")
		if got := p.plans.Value().all[0].plan.Job; got != "j4" {
			t.Errorf("got the plan of job %q", got)
		}
		panetest.Send(p, keymap.Yes)
		if w.bodies[60] != "A plan.\nCloses #12" {
			t.Errorf("got %q", w.bodies[60])
		}
		panetest.Send(p, keymap.Open)
		p.list.Select(p.list.Len() - 5) // refused
		panetest.Send(p, keymap.Open)
		has(t, p, "✗ northwind/storefront#61: not written.", "Nothing was written: this is not allowed")
	})
}

func TestUndoingFromTheList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d, w := listed(t)
		p.list.Select(1) // undone already
		if got := panetest.Send(p, keymap.Unlink); got != (pane.Say{Text: "only what was done can be undone"}) {
			t.Errorf("got %+v", got)
		}
		p.list.Select(5)
		panetest.Send(p, keymap.Unlink)
		if p.step != reviewing || p.review.yes {
			t.Errorf("got step %d, yes %v", p.step, p.review.yes)
		}
		has(t, p, "- Closes #12")
		panetest.Send(p, keymap.Cancel)
		if p.step != listing {
			t.Errorf("got step %d", p.step)
		}
		panetest.Send(p, keymap.Unlink)
		panetest.Send(p, keymap.Yes)
		if w.bodies[58] != "Another." || d.kept[7].Undoes != "j2" {
			t.Errorf("got %q and %+v", w.bodies[58], d.kept[7])
		}
	})
}

func TestForgetting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d, _ := listed(t)
		got := panetest.Send(p, keymap.Discard).(pane.Ask)
		if got.To != pane.Linker || got.Yes || got.Verb != "forget it" {
			t.Errorf("got %+v", got)
		}
		panetest.Send(p, pane.Confirmed{Tag: got.Tag, Yes: false})
		if len(d.kept) != 7 {
			t.Errorf("got %d jobs after a no", len(d.kept))
		}
		panetest.Send(p, pane.Confirmed{Tag: got.Tag, Yes: true})
		if len(d.kept) != 6 || p.list.Len() != 6 || !slices.Equal(d.did, []string{"forget j7"}) {
			t.Errorf("got %d jobs, %d rows, %q", len(d.kept), p.list.Len(), d.did)
		}
	})
}

func TestAJobBeingWrittenIsWatchedFromTheList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		d.hold = make(chan struct{})
		_, cmd := p.Update(keymap.Yes)
		mail := cmd().(pane.Mail) // it is noted
		p.Update(mail.Msg)
		raised(p)
		if len(d.kept) != 1 {
			t.Fatalf("got %+v", d.kept)
		}
		has(t, p, "being written")
		panetest.Send(p, keymap.Open)
		if p.step != working {
			t.Errorf("got step %d", p.step)
		}
		close(d.hold)
		panetest.Run(p, mail.Next)
		has(t, p, "✓ northwind/storefront#57")
	})
}

package linker

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// reviewed is a pane that shows what linking issue 12 to some pull requests
// comes to.
func reviewed(t *testing.T, w *world, numbers ...int) (*Pane, *desk) {
	t.Helper()
	p, d := newPane(t, w)
	l := pane.LinkUp{Place: work, Issues: []github.Issue{issue(12, "The pay button does nothing")}}
	for _, n := range numbers {
		l.Pulls = append(l.Pulls, pull(n, "Fix it"))
	}
	raised(p, l)
	panetest.Send(p, keymap.Open)
	if p.step != reviewing {
		t.Fatalf("got step %d", p.step)
	}
	return p, d
}

func TestNothingIsSentTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57)
		_, cmd := p.Update(keymap.Accept)
		for _, a := range []keymap.Action{keymap.Accept, keymap.Yes, keymap.Open, keymap.Unlink, keymap.Down} {
			if intent, more := p.Update(a); intent != nil || more != nil || p.step != working || p.Scope() != keymap.LinkWork {
				t.Errorf("%s does something while it is written: %+v", a, intent)
			}
		}
		if p.Status().Busy.IsZero() {
			t.Error("it is not busy")
		}
		has(t, p, "Writing. Press esc to leave it running.", "› #12 with northwind/storefront#57")
		panetest.Run(p, cmd)
		if !slices.Equal(d.did, []string{"run j1 #57"}) {
			t.Errorf("got %q", d.did)
		}
	})
}

func TestNothingIsConfirmedBeforeItIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := newPane(t, newWorld())
		raised(p, pane.LinkUp{Place: work, Issues: []github.Issue{issue(12, "x")}, Pulls: []github.Issue{pull(57, "y")}})
		_, cmd := p.Update(keymap.Open)
		has(t, p, "reading what there is now", "[ back ]")
		for _, a := range []keymap.Action{keymap.Accept, keymap.Yes, keymap.NextField, keymap.Accept} {
			if _, more := p.Update(a); more != nil || p.step != reviewing || p.review.yes {
				t.Errorf("%s: got step %d, yes %v", a, p.step, p.review.yes)
			}
		}
		panetest.Run(p, cmd)
		if len(d.kept) != 0 {
			t.Errorf("got %+v", d.kept)
		}
		has(t, p, "[ write it ]")
		// An enter that was held down confirms nothing; one that is meant does.
		for range 3 {
			if got, cmd := p.Update(keymap.Accept); got == nil || cmd != nil {
				t.Errorf("a key held down: got %+v", got)
			}
		}
		panetest.Send(p, keymap.Down)
		if _, cmd := p.Update(keymap.Accept); cmd == nil {
			t.Error("nothing is confirmed after another key")
		}
	})
}

func TestLeavingKeepsAWriteRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, _ := reviewed(t, w, 57)
		_, cmd := p.Update(keymap.Yes)
		got := panetest.Send(p, keymap.Back)
		if c, ok := got.(pane.Close); !ok || c.Said != "still writing 1 pull request in the background: the list of links tells what becomes of it" {
			t.Errorf("got %+v", got)
		}
		panetest.Send(p, pane.Hidden{})
		if p.run.Busy().IsZero() {
			t.Error("it was broken off")
		}
		intents := panetest.Run(p, cmd)
		want := pane.Wrote{At: pane.IssueAt{Place: work, Ref: ref(57)}, Said: "linked #12 with northwind/storefront#57"}
		if len(intents) != 1 || intents[0] != want {
			t.Errorf("got %+v, want %+v", intents, want)
		}
		if !strings.Contains(w.bodies[57], "Closes #12") {
			t.Errorf("got %q", w.bodies[57])
		}
	})
}

func TestTheEndThatIsShownIsReadAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := reviewed(t, newWorld(), 57)
		panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Issue: pane.IssueAt{Place: work, Ref: ref(12)}}})
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 1 || got[0].(pane.Wrote).At.Ref != ref(12) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestSomebodyEditsMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		d.run = func(j *github.LinkJob) error {
			w.bodies[57] = "Rewritten."
			plan, _ := w.PlanLink(t.Context(), j.Request)
			plan.Job = j.ID
			j.Status = github.LinkPlanned
			return &github.BodyChanged{Plan: plan}
		}
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 0 || p.step != reviewing || p.review.yes {
			t.Errorf("got %+v in step %d, yes %v: want a second look that nothing is chosen in", got, p.step, p.review.yes)
		}
		p.Resize(76, 14)
		same(t, p, `
 Nothing was written to northwind/storefront#57: somebody edited it
 meanwhile. This is the change to the text as it is now.

 As ada-lindqvist at github.invalid

 northwind/storefront#57 Fix it (open, into main)
 Its text changes here, and nowhere else:
   Rewritten.
 + Closes #12




 [ back ]  [ write it ]`)
		// Without a yes nothing is written, and it is told what to do.
		panetest.Send(p, keymap.Cancel)
		same(t, p, `
 ○ northwind/storefront#57 Fix it: not written: somebody edited it
   meanwhile.
 Press enter to see the change to the text as it is now.

 Press esc to close.`)
		panetest.Send(p, keymap.Open)
		d.run = nil
		panetest.Run(p, second(p.Update(keymap.Yes)))
		if w.bodies[57] != "Rewritten.\nCloses #12" {
			t.Errorf("got %q", w.bodies[57])
		}
		has(t, p, "✓ closes northwind/storefront#12: GitHub links them")
	})
}

func TestTheBodyMayNotBeWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.blocked = errors.New("this account may not write there")
		p, d := reviewed(t, w, 57)
		p.Resize(76, 12)
		same(t, p, `
 As ada-lindqvist at github.invalid

 northwind/storefront#57 Fix it (open, into main)
 The text of the pull request cannot be changed: this account may not write
 there
 This comment is written instead. It refers to the issues; it closes none
 of them:
 + Refs #12



 [ back ]  [ write the comment ]`)
		panetest.Send(p, keymap.Yes)
		if r := d.kept[0].Request; !r.Comment {
			t.Errorf("got %+v", r)
		}
	})
}

func TestNeitherBodyNorComment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.blocked, w.silent = errors.New("the repository is archived"), true
		p, d := reviewed(t, w, 57)
		has(t, p, "This cannot be written: the repository is archived", "[ back ]")
		if strings.Contains(screen(p), "write") && strings.Contains(screen(p), "[ write") {
			t.Errorf("got\n%s", screen(p))
		}
		for _, a := range []keymap.Action{keymap.Yes, keymap.NextField} {
			panetest.Send(p, a)
		}
		if len(d.kept) != 0 || p.review.yes {
			t.Errorf("got %+v", d.kept)
		}
		panetest.Send(p, keymap.Accept)
		if p.step != choosing {
			t.Errorf("got step %d, want back at the choice", p.step)
		}
	})
}

func TestGitHubRefusesTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		d.run = func(j *github.LinkJob) error {
			j.Status = github.LinkRefused
			plan, _ := w.PlanLink(t.Context(), j.Request)
			plan.Blocked, plan.Job = errors.New("the token lost its right"), j.ID
			return &github.LinkRefusal{Plan: plan, Comment: true}
		}
		panetest.Send(p, keymap.Yes)
		has(t, p, "GitHub refused the change to northwind/storefront#57.", "the token lost its right", "+ Refs #12", "[ write the comment ]")
		panetest.Send(p, keymap.Cancel)
		has(t, p, "✗ northwind/storefront#57 Fix it: not written.", "GitHub refused the change: the token lost its right", "Press enter for a comment instead.")
		d.run = func(j *github.LinkJob) error {
			return &github.LinkRefusal{Plan: github.LinkPlan{LinkRequest: j.Request, Blocked: errors.New("it is archived")}}
		}
		panetest.Send(p, keymap.Open)
		panetest.Send(p, keymap.Yes)
		has(t, p, "not written.", "The reason: it is archived")
		if d.kept[1].Request.Comment != true || p.step != showing {
			t.Errorf("got %+v in step %d", d.kept[1], p.step)
		}
	})
}

func TestAnUnclearEndIsLookedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		d.run = func(j *github.LinkJob) error {
			j.Status, j.Problem = github.LinkUnclear, "the connection was lost"
			return github.ErrUnclear
		}
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 1 || got[0] != (pane.Wrote{At: pane.IssueAt{Place: work, Ref: ref(57)}}) {
			t.Errorf("got %+v, want what is there read anew", got)
		}
		has(t, p, "? northwind/storefront#57 Fix it: it is not known whether this was written.", "Press enter to look at GitHub: nothing is sent again.")
		panetest.Send(p, keymap.Open)
		if !slices.Equal(d.did, []string{"run j1 #57", "resume j1"}) {
			t.Errorf("got %q", d.did)
		}
		has(t, p, "✓ northwind/storefront#57 Fix it")
	})
}

func TestWhatGitHubHasNothingOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		d.run = func(j *github.LinkJob) error {
			j.Status, j.Problem = github.LinkPlanned, "x"
			return errors.New("no answer in time")
		}
		panetest.Send(p, keymap.Yes)
		has(t, p, "○ northwind/storefront#57 Fix it: GitHub has nothing of it.", "The reason: no answer in time", "Press enter to see what would be written now.")
		panetest.Send(p, keymap.Open)
		if p.step != reviewing || p.plans.Value().all[0].plan.Job != "j1" {
			t.Errorf("got step %d, %+v", p.step, p.plans.Value())
		}
		d.run = nil
		panetest.Send(p, keymap.Yes)
		has(t, p, "✓ closes")
	})
}

func TestWhatCannotBeNotedIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57)
		d.deny = errors.New("nothing was sent, because it could not be noted first: the disk is full")
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 0 || len(d.did) != 0 {
			t.Errorf("got %+v after %q", got, d.did)
		}
		has(t, p, "✗ northwind/storefront#57 Fix it: not written.", "the disk is full")
	})
}

func TestAPlanThatCannotBeMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.fail = errors.New("it does not exist")
		p, _ := reviewed(t, w, 57)
		has(t, p, "Nothing can be written: it does not exist", "[ back ]")
		w.fail = nil
		panetest.Send(p, keymap.Reload)
		has(t, p, "+ Closes #12", "[ write it ]")
		// A late answer does not replace a newer one.
		w.warn = []string{"old"}
		_, late := p.Update(keymap.Reload)
		old := late()
		w.warn = []string{"new"}
		panetest.Send(p, keymap.Back)
		panetest.Send(p, keymap.Open)
		has(t, p, "new")
		panetest.Send(p, keymap.NextField)
		panetest.Run(p, func() tea.Msg { return old })
		if got := screen(p); strings.Contains(got, "old") || p.review.yes {
			t.Errorf("got yes %v and\n%s", p.review.yes, got)
		}
	})
}

func TestABatchIsWrittenOneAfterAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.bodies[59] = "A third."
		p, d := reviewed(t, w, 57, 58, 59)
		has(t, p, "northwind/storefront#57 Fix it", "northwind/storefront#58 Fix it")
		var at []time.Time
		d.run = func(j *github.LinkJob) error {
			at = append(at, time.Now())
			j.Status = github.LinkDone
			if j.Request.Pull.Number == 58 {
				j.Status = github.LinkRefused
				return errors.New("this is not allowed")
			}
			return nil
		}
		panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(at) != 3 || at[1].Sub(at[0]) != time.Second || at[2].Sub(at[1]) != time.Second {
			t.Errorf("got writes at %v, want them a second apart", at)
		}
		has(t, p, "✓ northwind/storefront#57", "✗ northwind/storefront#58 Fix it: not written.", "The reason: this is not allowed", "✓ northwind/storefront#59", "Press u to undo what was done")
	})
}

func TestABatchIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57, 58)
		_, cmd := p.Update(keymap.Yes)
		has(t, p, "Written 0 of 2. Press esc to stop after the one that is being written.")
		if got := panetest.Send(p, keymap.Back); got != nil {
			t.Errorf("got %+v", got)
		}
		has(t, p, "Stopping after the one that is being written. Press esc to leave.")
		panetest.Run(p, cmd)
		if !slices.Equal(d.did, []string{"run j1 #57"}) {
			t.Errorf("got %q", d.did)
		}
		has(t, p, "✓ northwind/storefront#57", "○ northwind/storefront#58 Fix it: not written: you stopped before it.", "Press enter to go on with it.")
		// Going on shows what is left, and only that.
		panetest.Send(p, keymap.Open)
		if got := screen(p); !strings.Contains(got, "#58") || strings.Contains(got, "#57") {
			t.Errorf("got\n%s", got)
		}
		panetest.Send(p, keymap.Yes)
		if !slices.Equal(d.did, []string{"run j1 #57", "run j2 #58"}) {
			t.Errorf("got %q", d.did)
		}
		has(t, p, "✓ northwind/storefront#57", "✓ northwind/storefront#58")
	})
}

// What is confirmed while something is written waits for it.
func TestBatchesQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57)
		_, first := p.Update(keymap.Yes)
		raised(p, pane.LinkUp{Place: work, Issues: []github.Issue{issue(13, "x")}, Pulls: []github.Issue{pull(58, "y")}})
		panetest.Send(p, keymap.Open)
		if _, cmd := p.Update(keymap.Yes); cmd != nil {
			t.Error("two writes at once")
		}
		has(t, p, "Waiting for the links before these.")
		got := panetest.Run(p, first)
		if !slices.Equal(d.did, []string{"run j1 #57", "run j2 #58"}) {
			t.Errorf("got %q", d.did)
		}
		if len(got) != 2 || got[0].(pane.Wrote).Said == "" || got[1].(pane.Wrote).Said != "" {
			t.Errorf("got %+v, want only what is not watched said", got)
		}
		has(t, p, "✓ northwind/storefront#58")
	})
}

func TestABatchInTheQueueIsWithdrawn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57)
		_, first := p.Update(keymap.Yes)
		raised(p, pane.LinkUp{Place: work, Issues: []github.Issue{issue(13, "x")}, Pulls: []github.Issue{pull(58, "y")}})
		panetest.Send(p, keymap.Open)
		p.Update(keymap.Yes)
		if got := panetest.Send(p, keymap.Back); got != nil {
			t.Errorf("got %+v", got)
		}
		has(t, p, "○ northwind/storefront#58 Fix it: not written: you stopped before it.")
		panetest.Run(p, first)
		if !slices.Equal(d.did, []string{"run j1 #57"}) || p.left() != 0 {
			t.Errorf("got %q and %d left", d.did, p.left())
		}
	})
}

func TestAFailureThatNobodySeesIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := reviewed(t, newWorld(), 57)
		d.run = func(j *github.LinkJob) error {
			j.Status = github.LinkRefused
			return errors.New("no")
		}
		_, cmd := p.Update(keymap.Yes)
		panetest.Send(p, keymap.Back)
		got := panetest.Run(p, cmd)
		if len(got) != 1 || got[0] != (pane.Say{Text: "not written: #12 with northwind/storefront#57: the list of links tells why"}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestUndoingWhatSomebodyEditedIsLookedAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		p, d := reviewed(t, w, 57)
		panetest.Send(p, keymap.Yes)
		w.bodies[57] += "\nMore."
		panetest.Send(p, keymap.Unlink)
		if p.step != reviewing || p.review.yes || len(d.did) != 2 {
			t.Errorf("got step %d, yes %v after %q", p.step, p.review.yes, d.did)
		}
		has(t, p, "- Closes #12", "[ take it away ]")
		panetest.Send(p, keymap.Accept)
		if p.step != showing {
			t.Errorf("got step %d, want back at what was done", p.step)
		}
		panetest.Send(p, keymap.Unlink)
		panetest.Send(p, keymap.NextField)
		panetest.Send(p, keymap.Accept)
		if got := w.bodies[57]; strings.Contains(got, "Closes #12") || !strings.HasSuffix(got, "More.") {
			t.Errorf("got %q", got)
		}
	})
}

func TestWhatTheLinksTurnOutToBe(t *testing.T) {
	p, _ := newPane(t, newWorld())
	for _, tc := range []struct {
		link   github.Link
		unlink bool
		want   string
	}{
		{github.Link{Kind: github.LinkCloses, Recognised: github.Recognised, Changed: true}, false, "✓ closes northwind/storefront#12: GitHub links them"},
		{github.Link{Kind: github.LinkCloses, Recognised: github.Recognised}, false, "✓ closes northwind/storefront#12: GitHub links them (it was there already)"},
		{github.Link{Kind: github.LinkCloses, Recognised: github.NotRecognised, Why: "it goes into dev", Changed: true}, false, "! closes northwind/storefront#12 is written, but GitHub does not count it|it goes into dev"},
		{github.Link{Kind: github.LinkCloses, Why: "the host cannot be asked", Changed: true}, false, "? closes northwind/storefront#12 is written; whether GitHub counts it is not known|the host cannot be asked"},
		{github.Link{Kind: github.LinkRefers, Why: "it only refers", Changed: true}, false, "✓ refers to northwind/storefront#12"},
		{github.Link{Kind: github.LinkRefers, Where: github.LinkInComment, Recognised: github.NotRecognised, Changed: true}, false, "✓ refers to northwind/storefront#12, in a comment"},
		{github.Link{Kind: github.LinkCloses, Recognised: github.NotRecognised, Why: "gone", Changed: true}, true, "✓ northwind/storefront#12: the link is gone"},
		{github.Link{Kind: github.LinkCloses, Recognised: github.Recognised, Why: "by hand"}, true, "! northwind/storefront#12: taken out of the text, but GitHub still links them|by hand"},
	} {
		tc.link.Issue = ref(12)
		var got []string
		for _, l := range p.linkLines(&tc.link, tc.unlink) {
			got = append(got, strings.TrimSpace(l.Sign+l.Text))
		}
		if strings.Join(got, "|") != tc.want {
			t.Errorf("got %q, want %q", got, tc.want)
		}
	}
}

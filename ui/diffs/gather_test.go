package diffs

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// lefts is a commit of a file with a patch and of some without.
func lefts(without ...string) github.CommitFiles {
	c := aCommit()
	c.Files = c.Files[:1]
	for _, path := range without {
		c.Files = append(c.Files, github.File{Path: path, Status: "modified", Additions: 9000})
	}
	return c
}

// given presses a key and gives what the pane says at once and what follows.
func given(p *Pane, a keymap.Action) (at_once pane.Intent, later []pane.Intent) {
	intent, cmd := p.Update(a)
	return intent, panetest.Run(p, cmd)
}

func TestWhatIsGivenAwayIsWhole(t *testing.T) {
	for _, tt := range []struct {
		name, note string
		r          *reader
		diffs      int
	}{
		{"nothing left out", "", &reader{commit: lefts()}, 1},
		{"two left out", "", &reader{commit: lefts("a", "b")}, 3},
		{"one is binary", "without 1 file (1 not text)", &reader{commit: lefts("a", "b"), no: map[string]error{"a": github.ErrBinary}}, 2},
		{"of all sorts", "without 4 files (1 not text, 1 too large, 2 not to be found)", &reader{commit: lefts("a", "b", "c", "d", "e"),
			no: map[string]error{"a": github.ErrBinary, "b": github.ErrTooLarge, "c": github.ErrNotFound, "d": github.ErrInvalid}}, 2},
		{"it ended early", "without 2 files (2 not made): the host cannot be reached", &reader{commit: lefts("a", "b", "c"), patches: 1, stops: github.ErrOffline}, 2},
	} {
		tt.r.sides = []string{"one\n", "two\n"}
		tt.r.marks.set = map[string]bool{"a": true, "b": true, "c": true, "d": true, "e": true} // folded: nothing is fetched for the eye
		for _, a := range []keymap.Action{keymap.SavePatch, keymap.CopyPatch, keymap.Pipe} {
			p := opened(t, tt.r)
			press(p, keymap.First)
			said, later := given(p, a)
			last := said
			if len(p.leftOut()) > 0 || len(later) > 0 {
				want := fmt.Sprintf("making the patches that GitHub left out: 0 of %d, any key ends it", len(tt.r.commit.Files)-1)
				if said != (pane.Say{Text: want}) || len(later) == 0 {
					t.Errorf("%s, %s: got %v, then %v, want %q", tt.name, a, said, later, want)
					continue
				}
				last = later[len(later)-1]
			}
			patch, note := "", ""
			switch got := last.(type) {
			case pane.SaveText:
				patch, note = got.Text, got.Note
			case pane.Copy:
				patch = got.Text
				_, note, _ = strings.Cut(got.What, ", ")
			case pane.PipeText:
				patch, note = got.Text, tt.note
			}
			if n := strings.Count(patch, "diff --git"); n != tt.diffs || note != tt.note {
				t.Errorf("%s, %s: got %d patches, %q, want %d, %q", tt.name, a, n, note, tt.diffs, tt.note)
			}
		}
	}
}

func TestGatheringIsBounded(t *testing.T) {
	var paths []string
	seen := map[string]bool{} // and folded: nothing is fetched for the eye
	for i := range mostGathered + 3 {
		paths = append(paths, fmt.Sprintf("%03d", i))
		seen[paths[i]] = true
	}
	r := &reader{commit: lefts(paths...), sides: []string{"one\n", "two\n"}, marks: marks{set: seen}}
	p := opened(t, r)
	for _, want := range []string{"without 3 files (3 not made): once more makes the next", ""} {
		press(p, keymap.First)
		_, later := given(p, keymap.SavePatch)
		if got, ok := later[len(later)-1].(pane.SaveText); !ok || got.Note != want {
			t.Errorf("got %.80v %q, want the note %q", later[len(later)-1], got.Note, want)
		}
	}
}

func TestOnlyTheFileUnderTheCursorIsGathered(t *testing.T) {
	r := &reader{commit: lefts("a", "b"), sides: []string{"one\n", "two\n"}}
	r.marks.set = map[string]bool{"a": true, "b": true} // folded: nothing is fetched for the eye
	p := opened(t, r)
	press(p, keymap.Last)
	_, later := given(p, keymap.SavePatch)
	got, ok := later[len(later)-1].(pane.SaveText)
	if !ok || strings.Count(got.Text, "diff --git a/b b/b") != 1 || strings.Contains(got.Text, "a/a") || got.Name != "api-"+sha[:7]+"-b.patch" {
		t.Errorf("got %+v, want the patch of b", later)
	}
	if slices.ContainsFunc(r.asked, func(s string) bool { return strings.HasPrefix(s, "patch of a ") }) {
		t.Errorf("got requests %q, want none of the other file", r.asked)
	}
}

// TestAKeyEndsGathering lets nothing be given away that was asked for before
// another key.
func TestAKeyEndsGathering(t *testing.T) {
	for a, want := range map[keymap.Action]pane.Intent{keymap.Back: pane.Say{Text: "nothing was given away"}, keymap.Down: nil} {
		r := &reader{commit: lefts("a"), sides: []string{"one\n", "two\n"}}
		r.marks.set = map[string]bool{"a": true}
		p := opened(t, r)
		_, cmd := p.Update(keymap.SavePatch)
		if got := press(p, a); got != want {
			t.Errorf("%s: got %v, want %v", a, got, want)
		}
		if late := panetest.Run(p, cmd); len(late) > 0 {
			t.Errorf("%s: got %v of what was given up, want nothing", a, late)
		}
		if a == keymap.Back {
			if got := press(p, a); got != (pane.Leave{}) {
				t.Errorf("again: got %v, want to leave", got)
			}
		}
	}
}

func TestNothingToGiveAway(t *testing.T) {
	c := aCommit()
	c.Files = []github.File{{Path: "logo.png", Status: "modified"}, {Path: "dep", Status: "modified", Uncounted: true, OldMode: github.ModeSubmodule, NewMode: github.ModeSubmodule}}
	p := opened(t, &reader{commit: c})
	if got, _ := given(p, keymap.SavePatch); got != (pane.Say{Text: "there is no patch here: without 2 files (1 not text, 1 of submodules)"}) {
		t.Errorf("got %v, want why", got)
	}
	if got, _ := given(opened(t, &reader{fail: errors.New("broken")}), keymap.CopyPatch); got != (pane.Say{Text: "there is no patch here"}) {
		t.Errorf("got %v, want it said", got)
	}
}

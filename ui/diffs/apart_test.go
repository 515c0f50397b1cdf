package diffs

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// listed is how many files of parted have their patches in the list.
const listed = 20

// parted is a reader with a stored commit of many files, whose patches but the first
// are kept apart.
func parted() *reader {
	r := &reader{commit: aCommit(), stored: true, owners: "*.go @mona\n"}
	r.commit.Files = nil
	for i := range 60 {
		f := github.File{Path: fmt.Sprintf("dir/f%02d.go", i), Status: "modified", Additions: 2, Deletions: 1, SHA: fmt.Sprint(i)}
		f.Patch = fmt.Sprintf("@@ -1,3 +1,4 @@ func f%d()\n one\n-\told name %d here\n+\tnew name %d here\n+%s\n two\n@@ -900,2 +901,2 @@\n-x %d\n+x  %d\n end", i, i, i, strings.Repeat("long ", 30), i, i)
		switch i {
		case 30:
			f.Path = "go.sum" // folded
		case 31:
			f.Patch = "@@ -1 +1 @@\n-a\r\n+a\n"
		case 32:
			f.Patch, f.Additions, f.Deletions = "", 0, 0 // no text
		case 33:
			f.Patch = "" // left out
		}
		r.commit.Files = append(r.commit.Files, f)
	}
	r.list = listOf(r.commit, listed)
	return r
}

// listOf is a commit as the store has it at once, with the patches of the first files.
func listOf(c github.CommitFiles, first int) github.CommitFiles {
	c.Apart, c.Files = "hash", slices.Clone(c.Files)
	for i := first; i < len(c.Files); i++ {
		if f := &c.Files[i]; f.Patch != "" {
			f.Apart = github.PatchApart{Lines: diff.LinesOf(f.Patch), Noise: diff.NoiseOfPatch(f.Path, f.Patch), Ends: diff.EndsOf(f.Patch)}
			f.Patch = ""
		}
	}
	return c
}

// at once is a pane that shows what the store has of the commit, and the command that
// was to bring the rest.
func atOnce(t testing.TB, r *reader, width, height int) (*Pane, tea.Cmd) {
	t.Helper()
	p := bare(t, r)
	p.Resize(width, height)
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	return p, cmd
}

func TestTheFirstScreenIsTheSameOnceAllIsThere(t *testing.T) {
	synctest.Test(t, theFirstScreenIsTheSameOnceAllIsThere)
}

func theFirstScreenIsTheSameOnceAllIsThere(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		r := parted()
		p, cmd := atOnce(t, r, size[0], size[1])
		before := p.View(true)
		if p.whole() || r.read > 0 {
			t.Fatalf("%v: got the patches with the first screen, want the list alone", size)
		}
		panetest.Run(p, cmd)
		if !p.whole() || len(r.asked) == 0 || p.movesFor != p.change {
			t.Errorf("%v: got whole %v, requests %q, want all patches read and followed up", size, p.whole(), r.asked)
		}
		if owners := slices.Index(r.owned, sha); owners != 0 || len(r.owned) != 1 {
			t.Errorf("%v: got owners asked for at %q, want once", size, r.owned)
		}
		p.owners.Reset() // which came meanwhile
		if after := p.View(true); !slices.Equal(before, after) {
			t.Errorf("%v: got\n%s\nand then\n%s\nwant the same", size, panetest.Text(before), panetest.Text(after))
		}
	}
}

// The rows of patches that are not here are counted: nothing moves when they come.
func TestRowsStayWhenThePatchesCome(t *testing.T) { synctest.Test(t, rowsStayWhenThePatchesCome) }

func rowsStayWhenThePatchesCome(t *testing.T) {
	for _, row := range []int{0, 30, 300, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 500, 600} {
		r := parted()
		r.trimmed = true
		p, cmd := atOnce(t, r, 80, 24)
		p.list.Select(row)
		panetest.Fill(t, "without the patches", p)
		p.Resize(80, 24)
		p.list.Select(row)
		first, end := p.list.Window()
		total := p.flow.total()
		panetest.Run(p, cmd)
		if a, b := p.list.Window(); p.list.Cursor() != row || a != first || b != end || p.flow.total() != total {
			t.Errorf("got row %d in %d to %d of %d, want %d in %d to %d of %d", p.list.Cursor(), a, b, p.flow.total(), row, first, end, total)
		}
	}
}

// moreKeys are actions that are done on any row: with patches kept apart they come to
// what they come to with all of them.
var moreKeys = []any{
	keymap.Down, keymap.Up, keymap.PageDown, keymap.Last, keymap.NextFile, keymap.PreviousFile, keymap.NextHunk, keymap.PreviousHunk,
	keymap.Open, keymap.FoldAll, keymap.Left, keymap.Right, keymap.Split, keymap.Wrap, keymap.Spaces, keymap.Sort, keymap.OtherEnd,
	keymap.Browse, keymap.View, keymap.Editor, keymap.CopyURL, keymap.CopyShort, keymap.Context, keymap.Who, keymap.Seen,
	keymap.CopyPatch, keymap.SavePatch, keymap.Pipe, keymap.NextHit, keymap.PreviousHit, keymap.Back, pane.Wheel{Delta: 40},
	pane.Click{Y: 10}, anchor("dir/f50.go", false, 901), anchor("dir/f50.go", true, 2), anchor("dir/f51.go", false, 0), anchor("go.sum", false, 2),
}

// ways lead to the rows where they are done.
var ways = map[string][]any{
	"at the top":      {},
	"in the list":     {keymap.PageDown, keymap.PageDown},
	"on a file":       {anchor("dir/f50.go", false, 0)},
	"on a line":       {anchor("dir/f50.go", false, 901)},
	"at the end":      {keymap.Last},
	"on a long line":  {anchor("dir/f50.go", false, 3), keymap.Right, keymap.Right},
	"side by side":    {keymap.Split, keymap.PageDown},
	"wrapped":         {keymap.Wrap, keymap.Last},
	"without blanks":  {keymap.Spaces, keymap.Last},
	"all folded":      {keymap.FoldAll},
	"searching":       {keymap.SearchChanges, "new name 5"},
	"searched":        {keymap.SearchChanges, "new name 50", keymap.Accept},
	"searched back":   {keymap.SearchChanges, "x", keymap.Up, keymap.Accept, keymap.PreviousHit},
	"nothing found":   {keymap.SearchChanges, "nowhere", keymap.Accept},
	"finding a file":  {keymap.Filter, "f5", keymap.Accept},
	"a file narrowed": {keymap.Filter, "f55", keymap.Accept, keymap.Down, keymap.Down},
}

// send is the intents that a pane answers messages with, a text being typed; what it
// would do in the background is left.
func send(p *Pane, msgs ...any) (intents []pane.Intent) {
	for _, msg := range msgs {
		s, ok := msg.(string)
		if !ok {
			intent, _ := p.Update(msg)
			intents = append(intents, intent)
		}
		for _, letter := range s {
			p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{letter}})
		}
	}
	return intents
}

func TestKeysBeforeThePatchesAreHere(t *testing.T) {
	for _, width := range []int{80, 200} {
		for name, way := range ways {
			for _, key := range moreKeys {
				msgs := append(slices.Clone(way), key)
				all := parted()
				all.list = github.CommitFiles{}
				want, _ := atOnce(t, all, width, 24)
				got, _ := atOnce(t, parted(), width, 24)
				a, b := send(got, msgs...), send(want, msgs...)
				if fmt.Sprint(a) != fmt.Sprint(b) {
					t.Errorf("%d wide, %s, %v: got %v, want %v", width, name, key, a, b)
				}
				if a, b := got.View(true), want.View(true); !slices.Equal(a, b) {
					t.Errorf("%d wide, %s, %v: got\n%s\nwant\n%s", width, name, key, panetest.Text(a), panetest.Text(b))
				}
				if a, b := got.Status(), want.Status(); a.Title != b.Title || a.Count != b.Count {
					t.Errorf("%d wide, %s, %v: got the title %q, %q, want %q, %q", width, name, key, a.Title, a.Count, b.Title, b.Count)
				}
			}
		}
	}
}

// With patches that are lost every key says so or does what it can, and what it did
// holds when they come.
func TestKeysWithoutThePatches(t *testing.T) { synctest.Test(t, keysWithoutThePatches) }

func keysWithoutThePatches(t *testing.T) {
	absent := pane.Say{Text: "the patches are not here yet"}
	needy := []any{keymap.NextHunk, keymap.Split, keymap.Wrap, keymap.Spaces, keymap.CopyPatch, keymap.View, keymap.CopyURL, keymap.Right}
	for name, way := range ways {
		for _, key := range moreKeys {
			r := parted()
			r.trimmed = true
			p, cmd := atOnce(t, r, 80, 24)
			said := send(p, append(slices.Clone(way), key)...)
			if name == "on a line" && slices.Contains(needy, key) && said[len(said)-1] != absent {
				t.Errorf("%s, %v: got %v, want %v", name, key, said, absent)
			}
			panetest.Fill(t, name, p)
			if r.read > 1 {
				t.Errorf("%s, %v: got the store asked %d times, want once", name, key, r.read)
			}
			panetest.Run(p, cmd)
			panetest.Fill(t, name, p)
			if !p.whole() {
				t.Errorf("%s, %v: got no patches, want those of the command", name, key)
			}
		}
	}
}

// What was typed without the patches is found when they come, and an address's line.
func TestWhatWaitsForThePatches(t *testing.T) { synctest.Test(t, whatWaitsForThePatches) }

func whatWaitsForThePatches(t *testing.T) {
	for want, msgs := range map[string][]any{
		"2 +    new name 50 here":    {keymap.SearchChanges, "new name 50"},
		"901 +x  50":                 {anchor("dir/f50.go", false, 901)},
		"▾ dir/f50.go  +2 -1  modif": {keymap.Filter, "f50", keymap.Accept},
	} {
		r := parted()
		r.trimmed = true
		p, cmd := atOnce(t, r, 80, 24)
		send(p, msgs...)
		panetest.Run(p, cmd)
		if got := under(p); !strings.Contains(got, want) {
			t.Errorf("%v: got %q under the cursor, want %q", msgs, got, want)
		}
	}
}

// Offline, with the patches lost, the list stays and r asks again.
func TestPatchesThatCannotBeHad(t *testing.T) { synctest.Test(t, patchesThatCannotBeHad) }

func patchesThatCannotBeHad(t *testing.T) {
	r := parted()
	r.trimmed, r.fail = true, errors.New("offline")
	p, cmd := atOnce(t, r, 80, 24)
	panetest.Run(p, cmd)
	if p.Status().Err == nil || p.flow.total() == 0 {
		t.Errorf("got error %v and %d rows, want the error beside the list", p.Status().Err, p.flow.total())
	}
	send(p, anchor("dir/f50.go", false, 0))
	if page := panetest.Text(p.View(true)); !strings.Contains(page, "\n  not here yet…") {
		t.Errorf("got\n%s\nwant it said that the patch is not here", page)
	}
	if got, want := press(p, keymap.NextHunk), (pane.Say{Text: "the patches are not here: r asks for them again"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	r.fail = nil
	panetest.Send(p, keymap.Reload)
	if page := panetest.Text(p.View(true)); !p.whole() || !strings.Contains(page, "new name 50 here") {
		t.Errorf("got\n%s\nwant the patch", page)
	}
}

// GitHub's first pages have fewer files than the list: they are not shown.
func TestPagesDoNotShortenTheList(t *testing.T) { synctest.Test(t, pagesDoNotShortenTheList) }

func pagesDoNotShortenTheList(t *testing.T) {
	r := parted()
	r.trimmed, r.commit.Files = true, r.commit.Files[:3]
	p, cmd := atOnce(t, r, 80, 24)
	panetest.Run(p, cmd)
	if n := len(p.change.files); n != 60 || len(r.asked) != 1 {
		t.Errorf("got %d files after requests %q, want the 60 that are listed after one", n, r.asked)
	}
}

// A layout that the person chose earlier holds for the list: what is in sight is as it
// will be, and the rest has its rows.
func TestTheListInOtherLayouts(t *testing.T) { synctest.Test(t, theListInOtherLayouts) }

func theListInOtherLayouts(t *testing.T) {
	for name, set := range map[string]func(*Pane){
		"side by side": func(p *Pane) { p.split = true },
		"wrapped":      func(p *Pane) { p.wrap = true },
		"both":         func(p *Pane) { p.split, p.wrap = true, true },
	} {
		r := parted()
		p := bare(t, r)
		set(p)
		p.Resize(200, 60)
		_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
		before := p.View(true)
		if p.whole() {
			t.Fatalf("%s: got the patches with the first screen, want the list alone", name)
		}
		if n := p.body(50).rows(); n != p.change.files[50].lines {
			t.Errorf("%s: got %d rows of a patch that is not here, want its %d lines", name, n, p.change.files[50].lines)
		}
		panetest.Run(p, cmd)
		p.owners.Reset() // which came meanwhile
		after := p.View(true)
		for y := range before { // but for the scroll bar, which knows all rows now
			a, b := []rune(panetest.Text(before[y:y+1])), []rune(panetest.Text(after[y:y+1]))
			if string(a[:len(a)-1]) != string(b[:len(b)-1]) {
				t.Errorf("%s: got the row %q and then %q, want the same", name, string(a), string(b))
			}
		}
		r = parted()
		r.trimmed = true
		p = bare(t, r)
		set(p)
		p.Resize(80, 24)
		p.Update(pane.SubjectChanged{Subject: chosen()})
		send(p, keymap.Last, keymap.PageUp)
		panetest.Fill(t, name, p)
	}
}

// Who comes back to a place sees its patch at once.
func TestAPlaceFarDownIsShownAtOnce(t *testing.T) { synctest.Test(t, aPlaceFarDownIsShownAtOnce) }

func aPlaceFarDownIsShownAtOnce(t *testing.T) {
	r := parted()
	r.attrs = "*.md diff"
	p := opened(t, r)
	panetest.Send(p, anchor("dir/f50.go", false, 901))
	want := under(p)
	none := chosen()
	none.Commit = ""
	p.Update(pane.SubjectChanged{Subject: none})
	r.asked = nil
	_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
	panetest.Run(p, cmd)
	if asked := []string{"attributes at " + sha}; !slices.Equal(r.asked, asked) {
		t.Errorf("got requests %q, want %q, once", r.asked, asked)
	}
	if got := under(p); got != want || !strings.Contains(want, "901 +x  50") {
		t.Errorf("got %q under the cursor, want %q", got, want)
	}
}

// A key that reads the patches takes the place of the command, and what follows is
// done once.
func TestAKeyBringsThePatches(t *testing.T) { synctest.Test(t, aKeyBringsThePatches) }

func aKeyBringsThePatches(t *testing.T) {
	r := parted()
	p, cmd := atOnce(t, r, 80, 24)
	_, next := p.Update(keymap.Last)
	if !p.whole() || r.read != 1 {
		t.Fatalf("got whole %v after %d readings, want one", p.whole(), r.read)
	}
	panetest.Run(p, next)
	panetest.Run(p, cmd)
	if slices.ContainsFunc(r.asked, func(s string) bool { return strings.HasPrefix(s, "work") }) {
		t.Errorf("got requests %q, want none for the commit", r.asked)
	}
	if n := len(r.owned); n != 1 || p.movesFor != p.change || !p.Status().Busy.IsZero() || p.change.files[59].read == nil {
		t.Errorf("got owners asked for %d times, busy since %v, want once, nothing under way, and all patches read", n, p.Status().Busy)
	}
}

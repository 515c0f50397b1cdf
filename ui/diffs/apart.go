package diffs

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// A large commit of the store is shown by its list, which has the patches of the first
// screen alone; a command reads the others. What cannot wait for that, as a key that
// needs them, reads them where it is.

// whole reports whether no patch of what is shown is kept apart.
func (p *Pane) whole() bool { return p.change == nil || p.change.commit.Apart == "" }

// bring reads the patches that are kept apart and shows them; false if they are not
// in the store any more.
func (p *Pane) bring() bool {
	if p.whole() {
		return true
	}
	if p.missing {
		return false
	}
	s := p.subject
	c, ok := p.o.Client.StoredPatches(s.Place, p.change.commit)
	if !ok {
		p.missing = true // and stays so until the command brings them
		return false
	}
	p.slot.Cancel()
	p.slot.Seed(ofCommit(c, p.o.Client.Now(s.Place.Account)), time.Time{})
	p.take()
	p.brought = true
	return true
}

// goOn does what is done once all patches are there, if a key brought them.
func (p *Pane) goOn() tea.Cmd {
	if !p.brought || !p.shown {
		return nil
	}
	if p.brought = false; p.movesFor == p.change {
		return nil // it was done when the pane was told what to show
	}
	return p.follow()
}

// reveal brings the patches if one of them is in sight.
func (p *Pane) reveal() {
	if p.whole() || p.flow.total() == 0 {
		return
	}
	first, end := p.list.Window()
	if first >= end {
		return
	}
	from, _ := p.flow.at(first)
	to, _ := p.flow.at(end - 1)
	for n := max(from-fileSections, 0); n <= to-fileSections; n++ {
		if i := p.order[n]; !p.folded[i] && p.change.files[i].apart() {
			p.bring()
			return
		}
	}
}

// needsPatches reports whether an action is about patches that are kept apart.
func (p *Pane) needsPatches(a keymap.Action) bool {
	if p.whole() {
		return false
	}
	switch a {
	case keymap.NextHunk, keymap.PreviousHunk, keymap.NextHit, keymap.PreviousHit, keymap.Split, keymap.Wrap, keymap.Spaces:
		return true
	case keymap.Left, keymap.Right, keymap.Context, keymap.OtherEnd, keymap.View, keymap.Editor, keymap.Browse, keymap.CopyURL, keymap.CopyShort:
		i := p.fileHere()
		return i >= 0 && p.change.files[i].apart()
	case keymap.CopyPatch, keymap.SavePatch, keymap.Pipe:
		i := p.fileHere()
		return i < 0 || p.change.files[i].apart()
	}
	return false
}

// saysAbsent tells what a key could not be answered for.
func (p *Pane) saysAbsent() pane.Intent {
	if p.slot.Err() != nil {
		return pane.Say{Text: "the patches are not here: r asks for them again"}
	}
	return pane.Say{Text: "the patches are not here yet"}
}

// absent is a row of a patch that is not here.
func (b *brush) absent(it item) {
	if it.at == 0 {
		b.r.Space(2)
		b.r.Add(b.th.Dim, "not here yet"+text.Ellipsis)
	}
}

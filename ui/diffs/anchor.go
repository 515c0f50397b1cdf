package diffs

import (
	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// toAnchor puts the cursor on the file and the line that an address names, once they
// are there: the file may come with a later page, and the line with a patch that is
// fetched because the file is in sight. The first key ends that.
func (p *Pane) toAnchor() pane.Intent {
	if p.anchor == (github.DiffAnchor{}) || p.change == nil {
		return nil
	}
	a := p.anchor
	n := p.anchored()
	if n < 0 {
		if !p.slot.Complete() {
			return nil
		}
		p.anchor = github.DiffAnchor{}
		return pane.Say{Text: "the file that the address names is not among these changes"}
	}
	i := p.order[n]
	if p.folded[i] {
		p.folded[i] = false
		p.layOut()
	}
	f := p.change.files[i]
	if _, made := p.made[f.Path]; f.PatchLeftOut() && !made && a.Line > 0 && !isSubmodule(f.File) {
		if file, _, _ := p.here(); file != i {
			p.toFile(f.Path)
		}
		return nil
	}
	if a.Line > 0 && f.apart() {
		if p.bring() {
			return p.toAnchor()
		}
		p.toFile(f.Path)
		return nil
	}
	p.anchor = github.DiffAnchor{}
	if a.Line == 0 {
		p.toFile(f.Path)
		return nil
	}
	line, ok := numbered(f.patch(), a)
	p.toTop(p.flow.starts[fileSections+n])
	p.list.Select(p.rowOf(n, line))
	if !ok {
		return pane.Say{Text: "line " + text.Count(a.Line) + " is not among these changes: V shows the file"}
	}
	return nil
}

// anchored is which of the files shown the anchor names, -1 for none.
func (p *Pane) anchored() int {
	for n, i := range p.order {
		if p.anchor.Names(p.change.files[i].Path) {
			return n
		}
	}
	return -1
}

// numbered is the line of a patch with a number, or else the last one before it, -1
// for the file's head; ok tells which.
func numbered(x *diff.Patch, a github.DiffAnchor) (line int, ok bool) {
	line = -1
	for i := range x.Lines() {
		l := x.Line(i)
		no := l.NewNo
		if a.Old {
			no = l.OldNo
		}
		switch {
		case no == a.Line:
			return i, true
		case no > 0 && no < a.Line:
			line = i
		}
	}
	return line, false
}

package diffs

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

// sideways is how far code is scrolled by a key.
const sideways = 8

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	p.origin.Reset()
	p.parting.Cancel()
	p.wanted, p.anchor = spot{}, github.DiffAnchor{}
	gathering := !p.gather.Busy().IsZero()
	p.gather.Reset()
	if gathering && a == keymap.Back {
		return pane.Say{Text: "nothing was given away"}, nil
	}
	if p.typing != notTyping {
		return p.actTyping(a)
	}
	if p.list.Act(a) {
		return nil, nil
	}
	if p.needsPatches(a) && !p.bring() {
		return p.saysAbsent(), nil
	}
	switch a {
	case keymap.Back:
		return p.back(), nil
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.load()
	case keymap.NextFile:
		p.nextFile(1)
	case keymap.PreviousFile:
		p.nextFile(-1)
	case keymap.NextHunk, keymap.PreviousHunk:
		by := 1
		if a == keymap.PreviousHunk {
			by = -1
		}
		if !p.nextHunk(by) {
			return pane.Say{Text: "no other hunk there"}, nil
		}
	case keymap.Open:
		return p.open(), nil
	case keymap.FoldAll:
		p.foldAll()
	case keymap.Left, keymap.Right:
		p.shift(a)
	case keymap.Split:
		at := p.place()
		p.split = !p.split
		p.relay(at)
	case keymap.Wrap:
		at := p.place()
		p.wrap, p.left = !p.wrap, 0
		p.relay(at)
	case keymap.Compare:
		return pane.Show{Pane: pane.Comparer}, nil
	case keymap.Swap, keymap.Dots:
		return p.turn(a), nil
	case keymap.Release:
		return p.release(), nil
	case keymap.Sort:
		return p.regroup(), nil
	case keymap.Spaces:
		return p.leaveOutSpaces(), nil
	case keymap.OtherEnd:
		if !p.otherEnd() {
			return pane.Say{Text: "this line was not moved"}, nil
		}
	case keymap.Browse:
		return pane.Browse{URL: p.page()}, nil
	case keymap.View, keymap.Editor, keymap.CopyURL, keymap.Context:
		return p.lead(a)
	case keymap.SearchChanges:
		p.type_(searching)
	case keymap.Filter:
		p.type_(finding)
	case keymap.NextHit:
		return p.again(1), nil
	case keymap.PreviousHit:
		return p.again(-1), nil
	case keymap.Seen:
		return p.markSeen()
	case keymap.Who:
		return p.whoOwns(), nil
	case keymap.Pull:
		return p.pull()
	case keymap.CopyPatch, keymap.SavePatch, keymap.Pipe:
		return p.give(a)
	case keymap.CopyShort:
		return p.copyName(), nil
	}
	return nil, nil
}

// back undoes the search, then the narrowing.
func (p *Pane) back() pane.Intent {
	switch {
	case p.query != "":
		p.query = ""
	case p.finder != "":
		at := p.place()
		p.finder = ""
		p.narrow()
		p.goTo(at)
	default:
		return pane.Leave{}
	}
	return nil
}

// open folds or unfolds a file, and goes from the list of files to one.
func (p *Pane) open() pane.Intent {
	i := p.fileHere()
	if i < 0 {
		return p.commitHere()
	}
	file, _, _ := p.here()
	if file < 0 {
		p.folded[i] = false
		p.layOut()
		p.toFile(p.change.files[i].Path)
		return nil
	}
	p.folded[i] = !p.folded[i]
	p.layOut()
	p.goTo(spot{path: p.change.files[i].Path, line: -1})
	return nil
}

// commitHere goes to the commit of the row, if it is one.
func (p *Pane) commitHere() pane.Intent {
	row := p.list.Cursor()
	if p.change == nil || row < 0 || row >= len(p.head()) || p.head()[row].sha == "" {
		return nil
	}
	return pane.ChooseCommit{SHA: p.head()[row].sha}
}

// foldAll folds every file, or unfolds them if all are.
func (p *Pane) foldAll() {
	if p.change == nil {
		return
	}
	at, fold := p.place(), false
	for _, i := range p.order {
		fold = fold || !p.folded[i]
	}
	for _, i := range p.order {
		p.folded[i] = fold
	}
	p.layOut()
	p.goTo(at)
}

// turn swaps the two ends of a comparison, or compares them in the other way.
func (p *Pane) turn(a keymap.Action) pane.Intent {
	d := p.subject.Diff
	switch {
	case p.subject.Commit != "" || d.Compare == (github.CompareSpec{}):
		return pane.Say{Text: "nothing is compared here: c begins"}
	case a == keymap.Swap:
		d.Compare.Base, d.Compare.Head = d.Compare.Head, d.Compare.Base
	default:
		d.Compare.TwoDot = !d.Compare.TwoDot
	}
	return pane.ShowDiff{Place: p.subject.Place, Repo: p.subject.Repo, Diff: d}
}

// release lists what came between the two ends of a comparison.
func (p *Pane) release() pane.Intent {
	ends := p.subject.Diff.Compare
	if p.subject.Commit != "" || ends == (github.CompareSpec{}) {
		return pane.Say{Text: "nothing is compared here: c begins"}
	}
	return pane.ShowRelease{Place: p.subject.Place, Repo: p.subject.Repo, From: ends.Base, To: ends.Head}
}

// shift moves code sideways.
func (p *Pane) shift(a keymap.Action) {
	if p.wrap || p.change == nil {
		return
	}
	by := sideways
	if a == keymap.Left {
		by = -sideways
	}
	widest := 0
	if i := p.fileHere(); i >= 0 {
		widest = p.change.files[i].widest() - p.room(p.change.files[i])
	} else {
		for _, l := range p.head() {
			widest = max(widest, len(l.text)+strings.Count(l.text, "\t")*(tabStop-1)-p.width+2)
		}
	}
	p.left = max(min(p.left+by, widest), 0)
}

// markSeen marks the file under the cursor as seen and folds it, or takes the mark
// away.
func (p *Pane) markSeen() (pane.Intent, tea.Cmd) {
	i := p.fileHere()
	if i < 0 || p.o.Seen == nil {
		return pane.Say{Text: "go to a file first"}, nil
	}
	on := !p.seen[i]
	p.seen[i], p.folded[i] = on, on
	p.layOut()
	file, _, _ := p.here()
	f := p.change.files[i]
	if file >= 0 {
		p.goTo(spot{path: f.Path, line: -1})
		if on {
			p.nextFile(1)
		}
	} else if on {
		p.list.Move(1)
	}
	at, repo, seen := p.subject.Place, p.subject.Repo, p.o.Seen
	return nil, p.mark.Start(0, func(ctx context.Context, emit func(marked, time.Time)) error {
		emit(marked{f.Path, on}, time.Time{})
		return seen.SetSeen(ctx, at, repo, *f.File, on)
	})
}

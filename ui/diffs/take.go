package diffs

import "slices"

// take shows what was loaded; what was folded and where one was is kept as the
// files grow.
func (p *Pane) take() {
	before, at, rows := p.change, p.place(), slices.Clone(p.flow.starts)
	p.change = p.slot.Value()
	p.begunAt()
	n := len(p.change.files)
	same := before != nil && before.commit.Apart != "" && len(before.files) == n // with their patches
	if p.noSpaces || len(p.made) > 0 {
		for i, f := range p.change.files {
			p.change.files[i] = p.remade(f.source)
		}
	}
	folded := make([]bool, n)
	was := map[string]bool{} // folded, of the files that were there
	if before != nil {
		for i, f := range before.files {
			was[f.Path] = p.folded[i]
		}
	}
	for i, f := range p.change.files {
		p.judge(f)
		fold, known := was[f.Path]
		folded[i] = known && fold || !known && f.noise != ""
	}
	p.folded = folded
	if !same {
		p.seen = make([]bool, n)
	}
	if p.o.Seen != nil && !same { // else a mark may be on its way to the disk
		p.seen = p.o.Seen.Seen(p.subject.Place, p.subject.Repo, p.change.commit.Files)
		for i, seen := range p.seen {
			folded[i] = folded[i] || seen && before == nil
		}
	}
	p.bodies = make([]*body, n)
	p.narrow()
	if !same || !slices.Equal(rows, p.flow.starts) {
		p.goTo(at)
	}
	if before == nil && p.subject.Path != "" {
		p.toFile(p.subject.Path)
	}
	p.comeBack()
}

package diffs

import (
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// brush draws the rows of one frame, from the top down: what a line leaves open
// for the next, as a comment does, is carried along.
type brush struct {
	p    *Pane
	th   *theme.Theme
	r    text.Row
	file int // the sides belong to it; -1 for none
	lang highlight.Lang
	old  side
	new  side
	buf  []highlight.Token

	found []mark
}

// side is how far one version was scanned.
type side struct {
	line  int // of the patch: the next to be scanned
	state highlight.State
}

// back is how many lines before the first one in sight are scanned for what they
// leave open.
const back = 200

// row draws a row.
func (b *brush) row(i, width int, selected, focused bool) string {
	p := b.p
	base := b.th.Row(selected, focused)
	section, offset := p.flow.at(i)
	switch section {
	case headSection:
		b.r.Reset(width, base)
		l := &p.head()[offset]
		if l.sha != "" {
			b.r.Space(1)
			b.commit(*l)
			break
		}
		b.headLine(l)
	case listSection:
		b.r.Reset(width, base)
		if p.side() == 0 && offset < len(p.order) {
			b.entry(p.order[offset])
		}
	default:
		b.fileRow(p.order[section-fileSections], offset, width, selected, base)
	}
	return b.r.String()
}

func (b *brush) fileRow(i, offset, width int, selected bool, base text.Style) {
	f := b.p.change.files[i]
	switch it := b.p.itemAt(i, offset); it.kind {
	case headItem:
		b.r.Reset(width, base)
		b.head(i)
	case sayItem:
		b.r.Reset(width, base)
		b.r.Space(2)
		b.r.Add(b.th.Warn, f.says[it.at])
	case endItem:
		b.r.Reset(width, base)
	default:
		if f.apart() {
			b.r.Reset(width, base)
			b.absent(it)
			return
		}
		b.enter(i)
		if b.p.split {
			b.pair(f, it, width, selected, base)
			return
		}
		b.unified(f, it, width, selected, base)
	}
}

// enter begins with another file.
func (b *brush) enter(i int) {
	if b.file != i {
		f := b.p.change.files[i]
		b.file, b.lang, b.old, b.new = i, highlight.Language(f.Path), side{}, side{}
	}
}

package diffs

import (
	"strings"

	"hubtrail/github"
	"hubtrail/github/diff"
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
		l := &p.change.head[offset]
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

// headLine is a row of what is told before the files, scrolled sideways with the
// code.
func (b *brush) headLine(l *line) {
	b.r.Space(1)
	style := [...]text.Style{{}, b.th.Strong, b.th.Dim, b.th.Warn}[l.ink]
	s, room, more := text.CleanLine(l.text, tabStop), b.r.Rest(), ""
	if text.Width(s) > b.p.left+room {
		room, more = room-text.Width(text.Ellipsis), text.Ellipsis
	}
	b.r.Window(b.p.left, room)
	b.r.Put(style, s)
	b.r.EndWindow()
	b.r.Add(style, more)
}

// commit draws a commit of a comparison as the list of commits does.
func (b *brush) commit(l line) {
	b.r.Fit(b.th.Info, text.Clean(l.sha[:min(len(l.sha), 7)]), 7)
	b.r.Space(1)
	who := 0
	if b.r.Rest() >= 42 {
		who = min(b.r.Rest()/4, 24)
	}
	b.r.Fit(text.Style{}, text.Clean(l.text), max(b.r.Rest()-who-5, 1))
	if who > 0 {
		b.r.Space(1)
		b.r.Fit(b.th.Dim, text.Clean(l.who), who-1)
	}
	b.r.FitRight(b.th.Dim, l.age, 5)
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

// entry is a file in the list of files: status, path, how much changed.
func (b *brush) entry(i int) {
	f, r, th := b.p.change.files[i], &b.r, b.th
	b.status(i)
	owners := 0
	if r.Rest() >= 90 || b.p.byOwner && r.Rest() >= 50 {
		owners = r.Rest() * 3 / 10
	}
	r.FitLeft(text.Style{}, b.name(f), max(r.Rest()-16-owners, 8))
	if f.Uncounted {
		r.Space(15)
	} else {
		r.FitRight(th.Good, "+"+text.Count(f.Additions), 7)
		r.FitRight(th.Bad, "-"+text.Count(f.Deletions), 8)
	}
	if owners > 0 {
		r.Space(2)
		b.p.people.PutOwners(r, th, b.p.ownersOf(i))
	}
}

// beside is the list of files beside their patches, around the one in sight.
func (b *brush) beside(width, height int) []string {
	p, r, th := b.p, &b.r, b.th
	file, _, _ := p.here()
	current := 0
	for n, i := range p.order {
		if i == file {
			current = n
		}
	}
	from := max(min(current-height/2, len(p.order)-height), 0)
	rows := make([]string, height)
	for y := range rows {
		n := from + y
		if n >= len(p.order) {
			rows[y] = text.Spaces(width)
			continue
		}
		i := p.order[n]
		f := p.change.files[i]
		r.Reset(width, th.Row(i == file, false))
		b.status(i)
		size := ""
		if !f.Uncounted {
			size = "+" + text.Count(f.Additions) + " -" + text.Count(f.Deletions)
		}
		if b.p.byOwner {
			size = text.Cut(text.Clean(strings.Join(p.ownersOf(i), " ")), width/3)
		}
		r.FitLeft(text.Style{}, b.name(f), max(r.Rest()-text.Width(size)-2, 4))
		r.Space(1)
		r.Add(th.Dim, size)
		rows[y] = r.String()
	}
	return rows
}

// status is whether a file was seen, and what happened to it.
func (b *brush) status(i int) {
	style := b.th.Warn
	switch b.p.change.files[i].Status {
	case "added":
		style = b.th.Good
	case "removed":
		style = b.th.Bad
	case "renamed", "copied":
		style = b.th.Info
	}
	b.r.Space(1)
	if b.p.seen[i] {
		b.r.Add(b.th.Good, b.th.Glyphs.Check)
	} else {
		b.r.Space(1)
	}
	b.r.Add(style, letterOf(b.p.change.files[i].Status)+" ")
}

// leastName is how many cells a file's name has in its head, whatever else is told.
const leastName = 24

// head is the row above a file's patch.
func (b *brush) head(i int) {
	f, r, th := b.p.change.files[i], &b.r, b.th
	glyph := th.Glyphs.Open
	if b.p.folded[i] {
		glyph = th.Glyphs.Closed
	}
	var added, deleted, status, seen, noise string
	if !f.Uncounted {
		added, deleted = "  +"+text.Count(f.Additions), " -"+text.Count(f.Deletions)
	}
	if f.noise == "" || f.Status != "modified" {
		status = "  " + text.Clean(f.Status)
	}
	if b.p.seen[i] {
		seen = "  " + th.Glyphs.Check + " seen"
	}
	if f.noise != "" {
		noise = "  " + f.noise
	}
	r.Space(1)
	name := glyph + " " + b.name(f)
	if room := max(r.Rest()-text.Width(added+deleted+status+seen+noise), leastName); text.Width(name) > room {
		r.Add(th.Meta, glyph+" ")
		r.FitLeft(th.Meta, b.name(f), room-2) // its end tells more
	} else {
		r.Add(th.Meta, name)
	}
	r.Add(th.Good, added)
	r.Add(th.Bad, deleted)
	r.Add(th.Dim, status)
	r.Add(th.Good, seen)
	r.Add(th.Dim, noise)
	if owners := b.p.ownersOf(i); len(owners) > 0 && r.Rest() > 12 {
		r.Space(2)
		b.approval(f)
		b.p.people.PutOwners(r, th, owners)
	}
}

// approval is whether an owner of a file of a pull request has approved it.
func (b *brush) approval(f *file) {
	a, ok := b.p.agreed.Value()[f.Path]
	switch {
	case !ok:
	case a.State == github.ApprovalGiven:
		b.r.Add(b.th.Good, b.th.Glyphs.Check+" approved  ")
	case a.State == github.ApprovalRefused:
		b.r.Add(b.th.Bad, b.th.Glyphs.Cross+" changes asked for  ")
	case a.State == github.ApprovalMissing:
		b.r.Add(b.th.Warn, b.th.Glyphs.Circle+" not approved  ")
	}
}

// enter begins with another file.
func (b *brush) enter(i int) {
	if b.file != i {
		f := b.p.change.files[i]
		b.file, b.lang, b.old, b.new = i, highlight.Language(f.Path), side{}, side{}
	}
}

// tokens are those of a line of the patch, whose clean text is given.
func (b *brush) tokens(f *file, line int, clean string) []highlight.Token {
	if b.lang == highlight.None {
		return nil
	}
	s, other := &b.new, diff.Removed
	if f.patch().Kind(line) == diff.Removed {
		s, other = &b.old, diff.Added
	}
	from := s.line
	if from > line || line-from > back || from == 0 {
		from = max(line-back, 0)
		if h := f.patch().HunkOf(line); h != nil {
			from = max(from, h.First+1)
		}
		s.state = highlight.State{}
	}
	for ; from < line; from++ {
		switch k := f.patch().Kind(from); {
		case k == diff.HunkStart:
			s.state = highlight.State{}
		case k == diff.Context, k == diff.Added || k == diff.Removed:
			if k != other {
				_, s.state = highlight.Scan(b.buf[:0], b.lang, text.CleanLine(f.code(from), tabStop), s.state)
			}
		}
	}
	before := s.state
	b.buf, s.state = highlight.Scan(b.buf[:0], b.lang, clean, before)
	s.line = line + 1
	if f.patch().Kind(line) == diff.Context { // it is in both
		b.old = *s
		b.new = *s
	}
	return b.buf
}

// marks are the parts of a clean line that are drawn apart: words that changed,
// and hits of the search.
func (b *brush) marks(f *file, line int, raw string) []mark {
	marks := b.found[:0]
	k := f.patch().Kind(line)
	if k == diff.Added || k == diff.Removed {
		style := b.th.AddWord
		if k == diff.Removed {
			style = b.th.DelWord
		}
		for _, s := range b.p.words.Changed(f.patch(), line) {
			marks = append(marks, mark{cleaned(raw, s.From), cleaned(raw, s.To), style})
		}
	}
	if b.p.query != "" {
		q := needleOf(b.p.query)
		for at := 0; len(marks) < mostMarks; {
			n := q.index(raw[at:])
			if n < 0 {
				break
			}
			marks = append(marks, mark{cleaned(raw, at+n), cleaned(raw, at+n+len(q.text)), b.th.Match})
			at += n + len(q.text)
		}
	}
	b.found = marks
	return marks
}

// mostMarks bounds the hits drawn in one line.
const mostMarks = 100

// mark is a part of a clean line with its style, which goes before that of its
// tokens.
type mark struct {
	from, to int
	style    text.Style
}

// cleaned is where a byte of a line is once the line is clean.
func cleaned(raw string, at int) int { return len(text.CleanLine(raw[:min(at, len(raw))], tabStop)) }

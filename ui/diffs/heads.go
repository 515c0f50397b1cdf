package diffs

import (
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

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

package diffs

import (
	"fmt"

	"hubtrail/github/diff"
	"hubtrail/ui/pane"
)

// spaced is the file as it is shown: without changes of blanks, if they are left
// out.
func (p *Pane) spaced(f *file) *file {
	if !p.noSpaces || f.Patch == "" {
		return f
	}
	with := *f.File
	with.Patch = withoutSpaces(f.patch())
	with.Additions, with.Deletions = countsOf(with.Patch)
	x := newFile(&with)
	x.source = f.source
	if with.Patch == "" {
		x.says = []string{"only blanks changed"}
	}
	return x
}

// leaveOutSpaces shows the files without changes of blanks, or with them again.
func (p *Pane) leaveOutSpaces() pane.Intent {
	if p.change == nil {
		return nil
	}
	p.noSpaces = !p.noSpaces
	at := p.place()
	for i, f := range p.change.files {
		p.change.files[i] = p.remade(f.source)
	}
	for i := range p.bodies {
		p.bodies[i] = nil
	}
	p.layOut()
	p.goTo(at)
	if p.noSpaces {
		return pane.Say{Text: "changes of blanks are left out"}
	}
	return pane.Say{Text: "changes of blanks are shown"}
}

// withoutSpaces compares each hunk's two versions anew, with lines that differ in
// blanks only being the same. Nothing beyond the hunks has to be known for it.
func withoutSpaces(p *diff.Patch) string {
	var out []byte
	for f := range p.Files {
		for _, h := range p.Files[f].Hunks {
			var old, new []byte
			for i := h.First + 1; i < h.End; i++ {
				line := p.Raw(i)
				switch p.Kind(i) {
				case diff.Context:
					old, new = appendLine(old, line), appendLine(new, line)
				case diff.Removed:
					old = appendLine(old, line)
				case diff.Added:
					new = appendLine(new, line)
				}
			}
			part := diff.Parse(diff.Blobs(old, new, diff.Options{IgnoreSpace: true}))
			for i := range part.Lines() {
				if part.Kind(i) != diff.HunkStart {
					out = append(out, part.Raw(i)...)
					continue
				}
				k := part.HunkOf(i)
				out = fmt.Appendf(out, "@@ -%d,%d +%d,%d @@", k.OldStart+max(h.OldStart, 1)-1, k.OldLines, k.NewStart+max(h.NewStart, 1)-1, k.NewLines)
				if len(h.Section) > 0 {
					out = append(append(out, ' '), h.Section...)
				}
				out = append(out, '\n')
			}
		}
	}
	return string(out)
}

// appendLine appends a line of a hunk without its sign.
func appendLine(text, line []byte) []byte {
	if len(line) > 0 && line[0] != '\n' {
		line = line[1:]
	}
	text = append(text, line...)
	if len(line) == 0 || line[len(line)-1] != '\n' {
		text = append(text, '\n')
	}
	return text
}

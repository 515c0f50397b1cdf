package github

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hubtrail/github/codeowners"
)

// OwnersDraft is a CODEOWNERS file with some lines changed, to see what would
// come of it. Nothing of it is written anywhere.
type OwnersDraft struct {
	path    string
	isNew   bool
	lines   []string       // of the file, with their ends
	changed map[int]string // by line, from 1 on, without its end; "" takes the line out
	added   []string       // behind the last line
}

// NewOwnersDraft begins with a file as it is. A repository without one gets it
// where GitHub looks first.
func NewOwnersDraft(f *OwnersFile) *OwnersDraft {
	d := &OwnersDraft{path: cmp.Or(f.Path, codeowners.Locations()[0]), isNew: f.Path == "", changed: map[int]string{}}
	if f.Text != "" {
		d.lines = strings.SplitAfter(f.Text, "\n")
		if d.lines[len(d.lines)-1] == "" {
			d.lines = d.lines[:len(d.lines)-1]
		}
	}
	return d
}

// Copy is the same draft, to be changed by itself.
func (d *OwnersDraft) Copy() *OwnersDraft {
	c := *d
	c.changed, c.added = maps.Clone(d.changed), slices.Clone(d.added)
	return &c
}

// Line is a line as it is now, counted as in the file with those added behind.
func (d *OwnersDraft) Line(n int) string {
	if text, ok := d.changed[n]; ok {
		return text
	}
	if n >= 1 && n <= len(d.lines) {
		return strings.TrimRight(d.lines[n-1], "\r\n")
	}
	if i := n - len(d.lines) - 1; i >= 0 && i < len(d.added) {
		return d.added[i]
	}
	return ""
}

// Lines is how many lines there are, with those taken out.
func (d *OwnersDraft) Lines() int { return len(d.lines) + len(d.added) }

// Set changes a line; a number behind the last one adds it, and an empty text
// takes it out.
func (d *OwnersDraft) Set(n int, text string) {
	text = strings.TrimRight(strings.NewReplacer("\r", " ", "\n", " ").Replace(text), " ")
	switch i := n - len(d.lines) - 1; {
	case n >= 1 && n <= len(d.lines):
		d.changed[n] = text
		if text == strings.TrimRight(d.lines[n-1], "\r\n") {
			delete(d.changed, n)
		}
	case i >= 0 && i < len(d.added) && text == "":
		d.added = slices.Delete(d.added, i, i+1)
	case i >= 0 && i < len(d.added):
		d.added[i] = text
	case text != "":
		d.added = append(d.added, text)
	}
}

// Changes is how many lines differ from the file.
func (d *OwnersDraft) Changes() int { return len(d.changed) + len(d.added) }

// File is the draft as it would count, with its lines numbered as in Line.
func (d *OwnersDraft) File() *OwnersFile { return ParseOwners(d.path, d.text(true)) }

// Text is the whole file with its changes. Lines end as those of the file do.
func (d *OwnersDraft) Text() string { return d.text(false) }

// text leaves an empty line for each that was taken out, or nothing.
func (d *OwnersDraft) text(numbered bool) string {
	var b strings.Builder
	for i, line := range d.lines {
		text, ok := d.changed[i+1]
		switch {
		case !ok:
			b.WriteString(line)
		case text != "" || numbered:
			b.WriteString(text + lineEnd(line))
		}
	}
	if len(d.added) > 0 && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
		b.WriteString(d.end())
	}
	for _, text := range d.added {
		b.WriteString(text + d.end())
	}
	return b.String()
}

// end is how lines of the file end.
func (d *OwnersDraft) end() string {
	if len(d.lines) > 0 {
		return cmp.Or(lineEnd(d.lines[0]), "\n")
	}
	return "\n"
}

func lineEnd(line string) string { return line[len(strings.TrimRight(line, "\r\n")):] }

// draftEdit is a line of the patch.
type draftEdit struct {
	op   byte // ' ', '-' or '+'
	text string
}

// Patch is the changes as a unified diff that git applies; "" without any.
func (d *OwnersDraft) Patch() string {
	edits := d.edits()
	var b strings.Builder
	oldLine, newLine := 1, 1
	for at := 0; at < len(edits); {
		from := slices.IndexFunc(edits[at:], func(e draftEdit) bool { return e.op != ' ' })
		if from < 0 {
			break
		}
		from = max(at+from-patchContext, at)
		to := hunkEndOf(edits, from)
		oldLine, newLine = advance(edits[at:from], oldLine, newLine)
		oldEnd, newEnd := advance(edits[from:to], oldLine, newLine)
		if b.Len() == 0 {
			b.WriteString(d.patchHead())
		}
		fmt.Fprintf(&b, "@@ -%s +%s @@\n", patchRange(oldLine, oldEnd-oldLine), patchRange(newLine, newEnd-newLine))
		for _, e := range edits[from:to] {
			b.WriteByte(e.op)
			b.WriteString(e.text)
			if !strings.HasSuffix(e.text, "\n") {
				b.WriteString("\n\\ No newline at end of file\n")
			}
		}
		at, oldLine, newLine = to, oldEnd, newEnd
	}
	return b.String()
}

// patchContext is how many lines that stay are shown around a change.
const patchContext = 3

func (d *OwnersDraft) patchHead() string {
	if d.isNew {
		return "diff --git a/" + d.path + " b/" + d.path + "\nnew file mode 100644\n--- /dev/null\n+++ b/" + d.path + "\n"
	}
	return "diff --git a/" + d.path + " b/" + d.path + "\n--- a/" + d.path + "\n+++ b/" + d.path + "\n"
}

// edits is the whole file, line by line.
func (d *OwnersDraft) edits() []draftEdit {
	var list []draftEdit
	for i, line := range d.lines {
		text, ok := d.changed[i+1]
		end := lineEnd(line)
		last := i == len(d.lines)-1 && end == "" && len(d.added) > 0 // it gets an end
		switch {
		case !ok && last:
			list = append(list, draftEdit{'-', line}, draftEdit{'+', line + d.end()})
		case !ok:
			list = append(list, draftEdit{' ', line})
		default:
			list = append(list, draftEdit{'-', line})
			if last {
				end = d.end()
			}
			if text != "" {
				list = append(list, draftEdit{'+', text + end})
			}
		}
	}
	for _, text := range d.added {
		list = append(list, draftEdit{'+', text + d.end()})
	}
	return list
}

// hunkEndOf is where the hunk that begins at an edit ends: behind the lines that
// stay after its last change.
func hunkEndOf(edits []draftEdit, from int) int {
	end := from
	for i := from; i < len(edits) && i <= end+2*patchContext; i++ {
		if edits[i].op != ' ' {
			end = i
		}
	}
	return min(end+1+patchContext, len(edits))
}

// advance counts lines on both sides.
func advance(edits []draftEdit, oldLine, newLine int) (int, int) {
	for _, e := range edits {
		if e.op != '+' {
			oldLine++
		}
		if e.op != '-' {
			newLine++
		}
	}
	return oldLine, newLine
}

// patchRange is a range as a hunk's head has it; an empty one names the line
// before.
func patchRange(start, lines int) string {
	if lines == 0 {
		start--
	}
	if lines == 1 {
		return fmt.Sprint(start)
	}
	return fmt.Sprintf("%d,%d", start, lines)
}

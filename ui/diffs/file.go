package diffs

import (
	"bytes"
	"strings"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// file is one file of the change.
type file struct {
	*github.File
	source *github.File // as GitHub gave it
	patch  *diff.Patch
	says   []string // what is to be told besides, or instead of a patch
	looks  string   // what noise it looks like, "" for none
	noise  string   // why it is folded at first, "" if it is not
	wide   int      // cells of its longest line, or more
	digit  int      // of its largest line number
	ends   bool     // some changed lines end with a carriage return, and others do not
}

// newFile reads a file's patch. It copies nothing of it.
func newFile(f *github.File) *file {
	x := &file{File: f, source: f, patch: diff.ParseString(f.Patch)}
	if !submodule(f.Patch) {
		x.looks = diff.Noise(f.Path, x.beginning())
		x.noise = x.looks
	}
	x.says = append(kinds(f), remarks(f)...)
	if f.Patch == "" && len(x.says) > 1 && !f.PatchLeftOut() {
		x.says = x.says[:1] // trees have told what it is
	}
	x.measure()
	if said := x.lineEnds(); said != "" {
		x.ends, x.says = true, append(x.says, said)
	}
	return x
}

// code is the text of a line of the patch, without its sign and its end.
func (f *file) code(line int) string {
	end := len(f.Patch)
	if line+1 < f.patch.Lines() {
		end = f.patch.Start(line + 1)
	}
	s := strings.TrimSuffix(f.Patch[f.patch.Start(line):end], "\n")
	switch f.patch.Kind(line) {
	case diff.Context, diff.Added, diff.Removed:
		if s != "" {
			return s[1:]
		}
	case diff.NoNewline:
		return strings.TrimPrefix(s[1:], " ")
	}
	return s
}

// beginning is the first lines of the new version, as far as the patch has them;
// nil if it begins further down.
func (f *file) beginning() []byte {
	if f.patch.Lines() == 0 || len(f.patch.Files[0].Hunks) == 0 || f.patch.Files[0].Hunks[0].NewStart > 1 {
		return nil
	}
	var head []byte
	for i := 1; i < f.patch.Files[0].Hunks[0].End && i < mostBeginning; i++ {
		if k := f.patch.Kind(i); k == diff.Added || k == diff.Context {
			head = append(append(head, f.code(i)...), '\n')
		}
	}
	return head
}

// mostBeginning is how many lines of a patch are looked at for it.
const mostBeginning = 40

// measure finds the widest line and the largest number.
func (f *file) measure() {
	last := 0
	for i := range f.patch.Files {
		for _, h := range f.patch.Files[i].Hunks {
			last = max(last, h.OldStart+h.OldLines, h.NewStart+h.NewLines)
		}
	}
	for f.digit = 1; last >= 10; last /= 10 {
		f.digit++
	}
	f.wide = 0
	for i := range f.patch.Lines() {
		if n := len(f.patch.Raw(i)); n*tabStop > f.wide {
			f.wide = max(f.wide, n+strings.Count(f.code(i), "\t")*(tabStop-1))
		}
	}
}

// lineEnds says how the ends of changed lines differ, "" if they do not.
func (f *file) lineEnds() string {
	if !strings.Contains(f.Patch, "\r") {
		return "" // nearly always, and at once
	}
	var all, carriage [2]int // of removed and of added lines
	for i := range f.patch.Lines() {
		side := 0
		switch f.patch.Kind(i) {
		case diff.Removed:
		case diff.Added:
			side = 1
		default:
			continue
		}
		all[side]++
		if raw := f.patch.Raw(i); bytes.HasSuffix(raw, []byte("\r\n")) || bytes.HasSuffix(raw, []byte("\r")) {
			carriage[side]++
		}
	}
	switch {
	case carriage == [2]int{}, carriage == all:
		return ""
	case all[0] > 0 && carriage[0] == all[0] && carriage[1] == 0 && all[1] > 0:
		return "line ends: CRLF became LF"
	case all[1] > 0 && carriage[1] == all[1] && carriage[0] == 0 && all[0] > 0:
		return "line ends: LF became CRLF"
	}
	return "line ends: some are CRLF (^M), others LF"
}

// remarks is what a patch does not show.
func remarks(f *github.File) []string {
	var says []string
	switch {
	case f.Uncounted && isSubmodule(f):
	case f.Uncounted:
		says = append(says, "GitHub does not list this file: its two versions are compared here, when they are there")
	case f.PatchLeftOut():
		says = append(says, "GitHub leaves so large a patch out: +"+text.Count(f.Additions)+" -"+text.Count(f.Deletions))
	case f.Patch == "" && f.Status == "renamed":
		says = append(says, "renamed without changes")
	case f.Patch == "" && f.Status == "added":
		says = append(says, "added: empty or binary")
	case f.Patch == "" && f.Status == "removed":
		says = append(says, "removed: it was empty or binary")
	case f.Patch == "":
		says = append(says, "no text to compare: binary, or only the mode changed")
	}
	return says
}

package diffs

import (
	"strings"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// file is one file of the change. Its patch is read when it is first looked at:
// what the layout needs is known without.
type file struct {
	*github.File
	source *github.File // as GitHub gave it
	lines  int          // of its patch
	says   []string     // what is to be told besides, or instead of a patch
	looks  string       // what noise it looks like, "" for none
	noise  string       // why it is folded at first, "" if it is not
	ends   bool         // some changed lines end with a carriage return, and others do not

	read  *diff.Patch // nil until then
	pairs []pair      // its rows side by side; nil until they are asked for
	wide  int         // cells of its longest line, or more; 0 until it is asked for
	most  int         // digits of its largest line number; 0 until it is asked for
}

// set looks at a file without reading its patch, of which it copies nothing.
func (f *file) set(of *github.File) {
	*f = file{File: of, source: of, lines: diff.LinesOf(of.Patch)}
	ends := diff.EndsOf(of.Patch)
	switch {
	case f.apart():
		f.lines, f.looks, ends = of.Apart.Lines, of.Apart.Noise, of.Apart.Ends
	case !diff.OfSubmodule(of.Patch):
		f.looks = diff.NoiseOfPatch(of.Path, of.Patch)
	}
	f.noise = f.looks
	f.says = append(kinds(of), remarks(of)...)
	if !of.HasPatch() && len(f.says) > 1 && !of.PatchLeftOut() {
		f.says = f.says[:1] // trees have told what it is
	}
	if said := lineEnds(ends); said != "" {
		f.ends, f.says = ends != diff.EndsCRLF, append(f.says, said)
	}
}

// newFile looks at one file.
func newFile(of *github.File) *file {
	f := new(file)
	f.set(of)
	return f
}

// apart reports whether the patch is kept apart: its lines are counted, and not here.
func (f *file) apart() bool { return f.File.Apart.Lines > 0 }

// patch is the file's patch. As it may have to be read, it is called where the pane
// is: not in a command.
func (f *file) patch() *diff.Patch {
	if f.read == nil {
		f.read = diff.ParseString(f.Patch)
	}
	return f.read
}

// sides is the rows of the patch side by side.
func (f *file) sides() []pair {
	if f.pairs == nil {
		f.pairs = pairsOf(f.patch())
	}
	return f.pairs
}

// digits is how many the largest line number has.
func (f *file) digits() int {
	if f.most > 0 {
		return f.most
	}
	last := 0
	for i := range f.patch().Files {
		for _, h := range f.read.Files[i].Hunks {
			last = max(last, h.OldStart+h.OldLines, h.NewStart+h.NewLines)
		}
	}
	for f.most = 1; last >= 10; last /= 10 {
		f.most++
	}
	return f.most
}

// widest is the cells of the longest line, or more.
func (f *file) widest() int {
	if f.wide > 0 {
		return f.wide
	}
	for i := range f.lines {
		if n := len(f.patch().Raw(i)); n*tabStop > f.wide {
			f.wide = max(f.wide, n+strings.Count(f.code(i), "\t")*(tabStop-1))
		}
	}
	return f.wide
}

// code is the text of a line of the patch, without its sign and its end.
func (f *file) code(line int) string {
	x, end := f.patch(), len(f.Patch)
	if line+1 < x.Lines() {
		end = x.Start(line + 1)
	}
	s := strings.TrimSuffix(f.Patch[x.Start(line):end], "\n")
	switch x.Kind(line) {
	case diff.Context, diff.Added, diff.Removed:
		if s != "" {
			return s[1:]
		}
	case diff.NoNewline:
		return strings.TrimPrefix(s[1:], " ")
	}
	return s
}

// lineEnds says which ends changed lines have, "" if that is LF alone. Where they are
// all alike, they are not marked one by one.
func lineEnds(e diff.Ends) string {
	return [...]string{
		diff.EndsLF: "", diff.EndsCRLF: "line ends: CRLF", diff.EndsToLF: "line ends: CRLF became LF",
		diff.EndsToCRLF: "line ends: LF became CRLF", diff.EndsMixed: "line ends: some are CRLF (^M), others LF",
	}[e]
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
	case f.HasPatch():
	case f.Status == "renamed":
		says = append(says, "renamed without changes")
	case f.Status == "added":
		says = append(says, "added: empty or binary")
	case f.Status == "removed":
		says = append(says, "removed: it was empty or binary")
	default:
		says = append(says, "no text to compare: binary, or only the mode changed")
	}
	return says
}

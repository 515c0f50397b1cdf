package diffs

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// change is what is shown, laid out in the command that fetched it.
type change struct {
	commit github.CommitFiles // of a commit; else only Files is set
	head   []line             // what is told before the files
	files  []*file
	base   string // the branch that a pull request is to be merged into
	old    string // SHA of the version before, "" if it is not known
	new    string // SHA of the version after
	url    string
	cut    string // what GitHub left out, with numbers; "" if nothing
}

// line is a row of the head.
type line struct {
	text string
	ink  ink
	sha  string // of the commit that the row is, "" if it is none
}

// ink is what a row of the head is.
type ink uint8

const (
	plain ink = iota
	strong
	dim
	warn
)

// file is one file of the change.
type file struct {
	*github.File
	source *github.File // as GitHub gave it
	patch  *diff.Patch
	says   []string // what is to be told besides, or instead of a patch
	noise  string   // why it is folded at first, "" if it is not
	wide   int      // cells of its longest line, or more
	digit  int      // of its largest line number
	ends   bool     // some changed lines end with a carriage return, and others do not
}

// newFile reads a file's patch. It copies nothing of it.
func newFile(f *github.File) *file {
	x := &file{File: f, source: f, patch: diff.ParseString(f.Patch)}
	if !submodule(f.Patch) {
		x.noise = diff.Noise(f.Path, x.beginning())
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

// ofCommit lays a commit out, with ages as of now.
func ofCommit(c github.CommitFiles, now time.Time) *change {
	x := &change{commit: c, new: c.SHA, url: c.URL}
	if len(c.Parents) > 0 {
		x.old = c.Parents[0]
	}
	put := func(i ink, s string) { x.head = append(x.head, line{text: s, ink: i}) }
	put(strong, c.Subject)
	put(plain, "")
	put(dim, "commit    "+c.SHA)
	put(dim, "author    "+person(c.Author, now))
	if c.Committer.Name != c.Author.Name && c.Committer.Name != "GitHub" {
		put(dim, "committer "+person(c.Committer, now))
	}
	label := "parent    "
	for _, parent := range c.Parents {
		put(dim, label+parent)
		label = "          "
	}
	if c.Body != "" {
		put(plain, "")
		for s := range strings.SplitSeq(strings.TrimRight(c.Body, "\n"), "\n") {
			put(plain, s)
		}
	}
	put(plain, "")
	if c.Capped {
		x.cut = "GitHub lists no more than 3,000 files of a commit: the rest is not shown."
	}
	x.take(c.Files, c.Additions, c.Deletions)
	return x
}

// ofPull lays the files of a pull request out.
func ofPull(pr github.PullRequest, files []github.File, now time.Time) *change {
	x := &change{base: pr.Base.Ref, old: pr.Base.SHA, new: pr.Head.SHA, url: pr.URL}
	x.commit.Files = files
	put := func(i ink, s string) { x.head = append(x.head, line{text: s, ink: i}) }
	put(strong, pr.Title)
	put(plain, "")
	put(dim, "pull      "+pr.IssueRef.String()+"  by "+pr.Author+", "+text.AgoLong(now.Sub(pr.CreatedAt)))
	put(dim, "branches  "+pr.Base.Ref+" < "+pr.Head.Ref)
	put(plain, "")
	if len(files) < pr.ChangedFiles {
		x.cut = "GitHub lists " + text.Count(len(files)) + " of " + text.Count(pr.ChangedFiles) + " files."
	}
	x.take(files, pr.Additions, pr.Deletions)
	return x
}

// mostListed is how many commits of a comparison are listed above its files.
const mostListed = 50

// ofComparison lays out how two ends of a history lie to each other.
func ofComparison(c github.Comparison, url string, now time.Time) *change {
	x := &change{base: c.Spec.Base, old: c.MergeBase, new: c.HeadSHA, url: url}
	if c.Spec.TwoDot || x.old == "" {
		x.old = c.BaseSHA
	}
	x.commit.Files = c.Files
	put := func(i ink, s string) { x.head = append(x.head, line{text: s, ink: i}) }
	put(strong, c.Spec.String())
	put(plain, "")
	switch {
	case c.Status == "identical":
		put(plain, "Both are the same commit.")
	case c.Status == "":
		put(warn, "The two have no history in common: their files are compared.")
	default:
		put(plain, count(c.Ahead, "commit")+" ahead, "+text.Count(c.Behind)+" behind")
	}
	if c.Spec.TwoDot {
		put(dim, "The files of the two ends are compared, and not what happened since they parted.")
	}
	if c.Moved {
		put(warn, "A branch moved while this was read: press r.")
	}
	for i := range c.Commits {
		if i == mostListed {
			put(dim, text.Count(c.TotalCommits-i)+" more commits")
			break
		}
		k := &c.Commits[len(c.Commits)-1-i] // the newest first
		x.head = append(x.head, line{text: github.ShortRef(k.SHA) + "  " + k.Subject + "  " + k.Author.Label() + ", " + text.AgoLong(now.Sub(k.Author.At)), sha: k.SHA})
	}
	put(plain, "")
	if c.FilesCut {
		x.cut = "GitHub lists no more than 300 files of a comparison: the rest is not shown."
	}
	if len(c.Files) == 0 && c.Ahead == 0 && c.Behind > 0 && !c.Spec.TwoDot {
		put(dim, "Nothing is new in the second: x swaps the two, . compares their files.")
	}
	additions, deletions := 0, 0
	for i := range c.Files {
		additions, deletions = additions+c.Files[i].Additions, deletions+c.Files[i].Deletions
	}
	x.take(c.Files, additions, deletions)
	return x
}

// take lays the files out below the head.
func (x *change) take(files []github.File, additions, deletions int) {
	if len(files) == 0 {
		return
	}
	size := ", +" + text.Count(additions) + " -" + text.Count(deletions)
	if slices.ContainsFunc(files, func(f github.File) bool { return f.Uncounted }) {
		size = "" // nobody knows
	}
	x.head = append(x.head, line{text: count(len(files), "file") + " changed" + size, ink: strong})
	if x.cut != "" {
		x.head = append(x.head, line{text: x.cut, ink: warn})
	}
	x.files = make([]*file, len(files))
	for i := range files {
		x.files[i] = newFile(&files[i])
	}
}

// count is a number of things in words.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return text.Count(n) + " " + one + "s"
}

func person(who github.Person, now time.Time) string {
	s := who.Name
	if who.Login != "" && who.Login != who.Name {
		s += " (" + who.Login + ")"
	}
	if !who.At.IsZero() {
		s += "  " + who.At.Local().Format("2006-01-02 15:04") + ", " + text.AgoLong(now.Sub(who.At))
	}
	return s
}

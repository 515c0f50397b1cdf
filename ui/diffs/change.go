package diffs

import (
	"slices"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// change is what is shown, laid out in the command that fetched it.
type change struct {
	commit github.CommitFiles // of a commit; else only Files is set
	pull   github.PullRequest // of a pull request
	head   []line             // what is told before the files
	files  []*file
	base   string // the branch that a pull request is to be merged into
	old    string // SHA of the version before, "" if it is not known
	tip    bool   // old is the tip of a pull request's base, which may have gone on since
	new    string // SHA of the version after
	url    string
	cut    string // what GitHub left out, with numbers; "" if nothing
}

// line is a row of the head.
type line struct {
	text     string // of a commit, its subject
	ink      ink
	sha      string // of the commit that the row is, "" if it is none
	who, age string // that wrote it, and how long ago
}

// ink is what a row of the head is.
type ink uint8

const (
	plain ink = iota
	strong
	dim
	warn
)

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
		x.cut = "GitHub lists no more than 3,000 files of a commit: there may be more than these."
	}
	switch {
	case len(c.Files) > 0:
	case len(c.Parents) > 1:
		put(dim, "No file differs from the first parent.")
	default:
		put(dim, "No file is changed.")
	}
	x.take(c.Files, c.Additions, c.Deletions)
	return x
}

// ofPull lays the files of a pull request out.
func ofPull(pr github.PullRequest, files []github.File, now time.Time) *change {
	x := &change{base: pr.Base.Ref, old: pr.Base.SHA, tip: true, new: pr.Head.SHA, url: pr.URL}
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
		x.head = append(x.head, line{text: k.Subject, sha: k.SHA, who: k.Author.Label(), age: text.Ago(now.Sub(k.Author.At))})
	}
	put(plain, "")
	if c.FilesCut {
		x.cut = "GitHub lists no more than 300 files of a comparison: the rest is not shown."
	}
	if c.Unread > 0 {
		x.cut = count(c.Unread, "file") + " removed or added may be renames with changes: so many are not compared."
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
	all := make([]file, len(files))
	for i := range files {
		all[i].set(&files[i])
		x.files[i] = &all[i]
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

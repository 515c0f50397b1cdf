package patch

import (
	"fmt"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// kind tells what a line is, and so how it is drawn.
type kind uint8

const (
	blank kind = iota
	label      // of the commit's head: "author", with its value
	subject
	body
	summary // how much changed
	entry   // a file in the list of files
	fileHead
	hunk
	same
	added
	deleted
	remark // in place of a patch
)

// line is one row of the page. Text shares the memory of the patch it is from
// and is not cleaned yet: that is done for the rows in sight.
type line struct {
	text string
	kind kind
	file int32 // index of the file it belongs to, -1 for none
}

// page is a commit laid out as lines, made in the command that fetched it.
type page struct {
	commit github.CommitFiles
	lines  []line
	heads  []int // line of each file's head
	widest int   // cells of the longest line, or more: how far it can be scrolled sideways
}

// newPage lays a commit out, with ages as of now. It copies no patch.
func newPage(c github.CommitFiles, now time.Time) *page {
	p := &page{commit: c, lines: make([]line, 0, room(c))}
	put := func(k kind, s string) { p.put(k, s, -1) }
	put(subject, c.Subject)
	put(blank, "")
	put(label, "commit    "+c.SHA)
	put(label, "author    "+person(c.Author, now))
	if c.Committer.Name != c.Author.Name && c.Committer.Name != "GitHub" {
		put(label, "committer "+person(c.Committer, now))
	}
	for i, parent := range c.Parents {
		if i == 0 {
			put(label, "parent    "+parent)
		} else {
			put(label, "          "+parent)
		}
	}
	if c.Body != "" {
		put(blank, "")
		for _, s := range strings.Split(strings.TrimRight(c.Body, "\n"), "\n") {
			put(body, s)
		}
	}
	put(blank, "")
	if len(c.Files) == 0 {
		return p
	}
	put(summary, fmt.Sprintf("%s changed, +%s -%s", files(len(c.Files)), text.Count(c.Additions), text.Count(c.Deletions)))
	if c.Capped {
		put(remark, "GitHub lists no more than 3,000 files of a commit: the rest is not shown.")
	}
	for i := range c.Files {
		p.lines = append(p.lines, line{"", entry, int32(i)})
	}
	for i := range c.Files {
		p.addFile(&c.Files[i], int32(i))
	}
	return p
}

// room is about how many lines a commit takes, for one allocation.
func room(c github.CommitFiles) int {
	n := 16 + len(c.Parents) + strings.Count(c.Body, "\n")
	for i := range c.Files {
		n += 5 + strings.Count(c.Files[i].Patch, "\n")
	}
	return n
}

// put appends a line. Its width is not measured: no character takes more cells
// than bytes but the tab.
func (p *page) put(k kind, s string, file int32) {
	p.lines = append(p.lines, line{s, k, file})
	p.widest = max(p.widest, 1+len(s)+strings.Count(s, "\t")*(tabStop-1))
}

func (p *page) addFile(f *github.File, at int32) {
	put := func(k kind, s string) { p.put(k, s, at) }
	put(blank, "")
	p.heads = append(p.heads, len(p.lines))
	put(fileHead, "")
	switch {
	case f.PatchLeftOut():
		put(remark, "Too large for GitHub to send: +"+text.Count(f.Additions)+" -"+text.Count(f.Deletions)+". Press o to see it in the browser.")
	case f.Patch == "" && f.Status == "renamed":
		put(remark, "renamed without changes")
	case f.Patch == "":
		put(remark, "no text to compare: binary, empty, or only the mode changed")
	}
	for rest := f.Patch; rest != ""; {
		s, after, _ := strings.Cut(rest, "\n")
		rest = after
		put(kindOf(s), s)
	}
}

func kindOf(s string) kind {
	switch {
	case s == "":
		return same
	case s[0] == '+':
		return added
	case s[0] == '-':
		return deleted
	case s[0] == '@':
		return hunk
	case s[0] == '\\':
		return remark
	default:
		return same
	}
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return text.Count(n) + " files"
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

package demo

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// file is one file of a tree.
type file struct {
	mode string // "100644", "100755", "120000", or "160000" of a submodule
	text string // of a submodule the id of its commit
}

// tree is the files of a commit by path.
type tree map[string]file

// stream writes the input of git fast-import. Commits are numbered from 1.
type stream struct {
	dry   bool // writes nothing: only what happens is wanted
	out   bytes.Buffer
	marks int
	trees map[int]tree // the files of every commit that is a branch's tip
}

// revision is a commit to be written.
type revision struct {
	branch    string // full ref
	author    author
	committer author
	at        time.Time
	zone      string
	message   string
	parent    int    // 0 starts a history, or begins at onto
	onto      string // a commit that the repository has, in git's words
	merged    int    // second parent, 0 for none
	files     tree
}

func newStream() *stream { return &stream{trees: map[int]tree{}} }

// commit writes a revision as the difference to its parent's files and gives
// its number.
func (s *stream) commit(r revision) int {
	if s.dry {
		s.marks++
		return s.marks
	}
	s.begin(r)
	before := s.trees[r.parent]
	for _, p := range slices.Sorted(maps.Keys(before)) {
		if _, kept := r.files[p]; !kept {
			s.remove(p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(r.files)) {
		if f := r.files[p]; before[p] != f {
			s.put(p, f)
		}
	}
	s.out.WriteByte('\n')
	s.trees[s.marks] = maps.Clone(r.files)
	return s.marks
}

// change writes a revision of which files are what changes: those without a mode
// are deleted. For trees too large to be kept and compared.
func (s *stream) change(r revision) int {
	s.begin(r)
	for _, p := range slices.Sorted(maps.Keys(r.files)) {
		if f := r.files[p]; f.mode == "" {
			s.remove(p)
		} else {
			s.put(p, f)
		}
	}
	s.out.WriteByte('\n')
	return s.marks
}

// begin writes what comes before a revision's files.
func (s *stream) begin(r revision) {
	s.marks++
	fmt.Fprintf(&s.out, "commit %s\nmark :%d\nauthor %s\ncommitter %s\n", r.branch, s.marks, ident(r.author, r.at, r.zone), ident(r.committer, r.at, r.zone))
	s.data(r.message)
	switch {
	case r.parent != 0:
		fmt.Fprintf(&s.out, "from :%d\n", r.parent)
	case r.onto != "":
		fmt.Fprintf(&s.out, "from %s\n", r.onto)
	}
	if r.merged != 0 {
		fmt.Fprintf(&s.out, "merge :%d\n", r.merged)
	}
}

func (s *stream) remove(path string) { fmt.Fprintf(&s.out, "D %s\n", quotePath(path)) }

func (s *stream) put(path string, f file) {
	if f.mode == "160000" {
		fmt.Fprintf(&s.out, "M %s %s %s\n", f.mode, f.text, quotePath(path))
		return
	}
	fmt.Fprintf(&s.out, "M %s inline %s\n", f.mode, quotePath(path))
	s.data(f.text)
}

// branch makes a ref point at a commit.
func (s *stream) branch(ref string, mark int) {
	fmt.Fprintf(&s.out, "reset %s\nfrom :%d\n\n", ref, mark)
}

// tag makes an annotated tag.
func (s *stream) tag(name string, mark int, by author, at time.Time, message string) {
	fmt.Fprintf(&s.out, "tag %s\nfrom :%d\ntagger %s\n", name, mark, ident(by, at, "+0000"))
	s.data(message)
}

func (s *stream) data(text string) {
	s.out.WriteString("data " + strconv.Itoa(len(text)) + "\n")
	s.out.WriteString(text)
	s.out.WriteByte('\n')
}

func (s *stream) bytes() []byte {
	s.out.WriteString("done\n")
	return s.out.Bytes()
}

func ident(a author, at time.Time, zone string) string {
	return fmt.Sprintf("%s <%s> %d %s", a.name, a.email, at.Unix(), zone)
}

// quotePath writes a path as fast-import reads it.
func quotePath(p string) string {
	if !strings.ContainsAny(p, "\"\n\\") && !strings.HasPrefix(p, " ") {
		return p
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(p) + `"`
}

// Package codeowners reads CODEOWNERS files and says which line decides who
// owns a path, as github.com does. It knows neither users nor permissions: an
// owner that does not exist is found by GitHub's API alone.
//
// The rules are those of GitHub's page "About code owners"; where it is silent,
// of gitignore, on whose patterns it says to build.
//
// File.Match answers for one path without any preparation. Matcher holds the
// rules as a tree of their segments, and Walker follows a listing through it;
// their cost hardly depends on the number of rules, because whatever a later
// rule has settled is never looked at.
package codeowners

import "strings"

// WarnSize and MaxSize bound a CODEOWNERS file in bytes. GitHub loads none of
// 3 MB or more and does not say which megabyte it means: from WarnSize on the
// file may be ignored, from MaxSize on it is.
const (
	WarnSize = 3_000_000
	MaxSize  = 3 << 20
)

// Locations are the paths where GitHub looks for the file, in order: the first
// that exists is the only one used. The name is case-sensitive and must be that
// of a file.
func Locations() []string {
	return []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"}
}

// File is a parsed CODEOWNERS file.
type File struct {
	Rules []Rule // the valid lines, in the order of the file
	Size  int    // bytes read
	text  string // without a byte order mark
}

// Rule is one valid line of a file.
type Rule struct {
	Pattern string   // as written, with its backslashes
	Owners  []string // as written: @user, @org/team or an e-mail address; none means ownership is unset. Shared by rules: not to be changed
	Line    int      // counts from 1
	Column  int      // where the pattern begins; counts characters from 1
}

// Ownership is one of the three answers for a path.
type Ownership int

// The answers.
const (
	Unmatched Ownership = iota // no rule matches
	Unset                      // the deciding rule names no owner
	Owned
)

// String is the word for the answer.
func (o Ownership) String() string {
	switch o {
	case Unset:
		return "unset"
	case Owned:
		return "owned"
	default:
		return "unmatched"
	}
}

// Result says who owns a path and because of which rule.
type Result struct {
	Rule      *Rule // the last matching rule of the file; nil if Unmatched
	Ownership Ownership
}

func resultOf(r *Rule) Result {
	switch {
	case r == nil:
		return Result{}
	case len(r.Owners) == 0:
		return Result{r, Unset}
	default:
		return Result{r, Owned}
	}
}

// Match answers for a single path. It reads the rules from the last one up and
// allocates nothing; for many paths Compile first. The path is that of a tracked
// file, relative to the root, with slashes; one slash in front is forgiven. A
// final slash makes it stand for any file in that folder.
func (f *File) Match(path string) Result {
	path = strings.TrimPrefix(path, "/")
	for i := len(f.Rules) - 1; i >= 0; i-- {
		if matches(f.Rules[i].Pattern, path) {
			return resultOf(&f.Rules[i])
		}
	}
	return Result{}
}

// Explain returns every rule that matches the path, in the order of the file:
// the last one decides, the others are overridden.
func (f *File) Explain(path string) []*Rule {
	path = strings.TrimPrefix(path, "/")
	var rules []*Rule
	for i := range f.Rules {
		if matches(f.Rules[i].Pattern, path) {
			rules = append(rules, &f.Rules[i])
		}
	}
	return rules
}

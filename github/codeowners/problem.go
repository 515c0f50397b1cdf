package codeowners

import (
	"fmt"
	"strings"
)

// Kind is what is wrong with a line, in GitHub's words where it has some.
type Kind string

// The kinds of problem. The first two are GitHub's, whose line is skipped; it
// also has "Unknown owner", which only its API can tell.
const (
	InvalidPattern Kind = "Invalid pattern"
	InvalidOwner   Kind = "Invalid owner"
	IgnoredOwner   Kind = "Ignored owner" // GitHub reports nothing, and it owns nothing; the line counts
	TooLarge       Kind = "Too large"     // about the file: Line is 0
	Unreadable     Kind = "Unreadable"    // about the file: Line is 0
	MoreProblems   Kind = "More problems" // about the file: Count of them are not listed
)

// The kinds that Lint finds in valid lines; GitHub reports none of them.
const (
	Duplicate      Kind = "Duplicate pattern" // line Other has the same pattern and counts instead
	NeverWins      Kind = "Never wins"        // line Other, further down, takes what it matches
	NeverMatches   Kind = "Never matches"     // whatever the files are
	OwnerAsPattern Kind = "Owner as pattern"  // the line names owners and no pattern
	NoFile         Kind = "No file"           // the pattern matches none of the paths
	OtherCase      Kind = "Differs in case"   // it matches none, but would if case did not count
	OneLevel       Kind = "One level only"    // "folder/*", and the folder holds folders with files
	UnsetsNothing  Kind = "Unsets nothing"    // without owners, and what it matches has none before
	NotChecked     Kind = "Not checked"       // not all was looked at: about the file, Line is 0
)

// Problem is one thing wrong with a file.
type Problem struct {
	Line       int // counts from 1; 0 if it is about the file
	Column     int // of the pattern or owner; counts characters from 1
	Kind       Kind
	Suggestion string // what to do about it; may be empty
	Source     string // the line with its end
	Count      int    // of MoreProblems
	Other      int    // the line it has to do with; 0 if none
}

// Message is the problem as GitHub words it: kind, line and suggestion, then
// the line itself with a mark under the column.
func (p Problem) Message() string {
	switch {
	case p.Kind == MoreProblems:
		return fmt.Sprintf("%d further problems are not listed", p.Count)
	case p.Line == 0:
		return fmt.Sprintf("%s: %s", p.Kind, p.Suggestion)
	}
	head := fmt.Sprintf("%s on line %d:", p.Kind, p.Line)
	if p.Suggestion != "" {
		head += " " + p.Suggestion
	}
	return fmt.Sprintf("%s\n\n  %s\n  %s^", head, strings.TrimRight(p.Source, "\r\n"), strings.Repeat(" ", p.Column-1))
}

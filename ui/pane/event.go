package pane

import (
	"hubtrail/github"
	"hubtrail/keymap"
)

// Subject is what the whole program is looking at.
type Subject struct {
	Place         github.Place
	Owner         string // whose repositories are listed; "" for all the account reaches
	Repo          github.RepoRef
	DefaultBranch string
	Ref           string // branch, tag or SHA; "" for the default branch
	Commit        string // SHA of the commit shown; "" for none
	Diff          DiffAt // what is shown instead of a commit
	Issue         IssueAt
	Path          string // the file or folder that was asked for; "" for none
	Line          int    // of the file, from 1; 0 for none
	LastLine      int    // of lines that were asked for, beyond Line; 0 for Line alone
	Blame         bool   // who wrote the file's lines was asked for too
	Side          Side
}

// DiffAt is changes of the repository that are no commit's: those of a pull
// request, or between two ends of its history. The zero value is none.
type DiffAt struct {
	Pull    int // its number, 0 for a comparison
	Compare github.CompareSpec
}

// Side is what of a repository is looked at.
type Side int

// The sides.
const (
	SideCode   Side = iota // commits and patches
	SideIssues             // issues and pull requests
	SideOwners             // who owns which files
	SideSource             // a file
)

// IssueAt is an issue or a pull request and the place that reaches it, which
// may be another than the one looked at. The zero value is none.
type IssueAt struct {
	Place github.Place
	Ref   github.IssueRef
}

// Head is the ref that commits are listed from: "" lets GitHub choose the
// default branch.
func (s Subject) Head() string {
	if s.Ref != "" {
		return s.Ref
	}
	return s.DefaultBranch
}

// SubjectChanged tells every pane what is looked at now.
type SubjectChanged struct{ Subject Subject }

// Restored tells every pane, before the program runs, what was looked at last
// time. A pane fills itself from the store; it starts nothing.
type Restored struct{ Subject Subject }

// Shown tells a pane that it can be seen from now on.
type Shown struct{}

// Hidden tells a pane that it cannot be seen any more.
type Hidden struct{}

// Due tells a pane that it is time to look whether its data changed.
type Due struct{}

// AccountsChanged tells every pane that there are more accounts than before.
type AccountsChanged struct{}

// Rethemed tells every pane that colours changed: rendered rows it kept are
// stale.
type Rethemed struct{}

// Raised tells a pane that it was put on top, and in which scope the keys were
// pressed that led there.
type Raised struct{ Scope keymap.Scope }

// Wheel is the mouse wheel turned over a pane; Delta is in rows, down positive.
type Wheel struct{ Delta int }

// Click is a press of the mouse button in a pane, in its own cells. Again means that the
// pane had the focus already.
type Click struct {
	X, Y  int
	Again bool
}

// Confirmed is the answer to a Confirm, in reply to the user.
type Confirmed struct {
	Tag    any // that of the question
	Yes    bool
	Choice int // which way, with Yes: 0 is the question's Verb, 1 the first of Also
}

// Edited is a text as the person's editor left it.
type Edited struct {
	Text string
	Err  error // why there was no editing; nil if there was
}

// Written tells every pane that something about an issue or pull request was
// written to GitHub by this program; At.Ref.Number is 0 for the repository's
// list of them.
type Written struct{ At IssueAt }

// Resized tells a pane that can be seen that it was given another size. Resize
// itself starts nothing: what takes time for the new width is started in reply
// to this.
type Resized struct{}

package github

import (
	"strconv"
	"time"
)

// IssueRef names an issue or a pull request: GitHub numbers both together.
type IssueRef struct {
	Repo   RepoRef
	Number int
}

// String is "owner/name#12", or "" for the zero value.
func (r IssueRef) String() string {
	if r == (IssueRef{}) {
		return ""
	}
	return r.Repo.String() + "#" + strconv.Itoa(r.Number)
}

// IssueState is what the glyph before an issue or pull request shows.
type IssueState int

// The states. Draft and Merged are pull requests'; NotPlanned is an issue closed
// as not planned or as a duplicate.
const (
	IssueOpen IssueState = iota
	IssueDraft
	IssueMerged
	IssueClosed
	IssueNotPlanned
)

// String is the state in words.
func (s IssueState) String() string {
	switch s {
	case IssueDraft:
		return "draft"
	case IssueMerged:
		return "merged"
	case IssueClosed:
		return "closed"
	case IssueNotPlanned:
		return "not planned"
	default:
		return "open"
	}
}

// Open reports whether it can still be worked on.
func (s IssueState) Open() bool { return s == IssueOpen || s == IssueDraft }

// Issue is an issue or a pull request as a list shows it.
type Issue struct {
	IssueRef
	ID        int64
	NodeID    string
	Pull      bool // a pull request
	Draft     bool // a pull request that is no more than a draft, or was when it was closed
	State     IssueState
	Reason    string // state_reason as GitHub writes it: completed, not_planned, duplicate, reopened; "" if none
	Locked    bool
	Title     string
	Body      string // Markdown, as it is: with CRLF if GitHub has it so
	Author    string // "" for a deleted account
	Labels    []Label
	Assignees []string
	Milestone string
	Type      string // issue type such as "Bug"; "" if none
	Comments  int
	Reactions int
	CreatedAt time.Time
	UpdatedAt time.Time
	ClosedAt  time.Time // zero while open
	MergedAt  time.Time // zero unless merged
	URL       string    // on the web
}

// Linked is an issue or pull request that another one is connected with.
type Linked struct {
	Issue
	Closing bool // the pull request closes the issue on merging, or has closed it
	Manual  bool // linked by hand on the web
	Textual bool // only the text says so: GitHub was not asked, or does not agree
}

package github

import "time"

// CompareSpec is what is compared: what Head has that Base has not. Each is a
// branch, a tag, a SHA, or a fork's branch as "owner:branch"; "" is the default
// branch.
type CompareSpec struct {
	Base, Head string
	TwoDot     bool // the files differ between the two tips, not between the merge base and Head
}

// String is "base...head", with two dots if the tips are compared.
func (s CompareSpec) String() string {
	dots := "..."
	if s.TwoDot {
		dots = ".."
	}
	return s.Base + dots + s.Head
}

// Comparison is how two ends of a history lie to each other. Commits and Files
// grow while it is read; each one emitted is whole.
type Comparison struct {
	Spec         CompareSpec
	BaseSHA      string   // the tip of Base
	HeadSHA      string   // the tip of Head; "" as long as it is not known
	MergeBase    string   // "" if the two have no history in common
	Status       string   // as GitHub writes it: identical, ahead, behind, diverged; "" without a merge base
	Ahead        int      // commits that only Head has
	Behind       int      // commits that only Base has
	TotalCommits int      // as GitHub counts them; more than Commits beyond 10,000
	Commits      []Commit // that only Head has, oldest first
	Moved        bool     // a branch moved while it was read: Commits are of both states

	// Files are sorted by path beyond GitHub's 300; Listed is how many come from
	// GitHub's own list, with counts and patches: the rest is TreeDiff's. Where
	// more than 300 files cannot be had, FilesCut is set, and WhyCut tells why.
	Files    []File
	Listed   int
	FilesCut bool
	WhyCut   error
	Unread   int // files of the trees that were added or removed, and whose contents were too many to look for renames
	At       time.Time
}

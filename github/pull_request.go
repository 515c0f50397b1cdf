package github

// PullRequest is a pull request with what a list does not tell.
type PullRequest struct {
	Issue
	Base, Head     PullEnd
	Merged         bool
	MergedBy       string
	MergeCommit    string
	Mergeable      Mergeable
	MergeableState string // as GitHub writes it: clean, dirty, blocked, behind, unstable, draft, unknown
	Reviewers      []string
	Teams          []string // asked to review, by slug
	Commits        int
	ChangedFiles   int
	Additions      int
	Deletions      int
	ReviewComments int
}

// PullEnd is one side of a pull request.
type PullEnd struct {
	Label string  // "owner:branch"; "" if GitHub does not say
	Ref   string  // the branch
	SHA   string  // its tip
	Repo  RepoRef // zero if the repository is gone
}

// Mergeable is whether a pull request can be merged without conflicts.
type Mergeable int

// GitHub reckons it in the background: unknown means to ask again later.
const (
	MergeableUnknown Mergeable = iota
	MergeableYes
	MergeableNo
)

// ReviewDecision is what the reviews of a pull request come to.
type ReviewDecision int

// GitHub's review decisions.
const (
	ReviewNone ReviewDecision = iota
	ReviewRequired
	ReviewApproved
	ReviewChanges
)

// String is the decision in words.
func (d ReviewDecision) String() string {
	return [...]string{"", "review required", "approved", "changes requested"}[d]
}

// PullSummary is what a row of a pull request shows besides, asked for many at
// once.
type PullSummary struct {
	Review ReviewDecision
	Checks CheckState
	Closes []IssueRef // issues that merging closes, as GitHub recognises them
}

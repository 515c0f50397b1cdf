package embedded

import "time"

// A Pull is what a pull request has beyond an issue. Its commits, files and
// their counts are what git says lies between its two ends.
//
// Commits are named by revisions in git's syntax, such as "main~17", a branch,
// or a full id, which git resolves in the repository when they are first
// needed. One that leads nowhere gets an id of its own, as a commit that is
// gone from the repository has.
type Pull struct {
	Base   string // base.ref: the branch it is to go into
	Branch string // head.ref
	// From is the repository of the head, "owner/name"; "" is the pull request's
	// own. The objects of a fork are looked for in the pull request's own, where
	// GitHub keeps them too.
	From string
	Gone bool // the head's repository was deleted: head.repo is null

	BaseCommit string // base.sha; the merge base of Base and HeadCommit when empty
	HeadCommit string // head.sha; Branch when empty

	Draft       bool
	MergedAt    time.Time // zero unless merged
	MergedBy    string    // login
	MergeCommit string    // merge_commit_sha of a merged one; HeadCommit when empty
	// Mergeable is mergeable_state: clean, dirty, blocked, behind, unstable;
	// "clean" when empty ("draft" of a draft). "dirty" makes mergeable false. The
	// server says null and "unknown" when it is asked for the first time.
	Mergeable string

	Reviewers []string // logins asked for a review
	Teams     []string // slugs of teams asked, of the repository's organisation
	// NeedsReview says that the base branch asks for an approval, so that the
	// decision is REVIEW_REQUIRED until there is one.
	NeedsReview bool
	Reviews     []Review // oldest first
	Statuses    []Status // of the head commit, newest last
	CheckRuns   []CheckRun
}

// A Review is a review of a pull request.
type Review struct {
	ID          int64 // given by the server when 0
	Author      string
	Association string // follows from the author's rights when empty
	State       string // APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED
	Body        string
	At          time.Time
	Commit      string // revision; the head commit when empty
	Threads     []Thread
}

// A Thread is a conversation about one place of a diff, which a review began.
type Thread struct {
	Path string
	// Line is counted in the head's file for RIGHT, in the base's for LEFT. The
	// hunk is cut from the diff at Commit; a line that the diff does not hold
	// gets none.
	Line      int
	StartLine int       // first line of a comment on several, 0 for one
	Side      string    // RIGHT when empty, or LEFT
	Commit    string    // original_commit_id; the review's when empty
	Outdated  bool      // line is null and only original_line tells it
	Resolved  bool      // REST does not show it
	By        string    // who resolved it, login
	Comments  []Comment // the first is the review's, the others reply to it
}

// A Status is a commit status of a pull request's head.
type Status struct {
	Context     string
	State       string // error, failure, pending, success
	Description string
	URL         string // target_url
	Creator     string // login
	At          time.Time
}

// A CheckRun is a check run of a pull request's head. Several of one name are
// runs one after the other; listings show the latest only, unless asked for
// all.
type CheckRun struct {
	ID          int64 // given by the server when 0
	Name        string
	App         string // slug; "github-actions" when empty
	AppName     string // "GitHub Actions" when empty
	Status      string // queued, in_progress, completed; completed when empty
	Conclusion  string // success, failure, neutral, cancelled, skipped, timed_out, action_required, stale
	Title       string // output.title
	Summary     string // output.summary, Markdown
	Text        string // output.text, Markdown
	URL         string // details_url
	StartedAt   time.Time
	CompletedAt time.Time
}

// A Team is a team of an organisation.
type Team struct {
	ID          int64 // given by the server when 0, from the organisation's id
	Slug        string
	Name        string // Slug when empty
	Description string
	// Secret teams exist only for their members and the organisation's owners.
	Secret bool
	Parent string // slug, "" at the top
	// Members are those of the team itself, login to "maintainer" or "member".
	// Listings count those of child teams too.
	Members map[string]string
	// ReadOnly are the bare names of the organisation's repositories that the
	// team may only read; to the others it may write. Only code owners are judged
	// by it: what a caller may do follows from Org.Members and Collaborators.
	ReadOnly []string
}

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

// Label is a label of a repository.
type Label struct {
	Name        string
	Color       string // six hexadecimal digits, "" if GitHub does not say
	Description string
}

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

// Event is one entry of a conversation, oldest first: a comment, a review, or
// anything else that GitHub's timeline tells. Fields that a kind does not have
// are zero.
type Event struct {
	Kind   string // as GitHub names it: commented, reviewed, labeled, cross-referenced...
	ID     int64  // of a comment or review, 0 where there is none
	NodeID string
	Actor  string // "" for a deleted account
	At     time.Time

	Body      string // of a comment or review, Markdown
	Edited    bool   // updated after it was made
	EditedAt  time.Time
	Author    string // association of the actor: OWNER, MEMBER, CONTRIBUTOR... ; "" if GitHub does not say
	Reactions int
	URL       string // on the web

	State  string // of a review: approved, changes_requested, commented, dismissed; of a closed event: its reason
	Commit string // SHA of committed, referenced, closed, merged, head_ref_force_pushed
	Title  string // message of a commit, first line
	Label  Label  // labeled, unlabeled
	Other  string // assignee, reviewer or team asked, milestone, lock reason: what the event is about
	From   string // renamed: the old title
	To     string // renamed: the new title

	Source      *Issue // cross-referenced: what mentions it
	WillClose   bool   // cross-referenced: merging the source closes this, as its body says
	Performed   string // the App that did it, "" if a person
	Minimised   bool
	ForcePushed bool
}

// Comment is a comment of a conversation.
type Comment struct {
	ID        int64
	Author    string
	Body      string
	CreatedAt time.Time
	UpdatedAt time.Time
	URL       string
}

// ReviewComment is a comment on a line of a pull request.
type ReviewComment struct {
	Comment
	ReviewID int64
	ReplyTo  int64 // ID of the thread's first comment, 0 if this is it
	Path     string
	Line     int    // in the newest version, 0 if outdated
	OldLine  int    // original_line
	Side     string // LEFT or RIGHT
	Hunk     string // the end of the diff it is about, from @@ on
	Commit   string
}

// ReviewThread is review comments about one place, oldest first.
type ReviewThread struct {
	Path     string
	Line     int // 0 if outdated
	Hunk     string
	Outdated bool
	Comments []ReviewComment
}

// CheckState is how a check, or all of them together, came out.
type CheckState int

// From no check at all to a failure.
const (
	CheckNone CheckState = iota
	CheckSkipped
	CheckPassed
	CheckPending
	CheckFailed
)

// String is the state in words.
func (s CheckState) String() string {
	return [...]string{"no checks", "skipped", "passed", "pending", "failed"}[s]
}

// Check is one check run or commit status.
type Check struct {
	Name     string
	App      string // who ran it, "" for a status
	State    CheckState
	Result   string // conclusion or state as GitHub writes it: success, timed_out, queued...
	Title    string // of its output, one line
	Summary  string // of its output, Markdown; of a status its description
	URL      string // details on the web
	Started  time.Time
	Finished time.Time
}

// Checks is every check of a commit.
type Checks struct {
	SHA      string
	State    CheckState // the worst of them
	Checks   []Check    // failures first, then pending, then the rest, by name
	Total    int
	Statuses error // why commit statuses are missing, nil if they are not
	Runs     error // why check runs are missing, nil if they are not
}

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

// Linked is an issue or pull request that another one is connected with.
type Linked struct {
	Issue
	Closing bool // the pull request closes the issue on merging, or has closed it
	Manual  bool // linked by hand on the web
	Textual bool // only the text says so: GitHub was not asked, or does not agree
}

// Hit is an issue or pull request that a search found, with the place that
// reaches it.
type Hit struct {
	Issue
	At Place
}

// SearchScope is one part of where a search looks: requests are made as Place.
type SearchScope struct {
	Place  Place
	Repo   RepoRef // only this repository; zero for none
	Owners []Owner // else these accounts; none is all that the credential sees, the whole of GitHub

	// Unlisted is all that the account of Place reaches, which is not known yet: its
	// listing is asked for first. Repo and Owners are empty.
	Unlisted bool
}

// ScopeLevel is how far a search looks.
type ScopeLevel int

// From one repository to everything that every account reaches.
const (
	ScopeRepository ScopeLevel = iota
	ScopeInstallation
	ScopeAccount
	ScopeEverywhere
)

// String is the level in words.
func (l ScopeLevel) String() string {
	return [...]string{"repository", "installation", "account", "all accounts"}[l]
}

// Words are the values that qualifiers of a query can be completed with, as far
// as they are stored.
type Words struct{ Logins, Labels, Milestones, Teams, Repositories, Owners []string }

// SearchProblem is a query that GitHub refused, or would, with the place of the
// mistake. Start and End are bytes of the person's text, both 0 when it cannot
// be told.
type SearchProblem struct {
	Start, End int
	Text       string // what is wrong, one sentence
	Fix        string // what to do, "" if the text says it
	Err        error  // GitHub's refusal, nil if it was not asked
}

// Error is what is wrong.
func (p *SearchProblem) Error() string { return p.Text }

// Unwrap gives GitHub's refusal.
func (p *SearchProblem) Unwrap() error { return p.Err }

// Remedy is what to do.
func (p *SearchProblem) Remedy() string { return p.Fix }

// SearchKind is which of the two a search wants.
type SearchKind int

// Both takes two requests: GitHub answers for one of them at a time.
const (
	SearchBoth SearchKind = iota
	SearchIssues
	SearchPulls
)

// SearchOrder is what hits are sorted by, always the largest or newest first.
type SearchOrder string

// The orders of GitHub's search; best match is the server's own.
const (
	ByUpdated   SearchOrder = "updated"
	ByCreated   SearchOrder = "created"
	ByComments  SearchOrder = "comments"
	ByReactions SearchOrder = "reactions"
	ByBestMatch SearchOrder = ""
)

// IssueSearch is a search for issues and pull requests.
type IssueSearch struct {
	Text   string // the person's query, in GitHub's syntax
	Kind   SearchKind
	Order  SearchOrder
	Scopes []SearchScope
	Limit  int // hits wanted of each request; GitHub gives no more than 1,000
}

// SentSearch is one request of a search: what was sent and what came of it.
type SentSearch struct {
	Account    string
	Query      string // q as it was sent
	Total      int    // what GitHub counts
	Incomplete bool   // GitHub ran out of time: hits may be missing
	Err        error  // why it failed; nil if it did not
}

// SearchResult is what a search found so far: whole, replacing the one before.
type SearchResult struct {
	Hits       []Hit
	Total      int // what GitHub counts, of all requests; of a stored answer, of its hits
	At         time.Time
	Stored     bool         // answered from the store, without GitHub
	Unanswered []string     // parts of the query that the store cannot answer, with why
	Sent       []SentSearch // none of a stored answer
	More       bool         // a larger Limit would bring more
	Capped     bool         // GitHub gives 1,000 hits and no more, and there are more
}

// RepositoryHit is a repository that GitHub's search found.
type RepositoryHit struct {
	Repository
	Outside bool // the installation or token does not list it
}

// RepositorySearch is what a search for repositories found.
type RepositorySearch struct {
	Hits       []RepositoryHit
	Total      int
	Query      string // as it was sent
	Incomplete bool
	At         time.Time
}

// NewIssue is an issue to be created.
type NewIssue struct {
	Title     string
	Body      string
	Labels    []string
	Assignees []string
}

// IssueTemplate is what a repository offers as the beginning of an issue.
type IssueTemplate struct {
	Name      string // as its front matter or file says
	About     string
	Title     string
	Body      string
	Labels    []string
	Assignees []string
	Path      string // in the repository
}

// Milestone is a milestone of a repository.
type Milestone struct {
	Number int
	Title  string
	Open   bool
}

// DraftKind is what a draft becomes.
type DraftKind string

// The kinds of draft.
const (
	DraftIssue   DraftKind = "issue"   // a new issue of Repo
	DraftComment DraftKind = "comment" // a new comment on Number
	DraftEdit    DraftKind = "edit"    // another text for the comment CommentID on Number
)

// DraftStatus is how far a draft has come.
type DraftStatus string

// A draft that is Sending when the program starts, or Unclear, is looked for at
// GitHub before anything is sent again.
const (
	DraftEditing DraftStatus = "editing"
	DraftSending DraftStatus = "sending" // noted on disk before the request leaves
	DraftUnclear DraftStatus = "unclear" // the answer did not say whether it was done
)

// Draft is a text on its way to GitHub. It is kept in the state folder until
// GitHub has it or the person throws it away.
type Draft struct {
	ID        string
	Kind      DraftKind
	Place     Place
	Host      string
	Repo      RepoRef
	Number    int    // of the issue or pull request commented on
	CommentID int64  // of the comment edited
	Base      string // the text of that comment when editing began
	Title     string
	Body      string
	Labels    []string
	Assignees []string
	Status    DraftStatus
	Problem   string    // why the last sending failed, "" if it did not
	SentAt    time.Time // when sending began, by this machine's clock
	ChangedAt time.Time

	Since  time.Time // GitHub's clock just before sending began: what is looked for is no older
	Sent   string    // fingerprint of the text last sent without a clear answer, "" if there is none
	Theirs string    // of an edit: what the comment says now, if others changed it since editing began
}

// Delivery is what became of a draft that was sent.
type Delivery struct {
	Issue   Issue   // of a new issue
	Comment Comment // of a comment
	Found   bool    // it was there already: an earlier sending had arrived

	Dropped []string // what GitHub left out of a new issue without a word: "label bug", "assignee ada"
	Kept    bool     // the text was changed since it was sent, so that the draft is still there
}

package github

import "time"

// LinkKind is how an issue and a pull request are connected.
type LinkKind string

// The kinds of link. Closes is a keyword in the pull request's body, LinkCommit
// one in a commit's message, LinkManual the web's sidebar; the others only refer.
const (
	LinkCloses  LinkKind = "closes"
	LinkRefers  LinkKind = "refers" // written on purpose, without a keyword
	LinkManual  LinkKind = "manual"
	LinkMention LinkKind = "mention"
	LinkCommit  LinkKind = "commit"
)

// LinkWhere is where a link is written.
type LinkWhere string

// The places of a link.
const (
	LinkInBody    LinkWhere = "body"
	LinkInComment LinkWhere = "comment"
	LinkInCommit  LinkWhere = "commit"
	LinkOnWeb     LinkWhere = "web"
	LinkInBranch  LinkWhere = "branch"
)

// Recognition is whether GitHub itself counts a link, as its closing references
// tell.
type Recognition int

// Unknown is a host that could not be asked.
const (
	RecognitionUnknown Recognition = iota
	Recognised
	NotRecognised
)

// Link is one connection of an issue with a pull request.
type Link struct {
	Issue, Pull IssueRef
	Kind        LinkKind
	Where       LinkWhere
	Recognised  Recognition
	Why         string // why GitHub does not count it, or why that is not known; "" otherwise
	Changed     bool   // by the operation that tells of it
	Other       Issue  // the far end, as far as it is known: title, state, author
	Cross       bool   // the two are in different repositories
	Commit      string // SHA, where it is written in a commit; Pull may then be unknown
	URL         string // the page where it is written, or where a link by hand is removed; "" if not known
}

// LinkRequest is what the person wants: some issues linked to, or unlinked from,
// a pull request.
type LinkRequest struct {
	Place   Place
	Pull    IssueRef
	Issues  []IssueRef
	Kind    LinkKind // LinkCloses or LinkRefers
	Unlink  bool
	Comment bool // write a comment that refers to them instead of the body; with Unlink, delete it

	// Elsewhere is what was asked for besides and lies at another host, as the
	// person wrote it: it cannot be linked, and the plan says so.
	Elsewhere []string
}

// LinkPlan is what a request comes to with what GitHub has at the moment. Making
// it reads and writes nothing.
type LinkPlan struct {
	LinkRequest
	PR            PullRequest // as it was read
	Before, After string      // the body; equal if there is nothing to write
	Text          string      // of the comment, with Comment
	Links         []Link      // what there will be, one an issue, Changed where something is written
	Warnings      []string    // whole sentences: what GitHub will not recognise, and what to do
	Blocked       error       // why the body cannot be written: a comment may do instead; nil if it can
	Undoes        string      // ID of the job that it is the reverse of, "" for none
	Job           string      // ID of the planned job that it replaces, "" for none
	CommentID     int64       // of the comment to be deleted, with Comment and Unlink
}

// Idle reports whether there is nothing to write.
func (p LinkPlan) Idle() bool {
	if p.Comment {
		return p.Text == ""
	}
	return p.Before == p.After
}

// LinkStatus is how far a link job has come.
type LinkStatus string

// A job that is Writing when the program starts, or Unclear, is looked for at
// GitHub before anything is written again.
const (
	LinkPlanned LinkStatus = "planned" // noted, nothing was sent
	LinkWriting LinkStatus = "writing" // noted on disk before the request leaves
	LinkUnclear LinkStatus = "unclear"
	LinkDone    LinkStatus = "done"
	LinkUndone  LinkStatus = "undone"
	LinkRefused LinkStatus = "refused"
)

// LinkJob is a request with its fate, kept in the state folder: what is under
// way, and what was done and can be undone.
type LinkJob struct {
	ID      string
	Request LinkRequest
	Host    string
	Before  string // the body that the plan was made of
	After   string // the body that was to be written
	Status  LinkStatus
	Problem string // why it was refused or is unclear
	Links   []Link // as they were last read back
	At      time.Time
	Undoes  string // ID of the job that this one undid, "" for none

	Text      string    // of the comment, with Request.Comment
	CommentID int64     // of the comment that was written, 0 if it is not known
	BeforeSum string    // fingerprints of the bodies, which may be too old or too secret
	AfterSum  string    // to be kept
	WritingAt time.Time // when the write was noted
	Writer    string    // the process that noted it
	Base      string    // the branch that the pull request went into when it was planned
	Closed    bool      // it was closed or merged by then
}

// LinkProgress is how far a batch has come.
type LinkProgress struct {
	Job   LinkJob
	Done  int
	Total int
	Note  string // what is being done
}

// LinkCandidate is a pull request (or an issue) that might be meant, with why it
// is offered.
type LinkCandidate struct {
	Issue
	Why   []string // "branch names #12", "same author"; best first
	Score int
}

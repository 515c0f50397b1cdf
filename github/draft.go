package github

import "time"

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

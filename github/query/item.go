package query

import "time"

// Field is a set of an Item's fields.
type Field uint64

// The fields that may be unknown of an item.
const (
	FieldBody     Field = 1 << iota
	FieldComments       // texts and authors of comments, and with them all mentions
	FieldReviews
	FieldChecks
	FieldBranches
	FieldReactions
	FieldMilestone
	FieldLinks
	FieldType
	FieldReviewers
	FieldMergedAt
)

// Item is an issue or a pull request as far as it is known.
type Item struct {
	Repo         string // "owner/name"
	Number       int
	Pull         bool
	Open         bool
	Draft        bool
	Merged       bool
	Locked       bool
	Private      bool
	Archived     bool
	Reason       string // completed, not_planned, duplicate, reopened
	Title        string
	Body         string
	Author       string // "app/NAME" for an App, as author: writes it
	Assignees    []string
	Labels       []string
	Milestone    string
	Type         string
	Comments     int
	Reactions    int
	Created      time.Time
	Updated      time.Time
	Closed       time.Time
	MergedAt     time.Time
	Head, Base   string
	Language     string   // of the repository
	Mentions     []string // logins
	Commenters   []string
	CommentTexts []string
	Reviewers    []string // asked
	ReviewTeams  []string // asked, "org/slug"
	ReviewedBy   []string
	Review       string // none, required, approved, changes_requested
	Status       string // pending, success, failure, ""
	Linked       bool   // has a closing reference to or from the other kind
	SHAs         []string
	Known        Field // which of the optional fields are known
}

// Repository is a repository as far as it is known.
type Repository struct {
	Name        string // "owner/name"
	Description string
	Readme      string
	Topics      []string
	Language    string
	License     string
	Private     bool
	Fork        bool
	Archived    bool
	Template    bool
	Mirror      bool
	Stars       int
	Forks       int
	Size        int // kB
	Followers   int
	Created     time.Time
	Pushed      time.Time
	Updated     time.Time
}

// Context is what a query's words refer to besides the item.
type Context struct {
	Now     time.Time
	Me      string                     // for @me; "" if it is not known
	Members func(team string) []string // "org/slug" to logins, nil if not known
	Known   Field                      // what the items will have: the rest is named as unanswered; an item's own Known decides
}

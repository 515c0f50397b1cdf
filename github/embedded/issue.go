package embedded

import "time"

// IssueData is what a repository has of issues and pull requests when the
// server first needs it. The server works on a copy of its own: what is written
// later stays in its memory, and the World is not changed.
type IssueData struct {
	Labels     []Label
	Milestones []Milestone
	// Issues may be in any order. Numbers are unique, from 1 up; gaps are
	// numbers that were never given and answer 404.
	Issues []Issue
}

// A Label is a label of a repository.
type Label struct {
	Name        string
	Color       string // six hexadecimal digits; "ededed" when empty
	Description string
	Default     bool // one of those that every new repository has
}

// A Milestone is a milestone of a repository. How many of its issues are open
// is counted.
type Milestone struct {
	Number      int // from 1 up
	Title       string
	Description string
	Creator     string // login
	Closed      bool
	DueOn       time.Time // zero is null
	CreatedAt   time.Time
	UpdatedAt   time.Time // CreatedAt when zero
	ClosedAt    time.Time
}

// An Issue is an issue or, with Pull set, a pull request. Logins that end in
// "[bot]" are Apps; "" is an account that was deleted, null in the JSON.
type Issue struct {
	Number int
	// ID is given by the server when 0, from the repository's id.
	ID     int64
	Title  string
	Body   string // Markdown; "" is null in the JSON
	Author string // login
	// Association is author_association as GitHub writes it (MEMBER...); it
	// follows from the author's rights when empty.
	Association string
	Labels      []string // names; one that IssueData.Labels lacks gets no colour of its own
	Assignees   []string // logins, the first is the singular assignee
	Milestone   int      // its number, 0 for none
	Type        string   // issue type such as "Bug", "" for none
	Closed      bool     // a merged pull request counts as closed whatever this says
	Reason      string   // state_reason: completed, not_planned, duplicate, reopened; "" is null
	Locked      bool
	LockReason  string // active_lock_reason: resolved, off-topic, too heated, spam; "" is null
	CreatedAt   time.Time
	UpdatedAt   time.Time // the latest time anywhere in the issue when zero
	ClosedAt    time.Time // null when zero
	ClosedBy    string    // login; null when empty
	App         string    // slug of the App that made it for the author, performed_via_github_app
	Reactions   Reactions
	Comments    []Comment // oldest first
	// Events are the rest of the timeline, in any order. Comments, reviews and
	// commits are added to it from where they are, and so is a "referenced" or
	// "cross-referenced" event only if it is listed here.
	Events []Event
	// Links are closing references made by hand on the web: to pull requests
	// from an issue, to issues from a pull request, as "#12" or
	// "owner/name#12". One side is enough. Those of closing keywords in a pull
	// request's body are found in the text.
	Links []string
	Pull  *Pull // what makes it a pull request

	// Deleted answers 410 for what was here, and keeps it out of every listing.
	Deleted bool
	// MovedTo is where the issue was transferred, "owner/name#12": it answers
	// 301, and is in no listing.
	MovedTo string
}

// Reactions are how often each emoji was given.
type Reactions struct {
	PlusOne, MinusOne, Laugh, Hooray, Confused, Heart, Rocket, Eyes int
}

// Total is how many reactions there are.
func (r Reactions) Total() int {
	return r.PlusOne + r.MinusOne + r.Laugh + r.Hooray + r.Confused + r.Heart + r.Rocket + r.Eyes
}

// A Comment is a comment of a conversation, or a reply in a review's thread.
type Comment struct {
	ID          int64 // given by the server when 0
	Author      string
	Association string // follows from the author's rights when empty
	Body        string
	CreatedAt   time.Time
	UpdatedAt   time.Time // CreatedAt when zero; later means that it was edited
	App         string    // slug, performed_via_github_app
	Reactions   Reactions
	// Minimised is why the comment was hidden (spam, outdated, resolved...); ""
	// if it was not. REST does not show it.
	Minimised string
}

// An Event is an entry of an issue's timeline that is no comment, review or
// commit.
type Event struct {
	Kind  string // "event" as GitHub names it: labeled, closed, cross-referenced...
	ID    int64  // given by the server when 0; cross-referenced events show none
	Actor string // login
	At    time.Time
	App   string // slug, performed_via_github_app

	Label     string // labeled, unlabeled: the name
	Assignee  string // assigned, unassigned: the login
	Milestone string // milestoned, demilestoned: the title
	From, To  string // renamed: the titles
	Reviewer  string // review_requested, review_request_removed: the login
	Team      string // the same, of a team: its slug in the repository's organisation
	// Commit is the commit of a closed, merged, referenced or
	// head_ref_force_pushed event, as a revision (see [Pull]); "" is null.
	Commit     string
	Reason     string // closed, reopened: state_reason
	LockReason string // locked
	// Source is what mentions the issue in a cross-referenced event, as "#12"
	// or "owner/name#12". Callers who do not see its repository do not get the
	// event.
	Source string
	// Review is the id of the review that a review_dismissed event is about, and
	// Message what was said with it.
	Review  int64
	Message string
	// Fields are further fields of the JSON, over those above: what kinds that
	// the server does not know carry.
	Fields map[string]any
}

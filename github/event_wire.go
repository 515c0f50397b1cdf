package github

import "encoding/json"

// eventJSON is one entry of a timeline. The kinds share no shape: each has some
// of these fields, and a kind that is not known yet has at least a name.
type eventJSON struct {
	Event       string          `json:"event"`
	ID          int64           `json:"id"`
	NodeID      string          `json:"node_id"`
	Actor       *userJSON       `json:"actor"`
	User        *userJSON       `json:"user"`
	CreatedAt   wireTime        `json:"created_at"`
	UpdatedAt   wireTime        `json:"updated_at"`
	SubmittedAt wireTime        `json:"submitted_at"`
	Body        string          `json:"body"`
	Association string          `json:"author_association"`
	Reactions   *countJSON      `json:"reactions"`
	HTMLURL     string          `json:"html_url"`
	Minimised   json.RawMessage `json:"minimized"`
	App         *nameJSON       `json:"performed_via_github_app"`

	State       string `json:"state"`        // of a review
	StateReason string `json:"state_reason"` // of a closing
	CommitID    string `json:"commit_id"`

	SHA       string     `json:"sha"`
	Message   string     `json:"message"`
	Author    *signature `json:"author"`
	Committer *signature `json:"committer"`

	Label           *labelJSON `json:"label"`
	Assignee        *userJSON  `json:"assignee"`
	Milestone       *titleJSON `json:"milestone"`
	LockReason      string     `json:"lock_reason"`
	Reviewer        *userJSON  `json:"requested_reviewer"`
	RequestedBy     *userJSON  `json:"review_requester"`
	Team            *teamJSON  `json:"requested_team"`
	DismissedReview *dismissal `json:"dismissed_review"`
	IssueType       *nameJSON  `json:"issue_type"`
	PreviousType    *nameJSON  `json:"prev_issue_type"`
	SubIssue        *issueJSON `json:"sub_issue"`
	ParentIssue     *issueJSON `json:"parent_issue"`
	BlockedBy       *issueJSON `json:"blocked_by"`
	Blocking        *issueJSON `json:"blocking"`
	ProjectCard     *cardJSON  `json:"project_card"`
	Rename          *rename    `json:"rename"`
	Source          *source    `json:"source"`
	PreviousRepo    *fullName  `json:"previous_repository"`
	Comments        []lineJSON `json:"comments"` // of a group of comments on lines
	Canonical       *issueJSON `json:"canonical"`
}

// UnmarshalJSON takes what it can: a field of another shape than expected, as an
// unknown kind may have, is left out and spoils nothing else.
func (j *eventJSON) UnmarshalJSON(data []byte) error {
	type plain eventJSON
	return shapeless(json.Unmarshal(data, (*plain)(j)))
}

// signature is who wrote or committed a commit.
type signature struct {
	Name string   `json:"name"`
	Date wireTime `json:"date"`
}

type teamJSON struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

type dismissal struct {
	State   string `json:"state"`
	Message string `json:"dismissal_message"`
	Commit  string `json:"dismissal_commit_id"`
}

type cardJSON struct {
	Column string `json:"column_name"`
	Before string `json:"previous_column_name"`
}

type rename struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type source struct {
	Issue *issueJSON `json:"issue"`
}

type fullName struct {
	FullName string `json:"full_name"`
}

// lineJSON is a comment on a line within a timeline.
type lineJSON struct {
	ID        int64     `json:"id"`
	User      *userJSON `json:"user"`
	Body      string    `json:"body"`
	Path      string    `json:"path"`
	CommitID  string    `json:"commit_id"`
	HTMLURL   string    `json:"html_url"`
	CreatedAt wireTime  `json:"created_at"`
	UpdatedAt wireTime  `json:"updated_at"`
}

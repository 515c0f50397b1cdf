package embedded

import "strings"

type pullEndJSON struct {
	Label string          `json:"label"`
	Ref   string          `json:"ref"`
	SHA   string          `json:"sha"`
	User  *accountJSON    `json:"user"`
	Repo  *repositoryJSON `json:"repo"`
}

type hrefJSON struct {
	Href string `json:"href"`
}

type pullJSON struct {
	URL                string              `json:"url"`
	ID                 int64               `json:"id"`
	NodeID             string              `json:"node_id"`
	HTMLURL            string              `json:"html_url"`
	DiffURL            string              `json:"diff_url"`
	PatchURL           string              `json:"patch_url"`
	IssueURL           string              `json:"issue_url"`
	CommitsURL         string              `json:"commits_url"`
	ReviewCommentsURL  string              `json:"review_comments_url"`
	ReviewCommentURL   string              `json:"review_comment_url"`
	CommentsURL        string              `json:"comments_url"`
	StatusesURL        string              `json:"statuses_url"`
	Number             int                 `json:"number"`
	State              string              `json:"state"`
	Locked             bool                `json:"locked"`
	Title              string              `json:"title"`
	User               *accountJSON        `json:"user"`
	Body               *string             `json:"body"`
	Labels             []labelJSON         `json:"labels"`
	Milestone          *milestoneJSON      `json:"milestone"`
	ActiveLockReason   *string             `json:"active_lock_reason"`
	CreatedAt          string              `json:"created_at"`
	UpdatedAt          string              `json:"updated_at"`
	ClosedAt           *string             `json:"closed_at"`
	MergedAt           *string             `json:"merged_at"`
	MergeCommitSHA     *string             `json:"merge_commit_sha"`
	Assignee           *accountJSON        `json:"assignee"`
	Assignees          []*accountJSON      `json:"assignees"`
	RequestedReviewers []*accountJSON      `json:"requested_reviewers"`
	RequestedTeams     []*teamJSON         `json:"requested_teams"`
	Head               pullEndJSON         `json:"head"`
	Base               pullEndJSON         `json:"base"`
	AuthorAssociation  string              `json:"author_association"`
	AutoMerge          *struct{}           `json:"auto_merge"`
	Draft              bool                `json:"draft"`
	Links              map[string]hrefJSON `json:"_links"`
}

// fullPullJSON has what listings leave out.
type fullPullJSON struct {
	*pullJSON
	Merged              bool         `json:"merged"`
	Mergeable           *bool        `json:"mergeable"`
	Rebaseable          *bool        `json:"rebaseable"`
	MergeableState      string       `json:"mergeable_state"`
	MergedBy            *accountJSON `json:"merged_by"`
	Comments            int          `json:"comments"`
	ReviewComments      int          `json:"review_comments"`
	MaintainerCanModify bool         `json:"maintainer_can_modify"`
	Commits             int          `json:"commits"`
	Additions           int          `json:"additions"`
	Deletions           int          `json:"deletions"`
	ChangedFiles        int          `json:"changed_files"`
}

// pullJSON is a pull request as listings have it.
func (c *call) pullJSON(e *entry, ids revisions) (*pullJSON, error) {
	p, i, at := e.Pull, c.issueJSON(e), pullAt(c, e)
	out := &pullJSON{
		URL: at, ID: e.ID, NodeID: i.NodeID, HTMLURL: i.HTMLURL, DiffURL: i.PullRequest.DiffURL, PatchURL: i.PullRequest.PatchURL, IssueURL: i.URL,
		CommitsURL: at + "/commits", ReviewCommentsURL: at + "/comments", ReviewCommentURL: c.at(e.book.repo) + "/pulls/comments{/number}",
		CommentsURL: i.CommentsURL, Number: e.Number, State: i.State, Locked: e.Locked, Title: e.Title, User: i.User, Body: i.Body, Labels: i.Labels,
		Milestone: i.Milestone, ActiveLockReason: i.ActiveLockReason, CreatedAt: i.CreatedAt, UpdatedAt: i.UpdatedAt, ClosedAt: i.ClosedAt,
		MergedAt: nullableTime(p.MergedAt), Assignee: i.Assignee, Assignees: i.Assignees, RequestedReviewers: c.persons(p.Reviewers),
		RequestedTeams: c.teamsOf(e.book.repo, p.Teams), AuthorAssociation: i.AuthorAssociation, Draft: p.Draft,
	}
	if e.merged() {
		out.MergeCommitSHA = nullable(ids.id(p.mergeRevision()))
	}
	var err error
	if out.Base, out.Head, err = c.pullEnds(e, ids); err != nil {
		return nil, err
	}
	out.StatusesURL = c.at(e.book.repo) + "/statuses/" + out.Head.SHA
	out.Links = map[string]hrefJSON{
		"self": {at}, "html": {out.HTMLURL}, "issue": {out.IssueURL}, "comments": {out.CommentsURL}, "review_comments": {out.ReviewCommentsURL},
		"review_comment": {out.ReviewCommentURL}, "commits": {out.CommitsURL}, "statuses": {out.StatusesURL},
	}
	return out, nil
}

func (c *call) pullEnds(e *entry, ids revisions) (base, head pullEndJSON, err error) {
	p, r := e.Pull, e.book.repo
	whole, err := c.repositoryJSON(r)
	if err != nil {
		return base, head, err
	}
	base = pullEndJSON{Label: r.Owner + ":" + p.Base, Ref: p.Base, SHA: ids.id(p.baseRevision()), User: c.owner(r.Owner), Repo: whole}
	head = pullEndJSON{Label: e.headLabel(), Ref: p.Branch, SHA: ids.id(p.headRevision())}
	owner, name, fork := strings.Cut(p.From, "/")
	switch {
	case p.Gone:
		if fork {
			head.User = c.owner(owner)
		} else {
			head.User = c.person(e.Author)
		}
	case !fork:
		head.User, head.Repo = base.User, whole
	default:
		head.User = c.owner(owner)
		if from := c.s.index.repository(owner, name); from != nil && c.s.sees(c.who, from) {
			head.Repo, err = c.repositoryJSON(from)
		}
	}
	return base, head, err
}

// fullPull answers with a pull request asked for by itself.
func (c *call) fullPull(e *entry, r *repo, ids revisions) (answer, error) {
	j, err := c.pullJSON(e, ids)
	if err != nil {
		return answer{}, err
	}
	x, err := r.extent(c.ctx(), e, ids)
	if err != nil {
		return answer{}, err
	}
	out := fullPullJSON{
		pullJSON: j, Merged: e.merged(), Comments: len(e.Comments), Commits: x.commits, Additions: x.additions, Deletions: x.deletions,
		ChangedFiles: x.files, MergeableState: "unknown",
	}
	if out.Merged {
		out.MergedBy = c.person(e.Pull.MergedBy)
	}
	for i := range e.Pull.Reviews {
		for _, t := range e.Pull.Reviews[i].Threads {
			out.ReviewComments += len(t.Comments)
		}
	}
	if !e.Closed && e.book.reckoned(e.Number, j.Head.SHA) {
		can := e.Pull.Mergeable != "dirty"
		out.Mergeable, out.Rebaseable, out.MergeableState = &can, &can, e.Pull.mergeableState()
	}
	return c.json(out)
}

// reckoned reports whether it is known if a pull request can be merged. Asking
// begins the reckoning: the first answer for a head is no.
func (b *book) reckoned(number int, head string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	known := b.asked[number] == head
	b.asked[number] = head
	return known
}

func (p *Pull) mergeableState() string {
	switch {
	case p.Mergeable != "":
		return p.Mergeable
	case p.Draft:
		return "draft"
	}
	return "clean"
}

package embedded

type issueTypeJSON struct {
	ID          int64   `json:"id"`
	NodeID      string  `json:"node_id"`
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Color       string  `json:"color"`
	IsEnabled   bool    `json:"is_enabled"`
}

type reactionsJSON struct {
	URL        string `json:"url"`
	TotalCount int    `json:"total_count"`
	PlusOne    int    `json:"+1"`
	MinusOne   int    `json:"-1"`
	Laugh      int    `json:"laugh"`
	Hooray     int    `json:"hooray"`
	Confused   int    `json:"confused"`
	Heart      int    `json:"heart"`
	Rocket     int    `json:"rocket"`
	Eyes       int    `json:"eyes"`
}

type issuePullJSON struct {
	URL      string  `json:"url"`
	HTMLURL  string  `json:"html_url"`
	DiffURL  string  `json:"diff_url"`
	PatchURL string  `json:"patch_url"`
	MergedAt *string `json:"merged_at"`
}

type issueJSON struct {
	URL               string          `json:"url"`
	RepositoryURL     string          `json:"repository_url"`
	LabelsURL         string          `json:"labels_url"`
	CommentsURL       string          `json:"comments_url"`
	EventsURL         string          `json:"events_url"`
	HTMLURL           string          `json:"html_url"`
	ID                int64           `json:"id"`
	NodeID            string          `json:"node_id"`
	Number            int             `json:"number"`
	Title             string          `json:"title"`
	User              *accountJSON    `json:"user"`
	Labels            []labelJSON     `json:"labels"`
	State             string          `json:"state"`
	Locked            bool            `json:"locked"`
	Assignee          *accountJSON    `json:"assignee"`
	Assignees         []*accountJSON  `json:"assignees"`
	Milestone         *milestoneJSON  `json:"milestone"`
	Comments          int             `json:"comments"`
	CreatedAt         string          `json:"created_at"`
	UpdatedAt         string          `json:"updated_at"`
	ClosedAt          *string         `json:"closed_at"`
	AuthorAssociation string          `json:"author_association"`
	Type              *issueTypeJSON  `json:"type"`
	ActiveLockReason  *string         `json:"active_lock_reason"`
	Draft             *bool           `json:"draft,omitempty"`
	PullRequest       *issuePullJSON  `json:"pull_request,omitempty"`
	Body              *string         `json:"body"`
	ClosedBy          **accountJSON   `json:"closed_by,omitempty"` // of a single issue only, there null too
	Reactions         reactionsJSON   `json:"reactions"`
	TimelineURL       string          `json:"timeline_url"`
	App               *viaAppJSON     `json:"performed_via_github_app"`
	StateReason       *string         `json:"state_reason"`
	Repository        *repositoryJSON `json:"repository,omitempty"`   // of a mention's source
	Score             *float64        `json:"score,omitempty"`        // of a search
	TextMatches       []textMatchJSON `json:"text_matches,omitempty"` // of a search that asks for them
}

func (c *call) reactionsJSON(at string, r Reactions) reactionsJSON {
	return reactionsJSON{at + "/reactions", r.Total(), r.PlusOne, r.MinusOne, r.Laugh, r.Hooray, r.Confused, r.Heart, r.Rocket, r.Eyes}
}

// at is a repository's address in the API.
func (c *call) at(r *Repository) string {
	return c.url("/repos/%s/%s", escapeSegment(r.Owner), escapeSegment(r.Name))
}

// webAt is a repository's address on the web.
func (c *call) webAt(r *Repository) string { return c.web("/%s/%s", r.Owner, r.Name) }

func state(closed bool) string {
	if closed {
		return "closed"
	}
	return "open"
}

// issueNode is the node id of an issue or pull request.
func issueNode(in *Issue) string {
	if in.Pull != nil {
		return nodeID("PR", in.ID)
	}
	return nodeID("I", in.ID)
}

// issueJSON is an issue as listings have it.
func (c *call) issueJSON(e *entry) *issueJSON {
	r, number := e.book.repo, formatID(int64(e.Number))
	at := c.at(r) + "/issues/" + number
	web := c.webAt(r) + "/issues/" + number
	out := &issueJSON{
		URL: at, RepositoryURL: c.at(r), LabelsURL: at + "/labels{/name}", CommentsURL: at + "/comments", EventsURL: at + "/events",
		ID: e.ID, NodeID: issueNode(e.Issue), Number: e.Number, Title: e.Title, User: c.person(e.Author), Labels: c.labelsJSON(e.book, e.Labels),
		State: state(e.Closed), Locked: e.Locked, Assignees: c.persons(e.Assignees), Comments: len(e.Comments),
		CreatedAt: stamp(e.CreatedAt), UpdatedAt: stamp(e.UpdatedAt), ClosedAt: nullableTime(e.ClosedAt),
		AuthorAssociation: c.association(r, e.Author, e.Association), ActiveLockReason: nullable(e.LockReason), Body: nullable(e.Body),
		Reactions: c.reactionsJSON(at, e.Reactions), TimelineURL: at + "/timeline", App: c.viaApp(e.App), StateReason: nullable(e.Reason),
	}
	if len(e.Assignees) > 0 {
		out.Assignee = c.person(e.Assignees[0])
	}
	if m := e.book.milestone(e.Milestone); m != nil {
		out.Milestone = c.milestoneJSON(e.book, m)
	}
	if e.Type != "" {
		id := nameID(r.ID, "type "+e.Type)
		out.Type = &issueTypeJSON{ID: id, NodeID: nodeID("IT", id), Name: e.Type, Color: "gray", IsEnabled: true}
	}
	if p := e.Pull; p != nil {
		web = c.webAt(r) + "/pull/" + number
		out.Draft = &p.Draft
		out.PullRequest = &issuePullJSON{
			URL: c.at(r) + "/pulls/" + number, HTMLURL: web, DiffURL: web + ".diff", PatchURL: web + ".patch", MergedAt: nullableTime(p.MergedAt),
		}
	}
	out.HTMLURL = web
	return out
}

// fullIssueJSON is an issue asked for by itself.
func (c *call) fullIssueJSON(e *entry) *issueJSON {
	out := c.issueJSON(e)
	by := c.person(e.ClosedBy)
	out.ClosedBy = &by
	return out
}

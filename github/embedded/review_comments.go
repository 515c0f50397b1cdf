package embedded

import (
	"cmp"
	"slices"
	"strconv"
)

type reviewCommentJSON struct {
	URL               string              `json:"url"`
	ReviewID          int64               `json:"pull_request_review_id"`
	ID                int64               `json:"id"`
	NodeID            string              `json:"node_id"`
	DiffHunk          string              `json:"diff_hunk"`
	Path              string              `json:"path"`
	CommitID          string              `json:"commit_id"`
	OriginalCommitID  string              `json:"original_commit_id"`
	User              *accountJSON        `json:"user"`
	Body              string              `json:"body"`
	CreatedAt         string              `json:"created_at"`
	UpdatedAt         string              `json:"updated_at"`
	HTMLURL           string              `json:"html_url"`
	PullRequestURL    string              `json:"pull_request_url"`
	AuthorAssociation string              `json:"author_association"`
	Links             map[string]hrefJSON `json:"_links"`
	Reactions         reactionsJSON       `json:"reactions"`
	StartLine         *int                `json:"start_line"`
	OriginalStartLine *int                `json:"original_start_line"`
	StartSide         *string             `json:"start_side"`
	Line              *int                `json:"line"`
	OriginalLine      int                 `json:"original_line"`
	Side              string              `json:"side"`
	Position          *int                `json:"position"`
	OriginalPosition  int                 `json:"original_position"`
	SubjectType       string              `json:"subject_type"`
	InReplyToID       int64               `json:"in_reply_to_id,omitempty"`
}

// placed is a review comment with where it belongs.
type placed struct {
	*Comment
	review *Review
	thread *Thread
}

// reviewComments are all comments on the lines of a pull request, oldest first.
func (p *Pull) reviewComments() []placed {
	var list []placed
	for i := range p.Reviews {
		v := &p.Reviews[i]
		for j := range v.Threads {
			t := &v.Threads[j]
			for k := range t.Comments {
				list = append(list, placed{&t.Comments[k], v, t})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return list
}

func listReviewComments(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	list := e.Pull.reviewComments()
	if by := c.query.Get("sort"); by == "updated" {
		slices.SortStableFunc(list, func(a, b placed) int { return a.changed().Compare(b.changed()) })
	}
	if c.query.Get("direction") == "desc" && c.query.Get("sort") != "" {
		slices.Reverse(list)
	}
	hunks := &hunkCutter{r: r, patches: map[[2]string]string{}}
	out := []reviewCommentJSON{}
	for _, k := range window(c, list) {
		j, err := c.reviewCommentJSON(e, k, ids, hunks)
		if err != nil {
			return answer{}, err
		}
		out = append(out, j)
	}
	return c.json(out)
}

func getReviewComment(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	id, err := strconv.ParseInt(c.arg("id"), 10, 64)
	if err != nil {
		return answer{}, notFound()
	}
	for _, e := range b.all() {
		if e.Pull == nil || !e.listed() {
			continue
		}
		for _, k := range e.Pull.reviewComments() {
			if k.ID != id {
				continue
			}
			c.args["number"] = strconv.Itoa(e.Number)
			e, r, ids, err := c.pull()
			if err != nil {
				return answer{}, err
			}
			j, err := c.reviewCommentJSON(e, k, ids, &hunkCutter{r: r, patches: map[[2]string]string{}})
			if err != nil {
				return answer{}, err
			}
			return c.json(j)
		}
	}
	return answer{}, notFound()
}

func (c *call) reviewCommentJSON(e *entry, k placed, ids revisions, hunks *hunkCutter) (reviewCommentJSON, error) {
	r, t := e.book.repo, k.thread
	at := c.at(r) + "/pulls/comments/" + formatID(k.ID)
	web := c.issueWeb(e) + "#discussion_r" + formatID(k.ID)
	commit := cmp.Or(t.Commit, k.review.commit(e.Pull))
	out := reviewCommentJSON{
		URL: at, ReviewID: k.review.ID, ID: k.ID, NodeID: nodeID("PRRC", k.ID), Path: t.Path, CommitID: ids.id(e.Pull.headRevision()),
		OriginalCommitID: ids.id(commit), User: c.person(k.Author), Body: k.Body, CreatedAt: stamp(k.CreatedAt), UpdatedAt: stamp(k.changed()),
		HTMLURL: web, PullRequestURL: pullAt(c, e), AuthorAssociation: c.association(r, k.Author, k.Association),
		Links:     map[string]hrefJSON{"self": {at}, "html": {web}, "pull_request": {pullAt(c, e)}},
		Reactions: c.reactionsJSON(at, k.Reactions), OriginalLine: t.Line, Side: cmp.Or(t.Side, "RIGHT"), SubjectType: "line",
	}
	if first := t.Comments[0].ID; first != k.ID {
		out.InReplyToID = first
	}
	if t.StartLine != 0 {
		out.OriginalStartLine, out.StartSide = &t.StartLine, &out.Side
	}
	var err error
	if out.DiffHunk, out.OriginalPosition, err = hunks.cut(c.ctx(), e, t, commit, ids); err != nil {
		return out, err
	}
	if !t.Outdated {
		out.Line, out.StartLine, out.Position = &t.Line, out.OriginalStartLine, &out.OriginalPosition
	} else {
		out.CommitID = out.OriginalCommitID
	}
	return out, nil
}

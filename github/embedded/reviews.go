package embedded

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
)

type reviewJSON struct {
	ID                int64               `json:"id"`
	NodeID            string              `json:"node_id"`
	User              *accountJSON        `json:"user"`
	Body              string              `json:"body"`
	State             string              `json:"state"`
	HTMLURL           string              `json:"html_url"`
	PullRequestURL    string              `json:"pull_request_url"`
	AuthorAssociation string              `json:"author_association"`
	Links             map[string]hrefJSON `json:"_links"`
	SubmittedAt       string              `json:"submitted_at"`
	CommitID          string              `json:"commit_id"`
}

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

// lowerState is a review's state as timelines write it.
func lowerState(s string) string { return strings.ToLower(s) }

// commit is what a review was about.
func (v *Review) commit(p *Pull) string { return cmp.Or(v.Commit, p.headRevision()) }

func (c *call) reviewJSON(e *entry, v *Review, ids revisions) reviewJSON {
	web := c.issueWeb(e) + "#pullrequestreview-" + formatID(v.ID)
	return reviewJSON{
		ID: v.ID, NodeID: nodeID("PRR", v.ID), User: c.person(v.Author), Body: v.Body, State: v.State, HTMLURL: web, PullRequestURL: pullAt(c, e),
		AuthorAssociation: c.association(e.book.repo, v.Author, v.Association), SubmittedAt: stamp(v.At), CommitID: ids.id(v.commit(e.Pull)),
		Links: map[string]hrefJSON{"html": {web}, "pull_request": {pullAt(c, e)}},
	}
}

// reviewedJSON is a review as an event: its state is in lower case there.
func (c *call) reviewedJSON(e *entry, v *Review, ids revisions) any {
	j := c.reviewJSON(e, v, ids)
	j.State = lowerState(j.State)
	return struct {
		reviewJSON
		Event string `json:"event"`
	}{j, "reviewed"}
}

func listReviews(c *call) (answer, error) {
	e, _, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	out := []reviewJSON{}
	for _, v := range window(c, e.Pull.Reviews) {
		out = append(out, c.reviewJSON(e, &v, ids))
	}
	return c.json(out)
}

func getReview(c *call) (answer, error) {
	e, _, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	id, err := strconv.ParseInt(c.arg("id"), 10, 64)
	i := slices.IndexFunc(e.Pull.Reviews, func(v Review) bool { return v.ID == id })
	if err != nil || i < 0 {
		return answer{}, notFound()
	}
	return c.json(c.reviewJSON(e, &e.Pull.Reviews[i], ids))
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

// hunkCutter cuts the hunks of review comments out of diffs, each of which it
// makes once.
type hunkCutter struct {
	r       *repo
	patches map[[2]string]string // by commit and path
}

// cut gives the diff from the hunk's header to the thread's line, and the line's
// place counted from the first header; "" and 0 if the diff does not hold it.
func (h *hunkCutter) cut(ctx context.Context, e *entry, t *Thread, commit string, ids revisions) (string, int, error) {
	x, err := h.r.extent(ctx, e, ids)
	if err != nil || x.mergeBase == "" || !ids.has(commit) || !insidePath(t.Path) {
		return "", 0, err
	}
	key := [2]string{ids.id(commit), t.Path}
	patch, ok := h.patches[key]
	if !ok {
		args := append([]string{"diff-tree"}, patchOptions()...)
		out, err := h.r.git(ctx, append(args, x.mergeBase, key[0], "--", t.Path)...)
		if err != nil {
			return "", 0, err
		}
		if i := strings.Index(string(out), "\n@@ "); i >= 0 {
			patch = string(out[i+1:])
		}
		h.patches[key] = patch
	}
	hunk, position := cutHunk(patch, t.Line, t.Side == "LEFT")
	return hunk, position, nil
}

// cutHunk finds a line of the new file, or of the old one, in a patch.
func cutHunk(patch string, line int, old bool) (string, int) {
	start, at, position := 0, [2]int{}, -1
	offset := 0
	for text := range strings.Lines(patch) {
		position++
		end := offset + len(text)
		if strings.HasPrefix(text, "@@ ") {
			start, at = offset, hunkStart(text)
			offset = end
			continue
		}
		var is [2]bool // on the old side, on the new side
		switch text[0] {
		case '-':
			is[0] = true
		case '+':
			is[1] = true
		case ' ':
			is = [2]bool{true, true}
		}
		side := 1
		if old {
			side = 0
		}
		if is[side] && at[side] == line {
			return strings.TrimSuffix(patch[start:end], "\n"), position
		}
		for i := range at {
			if is[i] {
				at[i]++
			}
		}
		offset = end
	}
	return "", 0
}

// hunkStart reads the first lines of a hunk's two sides from its header:
// "@@ -1,2 +3,4 @@".
func hunkStart(header string) [2]int {
	var at [2]int
	for i, f := range strings.Fields(header) {
		if i == 1 || i == 2 {
			digits, _, _ := strings.Cut(f[1:], ",")
			at[i-1], _ = strconv.Atoi(digits) // git writes numbers
		}
	}
	return at
}

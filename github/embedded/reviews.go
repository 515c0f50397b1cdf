package embedded

import (
	"cmp"
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

package embedded

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
)

func pullRoutes() []route {
	const at, reads = "/repos/{owner}/{repo}/pulls", "pull_requests=read"
	return []route{
		get(at, reads, listPulls),
		get(at+"/comments/{id}", reads, getReviewComment),
		get(at+"/{number}", reads, getPull),
		newRoute(http.MethodPatch, at+"/{number}", "pull_requests=write", editPull),
		get(at+"/{number}/files", reads, listPullFiles),
		get(at+"/{number}/commits", reads, listPullCommits),
		get(at+"/{number}/merge", reads, checkMerged),
		get(at+"/{number}/reviews", reads, listReviews),
		get(at+"/{number}/reviews/{id}", reads, getReview),
		get(at+"/{number}/comments", reads, listReviewComments),
		get(at+"/{number}/requested_reviewers", reads, listRequestedReviewers),
	}
}

// pullCommitsLimit and pullFilesLimit are how many of a pull request's commits and files can be reached.
const (
	pullCommitsLimit = 250
	pullFilesLimit   = 3000
)

// pull finds the pull request that the path names, with its repository opened.
func (c *call) pull() (*entry, *repo, revisions, error) {
	var none revisions
	e, err := c.entry()
	if err != nil {
		return nil, nil, none, err
	}
	if e.Pull == nil {
		return nil, nil, none, notFound()
	}
	r, err := c.open(e.book.repo)
	if err != nil {
		return nil, nil, none, err
	}
	ids, err := e.book.resolve(c.ctx(), r)
	return e, r, ids, err
}

func listPulls(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	wanted, err := c.choice("state", "PullRequest", "open", "open", "closed", "all")
	if err != nil {
		return answer{}, err
	}
	base, head := c.query.Get("base"), c.query.Get("head")
	if !strings.Contains(head, ":") {
		head = "" // GitHub wants the owner before it, and ignores anything else
	}
	var list []*entry
	for _, e := range b.all() {
		if e.Pull != nil && e.listed() && (wanted == "all" || state(e.Closed) == wanted) && (base == "" || e.Pull.Base == base) &&
			(head == "" || strings.EqualFold(e.headLabel(), head)) {
			list = append(list, e)
		}
	}
	if err := c.sortIssues(list, "asc"); err != nil {
		return answer{}, err
	}
	return c.pullList(b, window(c, list))
}

// pullList answers with pull requests as listings have them.
func (c *call) pullList(b *book, list []*entry) (answer, error) {
	out := []*pullJSON{}
	if len(list) > 0 {
		r, err := c.open(b.repo)
		if err != nil {
			return answer{}, err
		}
		ids, err := b.resolve(c.ctx(), r)
		if err != nil {
			return answer{}, err
		}
		for _, e := range list {
			j, err := c.pullJSON(e, ids)
			if err != nil {
				return answer{}, err
			}
			out = append(out, j)
		}
	}
	return c.json(out)
}

func getPull(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	if c.accepts("diff") || c.accepts("patch") {
		x, err := r.extent(c.ctx(), e, ids)
		if err != nil {
			return answer{}, err
		}
		if x.mergeBase == "" {
			return answer{}, notFound()
		}
		return c.rawDiff(r, x.span(ids.id(e.Pull.headRevision())))
	}
	return c.fullPull(e, r, ids)
}

// checkMerged tells by its status alone whether a pull request was merged.
func checkMerged(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	if !e.merged() {
		return answer{}, notFound()
	}
	return answer{status: http.StatusNoContent}, nil
}

func listRequestedReviewers(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	if e.Pull == nil {
		return answer{}, notFound()
	}
	return c.json(struct {
		Users []*accountJSON `json:"users"`
		Teams []*teamJSON    `json:"teams"`
	}{c.persons(e.Pull.Reviewers), c.teamsOf(e.book.repo, e.Pull.Teams)})
}

// headLabel is head.label: who owns the head's repository, and the branch.
func (e *entry) headLabel() string {
	owner := e.book.repo.Owner
	if e.Pull.From != "" {
		owner, _, _ = strings.Cut(e.Pull.From, "/")
	} else if e.Pull.Gone {
		owner = cmp.Or(e.Author, "unknown")
	}
	return owner + ":" + e.Pull.Branch
}

func pullAt(c *call, e *entry) string { return c.at(e.book.repo) + "/pulls/" + strconv.Itoa(e.Number) }

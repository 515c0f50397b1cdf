package embedded

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
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

// extent is what lies between the two ends of a pull request.
type extent struct {
	mergeBase                            string // "" if an end is gone, or nothing is in common
	commits, files, additions, deletions int
}

func (x extent) span(head string) span { return span{base: x.mergeBase, head: head} }

// extent reckons a pull request's extent and remembers it: commits do not
// change.
func (r *repo) extent(ctx context.Context, e *entry, ids revisions) (extent, error) {
	var x extent
	base, head := e.Pull.baseRevision(), e.Pull.headRevision()
	if !ids.has(base) || !ids.has(head) {
		return x, nil
	}
	key := [2]string{ids.id(base), ids.id(head)}
	e.book.mu.Lock()
	x, ok := e.book.extents[key]
	e.book.mu.Unlock()
	if ok {
		return x, nil
	}
	between, err := r.compare(ctx, key[0], key[1])
	if err != nil && !errors.Is(err, errUnrelated) {
		return x, err
	}
	if err == nil {
		x.mergeBase, x.commits = between.mergeBase, between.ahead
		files, err := r.changes(ctx, x.span(key[1]))
		if err != nil {
			return x, err
		}
		total := stats(files)
		x.files, x.additions, x.deletions = len(files), total.Additions, total.Deletions
	}
	e.book.mu.Lock()
	defer e.book.mu.Unlock()
	e.book.extents[key] = x
	return x, nil
}

// pullCommits are the commits of a pull request, oldest first, none of an issue.
func (r *repo) pullCommits(ctx context.Context, e *entry, ids revisions) ([]commit, error) {
	if e.Pull == nil || !ids.has(e.Pull.baseRevision()) || !ids.has(e.Pull.headRevision()) {
		return nil, nil
	}
	return r.between(ctx, ids.id(e.Pull.baseRevision()), ids.id(e.Pull.headRevision()), 0, pullCommitsLimit)
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

// editPull changes a pull request's title, body, state and base.
func editPull(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	w, err := c.writer(r.Repository)
	if err != nil {
		return answer{}, err
	}
	if !w.pushes && !w.owns(e.Author) {
		return answer{}, mayNot()
	}
	var in struct {
		Title *string       `json:"title"`
		Body  field[string] `json:"body"`
		State *string       `json:"state"`
		Base  *string       `json:"base"`
	}
	if err := c.input(&in); err != nil {
		return answer{}, err
	}
	if in.Base != nil && *in.Base != e.Pull.Base {
		if err := c.setBase(e, r, *in.Base, w); err != nil {
			return answer{}, err
		}
	}
	if e, err = c.edit(e, &issueInput{Title: in.Title, Body: in.Body, State: in.State}, w); err != nil {
		return answer{}, err
	}
	if ids, err = e.book.resolve(c.ctx(), r); err != nil {
		return answer{}, err
	}
	return c.fullPull(e, r, ids)
}

// setBase gives a pull request another branch to go into.
func (c *call) setBase(e *entry, r *repo, branch string, w writer) error {
	bad := invalid("PullRequest", "base")
	if !validRef(branch) || e.Closed {
		return bad
	}
	if _, err := r.first(c.ctx(), "refs/heads/"+branch+"^{commit}"); errors.Is(err, errNoObject) {
		return bad
	} else if err != nil {
		return err
	}
	b := e.book
	_, err := b.change(e.Number, func(in *Issue) error {
		in.Events = append(slices.Clip(in.Events), Event{
			Kind: "base_ref_changed", ID: b.nextID(), Actor: w.login, App: w.app, At: c.written(),
		})
		in.Pull.Base, in.Pull.BaseCommit = branch, ""
		b.revisions = nil // the branch may be new to the book
		return nil
	})
	return err
}

func listPullFiles(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	x, err := r.extent(c.ctx(), e, ids)
	if err != nil {
		return answer{}, err
	}
	if x.mergeBase == "" {
		return c.json([]fileJSON{})
	}
	sp := x.span(ids.id(e.Pull.headRevision()))
	files, err := r.changes(c.ctx(), sp)
	if err != nil {
		return answer{}, err
	}
	files = files[:min(len(files), pullFilesLimit)]
	p := c.page()
	c.links(p, len(files), false)
	from := min(p.skip(), len(files))
	to := min(from+p.size, len(files))
	if err := r.patches(c.ctx(), sp, files, from, to); err != nil {
		return answer{}, err
	}
	return c.json(c.filesJSON(r, sp, files[from:to]))
}

func listPullCommits(c *call) (answer, error) {
	e, r, ids, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	list, err := r.pullCommits(c.ctx(), e, ids)
	if err != nil {
		return answer{}, err
	}
	out := []*commitJSON{}
	for _, k := range window(c, list) {
		out = append(out, c.commitJSON(r, &k))
	}
	return c.json(out)
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

package embedded

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// eitherReads and eitherWrites are the permissions of what issues and pull
// requests have in common: one of the two is enough.
const (
	eitherReads  = "issues=read; pull_requests=read"
	eitherWrites = "issues=write; pull_requests=write"
)

func issueRoutes() []route {
	const at = "/repos/{owner}/{repo}"
	return []route{
		get(at+"/issues", "issues=read", listIssues),
		newRoute(http.MethodPost, at+"/issues", "issues=write", createIssue),
		get(at+"/issues/comments/{id}", eitherReads, getComment),
		newRoute(http.MethodPatch, at+"/issues/comments/{id}", eitherWrites, editComment),
		newRoute(http.MethodDelete, at+"/issues/comments/{id}", eitherWrites, deleteComment),
		get(at+"/issues/{number}", eitherReads, getIssue),
		newRoute(http.MethodPatch, at+"/issues/{number}", eitherWrites, editIssue),
		get(at+"/issues/{number}/comments", eitherReads, listComments),
		newRoute(http.MethodPost, at+"/issues/{number}/comments", eitherWrites, createComment),
		get(at+"/issues/{number}/timeline", eitherReads, listTimeline),
		get(at+"/issues/{number}/labels", eitherReads, listIssueLabels),
		newRoute(http.MethodPost, at+"/issues/{number}/labels", eitherWrites, addIssueLabels),
		newRoute(http.MethodDelete, at+"/issues/{number}/labels", eitherWrites, removeIssueLabels),
		newRoute(http.MethodDelete, at+"/issues/{number}/labels/{name}", eitherWrites, removeIssueLabel),
		newRoute(http.MethodPost, at+"/issues/{number}/assignees", eitherWrites, addAssignees),
		newRoute(http.MethodDelete, at+"/issues/{number}/assignees", eitherWrites, removeAssignees),
		get(at+"/labels", eitherReads, listLabels),
		get(at+"/labels/{name}", eitherReads, getLabel),
		get(at+"/milestones", eitherReads, listMilestones),
		get(at+"/milestones/{number}", eitherReads, getMilestone),
		get(at+"/assignees", "issues=read; pull_requests=read", listAssignees),
		get(at+"/assignees/{login}", "issues=read; pull_requests=read", checkAssignee),
	}
}

// book finds the repository of the path, like [call.repository], and opens its
// book.
func (c *call) book() (*book, error) {
	r, err := c.repository()
	if err != nil {
		return nil, err
	}
	return c.s.issues.book(r), nil
}

// issuesOff is GitHub's answer where issues are switched off.
func issuesOff() *refusal {
	f := refuse(http.StatusGone, "Issues are disabled for this repo")
	f.doc = docs + "/issues/issues"
	return f
}

// entry finds the issue or pull request that the path names. One that was
// deleted is gone, one that was transferred has another address.
func (c *call) entry() (*entry, error) {
	b, err := c.book()
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(c.arg("number"))
	if err != nil {
		return nil, notFound()
	}
	e := b.find(number)
	switch {
	case b.repo.NoIssues && (e == nil || e.Pull == nil):
		return nil, issuesOff()
	case e == nil:
		return nil, notFound()
	case e.Deleted:
		return nil, refuse(http.StatusGone, "This issue was deleted")
	case e.MovedTo != "":
		return nil, c.transferred(e)
	}
	return e, nil
}

// transferred redirects to where an issue is now, for those who see it there.
func (c *call) transferred(e *entry) error {
	r, number, ok := c.s.index.reference(e.MovedTo, e.book.repo)
	if !ok || !c.s.sees(c.who, r) {
		return notFound()
	}
	_, segments, _ := splitPath(c.r.URL.EscapedPath())
	at := c.api + "/repositories/" + formatID(r.ID) + "/issues/" + strconv.Itoa(number)
	// Behind the number the path goes on as it was asked: /comments, /timeline.
	if i := slices.Index(segments, "issues"); i >= 0 && i+2 <= len(segments) {
		for _, s := range segments[i+2:] {
			at += "/" + escapeSegment(s)
		}
	}
	if c.r.URL.RawQuery != "" {
		at += "?" + c.r.URL.RawQuery
	}
	f := refuse(http.StatusMovedPermanently, "Moved Permanently").with("Location", at)
	f.url = at
	return f
}

// reference reads "#12" or "owner/name#12" as the World's data have it.
func (x *index) reference(text string, in *Repository) (*Repository, int, bool) {
	name, digits, _ := strings.Cut(text, "#")
	number, err := strconv.Atoi(digits)
	if err != nil {
		return nil, 0, false
	}
	if name != "" {
		owner, repo, _ := strings.Cut(name, "/")
		if in = x.repository(owner, repo); in == nil {
			return nil, 0, false
		}
	}
	return in, number, true
}

// listIssues lists issues and pull requests together, as GitHub does.
func listIssues(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	if b.repo.NoIssues {
		return answer{}, issuesOff()
	}
	keep, err := c.issueFilter(b)
	if err != nil {
		return answer{}, err
	}
	var list []*entry
	for _, e := range b.all() {
		if e.listed() && keep(e) {
			list = append(list, e)
		}
	}
	if err := c.sortIssues(list, "desc"); err != nil {
		return answer{}, err
	}
	out := []*issueJSON{}
	for _, e := range window(c, list) {
		out = append(out, c.issueJSON(e))
	}
	return c.json(out)
}

// issueFilter reads the parameters that narrow a listing of issues.
func (c *call) issueFilter(b *book) (func(*entry) bool, error) {
	q := c.query
	state, err := c.choice("state", "Issue", "open", "open", "closed", "all")
	if err != nil {
		return nil, err
	}
	var since time.Time
	if v := q.Get("since"); v != "" {
		if since, err = time.Parse(time.RFC3339, v); err != nil {
			return nil, invalid("Issue", "since")
		}
	}
	var labels []string
	for l := range strings.SplitSeq(q.Get("labels"), ",") {
		if l = strings.TrimSpace(l); l != "" {
			labels = append(labels, l)
		}
	}
	milestone, err := b.milestoneFilter(q.Get("milestone"))
	if err != nil {
		return nil, err
	}
	assignee, creator, mentioned, kind := q.Get("assignee"), searchLogin(q.Get("creator")), q.Get("mentioned"), q.Get("type")
	return func(e *entry) bool {
		switch {
		case state == "open" && e.Closed, state == "closed" && !e.Closed, e.UpdatedAt.Before(since),
			creator != "" && !strings.EqualFold(e.item.Author, creator),
			mentioned != "" && !containsFold(e.item.Mentions, mentioned),
			assignee == "none" && len(e.Assignees) > 0, assignee == "*" && len(e.Assignees) == 0,
			assignee != "" && assignee != "none" && assignee != "*" && !containsFold(e.Assignees, assignee),
			kind == "none" && e.Type != "", kind == "*" && e.Type == "",
			kind != "" && kind != "none" && kind != "*" && !strings.EqualFold(e.Type, kind):
			return false
		}
		for _, l := range labels {
			if !containsFold(e.Labels, l) {
				return false
			}
		}
		return milestone(e)
	}, nil
}

func (b *book) milestoneFilter(v string) (func(*entry) bool, error) {
	switch v {
	case "":
		return func(*entry) bool { return true }, nil
	case "none":
		return func(e *entry) bool { return e.Milestone == 0 }, nil
	case "*":
		return func(e *entry) bool { return e.Milestone != 0 }, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || b.milestone(n) == nil {
		return nil, invalid("Issue", "milestone")
	}
	return func(e *entry) bool { return e.Milestone == n }, nil
}

func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(v string) bool { return strings.EqualFold(v, s) })
}

// choice reads a parameter that has few values. Any other value is refused.
func (c *call) choice(param, resource, otherwise string, values ...string) (string, error) {
	v := c.query.Get(param)
	if v == "" {
		return otherwise, nil
	}
	if !slices.Contains(values, v) {
		return "", invalid(resource, param)
	}
	return v, nil
}

// sortIssues sorts by the sort and direction parameters, the newest first unless
// asked otherwise. direction is how other orders go by themselves.
func (c *call) sortIssues(list []*entry, direction string) error {
	by, err := c.choice("sort", "Issue", "created", "created", "updated", "comments", "popularity", "long-running")
	if err != nil {
		return err
	}
	if by == "created" {
		direction = "desc"
	}
	direction, err = c.choice("direction", "Issue", direction, "asc", "desc")
	if err != nil {
		return err
	}
	order := issueOrder(by)
	if direction == "desc" {
		asc := order
		order = func(a, b *entry) int { return asc(b, a) }
	}
	slices.SortStableFunc(list, order)
	return nil
}

// issueOrder compares two issues, the smaller or older first; numbers decide
// between equals.
func issueOrder(by string) func(a, b *entry) int {
	return func(a, b *entry) int {
		n := 0
		switch by {
		case "updated":
			n = a.UpdatedAt.Compare(b.UpdatedAt)
		case "comments", "popularity":
			n = cmp.Compare(len(a.Comments), len(b.Comments))
		case "reactions":
			n = cmp.Compare(a.Reactions.Total(), b.Reactions.Total())
		case "interactions":
			n = cmp.Compare(a.Reactions.Total()+len(a.Comments), b.Reactions.Total()+len(b.Comments))
		case "created":
			n = a.CreatedAt.Compare(b.CreatedAt)
		}
		return cmp.Or(n, a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	}
}

func getIssue(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.fullIssueJSON(e))
}

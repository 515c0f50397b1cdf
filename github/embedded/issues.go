package embedded

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
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

func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(v string) bool { return strings.EqualFold(v, s) })
}

func getIssue(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.fullIssueJSON(e))
}

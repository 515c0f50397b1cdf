package github

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	gh "github.com/google/go-github/v60/github"
)

// userJSON is an account as GitHub sends it with anything; null for one that was
// deleted.
type userJSON struct {
	Login string `json:"login"`
}

func (u *userJSON) login() string {
	if u == nil {
		return ""
	}
	return u.Login
}

// issueJSON is an issue, or a pull request seen as one: a search's hit, a row of
// a list, the source of a cross-reference. Decoded by hand: go-github lacks the
// type and most of what tells why an issue was closed.
type issueJSON struct {
	ID            int64       `json:"id"`
	NodeID        string      `json:"node_id"`
	Number        int         `json:"number"`
	Title         string      `json:"title"`
	Body          string      `json:"body"`
	User          *userJSON   `json:"user"`
	State         string      `json:"state"`
	StateReason   string      `json:"state_reason"`
	Draft         bool        `json:"draft"`
	Locked        bool        `json:"locked"`
	Labels        []labelJSON `json:"labels"`
	Assignees     []*userJSON `json:"assignees"`
	Milestone     *titleJSON  `json:"milestone"`
	Type          *nameJSON   `json:"type"`
	Comments      int         `json:"comments"`
	Reactions     *countJSON  `json:"reactions"`
	CreatedAt     wireTime    `json:"created_at"`
	UpdatedAt     wireTime    `json:"updated_at"`
	ClosedAt      wireTime    `json:"closed_at"`
	HTMLURL       string      `json:"html_url"`
	RepositoryURL string      `json:"repository_url"`
	Repository    *struct {
		FullName string `json:"full_name"`
	} `json:"repository"`
	PullRequest *struct {
		MergedAt wireTime `json:"merged_at"`
	} `json:"pull_request"`
}

type labelJSON struct {
	Name        string `json:"name"`
	Color       string `json:"color"`
	Description string `json:"description"`
}

// UnmarshalJSON takes a bare name too, as GitHub's description allows.
func (l *labelJSON) UnmarshalJSON(data []byte) error {
	*l = labelJSON{}
	if json.Unmarshal(data, &l.Name) == nil {
		return nil
	}
	type plain labelJSON
	return shapeless(json.Unmarshal(data, (*plain)(l)))
}

// shapeless drops the error of fields that have another shape than expected: they
// are left out, and the rest is there.
func shapeless(err error) error {
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) {
		return nil
	}
	return err
}

type titleJSON struct {
	Title string `json:"title"`
}

func (t *titleJSON) title() string {
	if t == nil {
		return ""
	}
	return t.Title
}

type nameJSON struct {
	Name string `json:"name"`
}

func (n *nameJSON) name() string {
	if n == nil {
		return ""
	}
	return n.Name
}

type countJSON struct {
	Total int `json:"total_count"`
}

func (n *countJSON) count() int {
	if n == nil {
		return 0
	}
	return max(n.Total, 0)
}

// wireTime is a date that may be null, missing or in a form nobody knows: none of
// these may spoil the row it is in.
type wireTime struct{ time.Time }

// UnmarshalJSON never fails.
func (t *wireTime) UnmarshalJSON(data []byte) error {
	t.Time = time.Time{}
	var stamp gh.Timestamp
	if string(data) != "null" && stamp.UnmarshalJSON(data) == nil && !stamp.IsZero() {
		t.Time = stamp.UTC()
	}
	return nil
}

// issue converts one; within is the repository that was asked, for answers that
// name none. What an answer names comes first: the issue may have been
// transferred.
func (c *Client) issue(j issueJSON, within RepoRef) Issue {
	i := Issue{
		IssueRef: IssueRef{Repo: within, Number: j.Number},
		ID:       j.ID, NodeID: j.NodeID, Pull: j.PullRequest != nil, Draft: j.Draft,
		Reason: strings.ToLower(j.StateReason), Locked: j.Locked, Title: j.Title, Body: j.Body, Author: j.User.login(),
		Labels: labels(j.Labels), Milestone: j.Milestone.title(), Type: j.Type.name(),
		Comments: max(j.Comments, 0), Reactions: j.Reactions.count(),
		CreatedAt: j.CreatedAt.Time, UpdatedAt: j.UpdatedAt.Time, ClosedAt: j.ClosedAt.Time, URL: c.pageURL(j.HTMLURL),
	}
	if repo, ok := repoOfAPI(j.RepositoryURL); ok {
		i.Repo = repo
	} else if j.Repository != nil {
		if repo, err := ParseRepo(j.Repository.FullName); err == nil {
			i.Repo = repo
		}
	}
	for _, u := range j.Assignees {
		if login := u.login(); login != "" {
			i.Assignees = append(i.Assignees, login)
		}
	}
	if j.PullRequest != nil {
		i.MergedAt = j.PullRequest.MergedAt.Time
	}
	i.State = issueState(i, strings.EqualFold(j.State, "open"))
	if i.URL == "" {
		i.URL = c.issueURL(i.IssueRef, i.Pull)
	}
	return i
}

// issueState joins what GitHub spreads over several fields; merged wins.
func issueState(i Issue, open bool) IssueState {
	switch {
	case !i.MergedAt.IsZero():
		return IssueMerged
	case open && i.Draft:
		return IssueDraft
	case open:
		return IssueOpen
	case !i.Pull && (i.Reason == "not_planned" || i.Reason == "duplicate"):
		return IssueNotPlanned
	default:
		return IssueClosed
	}
}

// issueURL is the page of an issue or pull request.
func (c *Client) issueURL(ref IssueRef, pull bool) string {
	kind := "/issues/"
	if pull {
		kind = "/pull/"
	}
	_, number, _ := strings.Cut(ref.String(), "#")
	return c.web.RepoURL(ref.Repo) + kind + number
}

func labels(wire []labelJSON) []Label {
	var list []Label
	for _, l := range wire {
		if l.Name != "" {
			list = append(list, label(l))
		}
	}
	return list
}

func label(l labelJSON) Label {
	color := strings.ToLower(strings.TrimPrefix(l.Color, "#"))
	if len(color) != 6 || strings.Trim(color, "0123456789abcdef") != "" {
		color = ""
	}
	return Label{Name: l.Name, Color: color, Description: l.Description}
}

// repoOfAPI reads a repository from the address of it, or of anything below it,
// in the REST API.
func repoOfAPI(link string) (RepoRef, bool) {
	u, err := url.Parse(link)
	if err != nil {
		return RepoRef{}, false
	}
	_, rest, ok := strings.Cut(u.Path, "/repos/")
	if !ok {
		return RepoRef{}, false
	}
	parts := strings.SplitN(rest, "/", 3)
	if len(parts) < 2 {
		return RepoRef{}, false
	}
	return repoOf(parts[0], parts[1])
}

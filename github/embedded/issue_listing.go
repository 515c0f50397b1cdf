package embedded

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

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

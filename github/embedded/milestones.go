package embedded

import (
	"slices"
	"strconv"
)

type milestoneJSON struct {
	URL          string       `json:"url"`
	HTMLURL      string       `json:"html_url"`
	LabelsURL    string       `json:"labels_url"`
	ID           int64        `json:"id"`
	NodeID       string       `json:"node_id"`
	Number       int          `json:"number"`
	State        string       `json:"state"`
	Title        string       `json:"title"`
	Description  *string      `json:"description"`
	Creator      *accountJSON `json:"creator"`
	OpenIssues   int          `json:"open_issues"`
	ClosedIssues int          `json:"closed_issues"`
	CreatedAt    string       `json:"created_at"`
	UpdatedAt    string       `json:"updated_at"`
	ClosedAt     *string      `json:"closed_at"`
	DueOn        *string      `json:"due_on"`
}

func (c *call) milestoneJSON(b *book, m *Milestone) *milestoneJSON {
	at := c.at(b.repo) + "/milestones/" + formatID(int64(m.Number))
	updated := m.UpdatedAt
	if updated.IsZero() {
		updated = m.CreatedAt
	}
	id := nameID(b.repo.ID, "milestone "+formatID(int64(m.Number)))
	out := &milestoneJSON{
		URL: at, HTMLURL: c.webAt(b.repo) + "/milestone/" + formatID(int64(m.Number)), LabelsURL: at + "/labels", ID: id,
		NodeID: nodeID("MI", id), Number: m.Number, State: state(m.Closed), Title: m.Title, Description: nullable(m.Description),
		Creator: c.person(m.Creator), CreatedAt: stamp(m.CreatedAt), UpdatedAt: stamp(updated), ClosedAt: nullableTime(m.ClosedAt), DueOn: nullableTime(m.DueOn),
	}
	out.OpenIssues, out.ClosedIssues = b.inMilestone(m.Number)
	return out
}

// milestoneTitle is "" for no milestone. The caller holds the lock.
func (b *book) milestoneTitle(number int) string {
	for _, m := range b.milestones {
		if m.Number == number {
			return m.Title
		}
	}
	return ""
}

func listMilestones(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	wanted, err := c.choice("state", "Milestone", "open", "open", "closed", "all")
	if err != nil {
		return answer{}, err
	}
	b.mu.Lock()
	list := slices.Clone(b.milestones)
	b.mu.Unlock()
	list = slices.DeleteFunc(list, func(m Milestone) bool { return wanted != "all" && state(m.Closed) != wanted })
	// Those without a date come last.
	slices.SortStableFunc(list, func(a, b Milestone) int {
		switch {
		case a.DueOn.IsZero() == b.DueOn.IsZero():
			return a.DueOn.Compare(b.DueOn)
		case a.DueOn.IsZero():
			return 1
		}
		return -1
	})
	out := []*milestoneJSON{}
	for _, m := range window(c, list) {
		out = append(out, c.milestoneJSON(b, &m))
	}
	return c.json(out)
}

func getMilestone(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	n, err := strconv.Atoi(c.arg("number"))
	m := b.milestone(n)
	if err != nil || m == nil {
		return answer{}, notFound()
	}
	return c.json(c.milestoneJSON(b, m))
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

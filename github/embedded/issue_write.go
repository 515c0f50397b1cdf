package embedded

import (
	"net/http"
	"slices"
	"time"
)

// issueInput is what creating or changing an issue may carry.
type issueInput struct {
	Title     *string         `json:"title"`
	Body      field[string]   `json:"body"`
	State     *string         `json:"state"`
	Reason    field[string]   `json:"state_reason"`
	Milestone field[int]      `json:"milestone"`
	Labels    field[names]    `json:"labels"`
	Assignee  field[string]   `json:"assignee"`
	Assignees field[[]string] `json:"assignees"`
	Type      field[string]   `json:"type"`
}

func createIssue(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	w, err := c.writer(b.repo)
	if err != nil {
		return answer{}, err
	}
	if b.repo.NoIssues {
		return answer{}, issuesOff()
	}
	var in issueInput
	if err := c.input(&in); err != nil {
		return answer{}, err
	}
	title := ""
	if in.Title != nil {
		title = *in.Title
	}
	if err := checkTitle("Issue", title); err != nil {
		return answer{}, err
	}
	if err := checkText("Issue", "body", in.Body.value, textLimit); err != nil {
		return answer{}, err
	}
	now := c.written()
	made := &Issue{Title: title, Body: in.Body.value, Author: w.login, App: w.app, CreatedAt: now, UpdatedAt: now}
	if w.pushes {
		in.Title, in.Body, in.State = nil, field[string]{}, nil
		if err := c.checkInput(b, &in, nil); err != nil {
			return answer{}, err
		}
		b.createLabels(in.Labels.value)
		b.mu.Lock()
		b.apply(made, &in, w, now)
		b.mu.Unlock()
	}
	e := b.add(made)
	c.mention(e, e.Body, w)
	c.s.issues.relink(e)
	a, err := c.jsonStatus(http.StatusCreated, c.fullIssueJSON(e))
	a.header = http.Header{"Location": {c.at(b.repo) + "/issues/" + formatID(int64(e.Number))}}
	return a, err
}

// editIssue changes an issue or a pull request. Labels, assignees, milestone
// and type are left alone, without a word, for those who may not push.
func editIssue(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	w, err := c.writer(e.book.repo)
	if err != nil {
		return answer{}, err
	}
	if !w.pushes && !w.owns(e.Author) {
		return answer{}, mayNot()
	}
	var in issueInput
	if err := c.input(&in); err != nil {
		return answer{}, err
	}
	if !w.pushes {
		in.Milestone, in.Labels, in.Assignee, in.Assignees, in.Type = field[int]{}, field[names]{}, field[string]{}, field[[]string]{}, field[string]{}
	}
	if e, err = c.edit(e, &in, w); err != nil {
		return answer{}, err
	}
	return c.json(c.fullIssueJSON(e))
}

// edit applies a checked input to an issue.
func (c *call) edit(e *entry, in *issueInput, w writer) (*entry, error) {
	b := e.book
	if err := c.checkInput(b, in, e.Assignees); err != nil {
		return nil, err
	}
	b.createLabels(in.Labels.value)
	before := e.Body
	now := c.written()
	e, err := b.change(e.Number, func(is *Issue) error {
		if is.merged() && in.State != nil && *in.State == "open" {
			return unprocessable(fieldError{
				Resource: "PullRequest", Field: "state", Code: "custom", Message: "state cannot be changed. The pull request cannot be reopened.",
			})
		}
		b.apply(is, in, w, now)
		is.UpdatedAt = now
		return nil
	})
	if err != nil {
		return nil, err
	}
	if e.Body != before {
		c.mention(e, e.Body, w)
	}
	c.s.issues.relink(e)
	return c.s.issues.book(b.repo).find(e.Number), nil
}

// checkInput refuses what cannot be set. Those who are assigned already may
// remain so.
func (c *call) checkInput(b *book, in *issueInput, assigned []string) error {
	if in.Title != nil {
		if err := checkTitle("Issue", *in.Title); err != nil {
			return err
		}
	}
	if err := checkText("Issue", "body", in.Body.value, textLimit); err != nil {
		return err
	}
	if in.State != nil && *in.State != "open" && *in.State != "closed" {
		return invalid("Issue", "state")
	}
	if v := in.Reason.value; v != "" && !slices.Contains([]string{"completed", "not_planned", "duplicate", "reopened"}, v) {
		return invalid("Issue", "state_reason")
	}
	if in.Milestone.given && !in.Milestone.null && b.milestone(in.Milestone.value) == nil {
		return invalid("Issue", "milestone")
	}
	if in.Assignee.given && !in.Assignees.given {
		in.Assignees.given = true
		if in.Assignee.value != "" {
			in.Assignees.value = []string{in.Assignee.value}
		}
	}
	for i, login := range in.Assignees.value {
		if containsFold(assigned, login) {
			continue
		}
		u := c.assignable(b.repo, login)
		if u == nil {
			return invalid("Issue", "assignees")
		}
		in.Assignees.value[i] = u.Login
	}
	return nil
}

// apply changes an issue as asked and notes in its timeline what has changed.
// The caller holds the book's lock.
func (b *book) apply(is *Issue, in *issueInput, w writer, at time.Time) {
	note := func(v Event) {
		v.ID, v.Actor, v.App, v.At = b.nextID(), w.login, w.app, at
		is.Events = append(slices.Clip(is.Events), v)
	}
	if in.Title != nil && *in.Title != is.Title {
		note(Event{Kind: "renamed", From: is.Title, To: *in.Title})
		is.Title = *in.Title
	}
	if in.Body.given {
		is.Body = in.Body.value
	}
	if in.Type.given {
		is.Type = in.Type.value
	}
	if in.Labels.given {
		labels := b.known(in.Labels.value)
		changes(is.Labels, labels, func(l string, added bool) { note(Event{Kind: word("labeled", added), Label: l}) })
		is.Labels = labels
	}
	if in.Assignees.given {
		changes(is.Assignees, in.Assignees.value, func(l string, added bool) { note(Event{Kind: word("assigned", added), Assignee: l}) })
		is.Assignees = in.Assignees.value
	}
	if in.Milestone.given && in.Milestone.value != is.Milestone {
		if title := b.milestoneTitle(is.Milestone); title != "" {
			note(Event{Kind: "demilestoned", Milestone: title})
		}
		if title := b.milestoneTitle(in.Milestone.value); title != "" {
			note(Event{Kind: "milestoned", Milestone: title})
		}
		is.Milestone = in.Milestone.value
	}
	b.applyState(is, in, w, at, note)
}

// applyState closes or reopens. A pull request has no reason.
func (b *book) applyState(is *Issue, in *issueInput, w writer, at time.Time, note func(Event)) {
	closed := is.Closed
	if in.State != nil {
		closed = *in.State == "closed"
	}
	reason := is.Reason
	switch given := in.Reason.value; {
	case is.Pull != nil:
		reason = ""
	case closed && given != "" && given != "reopened":
		reason = given
	case closed && !is.Closed:
		reason = "completed"
	case !closed && is.Closed:
		reason = "reopened"
	}
	switch {
	case closed && !is.Closed:
		note(Event{Kind: "closed", Reason: reason})
		is.ClosedAt, is.ClosedBy = at, w.login
	case !closed && is.Closed:
		note(Event{Kind: "reopened", Reason: reason})
		is.ClosedAt, is.ClosedBy = time.Time{}, ""
	}
	is.Closed, is.Reason = closed, reason
}

// word is the name of an event, or of its opposite.
func word(kind string, added bool) string {
	if added {
		return kind
	}
	return "un" + kind
}

// changes tells what was added to a list of names and what was taken out.
func changes(was, is []string, tell func(name string, added bool)) {
	for _, v := range is {
		if !containsFold(was, v) {
			tell(v, true)
		}
	}
	for _, v := range was {
		if !containsFold(is, v) {
			tell(v, false)
		}
	}
}

package github

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"hubtrail/github/linking"
)

// Event is one entry of a conversation, oldest first: a comment, a review, or
// anything else that GitHub's timeline tells. Fields that a kind does not have
// are zero.
type Event struct {
	Kind   string // as GitHub names it: commented, reviewed, labeled, cross-referenced...
	ID     int64  // of a comment or review, 0 where there is none
	NodeID string
	Actor  string // "" for a deleted account
	At     time.Time

	Body      string // of a comment or review, Markdown
	Edited    bool   // updated after it was made
	EditedAt  time.Time
	Author    string // association of the actor: OWNER, MEMBER, CONTRIBUTOR... ; "" if GitHub does not say
	Reactions int
	URL       string // on the web

	State  string // of a review: approved, changes_requested, commented, dismissed; of a closed event: its reason
	Commit string // SHA of committed, referenced, closed, merged, head_ref_force_pushed
	Title  string // message of a commit, first line
	Label  Label  // labeled, unlabeled
	Other  string // assignee, reviewer or team asked, milestone, lock reason: what the event is about
	From   string // renamed: the old title
	To     string // renamed: the new title

	Source      *Issue // cross-referenced: what mentions it
	WillClose   bool   // cross-referenced: merging the source closes this, as its body says
	Performed   string // the App that did it, "" if a person
	Minimised   bool
	ForcePushed bool
}

// event converts an entry of the timeline of ref. A kind that is not known keeps
// its name, its actor and its date.
func (c *Client) event(j eventJSON, ref IssueRef) Event {
	e := Event{
		Kind: cmp.Or(j.Event, "unknown"), ID: j.ID, NodeID: j.NodeID,
		Actor: cmp.Or(j.Actor.login(), j.User.login(), j.RequestedBy.login()), At: j.CreatedAt.Time,
		Body: j.Body, Author: associated(j.Association), Reactions: j.Reactions.count(),
		URL: c.pageURL(j.HTMLURL), State: strings.ToLower(cmp.Or(j.State, j.StateReason)),
		Commit: strings.ToLower(cmp.Or(j.SHA, j.CommitID)), Performed: j.App.name(),
		Minimised: len(j.Minimised) > 0 && string(j.Minimised) != "null" && string(j.Minimised) != "false",
	}
	if j.Label != nil {
		e.Label = label(*j.Label)
	}
	if j.Rename != nil {
		e.From, e.To = j.Rename.From, j.Rename.To
	}
	e.Other = j.about(c, ref)
	switch e.Kind {
	case "commented":
		e.EditedAt, e.Edited = j.UpdatedAt.Time, j.UpdatedAt.After(j.CreatedAt.Time)
		if !e.Edited {
			e.EditedAt = j.CreatedAt.Time
		}
	case "committed":
		j.committed(&e)
	case "reviewed":
		e.At = j.SubmittedAt.Time
		if e.At.IsZero() {
			e.At = j.CreatedAt.Time
		}
	case "cross-referenced":
		c.crossReferenced(j, ref, &e)
	case "head_ref_force_pushed", "base_ref_force_pushed":
		e.ForcePushed = true
	case "line-commented", "commit-commented":
		c.lines(j, &e)
	case "review_dismissed":
		if j.DismissedReview != nil {
			e.State = strings.ToLower(j.DismissedReview.State)
			e.Body, e.Commit = j.DismissedReview.Message, strings.ToLower(j.DismissedReview.Commit)
		}
	}
	return e
}

// associated drops the association that says nothing.
func associated(s string) string {
	if strings.EqualFold(s, "none") {
		return ""
	}
	return strings.ToUpper(s)
}

// about is the one thing besides the actor that an event names.
func (j *eventJSON) about(c *Client, ref IssueRef) string {
	other := cmp.Or(j.Assignee.login(), j.Reviewer.login(), j.Milestone.title(), strings.ReplaceAll(j.LockReason, "_", " "), j.IssueType.name(), j.PreviousType.name())
	switch {
	case other != "":
		return other
	case j.Team != nil:
		return cmp.Or(j.Team.Slug, j.Team.Name)
	case j.PreviousRepo != nil:
		return j.PreviousRepo.FullName
	case j.ProjectCard != nil:
		return j.ProjectCard.Column
	}
	for _, i := range [...]*issueJSON{j.SubIssue, j.ParentIssue, j.BlockedBy, j.Blocking, j.Canonical} {
		if i != nil && i.Number > 0 {
			return c.issue(*i, ref.Repo).IssueRef.String()
		}
	}
	return ""
}

// committed has no actor and no date of its own: they are the author's.
func (j *eventJSON) committed(e *Event) {
	e.Title, _, _ = strings.Cut(strings.ReplaceAll(j.Message, "\r\n", "\n"), "\n")
	for _, s := range [...]*signature{j.Author, j.Committer} {
		if s == nil {
			continue
		}
		e.Actor = cmp.Or(e.Actor, s.Name)
		if e.At.IsZero() {
			e.At = s.Date.Time
		}
	}
}

// crossReferenced reads what mentions ref. A pull request closes ref on merging
// if its body says so, as far as a body can tell.
func (c *Client) crossReferenced(j eventJSON, ref IssueRef, e *Event) {
	if j.Source == nil || j.Source.Issue == nil || j.Source.Issue.Number <= 0 {
		return
	}
	from := c.issue(*j.Source.Issue, ref.Repo)
	e.Source = &from
	e.URL = cmp.Or(e.URL, from.URL)
	if !from.Pull {
		return
	}
	for _, r := range linking.References(from.Body, c.pageHosts()) {
		if r.Kind == linking.Issue && r.Keyword != "" && r.Number == ref.Number && c.sameRepo(r, from.Repo, ref.Repo) {
			e.WillClose = true
			return
		}
	}
}

// sameRepo reports whether a reference in a text of the repository within means
// one of the repository want.
func (c *Client) sameRepo(r linking.Reference, within, want RepoRef) bool {
	repo := RepoRef{Owner: cmp.Or(r.Owner, within.Owner), Name: cmp.Or(r.Name, within.Name)}
	return strings.EqualFold(repo.String(), want.String())
}

// pageHosts are the hosts whose addresses are this account's pages.
func (c *Client) pageHosts() []string {
	if u, err := url.Parse(c.web.base); err == nil && u.Host != "" {
		return []string{strings.ToLower(u.Host)}
	}
	return nil
}

// lines reads a group of comments on lines, whose first stands for it: the
// review threads hold them all.
func (c *Client) lines(j eventJSON, e *Event) {
	if len(j.Comments) == 0 {
		return
	}
	first := j.Comments[0]
	e.ID = cmp.Or(e.ID, first.ID)
	e.Actor = cmp.Or(e.Actor, first.User.login())
	e.Body, e.URL = cmp.Or(e.Body, first.Body), cmp.Or(e.URL, c.pageURL(first.HTMLURL))
	e.Other, e.Commit = cmp.Or(e.Other, first.Path), cmp.Or(e.Commit, strings.ToLower(first.CommitID))
	if e.At.IsZero() {
		e.At = first.CreatedAt.Time
	}
}

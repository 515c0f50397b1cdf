package embedded

import (
	"slices"
	"strings"

	"hubtrail/github/linking"
	"hubtrail/github/query"
)

// item is an issue as searches compare it. Whether it is linked, and its
// commits, are added by a search that asks for them.
func (b *book) item(in *Issue) *query.Item {
	r := b.repo
	it := &query.Item{
		Repo: r.Owner + "/" + r.Name, Number: in.Number, Pull: in.Pull != nil, Open: !in.Closed, Merged: in.merged(), Locked: in.Locked,
		Private: r.Private, Archived: r.Archived, Reason: in.Reason, Title: in.Title, Body: in.Body, Author: searchLogin(in.Author),
		Assignees: in.Assignees, Labels: in.Labels, Type: in.Type, Comments: len(in.Comments), Reactions: in.Reactions.Total(),
		Created: in.CreatedAt, Updated: in.UpdatedAt, Closed: in.ClosedAt, Language: r.Language, Known: ^query.Field(0),
	}
	for _, m := range b.milestones {
		if m.Number == in.Milestone {
			it.Milestone = m.Title
		}
	}
	mentioned := func(text string) {
		if !strings.Contains(text, "@") {
			return
		}
		for _, ref := range linking.References(text, nil) {
			if ref.Kind == linking.Person && !slices.Contains(it.Mentions, ref.Login) {
				it.Mentions = append(it.Mentions, ref.Login)
			}
		}
	}
	mentioned(in.Body)
	for i := range in.Comments {
		k := &in.Comments[i]
		mentioned(k.Body)
		it.CommentTexts = append(it.CommentTexts, k.Body)
		it.Commenters = addLogin(it.Commenters, k.Author)
	}
	if in.Pull != nil {
		in.Pull.describe(it, r.Owner)
	}
	return it
}

// describe adds what only pull requests have.
func (p *Pull) describe(it *query.Item, owner string) {
	it.Draft, it.MergedAt, it.Head, it.Base = p.Draft, p.MergedAt, p.Branch, p.Base
	it.Reviewers = p.Reviewers
	for _, t := range p.Teams {
		it.ReviewTeams = append(it.ReviewTeams, owner+"/"+t)
	}
	for i := range p.Reviews {
		v := &p.Reviews[i]
		it.ReviewedBy = addLogin(it.ReviewedBy, v.Author)
		if v.Body != "" {
			it.CommentTexts = append(it.CommentTexts, v.Body)
		}
	}
	switch p.decision() {
	case "APPROVED":
		it.Review = "approved"
	case "CHANGES_REQUESTED":
		it.Review = "changes_requested"
	case "REVIEW_REQUIRED":
		it.Review = "required"
	default:
		it.Review = "none"
	}
	it.Status = strings.ToLower(p.rollup())
	if it.Status == "error" {
		it.Status = "failure"
	}
}

func addLogin(list []string, login string) []string {
	login = searchLogin(login)
	if login == "" || slices.Contains(list, login) {
		return list
	}
	return append(list, login)
}

// searchLogin is a login as qualifiers write it: an App is "app/NAME".
func searchLogin(login string) string {
	if app, ok := strings.CutSuffix(login, "[bot]"); ok {
		return "app/" + app
	}
	return login
}

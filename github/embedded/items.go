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

// decision is what the reviews come to, as GitHub's reviewDecision; "" if no
// review is asked for and nobody has decided. Each person's last word counts.
func (p *Pull) decision() string {
	last := map[string]string{}
	for i := range p.Reviews {
		if v := &p.Reviews[i]; v.State != "COMMENTED" && v.State != "PENDING" {
			last[strings.ToLower(v.Author)] = v.State
		}
	}
	approved := false
	for _, state := range last {
		switch state {
		case "CHANGES_REQUESTED":
			return state
		case "APPROVED":
			approved = true
		}
	}
	switch {
	case approved:
		return "APPROVED"
	case p.NeedsReview:
		return "REVIEW_REQUIRED"
	}
	return ""
}

// rollup is what statuses and check runs together come to, as GitHub's
// statusCheckRollup: SUCCESS, PENDING, FAILURE, ERROR, or "" without any.
func (p *Pull) rollup() string {
	worst, of := "", [...]string{"", "SUCCESS", "PENDING", "FAILURE", "ERROR"}
	see := func(state string) {
		if slices.Index(of[:], state) > slices.Index(of[:], worst) {
			worst = state
		}
	}
	for _, s := range latestStatuses(p.Statuses) {
		see(strings.ToUpper(s.State))
	}
	for _, k := range latestRuns(p.CheckRuns) {
		switch {
		case k.Status != "" && k.Status != "completed":
			see("PENDING")
		case k.Conclusion == "success", k.Conclusion == "neutral", k.Conclusion == "skipped":
			see("SUCCESS")
		default:
			see("FAILURE")
		}
	}
	return worst
}

// latestStatuses are the last status of each context, newest first.
func latestStatuses(all []Status) []Status {
	var list []Status
	seen := map[string]bool{}
	for _, s := range slices.Backward(all) {
		if !seen[s.Context] {
			seen[s.Context] = true
			list = append(list, s)
		}
	}
	return list
}

// latestRuns are the last run of each App's check of a name, in the order in
// which they are.
func latestRuns(all []CheckRun) []CheckRun {
	last := map[[2]string]int{}
	for i, k := range all {
		last[[2]string{k.App, k.Name}] = i
	}
	var list []CheckRun
	for i, k := range all {
		if last[[2]string{k.App, k.Name}] == i {
			list = append(list, k)
		}
	}
	return list
}

package github

import (
	"strings"
	"time"
	"unicode/utf8"

	"hubtrail/github/auth"
	"hubtrail/github/query"
)

// shelve makes the row of an issue. Its repository's facts are those that the
// listing of the place tells.
func shelve(i Issue, seen time.Time, facts map[string]repoFact) *shelved {
	repo := i.Repo.String()
	fact := facts[strings.ToLower(repo)]
	row := &shelved{
		id: i.ID, node: i.NodeID, url: i.URL, seen: seen,
		item: query.Item{
			Repo: repo, Number: i.Number, Pull: i.Pull, Open: i.State.Open(), Draft: i.Draft,
			Merged: i.State == IssueMerged, Locked: i.Locked, Private: fact.private, Archived: fact.archived,
			Language: fact.language, Reason: i.Reason, Title: harmless(i.Title), Body: shortened(i.Body),
			Author: queryLogin(i.Author), Assignees: i.Assignees, Milestone: harmless(i.Milestone), Type: i.Type,
			Comments: i.Comments, Reactions: i.Reactions, Created: i.CreatedAt, Updated: i.UpdatedAt,
			Closed: i.ClosedAt, MergedAt: i.MergedAt, Known: everKnown,
		},
	}
	if !i.Pull {
		row.item.Known |= pullOnly
	}
	for _, l := range i.Labels {
		row.item.Labels = append(row.item.Labels, harmless(l.Name))
		row.colors = append(row.colors, l.Color)
	}
	return row
}

// learnPull adds what only a pull request by itself tells. Teams are asked
// within the owner's organisation.
func (s *shelved) learnPull(p PullRequest) {
	s.item.Head, s.item.Base = p.Head.Ref, p.Base.Ref
	s.item.Reviewers = p.Reviewers
	for _, team := range p.Teams {
		s.item.ReviewTeams = append(s.item.ReviewTeams, p.Repo.Owner+"/"+team)
	}
	for _, sha := range [...]string{p.Head.SHA, p.MergeCommit} {
		if sha != "" {
			s.item.SHAs = append(s.item.SHAs, sha)
		}
	}
	s.item.Known |= query.FieldBranches | query.FieldReviewers
}

// issue is the row as an issue. Its body may be cut.
func (s *shelved) issue() Issue {
	i := &s.item
	owner, name, _ := strings.Cut(i.Repo, "/")
	issue := Issue{
		IssueRef: IssueRef{Repo: RepoRef{Owner: owner, Name: name}, Number: i.Number},
		ID:       s.id, NodeID: s.node, Pull: i.Pull, Draft: i.Draft, Reason: i.Reason, Locked: i.Locked, Title: i.Title, Body: i.Body,
		Author: shownLogin(i.Author), Assignees: i.Assignees, Milestone: i.Milestone, Type: i.Type,
		Comments: i.Comments, Reactions: i.Reactions, CreatedAt: i.Created, UpdatedAt: i.Updated, ClosedAt: i.Closed,
		MergedAt: i.MergedAt, URL: s.url,
	}
	issue.State = issueState(issue, i.Open)
	for n, l := range i.Labels {
		issue.Labels = append(issue.Labels, Label{Name: l, Color: s.colors[n]})
	}
	return issue
}

// queryLogin is an author as queries write one: an App is app/NAME there, and
// NAME[bot] everywhere else.
func queryLogin(login string) string {
	if name, ok := strings.CutSuffix(login, "[bot]"); ok {
		return "app/" + name
	}
	return login
}

func shownLogin(author string) string {
	if name, ok := strings.CutPrefix(author, "app/"); ok {
		return name + "[bot]"
	}
	return author
}

// shortened is as much of a body as is kept for searching.
func shortened(body string) string {
	if len(body) > maxBody {
		end := maxBody
		for end > 0 && !utf8.RuneStart(body[end]) {
			end--
		}
		body = body[:end] + cutMark
	}
	return harmless(body)
}

// harmless takes secrets out of what other people wrote: the store refuses a
// whole file for one.
func harmless(s string) string {
	const key = "PRIVATE KEY-----"
	s = auth.Redact(s)
	if strings.Contains(s, key) {
		s = strings.ReplaceAll(s, key, "PRIVATE KEY")
	}
	return s
}

package demo

import (
	"slices"
	"time"

	"hubtrail/github/embedded"
)

// monorepoIssues are the issues and pull requests of the monorepo. What the owners
// say about each open pull request is written down: each of the answers occurs.
func monorepoIssues(s *spec) embedded.IssueData {
	m := mainlineOf(s)
	list := slices.Concat(m.reports(), m.merged(), waitingPulls(s, lastMerged(m.list)))
	slices.SortFunc(list, func(a, b embedded.Issue) int { return a.Number - b.Number })
	return embedded.IssueData{Labels: labels(), Milestones: milestones(s), Issues: list}
}

// landed is when a commit came to the default branch, and its revision.
func (m *mainline) landed(subject string) (at time.Time, revision string) {
	i := slices.IndexFunc(m.list, func(a arrival) bool { return a.subject == subject })
	return m.list[i].at, m.revision(i)
}

// reports are the issues.
func (m *mainline) reports() []embedded.Issue {
	const day = 24 * time.Hour
	owned, commit := m.landed("Name an owner for every part")
	bumped, _ := m.landed("Bump turbo from 2.3.0 to 2.4.1")
	return []embedded.Issue{
		{
			Number: reportOfOwners, Title: "Nobody knows who owns what", Author: "gwen-price", Labels: []string{"enhancement"}, CreatedAt: owned.Add(-20 * day),
			Body:   "Reviews wait for the platform team, which owns everything by `*`.\n\n- [x] a rule for each part\n- [x] no catch-all\n- [ ] a report of what nobody owns",
			Closed: true, Reason: "completed", ClosedAt: owned.Add(2 * time.Second), ClosedBy: personal,
			Events: []embedded.Event{{Kind: "closed", Actor: personal, At: owned.Add(2 * time.Second), Reason: "completed", Commit: commit}},
		},
		{
			Number: reportOfLoggers, Title: "Two loggers write two formats", Author: "liming", Labels: []string{"enhancement"}, CreatedAt: bumped.Add(-9 * day),
			Body:     "`@northwind/log` writes text and the platform's agents read JSON. One of them has to go, in every part.",
			Comments: []embedded.Comment{{Author: "dmitri-volkov", CreatedAt: bumped.Add(-8 * day), Body: "I will do it in one go: it is the same line everywhere."}},
		},
		{
			Number: reportOfPrices, Title: "Checkout shows the price of yesterday", Author: "hanne-olsen", Labels: []string{"bug", "priority: high"}, CreatedAt: bumped.Add(3 * day),
			Body: "A customer agrees to one price and pays another after midnight. Seen in Aarhus and in Gdańsk.", Assignees: []string{"farid-haddad"},
		},
		{
			Number: lastMerged(m.list) + 2, Title: "Who owns testing/fixtures?", Author: "priya-nair", Labels: []string{"question"}, CreatedAt: m.s.pushed.Add(-120 * time.Hour),
			Body:     "641 files, and no rule matches them. The same for `experiments/`.",
			Comments: []embedded.Comment{{Author: personal, CreatedAt: m.s.pushed.Add(-119 * time.Hour), Body: "Nobody, and that is the point of having no `*`. @northwind/tools, would you?"}},
		},
	}
}

// merged are the pull requests that the default branch tells of, and the issues
// that they close.
func (m *mainline) merged() []embedded.Issue {
	var list []embedded.Issue
	for i, a := range m.list {
		if a.number == 0 {
			continue
		}
		revision := m.revision(i)
		by := personal
		if a.by == personal {
			by = "gwen-price"
		}
		// Between the commit before it and its own.
		room := a.at.Sub(m.list[i-1].at)
		open := min(50*time.Hour, room/3).Truncate(time.Second)
		if r := a.closes; r != nil {
			at := a.at.Add(-open - min(5*24*time.Hour, room/3).Truncate(time.Second))
			closed := a.at.Add(2 * time.Second)
			list = append(list, embedded.Issue{
				Number: r.number, Title: r.title, Author: r.by, CreatedAt: at, Labels: []string{"bug"}, Closed: true, Reason: "completed", ClosedAt: closed, ClosedBy: by,
				Body:   "Seen again this week. It was reported by several people, and nobody had written it down.",
				Events: []embedded.Event{{Kind: "closed", Actor: by, At: closed, Reason: "completed", Commit: revision}},
			})
		}
		list = append(list, embedded.Issue{
			Number: a.number, Title: a.subject, Author: a.by, CreatedAt: a.at.Add(-open), Closed: true, ClosedAt: a.at, ClosedBy: by, Body: a.body,
			Events: []embedded.Event{
				{Kind: "merged", Actor: by, At: a.at, Commit: revision}, {Kind: "closed", Actor: by, At: a.at},
			},
			Pull: &embedded.Pull{
				Base: m.s.branch(), Branch: branchName(a.subject), HeadCommit: revision, MergeCommit: revision, MergedAt: a.at, MergedBy: by, NeedsReview: true,
				Reviews: []embedded.Review{{Author: by, State: "APPROVED", At: a.at.Add(-open / 2)}},
			},
		})
	}
	return list
}

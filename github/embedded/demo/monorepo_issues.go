package demo

import (
	"slices"
	"strconv"
	"time"

	"hubtrail/github/embedded"
)

// monorepoIssues are the issues and pull requests of the monorepo. What the owners
// say about each open pull request is written down: each of the answers occurs.
func monorepoIssues(s *spec) embedded.IssueData {
	list := slices.Concat(monorepoReports(s), mergedPulls(s), waitingPulls(s))
	slices.SortFunc(list, func(a, b embedded.Issue) int { return a.Number - b.Number })
	return embedded.IssueData{Labels: labels(), Milestones: milestones(s), Issues: list}
}

// merged is when the pull request of a number was merged, and its commit.
func merged(s *spec, number int) (at time.Time, revision string) {
	list := arrivals()
	i := slices.IndexFunc(list, func(a arrival) bool { return a.number == number })
	return arrivedAt(s)[i], s.branch() + "~" + strconv.Itoa(len(list)-1-i)
}

// monorepoReports are the issues.
func monorepoReports(s *spec) []embedded.Issue {
	const day = 24 * time.Hour
	owned, commit := merged(s, 2)
	bumped, _ := merged(s, 4)
	return []embedded.Issue{
		{
			Number: 1, Title: "Nobody knows who owns what", Author: "gwen-price", Labels: []string{"enhancement"}, CreatedAt: owned.Add(-20 * day),
			Body:   "Reviews wait for the platform team, which owns everything by `*`.\n\n- [x] a rule for each part\n- [x] no catch-all\n- [ ] a report of what nobody owns",
			Closed: true, Reason: "completed", ClosedAt: owned.Add(2 * time.Second), ClosedBy: personal,
			Events: []embedded.Event{{Kind: "closed", Actor: personal, At: owned.Add(2 * time.Second), Reason: "completed", Commit: commit}},
		},
		{
			Number: 3, Title: "Two loggers write two formats", Author: "liming", Labels: []string{"enhancement"}, CreatedAt: bumped.Add(-9 * day),
			Body:     "`@northwind/log` writes text and the platform's agents read JSON. One of them has to go, in every part.",
			Comments: []embedded.Comment{{Author: "dmitri-volkov", CreatedAt: bumped.Add(-8 * day), Body: "I will do it in one go: it is the same line everywhere."}},
		},
		{
			Number: 5, Title: "Checkout shows the price of yesterday", Author: "hanne-olsen", Labels: []string{"bug", "priority: high"}, CreatedAt: bumped.Add(3 * day),
			Body: "A customer agrees to one price and pays another after midnight. Seen in Aarhus and in Gdańsk.", Assignees: []string{"farid-haddad"},
		},
		{
			Number: 8, Title: "Who owns testing/fixtures?", Author: "priya-nair", Labels: []string{"question"}, CreatedAt: s.pushed.Add(-120 * time.Hour),
			Body:     "641 files, and no rule matches them. The same for `experiments/`.",
			Comments: []embedded.Comment{{Author: personal, CreatedAt: s.pushed.Add(-119 * time.Hour), Body: "Nobody, and that is the point of having no `*`. @northwind/tools, would you?"}},
		},
	}
}

// mergedPulls are the pull requests that the default branch tells of.
func mergedPulls(s *spec) []embedded.Issue {
	var list []embedded.Issue
	for _, a := range arrivals() {
		if a.number == 0 {
			continue
		}
		at, revision := merged(s, a.number)
		by := personal
		if a.by == personal {
			by = "gwen-price"
		}
		list = append(list, embedded.Issue{
			Number: a.number, Title: a.subject, Author: a.by, CreatedAt: at.Add(-50 * time.Hour), Closed: true, ClosedAt: at, ClosedBy: by,
			Body: map[int]string{2: "Closes #1", 4: "Bumps turbo.", 6: "What is not in stock comes last."}[a.number],
			Events: []embedded.Event{
				{Kind: "merged", Actor: by, At: at, Commit: revision}, {Kind: "closed", Actor: by, At: at},
			},
			Pull: &embedded.Pull{
				Base: s.branch(), Branch: branchName(a.subject), HeadCommit: revision, MergeCommit: revision, MergedAt: at, MergedBy: by, NeedsReview: true,
				Reviews: []embedded.Review{{Author: by, State: "APPROVED", At: at.Add(-time.Hour)}},
			},
		})
	}
	return list
}

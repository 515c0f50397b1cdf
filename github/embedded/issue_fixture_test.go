package embedded_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
)

// hour is the n-th hour of the issues' time, which ends before now.
func hour(n int) time.Time { return now.Add(-100 * time.Hour).Add(time.Duration(n) * time.Hour) }

// appIssues are the issues of acme/app: one for each thing that can be.
func appIssues() embedded.IssueData {
	return embedded.IssueData{
		Labels: []embedded.Label{
			{Name: "bug", Color: "d73a4a", Description: "Something is wrong", Default: true}, {Name: "good first issue", Color: "7057ff"}, {Name: "Docs"},
		},
		Milestones: []embedded.Milestone{
			{Number: 1, Title: "v1", Creator: "ada", Closed: true, CreatedAt: hour(0), ClosedAt: hour(50)},
			{Number: 2, Title: "v2", Creator: "ada", CreatedAt: hour(1), DueOn: now.AddDate(0, 1, 0)},
			{Number: 3, Title: "someday", CreatedAt: hour(1)},
		},
		Issues: []embedded.Issue{
			{
				Number: 1, Title: "Crash when the cart is empty", Body: "It panics.\r\n\r\nSeen by @bo.", Author: "ada", Labels: []string{"bug"},
				Assignees: []string{"bo"}, Milestone: 2, Type: "Bug", CreatedAt: hour(1), Reactions: embedded.Reactions{PlusOne: 3, Eyes: 1},
				Comments: []embedded.Comment{
					{ID: 5001, Author: "bo", Body: "I can see the crash as well.", CreatedAt: hour(2)},
					{ID: 5002, Author: "", Body: "Me too.", CreatedAt: hour(3), UpdatedAt: hour(4)},
					{ID: 5003, Author: "app[bot]", Body: "A robot agrees.", CreatedAt: hour(5), App: "app"},
				},
				Events: []embedded.Event{
					{Kind: "labeled", Actor: "ada", At: hour(1), Label: "bug"},
					{Kind: "assigned", Actor: "ada", At: hour(1), Assignee: "bo"},
					{Kind: "milestoned", Actor: "ada", At: hour(2), Milestone: "v2"},
					{Kind: "renamed", Actor: "bo", At: hour(6), From: "Crash", To: "Crash when the cart is empty"},
					{Kind: "cross-referenced", Actor: "bo", At: hour(7), Source: "#4"},
					{Kind: "cross-referenced", Actor: "ada", At: hour(7), Source: "ada/notes#1"},
					{Kind: "referenced", Actor: "bo", At: hour(8), Commit: "main~2"},
					{Kind: "grown_wings", Actor: "bo", At: hour(9), Fields: map[string]any{"span": 12}},
				},
			},
			{
				Number: 2, Title: "Write the manual", Author: "bo", Labels: []string{"Docs", "good first issue"}, Closed: true, Reason: "not_planned",
				ClosedAt: hour(20), ClosedBy: "ada", CreatedAt: hour(10),
				Events: []embedded.Event{{Kind: "closed", Actor: "ada", At: hour(20), Reason: "not_planned"}},
			},
			{Number: 3, Title: "From a deleted account", Author: "", CreatedAt: hour(11), Locked: true, LockReason: "spam"},
			{
				Number: 4, Title: "Fix the cart", Body: "Fixes #1\n", Author: "bo", CreatedAt: hour(12), Labels: []string{"bug"},
				Comments: []embedded.Comment{{ID: 5011, Author: "ada", Body: "Looks fine.", CreatedAt: hour(13)}},
				Events:   []embedded.Event{{Kind: "review_requested", Actor: "bo", At: hour(12), Reviewer: "ada"}, {Kind: "review_requested", Actor: "bo", At: hour(12), Team: "core"}},
				Pull: &embedded.Pull{
					Base: "main", Branch: "fix/cart", HeadCommit: "main", BaseCommit: "main~3", Reviewers: []string{"ada"}, Teams: []string{"core"}, NeedsReview: true,
					Reviews: []embedded.Review{
						{ID: 6001, Author: "ada", State: "CHANGES_REQUESTED", Body: "One question.", At: hour(14), Threads: []embedded.Thread{
							{Path: "branch.txt", Line: 1, Comments: []embedded.Comment{
								{ID: 7001, Author: "ada", Body: "Why?", CreatedAt: hour(14)}, {ID: 7002, Author: "bo", Body: "Because.", CreatedAt: hour(15)},
							}},
							{Path: "large/under.txt", Line: 3, Outdated: true, Resolved: true, Comments: []embedded.Comment{{ID: 7003, Author: "ada", Body: "Old.", CreatedAt: hour(14)}}},
						}},
					},
					Statuses: []embedded.Status{
						{Context: "ci/build", State: "pending", At: hour(12), Creator: "bo"}, {Context: "ci/build", State: "success", Description: "Built", At: hour(13), Creator: "bo"},
					},
					CheckRuns: []embedded.CheckRun{
						{Name: "lint", Conclusion: "failure", StartedAt: hour(12), CompletedAt: hour(12)},
						{Name: "lint", Conclusion: "success", StartedAt: hour(13), CompletedAt: hour(13)},
						{Name: "test", Conclusion: "failure", Title: "2 failed", Summary: "Two **tests** failed.", StartedAt: hour(13), CompletedAt: hour(14)},
						{Name: "deploy", Status: "queued", App: "app"},
					},
				},
			},
			{
				Number: 5, Title: "Merged already", Body: "closes acme/site#1", Author: "ada", CreatedAt: hour(15),
				Pull: &embedded.Pull{Base: "main", Branch: "fix/#12-x", MergedAt: hour(16), MergedBy: "bo", MergeCommit: "main"},
			},
			{
				Number: 6, Title: "From a fork that is gone", Author: "cy", CreatedAt: hour(17),
				Pull: &embedded.Pull{Base: "main", Branch: "patch-1", Gone: true, HeadCommit: strings.Repeat("ab", 20), Draft: true, Mergeable: "dirty"},
			},
			{Number: 7, Title: "Spam", CreatedAt: hour(18), Deleted: true},
			{Number: 8, Title: "Belongs to the site", CreatedAt: hour(19), MovedTo: "acme/site#1"},
			{Number: 10, Title: "Duplicate of the crash", Body: "The cart again.", Author: "cy", CreatedAt: hour(21), Closed: true, Reason: "duplicate", ClosedAt: hour(22)},
		},
	}
}

// siteIssues are the issues of the public repository acme/site.
func siteIssues() embedded.IssueData {
	return embedded.IssueData{
		Labels: []embedded.Label{{Name: "bug"}},
		Issues: []embedded.Issue{
			{Number: 1, Title: "The front page is slow", Body: "Very.", Author: "cy", Labels: []string{"bug"}, CreatedAt: hour(30)},
			{Number: 2, Title: "Dark colours", Author: "ada", CreatedAt: hour(31), Links: []string{"#3"}},
			{Number: 3, Title: "Add dark colours", Author: "ada", CreatedAt: hour(32), Pull: &embedded.Pull{Base: "main", Branch: "side", HeadCommit: "main"}},
		},
	}
}

// issueWorld is the world with issues, over the objects in dir.
func issueWorld(dir string) embedded.World {
	w := world(dir)
	w.Repositories[0].Issues = appIssues
	w.Repositories[2].Issues = siteIssues
	w.Repositories[2].NoIssues = false
	w.Repositories[3].Issues = func() embedded.IssueData {
		return embedded.IssueData{Issues: []embedded.Issue{{Number: 1, Title: "A private note", Body: "About acme/app#1", Author: "ada", CreatedAt: hour(40)}}}
	}
	w.Repositories[4].NoIssues = true
	w.Orgs[0].Teams = []embedded.Team{
		{Slug: "core", Name: "The core", Members: map[string]string{"ada": "maintainer"}},
		{Slug: "web", Name: "Web", Parent: "core", Members: map[string]string{"bo": "member"}},
		{Slug: "night", Secret: true, Members: map[string]string{"ada": "member"}},
	}
	w.Tokens["ada-issues"] = embedded.Token{User: "ada", Kind: embedded.FineGrained, Owner: "acme", Permissions: map[string]string{"issues": "read"}}
	w.Tokens["ada-pulls"] = embedded.Token{User: "ada", Kind: embedded.FineGrained, Owner: "acme", Permissions: map[string]string{"pull_requests": "write", "members": "read"}}
	return w
}

// large is a world of one public repository with n issues.
func large(n int) embedded.World {
	w := world("")
	w.Repositories = w.Repositories[2:3]
	w.Repositories[0].Open = nil
	w.Repositories[0].Issues = func() embedded.IssueData {
		data := embedded.IssueData{Labels: []embedded.Label{{Name: "bug"}, {Name: "docs"}}, Issues: make([]embedded.Issue, n)}
		for i := range data.Issues {
			data.Issues[i] = embedded.Issue{
				Number: i + 1, Title: fmt.Sprintf("Issue %d about the cart", i), Body: "It happens when @bo looks at it.", Author: []string{"ada", "bo", "cy"}[i%3],
				Labels: []string{[]string{"bug", "docs"}[i%2]}, Closed: i%4 == 0, CreatedAt: now.Add(-time.Duration(i) * time.Minute),
			}
		}
		return data
	}
	return w
}

func serveIssues(t *testing.T) *client {
	return serve(t, issueWorld(bare(t, sample())), embedded.Options{}).as("token ada-classic")
}

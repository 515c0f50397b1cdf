package demo

import (
	"fmt"
	"time"

	"hubtrail/github/embedded"
)

// LargeIssues is a world for load tests: the repository large/issues with n
// issues and pull requests but no objects, reached by one installation of the
// demo's App and by the demo's user token.
func LargeIssues(n int) embedded.World {
	w := Large(1)
	r := &w.Repositories[0]
	r.Name, r.Language, r.Private, r.Archived, r.Fork = "issues", "Go", false, false, false
	r.CreatedAt, r.PushedAt = Day.AddDate(-4, 0, 0), Day.Add(-time.Hour)
	r.Issues = func() embedded.IssueData { return load(n) }
	return w
}

// load makes n issues of few different texts: a third are pull requests, two
// thirds of all are closed.
func load(n int) embedded.IssueData {
	s := &spec{owner: "large", name: "issues", language: "Go", created: Day.AddDate(-4, 0, 0), pushed: Day}
	v := newVoice(s, "load")
	for _, a := range append(authors()[:9], writers()...) {
		v.people = append(v.people, a.login)
	}
	v.c = newChronicle(s)
	bodies, replies := make([]string, 400), make([]string, 200)
	for i := range bodies {
		v.latest, v.at = 1+i*n/len(bodies), Day
		bodies[i] = paragraphs(v.intro(), pick(v.r, []func() string{v.steps, v.sample, v.checklist, v.quote, v.trace, v.log, v.measurements})(), v.pointers())
	}
	for i := range replies {
		replies[i] = v.reply()
	}
	data := embedded.IssueData{Labels: labels(), Milestones: milestones(s), Issues: make([]embedded.Issue, n)}
	step := Day.Sub(s.created) / time.Duration(n+1)
	for i := range data.Issues {
		in := &data.Issues[i]
		in.Number, in.CreatedAt = i+1, s.created.Add(step*time.Duration(i)).Truncate(time.Second)
		in.Author, in.Body = pick(v.r, v.people), bodies[v.r.IntN(len(bodies))]
		in.Title = pick(v.r, []func() string{v.bug, v.crash, v.wish, v.task})()
		in.Labels = v.labelled(pick(v.r, []string{"bug", "feature", "task"}))
		in.Milestone = milestoneAt(data.Milestones, in.CreatedAt)
		if v.odds(3) {
			in.Assignees = []string{pick(v.r, v.people)}
		}
		at := in.CreatedAt
		for range v.r.IntN(4) {
			at = at.Add(time.Duration(v.r.IntN(900)) * step / 300)
			if at.Before(Day) {
				in.Comments = append(in.Comments, embedded.Comment{Author: pick(v.r, v.people), Body: replies[v.r.IntN(len(replies))], CreatedAt: at})
			}
		}
		closed := !v.odds(3)
		if v.odds(3) {
			in.Pull = &embedded.Pull{Base: "main", Branch: fmt.Sprintf("change-%d", in.Number), NeedsReview: v.odds(2), Draft: v.odds(9)}
			if closed && !v.odds(5) {
				in.Pull.MergedAt, in.Pull.MergedBy = at, pick(v.r, v.people)
			}
		}
		if closed {
			in.Closed, in.ClosedAt, in.ClosedBy = true, earlier(at, Day.Add(-time.Minute)), pick(v.r, v.people)
		}
	}
	return data
}

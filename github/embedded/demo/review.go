package demo

import (
	"fmt"
	"strings"
	"time"

	"hubtrail/github/embedded"
)

// review writes the reviews of a pull request, before end. With approved the
// last one approves.
func (t *tracker) review(in *embedded.Issue, at spot, end time.Time, approved bool) {
	room := earlier(end, Day).Sub(in.CreatedAt)
	if room < time.Minute {
		return
	}
	moment := func(n, of int) time.Time {
		return in.CreatedAt.Add(room * time.Duration(n+1) / time.Duration(of+2)).Truncate(time.Second)
	}
	reviewers := t.others(in.Author, 2)
	if len(reviewers) == 0 {
		return
	}
	first := reviewers[0]
	var list []embedded.Review
	switch n := t.r.IntN(12); {
	case n < 2:
		list = append(list, embedded.Review{Author: first, State: "CHANGES_REQUESTED", Body: t.objection(), At: moment(0, 3), Threads: t.threads(in, first, at, moment(0, 3))})
		if approved {
			list = append(list, embedded.Review{Author: first, State: "APPROVED", Body: t.one("Good now. {emoji}", "", "Thank you for the patience."), At: moment(2, 3)})
		}
	case n < 5:
		look := embedded.Review{Author: first, State: "COMMENTED", At: moment(0, 3), Threads: t.threads(in, first, at, moment(0, 3))}
		if look.Threads == nil {
			look.Body = t.one("I will look at the rest on {day}.", "So far so good. What about {ref}?")
		}
		list = append(list, look)
	case n == 5:
		id := int64(in.Number)*10 + 900_000_000
		list = append(list, embedded.Review{ID: id, Author: first, State: "DISMISSED", Body: t.objection(), At: moment(0, 3)})
		in.Events = append(in.Events, embedded.Event{
			Kind: "review_dismissed", Actor: t.somebody(), At: moment(1, 3), Review: id, Message: t.one("The point was mended in another one.", "Agreed by telephone."),
		})
	case n < 8 && len(reviewers) > 1:
		list = append(list, embedded.Review{Author: reviewers[1], State: "COMMENTED", Body: t.one("I know too little about the {area} to approve it, but it reads well.", "Tried it in {place}: works."), At: moment(0, 3)})
	}
	if approved && (len(list) == 0 || list[len(list)-1].State != "APPROVED") {
		list = append(list, embedded.Review{Author: first, State: "APPROVED", Body: t.one("", "", "", ":shipit:", "LGTM {emoji}", "Read every line. Good."), At: moment(2, 3)})
	}
	if t.odds(40) {
		list = append(list, embedded.Review{Author: "", State: "COMMENTED", Body: "I will be gone by the time you read this.", At: moment(1, 3)})
	}
	in.Pull.Reviews = list
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// others are up to n people besides one.
func (t *tracker) others(than string, n int) []string {
	var list []string
	for range 4 * n {
		login := pick(t.r, t.staff)
		if login != than && (len(list) == 0 || list[0] != login) && len(list) < n {
			list = append(list, login)
		}
	}
	return list
}

func (v *voice) objection() string {
	return v.one(
		"Two things before this can go in:\n\n1. `{fn}` has no test for an empty list.\n2. The guide still says {n}.",
		"I would rather not have the {noun} rules in the {area}. Can they stay where they are?",
		"This undoes what {ref} was for, I think.",
		"Please measure it with {many} entries first.",
		"The name says *{noun}*, the code says something else.",
	)
}

// threads are conversations about the line that the change is about, which who
// begins.
func (t *tracker) threads(in *embedded.Issue, who string, at spot, when time.Time) []embedded.Thread {
	if at.line == 0 {
		return nil
	}
	th := embedded.Thread{Path: at.path, Line: at.line, Resolved: in.Closed, Outdated: in.Closed && t.odds(4)}
	if th.Resolved {
		th.By = in.Author
	}
	for i := range 1 + t.r.IntN(4) {
		k := embedded.Comment{Author: in.Author, CreatedAt: when.Add(time.Duration(i) * 17 * time.Minute), Reactions: t.reactions(10)}
		if i%2 == 0 {
			k.Author = who
		}
		if !k.CreatedAt.Before(Day) {
			break
		}
		k.Body = t.remark(i)
		th.Comments = append(th.Comments, k)
	}
	return []embedded.Thread{th}
}

// remark is the i-th comment of a thread.
func (v *voice) remark(i int) string {
	switch {
	case i == 0 && v.odds(5):
		return v.say("Say it shorter?\n\n```suggestion\n" + pick(v.r, []string{"// {n} is enough: measured in {place}.", "limit: {n}"}) + "\n```")
	case i == 0:
		return v.one(
			"Why {n}?", "What happens here with an empty list?", "`{fn}` already does this.", "Nit: the comment is longer than the code.",
			"This is the third place that knows about a {noun}. Worth a type of its own?", "Does this hold when two people do it at once?",
			"Is the order of the {noun} lines kept? The {area} relies on it.", "I like this. {emoji}",
		)
	case i%2 == 1:
		return v.one("Good point, changed.", "Because {place} asked for it: see {ref}.", "It cannot be empty: `{fn}` looks before.", "Fair. I will do that in the next one.", "Measured: {ms} before, less after.")
	}
	return v.one("Fine by me.", "Then let us say so in the comment.", "{emoji}", "Still not convinced, but it is your call.")
}

// check writes statuses and check runs. mood is how they came out: 0 well, 1
// failed, 2 still going, 3 not run at all.
func (t *tracker) check(in *embedded.Issue, at time.Time, mood int) {
	if mood == 3 {
		return
	}
	at = earlier(at, Day.Add(-12*time.Minute))
	url := "https://ci.northwind.example/" + t.s.name + "/" + short(in.Number)[1:]
	run := func(name, conclusion string, took time.Duration) embedded.CheckRun {
		return embedded.CheckRun{Name: name, Status: "completed", Conclusion: conclusion, URL: url + "/" + name, StartedAt: at, CompletedAt: at.Add(took)}
	}
	p := in.Pull
	took := time.Duration(20+t.r.IntN(400)) * time.Second
	p.CheckRuns = append(p.CheckRuns, run("build", "success", took))
	switch test := run("test", "success", took+40*time.Second); mood {
	case 0:
		test.Title = "All tests passed"
		p.CheckRuns = append(p.CheckRuns, test)
	case 1:
		test.Conclusion, test.Title, test.Summary = "failure", t.say("{n} tests failed"), t.failure()
		p.CheckRuns = append(p.CheckRuns, test)
	case 2:
		test.Status, test.Conclusion, test.CompletedAt = "in_progress", "", time.Time{}
		p.CheckRuns = append(p.CheckRuns, test, embedded.CheckRun{Name: "browsers", Status: "queued", StartedAt: at, URL: url + "/browsers"})
	}
	lint := run("lint", pick(t.r, []string{"success", "success", "success", "neutral", "skipped"}), 12*time.Second)
	p.CheckRuns = append(p.CheckRuns, lint)
	if t.odds(6) {
		p.CheckRuns = append(p.CheckRuns, embedded.CheckRun{
			Name: "licences", App: "northwind-audit", AppName: "Northwind Audit", Status: "completed", Conclusion: "success", StartedAt: at, CompletedAt: at.Add(3 * time.Second),
			Title: "No new licence", Summary: "Looked at the dependencies of both ends: **nothing new**.",
		})
	}
	if mood == 1 && t.odds(4) {
		p.CheckRuns = append(p.CheckRuns, run("browsers", pick(t.r, []string{"timed_out", "cancelled", "action_required"}), 30*time.Minute))
	}
	if t.odds(3) {
		state := []string{"success", "failure", "pending"}[mood]
		p.Statuses = append(p.Statuses, embedded.Status{
			Context: "deploy/preview", State: "pending", Description: "Preparing", Creator: "nw-bot", At: at,
		}, embedded.Status{
			Context: "deploy/preview", State: state, Description: t.say("Preview {n}: " + state), URL: "https://preview.northwind.example/" + t.s.name, Creator: "nw-bot", At: at.Add(time.Minute),
		})
	}
}

// failure is the output of a check that failed.
func (v *voice) failure() string {
	var b strings.Builder
	b.WriteString(v.say("{n} of {many} tests failed, first in `{path}`.\n\n| Test | Expected | Got |\n| --- | ---: | ---: |\n"))
	for range 1 + v.r.IntN(4) {
		fmt.Fprintf(&b, "| `%s` | %d | %d |\n", v.function(), v.r.IntN(90), v.r.IntN(90))
	}
	return b.String() + "\n" + v.trace()
}

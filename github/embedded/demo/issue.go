package demo

import (
	"slices"
	"time"

	"hubtrail/github/embedded"
)

// issue writes the issue at an index of the list.
func (t *tracker) issue(i int) {
	in := &t.list[i]
	in.Author = t.somebody()
	t.author = in.Author
	kind := t.kind()
	switch kind {
	case "report":
		in.Title, in.Author, in.App = t.report(), "hubtrail-demo[bot]", "hubtrail-demo"
		in.Body = paragraphs(t.quote(), t.environment(), t.say("Passed on by the intake of {place}. {n} customers wrote the same."))
		in.Labels = append(in.Labels, "needs info")
	case "crash":
		in.Title, in.Type = t.crash(), "Bug"
		in.Body = paragraphs(t.intro(), t.trace(), t.some(t.steps, t.environment, t.log, t.sample), t.pointers())
		in.Labels = t.labelled("bug")
	case "bug":
		in.Title, in.Type = t.bug(), "Bug"
		in.Body = paragraphs(t.intro(), t.some(t.steps, t.quote), t.expected(), t.some(t.image, t.environment, t.log, t.shell, t.patch), t.some(t.pointers, t.closing))
		in.Labels = t.labelled("bug")
	case "feature":
		in.Title, in.Type = t.wish(), "Feature"
		in.Body = paragraphs("## Why\n\n"+t.intro(), t.some(t.quote, t.image), "## What\n\n"+t.some(t.checklist, t.sample, t.measurements), t.some(t.pointers, t.closing, t.pointers, t.closing, t.quote, t.shell, t.footnotes))
		in.Labels = t.labelled("feature")
	case "task":
		in.Title, in.Type = t.task(), "Task"
		in.Body = paragraphs(t.some(t.checklist, t.measurements, t.patch), t.some(t.pointers, t.closing))
		in.Labels = t.labelled("task")
	default:
		in.Title = t.question()
		in.Body = t.one("I looked at `{path}` and did not find it.", "", "Asking for {place}.\n\n{who}, you wrote it, I believe?", "As the title says. {emoji}")
		in.Labels = t.labelled("question")
	}
	if t.s.owner == personal {
		in.Type = "" // types belong to organisations
	}
	if t.odds(60) {
		in.Body = "" // a title may say it all
	}
	if t.odds(25) {
		in.Body = crlf(in.Body)
	}
	t.assign(in)
	t.tell(in)
	t.waiting = append(t.waiting, in.Number)
}

// kind is what an issue is about.
func (t *tracker) kind() string {
	n := t.r.IntN(100)
	switch {
	case n < 12 && t.s.has("l"):
		return "report"
	case n < 45:
		return "bug"
	case n < 57:
		return "crash"
	case n < 77:
		return "feature"
	case n < 91:
		return "task"
	}
	return "question"
}

// some is one of the blocks, or none.
func (t *tracker) some(blocks ...func() string) string {
	if i := t.r.IntN(len(blocks) + 1); i < len(blocks) {
		return blocks[i]()
	}
	return ""
}

// assign gives labels, people and milestones, and writes that into the
// timeline.
func (t *tracker) assign(in *embedded.Issue) {
	at := t.after(in.CreatedAt, 2*time.Hour)
	who := pick(t.r, t.staff)
	for _, name := range in.Labels {
		in.Events = append(in.Events, embedded.Event{Kind: "labeled", Actor: who, At: at, Label: name})
	}
	if t.odds(3) {
		login := pick(t.r, t.staff)
		in.Assignees = append(in.Assignees, login)
		in.Events = append(in.Events, embedded.Event{Kind: "assigned", Actor: who, At: at, Assignee: login})
		if other := pick(t.r, t.staff); t.odds(6) && other != login {
			in.Assignees = append(in.Assignees, other)
		}
	}
	if t.odds(4) {
		if n := milestoneAt(t.milestones, in.CreatedAt); n > 0 {
			in.Milestone = n
			in.Events = append(in.Events, embedded.Event{Kind: "milestoned", Actor: who, At: at, Milestone: t.milestones[n-1].Title})
		}
	}
	if t.odds(30) {
		from := in.Title
		in.Title = t.one("Again: ", "[{place}] ", "Desk: ") + sentenceCase(from)
		in.Events = append(in.Events, embedded.Event{Kind: "renamed", Actor: who, At: at.Add(time.Minute), From: from, To: in.Title})
	}
	if in.Type != "" && t.odds(5) {
		in.Events = append(in.Events, embedded.Event{Kind: "issue_type_added", Actor: who, At: at})
	}
	in.Reactions = t.reactions(12)
}

// tell notes at those it speaks of that an issue mentions them.
func (t *tracker) tell(in *embedded.Issue) {
	for n, number := range t.spoken {
		if number >= in.Number || n > 3 {
			continue
		}
		other := &t.list[number-1]
		other.Events = append(other.Events, embedded.Event{Kind: "cross-referenced", Actor: in.Author, At: in.CreatedAt, Source: short(in.Number)})
	}
	t.spoken = t.spoken[:0]
}

// reactions are those of one issue or comment in so many.
func (t *tracker) reactions(odds int) embedded.Reactions {
	var r embedded.Reactions
	if !t.odds(odds) {
		return r
	}
	r.PlusOne = t.r.IntN(20)
	switch t.r.IntN(6) {
	case 0:
		r.Heart, r.Rocket = t.r.IntN(5), t.r.IntN(3)
	case 1:
		r.Eyes, r.Confused = 1+t.r.IntN(3), t.r.IntN(2)
	case 2:
		r.Laugh, r.Hooray, r.MinusOne = t.r.IntN(4), t.r.IntN(4), t.r.IntN(2)
	}
	return r
}

// conclude ends what no pull request has ended, for most issues.
func (t *tracker) conclude(in *embedded.Issue) {
	if in.Pull != nil || in.Closed || in.Deleted || in.MovedTo != "" || in.Locked || t.kept[in.Number] {
		return
	}
	age := Day.Sub(in.CreatedAt)
	open := 9 // one of so many stays open
	switch {
	case !t.s.has("l"):
		open = 4
	case age < 3*24*time.Hour:
		open = 1
	case age < 30*24*time.Hour:
		open = 2
	}
	if t.odds(open) {
		if t.odds(25) {
			at := t.after(in.CreatedAt, 20*24*time.Hour)
			in.Reason = "reopened"
			in.Events = append(in.Events,
				embedded.Event{Kind: "closed", Actor: t.somebody(), At: at, Reason: "completed"},
				embedded.Event{Kind: "reopened", Actor: t.somebody(), At: t.after(at, 48*time.Hour), Reason: "reopened"})
		}
		return
	}
	at := t.after(in.CreatedAt, 60*24*time.Hour)
	reason := "completed"
	switch n := t.r.IntN(20); {
	case n < 4:
		reason = "not_planned"
	case n == 4 && in.Number > 5:
		reason = "duplicate"
		other := 1 + t.r.IntN(in.Number-1)
		in.Labels = append(in.Labels, "duplicate")
		in.Comments = append(in.Comments, embedded.Comment{Author: pick(t.r, t.staff), Body: "Duplicate of " + short(other), CreatedAt: at.Add(-time.Second)})
		in.Events = append(in.Events, embedded.Event{Kind: "marked_as_duplicate", Actor: pick(t.r, t.staff), At: at})
	}
	t.close(in, at, reason, pick(t.r, t.staff), "")
	slices.SortStableFunc(in.Comments, func(a, b embedded.Comment) int { return a.CreatedAt.Compare(b.CreatedAt) })
}

// close closes an issue.
func (t *tracker) close(in *embedded.Issue, at time.Time, reason, by, commit string) {
	in.Closed, in.ClosedAt, in.Reason, in.ClosedBy = true, at, reason, by
	in.Events = append(in.Events, embedded.Event{Kind: "closed", Actor: by, At: at, Reason: reason, Commit: commit})
}

package demo

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hubtrail/github/embedded"
)

// pull writes the pull request at an index of the list.
func (t *tracker) pull(i int) {
	in, role := &t.list[i], t.roles[i]
	in.Pull = &embedded.Pull{Base: t.s.branch(), NeedsReview: !t.odds(4)}
	switch {
	case role.landing != nil:
		t.landed(in, role.landing, role.index)
	case role.proposal != nil:
		t.proposed(in, role.proposal)
	default:
		t.forked(in, role.fork)
	}
	if in.Author == "nw-bot" {
		in.Labels = append(in.Labels, "dependencies")
	} else if t.odds(3) {
		in.Labels = t.labelled(pick(t.r, []string{"bug", "feature", "task"}))
	}
	t.assign(in)
	t.tell(in)
}

// writer is the login of who wrote a commit; those without an account had it
// sent in by somebody else.
func (t *tracker) writer(a author) string {
	if a.login == "" {
		return pick(t.r, t.staff)
	}
	return a.login
}

// landed is a pull request whose commit is on the default branch.
func (t *tracker) landed(in *embedded.Issue, l *landing, index int) {
	p := in.Pull
	revision := t.c.revision(index)
	in.Title, in.Author = l.title, t.writer(l.by)
	p.Branch, p.HeadCommit, p.MergeCommit = branchName(l.title), revision, revision
	if l.topic != "" {
		p.Branch, p.HeadCommit, p.BaseCommit = l.topic, revision+"^2", revision+"^1"
	}
	by := pick(t.r, t.staff)
	p.MergedAt, p.MergedBy = l.at, by
	in.Closed, in.ClosedAt, in.ClosedBy = true, l.at, by
	t.describe(in, l.body)
	t.settle(in, l.at, revision, by)
	in.Events = append(in.Events,
		embedded.Event{Kind: "merged", Actor: by, At: l.at, Commit: revision},
		embedded.Event{Kind: "closed", Actor: by, At: l.at},
		embedded.Event{Kind: "head_ref_deleted", Actor: by, At: l.at.Add(9 * time.Second)})
	t.review(in, l.spot, l.at, in.Author != "nw-bot")
	p.NeedsReview = p.NeedsReview && len(p.Reviews) > 0
	t.check(in, l.at, 0)
}

// proposed is a pull request that was not merged.
func (t *tracker) proposed(in *embedded.Issue, d *proposal) {
	p := in.Pull
	in.Title, in.Author = d.title, t.writer(d.by)
	p.Branch, p.HeadCommit = d.branch, "refs/pull/"+strconv.Itoa(in.Number)+"/head"
	if d.base != "" {
		p.Base = d.base
	}
	t.describe(in, d.body)
	if d.base != "" {
		// GitHub reads keywords only where the base is the default branch.
		in.Body = paragraphs("Builds upon `"+d.base+"`.", "Fixes "+t.refer(t.open(in.Number)), in.Body)
	}
	if t.odds(5) {
		in.Events = append(in.Events, embedded.Event{Kind: "head_ref_force_pushed", Actor: in.Author, At: d.at.Add(time.Minute), Commit: p.HeadCommit})
	}
	if d.open {
		t.pending(in, d.spot, d.at)
		return
	}
	at := t.after(d.at, 30*24*time.Hour)
	in.Closed, in.ClosedAt, in.ClosedBy = true, at, t.somebody()
	in.Events = append(in.Events, embedded.Event{Kind: "closed", Actor: in.ClosedBy, At: at})
	p.Draft = t.odds(6)
	t.review(in, d.spot, at, t.odds(2))
	t.check(in, d.at, 1+t.r.IntN(3))
}

// forked is a pull request of one of the branches that the history has beside
// the default one.
func (t *tracker) forked(in *embedded.Issue, f *fork) {
	in.Title, in.Author = strings.Replace(title(f.branch), "Eu ", "EU ", 1), pick(t.r, t.staff)
	in.Pull.Branch = f.branch
	switch {
	case strings.Contains(f.branch, "timeout"):
		in.Title = t.one("Wait longer for the warehouse", "Give up on the {noun} service later", "Half a minute is too short for {place}")
	case strings.Contains(f.branch, "left-pad"):
		in.Title, in.Author = "Bump left-pad from 1.2.0 to 1.3.0", "nw-bot"
	case f.branch == "wip" || f.branch == "develop":
		in.Title = t.one("Work in progress: {area}", "The {area}, second attempt")
	}
	t.describe(in, "")
	t.pending(in, spot{path: "docs/" + strings.Map(noSlash, f.branch) + ".md", line: 3}, in.CreatedAt)
}

// pending is what an open pull request waits for.
func (t *tracker) pending(in *embedded.Issue, at spot, pushed time.Time) {
	p := in.Pull
	if pushed.Before(in.CreatedAt) {
		pushed = in.CreatedAt
	}
	switch n := t.r.IntN(10); {
	case n < 2:
		p.Draft = true
		if t.odds(2) {
			in.Events = append(in.Events, embedded.Event{Kind: "convert_to_draft", Actor: in.Author, At: t.after(in.CreatedAt, 5*time.Hour)})
		}
	case n < 4:
		p.Mergeable = "dirty"
	case n < 5:
		p.Mergeable = "behind"
	case n < 7:
		p.Mergeable = "blocked"
	}
	if !p.Draft {
		t.ask(in)
	}
	t.review(in, at, pushed.Add(6*time.Hour), !p.Draft && t.odds(2))
	t.check(in, pushed, t.r.IntN(4))
}

// ask asks people and teams for reviews.
func (t *tracker) ask(in *embedded.Issue) {
	at := t.after(in.CreatedAt, time.Hour)
	for range 1 + t.r.IntN(2) {
		if login := pick(t.r, t.staff); login != in.Author && !slices.Contains(in.Pull.Reviewers, login) {
			in.Pull.Reviewers = append(in.Pull.Reviewers, login)
			in.Events = append(in.Events, embedded.Event{Kind: "review_requested", Actor: in.Author, At: at, Reviewer: login})
		}
	}
	if t.s.owner != personal && t.odds(2) {
		team := pick(t.r, teamSlugs(t.s.owner))
		in.Pull.Teams = append(in.Pull.Teams, team)
		in.Events = append(in.Events, embedded.Event{Kind: "review_requested", Actor: in.Author, At: at, Team: team})
	}
}

// describe writes a pull request's body around what its commit says.
func (t *tracker) describe(in *embedded.Issue, body string) {
	in.Body = body
	if in.Author == "nw-bot" {
		_, versions, _ := strings.Cut(in.Title, " from ")
		from, to, _ := strings.Cut(versions, " to ")
		name, _, _ := strings.Cut(strings.TrimPrefix(in.Title, "Bump "), " ")
		in.Body = t.say("Bumps " + name + ".\n\n| Package | From | To |\n| --- | --- | --- |\n| " + name + " | `" + from + "` | `" + to + "` |\n\n<details>\n<summary>Release notes</summary>\n\n- a shorter start\n- {n} fewer warnings\n\n</details>")
		return
	}
	switch t.r.IntN(6) {
	case 0:
	case 1:
		in.Body = paragraphs(body, t.pointers())
	case 2:
		in.Body = paragraphs("## What\n\n"+t.purpose(), body, "## How it was tested\n\n"+pick(t.r, []func() string{t.checklist, t.shell, t.measurements})())
	case 3:
		in.Body = paragraphs(body, t.some(t.measurements, t.image, t.patch), t.some(t.checklist, t.closing))
	default:
		in.Body = paragraphs(body, t.some(t.purpose, t.purpose, t.pointers, t.checklist, t.image, t.sample))
	}
	if len(t.waiting) > 0 && t.odds(2) && !strings.Contains(in.Body, "es #") {
		number := t.open(in.Number)
		words := pick(t.r, []string{"Closes ", "Fixes ", "Resolves ", "closes ", "Fixes: ", "Part of ", "Part of "})
		in.Body = paragraphs(in.Body, words+t.refer(number))
		if t.odds(12) {
			in.Body += ", closes " + t.refer(t.open(in.Number))
		}
	} else if t.odds(25) && len(t.waiting) > 0 {
		in.Links = append(in.Links, short(t.open(in.Number)))
		in.Events = append(in.Events, embedded.Event{Kind: "connected", Actor: in.Author, At: t.after(in.CreatedAt, time.Hour)})
	}
	if t.odds(25) {
		in.Body = crlf(in.Body)
	}
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// open is the number of an issue that is still open, one of the newest.
func (t *tracker) open(before int) int {
	n := len(t.waiting)
	if n == 0 {
		return max(1, before-1)
	}
	return t.waiting[n-1-t.r.IntN(min(n, 40))]
}

// settle closes the issues that a merged pull request names.
func (t *tracker) settle(in *embedded.Issue, at time.Time, revision, by string) {
	for _, number := range append(closed(in.Body), numbers(in.Links)...) {
		if number < 1 || number > len(t.list) || t.roles[number-1].pull() {
			continue
		}
		issue := &t.list[number-1]
		if issue.Number >= in.Number || issue.Closed {
			continue
		}
		t.close(issue, at.Add(2*time.Second), "completed", by, revision)
		t.waiting = slices.DeleteFunc(t.waiting, func(n int) bool { return n == number })
	}
}

// closed are the issues of the repository that a text closes.
func closed(body string) []int {
	var list []int
	for line := range strings.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == ',' || r == '\r' }) {
		words := strings.Fields(line)
		for i := range len(words) - 1 {
			switch strings.ToLower(strings.TrimSuffix(words[i], ":")) {
			case "closes", "fixes", "resolves":
				if n, err := strconv.Atoi(strings.TrimPrefix(words[i+1], "#")); err == nil {
					list = append(list, n)
				}
			}
		}
	}
	return list
}

func numbers(links []string) []int {
	var list []int
	for _, l := range links {
		if n, err := strconv.Atoi(strings.TrimPrefix(l, "#")); err == nil {
			list = append(list, n)
		}
	}
	return list
}

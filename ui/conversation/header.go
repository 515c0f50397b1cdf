package conversation

import (
	"cmp"
	"errors"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/markdown"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	marks "hubtrail/ui/widget/state"
)

// titleRows is the most rows that a title takes.
const titleRows = 6

// state is the mark and colour of a state.
func state(th *theme.Theme, i *github.Issue) span {
	mark, style := marks.Of(th, i)
	in := good
	switch style {
	case th.Dim:
		in = dim
	case th.Badge:
		in = badge
	case th.Bad:
		in = bad
	}
	return span{in, mark + " " + i.State.String(), nil}
}

// header is what is known of the issue or pull request itself.
func (b *builder) header(h *head) {
	p, i := b.p, &h.pr.Issue
	ref := p.ref()
	b.part(part{key: "head", url: i.URL, name: ref.String(), what: "number"})
	title := text.Wrap(clip(i.Title), b.width)
	for _, l := range title[:min(len(title), titleRows)] {
		b.row(span{strong, l, nil})
	}
	b.trouble()
	kind := "issue"
	if h.pull {
		kind = "pull request"
	}
	is := state(b.th, i)
	is.text += " " + kind
	if i.State == github.IssueNotPlanned {
		mark, _, _ := strings.Cut(is.text, " ")
		is.text = mark + " " + kind + " closed as " + reasonWords(cmp.Or(i.Reason, notPlanned))
	}
	spans := line{is, {dim, "  " + clip(ref.String()), nil}}
	if i.State.Open() && i.Reason == "reopened" {
		spans = append(spans, span{dim, "  reopened", nil})
	}
	if i.Locked {
		spans = append(spans, span{warn, "  locked", nil})
	}
	b.row(spans...)
	facts := []line{{{dim, "opened " + b.ago(i.CreatedAt) + " by ", nil}, person(i.Author)}}
	if i.UpdatedAt.After(i.CreatedAt) {
		facts = append(facts, line{{dim, "changed " + b.ago(i.UpdatedAt), nil}})
	}
	if i.Comments > 0 {
		facts = append(facts, line{{dim, count(i.Comments, "comment"), nil}})
	}
	if i.Reactions > 0 {
		facts = append(facts, line{{dim, count(i.Reactions, "reaction"), nil}})
	}
	b.facts(facts...)
	b.closed(h)
	b.blank()
	b.fields(h)
	if h.pull && h.whole {
		b.pullFields(h)
	}
	b.blank()
}

// trouble says when what is shown is not what GitHub has.
func (b *builder) trouble() {
	p := b.p
	err := p.head.Err()
	switch {
	case errors.Is(err, github.ErrGone):
		b.say(bad, "GitHub has this no more: it was deleted. What is shown was fetched "+b.ago(p.head.At())+".")
	case errors.Is(err, github.ErrNotFound):
		b.say(bad, "GitHub does not show this any more: it was deleted, moved, or this account may not see it. What is shown was fetched "+b.ago(p.head.At())+".")
	case p.moved():
		b.say(warn, "This was "+clip(p.at.Ref.String())+" and has moved to "+clip(p.ref().String())+".")
	}
}

func (b *builder) closed(h *head) {
	switch {
	case h.pr.Merged || !h.pr.MergedAt.IsZero():
		spans := line{{dim, "merged " + b.ago(h.pr.MergedAt), nil}}
		if h.whole {
			spans = append(spans, span{dim, " by ", nil}, person(h.pr.MergedBy))
		}
		if c := h.pr.MergeCommit; c != "" {
			spans = append(spans, span{dim, " as ", nil}, commit(c))
		}
		b.row(spans...)
	case !h.pr.ClosedAt.IsZero():
		b.row(span{dim, "closed " + b.ago(h.pr.ClosedAt), nil})
	}
}

func (b *builder) fields(h *head) {
	var values []span
	for _, l := range h.pr.Labels {
		values = append(values, span{badge, clip(l.Name), nil})
	}
	b.field("labels", ", ", values...)
	values = nil
	for _, login := range h.pr.Assignees {
		values = append(values, person(login))
	}
	b.field("assignees", ", ", values...)
	if h.pr.Milestone != "" {
		b.field("milestone", "", span{plain, clip(h.pr.Milestone), nil})
	}
	if h.pr.Type != "" {
		b.field("type", "", span{plain, clip(h.pr.Type), nil})
	}
}

// pullFields is what only a pull request has.
func (b *builder) pullFields(h *head) {
	pr := &h.pr
	b.field("branches", "", span{info, clip(pr.Base.Ref), nil}, span{dim, " " + b.from() + " ", nil}, b.side(pr))
	b.field("size", ", ", span{plain, count(pr.Commits, "commit"), nil}, span{plain, count(pr.ChangedFiles, "file"), nil},
		span{good, "+" + text.Count(pr.Additions), nil}, span{bad, "-" + text.Count(pr.Deletions), nil})
	if pr.State.Open() {
		b.field("merging", "", mergeability(pr))
	}
	var values []span
	for _, login := range pr.Reviewers {
		values = append(values, person(login))
	}
	for _, team := range pr.Teams {
		values = append(values, span{strong, "team " + clip(team), nil})
	}
	b.field("asked", ", ", values...)
	b.field("reviews", ", ", b.reviews()...)
	b.approvalFact()
	b.field("checks", "", b.checkSummary()...)
}

// from is the arrow from the head to the base.
func (b *builder) from() string {
	if b.th.Plain {
		return "<-"
	}
	return "←"
}

// side is the head: its branch, with the repository if it is another one.
func (b *builder) side(pr *github.PullRequest) span {
	switch {
	case pr.Head.Repo == github.RepoRef{}:
		return span{warn, clip(pr.Head.Ref) + " of a repository that is gone", nil}
	case pr.Head.Repo != pr.Base.Repo:
		return span{info, clip(pr.Head.Repo.String()) + " " + clip(pr.Head.Ref), nil}
	}
	return span{info, clip(pr.Head.Ref), nil}
}

// mergeability is GitHub's two words about it in a person's.
func mergeability(pr *github.PullRequest) span {
	switch pr.MergeableState {
	case "clean":
		return span{good, "can be merged", nil}
	case "dirty":
		return span{bad, "cannot be merged: there are conflicts with the base", nil}
	case "blocked":
		return span{warn, "blocked: reviews, checks or rules of the base branch are not satisfied", nil}
	case "behind":
		return span{warn, "the head is behind the base and has to be updated first", nil}
	case "unstable":
		return span{warn, "can be merged, but checks are failing or pending", nil}
	case "draft":
		return span{dim, "a draft is not merged", nil}
	case "has_hooks":
		return span{good, "can be merged; the server's hooks will run", nil}
	}
	switch pr.Mergeable {
	case github.MergeableYes:
		return span{good, "there are no conflicts with the base", nil}
	case github.MergeableNo:
		return span{bad, "cannot be merged: there are conflicts with the base", nil}
	}
	return span{dim, "GitHub is still working out whether it can be: r asks again", nil}
}

// reviews is the last state of each reviewer's reviews.
func (b *builder) reviews() (values []span) {
	var order []string
	last := map[string]string{}
	for _, e := range b.p.events.Value().Items {
		if e.Kind != "reviewed" || e.State == "commented" && last[e.Actor] != "" {
			continue
		}
		if last[e.Actor] == "" {
			order = append(order, e.Actor)
		}
		last[e.Actor] = e.State
	}
	for _, login := range order {
		in, words := reviewState(last[login])
		values = append(values, span{in, who(login) + " " + words, nil})
	}
	return values
}

// checkSummary is how the checks came out, with the first failing one.
func (b *builder) checkSummary() []span {
	p := b.p
	if err := p.checks.Err(); err != nil {
		return []span{{bad, "missing: " + clip(reason(err)), nil}}
	}
	if !p.checks.Has() {
		return nil
	}
	c := p.checks.Value()
	values := []span{checkMark(b.th, c.State), {plain, " " + tally(c), nil}}
	if len(c.Checks) > 0 && c.Checks[0].State == github.CheckFailed {
		first := c.Checks[0]
		say := "  " + clip(first.Name)
		if first.Title != "" {
			say += ": " + clip(first.Title)
		}
		values = append(values, span{bad, say, nil})
	}
	return values
}

func reasonWords(reason string) string {
	switch reason {
	case "not_planned":
		return "not planned"
	case "duplicate":
		return "a duplicate"
	}
	return clip(reason)
}

// count is a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return text.Count(n) + " " + thing + "s"
}

// commit names a commit by the beginning of its SHA.
func commit(sha string) span {
	short := clip(sha[:min(len(sha), 7)])
	return span{info, short, &markdown.Link{Kind: markdown.LinkCommit, Text: short, SHA: sha}}
}

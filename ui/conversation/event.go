package conversation

import (
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/markdown"
	"hubtrail/ui/text"
)

// run is the small events between two comments, a row each.
func (b *builder) run(events []github.Event) {
	b.part(part{key: eventKey(&events[0]), event: &events[0], url: events[0].URL})
	rows := 0
	for i := 0; i < len(events); {
		n := b.events(events[i:])
		if n < 0 { // not worth a row
			n = -n
		} else {
			rows++
		}
		i += n
	}
	if rows == 0 { // nothing but what is told elsewhere
		b.parts = b.parts[:len(b.parts)-1]
		return
	}
	b.blank()
}

// eventKey tells an event from others after a reload.
func eventKey(e *github.Event) string {
	if e.ID != 0 {
		return e.Kind + " " + text.Count(int(e.ID))
	}
	return e.Kind + " " + e.Actor + " " + e.Commit + " " + e.NodeID + " " + e.At.String()
}

// events appends a row for the first event and those that it is told together
// with, and returns how many they are; negative if there was no row to append.
func (b *builder) events(events []github.Event) int {
	e := &events[0]
	n := 1
	switch e.Kind {
	case "line-commented": // the review threads show them
		return -1
	case "labeled", "unlabeled":
		for n < len(events) && (events[n].Kind == "labeled" || events[n].Kind == "unlabeled") && events[n].Actor == e.Actor {
			n++
		}
		b.event(e, labelled(events[:n])...)
	case "mentioned", "subscribed", "unsubscribed":
		for n < len(events) && events[n].Kind == e.Kind {
			n++
		}
		b.several(events[:n])
	case "committed":
		b.short(line{{dim, b.th.Glyphs.Bullet + " ", nil}, commit(e.Commit), {plain, " " + clip(e.Title), nil}}, b.when(e))
	default:
		b.event(e, b.happened(e)...)
		if e.Body != "" {
			b.row(span{plain, "  ", nil}, span{dim, beginning(e.Body), nil})
		}
	}
	return n
}

// event appends one row: who, what, when.
func (b *builder) event(e *github.Event, did ...span) {
	spans := line{{dim, b.th.Glyphs.Bullet + " ", nil}, person(e.Actor), {plain, " ", nil}}
	spans = append(spans, did...)
	if e.Performed != "" {
		spans = append(spans, span{dim, " by the App " + clip(e.Performed), nil})
	}
	b.short(spans, b.when(e))
}

// short appends a row of which the last pieces are cut so that its end has room:
// they are what something is called.
func (b *builder) short(spans line, end span) {
	const least = 8
	over := text.Width(end.text) - b.width
	for i := range spans {
		over += text.Width(spans[i].text)
	}
	for i := len(spans) - 1; i >= 0 && over > 0; i-- {
		if cells := text.Width(spans[i].text); cells > least {
			spans[i].text = text.Fit(spans[i].text, max(cells-over, least))
			over -= cells - max(cells-over, least)
		}
	}
	b.row(append(spans, end)...)
}

func (b *builder) when(e *github.Event) span {
	if e.At.IsZero() {
		return span{}
	}
	return span{dim, "  " + b.ago(e.At), nil}
}

// several tells of people that one kind of event happened to.
func (b *builder) several(events []github.Event) {
	e := &events[0]
	did := map[string]string{"mentioned": "mentioned", "subscribed": "subscribed", "unsubscribed": "unsubscribed"}[e.Kind]
	spans := line{{dim, b.th.Glyphs.Bullet + " " + did + ": ", nil}}
	for i := range events {
		if i > 0 {
			spans = append(spans, span{dim, ", ", nil})
		}
		spans = append(spans, person(events[i].Actor))
	}
	b.short(spans, b.when(e))
}

// labelled tells of labels put on and taken off together.
func labelled(events []github.Event) (spans []span) {
	for _, kind := range [...]string{"labeled", "unlabeled"} {
		word, first := "added ", true
		if kind == "unlabeled" {
			word = "removed "
			if len(spans) > 0 {
				word = " and removed "
			}
		}
		for i := range events {
			if events[i].Kind != kind {
				continue
			}
			if !first {
				word = ", "
			}
			spans = append(spans, span{plain, word, nil}, span{badge, clip(events[i].Label.Name), nil})
			first = false
		}
	}
	return spans
}

// happened is an event in words, after the name of who did it.
func (b *builder) happened(e *github.Event) []span {
	if e.Source != nil {
		return b.mentioned(e)
	}
	words, about := phrase(e.Kind)
	switch e.Kind {
	case "closed":
		switch e.State {
		case "", "completed":
		default:
			words += " as " + reasonWords(e.State)
		}
		if e.Commit != "" {
			return []span{{plain, words + " with ", nil}, commit(e.Commit)}
		}
	case "merged":
		if e.Commit != "" {
			return []span{{plain, words + " as ", nil}, commit(e.Commit)}
		}
	case "head_ref_force_pushed":
		if e.Commit != "" {
			return []span{{plain, words + " to ", nil}, commit(e.Commit)}
		}
	case "referenced":
		if e.Commit != "" {
			return []span{{plain, "referred to this in commit ", nil}, commit(e.Commit), {plain, " " + clip(e.Title), nil}}
		}
	case "renamed":
		return []span{{plain, "changed the title from ", nil}, {dim, quoted(e.From), nil}, {plain, " to ", nil}, {strong, quoted(e.To), nil}}
	case "assigned", "unassigned":
		if strings.EqualFold(e.Other, e.Actor) && e.Other != "" {
			return []span{{plain, map[string]string{"assigned": "took this on", "unassigned": "is no longer assigned"}[e.Kind], nil}}
		}
	case "locked":
		if e.Other != "" {
			return []span{{plain, "locked the conversation as " + clip(e.Other), nil}}
		}
	}
	if words == "" {
		return []span{{dim, clip(e.Kind), nil}, {plain, pad(clip(e.Other)), nil}}
	}
	if about && e.Other != "" {
		return []span{{plain, words + " ", nil}, {strong, clip(e.Other), nil}}
	}
	return []span{{plain, words, nil}}
}

func pad(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

func quoted(s string) string { return "\"" + clip(s) + "\"" }

// mentioned tells of what refers to this.
func (b *builder) mentioned(e *github.Event) []span {
	link := b.reference(e.Source.IssueRef)
	words := "mentioned this in "
	if e.WillClose {
		words = "will close this with "
		if !e.Source.State.Open() {
			words = "wrote of closing this in "
		}
	}
	return []span{{plain, words, nil}, state(b.th, e.Source), {plain, " ", nil}, {info, link.Text, link}, {plain, " " + clip(e.Source.Title), nil}}
}

// reference leads to an issue or pull request.
func (b *builder) reference(ref github.IssueRef) *markdown.Link {
	shown := "#" + strconv.Itoa(ref.Number)
	if ref.Repo != b.p.ref().Repo {
		shown = clip(ref.String())
	}
	return &markdown.Link{Kind: markdown.LinkIssue, Text: shown, Owner: ref.Repo.Owner, Name: ref.Repo.Name, Number: ref.Number}
}

// phrase is what somebody did, in words, and whether what it was about follows;
// "" for a kind that is not known.
func phrase(kind string) (words string, about bool) {
	switch kind {
	case "closed":
		return "closed this", false
	case "reopened":
		return "reopened this", false
	case "merged":
		return "merged this", false
	case "assigned":
		return "assigned", true
	case "unassigned":
		return "unassigned", true
	case "milestoned":
		return "added this to the milestone", true
	case "demilestoned":
		return "removed this from the milestone", true
	case "renamed":
		return "changed the title", false
	case "locked":
		return "locked the conversation", false
	case "unlocked":
		return "unlocked the conversation", false
	case "pinned":
		return "pinned this", false
	case "unpinned":
		return "unpinned this", false
	case "referenced":
		return "referred to this in a commit", false
	case "cross-referenced":
		return "mentioned this elsewhere", false
	case "review_requested":
		return "asked for a review by", true
	case "review_request_removed":
		return "no longer asks for a review by", true
	case "review_dismissed":
		return "dismissed a review", true
	case "ready_for_review":
		return "marked this as ready for review", false
	case "convert_to_draft", "converted_to_draft":
		return "made this a draft", false
	case "head_ref_deleted":
		return "deleted the branch", true
	case "head_ref_restored":
		return "restored the branch", true
	case "head_ref_force_pushed":
		return "force-pushed the branch", false
	case "base_ref_changed":
		return "changed the base branch", true
	case "base_ref_force_pushed":
		return "force-pushed the base branch", false
	case "base_ref_deleted":
		return "deleted the base branch", false
	case "automatic_base_change_succeeded":
		return "had the base branch changed automatically", false
	case "automatic_base_change_failed":
		return "could not have the base branch changed automatically", false
	case "auto_merge_enabled", "auto_squash_enabled", "auto_rebase_enabled":
		return "switched automatic merging on", false
	case "auto_merge_disabled":
		return "switched automatic merging off", false
	case "added_to_merge_queue":
		return "added this to the merge queue", false
	case "removed_from_merge_queue":
		return "removed this from the merge queue", false
	case "marked_as_duplicate":
		return "marked this as a duplicate", true
	case "unmarked_as_duplicate":
		return "took back that this is a duplicate", true
	case "connected":
		return "linked an issue or pull request by hand", true
	case "disconnected":
		return "removed a link made by hand", true
	case "transferred":
		return "moved this here from another repository", true
	case "converted_to_discussion":
		return "made this a discussion", false
	case "comment_deleted":
		return "deleted a comment", false
	case "commit-commented":
		return "commented on a commit", false
	case "deployed":
		return "deployed this", true
	case "deployment_environment_changed":
		return "changed the environment of the deployment", true
	case "added_to_project", "added_to_project_v2":
		return "added this to a project", true
	case "removed_from_project", "removed_from_project_v2":
		return "removed this from a project", true
	case "moved_columns_in_project", "project_v2_item_status_changed":
		return "moved this within a project", true
	case "converted_note_to_issue", "converted_from_draft":
		return "made this from a project's note", false
	case "user_blocked":
		return "blocked a user", true
	case "parent_issue_added":
		return "made this a part of", true
	case "parent_issue_removed":
		return "took this out of", true
	case "sub_issue_added":
		return "added a part", true
	case "sub_issue_removed":
		return "removed a part", true
	case "blocked_by_added":
		return "marked this as blocked by", true
	case "blocked_by_removed":
		return "no longer has this blocked by", true
	case "blocking_added":
		return "marked this as blocking", true
	case "blocking_removed":
		return "no longer has this blocking", true
	case "issue_type_added":
		return "set the type", true
	case "issue_type_changed":
		return "changed the type to", true
	case "issue_type_removed":
		return "removed the type", true
	}
	return "", false
}

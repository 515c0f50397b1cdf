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
		return []span{{plain, "changed the title from \"", nil}, {dim, clip(e.From), nil}, {plain, "\" to \"", nil}, {strong, clip(e.To), nil}, {plain, "\"", nil}}
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

package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// hunkRows is how much of a hunk is shown above the comments on it: its end,
// which they are about.
const hunkRows = 4

// tabStop is the cells between tab stops in code.
const tabStop = 4

// replyIndent is how far a comment of a thread stands to the right.
const replyIndent = 2

// comment is one comment: who, when, and the text.
func (b *builder) comment(e *github.Event) {
	p := b.p
	key := eventKey(e)
	b.part(part{key: key, event: e, url: e.URL, name: p.ref().String(), what: "number", fold: e.Minimised})
	if e.ID != 0 && e.ID == p.gone {
		b.row(span{dim, "This comment was deleted just now.", nil})
		b.blank()
		return
	}
	b.byline(e, "commented")
	switch {
	case e.Minimised && !p.unfolded[key]:
		b.row(span{dim, "Somebody hid this comment. Press enter to read it.", nil})
	case strings.TrimSpace(e.Body) == "":
		b.row(span{dim, "There is no text.", nil})
	default:
		b.text(e.Body, 0)
	}
	b.blank()
}

// byline is who did what, when, and what there is to say about it.
func (b *builder) byline(e *github.Event, did string, more ...span) {
	spans := line{person(e.Actor)}
	if a := association(e.Author); a != "" {
		spans = append(spans, span{dim, " (" + a + ")", nil})
	}
	spans = append(spans, span{dim, " " + did + " " + b.ago(e.At), nil})
	if e.Edited {
		spans = append(spans, span{dim, ", edited " + b.ago(e.EditedAt), nil})
	}
	if e.Reactions > 0 {
		spans = append(spans, span{dim, ", " + count(e.Reactions, "reaction"), nil})
	}
	if e.Performed != "" {
		spans = append(spans, span{dim, ", by the App " + clip(e.Performed), nil})
	}
	b.row(append(spans, more...)...)
}

// association is GitHub's word for what somebody is to the repository, as one
// would say it; "" for nothing.
func association(a string) string {
	switch a {
	case "", "NONE":
		return ""
	case "FIRST_TIMER":
		return "new to GitHub"
	case "FIRST_TIME_CONTRIBUTOR":
		return "first contribution"
	}
	return strings.ToLower(strings.ReplaceAll(clip(a), "_", " "))
}

// reviewState is what a review says, in words.
func reviewState(state string) (ink, string) {
	switch strings.ToLower(state[:min(len(state), 32)]) {
	case "approved":
		return good, "approved"
	case "changes_requested":
		return bad, "asked for changes"
	case "dismissed":
		return dim, "reviewed, and it was dismissed"
	case "pending":
		return dim, "has not sent the review yet"
	}
	return plain, "reviewed"
}

// review is a review with the threads that began in it; it returns the other
// threads.
func (b *builder) review(e *github.Event, threads []github.ReviewThread) (others []github.ReviewThread) {
	var own []github.ReviewThread
	for _, t := range threads {
		if len(t.Comments) > 0 && t.Comments[0].ReviewID == e.ID && e.ID != 0 {
			own = append(own, t)
		} else {
			others = append(others, t)
		}
	}
	in, words := reviewState(e.State)
	b.part(part{key: eventKey(e), event: e, url: e.URL, name: b.p.ref().String(), what: "number"})
	spans := line{person(e.Actor)}
	if a := association(e.Author); a != "" {
		spans = append(spans, span{dim, " (" + a + ")", nil})
	}
	spans = append(spans, span{in, " " + words, nil}, span{dim, " " + b.ago(e.At), nil})
	if e.Edited {
		spans = append(spans, span{dim, ", edited " + b.ago(e.EditedAt), nil})
	}
	if n := len(own); n > 0 {
		spans = append(spans, span{dim, ", with " + count(n, "thread") + " on the code", nil})
	}
	b.row(spans...)
	if strings.TrimSpace(e.Body) != "" {
		b.text(e.Body, 0)
	}
	b.blank()
	for i := range own {
		b.thread(&own[i])
	}
	return others
}

// loose is the threads of no review that is shown, by place.
func (b *builder) loose(threads []github.ReviewThread) {
	slices.SortStableFunc(threads, func(x, y github.ReviewThread) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), x.Line-y.Line)
	})
	for i := range threads {
		b.thread(&threads[i])
	}
}

// thread is the comments on one place of the code, beneath that code.
func (b *builder) thread(t *github.ReviewThread) {
	if len(t.Comments) == 0 {
		return
	}
	first := t.Comments[0]
	place := clip(t.Path)
	if t.Line > 0 {
		place += ":" + strconv.Itoa(t.Line)
	}
	b.part(part{key: "thread " + strconv.FormatInt(first.ID, 10), url: first.URL, name: place, what: "place", thread: t})
	spans := line{{meta, place, nil}}
	if t.Outdated || t.Line == 0 {
		spans = append(spans, span{dim, "  outdated: the code has changed since", nil})
	}
	b.row(spans...)
	for _, l := range tail(t.Hunk, hunkRows) {
		b.row(codeLine(l))
	}
	for i := range t.Comments {
		c := &t.Comments[i]
		spans := line{{plain, text.Spaces(replyIndent), nil}, person(c.Author), {dim, " " + b.ago(c.CreatedAt), nil}}
		if c.UpdatedAt.After(c.CreatedAt) {
			spans = append(spans, span{dim, ", edited " + b.ago(c.UpdatedAt), nil})
		}
		b.row(spans...)
		if strings.TrimSpace(c.Body) != "" {
			b.text(c.Body, replyIndent)
		}
	}
	b.blank()
}

// tail is the last lines of a hunk; its header only when there is nothing else.
func tail(hunk string, most int) []string {
	hunk = strings.TrimRight(hunk, "\n")
	if hunk == "" {
		return nil
	}
	var all []string
	for len(all) < most && hunk != "" {
		at := strings.LastIndexByte(hunk, '\n')
		all = append(all, hunk[at+1:])
		hunk = hunk[:max(at, 0)]
	}
	slices.Reverse(all)
	if len(all) > 1 && strings.HasPrefix(all[0], "@@") {
		all = all[1:]
	}
	return all
}

// codeLine is a line of a patch in its colour.
func codeLine(s string) span {
	in := inkOf(s)
	if len(s) > clipped {
		s = strings.ToValidUTF8(s[:clipped], "")
	}
	return span{in, text.CleanLine(s, tabStop), nil}
}

// inkOf is the colour of a line of a patch, by its mark.
func inkOf(s string) ink {
	switch {
	case s == "":
		return plain
	case s[0] == '+':
		return added
	case s[0] == '-':
		return deleted
	case s[0] == '@':
		return hunk
	case s[0] == '\\':
		return warn
	}
	return plain
}

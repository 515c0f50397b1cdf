package conversation

import (
	"hubtrail/github"
	"hubtrail/github/linking"
	"hubtrail/ui/text"
)

// mostLinked is how many connected issues are listed.
const mostLinked = 12

// hows is the width of the column of how they are connected.
const hows = 14

// connection is an issue or pull request this one is connected with.
type connection struct {
	github.Issue
	known bool // its title and state are
	how   string
	by    string // how that is known
}

// links lists what the issue or pull request is connected with, and how.
func (b *builder) links(h *head) {
	p := b.p
	all := b.connections(h)
	err := p.linked.Err()
	if len(all) == 0 && (err == nil || p.byText()) {
		return
	}
	b.part(part{key: "linked", url: h.pr.URL, name: p.ref().String(), what: "number"})
	b.row(span{strong, "Linked", nil})
	for i, c := range all {
		if i == mostLinked {
			b.row(span{dim, "and " + text.Count(len(all)-i) + " more, mentioned below", nil})
			break
		}
		b.connection(c)
	}
	if err != nil && !p.byText() {
		b.failure("Links are missing", err)
	}
	b.blank()
}

func (b *builder) connection(c connection) {
	link := b.reference(c.IssueRef)
	spans := line{{dim, text.Fit(c.how, hows), nil}}
	if c.known {
		spans = append(spans, state(b.th, &c.Issue), span{plain, " ", nil}, span{info, link.Text, link}, span{plain, " " + clip(c.Title), nil})
	} else {
		spans = append(spans, span{info, link.Text, link}, span{dim, " not looked at yet", nil})
	}
	b.short(spans, span{dim, pad(pad(c.by)), nil})
}

// connections joins what GitHub says of closing links with what the texts and
// the timeline say; each issue is listed once, as what says most.
func (b *builder) connections(h *head) (all []connection) {
	p := b.p
	seen := map[github.IssueRef]bool{p.ref(): true}
	put := func(c connection) {
		if !seen[c.IssueRef] && c.Number > 0 {
			seen[c.IssueRef] = true
			all = append(all, c)
		}
	}
	closing := "closed by"
	if h.pull {
		closing = "closes"
	}
	for _, l := range p.linked.Value() {
		c := connection{Issue: l.Issue, known: l.Title != "", how: "mentioned by"}
		if l.Closing {
			c.how = closing
		}
		switch {
		case l.Manual:
			c.by = "linked by hand"
		case l.Textual:
			c.by = "by text only"
		case l.Closing:
			c.by = "by keyword"
		}
		put(c)
	}
	for _, e := range p.events.Value().Items {
		if e.Source != nil && e.WillClose && p.byText() && !h.pull {
			put(connection{*e.Source, true, closing, "by text only"})
		}
	}
	for _, e := range p.events.Value().Items {
		if e.Source != nil {
			put(connection{*e.Source, true, "mentioned by", ""})
		}
	}
	return all
}

// keywords is what the text of a pull request says it closes, for where GitHub
// cannot be asked.
func keywords(c Reader, at github.Place, pr github.PullRequest, hosts []string) (all []github.Linked) {
	for _, r := range linking.References(pr.Body, hosts) {
		if r.Kind != linking.Issue || r.Keyword == "" {
			continue
		}
		ref := github.IssueRef{Repo: github.RepoRef{Owner: r.Owner, Name: r.Name}, Number: r.Number}
		if r.Owner == "" {
			ref.Repo = pr.Repo
		}
		l := github.Linked{Closing: true, Textual: true}
		if i, _, ok := c.StoredIssue(at, ref); ok {
			l.Issue = i
		}
		l.IssueRef = ref
		all = append(all, l)
	}
	return all
}

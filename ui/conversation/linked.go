package conversation

import (
	"hubtrail/github"
	"hubtrail/ui/text"
)

// mostLinked is how many connected issues are listed.
const mostLinked = 12

// hows is the width of the column of how they are connected.
const hows = 14

// connection is an issue or pull request this one is connected with, or a commit.
type connection struct {
	github.Issue
	known  bool // its title and state are
	commit string
	how    string
	by     string // how that is known
	why    string // GitHub does not count it, though a text says so
}

// links lists what the issue or pull request is connected with, and how.
func (b *builder) links(h *head) {
	p := b.p
	all := b.connections(h)
	err := p.linked.Err()
	if len(all) == 0 && err == nil {
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
	b.failure("Links are missing", err)
	b.blank()
}

func (b *builder) connection(c connection) {
	spans := line{{dim, text.Fit(c.how, hows), nil}}
	switch {
	case c.commit != "":
		spans = append(spans, commit(c.commit))
	case c.known:
		link := b.reference(c.IssueRef)
		spans = append(spans, state(b.th, &c.Issue), span{plain, " ", nil}, span{info, link.Text, link}, span{plain, " " + clip(c.Title), nil})
	default:
		link := b.reference(c.IssueRef)
		spans = append(spans, span{info, link.Text, link}, span{dim, " not looked at yet", nil})
	}
	b.short(spans, span{dim, pad(pad(c.by)), nil})
	if c.why != "" {
		for _, l := range text.Wrap(clip(c.why), max(b.width-hows, narrowest)) {
			b.row(span{plain, text.Spaces(hows), nil}, span{warn, l, nil})
		}
	}
}

// connections joins the links with what the timeline tells besides. Each issue is
// listed once, as what says most; linked by hand, once more.
func (b *builder) connections(h *head) (all []connection) {
	p := b.p
	type other struct {
		ref  github.IssueRef
		hand bool
	}
	seen := map[other]bool{{ref: p.ref()}: true}
	put := func(c connection, hand bool) {
		is := other{c.IssueRef, hand}
		if c.commit == "" && (seen[is] || c.Number <= 0) {
			return
		}
		seen[is] = true
		all = append(all, c)
	}
	for _, l := range p.linked.Value() {
		put(connect(l, h.pull), l.Kind == github.LinkManual)
	}
	for _, e := range p.events.Value().Items {
		if e.Source != nil && !seen[other{e.Source.IssueRef, true}] {
			put(connection{Issue: *e.Source, known: true, how: "mentioned by"}, false)
		}
	}
	return all
}

// connect tells of a link from one of its ends.
func connect(l github.Link, pull bool) connection {
	c := connection{Issue: l.Other, known: l.Other.Title != ""}
	c.IssueRef = l.Pull
	if pull {
		c.IssueRef = l.Issue
	}
	say := func(of, by string) {
		if c.how = by; pull {
			c.how = of
		}
	}
	say("closes", "closed by")
	switch l.Kind {
	case github.LinkManual:
		c.by = "linked by hand"
		if l.Where == github.LinkInBranch {
			c.by = "by its branch"
		}
	case github.LinkCommit:
		c.by = "by a commit"
		if l.Pull.Number == 0 {
			c.commit = l.Commit
		}
	case github.LinkRefers:
		say("refers to", "referred by")
	case github.LinkMention:
		say("mentions", "mentioned by")
		switch {
		case l.Pull.Number == 0:
			c.commit = l.Commit
		case l.Where == github.LinkInComment:
			c.by = "in a comment"
		}
	default:
		switch c.by, c.why = "by keyword", l.Why; l.Recognised {
		case github.Recognised:
			c.why = ""
		case github.NotRecognised:
			c.by = "not counted by GitHub"
		default:
			c.by = "by text only"
		}
	}
	return c
}

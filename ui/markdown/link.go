package markdown

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hubtrail/github/linking"
	"hubtrail/ui/text"
)

// linkNode adds a link that was written with a text of its own.
func (in *inliner) linkNode(n *ast.Link) {
	in.anchor(string(unescape(nil, n.Destination)), func() { in.nodes(n) })
}

// anchor adds a link to an address with what f adds as its text.
func (in *inliner) anchor(address string, f func()) {
	l, ok := target(address, in.Hosts)
	if !ok || in.link > 0 {
		f()
		return
	}
	in.flush()
	in.startLink(l)
	in.within(linked, f)
	in.endLink(l)
}

func (in *inliner) startLink(l Link) {
	in.links = append(in.links, l)
	in.link, in.drawn = len(in.links), false
}

// endLink ends the link under way and says where it leads.
func (in *inliner) endLink(l Link) {
	in.flush()
	shown := in.links[in.link-1].Text
	in.link = 0
	if in.drawn && !in.cell {
		in.whereTo(l, shown)
	}
}

// whereTo adds where a link leads, if its text does not say so.
func (in *inliner) whereTo(l Link, shown string) {
	var s string
	switch l.Kind {
	case LinkURL:
		s = short(l.URL)
	case LinkIssue, LinkCommit:
		s = l.reference()
	case LinkPath:
		s = l.Path
	}
	s = text.Clean(s)
	if s == "" || strings.Contains(shown, s) {
		return
	}
	in.add(" ("+text.Middle(s, longest)+")", dim, 0)
}

// longest is how many cells of an address are shown beside its text.
const longest = 40

// short is an address without what a reader knows or does not care for.
func short(address string) string {
	for _, scheme := range [...]string{"https://", "http://", "mailto:"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}

// autoLink adds an address that is its own text.
func (in *inliner) autoLink(n *ast.AutoLink) {
	label := string(unescape(nil, n.Label(in.src)))
	address := string(unescape(nil, n.URL(in.src)))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
		address = "mailto:" + address
	}
	l, ok := target(address, in.Hosts)
	if !ok || in.link > 0 {
		in.raw = append(in.raw, label...)
		return
	}
	if l.Kind == LinkIssue || l.Kind == LinkCommit {
		label = l.reference() + beyond(l.URL)
	}
	in.flush()
	in.links = append(in.links, l)
	in.add(text.Clean(label), in.look.with(linked), len(in.links))
}

// beyond is what GitHub writes after a reference when the address leads to a
// part of it.
func beyond(address string) string {
	address, part, _ := strings.Cut(address, "#")
	for _, comment := range [...]string{"issuecomment", "discussion", "pullrequestreview"} {
		if strings.HasPrefix(part, comment) {
			return " (comment)"
		}
	}
	address, _, _ = strings.Cut(address, "?")
	for _, page := range [...]string{"/files", "/commits", "/checks"} {
		if strings.HasSuffix(address, page) {
			return " (" + page[1:] + ")"
		}
	}
	return ""
}

// references adds clean text with what it refers to as links.
func (in *inliner) references(s string) {
	at := 0
	for _, r := range linking.Plain(s, in.Hosts) {
		if r.Start < at || r.End > len(s) || r.End <= r.Start {
			continue
		}
		in.add(s[at:r.Start], in.look, 0)
		l, shown := referred(r), s[r.Start:r.End]
		if r.Host != "" {
			l.URL = shown
		}
		if r.Host != "" || r.Kind == linking.Commit && (r.Owner == "" || r.Name != "") {
			shown = l.reference()
		}
		in.links = append(in.links, l)
		in.add(shown, in.look.with(linked), len(in.links))
		at = r.End
	}
	in.add(s[at:], in.look, 0)
}

// referred is the link for a reference.
func referred(r linking.Reference) Link {
	l := Link{Host: r.Host, Owner: r.Owner, Name: r.Name, Number: r.Number, SHA: r.SHA, Login: r.Login}
	switch r.Kind {
	case linking.Issue:
		l.Kind = LinkIssue
	case linking.Commit:
		l.Kind = LinkCommit
	case linking.Person:
		l.Kind = LinkPerson
	case linking.Team:
		l.Kind = LinkTeam
	}
	return l
}

// reference is how GitHub writes what an address refers to.
func (l Link) reference() string {
	of, sign := "", ""
	if l.Owner != "" {
		of, sign = l.Owner+"/"+l.Name, "@"
	}
	if l.Kind == LinkCommit {
		return of + sign + l.SHA[:min(7, len(l.SHA))]
	}
	return of + "#" + strconv.Itoa(l.Number)
}

// target tells what an address leads to, and whether it can be followed: what
// has a scheme that only a browser understands cannot.
func target(address string, hosts []string) (Link, bool) {
	address = strings.TrimSpace(address)
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	switch scheme, _, found := strings.Cut(address, ":"); {
	case address == "" || address == "#":
		return Link{}, false
	case address[0] == '#':
		return Link{Kind: LinkAnchor, Path: address[1:]}, true
	case !found || strings.ContainsAny(scheme, "/?#"):
		return Link{Kind: LinkPath, Path: address}, true
	default:
		switch strings.ToLower(scheme) {
		case "http", "https":
			return addressed(address, hosts), true
		case "mailto":
			return Link{Kind: LinkURL, URL: address}, true
		}
		return Link{}, false
	}
}

// addressed is the link for an address of the web.
func addressed(address string, hosts []string) Link {
	l := Link{Kind: LinkURL, URL: address}
	u, err := url.Parse(address)
	if err != nil || !known(u.Host, hosts) {
		return l
	}
	for _, r := range linking.Plain(address, hosts) {
		if r.Start == 0 && (r.End == len(address) || strings.IndexByte("#?/", address[r.End]) >= 0) {
			l = referred(r)
			l.URL = address
		}
	}
	return l
}

func known(host string, hosts []string) bool {
	for _, h := range hosts {
		if strings.EqualFold(h, host) {
			return true
		}
	}
	return false
}

package conversation

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/markdown"
	"hubtrail/ui/pane"
)

// follow is what leads to where a link does.
func (p *Pane) follow(l markdown.Link) pane.Intent {
	repo := p.ref().Repo
	if l.Owner != "" && l.Name != "" {
		repo = github.RepoRef{Owner: l.Owner, Name: l.Name}
	}
	switch l.Kind {
	case markdown.LinkIssue:
		if !p.here(l.Host) {
			return pane.Browse{URL: l.URL}
		}
		return pane.ChooseIssue{At: pane.IssueAt{Place: p.at.Place, Ref: github.IssueRef{Repo: repo, Number: l.Number}}}
	case markdown.LinkCommit:
		page := p.web() + "/" + url.PathEscape(repo.Owner) + "/" + url.PathEscape(repo.Name) + "/commit/" + url.PathEscape(l.SHA)
		if !p.here(l.Host) {
			return pane.Browse{URL: l.URL}
		}
		return pane.Visit{Place: p.at.Place, Target: github.Target{Kind: github.TargetCommit, Repo: repo, SHA: l.SHA}, URL: page}
	}
	if l.Kind == markdown.LinkAnchor {
		if row := p.comment(l.Path); row >= 0 {
			p.sheet().reveal(row)
			p.chosen = choice{}
			return nil
		}
	}
	if l.Kind == markdown.LinkURL {
		if t, err := github.ParseTarget(l.URL); err == nil && t.Host != "" && p.here(t.Host) {
			return pane.Visit{Place: p.at.Place, Target: t, URL: l.URL}
		}
	}
	return pane.Browse{URL: p.page(l)}
}

// page is the address on the web that a link leads to.
func (p *Pane) page(l markdown.Link) string {
	repo := p.ref().Repo
	if l.Owner != "" && l.Name != "" {
		repo = github.RepoRef{Owner: l.Owner, Name: l.Name}
	}
	web := github.NewWeb(p.web())
	switch l.Kind {
	case markdown.LinkIssue:
		if l.URL != "" {
			return l.URL
		}
		return web.RepoURL(repo) + "/issues/" + strconv.Itoa(l.Number)
	case markdown.LinkCommit:
		if l.URL != "" {
			return l.URL
		}
		return web.CommitURL(repo, l.SHA)
	case markdown.LinkPerson:
		return web.Base() + "/" + url.PathEscape(l.Login)
	case markdown.LinkTeam:
		return web.Base() + "/orgs/" + url.PathEscape(l.Owner) + "/teams/" + url.PathEscape(l.Login)
	case markdown.LinkPath:
		return p.file(web, l.Path)
	case markdown.LinkAnchor:
		return p.issue().URL + "#" + url.PathEscape(l.Path)
	}
	return l.URL
}

// file is the page of a file of the repository: at a pull request's head, else
// on the default branch.
func (p *Pane) file(web github.Web, written string) string {
	ref := "HEAD"
	if h := p.head.Value(); h != nil && h.pull && h.pr.Head.SHA != "" {
		ref = h.pr.Head.SHA
	}
	name, fragment, _ := strings.Cut(written, "#")
	return blobPage(web, p.ref().Repo, ref, name, fragment)
}

// blobPage is the page of a file at a ref.
func blobPage(web github.Web, repo github.RepoRef, ref, name, fragment string) string {
	u := url.URL{Path: "/blob/" + ref + path.Clean("/"+name), Fragment: fragment}
	return web.RepoURL(repo) + u.String()
}

// comment is the row of the comment that an anchor names, -1 for none.
func (p *Pane) comment(anchor string) int {
	id, err := strconv.ParseInt(strings.TrimPrefix(anchor, "issuecomment-"), 10, 64)
	if err != nil || p.tab != talkTab {
		return -1
	}
	s := p.sheet()
	for i := range s.parts {
		if e := s.parts[i].event; e != nil && e.Kind == "commented" && e.ID == id {
			return s.startOf(i)
		}
	}
	return -1
}

// web is the front page of the host that the issue is at.
func (p *Pane) web() string {
	if u, err := url.Parse(p.issue().URL); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host
	}
	if hosts := p.o.Hosts(); len(hosts) > 0 {
		return "https://" + hosts[0]
	}
	return ""
}

// here reports whether a host is the one that the issue is at; "" is.
func (p *Pane) here(host string) bool {
	u, err := url.Parse(p.web())
	return host == "" || err == nil && strings.EqualFold(host, u.Host)
}

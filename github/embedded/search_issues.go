package embedded

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"hubtrail/github/query"
)

// searchIssues searches in all repositories whose issues the caller may read.
// Best match puts those first whose title holds most of the words, then the
// body, then what changed last.
func searchIssues(c *call) (answer, error) {
	s, err := c.search()
	if err != nil {
		return answer{}, err
	}
	if c.who.kind != anonymous && !saysKind(s.Query) {
		return answer{}, refuse(http.StatusUnprocessableEntity, "Query must include 'is:issue' or 'is:pull-request'")
	}
	if err := c.checkScopes(s); err != nil {
		return answer{}, err
	}
	list, err := c.matchIssues(s)
	if err != nil {
		return answer{}, err
	}
	by, descending := c.order(s, "created", "updated", "comments", "reactions", "interactions")
	s.sort(list, by, descending)
	items := found[*issueJSON]{TotalCount: len(list)}
	page, incomplete := results(c, list)
	items.IncompleteResults, items.Items = incomplete, make([]*issueJSON, 0, len(page))
	for _, e := range page {
		j := c.issueJSON(e)
		score := 1.0
		j.Score = &score
		if c.accepts("text-match") {
			j.TextMatches = c.textMatches(e, s.words)
		}
		items.Items = append(items.Items, j)
	}
	return c.json(items)
}

// saysKind reports whether the query names issues or pull requests.
func saysKind(q *query.Query) bool {
	for _, t := range q.Terms() {
		if t.Name == "is" || t.Name == "type" {
			switch v := strings.ToLower(t.Value); {
			case t.Negated:
			case v == "issue", v == "pull-request", v == "pr":
				return true
			}
		}
	}
	return false
}

// matchIssues are the issues that the query finds, in no order.
func (c *call) matchIssues(s *search) ([]*entry, error) {
	m := c.matcher(s)
	if s.nowhere(m) {
		return nil, nil
	}
	more, err := c.additions(s)
	if err != nil {
		return nil, err
	}
	var list []*entry
	for i := range c.s.index.world.Repositories {
		r := &c.s.index.world.Repositories[i]
		if !c.searchable(r) {
			continue
		}
		ids, err := more.revisions(c, r)
		if err != nil {
			return nil, err
		}
		for _, e := range c.s.issues.book(r).all() {
			if !e.listed() || r.NoIssues && e.Pull == nil {
				continue
			}
			item := e.item
			if more.links != nil || ids != nil {
				item = more.to(e, ids)
			}
			if m.Match(item) {
				list = append(list, e)
			}
		}
	}
	return list, nil
}

// additions are what items get only for searches that ask for it.
type additions struct {
	links *linkIndex // nil if nothing is asked about links
	shas  bool       // a word may be the beginning of a commit's id
	named map[*Repository]bool
}

func (c *call) additions(s *search) (additions, error) {
	a := additions{named: map[*Repository]bool{}}
	for _, t := range s.Terms() {
		switch t.Name {
		case "linked":
			a.links = c.s.issues.ensureLinks()
		case "repo":
			for v := range strings.SplitSeq(t.Value, ",") {
				owner, name, _ := strings.Cut(v, "/")
				if r := c.s.index.repository(owner, name); r != nil {
					a.named[r] = true
				}
			}
		}
	}
	a.shas = slices.ContainsFunc(s.words, func(w string) bool { return len(w) >= 7 && isHex(w) })
	return a, nil
}

// revisions are a repository's, nil where no commits are searched for. Only
// repositories that the query names are opened for it.
func (a *additions) revisions(c *call, r *Repository) (*revisions, error) {
	if !a.shas || !a.named[r] && !c.s.objects.isOpen(r) {
		return nil, nil
	}
	opened, err := c.open(r)
	if err != nil {
		return nil, err
	}
	ids, err := c.s.issues.book(r).resolve(c.ctx(), opened)
	return &ids, err
}

// to is an entry's item with what was asked for.
func (a *additions) to(e *entry, ids *revisions) *query.Item {
	item := *e.item
	if a.links != nil {
		item.Linked = a.links.has(e.key())
	}
	if ids != nil && e.Pull != nil {
		item.SHAs = []string{ids.id(e.Pull.headRevision())}
		if e.merged() {
			item.SHAs = append(item.SHAs, ids.id(e.Pull.mergeRevision()))
		}
	}
	return &item
}

// sort puts hits in order; equals come newest first.
func (s *search) sort(list []*entry, by string, descending bool) {
	if by != "" {
		order := issueOrder(by)
		slices.SortFunc(list, func(a, b *entry) int {
			if descending {
				return order(b, a)
			}
			return order(a, b)
		})
		return
	}
	type ranked struct {
		*entry
		rank int
	}
	all := make([]ranked, len(list))
	for i, e := range list {
		all[i] = ranked{e, s.rank(e)}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), b.UpdatedAt.Compare(a.UpdatedAt), cmp.Compare(b.ID, a.ID))
	})
	for i := range all {
		list[i] = all[i].entry
	}
}

// rank is how well an issue matches: words in the title count for more than
// those in the body.
func (s *search) rank(e *entry) int {
	n := 0
	title, body := strings.ToLower(e.Title), ""
	if len(s.words) > 0 {
		body = strings.ToLower(e.Body)
	}
	for _, w := range s.words {
		if strings.Contains(title, w) {
			n += 3
		}
		if strings.Contains(body, w) {
			n++
		}
	}
	return n
}

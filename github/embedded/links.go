package embedded

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"sync"

	"hubtrail/github/linking"
)

// issueKey names an issue of any repository.
type issueKey struct {
	repo   *Repository
	number int
}

// link is a closing reference between a pull request and an issue, seen from
// one of them.
type link struct {
	issueKey
	manual bool // made on the web; else by a keyword in the pull request's body
}

// linkIndex knows the closing references of all repositories, from both ends.
type linkIndex struct {
	mu   sync.Mutex
	from map[issueKey][]link            // what each issue or pull request itself names
	to   map[issueKey]map[issueKey]bool // who names it, and whether by hand
}

func (e *entry) key() issueKey { return issueKey{e.book.repo, e.Number} }

// ensureLinks opens every book and reads the closing references, once. What is
// written meanwhile is taken in after that.
func (s *issueStore) ensureLinks() *linkIndex {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.links != nil {
		return s.links
	}
	x := &linkIndex{from: map[issueKey][]link{}, to: map[issueKey]map[issueKey]bool{}}
	for i := range s.index.world.Repositories {
		for _, e := range s.book(&s.index.world.Repositories[i]).all() {
			x.put(e.key(), s.named(e))
		}
	}
	s.links = x
	return x
}

// relink takes in that an issue has changed.
func (s *issueStore) relink(e *entry) {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.links != nil {
		s.links.put(e.key(), s.named(e))
	}
}

func (x *linkIndex) put(from issueKey, links []link) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, l := range x.from[from] {
		delete(x.to[l.issueKey], from)
	}
	delete(x.from, from)
	if len(links) == 0 {
		return
	}
	x.from[from] = links
	for _, l := range links {
		if x.to[l.issueKey] == nil {
			x.to[l.issueKey] = map[issueKey]bool{}
		}
		x.to[l.issueKey][from] = l.manual
	}
}

// has reports whether an issue or pull request has closing references at all.
func (x *linkIndex) has(k issueKey) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return len(x.from[k]) > 0 || len(x.to[k]) > 0
}

// of are the closing references of an issue or pull request, by repository and
// number.
func (x *linkIndex) of(k issueKey) []link {
	x.mu.Lock()
	list := slices.Clone(x.from[k])
	for from, manual := range x.to[k] {
		if !slices.ContainsFunc(list, func(l link) bool { return l.issueKey == from }) {
			list = append(list, link{from, manual})
		}
	}
	x.mu.Unlock()
	slices.SortFunc(list, func(a, b link) int {
		return cmp.Or(cmp.Compare(a.repo.ID, b.repo.ID), cmp.Compare(a.number, b.number))
	})
	return list
}

// named are the closing references that an entry itself holds: those made by
// hand, and those of keywords in the body of a pull request that goes into the
// default branch.
func (s *issueStore) named(e *entry) []link {
	if !e.listed() {
		return nil
	}
	var list []link
	add := func(k issueKey, manual bool) {
		if k == e.key() || slices.ContainsFunc(list, func(l link) bool { return l.issueKey == k }) {
			return
		}
		if other := s.book(k.repo).find(k.number); other != nil && (other.Pull == nil) != (e.Pull == nil) {
			list = append(list, link{k, manual})
		}
	}
	for _, text := range e.Links {
		if r, number, ok := s.index.reference(text, e.book.repo); ok {
			add(issueKey{r, number}, true)
		}
	}
	if e.Pull == nil || e.Pull.Base != cmp.Or(e.book.repo.DefaultBranch, e.Pull.Base) || !mayClose(e.Body) {
		return list
	}
	for _, ref := range linking.References(e.Body, s.hosts) {
		if ref.Keyword == "" {
			continue
		}
		if k, ok := s.index.target(ref, e.book.repo); ok {
			add(k, false)
		}
	}
	return list
}

// mayClose is a quick look whether a text can hold a closing keyword at all.
func mayClose(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "clos") || strings.Contains(text, "fix") || strings.Contains(text, "resolv")
}

// target is the issue that a reference in a text of a repository is about.
func (x *index) target(ref linking.Reference, in *Repository) (issueKey, bool) {
	if ref.Kind != linking.Issue {
		return issueKey{}, false
	}
	if ref.Name != "" {
		owner := ref.Owner
		if owner == "" {
			owner = in.Owner
		}
		if in = x.repository(owner, ref.Name); in == nil {
			return issueKey{}, false
		}
	}
	return issueKey{in, ref.Number}, true
}

// webHost is the host of web addresses that count as this server's.
func webHost(web string) []string {
	u, err := url.Parse(web)
	if err != nil || u.Host == "" {
		return nil
	}
	return []string{strings.ToLower(u.Hostname())}
}

package embedded

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strconv"
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

// ensureLinks opens every book and reads the closing references, once.
func (s *issueStore) ensureLinks() *linkIndex {
	s.mu.Lock()
	x := s.links
	s.mu.Unlock()
	if x != nil {
		return x
	}
	x = &linkIndex{from: map[issueKey][]link{}, to: map[issueKey]map[issueKey]bool{}}
	for i := range s.index.world.Repositories {
		for _, e := range s.book(&s.index.world.Repositories[i]).all() {
			x.put(e.key(), s.named(e))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.links == nil {
		s.links = x
	}
	return s.links
}

// relink takes in that an issue has changed.
func (s *issueStore) relink(e *entry) {
	s.mu.Lock()
	x := s.links
	s.mu.Unlock()
	if x != nil {
		x.put(e.key(), s.named(e))
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

// errMentioned says that a timeline already has the mention.
var errMentioned = errors.New("mentioned already")

// mention notes in the timelines of the issues that a text refers to that it
// does: once for each issue that does so. The writer must see them.
func (c *call) mention(e *entry, text string, w writer) {
	source := e.book.repo.Owner + "/" + e.book.repo.Name + "#" + strconv.Itoa(e.Number)
	for _, ref := range linking.References(text, c.s.issues.hosts) {
		k, ok := c.s.index.target(ref, e.book.repo)
		if !ok || k == e.key() || !c.s.sees(c.who, k.repo) {
			continue
		}
		b := c.s.issues.book(k.repo)
		if other := b.find(k.number); other == nil || !other.listed() {
			continue
		}
		_, _ = b.change(k.number, func(in *Issue) error {
			for i := range in.Events {
				v := &in.Events[i]
				if r, number, ok := c.s.index.reference(v.Source, k.repo); ok && r == e.book.repo && number == e.Number {
					return errMentioned
				}
			}
			in.Events = append(slices.Clip(in.Events), Event{
				Kind: "cross-referenced", ID: b.nextID(), Actor: w.login, At: c.written(), Source: source,
			})
			in.UpdatedAt = c.written()
			return nil
		}) // an error says that it is mentioned already, or has gone meanwhile
	}
}

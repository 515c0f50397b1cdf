package github

import (
	"slices"
	"strings"
	"time"

	"hubtrail/github/query"
)

// A shelf is two files: a large one, which is rewritten seldom, and a small one
// with what came since, which is rewritten after each request that brought
// something new. Several copies of the program share them: who finds that a file
// is not the one he wrote or read takes its rows in first.
const (
	keptShelf  = "issues"
	keptRecent = "issues recent"
)

// shelf is that of an identity, read from disk if it was not yet; nil while it
// is not known who asks.
func (c *Client) shelf(installation int64) *shelf {
	who := c.identity(installation)
	if who == "" {
		return nil
	}
	c.mu.Lock()
	s := c.shelves[who]
	if s == nil {
		s = &shelf{}
		if c.shelves == nil {
			c.shelves = map[string]*shelf{}
		}
		c.shelves[who] = s
	}
	c.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.loaded {
		s.loaded = true
		s.repos, s.recent, s.facts = map[string]*repoShelf{}, map[shelfKey]bool{}, c.facts(installation)
		c.readShelf(s, who)
	}
	return s
}

// shelfLoaded reports whether the shelf of a place is in memory.
func (c *Client) shelfLoaded(installation int64) bool {
	who := c.identity(installation)
	c.mu.Lock()
	s := c.shelves[who]
	c.mu.Unlock()
	if s == nil {
		return false
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.loaded
}

// readShelf takes in both files; the lock is held.
func (c *Client) readShelf(s *shelf, who string) {
	if c.store == nil {
		return
	}
	if l, ok := c.readBase(who); ok {
		s.base = l.At
		s.seed(l.Items)
	}
	if data, ok := c.store.Get(c.answerKey(who, keptRecent)); ok {
		c.takeRecent(s, data)
	}
	s.dirty = false
}

// readBase reads the large file.
func (c *Client) readBase(who string) (Listing[*shelved], bool) {
	data, ok := c.kept(keptShelf, who)
	if !ok {
		return Listing[*shelved]{}, false
	}
	return shelvedRows().decode(data)
}

// takeRecent takes in the small file; the lock is held.
func (c *Client) takeRecent(s *shelf, data []byte) {
	l, ok := shelvedRows().decode(data)
	if !ok {
		return
	}
	s.small = l.At
	for _, row := range l.Items {
		s.applyFact(row)
	}
	s.put(l.Items)
}

// seed takes in the rows of the large file, which need not go to the small one.
func (s *shelf) seed(rows []*shelved) {
	if len(s.repos) > 0 {
		for _, row := range rows {
			s.applyFact(row)
		}
		before := s.recent
		s.recent = map[shelfKey]bool{}
		s.put(rows)
		s.recent = before
		return
	}
	for _, row := range rows {
		key := strings.ToLower(row.item.Repo)
		r := s.repos[key]
		if r == nil {
			r = &repoShelf{index: map[int]int{}}
			s.repos[key] = r
		}
		if _, ok := r.index[row.item.Number]; ok {
			continue
		}
		r.index[row.item.Number] = len(r.rows)
		r.rows = append(r.rows, row)
		r.count(row, 1)
		s.count++
		if row.seen.After(s.at) {
			s.at = row.seen
		}
		s.applyFact(row)
	}
}

// shelveRows puts rows on the shelf of a place and sees to it that a later process
// finds them: the small file is written before it returns, the large one when
// the small one has grown too long. Call it when the person has been answered.
func (c *Client) shelveRows(installation int64, rows func(facts map[string]repoFact) []*shelved) {
	s := c.shelf(installation)
	if s == nil {
		return
	}
	s.mu.Lock()
	news := s.put(rows(s.facts))
	s.mu.Unlock()
	if news && c.store != nil {
		c.writeShelf(s, c.identity(installation))
	}
}

// writeShelf writes what no file has. Who waits for another's writing may find
// that it took his rows along.
func (c *Client) writeShelf(s *shelf, who string) {
	s.writing.Lock()
	defer s.writing.Unlock()
	c.absorb(s, who)
	s.mu.Lock()
	if !s.dirty {
		s.mu.Unlock()
		return
	}
	s.dirty = false
	large := len(s.recent) > maxRecent
	var rows []*shelved
	if large {
		s.bound()
		rows, s.recent = slices.DeleteFunc(s.rows(), func(row *shelved) bool { return row.gone }), map[shelfKey]bool{}
	} else {
		for key := range s.recent {
			r := s.repos[key.repo]
			rows = append(rows, r.rows[r.index[key.number]])
		}
	}
	s.mu.Unlock()
	l := Listing[*shelved]{Items: rows, At: c.stampAfter(s.small)}
	if large {
		c.put(keptShelf, who, shelvedRows().encode(l))
		s.base, l.Items = l.At, nil
	}
	s.small = l.At
	c.store.Put(c.answerKey(who, keptRecent), shelvedRows().encode(l))
}

// stampAfter is the present, and never that of the last writing: files are told
// apart by it.
func (c *Client) stampAfter(last time.Time) time.Time {
	now := c.now().UTC().Truncate(time.Millisecond)
	if !now.After(last) {
		now = last.Add(time.Millisecond)
	}
	return now
}

// absorb takes in the rows that another copy of the program has written since.
// The large file is read again only if the small one was replaced.
func (c *Client) absorb(s *shelf, who string) {
	data, ok := c.store.Get(c.answerKey(who, keptRecent))
	if !ok || writtenAt(data).Equal(s.small) {
		return
	}
	base, ok := c.readBase(who)
	s.mu.Lock()
	defer s.mu.Unlock()
	if ok && !base.At.Equal(s.base) {
		s.base = base.At
		s.seed(base.Items)
	}
	c.takeRecent(s, data)
}

// known is the optional fields that every row of the chosen repositories knows.
func known(chosen []*repoShelf) query.Field {
	all := query.Field(1<<fieldCount - 1)
	for _, r := range chosen {
		all &= r.known()
	}
	return all
}

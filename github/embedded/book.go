package embedded

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"hubtrail/github/query"
)

// book is what a repository has of issues, labels and milestones now. The lists
// are never changed in place: a write puts another list, so that what a reader
// has taken out stays as it was.
type book struct {
	repo  *Repository
	index *index

	mu         sync.Mutex
	list       []*entry // by number
	labels     []Label
	milestones []Milestone
	comments   map[int64]int  // a comment's issue
	open       int            // open issues and pull requests
	planned    map[int][2]int // per milestone, how many are open and closed
	lastID     int64
	logins     map[string]bool   // who takes part, lower case
	asked      map[int]string    // pull requests whose mergeability was asked for: the head then
	revisions  map[string]string // nil until they are needed
	extents    map[[2]string]extent
}

// entry is an issue of a book with what searches compare. Neither changes: a
// write puts another entry in its place.
type entry struct {
	*Issue
	book *book
	item *query.Item
}

// count adds an issue to the counts, or takes it out with -1.
func (b *book) count(in *Issue, n int) {
	if !in.listed() {
		return
	}
	both := b.planned[in.Milestone]
	if in.Closed {
		both[1] += n
	} else {
		b.open += n
		both[0] += n
	}
	b.planned[in.Milestone] = both
}

// inMilestone is how many issues of a milestone are open and closed.
func (b *book) inMilestone(number int) (open, closed int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.planned[number]
	return n[0], n[1]
}

// listed reports whether the issue is in listings: it is not once it has been
// deleted or moved.
func (in *Issue) listed() bool { return !in.Deleted && in.MovedTo == "" }

func (in *Issue) merged() bool { return in.Pull != nil && !in.Pull.MergedAt.IsZero() }

// enter makes an issue ready to be put into the book; the caller holds the lock
// or is the only one who has the book.
func (b *book) enter(in *Issue) *entry {
	e := &entry{Issue: in, book: b}
	e.item = b.item(in)
	for _, list := range [][]string{{in.Author}, in.Assignees, e.item.Commenters, e.item.ReviewedBy, e.item.Mentions} {
		for _, login := range list {
			b.logins[strings.ToLower(login)] = true
		}
	}
	return e
}

// all is the list as it is now, by number, with what was deleted or moved.
func (b *book) all() []*entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.list
}

func (b *book) openCount() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.open
}

// find is the issue of a number, nil if there is none.
func (b *book) find(number int) *entry {
	list := b.all()
	if i, ok := position(list, number); ok {
		return list[i]
	}
	return nil
}

func position(list []*entry, number int) (int, bool) {
	return slices.BinarySearchFunc(list, number, func(e *entry, n int) int { return cmp.Compare(e.Number, n) })
}

// change replaces an issue by what edit makes of a copy of it, and gives the new
// entry. edit must not change what the copy's slices hold, only the slices.
func (b *book) change(number int, edit func(*Issue) error) (*entry, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i, ok := position(b.list, number)
	if !ok {
		return nil, notFound()
	}
	was := b.list[i].Issue
	in := *was
	if was.Pull != nil {
		p := *was.Pull
		in.Pull = &p
	}
	if err := edit(&in); err != nil {
		return nil, err
	}
	b.count(was, -1)
	b.count(&in, 1)
	e := b.enter(&in)
	list := slices.Clone(b.list)
	list[i] = e
	b.list = list
	return e, nil
}

// add puts a new issue at the end, with the next number.
func (b *book) add(in *Issue) *entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	in.Number = 1
	if n := len(b.list); n > 0 {
		in.Number = b.list[n-1].Number + 1
	}
	in.ID = b.nextID()
	e := b.enter(in)
	b.list = append(slices.Clip(b.list), e)
	b.count(in, 1)
	return e
}

// comment finds the issue that a comment belongs to, and where it is in it.
func (b *book) comment(id int64) (*entry, int) {
	b.mu.Lock()
	number, ok := b.comments[id]
	list := b.list
	b.mu.Unlock()
	if !ok {
		return nil, 0
	}
	i, ok := position(list, number)
	if !ok {
		return nil, 0
	}
	at := slices.IndexFunc(list[i].Comments, func(c Comment) bool { return c.ID == id })
	if at < 0 {
		return nil, 0
	}
	return list[i], at
}

// label finds a label by its name in any letter case; one that the repository
// does not have is a label without a colour.
func (b *book) label(name string) (Label, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, l := range b.labels {
		if strings.EqualFold(l.Name, name) {
			return l, true
		}
	}
	return Label{Name: name}, false
}

// milestone finds a milestone by its number, nil if there is none.
func (b *book) milestone(number int) *Milestone {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.IndexFunc(b.milestones, func(m Milestone) bool { return m.Number == number }); i >= 0 {
		return &b.milestones[i]
	}
	return nil
}

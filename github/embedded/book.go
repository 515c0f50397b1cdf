package embedded

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"hubtrail/github/query"
)

// issueStore holds the books of the repositories, each made when first needed.
type issueStore struct {
	mu    sync.Mutex
	index *index
	hosts []string // of web addresses that name our issues
	books map[*Repository]func() *book
	links *linkIndex // nil until links are asked for
}

func newIssueStore(x *index, web string) *issueStore {
	return &issueStore{index: x, hosts: webHost(web), books: map[*Repository]func() *book{}}
}

// openCount is how many issues and pull requests of a repository are open: as
// its book counts them, or as the World says while there is no book.
func (s *issueStore) openCount(r *Repository) int {
	s.mu.Lock()
	_, opened := s.books[r]
	s.mu.Unlock()
	if !opened {
		return r.OpenIssues
	}
	return s.book(r).openCount()
}

// book is the repository's book.
func (s *issueStore) book(r *Repository) *book {
	s.mu.Lock()
	open := s.books[r]
	if open == nil {
		open = sync.OnceValue(func() *book { return newBook(s.index, r) })
		s.books[r] = open
	}
	s.mu.Unlock()
	return open()
}

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

// idsOfOne is how many ids the server can give within one repository.
const idsOfOne = 10_000_000

func newBook(x *index, r *Repository) *book {
	b := &book{
		repo: r, index: x, comments: map[int64]int{}, planned: map[int][2]int{}, lastID: r.ID * idsOfOne, logins: map[string]bool{},
		asked: map[int]string{}, extents: map[[2]string]extent{},
	}
	if r.Issues == nil {
		return b
	}
	data := r.Issues()
	b.labels, b.milestones = slices.Clone(data.Labels), slices.Clone(data.Milestones)
	slices.SortFunc(b.milestones, func(a, b Milestone) int { return cmp.Compare(a.Number, b.Number) })
	issues := slices.Clone(data.Issues)
	slices.SortStableFunc(issues, func(a, b Issue) int { return cmp.Compare(a.Number, b.Number) })
	b.list = make([]*entry, 0, len(issues))
	for i := range issues {
		in := &issues[i]
		b.number(in)
		b.settle(in)
		b.list = append(b.list, b.enter(in))
		b.count(in, 1)
	}
	return b
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

func (b *book) nextID() int64 {
	b.lastID++
	return b.lastID
}

// number gives ids to what has none. Slices are copied before, since the World
// keeps its own.
func (b *book) number(in *Issue) {
	give := func(id *int64) {
		if *id == 0 {
			*id = b.nextID()
		}
	}
	give(&in.ID)
	in.Comments = slices.Clone(in.Comments)
	for i := range in.Comments {
		give(&in.Comments[i].ID)
		b.comments[in.Comments[i].ID] = in.Number
	}
	in.Events = slices.Clone(in.Events)
	for i := range in.Events {
		give(&in.Events[i].ID)
	}
	if in.Pull == nil {
		return
	}
	p := *in.Pull
	in.Pull = &p
	p.Reviews = slices.Clone(p.Reviews)
	for i := range p.Reviews {
		v := &p.Reviews[i]
		give(&v.ID)
		v.Threads = slices.Clone(v.Threads)
		for j := range v.Threads {
			t := &v.Threads[j]
			t.Comments = slices.Clone(t.Comments)
			for k := range t.Comments {
				give(&t.Comments[k].ID)
			}
		}
	}
	p.CheckRuns = slices.Clone(p.CheckRuns)
	for i := range p.CheckRuns {
		give(&p.CheckRuns[i].ID)
	}
	*in.Pull = p
}

// settle fills in what the data leaves to the server: when things changed last.
func (b *book) settle(in *Issue) {
	if in.UpdatedAt.IsZero() {
		in.UpdatedAt = in.latest()
	}
	if in.Pull != nil && !in.Pull.MergedAt.IsZero() {
		in.Closed = true
		if in.ClosedAt.IsZero() {
			in.ClosedAt = in.Pull.MergedAt
		}
	}
}

// latest is the latest time anywhere in the issue.
func (in *Issue) latest() time.Time {
	at := in.CreatedAt
	see := func(t time.Time) {
		if t.After(at) {
			at = t
		}
	}
	see(in.ClosedAt)
	for i := range in.Comments {
		see(in.Comments[i].CreatedAt)
		see(in.Comments[i].UpdatedAt)
	}
	for i := range in.Events {
		see(in.Events[i].At)
	}
	if in.Pull != nil {
		see(in.Pull.MergedAt)
		for i := range in.Pull.Reviews {
			see(in.Pull.Reviews[i].At)
		}
		for _, k := range in.Pull.reviewComments() {
			see(k.changed())
		}
	}
	return at
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

// newID gives an id while the lock is not held.
func (b *book) newID() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.nextID()
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

// revisions are the ids of what a book names in git's words.
type revisions struct {
	repo  *Repository
	known map[string]string
}

// id is the commit of a revision; one that leads nowhere has an id of its own.
func (v revisions) id(name string) string {
	if id, ok := v.known[name]; ok {
		return id
	}
	return goneCommit(v.repo, name)
}

// has reports whether the repository holds the commit.
func (v revisions) has(name string) bool { return v.known[name] != "" }

// resolve gives the ids of the book's revisions. All that the book names are
// looked up together the first time: a git process for each would take long.
func (b *book) resolve(ctx context.Context, r *repo) (revisions, error) {
	b.mu.Lock()
	known, list := b.revisions, b.list
	b.mu.Unlock()
	if known == nil {
		var names []string
		seen := map[string]bool{}
		for _, e := range list {
			for _, name := range e.revisions() {
				if !seen[name] {
					seen[name] = true
					names = append(names, name)
				}
			}
		}
		var err error
		if known, err = r.commits(ctx, names); err != nil {
			return revisions{}, err
		}
		b.mu.Lock()
		b.revisions = known
		b.mu.Unlock()
	}
	return revisions{r.Repository, known}, nil
}

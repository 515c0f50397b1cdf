package embedded

import (
	"cmp"
	"slices"
	"time"
)

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

package repos

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/fuzzy"
)

// order is what the rows are sorted by.
type order int

const (
	byName order = iota
	byPush
	byStars
	orders
)

func (o order) String() string {
	return [...]string{"by name", "by last push", "by stars"}[o]
}

// book is a listing made ready for the pane: every order sorted and the names
// indexed for the filter, in the command that fetched it, so that no key waits
// for 100,000 repositories to be sorted.
type book struct {
	repos    []github.Repository
	total    int
	sorted   [orders][]int32 // indexes into repos
	names    *fuzzy.Index    // over repos
	oneOwner bool            // all belong to one owner: its name need not be shown
	pinned   map[github.RepoRef]bool
}

// newBook sorts and indexes a listing.
func newBook(l github.Listing[github.Repository], pinned map[github.RepoRef]bool) *book {
	b := &book{repos: l.Items, total: max(l.Total, len(l.Items)), oneOwner: true, pinned: pinned}
	names := make([]string, len(b.repos))
	for i := range b.repos {
		names[i] = b.repos[i].RepoRef.String()
		b.oneOwner = b.oneOwner && b.repos[i].Owner == b.repos[0].Owner
	}
	if b.oneOwner {
		for i := range b.repos {
			names[i] = b.repos[i].Name
		}
	}
	b.names = fuzzy.New(names)
	lower := make([]string, len(names))
	for i, n := range names {
		lower[i] = strings.ToLower(n)
	}
	for o := range orders {
		idx := make([]int32, len(b.repos))
		for i := range idx {
			idx[i] = int32(i)
		}
		slices.SortStableFunc(idx, func(i, j int32) int {
			switch o {
			case byPush:
				if c := b.repos[j].PushedAt.Compare(b.repos[i].PushedAt); c != 0 {
					return c
				}
			case byStars:
				if c := cmp.Compare(b.repos[j].Stars, b.repos[i].Stars); c != 0 {
					return c
				}
			}
			return strings.Compare(lower[i], lower[j])
		})
		b.sorted[o] = idx
	}
	return b
}

// rows are the indexes of the repositories shown: pinned ones first, in the
// order asked for, or by how well they match a filter.
func (b *book) rows(into []int32, o order, archived bool, filter string) []int32 {
	into = into[:0]
	wanted := func(i int32) bool { return archived || !b.repos[i].Archived }
	if filter != "" {
		for _, i := range b.names.Match(filter) {
			if wanted(int32(i)) {
				into = append(into, int32(i))
			}
		}
		return into
	}
	if len(b.pinned) > 0 {
		for _, i := range b.sorted[o] {
			if b.pinned[b.repos[i].RepoRef] {
				into = append(into, i)
			}
		}
	}
	for _, i := range b.sorted[o] {
		if wanted(i) && (len(b.pinned) == 0 || !b.pinned[b.repos[i].RepoRef]) {
			into = append(into, i)
		}
	}
	return into
}

// hidden counts the archived repositories.
func (b *book) hidden() (n int) {
	for i := range b.repos {
		if b.repos[i].Archived {
			n++
		}
	}
	return n
}

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
// for 100,000 repositories to be sorted. An outline of one, for the very first
// frame, does so when first asked.
type book struct {
	repos    []github.Repository
	total    int
	sorted   [orders][]int32 // indexes into repos; nil until needed
	labels   []string        // of repos: the names, with owners unless all have the same
	names    *fuzzy.Index    // over labels; nil until needed
	oneOwner bool            // all belong to one owner: its name need not be shown
	archived int             // how many are
	pinned   map[github.RepoRef]bool
}

// newBook sorts and indexes a listing.
func newBook(l github.Listing[github.Repository], pinned map[github.RepoRef]bool) *book {
	b := outline(l, pinned)
	b.sort()
	b.index()
	return b
}

// outline is a book with nothing sorted and indexed yet.
func outline(l github.Listing[github.Repository], pinned map[github.RepoRef]bool) *book {
	b := &book{repos: l.Items, total: max(l.Total, len(l.Items)), oneOwner: true, pinned: pinned}
	for i := range b.repos {
		if b.repos[i].Archived {
			b.archived++
		}
		b.oneOwner = b.oneOwner && b.repos[i].Owner == b.repos[0].Owner
	}
	b.labels = make([]string, len(b.repos))
	for i := range b.repos {
		if b.oneOwner {
			b.labels[i] = b.repos[i].Name
		} else {
			b.labels[i] = b.repos[i].RepoRef.String()
		}
	}
	return b
}

// index is the names indexed for the filter.
func (b *book) index() *fuzzy.Index {
	if b.names == nil {
		b.names = fuzzy.New(b.labels)
	}
	return b.names
}

// in is the indexes of all repositories in an order. If that is the only one
// needed so far, which is so in the first frame, equals are left as they came.
func (b *book) in(o order) []int32 {
	switch {
	case b.sorted[o] != nil:
	case o == byPush && b.sorted[byName] == nil:
		places := make([]place, len(b.repos))
		for i := range b.repos {
			places[i] = place{key: b.repos[i].PushedAt.Unix(), index: int32(i)}
		}
		slices.SortFunc(places, func(x, y place) int { return cmp.Or(cmp.Compare(y.key, x.key), cmp.Compare(x.index, y.index)) })
		b.sorted[o] = indexes(places)
	default:
		b.sort()
	}
	return b.sorted[o]
}

// place is a repository while it is sorted: what it is sorted by first, in
// descending order, then its rank by name.
type place struct {
	key         int64
	index, rank int32
}

// sort fills sorted. The order by name decides between equals of the others, so
// they compare ranks instead of names.
func (b *book) sort() {
	lower := make([]string, len(b.labels))
	places := make([]place, len(b.labels))
	for i, name := range b.labels {
		lower[i] = strings.ToLower(name)
		places[i] = place{key: leading(lower[i]), index: int32(i)}
	}
	slices.SortFunc(places, func(x, y place) int {
		return cmp.Or(cmp.Compare(y.key, x.key), strings.Compare(lower[x.index], lower[y.index]), cmp.Compare(x.index, y.index))
	})
	b.sorted[byName] = indexes(places)
	for rank := range places {
		places[rank].rank = int32(rank)
	}
	for _, o := range [...]order{byPush, byStars} {
		for i := range places {
			repo := &b.repos[places[i].index]
			if o == byPush {
				places[i].key = repo.PushedAt.Unix()
			} else {
				places[i].key = int64(repo.Stars)
			}
		}
		slices.SortFunc(places, func(x, y place) int {
			return cmp.Or(cmp.Compare(y.key, x.key), cmp.Compare(x.rank, y.rank))
		})
		b.sorted[o] = indexes(places)
	}
}

// leading is the first seven bytes of a name as a number, negative so that the
// first name has the highest: most names are told apart without looking at
// the strings.
func leading(name string) int64 {
	var key int64
	for i := range 7 {
		key <<= 8
		if i < len(name) {
			key |= int64(name[i])
		}
	}
	return -key
}

func indexes(places []place) []int32 {
	out := make([]int32, len(places))
	for i, p := range places {
		out[i] = p.index
	}
	return out
}

// rows are the indexes of the repositories shown: pinned ones first, in the
// order asked for, or by how well they match a filter.
func (b *book) rows(into []int32, o order, archived bool, filter string) []int32 {
	into = into[:0]
	wanted := func(i int32) bool { return archived || !b.repos[i].Archived }
	if filter != "" {
		for _, i := range b.index().Match(filter) {
			if wanted(int32(i)) {
				into = append(into, int32(i))
			}
		}
		return into
	}
	if len(b.pinned) > 0 {
		for _, i := range b.in(o) {
			if b.pinned[b.repos[i].RepoRef] {
				into = append(into, i)
			}
		}
	}
	for _, i := range b.in(o) {
		if wanted(i) && (len(b.pinned) == 0 || !b.pinned[b.repos[i].RepoRef]) {
			into = append(into, i)
		}
	}
	return into
}

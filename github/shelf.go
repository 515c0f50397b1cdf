package github

import (
	"slices"
	"strings"
	"sync"
	"time"

	"hubtrail/github/query"
)

// The bounds of a shelf.
const (
	maxShelved = 150_000 // issues of one identity; those not seen for longest go first
	maxRecent  = 2_000   // rows that the small file holds before they join the large one
	maxBody    = 4_000   // bytes of a body that are kept for searching
	cutMark    = "\n\n…" // behind a body that was cut
)

// shelf is the issues and pull requests that one identity has seen, whatever the
// request, so that a search can be answered without GitHub. It is read from disk
// when first needed. It is safe for concurrent use.
type shelf struct {
	mu     sync.RWMutex
	loaded bool
	repos  map[string]*repoShelf // by name in lower case
	count  int
	at     time.Time           // the newest row was seen then
	recent map[shelfKey]bool   // rows that the large file does not have as they are
	dirty  bool                // rows that no file has
	facts  map[string]repoFact // what listings tell of repositories

	writing sync.Mutex // one writes at a time
	base    time.Time  // the stamp of the large file that is known
	small   time.Time  // that of the small one
}

// shelfKey names a row.
type shelfKey struct {
	repo   string // in lower case
	number int
}

// repoShelf is the part of a shelf that is one repository's.
type repoShelf struct {
	rows    []*shelved
	index   map[int]int
	lacking [fieldCount]int // rows that do not know a field
}

// shelved is an issue or pull request on the shelf. It is replaced, never
// changed.
type shelved struct {
	item   query.Item
	id     int64
	node   string
	colors []string // of the labels
	url    string   // "" where it follows from the rest
	seen   time.Time
	gone   bool // deleted, moved or not visible any more: nothing but the name is left
}

// fieldCount is how many optional fields a row has: those of an item, and of
// what it knows of reviews the two parts, which come from different answers.
const (
	fieldCount    = 13
	fieldDecision = query.Field(1) << 11 // what the reviews come to
	fieldAuthors  = query.Field(1) << 12 // who has reviewed
)

// everKnown is what every answer tells of an issue or pull request.
const everKnown = query.FieldBody | query.FieldReactions | query.FieldMilestone | query.FieldType | query.FieldMergedAt

// pullOnly is what issues have none of, so that it is known of them.
const pullOnly = query.FieldReviews | fieldDecision | fieldAuthors | query.FieldChecks | query.FieldBranches | query.FieldReviewers

// taught is what some answers tell besides, and holds until the row changes.
const taught = query.FieldReviews | fieldDecision | fieldAuthors | query.FieldChecks | query.FieldReviewers | query.FieldLinks

// put takes rows in; the lock is held. It reports whether any of them says
// something new.
func (s *shelf) put(rows []*shelved) bool {
	news := false
	for _, row := range rows {
		key := shelfKey{strings.ToLower(row.item.Repo), row.item.Number}
		shelf := s.repos[key.repo]
		if shelf == nil {
			shelf = &repoShelf{index: map[int]int{}}
			s.repos[key.repo] = shelf
		}
		if at, ok := shelf.index[key.number]; ok {
			old := shelf.rows[at]
			if old.seen.After(row.seen) {
				continue
			}
			row.inherit(old)
			shelf.count(old, -1)
			shelf.rows[at] = row
			if row.same(old) {
				shelf.count(row, 1)
				continue
			}
		} else {
			shelf.index[key.number] = len(shelf.rows)
			shelf.rows = append(shelf.rows, row)
			s.count++
		}
		shelf.count(row, 1)
		s.recent[key], s.dirty, news = true, true, true
	}
	for _, row := range rows {
		if row.seen.After(s.at) {
			s.at = row.seen
		}
	}
	return news
}

// count keeps the number of rows that lack each field.
func (r *repoShelf) count(row *shelved, by int) {
	for i := range r.lacking {
		if row.item.Known&(1<<i) == 0 {
			r.lacking[i] += by
		}
	}
}

// known is what every row of the repository knows.
func (r *repoShelf) known() query.Field {
	var all query.Field
	for i, n := range r.lacking {
		if n == 0 {
			all |= 1 << i
		}
	}
	return all
}

// inherit takes over what an earlier answer taught. The names of branches stay;
// the rest holds as long as the issue has not changed.
func (s *shelved) inherit(old *shelved) {
	if old.gone {
		return
	}
	missing := old.item.Known &^ s.item.Known
	if missing&query.FieldBranches != 0 {
		s.item.Head, s.item.Base, s.item.SHAs = old.item.Head, old.item.Base, old.item.SHAs
		s.item.Known |= query.FieldBranches
	}
	if !old.item.Updated.Equal(s.item.Updated) {
		return
	}
	if missing&fieldDecision != 0 {
		s.item.Review = old.item.Review
	}
	if missing&fieldAuthors != 0 {
		s.item.ReviewedBy = old.item.ReviewedBy
	}
	if missing&query.FieldChecks != 0 {
		s.item.Status = old.item.Status
	}
	if missing&query.FieldReviewers != 0 {
		s.item.Reviewers, s.item.ReviewTeams = old.item.Reviewers, old.item.ReviewTeams
	}
	if missing&query.FieldLinks != 0 {
		s.item.Linked = old.item.Linked
	}
	s.item.Known |= missing & taught
}

// same reports whether two rows say the same but for when they were seen.
func (s *shelved) same(o *shelved) bool {
	a, b := &s.item, &o.item
	return s.gone == o.gone && a.Updated.Equal(b.Updated) && a.Known == b.Known && a.Open == b.Open && a.Draft == b.Draft &&
		a.Merged == b.Merged && a.Locked == b.Locked && a.Title == b.Title && a.Body == b.Body &&
		a.Comments == b.Comments && a.Reactions == b.Reactions && a.Milestone == b.Milestone &&
		a.Review == b.Review && a.Status == b.Status && a.Linked == b.Linked && a.Head == b.Head && a.Base == b.Base &&
		slices.Equal(a.Labels, b.Labels) && slices.Equal(s.colors, o.colors) && slices.Equal(a.Assignees, b.Assignees) &&
		slices.Equal(a.Reviewers, b.Reviewers) && slices.Equal(a.ReviewTeams, b.ReviewTeams) &&
		slices.Equal(a.ReviewedBy, b.ReviewedBy) && slices.Equal(a.SHAs, b.SHAs)
}

// find is one row, nil if it is not there.
func (s *shelf) find(ref IssueRef) *shelved {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.lookUp(ref)
}

// lookUp is find with the lock held.
func (s *shelf) lookUp(ref IssueRef) *shelved {
	shelf := s.repos[strings.ToLower(ref.Repo.String())]
	if shelf == nil {
		return nil
	}
	if at, ok := shelf.index[ref.Number]; ok && !shelf.rows[at].gone {
		return shelf.rows[at]
	}
	return nil
}

// bound drops the rows not seen for longest, a tenth at a time; the lock is held.
func (s *shelf) bound() {
	if s.count <= maxShelved {
		return
	}
	all := s.rows()
	slices.SortFunc(all, func(a, b *shelved) int { return b.seen.Compare(a.seen) })
	all = all[:maxShelved*9/10]
	s.repos, s.count = map[string]*repoShelf{}, 0
	recent := s.recent
	s.recent = map[shelfKey]bool{}
	s.put(all)
	for key := range s.recent {
		if !recent[key] {
			delete(s.recent, key)
		}
	}
}

// rows is every row; the lock is held.
func (s *shelf) rows() []*shelved {
	all := make([]*shelved, 0, s.count)
	for _, r := range s.repos {
		all = append(all, r.rows...)
	}
	return all
}

package issues

import (
	"strconv"
	"time"

	"hubtrail/github"
	"hubtrail/github/linking"
)

// key names a row: the same number may be reached by two accounts.
type key struct {
	at  github.Place
	ref github.IssueRef
}

func keyOf(h *github.Hit) key { return key{h.At, h.IssueRef} }

// book is an answer made ready for the pane, in the command that fetched it, so
// that no key waits for it.
type book struct {
	query  string // that it answers
	limit  int
	result github.SearchResult
	got    time.Time // when it came
	rows   map[key]int32
	links  []links // of the hits
	digits int     // of the largest number
	failed bool    // every request did: there are no hits to show
}

// links is what an issue or pull request is connected with as far as texts
// tell.
type links struct {
	closes []github.IssueRef // by this pull request
	by     github.IssueRef   // a pull request that closes this issue; zero if none is known
}

// most is how many hits are shown; GitHub gives no more.
const most = 1000

// reader remembers what the bodies read so far refer to: the growing answers to
// one search hold the same issues again.
type reader map[key]struct {
	at     time.Time
	closes []github.IssueRef
}

// newBook makes a book of an answer.
func newBook(query string, limit int, r github.SearchResult, known reader) *book {
	if len(r.Hits) > most {
		r.Hits = r.Hits[:most]
	}
	b := &book{
		query: query, limit: limit, result: r, got: time.Now(),
		rows: make(map[key]int32, len(r.Hits)), links: make([]links, len(r.Hits)), digits: 1,
	}
	b.failed = len(r.Sent) > 0
	for i := range r.Sent {
		b.failed = b.failed && r.Sent[i].Err != nil
	}
	for i := range r.Hits {
		h := &r.Hits[i]
		b.rows[keyOf(h)] = int32(i)
		b.digits = max(b.digits, len(strconv.Itoa(h.Number)))
		if h.Pull {
			b.links[i].closes = known.closes(h)
		}
	}
	for i := range r.Hits {
		for _, ref := range b.links[i].closes {
			if at, ok := b.rows[key{r.Hits[i].At, ref}]; ok && !r.Hits[at].Pull {
				b.links[at].by = r.Hits[i].IssueRef
			}
		}
	}
	return b
}

// closes is what the body of a pull request says that merging it closes.
func (r reader) closes(h *github.Hit) []github.IssueRef {
	k := keyOf(h)
	if was, ok := r[k]; ok && was.at.Equal(h.UpdatedAt) {
		return was.closes
	}
	was := r[k]
	was.at, was.closes = h.UpdatedAt, nil
	for _, ref := range linking.References(h.Body, nil) {
		if ref.Kind != linking.Issue || ref.Keyword == "" || ref.Number <= 0 {
			continue
		}
		to := github.IssueRef{Repo: github.RepoRef{Owner: ref.Owner, Name: ref.Name}, Number: ref.Number}
		if ref.Name == "" {
			to.Repo = h.Repo
		}
		was.closes = append(was.closes, to)
	}
	r[k] = was
	return was.closes
}

// hit is a row's, nil if there is none.
func (b *book) hit(i int) *github.Hit {
	if b == nil || i < 0 || i >= len(b.result.Hits) {
		return nil
	}
	return &b.result.Hits[i]
}

// len is how many rows there are.
func (b *book) len() int {
	if b == nil {
		return 0
	}
	return len(b.result.Hits)
}

// current is what is under the cursor, nil if nothing is.
func (p *Pane) current() *github.Hit { return p.book.hit(p.list.Cursor()) }

// lay shows an answer. One to the search that is shown already keeps the
// selected row selected; if it is gone, the row in its place is.
func (p *Pane) lay(b *book) {
	same := p.book != nil && p.book.query == b.query
	was := p.want
	if h := p.current(); same && h != nil {
		was = keyOf(h)
	}
	p.book = b
	at, ok := b.rows[was]
	switch {
	case same && ok:
		p.list.Follow(b.len(), int(at))
	case same:
		p.list.SetLen(b.len())
	default:
		p.list.SetLen(b.len())
		p.list.Select(int(at))
	}
}

// clear takes the rows away: they belong to something else.
func (p *Pane) clear() {
	p.book, p.sent = nil, nil
	p.list.SetLen(0)
}

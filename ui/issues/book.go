package issues

import (
	"slices"
	"strconv"
	"time"

	"hubtrail/github"
	"hubtrail/github/linking"
	"hubtrail/ui/text"
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
	lines  []line // of the hits
	digits int    // of the largest number
	failed bool   // every request did: there are no hits to show
}

// line is what would have to be put together each time a row is drawn.
type line struct {
	number string // "#12"
	repo   string
	closes string // what a pull request closes, as its text tells; "" if nothing
	by     string // a pull request that closes the issue, as its text tells
	labels []string
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
		rows: make(map[key]int32, len(r.Hits)), lines: make([]line, len(r.Hits)), digits: 1,
	}
	b.failed = len(r.Sent) > 0
	for i := range r.Sent {
		b.failed = b.failed && r.Sent[i].Err != nil
	}
	for i := range r.Hits {
		b.rows[keyOf(&r.Hits[i])] = int32(i)
	}
	repos, labels := map[github.RepoRef]string{}, map[string]string{}
	for i := range r.Hits {
		h, l := &r.Hits[i], &b.lines[i]
		if repos[h.Repo] == "" {
			repos[h.Repo] = text.Clean(h.Repo.String())
		}
		l.repo, l.number = repos[h.Repo], "#"+strconv.Itoa(h.Number)
		b.digits = max(b.digits, len(l.number)-1)
		for _, label := range h.Labels {
			if labels[label.Name] == "" {
				labels[label.Name] = "[" + text.Clean(label.Name) + "]"
			}
			l.labels = append(l.labels, labels[label.Name])
		}
		if !h.Pull {
			continue
		}
		closes := known.closes(h)
		l.closes = linkText(h.Repo, closes)
		for _, ref := range closes {
			if at, ok := b.rows[key{h.At, ref}]; ok && !r.Hits[at].Pull {
				b.lines[at].by = "by #" + strconv.Itoa(h.Number)
				if h.Repo != ref.Repo {
					b.lines[at].by = "by " + text.Clean(h.Repo.Name) + "#" + strconv.Itoa(h.Number)
				}
			}
		}
	}
	// What is kept of many answers is kept without the texts.
	b.result.Hits = slices.Clone(r.Hits)
	for i := range b.result.Hits {
		b.result.Hits[i].Body = ""
	}
	return b
}

// linkText names the first of linked issues, without its repository if that is
// the row's own, and how many more there are.
func linkText(repo github.RepoRef, to []github.IssueRef) string {
	if len(to) == 0 {
		return ""
	}
	s := "#" + strconv.Itoa(to[0].Number)
	if to[0].Repo != repo {
		s = text.Clean(to[0].Repo.Name) + s
	}
	if more := len(to) - 1; more > 0 {
		s += "+" + strconv.Itoa(more)
	}
	return s
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
// selected row selected; if it is gone, the row in its place is. Who has not
// moved yet stays at the top while GitHub's answer grows: which half of it came
// first says nothing.
func (p *Pane) lay(b *book) {
	same := p.book != nil && p.book.query == b.query
	growing := same && !p.book.result.Stored && !p.moved
	was := p.want
	if h := p.current(); same && h != nil {
		was = keyOf(h)
	}
	p.book = b
	at, ok := b.rows[was]
	switch {
	case growing && p.list.Cursor() == 0:
		p.list.SetLen(b.len())
	case same && ok:
		p.list.Follow(b.len(), int(at))
	case same:
		p.list.SetLen(b.len())
	default:
		p.moved = false
		p.list.SetLen(b.len())
		p.list.Select(int(at))
	}
}

// clear takes the rows away: they belong to something else.
func (p *Pane) clear() {
	p.book, p.sent = nil, nil
	p.list.SetLen(0)
}

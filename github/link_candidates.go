package github

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// maxCandidates is how many candidates are offered.
const maxCandidates = 50

// What speaks for a candidate. One that was named outright comes before all.
const (
	forNamed    = 10_000
	forBranch   = 400
	forMention  = 300
	forAssignee = 60
	forRepo     = 50
	forAuthor   = 40
	forWord     = 25 // each
	forOpen     = 60
	forRecent   = 30 // at most
	mostWords   = 6  // that are counted
)

// LinkCandidates is the stored pull requests that may go with the issues given
// (or, without pulls, the issues that may go with a pull request), the likeliest
// first, at most 50, each with why it is offered. What was typed or pasted is a
// number or an address, which comes first even if it is not stored, or words,
// all of which a candidate has. Without it only those are offered that are open,
// or whose branch or body names one of the issues. It makes no request, but looks
// at every stored row.
func (c *Client) LinkCandidates(ctx context.Context, installation int64, of []Issue, pulls bool, typed string) []LinkCandidate {
	q := c.clues(installation, of, pulls, typed)
	var found []candidate
	if s := c.shelf(installation); s != nil {
		s.mu.RLock()
		found = q.search(ctx, s)
		s.mu.RUnlock()
	}
	list := make([]LinkCandidate, 0, len(found)+1)
	for _, one := range found {
		i := one.row.issue()
		if i.URL == "" {
			i.URL = c.issueURL(i.IssueRef, i.Pull)
		}
		list = append(list, LinkCandidate{Issue: i, Why: q.why(one), Score: one.score})
	}
	named := slices.ContainsFunc(found, func(one candidate) bool { return one.clues&clueNamed != 0 })
	if q.named.Number != 0 && !named && !q.given(q.named) {
		i := Issue{IssueRef: q.named, Pull: pulls, URL: c.issueURL(q.named, pulls)}
		list = slices.Insert(list, 0, LinkCandidate{Issue: i, Why: []string{"named, and not stored yet"}, Score: forNamed})
	}
	return list[:min(len(list), maxCandidates)]
}

// candidate is a row with what speaks for it.
type candidate struct {
	row   *shelved
	score int
	clues clue
	words uint64 // the shared ones, by their place
	names int    // the number that its branch names
	says  int    // the number that its body names
}

// clue is what speaks for a candidate.
type clue int

const (
	clueNamed clue = 1 << iota
	clueBranch
	clueMention
	clueAssignee
	clueAuthor
	clueRecent
)

// search scores the rows of a shelf with as many workers as there are
// processors; the shelf's lock is held.
func (q *clues) search(ctx context.Context, s *shelf) []candidate {
	type piece struct {
		repo string
		rows []*shelved
	}
	var pieces []piece
	for repo, r := range s.repos {
		for rows := range slices.Chunk(r.rows, 4096) {
			pieces = append(pieces, piece{repo, rows})
		}
	}
	found := make([][]candidate, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for w := range found {
		workers.Go(func() {
			var mine []candidate
			for at := w; at < len(pieces) && ctx.Err() == nil; at += len(found) {
				given := q.numbers[pieces[at].repo]
				for _, row := range pieces[at].rows {
					if one, ok := q.score(pieces[at].repo, given, row); ok {
						mine = first(append(mine, one), 8*maxCandidates)
					}
				}
			}
			found[w] = mine
		})
	}
	workers.Wait()
	all := slices.Concat(found...)
	slices.SortFunc(all, likelier)
	return all[:min(len(all), maxCandidates)]
}

// first cuts a list that has grown too long to the likeliest.
func first(list []candidate, limit int) []candidate {
	if len(list) < limit {
		return list
	}
	slices.SortFunc(list, likelier)
	return list[:maxCandidates]
}

// likelier orders candidates.
func likelier(a, b candidate) int {
	if by := cmp.Compare(b.score, a.score); by != 0 {
		return by
	}
	if by := b.row.item.Updated.Compare(a.row.item.Updated); by != 0 {
		return by
	}
	return cmp.Or(strings.Compare(a.row.item.Repo, b.row.item.Repo), cmp.Compare(b.row.item.Number, a.row.item.Number))
}

// why says what speaks for a candidate, the strongest first.
func (q *clues) why(one candidate) []string {
	var why []string
	i := &one.row.item
	if one.clues&clueNamed != 0 {
		why = append(why, "this is the one that was named")
	}
	if one.clues&clueBranch != 0 {
		branch := i.Head
		if !q.pulls {
			branch = q.branch
		}
		why = append(why, fmt.Sprintf("branch %s names #%d", branch, one.names))
	}
	if one.clues&clueMention != 0 {
		why = append(why, fmt.Sprintf("mentions #%d already", one.says))
		if !q.pulls {
			why[len(why)-1] = "the pull request mentions it already"
		}
	}
	if one.clues&clueAssignee != 0 {
		why = append(why, "its author is assigned")
		if !q.pulls {
			why[len(why)-1] = "assigned to the pull request's author"
		}
	}
	if one.clues&clueAuthor != 0 {
		why = append(why, "same author")
	}
	if one.words != 0 {
		var words []string
		for n, w := range q.words {
			if one.words&(1<<n) != 0 {
				words = append(words, w)
			}
		}
		why = append(why, "title shares "+strings.Join(words[:min(len(words), mostWords)], ", "))
	}
	if one.clues&clueRecent != 0 {
		why = append(why, "changed "+ago(q.now.Sub(i.Updated)))
	}
	return why
}

// ago is how long ago something was, roughly.
func ago(d time.Duration) string {
	switch hours := int(d.Hours()); {
	case hours < 1:
		return "just now"
	case hours < 24:
		return "today"
	case hours < 48:
		return "yesterday"
	default:
		return fmt.Sprintf("%d days ago", hours/24)
	}
}

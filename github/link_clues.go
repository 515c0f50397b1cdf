package github

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// clues is what candidates are measured by.
type clues struct {
	pulls     bool
	now       time.Time
	numbers   map[string]map[int]bool // of the issues, which are no candidates, by repository in lower case
	mentioned map[shelfKey]bool       // by the pull request's body
	branch    string                  // of the pull request
	branched  map[shelfKey]int        // what its branch may name, with the number
	authors   []string
	assignees []string
	words     []string       // of the titles, at most 64
	wordAt    map[uint64]int // where, by hash

	typed []string // words that a candidate must have, in lower case
	named IssueRef // what was named outright; zero for none
}

func keyOf(ref IssueRef) shelfKey { return shelfKey{strings.ToLower(ref.Repo.String()), ref.Number} }

// given reports whether something is one of those that candidates are sought
// for.
func (q *clues) given(ref IssueRef) bool { return q.numbers[keyOf(ref).repo][ref.Number] }

// clues reads what is known of the issues and what was typed.
func (c *Client) clues(installation int64, of []Issue, pulls bool, typed string) *clues {
	q := &clues{
		pulls: pulls, now: c.now(), numbers: map[string]map[int]bool{}, mentioned: map[shelfKey]bool{},
		branched: map[shelfKey]int{}, wordAt: map[uint64]int{},
	}
	if !c.account.Today.IsZero() {
		q.now = c.account.Today
	}
	for _, i := range of {
		key := keyOf(i.IssueRef)
		if q.numbers[key.repo] == nil {
			q.numbers[key.repo] = map[int]bool{}
		}
		q.numbers[key.repo][i.Number] = true
		if i.Author != "" {
			q.authors = append(q.authors, queryLogin(i.Author))
		}
		q.assignees = append(q.assignees, i.Assignees...)
		eachWord(i.Title, func(word string, hash uint64) {
			if _, ok := q.wordAt[hash]; !ok && len(q.words) < 64 && !common(word) {
				q.wordAt[hash] = len(q.words)
				q.words = append(q.words, strings.ToLower(word))
			}
		})
		if !pulls {
			c.cluesOfPull(installation, i, q)
		}
	}
	c.readTyped(of, typed, q)
	return q
}

// cluesOfPull reads the pull request that issues are sought for.
func (c *Client) cluesOfPull(installation int64, i Issue, q *clues) {
	for _, l := range c.bodyLinks(PullRequest{Issue: i}) {
		q.mentioned[keyOf(l.Issue)] = true
	}
	if s := c.shelf(installation); s != nil {
		if row := s.find(i.IssueRef); row != nil {
			q.branch = row.item.Head
		}
	}
	repo := strings.ToLower(i.Repo.String())
	eachNumber(q.branch, func(n int) { q.branched[shelfKey{repo, n}] = n })
}

// readTyped tells a number or an address from words.
func (c *Client) readTyped(of []Issue, typed string, q *clues) {
	typed = strings.TrimSpace(typed)
	if n, ok := parseNumber(strings.TrimPrefix(typed, "#")); ok && len(of) > 0 {
		q.named = IssueRef{Repo: of[0].Repo, Number: n}
		return
	}
	if t, ok := parseTarget(typed); ok && t.Number > 0 && (t.Host == "" || slices.Contains(c.pageHosts(), t.Host)) {
		q.named = IssueRef{Repo: t.Repo, Number: t.Number}
		return
	}
	q.typed = strings.Fields(strings.ToLower(typed))
}

// score measures a row of a repository, of which the numbers given are not to be
// found; ok is false if it is not offered.
func (q *clues) score(repo string, given map[int]bool, row *shelved) (one candidate, ok bool) {
	i := &row.item
	if row.gone || i.Pull != q.pulls || given[i.Number] {
		return one, false
	}
	one.row = row
	if q.named.Number != 0 {
		if i.Number != q.named.Number || !strings.EqualFold(i.Repo, q.named.Repo.String()) {
			return one, false
		}
		one.score, one.clues = forNamed, clueNamed
	}
	if !q.has(row) {
		return one, false
	}
	q.names(repo, given, row, &one)
	if !i.Open && len(q.typed) == 0 && one.clues&(clueNamed|clueBranch|clueMention) == 0 {
		return one, false
	}
	if i.Open {
		one.score += forOpen
	}
	if given != nil {
		one.score += forRepo
	}
	q.people(row, &one)
	shared := 0
	eachWord(i.Title, func(_ string, hash uint64) {
		if at, ok := q.wordAt[hash]; ok && one.words&(1<<at) == 0 {
			one.words |= 1 << at
			shared++
		}
	})
	one.score += forWord * min(shared, mostWords)
	if days := int(q.now.Sub(i.Updated).Hours() / 24); days < forRecent {
		one.score += forRecent - max(days, 0)
		if days < 7 {
			one.clues |= clueRecent
		}
	}
	return one, true
}

// has reports whether a row has every word that was typed.
func (q *clues) has(row *shelved) bool {
	i := &row.item
	for _, word := range q.typed {
		if !foldContains(i.Title, word) && !foldContains(i.Head, word) && !foldContains(i.Author, word) && !foldContains(i.Repo, word) {
			return false
		}
	}
	return true
}

// names looks whether the branch or the body of the one names the other.
func (q *clues) names(repo string, wanted map[int]bool, row *shelved, one *candidate) {
	i := &row.item
	if !q.pulls {
		if n, ok := q.branched[shelfKey{repo, i.Number}]; ok {
			one.score, one.clues, one.names = one.score+forBranch, one.clues|clueBranch, n
		}
		if q.mentioned[shelfKey{repo, i.Number}] {
			one.score, one.clues, one.says = one.score+forMention, one.clues|clueMention, i.Number
		}
		return
	}
	if wanted == nil {
		return
	}
	eachNumber(i.Head, func(n int) {
		if wanted[n] && one.clues&clueBranch == 0 {
			one.score, one.clues, one.names = one.score+forBranch, one.clues|clueBranch, n
		}
	})
	for rest := i.Body; ; {
		_, after, ok := strings.Cut(rest, "#")
		if !ok {
			return
		}
		rest = after
		end := 0
		for end < len(rest) && end < 9 && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
		if end == 0 {
			continue
		}
		if n, _ := strconv.Atoi(rest[:end]); wanted[n] {
			one.score, one.clues, one.says = one.score+forMention, one.clues|clueMention, n
			return
		}
	}
}

// people looks who wrote and who is assigned.
func (q *clues) people(row *shelved, one *candidate) {
	i := &row.item
	assigned := q.pulls && slices.Contains(q.assignees, i.Author)
	if !q.pulls {
		assigned = slices.ContainsFunc(q.authors, func(author string) bool { return slices.Contains(i.Assignees, author) })
	}
	switch {
	case i.Author != "" && assigned:
		one.score, one.clues = one.score+forAssignee, one.clues|clueAssignee
	case i.Author != "" && slices.Contains(q.authors, i.Author):
		one.score, one.clues = one.score+forAuthor, one.clues|clueAuthor
	}
}

package github

import (
	"context"
	"slices"
	"strings"
	"time"

	"hubtrail/github/linking"
)

// The bounds of a release.
const (
	maxReleaseCommits = 2000 // that are read, 100 a request
	maxReleasePulls   = 500  // of which more than the number is asked, 50 a request
	maxReleaseAsked   = 100  // commits whose pull requests are asked for, one by one
)

// Release is what came between two refs: commits, the pull requests that brought
// them, and the issues that these close. It grows while it is read; each one
// emitted is whole.
type Release struct {
	Repo           RepoRef
	From, To       string
	FromSHA, ToSHA string
	Total          int           // commits between the two, as GitHub counts them
	Commits        []Commit      // at most 2,000 of them, oldest first
	Pulls          []ReleasePull // in the order in which they came
	Loose          []Commit      // those of no pull request, as far as is known
	Issues         []Linked      // that are closed, each once
	Unasked        int           // of Loose, those whose pull request was not asked for
	Requests       int           // that it took
	Problem        error         `json:"-"` // why something was not asked for; nil if all was, or Unasked tells
	At             time.Time     // when it was read
}

// ReleasePull is a pull request of a release.
type ReleasePull struct {
	Issue            // its number and title alone while Guessed
	Guessed bool     // only a commit's subject says so
	Commits []Commit // that it brought, oldest first
	Closes  []Linked // what it closes: as GitHub says, and Textual where only its body does
}

// Release finds what came between two refs of a repository. Pull requests are
// taken from subjects and merges first, then asked for: GraphQL tells of 50 a
// request whether there is such a one and what it closes. The commits that are
// left are asked about one by one, at most 100 of them, the newest first, unless
// the store knows. So it costs a request for each 100 commits, one for each 50
// pull requests, and one for each commit without a number: Requests tells. What
// cannot be asked leaves the guess, and Problem; the error is for when there are
// no commits. One that was read before is emitted first, and the new one once it
// is whole.
func (c *Client) Release(ctx context.Context, installation int64, repo RepoRef, from, to string, emit func(Release)) error {
	w, err := c.comparing(installation, repo, CompareSpec{Base: from, Head: to})
	if err != nil {
		return err
	}
	w.limit = maxReleaseCommits
	r := releasing{
		c: c, installation: installation, repo: repo, from: from, to: to,
		known: map[int]ReleasePull{}, none: map[int]bool{}, brought: map[string]ReleasePull{},
	}
	kept, had := c.StoredRelease(installation, repo, from, to)
	if had {
		emit(kept)
	}
	first, err := w.first(ctx)
	if err != nil {
		return err
	}
	show := func() {
		if !had {
			emit(r.release(w))
		}
	}
	err = w.commits(ctx, first, func(k Comparison) {
		r.commits = k.Commits
		show()
	})
	if err != nil {
		return err
	}
	r.details(ctx)
	show()
	r.rest(ctx)
	r.details(ctx)
	if stop := canceled(w.op, ctx.Err()); stop != nil {
		return stop
	}
	whole := r.release(w)
	emit(whole)
	c.keepRelease(installation, whole)
	return nil
}

// releasing is a release that is being read.
type releasing struct {
	c            *Client
	installation int64
	repo         RepoRef
	from, to     string
	commits      []Commit
	known        map[int]ReleasePull    // by number
	none         map[int]bool           // numbers that are no merged pull request
	brought      map[string]ReleasePull // what introduced a commit, by its SHA
	unasked      map[string]bool        // commits about which nobody was asked
	requests     int
	problem      error
}

// numbers is the pull request of each commit, by its place; 0 is none known.
func (r *releasing) numbers() []int {
	numbers := make([]int, len(r.commits))
	for i, k := range r.commits {
		if n := PullInSubject(k.Subject); !r.none[n] {
			numbers[i] = n
		}
		if numbers[i] == 0 {
			numbers[i] = r.brought[k.SHA].Number
		}
	}
	broughtByMerges(r.commits, numbers)
	return numbers
}

// broughtByMerges gives the commits that a merge brought the number of the merge,
// unless they have one: commits are oldest first, and a merge's first parent is
// what it was merged into.
func broughtByMerges(commits []Commit, numbers []int) {
	at := make(map[string]int, len(commits))
	for i := range commits {
		at[commits[i].SHA] = i
	}
	main := map[int]bool{}
	for i := len(commits) - 1; i >= 0 && !main[i]; {
		main[i] = true
		next, ok := 0, false
		if len(commits[i].Parents) > 0 {
			next, ok = at[commits[i].Parents[0]]
		}
		if !ok {
			break
		}
		i = next
	}
	seen := map[int]bool{}
	for merge := range commits {
		if !main[merge] || len(commits[merge].Parents) < 2 {
			continue
		}
		next := slices.Clone(commits[merge].Parents[1:])
		for len(next) > 0 {
			i, ok := at[next[0]]
			next = next[1:]
			if !ok || main[i] || seen[i] {
				continue
			}
			seen[i] = true
			if numbers[i] == 0 {
				numbers[i] = numbers[merge]
			}
			next = append(next, commits[i].Parents...)
		}
	}
}

// release is what is known so far.
func (r *releasing) release(w *comparing) Release {
	out := Release{
		Repo: r.repo, From: r.from, To: r.to, FromSHA: w.got.BaseSHA, ToSHA: w.got.HeadSHA, Total: w.got.TotalCommits,
		Commits: r.commits, At: w.got.At, Requests: r.requests + int(w.asked.Load()), Problem: r.problem,
	}
	numbers := r.numbers()
	places := map[int]int{}
	for i, k := range r.commits {
		n := numbers[i]
		if n == 0 {
			out.Loose = append(out.Loose, k)
			if r.unasked[k.SHA] {
				out.Unasked++
			}
			continue
		}
		place, ok := places[n]
		if !ok {
			place = len(out.Pulls)
			places[n] = place
			out.Pulls = append(out.Pulls, r.pull(n, k))
		}
		p := &out.Pulls[place]
		p.Commits = append(p.Commits, k)
		if p.Guessed && PullInSubject(k.Subject) == n {
			p.Title = guessedTitle(k)
		}
	}
	for _, p := range out.Pulls {
		for _, closed := range p.Closes {
			out.close(closed)
		}
	}
	for _, k := range r.commits {
		for _, closed := range r.c.closedBy(r.installation, r.repo, linking.Plain(k.Message(), r.c.pageHosts())) {
			out.close(closed)
		}
	}
	return out
}

// pull is a pull request as far as it is known; k is one of its commits.
func (r *releasing) pull(number int, k Commit) ReleasePull {
	if p, ok := r.known[number]; ok {
		return p
	}
	if p := r.brought[k.SHA]; p.Number == number {
		return p
	}
	ref := IssueRef{Repo: r.repo, Number: number}
	return ReleasePull{Issue: Issue{IssueRef: ref, Pull: true, URL: r.c.issueURL(ref, true)}, Guessed: true}
}

// guessedTitle is a pull request's title as the commit has it that names its
// number: before the number, or in the body of a merge.
func guessedTitle(k Commit) string {
	if strings.HasPrefix(k.Subject, "Merge pull request #") {
		title, _, _ := strings.Cut(k.Body, "\n")
		return title
	}
	title, _, _ := cutLast(k.Subject, "(#")
	return strings.TrimSpace(title)
}

// close adds an issue that is not there yet.
func (r *Release) close(l Linked) {
	for i := range r.Issues {
		if o := &r.Issues[i]; sameRef(o.IssueRef, l.IssueRef) {
			if o.Textual && !l.Textual {
				*o = l
			}
			return
		}
	}
	r.Issues = append(r.Issues, l)
}

// closedBy is the issues that references with a keyword close, with what the store
// tells of them.
func (c *Client) closedBy(installation int64, repo RepoRef, refs []linking.Reference) []Linked {
	var list []Linked
	for _, ref := range refs {
		if ref.Kind != linking.Issue || ref.Keyword == "" || ref.Host != "" && !slices.Contains(c.pageHosts(), ref.Host) {
			continue
		}
		at := refOf(linking.Target{Owner: ref.Owner, Name: ref.Name, Number: ref.Number}, repo)
		issue, _, ok := c.StoredIssue(installation, at)
		if !ok {
			issue = Issue{IssueRef: at, URL: c.issueURL(at, false)}
		}
		if issue.Pull {
			continue
		}
		list = append(list, Linked{Issue: issue, Closing: true, Textual: true})
	}
	return list
}

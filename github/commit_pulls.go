package github

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// CommitPull is a pull request that has a commit.
type CommitPull struct {
	Issue
	Base        string // the branch that it goes into
	MergeCommit string // what merging put on the base; of an open one, of a trial
	Introduced  bool   // it brought the commit to its base: the first of a list at most
}

// PullsOfCommit is the pull requests of a commit, given by its whole SHA, the one
// that introduced it first: a merged one, and of several the one whose merging
// made the commit, else the one merged first. Then come open ones, then those that
// were closed. On the default branch GitHub names that one alone. What introduced
// a commit does not change, and comes from the store once it is known; otherwise
// it is a request.
func (c *Client) PullsOfCommit(ctx context.Context, installation int64, repo RepoRef, sha string) ([]CommitPull, error) {
	op := "find the pull requests of commit " + shortSHA(sha) + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return nil, err
	}
	if !IsWholeSHA(sha) {
		return nil, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
	}
	sha = strings.ToLower(sha)
	if kept, ok := c.StoredPullsOfCommit(installation, repo, sha); ok && len(kept) > 0 && kept[0].Introduced {
		return kept, nil
	}
	var got []pullJSON
	q := ask{op: op, installation: installation, path: repoPath(repo, "/commits/"+sha+"/pulls?per_page=100")}
	if _, err := c.get(ctx, q, &got); err != nil {
		return nil, err
	}
	var pulls []CommitPull
	var issues []Issue
	for _, j := range got {
		if j.Number <= 0 { // a null among the rows
			continue
		}
		p := c.pull(j, repo)
		pulls = append(pulls, CommitPull{Issue: p.Issue, Base: p.Base.Ref, MergeCommit: p.MergeCommit})
		issues = append(issues, p.Issue)
	}
	introducedFirst(pulls, sha)
	keepAnswer(c, commitPullRows(), installation, commitPullsName(repo, sha), Listing[CommitPull]{Items: pulls, At: c.now()})
	c.keepIssues(installation, issues)
	return pulls, nil
}

// StoredPullsOfCommit is the pull requests of a commit as they were last found,
// without a request.
func (c *Client) StoredPullsOfCommit(installation int64, repo RepoRef, sha string) ([]CommitPull, bool) {
	l, ok := storedAnswer(c, commitPullRows(), installation, commitPullsName(repo, strings.ToLower(sha)))
	return l.Items, ok
}

func commitPullsName(repo RepoRef, sha string) string {
	return keptCommitPulls + repo.String() + "\x00" + sha
}

// introducedFirst sorts pull requests by how they have a commit, and marks the one
// that introduced it.
func introducedFirst(pulls []CommitPull, sha string) {
	rank := func(p *CommitPull) int {
		switch {
		case p.State == IssueMerged && strings.EqualFold(p.MergeCommit, sha):
			return 0
		case p.State == IssueMerged:
			return 1
		case p.State.Open():
			return 2
		}
		return 3
	}
	slices.SortFunc(pulls, func(a, b CommitPull) int {
		return cmp.Or(cmp.Compare(rank(&a), rank(&b)), a.MergedAt.Compare(b.MergedAt), cmp.Compare(a.Number, b.Number))
	})
	if len(pulls) > 0 {
		pulls[0].Introduced = pulls[0].State == IssueMerged
	}
}

// PullInSubject is the number of the pull request that a commit's subject names,
// as GitHub writes it when it merges: "Merge pull request #12 from owner/branch",
// or "Title (#12)" of a squash. It is a guess, for at once: people write the same.
// 0 is none.
func PullInSubject(subject string) int {
	digits := ""
	if rest, ok := strings.CutPrefix(subject, "Merge pull request #"); ok {
		digits, _, _ = strings.Cut(rest, " ")
	} else if rest, ok := strings.CutSuffix(strings.TrimRight(subject, " "), ")"); ok {
		before, last, found := cutLast(rest, "(#")
		if found && before != "" {
			digits = last
		}
	}
	if n, ok := parseNumber(digits); ok {
		return n
	}
	return 0
}

func commitPullRows() layout[CommitPull] {
	return layout[CommitPull]{
		fields: 22 + 3,
		put: func(w *writer, p *CommitPull) {
			putIssue(w, &p.Issue)
			w.str(p.Base)
			w.str(p.MergeCommit)
			w.bits(p.Introduced)
		},
		get: func(r *reader, p *CommitPull) {
			getIssue(r, &p.Issue)
			p.Base = r.str()
			p.MergeCommit = r.str()
			p.Introduced = r.bits()&1 != 0
		},
	}
}

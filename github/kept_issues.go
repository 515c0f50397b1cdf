package github

import "time"

// keepIssue keeps an issue that was read by itself: whole, for when it is opened
// again, and on the shelf for searches.
func (c *Client) keepIssue(installation int64, i Issue) {
	keepAnswer(c, issueRows(), installation, keptIssue+i.IssueRef.String(), Listing[Issue]{Items: []Issue{i}, At: c.now()})
	c.keepIssues(installation, []Issue{i})
}

// keepIssues puts issues on the shelf of a place.
func (c *Client) keepIssues(installation int64, list []Issue) {
	if len(list) == 0 {
		return
	}
	seen := c.now().UTC()
	c.shelveRows(installation, func(facts map[string]repoFact) []*shelved {
		rows := make([]*shelved, len(list))
		for n, i := range list {
			rows[n] = shelve(i, seen, facts)
		}
		return rows
	})
}

// keepPull keeps a pull request that was read by itself, with all that only it
// tells.
func (c *Client) keepPull(installation int64, p PullRequest) {
	keepAnswer(c, pullRows(), installation, keptPull+p.IssueRef.String(), Listing[PullRequest]{Items: []PullRequest{p}, At: c.now()})
	seen := c.now().UTC()
	c.shelveRows(installation, func(facts map[string]repoFact) []*shelved {
		row := shelve(p.Issue, seen, facts)
		row.learnPull(p)
		return []*shelved{row}
	})
}

// teach adds to rows that are on the shelf; those that are not stay away.
func (c *Client) teach(installation int64, learned map[IssueRef]func(*shelved)) {
	s := c.shelf(installation)
	if s == nil || len(learned) == 0 {
		return
	}
	c.shelveRows(installation, func(map[string]repoFact) []*shelved {
		var rows []*shelved
		for ref, learn := range learned {
			if row := s.lookUp(ref); row != nil {
				changed := *row
				learn(&changed)
				rows = append(rows, &changed)
			}
		}
		return rows
	})
}

// forget takes out of the store what is not there any more, or not for this
// place: it was deleted, transferred, or is not visible. An error of another
// kind changes nothing.
func (c *Client) forget(installation int64, ref IssueRef, err error) {
	if !is(err, ErrGone, ErrNotFound) {
		return
	}
	keepAnswer(c, issueRows(), installation, keptIssue+ref.String(), Listing[Issue]{At: c.now()})
	keepAnswer(c, pullRows(), installation, keptPull+ref.String(), Listing[PullRequest]{At: c.now()})
	s := c.shelf(installation)
	if s == nil || s.find(ref) == nil {
		return
	}
	seen := c.now().UTC()
	c.shelveRows(installation, func(map[string]repoFact) []*shelved {
		row := &shelved{gone: true, seen: seen}
		row.item.Repo, row.item.Number, row.item.Known = ref.Repo.String(), ref.Number, 1<<fieldCount-1
		return []*shelved{row}
	})
}

// StoredIssue is an issue or pull request as it was last seen, in a list or by
// itself, and when that was, without any request. One that was never opened has
// its body cut after some 4 kB, and is known only once something has read the
// stored issues in this session: a key must not wait for that.
func (c *Client) StoredIssue(installation int64, ref IssueRef) (Issue, time.Time, bool) {
	opened, at := c.openedIssue(installation, ref)
	var listed Issue
	var seen time.Time
	if c.shelfLoaded(installation) {
		if s := c.shelf(installation); s != nil {
			if row := s.find(ref); row != nil {
				listed, seen = row.issue(), row.seen
			}
		}
	}
	switch {
	case opened.Number == 0:
		return listed, seen, listed.Number != 0
	case listed.Number == 0, !listed.UpdatedAt.After(opened.UpdatedAt):
		if seen.After(at) {
			at = seen
		}
		return opened, at, true
	default:
		return listed, seen, true
	}
}

// openedIssue is an issue or pull request as it was when last opened; zero if it
// never was.
func (c *Client) openedIssue(installation int64, ref IssueRef) (Issue, time.Time) {
	pull, at, _ := c.StoredPullRequest(installation, ref)
	l, ok := storedAnswer(c, issueRows(), installation, keptIssue+ref.String())
	if ok && len(l.Items) == 1 && l.At.After(at) {
		return l.Items[0], l.At
	}
	return pull.Issue, at
}

// StoredPullRequest is a pull request as it was when last opened, and when that
// was, without any request.
func (c *Client) StoredPullRequest(installation int64, ref IssueRef) (PullRequest, time.Time, bool) {
	l, ok := storedAnswer(c, pullRows(), installation, keptPull+ref.String())
	if !ok || len(l.Items) != 1 {
		return PullRequest{}, time.Time{}, false
	}
	return l.Items[0], l.At, true
}

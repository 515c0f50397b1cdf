package github

import "hubtrail/github/store"

// Names of what is kept; the listings' own versions are in their bytes.
const (
	keptInstallations = "installations"
	keptRepositories  = "repositories "
	keptRefs          = "refs "
	keptCommits       = "commits "
	keptCommit        = "commit files "
	keptTimeline      = "timeline "
	keptIssue         = "issue "
	keptPull          = "pull "
	keptLabels        = "labels "
	keptAssignable    = "assignable "
	keptTeams         = "teams"
	keptMilestones    = "milestones "
	keptSHA           = "sha "
	keptTree          = "tree "
	keptOwners        = "owners "
	keptAttributes    = "attributes "
	keptMembers       = "members "
	keptFile          = "file "
	keptBlame         = "blame "
	keptTreeDiff      = "tree diff "
	keptModes         = "modes "
	keptRenames       = "renames "
	keptCommitPulls   = "commit pulls "
	keptComparison    = "comparison "
	keptRelease       = "release "
)

// StoredInstallations is the list of an earlier session, without any request.
func (c *Client) StoredInstallations() (Listing[Installation], bool) {
	l, ok := stored(c, installationRows(), 0, keptInstallations)
	c.remember(l.Items)
	return l, ok
}

// StoredRepositories is the list of an earlier session, without any request.
func (c *Client) StoredRepositories(installation int64, owner string) (Listing[Repository], bool) {
	return stored(c, repositoryRows(), installation, c.repositoriesName(owner))
}

// StoredRefs is the list of an earlier session, without any request.
func (c *Client) StoredRefs(installation int64, repo RepoRef) (Listing[Ref], bool) {
	return stored(c, refRows(), installation, keptRefs+repo.String())
}

// StoredCommits is the newest commits as of an earlier session, without any
// request.
func (c *Client) StoredCommits(installation int64, repo RepoRef, ref string) (Listing[Commit], bool) {
	return stored(c, commitRows(), installation, keptCommits+repo.String()+" "+ref)
}

// stored reads a listing of the identity that asks.
func stored[T any](c *Client, rows layout[T], installation int64, name string) (Listing[T], bool) {
	who := c.identity(installation)
	if who == "" {
		return Listing[T]{}, false
	}
	data, ok := c.kept(name, who)
	if !ok {
		return Listing[T]{}, false
	}
	return rows.decode(data)
}

// keep writes a listing for the next session. That it could not be written is
// the store's to tell: the listing at hand is good.
func keep[T any](c *Client, rows layout[T], installation int64, name string, l Listing[T]) {
	if who := c.identity(installation); who != "" && c.store != nil {
		c.put(name, who, rows.encode(l))
	}
}

func (c *Client) put(name, who string, data []byte) {
	if c.store != nil {
		_ = c.store.PutSnapshot(store.Key{Host: c.account.Host, Account: who, Name: name}, data)
	}
}

func (c *Client) kept(name, who string) ([]byte, bool) {
	if c.store == nil {
		return nil, false
	}
	data, _, ok := c.store.Snapshot(store.Key{Host: c.account.Host, Account: who, Name: name})
	return data, ok
}

// storedAnswer reads a listing that keepAnswer has kept.
func storedAnswer[T any](c *Client, rows layout[T], installation int64, name string) (Listing[T], bool) {
	who := c.identity(installation)
	if who == "" || c.store == nil {
		return Listing[T]{}, false
	}
	data, ok := c.store.Get(c.answerKey(who, name))
	if !ok {
		return Listing[T]{}, false
	}
	return rows.decode(data)
}

// keepAnswer keeps a listing as keep does, but with no sync to the disk: for the
// many that are looked at once.
func keepAnswer[T any](c *Client, rows layout[T], installation int64, name string, l Listing[T]) {
	if who := c.identity(installation); who != "" && c.store != nil {
		c.store.Put(c.answerKey(who, name), rows.encode(l))
	}
}

// answerKey names one of the store's answers.
func (c *Client) answerKey(who, name string) string {
	return c.account.Host + "\x00" + who + "\x00" + name
}

// remember keeps where each installation is administered, for errors.
func (c *Client) remember(list []Installation) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, i := range list {
		if i.SettingsURL != "" {
			c.settings[i.ID] = i.SettingsURL
		}
	}
}

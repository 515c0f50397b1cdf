package github

// StoredBase is the branch that a pull request goes into, as far as it is stored;
// "" if it is not.
func (c *Client) StoredBase(installation int64, ref IssueRef) string {
	if s := c.shelf(installation); s != nil {
		if row := s.find(ref); row != nil && row.item.Base != "" {
			return row.item.Base
		}
	}
	p, _, _ := c.StoredPullRequest(installation, ref)
	return p.Base.Ref
}

// StoredBase is the branch that a pull request goes into, as far as it is stored;
// "" if it is not.
func (a *Accounts) StoredBase(p Place, ref IssueRef) string {
	c, err := a.Client(p.Account)
	if err != nil {
		return ""
	}
	return c.StoredBase(p.Installation, ref)
}

package github

// Viewer is the login that a place acts as, as far as it is known without a
// request: a token's user, or the App's slug with [bot] behind it. "" is
// unknown, and an anonymous account.
func (c *Client) Viewer(installation int64) string {
	switch {
	case c.app != nil:
		if slug := c.slug(); slug != "" {
			return slug + "[bot]"
		}
		return ""
	case c.token == nil:
		return ""
	}
	c.mu.Lock()
	user := c.user
	c.mu.Unlock()
	if user.Print == "" {
		user = c.recordedUser()
	}
	return user.Login
}

// slug is the App's name in addresses, "" before its installations were listed.
func (c *Client) slug() string {
	c.mu.Lock()
	slug := c.appSlug
	c.mu.Unlock()
	if slug != "" {
		return slug
	}
	l, _ := c.StoredInstallations()
	for _, i := range l.Items {
		if i.AppSlug != "" {
			slug = i.AppSlug
		}
	}
	c.mu.Lock()
	c.appSlug = slug
	c.mu.Unlock()
	return slug
}

package github

import (
	"context"
	"net/url"
	"strings"
)

// OwnTeams is the teams, as "org/slug", that a token's user is in, or, for an
// installation of an App, those of its organisation. They are kept for
// SearchWords.
func (c *Client) OwnTeams(ctx context.Context, installation int64) ([]string, error) {
	q := ask{op: "list the teams of " + c.account.Name, installation: installation, path: "user/teams"}
	org := ""
	if c.app != nil {
		l, _ := c.StoredInstallations()
		for _, i := range l.Items {
			if i.ID == installation && validName(i.Owner.Login) {
				org = i.Owner.Login
			}
		}
		if org == "" {
			return nil, c.invalid(q.op, "the App has no teams of its own", "Choose one of its installations first.")
		}
		q.path = "orgs/" + url.PathEscape(org) + "/teams"
	}
	type teamJSON struct {
		Slug         string `json:"slug"`
		Organization struct {
			Login string `json:"login"`
		} `json:"organization"`
	}
	fetch := rows(c, q, func(t teamJSON) string {
		owner := t.Organization.Login
		if owner == "" {
			owner = org
		}
		if !validName(owner) || !validName(t.Slug) {
			return ""
		}
		return owner + "/" + t.Slug
	})
	return all(ctx, c, q, textRows(), keptTeams, fetch, strings.ToLower)
}

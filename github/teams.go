package github

import (
	"cmp"
	"context"
	"net/url"
	"slices"
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
	fetch := func(ctx context.Context, number int) (page[string], error) {
		got, err := rows(c, q, func(t ownTeamJSON) []string { return t.names(org) })(ctx, number)
		return page[string]{rows: slices.Concat(got.rows...), next: got.next, last: got.last}, err
	}
	return all(ctx, c, q, textRows(), keptTeams, fetch, strings.ToLower)
}

// ownTeamJSON is a team among a person's or an organisation's.
type ownTeamJSON struct {
	Slug   string `json:"slug"`
	Parent *struct {
		Slug string `json:"slug"`
	} `json:"parent"`
	Organization struct {
		Login string `json:"login"`
	} `json:"organization"`
}

// names is the team and the one above it, whose members its members are too.
func (t ownTeamJSON) names(org string) []string {
	owner := cmp.Or(t.Organization.Login, org)
	if !validName(owner) || !validName(t.Slug) {
		return nil
	}
	names := []string{owner + "/" + t.Slug}
	if t.Parent != nil && validName(t.Parent.Slug) {
		names = append(names, owner+"/"+t.Parent.Slug)
	}
	return names
}

// Mine is the owners in a CODEOWNERS file that mean the person signed in, as
// they are written there: "@login" and "@org/team". An App has none. Teams that
// cannot be listed are told as the error, beside the login.
func (c *Client) Mine(ctx context.Context, installation int64) ([]string, error) {
	if c.token == nil {
		return nil, nil
	}
	login, err := c.login(ctx)
	if err != nil {
		return nil, err
	}
	mine := []string{"@" + login}
	teams, err := c.OwnTeams(ctx, installation)
	for _, t := range teams {
		mine = append(mine, "@"+t)
	}
	return mine, err
}

// TeamMembers is the logins of a team and of those below it, given as
// "org/slug". Without the permission to see them it is ErrNotGranted, and
// ErrNotFound for a team that is secret or does not exist.
func (c *Client) TeamMembers(ctx context.Context, installation int64, team string) ([]string, error) {
	org, slug, _ := strings.Cut(team, "/")
	q := ask{
		op: "list the members of " + team, installation: installation,
		path: "orgs/" + url.PathEscape(org) + "/teams/" + url.PathEscape(slug) + "/members",
	}
	if !validName(org) || !validName(slug) {
		return nil, c.invalid(q.op, "it is not a team's name", "Write it as organisation/team.")
	}
	name := keptMembers + strings.ToLower(team)
	return all(ctx, c, q, textRows(), name, rows(c, q, func(u *userJSON) string { return u.login() }), strings.ToLower)
}

// StoredTeamMembers is the members of a team as they were last read, without a
// request.
func (c *Client) StoredTeamMembers(installation int64, team string) ([]string, bool) {
	l, ok := storedAnswer(c, textRows(), installation, keptMembers+strings.ToLower(team))
	return l.Items, ok
}

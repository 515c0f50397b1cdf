package embedded

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

type teamJSON struct {
	ID           int64        `json:"id"`
	NodeID       string       `json:"node_id"`
	URL          string       `json:"url"`
	HTMLURL      string       `json:"html_url"`
	Name         string       `json:"name"`
	Slug         string       `json:"slug"`
	Description  *string      `json:"description"`
	Privacy      string       `json:"privacy"`
	Permission   string       `json:"permission"`
	MembersURL   string       `json:"members_url"`
	Parent       *teamJSON    `json:"parent"`
	Organization *accountJSON `json:"organization,omitempty"` // of the user's own teams and of a single one
	MembersCount *int         `json:"members_count,omitempty"`
}

func teamRoutes() []route {
	return []route{
		get("/user/teams", "", listUserTeams),
		get("/orgs/{login}/teams", "members=read", listTeams),
		get("/orgs/{login}/teams/{slug}", "members=read", getTeam),
		get("/orgs/{login}/teams/{slug}/members", "members=read", listTeamMembers),
		get("/orgs/{login}/teams/{slug}/memberships/{user}", "members=read", getTeamMembership),
	}
}

func (c *call) teamJSON(o *Org, t *Team) *teamJSON {
	id := t.ID
	if id == 0 {
		id = nameID(o.ID, "team "+t.Slug)
	}
	at := c.url("/organizations/%d/team/%d", o.ID, id)
	privacy := "closed"
	if t.Secret {
		privacy = "secret"
	}
	out := &teamJSON{
		ID: id, NodeID: nodeID("T", id), URL: at, HTMLURL: c.web("/orgs/%s/teams/%s", o.Login, t.Slug), Name: cmp.Or(t.Name, t.Slug), Slug: t.Slug,
		Description: nullable(t.Description), Privacy: privacy, Permission: "pull", MembersURL: at + "/members{/member}",
	}
	if parent := o.team(t.Parent); parent != nil && parent != t {
		top := *parent
		top.Parent = "" // GitHub shows one level
		out.Parent = c.teamJSON(o, &top)
	}
	return out
}

// teamOf is a team of the organisation that owns a repository; one that is not
// there any more is shown by its name.
func (c *call) teamOf(r *Repository, slug string) *teamJSON {
	o := c.s.index.orgs[strings.ToLower(r.Owner)]
	if o == nil {
		o = &Org{Login: r.Owner}
	}
	t := o.team(slug)
	if t == nil {
		t = &Team{Slug: slug}
	}
	return c.teamJSON(o, t)
}

func (c *call) teamsOf(r *Repository, slugs []string) []*teamJSON {
	out := make([]*teamJSON, 0, len(slugs))
	for _, slug := range slugs {
		out = append(out, c.teamOf(r, slug))
	}
	return out
}

// org finds the organisation that the path names, for those who may look inside:
// its members, and Apps installed there with the permission.
func (c *call) org() (*Org, error) {
	o := c.s.index.orgs[strings.ToLower(c.arg("login"))]
	switch {
	case o == nil:
		return nil, notFound()
	case c.who.all:
		return o, nil
	case c.who.kind == asInstallation:
		if !strings.EqualFold(c.who.inst.Account, o.Login) {
			return nil, notFound()
		}
		if !c.who.holds("members=read") {
			return nil, notAccessible(c.who)
		}
		return o, nil
	}
	u, err := c.asUser()
	if err != nil {
		return nil, err
	}
	if c.s.index.membership(u, o.Login) == "" {
		return nil, notFound()
	}
	if c.who.token.Kind == FineGrained {
		if !strings.EqualFold(c.who.token.Owner, o.Login) || !c.who.holds("members=read") {
			return nil, notAccessible(c.who)
		}
	} else if !c.who.scope("read:org", "write:org", "admin:org", "repo") {
		return nil, refuse(http.StatusForbidden, "You need at least read:org scope or repo scope to list teams.")
	}
	return o, nil
}

// knows reports whether the caller sees a team of an organisation: secret ones
// are for their members, owners and Apps.
func (c *call) knows(o *Org, t *Team) bool {
	if !t.Secret || c.who.all || c.who.kind == asInstallation {
		return true
	}
	u := c.who.user
	return u != nil && (c.s.index.membership(u, o.Login) == "admin" || roleIn(o.members(t), u.Login) != "")
}

// team finds the team that the path names.
func (c *call) team() (*Org, *Team, error) {
	o, err := c.org()
	if err != nil {
		return nil, nil, err
	}
	t := o.team(c.arg("slug"))
	if t == nil || !c.knows(o, t) {
		return nil, nil, notFound()
	}
	return o, t, nil
}

func listUserTeams(c *call) (answer, error) {
	u, err := c.asUser()
	if err != nil {
		return answer{}, err
	}
	out := []*teamJSON{}
	if c.who.token.Kind == Classic && !c.who.scope("read:org", "write:org", "admin:org", "repo", "user") {
		return answer{}, refuse(http.StatusForbidden, "You need at least read:org scope or user scope to list your teams.")
	}
	for i := range c.s.index.world.Orgs {
		o := &c.s.index.world.Orgs[i]
		for j := range o.Teams {
			if roleIn(o.Teams[j].Members, u.Login) == "" || c.who.token.Kind == FineGrained && !strings.EqualFold(c.who.token.Owner, o.Login) {
				continue
			}
			t := c.teamJSON(o, &o.Teams[j])
			t.Organization = c.orgJSON(o)
			out = append(out, t)
		}
	}
	return c.json(window(c, out))
}

func listTeams(c *call) (answer, error) {
	o, err := c.org()
	if err != nil {
		return answer{}, err
	}
	var list []*Team
	for i := range o.Teams {
		if t := &o.Teams[i]; c.knows(o, t) {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *Team) int { return strings.Compare(a.Slug, b.Slug) })
	out := []*teamJSON{}
	for _, t := range window(c, list) {
		out = append(out, c.teamJSON(o, t))
	}
	return c.json(out)
}

func getTeam(c *call) (answer, error) {
	o, t, err := c.team()
	if err != nil {
		return answer{}, err
	}
	out := c.teamJSON(o, t)
	n := len(o.members(t))
	out.Organization, out.MembersCount = c.orgJSON(o), &n
	return c.json(out)
}

// listTeamMembers lists the members of a team and of those below it.
func listTeamMembers(c *call) (answer, error) {
	o, t, err := c.team()
	if err != nil {
		return answer{}, err
	}
	role, err := c.choice("role", "TeamMember", "all", "member", "maintainer", "all")
	if err != nil {
		return answer{}, err
	}
	list := []string{}
	for login, is := range o.members(t) {
		if role == "all" || is == role {
			list = append(list, login)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return c.json(c.persons(window(c, list)))
}

func getTeamMembership(c *call) (answer, error) {
	o, t, err := c.team()
	if err != nil {
		return answer{}, err
	}
	login := c.arg("user")
	role := roleIn(o.members(t), login)
	if role == "" {
		return answer{}, notFound()
	}
	return c.json(map[string]string{
		"url": c.url("/orgs/%s/teams/%s/memberships/%s", escapeSegment(o.Login), escapeSegment(t.Slug), escapeSegment(login)), "role": role, "state": "active",
	})
}

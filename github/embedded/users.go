package embedded

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

func userRoutes() []route {
	return []route{
		get("/user", "", getUser),
		get("/user/orgs", "", listUserOrgs),
		get("/user/repos", "metadata=read", listUserRepositories),
		get("/user/installations", "", listUserInstallations),
		get("/users/{login}", "", getAccount),
		get("/users/{login}/repos", "metadata=read", listAccountRepositories),
		get("/orgs/{login}", "", getOrg),
		get("/orgs/{login}/repos", "metadata=read", listOrgRepositories),
	}
}

// asUser requires a user's token. Installation tokens are refused as GitHub
// does for what belongs to a person.
func (c *call) asUser() (*User, error) {
	switch {
	case c.who.kind == asInstallation:
		return nil, notAccessible(c.who)
	case c.who.kind == asApp:
		return nil, needsToken()
	case c.who.user == nil:
		return nil, refuse(http.StatusUnauthorized, "Requires authentication")
	}
	return c.who.user, nil
}

func (c *call) fullUserJSON(u *User) fullAccountJSON {
	return fullAccountJSON{
		accountJSON: *c.userJSON(u), Name: nullable(u.Name), PublicRepos: c.publicRepositories(u.Login),
		CreatedAt: stamp(u.CreatedAt), UpdatedAt: stamp(u.CreatedAt),
	}
}

func (c *call) fullOrgJSON(o *Org) fullAccountJSON {
	out := fullAccountJSON{
		accountJSON: *c.orgJSON(o), Name: nullable(o.Name), Description: &o.Description, PublicRepos: c.publicRepositories(o.Login),
		CreatedAt: stamp(o.CreatedAt), UpdatedAt: stamp(o.CreatedAt),
	}
	return out
}

func (c *call) publicRepositories(login string) int {
	n := 0
	for i := range c.s.index.world.Repositories {
		if r := &c.s.index.world.Repositories[i]; !r.Private && strings.EqualFold(r.Owner, login) {
			n++
		}
	}
	return n
}

func getUser(c *call) (answer, error) {
	u, err := c.asUser()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.fullUserJSON(u))
}

// listUserOrgs is empty for a fine-grained token, and needs a scope with a
// classic one.
func listUserOrgs(c *call) (answer, error) {
	u, err := c.asUser()
	if err != nil {
		return answer{}, err
	}
	type orgJSON struct {
		Login       string `json:"login"`
		ID          int64  `json:"id"`
		NodeID      string `json:"node_id"`
		URL         string `json:"url"`
		ReposURL    string `json:"repos_url"`
		AvatarURL   string `json:"avatar_url"`
		Description string `json:"description"`
	}
	out := []orgJSON{}
	if c.who.token.Kind == FineGrained {
		return c.json(out)
	}
	c.header.Set("X-Accepted-OAuth-Scopes", "admin:org, read:org, repo, user, write:org")
	if !c.who.scope("read:org", "write:org", "admin:org", "user") {
		return answer{}, refuse(http.StatusForbidden, "You need at least read:org scope or user scope to list your organizations.")
	}
	var orgs []*Org
	for i := range c.s.index.world.Orgs {
		if o := &c.s.index.world.Orgs[i]; c.s.index.membership(u, o.Login) != "" {
			orgs = append(orgs, o)
		}
	}
	for _, o := range window(c, orgs) {
		at := c.url("/orgs/%s", escapeSegment(o.Login))
		out = append(out, orgJSON{o.Login, o.ID, nodeID("O", o.ID), at, at + "/repos", c.web("/avatars/u/%d", o.ID), o.Description})
	}
	return c.json(out)
}

// listUserInstallations is for an App's user tokens, which this server has
// none of.
func listUserInstallations(c *call) (answer, error) {
	if _, err := c.asUser(); err != nil {
		return answer{}, err
	}
	return answer{}, refuse(http.StatusForbidden, "You must authenticate with an access token authorized to a GitHub App in order to list installations")
}

func getAccount(c *call) (answer, error) {
	a, ok := c.s.index.account(c.arg("login"))
	switch {
	case !ok:
		return answer{}, notFound()
	case a.org != nil:
		return c.json(c.fullOrgJSON(a.org))
	}
	return c.json(c.fullUserJSON(a.user))
}

func getOrg(c *call) (answer, error) {
	o := c.s.index.orgs[strings.ToLower(c.arg("login"))]
	if o == nil {
		return answer{}, notFound()
	}
	return c.json(c.fullOrgJSON(o))
}

// listUserRepositories is what the user owns, works on or sees as a member of
// an organisation. affiliation and visibility do not go together with type.
func listUserRepositories(c *call) (answer, error) {
	u, err := c.asUser()
	if err != nil {
		return answer{}, err
	}
	q := c.query
	if q.Get("type") != "" && (q.Has("affiliation") || q.Has("visibility")) {
		f := refuse(http.StatusUnprocessableEntity, "If you specify visibility or affiliation, you cannot specify type.")
		return answer{}, f
	}
	affiliation, visibility := q.Get("affiliation"), q.Get("visibility")
	if affiliation == "" {
		affiliation = "owner,collaborator,organization_member"
	}
	switch t := q.Get("type"); t {
	case "owner":
		affiliation = "owner"
	case "member":
		affiliation = "collaborator,organization_member"
	case "public", "private":
		visibility = t
	case "", "all":
	default:
		return answer{}, invalid("Repository", "type")
	}
	wanted := strings.Split(strings.ReplaceAll(affiliation, " ", ""), ",")
	return c.listRepositories("full_name", func(r *Repository) bool {
		if visibility == "public" && r.Private || visibility == "private" && !r.Private {
			return false
		}
		return slices.ContainsFunc(wanted, func(a string) bool { return c.s.index.affiliated(u, r, a) })
	})
}

// affiliated reports whether the user has the repository in the way that
// GitHub's affiliation parameter names.
func (x *index) affiliated(u *User, r *Repository, affiliation string) bool {
	switch affiliation {
	case "owner":
		return strings.EqualFold(r.Owner, u.Login)
	case "collaborator":
		for login := range r.Collaborators {
			if strings.EqualFold(login, u.Login) {
				return true
			}
		}
	case "organization_member":
		return x.membership(u, r.Owner) != ""
	}
	return false
}

func listAccountRepositories(c *call) (answer, error) {
	login := c.arg("login")
	a, ok := c.s.index.account(login)
	if !ok {
		return answer{}, notFound()
	}
	kind := c.query.Get("type")
	return c.listRepositories("full_name", func(r *Repository) bool {
		owned := strings.EqualFold(r.Owner, login)
		if a.user == nil || kind == "" || kind == "owner" {
			return owned
		}
		member := c.s.index.affiliated(a.user, r, "collaborator")
		return member || owned && kind == "all"
	})
}

func listOrgRepositories(c *call) (answer, error) {
	login := c.arg("login")
	if c.s.index.orgs[strings.ToLower(login)] == nil {
		return answer{}, notFound()
	}
	kind := c.query.Get("type")
	return c.listRepositories("created", func(r *Repository) bool {
		if !strings.EqualFold(r.Owner, login) {
			return false
		}
		switch kind {
		case "public":
			return !r.Private
		case "private":
			return r.Private
		case "forks":
			return r.Fork
		case "sources":
			return !r.Fork
		}
		return true
	})
}

// listRepositories answers with the repositories that the caller sees and keep
// accepts, in the order of the sort and direction parameters.
func (c *call) listRepositories(sort string, keep func(*Repository) bool) (answer, error) {
	if s := c.query.Get("sort"); s != "" {
		sort = s
	}
	order, ok := c.s.index.orders[sort]
	if !ok || sort == "id" {
		return answer{}, invalid("Repository", "sort")
	}
	since, _ := time.Parse(time.RFC3339, c.query.Get("since"))
	before, beforeErr := time.Parse(time.RFC3339, c.query.Get("before"))
	var list []*Repository
	for _, r := range order() {
		late := beforeErr == nil && !r.PushedAt.Before(before)
		if !late && !r.PushedAt.Before(since) && keep(r) && c.s.sees(c.who, r) {
			list = append(list, r)
		}
	}
	direction := c.query.Get("direction")
	if direction == "desc" || direction == "" && sort != "full_name" {
		slices.Reverse(list)
	}
	out, err := c.repositoriesJSON(window(c, list))
	if err != nil {
		return answer{}, err
	}
	return c.json(out)
}

func invalid(resource, field string) *refusal {
	f := refuse(http.StatusUnprocessableEntity, "Validation Failed")
	f.errors = []fieldError{{Resource: resource, Field: field, Code: "invalid"}}
	return f
}

package embedded

import "strings"

type viaAppJSON struct {
	ID      int64        `json:"id"`
	Slug    string       `json:"slug"`
	NodeID  string       `json:"node_id"`
	Name    string       `json:"name"`
	Owner   *accountJSON `json:"owner"`
	HTMLURL string       `json:"html_url"`
}

// person is an account that does something: null for "", which is one that was
// deleted, and a bot for an App.
func (c *call) person(login string) *accountJSON {
	if login == "" {
		return nil
	}
	slug, ok := strings.CutSuffix(login, "[bot]")
	if !ok {
		return c.owner(login)
	}
	var id int64
	for _, a := range c.s.index.apps {
		if a.Slug == slug {
			id = a.ID
		}
	}
	j := c.accountJSON(login, id, "BOT", "Bot")
	j.HTMLURL = c.web("/apps/%s", escapeSegment(slug))
	return j
}

func (c *call) persons(logins []string) []*accountJSON {
	out := make([]*accountJSON, 0, len(logins))
	for _, login := range logins {
		out = append(out, c.person(login))
	}
	return out
}

// viaApp is the App that did something for a person, null for none.
func (c *call) viaApp(slug string) *viaAppJSON {
	if slug == "" {
		return nil
	}
	out := &viaAppJSON{Slug: slug, Name: slug, HTMLURL: c.web("/apps/%s", escapeSegment(slug))}
	for _, a := range c.s.index.apps {
		if a.Slug == slug {
			out.ID, out.Name, out.Owner = a.ID, a.Name, c.owner(a.Owner)
		}
	}
	out.NodeID = nodeID("A", out.ID, slug)
	return out
}

// association is how a person stands to a repository: as given, or by rights.
func (c *call) association(r *Repository, login, given string) string {
	if given != "" {
		return given
	}
	if strings.EqualFold(login, r.Owner) {
		return "OWNER"
	}
	if u := c.s.index.users[strings.ToLower(login)]; u != nil {
		if c.s.index.membership(u, r.Owner) != "" {
			return "MEMBER"
		}
		for known := range r.Collaborators {
			if strings.EqualFold(known, login) {
				return "COLLABORATOR"
			}
		}
	}
	return "NONE"
}

package embedded

import (
	"slices"
	"strings"
)

// team finds a team of an organisation by its slug, nil if there is none.
func (o *Org) team(slug string) *Team {
	for i := range o.Teams {
		if strings.EqualFold(o.Teams[i].Slug, slug) {
			return &o.Teams[i]
		}
	}
	return nil
}

// writes reports whether the team may write to a repository of its organisation.
func (t *Team) writes(r *Repository) bool {
	return !slices.ContainsFunc(t.ReadOnly, func(name string) bool { return strings.EqualFold(name, r.Name) })
}

// members are the members of a team and of all below it, login to role.
func (o *Org) members(t *Team) map[string]string {
	all, seen := map[string]string{}, map[*Team]bool{}
	var add func(t *Team)
	add = func(t *Team) {
		if seen[t] {
			return
		}
		seen[t] = true
		for login, role := range t.Members {
			if all[login] == "" || role == "maintainer" {
				all[login] = role
			}
		}
		for i := range o.Teams {
			if child := &o.Teams[i]; child.Parent != "" && strings.EqualFold(child.Parent, t.Slug) {
				add(child)
			}
		}
	}
	add(t)
	return all
}

// teamMembers are the logins of a team written as "org/slug", nil if it is not
// known.
func (x *index) teamMembers(name string) []string {
	org, slug, _ := strings.Cut(name, "/")
	o := x.orgs[strings.ToLower(org)]
	if o == nil {
		return nil
	}
	t := o.team(slug)
	if t == nil {
		return nil
	}
	list := []string{}
	for login := range o.members(t) {
		list = append(list, login)
	}
	return list
}

func roleIn(members map[string]string, login string) string {
	for name, role := range members {
		if strings.EqualFold(name, login) {
			return role
		}
	}
	return ""
}

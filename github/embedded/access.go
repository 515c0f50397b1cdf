package embedded

import (
	"net/http"
	"slices"
	"strings"
)

// levels orders rights: what a level includes has a smaller number.
func level(name string) int {
	switch name {
	case "read":
		return 1
	case "write":
		return 2
	case "admin":
		return 3
	}
	return 0
}

// role is the right a user has in a repository by name, "" for none. It does
// not count that anyone may read a public one.
func (x *index) role(u *User, r *Repository) string {
	if strings.EqualFold(r.Owner, u.Login) {
		return "admin"
	}
	best := ""
	for login, role := range r.Collaborators {
		if strings.EqualFold(login, u.Login) {
			best = role
		}
	}
	switch x.membership(u, r.Owner) {
	case "admin":
		return "admin"
	case "member":
		if level(best) < level("read") {
			best = "read"
		}
	}
	return best
}

// membership is a user's role in an organisation, "" for none.
func (x *index) membership(u *User, org string) string {
	o := x.orgs[strings.ToLower(org)]
	if o == nil {
		return ""
	}
	for login, role := range o.Members {
		if strings.EqualFold(login, u.Login) {
			return role
		}
	}
	return ""
}

// reaches reports whether the credential itself extends to the repository, so
// that its permissions or scopes apply there.
func (s *Server) reaches(who *identity, r *Repository) bool {
	switch {
	case who.all:
		return true
	case who.kind == asInstallation:
		return who.inst.covers(r) && (who.grant.repositories == nil || who.grant.repositories[r.ID])
	case who.kind != asUser || s.index.role(who.user, r) == "":
		return false
	case who.token.Kind == FineGrained:
		return strings.EqualFold(who.token.Owner, r.Owner) && (who.token.Repositories == nil ||
			slices.ContainsFunc(who.token.Repositories, func(n string) bool { return strings.EqualFold(n, r.Name) }))
	case r.Private:
		return who.scope("repo")
	}
	return true
}

// sees reports whether the repository exists as far as the caller can tell.
func (s *Server) sees(who *identity, r *Repository) bool { return !r.Private || s.reaches(who, r) }

// permission is what the credential holds of a permission such as "contents".
func (i *identity) permission(name string) string {
	switch {
	case i.kind == asInstallation:
		if name == "metadata" {
			return "read"
		}
		return i.grant.permissions[name]
	case i.kind == asUser && i.token.Kind == FineGrained:
		if name == "metadata" {
			return "read"
		}
		return i.token.Permissions[name]
	}
	return ""
}

// permits checks the permissions a route needs in a repository. needs has
// alternatives separated by "; ", each a list separated by ",". Reading what is
// public needs none.
func (s *Server) permits(who *identity, r *Repository, needs string) error {
	limited := who.kind == asInstallation || who.kind == asUser && who.token.Kind == FineGrained
	if needs == "" || !limited {
		return nil
	}
	if !r.Private && !strings.Contains(needs, "=write") && !strings.Contains(needs, "hooks") {
		return nil
	}
	if s.reaches(who, r) {
		for alternative := range strings.SplitSeq(needs, "; ") {
			if who.holds(alternative) {
				return nil
			}
		}
	}
	return notAccessible(who)
}

func (i *identity) holds(list string) bool {
	for need := range strings.SplitSeq(list, ",") {
		name, want, _ := strings.Cut(need, "=")
		if level(i.permission(name)) < level(want) {
			return false
		}
	}
	return true
}

// notAccessible is GitHub's refusal of a credential that lacks a permission.
func notAccessible(who *identity) *refusal {
	if who.kind == asUser {
		return refuse(http.StatusForbidden, "Resource not accessible by personal access token")
	}
	return refuse(http.StatusForbidden, "Resource not accessible by integration")
}

// repository finds the repository that the path names with {owner} and {repo},
// and checks that the caller may do what the route is for.
func (c *call) repository() (*Repository, error) {
	owner, name := c.arg("owner"), c.arg("repo")
	r := c.s.index.repository(owner, name)
	if r == nil {
		if r = c.s.index.renamed(owner, name); r != nil && c.s.sees(c.who, r) {
			return nil, c.moved(r)
		}
		return nil, notFound()
	}
	if c.who.kind == asApp {
		return nil, needsToken()
	}
	if !c.s.sees(c.who, r) {
		return nil, notFound()
	}
	return r, c.s.permits(c.who, r, c.route.needs)
}

// moved redirects a request for a renamed repository to where it is now.
func (c *call) moved(r *Repository) error {
	_, segments, _ := splitPath(c.r.URL.EscapedPath())
	at := c.api + "/repositories/" + formatID(r.ID)
	for _, s := range segments[3:] {
		at += "/" + escapeSegment(s)
	}
	if c.r.URL.RawQuery != "" {
		at += "?" + c.r.URL.RawQuery
	}
	status := http.StatusMovedPermanently
	if c.r.Method != http.MethodGet && c.r.Method != http.MethodHead {
		status = http.StatusTemporaryRedirect
	}
	f := refuse(status, "Moved Permanently").with("Location", at)
	f.url = at
	return f
}

// needsToken is the answer to an App's JWT where a token is wanted.
func needsToken() *refusal {
	return refuse(http.StatusUnauthorized, "A JSON web token is not accepted here: use an installation access token")
}

// roleOf is the caller's rights in a repository as GitHub's permissions object,
// or nil for those who are no users.
func (s *Server) roleOf(who *identity, r *Repository) *permissionsJSON {
	if who.kind == asInstallation {
		// GitHub shows an App's rights by what its token may do with contents.
		l := level(who.permission("contents"))
		return &permissionsJSON{Pull: l >= 1 || !r.Private, Push: l >= 2}
	}
	if who.kind != asUser || who.user == nil {
		return nil
	}
	l := level(s.index.role(who.user, r))
	return &permissionsJSON{Admin: l >= 3, Maintain: l >= 3, Push: l >= 2, Triage: l >= 2, Pull: l >= 1 || !r.Private || who.all}
}

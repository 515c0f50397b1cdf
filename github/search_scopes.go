package github

import (
	"slices"
	"strings"
)

// SearchScope is one part of where a search looks: requests are made as Place.
type SearchScope struct {
	Place  Place
	Repo   RepoRef // only this repository; zero for none
	Owners []Owner // else these accounts; none is all that the credential sees, the whole of GitHub

	// Unlisted is all that the account of Place reaches, which is not known yet: its
	// listing is asked for first. Repo and Owners are empty.
	Unlisted bool
}

// ScopeLevel is how far a search looks.
type ScopeLevel int

// From one repository to everything that every account reaches.
const (
	ScopeRepository ScopeLevel = iota
	ScopeInstallation
	ScopeAccount
	ScopeEverywhere
)

// String is the level in words.
func (l ScopeLevel) String() string {
	return [...]string{"repository", "installation", "account", "all accounts"}[l]
}

// SearchScopes is where a search of a level looks, as far as the stored listings
// tell; no request is made. at, owner and repo are what is in view. A clone has
// no issues, so that there is nothing for it.
func (a *Accounts) SearchScopes(level ScopeLevel, at Place, owner string, repo RepoRef) []SearchScope {
	if level == ScopeEverywhere {
		return a.everywhere()
	}
	c, err := a.Client(at.Account)
	if err != nil || c.account.Kind == KindClone {
		return nil
	}
	switch level {
	case ScopeRepository:
		if repo == (RepoRef{}) {
			return nil
		}
		return []SearchScope{{Place: at, Repo: repo}}
	case ScopeInstallation:
		return c.ownerScope(at, owner)
	default:
		return c.accountScopes()
	}
}

// everywhere is every account's scopes, each owner of a host once: by the first
// account that reaches it.
func (a *Accounts) everywhere() []SearchScope {
	a.mu.RLock()
	clients := slices.Clone(a.clients)
	a.mu.RUnlock()
	var scopes []SearchScope
	seen := map[string]bool{}
	for _, c := range clients {
		if c.account.Kind == KindClone {
			continue
		}
		for _, scope := range c.accountScopes() {
			scope.Owners = slices.DeleteFunc(scope.Owners, func(o Owner) bool {
				key := strings.ToLower(c.place() + c.account.Host + "/" + o.Login)
				again := seen[key]
				seen[key] = true
				return again
			})
			if len(scope.Owners) > 0 || scope.Unlisted {
				scopes = append(scopes, scope)
			}
		}
	}
	return scopes
}

// accountScopes is everything that an account reaches, as far as that is stored.
func (c *Client) accountScopes() []SearchScope {
	l, ok := c.StoredInstallations()
	if !ok {
		return []SearchScope{{Place: Place{Account: c.account.Name}, Unlisted: true}}
	}
	return c.scopesOf(l)
}

// scopesOf is one scope for each installation of an App that is not suspended,
// or one for all owners of a token.
func (c *Client) scopesOf(l Listing[Installation]) []SearchScope {
	var scopes []SearchScope
	if c.app != nil {
		for _, i := range l.Items {
			if owners := c.ownersOf(i); len(owners) > 0 && !i.Suspended() {
				scopes = append(scopes, SearchScope{Place: Place{Account: c.account.Name, Installation: i.ID}, Owners: owners})
			}
		}
		return scopes
	}
	var owners []Owner
	for _, i := range l.Items {
		owners = append(owners, i.Owner)
	}
	if login := c.Viewer(0); len(owners) == 0 && login != "" {
		owners = []Owner{{Login: login, Type: "User"}}
	}
	if len(owners) == 0 {
		return nil
	}
	return []SearchScope{{Place: Place{Account: c.account.Name}, Owners: owners}}
}

// ownerScope is one installation of an App, or one owner that a token reaches.
func (c *Client) ownerScope(at Place, owner string) []SearchScope {
	l, _ := c.StoredInstallations()
	for _, i := range l.Items {
		if c.app != nil && i.ID == at.Installation || c.app == nil && strings.EqualFold(i.Owner.Login, owner) {
			if owners := c.ownersOf(i); len(owners) > 0 {
				return []SearchScope{{Place: at, Owners: owners}}
			}
		}
	}
	if !validName(owner) {
		return nil
	}
	return []SearchScope{{Place: at, Owners: []Owner{{Login: owner}}}}
}

// ownersOf is the accounts whose repositories an installation covers: that of an
// enterprise is on none itself, but on its organisations.
func (c *Client) ownersOf(i Installation) []Owner {
	if i.Owner.Type != "Enterprise" {
		if !validName(i.Owner.Login) {
			return nil
		}
		return []Owner{i.Owner}
	}
	l, _ := c.StoredRepositories(i.ID, "")
	var owners []Owner
	seen := map[string]bool{}
	for _, r := range l.Items {
		if key := strings.ToLower(r.Owner); !seen[key] {
			seen[key] = true
			owners = append(owners, Owner{Login: r.Owner})
		}
	}
	return owners
}

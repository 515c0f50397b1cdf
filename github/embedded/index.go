package embedded

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// index finds things of a World by name and holds the listings' orders. It is
// built once and only read afterwards.
type index struct {
	world    World
	users    map[string]*User       // by lower-case login
	orgs     map[string]*Org        // by lower-case login
	emails   map[string]*User       // by lower-case address
	repos    map[string]*Repository // by lower-case owner/name
	oldNames map[string]*Repository // by lower-case former owner/name
	byID     map[int64]*Repository
	apps     []*App
	installs map[int64]*installed

	orders map[string]func() []*Repository
	// networks are the repositories that have forks, by their source.
	networks func() map[*Repository][]*Repository
}

// installed is an installation with the App it belongs to.
type installed struct {
	*Installation
	app   *App
	names map[string]bool // lower-case bare names, nil if all are reached
}

// account is a user or an organisation: exactly one of the two is set.
type account struct {
	user *User
	org  *Org
}

func newIndex(w World) *index {
	x := &index{
		world:    w,
		users:    make(map[string]*User, len(w.Users)),
		orgs:     make(map[string]*Org, len(w.Orgs)),
		emails:   make(map[string]*User, len(w.Users)),
		repos:    make(map[string]*Repository, len(w.Repositories)),
		oldNames: map[string]*Repository{},
		byID:     make(map[int64]*Repository, len(w.Repositories)),
		installs: map[int64]*installed{},
	}
	for i := range w.Users {
		u := &w.Users[i]
		x.users[strings.ToLower(u.Login)] = u
		for _, e := range u.Emails {
			x.emails[strings.ToLower(e)] = u
		}
	}
	for i := range w.Orgs {
		x.orgs[strings.ToLower(w.Orgs[i].Login)] = &w.Orgs[i]
	}
	for i := range w.Repositories {
		r := &w.Repositories[i]
		x.repos[strings.ToLower(r.Owner+"/"+r.Name)] = r
		x.byID[r.ID] = r
		for _, old := range r.OldNames {
			x.oldNames[strings.ToLower(old)] = r
		}
	}
	for i := range w.Apps {
		a := &w.Apps[i]
		x.apps = append(x.apps, a)
		for j := range a.Installations {
			in := &installed{Installation: &a.Installations[j], app: a}
			if in.Selection == "selected" {
				in.names = map[string]bool{}
				for _, n := range in.Repositories {
					in.names[strings.ToLower(n)] = true
				}
			}
			x.installs[in.ID] = in
		}
	}
	x.networks = sync.OnceValue(func() map[*Repository][]*Repository {
		all := map[*Repository][]*Repository{}
		for i := range w.Repositories {
			r := &w.Repositories[i]
			if source := x.source(r); source != r {
				if all[source] == nil {
					all[source] = []*Repository{source}
				}
				all[source] = append(all[source], r)
			}
		}
		return all
	})
	x.orders = map[string]func() []*Repository{
		"id": x.order(func(a, b *Repository) int { return cmp.Compare(a.ID, b.ID) }),
		"full_name": x.order(func(a, b *Repository) int {
			return cmp.Or(
				strings.Compare(strings.ToLower(a.Owner), strings.ToLower(b.Owner)),
				strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
		}),
		"created": x.order(func(a, b *Repository) int {
			return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
		}),
		"pushed": x.order(func(a, b *Repository) int { return cmp.Or(a.PushedAt.Compare(b.PushedAt), cmp.Compare(a.ID, b.ID)) }),
	}
	// A World has no separate time of change: a push is the latest one it knows.
	x.orders["updated"] = x.orders["pushed"]
	return x
}

// order sorts all repositories when first asked.
func (x *index) order(compare func(a, b *Repository) int) func() []*Repository {
	return sync.OnceValue(func() []*Repository {
		all := make([]*Repository, len(x.world.Repositories))
		for i := range x.world.Repositories {
			all[i] = &x.world.Repositories[i]
		}
		slices.SortStableFunc(all, compare)
		return all
	})
}

// repository finds a repository by its name of today.
func (x *index) repository(owner, name string) *Repository {
	return x.repos[strings.ToLower(owner+"/"+name)]
}

// renamed finds a repository by a former name.
func (x *index) renamed(owner, name string) *Repository {
	return x.oldNames[strings.ToLower(owner+"/"+name)]
}

// account finds a user or an organisation.
func (x *index) account(login string) (account, bool) {
	login = strings.ToLower(login)
	if u := x.users[login]; u != nil {
		return account{user: u}, true
	}
	if o := x.orgs[login]; o != nil {
		return account{org: o}, true
	}
	return account{}, false
}

// author finds the user that an e-mail address of a commit belongs to. GitHub's
// own no-reply addresses name the login.
func (x *index) author(email string) *User {
	email = strings.ToLower(email)
	if u := x.emails[email]; u != nil {
		return u
	}
	local, ok := strings.CutSuffix(email, "@users.noreply.github.com")
	if !ok {
		return nil
	}
	if _, login, ok := strings.Cut(local, "+"); ok {
		local = login
	}
	return x.users[local]
}

// parent is the repository that another is a fork of, nil if there is none.
func (x *index) parent(r *Repository) *Repository {
	if r.Parent == "" {
		return nil
	}
	return x.repos[strings.ToLower(r.Parent)]
}

// source is where a repository's forks began: itself if it is no fork.
func (x *index) source(r *Repository) *Repository {
	for range len(x.world.Repositories) { // forks of one another would have no end
		up := x.parent(r)
		if up == nil {
			break
		}
		r = up
	}
	return r
}

// network are a repository, what it is a fork of and all forks of that.
func (x *index) network(r *Repository) []*Repository { return x.networks()[x.source(r)] }

// covers reports whether the installation reaches the repository.
func (i *installed) covers(r *Repository) bool {
	return strings.EqualFold(i.Account, r.Owner) && (i.names == nil || i.names[strings.ToLower(r.Name)])
}

// find searches installations by their account among those of one App.
func (a *App) installationOn(login string) *Installation {
	for i := range a.Installations {
		if strings.EqualFold(a.Installations[i].Account, login) {
			return &a.Installations[i]
		}
	}
	return nil
}

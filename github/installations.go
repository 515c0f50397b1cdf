package github

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// installationJSON is decoded by hand: go-github drops permissions it does not
// know, and what names an enterprise.
type installationJSON struct {
	ID      int64 `json:"id"`
	Account *struct {
		ID    int64  `json:"id"`
		Login string `json:"login"`
		Slug  string `json:"slug"` // an enterprise has no login
		Name  string `json:"name"`
		Type  string `json:"type"`
	} `json:"account"`
	TargetID    int64             `json:"target_id"`
	TargetType  string            `json:"target_type"`
	AppSlug     string            `json:"app_slug"`
	Selection   string            `json:"repository_selection"`
	Permissions map[string]string `json:"permissions"`
	Events      []string          `json:"events"`
	HTMLURL     string            `json:"html_url"`
	CreatedAt   *gh.Timestamp     `json:"created_at"`
	UpdatedAt   *gh.Timestamp     `json:"updated_at"`
	SuspendedAt *gh.Timestamp     `json:"suspended_at"`
	SuspendedBy *gh.User          `json:"suspended_by"`
}

func (c *Client) installation(j installationJSON) Installation {
	i := Installation{
		ID: j.ID, Owner: Owner{ID: j.TargetID, Type: j.TargetType}, AppSlug: j.AppSlug, Selection: j.Selection,
		Permissions: j.Permissions, Events: j.Events, SettingsURL: c.pageURL(j.HTMLURL),
		SuspendedAt: stamp(j.SuspendedAt), SuspendedBy: j.SuspendedBy.GetLogin(),
		CreatedAt: stamp(j.CreatedAt), UpdatedAt: stamp(j.UpdatedAt),
	}
	if i.Permissions == nil {
		i.Permissions = map[string]string{}
	}
	if a := j.Account; a != nil {
		i.Owner.Login, i.Owner.ID = a.Login, a.ID
		for _, name := range [...]string{a.Slug, a.Name} {
			if i.Owner.Login == "" {
				i.Owner.Login = name
			}
		}
		if i.Owner.Type == "" {
			i.Owner.Type = a.Type
		}
	}
	if i.Owner.Login == "" {
		i.Owner.Login = fmt.Sprintf("%s %d", strings.ToLower(i.Owner.Type), i.Owner.ID)
	}
	return i
}

// installationKey tells rows apart; a token's have no id, only owners.
type installationKey struct {
	id    int64
	owner string
}

func keyOfInstallation(i Installation) installationKey {
	if i.ID != 0 {
		return installationKey{id: i.ID}
	}
	return installationKey{owner: strings.ToLower(i.Owner.Login)}
}

// Installations lists where the App is installed, suspended ones included, or,
// for a token, its user (who stands for everything it reaches) and the
// organisations it reaches. The list of an earlier session comes first, then
// the fresh rows grow in front of the stale ones; every listing emitted is
// whole. emit is called on the calling goroutine.
func (c *Client) Installations(ctx context.Context, emit func(Listing[Installation])) error {
	stale, ok := c.StoredInstallations()
	if ok {
		emit(stale)
	}
	p := &pager[Installation, installationKey]{key: keyOfInstallation, now: c.now, stale: stale, emit: emit}
	p.fetch = c.owners
	if c.app != nil {
		p.fetch = rows(c, ask{op: "list the App's installations", path: "app/installations"}, c.installation)
	}
	l, err := p.run(ctx)
	c.remember(l.Items)
	if err != nil {
		return err
	}
	keep(c, installationRows(), 0, keptInstallations, l)
	return nil
}

// owners gives, as pages, a token's user and the organisations it reaches. A
// fine-grained token is told of no organisation, and a classic one without
// read:org is refused the list: then they are the owners of what it reaches.
func (c *Client) owners(ctx context.Context, number int) (page[Installation], error) {
	var user []Installation
	if number == 1 {
		u, err := c.whose(ctx)
		switch {
		case err == nil:
			user = append(user, Installation{
				Owner:      Owner{Login: u.Login, Type: "User", ID: u.ID},
				Everything: true, SettingsURL: c.settingsURL(&session{}),
			})
		case c.nobody(err):
			user = append(user, Installation{Owner: Owner{Login: c.account.Name, Type: "User"}, Everything: true})
			return page[Installation]{rows: user}, nil
		default:
			return page[Installation]{}, err
		}
	}
	orgs := ask{op: "list the organisations of " + c.account.Name, path: "user/orgs"}
	p, err := rows(c, orgs, func(o *gh.Organization) Installation {
		return Installation{Owner: Owner{Login: o.GetLogin(), Type: "Organization", ID: o.GetID()}}
	})(ctx, number)
	if number == 1 && (is(err, ErrNotGranted, ErrForbidden) || err == nil && len(p.rows) == 0) {
		p = page[Installation]{}
		p.rows, err = c.reachedOwners(ctx, user[0].Owner.Login)
	}
	p.rows = append(user, p.rows...)
	return p, err
}

// nobody reports whether GET /user was refused because the credential is no
// person's: an installation's token, or none at all.
func (c *Client) nobody(err error) bool {
	return is(err, ErrNotGranted, ErrForbidden) || c.token == nil && is(err, ErrBadCredentials, ErrNotFound)
}

// reachedOwners is the owners of all repositories that the token reaches, but
// for its user, in the order met.
func (c *Client) reachedOwners(ctx context.Context, login string) ([]Installation, error) {
	seen := map[string]bool{strings.ToLower(login): true}
	var found []Installation
	list := &pager[Installation, int64]{
		fetch: rows(c, c.reached(), func(r repositoryJSON) Installation {
			return Installation{ID: r.ID, Owner: Owner{Login: r.Owner.Login, Type: r.Owner.Type, ID: r.Owner.ID}}
		}),
		key: func(i Installation) int64 { return i.ID }, now: c.now, emit: func(Listing[Installation]) {},
	}
	l, err := list.run(ctx)
	if err != nil {
		return nil, err
	}
	for _, i := range l.Items {
		if name := strings.ToLower(i.Owner.Login); !seen[name] {
			seen[name] = true
			found = append(found, Installation{Owner: i.Owner})
		}
	}
	return found, nil
}

// InstallationFor finds the App's installation that covers a repository.
func (c *Client) InstallationFor(ctx context.Context, repo RepoRef) (Installation, error) {
	op := "find the installation for " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return Installation{}, err
	}
	if c.app == nil {
		return Installation{}, c.invalid(op, "account "+c.account.Name+" is no GitHub App", "Use an account that is an App.")
	}
	var got installationJSON
	_, err := c.get(ctx, ask{op: op, path: repoPath(repo, "/installation")}, &got)
	var e *Error
	if errors.As(err, &e) && e.kind == ErrNotFound {
		e.remedy = "The App is not installed there, or not for this repository: an administrator of " + repo.Owner + " can add it in the App's settings."
	}
	if err != nil {
		return Installation{}, err
	}
	i := c.installation(got)
	c.remember([]Installation{i})
	return i, nil
}

// onBehalf names who asks, in words.
func (c *Client) onBehalf(installation int64) string {
	if c.app == nil {
		return c.account.Name
	}
	return "installation " + strconv.FormatInt(installation, 10)
}

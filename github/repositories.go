package github

import (
	"context"
	"net/url"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// repositoryJSON is the part of a repository that is shown. GitHub sends some
// hundred fields a row; decoding only these makes long lists quick.
type repositoryJSON struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Owner struct {
		Login string `json:"login"`
		Type  string `json:"type"`
		ID    int64  `json:"id"`
	} `json:"owner"`
	Private       bool          `json:"private"`
	Fork          bool          `json:"fork"`
	Archived      bool          `json:"archived"`
	Language      string        `json:"language"`
	DefaultBranch string        `json:"default_branch"`
	Description   string        `json:"description"`
	Stars         int           `json:"stargazers_count"`
	PushedAt      *gh.Timestamp `json:"pushed_at"`
	HTMLURL       string        `json:"html_url"`
}

func (c *Client) repository(j repositoryJSON) Repository {
	r := Repository{
		RepoRef: RepoRef{Owner: j.Owner.Login, Name: j.Name}, ID: j.ID, Private: j.Private, Fork: j.Fork,
		Archived: j.Archived, Language: j.Language, DefaultBranch: j.DefaultBranch, Description: j.Description,
		Stars: j.Stars, PushedAt: stamp(j.PushedAt), URL: c.pageURL(j.HTMLURL),
	}
	if r.URL == "" {
		r.URL = c.web.RepoURL(r.RepoRef)
	}
	return r
}

// Repositories lists the repositories of an installation or, for a token, of an
// owner; owner "" and the token's own user stand for everything it reaches. It
// emits as Installations does. Total is GitHub's count, or rounded up to a full
// page until the last one is here.
func (c *Client) Repositories(ctx context.Context, installation int64, owner string, emit func(Listing[Repository])) error {
	if c.app == nil && owner != "" {
		login, err := c.login(ctx)
		switch {
		case err != nil && !c.nobody(err):
			return err
		case strings.EqualFold(owner, login), strings.EqualFold(owner, c.account.Name):
			owner = ""
		}
	}
	name := c.repositoriesName(owner)
	stale, ok := stored(c, repositoryRows(), installation, name)
	if ok {
		emit(stale)
	}
	p := &pager[Repository, int64]{
		key: func(r Repository) int64 { return r.ID }, now: c.now, stale: stale, emit: emit,
		fetch: c.repositoryPages(installation, owner),
	}
	l, err := p.run(ctx)
	if err != nil {
		return err
	}
	keep(c, repositoryRows(), installation, name, l)
	c.learnFacts(installation, l.Items)
	return nil
}

// repositoryPages chooses the list to read.
func (c *Client) repositoryPages(installation int64, owner string) func(context.Context, int) (page[Repository], error) {
	granted := c.grantedPages(installation)
	if c.app != nil {
		return granted
	}
	reached := rows(c, c.reached(), c.repository)
	if owner == "" {
		return instead(reached, granted, ErrNotGranted) // an installation's token has no user, but a list of its own
	}
	q := ask{op: "list the repositories of " + owner, path: "orgs/" + url.PathEscape(owner) + "/repos?type=all"}
	return instead(rows(c, q, c.repository), owned(reached, owner), ErrNotFound, ErrNotGranted, ErrForbidden)
}

// instead reads the second list if the first page of the first is refused in
// one of the given ways. If there is nothing in the second either, the refusal
// is what the person should know.
func instead(first, second func(context.Context, int) (page[Repository], error), kinds ...error) func(context.Context, int) (page[Repository], error) {
	chosen := first
	return func(ctx context.Context, number int) (page[Repository], error) {
		if number != 1 {
			return chosen(ctx, number)
		}
		p, refusal := first(ctx, 1)
		if !is(refusal, kinds...) {
			return p, refusal
		}
		chosen = second
		p, err := second(ctx, 1)
		if err == nil && len(p.rows) == 0 && p.next == 0 {
			err = refusal
		}
		return p, err
	}
}

// owned keeps an owner's rows of a list of everything; its length is then not
// known before its end.
func owned(all func(context.Context, int) (page[Repository], error), owner string) func(context.Context, int) (page[Repository], error) {
	return func(ctx context.Context, number int) (page[Repository], error) {
		p, err := all(ctx, number)
		kept := p.rows[:0]
		for _, r := range p.rows {
			if strings.EqualFold(r.Owner, owner) {
				kept = append(kept, r)
			}
		}
		p.rows, p.filtered = kept, true
		return p, err
	}
}

// reached is everything that a token reaches, in an order that does not change
// while the pages are read.
func (c *Client) reached() ask {
	return ask{op: "list the repositories of " + c.account.Name, path: "user/repos?sort=full_name"}
}

// grantedPages is what an installation was granted.
func (c *Client) grantedPages(installation int64) func(context.Context, int) (page[Repository], error) {
	q := ask{
		op: "list the repositories of " + c.onBehalf(installation), installation: installation,
		path: "installation/repositories",
	}
	return func(ctx context.Context, number int) (page[Repository], error) {
		var got struct {
			Total        int              `json:"total_count"`
			Repositories []repositoryJSON `json:"repositories"`
		}
		a, err := c.get(ctx, q.onPage(number), &got)
		if err != nil {
			return page[Repository]{}, err
		}
		return converted(a, got.Repositories, got.Total, c.repository), nil
	}
}

// repositoriesName is the snapshot's name: an installation has one list, a
// token one for each owner, its user's holding everything.
func (c *Client) repositoriesName(owner string) string {
	if c.app != nil {
		return keptRepositories
	}
	c.mu.Lock()
	login := c.user.Login
	c.mu.Unlock()
	if login == "" && c.token != nil && owner != "" {
		login = c.recordedUser().Login
	}
	if strings.EqualFold(owner, login) || strings.EqualFold(owner, c.account.Name) {
		owner = ""
	}
	return keptRepositories + strings.ToLower(owner)
}

// Repository is one repository as GitHub has it now; its name may be another
// one if it was renamed.
func (c *Client) Repository(ctx context.Context, installation int64, repo RepoRef) (Repository, error) {
	op := "open " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return Repository{}, err
	}
	var got repositoryJSON
	a, err := c.get(ctx, ask{op: op, installation: installation, path: repoPath(repo, "")}, &got)
	if err != nil {
		return Repository{}, err
	}
	if got.Name == "" || got.Owner.Login == "" {
		return Repository{}, c.unreadable(op, a)
	}
	return c.repository(got), nil
}

package github

import (
	"context"
	"net/url"
	"strings"
	"time"

	"hubtrail/github/query"
)

// RepositoryHit is a repository that GitHub's search found.
type RepositoryHit struct {
	Repository
	Outside bool // the installation or token does not list it
}

// RepositorySearch is what a search for repositories found.
type RepositorySearch struct {
	Hits       []RepositoryHit
	Total      int
	Query      string // as it was sent
	Incomplete bool
	At         time.Time
}

// SearchRepositories asks GitHub's search for an owner's repositories, forks
// among them if asked: its first 100 hits, in GitHub's order, and how many there
// are. GitHub finds what the installation or token does not list, too: such hits
// are Outside, as far as the stored listing tells.
func (c *Client) SearchRepositories(ctx context.Context, installation int64, owner Owner, text string, forks bool, emit func(RepositorySearch)) error {
	op := "search the repositories of " + owner.Login
	if !validName(owner.Login) {
		return c.invalid(op, owner.Login+" is not an account's name", "Choose an owner first.")
	}
	parsed := query.Parse(text)
	if p := fatal(parsed); p != nil {
		return c.problem(op, p)
	}
	within := query.Scope{Users: []string{owner.Login}, Forks: forks}
	if owner.Type == "Organization" {
		within = query.Scope{Orgs: []string{owner.Login}, Forks: forks}
	}
	found := RepositorySearch{Query: query.Compose(parsed, query.Repositories, within), At: c.now()}
	path := "search/repositories?q=" + url.QueryEscape(found.Query)
	if sort, descending, ok := parsed.Sort(); ok {
		path += "&sort=" + url.QueryEscape(sort) + "&order=" + direction(descending)
	}
	var got struct {
		Total      int              `json:"total_count"`
		Incomplete bool             `json:"incomplete_results"`
		Items      []repositoryJSON `json:"items"`
	}
	if _, err := c.get(ctx, ask{op: op, installation: installation, path: path}.onPage(1), &got); err != nil {
		return explained(err, text)
	}
	found.Total, found.Incomplete = got.Total, got.Incomplete
	listed, complete := c.listed(installation, owner.Login)
	for _, j := range got.Items {
		if j.Name == "" || j.Owner.Login == "" {
			continue
		}
		r := c.repository(j)
		found.Hits = append(found.Hits, RepositoryHit{Repository: r, Outside: complete && !listed[strings.ToLower(r.RepoRef.String())]})
	}
	emit(found)
	return nil
}

// listed is the repositories that a place lists, in lower case; false if no
// listing of it is stored.
func (c *Client) listed(installation int64, owner string) (map[string]bool, bool) {
	l, ok := c.StoredRepositories(installation, owner)
	if !ok {
		l, ok = c.StoredRepositories(installation, "")
	}
	names := make(map[string]bool, len(l.Items))
	for i := range l.Items {
		names[strings.ToLower(l.Items[i].RepoRef.String())] = true
	}
	return names, ok
}

func direction(descending bool) string {
	if descending {
		return "desc"
	}
	return "asc"
}

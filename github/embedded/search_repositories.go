package embedded

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/github/query"
)

type repositoryHitJSON struct {
	*repositoryJSON
	Score float64 `json:"score"`
}

// searchRepositories searches in the repositories that the caller sees; forks
// only if the query asks for them. Best match puts those first whose name holds
// most of the words, then those with the most stars. Readmes are not searched.
func searchRepositories(c *call) (answer, error) {
	s, err := c.search()
	if err != nil {
		return answer{}, err
	}
	if err := c.checkScopes(s); err != nil {
		return answer{}, err
	}
	m := c.matcher(s)
	var list []*Repository
	for i := range c.s.index.world.Repositories {
		if r := &c.s.index.world.Repositories[i]; c.s.sees(c.who, r) && m.MatchRepository(r.item()) {
			list = append(list, r)
		}
	}
	by, descending := c.order(s, "stars", "forks", "updated")
	slices.SortFunc(list, func(a, b *Repository) int {
		n := 0
		switch by {
		case "stars":
			n = cmp.Compare(a.Stars, b.Stars)
		case "forks":
			n = cmp.Compare(a.Forks, b.Forks)
		case "updated":
			n = a.PushedAt.Compare(b.PushedAt)
		default:
			n = cmp.Or(cmp.Compare(s.rankName(a), s.rankName(b)), cmp.Compare(a.Stars, b.Stars))
		}
		if descending {
			n = -n
		}
		return cmp.Or(n, cmp.Compare(a.ID, b.ID))
	})
	hits := found[repositoryHitJSON]{TotalCount: len(list), Items: []repositoryHitJSON{}}
	page, incomplete := results(c, list)
	hits.IncompleteResults = incomplete
	all, err := c.repositoriesJSON(page)
	if err != nil {
		return answer{}, err
	}
	for _, r := range all {
		hits.Items = append(hits.Items, repositoryHitJSON{r, 1})
	}
	return c.json(hits)
}

// item is a repository as searches compare it.
func (r *Repository) item() *query.Repository {
	updated := r.PushedAt
	if updated.IsZero() {
		updated = r.CreatedAt
	}
	return &query.Repository{
		Name: r.Owner + "/" + r.Name, Description: r.Description, Topics: r.Topics, Language: r.Language, License: r.License, Private: r.Private,
		Fork: r.Fork, Archived: r.Archived, Stars: r.Stars, Forks: r.Forks, Size: r.Size, Followers: r.Stars, Created: r.CreatedAt,
		Pushed: r.PushedAt, Updated: updated,
	}
}

func (s *search) rankName(r *Repository) int {
	n, name := 0, strings.ToLower(r.Name)
	for _, w := range s.words {
		switch {
		case name == w:
			n += 3
		case strings.Contains(name, w):
			n++
		}
	}
	return n
}

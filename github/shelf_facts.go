package github

import (
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/query"
)

// repoFact is what queries ask of an issue's repository.
type repoFact struct {
	private, archived bool
	language          string
}

func factOf(r *Repository) repoFact {
	return repoFact{private: r.Private, archived: r.Archived, language: r.Language}
}

// facts is what the stored listings of a place tell of its repositories.
func (c *Client) facts(installation int64) map[string]repoFact {
	facts := map[string]repoFact{}
	l, ok := c.StoredRepositories(installation, "")
	if !ok {
		return facts
	}
	for i := range l.Items {
		r := &l.Items[i]
		facts[strings.ToLower(r.RepoRef.String())] = factOf(r)
	}
	return facts
}

// learnFacts tells a shelf in memory what a new listing of repositories says.
func (c *Client) learnFacts(installation int64, list []Repository) {
	if !c.shelfLoaded(installation) {
		return
	}
	s := c.shelf(installation)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range list {
		key, fact := strings.ToLower(list[i].RepoRef.String()), factOf(&list[i])
		if s.facts[key] == fact {
			continue
		}
		s.facts[key] = fact
		if r := s.repos[key]; r != nil {
			for n, row := range r.rows {
				changed := *row
				s.applyFact(&changed)
				r.rows[n] = &changed
			}
		}
	}
}

// applyFact sets what the listing of repositories tells of a row.
func (s *shelf) applyFact(row *shelved) {
	f := s.facts[strings.ToLower(row.item.Repo)]
	row.item.Private, row.item.Archived, row.item.Language = f.private, f.archived, f.language
}

// unlisted names the parts of a query that ask about repositories of which no
// listing tells: their issues are taken for public, not archived, and of no
// language.
func (s *shelf) unlisted(chosen []*repoShelf, q *query.Query) []string {
	n := 0
	for _, r := range chosen {
		if _, ok := s.facts[strings.ToLower(r.rows[0].item.Repo)]; !ok {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	var parts []string
	for _, t := range q.Terms() {
		visibility := t.Name == "is" && slices.Contains([]string{"public", "private", "internal"}, strings.ToLower(t.Value))
		if visibility || t.Name == "archived" || t.Name == "language" {
			parts = append(parts, fmt.Sprintf("%s: it is not stored of %d repositories, which are taken for public, not archived and of no language", termText(t), n))
		}
	}
	return parts
}

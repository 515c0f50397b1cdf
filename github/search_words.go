package github

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Words are the values that qualifiers of a query can be completed with, as far
// as they are stored.
type Words struct{ Logins, Labels, Milestones, Teams, Repositories, Owners []string }

// tally counts words without regard to case, under the spelling met first.
type tally map[string]*tallied

type tallied struct {
	word string
	n    int
}

func (t tally) add(words ...string) {
	for _, w := range words {
		if w == "" {
			continue
		}
		key := strings.ToLower(w)
		if t[key] == nil {
			t[key] = &tallied{word: w}
		}
		t[key].n++
	}
}

// words is the words, the most used first.
func (t tally) words() []string {
	list := slices.SortedFunc(maps.Values(t), func(a, b *tallied) int {
		return cmp.Or(cmp.Compare(b.n, a.n), strings.Compare(a.word, b.word))
	})
	var words []string
	for _, one := range list {
		words = append(words, one.word)
	}
	return words
}

// SearchWords is what the values of a query can be completed with: what the
// stored issues of the repository (the zero one is all of them) and the stored
// listings name, the most used first. It makes no request, but looks at every
// stored issue: ask it once a place, not once a key.
func (c *Client) SearchWords(installation int64, repo RepoRef) Words {
	logins, labels, milestones, teams := tally{}, tally{}, tally{}, tally{}
	repositories, owners := tally{}, tally{}
	if viewer := c.Viewer(installation); viewer != "" {
		logins.add(queryLogin(viewer))
	}
	if s := c.shelf(installation); s != nil {
		s.mu.RLock()
		for _, r := range s.within(SearchScope{Repo: repo}) {
			for _, row := range r.rows {
				if row.gone {
					continue
				}
				i := &row.item
				logins.add(i.Author)
				logins.add(i.Assignees...)
				logins.add(i.Reviewers...)
				labels.add(i.Labels...)
				milestones.add(i.Milestone)
				teams.add(i.ReviewTeams...)
			}
		}
		for _, r := range s.repos {
			repositories.add(r.rows[0].item.Repo)
		}
		s.mu.RUnlock()
	}
	if repo != (RepoRef{}) {
		c.storedWords(installation, repo, labels, logins, milestones)
	}
	own, _ := storedAnswer(c, textRows(), installation, keptTeams)
	teams.add(own.Items...)
	if l, ok := c.StoredRepositories(installation, ""); ok {
		for i := range l.Items {
			repositories.add(l.Items[i].RepoRef.String())
			owners.add(l.Items[i].Owner)
		}
	}
	installations, _ := c.StoredInstallations()
	for _, i := range installations.Items {
		if c.app == nil || i.ID == installation {
			owners.add(i.Owner.Login)
		}
	}
	return Words{
		Logins: logins.words(), Labels: labels.words(), Milestones: milestones.words(), Teams: teams.words(),
		Repositories: repositories.words(), Owners: owners.words(),
	}
}

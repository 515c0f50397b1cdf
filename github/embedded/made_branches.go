package embedded

import (
	"cmp"
	"slices"
	"strings"
)

// makeBranch keeps a branch in memory, beside those of the git repository. It
// fails if one of that name was made already.
func (s *objectStore) makeBranch(r *Repository, b branch) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		s.made = map[*Repository]map[string]string{}
	}
	if s.made[r] == nil {
		s.made[r] = map[string]string{}
	}
	if _, ok := s.made[r][b.name]; ok {
		return false
	}
	s.made[r][b.name] = b.sha
	return true
}

// withMade adds to refs under a prefix the branches that were made in memory.
func (r *repo) withMade(list []ref, prefix string) []ref {
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	for name, sha := range r.store.made[r.Repository] {
		if name = "refs/heads/" + name; strings.HasPrefix(name, prefix) {
			list = append(list, ref{name, sha, "commit", ""})
		}
	}
	if len(r.store.made[r.Repository]) > 0 && strings.HasPrefix(prefix, "refs/heads/") {
		slices.SortFunc(list, func(a, b ref) int { return cmp.Compare(a.name, b.name) })
	}
	return list
}

// madeName replaces the name of a branch that was made in memory by its commit.
func (r *repo) madeName(name string) string {
	short, ok := strings.CutPrefix(name, "refs/heads/")
	if !ok {
		return name
	}
	suffix := ""
	if at := strings.IndexAny(short, "~^"); at >= 0 {
		short, suffix = short[:at], short[at:]
	}
	r.store.mu.Lock()
	defer r.store.mu.Unlock()
	sha, ok := r.store.made[r.Repository][short]
	if !ok {
		return name
	}
	return sha + suffix
}

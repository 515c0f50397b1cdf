package embedded

import "slices"

// spanMemory keeps the changed files of the spans that were asked for last: each
// page of a large change needs all of them.
type spanMemory struct {
	list  []remembered // latest last
	files int
}

type remembered struct {
	dir   string
	span  span
	files []change
}

// spanFiles is how many changed files are kept, some 300 bytes each.
const spanFiles = 30_000

func (s *objectStore) recall(r *repo, sp span) ([]change, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &s.spans
	i := slices.IndexFunc(m.list, func(k remembered) bool { return k.dir == r.dir && k.span == sp })
	if i < 0 {
		return nil, false
	}
	k := m.list[i]
	m.list = append(slices.Delete(m.list, i, i+1), k)
	return k.files, true
}

func (s *objectStore) remembers(r *repo, sp span) bool {
	_, ok := s.recall(r, sp)
	return ok
}

func (s *objectStore) remember(r *repo, sp span, files []change) {
	if len(files) > spanFiles {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &s.spans
	m.list = append(m.list, remembered{r.dir, sp, files})
	m.files += len(files)
	for m.files > spanFiles || len(m.list) > 64 {
		m.files -= len(m.list[0].files)
		m.list = slices.Delete(m.list, 0, 1)
	}
}

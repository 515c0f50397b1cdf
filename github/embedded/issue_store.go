package embedded

import "sync"

// issueStore holds the books of the repositories, each made when first needed.
type issueStore struct {
	mu    sync.Mutex
	index *index
	hosts []string // of web addresses that name our issues
	books map[*Repository]func() *book

	reading sync.Mutex
	links   *linkIndex // nil until links are asked for
}

func newIssueStore(x *index, web string) *issueStore {
	return &issueStore{index: x, hosts: webHost(web), books: map[*Repository]func() *book{}}
}

// openCount is how many issues and pull requests of a repository are open: as
// its book counts them, or as the World says while there is no book.
func (s *issueStore) openCount(r *Repository) int {
	s.mu.Lock()
	_, opened := s.books[r]
	s.mu.Unlock()
	if !opened {
		return r.OpenIssues
	}
	return s.book(r).openCount()
}

// book is the repository's book.
func (s *issueStore) book(r *Repository) *book {
	s.mu.Lock()
	open := s.books[r]
	if open == nil {
		open = sync.OnceValue(func() *book { return newBook(s.index, r) })
		s.books[r] = open
	}
	s.mu.Unlock()
	return open()
}

package github

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

const (
	seenState = "viewed files"
	mostSeen  = 20_000 // marks kept; those set first go first
)

// SeenFiles are the files of changes that a person has marked as looked at. A
// mark is about a path and its content: a file that changes is not seen any more.
// Several running copies of the program share them. It is safe for concurrent use.
type SeenFiles struct {
	store    StateStore
	accounts *Accounts

	mu     sync.Mutex
	loaded bool
	set    map[string]int64 // by mark, the order they were set in
}

// NewSeenFiles returns the marks kept in the store, which is read when first
// needed. With a nil store they last as long as the program.
func NewSeenFiles(store StateStore, accounts *Accounts) *SeenFiles {
	return &SeenFiles{store: store, accounts: accounts}
}

type seenFile struct {
	Seen map[string]int64 `json:"seen"`
}

// Seen reports for each file whether it is marked.
func (s *SeenFiles) Seen(at Place, repo RepoRef, files []File) []bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.load()
	seen := make([]bool, len(files))
	if len(s.set) == 0 {
		return seen
	}
	prefix := s.prefix(at, repo)
	for i := range files {
		_, seen[i] = s.set[prefix+seenMark(&files[i])]
	}
	return seen
}

// SetSeen marks a file, or takes the mark away, and returns when that is on disk.
func (s *SeenFiles) SetSeen(ctx context.Context, at Place, repo RepoRef, f File, on bool) error {
	mark := s.prefix(at, repo) + seenMark(&f)
	s.mu.Lock()
	s.load()
	if s.store == nil {
		setSeen(s.set, mark, on)
		s.mu.Unlock()
		return nil
	}
	s.mu.Unlock()
	err := s.store.UpdateState(ctx, seenState, func(old []byte) ([]byte, error) {
		set, err := decodeSeen(old)
		if err != nil {
			return nil, err
		}
		setSeen(set, mark, on)
		return json.Marshal(seenFile{Seen: set})
	})
	if err != nil {
		return fmt.Errorf("keep that %s was seen: %w", f.Path, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	setSeen(s.set, mark, on)
	return nil
}

// setSeen keeps the set within its bound.
func setSeen(set map[string]int64, mark string, on bool) {
	delete(set, mark)
	if !on {
		return
	}
	first, last, oldest := int64(0), int64(0), ""
	for m, n := range set {
		last = max(last, n)
		if oldest == "" || n < first {
			oldest, first = m, n
		}
	}
	if len(set) >= mostSeen {
		delete(set, oldest)
	}
	set[mark] = last + 1
}

// seenMark is what a mark is about: the path and the content, by its blob.
func seenMark(f *File) string { return f.Path + "\x00" + f.SHA + "\x00" + f.Status }

func (s *SeenFiles) prefix(at Place, repo RepoRef) string {
	host := at.Account
	if c, err := s.accounts.Client(at.Account); err == nil {
		host = c.Account().Host
	}
	return strings.ToLower(host+"/"+repo.String()) + "\x00"
}

func decodeSeen(data []byte) (map[string]int64, error) {
	f := seenFile{Seen: map[string]int64{}}
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, fmt.Errorf("read the files seen: %w", err)
		}
	}
	if f.Seen == nil {
		f.Seen = map[string]int64{}
	}
	return f.Seen, nil
}

// load reads the file once. A file that cannot be read leaves the set empty; the
// store keeps a damaged one aside and says so.
func (s *SeenFiles) load() {
	if s.loaded {
		return
	}
	s.loaded, s.set = true, map[string]int64{}
	if s.store == nil {
		return
	}
	if data, err := s.store.State(seenState); err == nil {
		if set, err := decodeSeen(data); err == nil {
			s.set = set
		}
	}
}

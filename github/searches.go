package github

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

const (
	searchesState = "searches"
	// searchesKept is how many searches are remembered, searchSize how long one
	// may be in bytes.
	searchesKept = 200
	searchSize   = 4096
)

// Searches are the queries a person has made, newest first. Several running
// copies of the program share them. It is safe for concurrent use.
type Searches struct {
	store StateStore

	mu   sync.Mutex
	list []string // as last read or written
}

// NewSearches returns the searches kept in the store. With a nil store they last
// as long as the program.
func NewSearches(store StateStore) *Searches { return &Searches{store: store} }

// List is the searches, newest first, those of other running copies included.
// It reads a small file. What cannot be read is left out: the store keeps a
// damaged file aside and says so.
func (s *Searches) List() []string {
	if s.store != nil {
		data, err := s.store.State(searchesState)
		if err == nil {
			if list, err := decodeSearches(data); err == nil {
				s.keep(list)
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

// Add puts a search at the front, once, and returns when that is on disk. An
// empty one is not kept.
func (s *Searches) Add(ctx context.Context, text string) error {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > searchSize {
		return nil
	}
	if s.store == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.list = inFront(s.list, text)
		return nil
	}
	var list []string
	err := s.store.UpdateState(ctx, searchesState, func(old []byte) ([]byte, error) {
		was, err := decodeSearches(old)
		if err != nil {
			return nil, err
		}
		list = inFront(was, text)
		return json.Marshal(searchesFile{Searches: list})
	})
	if err != nil {
		return fmt.Errorf("remember the search: %w", err)
	}
	s.keep(list)
	return nil
}

func (s *Searches) keep(list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = list
}

// inFront is a new list with text first and nowhere else.
func inFront(list []string, text string) []string {
	out := append(make([]string, 0, len(list)+1), text)
	for _, t := range list {
		if t != text {
			out = append(out, t)
		}
	}
	return out[:min(len(out), searchesKept)]
}

type searchesFile struct {
	Searches []string `json:"searches"`
}

func decodeSearches(data []byte) ([]string, error) {
	var f searchesFile
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, fmt.Errorf("read the searches: %w", err)
		}
	}
	return f.Searches, nil
}

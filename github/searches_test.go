package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// drawer is a fake of the state folder.
type drawer struct {
	mu   sync.Mutex
	data map[string][]byte
	fail error
}

func (s *drawer) State(name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.data[name], s.fail
}

func (s *drawer) UpdateState(_ context.Context, name string, change func([]byte) ([]byte, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	data, err := change(s.data[name])
	if err == nil {
		s.data[name] = data
	}
	return err
}

func TestSearches(t *testing.T) {
	store := &drawer{data: map[string][]byte{}}
	for name, s := range map[string]*Searches{"kept": NewSearches(store), "for this run": NewSearches(nil)} {
		for _, text := range []string{"one", " two ", "", "one", "three", strings.Repeat("x", searchSize+1)} {
			if err := s.Add(t.Context(), text); err != nil {
				t.Fatalf("%s: add %q: %v", name, text, err)
			}
		}
		if got, want := s.List(), []string{"three", "one", "two"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
		for n := range 2 * searchesKept {
			_ = s.Add(t.Context(), fmt.Sprint("search ", n))
		}
		if got := s.List(); len(got) != searchesKept || got[0] != "search 399" {
			t.Errorf("%s: got %d searches, newest %q, want %d, search 399", name, len(got), got[0], searchesKept)
		}
	}
}

func TestSearchesAreSharedByCopies(t *testing.T) {
	store := &drawer{data: map[string][]byte{}}
	a, b := NewSearches(store), NewSearches(store)
	for _, step := range []struct {
		by   *Searches
		text string
	}{{a, "one"}, {b, "two"}, {a, "three"}} {
		if err := step.by.Add(t.Context(), step.text); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []*Searches{a, b, NewSearches(store)} {
		if got, want := s.List(), []string{"three", "two", "one"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSearchesThatCannotBeKept(t *testing.T) {
	store := &drawer{data: map[string][]byte{}}
	s := NewSearches(store)
	if err := s.Add(t.Context(), "one"); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is full")
	store.fail = broken
	if err := s.Add(t.Context(), "two"); !errors.Is(err, broken) {
		t.Errorf("add: got error %v, want %v", err, broken)
	}
	if got := s.List(); !slices.Equal(got, []string{"one"}) {
		t.Errorf("got %q, want what was known before", got)
	}
	store.fail, store.data[searchesState] = nil, []byte("{")
	if err := s.Add(t.Context(), "two"); err == nil {
		t.Error("what is no list was written over")
	}
	if got := s.List(); !slices.Equal(got, []string{"one"}) {
		t.Errorf("got %q, want what was known before", got)
	}
}

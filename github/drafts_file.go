package github

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// draftFile is what is kept of the drafts.
type draftFile struct {
	Drafts []Draft              `json:"drafts"`
	Gone   map[string]time.Time `json:"gone,omitempty"`
}

func (f *draftFile) find(id string) *Draft {
	for i := range f.Drafts {
		if f.Drafts[i].ID == id {
			return &f.Drafts[i]
		}
	}
	return nil
}

func (f *draftFile) remove(id string) {
	f.Drafts = slices.DeleteFunc(f.Drafts, func(o Draft) bool { return o.ID == id })
}

// finish removes a draft for good.
func (f *draftFile) finish(id string, now time.Time) {
	f.remove(id)
	if f.Gone == nil {
		f.Gone = map[string]time.Time{}
	}
	f.Gone[id] = now.UTC()
	for other, at := range f.Gone {
		if now.Sub(at) > remembered {
			delete(f.Gone, other)
		}
	}
}

// update changes what one store keeps.
func (d *Drafts) update(ctx context.Context, in StateStore, change func(*draftFile) error) error {
	return in.UpdateState(ctx, draftsState, func(old []byte) ([]byte, error) {
		// A save that was given up must not come after the one that replaced it.
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := decodeDrafts(old)
		if err != nil {
			return nil, err
		}
		if err := change(&f); err != nil {
			return nil, err
		}
		return json.Marshal(f)
	})
}

// read is what one store keeps; nothing if that cannot be read, which the store
// tells by its problems.
func (d *Drafts) read(from StateStore) []Draft {
	data, err := from.State(draftsState)
	if err != nil {
		return nil
	}
	f, err := decodeDrafts(data)
	if err != nil {
		return nil
	}
	return f.Drafts
}

func decodeDrafts(data []byte) (draftFile, error) {
	var f draftFile
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			return f, fmt.Errorf("read the drafts: %w", err)
		}
	}
	return f, nil
}

// memoryState is a StateStore that lasts as long as the program.
type memoryState struct {
	mu   sync.Mutex
	data map[string][]byte
}

func (m *memoryState) State(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.data[name], nil
}

func (m *memoryState) UpdateState(_ context.Context, name string, change func([]byte) ([]byte, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, err := change(m.data[name])
	if err != nil {
		return err
	}
	if m.data == nil {
		m.data = map[string][]byte{}
	}
	m.data[name] = data
	return nil
}

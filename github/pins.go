package github

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// StateStore keeps small things that must not be lost.
type StateStore interface {
	State(name string) ([]byte, error)
	UpdateState(ctx context.Context, name string, change func(old []byte) ([]byte, error)) error
}

const pinsState = "pins"

// Pins are the repositories a person wants on top, per host. Several running
// copies of the program share them. It is safe for concurrent use.
type Pins struct {
	store    StateStore
	accounts *Accounts

	mu     sync.Mutex
	loaded bool
	set    map[string]bool // host/owner/name in lower case

}

// NewPins returns the pins kept in the store, which is read when first needed.
// With a nil store pins last as long as the program.
func NewPins(store StateStore, accounts *Accounts) *Pins {
	return &Pins{store: store, accounts: accounts}
}

// Pinned reports for each repository of a place whether it is pinned: ask it
// once a listing, not once a row drawn.
func (p *Pins) Pinned(at Place, repos []Repository) map[RepoRef]bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.load()
	on := map[RepoRef]bool{}
	if len(p.set) == 0 {
		return on
	}
	host := p.host(at)
	// Most repositories are told from every pin by the length of their names,
	// at no cost of a string each.
	lengths := map[int]bool{}
	for key := range p.set {
		lengths[len(key)] = true
	}
	for i := range repos {
		if !lengths[len(host)+len(repos[i].Owner)+len(repos[i].Name)+2] {
			continue
		}
		if p.set[pinKey(host, repos[i].RepoRef)] {
			on[repos[i].RepoRef] = true
		}
	}
	return on
}

// Set pins or unpins a repository and returns when that is on disk.
func (p *Pins) Set(ctx context.Context, at Place, repo RepoRef, on bool) error {
	p.mu.Lock()
	p.load()
	key := pinKey(p.host(at), repo)
	p.mu.Unlock()
	if p.store == nil {
		p.keep(key, on)
		return nil
	}
	err := p.store.UpdateState(ctx, pinsState, func(old []byte) ([]byte, error) {
		set, err := decodePins(old)
		if err != nil {
			return nil, err
		}
		change(set, key, on)
		return json.Marshal(pinsFile{Pins: set})
	})
	if err != nil {
		return fmt.Errorf("keep the pin of %s: %w", repo, err)
	}
	p.keep(key, on)
	return nil
}

func (p *Pins) keep(key string, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(p.set, key, on)
}

func change(set map[string]bool, key string, on bool) {
	if on {
		set[key] = true
	} else {
		delete(set, key)
	}
}

type pinsFile struct {
	Pins map[string]bool `json:"pins"`
}

func decodePins(data []byte) (map[string]bool, error) {
	f := pinsFile{Pins: map[string]bool{}}
	if len(data) > 0 {
		if err := json.Unmarshal(data, &f); err != nil {
			return nil, fmt.Errorf("read the pins: %w", err)
		}
	}
	if f.Pins == nil {
		f.Pins = map[string]bool{}
	}
	return f.Pins, nil
}

// load reads the file once. A file that cannot be read leaves the set empty;
// the store keeps a damaged one aside and says so.
func (p *Pins) load() {
	if p.loaded {
		return
	}
	p.loaded, p.set = true, map[string]bool{}
	if p.store == nil {
		return
	}
	data, err := p.store.State(pinsState)
	if err == nil {
		p.set, err = decodePins(data)
	}
	if err != nil {
		p.set = map[string]bool{}
	}
}

// host is where a repository is, whatever the account is called.
func (p *Pins) host(at Place) string {
	if c, err := p.accounts.Client(at.Account); err == nil {
		return c.Account().Host
	}
	return at.Account
}

func pinKey(host string, repo RepoRef) string {
	return strings.ToLower(host + "/" + repo.String())
}

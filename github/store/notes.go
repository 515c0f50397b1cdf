package store

import (
	"fmt"
	"slices"
	"sync"
)

// maxNotes bounds how many different problems are remembered.
const maxNotes = 20

// notes collects problems for the person, each once.
type notes struct {
	mu      sync.Mutex
	told    []string
	dropped int // different ones beyond maxNotes
	lost    int // answers that could not be written
	why     string
}

func (n *notes) add(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case slices.Contains(n.told, text):
	case len(n.told) < maxNotes:
		n.told = append(n.told, text)
	default:
		n.dropped++
	}
}

// lose counts an answer that could not be kept; the last reason is told.
func (n *notes) lose(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lost++
	n.why = err.Error()
}

func (n *notes) list() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := slices.Clone(n.told)
	if n.dropped > 0 {
		all = append(all, fmt.Sprintf("%d further problems with the disk are not listed", n.dropped))
	}
	if n.lost > 0 {
		all = append(all, fmt.Sprintf("%d answers were not kept and will be fetched again; the last: %s", n.lost, n.why))
	}
	return all
}

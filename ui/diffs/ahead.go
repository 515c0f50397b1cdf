package diffs

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/diff"
)

// readings are patches that were read, and then laid out side by side, before they
// are looked at: each of the file with its index.
type readings struct {
	files   []*file
	patches []*diff.Patch
	pairs   [][]pair // none until they are all there
}

// readAhead reads the patches of all files away from the keys and lays them out side
// by side, which takes longest, so that a key that needs them all has only to add
// them up.
func (p *Pane) readAhead() tea.Cmd {
	files := slices.Clone(p.change.files) // which may be exchanged one by one
	return p.reading.Start(0, func(ctx context.Context, emit func(readings, time.Time)) error {
		r := readings{files: files, patches: make([]*diff.Patch, len(files))}
		for i, f := range files {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.patches[i] = diff.ParseString(f.Patch)
		}
		emit(r, time.Time{})
		r.pairs = make([][]pair, len(files))
		for i := range files {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.pairs[i] = pairsOf(r.patches[i])
		}
		emit(r, time.Time{})
		return nil
	})
}

// adopt takes over what was read, but for what was looked at meanwhile.
func (r readings) adopt() {
	for i, f := range r.files {
		if f.read == nil {
			f.read = r.patches[i]
		}
		if f.pairs == nil && r.pairs != nil {
			f.pairs = r.pairs[i]
		}
	}
}

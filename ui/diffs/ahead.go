package diffs

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/diff"
)

// readings are patches that were read before they are looked at, each of the file
// with its index.
type readings struct {
	files   []*file
	patches []*diff.Patch
}

// readAhead reads the patches of all files away from the keys, so that a key that
// needs them all, as side by side does, has only to lay them out.
func (p *Pane) readAhead() tea.Cmd {
	files := slices.Clone(p.change.files) // which may be exchanged one by one
	return p.reading.Start(0, func(ctx context.Context, emit func(readings, time.Time)) error {
		patches := make([]*diff.Patch, len(files))
		for i, f := range files {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			patches[i] = diff.ParseString(f.Patch)
		}
		emit(readings{files, patches}, time.Time{})
		return nil
	})
}

// haveRead takes over what was read, but for what was looked at meanwhile.
func (r readings) haveRead() {
	for i, f := range r.files {
		if f.read == nil {
			f.read = r.patches[i]
		}
	}
}

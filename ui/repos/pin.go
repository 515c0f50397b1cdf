package repos

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// pinned is the outcome of pinning or unpinning.
type pinned struct {
	repo   github.RepoRef
	on     bool
	access github.Access
}

// togglePin pins what is under the cursor, after asking whether the account
// really reaches it, or unpins it.
func (p *Pane) togglePin() tea.Cmd {
	r, ok := p.current()
	if !ok {
		return nil
	}
	place, repo, on := p.place, r.RepoRef, !p.book.pinned[r.RepoRef]
	lister, pins := p.lister, p.pins
	if on {
		p.note = "checking access to " + text.Clean(repo.String())
	}
	return p.pin.Start(0, func(ctx context.Context, emit func(pinned, time.Time)) error {
		result := pinned{repo: repo, on: on}
		if on {
			access, err := lister.Access(ctx, place, repo)
			if err != nil {
				return err
			}
			result.access = access
			// A refusal is a reason not to pin; not knowing is none.
			if access.State == github.AccessNotFound || access.State == github.AccessNotGranted {
				result.on = false
				emit(result, time.Time{})
				return nil
			}
		}
		if err := pins.Set(ctx, place, repo, on); err != nil {
			return err
		}
		emit(result, time.Time{})
		return nil
	})
}

// settlePin shows what came of it.
func (p *Pane) settlePin() {
	if err := p.pin.Err(); err != nil {
		p.note = "not pinned: " + text.Clean(err.Error())
		return
	}
	if !p.pin.Complete() {
		return
	}
	got := p.pin.Value()
	p.note = ""
	switch {
	case got.access.State == github.AccessGranted && got.on:
		p.note = "pinned: " + text.Clean(got.repo.String()) + " is there and can be read"
	case got.access.Text != "":
		p.note = text.Clean(got.access.Text)
		if got.access.Fix != "" {
			p.note += " " + p.theme.Glyphs.Arrow + " " + text.Clean(got.access.Fix)
		}
	}
	if b := p.slot.Value(); b != nil {
		if b.pinned == nil {
			b.pinned = map[github.RepoRef]bool{}
		}
		if got.on {
			b.pinned[got.repo] = true
		} else {
			delete(b.pinned, got.repo)
		}
		p.layOut()
	}
}

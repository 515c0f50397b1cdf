package compose

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// pause is how long what was typed may wait to be saved.
const pause = 200 * time.Millisecond

// blank reports whether there is nothing worth keeping.
func blank(d github.Draft) bool {
	return strings.TrimSpace(d.Body) == "" && d.Title == "" && len(d.Labels)+len(d.Assignees) == 0
}

// keep saves the draft, no later than a pause after something was typed first:
// who types without a rest loses no more than others.
func (p *Pane) keep(after time.Duration) tea.Cmd {
	d := p.current()
	if !p.touched || blank(d) && p.draft.ChangedAt.IsZero() && p.saves[d.ID] == nil {
		return nil
	}
	switch now := time.Now(); {
	case after == 0:
	case p.unsaved.IsZero():
		p.unsaved = now
	default:
		after = max(after-now.Sub(p.unsaved), 0)
	}
	if after == 0 {
		p.unsaved = time.Time{}
	}
	slot := p.saves[d.ID]
	if slot == nil {
		slot = load.New[github.Draft](p.ctx, pane.Compose)
		p.saves[d.ID] = slot
	}
	drafts := p.drafts
	return slot.Start(after, func(ctx context.Context, emit func(github.Draft, time.Time)) error {
		kept, err := drafts.Save(ctx, d)
		emit(kept, kept.ChangedAt)
		return err
	})
}

// saved takes the outcome of a save.
func (p *Pane) saved(r load.Result[github.Draft]) tea.Cmd {
	for id, slot := range p.saves {
		if !slot.Take(r) {
			continue
		}
		if id != p.draft.ID {
			if slot.Busy().IsZero() {
				delete(p.saves, id)
			}
			return nil
		}
		// The fields have what is newer; the rest is as it is kept.
		p.draft = slot.Value()
		p.unkept = ""
		if slot.Busy().IsZero() {
			p.unsaved = time.Time{}
		}
		switch err := slot.Err(); {
		case errors.Is(err, github.ErrDraftGone):
			d := p.current()
			p.draft = p.drafts.New(github.Draft{
				Kind: d.Kind, Place: d.Place, Repo: d.Repo, Number: d.Number, CommentID: d.CommentID, Base: d.Base,
				Title: d.Title, Body: d.Body, Labels: d.Labels, Assignees: d.Assignees,
			})
			p.note = "Another hubtrail sent this draft, or threw it away: what you write now is a new one."
			return p.keep(0)
		case err != nil && github.Secret(err):
			p.unkept = "There is a token or a private key in this text: it is kept until hubtrail ends, but not on disk. Take it out before you send."
		case err != nil:
			p.unkept = "Not on disk: " + err.Error()
		}
		return nil
	}
	return nil
}

// close keeps the draft and closes the pane. What was never typed into, or
// emptied again, is no draft.
func (p *Pane) close() (pane.Intent, tea.Cmd) {
	d, note, known := p.current(), p.unkept, !p.draft.ChangedAt.IsZero() || p.saves[p.draft.ID] != nil
	switch {
	case blank(d) && known:
		p.mode, p.draft = listing, github.Draft{}
		return p.closing(""), p.remove(d.ID)
	case blank(d), !p.touched && !known:
		p.mode, p.draft = listing, github.Draft{}
		return p.closing(""), nil
	}
	cmd := p.leave()
	if note == "" {
		note = "kept as a draft: " + where(d)
	}
	return p.closing(note), cmd
}

// closing closes the pane. If other drafts arrived at GitHub meanwhile, the
// panes are told now.
func (p *Pane) closing(said string) pane.Intent {
	if len(p.owed) == 0 {
		return pane.Close{Said: said}
	}
	w := p.owed[0]
	p.owed = p.owed[1:]
	if said != "" {
		w.Said = said
	}
	return w
}

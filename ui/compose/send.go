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
	"hubtrail/ui/text"
)

// outcome is what became of a draft that was sent.
type outcome struct {
	draft github.Draft // as it is kept afterwards, if it is
	got   github.Delivery
	err   error
}

// send sends the draft as it stands in the fields; with look it is only looked
// for, since it may have arrived already.
func (p *Pane) send(d github.Draft, adopt bool) tea.Cmd {
	if slot := p.saves[d.ID]; slot != nil {
		slot.Cancel()
		delete(p.saves, d.ID)
	}
	slot := load.New[outcome](p.ctx, pane.Compose)
	p.sends[d.ID] = slot
	p.mode, p.keys, p.problem, p.note, p.unkept = waiting, false, "", "", ""
	drafts := p.drafts
	return slot.Start(0, func(ctx context.Context, emit func(outcome, time.Time)) error {
		o := outcome{draft: d}
		// A text that cannot be kept on disk is sent all the same; one that is
		// gone was sent already.
		if _, err := drafts.Save(ctx, d); errors.Is(err, github.ErrDraftGone) {
			o.err = err
		} else if adopt {
			_, o.err = drafts.Adopt(ctx, d.ID)
		}
		if o.err == nil {
			o.got, o.err = drafts.Send(ctx, d.ID)
		}
		if kept, ok := drafts.Find(d.ID); ok {
			o.draft = kept
		}
		emit(o, time.Time{})
		return nil
	})
}

// walkAway leaves a sending alone.
func (p *Pane) walkAway() (pane.Intent, tea.Cmd) {
	d := p.draft
	p.mode, p.draft = listing, github.Draft{}
	return p.closing("still sending in the background: " + where(d)), nil
}

// arrived takes the outcome of a sending.
func (p *Pane) arrived(r load.Result[outcome]) (pane.Intent, tea.Cmd) {
	for id, slot := range p.sends {
		if !slot.Take(r) {
			continue
		}
		if !slot.Busy().IsZero() { // the end of the request follows
			return nil, nil
		}
		delete(p.sends, id)
		o := slot.Value()
		if err := slot.Err(); err != nil { // the program failed inside
			o = outcome{draft: p.draft, err: err}
		}
		return p.told(id, o)
	}
	return nil, nil
}

// told shows an outcome, if its draft still is what the pane shows.
func (p *Pane) told(id string, o outcome) (pane.Intent, tea.Cmd) {
	watched := p.mode == waiting && p.draft.ID == id
	if o.err != nil {
		if !watched {
			return pane.Say{Text: "not sent: " + where(o.draft) + ": it is in the list of drafts, with the reason"}, p.again()
		}
		p.reopen(o)
		return nil, nil
	}
	at, said := written(o)
	switch {
	case watched && o.got.Kept:
		p.open(o.draft)
		return nil, nil
	case watched:
		p.mode, p.at, p.said = done, at, said
		if p.keys {
			return nil, nil
		}
		return pane.Wrote{At: at, Said: said}, nil
	case p.shown:
		p.owed = append(p.owed, pane.Wrote{At: at, Said: said})
		return pane.Say{Text: said}, p.again()
	}
	return pane.Wrote{At: at, Said: said}, nil
}

// again reads the list of drafts anew, if it is shown.
func (p *Pane) again() tea.Cmd {
	if p.shown && p.mode == listing {
		return p.toList()
	}
	return nil
}

// reopen goes back to writing, with the text as it was and why it was not sent.
func (p *Pane) reopen(o outcome) {
	focus := p.focus
	p.open(o.draft)
	p.focus = focus
	if p.problem == "" {
		p.problem = o.err.Error()
	}
}

// written is where something was written, and what to say of it.
func written(o outcome) (pane.IssueAt, string) {
	at := pane.IssueAt{Place: o.draft.Place, Ref: github.IssueRef{Repo: o.draft.Repo, Number: o.draft.Number}}
	var said string
	switch o.draft.Kind {
	case github.DraftIssue:
		at.Ref.Number = 0
		said = "created " + o.got.Issue.IssueRef.String()
	case github.DraftEdit:
		said = "edited a comment on " + at.Ref.String()
	default:
		said = "commented on " + at.Ref.String()
	}
	if o.got.Found {
		said += " (it was there already: nothing was sent again)"
	}
	if len(o.got.Dropped) > 0 {
		said += ", without " + strings.Join(o.got.Dropped, ", ") + ": GitHub did not take them"
	}
	return at, text.Clean(said)
}

// finish closes the pane after a draft was sent.
func (p *Pane) finish() pane.Intent {
	p.mode, p.draft = listing, github.Draft{}
	return pane.Wrote{At: p.at, Said: p.said}
}

package compose

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// discard is the tag of the question before a draft is thrown away.
type discard struct{ id string }

// toList shows the drafts, read anew.
func (p *Pane) toList() tea.Cmd {
	p.mode = listing
	return p.readKept()
}

func (p *Pane) readKept() tea.Cmd {
	drafts := p.drafts
	return p.kept.Start(0, func(_ context.Context, emit func([]github.Draft, time.Time)) error {
		emit(drafts.List(), time.Now())
		return nil
	})
}

// listed takes the drafts as the disk has them. A new draft that nothing was
// typed into yet gives way to one left unsent for the same place.
func (p *Pane) listed() tea.Cmd {
	kept := p.kept.Value()
	was := p.list.Cursor()
	p.list.SetLen(len(kept))
	p.list.Select(was)
	if p.mode != writing || !p.draft.ChangedAt.IsZero() {
		return nil
	}
	for _, d := range kept {
		if !alike(d, p.draft) || d.ID == p.draft.ID {
			continue
		}
		if p.touched {
			p.note = "There is an older draft for this too: it is in the list of drafts."
			return nil
		}
		p.open(d)
		p.note = "This was left unsent " + text.AgoLong(time.Since(d.ChangedAt)) + "."
		if d.Status != github.DraftEditing {
			return p.look(d)
		}
		return nil
	}
	return nil
}

// alike reports whether two drafts are for the same thing.
func alike(a, b github.Draft) bool {
	return a.Kind == b.Kind && a.Place == b.Place && a.Number == b.Number && a.CommentID == b.CommentID &&
		strings.EqualFold(a.Repo.String(), b.Repo.String())
}

// look asks GitHub whether a draft arrived whose sending had no clear end.
func (p *Pane) look(d github.Draft) tea.Cmd { return p.send(d, false) }

func (p *Pane) selected() (github.Draft, bool) {
	kept := p.kept.Value()
	if i := p.list.Cursor(); i >= 0 && i < len(kept) {
		return kept[i], true
	}
	return github.Draft{}, false
}

// choose carries out an action in the list of drafts.
func (p *Pane) choose(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.list.Act(a) {
		return nil, nil
	}
	d, ok := p.selected()
	switch a {
	case keymap.Back, keymap.Cancel:
		return p.closing(""), nil
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.readKept()
	case keymap.Open, keymap.Right:
		if !ok {
			return nil, nil
		}
		p.open(d)
		if slot := p.sends[d.ID]; slot != nil {
			p.mode, p.keys = waiting, false
			return nil, nil
		}
		if d.Status != github.DraftEditing {
			return nil, p.look(d)
		}
		return nil, p.learn()
	case keymap.Discard:
		if ok {
			return p.askDiscard(d)
		}
	}
	return nil, nil
}

// askDiscard asks before a draft is thrown away, if there is anything in it.
func (p *Pane) askDiscard(d github.Draft) (pane.Intent, tea.Cmd) {
	lines := []string{upper(where(d)) + ":", firstLine(d)}
	if d.Status != github.DraftEditing {
		lines = append(lines, "", "It may have been sent already. Throwing it away does not take it back from GitHub.")
	}
	lines = append(lines, "", "The text cannot be brought back.")
	return pane.Ask{To: pane.Compose, Title: "Throw the draft away?", Lines: lines, Verb: "throw it away", Tag: discard{d.ID}}, nil
}

// confirmed takes the answer to that question.
func (p *Pane) confirmed(c pane.Confirmed) (pane.Intent, tea.Cmd) {
	tag, ok := c.Tag.(discard)
	if !ok || !c.Yes {
		return nil, nil
	}
	cmd := p.remove(tag.id)
	if p.mode == writing && p.draft.ID == tag.id {
		p.mode, p.draft = listing, github.Draft{}
		return p.closing("the draft was thrown away"), cmd
	}
	return nil, cmd
}

// remove throws a draft away.
func (p *Pane) remove(id string) tea.Cmd {
	if slot := p.saves[id]; slot != nil {
		slot.Cancel()
		delete(p.saves, id)
	}
	drafts := p.drafts
	return p.removal.Start(0, func(ctx context.Context, emit func(string, time.Time)) error {
		// Leaving what is being removed is no reason to keep it.
		return drafts.Remove(context.WithoutCancel(ctx), id)
	})
}

// firstLine is what a draft begins with.
func firstLine(d github.Draft) string {
	if d.Title != "" {
		return d.Title
	}
	for line := range strings.SplitSeq(d.Body, "\n") {
		if strings.TrimSpace(line) != "" {
			return strings.TrimSpace(line)
		}
	}
	return "(empty)"
}

// standing says how far a draft has come.
func (p *Pane) standing(d github.Draft) string {
	switch {
	case p.sends[d.ID] != nil:
		return "being sent"
	case d.Status == github.DraftSending, d.Status == github.DraftUnclear:
		return "was being sent: press enter to look"
	case d.Problem != "":
		return "not sent: " + d.Problem
	}
	return "draft"
}

// listView draws the drafts.
func (p *Pane) listView(focused bool) []string {
	kept := p.kept.Value()
	if len(kept) == 0 {
		say := "No drafts. What you write and do not send is kept here."
		if !p.kept.Complete() {
			say = "loading" + text.Ellipsis
		}
		var rows []string
		for _, line := range text.Wrap(say, max(p.width-2, 1)) {
			rows = append(rows, p.theme.Dim.Render(text.Fit(" "+line, p.width)))
		}
		return rows
	}
	var r text.Row
	now := time.Now()
	return p.list.View(p.width, p.height, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.drawDraft(&r, kept[i], now)
		return r.String()
	})
}

func (p *Pane) drawDraft(r *text.Row, d github.Draft, now time.Time) {
	th := p.theme
	standing, style := p.standing(d), th.Dim
	mark := th.Glyphs.Circle
	if standing != "draft" {
		mark, style = th.Glyphs.Dot, th.Warn
	}
	r.Add(style, mark+" ")
	width := r.Rest()
	kind, target := "comment", fmt.Sprintf("%s#%d", d.Repo, d.Number)
	switch d.Kind {
	case github.DraftIssue:
		kind, target = "issue", d.Repo.String()
	case github.DraftEdit:
		kind = "edit"
	}
	r.Fit(th.Dim, kind, 8)
	r.FitLeft(text.Style{}, text.Clean(target), min(width/3, 32))
	r.Space(1)
	if width >= 90 {
		r.Fit(th.Dim, text.Clean(d.Place.Account), 10)
		r.Space(1)
	}
	if standing != "draft" {
		r.Fit(style, text.Clean(standing), min(width*4/10, 36))
		r.Space(1)
	}
	r.Fit(th.Dim, text.Clean(firstLine(d)), max(r.Rest()-5, 0))
	r.FitRight(th.Dim, text.Ago(now.Sub(d.ChangedAt)), 5)
}

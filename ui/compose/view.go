package compose

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/preview"
)

// Status says what the pane is about.
func (p *Pane) Status() pane.Status {
	st := pane.Status{}
	switch p.mode {
	case listing:
		st.Title = "Drafts"
		if n := len(p.kept.Value()); n > 0 {
			st.Count = text.Count(n)
		}
		st.Err = p.removal.Err()
	case picking:
		st.Title = "Issue templates"
	case reviewing:
		st.Title = "Send this?"
	case waiting:
		st.Title = "Sending"
		if p.draft.Status != github.DraftEditing {
			st.Title = "Looking whether it was sent"
		}
		if slot := p.sends[p.draft.ID]; slot != nil {
			st.Busy = slot.Busy()
		}
	case done:
		st.Title = "Sent"
	default:
		st.Title = upper(where(p.draft))
	}
	return st
}

// View draws what the mode shows, in exactly the space given.
func (p *Pane) View(focused bool) []string {
	var rows []string
	switch p.mode {
	case listing:
		rows = p.listView(focused)
	case picking:
		rows = p.pickView(focused)
	case reviewing:
		rows = p.reviewView(focused)
	case waiting:
		rows = p.sayView(p.waitText(), p.theme.Dim)
	case done:
		rows = p.sayView(upper(p.said)+". Press any key.", p.theme.Good)
	default:
		rows = p.writeView(focused)
	}
	for len(rows) < p.height {
		rows = append(rows, text.Spaces(p.width))
	}
	rows = rows[:max(p.height, 0)]
	if p.width <= 0 {
		clear(rows)
	}
	return rows
}

func (p *Pane) waitText() string {
	if p.draft.Status != github.DraftEditing {
		return "asking GitHub whether it is there: " + where(p.draft)
	}
	return "sending: " + where(p.draft) + ". Press esc to leave it running."
}

func (p *Pane) sayView(say string, style theme.Style) []string {
	var rows []string
	for _, line := range text.Wrap(text.Clean(say), max(p.width-2, 1)) {
		rows = append(rows, style.Render(text.Fit(" "+line, p.width)))
	}
	return rows
}

// wheel scrolls what the mode shows.
func (p *Pane) wheel(rows int) {
	switch p.mode {
	case listing:
		p.list.Scroll(rows)
	case picking:
		p.picks.Scroll(rows)
	case reviewing:
		p.review.Move(rows, preview.Room(p.height))
	case writing:
		p.body.Scroll(rows)
	}
}

// click gives a field the focus, or chooses a row.
func (p *Pane) click(c pane.Click) (pane.Intent, tea.Cmd) {
	switch p.mode {
	case listing:
		was := p.list.Cursor()
		if p.list.Click(c.Y) && c.Again && p.list.Cursor() == was {
			return p.choose(keymap.Open)
		}
	case picking:
		if p.picks.Click(c.Y - 1) {
			return nil, p.pick(keymap.Accept)
		}
	case writing:
		p.focusAt(c.X, c.Y)
	}
	return nil, nil
}

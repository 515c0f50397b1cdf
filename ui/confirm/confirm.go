// Package confirm is the question that is asked before something is done: what
// will be done, to what, where, and two buttons. It knows nothing of what it
// asks about.
package confirm

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Pane asks one question at a time.
type Pane struct {
	theme  *theme.Theme
	ask    pane.Ask
	yes    bool // the chosen button does it
	offset int  // of the first line in view

	width, height int
}

// New returns the pane.
func New(t *theme.Theme) *Pane { return &Pane{theme: t} }

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.ConfirmBox }

// Status is the question.
func (p *Pane) Status() pane.Status {
	title := text.Clean(p.ask.Title)
	if title == "" {
		title = "Are you sure?"
	}
	return pane.Status{Title: title}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.scroll(0)
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Ask:
		p.ask, p.yes, p.offset = msg, msg.Yes, 0
	case pane.Wheel:
		p.scroll(msg.Delta)
	case pane.Click:
		if no, yes := p.buttons(); msg.Y == p.height-1 && no.holds(msg.X) {
			return p.answer(false), nil
		} else if msg.Y == p.height-1 && yes.holds(msg.X) {
			return p.answer(true), nil
		}
	case keymap.Action:
		return p.act(msg), nil
	}
	return nil, nil
}

func (p *Pane) act(a keymap.Action) pane.Intent {
	switch a {
	case keymap.Yes:
		return p.answer(true)
	case keymap.Cancel, keymap.Back:
		return p.answer(false)
	case keymap.Accept:
		return p.answer(p.yes)
	case keymap.NextField, keymap.PreviousField, keymap.Left, keymap.Right:
		p.yes = !p.yes
	case keymap.Down:
		p.scroll(1)
	case keymap.Up:
		p.scroll(-1)
	case keymap.PageDown, keymap.HalfPageDown:
		p.scroll(max(p.room()-1, 1))
	case keymap.PageUp, keymap.HalfPageUp:
		p.scroll(-max(p.room()-1, 1))
	case keymap.First:
		p.offset = 0
	case keymap.Last:
		p.scroll(len(p.lines()))
	}
	return nil
}

func (p *Pane) answer(yes bool) pane.Intent {
	return pane.Answer{To: p.ask.To, Msg: pane.Confirmed{Tag: p.ask.Tag, Yes: yes}}
}

func (p *Pane) scroll(rows int) {
	p.offset = max(min(p.offset+rows, len(p.lines())-p.room()), 0)
}

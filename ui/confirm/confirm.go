// Package confirm is the question that is asked before something is done: what
// will be done, to what, where, and a button for each answer. It knows nothing of what it
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
	chosen int // the button: 0 is no, 1 the verb, then the other ways
	offset int // of the first line in view

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
		p.ask, p.chosen, p.offset = msg, 0, 0
		if msg.Yes {
			p.chosen = 1
		}
	case pane.Wheel:
		p.scroll(msg.Delta)
	case pane.Click:
		for i, b := range p.buttons() {
			if msg.Y == p.height-1 && b.holds(msg.X) {
				return p.answer(i), nil
			}
		}
	case keymap.Action:
		return p.act(msg), nil
	}
	return nil, nil
}

func (p *Pane) act(a keymap.Action) pane.Intent {
	switch a {
	case keymap.Yes:
		return p.answer(1)
	case keymap.Cancel, keymap.Back:
		return p.answer(0)
	case keymap.Accept:
		return p.answer(p.chosen)
	case keymap.NextField, keymap.Right:
		p.chosen = (p.chosen + 1) % p.answers()
	case keymap.PreviousField, keymap.Left:
		p.chosen = (p.chosen + p.answers() - 1) % p.answers()
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

// answers is how many buttons there are.
func (p *Pane) answers() int { return 2 + len(p.ask.Also) }

func (p *Pane) answer(button int) pane.Intent {
	return pane.Answer{To: p.ask.To, Msg: pane.Confirmed{Tag: p.ask.Tag, Yes: button > 0, Choice: max(button-1, 0)}}
}

func (p *Pane) scroll(rows int) {
	p.offset = max(min(p.offset+rows, len(p.lines())-p.room()), 0)
}

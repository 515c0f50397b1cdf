package linker

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	was := p.step
	intent, cmd := p.update(msg)
	if p.step != was {
		p.redraw()
	}
	p.arrange()
	return intent, cmd
}

func (p *Pane) update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.LinkUp:
		p.asked = true
		return nil, p.begin(msg)
	case pane.Unlink:
		p.asked = true
		return nil, p.untie(msg)
	case pane.Raised:
		if p.asked {
			p.asked = false
			return nil, nil
		}
		return nil, p.toList()
	case pane.SubjectChanged:
		p.subject = msg.Subject
	case pane.Restored:
		p.subject = msg.Subject
	case pane.Shown:
		p.shown = true
	case pane.Hidden:
		p.hide()
	case pane.Rethemed:
		p.bars()
		p.redraw()
	case pane.Confirmed:
		return nil, p.confirmed(msg)
	case pane.Wheel:
		p.wheel(msg.Delta)
	case pane.Click:
		return p.click(msg)
	case tea.KeyMsg:
		return nil, p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	default:
		return p.answer(msg)
	}
	return nil, nil
}

// answer takes what the work in the background brought.
func (p *Pane) answer(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case load.Result[found]:
		return nil, p.found(msg)
	case load.Result[proposal]:
		return nil, p.planned(msg)
	case load.Result[[]github.Link]:
		p.tied(msg)
	case load.Result[ran]:
		return p.ran(msg)
	case load.Result[[]github.LinkJob]:
		return nil, p.listed(msg)
	}
	return nil, nil
}

// act carries out an action of the step.
func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	p.note, p.pick.eager = "", false
	switch p.step {
	case picking:
		return p.find(a)
	case choosing:
		return p.choose(a)
	case naming:
		return p.name(a)
	case untying:
		return p.cut(a)
	case reviewing:
		return p.decide(a)
	case working:
		return p.watch(a), nil
	case showing:
		return p.conclude(a)
	default:
		return p.manage(a)
	}
}

// typed takes a key of text.
func (p *Pane) typed(msg tea.KeyMsg) tea.Cmd {
	p.note, p.pick.eager = "", false
	switch p.step {
	case picking:
		before := p.pick.input.Value()
		p.pick.input.Update(msg)
		if p.pick.input.Value() != before {
			return p.look()
		}
	case naming:
		p.branch.Update(msg)
	}
	return nil
}

// hide is told when the pane is put away. What is being written goes on.
func (p *Pane) hide() {
	p.shown = false
	p.pick.slot.Cancel()
	p.plans.Cancel()
	p.ends.slot.Cancel()
}

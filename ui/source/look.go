package source

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// look takes over what is looked at.
func (p *Pane) look(s pane.Subject) {
	was := p.subject
	if placeOf(s) != placeOf(was) {
		p.leave()
		p.subject, p.trail = s, nil
		p.enter(s.Line)
		p.selection.asked(s.Line, s.LastLine)
		p.blaming = p.blaming || s.Blame
		return
	}
	p.subject = s
	p.blaming = p.blaming || s.Blame && !was.Blame
	if asked := s.Line != was.Line || s.LastLine != was.LastLine; s.Line != 0 && asked && len(p.trail) == 0 {
		p.goTo(s.Line)
		p.selection.asked(s.Line, s.LastLine)
	}
}

// show goes to lines of the file looked at that the person asked for, perhaps once
// more.
func (p *Pane) show(f pane.ShowFile) (pane.Intent, tea.Cmd) {
	if len(p.trail) > 0 { // from behind a commit
		p.leave()
		p.trail = nil
		p.enter(f.Line)
		p.selection.asked(f.Line, f.LastLine)
		return nil, p.load()
	}
	n := p.list.Len()
	if f.Line == 0 || n == 0 {
		return nil, nil
	}
	p.goTo(f.Line)
	p.selection.asked(f.Line, f.LastLine)
	return beyond(f.Line, n), nil
}

// beyond says that there is no such line, nil if there is.
func beyond(line, lines int) pane.Intent {
	if line <= lines {
		return nil
	}
	return pane.Say{Text: "there is no line " + text.Count(line) + ": the file has " + text.Count(lines)}
}

// leave keeps where the cursor was and forgets the file.
func (p *Pane) leave() {
	if p.list.Len() > 0 {
		p.lines[p.here()] = p.list.Cursor()
	}
	p.slot.Reset()
	p.blame.Reset()
	p.before.Reset()
	p.scanning.stop()
	p.selection = selection{}
	p.list.SetLen(0)
	p.list.Home()
	p.left = 0
}

// enter begins another file at a line, from 1; 0 is where the cursor was the last
// time.
func (p *Pane) enter(line int) {
	if p.goal = line; line == 0 {
		p.goal = p.lines[p.here()] + 1
	}
}

// goTo puts the cursor on a line, from 1.
func (p *Pane) goTo(line int) {
	if p.goal = line; p.list.Len() > 0 {
		p.list.Select(line - 1)
		p.goal = 0
	}
}

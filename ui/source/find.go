package source

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/input"
)

// typing is what is typed.
type typing int

const (
	nothing typing = iota
	words          // to be found
	number         // of a line
)

// scan is what is looked for in the file.
type scan struct {
	typing typing
	input  *input.Input
	query  string // what was looked for last
	from   int    // the line where looking began, from 0
	missed bool   // nothing matches what is typed
}

// start begins typing.
func (s *scan) start(t typing, from int) {
	s.typing, s.from, s.missed = t, from, false
	s.input.SetValue("")
	if t == number {
		s.input.SetPrompt("line ", "a number, or one from the end like -10")
	} else {
		s.input.SetPrompt("/", "any part of a line")
	}
}

// stop ends typing and forgets what was looked for.
func (s *scan) stop() { s.typing, s.query, s.missed = nothing, "", false }

// typed takes a letter of what is looked for and goes there.
func (p *Pane) typed(k tea.KeyMsg) pane.Intent {
	s := &p.scanning
	before := s.input.Value()
	if s.input.Update(k); s.input.Value() == before {
		return nil
	}
	if s.typing == number {
		line, ok := p.lineTyped()
		if s.missed = !ok && s.input.Value() != ""; ok {
			p.list.Select(line)
		}
		return nil
	}
	s.query, s.missed = s.input.Value(), false
	line, _, ok := p.slot.Value().find(s.query, s.from, false)
	switch {
	case ok:
		p.list.Select(line)
	case s.query == "":
		p.list.Select(s.from)
	default:
		s.missed = true
	}
	return nil
}

// lineTyped is the line whose number is typed, from 0.
func (p *Pane) lineTyped() (int, bool) {
	n, err := strconv.Atoi(p.scanning.input.Value())
	switch {
	case err != nil || n == 0:
		return 0, false
	case n < 0:
		return max(p.list.Len()+n, 0), true
	}
	return min(n, p.list.Len()) - 1, true
}

// actTyping is an action while something is typed.
func (p *Pane) actTyping(a keymap.Action) pane.Intent {
	s := &p.scanning
	switch a {
	case keymap.Accept:
		s.typing = nothing
		if s.missed {
			s.query, s.missed = "", false
			p.list.Select(s.from)
			return pane.Say{Text: "nothing matches " + quoted(s.input.Value())}
		}
	case keymap.Cancel:
		p.list.Select(s.from)
		s.stop()
	case keymap.Down, keymap.Up:
		if s.typing == words {
			return p.match(a == keymap.Up)
		}
	}
	return nil
}

// match goes to the next or the previous match of what was looked for last.
func (p *Pane) match(back bool) pane.Intent {
	s := &p.scanning
	if s.query == "" {
		return pane.Say{Text: "nothing was looked for: / finds"}
	}
	from := p.list.Cursor() + 1
	if back {
		from = p.list.Cursor() - 1
	}
	over := from < 0 // above the first line
	if over {
		from = p.list.Len() - 1
	}
	line, wrapped, ok := p.slot.Value().find(s.query, from, back)
	if !ok {
		return pane.Say{Text: "nothing matches " + quoted(s.query)}
	}
	p.list.Select(line)
	switch {
	case back && (over || wrapped):
		return pane.Say{Text: "from the end again"}
	case wrapped:
		return pane.Say{Text: "from the top again"}
	}
	return nil
}

package conversation

import "hubtrail/ui/text"

// note is what the pane says below the conversation.
type note struct {
	text    string
	ink     ink
	lasting bool // until it is put away: it says what to do
}

// noteRows is the most rows that a note takes.
const noteRows = 4

// tell shows a note, or none.
func (p *Pane) tell(n note) {
	p.note = n
	p.room()
}

func (p *Pane) noteLines() []string {
	if p.note.text == "" || p.width < narrowest {
		return nil
	}
	all := text.Wrap(clip(p.note.text), p.width-1)
	most := min(noteRows, p.height/3)
	if len(all) > most {
		all = all[:most]
	}
	for i := range all {
		all[i] = p.style(p.note.ink).Render(text.Fit(" "+all[i], p.width))
	}
	return all
}

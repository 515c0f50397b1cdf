package confirm

import (
	"strings"

	"hubtrail/ui/text"
)

// room is how many rows there are for lines: the buttons have the last, with a
// blank one above them where there is space.
func (p *Pane) room() int {
	if p.height > 3 {
		return p.height - 2
	}
	return max(p.height-1, 0)
}

// lines are those of the question, cleaned and wrapped.
func (p *Pane) lines() []string {
	var lines []string
	for _, paragraph := range p.ask.Lines {
		for line := range strings.SplitSeq(paragraph, "\n") {
			lines = append(lines, text.Wrap(text.Clean(line), max(p.width-2, 1))...)
		}
	}
	return lines
}

// span is the cells of a button.
type span struct {
	from, to int
	label    string
}

func (s span) holds(x int) bool { return x >= s.from && x < s.to }

// buttons are where the two answers are, from left to right.
func (p *Pane) buttons() (no, yes span) {
	verb := text.Clean(p.ask.Verb)
	if verb == "" {
		verb = "yes"
	}
	no = span{from: 1, label: "[ no ]"}
	no.to = no.from + text.Width(no.label)
	yes = span{from: no.to + 2, label: "[ " + text.Cut(verb, max(p.width-no.to-8, 3)) + " ]"}
	yes.to = yes.from + text.Width(yes.label)
	return no, yes
}

// View draws the lines in view and the buttons.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	lines := p.lines()
	rows := make([]string, 0, p.height)
	var r text.Row
	for i := p.offset; len(rows) < p.room(); i++ {
		r.Reset(p.width, text.Style{})
		if i < len(lines) {
			r.Space(1)
			r.Add(text.Style{}, lines[i])
		}
		if hidden := i+1 < len(lines); hidden && len(rows) == p.room()-1 {
			r.Reset(p.width, text.Style{})
			r.Add(p.theme.Dim, " "+text.Ellipsis+" more below: press j")
		}
		rows = append(rows, r.String())
	}
	for len(rows) < p.height-1 {
		rows = append(rows, text.Spaces(p.width))
	}
	return append(rows, p.buttonRow(focused))
}

func (p *Pane) buttonRow(focused bool) string {
	no, yes := p.buttons()
	chosen := p.theme.Selected
	if !focused {
		chosen = p.theme.SelectedBlurred
	}
	of := func(on bool) text.Style {
		if on {
			return chosen
		}
		return p.theme.Dim
	}
	var r text.Row
	r.Reset(p.width, text.Style{})
	r.Space(no.from)
	r.Add(of(!p.yes), no.label)
	r.Space(yes.from - no.to)
	r.Add(of(p.yes), yes.label)
	return r.String()
}

package confirm

import (
	"cmp"
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

// buttons are where the answers are, from left to right. Where they do not fit
// side by side, their labels are cut to an equal share.
func (p *Pane) buttons() []span {
	labels := []string{"no", cmp.Or(text.Clean(p.ask.Verb), "yes")}
	for _, v := range p.ask.Also {
		labels = append(labels, text.Clean(v))
	}
	share := max((p.width-1-len("[ no ]"))/max(len(labels)-1, 1)-6, 3)
	at := 1
	list := make([]span, len(labels))
	for i, l := range labels {
		b := span{from: at, label: "[ " + text.Cut(l, share) + " ]"}
		b.to = b.from + text.Width(b.label)
		at = b.to + 2
		list[i] = b
	}
	return list
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
	chosen := p.theme.Row(true, focused)
	var r text.Row
	r.Reset(p.width, text.Style{})
	at := 0
	for i, b := range p.buttons() {
		r.Space(b.from - at)
		if i == p.chosen {
			r.Add(chosen, b.label)
		} else {
			r.Add(p.theme.Dim, b.label)
		}
		at = b.to
	}
	return r.String()
}

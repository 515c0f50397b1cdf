package compose

import (
	"slices"
	"unicode/utf8"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/preview"
)

// plan is which rows the fields have.
type plan struct {
	header  bool
	said    []text.Span // problem and note, wrapped
	fields  []field     // those that are drawn
	gaps    bool        // a row above the body and one below it
	offers  bool        // a row for completions
	count   string      // the length, "" for no row of it
	bodyTop int
}

// minBody is how many rows the body has at least before others get theirs.
const minBody = 3

// arrange reckons which rows there are. It runs after everything that could
// change them.
func (p *Pane) arrange() {
	p.list.SetHeight(max(p.height, 0))
	p.picks.SetHeight(max(p.height-1, 0))
	p.review.Wrap(p.width-2, preview.Room(p.height))
	fields := p.fields()
	rest := p.height - minBody
	var n plan
	if rest < len(fields)-1 {
		// Too small for a form: the field that has the focus is all there is.
		n.fields = []field{p.focus}
		p.plan = n
		p.body.Resize(p.width, p.height)
		return
	}
	n.fields = fields
	rest -= len(fields) - 1
	take := func() bool { rest--; return rest >= 0 }
	n.header = take()
	for _, s := range p.saidSpans() {
		if take() {
			n.said = append(n.said, s)
		}
	}
	if p.draft.Kind == github.DraftIssue { // kept free, so that nothing jumps when it is needed
		n.offers = take()
	}
	if count := p.countText(); count != "" && take() {
		n.count = count
	}
	body := p.height - len(fields) + 1 - len(n.said)
	if n.gaps = rest >= 6; n.gaps {
		body--
		if len(fields) > 1 {
			body--
		}
	}
	for _, on := range []bool{n.header, n.offers, n.count != ""} {
		if on {
			body--
		}
	}
	p.plan = n
	p.body.Resize(p.width, body)
	p.plan.bodyTop = p.above()
}

// saidSpans are the problem and the note, wrapped; at most a third of the pane.
func (p *Pane) saidSpans() []text.Span {
	var spans []text.Span
	add := func(s string, style theme.Style) {
		if s == "" {
			return
		}
		for _, row := range text.Wrap(text.Clean(s), max(p.width, 1)) {
			spans = append(spans, text.Span{Text: row, Style: style})
		}
	}
	add(p.problem, p.theme.Bad)
	if p.problem != "" && p.draft.Theirs != "" {
		add("Their text is put below yours by the key for templates.", p.theme.Warn)
	}
	add(p.unkept, p.theme.Warn)
	add(p.note, p.theme.Warn)
	return spans[:min(len(spans), max(p.height/3, 1))]
}

// countText says how long the body is once that begins to matter.
func (p *Pane) countText() string {
	if p.body.Bytes() < github.MaxBody*9/10 {
		return ""
	}
	n := utf8.RuneCountInString(p.body.Value())
	if n < github.MaxBody*9/10 {
		return ""
	}
	return text.Count(n) + " of " + text.Count(github.MaxBody) + " characters"
}

// above is how many rows stand before the body.
func (p *Pane) above() int {
	if len(p.plan.fields) == 1 && p.draft.Kind == github.DraftIssue {
		return 0
	}
	n := len(p.plan.said)
	if p.plan.header {
		n++
	}
	if p.draft.Kind == github.DraftIssue {
		n++ // the title
	}
	if p.plan.gaps {
		n++
	}
	return n
}

// writeView draws the fields.
func (p *Pane) writeView(focused bool) []string {
	var rows []string
	if p.plan.header {
		line := upper(where(p.draft)) + " as " + p.as
		rows = append(rows, p.theme.Dim.Render(text.Fit(line, p.width)))
	}
	for _, s := range p.plan.said {
		rows = append(rows, s.Style.Render(text.Fit(s.Text, p.width)))
	}
	for _, f := range p.plan.fields {
		on := focused && f == p.focus
		switch f {
		case titleField:
			rows = append(rows, p.title.View(p.width, on))
		case bodyField:
			if p.plan.gaps {
				rows = append(rows, text.Spaces(p.width))
			}
			rows = append(rows, p.body.View(on)...)
			if p.plan.gaps && len(p.plan.fields) > 1 {
				rows = append(rows, text.Spaces(p.width))
			}
		case labelField:
			rows = append(rows, p.labels.View(p.width, on))
		case assigneeField:
			rows = append(rows, p.assignees.View(p.width, on))
		}
	}
	if p.plan.offers {
		rows = append(rows, p.offerRow())
	}
	if p.plan.count != "" {
		rows = append(rows, p.theme.Warn.Render(text.Fit(p.plan.count, p.width)))
	}
	return rows
}

// focusAt gives the field in a cell the focus.
func (p *Pane) focusAt(x, y int) {
	top, height, gap := p.plan.bodyTop, p.body.Height(), 0
	if p.plan.gaps {
		gap = 1
	}
	switch issue := len(p.plan.fields) > 1; {
	case y >= top && y < top+height && p.focusable(bodyField):
		p.focus = bodyField
		p.body.Click(x, y-top)
	case issue && y == top-1-gap:
		p.focus = titleField
	case issue && y == top+height+gap:
		p.focus = labelField
	case issue && y == top+height+gap+1:
		p.focus = assigneeField
	}
}

func (p *Pane) focusable(f field) bool { return slices.Contains(p.plan.fields, f) }

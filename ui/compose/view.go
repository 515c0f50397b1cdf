package compose

import (
	"slices"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
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
	p.review.wrap(p.width - 2)
	p.review.scroll(0, p.reviewRoom())
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

// reviewRoom is how many rows of the review are in view: the buttons and a blank
// row follow.
func (p *Pane) reviewRoom() int { return max(p.height-2, 0) }

func (p *Pane) reviewView(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	var rows []string
	r := &p.review
	for i := r.offset; i < len(r.rows) && len(rows) < p.reviewRoom(); i++ {
		rows = append(rows, r.rows[i].Style.Render(text.Fit(" "+r.rows[i].Text, p.width)))
	}
	for len(rows) < p.height-1 {
		more := ""
		if r.offset+p.reviewRoom() < len(r.rows) && len(rows) == p.height-2 {
			more = " " + text.Ellipsis + " " + text.Count(len(r.rows)-r.offset-p.reviewRoom()) + " more rows: press j"
		}
		rows = append(rows, p.theme.Dim.Render(text.Fit(more, p.width)))
	}
	return append(rows, p.buttons(focused))
}

func (p *Pane) buttons(focused bool) string {
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
	verb := "send"
	if p.review.draft.Kind == github.DraftEdit {
		verb = "replace the comment"
	}
	return text.Spans(p.width, text.Span{Text: " "}, text.Span{Text: "[ back ]", Style: of(!p.review.yes)}, text.Span{Text: "  "}, text.Span{Text: "[ " + verb + " ]", Style: of(p.review.yes)})
}

// wheel scrolls what the mode shows.
func (p *Pane) wheel(rows int) {
	switch p.mode {
	case listing:
		p.list.Scroll(rows)
	case picking:
		p.picks.Scroll(rows)
	case reviewing:
		p.review.scroll(rows, p.reviewRoom())
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

package compose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/text"
)

// reviewText is what is shown before a draft is sent.
type reviewText struct {
	draft  github.Draft
	lines  []text.Span // not wrapped yet
	rows   []text.Span
	width  int
	offset int
	yes    bool // the chosen answer
}

// toReview shows what will be sent, unless GitHub would not take it.
func (p *Pane) toReview() tea.Cmd {
	d := p.current()
	if p.problem = unfit(d); p.problem != "" {
		return nil
	}
	p.mode = reviewing
	p.review = reviewText{draft: d, lines: p.reviewLines(d), yes: d.Theirs == ""}
	return p.keep(0)
}

// unfit says why GitHub would not take a draft, "" if it would.
func unfit(d github.Draft) string {
	title, body := utf8.RuneCountInString(d.Title), utf8.RuneCountInString(d.Body)
	switch {
	case d.Kind == github.DraftIssue && d.Title == "":
		return "An issue needs a title."
	case title > github.MaxTitle:
		return fmt.Sprintf("The title has %s characters, and GitHub takes %d: make it shorter.", text.Count(title), github.MaxTitle)
	case d.Kind != github.DraftIssue && strings.TrimSpace(d.Body) == "":
		return "There is no text yet."
	case body > github.MaxBody:
		return fmt.Sprintf("The text has %s characters, and GitHub takes %s: make it shorter, or send it in parts.", text.Count(body), text.Count(github.MaxBody))
	}
	return ""
}

// reviewLines is exactly what will be sent, and where to.
func (p *Pane) reviewLines(d github.Draft) []text.Span {
	th := p.theme
	lines := []text.Span{
		{Text: upper(where(d)) + ", as " + p.who(d), Style: th.Strong},
	}
	switch a := p.account(d.Place.Account); {
	case a.Demo:
		lines = append(lines, text.Span{Text: "This is the demo: nothing leaves this machine.", Style: th.Warn})
	case a.Local:
		lines = append(lines, text.Span{Text: "This is a local clone: nothing leaves this machine.", Style: th.Warn})
	}
	if p.unkept != "" {
		lines = append(lines, text.Span{Text: text.Clean(p.unkept), Style: th.Warn})
	}
	if d.Kind == github.DraftIssue {
		lines = append(lines, text.Span{}, text.Span{Text: "Title: " + text.Clean(d.Title)})
		if len(d.Labels) > 0 {
			lines = append(lines, text.Span{Text: "Labels: " + text.Clean(strings.Join(d.Labels, ", "))})
		}
		if len(d.Assignees) > 0 {
			lines = append(lines, text.Span{Text: "Assignees: " + text.Clean(strings.Join(d.Assignees, ", "))})
		}
	}
	if d.Theirs != "" {
		lines = append(lines, text.Span{}, text.Span{Text: "It replaces this text, which others changed since you began:", Style: th.Bad})
		lines = appendBody(lines, d.Theirs, th.Dim)
		lines = append(lines, text.Span{}, text.Span{Text: "by this one:", Style: th.Bad})
	}
	if strings.TrimSpace(d.Body) == "" {
		return append(lines, text.Span{}, text.Span{Text: "without a text", Style: th.Dim})
	}
	return appendBody(append(lines, text.Span{}), d.Body, text.Style{})
}

func appendBody(lines []text.Span, body string, style text.Style) []text.Span {
	for line := range strings.SplitSeq(body, "\n") {
		lines = append(lines, text.Span{Text: text.CleanLine(strings.TrimSuffix(line, "\r"), 4), Style: style})
	}
	return lines
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (p *Pane) account(name string) github.Account {
	for _, a := range p.accounts.List() {
		if a.Name == name {
			return a
		}
	}
	return github.Account{}
}

// wrap makes the rows for a width.
func (r *reviewText) wrap(width int) {
	if r.width == width && r.rows != nil {
		return
	}
	r.width, r.rows = width, r.rows[:0]
	for _, l := range r.lines {
		for _, row := range text.Wrap(l.Text, max(width, 1)) {
			r.rows = append(r.rows, text.Span{Text: row, Style: l.Style})
		}
	}
}

func (r *reviewText) scroll(by, height int) {
	r.offset = max(min(r.offset+by, len(r.rows)-height), 0)
}

// decide carries out an action of the review.
func (p *Pane) decide(a keymap.Action) tea.Cmd {
	r, page := &p.review, max(p.height-3, 1)
	switch a {
	case keymap.Yes:
		return p.send(r.draft, r.draft.Theirs != "")
	case keymap.Accept:
		if r.yes {
			return p.send(r.draft, r.draft.Theirs != "")
		}
		p.mode = writing
	case keymap.Cancel, keymap.Back:
		p.mode = writing
	case keymap.NextField, keymap.PreviousField, keymap.Left, keymap.Right:
		r.yes = !r.yes
	case keymap.Down:
		r.scroll(1, page)
	case keymap.Up:
		r.scroll(-1, page)
	case keymap.PageDown, keymap.HalfPageDown:
		r.scroll(page, page)
	case keymap.PageUp, keymap.HalfPageUp:
		r.scroll(-page, page)
	case keymap.First:
		r.scroll(-r.offset, page)
	case keymap.Last:
		r.scroll(len(r.rows), page)
	}
	return nil
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

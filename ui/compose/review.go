package compose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/preview"
)

// review is what is shown before a draft is sent.
type review struct {
	draft github.Draft
	yes   bool // the chosen answer
	preview.Text
}

// toReview shows what will be sent, unless GitHub would not take it.
func (p *Pane) toReview() tea.Cmd {
	d := p.current()
	if p.problem = unfit(d); p.problem != "" {
		return nil
	}
	p.mode = reviewing
	p.review = review{draft: d, yes: d.Theirs == ""}
	p.review.Set(p.reviewLines(d))
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
func (p *Pane) reviewLines(d github.Draft) []preview.Line {
	th := p.theme
	lines := []preview.Line{
		{Text: upper(where(d)) + ", as " + p.who(d), Style: th.Strong},
	}
	switch a := p.account(d.Place.Account); {
	case a.Demo:
		lines = append(lines, preview.Line{Text: "This is the demo: nothing leaves this machine.", Style: th.Warn})
	case a.Local:
		lines = append(lines, preview.Line{Text: "This is a local clone: nothing leaves this machine.", Style: th.Warn})
	}
	if p.unkept != "" {
		lines = append(lines, preview.Line{Text: text.Clean(p.unkept), Style: th.Warn})
	}
	if d.Kind == github.DraftIssue {
		lines = append(lines, preview.Line{}, preview.Line{Text: "Title: " + text.Clean(d.Title)})
		if len(d.Labels) > 0 {
			lines = append(lines, preview.Line{Text: "Labels: " + text.Clean(strings.Join(d.Labels, ", "))})
		}
		if len(d.Assignees) > 0 {
			lines = append(lines, preview.Line{Text: "Assignees: " + text.Clean(strings.Join(d.Assignees, ", "))})
		}
	}
	if d.Theirs != "" {
		lines = append(lines, preview.Line{}, preview.Line{Text: "It replaces this text, which others changed since you began:", Style: th.Bad})
		lines = appendBody(lines, d.Theirs, th.Dim)
		lines = append(lines, preview.Line{}, preview.Line{Text: "by this one:", Style: th.Bad})
	}
	if strings.TrimSpace(d.Body) == "" {
		return append(lines, preview.Line{}, preview.Line{Text: "without a text", Style: th.Dim})
	}
	return appendBody(append(lines, preview.Line{}), d.Body, text.Style{})
}

func appendBody(lines []preview.Line, body string, style text.Style) []preview.Line {
	for line := range strings.SplitSeq(body, "\n") {
		lines = append(lines, preview.Line{Text: text.CleanLine(strings.TrimSuffix(line, "\r"), 4), Style: style})
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

// decide carries out an action of the review.
func (p *Pane) decide(a keymap.Action) tea.Cmd {
	r := &p.review
	if r.Act(a, preview.Room(p.height)) {
		return nil
	}
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
	}
	return nil
}

func (p *Pane) reviewView(focused bool) []string {
	verb := "send"
	if p.review.draft.Kind == github.DraftEdit {
		verb = "replace the comment"
	}
	return p.review.ViewAbove(p.theme, p.width, p.height, preview.Answers(p.theme, p.width, verb, p.review.yes, focused))
}

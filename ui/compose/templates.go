package compose

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// learn asks for what helps with writing an issue: templates, labels, and who
// can be assigned. That any of them cannot be had does not matter.
func (p *Pane) learn() tea.Cmd {
	d := p.draft
	if d.Kind != github.DraftIssue {
		p.forms.Reset()
		return nil
	}
	accounts := p.accounts
	p.forms.Reset()
	return tea.Batch(p.known.learn(accounts, d), p.forms.Start(0, func(ctx context.Context, emit func([]github.IssueTemplate, time.Time)) error {
		forms, err := accounts.IssueTemplates(ctx, d.Place, d.Repo)
		if err == nil {
			emit(forms, time.Time{})
		}
		return err
	}))
}

// offerTemplates shows the templates at once where nothing is written yet.
func (p *Pane) offerTemplates() {
	if p.mode == writing && !p.fitted && p.draft.Kind == github.DraftIssue && len(p.forms.Value()) > 0 && blank(p.current()) {
		p.toPicker()
	}
}

func (p *Pane) toPicker() {
	p.fitted = true
	p.mode = picking
	p.picks.SetLen(len(p.forms.Value()) + 1)
	p.picks.Home()
}

// wantTemplates is the key for them. In an edit that others were faster with, it
// brings their text.
func (p *Pane) wantTemplates() (pane.Intent, tea.Cmd) {
	switch {
	case p.draft.Theirs != "":
		p.body.ToEnd()
		p.body.Insert("\n\n" + p.draft.Theirs)
		p.touched = true
		return pane.Say{Text: "their text is below yours now"}, p.keep(0)
	case p.draft.Kind != github.DraftIssue:
		return pane.Say{Text: "templates are for new issues"}, nil
	case len(p.forms.Value()) > 0:
		p.toPicker()
		return nil, nil
	case !p.forms.Busy().IsZero():
		return pane.Say{Text: "the templates are not here yet"}, nil
	case p.forms.Err() != nil:
		return pane.Say{Text: "the templates could not be read: " + p.forms.Err().Error()}, nil
	}
	return pane.Say{Text: "this repository has no issue templates"}, nil
}

// pick carries out an action while the templates are shown.
func (p *Pane) pick(a keymap.Action) tea.Cmd {
	if p.picks.Act(a) {
		return nil
	}
	switch a {
	case keymap.Cancel, keymap.Back:
		p.mode = writing
	case keymap.Accept, keymap.Open:
		p.mode = writing
		if i := p.picks.Cursor(); i > 0 {
			return p.fill(p.forms.Value()[i-1])
		}
	}
	return nil
}

// fill begins the draft with a template. What was written stays, below it.
func (p *Pane) fill(t github.IssueTemplate) tea.Cmd {
	if strings.TrimSpace(p.title.Value()) == "" {
		p.title.SetValue(t.Title)
	}
	body := t.Body
	if was := p.body.Value(); strings.TrimSpace(was) != "" {
		body = strings.TrimRight(body, "\r\n") + "\n\n" + was
	}
	p.body.SetValue(body)
	p.labels.SetValue(strings.Join(append(listOf(p.labels), t.Labels...), ", "))
	p.labels.SetValue(strings.Join(listOf(p.labels), ", "))
	p.assignees.SetValue(strings.Join(append(listOf(p.assignees), t.Assignees...), ", "))
	p.assignees.SetValue(strings.Join(listOf(p.assignees), ", "))
	p.touched = true
	return p.keep(0)
}

// pickView draws the templates; the first row is to do without.
func (p *Pane) pickView(focused bool) []string {
	if p.height == 0 {
		return nil
	}
	rows := []string{p.theme.Dim.Render(text.Fit(" Begin the issue with a template of "+text.Clean(p.draft.Repo.String())+":", p.width))}
	forms := p.forms.Value()
	var r text.Row
	return append(rows, p.picks.View(p.width, p.height-1, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		r.Space(1)
		if i == 0 {
			r.Add(p.theme.Dim, "none: an empty issue")
			return r.String()
		}
		name, about := forms[i-1].Name, forms[i-1].About
		if name == "" {
			name = forms[i-1].Path
		}
		r.Fit(text.Style{}, text.Clean(name), min(r.Rest(), 30))
		r.Space(1)
		r.Add(p.theme.Dim, text.Clean(about))
		return r.String()
	})...)
}

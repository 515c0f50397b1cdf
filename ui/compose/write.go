package compose

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/input"
)

// field is one of the fields of a draft.
type field int

const (
	titleField field = iota
	bodyField
	labelField
	assigneeField
)

// fields are those of the draft, in the order of the screen.
func (p *Pane) fields() []field {
	if p.draft.Kind == github.DraftIssue {
		return []field{titleField, bodyField, labelField, assigneeField}
	}
	return []field{bodyField}
}

// begin opens a new draft, unless one for the same place was left unsent: that
// one is gone on with once the disk has told of it.
func (p *Pane) begin(d github.Draft) tea.Cmd {
	fresh := d.ID == ""
	p.open(p.drafts.New(d))
	cmds := []tea.Cmd{p.learn()}
	if fresh {
		cmds = append(cmds, p.readKept())
	}
	return tea.Batch(cmds...)
}

// open puts a draft into the fields.
func (p *Pane) open(d github.Draft) {
	if d.Kind == github.DraftEdit && d.Body == "" && d.Base != "" && d.ChangedAt.IsZero() {
		d.Body = d.Base
	}
	p.mode, p.draft, p.touched, p.problem, p.note, p.unkept, p.fitted = writing, d, false, d.Problem, "", "", false
	p.unsaved, p.as = time.Time{}, p.who(d)
	p.title.SetValue(d.Title)
	p.labels.SetValue(strings.Join(d.Labels, ", "))
	p.assignees.SetValue(strings.Join(d.Assignees, ", "))
	p.body.SetValue(d.Body)
	p.body.ToEnd()
	p.focus = p.fields()[0]
	if d.Kind == github.DraftIssue && d.Title != "" {
		p.focus = bodyField
	}
}

// current is the draft with what the fields have.
func (p *Pane) current() github.Draft {
	d := p.draft
	d.Body = p.body.Value()
	if d.Kind == github.DraftIssue {
		d.Title = strings.TrimSpace(p.title.Value())
		d.Labels, d.Assignees = listOf(p.labels), listOf(p.assignees)
	}
	return d
}

// listOf reads a field of names between commas, each once.
func listOf(i *input.Input) []string {
	var names []string
	for name := range strings.SplitSeq(i.Value(), ",") {
		name = strings.TrimSpace(name)
		if name != "" && !slices.ContainsFunc(names, func(o string) bool { return strings.EqualFold(o, name) }) {
			names = append(names, name)
		}
	}
	return names
}

// typed handles a key that means no action: text.
func (p *Pane) typed(msg tea.KeyMsg) (pane.Intent, tea.Cmd) {
	p.keys = true
	switch p.mode {
	case done:
		return p.finish(), nil
	case writing:
	default:
		return nil, nil
	}
	before := p.current()
	switch p.focus {
	case bodyField:
		if !p.body.Update(msg) {
			return nil, nil
		}
	case titleField:
		if msg.Type == tea.KeyEnter || msg.Type == tea.KeyDown {
			p.step(1)
			return nil, nil
		}
		p.title.Update(msg)
	default:
		if p.complete(msg) {
			break
		}
		p.names().Update(msg)
	}
	if p.focus != bodyField && same(before, p.current()) {
		return nil, nil
	}
	p.touched = true
	return nil, p.keep(pause)
}

func same(a, b github.Draft) bool {
	return a.Title == b.Title && a.Body == b.Body && slices.Equal(a.Labels, b.Labels) && slices.Equal(a.Assignees, b.Assignees)
}

// step goes to a neighbouring field.
func (p *Pane) step(by int) {
	fields := p.fields()
	at := slices.Index(fields, p.focus)
	p.focus = fields[(at+by+len(fields))%len(fields)]
}

// write carries out an action while a draft is written.
func (p *Pane) write(a keymap.Action) (pane.Intent, tea.Cmd) {
	switch a {
	case keymap.NextField:
		p.step(1)
	case keymap.PreviousField:
		p.step(-1)
	case keymap.Cancel, keymap.Back:
		return p.close()
	case keymap.Editor:
		return pane.EditText{To: pane.Compose, Text: p.body.Value(), Name: fileName(p.draft.Kind)}, nil
	case keymap.Templates:
		return p.wantTemplates()
	case keymap.Discard:
		return p.askDiscard(p.current())
	case keymap.Send:
		return nil, p.toReview()
	}
	return nil, nil
}

func fileName(k github.DraftKind) string {
	if k == github.DraftIssue {
		return "issue.md"
	}
	return "comment.md"
}

// edited takes the text that the person's editor left.
func (p *Pane) edited(e pane.Edited) tea.Cmd {
	switch {
	case p.mode != writing:
		return nil
	case e.Err != nil:
		p.note = "The text was not changed: " + e.Err.Error()
		return nil
	case strings.TrimRight(e.Text, "\r\n") == p.body.Value():
		return nil
	}
	p.body.SetValue(strings.TrimRight(e.Text, "\r\n"))
	p.body.ToEnd()
	p.touched = true
	return p.keep(0)
}

// where is what a draft is for, in words.
func where(d github.Draft) string {
	switch d.Kind {
	case github.DraftIssue:
		return "new issue in " + text.Clean(d.Repo.String())
	case github.DraftEdit:
		return fmt.Sprintf("edit of a comment on %s#%d", text.Clean(d.Repo.String()), d.Number)
	default:
		return fmt.Sprintf("comment on %s#%d", text.Clean(d.Repo.String()), d.Number)
	}
}

// who is the account that a draft is sent as, and its host.
func (p *Pane) who(d github.Draft) string {
	name := p.accounts.Viewer(d.Place)
	if name == "" {
		name = "account " + d.Place.Account
	}
	if d.Host != "" {
		name += " at " + d.Host
	}
	return text.Clean(name)
}

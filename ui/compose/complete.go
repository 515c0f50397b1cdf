package compose

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/input"
)

// offered is how many completions are shown at most.
const offered = 8

// words are what the fields of names can be completed with.
type words struct {
	repo      github.RepoRef
	labels    *load.Slot[[]string]
	assignees *load.Slot[[]string]
	chosen    int // of the completions offered
}

func newWords(ctx context.Context) words {
	return words{labels: load.New[[]string](ctx, pane.Compose), assignees: load.New[[]string](ctx, pane.Compose)}
}

// learn asks for them, once for a repository.
func (w *words) learn(from Accounts, d github.Draft) tea.Cmd {
	if w.repo == d.Repo && w.labels.Complete() && w.assignees.Complete() {
		return nil
	}
	w.repo = d.Repo
	w.labels.Reset()
	w.assignees.Reset()
	return tea.Batch(
		w.labels.Start(0, func(ctx context.Context, emit func([]string, time.Time)) error {
			labels, err := from.Labels(ctx, d.Place, d.Repo)
			var names []string
			for _, l := range labels {
				names = append(names, l.Name)
			}
			emit(names, time.Time{})
			return err
		}),
		w.assignees.Start(0, func(ctx context.Context, emit func([]string, time.Time)) error {
			logins, err := from.Assignable(ctx, d.Place, d.Repo)
			emit(logins, time.Time{})
			return err
		}),
	)
}

func (w *words) take(r load.Result[[]string]) {
	if !w.labels.Take(r) {
		w.assignees.Take(r)
	}
}

// names is the field of names that has the focus.
func (p *Pane) names() *input.Input {
	if p.focus == labelField {
		return p.labels
	}
	return p.assignees
}

// offers are the completions of the name being typed.
func (p *Pane) offers() []string {
	var all []string
	switch p.focus {
	case labelField:
		all = p.known.labels.Value()
	case assigneeField:
		all = p.known.assignees.Value()
	default:
		return nil
	}
	value := p.names().Value()
	typed := strings.ToLower(strings.TrimSpace(value[strings.LastIndexByte(value, ',')+1:]))
	if typed == "" {
		return nil
	}
	var begin, within []string
	for _, name := range all {
		switch low := strings.ToLower(name); {
		case low == typed:
			return nil
		case strings.HasPrefix(low, typed):
			begin = append(begin, name)
		case strings.Contains(low, typed):
			within = append(within, name)
		}
		if len(begin) >= offered {
			break
		}
	}
	begin = append(begin, within...)
	return begin[:min(len(begin), offered)]
}

// complete handles a key that is about completions and reports whether it was.
func (p *Pane) complete(msg tea.KeyMsg) bool {
	offers := p.offers()
	switch msg.Type {
	case tea.KeyEnter:
		if len(offers) == 0 {
			p.step(1)
			return true
		}
		value := p.names().Value()
		head := strings.TrimRight(value[:strings.LastIndexByte(value, ',')+1], " ")
		if head != "" {
			head += " "
		}
		p.names().SetValue(head + offers[min(p.known.chosen, len(offers)-1)] + ", ")
		p.known.chosen = 0
	case tea.KeyDown:
		p.known.chosen = min(p.known.chosen+1, max(len(offers)-1, 0))
	case tea.KeyUp:
		p.known.chosen = max(p.known.chosen-1, 0)
	default:
		p.known.chosen = 0
		return false
	}
	return true
}

// offerRow draws the completions.
func (p *Pane) offerRow() string {
	var r text.Row
	r.Reset(p.width, text.Style{})
	r.Space(len("Assignees "))
	offers := p.offers()
	for i, name := range offers {
		style := p.theme.Dim
		if i == min(p.known.chosen, len(offers)-1) {
			style = p.theme.Selected
		}
		r.Add(style, text.Clean(name))
		r.Space(2)
	}
	return r.String()
}

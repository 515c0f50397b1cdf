package issues

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// past is the searches made before while one walks through them.
type past struct {
	list  []string // newest first
	at    int      // of the one shown, counted from 1; 0 is what was typed
	typed string
}

// recallText goes to an older search, or back to a newer one.
func (p *Pane) recallText(by int) tea.Cmd {
	to := p.past.at + by
	if to < 0 || to > len(p.past.list) {
		return nil
	}
	if p.past.at == 0 {
		p.past.typed = p.input.Value()
	}
	p.past.at = to
	s := p.past.typed
	if to > 0 {
		s = p.past.list[to-1]
	}
	p.input.SetValue(s)
	return p.edit(p.input.Value(), pause)
}

// remind notes the search down in the history.
func (p *Pane) remind() tea.Cmd {
	history, s := p.o.History, strings.TrimSpace(p.tabs[p.tab].Query)
	if history == nil || s == "" {
		return nil
	}
	return p.adding.Start(0, func(ctx context.Context, _ func(struct{}, time.Time)) error { return history.Add(ctx, s) })
}

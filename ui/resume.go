package ui

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
)

// resume asks again for what a rate limit refused, once the limit ends. A timer
// runs only while a pane on screen waits for that.
type resume struct{ at time.Time }

// resumed is the end of the wait until at.
type resumed struct{ at time.Time }

// follow starts a timer for the pane on screen that may go on first.
func (r *resume) follow(m *Model) tea.Cmd {
	var first time.Time
	for _, id := range m.visible {
		if at := resumesAt(m.status(id).Err); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if first.IsZero() || first.Equal(r.at) {
		return nil
	}
	r.at = first
	// A second more, since GitHub tells whole seconds.
	return tea.Tick(max(time.Until(first), 0)+time.Second, func(time.Time) tea.Msg { return resumed{first} })
}

// due reloads the panes on screen whose limit has ended.
func (r *resume) due(m *Model, msg resumed) tea.Cmd {
	if msg.at.Equal(r.at) {
		r.at = time.Time{}
	}
	var cmds []tea.Cmd
	for _, id := range m.visible {
		if at := resumesAt(m.status(id).Err); !at.IsZero() && !at.After(msg.at) {
			cmds = append(cmds, m.tell(id, keymap.Reload))
		}
	}
	return tea.Batch(cmds...)
}

// resumesAt is when a failure ends by itself, zero if it does not.
func resumesAt(err error) time.Time {
	var limited interface{ ResumesAt() time.Time }
	if errors.As(err, &limited) {
		return limited.ResumesAt()
	}
	return time.Time{}
}

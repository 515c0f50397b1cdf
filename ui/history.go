package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
)

// visit is what was looked at, and where the keys went.
type visit struct {
	subject pane.Subject
	focus   pane.ID
}

// mostVisits is how far one can go back.
const mostVisits = 200

// look makes s the subject because the user asked for it, with the focus on a
// pane. What was looked at before can be gone back to.
func (m *Model) look(s pane.Subject, focus pane.ID) tea.Cmd {
	s.Side = m.subject.Side
	if (s != m.subject || focus != m.focus) && m.subject.Place.Account != "" {
		m.past = append(m.past, visit{m.subject, m.focus})
		if len(m.past) > mostVisits {
			m.past = m.past[1:]
		}
		m.future = nil
	}
	m.focus, m.above = focus, nil
	return m.change(s)
}

// backward goes to what was looked at before.
func (m *Model) backward() tea.Cmd {
	return m.travel(&m.past, &m.future, "nothing was looked at before this")
}

// forward undoes backward.
func (m *Model) forward() tea.Cmd {
	return m.travel(&m.future, &m.past, "there is nothing to go forward to")
}

func (m *Model) travel(from, to *[]visit, none string) tea.Cmd {
	n := len(*from)
	if n == 0 || m.focused() == pane.Welcome {
		m.said = none
		return nil
	}
	v := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, visit{m.subject, m.focus})
	m.focus, m.above = v.focus, nil
	return m.change(v.subject)
}

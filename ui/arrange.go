package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
)

// place makes the plan anew and tells the panes that it no longer holds. Before
// the subject changes for all, it keeps those that go from asking for what
// nobody will see.
func (m *Model) place() tea.Cmd {
	var cmds []tea.Cmd
	was := m.subject.Side
	switch m.focus {
	case pane.Issues, pane.Conversation:
		m.subject.Side = pane.SideIssues
	case pane.Commits, pane.Patch:
		m.subject.Side = pane.SideCode
	case pane.Owners:
		m.subject.Side = pane.SideOwners
	case pane.Source:
		m.subject.Side = pane.SideSource
	}
	if m.subject.Side != was {
		cmds = append(cmds, m.remember())
	}
	m.plan = Plan(m.width, m.height, Mode{
		Focus: m.focus, Zoomed: m.zoomed, Detail: m.detailed(),
		Patch: m.patched(), Side: m.subject.Side, Issue: m.subject.Issue.Ref.Number != 0,
	})
	for _, id := range m.above {
		m.plan = append(m.plan, Above(id, m.width, m.height))
	}
	m.visible = slices.DeleteFunc(m.visible, func(id pane.ID) bool {
		gone := !slices.ContainsFunc(m.plan, func(p Placed) bool { return p.ID == id })
		if gone {
			cmds = append(cmds, m.tell(id, pane.Hidden{}))
		}
		return gone
	})
	return tea.Batch(cmds...)
}

// arrange places the panes, gives each its size and tells those that came or
// went. It is called after everything that could change the plan.
func (m *Model) arrange() tea.Cmd {
	cmds := []tea.Cmd{m.place()}
	now := make([]pane.ID, 0, len(m.plan))
	for i := range m.plan {
		p := &m.plan[i]
		r := p.inner()
		if size := [2]int{max(r.W, 0), max(r.H-m.errorRows(p.ID, r), 0)}; m.sizes[p.ID] != size {
			m.sizes[p.ID] = size
			m.resize(p.ID, size[0], size[1])
			cmds = append(cmds, m.tell(p.ID, pane.Resized{}))
		}
		now = append(now, p.ID)
	}
	for _, id := range now {
		if !slices.Contains(m.visible, id) {
			cmds = append(cmds, m.tell(id, pane.Shown{}))
		}
	}
	m.visible = now
	m.frame.dirty = true
	return tea.Batch(cmds...)
}

// patched reports whether changes are open: a commit's or others.
func (m *Model) patched() bool {
	return m.subject.Commit != "" || m.subject.Diff != (pane.DiffAt{})
}

// detailed reports whether the place of the commits tells of the chosen
// installation.
func (m *Model) detailed() bool {
	return m.about && m.subject.Side != pane.SideIssues && m.subject.Repo.Name == "" && !slices.Contains(m.above, pane.Detail)
}

// resize gives a pane its space.
func (m *Model) resize(id pane.ID, width, height int) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(id, r)
		}
	}()
	delete(m.frame.kept, id)
	m.panes[id].Resize(width, height)
}

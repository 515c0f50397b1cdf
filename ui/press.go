package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

// press turns a key message into single keys and carries each out before it
// looks at the next: what Enter opens gets the j that came in the same read.
func (m *Model) press(msg tea.KeyMsg) tea.Cmd {
	if msg.Paste {
		return m.paste(string(msg.Runes))
	}
	var cmds []tea.Cmd
	for _, k := range split(msg) {
		m.said, m.keys = "", m.keys+1
		if cmd := m.key(k); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

// split undoes what Bubble Tea joins: runes that were read together, and an
// escape key read together with the next key, which looks like alt.
func split(msg tea.KeyMsg) []tea.KeyMsg {
	var keys []tea.KeyMsg
	if msg.Alt {
		keys = append(keys, tea.KeyMsg{Type: tea.KeyEsc})
		msg.Alt = false
		if msg.Type == tea.KeyEsc {
			return append(keys, msg)
		}
	}
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 {
		return append(keys, msg)
	}
	for i := range msg.Runes {
		keys = append(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: msg.Runes[i : i+1]})
	}
	return keys
}

// key carries out one key: as an action of the focused pane's scope, or as text
// if the scope takes text.
func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	id := m.focused()
	scope := m.scope(id)
	if a, ok := m.o.Keys.Resolve(k.String(), scope); ok {
		return m.act(a)
	}
	if scope.TakesText() {
		return m.hand(id, k)
	}
	return nil
}

// paste is text of any length from outside: it is for a scope that takes text, and
// else an address to go to.
func (m *Model) paste(s string) tea.Cmd {
	m.said = ""
	id := m.focused()
	if !m.scope(id).TakesText() {
		return m.pasteTarget(s)
	}
	return m.hand(id, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
}

// scope is the scope of a pane, Global if the pane cannot even tell.
func (m *Model) scope(id pane.ID) (s keymap.Scope) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(id, r)
			s = keymap.Global
		}
	}()
	return m.panes[id].Scope()
}

// hand gives a message from the user to a pane and carries out what it asks for.
func (m *Model) hand(id pane.ID, msg tea.Msg) tea.Cmd {
	intent, cmd := m.ask(id, msg)
	if intent == nil {
		return cmd
	}
	return tea.Batch(cmd, m.carryOut(intent))
}

// act carries out an action: those that concern the whole program here, the
// rest by the focused pane.
func (m *Model) act(a keymap.Action) tea.Cmd {
	switch a {
	case keymap.Quit:
		m.quit = true
		return tea.Quit
	case keymap.Suspend:
		return m.suspend()
	case keymap.Help:
		return m.show(pane.Help)
	case keymap.Palette:
		return m.show(pane.Palette)
	case keymap.NextPane:
		return m.step(1)
	case keymap.PreviousPane:
		return m.step(-1)
	case keymap.Pane1:
		return m.goTo(pane.Installations)
	case keymap.Pane2:
		return m.goTo(pane.Repositories)
	case keymap.Pane3:
		return m.goTo(pane.Commits)
	case keymap.Pane4:
		return m.goTo(pane.Patch)
	case keymap.Pane5:
		return m.goTo(pane.Issues)
	case keymap.Pane6:
		return m.goTo(pane.Conversation)
	case keymap.Pane7:
		return m.goTo(pane.Owners)
	case keymap.Pane8:
		return m.goTo(pane.Source)
	case keymap.Backward:
		return m.backward()
	case keymap.Forward:
		return m.forward()
	case keymap.Drafts:
		return m.show(pane.Compose)
	case keymap.Links:
		return m.show(pane.Linker)
	case keymap.Zoom:
		m.zoomed = !m.zoomed
		return nil
	case keymap.ReloadAll:
		clear(m.failed)
		return m.broadcast(keymap.ReloadAll)
	case keymap.StartDemo:
		return m.carryOut(pane.BeginDemo{})
	case keymap.BackOrQuit:
		if len(m.above) == 0 && !m.zoomed && m.focus == pane.Installations || m.focused() == pane.Welcome {
			return m.act(keymap.Quit)
		}
		return m.hand(m.focused(), keymap.Back)
	case keymap.Reload:
		delete(m.failed, m.focused())
		delete(m.sizes, m.focused())
	}
	return m.hand(m.focused(), a)
}

// way is the way from an account to a commit, an issue or a repository's files,
// which tab walks and esc goes back on.
func (m *Model) way() []pane.ID {
	switch m.subject.Side {
	case pane.SideOwners:
		return []pane.ID{pane.Installations, pane.Repositories, pane.Owners}
	case pane.SideSource:
		return []pane.ID{pane.Installations, pane.Repositories, pane.Owners, pane.Source}
	case pane.SideIssues:
		return []pane.ID{pane.Installations, pane.Repositories, pane.Issues, pane.Conversation}
	}
	return []pane.ID{pane.Installations, pane.Repositories, pane.Commits, pane.Patch}
}

// step moves the focus to a neighbour on the way that can be gone to.
func (m *Model) step(by int) tea.Cmd {
	if m.focused() == pane.Welcome {
		return nil
	}
	m.above = nil
	way := m.way()
	at := slices.Index(way, m.focus)
	for range way {
		at = (at + by + len(way)) % len(way)
		if m.reachable(way[at]) {
			m.focus = way[at]
			break
		}
	}
	return nil
}

// goTo moves the focus to a pane of the layout.
func (m *Model) goTo(id pane.ID) tea.Cmd {
	if !m.reachable(id) || m.focused() == pane.Welcome {
		m.said = "nothing is chosen there yet: press enter on a row here first"
		return nil
	}
	m.above, m.focus = nil, id
	return nil
}

// reachable reports whether there is anything to see in a pane.
func (m *Model) reachable(id pane.ID) bool {
	switch id {
	case pane.Repositories, pane.Issues:
		return m.subject.Place.Account != ""
	case pane.Commits, pane.Owners:
		return m.subject.Repo.Name != ""
	case pane.Source:
		return m.subject.Repo.Name != "" && m.subject.Path != ""
	case pane.Patch:
		return m.patched()
	case pane.Conversation:
		return m.subject.Issue.Ref.Number != 0
	default:
		return true
	}
}

// mouse focuses what is clicked and scrolls what the wheel turns over.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	var at *Placed
	for i := range m.plan {
		if p := &m.plan[i]; p.Rect.contains(msg.X, msg.Y) {
			at = p // the last one lies topmost
		}
	}
	if at == nil || len(m.above) > 0 && at.ID != m.focused() {
		return nil
	}
	switch {
	case msg.Button == tea.MouseButtonWheelDown && msg.Action == tea.MouseActionPress:
		return m.hand(at.ID, pane.Wheel{Delta: 3})
	case msg.Button == tea.MouseButtonWheelUp && msg.Action == tea.MouseActionPress:
		return m.hand(at.ID, pane.Wheel{Delta: -3})
	case msg.Button == tea.MouseButtonLeft && msg.Action == tea.MouseActionPress:
		m.said = ""
		again := at.ID == m.focused()
		if len(m.above) == 0 {
			m.focus = at.ID
		}
		r := at.inner()
		return m.hand(at.ID, pane.Click{X: msg.X - r.X, Y: msg.Y - r.Y, Again: again})
	}
	return nil
}

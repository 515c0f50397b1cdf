package ui

import (
	"errors"
	"fmt"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// Background tells the root whether the terminal's background is dark, once the
// terminal has answered.
type Background struct{ Dark bool }

// Pasted is text that arrived as one bracketed paste.
type Pasted struct{ Text string }

// Resumed says that the program has the terminal again.
type Resumed struct{}

// Update is the one switch over kinds of message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg:
	default:
		m.frame.stale = true
	}
	switch msg := msg.(type) {
	case tea.KeyMsg:
		cmd = m.press(msg)
	case tea.MouseMsg:
		cmd = m.mouse(msg)
	case Pasted:
		cmd = m.paste(msg.Text)
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case pane.Mail:
		cmd = m.deliver(msg)
	case tick:
		cmd = m.spin.tick(m)
	case resumed:
		cmd = m.resume.due(m, msg)
	case arrival:
		cmd = m.arrived(msg)
	case outcome:
		m.said = msg.said
	case Background:
		if m.o.Retheme != nil {
			*m.o.Theme = *m.o.Retheme(msg.Dark)
			m.broadcast(pane.Rethemed{})
		}
	case Resumed:
	case tea.FocusMsg:
		cmd = m.broadcast(pane.Due{})
	default:
		return m, nil
	}
	arranged := m.arrange()
	return m, tea.Batch(cmd, arranged, m.spin.follow(m), m.resume.follow(m))
}

// arrival is what Arrive found, with how many keys had been pressed when it
// was asked for.
type arrival struct {
	Arrived
	keys int
}

// arrived tells the panes of new accounts and goes where the user asked to go,
// unless keys were pressed since: nobody is carried off from what they do.
func (m *Model) arrived(a arrival) tea.Cmd {
	if a.Note != "" {
		m.said = a.Note
	}
	m.arriving--
	var cmds []tea.Cmd
	for _, id := range m.order {
		if a.Subject == (pane.Subject{}) {
			cmds = append(cmds, m.offer(id, pane.AccountsChanged{}))
		} else {
			cmds = append(cmds, m.tell(id, pane.AccountsChanged{}))
		}
	}
	cmd := tea.Batch(cmds...)
	if len(m.o.Accounts.List()) > 0 && m.focused() == pane.Welcome {
		m.above = nil
	}
	if a.Subject == (pane.Subject{}) || a.keys != m.keys {
		return cmd
	}
	if a.Target != (github.Target{}) {
		return tea.Batch(cmd, m.arriveAt(a.Subject, a.Target))
	}
	if a.Subject.Repo.Name != "" {
		m.focus = pane.Commits
	}
	if a.Subject.Commit != "" {
		m.focus = pane.Patch
	}
	if a.Subject.Issue.Ref.Number != 0 {
		m.focus = pane.Conversation
	}
	return tea.Batch(cmd, m.change(a.Subject))
}

// deliver brings mail to the pane that asked, shown or not.
func (m *Model) deliver(mail pane.Mail) tea.Cmd {
	if m.panes[mail.To] == nil {
		return mail.Next
	}
	intent, cmd := m.ask(mail.To, mail.Msg)
	switch intent.(type) {
	case pane.Wrote, pane.Say:
		// They move nobody, and a pane closes itself only if no key was pressed
		// since.
		return tea.Batch(cmd, m.carryOut(intent), mail.Next)
	case pane.ChooseIssue, pane.ChooseRef, pane.ShowFile, pane.Browse, pane.Copy, pane.SaveText, pane.PipeText, pane.EditFile:
		// A pane that looked for it gives that up at the next key it gets.
		if m.focused() == mail.To {
			m.said = "" // that it was looked for
			return tea.Batch(cmd, m.carryOut(intent), mail.Next)
		}
	}
	return tea.Batch(m.consider(intent, cmd), mail.Next)
}

// offer hands an event to a pane that may answer with what to look at. It is
// carried out only while the start of the program is all the user asked for:
// nothing is looked at, no key was pressed, and nothing else is under way that
// may know better.
func (m *Model) offer(id pane.ID, event tea.Msg) tea.Cmd { return m.consider(m.ask(id, event)) }

func (m *Model) consider(intent pane.Intent, cmd tea.Cmd) tea.Cmd {
	if intent == nil || m.keys > 0 || m.arriving > 0 || m.subject.Place.Account != "" {
		return cmd
	}
	return tea.Batch(cmd, m.carryOut(intent))
}

// fail marks a pane as failed and keeps the stack for the log.
func (m *Model) fail(id pane.ID, reason any) {
	err := fmt.Errorf("this pane failed: %v", reason)
	if m.failed[id] == nil && m.o.Log != nil {
		m.o.Log.Error("pane failed", "pane", string(id), "reason", fmt.Sprint(reason), "stack", string(debug.Stack()))
	}
	m.failed[id] = &paneFailure{err}
	delete(m.frame.kept, id)
}

// paneFailure is a fault of the program, with what a person can do about it.
type paneFailure struct{ error }

// Remedy is what to do next.
func (paneFailure) Remedy() string {
	return "press r to try again; the log (hubtrail doctor names it) has the details"
}

// remedy is what an error advises, "" if it does not.
func remedy(err error) string {
	var r interface{ Remedy() string }
	if errors.As(err, &r) {
		return r.Remedy()
	}
	return ""
}

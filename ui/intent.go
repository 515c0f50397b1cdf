package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// carryOut does what a pane asked for in reply to the user, before the next key
// is read.
func (m *Model) carryOut(intent pane.Intent) tea.Cmd {
	switch i := intent.(type) {
	case pane.ChooseInstallation:
		m.about, m.subject.Side = true, pane.SideCode
		return tea.Batch(m.tell(pane.Detail, i.About), m.look(pane.Subject{Place: i.Place, Owner: i.Owner}, pane.Repositories))
	case pane.ChooseRepository:
		return m.look(inRepository(m.subject, i.Repo, i.DefaultBranch), pane.Commits)
	case pane.ChooseIssues:
		return m.look(inRepository(m.subject, i.Repo, i.DefaultBranch), pane.Issues)
	case pane.ChooseIssue:
		s := m.subject
		s.Issue = i.At
		m.say(i.Said)
		return m.look(s, pane.Conversation)
	case pane.Visit:
		return m.visit(i)
	case pane.ChooseRef:
		s := m.subject
		s.Ref, s.Commit, s.Diff = i.Ref, "", pane.DiffAt{}
		m.say(i.Said)
		switch s.Side {
		case pane.SideOwners:
			return m.look(s, pane.Owners)
		case pane.SideSource:
			return m.look(s, pane.Source)
		}
		return m.look(s, pane.Commits)
	case pane.ShowDiff:
		return m.showDiff(i)
	case pane.ShowOwners:
		return m.showPath(m.subject, i)
	case pane.ShowFile:
		return m.showFile(m.subject, i)
	case pane.ShowHistory:
		return m.showHistory(i)
	case pane.WhoOwns:
		return tea.Batch(m.tell(pane.Who, i), m.show(pane.Who))
	case pane.ShowRelease:
		return tea.Batch(m.tell(pane.Release, i), m.show(pane.Release))
	case pane.ChooseCommit:
		s := m.subject
		s.Commit, s.Diff = i.SHA, pane.DiffAt{}
		return m.look(s, pane.Patch)
	case pane.Show:
		return m.show(i.Pane)
	case pane.ShowDetail:
		cmd := m.tell(pane.Detail, i)
		return tea.Batch(cmd, m.show(pane.Detail))
	case pane.WriteText:
		return tea.Batch(m.tell(pane.Compose, i), m.show(pane.Compose))
	case pane.LinkUp, pane.Unlink:
		return tea.Batch(m.tell(pane.Linker, i), m.show(pane.Linker))
	case pane.Wrote:
		if m.focused() == pane.Compose {
			m.closeTop()
		}
		m.say(i.Said)
		return m.broadcast(pane.Written{At: i.At})
	case pane.Ask:
		return tea.Batch(m.tell(pane.Confirm, i), m.show(pane.Confirm))
	case pane.Answer:
		m.closeTop()
		return m.hand(i.To, i.Msg)
	case pane.EditText:
		return m.edit(i)
	case pane.EditFile:
		return m.editFile(i)
	case pane.SaveText:
		return m.save(i)
	case pane.PipeText:
		return m.pipe(i)
	case pane.Close:
		m.closeTop()
		m.say(i.Said)
	case pane.Leave:
		m.leave()
	case pane.Perform:
		m.closeTop()
		return m.act(i.Action)
	case pane.Browse:
		return m.browse(i.URL)
	case pane.Copy:
		return m.copy(i)
	case pane.BeginDemo:
		if m.o.Demo == nil {
			m.said = "the demo runs already"
			return nil
		}
		demo := m.o.Demo
		// This starts the program anew: the demo may choose what to show, until
		// the next key.
		m.o.Demo, m.said, m.keys = nil, "starting the demo", 0
		return m.arrive(demo)
	case pane.Say:
		m.said = i.Text
	}
	return nil
}

// change makes s the subject and tells every pane.
func (m *Model) change(s pane.Subject) tea.Cmd {
	s.Side = m.subject.Side // which the focus decides
	if s == m.subject {
		return nil
	}
	m.subject = s
	cmd := tea.Batch(m.place(), m.broadcast(pane.SubjectChanged{Subject: s}))
	return tea.Batch(cmd, m.remember())
}

// remember keeps what is looked at for the next start.
func (m *Model) remember() tea.Cmd {
	if m.o.Remember == nil {
		return nil
	}
	remember, s := m.o.Remember, m.subject
	return m.guard(func() tea.Msg { remember(s); return nil })
}

// show puts a pane on top, or brings it there, and tells it where it was asked
// for.
func (m *Model) show(id pane.ID) tea.Cmd {
	m.above = slices.DeleteFunc(m.above, func(a pane.ID) bool { return a == id })
	from := m.scope(m.focused())
	m.above = append(m.above, id)
	return m.tell(id, pane.Raised{Scope: from})
}

func (m *Model) closeTop() {
	if n := len(m.above); n > 0 {
		m.above = m.above[:n-1]
	}
	if len(m.above) == 0 && len(m.o.Accounts.List()) == 0 {
		m.above = []pane.ID{pane.Welcome}
	}
}

// leave goes one step back: from above the layout to it, out of the zoom, then
// from the commit towards the accounts. It never quits.
func (m *Model) leave() {
	switch at := slices.Index(m.way(), m.focus); {
	case len(m.above) > 0:
		m.closeTop()
	case m.zoomed:
		m.zoomed = false
	case at > 0:
		m.focus = m.way()[at-1]
	}
}

// say puts a text in the status line, if there is one.
func (m *Model) say(s string) {
	if s != "" {
		m.said = s
	}
}

// outcome is what a command has to say in the status line.
type outcome struct{ said string }

// guard makes a panic in a command of the root a line in the status line.
func (m *Model) guard(cmd tea.Cmd) tea.Cmd {
	log := m.o.Log
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				if log != nil {
					log.Error("command failed", "reason", fmt.Sprint(r))
				}
				msg = outcome{fmt.Sprintf("the program failed inside: %v", r)}
			}
		}()
		return cmd()
	}
}

func (m *Model) browse(url string) tea.Cmd {
	if url == "" {
		m.said = "there is no page for this"
		return nil
	}
	if !github.OpenableURL(url, m.o.Hosts()) {
		if m.account().Demo {
			m.said = "the demo has no pages on the web"
			return nil
		}
		m.said = "not opened: " + text.Clean(url) + " is not a page of a GitHub host you use"
		return nil
	}
	open := m.o.Browse
	m.said = "opening " + text.Clean(url)
	return m.guard(func() tea.Msg {
		if err := open(url); err != nil {
			return outcome{fmt.Sprintf("no browser could be started (%v): copy the URL with y instead", err)}
		}
		return nil
	})
}

func (m *Model) copy(c pane.Copy) tea.Cmd {
	if c.Text == "" {
		m.said = "there is nothing to copy here"
		return nil
	}
	m.o.Terminal.Clipboard(c.Text)
	m.said = "copied " + c.What
	if !strings.Contains(c.Text, "\n") {
		m.said += " " + text.Clean(c.Text)
	}
	local := m.o.Clipboard
	if local == nil {
		return nil
	}
	return m.guard(func() tea.Msg {
		// The terminal has been asked as well: a machine without a clipboard
		// of its own is no failure.
		if err := local(c.Text); err != nil && !errors.Is(err, errors.ErrUnsupported) && m.o.Log != nil {
			m.o.Log.Info("the machine's clipboard was not set", "error", err.Error())
		}
		return nil
	})
}

func (m *Model) suspend() tea.Cmd {
	if m.o.Suspend == nil {
		m.said = "there is no job control here to suspend to"
		return nil
	}
	return m.guard(m.o.Suspend)
}

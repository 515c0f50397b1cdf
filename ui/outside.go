package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// edit lends the terminal to the person's editor and brings the text back to
// the pane that asked.
func (m *Model) edit(e pane.EditText) tea.Cmd {
	if m.o.Edit == nil {
		m.said = "there is no editor here: set EDITOR"
		return nil
	}
	edit := m.o.Edit
	return m.guard(func() tea.Msg {
		text, err := edit(e.Text, e.Name)
		return pane.Mail{To: e.To, Msg: pane.Edited{Text: text, Err: err}}
	})
}

// editFile lends the terminal to the person's editor with a file of a repository.
func (m *Model) editFile(f pane.EditFile) tea.Cmd {
	if m.o.EditFile == nil {
		m.said = "there is no editor here: set EDITOR"
		return nil
	}
	m.said = "opening " + text.Clean(f.Path)
	edit, ctx := m.o.EditFile, m.o.Context
	return m.guard(func() tea.Msg {
		note, err := edit(ctx, f)
		if err != nil {
			note = err.Error()
		}
		return outcome{text.Clean(note)}
	})
}

// pipe lends the terminal to the person's pager.
func (m *Model) pipe(p pane.PipeText) tea.Cmd {
	if m.o.Pipe == nil {
		m.said = "there is no pager here: set PAGER"
		return nil
	}
	pipe := m.o.Pipe
	return m.guard(func() tea.Msg {
		if err := pipe(p.Text); err != nil {
			return outcome{text.Clean(err.Error())}
		}
		return outcome{}
	})
}

// save writes a new file and says where it is.
func (m *Model) save(s pane.SaveText) tea.Cmd {
	if m.o.Save == nil {
		m.said = "no file can be written here"
		return nil
	}
	save := m.o.Save
	return m.guard(func() tea.Msg {
		path, err := save(s.Text, s.Name)
		if err != nil {
			return outcome{"not saved: " + text.Clean(err.Error())}
		}
		said := "saved as " + text.Clean(path)
		if s.Note != "" {
			said += "; " + s.Note
		}
		return outcome{said}
	})
}

package ui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// inRepository is the subject s with another repository, at its default branch.
func inRepository(s pane.Subject, repo github.RepoRef, branch string) pane.Subject {
	if s.Repo != repo {
		s.Repo, s.DefaultBranch, s.Ref, s.Commit, s.Issue, s.Path, s.Line = repo, branch, "", "", pane.IssueAt{}, "", 0
		s.Diff = pane.DiffAt{}
	}
	return s
}

// atPlace is the subject s as another place sees it.
func atPlace(s pane.Subject, at github.Place) pane.Subject {
	if s.Place != at {
		s = pane.Subject{Place: at}
	}
	return s
}

// visit goes to what a text refers to, inside where that can be shown.
func (m *Model) visit(v pane.Visit) tea.Cmd {
	t := v.Target
	if t.Host != "" && !strings.EqualFold(t.Host, m.hostOf(v.Place)) {
		return m.browse(v.URL)
	}
	s := atPlace(m.subject, v.Place)
	switch t.Kind {
	case github.TargetNumber, github.TargetIssue, github.TargetPull:
		s.Issue = pane.IssueAt{Place: v.Place, Ref: github.IssueRef{Repo: t.Repo, Number: t.Number}}
		return m.look(s, pane.Conversation)
	case github.TargetCommit:
		issue := s.Issue
		s = inRepository(s, t.Repo, "")
		s.Commit, s.Diff, s.Issue = t.SHA, pane.DiffAt{}, issue
		return m.look(s, pane.Patch)
	case github.TargetRepo:
		return m.look(inRepository(s, t.Repo, ""), pane.Commits)
	}
	return m.browse(v.URL)
}

// showDiff goes to the changes of a pull request.
func (m *Model) showDiff(i pane.ShowDiff) tea.Cmd {
	issue := m.subject.Issue
	s := inRepository(atPlace(m.subject, i.Place), i.Repo, "")
	s.Commit, s.Diff, s.Path, s.Issue = "", i.Diff, i.Path, issue
	return m.look(s, pane.Patch)
}

// showPath goes to a path of a repository, among the owners or as a file.
func (m *Model) showPath(i pane.ShowOwners, line int, to pane.ID) tea.Cmd {
	issue := m.subject.Issue
	s := inRepository(atPlace(m.subject, i.Place), i.Repo, i.DefaultBranch)
	if i.Ref != "" && i.Ref != s.Head() {
		s.Ref, s.Commit, s.Diff = i.Ref, "", pane.DiffAt{}
	}
	s.Path, s.Line, s.Issue = i.Path, line, issue
	return m.look(s, to)
}

// showHistory goes to the commits that change a path.
func (m *Model) showHistory(i pane.ShowHistory) tea.Cmd {
	cmd := m.showPath(pane.ShowOwners(i), 0, pane.Commits)
	return tea.Batch(cmd, m.tell(pane.Commits, i))
}

func (m *Model) hostOf(at github.Place) string {
	for _, a := range m.o.Accounts.List() {
		if a.Name == at.Account {
			return a.Host
		}
	}
	return ""
}

// everyHost is the hosts of all accounts: their addresses lead inside, also the
// demo's, which no browser could open.
func (m *Model) everyHost() []string {
	hosts := m.o.Hosts()
	for _, a := range m.o.Accounts.List() {
		if a.Demo && !slices.Contains(hosts, a.Host) {
			hosts = append(slices.Clip(hosts), a.Host)
		}
	}
	return hosts
}

// edit lends the terminal to the person's editor and brings the text back to
// the pane that asked.
func (m *Model) edit(e pane.EditText) tea.Cmd {
	if m.o.Edit == nil {
		m.said = "there is no editor here: set EDITOR"
		return nil
	}
	edit := m.o.Edit
	return tea.Batch(m.guard(func() tea.Msg {
		text, err := edit(e.Text, e.Name)
		return pane.Mail{To: e.To, Msg: pane.Edited{Text: text, Err: err}}
	}))
}

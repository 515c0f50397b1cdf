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
		s = pane.Subject{Place: s.Place, Owner: s.Owner, Side: s.Side, Repo: repo, DefaultBranch: branch}
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
	if t.Host != "" && !strings.EqualFold(t.Host, m.hostOf(v.Place)) || t.Kind == github.TargetRelease {
		return m.browse(v.URL)
	}
	return m.reach(atPlace(m.subject, v.Place), t)
}

// showDiff goes to the changes of a pull request, or of a comparison.
func (m *Model) showDiff(i pane.ShowDiff) tea.Cmd {
	return m.look(atDiff(m.subject, i), pane.Patch)
}

// atDiff is the subject s with changes that are no commit's.
func atDiff(s pane.Subject, i pane.ShowDiff) pane.Subject {
	issue := s.Issue
	s = inRepository(atPlace(s, i.Place), i.Repo, "")
	s.Commit, s.Diff, s.Path, s.Issue = "", i.Diff, i.Path, issue
	return s
}

// showPath goes to a path of a repository. The pane is told of it even if it was asked
// for before: its cursor may be elsewhere.
func (m *Model) showPath(s pane.Subject, i pane.ShowOwners) tea.Cmd {
	cmd := m.look(atPath(s, i), pane.Owners)
	return tea.Batch(cmd, m.hand(pane.Owners, i))
}

// atPath is the subject s with a path of a repository at a ref.
func atPath(s pane.Subject, i pane.ShowOwners) pane.Subject {
	issue := s.Issue
	s = inRepository(atPlace(s, i.Place), i.Repo, i.DefaultBranch)
	if i.Ref != "" && i.Ref != s.Head() {
		s.Ref, s.Commit, s.Diff = i.Ref, "", pane.DiffAt{}
	}
	s.Path, s.Line, s.LastLine, s.Blame, s.Issue = i.Path, 0, 0, false, issue
	return s
}

// showFile goes to a file from the subject s. The pane is told of it even if it shows
// the file: its cursor may be elsewhere.
func (m *Model) showFile(s pane.Subject, i pane.ShowFile) tea.Cmd {
	cmd := m.look(atFile(s, i), pane.Source)
	return tea.Batch(cmd, m.hand(pane.Source, i))
}

// atFile is the subject s with a file, at a line or with lines of it marked.
func atFile(s pane.Subject, i pane.ShowFile) pane.Subject {
	s = atPath(s, pane.ShowOwners{Place: i.Place, Repo: i.Repo, DefaultBranch: i.DefaultBranch, Ref: i.Ref, Path: i.Path})
	s.Line, s.LastLine, s.Blame = i.Line, i.LastLine, i.Blame
	return s
}

// showHistory goes to the commits that change a path.
func (m *Model) showHistory(i pane.ShowHistory) tea.Cmd {
	cmd := m.look(atPath(m.subject, pane.ShowOwners(i)), pane.Commits)
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

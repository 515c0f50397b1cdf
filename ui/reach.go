package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// reach goes to a target, from the subject s at the target's place. Where the ref of
// an address ends is asked of GitHub, if it is not plain.
func (m *Model) reach(s pane.Subject, t github.Target) tea.Cmd {
	if settled(&t, s) {
		return m.arriveAt(s, t)
	}
	accounts, place, repo := m.o.Accounts, s.Place, cmp.Or(t.Repo, s.Repo)
	m.said = "looking for the branch or tag of " + text.Clean(t.Ref+"/"+t.Path)
	return m.arrive(func(ctx context.Context) Arrived {
		var err error
		if t.Ref, t.Path, err = accounts.RefOf(ctx, place, repo, t.Ref, t.Path); err != nil {
			return Arrived{Note: err.Error()}
		}
		return Arrived{Subject: s, Target: t, Note: "at " + text.Clean(t.Ref)}
	})
}

// arriveAt goes to a target whose ref is settled.
func (m *Model) arriveAt(s pane.Subject, t github.Target) tea.Cmd {
	s, id := to(s, t)
	cmd := m.look(s, id)
	switch {
	case id == pane.Owners:
		return tea.Batch(cmd, m.hand(id, pane.ShowOwners{Path: s.Path}))
	case t.Kind == github.TargetBlob:
		return tea.Batch(cmd, m.hand(id, pane.ShowFile{Path: s.Path, Line: s.Line, LastLine: s.LastLine}))
	case t.Kind == github.TargetHistory && s.Path != "":
		return tea.Batch(cmd, m.tell(id, pane.ShowHistory{Place: s.Place, Repo: s.Repo, Ref: s.Ref, Path: s.Path}))
	case t.Anchor != (github.DiffAnchor{}):
		return tea.Batch(cmd, m.hand(id, t.Anchor)) // what leads nowhere is said
	}
	return cmd
}

// settled ends the ref of a target's address where it ends, if that is plain from what
// is looked at; false if GitHub has to be asked.
func settled(t *github.Target, s pane.Subject) bool {
	switch t.Kind {
	case github.TargetBlob, github.TargetTree, github.TargetHistory:
	default:
		return true
	}
	if t.Path == "" || t.Ref == "HEAD" || strings.HasPrefix(t.Ref, "refs/") || github.IsWholeSHA(t.Ref) {
		return true
	}
	if t.Repo != s.Repo && t.Repo != (github.RepoRef{}) {
		return false
	}
	whole := t.Ref + "/" + t.Path
	for _, ref := range [...]string{s.Ref, s.DefaultBranch} {
		if path, ok := strings.CutPrefix(whole, ref+"/"); ok && ref != "" {
			t.Ref, t.Path = ref, path
			return true
		}
	}
	return false
}

// to is the subject s with what a target points at, and the pane that shows it. A
// target without a repository is in that of s.
func to(s pane.Subject, t github.Target) (pane.Subject, pane.ID) {
	repo := cmp.Or(t.Repo, s.Repo)
	ref := t.Ref
	if ref == "HEAD" {
		ref = "" // the default branch
	}
	switch t.Kind {
	case github.TargetNumber, github.TargetIssue, github.TargetPull:
		if t.Changes {
			return atDiff(s, pane.ShowDiff{Place: s.Place, Repo: repo, Diff: pane.DiffAt{Pull: t.Number}}), pane.Patch
		}
		s.Issue = pane.IssueAt{Place: s.Place, Ref: github.IssueRef{Repo: repo, Number: t.Number}}
		return s, pane.Conversation
	case github.TargetCompare:
		spec := github.CompareSpec{Base: t.Base, Head: t.Ref, TwoDot: t.TwoDot}
		return atDiff(s, pane.ShowDiff{Place: s.Place, Repo: repo, Diff: pane.DiffAt{Compare: spec}}), pane.Patch
	case github.TargetCommit:
		issue := s.Issue
		s = inRepository(s, repo, "")
		s.Commit, s.Diff, s.Path, s.Issue = t.SHA, pane.DiffAt{}, "", issue
		return s, pane.Patch
	case github.TargetBlob:
		return atFile(s, pane.ShowFile{
			Place: s.Place, Repo: repo, Ref: ref, Path: t.Path, Line: t.Line, LastLine: t.LastLine, Blame: t.Blame,
		}), pane.Source
	}
	s = atPath(s, pane.ShowOwners{Place: s.Place, Repo: repo, Ref: ref, Path: t.Path})
	if t.Kind == github.TargetTree && t.Path != "" {
		return s, pane.Owners
	}
	return s, pane.Commits
}

// pasteTarget goes to what a pasted text points at. The words of a text that is no
// address, and names of folders that look like a repository's, lead nowhere.
func (m *Model) pasteTarget(s string) tea.Cmd {
	t, err := github.ParseTarget(s)
	switch {
	case err != nil && strings.Contains(s, "://"):
		m.said = err.Error()
		return nil
	case err != nil || t.Host == "" && t.Kind == github.TargetRepo || t.Repo == (github.RepoRef{}) && m.subject.Repo == (github.RepoRef{}):
		m.said = "pasted text has nowhere to go here: press / to filter first, or paste an address of GitHub"
		return nil
	}
	place, ok := m.placeOf(t)
	switch {
	case !ok:
		m.said = "no account here is of " + text.Clean(t.Host)
		return nil
	case t.Kind == github.TargetRelease:
		return m.browse(strings.TrimSpace(s))
	}
	return m.reach(atPlace(m.subject, place), t)
}

// placeOf is where to ask about a target: where one is looking, else the first
// account of its host that needs no installation. A clone is asked only about its own
// repository.
func (m *Model) placeOf(t github.Target) (github.Place, bool) {
	here, hosts := m.subject.Place, m.o.Hosts()
	for _, a := range m.o.Accounts.List() {
		of := t.Host == "" || strings.EqualFold(t.Host, a.Host)
		if a.Kind == github.KindClone {
			own := t.Repo == (github.RepoRef{}) || strings.EqualFold(t.Repo.String(), m.subject.Repo.String())
			of = own && (of || slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(t.Host, h) }))
		}
		if of && a.Name == here.Account {
			return here, true
		}
	}
	for _, a := range m.o.Accounts.List() {
		if a.Kind == github.KindToken && (t.Host == "" || strings.EqualFold(t.Host, a.Host)) {
			return github.Place{Account: a.Name}, true
		}
	}
	return github.Place{}, false
}

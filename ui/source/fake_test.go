package source

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// now is the tests' present.
var now = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// id is a made-up SHA.
func id(n int) string { return fmt.Sprintf("%040x", n) }

// shelf is a fake of the accounts: refs, files by commit and path, and blames by
// the same.
type shelf struct {
	refs   map[string]string
	files  map[string]github.FileText
	blames map[string][]github.BlameRange
	before map[string]github.LineBefore // by commit
	stored bool                         // the store has all of it
	fail   error
	hold   chan struct{} // requests for files wait for it
	asked  []string
}

func (s *shelf) CommitSHA(_ context.Context, _ github.Place, _ github.RepoRef, ref string) (string, error) {
	s.asked = append(s.asked, "sha "+ref)
	if sha := s.refs[ref]; sha != "" {
		return sha, nil
	}
	return ref, nil
}

func (s *shelf) StoredCommitSHA(_ github.Place, _ github.RepoRef, ref string) (string, time.Time, bool) {
	if len(ref) == 40 {
		return ref, time.Time{}, true
	}
	return s.refs[ref], now.Add(-time.Hour), s.stored
}

func (s *shelf) File(_ context.Context, _ github.Place, _ github.RepoRef, commit, path string) (github.FileText, error) {
	s.asked = append(s.asked, "file "+commit[39:]+" "+path)
	if s.hold != nil {
		<-s.hold
	}
	if s.fail != nil {
		return github.FileText{}, s.fail
	}
	f, ok := s.files[commit+" "+path]
	if !ok {
		return f, github.ErrNotFound
	}
	f.Commit, f.Path = commit, path
	return f, nil
}

func (s *shelf) StoredFile(_ github.Place, _ github.RepoRef, commit, path string) (github.FileText, bool) {
	f, ok := s.files[commit+" "+path]
	f.Commit, f.Path = commit, path
	return f, ok && s.stored
}

func (s *shelf) Blame(_ context.Context, _ github.Place, _ github.RepoRef, commit, path string) (github.Blame, error) {
	s.asked = append(s.asked, "blame "+commit[39:]+" "+path)
	if s.fail != nil {
		return github.Blame{}, s.fail
	}
	return github.Blame{Commit: commit, Path: path, Ranges: s.blames[commit+" "+path]}, nil
}

func (s *shelf) StoredBlame(_ github.Place, _ github.RepoRef, commit, path string) (github.Blame, bool) {
	ranges, ok := s.blames[commit+" "+path]
	return github.Blame{Commit: commit, Path: path, Ranges: ranges}, ok && s.stored
}

func (s *shelf) LineBefore(_ context.Context, _ github.Place, _ github.RepoRef, commit, path string, line int, text []byte) (github.LineBefore, error) {
	s.asked = append(s.asked, fmt.Sprintf("before %s %s:%d %s", commit[39:], path, line, text))
	if b, ok := s.before[commit]; ok {
		return b, nil
	}
	return github.LineBefore{}, github.ErrNothingBefore
}

func (s *shelf) LinesURL(_ github.Place, repo github.RepoRef, ref, path string, first, last int) string {
	url := fmt.Sprintf("https://github.com/%s/blob/%s/%s#L%d", repo, ref, path, first)
	if last > first {
		url += fmt.Sprintf("-L%d", last)
	}
	return url
}

func (s *shelf) Now(string) time.Time { return now }

// code is a file with a comment over several lines.
const code = "package shop\n\n/* Sum adds\nall prices. */\nfunc Sum(list []int) (sum int) {\n\tfor _, n := range list {\n\t\tsum += n\n\t}\n\treturn sum\n}\n"

func shop() *shelf {
	by := func(n int, subject, who string, days int) github.BlameCommit {
		pull := 0
		if n == 2 {
			pull = 12
		}
		return github.BlameCommit{SHA: id(n), Subject: subject, Author: github.Person{Name: who}, At: now.AddDate(0, 0, -days), Pull: pull}
	}
	return &shelf{
		refs: map[string]string{"main": id(9), "next": id(8)},
		files: map[string]github.FileText{
			id(9) + " sum.go":     {Text: []byte(code)},
			id(1) + " old/sum.go": {Text: []byte("package shop\n\nfunc Sum() {\n}\n")},
		},
		blames: map[string][]github.BlameRange{
			id(9) + " sum.go": {
				{First: 1, Last: 4, Age: 10, Commit: by(1, "Begin", "Ada", 300)},
				{First: 5, Last: 8, Age: 1, Commit: by(2, "Add up (#12)", "Bo", 3)},
				{First: 9, Last: 10, Age: 6, Ignored: true, Commit: by(3, "Indent", "Cy", 40)},
			},
			id(1) + " old/sum.go": {{First: 1, Last: 4, Age: 1, Commit: by(1, "Begin", "Ada", 300)}},
		},
		before: map[string]github.LineBefore{id(2): {Commit: id(1), Path: "old/sum.go", Line: 3}},
	}
}

func subject() pane.Subject {
	return pane.Subject{
		Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "shop"}, DefaultBranch: "main", Path: "sum.go", Side: pane.SideSource,
	}
}

// inSight is a pane of 80x14 that can be seen.
func inSight(t testing.TB, c Client) *Pane {
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: c})
	p.Resize(80, 14)
	panetest.Send(p, pane.Shown{})
	return p
}

// opened is a pane that shows sum.go.
func opened(t testing.TB, c Client) *Pane {
	t.Helper()
	p := inSight(t, c)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	return p
}

func press(p *Pane, actions ...keymap.Action) (intent pane.Intent) {
	for _, a := range actions {
		intent = panetest.Send(p, a)
	}
	return intent
}

// seen is the pane as a person reads it.
func seen(p *Pane) string { return strings.TrimRight(panetest.Text(p.View(true)), "\n") }

package repos

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func (s *shelf) StoredInstallations(string) (github.Listing[github.Installation], bool) {
	return github.Listing[github.Installation]{Items: []github.Installation{{ID: 7, Owner: github.Owner{Login: "acme", Type: "Organization"}}}}, true
}

func (s *shelf) SearchRepositories(ctx context.Context, at github.Place, owner github.Owner, text string, forks bool, emit func(github.RepositorySearch)) error {
	s.ctx = ctx
	s.searched = append(s.searched, fmt.Sprintf("%s/%d %s %s %q %v", at.Account, at.Installation, owner.Type, owner.Login, text, forks))
	if s.searchErr != nil {
		return s.searchErr
	}
	emit(s.hits)
	return nil
}

func found() github.RepositorySearch {
	away := repo("api", 3, 1)
	away.Owner = "elsewhere"
	return github.RepositorySearch{
		Hits:  []github.RepositoryHit{{Repository: repo("zoo", 0, 4)}, {Repository: away, Outside: true}},
		Total: 40, Query: "org:acme (animals)", Incomplete: true,
	}
}

// typed presses S and types.
func typed(p *Pane, s string) {
	panetest.Send(p, keymap.Search)
	panetest.Type(p, s)
}

func TestSearchOnGitHub(t *testing.T) {
	s := &shelf{repos: some(), hits: found()}
	p := opened(t, s)
	typed(p, "animals")
	if len(s.searched) != 0 {
		t.Errorf("while typing: got requests %q, want none", s.searched)
	}
	panetest.Send(p, keymap.Accept)
	if got, want := fmt.Sprint(s.searched), `[work/7 Organization acme "animals" false]`; got != want {
		t.Errorf("asked: got %s, want %s", got, want)
	}
	if got, want := names(p), "zoo api"; got != want {
		t.Errorf("rows: got %q, want GitHub's order, %q", got, want)
	}
	screen := strings.Join(p.View(true), "\n")
	for _, want := range []string{"elsewhere/api", "outside", "sent: org:acme (animals)", "ran out of time"} {
		if !strings.Contains(screen, want) {
			t.Errorf("got a view without %q, want it:\n%s", want, screen)
		}
	}
	if got, want := p.Status().Count, "2 of 40"; got != want {
		t.Errorf("count: got %q, want %q", got, want)
	}
	panetest.Fill(t, "what GitHub found", p)
	p.Resize(80, 24)
	panetest.Send(p, keymap.Forks)
	if got := s.searched[len(s.searched)-1]; !strings.HasSuffix(got, "true") {
		t.Errorf("with forks: got %q, want them asked for", got)
	}
	intent, _ := p.Update(keymap.Open)
	if got, ok := intent.(pane.ChooseRepository); !ok || got.Repo.Name != "zoo" {
		t.Errorf("enter: got %#v, want the repository under the cursor", intent)
	}
	panetest.Send(p, keymap.Back)
	if got, want := names(p), "Web docs api zoo"; got != want {
		t.Errorf("back: got %q, want the listing, %q", got, want)
	}
	panetest.Send(p, keymap.Search)
	if got, want := p.input.Value(), "animals"; got != want {
		t.Errorf("again: got %q in the field, want what was asked before, %q", got, want)
	}
	panetest.Send(p, keymap.Cancel)
	if p.filter() != "" || p.Scope() != keymap.Repositories {
		t.Errorf("left: got filter %q and scope %s, want none and repositories", p.filter(), p.Scope())
	}
}

func TestASearchThatIsRefused(t *testing.T) {
	s := &shelf{repos: some(), hits: found()}
	p := opened(t, s)
	typed(p, "animals")
	panetest.Send(p, keymap.Accept)
	s.searchErr = &github.SearchProblem{Start: 5, End: 12, Text: "stars takes a number", Fix: "write stars:>10"}
	panetest.Send(p, keymap.Search)
	p.input.SetValue("good stars:x")
	panetest.Send(p, keymap.Accept)
	screen := strings.Join(p.View(true), "\n")
	for _, want := range []string{"at stars:x: stars takes a number", "write stars:>10", "zoo"} {
		if !strings.Contains(screen, want) {
			t.Errorf("got a view without %q, want it:\n%s", want, screen)
		}
	}
	if err := p.Status().Err; err != nil {
		t.Errorf("got %v in the frame as well, want it in one place", err)
	}
	s.searchErr = errors.New("no network")
	panetest.Send(p, keymap.Reload)
	if err := p.Status().Err; err == nil || !strings.Contains(strings.Join(p.View(true), "\n"), "zoo") {
		t.Errorf("a failure: got %v, want it beside the last hits", err)
	}
	s.searchErr = nil
	panetest.Send(p, keymap.Reload)
	if err := p.Status().Err; err != nil {
		t.Errorf("again: got %v, want it gone", err)
	}
	if s.repos = nil; len(s.asked) != 1 {
		t.Errorf("the listing: got asked for %q, want once", s.asked)
	}
}

func TestAnotherSubjectLeavesTheSearch(t *testing.T) {
	s := &shelf{repos: some(), hits: found()}
	p := opened(t, s)
	typed(p, "animals")
	panetest.Send(p, keymap.Accept)
	ctx := s.ctx
	other := subject()
	other.Owner = "zoo"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if got, want := names(p), "Web docs api zoo"; got != want || ctx.Err() == nil && s.ctx == ctx {
		t.Errorf("got %q, want the new listing, %q", got, want)
	}
	if strings.Contains(strings.Join(p.View(true), "\n"), "sent:") {
		t.Error("got the old search's note, want none")
	}
}

func TestIssuesOfARepository(t *testing.T) {
	p := opened(t, &shelf{repos: some()})
	intent, _ := p.Update(keymap.Issues)
	if got, want := intent, (pane.ChooseIssues{Repo: github.RepoRef{Owner: "acme", Name: "Web"}, DefaultBranch: "main"}); got != want {
		t.Errorf("got %#v, want %#v", got, want)
	}
	intent, _ = p.Update(keymap.NewIssue)
	if got, ok := intent.(pane.WriteText); !ok || got.Draft.Kind != github.DraftIssue || got.Draft.Repo.Name != "Web" || got.Draft.Place != subject().Place {
		t.Errorf("got %#v, want a draft of an issue of Web", intent)
	}
}

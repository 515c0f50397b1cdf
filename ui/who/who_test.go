package who

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// town is a fake of the accounts.
type town struct {
	text    string // of CODEOWNERS; "" is none
	stored  bool
	fail    error
	hold    chan struct{} // requests for the file wait for it
	files   []github.File // of the commit
	mine    []string
	members map[string][]string
	asked   []string
}

func (w *town) file() *github.OwnersFile {
	path := "CODEOWNERS"
	if w.text == "" {
		path = ""
	}
	return github.ParseOwners(path, w.text)
}

func (w *town) OwnersFile(_ context.Context, _ github.Place, repo github.RepoRef, ref string) (*github.OwnersFile, string, error) {
	w.asked = append(w.asked, "file "+repo.String()+" "+ref)
	f := w.file()
	if w.hold != nil {
		<-w.hold
	}
	return f, strings.Repeat("a", 40), w.fail
}

func (w *town) StoredOwnersFile(github.Place, github.RepoRef, string) (*github.OwnersFile, bool) {
	return w.file(), w.stored
}

func (w *town) Commit(_ context.Context, _ github.Place, _ github.RepoRef, sha string, emit func(github.CommitFiles)) error {
	w.asked = append(w.asked, "commit "+sha)
	emit(github.CommitFiles{Files: w.files})
	return nil
}

func (w *town) Mine(context.Context, github.Place) ([]string, error) { return w.mine, nil }

func (w *town) TeamMembers(_ context.Context, _ github.Place, team string) ([]string, error) {
	w.asked = append(w.asked, "members "+team)
	if list, ok := w.members[team]; ok {
		return list, nil
	}
	return nil, github.ErrNotFound
}

func (w *town) FileURL(_ github.Place, repo github.RepoRef, ref, path string, _ int) string {
	return "https://github.com/" + repo.String() + "/" + ref + "/" + path
}

func acme() *town {
	return &town{
		text: "* @acme/all\n*.go @acme/Core @mona\n/vendor/\n/secret/ @acme/hidden\n",
		mine: []string{"@mona"}, members: map[string][]string{"acme/Core": {"zoe", "ada"}, "acme/all": nil},
	}
}

func asking(paths ...string) pane.WhoOwns {
	return pane.WhoOwns{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "shop"}, Ref: "main", Paths: paths}
}

// asked is a box of 70x14 that was asked.
func asked(t *testing.T, c Client, w pane.WhoOwns) *Pane {
	p := New(t.Context(), panetest.Theme(), c)
	p.Resize(70, 14)
	panetest.Send(p, w)
	return p
}

// shownBy is the box as a person reads it, with single spaces.
func shownBy(p *Pane) string {
	var out []string
	for row := range strings.SplitSeq(panetest.Text(p.View(true)), "\n") {
		if row = strings.Join(strings.Fields(row), " "); row != "" {
			out = append(out, row)
		}
	}
	return strings.Join(out, "\n")
}

func TestTheViewFillsItsSpace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		panetest.Fill(t, "not asked", New(t.Context(), panetest.Theme(), acme()))
		panetest.Fill(t, "failed", asked(t, &town{fail: errors.New("broken")}, asking("a")))
		panetest.Fill(t, "no file", asked(t, &town{}, asking("a")))
		hostile := acme()
		var paths []string
		for _, s := range panetest.Hostile() {
			paths = append(paths, s)
			if s != "" && !strings.ContainsAny(s, "\n") {
				hostile.text += "/" + codeowners.Escape(s) + " " + s + " @a/b\n"
			}
		}
		p := asked(t, hostile, asking(paths...))
		for range paths {
			panetest.Fill(t, "hostile", p)
			panetest.Send(p, keymap.Down)
		}
		panetest.Fill(t, "one", asked(t, hostile, asking(paths[2])))
	})
}

func TestOnePath(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for path, want := range map[string]string{
			"src/main.go": "src/main.go\nowners @acme/Core @mona\nmembers @acme/Core: @zoe @ada\nyou own this\nby rule CODEOWNERS:2 *.go\nit beats CODEOWNERS:1 * @acme/all",
			"vendor/x.go": "vendor/x.go\nowners nobody: line 3 names no owner\nby rule CODEOWNERS:3 /vendor/\nit beats CODEOWNERS:2 *.go @acme/Core @mona\nit beats CODEOWNERS:1 * @acme/all",
			"secret/key":  "secret/key\nowners @acme/hidden\nmembers @acme/hidden: not shown: it does not exist, or is private\nand not visible to this account\nby rule CODEOWNERS:4 /secret/\nit beats CODEOWNERS:1 * @acme/all",
			"LICENSE":     "LICENSE\nowners @acme/all\nmembers @acme/all: none\nby rule CODEOWNERS:1 *",
		} {
			if diff := cmp.Diff(want, shownBy(asked(t, acme(), asking(path)))); diff != "" {
				t.Errorf("%s: got something else (-want +got):\n%s", path, diff)
			}
		}
		w := acme()
		w.text = "/x @a\n"
		if got := shownBy(asked(t, w, asking("y"))); got != "y\nowners nobody: no rule of CODEOWNERS matches it" {
			t.Errorf("got %q", got)
		}
		if got := shownBy(asked(t, &town{}, asking("y"))); got != "y\nowners nobody: there is no CODEOWNERS file" {
			t.Errorf("got %q", got)
		}
	})
}

func TestTheFilesOfACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := acme()
		w.files = []github.File{{Path: "new.go", PreviousPath: "old.md", Status: "renamed"}, {Path: "vendor/x.go", Status: "added"}}
		ask := asking()
		ask.Commit = "abc"
		p := asked(t, w, ask)
		got := strings.Split(shownBy(p), "\n")[:4]
		want := []string{"old.md @acme/all", "new.go @acme/Core @mona", "vendor/x.go nobody: unset by line 3", strings.Repeat("─", 70)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("got other files (-want +got):\n%s", diff)
		}
		if st := p.Status(); st.Title != "Who owns this in acme/shop · main" || st.Count != "3 files" {
			t.Errorf("got status %q, %q", st.Title, st.Count)
		}
		panetest.Send(p, keymap.Last)
		if intent := panetest.Send(p, keymap.Open); intent != (pane.ShowOwners{Place: ask.Place, Repo: ask.Repo, Ref: "main", Path: "vendor/x.go"}) {
			t.Errorf("got %v, want the tree of owners at the file", intent)
		}
		w.files = nil
		if got := shownBy(asked(t, w, ask)); got != "The commit changes no file." {
			t.Errorf("got %q", got)
		}
	})
}

func TestTheOneAskedForIsChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ask := asking("a", "b.go", "c")
		ask.At = 1
		p := asked(t, acme(), ask)
		if path, _ := p.current(); path != "b.go" {
			t.Errorf("got %q chosen, want b.go", path)
		}
		if got := panetest.Send(p, keymap.CopyShort); got != (pane.Copy{Text: "@acme/Core @mona", What: "owners"}) {
			t.Errorf("got %v copied, want the owners", got)
		}
		if got := panetest.Send(p, keymap.Browse); got != (pane.Browse{URL: "https://github.com/acme/shop/main/b.go"}) {
			t.Errorf("got %v opened, want the file", got)
		}
		for _, a := range []keymap.Action{keymap.Back, keymap.Who} {
			if got := panetest.Send(p, a); got != (pane.Close{}) {
				t.Errorf("%s: got %v, want to close", a, got)
			}
		}
	})
}

func TestTeamsAreAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := acme()
		p := asked(t, w, asking("a.go", "b.go", "c.go"))
		panetest.Send(p, keymap.Down)
		panetest.Send(p, keymap.Down)
		if diff := cmp.Diff([]string{"file acme/shop main", "members acme/Core"}, w.asked); diff != "" {
			t.Errorf("got other requests (-want +got):\n%s", diff)
		}
	})
}

func TestAnAnswerThatComesLateIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := acme()
		w.hold = make(chan struct{})
		p := New(t.Context(), panetest.Theme(), w)
		p.Resize(70, 14)
		_, first := p.Update(asking("a.go"))
		w.text = "* @new\n"
		_, second := p.Update(asking("b.go"))
		close(w.hold)
		panetest.Run(p, second)
		panetest.Run(p, first)
		if got := shownBy(p); !strings.HasPrefix(got, "b.go\nowners @new") {
			t.Errorf("got %q, want what was asked for last", got)
		}
	})
}

func TestAFailureIsShownAndCanBeTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := acme()
		w.fail = errors.New("broken")
		p := asked(t, w, asking("a.go"))
		if got := shownBy(p); got != "Press r to try again." || p.Status().Err == nil {
			t.Errorf("got %q, %v, want the failure and what to do", got, p.Status().Err)
		}
		w.fail = nil
		panetest.Send(p, keymap.Reload)
		if got := shownBy(p); !strings.HasPrefix(got, "a.go\nowners @acme/Core") {
			t.Errorf("got %q after trying again", got)
		}
		w.fail, w.stored = errors.New("offline"), true
		p = asked(t, w, asking("a.go"))
		if got := shownBy(p); !strings.HasPrefix(got, "a.go\nowners @acme/Core") || p.Status().Err == nil {
			t.Errorf("got %q, %v, want what is stored beside the failure", got, p.Status().Err)
		}
	})
}

func TestAnotherAccountIsAnotherPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := acme()
		p := asked(t, w, asking("a.go"))
		w.mine = nil
		other := asking("a.go")
		other.Place.Account = "home"
		panetest.Send(p, other)
		if got := shownBy(p); strings.Contains(got, "you") {
			t.Errorf("got %q, want nothing of the person before", got)
		}
		w.members["acme/Core"] = []string{"new"}
		panetest.Send(p, keymap.Reload)
		if got := shownBy(p); !strings.Contains(got, "members @acme/Core: @new") {
			t.Errorf("got %q after a reload, want the members as they are now", got)
		}
	})
}

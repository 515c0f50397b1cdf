package owners

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// estate is a fake of the accounts: one repository with its file.
type estate struct {
	text    string // of CODEOWNERS; "" is none
	paths   []string
	commit  string // "" is forty of "a"
	stored  bool   // the store has it
	fail    error
	hold    chan struct{} // requests wait for it
	errors  []codeowners.Problem
	errFail error
	mine    []string
	mineErr error
	members map[string][]string
	asked   []string
}

func (e *estate) own(ref string) *github.Ownership {
	path := ""
	if e.text != "" {
		path = ".github/CODEOWNERS"
	}
	commit := e.commit
	if commit == "" {
		commit = strings.Repeat("a", 40)
	}
	return github.NewOwnership(github.ParseOwners(path, e.text), github.Tree{Commit: commit, Paths: e.paths})
}

func (e *estate) Ownership(ctx context.Context, _ github.Place, repo github.RepoRef, ref string) (*github.Ownership, error) {
	e.asked = append(e.asked, "ownership "+repo.String()+" "+ref)
	if e.hold != nil {
		<-e.hold
	}
	if e.fail != nil {
		return nil, e.fail
	}
	return e.own(ref), nil
}

func (e *estate) StoredOwnership(_ github.Place, _ github.RepoRef, ref string) (*github.Ownership, time.Time, bool) {
	if !e.stored {
		return nil, time.Time{}, false
	}
	return e.own(ref), time.Unix(1_770_000_000, 0), true
}

func (e *estate) OwnersErrors(_ context.Context, _ github.Place, _ github.RepoRef, ref string) ([]codeowners.Problem, error) {
	e.asked = append(e.asked, "errors "+ref[:4])
	return e.errors, e.errFail
}

func (e *estate) Mine(context.Context, github.Place) ([]string, error) { return e.mine, e.mineErr }

func (e *estate) TeamMembers(_ context.Context, _ github.Place, team string) ([]string, error) {
	e.asked = append(e.asked, "members "+team)
	if list, ok := e.members[team]; ok {
		return list, nil
	}
	return nil, github.ErrNotGranted
}

func (e *estate) StoredTeamMembers(github.Place, string) ([]string, bool) { return nil, false }

func (e *estate) FileURL(_ github.Place, repo github.RepoRef, ref, path string, line int) string {
	return fmt.Sprintf("https://github.com/%s/%s/%s#%d", repo, ref[:4], path, line)
}

// company is a file with owners, teams, and mistakes.
const company = `# who owns what
*.go       @acme/core
/docs/     @mona
/docs/api/ @acme/docs @mona
/vendor/
/web/a/    @acme/web
/web/      @acme/web @mona
/Web/b/    @ghost
`

func acme() *estate {
	return &estate{
		text: company,
		paths: []string{
			"LICENSE", "docs/api/index.md", "docs/guide.md", "main.go", "src/lib/deep/one.go", "src/lib/deep/two.go", "src/lib/notes.txt",
			"vendor/x/x.go", "web/a/index.ts", "web/b/index.ts",
		},
		mine: []string{"@mona", "@acme/core"}, members: map[string][]string{"acme/web": {"zoe", "ada"}},
	}
}

func subject() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "shop"}, DefaultBranch: "main"}
}

// inSight is a pane that can be seen.
func inSight(t *testing.T, c Client) *Pane {
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: c})
	p.Resize(100, 30)
	panetest.Send(p, pane.Shown{})
	return p
}

// opened is a pane of 100x30 that shows the repository.
func opened(t *testing.T, c Client) *Pane {
	t.Helper()
	p := inSight(t, c)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	return p
}

// rowsOf is the rows of the list as a person reads them, with single spaces.
func rowsOf(p *Pane) string {
	f := p.frame()
	var out []string
	for _, row := range strings.Split(panetest.Text(p.View(true)), "\n")[f.tabs+f.bar : f.tabs+f.bar+f.list] {
		depth := len(row) - len(strings.TrimLeft(row, " "))
		if row = strings.Join(strings.Fields(row), " "); row != "" {
			out = append(out, strings.Repeat(" ", depth/2)+row)
		}
	}
	return strings.Join(out, "\n")
}

// told is what is told about the row under the cursor.
func told(p *Pane) string {
	var out []string
	for _, f := range p.told {
		out = append(out, strings.TrimSpace(f.Label+" "+f.Text))
	}
	return strings.Join(out, "\n")
}

func press(p *Pane, actions ...keymap.Action) (intent pane.Intent) {
	for _, a := range actions {
		intent = panetest.Send(p, a)
	}
	return intent
}

// to puts the cursor on the row that begins with a text.
func to(t *testing.T, p *Pane, begins string) {
	t.Helper()
	press(p, keymap.First)
	for range p.list().Len() {
		if strings.HasPrefix(rowUnderCursor(p), begins) {
			return
		}
		press(p, keymap.Down)
	}
	t.Fatalf("got no row that begins with %q in\n%s", begins, rowsOf(p))
}

func rowUnderCursor(p *Pane) string {
	f := p.frame()
	first, _ := p.list().Window()
	rows := strings.Split(panetest.Text(p.View(true)), "\n")
	at := f.tabs + f.bar + p.list().Cursor() - first
	if p.try != nil {
		at++
	}
	return strings.TrimLeft(strings.TrimLeft(strings.TrimSpace(rows[at]), "▸▾"), " ")
}

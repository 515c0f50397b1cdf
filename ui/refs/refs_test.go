package refs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// lister is a fake of the accounts.
type lister struct {
	refs   []github.Ref
	stored []github.Ref
	fail   error
	hold   bool // answer, then wait for the context to end
	ctx    context.Context
	asked  []string
	sha    string   // of whatever is looked for
	sought []string // what was looked for
}

func (l *lister) CommitSHA(ctx context.Context, _ github.Place, repo github.RepoRef, ref string) (string, error) {
	l.ctx = ctx
	l.sought = append(l.sought, repo.String()+" "+ref)
	return l.sha, l.fail
}

func (l *lister) StoredRefs(github.Place, github.RepoRef) (github.Listing[github.Ref], bool) {
	return github.Listing[github.Ref]{Items: l.stored, At: time.Now()}, l.stored != nil
}

func (l *lister) Refs(ctx context.Context, at github.Place, repo github.RepoRef, emit func(github.Listing[github.Ref])) error {
	l.ctx = ctx
	l.asked = append(l.asked, at.Account+" "+repo.String())
	if l.fail != nil {
		return l.fail
	}
	emit(github.Listing[github.Ref]{Items: l.refs, At: time.Now()})
	if l.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

// some are out of order: tags and branches mixed.
func some() []github.Ref {
	return []github.Ref{
		{Name: "v1.0", Kind: github.Tag, SHA: "1111111111"}, {Name: "fix", SHA: "2222222222"}, {Name: "release", Protected: true, SHA: "3333333333"},
		{Name: "main", SHA: "4444444444", Protected: true}, {Name: "main", Kind: github.Tag, SHA: "5555555555"},
	}
}

func subject() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work"}, Repo: github.RepoRef{Owner: "acme", Name: "api"}, DefaultBranch: "main"}
}

// opened is a pane of 60x12 that was put on top.
func opened(t *testing.T, l *lister) *Pane {
	t.Helper()
	p := New(t.Context(), panetest.Theme(), l)
	p.Resize(60, 12)
	p.Update(pane.SubjectChanged{Subject: subject()})
	panetest.Send(p, pane.Raised{Scope: keymap.Commits})
	return p
}

func names(p *Pane) string {
	var out []string
	for _, i := range p.rows {
		out = append(out, p.refs[i].Name)
	}
	return strings.Join(out, " ")
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", New(t.Context(), panetest.Theme(), &lister{}))
	panetest.Fill(t, "no refs", opened(t, &lister{}))
	panetest.Fill(t, "failed", opened(t, &lister{fail: errors.New("broken")}))
	p := opened(t, &lister{refs: some()})
	panetest.Fill(t, "some", p)
	panetest.Type(p, "main")
	panetest.Fill(t, "filtered", p)
	panetest.Type(p, "nothing like it")
	panetest.Fill(t, "none matching", p)
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	l := &lister{}
	for i, s := range panetest.Hostile() {
		l.refs = append(l.refs, github.Ref{Name: s, SHA: s, Kind: github.RefKind(i % 2), Protected: i%3 == 0})
	}
	for _, s := range panetest.Hostile() {
		p := New(t.Context(), panetest.Theme(), l)
		p.Update(pane.SubjectChanged{Subject: pane.Subject{Repo: github.RepoRef{Owner: s, Name: s}, Ref: s}})
		panetest.Send(p, pane.Raised{})
		panetest.Fill(t, s, p)
		panetest.Send(p, keymap.Last)
		panetest.Fill(t, s, p)
		panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true})
		panetest.Fill(t, s, p)
	}
}

func TestTheDefaultBranchThenBranchesThenTags(t *testing.T) {
	p := opened(t, &lister{refs: some()})
	if got := names(p); got != "main fix release v1.0 main" {
		t.Errorf("got %q, want the default branch, branches, tags", got)
	}
	want := `> branch, tag, SHA or main~3
› main                                    default   4444444
  fix                                     branch    2222222
  release                                 protected 3333333
  v1.0                                    tag       1111111
› main                                    tag       5555555`
	if got := strings.TrimRight(panetest.Text(p.View(true)), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if st := p.Status(); st.Title != "Branches and tags of acme/api" || st.Count != "5" {
		t.Errorf("got status %+v", st)
	}
}

func TestTheCursorBeginsOnTheRefLookedAt(t *testing.T) {
	l := &lister{refs: some()}
	p := New(t.Context(), panetest.Theme(), l)
	s := subject()
	s.Ref = "release"
	p.Update(pane.SubjectChanged{Subject: s})
	panetest.Send(p, pane.Raised{})
	if p.list.Cursor() != 2 {
		t.Errorf("the cursor is on row %d, want that of release", p.list.Cursor())
	}
	panetest.Send(p, keymap.Down)
	// It stays on its ref when the listing grows before it.
	l.refs = append([]github.Ref{{Name: "another"}}, some()...)
	panetest.Run(p, p.load())
	if i := p.list.Cursor(); p.refs[p.rows[i]].Name != "v1.0" {
		t.Errorf("the cursor is on %q, want it still on v1.0", p.refs[p.rows[i]].Name)
	}
}

func TestTypingNarrows(t *testing.T) {
	l := &lister{refs: some()}
	p := opened(t, l)
	panetest.Send(p, keymap.Last)
	if panetest.Type(p, "m"); names(p) != "main main" || p.list.Cursor() != 0 {
		t.Errorf("got %q, cursor %d, want the best under the cursor", names(p), p.list.Cursor())
	}
	p.input.SetValue("")
	panetest.Type(p, "re")
	if got := names(p); got != "release" || p.list.Cursor() != 0 || p.Status().Count != "1" {
		t.Errorf("got %q, cursor %d, count %q", got, p.list.Cursor(), p.Status().Count)
	}
	if got := panetest.Send(p, keymap.Accept); got != (pane.ChooseRef{Ref: "release"}) {
		t.Errorf("accept: got %#v, want release chosen", got)
	}
	panetest.Type(p, "zzz")
	if names(p) != "" || p.list.Cursor() >= 0 {
		t.Errorf("got %q, want no row", names(p))
	}
	if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) {
		t.Errorf("cancel: got %#v, want it closed", got)
	}
	if got := panetest.Send(p, pane.Raised{}); got != nil || names(p) != "main fix release v1.0 main" {
		t.Errorf("opened again: got %q, want the text gone", names(p))
	}
	if len(l.asked) != 1 {
		t.Errorf("asked %q, want once", l.asked)
	}
}

func TestTheMouse(t *testing.T) {
	p := opened(t, &lister{refs: some()})
	if got := panetest.Send(p, pane.Click{Y: 2}); got != (pane.ChooseRef{Ref: "fix"}) {
		t.Errorf("a click: got %#v, want fix chosen", got)
	}
	if got := panetest.Send(p, pane.Click{Y: 0}); got != nil {
		t.Errorf("a click on the text: got %#v, want nothing", got)
	}
}

func TestStoredRefsAreShownFirst(t *testing.T) {
	l := &lister{refs: some(), stored: some()[3:4]}
	p := New(t.Context(), panetest.Theme(), l)
	p.Resize(60, 12)
	p.Update(pane.SubjectChanged{Subject: subject()})
	_, cmd := p.Update(pane.Raised{})
	if cmd == nil || names(p) != "main" || p.Status().Busy.IsZero() {
		t.Errorf("got %q, status %+v, want the stored and a request", names(p), p.Status())
	}
	panetest.Run(p, cmd)
	if len(p.rows) != 5 {
		t.Errorf("answered: got %q", names(p))
	}
}

func TestNothingIsStartedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &lister{refs: some()}
		p := New(t.Context(), panetest.Theme(), l)
		p.Update(pane.SubjectChanged{Subject: subject()})
		for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: subject()}} {
			if _, cmd := p.Update(msg); cmd != nil {
				t.Errorf("%T starts a request although nobody looks", msg)
			}
		}
		panetest.Send(p, pane.Raised{})
		for _, msg := range []any{pane.Shown{}, pane.Hidden{}, pane.Raised{}} {
			if _, cmd := p.Update(msg); cmd != nil {
				t.Errorf("%T starts a request although all is there", msg)
			}
		}
		time.Sleep(stale + time.Second)
		panetest.Send(p, pane.Raised{})
		if want := []string{"work acme/api", "work acme/api"}; !slices.Equal(l.asked, want) {
			t.Errorf("asked %q, want again after a minute", l.asked)
		}
	})
}

func TestLeavingCancels(t *testing.T) {
	for name, leave := range map[string]any{"hidden": pane.Hidden{}, "another repository": pane.SubjectChanged{}} {
		l := &lister{refs: some(), hold: true}
		p := New(t.Context(), panetest.Theme(), l)
		p.Update(pane.SubjectChanged{Subject: subject()})
		_, cmd := p.Update(pane.Raised{})
		mail := cmd().(pane.Mail)
		p.Update(mail.Msg)
		if l.ctx.Err() != nil || len(p.rows) != 5 {
			t.Fatalf("%s: got context %v, %d rows, want a request under way", name, l.ctx.Err(), len(p.rows))
		}
		p.Update(leave)
		if l.ctx.Err() == nil || !p.Status().Busy.IsZero() {
			t.Errorf("%s: the request goes on", name)
		}
		panetest.Run(p, mail.Next)
		if p.Status().Err != nil {
			t.Errorf("%s: got error %v, want none", name, p.Status().Err)
		}
		// What was not finished is asked for again.
		if _, again := p.Update(pane.Raised{}); name == "hidden" && again == nil {
			t.Error("opened again: no request for what was cancelled")
		}
		p.slot.Cancel()
	}
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	l := &lister{refs: some()}
	p := New(t.Context(), panetest.Theme(), l)
	p.Update(pane.SubjectChanged{Subject: subject()})
	_, old := p.Update(pane.Raised{})
	late := old().(pane.Mail)
	s := subject()
	s.Repo.Name = "web"
	p.Update(pane.SubjectChanged{Subject: s})
	l.refs = some()[1:2]
	panetest.Send(p, pane.Raised{})
	p.Update(late.Msg)
	panetest.Run(p, late.Next)
	if got := names(p); got != "fix" {
		t.Errorf("got %q, want the other repository's", got)
	}
}

func TestAFailureKeepsTheRefsAndIsRetriedWhenOpenedAgain(t *testing.T) {
	l := &lister{refs: some()}
	p := opened(t, l)
	l.fail = errors.New("broken")
	panetest.Run(p, p.load())
	if p.Status().Err == nil || len(p.rows) != 5 {
		t.Errorf("got error %v beside %d rows, want it beside 5", p.Status().Err, len(p.rows))
	}
	l.fail = nil
	panetest.Send(p, pane.Raised{})
	if p.Status().Err != nil || !p.slot.Complete() {
		t.Errorf("opened again: got error %v, want none", p.Status().Err)
	}
}

func TestManyRefsCostNoMore(t *testing.T) {
	allocations := func(n int) float64 {
		l := &lister{}
		for i := range n {
			l.refs = append(l.refs, github.Ref{Name: fmt.Sprint("feature/", i), SHA: "1234567890"})
		}
		p := opened(t, l)
		p.Resize(80, 50)
		return testing.AllocsPerRun(50, func() {
			p.Update(keymap.Down)
			p.View(true)
		})
	}
	few, many := allocations(100), allocations(50_000)
	if many > 1.2*few || many > 4*50 {
		t.Errorf("got %v allocations with 100 refs, %v with 50,000, want no more, and at most four a row", few, many)
	}
}

func TestACommitThatIsNoRef(t *testing.T) {
	l := &lister{refs: some(), sha: strings.Repeat("a", 40)}
	p := opened(t, l)
	panetest.Type(p, " main~3")
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "enter looks for a commit") {
		t.Errorf("got\n%s\nwant it said what enter does", got)
	}
	said, cmd := p.Update(keymap.Accept)
	if said != (pane.Say{Text: "looking for main~3…"}) || p.Status().Busy.IsZero() {
		t.Errorf("got %v, want it said that it is looked for", said)
	}
	got := panetest.Run(p, cmd)
	if len(got) != 1 || got[0] != (pane.ChooseRef{Ref: l.sha, Said: "main~3 is aaaaaaa"}) || !slices.Equal(l.sought, []string{"acme/api main~3"}) {
		t.Errorf("got %v after %q, want the commit chosen", got, l.sought)
	}
	// Who goes on typing is not carried off, nor who leaves.
	for _, msg := range []tea.Msg{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("1")}, keymap.Cancel, pane.Hidden{}} {
		_, late := p.Update(keymap.Accept)
		p.Update(msg)
		if got := panetest.Run(p, late); len(got) != 0 || l.ctx.Err() == nil || !p.Status().Busy.IsZero() {
			t.Errorf("after %v: got %v, context %v, want the search given up", msg, got, l.ctx.Err())
		}
	}
	l.fail = errors.New("no commit\x1b[2J is so")
	_, cmd = p.Update(keymap.Accept)
	if got := panetest.Run(p, cmd); len(got) != 1 || got[0] != (pane.Say{Text: "no commit is so"}) {
		t.Errorf("got %v, want it said why", got)
	}
	sought := len(l.sought)
	for text, want := range map[string]string{"main@{1}": "GitHub tells nobody", "-x": "it is no name", "": "no branch or tag matches"} {
		p.refs, p.rows = nil, nil
		p.list.SetLen(0)
		p.input.SetValue(text)
		said, cmd := p.Update(keymap.Accept)
		if s, ok := said.(pane.Say); !ok || !strings.Contains(s.Text, want) || cmd != nil || len(l.sought) != sought {
			t.Errorf("%q: got %v, want %q without a request", text, said, want)
		}
	}
}

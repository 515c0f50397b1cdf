package owners

import (
	"strings"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// retype replaces the line that is being tried.
func retype(p *Pane, s string) {
	p.try.input.SetValue("")
	panetest.Type(p, s)
}

func TestTryingARule(t *testing.T) { synctest.Test(t, testTryingARule) }

func testTryingARule(t *testing.T) {
	p := opened(t, acme())
	s := subject()
	s.Path = "web/a/index.ts"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	press(p, keymap.TryRule)
	if p.Scope() != keymap.RuleText || p.try.input.Value() != "/web/      @acme/web @mona" {
		t.Fatalf("got scope %s and %q, want the line that decides", p.Scope(), p.try.input.Value())
	}
	retype(p, "/web/ @zoe")
	want := `2 files change hands
web/a/index.ts @acme/web @mona → @zoe
web/b/index.ts @acme/web @mona → @zoe`
	if diff := cmp.Diff(want, strings.TrimSpace(rowsOf(p))); diff != "" {
		t.Errorf("got another outcome (-want +got):\n%s", diff)
	}
	retype(p, "[web] @zoe")
	if got := rowsOf(p); !strings.Contains(got, "Invalid pattern") || !strings.Contains(got, "GitHub skips such a line") {
		t.Errorf("got %q, want what is wrong with it", got)
	}
	retype(p, "/web/ @zoe")
	press(p, keymap.Accept)
	if p.try != nil || p.book.census.Owners[0].Owner != "@acme/core" {
		t.Errorf("got owners %v, want the changed file shown", p.book.census.Owners)
	}
	if got := panetest.Text(p.View(true)[1:2]); !strings.Contains(got, "1 line changed here only, 2 files change hands") {
		t.Errorf("got %q, want what the draft comes to", got)
	}
	patch := `diff --git a/.github/CODEOWNERS b/.github/CODEOWNERS
--- a/.github/CODEOWNERS
+++ b/.github/CODEOWNERS
@@ -4,5 +4,5 @@
 /docs/api/ @acme/docs @mona
 /vendor/
 /web/a/    @acme/web
-/web/      @acme/web @mona
+/web/ @zoe
 /Web/b/    @ghost
`
	if diff := cmp.Diff(patch, press(p, keymap.CopyPatch).(pane.Copy).Text); diff != "" {
		t.Errorf("got another patch (-want +got):\n%s", diff)
	}
	if got := press(p, keymap.CopyFile).(pane.Copy).Text; got != strings.Replace(company, "/web/      @acme/web @mona", "/web/ @zoe", 1) {
		t.Errorf("got the file\n%s", got)
	}
	press(p, keymap.Discard)
	if p.draft != nil || p.book.census.Owners[0].Owner != "@mona" {
		t.Errorf("got owners %v, want the repository's again", p.book.census.Owners)
	}
}

func TestANewRuleAndAnotherBesideIt(t *testing.T) { synctest.Test(t, testANewRuleAndAnotherBesideIt) }

func testANewRuleAndAnotherBesideIt(t *testing.T) {
	p := opened(t, acme())
	to(t, p, "LICENSE")
	press(p, keymap.NewRule)
	if got := p.try.input.Value(); got != "/LICENSE @" {
		t.Fatalf("got %q, want a rule of the path begun", got)
	}
	panetest.Type(p, "mona")
	press(p, keymap.Accept)
	if i, _ := p.book.own.Find("LICENSE"); p.book.own.Rule(i) == nil || p.book.own.Rule(i).Line != 9 {
		t.Fatalf("got rule %v of LICENSE, want line 9", p.book.own.Rule(i))
	}
	// A line taken out keeps the numbers of the others.
	p.turnTo(rulesTab)
	to(t, p, "6 ")
	press(p, keymap.TryRule)
	retype(p, "")
	panetest.Send(p, keymap.Accept)
	to(t, p, "9 ")
	press(p, keymap.TryRule)
	if got := p.try.input.Value(); got != "/LICENSE @mona" {
		t.Errorf("got %q, want the rule added before", got)
	}
	press(p, keymap.Cancel)
	if got := p.draft.Text(); got != strings.Replace(company, "/web/a/    @acme/web\n", "", 1)+"/LICENSE @mona\n" {
		t.Errorf("got the file\n%s", got)
	}
	// Changed back, nothing is left of it.
	to(t, p, "9 ")
	press(p, keymap.TryRule)
	p.try.input.SetValue("")
	press(p, keymap.Accept)
	if p.draft == nil || p.draft.Changes() != 1 {
		t.Fatalf("got %v, want one change left", p.draft)
	}
}

func TestADraftWaitsWhileAnotherRepositoryIsLookedAt(t *testing.T) {
	synctest.Test(t, testADraftWaitsWhileAnotherRepositoryIsLookedAt)
}

func testADraftWaitsWhileAnotherRepositoryIsLookedAt(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.NewRule)
	retype(p, "* @mona")
	press(p, keymap.Accept)
	other := subject()
	other.Repo.Name = "docs"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if p.draft != nil || p.book.census.Unmatched == 0 {
		t.Fatalf("got draft %v in another repository, want none", p.draft)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	if p.draft == nil || p.book.census.Unmatched != 0 {
		t.Errorf("got draft %v and %d files without a rule, want the draft again", p.draft, p.book.census.Unmatched)
	}
}

func TestADraftOfAFileThatChangedMeanwhile(t *testing.T) {
	synctest.Test(t, testADraftOfAFileThatChangedMeanwhile)
}

func testADraftOfAFileThatChangedMeanwhile(t *testing.T) {
	e := acme()
	p := opened(t, e)
	press(p, keymap.NewRule)
	retype(p, "/LICENSE @mona")
	press(p, keymap.Accept)
	e.text, e.commit = "* @new\n", strings.Repeat("b", 40)
	press(p, keymap.Reload)
	if got := panetest.Text(p.View(true)[1:2]); !strings.Contains(got, "the file has changed on GitHub since") {
		t.Errorf("got %q, want to be told", got)
	}
	if got := p.draft.Text(); got != company+"/LICENSE @mona\n" {
		t.Errorf("got the draft\n%s\nwant it as it was", got)
	}
}

func TestWithoutAFile(t *testing.T) { synctest.Test(t, testWithoutAFile) }

func testWithoutAFile(t *testing.T) {
	p := opened(t, &estate{paths: []string{"a.go", "b/c.go"}})
	if got := rowsOf(p); !strings.Contains(got, "a.go nobody") {
		t.Errorf("got %q, want the files, of nobody", got)
	}
	to(t, p, "a.go")
	if got := told(p); got != "a.go\nowners nobody: there is no CODEOWNERS file" {
		t.Errorf("got told %q", got)
	}
	press(p, keymap.NewRule)
	retype(p, "* @acme/all")
	press(p, keymap.Accept)
	if got := press(p, keymap.CopyPatch).(pane.Copy).Text; !strings.Contains(got, "new file mode 100644\n--- /dev/null\n+++ b/.github/CODEOWNERS\n") {
		t.Errorf("got the patch\n%s", got)
	}
	p.turnTo(ownersTab)
	if got := rowsOf(p); got != "@acme/all 1 rule 2 100%" {
		t.Errorf("got owners %q", got)
	}
}

func TestOnlyTheNewestWordingCounts(t *testing.T) { synctest.Test(t, testOnlyTheNewestWordingCounts) }

func testOnlyTheNewestWordingCounts(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.NewRule)
	retype(p, "* @mona")
	_, keep := p.Update(keymap.Accept)
	_, typed := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
	panetest.Run(p, keep)
	if p.try == nil || p.draft != nil {
		t.Fatal("got a wording kept that was typed on meanwhile")
	}
	panetest.Run(p, typed)
	if p.try == nil || len(p.try.handover) != 10 {
		t.Errorf("got %v, want the outcome of what is typed now, not kept", p.try)
	}
}

func TestChangedBackThereIsNoDraft(t *testing.T) { synctest.Test(t, testChangedBackThereIsNoDraft) }

func testChangedBackThereIsNoDraft(t *testing.T) {
	e := acme()
	e.errors = []codeowners.Problem{{Line: 8, Column: 12, Kind: unknownOwner, Source: "/Web/b/    @ghost\n"}}
	p := opened(t, e)
	for _, end := range []func(){
		func() {
			p.turnTo(rulesTab)
			to(t, p, "9 ")
			press(p, keymap.TryRule)
			retype(p, "")
			press(p, keymap.Accept)
		},
		func() { press(p, keymap.Discard) },
	} {
		press(p, keymap.NewRule)
		retype(p, "* @mona")
		press(p, keymap.Accept)
		if len(p.unknown) != 0 {
			t.Errorf("got unknown owners %v of a changed file, want none: GitHub's are about its own", p.unknown)
		}
		end()
		if p.draft != nil || len(p.unknown) != 1 {
			t.Fatalf("got draft %v and unknown owners %v, want the repository's file again", p.draft, p.unknown)
		}
		other := subject()
		other.Repo.Name = "docs"
		panetest.Send(p, pane.SubjectChanged{Subject: other})
		panetest.Send(p, pane.SubjectChanged{Subject: subject()})
		if p.draft != nil {
			t.Fatalf("got draft %v after coming back, want none", p.draft)
		}
	}
}

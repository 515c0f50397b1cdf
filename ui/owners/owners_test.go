package owners

import (
	"errors"
	"fmt"
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

func TestTheViewFillsItsSpace(t *testing.T) { synctest.Test(t, testTheViewFillsItsSpace) }

func testTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", inSight(t, acme()))
	panetest.Fill(t, "failed", opened(t, &estate{fail: errors.New("broken")}))
	panetest.Fill(t, "empty repository", opened(t, &estate{fail: github.ErrEmptyRepository}))
	panetest.Fill(t, "no file", opened(t, &estate{paths: []string{"a", "b/c"}}))
	hostile := acme()
	for i, s := range panetest.Hostile() {
		if s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '/' {
				return '_'
			}
			return r
		}, s); s != "" {
			hostile.paths = append(hostile.paths, "web/z"+fmt.Sprint(i)+"/"+s+"/"+s)
			hostile.text += "/" + codeowners.Escape(s) + "/** @acme/" + fmt.Sprint(i) + " " + s + "@x.org\n"
			hostile.errors = append(hostile.errors, codeowners.Problem{Line: i, Column: 1, Kind: codeowners.Kind(s), Suggestion: s, Source: s})
		}
	}
	for name, e := range map[string]*estate{"acme": acme(), "hostile": hostile} {
		p := opened(t, e)
		for range tabs {
			panetest.Fill(t, name, p)
			press(p, keymap.Last)
			panetest.Fill(t, name+" at the end", p)
			press(p, keymap.Right)
			panetest.Fill(t, name+" opened", p)
			press(p, keymap.NextTab)
		}
		p = opened(t, e)
		press(p, keymap.Filter)
		panetest.Type(p, "e")
		panetest.Fill(t, name+", finding", p)
		press(p, keymap.Cancel, keymap.NewRule)
		panetest.Type(p, "[mona")
		panetest.Fill(t, name+", trying", p)
		press(p, keymap.Accept)
		panetest.Fill(t, name+", changed", p)
	}
}

func TestTheTree(t *testing.T) {
	p := opened(t, acme())
	want := `▸ docs/ 2 2 owners
▸ src/lib/ 3 1 owner, 1 nobody's
▸ vendor/x/ 1 nobody
▸ web/ 2 @acme/web @mona
 LICENSE nobody
 main.go @acme/core`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got another tree (-want +got):\n%s", diff)
	}
	to(t, p, "src/lib/")
	press(p, keymap.Open, keymap.Down, keymap.Right)
	want = `▸ docs/ 2 2 owners
▾ src/lib/ 3 1 owner, 1 nobody's
 ▾ deep/ 2 @acme/core
   one.go @acme/core
   two.go @acme/core
  notes.txt nobody
▸ vendor/x/ 1 nobody
▸ web/ 2 @acme/web @mona
 LICENSE nobody
 main.go @acme/core`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got another tree (-want +got):\n%s", diff)
	}
	press(p, keymap.Right, keymap.Left)
	if got := rowUnderCursor(p); !strings.HasPrefix(got, "deep/") {
		t.Errorf("got the cursor on %q after going left, want the folder around", got)
	}
	press(p, keymap.Left, keymap.Left, keymap.Left)
	if got := rowUnderCursor(p); !strings.HasPrefix(got, "src/lib/") || len(p.files.rows) != 6 {
		t.Errorf("got the cursor on %q of %d rows, want src/lib/ folded", got, len(p.files.rows))
	}
	if intent := press(p, keymap.Left); intent != (pane.Leave{}) {
		t.Errorf("got %v at the top, want to leave", intent)
	}
	if st := p.Status(); st.Title != "Owners · acme/shop · main" || st.Count != "70% owned of 10" {
		t.Errorf("got status %q, %q", st.Title, st.Count)
	}
}

func TestWhatIsToldOfAFile(t *testing.T) {
	p := opened(t, acme())
	for _, test := range []struct{ path, want string }{
		{"docs/api/index.md", "docs/api/index.md\nowners @acme/docs @mona\nby rule .github/CODEOWNERS:4  /docs/api/\nit beats .github/CODEOWNERS:3  /docs/  @mona"},
		{"vendor/x/x.go", "vendor/x/x.go\nowners nobody: line 5 names no owner\nby rule .github/CODEOWNERS:5  /vendor/\nit beats .github/CODEOWNERS:2  *.go  @acme/core"},
		{"LICENSE", "LICENSE\nowners nobody: no rule of .github/CODEOWNERS matches it"},
		{"web", "web/\nfiles 2\nowners @mona 2, @acme/web 2"},
	} {
		s := subject()
		s.Path = test.path
		panetest.Send(p, pane.SubjectChanged{Subject: s})
		if got := told(p); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.path, got, test.want)
		}
	}
}

func TestFromAFileToItsRuleAndBack(t *testing.T) {
	p := opened(t, acme())
	s := subject()
	s.Path = "web/b/index.ts"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	press(p, keymap.Rule)
	if got := rowUnderCursor(p); p.tab != rulesTab || !strings.HasPrefix(got, "7  /web/") {
		t.Fatalf("got %q in view %d, want line 7 of the rules", got, p.tab)
	}
	press(p, keymap.Open)
	if got := rowsOf(p); p.tab != filesTab || got != "▾ web/ 2 @acme/web @mona\n ▾ a/ 1 @acme/web @mona\n   index.ts @acme/web @mona\n ▾ b/ 1 @acme/web @mona\n   index.ts @acme/web @mona" {
		t.Errorf("got %q, want the files of the rule", got)
	}
	if st := p.Status(); st.Count != "2 of 10" {
		t.Errorf("got count %q, want 2 of 10", st.Count)
	}
	press(p, keymap.Back)
	if len(p.files.set) != 10 || !strings.HasPrefix(rowUnderCursor(p), "web/") {
		t.Errorf("got %d files and the cursor on %q, want all and web/", len(p.files.set), rowUnderCursor(p))
	}
	if intent := press(p, keymap.Back); intent != (pane.Leave{}) {
		t.Errorf("got %v, want to leave", intent)
	}
	to(t, p, "main.go")
	press(p, keymap.Right)
	if got := rowUnderCursor(p); p.tab != rulesTab || !strings.HasPrefix(got, "2  *.go") {
		t.Errorf("right on a file: got %q in view %d, want its rule", got, p.tab)
	}
	press(p, keymap.PreviousTab, keymap.PreviousTab)
	to(t, p, "web/")
	if intent := press(p, keymap.Rule); intent != (pane.Say{Text: "go to a file first: L shows its rule"}) {
		t.Errorf("got %v of a folder", intent)
	}
	to(t, p, "LICENSE")
	if intent, ok := press(p, keymap.Rule).(pane.Say); !ok || !strings.Contains(intent.Text, "no rule matches") {
		t.Errorf("got %v, want to be told that there is no rule", intent)
	}
}

func TestViewingAFile(t *testing.T) {
	p := opened(t, acme())
	want := pane.ShowFile{Place: subject().Place, Repo: subject().Repo, DefaultBranch: "main", Ref: "main", Path: "main.go"}
	to(t, p, "main.go")
	for _, a := range []keymap.Action{keymap.View, keymap.Open} {
		if intent := press(p, a); intent != want {
			t.Errorf("%s: got %v, want %v", a, intent, want)
		}
	}
	to(t, p, "docs/")
	if intent, ok := press(p, keymap.View).(pane.Say); !ok {
		t.Errorf("got %v on a folder, want to be told to go to a file", intent)
	}
	press(p, keymap.NextTab, keymap.NextTab)
	to(t, p, "4 ")
	want.Path, want.Line = ".github/CODEOWNERS", 4
	if intent := press(p, keymap.View); intent != want {
		t.Errorf("got %v on a rule, want %v", intent, want)
	}
}

func TestOwners(t *testing.T) { synctest.Test(t, testOwners) }

func testOwners(t *testing.T) {
	e := acme()
	e.errors = []codeowners.Problem{{Line: 8, Column: 12, Kind: unknownOwner, Suggestion: "make sure @ghost exists", Source: "/Web/b/    @ghost\n"}}
	p := opened(t, e)
	press(p, keymap.NextTab)
	want := `@mona 3 rules 4 40%
@acme/core 1 rule 3 30%
@acme/web 2 rules 2 20%
@acme/docs 1 rule 1 10%
@ghost unknown to GitHub 1 rule 0 0%`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got other owners (-want +got):\n%s", diff)
	}
	to(t, p, "@acme/web")
	if got := told(p); got != "@acme/web\nmembers 2: @zoe @ada\nrule .github/CODEOWNERS:6  /web/a/  0 files\nrule .github/CODEOWNERS:7  /web/  2 files" {
		t.Errorf("got told %q", got)
	}
	to(t, p, "@acme/docs")
	if got := told(p); !strings.Contains(got, "members not shown: "+github.ErrNotGranted.Error()) {
		t.Errorf("got told %q, want why the members are not shown", got)
	}
	to(t, p, "@ghost")
	if got := told(p); !strings.Contains(got, "does not know this owner: make sure @ghost exists") {
		t.Errorf("got told %q, want what GitHub says", got)
	}
	press(p, keymap.Sort)
	if got := strings.Fields(rowsOf(p))[0]; got != "@acme/core" {
		t.Errorf("got %s first, want the names in order", got)
	}
	to(t, p, "@acme/docs")
	press(p, keymap.Open)
	if got := rowsOf(p); got != "▾ docs/api/ 1 @acme/docs @mona\n  index.md @acme/docs @mona" {
		t.Errorf("got %q, want the files of the team", got)
	}
}

func TestRulesThatDecideNothing(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.NextTab, keymap.NextTab)
	want := `   2 *.go 3 @acme/core
   3 /docs/ 1 @mona
   4 /docs/api/ 1 @acme/docs @mona
   5 /vendor/ 1 nobody
   6 /web/a/ by 7 @acme/web
   7 /web/ 2 @acme/web @mona
   8 /Web/b/ case @ghost`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got other rules (-want +got):\n%s", diff)
	}
	to(t, p, "6 ")
	if got := told(p); !strings.Contains(got, "Never wins: `/web/` on line 7 takes all that it matches\n.github/CODEOWNERS:7  /web/") {
		t.Errorf("got told %q, want why it never wins", got)
	}
	press(p, keymap.Open)
	if got := rowUnderCursor(p); !strings.HasPrefix(got, "7 ") {
		t.Errorf("got %q, want the rule that takes it all", got)
	}
	to(t, p, "8 ")
	if intent, ok := press(p, keymap.Open).(pane.Say); !ok {
		t.Errorf("got %v, want to be told that it decides nothing", intent)
	}
	press(p, keymap.Sort)
	if got := strings.Fields(rowsOf(p))[1]; got != "*.go" {
		t.Errorf("got %s first, want the rule that decides most", got)
	}
}

func TestFilesOfNobody(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.NextTab, keymap.NextTab, keymap.NextTab)
	press(p, keymap.Open, keymap.Down, keymap.Down, keymap.Open)
	want := `▾ src/lib/ 1 nobody
  notes.txt nobody
▾ vendor/x/ 1 nobody
  x.go nobody: unset by line 5
 LICENSE nobody`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got other files (-want +got):\n%s", diff)
	}
}

func TestProblems(t *testing.T) {
	e := acme()
	e.text += "[x] @a\n"
	e.errors = []codeowners.Problem{
		{Line: 8, Column: 12, Kind: unknownOwner, Suggestion: "make sure", Source: "/Web/b/    @ghost\n"},
		{Line: 9, Column: 1, Kind: codeowners.InvalidPattern, Suggestion: "escape", Source: "[x] @a\n"},
	}
	p := opened(t, e)
	press(p, keymap.PreviousTab)
	var got []string
	for _, row := range strings.Split(rowsOf(p), "\n") {
		f := strings.Fields(row)
		got = append(got, f[0]+" "+f[1]+" "+f[2]+" "+f[len(f)-1])
	}
	if diff := cmp.Diff([]string{"6:1 Never wins here", "8:1 Differs in here", "8:12 Unknown owner GitHub", "9:1 Invalid pattern both"}, got); diff != "" {
		t.Errorf("got other problems (-want +got):\n%s", diff)
	}
	press(p, keymap.Open)
	if got := rowUnderCursor(p); p.tab != rulesTab || !strings.HasPrefix(got, "6 ") {
		t.Errorf("got %q, want the rule of the problem", got)
	}
	press(p, keymap.NextTab, keymap.NextTab, keymap.Last)
	if intent, ok := press(p, keymap.Open).(pane.Say); !ok || !strings.Contains(intent.Text, "skips this line") {
		t.Errorf("got %v, want to be told that the line is skipped", intent)
	}
	e.errFail = errors.New("no such page")
	e.errors = nil
	press(p, keymap.Reload)
	if len(p.problems) == 0 {
		t.Error("got no problems when GitHub could not be asked, want our own")
	}
}

func TestOnlyMine(t *testing.T) { synctest.Test(t, testOnlyMine) }

func testOnlyMine(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.Mine)
	want := `▸ docs/ 2 2 owners
▸ src/lib/deep/ 2 @acme/core
▸ web/ 2 @acme/web @mona
 main.go @acme/core`
	if diff := cmp.Diff(want, rowsOf(p)); diff != "" {
		t.Errorf("got other files (-want +got):\n%s", diff)
	}
	press(p, keymap.NextTab)
	if diff := cmp.Diff("@mona 3 rules 4 40%\n@acme/core 1 rule 3 30%", rowsOf(p)); diff != "" {
		t.Errorf("got other owners (-want +got):\n%s", diff)
	}
	press(p, keymap.Mine)
	if len(p.owners) != 5 {
		t.Errorf("got %d owners, want all 5", len(p.owners))
	}
	e := acme()
	e.mine, e.mineErr = []string{"@mona"}, errors.New("teams are hidden")
	p = opened(t, e)
	press(p, keymap.Mine)
	if got := panetest.Text(p.View(true)[1:2]); !strings.Contains(got, "your teams are not known: teams are hidden") {
		t.Errorf("got %q, want why the teams are missing", got)
	}
	e = acme()
	e.mine = nil
	p = opened(t, e)
	press(p, keymap.Mine)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "this account is no person") || !strings.Contains(got, "Press m to see everything") {
		t.Errorf("got\n%s\nwant that an App has nothing of its own", got)
	}
}

func TestFindingAPath(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.Filter)
	if p.Scope() != keymap.FilterText {
		t.Fatalf("got scope %s, want text", p.Scope())
	}
	panetest.Type(p, "twogo")
	if got := rowsOf(p); got != "src/lib/deep/two.go @acme/core" {
		t.Errorf("got %q, want the path", got)
	}
	press(p, keymap.Accept)
	if got := rowUnderCursor(p); !strings.HasPrefix(got, "two.go") || p.Scope() != keymap.Owners {
		t.Errorf("got %q in scope %s, want the file in its folders", got, p.Scope())
	}
	press(p, keymap.Filter)
	panetest.Type(p, "zzz")
	if got := rowsOf(p); got != "No path matches." {
		t.Errorf("got %q", got)
	}
	press(p, keymap.Cancel)
	if len(p.files.rows) != p.lists[filesTab].Len() {
		t.Errorf("got %d rows, want the tree's %d", p.lists[filesTab].Len(), len(p.files.rows))
	}
}

func TestAnAnswerThatComesLateIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := acme()
		e.hold = make(chan struct{})
		p := inSight(t, e)
		_, first := p.Update(pane.SubjectChanged{Subject: subject()})
		other := subject()
		other.Ref = "next"
		_, second := p.Update(pane.SubjectChanged{Subject: other})
		close(e.hold)
		e.text = "* @new\n"
		panetest.Run(p, second)
		panetest.Run(p, first)
		if got := p.book.census.Owners; len(got) != 1 || got[0].Owner != "@new" || p.Status().Title != "Owners · acme/shop · next" {
			t.Errorf("got %v of %s, want what was asked for last", got, p.Status().Title)
		}
	})
}

func TestAFailureIsShownAndCanBeTriedAgain(t *testing.T) {
	e := acme()
	e.fail = errors.New("broken")
	p := opened(t, e)
	if got := rowsOf(p); got != "Press r to try again." || p.Status().Err == nil {
		t.Errorf("got %q and %v, want the failure and what to do", got, p.Status().Err)
	}
	e.fail = nil
	press(p, keymap.Reload)
	if len(p.files.rows) != 6 || p.Status().Err != nil {
		t.Errorf("got %d rows and %v after trying again", len(p.files.rows), p.Status().Err)
	}
	e.fail = errors.New("broken again")
	press(p, keymap.Reload)
	if len(p.files.rows) != 6 || p.Status().Err == nil {
		t.Errorf("got %d rows and %v, want the last ones beside the failure", len(p.files.rows), p.Status().Err)
	}
}

func TestWhatIsStoredIsThereFirst(t *testing.T) {
	e := acme()
	e.stored, e.fail = true, errors.New("offline")
	p := opened(t, e)
	if len(p.files.rows) != 6 || p.Status().Err == nil || p.Status().At.IsZero() {
		t.Errorf("got %d rows, %v of %v, want the stored ones beside the failure", len(p.files.rows), p.Status().Err, p.Status().At)
	}
}

func TestNothingIsAskedOutOfSight(t *testing.T) {
	e := acme()
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: e})
	p.Resize(100, 30)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	if len(e.asked) != 0 {
		t.Fatalf("got requests %v of a pane that cannot be seen", e.asked)
	}
	panetest.Send(p, pane.Shown{})
	if diff := cmp.Diff([]string{"ownership acme/shop main", "errors aaaa"}, e.asked); diff != "" {
		t.Errorf("got other requests (-want +got):\n%s", diff)
	}
	press(p, keymap.Down, keymap.Last, keymap.NextTab)
	if len(e.asked) != 2 {
		t.Errorf("got requests %v for moving about", e.asked[2:])
	}
}

func TestThePlaceOfTheCursorOnTheWeb(t *testing.T) {
	p := opened(t, acme())
	for _, test := range []struct {
		to   string
		tab  tab
		want string
		name string
	}{
		{"docs/", filesTab, "https://github.com/acme/shop/aaaa/docs/#0", "docs/"},
		{"main.go", filesTab, "https://github.com/acme/shop/aaaa/main.go#0", "main.go"},
		{"7 ", rulesTab, "https://github.com/acme/shop/aaaa/.github/CODEOWNERS#7", "/web/"},
		{"6:1", problemsTab, "https://github.com/acme/shop/aaaa/.github/CODEOWNERS#6", "Never wins: `/web/` on line 7 takes all that it matches"},
		{"@mona", ownersTab, "", "@mona"},
	} {
		p.turnTo(test.tab)
		to(t, p, test.to)
		if got := press(p, keymap.Browse); got != (pane.Browse{URL: test.want}) {
			t.Errorf("%s: got %v, want %s", test.to, got, test.want)
		}
		if got := press(p, keymap.CopyShort).(pane.Copy); got.Text != test.name {
			t.Errorf("%s: got %q copied, want %q", test.to, got.Text, test.name)
		}
	}
}

func TestWhoOfAFileAndOfAFolder(t *testing.T) {
	p := opened(t, acme())
	to(t, p, "web/")
	want := pane.WhoOwns{Place: subject().Place, Repo: subject().Repo, Ref: "main", Paths: []string{"web/a/index.ts", "web/b/index.ts"}}
	if diff := cmp.Diff(want, press(p, keymap.Who)); diff != "" {
		t.Errorf("got another request (-want +got):\n%s", diff)
	}
	to(t, p, "main.go")
	want.Paths = []string{"main.go"}
	if diff := cmp.Diff(want, press(p, keymap.Who)); diff != "" {
		t.Errorf("got another request (-want +got):\n%s", diff)
	}
}

func TestTheHistoryOfAFileAndOfAFolder(t *testing.T) {
	p := opened(t, acme())
	for row, path := range map[string]string{"web/": "web", "main.go": "main.go"} {
		to(t, p, row)
		want := pane.ShowHistory{Place: subject().Place, Repo: subject().Repo, DefaultBranch: "main", Ref: "main", Path: path}
		if diff := cmp.Diff(want, press(p, keymap.History)); diff != "" {
			t.Errorf("%s: got another request (-want +got):\n%s", row, diff)
		}
	}
	p.turnTo(ownersTab)
	if got := press(p, keymap.History); got != (pane.Say{Text: "go to a file first: H shows the commits that change it"}) {
		t.Errorf("got %v among the owners, want to be told", got)
	}
}

func TestWhatIsStoredIsInTheFirstFrameAndJudgedOffline(t *testing.T) {
	e := acme()
	e.stored, e.fail, e.errFail = true, errors.New("offline"), errors.New("offline too")
	p := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: e})
	p.Resize(100, 30)
	s := subject()
	s.Side, s.Path = pane.SideOwners, "web/a/index.ts"
	panetest.Send(p, pane.Restored{Subject: s})
	if got := rowUnderCursor(p); len(e.asked) != 0 || !strings.HasPrefix(got, "index.ts") {
		t.Fatalf("got the cursor on %q after requests %v, want the stored file and none", got, e.asked)
	}
	if got := panetest.Text(p.View(true)[:1]); !strings.HasSuffix(strings.Fields(got)[8], "Problems") {
		t.Errorf("got %q, want no number of problems before they were looked for", got)
	}
	panetest.Send(p, pane.Shown{})
	p.turnTo(problemsTab)
	got := strings.Split(rowsOf(p), "\n")
	if len(got) != 3 || !strings.HasPrefix(strings.TrimLeft(got[0], " "), "Not asked GitHub's own check is missing: offline too") {
		t.Errorf("got problems %q, want our own, and that GitHub was not asked", got)
	}
	// Another pane's subject is not read from the disk before the first frame.
	q := New(Options{Context: t.Context(), Theme: panetest.Theme(), Client: e})
	panetest.Send(q, pane.Restored{Subject: subject()})
	if q.book != nil {
		t.Error("got owners read for a pane that is not looked at")
	}
}

func TestReloadAsksGitHubForItsErrorsAgain(t *testing.T) {
	e := acme()
	p := opened(t, e)
	e.errors = []codeowners.Problem{{Line: 8, Column: 12, Kind: unknownOwner, Source: "/Web/b/    @ghost\n"}}
	press(p, keymap.Reload)
	if _, ok := p.unknown["@ghost"]; !ok {
		t.Errorf("got unknown owners %v after requests %v, want @ghost", p.unknown, e.asked)
	}
}

func TestTheFilterEndsWithTheRepository(t *testing.T) {
	p := opened(t, acme())
	press(p, keymap.Mine)
	to(t, p, "docs/")
	p.showFiles(filter{owner: "@mona", mine: true})
	other := subject()
	other.Ref = "next"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if p.filter != (filter{mine: true}) {
		t.Errorf("got filter %+v at another branch, want only mine", p.filter)
	}
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		part, of int
		want     string
	}{{0, 0, ""}, {0, 10, "0%"}, {1, 1000, "<1%"}, {5, 1000, "1%"}, {1, 3, "33%"}, {999, 1000, "99%"}, {1000, 1000, "100%"}} {
		if got := share(test.part, test.of); got != test.want {
			t.Errorf("%d of %d: got %q, want %q", test.part, test.of, got, test.want)
		}
	}
}

// A folder that was asked for is unfolded.
func TestAFolderThatWasAskedFor(t *testing.T) {
	p := opened(t, acme())
	for _, tt := range []struct {
		path, under string
		open        bool
	}{
		{"web", "web/", true}, {"docs/api/", "api/", true}, {"main.go", "main.go", false},
	} {
		s := subject()
		s.Path = tt.path
		panetest.Send(p, pane.SubjectChanged{Subject: s})
		if got := rowUnderCursor(p); !strings.HasPrefix(got, tt.under) || p.files.open[strings.TrimSuffix(tt.path, "/")+"/"] != tt.open {
			t.Errorf("%s: got %q, unfolded: %v", tt.path, got, p.files.open)
		}
	}
	fresh := inSight(t, acme())
	s := subject()
	s.Path = "web"
	panetest.Send(fresh, pane.SubjectChanged{Subject: s})
	if !fresh.files.open["web/"] {
		t.Errorf("asked for before the files were there: got unfolded %v", fresh.files.open)
	}
}

// Who comes back to the tree finds the cursor where it was left; who asks for a path
// once more is led to it.
func TestComingBackToTheTree(t *testing.T) {
	p := opened(t, acme())
	at := func(path string) string {
		s := subject()
		s.Path = path
		panetest.Send(p, pane.SubjectChanged{Subject: s})
		got, _, _ := p.currentPath()
		return got
	}
	at("web/b/index.ts")
	to(t, p, "main.go")
	if got := at("main.go"); got != "main.go" {
		t.Errorf("the file viewed: got %s", got)
	}
	panetest.Send(p, pane.ShowOwners{Path: "LICENSE"})
	if got := at("docs/api/index.md"); got != "docs/api/index.md" {
		t.Errorf("another file: got %s", got)
	}
	if got := at("web/b/index.ts"); got != "main.go" {
		t.Errorf("back: got %s, want main.go, where the cursor was", got)
	}
	panetest.Send(p, pane.ShowOwners{Path: "web/b/index.ts"})
	if got, _, _ := p.currentPath(); got != "web/b/index.ts" {
		t.Errorf("asked for once more: got %s", got)
	}
}

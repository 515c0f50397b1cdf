package conversation

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// owned is a pull request whose files have owners of every sort.
func owned() *client {
	c := aPull()
	c.files = append(c.files, github.File{Path: "web/app.ts", Status: "modified"}, github.File{Path: "LICENSE", Status: "modified"}, github.File{Path: "docs/a.md", Status: "modified"})
	c.approvals = decided(c, "count/ @acme/core @bob\n*.json @acme/data\n*.txt @dana\n/web/ @acme/web\nlogo.png mail@acme.example\n/docs/\n",
		map[string]github.TeamMembership{
			"acme/core": {Members: []string{"carl"}}, "acme/web": {Members: []string{"erin"}}, "acme/data": {Err: errors.New("it is secret")},
		}, github.Review{Author: "carl", State: "approved"}, github.Review{Author: "erin", State: "changes_requested"})
	return c
}

// decided is the approvals of a fake's pull request by a CODEOWNERS file.
func decided(c *client, rules string, teams map[string]github.TeamMembership, reviews ...github.Review) github.Approvals {
	path := ".github/CODEOWNERS"
	if rules == "" {
		path = ""
	}
	pr := *c.pull
	pr.ChangedFiles = len(c.files)
	a := github.DecideApprovals(github.ApprovalFacts{Pull: pr, Files: c.files, Owners: github.ParseOwners(path, rules), Teams: teams, Reviews: reviews})
	a.Commit = strings.Repeat("c", 40)
	return a
}

// onOwners is a pane of 80x24 that shows the owners of a pull request.
func onOwners(t testing.TB, c *client) *Pane {
	t.Helper()
	p := opened(t, c, 15)
	panetest.Send(p, keymap.PreviousTab)
	return p
}

// unfold opens every owner.
func unfold(p *Pane) {
	panetest.Send(p, keymap.First)
	for at := 0; at < p.sheet().total; at++ {
		if x := p.sheet().parts[p.sheet().current()]; x.fold && !p.unfolded[x.key] {
			panetest.Send(p, keymap.Open)
		}
		panetest.Send(p, keymap.Down)
	}
}

func TestTheOwnersTab(t *testing.T) {
	p := onOwners(t, owned())
	unfold(p)
	golden(t, "owners-all.txt", whole(p))
	p.tab = filesTab
	panetest.Run(p, p.loadTab())
	golden(t, "files-owned.txt", whole(p))
	p.tab = talkTab
	if got := whole(p); !strings.Contains(got, "┃ owners     1 of 4 approved; missing @acme/web\n") {
		t.Errorf("got\n%s\nwant the approvals in the header", got)
	}
}

func TestOwnersAreAskedForWhenTheirTabIsOpened(t *testing.T) {
	c := owned()
	p := opened(t, c, 15)
	count := func() (n int) {
		for _, what := range c.asked {
			if what == "approvals" {
				n++
			}
		}
		return n
	}
	panetest.Send(p, keymap.Reload)
	if count() != 0 || strings.Contains(whole(p), "owners  ") {
		t.Errorf("asked %q, want no approvals before their tab is opened", c.asked)
	}
	panetest.Send(p, keymap.PreviousTab)
	panetest.Send(p, keymap.NextTab)
	panetest.Send(p, keymap.PreviousTab)
	if count() != 1 {
		t.Errorf("asked %q, want the approvals once", c.asked)
	}
	if panetest.Send(p, keymap.Reload); count() != 2 {
		t.Errorf("asked %q, want the approvals again on a reload", c.asked)
	}
	panetest.Send(p, chosen(16))
	if p.approvals.Has() {
		t.Error("another pull request has the approvals of the one before")
	}
}

// The files that their tab has are not listed again.
func TestOwnersOfFilesAtHand(t *testing.T) {
	c := owned()
	c.pull.Head.SHA = "aaaa"
	p := opened(t, c, 15)
	for range 3 {
		panetest.Send(p, keymap.NextTab)
	}
	if p.tab != filesTab || !p.files.Complete() {
		t.Fatalf("got tab %v, asked %q, want the files", p.tab, c.asked)
	}
	panetest.Send(p, keymap.NextTab)
	if p.tab != ownersTab || c.hand.Head != "aaaa" || len(c.hand.Files) != len(c.files) || c.hand.Pull.Number != 0 {
		t.Errorf("got %d files of %q, want the %d of the tab; the pull request itself may have changed", len(c.hand.Files), c.hand.Head, len(c.files))
	}
	p = opened(t, c, 15)
	c.hand = github.PullAtHand{Head: "x"}
	panetest.Send(p, keymap.PreviousTab)
	if p.tab != ownersTab || c.hand.Head != "" || c.hand.Files != nil {
		t.Errorf("got files of %q before they were listed, want none", c.hand.Head)
	}
}

func TestALateAnswerAboutOwnersIsDropped(t *testing.T) {
	c := owned()
	p := opened(t, c, 15)
	_, cmd := p.Update(keymap.PreviousTab)
	var late []pane.Mail
	for _, one := range batch(cmd) {
		late = append(late, one().(pane.Mail))
	}
	panetest.Send(p, chosen(16))
	for _, m := range late {
		p.Update(m.Msg)
		panetest.Run(p, m.Next)
	}
	if p.approvals.Has() {
		t.Error("the owners of the pull request before are shown, want none")
	}
}

func TestOwnersThatFailCanBeAskedForAgain(t *testing.T) {
	c := owned()
	c.fail = map[string]error{"approvals": errors.New("broken")}
	p := onOwners(t, c)
	if got := whole(p); p.Status().Err == nil || !strings.Contains(got, "Press r to try again.") {
		t.Errorf("got error %v and\n%s\nwant it said", p.Status().Err, got)
	}
	c.fail = nil
	panetest.Send(p, keymap.Reload)
	if got := whole(p); p.Status().Err != nil || !strings.Contains(got, "@acme/core") {
		t.Errorf("tried again: got error %v and\n%s", p.Status().Err, got)
	}
	c.fail = map[string]error{"approvals": errors.New("broken")}
	panetest.Send(p, keymap.Reload)
	if got := whole(p); p.Status().Err == nil || !strings.Contains(got, "@acme/core") {
		t.Errorf("failed later: got error %v and\n%s\nwant what was known kept", p.Status().Err, got)
	}
}

func TestWhatOwnersComeTo(t *testing.T) {
	plainly := func(c *client) *client {
		c.files = []github.File{{Path: "a.go", Status: "modified"}, {Path: "b.go", Status: "modified"}}
		return c
	}
	tests := []struct {
		name    string
		prepare func(c *client) github.Approvals
		want    string // in the tab
		label   string
	}{
		{"no file", func(c *client) github.Approvals { return decided(c, "", nil) }, " main has no CODEOWNERS file: nobody has to approve as an owner.", "Owners"},
		{"no owners", func(c *client) github.Approvals { return decided(c, "/x @ada\n", nil) }, " No file needs the approval of an owner.", "Owners"},
		{"all", func(c *client) github.Approvals {
			return decided(c, "* @ada\n", nil, github.Review{Author: "ada", State: "approved"})
		}, " Every file that has owners is approved by one of them: 2.", "Owners ✓"},
		{"some", func(c *client) github.Approvals {
			return decided(c, "* @ada\nb.go @bob @carl\n", nil, github.Review{Author: "ada", State: "approved"})
		}, " Still missing: @bob or @carl (1 file).", "Owners 1 missing"},
		{"unknown", func(c *client) github.Approvals {
			return decided(c, "* a@b.example\n", nil, github.Review{Author: "ada", State: "approved"})
		}, " Of 2 files it cannot be told: the owners say why.", "Owners ?"},
		{"a draft", func(c *client) github.Approvals {
			c.pull.Draft, c.pull.State = true, github.IssueDraft
			return decided(c, "* @ada\n", nil)
		}, " It is a draft: GitHub asks nobody until it is ready for review.", "Owners 1 missing"},
		{"no reviews", func(c *client) github.Approvals {
			a := decided(c, "* @ada\n", nil)
			a.NoReview = errors.New("refused")
			return a
		}, " The reviews are missing: refused", "Owners 1 missing"},
		{"too many files", func(c *client) github.Approvals {
			a := decided(c, "* @ada\n", nil)
			a.Cut = true
			return a
		}, " GitHub lists no more than 3,000 files of a pull request: the rest is not", "Owners 1 missing"},
		{"a base that is gone", func(c *client) github.Approvals {
			a := decided(c, "* @ada\n", nil)
			a.BaseGone = true
			return a
		}, " By .github/CODEOWNERS of main, which is gone, as it was last.", "Owners 1 missing"},
		{"too large", func(c *client) github.Approvals {
			return decided(c, strings.Repeat("#\n", 3<<19), nil)
		}, " .github/CODEOWNERS is too large: GitHub ignores files of 3 MB or more.", "Owners"},
		{"a rename", func(c *client) github.Approvals {
			c.files[0].PreviousPath, c.files[0].Status = "old.go", "renamed"
			return decided(c, "* @ada\n", nil)
		}, " A file that was renamed counts at both of its paths.", "Owners 1 missing"},
	}
	for _, tt := range tests {
		c := plainly(aPull())
		c.approvals = tt.prepare(c)
		p := onOwners(t, c)
		p.Resize(80, 24)
		got := strings.Split(panetest.Text(p.View(true)), "\n")
		if !slices.ContainsFunc(got[1:], func(row string) bool { return strings.HasPrefix(row, tt.want) }) {
			t.Errorf("%s: got\n%s\nwant the row %q", tt.name, strings.Join(got, "\n"), tt.want)
		}
		if !strings.HasSuffix(got[0], "  "+tt.label) {
			t.Errorf("%s: got the tabs %q, want %q at the end", tt.name, got[0], tt.label)
		}
	}
}

func TestTabsAreNamedAsShortAsNeeded(t *testing.T) {
	p := onOwners(t, owned())
	for width, want := range map[int]string{
		80: " Conversation  Commits 2  Checks ✗  Files 4  Owners 1 missing",
		62: " Conversation  Commits 2  Checks ✗  Files 4  Owners 1 missing",
		61: " Talk  Commits 2  Checks ✗  Files 4  Owners 1",
		46: " Talk  Commits 2  Checks ✗  Files 4  Owners 1",
		45: " 5/5 Owners",
	} {
		p.Resize(width, 24)
		if got := panetest.Text(p.View(true)[:1]); got != want {
			t.Errorf("%d cells: got %q, want %q", width, got, want)
		}
	}
}

func TestOwnersFillTheirSpace(t *testing.T) {
	long := strings.Repeat("長い名前-", 60)
	c := aPull()
	c.files = []github.File{{Path: long + "/" + long, Status: "modified"}, {Path: "b", PreviousPath: long, Status: "renamed"}}
	c.approvals = decided(c, "* @"+long+" "+long+"@x @acme/"+long+"\nb\n", nil, github.Review{Author: long, State: "approved"})
	for _, c := range []*client{c, owned()} {
		p := onOwners(t, c)
		panetest.Fill(t, "folded", p)
		unfold(p)
		panetest.Fill(t, "unfolded", p)
		panetest.Send(p, keymap.PreviousTab)
		panetest.Fill(t, "files", p)
		p.tab = talkTab
		panetest.Fill(t, "header", p)
	}
	for _, s := range panetest.Hostile() {
		c := aPull()
		c.files = []github.File{{Path: s, Status: "modified"}, {Path: "x", PreviousPath: s, Status: "renamed"}}
		c.approvals = decided(c, "* @"+s+" "+s+"\n", nil, github.Review{Author: s, State: "approved"})
		c.approvals.Pull.Base.Ref = s
		c.approvals.File.Path = s
		p := onOwners(t, c)
		unfold(p)
		if problem := panetest.Problem(p.View(true), 80, 24); problem != "" {
			t.Fatalf("%q: %s", s, problem)
		}
		p.tab = talkTab
		if problem := panetest.Problem(p.View(true), 80, 24); problem != "" {
			t.Fatalf("%q: %s", s, problem)
		}
	}
}

func TestWhoOwnsWhatIsThere(t *testing.T) {
	base := func(paths ...string) pane.WhoOwns {
		return pane.WhoOwns{Place: place(), Repo: repo(), Ref: "main", Paths: paths}
	}
	at := func(w pane.WhoOwns, n int) pane.WhoOwns { w.At = n; return w }
	files := []string{"count/count.go", "new.txt", "logo.png", "huge.json", "web/app.ts", "LICENSE", "docs/a.md"}
	none := pane.Say{Text: "no path is spoken of here"}
	commented := func(body string) *client {
		c := owned()
		c.events = []github.Event{{Kind: "commented", ID: 601, Actor: "dana", Body: body, At: before(hour)}}
		c.threads = c.threads[:1]
		c.threads[0].Comments[0].ReviewID = 0
		c.threads[0].Comments[1].Body = "As in `web/app.ts:7`, and/or not."
		c.pull.Title, c.pull.Body = "Mend ui/view.go", "Closes #12, see https://github.com/acme/api/blob/main/docs/b.md#L3 and https://github.com/acme/web/blob/main/c.md"
		return c
	}
	tests := []struct {
		name string
		c    *client
		keys []keymap.Action
		want pane.Intent
	}{
		{"the head, files not known", commented(""), []keymap.Action{keymap.First}, base("ui/view.go", "docs/b.md")},
		{"the head, files known", commented(""), []keymap.Action{keymap.PreviousTab, keymap.PreviousTab, keymap.NextTab, keymap.NextTab, keymap.First}, base(files...)},
		{"the head, owners known", commented(""), []keymap.Action{keymap.PreviousTab, keymap.NextTab, keymap.First}, base("count/count.go", "old.txt", "new.txt", "logo.png", "huge.json", "web/app.ts", "LICENSE", "docs/a.md")},
		{"links alone", commented(""), []keymap.Action{keymap.First, keymap.NextPart}, none},
		{"the text", commented(""), []keymap.Action{keymap.First, keymap.NextPart, keymap.NextPart}, base("docs/b.md")},
		{"a comment", commented("Look at `cmd/x/main.go:12` and docs/a.md, and/or not."), []keymap.Action{keymap.First, keymap.NextPart, keymap.NextPart, keymap.NextPart}, base("cmd/x/main.go", "docs/a.md")},
		{"a comment that may speak of one", commented("In cmd/x, I think"), []keymap.Action{keymap.First, keymap.NextPart, keymap.NextPart, keymap.NextPart}, base("cmd/x")},
		{"a comment without one", commented("Fine."), []keymap.Action{keymap.First, keymap.NextPart, keymap.NextPart, keymap.NextPart}, none},
		{"a thread", commented("Fine."), []keymap.Action{keymap.Down, keymap.Last}, base("count/count.go", "web/app.ts")},
		{"a link of another repository", commented(""), []keymap.Action{keymap.NextLink, keymap.NextLink, keymap.NextLink, keymap.NextLink},
			pane.WhoOwns{Place: place(), Repo: github.RepoRef{Owner: "acme", Name: "web"}, Ref: "main", Paths: []string{"c.md"}}},
		{"a link to a file", commented("[it](./docs/c.md#L4)"), []keymap.Action{keymap.NextLink, keymap.NextLink, keymap.NextLink, keymap.NextLink, keymap.NextLink}, base("docs/c.md")},
		{"a commit", owned(), []keymap.Action{keymap.NextTab}, none},
		{"a file", owned(), []keymap.Action{keymap.PreviousTab, keymap.PreviousTab, keymap.Down, keymap.Down}, at(base(files...), 2)},
		{"an owner", owned(), []keymap.Action{keymap.PreviousTab, keymap.NextPart}, base("web/app.ts")},
		{"a file of an owner", owned(), []keymap.Action{keymap.PreviousTab, keymap.Last, keymap.Open, keymap.NextPart, keymap.NextPart}, at(base("LICENSE", "docs/a.md"), 1)},
		{"nothing known", &client{pull: aPull().pull, fail: map[string]error{"issue": errors.New("broken")}}, nil, none},
	}
	for _, tt := range tests {
		p := opened(t, tt.c, 15)
		for _, k := range tt.keys {
			panetest.Send(p, k)
		}
		if diff := cmp.Diff(tt.want, panetest.Send(p, keymap.Who)); diff != "" {
			t.Errorf("%s: asks for others (-want +got):\n%s", tt.name, diff)
		}
	}
	c := anIssue()
	c.issue.Body = "It fails in docs/a.md"
	want := pane.WhoOwns{Place: place(), Repo: repo(), Paths: []string{"docs/a.md"}}
	if diff := cmp.Diff(pane.Intent(want), panetest.Send(opened(t, c, 12), keymap.Who)); diff != "" {
		t.Errorf("an issue: asks for others (-want +got):\n%s", diff)
	}
}

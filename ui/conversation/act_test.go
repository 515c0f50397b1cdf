package conversation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/markdown"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestLinksAreFollowedInOrder(t *testing.T) {
	p := opened(t, anIssue(), 12)
	if got := panetest.Send(p, keymap.Open); got == nil || !strings.Contains(got.(pane.Say).Text, "f is the next") {
		t.Errorf("enter without a link: got %#v, want it said how to choose one", got)
	}
	at := func(repo github.RepoRef, n int) pane.Intent {
		return pane.ChooseIssue{At: pane.IssueAt{Place: place(), Ref: github.IssueRef{Repo: repo, Number: n}}}
	}
	web := github.RepoRef{Owner: "acme", Name: "web"}
	sha := "0123456789abcdef0123456789abcdef01234567"
	commit := func(sha string) pane.Intent {
		return pane.Visit{Place: place(), Target: github.Target{Kind: github.TargetCommit, Repo: repo(), SHA: sha}, URL: "https://github.com/acme/api/commit/" + sha}
	}
	log := "https://github.com/acme/api/blob/main/log.txt"
	want := []pane.Intent{
		at(repo(), 15), at(web, 40), // linked
		pane.Visit{Place: place(), Target: github.Target{Kind: github.TargetBlob, Host: "github.com", Repo: repo(), Ref: "main", Path: "log.txt"}, URL: log},
		commit(sha),
		at(repo(), 7), pane.Browse{URL: "https://github.com/carl"},
		at(web, 40), at(repo(), 15), commit("fedcba9876543210fedcba9876543210fedcba98"),
	}
	for i, w := range want {
		if got := panetest.Send(p, keymap.NextLink); got != nil {
			t.Fatalf("link %d: got %#v, want a link", i, got)
		}
		first, end := p.sheet().window()
		if row := p.rowOf(p.chosen.at, p.chosen.link); row < first || row >= end {
			t.Errorf("link %d: in row %d, the window is %d to %d", i, row, first, end)
		}
		if got := panetest.Send(p, keymap.Open); got != w {
			t.Errorf("link %d: got %#v, want %#v", i, got, w)
		}
	}
	if got := panetest.Send(p, keymap.NextLink); got != (pane.Say{Text: "no other link there"}) {
		t.Errorf("after the last link: got %#v", got)
	}
	for i := len(want) - 2; i >= 0; i-- {
		panetest.Send(p, keymap.PreviousLink)
		if got := panetest.Send(p, keymap.Open); got != want[i] {
			t.Errorf("back at link %d: got %#v, want %#v", i, got, want[i])
		}
	}
}

func TestALinkBeyondTextsNotLaidOut(t *testing.T) {
	c := long(99)
	for i := range c.events {
		c.events[i].Body = strings.Repeat("word ", 100)
	}
	c.issue.Body, c.events[90].Body = "nothing", "see #77"
	p := newPane(t, c)
	panetest.Send(p, pane.Shown{})
	panetest.Send(p, chosen(12))
	for _, x := range p.kept { // as if it was too much to be kept
		if x.source == "see #77" {
			p.bytes -= x.doc.Bytes()
			x.doc = nil
		}
	}
	panetest.Send(p, keymap.NextLink)
	if got := panetest.Send(p, keymap.Open); got != (pane.ChooseIssue{At: pane.IssueAt{Place: place(), Ref: ref(77)}}) {
		t.Errorf("got %#v, want the link far below", got)
	}
}

func TestWhereLinksLead(t *testing.T) {
	web := "https://github.com/"
	for _, tt := range []struct {
		link markdown.Link
		want pane.Intent
	}{
		{markdown.Link{Kind: markdown.LinkPerson, Login: "bob"}, pane.Browse{URL: web + "bob"}},
		{markdown.Link{Kind: markdown.LinkTeam, Owner: "acme", Login: "platform"}, pane.Browse{URL: web + "orgs/acme/teams/platform"}},
		{markdown.Link{Kind: markdown.LinkPath, Path: "./docs/a b.md#L3"}, pane.Browse{URL: web + "acme/api/blob/HEAD/docs/a%20b.md#L3"}},
		{markdown.Link{Kind: markdown.LinkPath, Path: "../../../../../evil"}, pane.Browse{URL: web + "acme/api/blob/HEAD/evil"}},
		{markdown.Link{Kind: markdown.LinkURL, URL: "https://example.com/x"}, pane.Browse{URL: "https://example.com/x"}},
		{markdown.Link{Kind: markdown.LinkURL, URL: "https://ghe.example.com/acme/api/issues/3"}, pane.Browse{URL: "https://ghe.example.com/acme/api/issues/3"}},
		{markdown.Link{Kind: markdown.LinkURL, URL: "javascript:alert(1)"}, pane.Browse{URL: "javascript:alert(1)"}},
		{markdown.Link{Kind: markdown.LinkURL, URL: web + "acme/web"}, pane.Visit{Place: place(), Target: github.Target{Kind: github.TargetRepo, Host: "github.com", Repo: github.RepoRef{Owner: "acme", Name: "web"}}, URL: web + "acme/web"}},
		{markdown.Link{Kind: markdown.LinkIssue, Host: "ghe.example.com", Owner: "a", Name: "b", Number: 1, URL: "https://ghe.example.com/a/b/issues/1"}, pane.Browse{URL: "https://ghe.example.com/a/b/issues/1"}},
		{markdown.Link{Kind: markdown.LinkCommit, Host: "ghe.example.com", Owner: "a", Name: "b", SHA: "abcdef1", URL: "https://ghe.example.com/a/b/commit/abcdef1"}, pane.Browse{URL: "https://ghe.example.com/a/b/commit/abcdef1"}},
		{markdown.Link{Kind: markdown.LinkAnchor, Path: "what-happens"}, pane.Browse{URL: web + "acme/api/issues/12#what-happens"}},
		{markdown.Link{Kind: markdown.LinkAnchor, Path: "issuecomment-103"}, nil},
	} {
		p := opened(t, anIssue(), 12)
		if got := p.follow(tt.link); got != tt.want {
			t.Errorf("%+v: got %#v, want %#v", tt.link, got, tt.want)
		}
		if tt.want == nil && p.sheet().parts[p.sheet().current()].event.ID != 103 {
			t.Error("an anchor of a comment does not lead to it")
		}
	}
	p := opened(t, aPull(), 15)
	if got := p.page(markdown.Link{Kind: markdown.LinkPath, Path: "/go.mod"}); got != web+"acme/api/blob/"+strings.Repeat("b", 40)+"/go.mod" {
		t.Errorf("a path in a pull request: got %s, want it at the head", got)
	}
}

func TestMovingFromCommentToComment(t *testing.T) {
	p := opened(t, anIssue(), 12)
	var keys []string
	for range 12 {
		keys = append(keys, p.sheet().parts[p.sheet().current()].key)
		panetest.Send(p, keymap.NextPart)
	}
	want := []string{"head", "linked", "body", p.sheet().parts[3].key, "commented 101", p.sheet().parts[5].key, "commented 102", "commented 103"}
	if !slices.Equal(keys[:8], want) || keys[11] != "commented 103" {
		t.Errorf("got %q, want %q, staying at the last", keys, want)
	}
	marked := 0
	for _, row := range p.View(true) {
		if strings.Contains(row, p.o.Theme.Accent.Render(p.o.Theme.Glyphs.Thumb)) {
			marked++
		}
	}
	if marked != 3 {
		t.Errorf("%d rows are marked as the current comment, want its 3", marked)
	}
	panetest.Send(p, keymap.PreviousPart)
	if got := p.sheet().parts[p.sheet().current()].key; got != "commented 102" {
		t.Errorf("back: got %q", got)
	}
	for range 20 {
		panetest.Send(p, keymap.PageUp)
	}
	if first, end := p.sheet().window(); p.sheet().startOf(p.sheet().current()) >= end || p.sheet().endOf(p.sheet().current()) <= first {
		t.Error("after scrolling away the current comment is out of view")
	}
}

func TestTabs(t *testing.T) {
	c := aPull()
	p := opened(t, c, 15)
	n := len(c.asked)
	issue := opened(t, anIssue(), 12)
	panetest.Send(issue, keymap.NextTab)
	if issue.tab != talkTab || issue.tabRows() != 0 {
		t.Error("an issue has tabs")
	}
	visit := func(sha string) pane.Intent {
		return pane.Visit{Place: place(), Target: github.Target{Kind: github.TargetCommit, Repo: repo(), SHA: sha}, URL: "https://github.com/acme/api/commit/" + sha}
	}
	panetest.Send(p, keymap.NextTab)
	if !slices.Contains(c.asked[n:], "commits") || slices.Contains(c.asked, "files") {
		t.Errorf("the commits' tab: asked %q", c.asked[n:])
	}
	panetest.Send(p, keymap.Down)
	if got := panetest.Send(p, keymap.Open); got != visit(strings.Repeat("2", 40)) {
		t.Errorf("enter on a commit: got %#v", got)
	}
	if got := panetest.Send(p, keymap.CopyShort); got != (pane.Copy{Text: strings.Repeat("2", 40), What: "SHA"}) {
		t.Errorf("Y on a commit: got %#v", got)
	}
	panetest.Send(p, keymap.NextTab)
	if got := panetest.Send(p, keymap.Browse); got != (pane.Browse{URL: "https://ci.example.com/1"}) {
		t.Errorf("o on a check: got %#v", got)
	}
	panetest.Send(p, keymap.Open)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "two more") {
		t.Errorf("enter on a check: got\n%s\nwant its summary", got)
	}
	panetest.Send(p, keymap.NextTab)
	if !slices.Contains(c.asked, "files") {
		t.Errorf("the files' tab: asked %q", c.asked)
	}
	panetest.Send(p, keymap.Open)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "-three") {
		t.Errorf("enter on a file: got\n%s\nwant its patch", got)
	}
	for range 3 {
		panetest.Send(p, keymap.Down)
	}
	if got := panetest.Send(p, keymap.CopyShort); got != (pane.Copy{Text: "count/count.go", What: "path"}) {
		t.Errorf("Y in a patch: got %#v, want the file it belongs to", got)
	}
	if got := panetest.Send(p, keymap.Back); got != nil || strings.Contains(panetest.Text(p.View(true)), "-three") {
		t.Errorf("esc: got %#v, want the patch folded", got)
	}
	if got := panetest.Send(p, keymap.Back); got != (pane.Leave{}) {
		t.Errorf("esc again: got %#v, want to leave", got)
	}
	n = len(c.asked)
	panetest.Send(p, keymap.PreviousTab)
	panetest.Send(p, keymap.NextTab)
	if len(c.asked) != n || p.tab != filesTab {
		t.Errorf("back to the files: asked %q, want nothing", c.asked[n:])
	}
	panetest.Send(p, keymap.Reload)
	if got := c.asked[n:]; !slices.Contains(got, "files") || !slices.Contains(got, "commits") {
		t.Errorf("reload: asked %q, want files and commits too", got)
	}
}

func TestAPatchScrollsSideways(t *testing.T) {
	c := aPull()
	c.files[0].Patch = "@@ -1 +1 @@\n+" + strings.Repeat("0123456789", 20) + "end"
	p := opened(t, c, 15)
	panetest.Send(p, keymap.PreviousTab)
	panetest.Send(p, keymap.PreviousTab)
	panetest.Send(p, keymap.Open)
	for range 40 {
		panetest.Send(p, keymap.Right)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "789end") || !strings.Contains(got, "count/count.go") {
		t.Errorf("got\n%s\nwant the end of the line", got)
	}
	for range 40 {
		panetest.Send(p, keymap.Left)
	}
	if p.left != 0 {
		t.Errorf("back at the left: %d cells are scrolled out", p.left)
	}
}

func TestEscGoesFromTheInnermost(t *testing.T) {
	p := opened(t, anIssue(), 12)
	panetest.Send(p, keymap.NextLink)
	if got := panetest.Send(p, keymap.Back); got != nil {
		t.Errorf("a link chosen: got %#v, want it unselected", got)
	}
	if _, ok := p.link(); ok {
		t.Error("the link is still chosen")
	}
	if got := panetest.Send(p, keymap.Back); got != (pane.Leave{}) {
		t.Errorf("nothing open: got %#v, want to leave", got)
	}
}

func TestAHiddenCommentIsUnfolded(t *testing.T) {
	c := anIssue()
	c.events[5].Minimised = true
	p := opened(t, c, 12)
	if got := whole(p); strings.Contains(got, "It happens") || !strings.Contains(got, "Press enter to read it") {
		t.Errorf("got\n%s\nwant the comment folded", got)
	}
	for range 4 {
		panetest.Send(p, keymap.NextPart)
	}
	panetest.Send(p, keymap.Open)
	if got := whole(p); !strings.Contains(got, "It happens") {
		t.Errorf("got\n%s\nwant the comment after enter", got)
	}
}

func TestBrowseAndCopy(t *testing.T) {
	p := opened(t, anIssue(), 12)
	url := "https://github.com/acme/api/issues/12"
	check := func(where, url, short, what string) {
		t.Helper()
		for action, want := range map[keymap.Action]pane.Intent{
			keymap.Browse: pane.Browse{URL: url}, keymap.CopyURL: pane.Copy{Text: url, What: "URL"}, keymap.CopyShort: pane.Copy{Text: short, What: what},
		} {
			if got := panetest.Send(p, action); got != want {
				t.Errorf("%s, %s: got %#v, want %#v", where, action, got, want)
			}
		}
	}
	check("at the top", url, "acme/api#12", "number")
	panetest.Send(p, keymap.NextLink)
	check("on a link", "https://github.com/acme/api/issues/15", "#15", "link")
	panetest.Send(p, keymap.Last)
	panetest.Send(p, keymap.Back)
	check("on a comment", url+"#issuecomment-103", "acme/api#12", "number")
	if got := panetest.Send(newPane(t, anIssue()), keymap.Browse); got != nil {
		t.Errorf("with nothing to show: got %#v", got)
	}
}

// to goes to the comment with that number.
func to(t *testing.T, p *Pane, id int64) {
	t.Helper()
	s := p.sheet()
	for i := range s.parts {
		if e := s.parts[i].event; e != nil && e.ID == id {
			s.reveal(s.startOf(i))
			return
		}
	}
	t.Fatalf("there is no comment %d", id)
}

func TestWriting(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	draft := github.Draft{Kind: github.DraftComment, Place: place(), Repo: repo(), Number: 12}
	if got := panetest.Send(p, keymap.Comment).(pane.WriteText).Draft; fmt.Sprint(got) != fmt.Sprint(draft) {
		t.Errorf("comment: got %+v, want %+v", got, draft)
	}
	to(t, p, 103)
	got := panetest.Send(p, keymap.Edit).(pane.WriteText).Draft
	if got.Kind != github.DraftEdit || got.CommentID != 103 || got.Base != "Mine." || got.Body != "Mine." || got.Number != 12 || got.Repo != repo() {
		t.Errorf("edit: got %+v", got)
	}
	says := func(want string) {
		t.Helper()
		for _, a := range []keymap.Action{keymap.Edit, keymap.Delete} {
			if say, ok := panetest.Send(p, a).(pane.Say); !ok || !strings.Contains(say.Text, want) {
				t.Errorf("%s: got %q, want %q", a, say.Text, want)
			}
		}
	}
	to(t, p, 101)
	says("bob's; you are ada")
	to(t, p, 102)
	says("ghost's; you are ada")
	panetest.Send(p, keymap.First)
	says("go to a comment")
	panetest.Send(p, keymap.NextPart)
	panetest.Send(p, keymap.NextPart)
	says("only comments can be changed here")
	to(t, p, 103)
	c.viewer = ""
	says("not known yet who you are")
	if got := panetest.Send(newPane(t, c), keymap.Comment); got != nil {
		t.Errorf("with nothing to show: got %#v", got)
	}
}

// answered asks, checks the question and answers it.
func answered(t *testing.T, p *Pane, a keymap.Action, verb string, yes bool) pane.Intent {
	t.Helper()
	return chose(t, p, a, verb, pane.Confirmed{Yes: yes})
}

// chose presses a key that asks first, and answers the question so.
func chose(t *testing.T, p *Pane, a keymap.Action, verb string, c pane.Confirmed) pane.Intent {
	t.Helper()
	ask, ok := panetest.Send(p, a).(pane.Ask)
	if !ok || ask.To != pane.Conversation || ask.Verb != verb || ask.Yes {
		t.Fatalf("%s: got %#v, want a question whose button says %q and is not chosen", a, ask, verb)
	}
	if all := ask.Title + strings.Join(ask.Lines, " "); !strings.Contains(all, "acme/api#") || !strings.Contains(all, "Sent with the account work, as ") {
		t.Errorf("%s: got %q, want to be told what happens to what, and as whom", a, all)
	}
	c.Tag = ask.Tag
	_, cmd := p.Update(c)
	intents := panetest.Run(p, cmd)
	if len(intents) == 0 {
		return nil
	}
	return intents[0]
}

func TestDeletingACommentOfOnesOwn(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	to(t, p, 103)
	n := len(c.asked)
	answered(t, p, keymap.Delete, "delete comment", false)
	if len(c.asked) != n {
		t.Fatalf("no: asked %q, want nothing", c.asked[n:])
	}
	c.fail = map[string]error{"delete": errors.New("broken")}
	answered(t, p, keymap.Delete, "delete comment", true)
	if got := whole(p); !strings.Contains(got, "Not done, deleting your comment: broken") || !strings.Contains(got, "Mine.") {
		t.Errorf("failed: got\n%s\nwant it said, and the comment kept", got)
	}
	panetest.Send(p, keymap.Down)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "Not done") {
		t.Errorf("a key later: got\n%s\nwant the failure still said", got)
	}
	if got := panetest.Send(p, keymap.Back); got != nil || strings.Contains(panetest.Text(p.View(true)), "Not done") {
		t.Errorf("esc: got %#v, want the failure put away", got)
	}
	c.fail = nil
	n = len(c.asked)
	to(t, p, 103)
	if got := answered(t, p, keymap.Delete, "delete comment", true); got != (pane.Wrote{At: p.at}) {
		t.Errorf("deleted: got %#v, want the others told", got)
	}
	if got := whole(p); !strings.Contains(got, "This comment was deleted just now.") || !strings.Contains(got, "Your comment was deleted.") || c.asked[n] != "delete acme/api#12 103" {
		t.Errorf("deleted: asked %q, got\n%s", c.asked[n:], got)
	}
	if !slices.Contains(c.asked[n:], "timeline 100") {
		t.Errorf("deleted: asked %q, want what GitHub has now", c.asked[n:])
	}
}

func TestNothingIsSentTwice(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	to(t, p, 103)
	ask := panetest.Send(p, keymap.Delete).(pane.Ask)
	_, cmd := p.Update(pane.Confirmed{Tag: ask.Tag, Yes: true})
	for _, a := range []keymap.Action{keymap.Delete, keymap.CloseOpen} {
		if say, ok := panetest.Send(p, a).(pane.Say); !ok || !strings.Contains(say.Text, "not answered yet") {
			t.Errorf("%s meanwhile: got %#v, want to be told to wait", a, say)
		}
	}
	if _, again := p.Update(pane.Confirmed{Tag: ask.Tag, Yes: true}); again != nil {
		t.Error("a second yes starts something")
	}
	panetest.Run(p, cmd)
	deletions := 0
	for _, what := range c.asked {
		if strings.HasPrefix(what, "delete") {
			deletions++
		}
	}
	if deletions != 1 {
		t.Errorf("asked %q, want one deletion", c.asked)
	}
	panetest.Send(p, chosen(13))
	if _, cmd := p.Update(pane.Confirmed{Tag: ask.Tag, Yes: true}); cmd != nil {
		t.Error("an answer about another issue starts something")
	}
}

func TestClosingAndReopening(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	n := len(c.asked)
	answered(t, p, keymap.CloseOpen, "as completed", false)
	if len(c.asked) != n {
		t.Errorf("no: asked %q, want nothing", c.asked[n:])
	}
	if got := chose(t, p, keymap.CloseOpen, "as completed", pane.Confirmed{Yes: true, Choice: 1}); got != (pane.Wrote{At: p.at}) {
		t.Errorf("closed: got %#v, want the others told", got)
	}
	if got := panetest.Text(p.View(true)); c.asked[n] != "state acme/api#12 false not_planned" || !strings.Contains(got, "issue closed as not planned") || !strings.Contains(got, "Closed as not planned.") {
		t.Errorf("closed: asked %q, got\n%s", c.asked[n:], got)
	}
	n = len(c.asked)
	answered(t, p, keymap.CloseOpen, "reopen", true)
	if got := panetest.Text(p.View(true)); c.asked[n] != "state acme/api#12 true" || !strings.Contains(got, "open issue") || !strings.Contains(got, "Reopened.") {
		t.Errorf("reopened: asked %q, got\n%s", c.asked[n:], got)
	}
	n = len(c.asked)
	answered(t, p, keymap.CloseOpen, "as completed", true)
	if c.asked[n] != "state acme/api#12 false completed" {
		t.Errorf("closed: asked %q", c.asked[n:])
	}
	pull := aPull()
	p = opened(t, pull, 15)
	n = len(pull.asked)
	answered(t, p, keymap.CloseOpen, "close", true)
	if !slices.Contains(pull.asked[n:], "state acme/api#15 false") {
		t.Errorf("a pull request: asked %q", pull.asked[n:])
	}
	pull = aPull()
	pull.pull.State = github.IssueMerged
	if say, ok := panetest.Send(opened(t, pull, 15), keymap.CloseOpen).(pane.Say); !ok || !strings.Contains(say.Text, "merged") {
		t.Errorf("a merged pull request: got %#v, want it said", say)
	}
}

func TestWhatFailsAndWhatIsUnclear(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	c.fail = map[string]error{"state": errors.New("broken")}
	n := len(c.asked)
	answered(t, p, keymap.CloseOpen, "as completed", true)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "Not done, closing acme/api#12: broken") || !strings.Contains(got, "open issue") || len(c.asked) != n+1 {
		t.Errorf("failed: asked %q, got\n%s\nwant it said and the issue as it was", c.asked[n:], got)
	}
	c.fail = map[string]error{"state": fmt.Errorf("close: %w", github.ErrUnclear)}
	n = len(c.asked)
	answered(t, p, keymap.CloseOpen, "as completed", true)
	got := strings.ReplaceAll(panetest.Text(p.View(true)), "\n ", " ")
	if !strings.Contains(got, "not known whether this was done") || len(c.asked) != n+4 {
		t.Errorf("unclear: asked %q, got\n%s\nwant GitHub asked what it has, and nothing sent again", c.asked[n:], got)
	}
}

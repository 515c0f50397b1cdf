package conversation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// cost is how many requests what was asked takes: checks are two.
func cost(asked []string) (n int) {
	for _, what := range asked {
		n++
		if strings.HasPrefix(what, "checks") {
			n++
		}
	}
	return n
}

func TestTheFirstScreenCostsFewRequests(t *testing.T) {
	known := func(c *client) *client {
		i := c.issue
		if c.pull != nil {
			i = c.pull.Issue
		}
		c.stored = map[github.IssueRef]github.Issue{i.IssueRef: i}
		return c
	}
	quiet := aPull()
	quiet.pull.ReviewComments = 0
	whole := aPull()
	whole.storedPull = whole.pull
	tests := []struct {
		name string
		c    *client
		n    int
		want []string
		most int
	}{
		{"an issue", anIssue(), 12, []string{"issue", "timeline 100", "links false"}, 3},
		{"an issue of a row", known(anIssue()), 12, []string{"issue", "timeline 100", "links false"}, 3},
		{"a pull request of a row", known(aPull()), 15, []string{"pull", "timeline 100", "links true", "checks acme/api " + strings.Repeat("b", 40), "threads"}, 6},
		{"a pull request opened before", whole, 15, []string{"pull", "timeline 100", "links true", "checks acme/api " + strings.Repeat("b", 40), "threads"}, 6},
		{"a number that is a pull request", aPull(), 15, []string{"issue", "pull", "timeline 100", "links true", "checks acme/api " + strings.Repeat("b", 40)}, 6},
		{"a pull request without comments on the code", known(quiet), 15, []string{"pull", "timeline 100", "links true", "checks acme/api " + strings.Repeat("b", 40)}, 6},
	}
	for _, tt := range tests {
		opened(t, tt.c, tt.n)
		got := slices.Clone(tt.c.asked)
		slices.Sort(got)
		slices.Sort(tt.want)
		if !slices.Equal(got, tt.want) || cost(got) > tt.most {
			t.Errorf("%s: asked %q, want %q, at most %d requests", tt.name, got, tt.want, tt.most)
		}
	}
}

func TestThreadsThatWaitedComeWithAKey(t *testing.T) {
	c := aPull()
	p := opened(t, c, 15)
	if slices.Contains(c.asked, "threads") || strings.Contains(whole(p), "count.go:6") {
		t.Fatal("the threads are there although the first screen had no request left")
	}
	panetest.Send(p, keymap.Down)
	if !slices.Contains(c.asked, "threads") || !strings.Contains(whole(p), "count.go:6") {
		t.Errorf("asked %q, want the threads after a key", c.asked)
	}
}

func TestNothingIsAskedForUnseen(t *testing.T) {
	c := anIssue()
	p := newPane(t, c)
	if _, cmd := p.Update(pane.Restored{Subject: chosen(12).Subject}); cmd != nil || len(c.asked) > 0 {
		t.Error("restoring starts something, want nothing before the program runs")
	}
	panetest.Send(p, chosen(12))
	panetest.Send(p, pane.Due{})
	panetest.Send(p, pane.AccountsChanged{})
	if len(c.asked) > 0 {
		t.Errorf("hidden: asked %q, want nothing", c.asked)
	}
	panetest.Send(p, pane.Shown{})
	n := len(c.asked)
	if n != 3 {
		t.Errorf("shown: asked %q, want the first screen", c.asked)
	}
	for _, msg := range []any{pane.Shown{}, pane.Hidden{}, pane.Shown{}, pane.AccountsChanged{}, chosen(12), pane.Due{}, keymap.Down, pane.Wheel{Delta: 2}} {
		if panetest.Send(p, msg); len(c.asked) != n {
			t.Errorf("%T: asked %q, want nothing more", msg, c.asked[n:])
		}
	}
}

func TestTheStoredIsShownFirst(t *testing.T) {
	c := anIssue()
	c.stored = map[github.IssueRef]github.Issue{ref(12): c.issue}
	c.storedTalk = &github.Listing[github.Event]{Items: c.events, At: before(hour)}
	p := newPane(t, c)
	p.Update(pane.Restored{Subject: chosen(12).Subject})
	if got := panetest.Text(p.View(true)[:2]); !strings.Contains(got, "The counter is wrong") || p.Status().At != before(hour) {
		t.Errorf("got\n%s\nof %v, want the stored issue with its age", got, p.Status().At)
	}
	p.Update(pane.Shown{})
	if p.Status().Busy.IsZero() {
		t.Error("shown: no request, want one")
	}
}

func TestTextsAreLaidOutByCommands(t *testing.T) {
	c := anIssue()
	c.stored = map[github.IssueRef]github.Issue{ref(12): c.issue}
	p := newPane(t, c)
	p.Update(chosen(12))
	_, cmd := p.Update(pane.Shown{})
	for _, t2 := range p.kept {
		if t2.doc != nil {
			t.Error("a text is laid out although no command ran")
		}
	}
	panetest.Run(p, cmd)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "What happens") {
		t.Errorf("got\n%s\nwant the text after the command", got)
	}
	docs := map[*passage]any{}
	for _, t2 := range p.kept {
		docs[t2] = t2.doc
	}
	panetest.Send(p, keymap.Reload)
	for _, t2 := range p.kept {
		if docs[t2] != any(t2.doc) {
			t.Errorf("%.20q was laid out again although neither text nor width changed", t2.source)
		}
	}
	p.Resize(60, 24)
	panetest.Send(p, pane.Resized{})
	for _, t2 := range p.kept {
		if docs[t2] == any(t2.doc) || t2.width != p.textWidth(0) {
			t.Errorf("%.20q was not laid out for the new width", t2.source)
		}
	}
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	c := anIssue()
	p := newPane(t, c)
	panetest.Send(p, pane.Shown{})
	_, old := p.Update(chosen(12))
	// The answers for the old one are there, but the pane has not seen them.
	var late []pane.Mail
	for _, cmd := range batch(old) {
		late = append(late, cmd().(pane.Mail))
	}
	c.issue.Title, c.issue.IssueRef, c.events = "Another one", ref(13), nil
	panetest.Send(p, chosen(13))
	for _, m := range late {
		p.Update(m.Msg)
		panetest.Run(p, m.Next)
	}
	if got := whole(p); !strings.Contains(got, "Another one") || strings.Contains(got, "The counter is wrong") || strings.Contains(got, "Mine.") {
		t.Errorf("got\n%s\nwant the newer issue alone", got)
	}
}

func TestLeavingCancels(t *testing.T) {
	c := anIssue()
	c.hold = "timeline"
	p := newPane(t, c)
	panetest.Send(p, pane.Shown{})
	_, cmd := p.Update(chosen(12))
	var next []pane.Mail
	for _, one := range batch(cmd) {
		mail := one().(pane.Mail)
		p.Update(mail.Msg)
		next = append(next, mail)
	}
	if len(p.events.Value().Items) == 0 || p.Status().Busy.IsZero() {
		t.Fatal("want a part of the timeline and a request under way")
	}
	p.Update(pane.SubjectChanged{})
	if c.ctx.Err() == nil && p.events.Busy() != (time.Time{}) || p.sheet().total != 0 {
		t.Errorf("got context %v, %d rows, want it cancelled and nothing shown", c.ctx.Err(), p.sheet().total)
	}
	for _, m := range next {
		panetest.Run(p, m.Next)
	}
	if st := p.Status(); st.Err != nil || !st.Busy.IsZero() || st.Title != "Conversation" {
		t.Errorf("leaving shows %+v, want nothing", st)
	}
}

func TestAFailureKeepsWhatIsThereAndCanBeRetried(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	broken := errors.New("broken")
	for _, what := range []string{"issue", "timeline", "links"} {
		c.fail = map[string]error{what: broken}
		panetest.Send(p, keymap.Reload)
		got := whole(p)
		if !strings.Contains(got, "The counter is wrong") || !strings.Contains(got, "Mine.") {
			t.Errorf("%s failed: got\n%s\nwant what was there", what, got)
		}
		if what == "links" && !strings.Contains(got, "Links are missing: broken") {
			t.Errorf("links failed: got\n%s\nwant it said", got)
		}
		if what != "links" && p.Status().Err != broken {
			t.Errorf("%s failed: got error %v, want it said", what, p.Status().Err)
		}
		n := len(c.asked)
		if panetest.Send(p, pane.Shown{}); len(c.asked) != n {
			t.Errorf("%s failed: it is repeated without being asked for", what)
		}
		c.fail = nil
		panetest.Send(p, keymap.Reload)
		if got := whole(p); p.Status().Err != nil || strings.Contains(got, "broken") {
			t.Errorf("%s retried: got error %v and\n%s\nwant none", what, p.Status().Err, got)
		}
	}
}

func TestWhatFailsInAPullRequestIsSaidInItsPlace(t *testing.T) {
	for what, want := range map[string]string{
		"threads": "The comments on the code are missing: broken",
		"checks":  "missing: broken",
		"links":   "Links are missing: broken",
	} {
		c := aPull()
		c.fail = map[string]error{what: errors.New("broken")}
		p := opened(t, c, 15)
		panetest.Send(p, keymap.Down)
		if got := whole(p); !strings.Contains(got, want) || p.Status().Err != nil {
			t.Errorf("%s failed: got\n%s\nand error %v, want %q in it", what, got, p.Status().Err, want)
		}
	}
}

func TestOldDataIsReloadedWhenDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := anIssue()
		p := opened(t, c, 12)
		n := len(c.asked)
		if panetest.Send(p, pane.Due{}); len(c.asked) != n {
			t.Errorf("at once: asked %q, want nothing", c.asked[n:])
		}
		time.Sleep(3 * time.Minute)
		if panetest.Send(p, pane.Due{}); len(c.asked) != n+3 {
			t.Errorf("after 3 minutes: asked %q, want everything", c.asked[n:])
		}
	})
}

func TestWhatThisProgramWroteIsReadAnew(t *testing.T) {
	c := anIssue()
	p := opened(t, c, 12)
	n := len(c.asked)
	panetest.Send(p, pane.Written{At: pane.IssueAt{Place: place(), Ref: ref(13)}})
	panetest.Send(p, pane.Written{At: pane.IssueAt{Place: place()}})
	if len(c.asked) != n {
		t.Errorf("another one: asked %q, want nothing", c.asked[n:])
	}
	if panetest.Send(p, pane.Written{At: pane.IssueAt{Place: place(), Ref: ref(12)}}); len(c.asked) != n+3 {
		t.Errorf("this one: asked %q, want everything", c.asked[n:])
	}
}

// long is an issue with n comments of a few rows each.
func long(n int) *client {
	c := anIssue()
	c.events, c.linked = nil, nil
	for i := range n {
		c.events = append(c.events, github.Event{
			Kind: "commented", ID: int64(1000 + i), Actor: "bob", At: before(time.Duration(n-i) * time.Minute),
			Body: fmt.Sprintf("Comment %d with **some** text, a [link](https://example.com/%d) and\n\n- one\n- two `code`\n\n> a quote that is long enough to take more than one row of a terminal of eighty cells", i, i),
			URL:  fmt.Sprint("https://github.com/acme/api/issues/12#issuecomment-", 1000+i),
		})
	}
	return c
}

func TestALongConversationPagesIn(t *testing.T) {
	c := long(350)
	c.total = 350
	p := opened(t, c, 12)
	if n := len(p.events.Value().Items); n != 100 {
		t.Fatalf("got %d events, want the first page", n)
	}
	if got := p.Status().Count; got != "100 of 350" {
		t.Errorf("got count %q", got)
	}
	panetest.Send(p, keymap.PageDown)
	if n := len(p.events.Value().Items); n != 100 {
		t.Errorf("near the top: got %d events, want no more yet", n)
	}
	intent, cmd := p.Update(keymap.Last)
	if say, ok := intent.(pane.Say); !ok || !strings.Contains(say.Text, "100 of 350") {
		t.Errorf("at the end: got %#v, want it said how many there are", intent)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "Comment 99 ") {
		t.Errorf("at the end: got\n%s\nwant the last comment there is", got)
	}
	panetest.Run(p, cmd)
	if n := len(p.events.Value().Items); n != 200 {
		t.Errorf("at the end: got %d events, want more", n)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "Comment 99 ") {
		t.Errorf("more came: got\n%s\nwant what was read to stay", got)
	}
	for range 10 {
		panetest.Send(p, keymap.Last)
	}
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "Comment 349 ") || p.Status().Count != "350" && p.Status().Count != "350 of 350" {
		t.Errorf("got count %q and\n%s\nwant all of it", p.Status().Count, got)
	}
	n := len(c.asked)
	if panetest.Send(p, keymap.Last); len(c.asked) != n {
		t.Errorf("all is there: asked %q, want nothing", c.asked[n:])
	}
}

func TestAFaultWhileLayingOutIsSaidAndNotRepeated(t *testing.T) {
	p := opened(t, anIssue(), 12)
	panetest.Run(p, p.docs.Start(0, func(context.Context, func([]laid, time.Time)) error { panic("broken") }))
	if err := p.Status().Err; err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("got error %v, want the fault", err)
	}
	p.Resize(60, 24)
	if _, cmd := p.Update(pane.Resized{}); cmd != nil {
		t.Error("it is repeated without being asked for")
	}
	panetest.Send(p, keymap.Reload)
	if p.Status().Err != nil || p.unlaid > 0 {
		t.Errorf("reloaded: got error %v, %d texts not laid out", p.Status().Err, p.unlaid)
	}
}

func TestAReloadKeepsWhatIsRead(t *testing.T) {
	c := long(60)
	p := opened(t, c, 12)
	for range 30 {
		panetest.Send(p, keymap.NextPart)
	}
	panetest.Send(p, keymap.Down)
	panetest.Send(p, keymap.Down)
	was := panetest.Text(p.View(true))
	c.events = append(slices.Clone(c.events[:3]), append([]github.Event{{Kind: "commented", ID: 5, Actor: "carl", Body: "one\n\ntwo\n\nthree", At: before(hour)}}, c.events[3:]...)...)
	panetest.Send(p, keymap.Reload)
	// The scrollbar may differ, since there is more above.
	bare := strings.NewReplacer("│", "", "┃", "")
	strip := func(s string) (rows []string) {
		for _, row := range strings.Split(bare.Replace(s), "\n") {
			rows = append(rows, strings.TrimRight(row, " "))
		}
		return rows
	}
	if got := panetest.Text(p.View(true)); !slices.Equal(strip(got), strip(was)) {
		t.Errorf("got\n%s\nwant\n%s", got, was)
	}
}

func TestComingBackGoesToWhereOneWas(t *testing.T) {
	c := long(60)
	p := opened(t, c, 12)
	c.stored = map[github.IssueRef]github.Issue{ref(12): c.issue}
	c.storedTalk = &github.Listing[github.Event]{Items: c.events, At: today()}
	for range 30 {
		panetest.Send(p, keymap.NextPart)
	}
	at := p.sheet().parts[p.sheet().current()].key
	panetest.Send(p, chosen(13))
	if top, _ := p.sheet().window(); top != 0 {
		t.Errorf("another issue: got row %d on top, want 0", top)
	}
	panetest.Send(p, chosen(12))
	s := p.sheet()
	if got := s.parts[s.pieces[s.pieceAt(s.lines.Top())].part].key; got != at {
		t.Errorf("got %q on top, want %q", got, at)
	}
}

func TestFarTextsKeepTheirHeightOnly(t *testing.T) {
	c := long(50)
	for i := range c.events { // about 0.4 MB laid out, each
		c.events[i].Body = fmt.Sprintf("Comment %d\n\n", i) + strings.Repeat("word *emphasis* `code` and [a link](https://example.com/long/address)\n\n", 700)
	}
	p := opened(t, c, 12)
	if p.unlaid > 0 {
		t.Fatalf("%d texts have no height", p.unlaid)
	}
	check := func(where string) {
		t.Helper()
		sum := 0
		for _, text := range p.kept {
			if text.doc != nil {
				sum += text.doc.Bytes()
			}
		}
		if sum != p.bytes || sum > keptBytes+1<<21 {
			t.Errorf("%s: %d bytes are kept, counted as %d, want at most %d", where, sum, p.bytes, keptBytes)
		}
		runs, was := 0, false
		for _, x := range p.sheet().pieces {
			if x.text == nil {
				continue
			}
			if is := x.text.doc != nil; is != was {
				was = is
				runs++
			}
		}
		if where == "at the start" && runs > 2 {
			t.Errorf("%s: texts laid out and not alternate %d times, want those nearest kept", where, runs)
		}
		if got := panetest.Text(p.View(true)); !strings.Contains(got, "word emphasis") {
			t.Errorf("%s: got\n%s\nwant the text in view laid out", where, got)
		}
	}
	total := p.sheet().total
	panetest.Send(p, keymap.PageDown)
	panetest.Send(p, keymap.PageDown)
	check("at the start")
	panetest.Send(p, keymap.Last)
	panetest.Send(p, keymap.PageUp)
	check("at the end")
	panetest.Send(p, keymap.First)
	panetest.Send(p, keymap.PageDown)
	panetest.Send(p, keymap.PageDown)
	check("at the start again")
	if p.sheet().total != total {
		t.Errorf("got %d rows, want %d as before: a text that was dropped has its height", p.sheet().total, total)
	}
}

func TestGoneAndMoved(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"deleted":   {github.ErrGone, "it was deleted"},
		"not found": {github.ErrNotFound, "deleted, moved, or this account may not see it"},
	} {
		c := anIssue()
		p := opened(t, c, 12)
		c.fail = map[string]error{"issue": fmt.Errorf("open: %w", tt.err)}
		panetest.Send(p, keymap.Reload)
		if got := whole(p); !strings.Contains(strings.ReplaceAll(got, "\n┃ ", " "), tt.want) || !strings.Contains(got, "Mine.") {
			t.Errorf("%s: got\n%s\nwant %q and the text kept", name, got, tt.want)
		}
	}
	c := anIssue()
	c.issue.IssueRef = github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "other"}, Number: 3}
	p := opened(t, c, 12)
	if got := whole(p); !strings.Contains(got, "This was acme/api#12 and has moved to acme/other#3.") {
		t.Errorf("moved: got\n%s\nwant it said", got)
	}
	if d := panetest.Send(p, keymap.Comment).(pane.WriteText).Draft; d.Repo.Name != "other" || d.Number != 3 {
		t.Errorf("moved: a comment goes to %s#%d, want where it is now", d.Repo, d.Number)
	}
}

func TestAHighWindowCostsNoMoreRequests(t *testing.T) {
	c := anIssue()
	c.events = nil
	for i := range 300 {
		c.events = append(c.events, github.Event{Kind: "pinned", ID: int64(i + 1), Actor: "bob", At: before(hour)})
	}
	p := newPane(t, c)
	p.Resize(80, 100)
	panetest.Send(p, pane.Shown{})
	panetest.Send(p, chosen(12))
	if cost(c.asked) != 3 {
		t.Errorf("asked %q, want three requests until a key is pressed", c.asked)
	}
	if panetest.Send(p, keymap.Down); len(p.events.Value().Items) <= 100 {
		t.Errorf("a key near the end: asked %q, want more events", c.asked)
	}
}

func TestNothingStartsInReplyToNewColours(t *testing.T) {
	p := opened(t, anIssue(), 12)
	p.Resize(60, 24)
	if _, cmd := p.Update(pane.Rethemed{}); cmd != nil {
		t.Error("new colours start something: the root would lose it")
	}
	if _, cmd := p.Update(pane.Resized{}); cmd == nil {
		t.Error("another width starts nothing, want the texts laid out")
	}
}

func TestTheEndStaysInViewWhileTextsAreLaidOut(t *testing.T) {
	c := long(50)
	p := newPane(t, c)
	p.Update(pane.Shown{})
	_, cmd := p.Update(chosen(12))
	var layouts []func()
	for _, one := range batch(cmd) { // the answers, but not what lays texts out
		mail := one().(pane.Mail)
		_, more := p.Update(mail.Msg)
		layouts = append(layouts, func() { panetest.Run(p, mail.Next); panetest.Run(p, more) })
	}
	was := p.sheet().total
	p.Update(keymap.Last)
	for _, run := range layouts {
		run()
	}
	panetest.Send(p, pane.Resized{})
	if _, end := p.sheet().window(); end != p.sheet().total || p.sheet().total == was || p.unlaid > 0 {
		t.Errorf("got rows to %d of %d in view, %d of them guessed before, want the end", end, p.sheet().total, was)
	}
}

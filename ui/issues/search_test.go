package issues

import (
	"errors"
	"fmt"
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

func TestTypingAsksOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), stored: some()}
		d := seat(t, h)
		before, local := len(h.asked), len(h.local)
		d.do(keymap.Search)
		for _, k := range keys("crash label:bug word ") {
			d.do(k)
			d.wait(100 * time.Millisecond)
		}
		d.wait(10 * time.Second)
		if got := len(h.asked) - before; got != 1 {
			t.Fatalf("got %d searches of GitHub for 21 letters, want 1", got)
		}
		if got := h.asked[before].Text; got != "is:open crash label:bug word" {
			t.Errorf("asked for %q, want all that was typed", got)
		}
		// A space at the end changes nothing.
		if got := len(h.local) - local; got < 15 {
			t.Errorf("got %d searches of the store, want one a letter", got)
		}
	})
}

func TestTypingBeginsWithANewWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.do(keymap.Search, tea.KeyMsg{Type: tea.KeyHome}, keymap.Cancel, keymap.Search)
		d.do(keys("crash")...)
		if got := d.input.Value(); got != "is:open crash" {
			t.Errorf("got %q, want is:open crash", got)
		}
		d.wait(time.Second)
	})
}

func TestEnterAsksAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.query("crash")
		d.do(keymap.Accept)
		if len(h.asked) != 2 || h.asked[1].Text != "crash" || d.Scope() != keymap.IssueList {
			t.Errorf("asked %v in scope %s, want crash at once and the list", h.asked, d.Scope())
		}
		d.wait(5 * time.Second)
		d.do(keymap.Search, keymap.Accept)
		d.wait(5 * time.Second)
		if len(h.asked) != 2 {
			t.Errorf("asked %d times, want no more for the same query", len(h.asked))
		}
		if got := strings.Join(h.past, ","); got != "crash,crash" {
			t.Errorf("history: got %s", got)
		}
		d.do(keymap.Reload)
		if len(h.asked) != 3 {
			t.Errorf("reload: asked %d times, want once more", len(h.asked))
		}
		d.wait(2 * time.Minute)
		d.do(keymap.Search, keymap.Accept)
		if len(h.asked) != 4 {
			t.Errorf("two minutes later: asked %d times, want once more", len(h.asked))
		}
	})
}

func TestTheStoreAnswersFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), stored: some()[1:], unknow: []string{"commenter:ada (the comments are not stored)"}, slow: 2 * time.Second}
		d := seat(t, h)
		if got := numbers(d.Pane); got != "14 9 3" {
			t.Fatalf("got rows %q, want the stored", got)
		}
		if s := screen(d.Pane); !strings.Contains(s, "stored 3m ago, without commenter:ada (the comments are") {
			t.Errorf("got\n%s\nwant its age and what it lacks", s)
		}
		d.do(keymap.Down)
		before := d.list.Cursor()
		d.wait(3 * time.Second)
		if got := numbers(d.Pane); got != "12 14 9 3" || under(d.Pane) != 9 || d.list.Cursor() != before+1 {
			t.Errorf("got rows %q with %d selected, want all and 9", got, under(d.Pane))
		}
		if s := screen(d.Pane); strings.Contains(s, "stored") {
			t.Errorf("got\n%s\nwant nothing said of the store", s)
		}
		// A row that is gone leaves the cursor where it is.
		h.hits = some()[:2]
		d.do(keymap.Last, keymap.Reload)
		d.wait(3 * time.Second)
		if under(d.Pane) != 14 {
			t.Errorf("it is gone: got %d selected, want the last", under(d.Pane))
		}
	})
}

func TestAStoreThatIsSlowerThanGitHub(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := seat(t, &hub{hits: some(), stored: some()[3:], lazy: time.Second})
		d.wait(3 * time.Second)
		if numbers(d.Pane) != "12 14 9 3" || d.book.result.Stored {
			t.Errorf("got rows %q, want GitHub's", numbers(d.Pane))
		}
	})
}

func TestNothingStoredKeepsTheRowsWhileGitHubIsAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		h.slow, h.fail = 2*time.Second, errors.New("offline")
		d.query("zzz")
		d.do(keymap.Accept)
		if s := screen(d.Pane); numbers(d.Pane) != "12 14 9 3" || !strings.Contains(s, "rows of the search before") {
			t.Errorf("asking: got\n%s\nwant the rows of before, told apart", s)
		}
		d.wait(3 * time.Second)
		if s := screen(d.Pane); d.book.len() != 0 || !strings.Contains(s, "Nothing that is stored matches. Press r") {
			t.Errorf("failed: got\n%s\nwant what the store says", s)
		}
	})
}

func TestManyOwnersAreNoMistake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), all: []github.SearchScope{{Place: work, Owners: make([]github.Owner, 30)}}}
		d := seat(t, h)
		d.query("a OR b")
		d.do(keymap.Accept, keymap.Widen, keymap.Widen)
		d.later(keymap.Widen)
		if _, wrong := d.problem(); wrong || len(h.asked[len(h.asked)-1].Scopes[0].Owners) != 30 {
			t.Errorf("got problems %v, asked last in %v", d.problems, h.asked[len(h.asked)-1].Scopes)
		}
	})
}

func TestAMistakeOnTheWayIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.query("crash")
		d.do(keys(" (")...)
		d.do(tea.KeyMsg{Type: tea.KeyBackspace}, tea.KeyMsg{Type: tea.KeyBackspace})
		d.wait(time.Second)
		if got := h.asked[len(h.asked)-1].Text; strings.TrimSpace(got) != "crash" {
			t.Errorf("asked last for %q, want crash", got)
		}
	})
}

func TestAGrowingAnswerTakesNoRowsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), stored: some(), parts: true}
		d := seat(t, h)
		d.do(keymap.Last)
		if got := numbers(d.Pane); got != "12 14 9 3" || !d.book.result.Stored {
			t.Errorf("half of the answer: got rows %q, want the stored still", got)
		}
		d.wait(2 * time.Second)
		if d.book.result.Stored || under(d.Pane) != 3 {
			t.Errorf("got stored rows with %d selected, want GitHub's and 3", under(d.Pane))
		}
		// Where there is nothing yet, a part is better.
		h.stored = nil
		d.query("other")
		d.do(keymap.Accept)
		d.wait(100 * time.Millisecond)
		if got := numbers(d.Pane); got != "12 14" {
			t.Errorf("half of the answer beside nothing: got rows %q, want 12 14", got)
		}
		d.wait(2 * time.Second)
	})
}

func TestWhoHasNotMovedStaysAtTheTop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newest := hit(20, "newest")
		newest.UpdatedAt = newest.UpdatedAt.Add(1000 * time.Hour)
		for _, moved := range []bool{false, true} {
			h := &hub{hits: some(), parts: true}
			d := seat(t, h)
			d.wait(100 * time.Millisecond)
			if moved {
				d.do(keymap.Down, keymap.Up)
			}
			first := under(d.Pane)
			whole := d.book.result
			whole.Hits = append([]github.Hit{newest}, whole.Hits...)
			d.lay(newBook(d.book.query, d.book.limit, whole, reader{}))
			want := 20
			if moved {
				want = first
			}
			if got := under(d.Pane); got != want {
				t.Errorf("moved %v: got %d selected as the answer grows, want %d", moved, got, want)
			}
			d.wait(2 * time.Second)
		}
	})
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()[:1], slow: 5 * time.Second}
		d := seat(t, h)
		h.slow, h.hits = time.Second, some()[2:3]
		d.query("typo")
		d.do(keymap.Accept)
		d.wait(20 * time.Second)
		if got := numbers(d.Pane); got != "9" || len(h.asked) != 2 {
			t.Errorf("got rows %q after %d requests, want 9 after 2", got, len(h.asked))
		}
	})
}

func TestGoingBackToATextCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.query("typo")
		h.hits = some()[2:3]
		d.do(keymap.Accept)
		d.do(keymap.Down)
		h.stored = some()[3:]
		d.query("is:open")
		d.wait(5 * time.Second)
		if got := numbers(d.Pane); got != "12 14 9 3" || len(h.asked) != 2 || d.book.result.Stored {
			t.Errorf("got rows %q after %d requests, want the answer of before without a third", got, len(h.asked))
		}
		// And forth: what was given up on the way is asked for.
		d.query("typo")
		d.do(keymap.Accept)
		d.wait(2 * time.Minute)
		d.do(keymap.Search, tea.KeyMsg{Type: tea.KeyCtrlU})
		d.do(keys("typo crash")...)
		d.do(keys("x")...)
		d.do(tea.KeyMsg{Type: tea.KeyBackspace})
		d.wait(time.Second)
		if got := h.asked[len(h.asked)-1].Text; got != "typo crash" {
			t.Errorf("asked last for %q, want what is typed in the end", got)
		}
	})
}

func TestAFailureKeepsTheRowsAndCanBeRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		h.fail = errors.New("broken")
		d.do(keymap.Reload)
		if d.Status().Err == nil || numbers(d.Pane) != "12 14 9 3" {
			t.Errorf("got error %v beside %q, want it beside the rows", d.Status().Err, numbers(d.Pane))
		}
		asked := len(h.asked)
		d.do(pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: subject()}, pane.Due{})
		if len(h.asked) != asked {
			t.Errorf("asked %d times more without being told to", len(h.asked)-asked)
		}
		h.fail = nil
		d.do(keymap.Reload)
		if d.Status().Err != nil || len(h.asked) != asked+1 {
			t.Errorf("retried: got error %v after %d requests", d.Status().Err, len(h.asked)-asked)
		}
		// Another query that fails keeps what the store says of it.
		h.fail, h.stored = errors.New("offline"), some()[2:]
		d.query("slow")
		d.do(keymap.Accept)
		if d.Status().Err == nil || numbers(d.Pane) != "9 3" {
			t.Errorf("got error %v beside %q, want it beside the stored", d.Status().Err, numbers(d.Pane))
		}
	})
}

func TestWhatGitHubRefusesIsShownAtItsPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		h.fail = fmt.Errorf("search: %w", &github.SearchProblem{Start: 8, End: 20, Text: "Nobody is called that.", Fix: "Check the name."})
		d.query("is:open author:nobod y")
		d.do(keymap.Accept)
		s := d.View(true)
		if d.Status().Err != nil || numbers(d.Pane) == "" || !strings.Contains(panetest.Text(s), "Nobody is called that. → Check the name.") {
			t.Errorf("got status %v and\n%s\nwant the problem in the pane beside its rows", d.Status().Err, panetest.Text(s))
		}
		if want := panetest.Theme().Wrong.Render("author:nobod"); !strings.Contains(s[0], want) {
			t.Errorf("got query %q, want author:nobod underlined", s[0])
		}
		// As soon as the query changes it is no longer said of it.
		h.fail = nil
		d.do(keymap.Search)
		d.do(keys("x")...)
		if s := screen(d.Pane); strings.Contains(s, "Nobody") {
			t.Errorf("after a key: got\n%s", s)
		}
		d.wait(time.Second)
	})
}

func TestAFatalProblemKeepsTheQueryHere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		local := len(h.local)
		d.query("(crash")
		d.do(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{' '}})
		d.wait(5 * time.Second)
		if d.fatal() == nil {
			t.Fatal("an open bracket is no fatal problem")
		}
		d.do(keymap.Accept)
		if len(h.asked) != 1 || d.Scope() != keymap.QueryText || numbers(d.Pane) != "12 14 9 3" {
			t.Errorf("asked %d times, scope %s, rows %q, want nothing sent, typing, and the rows of before", len(h.asked), d.Scope(), numbers(d.Pane))
		}
		for _, s := range h.local[local:] {
			if strings.HasPrefix(s.Text, "(") {
				t.Errorf("the store was asked for %q", s.Text)
			}
		}
		s := d.View(true)
		if !strings.Contains(s[0], d.theme.Wrong.Open) || !strings.Contains(panetest.Text(s), "rows of the search before") {
			t.Errorf("got\n%s\nwant the place marked and the rows told apart", panetest.Text(s))
		}
		if got := panetest.Send(d.Pane, keymap.Reload); got != nil || len(h.asked) != 1 {
			t.Errorf("reload: got %#v and %d requests, want none", got, len(h.asked))
		}
		d.do(keys(")")...)
		d.wait(time.Second)
		if len(h.asked) != 2 {
			t.Errorf("mended: asked %d times, want once more", len(h.asked))
		}
	})
}

func TestFurtherHitsAreAskedForNearTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var many []github.Hit
		for n := range 300 {
			many = append(many, hit(n+1, "one of many"))
		}
		h := &hub{hits: many[:100], total: 1234, more: true}
		d := seat(t, h)
		if len(h.asked) != 1 || d.Status().Count != "100 of 1,234" {
			t.Fatalf("asked %d times, count %q, want once and 100 of 1,234", len(h.asked), d.Status().Count)
		}
		for range 60 {
			d.do(keymap.Down)
		}
		h.hits, h.slow = many[:200], time.Second
		d.do(keymap.Last)
		d.do(keymap.Up, keymap.Down, pane.Wheel{Delta: 3})
		d.wait(2 * time.Second)
		if len(h.asked) != 2 || h.asked[1].Limit != 200 || under(d.Pane) != 100 || d.book.len() != 200 {
			t.Errorf("asked %d times, last for %d, with %d selected of %d, want 2, 200, 100 of 200", len(h.asked), h.asked[len(h.asked)-1].Limit, under(d.Pane), d.book.len())
		}
		h.more = false
		d.do(keymap.Last)
		d.wait(2 * time.Second)
		d.do(keymap.Last)
		d.wait(2 * time.Second)
		if len(h.asked) != 3 {
			t.Errorf("asked %d times, want no more when there are no more", len(h.asked))
		}
	})
}

func TestAReloadAsksForWhatIsInReach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: many(100), more: true, total: 900}
		d := seat(t, h)
		h.hits = many(300)
		d.later(keymap.Last)
		h.hits = many(600)
		d.later(keymap.Last)
		d.later(keymap.Reload)
		if got := h.asked[len(h.asked)-1].Limit; got != 300 {
			t.Errorf("at the end of 300 rows: asked for %d hits, want those", got)
		}
		d.later(keymap.First, keymap.Reload)
		if got := h.asked[len(h.asked)-1].Limit; got != 100 {
			t.Errorf("at the top: asked for %d hits, want 100", got)
		}
		// A page that does not come is not asked for again and again.
		asked := len(h.asked)
		h.fail = errors.New("broken")
		d.later(keymap.Last)
		d.later(keymap.Up, keymap.Down, keymap.Last)
		if len(h.asked) != asked+1 || d.Status().Err == nil {
			t.Errorf("a page that fails: asked %d times with error %v, want once", len(h.asked)-asked, d.Status().Err)
		}
	})
}

func TestTheStoreHasMorePagesToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{stored: many(250), fail: errors.New("offline")}
		d := seat(t, h)
		for range 3 {
			d.later(keymap.Last)
		}
		if d.book.len() != 250 || under(d.Pane) != 250 || len(h.asked) != 1 {
			t.Errorf("got %d rows with %d selected after %d requests, want all 250 after the one", d.book.len(), under(d.Pane), len(h.asked))
		}
	})
}

func TestBodiesAreNotKept(t *testing.T) {
	hits := some()
	hits[1].Body = "closes #12"
	b := newBook("q", 100, github.SearchResult{Hits: hits}, reader{})
	if b.hit(1).Body != "" || hits[1].Body == "" || b.lines[1].closes != "#12" {
		t.Errorf("got body %q, link %q, want the link without the body, and the answer untouched", b.hit(1).Body, b.lines[1].closes)
	}
}

func TestNothingStartsUnseen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		p := New(options(t, h))
		p.Resize(80, 24)
		for _, msg := range []tea.Msg{pane.Restored{Subject: subject()}, pane.SubjectChanged{Subject: subject()}, pane.AccountsChanged{}, pane.Due{}, pane.Written{}} {
			if _, cmd := p.Update(msg); cmd != nil {
				t.Errorf("%T starts something although the pane is not shown", msg)
			}
		}
		panetest.Send(p, pane.Shown{})
		if len(h.asked) != 1 || len(h.local) != 1 || p.book.len() != 4 {
			t.Errorf("shown: asked GitHub %d times, the store %d times", len(h.asked), len(h.local))
		}
		for _, msg := range []tea.Msg{pane.Shown{}, pane.SubjectChanged{Subject: subject()}, pane.AccountsChanged{}, pane.Due{}} {
			if _, cmd := p.Update(msg); cmd != nil {
				t.Errorf("%T starts something although all is there", msg)
			}
		}
		panetest.Send(p, pane.Written{})
		if len(h.asked) != 2 {
			t.Errorf("written: asked %d times, want once more", len(h.asked))
		}
		p.Update(pane.Hidden{})
		time.Sleep(stale + time.Second)
		panetest.Send(p, pane.Due{})
		if len(h.asked) != 2 {
			t.Errorf("due while hidden: asked %d times", len(h.asked))
		}
		panetest.Send(p, pane.Shown{})
		if len(h.asked) != 3 {
			t.Errorf("old and shown: asked %d times, want once more", len(h.asked))
		}
	})
}

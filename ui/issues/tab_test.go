package issues

import (
	"errors"
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

func TestTabs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h,
			Saved{Name: "Mine", Query: "author:@me updated:>-2w", Kind: github.SearchPulls, Order: github.ByCreated, Scope: github.ScopeAccount},
			Saved{Name: "Old\x1b[2J", Query: "is:closed", Order: github.ByComments})
		d.do(keymap.Down, keymap.Down)
		if got := panetest.Text(d.View(true)[:2]); got != "[search] Mine  Old\n/ is:open" {
			t.Errorf("got\n%s", got)
		}
		h.hits = some()[1:2]
		d.do(keymap.NextTab)
		d.wait(time.Second)
		got := h.asked[len(h.asked)-1]
		if got.Text != "author:@me updated:>-2w" || got.Kind != github.SearchPulls || got.Order != github.ByCreated || got.Scopes[0].Repo.Name != "" {
			t.Errorf("asked for %+v, want the saved search", got)
		}
		if d.Status().Title != "Pull requests · all of work" || numbers(d.Pane) != "14" {
			t.Errorf("got title %q with rows %s", d.Status().Title, numbers(d.Pane))
		}
		asked := len(h.asked)
		d.do(keymap.PreviousTab)
		if numbers(d.Pane) != "12 14 9 3" || under(d.Pane) != 9 || len(h.asked) != asked {
			t.Errorf("back: got rows %s with %d selected after %d requests, want all as they were", numbers(d.Pane), under(d.Pane), len(h.asked)-asked)
		}
		d.do(keymap.PreviousTab)
		if d.tab != 2 {
			t.Errorf("before the first: got tab %d, want the last", d.tab)
		}
		d.do(pane.Click{X: 10, Y: 0})
		if d.tab != 1 || d.input.Value() != "author:@me updated:>-2w" {
			t.Errorf("click: got tab %d with %q", d.tab, d.input.Value())
		}
		d.do(keymap.Search)
		d.do(keys(" x")...)
		if got := panetest.Text(d.View(true)[:1]); got != " search [Mine*] Old" {
			t.Errorf("changed: got %q", got)
		}
		d.wait(time.Second)
		// A tab out of sight is brought into it.
		d.Resize(10, 24)
		d.do(keymap.Cancel, keymap.NextTab)
		if got := panetest.Text(d.View(true)[:1]); got != "[Old]" {
			t.Errorf("narrow: got %q", got)
		}
		d.do(pane.Click{X: 1, Y: 0}, pane.Click{X: 9, Y: 0})
		if d.tab != 2 {
			t.Errorf("click beside the tabs: got tab %d", d.tab)
		}
	})
}

func TestASearchIsSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.do(keymap.Kinds, keymap.SaveQuery)
		if d.Scope() != keymap.QueryText || !strings.Contains(screen(d.Pane), "save as") {
			t.Errorf("got scope %s and\n%s\nwant a name to be asked for", d.Scope(), screen(d.Pane))
		}
		if got := d.do(keymap.Accept); got != (pane.Say{Text: "give the search a name, or press esc"}) {
			t.Errorf("no name: got %#v", got)
		}
		local := len(h.local)
		d.do(keys("Issues")...)
		d.do(keymap.Complete, keymap.Up, keymap.Down)
		if len(h.local) != local {
			t.Error("typing a name searches")
		}
		d.do(keymap.Accept)
		want := Saved{Name: "Issues", Query: "is:open", Kind: github.SearchIssues, Order: github.ByUpdated}
		if len(h.saved) != 1 || h.saved[0] != want || d.note != "saved as Issues" || d.input.Value() != "is:open" {
			t.Errorf("got %+v, note %q, query %q, want %+v", h.saved, d.note, d.input.Value(), want)
		}
		if got := panetest.Text(d.View(true)[:1]); got != "[search] Issues" {
			t.Errorf("got tabs %q", got)
		}
		// Under the same name again it takes the place.
		d.do(keymap.NextTab, keymap.Sort, keymap.SaveQuery, keymap.Accept)
		if len(d.tabs) != 2 || len(h.saved) != 2 || h.saved[1].Order != github.ByCreated {
			t.Errorf("again: got %d tabs, saved %+v", len(d.tabs), h.saved)
		}
		d.query("crash ")
		d.do(keymap.Accept, keymap.SaveQuery, keymap.Accept)
		if got := h.saved[len(h.saved)-1].Query; got != "crash" {
			t.Errorf("a space at the end: got %q saved, want crash", got)
		}
		h.keep = errors.New("the file cannot be written")
		d.do(keymap.SaveQuery, keymap.Accept)
		if d.note != "not saved: the file cannot be written" || len(d.tabs) != 2 {
			t.Errorf("got note %q", d.note)
		}
		d.do(keymap.SaveQuery, keymap.Cancel)
		if d.Scope() != keymap.IssueList || d.input.Value() != "crash" || d.note != "" {
			t.Errorf("cancelled: got scope %s, query %q, note %q", d.Scope(), d.input.Value(), d.note)
		}
	})
	o := options(t, &hub{})
	o.Save = nil
	if got, ok := panetest.Send(New(o), keymap.SaveQuery).(pane.Say); !ok || !strings.Contains(got.Text, "cannot be saved") {
		t.Errorf("nowhere to save: got %#v", got)
	}
}

func TestKindsOrdersAndScopes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), all: []github.SearchScope{{Place: work}, {Place: github.Place{Account: "home"}}}}
		d := seat(t, h)
		last := func() github.IssueSearch { return h.asked[len(h.asked)-1] }
		for i, want := range []string{"issues only", "pull requests only", "issues and pull requests"} {
			d.wait(time.Minute)
			if got := d.later(keymap.Kinds); got != (pane.Say{Text: want}) || last().Kind != github.SearchKind((i+1)%3) {
				t.Errorf("kinds: got %#v, asked for %v, want %s", got, last().Kind, want)
			}
		}
		for _, want := range []struct {
			say   string
			order github.SearchOrder
		}{{"by age", github.ByCreated}, {"by comments", github.ByComments}, {"by reactions", github.ByReactions}, {"by best match", github.ByBestMatch}, {"by last update", github.ByUpdated}} {
			d.wait(time.Minute)
			if got := d.later(keymap.Sort); got != (pane.Say{Text: "sorted " + want.say}) || last().Order != want.order {
				t.Errorf("sort: got %#v, asked for %q, want %s", got, last().Order, want.say)
			}
		}
		for _, want := range []struct {
			say    string
			scopes int
			repo   string
		}{{"acme", 1, ""}, {"all of work", 1, ""}, {"all accounts", 2, ""}, {"acme/api", 1, "api"}} {
			d.wait(time.Minute)
			got := d.later(keymap.Widen)
			if got != (pane.Say{Text: "searching " + want.say}) || len(last().Scopes) != want.scopes || last().Scopes[0].Repo.Name != want.repo {
				t.Errorf("scope: got %#v, asked %v, want %s", got, last().Scopes, want.say)
			}
		}
		h.alike = true
		d.later(keymap.Widen)
		if got := d.later(keymap.Widen); got != (pane.Say{Text: "searching all accounts"}) {
			t.Errorf("an installation that is the whole account: got %#v, want the next that differs", got)
		}
		d.later(keymap.Widen)
		d.query("is:pr sort:created-asc")
		d.do(keymap.Accept)
		for _, a := range []keymap.Action{keymap.Kinds, keymap.Sort} {
			if got, ok := d.do(a).(pane.Say); !ok || !strings.Contains(got.Text, "the query itself") {
				t.Errorf("%s of a query that says so itself: got %#v", a, got)
			}
		}
		if s := panetest.Text([]string{d.hintRow()}); s != " acme/api  by created" {
			t.Errorf("got hint %q, want what the query says", s)
		}
	})
}

func TestTheScopeFollowsTheSubject(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.do(keymap.Mark)
		other := subject()
		other.Commit, other.Ref, other.Issue = "abc", "main", pane.IssueAt{Place: work, Ref: github.IssueRef{Repo: api, Number: 9}}
		d.put(pane.SubjectChanged{Subject: other})
		if d.book.len() != 4 || len(h.asked) != 1 || len(d.marked) != 1 {
			t.Errorf("another commit: got %d rows after %d requests, want nothing to change", d.book.len(), len(h.asked))
		}
		h.hits = some()[3:]
		other.Repo.Name = "web"
		d.put(pane.SubjectChanged{Subject: other})
		if d.book != nil || d.Status().Count != "" || len(d.marked) != 0 {
			t.Errorf("another repository: got %d rows, want none of the old", d.book.len())
		}
		d.wait(0)
		if got := h.asked[1].Scopes[0].Repo.Name; got != "web" || numbers(d.Pane) != "3" {
			t.Errorf("asked for %s, got rows %s, want web and 3", got, numbers(d.Pane))
		}
		// A wider scope is kept until another repository is chosen.
		d.do(keymap.Widen, keymap.Widen)
		other.Repo = github.RepoRef{}
		d.do(pane.SubjectChanged{Subject: other})
		if got := d.scopeText(); got != "all of work" {
			t.Errorf("no repository: got scope %q", got)
		}
		d.do(pane.SubjectChanged{Subject: subject()})
		if got := d.scopeText(); got != "acme/api" {
			t.Errorf("a repository chosen: got scope %q", got)
		}
		other.Owner, other.Place = "", github.Place{Account: "work"}
		d.do(pane.SubjectChanged{Subject: other})
		if got := d.scopeText(); got != "all of work" {
			t.Errorf("a whole account: got scope %q", got)
		}
	})
}

func TestWhereThereIsNothingToSearch(t *testing.T) { synctest.Test(t, nothingToSearch) }

func nothingToSearch(t *testing.T) {
	h := &hub{hits: some()}
	p := New(options(t, h))
	p.Resize(60, 24)
	panetest.Send(p, pane.Shown{})
	if s := screen(p); !strings.Contains(s, "Choose an account first") {
		t.Errorf("no account: got\n%s", s)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "clone"}, Repo: api}})
	for _, msg := range []tea.Msg{keymap.Reload, keymap.Widen, keymap.Kinds, keymap.Open, keymap.Mark, keymap.Browse, keymap.CopyURL, keymap.Explain, pane.Written{}} {
		panetest.Send(p, msg)
	}
	if s := screen(p); !strings.Contains(s, "A clone has no issues") || len(h.asked)+len(h.local) != 0 {
		t.Errorf("a clone: asked %d times, got\n%s", len(h.asked)+len(h.local), s)
	}
	if got, ok := panetest.Send(p, keymap.NewIssue).(pane.Say); !ok || !strings.Contains(got.Text, "a clone has no issues") {
		t.Errorf("new issue in a clone: got %#v", got)
	}
	// Every account can still be searched.
	h.all = []github.SearchScope{{Place: work}}
	panetest.Send(p, keymap.Widen)
	if numbers(p) != "12 14 9 3" {
		t.Errorf("all accounts: got rows %q", numbers(p))
	}
}

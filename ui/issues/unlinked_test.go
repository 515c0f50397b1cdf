package issues

import (
	"strings"
	"testing"
	"testing/synctest"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestViewsOfWhatHasNoLink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{}
		p := linkable(t, h)
		panetest.Send(p, keymap.Kinds)
		for _, want := range []struct {
			query, say string
			kind       github.SearchKind
		}{
			{"is:pr is:open -linked:issue", "open pull requests without an issue", github.SearchBoth},
			{"is:issue is:closed -linked:pr", "closed issues without a pull request", github.SearchBoth},
			{"is:pr is:open", "of what is stored here", github.SearchBoth},
			{"is:open", "back to the search before", github.SearchIssues},
		} {
			asked := len(h.asked)
			said := panetest.Send(p, keymap.Unlinked).(pane.Say).Text
			if !strings.Contains(said, want.say) || p.input.Value() != want.query {
				t.Errorf("got %q said and the query %q, want %+v", said, p.input.Value(), want)
			}
			last := h.asked[len(h.asked)-1]
			switch {
			case p.tabs[0].ignored && len(h.asked) != asked:
				t.Errorf("%s: GitHub was asked for what it has no search for", want.query)
			case !p.tabs[0].ignored && want.query != "is:open" && (last.Text != want.query || last.Kind != want.kind):
				t.Errorf("got %+v asked, want %+v", last, want)
			}
			if p.tabs[0].Kind != want.kind {
				t.Errorf("%s: got kind %v, want %v", want.query, p.tabs[0].Kind, want.kind)
			}
		}
	})
}

func TestAViewLeavesSavedSearchesAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		o := options(t, h)
		o.Saved = []Saved{{Name: "mine", Query: "author:@me"}}
		p := New(o)
		p.Resize(90, 12)
		panetest.Send(p, pane.SubjectChanged{Subject: subject()})
		panetest.Send(p, pane.Shown{})
		panetest.Send(p, keymap.NextTab)
		panetest.Send(p, keymap.Unlinked)
		if p.tab != 0 || p.tabs[1].Query != "author:@me" || p.tabs[1].edited || p.input.Value() != views()[0].query {
			t.Errorf("got tab %d, saved %+v, query %q", p.tab, p.tabs[1], p.input.Value())
		}
		// What was typed since is kept: the next view begins anew.
		panetest.Send(p, keymap.Search)
		panetest.Type(p, "x")
		panetest.Send(p, keymap.Cancel)
		panetest.Send(p, keymap.Cancel)
		typed := p.input.Value()
		for range 4 { // three views, and back
			panetest.Send(p, keymap.Unlinked)
		}
		if p.input.Value() != typed {
			t.Errorf("got %q after a round, want %q", p.input.Value(), typed)
		}
	})
}

func TestKeywordsThatGitHubDoesNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := func(n int, title, body string) github.Hit {
			h := pull(n, title)
			h.Body = body
			return h
		}
		h := &hub{
			stored: []github.Hit{
				body(1, "Counts", "Fixes #12"), body(2, "In code", "```\nFixes #12\n```"), body(3, "Elsewhere", "Closes #9"),
				body(4, "Nothing said", "see #9"), body(5, "One that counts", "`fixes #3`\n\nFixes #4"), body(6, "To the default", "Fixes #4"),
			},
			bases: map[int]string{3: "release/1.2", 6: "main"}, repos: []github.Repository{{RepoRef: api, DefaultBranch: "main"}},
		}
		p := linkable(t, h)
		for range 3 {
			panetest.Send(p, keymap.Unlinked)
		}
		got := panetest.Text(p.View(true))
		for _, want := range []string{"reckoned from what is stored here", "#2 In code [it is in code]", "#3 Elsewhere →#9 [into release/1.2]"} {
			if !strings.Contains(got, want) {
				t.Errorf("got\n%s\nwant %q in it", got, want)
			}
		}
		if p.book.len() != 2 {
			t.Errorf("got %d rows, want 2:\n%s", p.book.len(), got)
		}
		asked := len(h.asked)
		panetest.Send(p, keymap.Reload)
		panetest.Send(p, pane.Written{})
		if len(h.asked) != asked || p.book.len() != 2 {
			t.Errorf("got %d requests and %d rows after a reload", len(h.asked)-asked, p.book.len())
		}
		if got := panetest.Send(p, keymap.SaveQuery).(pane.Say).Text; !strings.Contains(got, "cannot be saved") {
			t.Errorf("got %q", got)
		}
		panetest.Send(p, keymap.Search)
		panetest.Send(p, keymap.Accept)
		if len(h.asked) != asked {
			t.Errorf("got %d requests for a query left as it is", len(h.asked)-asked)
		}
		h.stored = nil
		panetest.Send(p, keymap.Reload)
		if got := panetest.Text(p.View(true)); !strings.Contains(got, "No pull request that is stored here says") {
			t.Errorf("got\n%s", got)
		}
		// Another query is a search again.
		panetest.Send(p, keymap.Search)
		panetest.Type(p, " x")
		panetest.Send(p, keymap.Accept)
		if p.tabs[0].ignored || len(h.asked) == asked {
			t.Errorf("got ignored %v and %d requests", p.tabs[0].ignored, len(h.asked)-asked)
		}
	})
}

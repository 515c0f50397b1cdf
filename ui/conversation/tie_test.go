package conversation

import (
	"reflect"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestWhatIsHandedOverToBeLinked(t *testing.T) {
	if got := panetest.Send(newPane(t, anIssue()), keymap.Link); got != (pane.Say{Text: "it is not here yet: wait for it"}) {
		t.Errorf("nothing there: got %+v", got)
	}
	c := anIssue()
	if got, want := panetest.Send(opened(t, c, 12), keymap.Link), (pane.LinkUp{Place: place(), Issues: []github.Issue{c.issue}}); !reflect.DeepEqual(got, want) {
		t.Errorf("an issue: got %+v, want %+v", got, want)
	}
	c = aPull()
	if got, want := panetest.Send(opened(t, c, 15), keymap.Link), (pane.LinkUp{Place: place(), Pulls: []github.Issue{c.pull.Issue}}); !reflect.DeepEqual(got, want) {
		t.Errorf("a pull request: got %+v, want %+v", got, want)
	}
}

func TestWhichLinkIsTakenAway(t *testing.T) {
	sha := strings.Repeat("c", 40)
	page := "https://github.com/acme/api/pull/15"
	both := pane.Unlink{Place: place(), Issue: ref(12), Pull: ref(15)}
	for _, tc := range []struct {
		name   string
		link   github.Link
		choose int
		issue  pane.Intent
		pull   pane.Intent
	}{
		{"none chosen", github.Link{Kind: github.LinkCloses}, 0, pane.Unlink{Place: place(), Issue: ref(12)}, pane.Unlink{Place: place(), Pull: ref(15)}},
		{"a keyword", github.Link{Kind: github.LinkCloses}, 1, both, both},
		{"by hand", github.Link{Kind: github.LinkManual, Where: github.LinkOnWeb, URL: page}, 1, pane.Browse{URL: page}, pane.Browse{URL: page}},
		{"by hand, no page known", github.Link{Kind: github.LinkManual}, 1,
			pane.Say{Text: "this was linked by hand: it can be taken away on the web only"}, pane.Say{Text: "this was linked by hand: it can be taken away on the web only"}},
		{"a commit", github.Link{Kind: github.LinkCommit, Where: github.LinkInCommit, Commit: sha}, 1,
			pane.Say{Text: "a commit's message says this: it cannot be taken out of it"}, pane.Say{Text: "a commit's message says this: it cannot be taken out of it"}},
		{"a comment", github.Link{Kind: github.LinkMention, Where: github.LinkInComment}, 1,
			pane.Say{Text: "a comment says this: edit or delete the comment"}, pane.Say{Text: "a comment says this: edit or delete the comment"}},
	} {
		tc.link.Issue, tc.link.Pull = ref(12), ref(15)
		for n, want := range map[int]pane.Intent{12: tc.issue, 15: tc.pull} {
			c := anIssue()
			if n == 15 {
				c = aPull()
			}
			c.linked, c.events = []github.Link{tc.link}, nil
			p := opened(t, c, n)
			for range tc.choose {
				panetest.Send(p, keymap.NextLink)
			}
			if got := panetest.Send(p, keymap.Unlink); got != want {
				t.Errorf("%s of #%d: got %+v, want %+v", tc.name, n, got, want)
			}
		}
	}
	// A link that leads elsewhere is none of the issue's.
	c := anIssue()
	c.linked, c.events = nil, nil
	p := opened(t, c, 12)
	panetest.Send(p, keymap.NextLink)
	if got := panetest.Send(p, keymap.Unlink); got != (pane.Unlink{Place: place(), Issue: ref(12)}) {
		t.Errorf("got %+v", got)
	}
	if got := panetest.Send(newPane(t, anIssue()), keymap.Unlink); got != (pane.Say{Text: "it is not here yet: wait for it"}) {
		t.Errorf("nothing there: got %+v", got)
	}
}

// The links are asked for once the text and the conversation are there: they are
// read from them.
func TestLinksAreAskedForLast(t *testing.T) {
	for n, c := range map[int]*client{12: anIssue(), 15: aPull()} {
		opened(t, c, n)
		if got := c.asked[len(c.asked)-1]; !strings.HasPrefix(got, "links") {
			t.Errorf("#%d: got %q asked, want links last", n, c.asked)
		}
	}
}

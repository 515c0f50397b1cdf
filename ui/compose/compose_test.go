package compose

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// desk is a fake of the drafts.
type desk struct {
	mu    sync.Mutex // of saves
	kept  []github.Draft
	next  int
	saves []string // bodies, in the order saved
	did   []string // what was done, by ID
	fail  error    // of saving
	hold  chan struct{}
	send  func(d *github.Draft) (github.Delivery, error) // nil delivers
}

func (d *desk) New(draft github.Draft) github.Draft {
	if draft.ID == "" {
		d.next++
		draft.ID = fmt.Sprint("d", d.next)
	}
	if draft.Status == "" {
		draft.Status = github.DraftEditing
	}
	draft.Host = "github.invalid"
	return draft
}

func (d *desk) List() []github.Draft { return slices.Clone(d.kept) }

func (d *desk) at(id string) *github.Draft {
	for i := range d.kept {
		if d.kept[i].ID == id {
			return &d.kept[i]
		}
	}
	return nil
}

func (d *desk) Find(id string) (github.Draft, bool) {
	if k := d.at(id); k != nil {
		return *k, true
	}
	return github.Draft{}, false
}

func (d *desk) Save(ctx context.Context, draft github.Draft) (github.Draft, error) {
	if ctx.Err() != nil {
		return draft, ctx.Err()
	}
	if errors.Is(d.fail, github.ErrDraftGone) && draft.ID == "d1" {
		return draft, d.fail
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.saves = append(d.saves, draft.Body)
	draft.ChangedAt = time.Now()
	if k := d.at(draft.ID); k != nil {
		draft.Status, draft.Problem, draft.Theirs = k.Status, k.Problem, k.Theirs
		*k = draft
	} else {
		d.kept = append(d.kept, draft)
	}
	if errors.Is(d.fail, github.ErrDraftGone) {
		return draft, nil
	}
	return draft, d.fail
}

func (d *desk) Adopt(_ context.Context, id string) (github.Draft, error) {
	d.did = append(d.did, "adopt "+id)
	k := d.at(id)
	k.Base, k.Theirs, k.Problem = k.Theirs, "", ""
	return *k, nil
}

func (d *desk) Remove(_ context.Context, id string) error {
	d.did = append(d.did, "remove "+id)
	d.kept = slices.DeleteFunc(d.kept, func(k github.Draft) bool { return k.ID == id })
	return nil
}

func (d *desk) Send(_ context.Context, id string) (github.Delivery, error) {
	d.did = append(d.did, "send "+id)
	if d.hold != nil {
		<-d.hold
	}
	k := d.at(id)
	if k == nil {
		return github.Delivery{}, github.ErrDraftGone
	}
	if d.send != nil {
		return d.send(k)
	}
	got := github.Delivery{Issue: github.Issue{IssueRef: github.IssueRef{Repo: k.Repo, Number: 4001}}}
	d.kept = slices.DeleteFunc(d.kept, func(k github.Draft) bool { return k.ID == id })
	return got, nil
}

// world is a fake of the accounts.
type world struct {
	labels []github.Label
	people []string
	forms  []github.IssueTemplate
	fail   error
	demo   bool
	asked  int
}

func (w *world) List() []github.Account {
	return []github.Account{{Name: "work", Host: "github.invalid", Demo: w.demo, Local: w.demo}}
}
func (w *world) Viewer(github.Place) string { return "ada-lindqvist" }
func (w *world) Labels(context.Context, github.Place, github.RepoRef) ([]github.Label, error) {
	w.asked++
	return w.labels, w.fail
}
func (w *world) Assignable(context.Context, github.Place, github.RepoRef) ([]string, error) {
	return w.people, w.fail
}
func (w *world) IssueTemplates(context.Context, github.Place, github.RepoRef) ([]github.IssueTemplate, error) {
	return w.forms, w.fail
}

var storefront = github.RepoRef{Owner: "northwind", Name: "storefront"}

func comment(body string) github.Draft {
	return github.Draft{Kind: github.DraftComment, Place: github.Place{Account: "work"}, Repo: storefront, Number: 12, Body: body}
}

func issue() github.Draft {
	return github.Draft{Kind: github.DraftIssue, Place: github.Place{Account: "work"}, Repo: storefront}
}

func edit() github.Draft {
	d := comment("")
	d.Kind, d.CommentID, d.Base = github.DraftEdit, 5, "before"
	return d
}

func newPane(t *testing.T, d *desk, w *world) *Pane {
	t.Helper()
	p := New(t.Context(), panetest.Theme(), d, w)
	p.Resize(76, 16)
	return p
}

// opened is a pane with a draft, as the root opens it.
func opened(t *testing.T, d *desk, w *world, draft github.Draft) *Pane {
	t.Helper()
	p := newPane(t, d, w)
	raise(p, draft)
	return p
}

func raise(p *Pane, draft github.Draft) {
	panetest.Send(p, pane.WriteText{Draft: draft})
	panetest.Send(p, pane.Raised{})
	panetest.Send(p, pane.Shown{})
}

func key(t tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: t} }

func screen(p *Pane) string { return strings.TrimRight(panetest.Text(p.View(true)), "\n") }

func has(t *testing.T, p *Pane, parts ...string) {
	t.Helper()
	got := screen(p)
	for _, want := range parts {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %q in it", got, want)
		}
	}
}

func TestACommentIsWrittenReviewedAndSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		if p.Scope() != keymap.DraftText {
			t.Errorf("got scope %q", p.Scope())
		}
		has(t, p, "Comment on northwind/storefront#12 as ada-lindqvist at github.invalid")
		panetest.Type(p, "Looks ")
		panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("good:\n\tship *it*"), Paste: true})
		if d.kept[0].Body != "Looks good:\n\tship *it*" {
			t.Errorf("got %q kept", d.kept[0].Body)
		}
		panetest.Send(p, keymap.Send)
		if p.Scope() != keymap.ConfirmBox {
			t.Errorf("got scope %q", p.Scope())
		}
		has(t, p, " Comment on northwind/storefront#12, as ada-lindqvist at github.invalid", "\n Looks good:\n     ship *it*\n", "[ back ]  [ send ]")
		got := panetest.Run(p, second(p.Update(keymap.Accept)))
		want := pane.Intent(pane.Wrote{At: pane.IssueAt{Place: github.Place{Account: "work"}, Ref: github.IssueRef{Repo: storefront, Number: 12}}, Said: "commented on northwind/storefront#12"})
		if len(got) != 1 || got[0] != want || !slices.Equal(d.did, []string{"send d1"}) || len(d.kept) != 0 {
			t.Errorf("got %+v after %q with %d kept, want %+v", got, d.did, len(d.kept), want)
		}
		if p.Scope() != keymap.DraftText {
			t.Errorf("afterwards: got scope %q", p.Scope())
		}
		has(t, p, "Commented on northwind/storefront#12. Press any key.")
	})
}

func second(_ pane.Intent, cmd tea.Cmd) tea.Cmd { return cmd }

func TestAnIssueIsWrittenInItsFields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		w := &world{labels: []github.Label{{Name: "bug"}, {Name: "big"}, {Name: "debug"}}, people: []string{"ada", "bob"}}
		p := opened(t, d, w, issue())
		panetest.Send(p, keymap.Send)
		has(t, p, "An issue needs a title.")
		panetest.Type(p, "It breaks")
		panetest.Send(p, key(tea.KeyEnter))
		panetest.Type(p, "always")
		panetest.Send(p, keymap.NextField)
		panetest.Type(p, "b")
		has(t, p, "bug  big  debug")
		panetest.Send(p, key(tea.KeyDown))
		panetest.Send(p, key(tea.KeyEnter))
		panetest.Type(p, "BUG")
		panetest.Send(p, keymap.NextField)
		panetest.Type(p, "a")
		panetest.Send(p, key(tea.KeyEnter))
		want := github.Draft{Title: "It breaks", Body: "always", Labels: []string{"big", "BUG"}, Assignees: []string{"ada"}}
		if got := d.kept[0]; !same(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		panetest.Send(p, keymap.NextField)
		if p.focus != titleField {
			t.Errorf("got field %d, want round to the title", p.focus)
		}
		panetest.Send(p, keymap.PreviousField)
		if p.focus != assigneeField {
			t.Errorf("got field %d, want back to the assignees", p.focus)
		}
		panetest.Send(p, keymap.Send)
		has(t, p, "New issue in northwind/storefront, as", "Title: It breaks", "Labels: big, BUG", "Assignees: ada", "\n always")
		got := panetest.Run(p, second(p.Update(keymap.Yes)))
		if len(got) != 1 || got[0].(pane.Wrote).Said != "created northwind/storefront#4001" || got[0].(pane.Wrote).At.Ref.Number != 0 {
			t.Errorf("got %+v", got)
		}
	})
}

func TestTheReviewOfAnIssueAsAWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := issue()
		d.Title, d.Body, d.Labels = "It breaks", "# Steps\n\n1. wait", []string{"bug"}
		p := opened(t, &desk{}, &world{demo: true}, d)
		p.Resize(60, 12)
		panetest.Send(p, keymap.Send)
		want := ` New issue in northwind/storefront, as ada-lindqvist at
 github.invalid
 This is the demo: nothing leaves this machine.

 Title: It breaks
 Labels: bug

 # Steps

 1. wait

 [ back ]  [ send ]`
		if got := screen(p); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		panetest.Send(p, keymap.NextField)
		panetest.Send(p, keymap.Accept)
		if p.mode != writing {
			t.Error("the other button does not go back")
		}
		for _, a := range []keymap.Action{keymap.Back, keymap.Cancel} {
			panetest.Send(p, keymap.Send)
			panetest.Send(p, a)
			if p.mode != writing || p.body.Value() != d.Body || p.title.Value() != d.Title {
				t.Errorf("%s does not go back to the text", a)
			}
		}
	})
}

func TestALongReviewScrolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := opened(t, &desk{}, &world{}, comment(strings.Repeat("line\n", 40)+"the end"))
		panetest.Send(p, keymap.Send)
		has(t, p, "more rows: press j")
		panetest.Send(p, keymap.Last)
		has(t, p, "the end")
		if strings.Contains(screen(p), "more rows") {
			t.Errorf("got\n%s\nwant nothing more", screen(p))
		}
		panetest.Send(p, keymap.First)
		has(t, p, "Comment on")
	})
}

func TestAKeyWhileSendingKeepsTheOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{hold: make(chan struct{})}
		p := opened(t, d, &world{}, comment("hello"))
		panetest.Send(p, keymap.Send)
		_, cmd := p.Update(keymap.Yes)
		if p.Status().Busy.IsZero() || !strings.Contains(screen(p), "sending: comment on") {
			t.Errorf("got %+v and\n%s\nwant it busy", p.Status(), screen(p))
		}
		for _, a := range []keymap.Action{keymap.Yes, keymap.Accept, keymap.NextField, keymap.Down} {
			if intent, more := p.Update(a); intent != nil || more != nil || p.mode != waiting {
				t.Errorf("%s does something while it is sent", a)
			}
		}
		close(d.hold)
		if got := panetest.Run(p, cmd); len(got) != 0 {
			t.Errorf("got %+v, want nothing since a key was pressed", got)
		}
		has(t, p, "Press any key")
		if got := panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")}); got.(pane.Wrote).At.Ref.Number != 12 {
			t.Errorf("got %+v, want Wrote", got)
		}
		if len(d.did) != 1 {
			t.Errorf("got %q, want one sending", d.did)
		}
	})
}

func TestLeavingASendingRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{hold: make(chan struct{})}
		p := opened(t, d, &world{}, comment(""))
		panetest.Type(p, "hello")
		panetest.Send(p, keymap.Send)
		_, cmd := p.Update(keymap.Yes)
		intent, _ := p.Update(keymap.Back)
		if c, ok := intent.(pane.Close); !ok || !strings.Contains(c.Said, "still sending") {
			t.Errorf("got %+v, want it closed with a word", intent)
		}
		// The list says so; opening it shows the same sending, not a second one.
		raised(p)
		has(t, p, "being sent")
		panetest.Send(p, keymap.Open)
		if p.mode != waiting || len(d.did) > 1 {
			t.Errorf("got mode %d after %q, want it waited for", p.mode, d.did)
		}
		panetest.Send(p, keymap.Back)
		panetest.Send(p, pane.Hidden{})
		close(d.hold)
		if got := panetest.Run(p, cmd); len(got) != 1 || got[0].(pane.Wrote).At.Ref.Number != 12 {
			t.Errorf("got %+v, want the panes told", got)
		}
	})
}

// raised opens the list of drafts, as the root does.
func raised(p *Pane) {
	panetest.Send(p, pane.Raised{Scope: keymap.Commits})
	panetest.Send(p, pane.Shown{})
}

func TestARefusalKeepsTheText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{send: func(k *github.Draft) (github.Delivery, error) {
			k.Problem = "this is not allowed: the conversation is locked. Ask an administrator."
			return github.Delivery{}, errors.New("comment: not allowed")
		}}
		p := opened(t, d, &world{}, comment("hello"))
		panetest.Send(p, keymap.Send)
		panetest.Send(p, keymap.Yes)
		has(t, p, "the conversation is locked", "Ask an administrator", "\nhello")
		if p.Scope() != keymap.DraftText {
			t.Errorf("got scope %q, want it for editing", p.Scope())
		}
		// It can be sent again.
		d.send = nil
		panetest.Type(p, "!")
		panetest.Send(p, keymap.Send)
		if got := panetest.Run(p, second(p.Update(keymap.Yes))); len(got) != 1 || d.saves[len(d.saves)-1] != "hello!" {
			t.Errorf("got %+v and %q", got, d.saves)
		}
	})
}

func TestAProblemOfTheProgramKeepsTheText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{send: func(*github.Draft) (github.Delivery, error) { panic("boom") }}
		p := opened(t, d, &world{}, comment("hello"))
		panetest.Send(p, keymap.Send)
		panetest.Send(p, keymap.Yes)
		has(t, p, "failed inside: boom", "hello")
	})
}

func TestTypingFastLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		var cmds []tea.Cmd
		const words = "as fast as one can type, and then faster"
		for _, r := range words {
			_, cmd := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			cmds = append(cmds, cmd)
		}
		panetest.Run(p, tea.Batch(cmds...))
		if !slices.Equal(d.saves, []string{words}) {
			t.Errorf("got saves %q, want one with all of it", d.saves)
		}
		// Closing does not wait for the pause.
		_, cmd := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("!")})
		intent, last := p.Update(keymap.Cancel)
		if c, ok := intent.(pane.Close); !ok || c.Said != "kept as a draft: comment on northwind/storefront#12" {
			t.Errorf("got %+v, want it closed with a word", intent)
		}
		start := time.Now()
		panetest.Run(p, last)
		if time.Since(start) != 0 || d.kept[0].Body != words+"!" {
			t.Errorf("got %q after %s, want it kept at once", d.kept[0].Body, time.Since(start))
		}
		panetest.Run(p, cmd)
		if d.kept[0].Body != words+"!" {
			t.Errorf("got %q, want the late save to change nothing", d.kept[0].Body)
		}
	})
}

func TestTypingWithoutARestIsSavedToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		for range 30 {
			_, cmd := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
			go cmd()
			time.Sleep(50 * time.Millisecond)
		}
		synctest.Wait()
		d.mu.Lock()
		defer d.mu.Unlock()
		if n := len(d.saves); n < 5 || n > 15 || len(d.saves[n-1]) < 25 {
			t.Errorf("got saves %q in 1.5 s, want some and not one a key", d.saves)
		}
	})
}

func TestASendingThatEndsWhileAnotherIsWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{hold: make(chan struct{})}
		p := opened(t, d, &world{}, comment("hello"))
		panetest.Send(p, keymap.Send)
		_, cmd := p.Update(keymap.Yes)
		panetest.Send(p, keymap.Cancel)
		other := comment("")
		other.Number = 13
		raise(p, other)
		panetest.Type(p, "other")
		close(d.hold)
		if got := panetest.Run(p, cmd); len(got) != 1 || got[0] != (pane.Say{Text: "commented on northwind/storefront#12"}) || p.body.Value() != "other" {
			t.Errorf("got %+v, want a word of it and the other draft left alone", got)
		}
		// The panes are told when this one closes.
		got := panetest.Send(p, keymap.Cancel)
		if w, ok := got.(pane.Wrote); !ok || w.At.Ref.Number != 12 || !strings.Contains(w.Said, "kept as a draft") {
			t.Errorf("got %+v, want Wrote for the first", got)
		}
	})
}

func TestAFailureInTheBackgroundIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{hold: make(chan struct{}), send: func(*github.Draft) (github.Delivery, error) { return github.Delivery{}, errors.New("no") }}
		p := opened(t, d, &world{}, comment("hello"))
		panetest.Send(p, keymap.Send)
		_, cmd := p.Update(keymap.Yes)
		panetest.Send(p, keymap.Cancel)
		panetest.Send(p, pane.Hidden{})
		close(d.hold)
		if got := panetest.Run(p, cmd); len(got) != 1 || !strings.Contains(got[0].(pane.Say).Text, "not sent: comment on northwind/storefront#12") {
			t.Errorf("got %+v, want a word of it", got)
		}
	})
}

func TestBeingHiddenKeepsTheText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
		panetest.Send(p, pane.Hidden{})
		if len(d.kept) != 1 || d.kept[0].Body != "x" {
			t.Errorf("got %+v, want it kept", d.kept)
		}
		// Another draft in the meantime does not stop the save of the first.
		raise(p, comment("")) // goes on with the first
		_, first := p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("y")})
		other := comment("")
		other.Number = 13
		_, cmd := p.Update(pane.WriteText{Draft: other})
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("z")})
		panetest.Run(p, tea.Batch(first, cmd))
		if d.kept[0].Body != "xy" {
			t.Errorf("got %q, want xy kept", d.kept[0].Body)
		}
	})
}

func TestNothingTypedKeepsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) || len(d.kept) != 0 {
			t.Errorf("got %+v and %d kept", got, len(d.kept))
		}
		raise(p, comment(""))
		panetest.Type(p, "x")
		panetest.Send(p, key(tea.KeyBackspace))
		if got := panetest.Send(p, keymap.Cancel); got != (pane.Close{}) || len(d.kept) != 0 {
			t.Errorf("emptied: got %+v and %d kept, want it thrown away", got, len(d.kept))
		}
		// A comment that was not changed is no draft either.
		raise(p, edit())
		if p.body.Value() != "before" {
			t.Errorf("got %q, want the comment's text", p.body.Value())
		}
		if panetest.Send(p, keymap.Cancel); len(d.kept) != 0 {
			t.Errorf("got %d kept, want none", len(d.kept))
		}
	})
}

func TestAnUnsentDraftIsGoneOnWith(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old := comment("half a thou")
		old.ID, old.Status, old.ChangedAt = "old", github.DraftEditing, time.Now().Add(-2*time.Hour)
		d := &desk{kept: []github.Draft{old}}
		p := opened(t, d, &world{}, comment(""))
		has(t, p, "half a thou", "left unsent 2 hours ago")
		panetest.Type(p, "ght")
		if len(d.kept) != 1 || d.kept[0].Body != "half a thought" {
			t.Errorf("got %+v, want the old draft continued", d.kept)
		}
		panetest.Send(p, keymap.Cancel)

		// What was typed before the disk answered is not replaced.
		_, cmd := p.Update(pane.WriteText{Draft: comment("")})
		p.Update(pane.Raised{})
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("new")})
		panetest.Run(p, cmd)
		has(t, p, "There is an older draft", "\nnew")

		other := comment("")
		other.Number = 13
		raise(p, other)
		if p.body.Value() != "" {
			t.Errorf("got %q for another issue, want nothing", p.body.Value())
		}
	})
}

func TestTheListOfDrafts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b, c := comment("a comment\nof two lines"), issue(), edit()
		a.ID, a.ChangedAt, a.Status = "a", time.Now().Add(-3*time.Minute), github.DraftEditing
		b.ID, b.Title, b.ChangedAt, b.Status = "b", "It breaks", time.Now().Add(-2*time.Hour), github.DraftSending
		c.ID, c.Body, c.Status, c.Problem, c.ChangedAt = "c", "after", github.DraftEditing, "it is gone", time.Now()
		d := &desk{kept: []github.Draft{a, b, c}}
		p := newPane(t, d, &world{})
		p.Resize(100, 4)
		raised(p)
		want := `○ comment northwind/storefront#12          work       a comment                                   3m
● issue   northwind/storefront             work       was being sent: press enter to look  It …   2h
● edit    northwind/storefront#12          work       not sent: it is gone                 aft…  now`
		if got := screen(p); got != want || p.Scope() != keymap.DraftList || p.Status().Count != "3" {
			t.Errorf("got %q %+v\n%s\nwant\n%s", p.Scope(), p.Status(), got, want)
		}
		panetest.Send(p, keymap.Open)
		has(t, p, "a comment")
		panetest.Send(p, keymap.Cancel)
		raised(p)

		intent := panetest.Send(p, keymap.Discard)
		ask, ok := intent.(pane.Ask)
		if !ok || ask.Yes || ask.To != pane.Compose || !slices.Contains(ask.Lines, "a comment") {
			t.Fatalf("got %+v, want to be asked, with no as the answer at first", intent)
		}
		if panetest.Send(p, pane.Confirmed{Tag: ask.Tag}); len(d.kept) != 3 {
			t.Error("no throws it away")
		}
		if panetest.Send(p, pane.Confirmed{Tag: ask.Tag, Yes: true}); len(d.kept) != 2 || p.list.Len() != 2 {
			t.Errorf("got %d kept and %d rows, want two", len(d.kept), p.list.Len())
		}
	})
}

func TestADraftThatWasBeingSentIsLookedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		was := comment("hello")
		was.ID, was.Status, was.ChangedAt = "was", github.DraftSending, time.Now()
		d := &desk{kept: []github.Draft{was}, hold: make(chan struct{})}
		d.send = func(k *github.Draft) (github.Delivery, error) {
			k.Status, k.Problem = github.DraftEditing, "it is not there: you can send it again."
			return github.Delivery{}, github.ErrNotSent
		}
		p := newPane(t, d, &world{})
		raised(p)
		_, cmd := p.Update(keymap.Open)
		has(t, p, "asking GitHub whether it is there")
		close(d.hold)
		panetest.Run(p, cmd)
		has(t, p, "you can send it again", "hello")
		if p.mode != writing {
			t.Errorf("got mode %d, want it for editing", p.mode)
		}
		d.kept[0].Status, d.hold = github.DraftUnclear, nil
		d.send = func(k *github.Draft) (github.Delivery, error) {
			d.kept = nil
			return github.Delivery{Found: true}, nil
		}
		raised(p)
		got := panetest.Run(p, second(p.Update(keymap.Open)))
		if len(got) != 1 || !strings.Contains(got[0].(pane.Wrote).Said, "there already") {
			t.Errorf("got %+v, want it found", got)
		}
	})
}

func TestThrowingAwayWhatIsWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		panetest.Type(p, "hello")
		ask := panetest.Send(p, keymap.Discard).(pane.Ask)
		if got := panetest.Send(p, pane.Confirmed{Tag: ask.Tag, Yes: true}); got != (pane.Close{Said: "the draft was thrown away"}) || len(d.kept) != 0 {
			t.Errorf("got %+v and %d kept", got, len(d.kept))
		}
	})
}

func TestOthersWereFaster(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, edit())
		panetest.Type(p, " mine")
		d.send = func(k *github.Draft) (github.Delivery, error) {
			k.Theirs, k.Problem = "their text", "the comment was changed since you began, and nothing was overwritten"
			return github.Delivery{}, github.ErrConflict
		}
		panetest.Send(p, keymap.Send)
		has(t, p, "[ replace the comment ]")
		panetest.Send(p, keymap.Yes)
		has(t, p, "nothing was overwritten", "before mine")
		// The default is not to overwrite.
		panetest.Send(p, keymap.Send)
		has(t, p, "It replaces this text", "their text", "by this one:", "before mine")
		if panetest.Send(p, keymap.Accept); p.mode != writing || len(d.did) != 1 {
			t.Errorf("got mode %d after %q, want back to writing", p.mode, d.did)
		}
		panetest.Send(p, keymap.Templates)
		if got := p.body.Value(); got != "before mine\n\ntheir text" {
			t.Errorf("got %q, want both texts", got)
		}
		d.send = nil
		panetest.Send(p, keymap.Send)
		panetest.Send(p, keymap.Yes)
		if !slices.Equal(d.did, []string{"send d1", "adopt d1", "send d1"}) {
			t.Errorf("got %q, want their text taken as what is replaced", d.did)
		}
	})
}

func TestTemplatesAreOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{forms: []github.IssueTemplate{{Name: "Bug", About: "it breaks", Title: "[bug] ", Body: "## Steps\n", Labels: []string{"bug"}, Assignees: []string{"ada"}}, {Path: "docs/ISSUE_TEMPLATE.md", Body: "x"}}}
		d := &desk{}
		p := opened(t, d, w, issue())
		if p.Scope() != keymap.PaletteText {
			t.Fatalf("got scope %q, want the templates", p.Scope())
		}
		has(t, p, "none: an empty issue", "Bug", "it breaks", "docs/ISSUE_TEMPLATE.md")
		panetest.Send(p, keymap.Down)
		panetest.Send(p, keymap.Accept)
		want := github.Draft{Title: "[bug]", Body: "## Steps\n", Labels: []string{"bug"}, Assignees: []string{"ada"}}
		if got := p.current(); !same(got, want) || !same(d.kept[0], want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		// Asked for later, it goes above what was written.
		panetest.Send(p, keymap.Templates)
		panetest.Send(p, keymap.Last)
		panetest.Send(p, keymap.Accept)
		if got := p.body.Value(); got != "x\n\n## Steps\n" {
			t.Errorf("got %q, want both", got)
		}
		panetest.Send(p, keymap.Templates)
		panetest.Send(p, keymap.Cancel)
		if p.mode != writing || p.body.Value() != "x\n\n## Steps\n" {
			t.Error("esc changes something")
		}
	})
}

func TestTemplatesComeTooLateForWhoTypes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPane(t, &desk{}, &world{forms: []github.IssueTemplate{{Name: "Bug"}}})
		_, cmd := p.Update(pane.WriteText{Draft: issue()})
		p.Update(pane.Raised{})
		p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
		panetest.Run(p, cmd)
		if p.mode != writing || p.title.Value() != "x" {
			t.Errorf("got mode %d, want the person left alone", p.mode)
		}
	})
}

func TestWhatHelpsMayFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := opened(t, &desk{}, &world{fail: errors.New("broken")}, issue())
		panetest.Type(p, "x")
		if p.Status().Err != nil || p.problem != "" {
			t.Errorf("got %+v, want no word of it", p.Status())
		}
		if got := panetest.Send(p, keymap.Templates).(pane.Say); !strings.Contains(got.Text, "broken") {
			t.Errorf("got %+v, want why there are none", got)
		}
		if got := panetest.Send(opened(t, &desk{}, &world{}, issue()), keymap.Templates); got != (pane.Say{Text: "this repository has no issue templates"}) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestWordsAreAskedForOnceARepository(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{labels: []github.Label{{Name: "bug"}}}
		p := opened(t, &desk{}, w, issue())
		raise(p, issue())
		if w.asked != 1 {
			t.Errorf("got %d requests, want one", w.asked)
		}
		// An answer for the repository before is not taken for the next.
		other := issue()
		other.Repo.Name = "api"
		w.labels = []github.Label{{Name: "late"}}
		_, late := p.Update(pane.WriteText{Draft: other})
		third := issue()
		third.Repo.Name = "web"
		w.labels = []github.Label{{Name: "right"}}
		raise(p, third)
		w.labels = []github.Label{{Name: "late"}}
		panetest.Run(p, late)
		if got := p.known.labels.Value(); !slices.Equal(got, []string{"right"}) {
			t.Errorf("got %q, want those of the repository at hand", got)
		}
	})
}

func TestThePersonsEditor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment("hello"))
		if got := panetest.Send(p, keymap.Editor); got != (pane.EditText{To: pane.Compose, Text: "hello", Name: "comment.md"}) {
			t.Errorf("got %+v", got)
		}
		panetest.Send(p, pane.Edited{Text: "from the editor\n"})
		if p.body.Value() != "from the editor" || d.kept[0].Body != "from the editor" {
			t.Errorf("got %q and %+v", p.body.Value(), d.kept)
		}
		panetest.Send(p, pane.Edited{Err: errors.New("vi: not found")})
		has(t, p, "vi: not found", "from the editor")
	})
}

func TestATokenInTheTextIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{fail: fmt.Errorf("x: %w", errSecret(t))}
		p := opened(t, d, &world{}, comment(""))
		panetest.Type(p, "x")
		has(t, p, "There is a token or a private key in this text")
		panetest.Send(p, keymap.Send)
		has(t, p, "There is a token or a private key in this text")
		panetest.Send(p, keymap.Back)
		d.fail = errors.New("disk full")
		panetest.Type(p, "y")
		has(t, p, "Not on disk: disk full")
		if got := panetest.Send(p, keymap.Cancel).(pane.Close); !strings.Contains(got.Said, "disk full") {
			t.Errorf("got %+v, want it said on closing", got)
		}
	})
}

// errSecret is what the store says to a token.
func errSecret(t *testing.T) error {
	t.Helper()
	d := github.NewDrafts(refusing{}, github.NewAccounts())
	_, err := d.Save(t.Context(), github.Draft{Body: "x"})
	return err
}

func TestADraftSentElsewhereIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		panetest.Type(p, "x")
		d.fail, d.kept = github.ErrDraftGone, nil
		panetest.Type(p, "y")
		has(t, p, "Another hubtrail sent this draft")
		if len(d.kept) != 1 || d.kept[0].ID == "d1" || d.kept[0].Body != "xy" {
			t.Errorf("got %+v, want it kept under another name", d.kept)
		}
	})
}

func TestTooLongATextIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		p := opened(t, d, &world{}, comment(""))
		panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("長", github.MaxBody+1)), Paste: true})
		has(t, p, "65,537 of 65,536 characters")
		panetest.Send(p, keymap.Send)
		has(t, p, "The text has 65,537 characters, and GitHub takes 65,536")
		panetest.Send(p, key(tea.KeyBackspace))
		if panetest.Send(p, keymap.Send); p.mode != reviewing {
			t.Errorf("got mode %d, want the review", p.mode)
		}
	})
}

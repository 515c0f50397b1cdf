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

// offers is the completions on offer.
func offers(p *Pane) string {
	var out []string
	for _, c := range p.popup.choices {
		out = append(out, c.value)
	}
	return strings.Join(out, " ")
}

func words() github.Words {
	return github.Words{
		Logins: []string{"ada", "grace", "adam"}, Labels: []string{"bug", "good first issue", "debug"}, Milestones: []string{"v1.0"},
		Teams: []string{"acme/core"}, Repositories: []string{"acme/api", "acme/web"}, Owners: []string{"acme"},
	}
}

func TestCompletion(t *testing.T) {
	tests := []struct {
		name, typed  string
		keys         []tea.Msg
		offers, text string
	}{
		{"a name", "lab", []tea.Msg{keymap.Complete}, "bug good first issue debug", "label:"},
		{"a negated name", "-lab", []tea.Msg{keymap.Complete}, "bug good first issue debug", "-label:"},
		{"a value", "label:bu", []tea.Msg{keymap.Complete}, "", "label:bug "},
		{"a value to be quoted", "label:first", []tea.Msg{keymap.Complete}, "", `label:"good first issue" `},
		{"the second", "label:bug", []tea.Msg{keymap.Down, keymap.Complete}, "", "label:debug "},
		{"the second by enter", "label:bug", []tea.Msg{keymap.Down, keymap.Accept}, "", "label:debug "},
		{"and back up", "label:bug", []tea.Msg{keymap.Down, keymap.Up, keymap.Complete}, "", "label:bug "},
		{"one of several", "label:bug,goo", []tea.Msg{keymap.Complete}, "", `label:bug,"good first issue" `},
		{"yourself", "author:@", []tea.Msg{keymap.Complete}, "", "author:@me "},
		{"a milestone", "milestone:1", []tea.Msg{keymap.Complete}, "", "milestone:v1.0 "},
		{"a team", "team:co", []tea.Msg{keymap.Complete}, "", "team:acme/core "},
		{"a repository", "repo:web", []tea.Msg{keymap.Complete}, "", "repo:acme/web "},
		{"an owner", "org:ac", []tea.Msg{keymap.Complete}, "", "org:acme "},
		{"a date", "updated:>-1w", nil, "", "updated:>-1w"},
		{"a fixed value", "review:app", []tea.Msg{keymap.Complete}, "", "review:approved "},
		{"nothing typed, asked for", "is:open ", []tea.Msg{keymap.Complete, keymap.Complete}, "open closed issue", "is:open is:"},
		{"nothing like it", "label:zzz", []tea.Msg{keymap.Complete}, "", "label:zzz"},
		{"no qualifier", "crash", []tea.Msg{keymap.Complete}, "", "crash"},
		{"no such qualifier", "zzz:a", []tea.Msg{keymap.Complete}, "", "zzz:a"},
		{"escape", "label:bu", []tea.Msg{keymap.Cancel, keymap.Complete, keymap.Cancel}, "", "label:bu"},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			h := &hub{hits: some(), words: words()}
			d := seat(t, h)
			d.query(tt.typed)
			d.do(tt.keys...)
			got := offers(d.Pane)
			if !strings.HasPrefix(got, tt.offers) || tt.offers == "" && got != "" || d.input.Value() != tt.text {
				t.Errorf("%s: got %q with %q on offer, want %q with %q", tt.name, d.input.Value(), got, tt.text, tt.offers)
			}
			if d.tabs[0].Query != tt.text || d.Scope() != keymap.QueryText {
				t.Errorf("%s: searches for %q in scope %s, want %q and typing", tt.name, d.tabs[0].Query, d.Scope(), tt.text)
			}
			d.wait(time.Second)
		})
	}
}

func TestCompletionInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := seat(t, &hub{hits: some(), words: words()})
		d.query("author:gr crash")
		for range len(" crash") {
			d.do(tea.KeyMsg{Type: tea.KeyLeft})
		}
		if d.popup.open {
			t.Error("moving the cursor opens the popup")
		}
		d.do(keymap.Complete, keymap.Complete)
		if got := d.input.Value(); got != "author:grace crash" || d.input.Cursor() != len("author:grace") {
			t.Errorf("got %q with the cursor at %d", got, d.input.Cursor())
		}
		d.do(tea.KeyMsg{Type: tea.KeyHome}, tea.KeyMsg{Type: tea.KeyRight}, tea.KeyMsg{Type: tea.KeyRight})
		d.do(keymap.Complete, keymap.Complete)
		if got := d.input.Value(); got != "author:grace crash" || d.input.Cursor() != len("author:") {
			t.Errorf("in a name: got %q with the cursor at %d", got, d.input.Cursor())
		}
		d.wait(time.Second)
	})
}

func TestThePopup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), words: words()}
		d := seat(t, h)
		for n := range 70 {
			h.words.Labels = append(h.words.Labels, fmt.Sprint("area ", n))
		}
		d.query("label:")
		if got := len(d.popup.choices); got != offered {
			t.Errorf("got %d completions, want %d", got, offered)
		}
		rows := d.View(true)
		l := d.plan()
		if panetest.Problem(rows, 80, 24) != "" || !strings.Contains(panetest.Text(rows[l.top():l.top()+1]), "› bug") {
			t.Errorf("got\n%s\nwant the completions over the rows", panetest.Text(rows))
		}
		// They cover eight rows of the list.
		if got := panetest.Text(rows[l.top()+popupRows : l.top()+popupRows+1]); got != "" {
			t.Errorf("got %q beneath eight completions, want nothing", got)
		}
		d.put(pane.Click{X: 3, Y: l.top() + 1})
		if got := d.input.Value(); got != `label:"good first issue" ` {
			t.Errorf("click: got %q, want the second", got)
		}
		// Escape closes it first, then ends typing.
		d.do(keys("la")...)
		d.do(keymap.Cancel)
		if d.popup.open || d.Scope() != keymap.QueryText {
			t.Errorf("escape: got popup %v, scope %s, want it closed and typing", d.popup.open, d.Scope())
		}
		d.do(keymap.Cancel)
		if d.Scope() != keymap.IssueList {
			t.Errorf("escape again: got scope %s, want the list", d.Scope())
		}
		d.wait(time.Second)
	})
}

func TestAQualifierThatWaitsForItsValueIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), words: words()}
		d := seat(t, h)
		d.query("crash label:")
		d.wait(5 * time.Second)
		if len(h.asked) != 1 {
			t.Errorf("asked GitHub for %q while a label is chosen", h.asked[len(h.asked)-1].Text)
		}
		d.do(keymap.Complete)
		d.wait(time.Second)
		if got := h.asked[len(h.asked)-1].Text; len(h.asked) != 2 || got != "crash label:bug " {
			t.Errorf("chosen: asked %d times, last for %q", len(h.asked), got)
		}
		d.query("crash author:")
		d.do(keymap.Cancel)
		d.wait(time.Second)
		if got := h.asked[len(h.asked)-1].Text; len(h.asked) != 3 || got != "crash author:" {
			t.Errorf("none wanted: asked %d times, last for %q, want it sent as it is", len(h.asked), got)
		}
	})
}

func TestWordsThatComeLaterAreOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := seat(t, &hub{hits: some(), words: words()})
		d.put(keymap.Search, tea.KeyMsg{Type: tea.KeyCtrlU})
		d.put(keys("label:bu")...)
		if d.popup.open {
			t.Error("completions are on offer before any word is known")
		}
		d.wait(time.Second)
		if got := offers(d.Pane); got != "bug debug" {
			t.Errorf("got %q on offer, want bug debug", got)
		}
	})
}

func TestASearchThatCannotBeRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := seat(t, &hub{hits: some(), lose: errors.New("remember the search: the disk is full")})
		d.do(keymap.Search, keymap.Accept)
		if !strings.Contains(screen(d.Pane), "the disk is full") || d.Status().Err != nil {
			t.Errorf("got\n%s\nwant it said", screen(d.Pane))
		}
	})
}

func TestAMistakeShowsWhenThePopupIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), words: words()}
		d := seat(t, h)
		d.query("(a label:bu")
		if _, wrong := d.problem(); wrong || !d.popup.open {
			t.Errorf("completing: got problem %v, popup %v", wrong, d.popup.open)
		}
		got, _ := d.do(keymap.Accept).(pane.Say)
		row := d.View(true)[0]
		if !strings.HasPrefix(got.Text, "not sent: ") || !strings.Contains(row, d.theme.Wrong.Open) || len(h.asked) != 1 {
			t.Errorf("got %#v and the query %q, want why it is not sent, and where", got, row)
		}
		d.wait(time.Second)
	})
}

func TestHistory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), past: []string{"newest", "older", "oldest"}}
		d := seat(t, h)
		d.query("mine")
		for _, tt := range []struct {
			press keymap.Action
			want  string
		}{
			{keymap.Down, "mine"}, {keymap.Up, "newest"}, {keymap.Up, "older"}, {keymap.Up, "oldest"}, {keymap.Up, "oldest"},
			{keymap.Down, "older"}, {keymap.Down, "newest"}, {keymap.Down, "mine"}, {keymap.Up, "newest"},
		} {
			d.do(tt.press)
			if got := d.input.Value(); got != tt.want || d.tabs[0].Query != tt.want {
				t.Errorf("%s: got %q, searches for %q, want %q", tt.press, got, d.tabs[0].Query, tt.want)
			}
		}
		asked := len(h.asked)
		d.do(keymap.Accept)
		if got := strings.Join(h.past, " "); got != "newest newest older oldest" || len(h.asked) != asked+1 {
			t.Errorf("accepted: got history %q and %d requests", got, len(h.asked)-asked)
		}
		// What is typed after it begins at the newest again.
		d.do(keymap.Search)
		d.do(keys("x")...)
		for range 3 {
			d.do(keymap.Up)
			if got := d.input.Value(); got != "newest" {
				t.Errorf("up again: got %q, want newest", got)
			}
			d.do(keys("y")...)
		}
		d.wait(time.Second)
	})
}

func TestListsAreAskedForOnceTheyAreWanted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some(), teams: []string{"acme/core", "acme/ui"}}
		d := seat(t, h)
		d.query("crash is:op")
		if len(h.looked) != 0 {
			t.Errorf("words and fixed values: got %q asked for, want nothing", h.looked)
		}
		d.query("team:")
		d.do(keys("ac")...)
		if got := fmt.Sprint(h.looked); got != "[teams]" {
			t.Errorf("a team: got %s asked for, want the teams once", got)
		}
		if !d.popup.open || len(d.popup.choices) != 2 {
			t.Errorf("a team: got %+v offered, want the teams as soon as they are known", d.popup.choices)
		}
		h.lookErr = errors.New("not granted")
		d.query("label:b")
		d.query("label:bu")
		d.query("author:a")
		d.query("milestone:x label:c")
		if got := fmt.Sprint(h.looked); got != "[teams labels people milestones]" || d.Status().Err != nil {
			t.Errorf("got %s asked for and %v, want each once, and no word of a failure", got, d.Status().Err)
		}
	})
}

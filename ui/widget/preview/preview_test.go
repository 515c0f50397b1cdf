package preview

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/keymap"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func TestWindow(t *testing.T) {
	var x Text
	var lines []Line
	for i := range 9 {
		lines = append(lines, Line{Text: fmt.Sprint("line ", i)})
	}
	x.Set(append(lines, Line{Sign: "+ ", Text: "two words"}))
	x.Wrap(8, Room(6)) // 11 rows, of which 4 are in view
	tests := []struct {
		act         keymap.Action
		first, more string
	}{
		{keymap.Up, " line 0", "7 more rows: press j"},
		{keymap.Down, " line 1", "6 more rows: press j"},
		{keymap.PageDown, " line 4", "3 more rows: press j"},
		{keymap.Last, " line 7", ""},
		{keymap.Up, " line 6", "1 more row: press j"},
		{keymap.PageUp, " line 3", "4 more rows: press j"},
		{keymap.First, " line 0", "7 more rows: press j"},
	}
	for _, tt := range tests {
		if !x.Act(tt.act, Room(6)) {
			t.Errorf("%s: got no action of the window", tt.act)
		}
		rows := shown(x.ViewAbove(plain(), 30, 6, "answers"))
		if len(rows) != 6 || rows[0] != tt.first || rows[5] != "answers" || strings.TrimPrefix(rows[4], " "+text.Ellipsis+" ") != tt.more {
			t.Errorf("%s: got %q, want %q first and %q beneath", tt.act, rows, tt.first, tt.more)
		}
	}
	x.Act(keymap.Last, Room(6))
	if got := shown(x.View(30, Room(6))); got[2] != " + two" || got[3] != "   words" {
		t.Errorf("a wrapped line with a sign: got %q, want its rest beneath its text", got)
	}
	if x.Act(keymap.Open, 4) {
		t.Error("open: got an action of the window, want none")
	}
}

func TestNoRoom(t *testing.T) {
	var x Text
	x.Set([]Line{{Text: "a"}, {Text: "b"}})
	for height := range 6 {
		x.Wrap(8, Room(height))
		if got := x.ViewAbove(plain(), 10, height, "answers"); len(got) != height {
			t.Errorf("height %d: got %d rows", height, len(got))
		}
	}
}

func TestAnswers(t *testing.T) {
	th := theme.New(renderer(termenv.TrueColor), true)
	back, send := Answers(th, 30, "send", false, true), Answers(th, 30, "send", true, true)
	if blurred := Answers(th, 30, "send", true, false); back == send || send == blurred {
		t.Errorf("got %q, %q and %q, want each chosen answer and a lost focus to show", back, send, blurred)
	}
	if got := shown([]string{Answers(plain(), 30, "", false, true)})[0]; got != " [ back ]" {
		t.Errorf("nothing to be done: got %q, want the way back alone", got)
	}
}

func renderer(p termenv.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(&strings.Builder{})
	r.SetColorProfile(p)
	return r
}

func plain() *theme.Theme { return theme.New(renderer(termenv.Ascii), true) }

// shown is rows without styles and the space behind them.
func shown(rows []string) (out []string) {
	for _, row := range rows {
		out = append(out, strings.TrimRight(ansi.Strip(row), " "))
	}
	return out
}

package facts_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/facts"
)

func plain(rows []string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	return out
}

func TestDraw(t *testing.T) {
	list := []facts.Fact{
		{Text: "src/main.go", Ink: facts.Strong},
		{Label: "owners", Text: "@acme/core @mona", Ink: facts.Info},
		{Label: "by", Text: "one two three four"},
	}
	for _, test := range []struct {
		name          string
		width, height int
		want          []string
	}{
		{"all of it", 30, 4, []string{" src/main.go", " owners  @acme/core @mona", " by      one two three four", ""}},
		{"wrapped", 20, 5, []string{" src/main.go", " owners  @acme/core", "         @mona", " by      one two", "         three four"}},
		{"cut", 20, 3, []string{" src/main.go", " owners  @acme/core", " …"}},
		{"no room", 20, 0, []string{}},
	} {
		if diff := cmp.Diff(test.want, plain(facts.Draw(panetest.Theme(), test.width, test.height, list))); diff != "" {
			t.Errorf("%s: got other rows (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestDrawFillsItsSpace(t *testing.T) {
	var list []facts.Fact
	for _, s := range panetest.Hostile() {
		list = append(list, facts.Fact{Label: text.Clean(s), Text: text.Clean(s), Ink: facts.Bad})
	}
	for _, size := range [][2]int{{0, 1}, {1, 1}, {7, 3}, {40, 5}, {80, 100}} {
		rows := facts.Draw(panetest.Theme(), size[0], size[1], list)
		if len(rows) != size[1] {
			t.Errorf("%v: got %d rows", size, len(rows))
		}
		for _, row := range rows {
			if got := text.Width(ansi.Strip(row)); got != size[0] {
				t.Errorf("%v: got a row of %d cells: %q", size, got, row)
			}
		}
	}
}

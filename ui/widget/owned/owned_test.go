package owned_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"hubtrail/github/codeowners"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/facts"
	"hubtrail/ui/widget/owned"
)

func TestExplain(t *testing.T) {
	f, _ := codeowners.Parse(strings.NewReader("* @all\n*.go @go @mona\n/vendor/\n"))
	for _, test := range []struct {
		file, path string
		want       []facts.Fact
	}{
		{"CODEOWNERS", "a\x1b[2J.go", []facts.Fact{
			{Text: text.Clean("a\x1b[2J.go"), Ink: facts.Strong}, {Label: "owners", Text: "@go @mona", Ink: facts.Info},
			{Label: "by rule", Text: "CODEOWNERS:2  *.go"}, {Label: "it beats", Text: "CODEOWNERS:1  *  @all", Ink: facts.Dim},
		}},
		{"CODEOWNERS", "vendor/x.go", []facts.Fact{
			{Text: "vendor/x.go", Ink: facts.Strong}, {Label: "owners", Text: "nobody: line 3 names no owner", Ink: facts.Warn},
			{Label: "by rule", Text: "CODEOWNERS:3  /vendor/"}, {Label: "it beats", Text: "CODEOWNERS:2  *.go  @go @mona", Ink: facts.Dim},
			{Label: "it beats", Text: "CODEOWNERS:1  *  @all", Ink: facts.Dim},
		}},
		{"", "x", []facts.Fact{{Text: "x", Ink: facts.Strong}, {Label: "owners", Text: "nobody: there is no CODEOWNERS file", Ink: facts.Warn}}},
	} {
		got := owned.Explain(test.file, test.path, f.Explain(test.path))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: got something else (-want +got):\n%s", test.path, diff)
		}
	}
}

func TestOwnersStandOut(t *testing.T) {
	th := panetest.Theme()
	p := owned.People{Mine: map[string]bool{"@acme/core": true}, Unknown: map[string]string{"@ghost": ""}}
	for owner, want := range map[string]text.Style{"@ACME/core": th.Good, "@Ghost": th.Bad, "@mona": th.Info} {
		if got := p.Style(th, owner); got != want {
			t.Errorf("%s: got style %q, want %q", owner, got.Open, want.Open)
		}
	}
	var r text.Row
	for rule, want := range map[*codeowners.Rule]string{
		nil: "nobody", {Line: 3}: "nobody: unset by line 3", {Owners: []string{"@a", "@b\x00"}}: "@a @b" + text.Clean("\x00"),
	} {
		r.Reset(30, text.Style{})
		p.Put(&r, th, rule)
		if got := strings.TrimRight(ansi.Strip(r.String()), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

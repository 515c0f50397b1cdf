package markdown

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func newTheme(p termenv.Profile) *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	return theme.New(r, true)
}

// drawn returns the rows of a text without styles or the spaces at their ends.
func drawn(d *Doc, width int) []string {
	t := newTheme(termenv.Ascii)
	var rows []string
	var r text.Row
	for i := range d.Len() {
		r.Reset(width, text.Style{})
		d.Draw(&r, t, i, -1)
		rows = append(rows, strings.TrimRight(ansi.Strip(r.String()), " "))
	}
	return rows
}

func render(source string, width int) string {
	return strings.Join(drawn(Render(source, Options{Width: width}), width), "\n")
}

func TestSmoke(t *testing.T) {
	src := "# Title of *it*\n\nHello **bold** _em_ ~~gone~~ `code` :tada: &amp; &lt; and a long line that wraps\nsoft break\n\n> quote\n> > nested\n>\n> more\n\n- a\n- b\n  1. x\n  2. y\n\n     para\n- [ ] todo\n- [x] done `x`\n\n```go\nfunc main() {\n\treturn 1 // x\n}\n```\n\n| a | b |\n|--|:-:|\n| 1 | two words |\n| [x](http://y.org) | `a\\|b` |\n\n> [!NOTE]\n> Take care\n\n[link](https://example.com/x) <https://a.org> https://b.org/x_y_z. ![alt *text*](x.png) [p](docs/a.md) [a](#x)\n\n<details>\n<summary>Sum</summary>\n\ninside **x**\n\n</details>\n\nafter<br>line <kbd>x</kbd> <!-- no --> x<sup>2</sup>\n\n---\n\n<!-- hidden\n\nthings -->\n<p align=center><img alt=\"logo\" src=x> text   more</p>\n\n[^1]: foot"
	for _, w := range []int{60, 24} {
		t.Log("\n" + render(src, w))
	}
	for i, l := range Render(src, Options{Width: 60}).Links() {
		t.Logf("%d %+v", i, l)
	}
}

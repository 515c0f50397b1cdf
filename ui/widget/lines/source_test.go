package lines

import (
	"io"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func TestSource(t *testing.T) {
	renderer := lipgloss.NewRenderer(io.Discard)
	renderer.SetColorProfile(termenv.TrueColor)
	th := theme.New(renderer, true)
	s := th.Syntax
	for _, tt := range []struct {
		line        string
		lang        highlight.Lang
		width, left int
		want        string
	}{
		{`if f("a", 1) // b`, highlight.Go, 17, 0, s.Keyword.Render("if") + " " + s.Call.Render("f") + "(" + s.String.Render(`"a"`) +
			", " + s.Number.Render("1") + ") " + s.Comment.Render("// b")},
		{"x T", highlight.Java, 5, 0, "x " + s.Type.Render("T") + "  "},
		{"a: b", highlight.YAML, 3, 0, s.Key.Render("a") + ": "},
		{"# a", highlight.Markdown, 3, 0, s.Heading.Render("# a")},
		{"if x", highlight.Go, 3, 1, s.Keyword.Render("f") + " x"},
		{"if x", highlight.None, 4, 0, "if x"},
	} {
		tokens, _ := highlight.Scan(nil, tt.lang, tt.line, highlight.State{})
		var r text.Row
		r.ResetAt(tt.width, tt.left, text.Style{})
		Source(&r, th, tt.line, tokens)
		got := r.String()
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
		if w := ansi.StringWidth(got); w != tt.width {
			t.Errorf("%q: got %d cells, want %d", tt.line, w, tt.width)
		}
	}
}

func BenchmarkSource(b *testing.B) {
	th := theme.New(lipgloss.NewRenderer(io.Discard), true)
	tokens := make([]highlight.Token, 0, 64)
	var r text.Row
	b.ReportAllocs()
	for b.Loop() {
		line := text.CleanLine("	if err := run(ctx, \"name\", 42); err != nil { // why", 4)
		tokens, _ = highlight.Scan(tokens[:0], highlight.Go, line, highlight.State{})
		r.Reset(120, text.Style{})
		Source(&r, th, line, tokens)
		_ = r.String()
	}
}

package ui

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/screen"
)

// BenchmarkPage is a page down in 2,000 files of 100,000 changed lines, all panes
// beside them: from the key to the bytes for the terminal.
func BenchmarkPage(b *testing.B) {
	w := plainWorld(300)
	w.commit.Files = nil
	for i := range 2000 {
		var patch strings.Builder
		patch.WriteString("@@ -1,30 +1,50 @@")
		for n := range 50 {
			fmt.Fprintf(&patch, "\n%c\tvalue := compute(%d, \"text\", %d) // as before", " +-"[n%3], n, i*n*7919)
		}
		w.commit.Files = append(w.commit.Files, github.File{Path: fmt.Sprintf("pkg/part%d/file%d.go", i%40, i), Status: "modified", Additions: 20, Deletions: 10, Patch: patch.String()})
	}
	s := screen.New(strings.NewReader(""), io.Discard, func() (int, int, error) { return 160, 48, nil })
	if err := s.Enter(); err != nil {
		b.Fatal(err)
	}
	m, _ := begin(b, w, 160, 48, func(o *Options) { o.Terminal = s })
	look(m)
	m.focus = pane.Patch
	m.arrange()
	m.View()
	b.ReportAllocs()
	for b.Loop() {
		m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{' '}})
		m.View()
	}
}

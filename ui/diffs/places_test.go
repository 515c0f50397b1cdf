package diffs

import (
	"testing"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// TestComingBack looks at a change, at another one, and at the first again.
func TestComingBack(t *testing.T) {
	r := longer()
	p := opened(t, r)
	press(p, keymap.NextFile, keymap.NextFile, keymap.Down, keymap.Down)
	want := p.place()
	if want.path != "docs/b.md" || want.line < 0 {
		t.Fatalf("got %+v, want a line of the second file", want)
	}
	other := chosen()
	other.Commit = "0123456789012345678901234567890123456789"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	if got := p.place(); got.path != "" {
		t.Errorf("another change: got %+v, want the top", got)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: chosen()})
	if got := p.place(); got != want {
		t.Errorf("back: got %+v, want %+v", got, want)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	s := chosen()
	s.Path = "c/long.ts"
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if got := p.place(); got.path != s.Path {
		t.Errorf("back, to a file: got %+v, want %s", got, s.Path)
	}
}

package diffs

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// anchor is a place in a file, as an address names it.
func anchor(path string, old bool, line int) github.DiffAnchor {
	sum := sha256.Sum256([]byte(path))
	return github.DiffAnchor{File: hex.EncodeToString(sum[:]), Old: old, Line: line}
}

func TestAnAddressLeadsToALine(t *testing.T) {
	absent := pane.Say{Text: "line 15 is not among these changes: V shows the file"}
	for _, tt := range []struct {
		at   github.DiffAnchor
		want string
		said pane.Intent
	}{
		{anchor("a.go", false, 22), "21 22  end", nil},
		{anchor("a.go", true, 3), "3    -gone", nil},
		{anchor("a.go", false, 3), "3 +more", nil},
		{anchor("a.go", false, 15), "4  5  two", absent},
		{anchor("docs/b.md", false, 0), "▾ docs/b.md  +1 -0  added  @acme/docs", nil},
		{anchor("docs/b.md", false, 1), "1 +The NAME of it", nil},
		{anchor("none.go", false, 1), "Count requests", pane.Say{Text: "the file that the address names is not among these changes"}},
	} {
		p := opened(t, longer())
		said := panetest.Send(p, tt.at)
		if got := under(p); !strings.Contains(got, tt.want) || said != tt.said {
			t.Errorf("%+v: got %q, %v, want %q, %v", tt.at, got, said, tt.want, tt.said)
		}
	}
}

// The file may be folded, come with a later page, or have its patch made here.
func TestAnAddressIsWaitedFor(t *testing.T) {
	r := longer()
	r.marks.set = map[string]bool{"docs/b.md": true}
	p := opened(t, r)
	if panetest.Send(p, anchor("docs/b.md", false, 1)); !strings.Contains(under(p), "+The NAME of it") {
		t.Errorf("a folded file: got %q", under(p))
	}
	for _, pressed := range []bool{false, true} {
		part := longer().commit
		part.Files = part.Files[:1]
		r = longer()
		r.parts = []github.CommitFiles{part}
		p = bare(t, r)
		p.Resize(80, 24)
		_, cmd := p.Update(pane.SubjectChanged{Subject: chosen()})
		p.Update(anchor("docs/b.md", false, 1))
		if pressed {
			p.Update(keymap.Down)
		}
		panetest.Run(p, cmd)
		if got := strings.Contains(under(p), "+The NAME of it"); got == pressed {
			t.Errorf("a later page, a key pressed %v: got %q", pressed, under(p))
		}
	}
	r = &reader{commit: aCommit(), sides: []string{"one\ntwo\n", "one\n2\n"}}
	p = opened(t, r)
	if panetest.Send(p, anchor("huge.json", false, 2)); !strings.Contains(under(p), "2 +2") {
		t.Errorf("a patch made here: got %q", under(p))
	}
	r = &reader{commit: aCommit()}
	p = opened(t, r)
	if panetest.Send(p, anchor("huge.json", false, 2)); !strings.Contains(under(p), "▾ huge.json") || p.anchor != (github.DiffAnchor{}) {
		t.Errorf("a patch that cannot be made: got %q, still waiting for %+v", under(p), p.anchor)
	}
}

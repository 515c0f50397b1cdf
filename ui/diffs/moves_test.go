package diffs

import (
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// shifted is a commit that moves a function from one file to another.
func shifted() *reader {
	block := []string{"func lookUp(name string) (value int, ok bool) {", "	value, ok = table[name]", "	return value, ok", "}"}
	c := aCommit()
	c.Body = ""
	c.Files = []github.File{
		{Path: "old.go", Status: "modified", Deletions: 4, Patch: "@@ -10,6 +10,2 @@\n a\n-" + strings.Join(block, "\n-") + "\n b"},
		{Path: "new.go", Status: "modified", Additions: 4, Patch: "@@ -3,2 +3,6 @@\n x\n+" + strings.Join(block, "\n+") + "\n y"},
		{Path: "package-lock.json", Status: "modified", Additions: 1, Patch: "@@ -1 +1,2 @@\n {\n+}"},
	}
	return &reader{commit: c}
}

func TestMovedBlocks(t *testing.T) {
	p := opened(t, shifted())
	p.Resize(110, 24)
	page := pageOf(p)
	for _, want := range []string{"lookUp(name string) (value int, ok bool) {  moved to new.go:4", "moved from old.go:11"} {
		if !strings.Contains(page, want) {
			t.Errorf("got\n%s\nwant %q in it", page, want)
		}
	}
	press(p, keymap.NextHunk, keymap.Down, keymap.Down, keymap.Down)
	if got := under(p); !strings.Contains(got, "value, ok = table") || !strings.HasPrefix(got, "12") {
		t.Fatalf("got %q", got)
	}
	press(p, keymap.OtherEnd)
	if got := under(p); !strings.HasPrefix(got, "5 +") || !strings.Contains(got, "value, ok = table") {
		t.Errorf("got %q, want the same line where it went", got)
	}
	th := panetest.Theme()
	if view := strings.Join(p.View(true), "\n"); !strings.Contains(view, th.Info.Render("+")) || strings.Contains(view, th.AddLine.Open+"func lookUp") {
		t.Error("got what was moved as loud as what is new")
	}
	press(p, keymap.First)
	if got := press(p, keymap.OtherEnd); got != (pane.Say{Text: "this line was not moved"}) {
		t.Errorf("got %v", got)
	}
}

func TestFilesThatAreNoiseAreFoldedWithTheReason(t *testing.T) {
	p := opened(t, shifted())
	if page := pageOf(p); !p.folded[2] || !strings.Contains(page, "▸ package-lock.json  +1 -0  lock file") {
		t.Errorf("got\n%s\nwant the lock file folded, and why", page)
	}
}

func TestViewingAFile(t *testing.T) {
	p := opened(t, longer())
	s := chosen()
	want := pane.ShowFile{Place: s.Place, Repo: s.Repo, Ref: "aaaa", Path: "a.go", Line: 2}
	press(p, keymap.NextHunk, keymap.Down, keymap.Down)
	if got := press(p, keymap.View); got != want {
		t.Errorf("a removed line: got %#v, want %#v", got, want)
	}
	press(p, keymap.Down, keymap.Down, keymap.Down)
	want.Ref, want.Line = sha, 3
	if got := press(p, keymap.View); got != want {
		t.Errorf("an added line: got %#v, want %#v", got, want)
	}
	press(p, keymap.NextFile, keymap.NextFile)
	if got := press(p, keymap.View); got != (pane.ShowFile{Place: s.Place, Repo: s.Repo, Ref: "aaaa", Path: "c/long.ts"}) {
		t.Errorf("a removed file: got %#v", got)
	}
	press(p, keymap.First)
	if got := press(p, keymap.View); got != (pane.Say{Text: "go to a file first"}) {
		t.Errorf("no file: got %#v", got)
	}
}

func TestEditingAFile(t *testing.T) {
	p := opened(t, longer())
	s := chosen()
	want := pane.EditFile{Place: s.Place, Repo: s.Repo, Commit: "aaaa", Path: "a.go", Line: 2}
	press(p, keymap.NextHunk, keymap.Down, keymap.Down)
	if got := press(p, keymap.Editor); got != want {
		t.Errorf("a removed line: got %#v, want %#v", got, want)
	}
	press(p, keymap.Down, keymap.Down, keymap.Down)
	want.Commit, want.Line, want.Blob = sha, 3, p.change.files[0].SHA
	if got := press(p, keymap.Editor); got != want || want.Blob == "" {
		t.Errorf("an added line: got %#v, want %#v", got, want)
	}
	press(p, keymap.First)
	if got := press(p, keymap.Editor); got != (pane.Say{Text: "go to a file first"}) {
		t.Errorf("no file: got %#v", got)
	}
	p.change.new = ""
	press(p, keymap.NextFile)
	if got := press(p, keymap.Editor); got != (pane.Say{Text: "it is not known yet which commit the file is of"}) {
		t.Errorf("no commit: got %#v", got)
	}
}

package diffs

import (
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

func TestKinds(t *testing.T) {
	const module = "a submodule: another repository's commit"
	for _, tt := range []struct {
		name string
		f    github.File
		want []string
	}{
		{"nothing is known", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\n+b\n", Additions: 1, Deletions: 1}, nil},
		{"binary or mode", github.File{Status: "modified"}, []string{"no text to compare: binary, or only the mode changed"}},
		{"binary", github.File{Status: "modified", OldMode: "100644", NewMode: "100644"}, []string{"binary"}},
		{"executable", github.File{Status: "modified", OldMode: "100644", NewMode: "100755"}, []string{"it became executable"}},
		{"not executable", github.File{Status: "modified", OldMode: "100755", NewMode: "100644"}, []string{"it is not executable any more"}},
		{"an executable as before", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\n+b\n", OldMode: "100755", NewMode: "100755"}, nil},
		{"a binary executable", github.File{Status: "modified", OldMode: "100755", NewMode: "100755"}, []string{"binary"}},
		{"a new executable", github.File{Status: "added", Patch: "@@ -0,0 +1 @@\n+b\n", NewMode: "100755"}, []string{"an executable file"}},
		{"a new file", github.File{Status: "added", Patch: "@@ -0,0 +1 @@\n+b\n", NewMode: "100644"}, nil},
		{"a file that went", github.File{Status: "removed", Patch: "@@ -1 +0,0 @@\n-b\n", OldMode: "100644"}, nil},
		{"text and mode", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\n+b\n", OldMode: "100644", NewMode: "100755"}, []string{"it became executable"}},
		{"another kind", github.File{Status: "changed", Patch: "@@ -1 +0,0 @@\n-a\n"}, []string{"it became another kind: file, symbolic link or submodule"}},
		{"a new file", github.File{Status: "added", NewMode: "100644", Patch: "@@ -0,0 +1 @@\n+x\n"}, nil},
		{"a file that is gone", github.File{Status: "removed", OldMode: "100644", Patch: "@@ -0,0 +1 @@\n+x\n"}, nil},
		{"a new program", github.File{Status: "added", NewMode: "100755", Patch: "@@ -0,0 +1 @@\n+x\n"}, []string{"an executable file"}},
		{"a link becomes a file", github.File{Status: "changed", Patch: "@@ -1 +0,0 @@\n-a\n", OldMode: "120000", NewMode: "100755"}, []string{"it was a symbolic link, it is an executable file"}},
		{"a file becomes a link", github.File{Status: "changed", OldMode: "100644", NewMode: "120000"}, []string{"it was a file, it is a symbolic link"}},
		{"a link", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\n+b\n", OldMode: "120000", NewMode: "120000"}, []string{"a symbolic link"}},
		{"a new link", github.File{Status: "added", Patch: "@@ -0,0 +1 @@\n+b\n", NewMode: "120000"}, []string{"a symbolic link"}},
		{"a submodule by its patch", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-Subproject commit aa\n+Subproject commit bb"}, []string{module}},
		{"a text about one", github.File{Status: "modified", Patch: "@@ -1 +1,2 @@\n-Subproject commit aa\n+Subproject commit bb\n+c"}, nil},
		{"a submodule by its mode", github.File{Status: "modified", Uncounted: true, OldMode: "160000", NewMode: "160000"}, []string{module}},
		{"a submodule that went", github.File{Status: "removed", Uncounted: true, OldMode: "160000"}, []string{module}},
		{"renamed and made executable", github.File{Status: "renamed", OldMode: "100644", NewMode: "100755"}, []string{"it became executable"}},
		{"CRLF to LF", github.File{Status: "modified", Patch: "@@ -1,2 +1,2 @@\n-a\r\n-b\r\n+a\n+b\n"}, []string{"line ends: CRLF became LF"}},
		{"LF to CRLF, no last line feed", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\n+a\r"}, []string{"line ends: LF became CRLF"}},
		{"one of two", github.File{Status: "modified", Patch: "@@ -1 +1,2 @@\n-a\n+a\r\n+b\n"}, []string{"line ends: some are CRLF (^M), others LF"}},
		{"CRLF throughout", github.File{Status: "modified", Patch: "@@ -1 +1 @@\n-a\r\n+b\r\n"}, []string{"line ends: CRLF"}},
		{"renamed alone", github.File{Status: "renamed", OldMode: "100644", NewMode: "100644"}, []string{"renamed without changes"}},
	} {
		if got := newFile(&tt.f).says; !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestTreesTellKinds asks the trees only where the list leaves a kind open, and
// changes nothing that was handed over.
func TestTreesTellKinds(t *testing.T) {
	c := aCommit()
	r := &reader{commit: c}
	opened(t, r)
	if asked := strings.Join(r.asked, "\n"); strings.Contains(asked, "trees") {
		t.Errorf("nothing open: got requests\n%s", asked)
	}
	before := strings.Repeat("b", 40)
	c.SHA, c.Parents = strings.Repeat("a", 40), []string{before}
	c.Files = append(slices.Clone(c.Files), github.File{Path: "bin/run", Status: "modified"})
	r = &reader{commit: c, trees: []github.File{{Path: "bin/run", Status: "modified", OldMode: "100644", NewMode: "100755"}, {Path: "elsewhere"}}}
	p := opened(t, r)
	if !slices.Contains(r.asked, "trees "+before+" "+c.SHA) {
		t.Errorf("got requests %q, want the two trees", r.asked)
	}
	p.Resize(80, 60)
	if got := panetest.Text(p.View(true)); !strings.Contains(got, "it became executable") {
		t.Errorf("got\n%s\nwant it to say what became of bin/run", got)
	}
	if f := c.Files[len(c.Files)-1]; f.NewMode != "" {
		t.Errorf("the commit handed over: got %+v, want it untouched", f)
	}
}

// TestModesBesideText asks for what a list does not tell even where nothing is open,
// and says no word of files that are as they were.
func TestModesBesideText(t *testing.T) {
	c := longer().commit
	before := strings.Repeat("b", 40)
	c.SHA, c.Parents = strings.Repeat("a", 40), []string{before}
	r := &reader{commit: c, modes: []github.File{{Path: c.Files[0].Path, OldMode: "100644", NewMode: "100755"}, {Path: c.Files[1].Path, NewMode: "100644"}}}
	p := opened(t, r)
	if asked := strings.Join(r.asked, "\n"); !strings.Contains(asked, "modes "+before+" "+c.SHA) || strings.Contains(asked, "trees") {
		t.Errorf("got requests\n%s\nwant the modes alone", asked)
	}
	for i, want := range []string{"it became executable", "", ""} {
		if got := strings.Join(p.change.files[i].says, "; "); got != want {
			t.Errorf("%s: got %q, want %q", p.change.files[i].Path, got, want)
		}
	}
	if f := p.change.files[1]; f.NewMode != "" {
		t.Errorf("%s: got it laid out anew with the mode %s, want it left as nothing is to be told", f.Path, f.NewMode)
	}
	known := c
	known.Files = slices.Clone(c.Files)
	for i := range known.Files {
		known.Files[i].NewMode = "100644"
	}
	r = &reader{commit: known}
	opened(t, r)
	if asked := strings.Join(r.asked, "\n"); strings.Contains(asked, "modes") {
		t.Errorf("got requests\n%s\nwant none of what is known", asked)
	}
}

func TestUncountedFilesClaimNoCounts(t *testing.T) {
	r := &reader{comparison: github.Comparison{
		Spec: github.CompareSpec{Base: "a", Head: "b"}, Status: "ahead", Ahead: 1, TotalCommits: 1,
		Files: []github.File{{Path: "x.go", Status: "modified", OldMode: "100644", NewMode: "100644", Uncounted: true}},
	}}
	p := bare(t, r)
	p.Resize(80, 24)
	s := chosen()
	s.Commit, s.Diff = "", pane.DiffAt{Compare: r.comparison.Spec}
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	if got := panetest.Text(p.View(true)); strings.Contains(got, "+0") || !strings.Contains(got, "1 file changed\n") {
		t.Errorf("got\n%s\nwant no counts", got)
	}
}

// TestFilesByOwner puts the files of the same owners together and keeps the cursor
// on its file.
func TestFilesByOwner(t *testing.T) {
	r := longer()
	r.owners = "*.go @zoe\n*.ts @ada\n"
	p := opened(t, r)
	press(p, keymap.NextFile)
	if got := press(p, keymap.Sort); got != (pane.Say{Text: "files by owner"}) {
		t.Errorf("got %#v, want it said", got)
	}
	var got []string
	for _, i := range p.order {
		got = append(got, p.change.files[i].Path)
	}
	if want := []string{"c/long.ts", "a.go", "docs/b.md"}; !slices.Equal(got, want) {
		t.Errorf("got the files %q, want %q", got, want)
	}
	if at := p.place(); at.path != "a.go" {
		t.Errorf("got the cursor on %+v, want a.go", at)
	}
	if row := panetest.Text(p.View(true)); !strings.Contains(row, "@zoe") {
		t.Errorf("got\n%s\nwant owners beside the files, 80 cells wide", row)
	}
	press(p, keymap.Sort)
	if p.order[0] != 0 || p.order[1] != 1 {
		t.Errorf("again: got the order %v, want that of the change", p.order)
	}
}

func TestACommitWithoutFiles(t *testing.T) {
	c := github.CommitFiles{Commit: github.Commit{SHA: sha, Subject: "Nothing", Parents: []string{"a"}}}
	if page := pageOf(opened(t, &reader{commit: c})); !strings.Contains(page, " No file is changed.") {
		t.Errorf("got\n%s\nwant it said that no file is changed", page)
	}
	c.Parents = append(c.Parents, "b")
	if page := pageOf(opened(t, &reader{commit: c})); !strings.Contains(page, " No file differs from the first parent.") {
		t.Errorf("got\n%s\nwant it said what a merge is compared with", page)
	}
}

package diffs

import (
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane/panetest"
)

// noisy is a commit of files that look like something, or not.
func noisy() github.CommitFiles {
	c := aCommit()
	c.Files = nil
	for _, path := range []string{"api.pb.go", "go.sum", "main.go", "vendor/x.go", "web/app.min.js"} {
		c.Files = append(c.Files, github.File{Path: path, Status: "modified", Additions: 1, Deletions: 1, Patch: "@@ -1 +1 @@\n-a\n+b\n"})
	}
	c.Files = append(c.Files, github.File{Path: "logo.png", Status: "modified"})
	return c
}

func TestAttributesSayWhatIsNoise(t *testing.T) {
	for _, tt := range []struct {
		attrs string
		want  string // the files that are folded, with the reasons
	}{
		{"", "go.sum: lock file; vendor/x.go: vendored; web/app.min.js: minified"},
		{"* text", "go.sum: lock file; vendor/x.go: vendored; web/app.min.js: minified"},
		{"*.pb.go linguist-generated", "api.pb.go: generated, says .gitattributes:1; go.sum: lock file; vendor/x.go: vendored; web/app.min.js: minified"},
		{"\n* linguist-generated=true\nmain.go linguist-generated=false", "api.pb.go: generated, says .gitattributes:2; go.sum: generated, says .gitattributes:2; " +
			"vendor/x.go: generated, says .gitattributes:2; web/app.min.js: generated, says .gitattributes:2; logo.png: generated, says .gitattributes:2"},
		{"* -linguist-generated", "vendor/x.go: vendored"},
		{"* -linguist-vendored", "go.sum: lock file; web/app.min.js: minified"},
		{"main.go linguist-vendored\nvendor/* !linguist-vendored", "go.sum: lock file; main.go: vendored, says .gitattributes:1; vendor/x.go: vendored; web/app.min.js: minified"},
		{"* -linguist-generated -linguist-vendored\n*.go binary\n*.png binary", "api.pb.go: not to be compared, says .gitattributes:2; main.go: not to be compared, says .gitattributes:2; vendor/x.go: not to be compared, says .gitattributes:2"},
	} {
		p := opened(t, &reader{commit: noisy(), attrs: tt.attrs})
		var got []string
		for i, f := range p.change.files {
			if p.folded[i] {
				got = append(got, f.Path+": "+f.noise)
			}
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.attrs, got, tt.want)
		}
	}
}

// TestAttributesComeLate folds what they name, but not what is read or was unfolded
// by hand, and keeps their word when the change comes anew.
func TestAttributesComeLate(t *testing.T) {
	r := &reader{commit: noisy()}
	p := opened(t, r)
	press(p, keymap.NextFile)
	press(p, keymap.NextFile) // go.sum, folded
	press(p, keymap.Open)
	press(p, keymap.NextFile) // main.go
	press(p, keymap.NextHunk)
	r.attrs = "* linguist-generated"
	panetest.Run(p, p.askAttributes())
	for i, want := range []bool{true, false, false, true, true, true} {
		if p.folded[i] != want {
			t.Errorf("%s: got folded %v, want %v", p.change.files[i].Path, p.folded[i], want)
		}
	}
	if at := p.place(); at.path != "main.go" || at.line < 0 {
		t.Errorf("got the cursor on %+v, want it where it was", at)
	}
	press(p, keymap.NextFile)
	if got := under(p); got != "▸ vendor/x.go  +1 -1  generated, says .gitattributes:1" {
		t.Errorf("got %q, want the reason", got)
	}
	r.attrs = ""
	press(p, keymap.Reload)
	if f := p.change.files[0]; f.noise != "generated, says .gitattributes:1" || !p.folded[0] {
		t.Errorf("again: got %q, folded %v, want it kept", f.noise, p.folded[0])
	}
	if p.Status().Err != nil {
		t.Errorf("got %v of attributes that could not be had, want silence", p.Status().Err)
	}
}

// TestTheReasonHasRoom cuts a long path at its start rather than what is told of it.
func TestTheReasonHasRoom(t *testing.T) {
	c := aCommit()
	c.Files = []github.File{{Path: "apps/storefront/src/" + strings.Repeat("deep/", 9) + "styles.css", Status: "modified", Additions: 1, Patch: "@@ -1 +1,2 @@\n a\n+b\n"}}
	p := opened(t, &reader{commit: c, attrs: "*.css linguist-generated"})
	press(p, keymap.NextFile)
	if got := under(p); got != "▸ …deep/deep/deep/deep/deep/styles.css  +1 -0  generated, says .gitattributes:1" {
		t.Errorf("got %q, want the whole reason", got)
	}
	p.Resize(30, 24)
	if got := under(p); !strings.Contains(got, "styles.css  +1") {
		t.Errorf("at 30 cells: got %q, want the file's name", got)
	}
}

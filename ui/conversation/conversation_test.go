package conversation

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"hubtrail/keymap"
	"hubtrail/ui/pane/panetest"
)

var update = flag.Bool("update", false, "rewrite what issues and pull requests in testdata look like")

// golden compares rows with those that a person has read.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

func TestAnIssue(t *testing.T) {
	golden(t, "issue.txt", whole(opened(t, anIssue(), 12)))
}

func TestAPullRequest(t *testing.T) {
	p := opened(t, aPull(), 15)
	panetest.Send(p, keymap.Down) // what waited for a key
	golden(t, "pull.txt", whole(p))
	for _, name := range []string{"commits.txt", "checks.txt", "files.txt"} {
		panetest.Send(p, keymap.NextTab)
		if name != "commits.txt" {
			panetest.Send(p, keymap.Open)
		}
		golden(t, name, whole(p))
	}
}

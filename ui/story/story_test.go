package story

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the screens of the stories")

// demoDir is where git makes the demo's repositories, once for all stories.
var demoDir string

func TestMain(m *testing.M) {
	time.Local = time.UTC // screens show local times
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "hubtrail-story-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		demoDir = dir
		return m.Run()
	}())
}

func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("stories: got %d and %v, want some", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var s *script
			synctest.Test(t, func(t *testing.T) {
				s = newScript(t, archive)
				s.run()
			})
			if *update && !t.Failed() {
				archive.Files = s.recorded
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

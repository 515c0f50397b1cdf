package markdown

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

// sources are the texts of the goldens and the hostile ones, by name.
func sources(t testing.TB) map[string]string {
	t.Helper()
	all := hostile()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("got no goldens: %v", err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[path] = string(a.Files[0].Data)
	}
	return all
}

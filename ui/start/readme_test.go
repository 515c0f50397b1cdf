package start

import (
	"flag"
	"os"
	"strings"
	"testing"

	"hubtrail/keymap"
)

var update = flag.Bool("update", false, "write README's key table anew")

// TestReadmeHasTheKeys keeps README's key table what the key table is.
func TestReadmeHasTheKeys(t *testing.T) {
	const path = "../../README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	_, rest, ok := strings.Cut(readme, "<!-- keys:")
	if !ok {
		t.Fatal("README.md has no key table")
	}
	mark, rest, _ := strings.Cut(rest, "-->\n")
	got, _, ok := strings.Cut(rest, "<!-- end of keys -->")
	if !ok {
		t.Fatal("README.md: the key table has no end")
	}
	want := "\n" + keymap.Default().Markdown()
	if got == want {
		return
	}
	if !*update {
		t.Fatal("README's key table is stale: go test ./ui/start -run Readme -update writes it")
	}
	readme = strings.Replace(readme, "<!-- keys:"+mark+"-->\n"+got, "<!-- keys:"+mark+"-->\n"+want, 1)
	if err := os.WriteFile(path, []byte(readme), 0o644); err != nil {
		t.Fatal(err)
	}
}

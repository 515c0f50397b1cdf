package codeowners

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// found is what Find must give: the answer of the whole file.
func found(text, path string) Result {
	f, _ := Parse(strings.NewReader(text))
	return f.Match(path)
}

func TestFind(t *testing.T) {
	const text = "\ufeff* @all\r\n\n# comment\n*.go @go # why\nsrc/ @src\nsrc/*.md\n/src/b @bad word\n[x] @b\nsrc/b @b @a@b\n/a\\ b @blank"
	for path, line := range map[string]int{
		"LICENSE": 1, "main.go": 4, "src/x/y": 5, "x/src/y.go": 5, "src/read.md": 6, "src/b": 9, "src/b/c": 9, "a b": 10, "/a b": 10, "x": 1, "src": 1,
	} {
		got := Find(text, path)
		if lineOf(got) != line {
			t.Errorf("%s: got line %d, want %d", path, lineOf(got), line)
		}
		if diff := cmp.Diff(found(text, path), got); diff != "" {
			t.Errorf("%s: got another answer than the whole file (-want +got):\n%s", path, diff)
		}
	}
	if got := Find("* @a\n"+strings.Repeat("#", MaxSize), "x"); got.Rule != nil {
		t.Errorf("got %v of a file that is too large, want no rule", got.Rule)
	}
	if got := Find("", "x"); got.Rule != nil {
		t.Errorf("got %v of an empty file", got.Rule)
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range []string{"* @a\n/x @b\n", "a/b @a\r\n\n", "/a/ @x\n**/b\n", "src/*/y @z\n[a]\n", "\ufeff!x\n/\n", `\a/b @a`} {
		f.Add(text, "a/b")
		f.Add(text, "src/x/y")
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		if diff := cmp.Diff(found(text, path), Find(text, path)); diff != "" {
			t.Errorf("text %q, path %q: got another answer than the whole file (-want +got):\n%s", text, path, diff)
		}
	})
}

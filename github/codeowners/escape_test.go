package codeowners

import (
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	for _, path := range []string{"a.go", "my docs/read me.md", "a*b/c?.txt", "app/[id]/page.tsx", `odd\name`, "notes#1.md", "tab\there", "日本/語", "!bang"} {
		f, problems := Parse(strings.NewReader("/" + Escape(path) + " @a\n"))
		if len(problems) > 0 {
			t.Errorf("%q: got problems %v, want none", path, problems)
		}
		if f.Match(path).Ownership != Owned {
			t.Errorf("%q: got no match of its own pattern %q", path, Escape(path))
		}
		for _, other := range []string{path + "x", strings.NewReplacer("*", "zz", "?", "z").Replace(path)} {
			if other != path && f.Match(other).Rule != nil {
				t.Errorf("%q: its pattern matches %q too", path, other)
			}
		}
	}
}

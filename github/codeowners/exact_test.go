package codeowners

import (
	"strings"
	"testing"
)

// A rule for one path decides it unless a later one does, of whatever kind.
func TestExactRules(t *testing.T) {
	const names = "a/b/c\n/a/b/d\na/e\n/f\n"
	paths := []string{"a/b/c", "a/b/d", "a/e", "f", "a/b/c", "a/b/d", "/a/e", "f/g", "f", ""}
	for _, other := range []string{
		"", "x", "a/", "/a", "a/b", "a/b/", "a/b/*", "/*", "*/*", "*", "a/**", "**/c", "c", "d/", "a/*/c", "*/b/", "/*/e",
		"a/b/?", "/a/**/c", "a/b/c/", "a/b/c", `a/b/\c`, "/a/b/c", "[x]", "a*/", "?", "a/**/b/", "/f/g", "**/b/*", "/**/b/d",
	} {
		for _, text := range []string{names + other, other + "\n" + names, names + other + "\n" + names, "/a/b/c\n" + other + "\na/b/d\nf\n"} {
			f, _ := Parse(strings.NewReader(text))
			compareAll(t, f, paths[:4])
			w := f.Compile().Walk()
			for _, path := range paths {
				if got, want := w.Match(path), f.Match(path); got != want {
					t.Errorf("%q, path %q: got %s, want %s", text, path, describe(got), describe(want))
				}
			}
		}
	}
}

// Only a file with a rule for most of its paths has a list of them.
func TestExactRulesAreListed(t *testing.T) {
	for text, want := range map[string]int{
		"a/b\na/c\na/d": 3, "c\n/a\n/b": 2, "/a\n/b\nc": 0, "/a\nb\nc": 0, "/a\n/b\n/*": 0, "/a/b\n/a/c\n/a/": 0, "/*\n/a\n/b\n": 2,
	} {
		f, _ := Parse(strings.NewReader(text))
		got := 0
		for _, ticket := range f.Compile().exact {
			if ticket != 0 {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: got %d rules, want %d", text, got, want)
		}
	}
}

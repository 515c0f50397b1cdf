package codeowners

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestPatternMatch(t *testing.T) {
	tests := []struct {
		pattern string
		match   []string
		no      []string
	}{
		// A name without a slash is looked for at every depth, and owns what is below.
		{"lib", []string{"lib", "lib/x.go", "a/lib", "a/b/lib/c/d"}, []string{"lib.go", "mylib", "a/libs/x", "Lib"}},
		{"*.go", []string{"x.go", "a/b/x.go", "a.go/readme", ".go"}, []string{"x.gob", "go", "x.go.txt"}},
		{"*", []string{"x", ".x", "a/b/c", "[", "a/.b"}, nil},
		{"?", []string{"a", "x/ä", "b/c", "€"}, []string{"ab", "ab/cd"}},
		{"*a*", []string{"a", "xax", "q/bab/c"}, []string{"b", "q/c"}},
		// A slash in front or inside anchors.
		{"/lib", []string{"lib", "lib/a/b"}, []string{"a/lib", "lib2/x", "li"}},
		{"lib/net", []string{"lib/net", "lib/net/x"}, []string{"a/lib/net", "lib/nets", "lib"}},
		{"/l*", []string{"l", "lib", "lib/a/b"}, []string{"a/lib", "mylib"}},
		// A final slash owns strictly what is below a folder.
		{"lib/", []string{"lib/x", "a/lib/b/c"}, []string{"lib", "a/lib", "mylib/x"}},
		{"/lib/net/", []string{"lib/net/x", "lib/net/a/b"}, []string{"lib/net", "a/lib/net/x", "lib/net2/x"}},
		{"l*/", []string{"lib/x", "a/lib/b"}, []string{"lib", "a/lib", "x/y"}},
		{"/*/", []string{"a/b", "a/b/c"}, []string{"a"}},
		{"lib/*/", []string{"lib/a/b", "lib/a/b/c"}, []string{"lib/a", "lib"}},
		// A lone star at the end owns one depth only.
		{"/*", []string{"a", ".b"}, []string{"a/b"}},
		{"docs/*", []string{"docs/a.md"}, []string{"docs", "docs/a/b.md", "x/docs/a.md"}},
		{"a/*/*", []string{"a/b/c"}, []string{"a/b", "a/b/c/d"}},
		{"docs/*.md", []string{"docs/a.md", "docs/.md", "docs/a.md/b"}, []string{"docs/a/b.md", "docs"}},
		{"a/*/c", []string{"a/b/c", "a/b/c/d"}, []string{"a/c", "a/b", "a/b/b/c"}},
		{"/a/*/*/d", []string{"a/b/c/d"}, []string{"a/b/d", "a/b/x/c/d"}},
		// Two stars as a segment are any number of segments, in a name they are one.
		{"**", []string{"a", "a/b/c"}, nil},
		{"/**", []string{"a", "a/b/c"}, nil},
		{"**/", []string{"a/b", "a/b/c"}, nil},
		{"/**/", []string{"a/b"}, nil},
		{"**/*", []string{"a", "a/b/c"}, nil},
		{"lib/**", []string{"lib/a", "lib/a/b"}, []string{"lib", "a/lib/b"}},
		{"lib/**/", []string{"lib/a", "lib/a/b"}, []string{"lib"}},
		{"**/logs", []string{"logs", "a/logs", "a/b/logs/c"}, []string{"blogs/x", "logs2"}},
		{"**/**/logs", []string{"logs", "a/b/logs"}, []string{"log"}},
		{"a/**/b", []string{"a/b", "a/x/b", "a/x/y/b/z"}, []string{"ab", "a", "b", "x/a/b"}},
		{"a/**/**/b", []string{"a/b", "a/x/y/b"}, []string{"ab"}},
		{"a/**/b/c*", []string{"a/b/c", "a/x/b/cd/e", "a/b/b/c"}, []string{"a/b", "a/b/d", "a/x/b"}},
		{"/a/**/*/d", []string{"a/b/d", "a/b/x/c/d"}, []string{"a/d"}},
		{"/**/*x*/B/*/D", []string{"a/cxy/B/f/D", "x/B/f/D/z"}, []string{"a/cxy/B/f/f/D", "x/B/D"}},
		{"a**b", []string{"ab", "axb", "x/axxb/c"}, []string{"a/b", "a/x/b"}},
		{"/a**", []string{"a", "abc/d"}, []string{"ba", "x/a"}},
		{"**a", []string{"a", "x/ba/c"}, []string{"ab"}},
		// Backslashes.
		{`a\*b`, []string{"a*b", "x/a*b/c"}, []string{"axb", "ab"}},
		{`a\?b`, []string{"a?b"}, []string{"axb"}},
		{`\*`, []string{"*", "a/*"}, []string{"a"}},
		{`a\ b`, []string{"a b", "x/a b/c"}, []string{"a", `a\ b`}},
		{`a\\b`, []string{`a\b`}, []string{"ab"}},
		{`app/\[id\]`, []string{"app/[id]", "app/[id]/page"}, []string{"app/i", "app/id"}},
		// What is special elsewhere is ordinary here.
		{"a+b(c).{d,e}$^|~:", []string{"a+b(c).{d,e}$^|~:"}, []string{"aab", "a+b(c).d$^|~:"}},
		{"a.b", []string{"a.b"}, []string{"axb"}},
		{"grün", []string{"grün", "a/grün/b"}, []string{"grun"}},
		// Paths are not normalised.
		{"./a", nil, []string{"a", "a/b"}},
		{"a//b", nil, []string{"a/b", "a/x/b"}},
		{"//a", nil, []string{"a", "x/a"}},
		{"//", nil, []string{"a", "a/b"}},
		{"//*", nil, []string{"a", "a/b"}},
		{"//**", nil, []string{"a", "a/b"}},
	}
	for _, test := range tests {
		f, problems := Parse(strings.NewReader(test.pattern + " @o"))
		if len(problems) > 0 {
			t.Errorf("%s: got problem %q, want none", test.pattern, problems[0].Message())
		}
		m := f.Compile()
		check := func(path string, want Ownership) {
			if got := m.Match(path).Ownership; got != want {
				t.Errorf("Compile, %s, %s: got %v, want %v", test.pattern, path, got, want)
			}
			if got := f.Match(path).Ownership; got != want {
				t.Errorf("File, %s, %s: got %v, want %v", test.pattern, path, got, want)
			}
		}
		for _, path := range test.match {
			check(path, Owned)
		}
		for _, path := range test.no {
			check(path, Unmatched)
		}
	}
}

func TestGlobMatch(t *testing.T) {
	tests := []struct {
		glob, segment string
		want          bool
	}{
		{"*a?c*", "xxabcx", true},
		{"*a?c*", "xxabbcx", false},
		{"*?", "€", true},
		{"*??", "€", false}, // a star takes whole characters
		{"*??*", "€", false},
		{"*??", "€x", true},
		{"*??xb", "€xb", false},
		{"??*", "ä", false},
		{"?*ü", "aü", true},
		{"a*a", "a", false}, // the ends may not overlap
		{"a*a", "aa", true},
		{"*ab*ab*", "aab", false},
		{"*ab*ab*", "abxab", true},
		{"?", "\xff", true},
		{"??", "\xff\xfe", true},
		{"\xff", "\xff", true},
		{"?\xff", "x\xfe", false},
		{"x*y*z", "x-y-y-z", true},
		{"*", "", false},
		{"", "", false},
	}
	for _, test := range tests {
		if got := matchGlob(test.glob, test.segment); got != test.want {
			t.Errorf("%q, %q: got %v, want %v", test.glob, test.segment, got, test.want)
		}
	}
}

// A file may be hostile: these would take ages in a matcher that goes back.
func TestHostilePatternsAreQuick(t *testing.T) {
	for name, pattern := range map[string]string{
		"stars":         strings.Repeat("*a", 2000) + "b",
		"marks":         strings.Repeat("*?a", 1000) + "b",
		"folders":       strings.Repeat("**/a/", 1000) + "b",
		"stars, 3 MB":   strings.Repeat("*a", MaxSize/2-4) + "b",
		"folders, 3 MB": strings.Repeat("**/a/", MaxSize/5-4) + "b",
	} {
		f, _ := Parse(strings.NewReader(pattern + " @o"))
		if len(f.Rules) != 1 {
			t.Fatalf("%s: got %d rules, want 1", name, len(f.Rules))
		}
		// Other tests run beside this one: what is measured is the quickest of a few
		// attempts, each compiled anew.
		const limit = 2 * time.Second
		took := limit + 1
		for try := 0; try < 3 && took > limit; try++ {
			m := f.Compile()
			start := time.Now()
			for _, path := range []string{
				strings.Repeat("a", 4096),
				strings.Repeat("a/", 2047) + "a",
				strings.Repeat("aaa/", 1023) + "a",
			} {
				if got := m.Match(path).Ownership; got != Unmatched {
					t.Errorf("%s: got %v, want %v", name, got, Unmatched)
				}
			}
			took = time.Since(start)
		}
		if took > limit {
			t.Errorf("%s: got %v for three paths, want at most %v", name, took, limit)
		}
	}
}

// Large hostile files: reading, preparing and asking must not take a time that
// grows with the square of their size.
func TestHostileFilesAreQuick(t *testing.T) {
	var globs, names strings.Builder
	for i := 0; globs.Len() < 1<<18; i++ {
		fmt.Fprintf(&globs, "*a*%da*%d? @a\n", i, i)
	}
	for i := 0; names.Len() < MaxSize-32; i++ {
		fmt.Fprintf(&names, "/%d/%d\n", i%1000, i)
	}
	for name, text := range map[string]string{
		"stars line by line":    strings.Repeat("*a*a*a*\n", MaxSize/8-1),
		"globs":                 globs.String(),
		"names":                 names.String(),
		"one line of owners":    "* " + strings.Repeat("@a ", 1<<20-2),
		"one line, bad owners":  "* " + strings.Repeat("\xff ", 1<<20),
		"one line, odd owners":  "* " + strings.Repeat("@a@b ", 1<<19),
		"brackets":              strings.Repeat("[\n", MaxSize/2-1),
		"deep":                  strings.Repeat("a/", MaxSize/2-4),
		"a deeper one each":     strings.Repeat("**/a/**/a/**/a/**/b\n", MaxSize/20-1),
		"NUL":                   strings.Repeat("\x00", MaxSize-1),
		"no UTF-8":              strings.Repeat("*\xff\n", MaxSize/3-1),
		"beginnings in one":     strings.Repeat("a", MaxSize/2-2) + "*\n" + strings.Repeat("a", MaxSize/2-2) + "b*",
		"line ends":             strings.Repeat("\r\n", MaxSize/2-1),
		"patterns without name": strings.Repeat("/\n//\n", MaxSize/5-1),
	} {
		start := time.Now()
		f, _ := Parse(strings.NewReader(text))
		m := f.Compile()
		w := m.Walk()
		for _, path := range []string{
			strings.Repeat("a", 4096), strings.Repeat("a/", 2047) + "a", strings.Repeat("a/", 2047) + "b", "\xff/\x00",
		} {
			if got, want := w.Match(path), m.Match(path); got != want {
				t.Errorf("%s: got %v by the Walker, want %v", name, got, want)
			}
		}
		if got := time.Since(start); got > 20*time.Second {
			t.Errorf("%s: got %v, want at most 20s", name, got)
		}
	}
}

package codeowners

import (
	"slices"
	"strings"
	"testing"
)

const example = `# the last match wins
*            @org/all
*.go         @gopher
/docs/       @writer docs@example.com
/docs/api
/docs/api/v2 @gopher
`

func TestMatch(t *testing.T) {
	tests := []struct {
		path string
		want Ownership
		line int
	}{
		{"README", Owned, 2},
		{"a/x.go", Owned, 3},
		{"docs/x.go", Owned, 4}, // the later line, though the pattern says less
		{"docs/api/v1", Unset, 5},
		{"docs/api/v2/a", Owned, 6},
		{"/a/x.go", Owned, 3}, // a slash in front is forgiven
	}
	f, _ := Parse(strings.NewReader(example))
	m := f.Compile()
	for _, test := range tests {
		for name, got := range map[string]Result{"File": f.Match(test.path), "Matcher": m.Match(test.path)} {
			if got.Ownership != test.want || got.Rule.Line != test.line {
				t.Errorf("%s, %s: got %v by line %d, want %v by line %d",
					name, test.path, got.Ownership, got.Rule.Line, test.want, test.line)
			}
		}
	}
}

// One slash in front of a path is forgiven, another is an empty name.
func TestSlashesInFront(t *testing.T) {
	for _, text := range []string{"/x\n", "x\n", "/x\n/z\n", manyStates} {
		f, _ := Parse(strings.NewReader(text))
		m := f.Compile()
		w := m.Walk()
		for _, path := range []string{"x/y", "/x/y", "//x/y", "/x/y", "///x/y", "x/y", "//a/a/a/b", "/a/a/a/b", "//x", "/x", "/", "//"} {
			want := f.Match(path)
			for name, got := range map[string]Result{"Matcher": m.Match(path), "Walker": w.Match(path)} {
				if got != want {
					t.Errorf("%s, %q, path %q: got %s, want %s", name, text, path, describe(got), describe(want))
				}
			}
		}
	}
}

// manyStates are patterns that reach more nodes at a time than a single look-up
// holds.
const manyStates = "**/a/a/a/b\n**/a/a/*/b\n**/a/*/a/b\n**/a/*/*/b\n**/*/a/a/b\n**/*/a/*/b\n**/*/*/a/b\n**/*/*/*/b\n/a/a/a/b\n"

func TestMatchNothing(t *testing.T) {
	f, _ := Parse(strings.NewReader("/a @b\n"))
	if got, want := f.Match("c"), (Result{}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := f.Compile().Match("c"), (Result{}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A literal and a wildcard of each kind in one folder: the later line wins,
// whichever it is.
func TestNeighboursOfANode(t *testing.T) {
	for _, glob := range []string{"/b*", "/*c", "/*bc*", "/b*c", "/?c", "/*?*c", "/*b*c*"} {
		text := "/b @z\n/x*y @z\n/*q1* @z\n/*q2* @z\n/*q3* @z\n/*q4* @z\n"
		for want, text := range map[int]string{7: text + glob + " @a\n", 8: text + glob + " @a\n/bc @b\n", 9: text + "/other @b\n/bc @b\n" + glob + " @a\n"} {
			f, _ := Parse(strings.NewReader(text))
			m := f.Compile()
			for name, got := range map[string]Result{"File": f.Match("bc"), "Matcher": m.Match("bc"), "Walker": m.Walk().Match("bc")} {
				if lineOf(got) != want {
					t.Errorf("%s, %s: got line %d, want %d", name, glob, lineOf(got), want)
				}
			}
		}
	}
}

// Many texts to look for inside a name, and one of a single byte.
func TestManyInsides(t *testing.T) {
	f, _ := Parse(strings.NewReader("*a*\n*bc*\n*bd*\n*be*\n*bcd*\n"))
	m := f.Compile()
	for path, want := range map[string]int{"xaz": 1, "xa": 1, "a": 1, "xbc": 2, "abd": 3, "bdxbc": 3, "bcbcbe": 4, "b": 0, "xbcd/y": 5, "y/xbx": 0} {
		if got := lineOf(m.Match(path)); got != want {
			t.Errorf("%s: got line %d, want %d", path, got, want)
		}
	}
}

func TestExplain(t *testing.T) {
	f, _ := Parse(strings.NewReader(example))
	var got []int
	for _, r := range f.Compile().Explain("docs/api/x.go") {
		got = append(got, r.Line)
	}
	if want := []int{2, 3, 4, 5}; !slices.Equal(got, want) {
		t.Errorf("got lines %v, want %v", got, want)
	}
}

func TestLocations(t *testing.T) {
	if got, want := Locations(), []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOwnershipString(t *testing.T) {
	for o, want := range map[Ownership]string{Unmatched: "unmatched", Unset: "unset", Owned: "owned"} {
		if got := o.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Two mistakes of others: rules with "**" left out, and the first match taken.
func TestDoubleStarsCountAndTheLastMatchWins(t *testing.T) {
	f, problems := Parse(strings.NewReader("* @all\n**/logs @logs\n/src/**/test @tests\n/src/** @src\n/src/**/gen/*.go @gen\n**/gen/keep.go\n"))
	if len(problems) > 0 {
		t.Fatalf("got problems %v, want none", problems)
	}
	for path, line := range map[string]int{
		"README": 1, "logs": 2, "a/b/logs/x": 2, "src/a": 4, "src/a/test/x": 4, "src/test/x": 4, "src/gen/x.go": 5, "src/a/b/gen/x.go": 5,
		"src/a/gen/keep.go": 6, "gen/keep.go": 6, "src/logs/x": 4,
	} {
		for name, got := range map[string]Result{
			"File": f.Match(path), "Matcher": f.Compile().Match(path), "Walker": f.Compile().Walk().Match(path),
			"Find": Find(f.text, path),
		} {
			if lineOf(got) != line {
				t.Errorf("%s, %s: got line %d, want %d", name, path, lineOf(got), line)
			}
		}
		rules := f.Explain(path)
		if rules[0].Line != 1 || rules[len(rules)-1].Line != line {
			t.Errorf("%s: got lines %d to %d explained, want 1 to %d", path, rules[0].Line, rules[len(rules)-1].Line, line)
		}
	}
}

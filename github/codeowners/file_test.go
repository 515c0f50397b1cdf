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

func TestMatchNothing(t *testing.T) {
	f, _ := Parse(strings.NewReader("/a @b\n"))
	if got, want := f.Match("c"), (Result{}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := f.Compile().Match("c"), (Result{}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
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

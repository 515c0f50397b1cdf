package gitattributes

import (
	"strings"
	"testing"
)

// FuzzOf looks at whatever may stand in a file: nothing panics, what counts is said
// with its line, and a line that gives everything wins when it comes last.
func FuzzOf(f *testing.F) {
	for _, seed := range [][2]string{
		{"*.go x", "a.go"}, {"[attr]m x\na/** m", "a/b"}, {`"\141\"b" -x`, `a"b`}, {"[a-\\]] x=1", "]"}, {"a**/[[:alpha:]-]?\\* !x", "ab/c-*"}, {"\"", ""}, {"[[:", "["},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		v := New([]Source{{Path: Name, Text: text}}, "x").Of(path)[0]
		if v.State != Unspecified && (v.Path != Name || v.Line < 1 || v.Line > strings.Count(text, "\n")+1) {
			t.Errorf("%q of %q: got %v, want a line of the file", text, path, v)
		}
		v = New([]Source{{Path: Name, Text: text}, {Path: "a/" + Name, Text: "** x=all"}}, "x").Of("a/" + path)[0]
		if v.Text != "all" {
			t.Errorf("%q of a/%q: got %v, want what the file in the folder says", text, path, v)
		}
	})
}
